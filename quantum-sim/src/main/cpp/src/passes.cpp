// Norms and passes of a schedule: what is done together without leaving a cache.
#include <algorithm>

#include "masks.h"
#include "schedule.h"

namespace dlq {
namespace {

// Rotations that may wait for their common factor: each is at least 0.7.
constexpr int32_t kMostWithoutFactor = 24;

// A pass stays within the first cache, unless the whole state does not fit into the second. Processors with registers
// of 64 bytes have a larger first cache.
constexpr int64_t kFirstCache = 16 << 10;
constexpr int64_t kLargerFirstCache = 32 << 10;
constexpr int64_t kSecondCache = 512 << 10;
constexpr int64_t kWithinSecond = 128 << 10;

// Whether a sweep can be run over a part of the rows.
bool stays(const Sweep& sweep) {
  return sweep.kind == kTurns || sweep.kind == kLaneTurns || sweep.kind == kUnits || sweep.kind == kLaneUnits;
}

int log2_floor(int64_t x) { return 63 - __builtin_clzll(static_cast<uint64_t>(x)); }

}  // namespace

void Schedule::find_norms() {
  int32_t together = kMostWithoutFactor;
  for (Sweep& sweep : sweeps) {
    if ((sweep.kind != kTurns && sweep.kind != kLaneTurns) || sweep.own) {
      together = kMostWithoutFactor;
      continue;
    }
    sweep.opens = sweep.table >= 0 || together + sweep.count > kMostWithoutFactor;
    together = sweep.opens ? sweep.count : together + sweep.count;
    num_norms += sweep.opens ? 1 : 0;
    sweep.norm = num_norms - 1;
  }
}

void Schedule::find_passes() {
  const int bits = layout.row_bits();
  const int64_t whole = int64_t{layout.row_bytes} << bits;
  const int64_t first = layout.row_bytes == kLargestRow ? kLargerFirstCache : kFirstCache;
  const int64_t room = whole <= kSecondCache ? first : kWithinSecond;
  const int most = std::max(kMaxTurns, log2_floor(room / layout.row_bytes));
  const auto count = static_cast<int32_t>(sweeps.size());
  for (int32_t i = 0; i < count;) {
    Span span;
    int32_t end = i;
    while (end < count && stays(sweeps[static_cast<size_t>(end)])) {
      Span grown = span;
      const Sweep& sweep = sweeps[static_cast<size_t>(end)];
      for (int32_t k = 0; k < sweep.count; k++) grown.add(sweep.turns[k].flip);
      if (grown.dimension() > most) break;
      span = grown;
      end++;
    }
    const Span whole_space = [&] {
      Span all = span;
      for (int bit = 0; bit < bits; bit++) all.add(uint64_t{1} << bit);
      return all;
    }();
    const bool blocked = end > i + 1 && bits > most;
    if (end == i) end++;
    const Span& within = blocked ? span : whole_space;
    const std::vector<uint32_t> cosets = blocked ? sums(span.complement(bits)) : std::vector<uint32_t>{0};
    passes.push_back({i, end - i, static_cast<uint32_t>(this->cosets.size()), static_cast<uint32_t>(cosets.size())});
    this->cosets.insert(this->cosets.end(), cosets.begin(), cosets.end());
    for (; i < end; i++) {
      Sweep& sweep = sweeps[static_cast<size_t>(i)];
      if (stays(sweep)) add_bases(sweep, within.basis());
    }
  }
}

void Schedule::add_bases(Sweep& sweep, const std::vector<uint64_t>& within) {
  Span span;
  for (int32_t k = 0; k < sweep.count; k++) span.add(sweep.turns[k].flip);
  std::vector<uint64_t> others;
  for (const uint64_t vector : within) {
    if (span.add(vector)) others.push_back(vector);
  }
  std::vector<std::vector<uint32_t>> buckets(size_t{1} << kMaxTurns);
  for (uint32_t base : sums(others)) {
    size_t bucket = 0;
    for (int32_t k = 0; k < sweep.count; k++) {
      const Turn& turn = sweep.turns[k];
      const bool negative = odd(base & turn.parity);
      if (negative && turn.toggles) base ^= turn.flip;
      bucket |= size_t{negative && !turn.toggles} << k;
    }
    buckets[bucket].push_back(base);
  }
  for (size_t s = 0; s < buckets.size(); s++) {
    sweep.buckets[s] = static_cast<uint32_t>(bases.size());
    bases.insert(bases.end(), buckets[s].begin(), buckets[s].end());
  }
  sweep.buckets[buckets.size()] = static_cast<uint32_t>(bases.size());
}

}  // namespace dlq
