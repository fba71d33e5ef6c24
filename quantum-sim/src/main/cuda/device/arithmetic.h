// Complex numbers, signs, and sums in an order that never changes.
#pragma once

#include "image.h"

namespace dlq_cuda {

constexpr unsigned kAllLanes = 0xffffffffu;

template <class T>
struct __align__(2 * sizeof(T)) Complex {
  T re, im;
};

template <class T>
__device__ inline Complex<T> times(Complex<T> a, Complex<T> b) {
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

// conj(a) b
template <class T>
__device__ inline Complex<T> inner(Complex<T> a, Complex<T> b) {
  return {a.re * b.re + a.im * b.im, a.re * b.im - a.im * b.re};
}

template <class T>
__device__ inline void add_product(Complex<T>& sum, Complex<T> a, Complex<T> b) {
  sum.re += a.re * b.re - a.im * b.im;
  sum.im += a.re * b.im + a.im * b.re;
}

__device__ inline unsigned odd(unsigned mask) { return static_cast<unsigned>(__popc(mask)) & 1u; }
__device__ inline unsigned odd(Index mask) { return static_cast<unsigned>(__popcll(mask)) & 1u; }

// The number, or minus it where the bit is set.
template <class T>
__device__ inline T signed_by(unsigned bit, T value) {
  return bit != 0 ? -value : value;
}

// cos and sin of pi times a half turn, exp(-i pi h) being (cos, -sin).
__device__ inline void turn(float h, float* c, float* s) { sincospif(h, s, c); }
__device__ inline void turn(double h, double* c, double* s) { sincospi(h, s, c); }

// The k-th index whose pivot bit is zero.
template <class I>
__device__ inline I without(I k, I pivot) {
  const I low = k & (pivot - 1u);
  return ((k ^ low) << 1) | low;
}

// The sum over a warp in lane 0.
template <class T>
__device__ inline T warp_sum(T value) {
  for (int distance = kWarp / 2; distance > 0; distance >>= 1) {
    value += __shfl_xor_sync(kAllLanes, value, distance);
  }
  return value;
}

// Sums over a warp, as many as there are values: the one that lane l returns is of values[l / (32 / K)].
template <int K, class T>
__device__ inline T warp_sums(unsigned lane, T* values) {
  unsigned distance = kWarp / 2;
#pragma unroll
  for (int half = K / 2; half > 0; half /= 2, distance /= 2) {
    const bool upper = (lane & distance) != 0;
#pragma unroll
    for (int k = 0; k < half; k++) {
      const T sent = upper ? values[k] : values[k + half], kept = upper ? values[k + half] : values[k];
      values[k] = kept + __shfl_xor_sync(kAllLanes, sent, static_cast<int>(distance));
    }
  }
  T sum = values[0];
#pragma unroll
  for (; distance > 0; distance /= 2) sum += __shfl_xor_sync(kAllLanes, sum, static_cast<int>(distance));
  return sum;
}

// The vectors added up whose bits are set.
template <class I>
__device__ inline I combine(const I* vectors, I bits) {
  I sum = 0;
  for (int k = 0; bits >> k != 0; k++) {
    if ((bits >> k & 1u) != 0) sum ^= vectors[k];
  }
  return sum;
}

// The threads that work on one sample, in a block where several such teams may walk side by side.
struct Team {
  unsigned thread;  // of the team
  unsigned size;

  __device__ unsigned lane() const { return thread % kWarp; }
  __device__ unsigned warp() const { return thread / kWarp; }
  __device__ unsigned warps() const { return size / kWarp; }
  __device__ void sync() const {
    if (size == kWarp) {
      __syncwarp();
    } else {
      __syncthreads();
    }
  }
};

// Rows of gradients that a tile has: one for each warp that works on it, and for each time round.
__device__ inline unsigned rows_of_tile(unsigned size) {
  const unsigned rows = size / (kAmplitudes * kWarp);
  return rows == 0 ? 1 : rows;
}

}  // namespace dlq_cuda
