// The groups of rows that a sweep couples.
#pragma once

#include "tile.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

// Calls f(bases, count, coset, negative) for the groups of each sign within a coset.
template <class T, class F>
inline void for_groups(T& tile, size_t index, uint32_t coset, F f) {
  const Sweep& sweep = tile.schedule.sweeps[index];
  uint32_t negative = 0;
  for (int32_t k = 0; k < sweep.count; k++) {
    if (!odd(coset & sweep.turns[k].parity)) continue;
    if (sweep.turns[k].toggles) {
      coset ^= sweep.turns[k].flip;
    } else {
      negative |= uint32_t{1} << k;
    }
  }
  const uint32_t* const bases = tile.schedule.bases.data();
  for (uint32_t s = 0; s < 1 << kMaxTurns; s++) {
    const size_t count = sweep.buckets[s + 1] - sweep.buckets[s];
    if (count > 0) f(bases + sweep.buckets[s], count, coset, s ^ negative);
  }
}

inline bool permutes(const Sweep& sweep) {
  uint32_t flips = 0;
  for (int32_t k = 0; k < sweep.count; k++) flips |= sweep.turns[k].lane_flip;
  return flips != 0;
}

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
