// Circuits whose states fit the memory that a thread block shares: forward, measurement and gradient in one launch.
#pragma once

#include "measure.h"
#include "operations.h"
#include "start.h"

namespace dlq_cuda {

// Outputs that a team adds up at a time.
constexpr int kOutputsAtATime = 32;

template <class T>
__device__ inline void put_expectations(const Call& call, Team team, long long sample, const Complex<T>* psi,
                                        T* scratch) {
  T* const to = static_cast<T*>(call.outputs) + sample * call.num_outputs;
  for (int first = 0; first < call.num_outputs; first += kOutputsAtATime) {
    const int left = call.num_outputs - first, count = left < kOutputsAtATime ? left : kOutputsAtATime;
    for (int k = 0; k < count; k++) {
      const T sum = warp_sum(expectation<T, unsigned>(call, first + k, team.thread, team.size, psi));
      if (team.lane() == 0) scratch[static_cast<unsigned>(k) * team.warps() + team.warp()] = sum;
    }
    team.sync();
    if (team.thread < static_cast<unsigned>(count)) {
      T sum = 0;
      for (unsigned w = 0; w < team.warps(); w++) sum += scratch[team.thread * team.warps() + w];
      to[first + static_cast<int>(team.thread)] = sum;
    }
    team.sync();
  }
}

template <class T>
__device__ inline void put_probabilities(const Call& call, Team team, long long sample, const Complex<T>* psi,
                                         T* scratch) {
  const unsigned outcomes = 1u << call.num_measured;
  T* const to = static_cast<T*>(call.outputs) + sample * outcomes;
  if (outcomes >= team.size) {
    for (unsigned k = team.thread; k < outcomes; k += team.size) to[k] = probability<T, unsigned>(call, k, 0, 1, psi);
    return;
  }
  const unsigned parts = team.size / outcomes;
  scratch[team.thread] = probability<T, unsigned>(call, team.thread % outcomes, team.thread / outcomes, parts, psi);
  team.sync();
  if (team.thread < outcomes) {
    T sum = 0;
    for (unsigned part = 0; part < parts; part++) sum += scratch[part * outcomes + team.thread];
    to[team.thread] = sum;
  }
}

template <class T>
__device__ inline void measure(const Call& call, Team team, long long sample, const Complex<T>* psi, T* scratch) {
  if (call.measurement == kExpectations) {
    put_expectations<T>(call, team, sample, psi, scratch);
  } else if (call.measurement == kProbabilities) {
    put_probabilities<T>(call, team, sample, psi, scratch);
  } else {
    put_state<T, unsigned>(call, sample, team.thread, team.size, psi);
  }
}

template <class T>
__device__ inline void copy(unsigned size, Team team, const Complex<T>* from, Complex<T>* to) {
  for (unsigned p = team.thread; p < size; p += team.size) to[p] = from[p];
}

// From the final states to the gradients of all angles and of the initial state.
template <class T>
__device__ inline void differentiate(const Tile<T>& tile, Complex<T>* psi, Complex<T>* lambda) {
  const Call& call = tile.call;
  put_cotangent<T, unsigned>(call, tile.sample, tile.team.thread, tile.team.size, psi, lambda);
  tile.team.sync();
  walk_back<T>(tile, psi, lambda);
  if (call.from_product != 0) {
    put_environments<T, unsigned>(call, tile.team.thread, tile.team.size, call.batch * tile.team.warps(),
                                  tile.sample * tile.team.warps() + tile.team.warp(), lambda, psi);
  } else if (call.initial_gradient != nullptr) {
    Complex<T>* const to = static_cast<Complex<T>*>(call.initial_gradient) + tile.sample * tile.size();
    for (unsigned p = tile.team.thread; p < tile.size(); p += tile.team.size) {
      to[p] = {2 * lambda[p].re, 2 * lambda[p].im};
    }
  }
}

template <class T>
__device__ inline void whole(const Call& call, unsigned char* memory) {
  const unsigned size = 1u << call.num_qubits, number = threadIdx.x / static_cast<unsigned>(call.team);
  const Team team = {threadIdx.x % static_cast<unsigned>(call.team), static_cast<unsigned>(call.team)};
  const long long sample = static_cast<long long>(blockIdx.x) * call.samples + number;
  // Several samples share a block only where each has a warp, and no barrier but its own.
  if (sample >= call.batch) return;
  const unsigned states = call.backward != 0 ? 2 : 1;
  Complex<T>* const psi = reinterpret_cast<Complex<T>*>(memory) + number * states * size;
  Complex<T>* const lambda = psi + size;
  T* const scratch = reinterpret_cast<T*>(reinterpret_cast<Complex<T>*>(memory) +
                                          static_cast<unsigned>(call.samples) * states * size) +
                     number * team.size;
  const Tile<T> tile = {call, team, 0, sample, sample * rows_of_tile(size), false};
  Complex<T>* const final = static_cast<Complex<T>*>(call.psi) + sample * size;
  if (call.kept != 0) {
    copy<T>(size, team, final, psi);
    team.sync();
  } else {
    start_state<T, unsigned>(call, sample, team.thread, team.size, psi);
    team.sync();
    walk<T>(tile, psi);
  }
  if (call.keep != 0) copy<T>(size, team, psi, final);
  if (call.forward != 0) measure<T>(call, team, sample, psi, scratch);
  if (call.backward != 0) differentiate<T>(tile, psi, lambda);
}

}  // namespace dlq_cuda
