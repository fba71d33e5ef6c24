// States of single qubits that a circuit starts in, their product, and the gradients of the angles in them.
#pragma once

#include "arithmetic.h"

namespace dlq_cuda {

// A 2x2 matrix, row by row. Whatever the precision of states, these are double.
struct Matrix {
  Complex<double> at[4];
};

__device__ inline Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c;
  for (int i = 0; i < 2; i++) {
    for (int j = 0; j < 2; j++) {
      Complex<double> sum = {0, 0};
      for (int k = 0; k < 2; k++) add_product(sum, a.at[2 * i + k], b.at[2 * k + j]);
      c.at[2 * i + j] = sum;
    }
  }
  return c;
}

__device__ inline Matrix adjoint(const Matrix& a) {
  Matrix c;
  for (int i = 0; i < 4; i++) {
    const Complex<double> from = a.at[(i & 1) * 2 + (i >> 1)];
    c.at[i] = {from.re, -from.im};
  }
  return c;
}

// The angle a of exp(-i a W).
__device__ inline double angle(const Call& call, int rotation, long long sample) {
  const Place place = call.places[rotation];
  const Rotation known = call.rotations[rotation];
  if (known.slot < 0) return known.factor;
  return known.factor * call.angles[place.angle + place.stride * (call.first_sample + sample)];
}

enum StartKind { kStartX = 0, kStartY = 1, kStartZ = 2, kStartPhase = 3, kStartMatrix = 4 };

__device__ inline Matrix step_matrix(const Call& call, const StartStep& step, long long sample) {
  if (step.kind == kStartMatrix) {
    Matrix matrix;
    for (int i = 0; i < 4; i++) matrix.at[i] = {step.matrix[2 * i], step.matrix[2 * i + 1]};
    return matrix;
  }
  double s, c;
  sincos(angle(call, step.rotation, sample), &s, &c);
  switch (step.kind) {
    case kStartX:
      return {{{c, 0}, {0, -s}, {0, -s}, {c, 0}}};
    case kStartY:
      return {{{c, 0}, {-s, 0}, {s, 0}, {c, 0}}};
    case kStartZ:
      return {{{c, -s}, {0, 0}, {0, 0}, {c, s}}};
    default:
      return {{{1, 0}, {0, 0}, {0, 0}, {c, -s}}};
  }
}

// -i G of a step exp(-i a G).
__device__ inline Matrix change(int kind) {
  switch (kind) {
    case kStartX:
      return {{{0, 0}, {0, -1}, {0, -1}, {0, 0}}};
    case kStartY:
      return {{{0, 0}, {-1, 0}, {1, 0}, {0, 0}}};
    case kStartZ:
      return {{{0, -1}, {0, 0}, {0, 0}, {0, 1}}};
    default:
      return {{{0, 0}, {0, 0}, {0, 0}, {0, -1}}};
  }
}

// The state of one qubit of one sample.
template <class T>
__device__ inline void start_qubit(const Call& call, int qubit, long long sample) {
  Complex<double> zero = {1, 0}, one = {0, 0};
  for (int i = qubit == 0 ? 0 : call.start_ends[qubit - 1]; i < call.start_ends[qubit]; i++) {
    const Matrix step = step_matrix(call, call.start_steps[i], sample);
    Complex<double> next = times(step.at[0], zero);
    add_product(next, step.at[1], one);
    one = times(step.at[3], one);
    add_product(one, step.at[2], zero);
    zero = next;
  }
  Complex<T>* const to = static_cast<Complex<T>*>(call.starts) + (sample * call.num_qubits + qubit) * 2;
  to[0] = {static_cast<T>(zero.re), static_cast<T>(zero.im)};
  to[1] = {static_cast<T>(one.re), static_cast<T>(one.im)};
}

// The product of what qubits first .. last - 1 have in the basis state p.
template <class T, class I>
__device__ inline Complex<T> amplitude(const Complex<T>* starts, int first, int last, I p) {
  Complex<T> value = {1, 0};
  for (int q = first; q < last; q++) value = times(value, starts[2 * q + static_cast<int>(p >> q & 1u)]);
  return value;
}

