// What CUDA's words mean where kernels run on the CPU: to be included in front of their source.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "grid.h"

#define __global__
#define __device__
#define __align__(n) alignas(n)
#define __launch_bounds__(...)
#define DLQ_SHARED(name) unsigned char* const name = shim::self().shared

#define threadIdx (shim::self().thread_index)
#define blockIdx (shim::self().block_index)
#define blockDim (shim::self().block_size)
#define gridDim (shim::self().grid_size)

inline void __syncthreads() { shim::sync_block(); }
inline void __syncwarp() { shim::sync_warp(shim::kSync); }
inline int __popc(unsigned value) { return __builtin_popcount(value); }
inline int __popcll(unsigned long long value) { return __builtin_popcountll(value); }

inline unsigned long long atomicMin(unsigned long long* at, unsigned long long value) {
  unsigned long long before = __atomic_load_n(at, __ATOMIC_RELAXED);
  while (value < before && !__atomic_compare_exchange_n(at, &before, value, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
  }
  return before;
}

inline unsigned atomicAdd(unsigned* at, unsigned value) { return __atomic_fetch_add(at, value, __ATOMIC_RELAXED); }

template <class T>
T __shfl_xor_sync(unsigned mask, T value, int distance) {
  static_assert(sizeof(T) <= sizeof(uint64_t), "larger values take two shuffles");
  if (mask != 0xffffffffu) shim::stop("a shuffle with some lanes only");
  uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof(T));
  bits = shim::exchange(bits, static_cast<unsigned>(distance));
  std::memcpy(&value, &bits, sizeof(T));
  return value;
}

// sin and cos of pi h, exact at every quarter turn, as CUDA's are.
template <class T>
void sincos_of_half_turns(T h, T* s, T* c) {
  const T quarters = std::rint(2 * h);
  const T rest = (h - quarters / 2) * static_cast<T>(3.14159265358979323846);
  const T sine = std::sin(rest), cosine = std::cos(rest);
  const auto turned = static_cast<int64_t>(std::isfinite(quarters) ? quarters : 0) & 3;
  *s = turned == 0 ? sine : turned == 1 ? cosine : turned == 2 ? -sine : -cosine;
  *c = turned == 0 ? cosine : turned == 1 ? -sine : turned == 2 ? -cosine : sine;
}
inline void sincospi(double h, double* s, double* c) { sincos_of_half_turns(h, s, c); }
inline void sincospif(float h, float* s, float* c) { sincos_of_half_turns(h, s, c); }
