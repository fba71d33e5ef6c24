// What goes before and after the walks over states: numbers made of angles, and sums of what warps have left.
#pragma once

#include "arithmetic.h"
#include "start.h"

namespace dlq_cuda {

// a / pi, brought to -1..1. By way of its sine and cosine: of an angle of many turns a quotient would have no digits left.
__device__ inline double half_turns(double a) {
  double s, c;
  sincos(a, &s, &c);
  return atan2(s, c) * 0.31830988618379067154;
}

// Of a rotation (cos a, sin a), of a phase its half turns.
template <class T>
__device__ inline void prepare_rotation(const Call& call, int rotation, long long sample) {
  const Place place = call.places[rotation];
  Complex<T>* const to = static_cast<Complex<T>*>(call.coefficients) + place.coefficient + place.stride * sample;
  const double a = angle(call, rotation, sample);
  if (call.rotations[rotation].diagonal != 0) {
    *to = {static_cast<T>(half_turns(a)), 0};
  } else {
    double s, c;
    sincos(a, &s, &c);
    *to = {static_cast<T>(c), static_cast<T>(s)};
  }
}

// The phase of one amplitude by a diagonal whose angles the batch shares.
template <class T>
__device__ inline void prepare_phase(const Call& call, int diagonal, long long table, unsigned p) {
  const Op op = call.ops[call.diagonals[diagonal]];
  double h = 0;
  for (int k = op.first; k < op.first + op.count; k++) {
    const DiagonalTerm term = call.terms[k];
    h += signed_by<double>(odd(p & term.parity), half_turns(angle(call, term.rotation, 0)));
  }
  double s, c;
  turn(h, &c, &s);
  static_cast<Complex<T>*>(call.table)[table + p] = {static_cast<T>(c), static_cast<T>(-s)};
}

// All that a call needs of its angles: rotations, then start states of qubits, then tables, one by blockIdx.y.
template <class T>
__device__ inline void prepare(const Call& call) {
  const long long first = static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x;
  const long long step = static_cast<long long>(gridDim.x) * blockDim.x;
  const int starts = call.from_product != 0 ? call.num_qubits : 0;
  const int items = call.num_rotations + starts + call.num_diagonals;
  for (int item = static_cast<int>(blockIdx.y); item < items; item += static_cast<int>(gridDim.y)) {
    if (item < call.num_rotations) {
      const long long count = call.places[item].stride != 0 ? call.batch : 1;
      for (long long b = first; b < count; b += step) prepare_rotation<T>(call, item, b);
    } else if (item < call.num_rotations + starts) {
      for (long long b = first; b < call.batch; b += step) start_qubit<T>(call, item - call.num_rotations, b);
    } else {
      const int diagonal = item - call.num_rotations - starts;
      const long long table = call.tables[diagonal], size = 1ll << call.num_qubits;
      for (long long p = first; p < size && table >= 0; p += step) {
        prepare_phase<T>(call, diagonal, table, static_cast<unsigned>(p));
      }
    }
  }
}

template <class T>
__device__ inline void start_gradients(const Call& call, long long rows) {
  const long long item = static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x;
  if (item < call.batch * call.num_qubits) {
    start_gradient<T>(call, static_cast<int>(item % call.num_qubits), item / call.num_qubits, rows);
  }
}

// Rows first, first + step, ... of all rotations of a slot, times their factors: of one sample, or of all.
template <class T>
__device__ inline double gradient_sum(const Call& call, int slot, long long sample, bool shared, long long first,
                                      long long step) {
  double sum = 0;
  for (int k = slot == 0 ? 0 : call.slot_ends[slot - 1]; k < call.slot_ends[slot]; k++) {
    const int rotation = call.slot_rotations[k];
    const Place place = call.places[rotation];
    const long long begin = shared ? 0 : sample * place.rows,
                    end = shared ? call.batch * place.rows : begin + place.rows;
    const T* const rows = static_cast<const T*>(call.gradients) + place.gradient;
    double part = 0;
    for (long long row = begin + first; row < end; row += step) part += static_cast<double>(rows[row]);
    sum += 2 * call.rotations[rotation].factor * part;
  }
  return sum;
}

// dL/dangle of the slots blockIdx.y, blockIdx.y + gridDim.y, ...: one thread a sample, or one block for all samples of
// a slot that the batch shares.
template <class T>
__device__ inline void reduce(const Call& call, unsigned char* memory) {
  double* const sums = reinterpret_cast<double*>(memory);
  const unsigned thread = threadIdx.x;
  for (int slot = static_cast<int>(blockIdx.y); slot < call.num_slots; slot += static_cast<int>(gridDim.y)) {
    const int begin = slot == 0 ? 0 : call.slot_ends[slot - 1];
    if (begin == call.slot_ends[slot]) continue;
    const Place place = call.places[call.slot_rotations[begin]];
    double* const to = call.angle_gradient + place.angle;
    if (place.stride != 0) {
      const long long b = static_cast<long long>(blockIdx.x) * blockDim.x + thread;
      if (b < call.batch) to[call.first_sample + b] = gradient_sum<T>(call, slot, b, false, 0, 1);
      continue;
    }
    if (blockIdx.x != 0) continue;
    sums[thread] = gradient_sum<T>(call, slot, 0, true, thread, blockDim.x);
    __syncthreads();
    for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
      if (thread < half) sums[thread] += sums[thread + half];
      __syncthreads();
    }
    // Batches too large for the device's memory come in pieces.
    if (thread == 0) *to = call.first_sample > 0 ? *to + sums[0] : sums[0];
    __syncthreads();
  }
}

// Outputs of the shares that warps have left; a warp for each.
template <class T>
__device__ inline void sum_outputs(const Call& call) {
  const long long warps = static_cast<long long>(gridDim.x) * (blockDim.x / kWarp);
  const long long count = call.batch * call.num_outputs;
  for (long long i = static_cast<long long>(blockIdx.x) * (blockDim.x / kWarp) + threadIdx.x / kWarp; i < count;
       i += warps) {
    const T* const from = static_cast<const T*>(call.partials) + i * call.shares;
    T sum = 0;
    for (int k = static_cast<int>(threadIdx.x % kWarp); k < call.shares; k += kWarp) sum += from[k];
    sum = warp_sum(sum);
    if (threadIdx.x % kWarp == 0) static_cast<T*>(call.outputs)[i] = sum;
  }
}

}  // namespace dlq_cuda
