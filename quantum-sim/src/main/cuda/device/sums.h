// Sums over the lanes that work on a sample, many at a time.
#pragma once

#include "arithmetic.h"

namespace dlq_cuda {

// Shares wait in memory of the warp until there are as many sums as lanes; then every lane adds up one of them. A
// shuffle for each halving of each sum would take five times the instructions.
template <class T>
struct Sums {
  static constexpr unsigned kRow = kWarp + 1;  // lanes side by side read from banks side by side
  static constexpr unsigned kNumbers = kWarp * kRow;

  T* shares;  // [kWarp, kRow]
  unsigned lane;
  unsigned lanes;  // of a sample
  long long first_sample;
  long long batch;
  // Of the sum that this lane is to add up.
  T* to = nullptr;
  long long stride = 0;
  unsigned count = 0;

  // For so many sums more.
  __device__ void make_room(unsigned more) {
    if (count + more > kWarp) flush();
  }

  // The sum of all shares of sample b goes to first[stride b].
  __device__ void add(T share, T* first, long long stride_of_samples) {
    if (lane == count) {
      to = first;
      stride = stride_of_samples;
    }
    shares[count++ * kRow + lane] = share;
  }

  __device__ void flush() {
    __syncwarp();
    if (lane < count) {
      const T* const row = shares + lane * kRow;
      long long sample = first_sample;
#pragma unroll 1
      for (unsigned i = 0; i < kWarp && sample < batch; i += lanes) to[stride * sample++] = total(row + i);
    }
    __syncwarp();
    count = 0;
  }

 private:
  __device__ T total(const T* own) const {
    if (lanes < 4) return lanes == 2 ? own[0] + own[1] : own[0];
    T sums[4] = {own[0], own[1], own[2], own[3]};
#pragma unroll 1
    for (unsigned i = 4; i < lanes; i += 4) {
#pragma unroll
      for (unsigned j = 0; j < 4; j++) sums[j] += own[i + j];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
};

}  // namespace dlq_cuda
