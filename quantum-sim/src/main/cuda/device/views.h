// Circuits as functions of arrays in the device's memory: inputs and weights become angles and initial states there, and
// gradients of those become gradients of inputs and weights. Nothing as long as the batch is seen by the host.
#pragma once

#include "arithmetic.h"
#include "function.h"

namespace dlq_cuda {

__device__ inline double get(const View& view, long long row, long long column) {
  const long long at = row * view.row_stride + column * view.column_stride;
  return view.is_double != 0 ? static_cast<const double*>(view.data)[at]
                             : static_cast<double>(static_cast<const float*>(view.data)[at]);
}

__device__ inline void set(const View& view, long long row, long long column, double value) {
  const long long at = row * view.row_stride + column * view.column_stride;
  if (view.is_double != 0) {
    static_cast<double*>(view.data)[at] = value;
  } else {
    static_cast<float*>(view.data)[at] = static_cast<float>(value);
  }
}

__device__ inline long long own_index() { return static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x; }
__device__ inline long long grid_threads() { return static_cast<long long>(gridDim.x) * blockDim.x; }

// Not so for infinities, whose difference is no number.
__device__ inline bool is_finite(double value) { return value - value == 0; }

// Takes inputs and weights, and looks for what is not finite; a warp for each sample, and one for the weights.
template <class T>
__device__ inline void take_arguments(const Views& call) {
  const long long warps = grid_threads() / kWarp;
  const int lane = static_cast<int>(threadIdx.x % kWarp), num_inputs = call.function.num_inputs;
  for (long long row = own_index() / kWarp; row <= call.batch; row += warps) {
    const bool is_weights = row == call.batch;
    const int columns = is_weights ? call.function.num_weights : num_inputs;
    double* const to = call.arguments + row * num_inputs;
    int nonzero = 0;
    for (int column = lane; column < columns; column += kWarp) {
      const double value = is_weights ? get(call.weights, 0, column) : get(call.inputs, row, column);
      to[column] = value;
      if (!is_finite(value)) {
        const unsigned long long at = static_cast<unsigned long long>(is_weights ? 0 : row * num_inputs) +
                                      static_cast<unsigned long long>(column);
        atomicMin(is_weights ? &call.report->weight : &call.report->input, at);
      }
      if (column < call.function.num_amplitudes && value != 0) nonzero++;
    }
    nonzero = warp_sum(nonzero);
    if (lane == 0 && nonzero == 0 && !is_weights && call.function.num_amplitudes > 0) {
      atomicMin(&call.report->sample, static_cast<unsigned long long>(row));
    }
  }
}

// Reports where inputs and weights are not those that were taken.
template <class T>
__device__ inline void compare_arguments(const Views& call) {
  const long long inputs = call.batch * call.function.num_inputs;
  for (long long i = own_index(); i < inputs + call.function.num_weights; i += grid_threads()) {
    const bool is_weight = i >= inputs;
    const double value = is_weight ? get(call.weights, 0, i - inputs)
                                   : get(call.inputs, i / call.function.num_inputs, i % call.function.num_inputs);
    if (value == call.arguments[i]) continue;
    atomicMin(is_weight ? &call.report->weight : &call.report->input,
              static_cast<unsigned long long>(is_weight ? i - inputs : i));
  }
}

// The product of a term's factors, but for the one that is left out.
__device__ inline double factors_product(const Views& call, const Monomial& term, int left_out, long long sample) {
  const double* const inputs = call.arguments + sample * call.function.num_inputs;
  const double* const weights = call.arguments + call.batch * call.function.num_inputs;
  double product = 1;
  for (int k = term.first_factor; k < term.end_factor; k++) {
    if (k == left_out) continue;
    const int factor = call.function.factors[k];
    product *= factor >= 0 ? inputs[factor] : weights[~factor];
  }
  return product;
}

__device__ inline long long slot_place(const Views& call, const Slot& slot, long long sample) {
  return slot.shared_before + slot.own_before * call.samples + slot.stride * (sample - call.first_sample);
}

// All angles of a piece, of slots blockIdx.y, blockIdx.y + gridDim.y, ...; their gradient, if any, begins as zero.
template <class T>
__device__ inline void evaluate_angles(const Views& call) {
  for (int s = static_cast<int>(blockIdx.y); s < call.function.num_slots; s += static_cast<int>(gridDim.y)) {
    const Slot slot = call.function.slots[s];
    const long long end = call.first_sample + (slot.stride != 0 ? call.samples : 1);
    for (long long b = call.first_sample + own_index(); b < end; b += grid_threads()) {
      double sum = 0;
      for (int t = slot.first_term; t < slot.end_term; t++) {
        const Monomial term = call.function.terms[t];
        sum += term.coefficient * factors_product(call, term, -1, b);
      }
      const long long at = slot_place(call, slot, b);
      call.angles[at] = sum;
      if (call.angle_gradient != nullptr) call.angle_gradient[at] = 0;
    }
  }
}

template <class T>
__device__ inline T warp_max(T value) {
  for (int distance = kWarp / 2; distance > 0; distance >>= 1) {
    const T other = __shfl_xor_sync(kAllLanes, value, distance);
    value = other > value ? other : value;
  }
  return value;
}

// The sum over a warp in every lane.
template <class T>
__device__ inline T warp_total(T value) {
  for (int distance = kWarp / 2; distance > 0; distance >>= 1) value += __shfl_xor_sync(kAllLanes, value, distance);
  return value;
}

// |a|, a the amplitudes of a sample, for all lanes; scaled, so that squares neither overflow nor vanish.
__device__ inline double amplitude_norm(const double* values, int count, int lane) {
  double largest = 0;
  for (int i = lane; i < count; i += kWarp) largest = fmax(largest, fabs(values[i]));
  largest = warp_max(largest);
  if (largest == 0) return 0;
  double sum = 0;
  for (int i = lane; i < count; i += kWarp) sum += (values[i] / largest) * (values[i] / largest);
  return largest * sqrt(warp_total(sum));
}

// psi = a / |a|, a warp for each sample.
template <class T>
__device__ inline void load_amplitudes(const Views& call) {
  const int lane = static_cast<int>(threadIdx.x % kWarp), count = call.function.num_amplitudes;
  for (long long b = own_index() / kWarp; b < call.samples; b += grid_threads() / kWarp) {
    const double* const from = call.arguments + (call.first_sample + b) * call.function.num_inputs;
    Complex<T>* const to = static_cast<Complex<T>*>(call.initial) + (b << call.num_qubits);
    const double norm = amplitude_norm(from, count, lane);
    for (long long i = lane; i < 1ll << call.num_qubits; i += kWarp) {
      to[i] = {static_cast<T>(i < count ? from[i] / norm : 0), 0};
    }
  }
}

template <class T>
__device__ inline void gather_results(const Views& call) {
  T* const to = static_cast<T*>(call.results);
  for (long long i = own_index(); i < call.samples * call.num_outputs; i += grid_threads()) {
    to[i] = static_cast<T>(get(call.outputs, call.first_sample + i / call.num_outputs, i % call.num_outputs));
  }
}

template <class T>
__device__ inline void scatter_results(const Views& call) {
  const T* const from = static_cast<const T*>(call.results);
  for (long long i = own_index(); i < call.samples * call.num_outputs; i += grid_threads()) {
    set(call.outputs, call.first_sample + i / call.num_outputs, i % call.num_outputs, static_cast<double>(from[i]));
  }
}

// The share of one use in the gradient of its variable.
__device__ inline double slope(const Views& call, const Use& use, long long sample) {
  const Monomial term = call.function.terms[use.term];
  return term.coefficient * factors_product(call, term, use.factor, sample) *
         call.angle_gradient[slot_place(call, call.function.slots[use.slot], sample)];
}

__device__ inline double input_slope(const Views& call, int input, long long sample) {
  double sum = 0;
  for (int k = call.function.use_starts[input]; k < call.function.use_starts[input + 1]; k++) {
    sum += slope(call, call.function.uses[k], sample);
  }
  return sum;
}

// dL/dx by way of angles, and by way of the initial state: da = (g - (g . psi) psi) / |a|. A thread for each number, or a
// warp for each sample whose amplitudes have a norm in common.
template <class T>
__device__ inline void chain_inputs(const Views& call) {
  const int inputs = call.function.num_inputs, amplitudes = call.function.num_amplitudes;
  if (amplitudes == 0) {
    for (long long i = own_index(); i < call.samples * inputs; i += grid_threads()) {
      const long long b = call.first_sample + i / inputs;
      set(call.input_gradient, b, i % inputs, input_slope(call, static_cast<int>(i % inputs), b));
    }
    return;
  }
  const int lane = static_cast<int>(threadIdx.x % kWarp);
  for (long long i = own_index() / kWarp; i < call.samples; i += grid_threads() / kWarp) {
    const long long b = call.first_sample + i;
    const double* const a = call.arguments + b * inputs;
    const Complex<T>* const g = static_cast<const Complex<T>*>(call.initial_gradient) + (i << call.num_qubits);
    const double norm = amplitude_norm(a, amplitudes, lane);
    double radial = 0;
    for (int k = lane; k < amplitudes; k += kWarp) radial += static_cast<double>(g[k].re) * a[k] / norm;
    radial = warp_total(radial);
    for (int k = lane; k < inputs; k += kWarp) {
      double sum = input_slope(call, k, b);
      if (k < amplitudes) sum += (static_cast<double>(g[k].re) - radial * a[k] / norm) / norm;
      set(call.input_gradient, b, k, sum);
    }
  }
}

// dL/dw of the weights blockIdx.x, blockIdx.x + gridDim.x, ..., summed over a piece.
template <class T>
__device__ inline void chain_weights(const Views& call, unsigned char* memory) {
  double* const sums = reinterpret_cast<double*>(memory);
  const unsigned thread = threadIdx.x;
  const int* const starts = call.function.use_starts + call.function.num_inputs;
  for (int w = static_cast<int>(blockIdx.x); w < call.function.num_weights; w += static_cast<int>(gridDim.x)) {
    double sum = 0;
    for (int k = starts[w]; k < starts[w + 1]; k++) {
      const Use use = call.function.uses[k];
      const long long count = call.function.slots[use.slot].stride != 0 ? call.samples : 1;
      for (long long b = thread; b < count; b += blockDim.x) sum += slope(call, use, call.first_sample + b);
    }
    sums[thread] = sum;
    __syncthreads();
    for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
      if (thread < half) sums[thread] += sums[thread + half];
      __syncthreads();
    }
    if (thread == 0 && call.weight_sums != nullptr) call.weight_sums[w] = sums[0];
    if (thread == 0 && call.weight_sums == nullptr) set(call.weight_gradient, 0, w, sums[0]);
    __syncthreads();
  }
}

// dL/dw of what the pieces have left, in their order.
template <class T>
__device__ inline void sum_weights(const Views& call) {
  for (long long w = own_index(); w < call.function.num_weights; w += grid_threads()) {
    double sum = 0;
    for (long long piece = 0; piece < call.pieces; piece++) {
      sum += call.weight_sums[piece * call.function.num_weights + w];
    }
    set(call.weight_gradient, 0, w, sum);
  }
}

}  // namespace dlq_cuda
