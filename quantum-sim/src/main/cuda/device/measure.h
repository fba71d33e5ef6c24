// What is measured of final states, and the cotangent that its gradient starts with. States may lie in the memory of a
// team or of the device, and their indices be of type I; thread "first" of "step" threads does its share.
#pragma once

#include "arithmetic.h"

namespace dlq_cuda {

// coefficient (W psi)(p), W|q> = i^turns (-1)^|q & parity| |q ^ flip>.
template <class T, class I>
__device__ inline Complex<T> apply(const Term& term, const Complex<T>* psi, I p, T weight) {
  const I q = p ^ static_cast<I>(term.flip);
  const T w = signed_by<T>(odd(q & static_cast<I>(term.parity)) ^ static_cast<unsigned>(term.turns >> 1), weight);
  const Complex<T> x = psi[q];
  if ((term.turns & 1) == 0) return {w * x.re, w * x.im};
  return {-w * x.im, w * x.re};
}

// Re <psi|W|psi>, summed over the weighted words of an output.
template <class T, class I>
__device__ inline T expectation(const Call& call, int output, I first, I step, const Complex<T>* psi) {
  const int begin = output == 0 ? 0 : call.word_ends[output - 1], end = call.word_ends[output];
  const I size = I{1} << call.num_qubits;
  T sum = 0;
  for (I p = first; p < size; p += step) {
    const Complex<T> x = psi[p];
    T weight = 0;
    for (int k = begin; k < end; k++) {
      const Term term = call.words[k];
      const T coefficient = static_cast<T>(term.coefficient);
      if (term.flip == 0) {
        // i^turns of a word that flips nothing is a sign.
        const unsigned minus = odd(p & static_cast<I>(term.parity)) ^ static_cast<unsigned>(term.turns >> 1);
        if ((term.turns & 1) == 0) weight += signed_by<T>(minus, coefficient);
      } else {
        sum += inner(x, apply<T, I>(term, psi, p, coefficient)).re;
      }
    }
    sum += weight * (x.re * x.re + x.im * x.im);
  }
  return sum;
}

// Where the first basis state of an outcome is stored.
template <class I>
__device__ inline I outcome(const Call& call, I k) {
  return static_cast<I>(call.outcome_shift ^ combine<Index>(call.outcome_vectors, k));
}

// The probability of outcome k: part "part" of "parts" of the sum.
template <class T, class I>
__device__ inline T probability(const Call& call, I k, I part, I parts, const Complex<T>* psi) {
  const I at = outcome(call, k), rest = I{1} << (call.num_qubits - call.num_measured);
  const Index* const vectors = call.outcome_vectors + call.num_measured;
  T sum = 0;
  for (I i = part; i < rest; i += parts) {
    const Complex<T> x = psi[at ^ static_cast<I>(combine<Index>(vectors, i))];
    sum += x.re * x.re + x.im * x.im;
  }
  return sum;
}

// The final state, by logical index.
template <class T, class I>
__device__ inline void put_state(const Call& call, long long sample, I first, I step, const Complex<T>* psi) {
  const I size = I{1} << call.num_qubits;
  Complex<T>* const to = static_cast<Complex<T>*>(call.outputs) + sample * static_cast<long long>(size);
  for (I k = first; k < size; k += step) to[k] = psi[outcome(call, k)];
}

// Outcome of the basis state p.
__device__ inline Index outcome_of(const Call& call, Index p) {
  Index k = 0;
  for (int j = 0; j < call.num_measured; j++) {
    k |= static_cast<Index>(odd((p ^ call.outcome_shift) & call.outcome_parities[j])) << j;
  }
  return k;
}

// lambda with dL = 2 Re <lambda|dpsi>.
template <class T, class I>
__device__ inline void put_cotangent(const Call& call, long long sample, I first, I step, const Complex<T>* psi,
                                     Complex<T>* lambda) {
  const I size = I{1} << call.num_qubits;
  const T* const dy = static_cast<const T*>(call.cotangents) + sample * call.num_outputs;
  const int num_words = call.measurement == kExpectations ? call.word_ends[call.num_outputs - 1] : 0;
  for (I p = first; p < size; p += step) {
    Complex<T> sum = {0, 0};
    if (call.measurement == kExpectations) {
      T weight = 0;
      for (int k = 0; k < num_words; k++) {
        const Term term = call.words[k];
        const T coefficient = static_cast<T>(term.coefficient) * dy[term.output];
        if (term.flip == 0) {
          const unsigned minus = odd(p & static_cast<I>(term.parity)) ^ static_cast<unsigned>(term.turns >> 1);
          if ((term.turns & 1) == 0) weight += signed_by<T>(minus, coefficient);
        } else {
          const Complex<T> more = apply<T, I>(term, psi, p, coefficient);
          sum.re += more.re;
          sum.im += more.im;
        }
      }
      const Complex<T> x = psi[p];
      sum = {sum.re + weight * x.re, sum.im + weight * x.im};
    } else if (call.measurement == kProbabilities) {
      const T weight = dy[outcome_of(call, p)];
      const Complex<T> x = psi[p];
      sum = {weight * x.re, weight * x.im};
    } else {
      const T* const own = dy + 2 * outcome_of(call, p);
      sum = {own[0] / 2, own[1] / 2};
    }
    lambda[p] = sum;
  }
}

}  // namespace dlq_cuda
