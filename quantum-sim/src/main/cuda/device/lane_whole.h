// Circuits on few qubits, whose states stay in the registers of a warp from the start to the gradient.
#pragma once

#include "lane_measure.h"
#include "lane_operations.h"
#include "start.h"

namespace dlq_cuda {

// The state that a circuit starts in.
template <class T, int R>
__device__ inline Registers<T, R> started(const Lane<T, R>& lane) {
  const Call& call = lane.call;
  if (call.from_product == 0) return lane.load(call.initial);
  const Complex<T>* const starts = static_cast<const Complex<T>*>(call.starts) + lane.sample * call.num_qubits * 2;
  const int in_lanes = call.num_qubits < 5 ? call.num_qubits : 5;
  Registers<T, R> state;
  state.at[0] = amplitude<T, unsigned>(starts, 0, in_lanes, lane.low);
#pragma unroll
  for (int half = 1, qubit = 5; half < R; half *= 2, qubit++) {
    const Complex<T> zero = starts[2 * qubit], one = starts[2 * qubit + 1];
#pragma unroll
    for (int r = 0; r < half; r++) {
      state.at[r + half] = times(state.at[r], one);
      state.at[r] = times(state.at[r], zero);
    }
  }
  return state;
}

// E_ab = sum over all other qubits of conj(lambda_a) psi_b, for every qubit.
template <class T, int R>
__device__ inline void put_environments(const Lane<T, R>& lane, const Registers<T, R>& lambda,
                                        const Registers<T, R>& psi) {
  const Call& call = lane.call;
  for (int qubit = 0; qubit < call.num_qubits; qubit++) {
    const unsigned ones = lane.signs(1u << qubit);
    const Registers<T, R> others = flipped(psi, 1u << qubit);
    T sums[8] = {0, 0, 0, 0, 0, 0, 0, 0};
#pragma unroll
    for (int r = 0; r < R; r++) {
      const bool one = (ones >> r & 1u) != 0;
      const Complex<T> same = inner(lambda.at[r], psi.at[r]), other = inner(lambda.at[r], others.at[r]);
      const Complex<T> terms[4] = {same, other, other, same};
#pragma unroll
      for (unsigned ab = 0; ab < 4; ab++) {
        sums[2 * ab] += one == (ab > 1) ? terms[ab].re : 0;
        sums[2 * ab + 1] += one == (ab > 1) ? terms[ab].im : 0;
      }
    }
    T* const to = static_cast<T*>(call.environments) + 8 * call.batch * qubit;
    lane.sums.make_room(8);
#pragma unroll
    for (int j = 0; j < 8; j++) lane.sums.add(sums[j], to + call.batch * j, 1);
  }
}

// From the final state to the gradients of all angles and of the initial state.
template <class T, int R>
__device__ inline void differentiate(const Lane<T, R>& lane, Registers<T, R>& psi) {
  const Call& call = lane.call;
  Registers<T, R> lambda = cotangent<T, R>(lane, psi);
  walk_back<T, R>(lane, psi, lambda);
  if (call.from_product != 0) {
    put_environments<T, R>(lane, lambda, psi);
  } else if (call.initial_gradient != nullptr) {
    lane.store(lambda, 2, call.initial_gradient);
  }
  lane.sums.flush();
}

// Memory of a warp: for sums, and for a state.
template <class T, int R>
constexpr unsigned kLaneNumbers = Sums<T>::kNumbers + 2 * kWarp* R;

template <class T, int R>
__device__ inline void lane_whole(const Call& call, unsigned char* memory) {
  const unsigned lane = threadIdx.x % kWarp, warp = threadIdx.x / kWarp;
  const int bits = call.num_qubits < 5 ? call.num_qubits : 5;
  const long long warps = static_cast<long long>(blockIdx.x) * (blockDim.x / kWarp) + warp;
  const long long first = warps << (5 - bits), sample = first + (lane >> bits);
  // No barrier is of more than a warp.
  if (first >= call.batch) return;
  T* const own = reinterpret_cast<T*>(memory) + warp * kLaneNumbers<T, R>;
  const bool idle = sample >= call.batch;
  const Lane<T, R> here = {call,
                           lane & ((1u << bits) - 1u),
                           1u << bits,
                           idle ? call.batch - 1 : sample,
                           idle,
                           {own, lane, 1u << bits, first, call.batch},
                           reinterpret_cast<Complex<T>*>(own + Sums<T>::kNumbers) + (lane >> bits << call.num_qubits)};
  Registers<T, R> psi;
  if (call.kept != 0) {
    psi = here.load(call.psi);
  } else {
    psi = started<T, R>(here);
    walk<T, R>(here, psi);
  }
  if (call.keep != 0) here.store(psi, 1, call.psi);
  if (call.forward != 0) measure<T, R>(here, psi);
  if (call.backward != 0) differentiate<T, R>(here, psi);
}

}  // namespace dlq_cuda
