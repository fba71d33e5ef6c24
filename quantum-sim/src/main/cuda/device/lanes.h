// States in the registers of a warp. Amplitude p is register p / 32 of lane p % 32; of fewer than five qubits, several
// samples are side by side.
#pragma once

#include "sums.h"

namespace dlq_cuda {

// What a lane has of one sample's state.
template <class T, int R>
struct Registers {
  Complex<T> at[R];
};

template <class T>
__device__ inline Complex<T> shuffled(Complex<T> x, int distance) {
  return {__shfl_xor_sync(kAllLanes, x.re, distance), __shfl_xor_sync(kAllLanes, x.im, distance)};
}

// Registers have no numbers at run time. All lanes flip the same ones: a branch for each bit finds the flip.
template <int M, int Bit, class T, int R>
__device__ inline void choose(unsigned flip, const Registers<T, R>& from, Registers<T, R>& to) {
  if constexpr (Bit == 0) {
#pragma unroll
    for (int r = 0; r < R; r++) to.at[r] = from.at[r ^ M];
  } else {
    if ((flip & Bit) != 0) {
      choose<M | Bit, Bit / 2>(flip, from, to);
    } else {
      choose<M, Bit / 2>(flip, from, to);
    }
  }
}

// The state with amplitude p ^ flip at p.
template <class T, int R>
__device__ inline Registers<T, R> flipped(const Registers<T, R>& state, unsigned flip) {
  Registers<T, R> to;
  choose<0, R / 2>(flip / kWarp, state, to);
  const int distance = static_cast<int>(flip % kWarp);
  if (distance != 0) {
#pragma unroll
    for (int r = 0; r < R; r++) to.at[r] = shuffled(to.at[r], distance);
  }
  return to;
}

// Bit r: whether r & mask is odd.
__device__ inline unsigned parities(unsigned mask) {
  return ((mask & 1u) != 0 ? 0xaau : 0u) ^ ((mask & 2u) != 0 ? 0xccu : 0u) ^ ((mask & 4u) != 0 ? 0xf0u : 0u);
}

// Of a warp, the lane that this thread is, and the sample that it works on.
template <class T, int R>
struct Lane {
  const Call& call;
  unsigned low;  // of p: the bits that lanes differ in
  unsigned lanes;
  long long sample;  // of those beyond the batch: its last
  bool idle;         // beyond the batch
  mutable Sums<T> sums;
  Complex<T>* open;  // memory of the warp for the state of this sample

  __device__ unsigned p(int r) const { return low | static_cast<unsigned>(r) * kWarp; }
  __device__ long long state() const { return sample << call.num_qubits; }
  __device__ Complex<T> coefficient(Place place) const {
    return static_cast<const Complex<T>*>(call.coefficients)[place.coefficient + place.stride * sample];
  }
  // Bit r: whether p(r) & mask is odd, for up to eight registers.
  __device__ unsigned signs(unsigned mask) const { return parities(mask / kWarp) ^ (0u - odd(low & mask)); }
  __device__ void put_gradient(long long first, T share) const {
    if (first < 0) return;
    sums.make_room(1);
    sums.add(share, static_cast<T*>(call.gradients) + first, 1);
  }

  // Of numbers in memory of the device, one for each amplitude of each sample.
  __device__ Registers<T, R> load(const void* states) const {
    const Complex<T>* const from = static_cast<const Complex<T>*>(states) + state();
    Registers<T, R> loaded;
#pragma unroll
    for (int r = 0; r < R; r++) loaded.at[r] = from[p(r)];
    return loaded;
  }
  __device__ void store(const Registers<T, R>& from, T factor, void* states) const {
    if (idle) return;
    Complex<T>* const to = static_cast<Complex<T>*>(states) + state();
#pragma unroll
    for (int r = 0; r < R; r++) to[p(r)] = {factor * from.at[r].re, factor * from.at[r].im};
  }
};

}  // namespace dlq_cuda
