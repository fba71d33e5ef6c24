// What is measured of states in registers, and the cotangent that its gradient starts with.
#pragma once

#include "lanes.h"
#include "measure.h"

namespace dlq_cuda {

// i^turns (-1)^|q & parity| of amplitudes q = p ^ flip, as signs and whether a factor i is left.
template <class T, int R>
__device__ inline unsigned signs_of_word(const Lane<T, R>& lane, const Term& word) {
  return lane.signs(static_cast<unsigned>(word.parity)) ^
         (0u - (odd(word.flip & word.parity) ^ static_cast<unsigned>(word.turns >> 1)));
}

template <class T, int R>
__device__ inline void put_expectations(const Lane<T, R>& lane, const Registers<T, R>& psi) {
  const Call& call = lane.call;
  for (int output = 0, k = 0; output < call.num_outputs; output++) {
    T sum = 0;
    for (; k < call.word_ends[output]; k++) {
      const Term word = call.words[k];
      const T coefficient = static_cast<T>(word.coefficient);
      const unsigned signs = signs_of_word(lane, word);
      const Registers<T, R> others = word.flip == 0 ? psi : flipped(psi, static_cast<unsigned>(word.flip));
#pragma unroll
      for (int r = 0; r < R; r++) {
        const Complex<T> product = inner(psi.at[r], others.at[r]);
        sum += signed_by<T>(signs >> r & 1u, coefficient * ((word.turns & 1) == 0 ? product.re : -product.im));
      }
    }
    lane.sums.make_room(1);
    lane.sums.add(sum, static_cast<T*>(call.outputs) + output, call.num_outputs);
  }
}

// A state in memory of the warp, where any lane finds any amplitude of its sample.
template <class T, int R>
__device__ inline const Complex<T>* laid_open(const Lane<T, R>& lane, const Registers<T, R>& psi) {
#pragma unroll
  for (int r = 0; r < R; r++) lane.open[lane.p(r)] = psi.at[r];
  __syncwarp();
  return lane.open;
}

// The outcome of the basis state of every register.
template <class T, int R>
__device__ inline void outcomes_of(const Lane<T, R>& lane, unsigned* outcomes) {
  const Call& call = lane.call;
#pragma unroll
  for (int r = 0; r < R; r++) outcomes[r] = 0;
  for (int j = 0; j < call.num_measured; j++) {
    const unsigned parity = static_cast<unsigned>(call.outcome_parities[j]),
                   ones = lane.signs(parity) ^ (0u - odd(static_cast<unsigned>(call.outcome_shift) & parity));
#pragma unroll
    for (int r = 0; r < R; r++) outcomes[r] |= (ones >> r & 1u) << j;
  }
}

template <class T, int R>
__device__ inline void put_probabilities(const Lane<T, R>& lane, const Registers<T, R>& psi) {
  const Call& call = lane.call;
  const unsigned outcomes = 1u << call.num_measured;
  if (outcomes >= lane.lanes) {
    const Complex<T>* const state = laid_open(lane, psi);
    T* const to = static_cast<T*>(call.outputs) + lane.sample * outcomes;
    for (unsigned k = lane.low; k < outcomes && !lane.idle; k += lane.lanes) {
      to[k] = probability<T, unsigned>(call, k, 0, 1, state);
    }
    return;
  }
  unsigned own[R];
  outcomes_of<T, R>(lane, own);
  for (unsigned k = 0; k < outcomes; k++) {
    T sum = 0;
#pragma unroll
    for (int r = 0; r < R; r++) sum += own[r] == k ? inner(psi.at[r], psi.at[r]).re : 0;
    lane.sums.make_room(1);
    lane.sums.add(sum, static_cast<T*>(call.outputs) + k, outcomes);
  }
}

template <class T, int R>
__device__ inline void measure(const Lane<T, R>& lane, const Registers<T, R>& psi) {
  if (lane.call.measurement == kExpectations) {
    put_expectations<T, R>(lane, psi);
  } else if (lane.call.measurement == kProbabilities) {
    put_probabilities<T, R>(lane, psi);
  } else {
    const Complex<T>* const state = laid_open(lane, psi);
    if (!lane.idle) put_state<T, unsigned>(lane.call, lane.sample, lane.low, lane.lanes, state);
  }
  lane.sums.flush();
}

// lambda with dL = 2 Re <lambda|dpsi>.
template <class T, int R>
__device__ inline Registers<T, R> cotangent(const Lane<T, R>& lane, const Registers<T, R>& psi) {
  const Call& call = lane.call;
  const T* const dy = static_cast<const T*>(call.cotangents) + lane.sample * call.num_outputs;
  Registers<T, R> lambda = {};
  if (call.measurement == kExpectations) {
    for (int k = 0; k < call.word_ends[call.num_outputs - 1]; k++) {
      const Term word = call.words[k];
      const T coefficient = static_cast<T>(word.coefficient) * dy[word.output];
      const unsigned signs = signs_of_word(lane, word);
      const Registers<T, R> others = word.flip == 0 ? psi : flipped(psi, static_cast<unsigned>(word.flip));
#pragma unroll
      for (int r = 0; r < R; r++) {
        const T weight = signed_by<T>(signs >> r & 1u, coefficient);
        const Complex<T> x = others.at[r];
        lambda.at[r].re += (word.turns & 1) == 0 ? weight * x.re : -weight * x.im;
        lambda.at[r].im += (word.turns & 1) == 0 ? weight * x.im : weight * x.re;
      }
    }
    return lambda;
  }
  unsigned outcomes[R];
  outcomes_of<T, R>(lane, outcomes);
#pragma unroll
  for (int r = 0; r < R; r++) {
    const unsigned k = outcomes[r];
    if (call.measurement == kProbabilities) {
      lambda.at[r] = {dy[k] * psi.at[r].re, dy[k] * psi.at[r].im};
    } else {
      lambda.at[r] = {dy[2 * k] / 2, dy[2 * k + 1] / 2};
    }
  }
  return lambda;
}

}  // namespace dlq_cuda