// Writes the state that a circuit starts in; thread "first" of "step" threads.
template <class T, class I>
__device__ inline void start_state(const Call& call, long long sample, I first, I step, Complex<T>* psi) {
  const I size = I{1} << call.num_qubits;
  if (call.from_product == 0) {
    const Complex<T>* const from = static_cast<const Complex<T>*>(call.initial) + sample * static_cast<long long>(size);
    for (I p = first; p < size; p += step) psi[p] = from[p];
    return;
  }
  const Complex<T>* const starts = static_cast<const Complex<T>*>(call.starts) + sample * call.num_qubits * 2;
  // The low bits of p stay those of the thread.
  const int bits = __popc(static_cast<unsigned>(step) - 1u), low = bits < call.num_qubits ? bits : call.num_qubits;
  const Complex<T> common = amplitude<T, I>(starts, 0, low, first);
  for (I p = first; p < size; p += step) {
    psi[p] = times(common, amplitude<T, I>(starts, low, call.num_qubits, p));
  }
}

// E_ab = sum over all other qubits of conj(lambda_a) psi_b, for every qubit whose start has angles; one share a warp.
template <class T, class I>
__device__ inline void put_environments(const Call& call, I first, I step, long long rows, long long row,
                                        const Complex<T>* lambda, const Complex<T>* psi) {
  const I half = I{1} << (call.num_qubits - 1);
  for (int qubit = 0; qubit < call.num_qubits; qubit++) {
    const I bit = I{1} << qubit;
    T sums[8] = {0, 0, 0, 0, 0, 0, 0, 0};
    for (I k = first; k < half; k += step) {
      const I p = without(k, bit);
#pragma unroll
      for (unsigned ab = 0; ab < 4; ab++) {
        const Complex<T> term = inner(lambda[(ab & 2u) != 0 ? p | bit : p], psi[(ab & 1u) != 0 ? p | bit : p]);
        sums[2 * ab] += term.re;
        sums[2 * ab + 1] += term.im;
      }
    }
    T* const to = static_cast<T*>(call.environments) + 8 * rows * qubit + row;
    const unsigned lane = threadIdx.x % kWarp;
    const T sum = warp_sums<8>(lane, sums);
    if (lane % 4 == 0) to[rows * (lane / 4)] = sum;
  }
}

// Gradients of the angles in the start of one qubit of one sample, whose environment has "rows" shares. A change -iG of
// a step is, after the steps V behind it, the change V (-iG) V^-1 of the state.
template <class T>
__device__ inline void start_gradient(const Call& call, int qubit, long long sample, long long rows) {
  double environment[8];
  for (int j = 0; j < 8; j++) {
    const T* const from =
        static_cast<const T*>(call.environments) + (8 * qubit + j) * rows * call.batch + sample * rows;
    environment[j] = 0;
    for (long long row = 0; row < rows; row++) environment[j] += static_cast<double>(from[row]);
  }
  Matrix behind = {{{1, 0}, {0, 0}, {0, 0}, {1, 0}}};
  const int first = qubit == 0 ? 0 : call.start_ends[qubit - 1];
  for (int i = call.start_ends[qubit] - 1; i >= first; i--) {
    const StartStep step = call.start_steps[i];
    if (step.kind != kStartMatrix && call.places[step.rotation].gradient >= 0) {
      const Matrix moved = product(product(behind, change(step.kind)), adjoint(behind));
      double sum = 0;
      for (int ab = 0; ab < 4; ab++) {
        sum += environment[2 * ab] * moved.at[ab].re - environment[2 * ab + 1] * moved.at[ab].im;
      }
      static_cast<T*>(call.gradients)[call.places[step.rotation].gradient + sample] = static_cast<T>(sum);
    }
    behind = product(behind, step_matrix(call, step, sample));
  }
}

}  // namespace dlq_cuda
