// Outcomes drawn from probabilities by inversion of their cumulative distribution: the outcome of a number u in [0, 1) is
// the first whose cumulative probability exceeds u times the sum of all, and at most the last that is possible.
#pragma once

#include "arithmetic.h"
#include "shots.h"

namespace dlq_cuda {

// Philox 4x32-10, a counter-based stream: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1,
// 2, 3", SC 2011.
struct RandomBlock {
  unsigned words[4];
};

__device__ inline RandomBlock random_block(const Streams& streams, unsigned long long stream, unsigned block) {
  constexpr int kRounds = 10;
  constexpr unsigned long long kFirstMultiplier = 0xD2511F53, kSecondMultiplier = 0xCD9E8D57;
  constexpr unsigned kFirstStep = 0x9E3779B9, kSecondStep = 0xBB67AE85;
  auto first_key = static_cast<unsigned>(streams.seed), second_key = static_cast<unsigned>(streams.seed >> 32);
  // Streams and iterations beyond 2^32 share a word with the purpose: still a different counter.
  unsigned a = block, b = static_cast<unsigned>(stream), c = static_cast<unsigned>(streams.iteration),
           d = static_cast<unsigned>(streams.purpose) ^ static_cast<unsigned>(stream >> 32) << 8 ^
               static_cast<unsigned>(streams.iteration >> 32) << 20;
  for (int round = 0; round < kRounds; round++) {
    const unsigned long long first = kFirstMultiplier * a, second = kSecondMultiplier * c;
    a = static_cast<unsigned>(second >> 32) ^ b ^ first_key;
    b = static_cast<unsigned>(second);
    c = static_cast<unsigned>(first >> 32) ^ d ^ second_key;
    d = static_cast<unsigned>(first);
    first_key += kFirstStep;
    second_key += kSecondStep;
  }
  return {{a, b, c, d}};
}

// Uniform in [0, 1), of 53 bits, from two words of a block: the last two come first.
__device__ inline double unit_number(const RandomBlock& block, int number) {
  const unsigned high = block.words[2 - 2 * number], low = block.words[3 - 2 * number];
  const unsigned long long bits = static_cast<unsigned long long>(high) << 21 ^ low >> 11;
  return static_cast<double>(bits) * (1.0 / 9007199254740992.0);
}

// A block for each sample; counts begin as zero.
template <class T>
__device__ inline void add_up(const Shots& call) {
  for (long long sample = blockIdx.x; sample < call.samples; sample += gridDim.x) {
    const T* const probabilities = static_cast<const T*>(call.probabilities) + sample * call.num_outcomes;
    double* const within = call.within_rows + sample * call.num_outcomes;
    double* const before = call.before_rows + sample * (call.num_rows + 1);
    for (long long row = threadIdx.x; row < call.num_rows; row += blockDim.x) {
      const long long begin = row * kRowOfOutcomes;
      const long long end = begin + kRowOfOutcomes < call.num_outcomes ? begin + kRowOfOutcomes : call.num_outcomes;
      double sum = 0;
      for (long long outcome = begin; outcome < end; outcome++) {
        const double probability = static_cast<double>(probabilities[outcome]);
        if (probability > 0) sum += probability;
        within[outcome] = sum;
      }
      before[row + 1] = sum;
    }
    for (long long i = threadIdx.x; i < call.width; i += blockDim.x) call.drawn[sample * call.width + i] = 0;
    __syncthreads();
    if (threadIdx.x != 0) continue;
    long long last_row = 0;
    double sum = 0;
    before[0] = 0;
    for (long long row = 1; row <= call.num_rows; row++) {
      if (before[row] > 0) last_row = row - 1;
      sum += before[row];
      before[row] = sum;
    }
    long long last = (last_row + 1) * kRowOfOutcomes;
    if (last > call.num_outcomes) last = call.num_outcomes;
    do {
      last--;
    } while (last > 0 && !(probabilities[last] > 0));
    call.last_possible[sample] = static_cast<unsigned>(last);
  }
}

// The first of count numbers, which never fall, that exceeds a point less an offset; count where none does.
__device__ inline long long first_beyond(const double* numbers, long long count, double offset, double point) {
  long long begin = 0, end = count;
  while (begin < end) {
    const long long middle = (begin + end) / 2;
    if (offset + numbers[middle] > point) {
      end = middle;
    } else {
      begin = middle + 1;
    }
  }
  return begin;
}

__device__ inline long long outcome_of(const Shots& call, long long sample, double u) {
  const double* const before = call.before_rows + sample * (call.num_rows + 1);
  const double point = u * before[call.num_rows];
  const long long row = first_beyond(before + 1, call.num_rows, 0, point), last = call.last_possible[sample];
  if (row == call.num_rows) return last;
  const long long begin = row * kRowOfOutcomes, rest = call.num_outcomes - begin;
  const double* const within = call.within_rows + sample * call.num_outcomes + begin;
  const long long outcome =
      begin + first_beyond(within, rest < kRowOfOutcomes ? rest : kRowOfOutcomes, before[row], point);
  return outcome < last ? outcome : last;
}

// A thread for each two shots, which share a block of random numbers, of samples blockIdx.y, blockIdx.y + gridDim.y, ...
template <class T>
__device__ inline void draw(const Shots& call) {
  const bool counted = call.width == call.num_outcomes;
  const Streams streams = *call.streams;
  const long long threads = static_cast<long long>(gridDim.x) * blockDim.x;
  for (long long sample = blockIdx.y; sample < call.samples; sample += gridDim.y) {
    const unsigned long long stream = streams.first + streams.step * static_cast<unsigned long long>(sample);
    unsigned* const drawn = call.drawn + sample * call.width;
    for (long long pair = static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x; 2 * pair < call.num_shots;
         pair += threads) {
      const RandomBlock random = random_block(streams, stream, static_cast<unsigned>(pair));
      for (int i = 0; i < 2 && 2 * pair + i < call.num_shots; i++) {
        const long long outcome = outcome_of(call, sample, unit_number(random, i));
        if (counted) {
          atomicAdd(&drawn[outcome], 1u);
        } else {
          drawn[2 * pair + i] = static_cast<unsigned>(outcome);
        }
      }
    }
  }
}

}  // namespace dlq_cuda
