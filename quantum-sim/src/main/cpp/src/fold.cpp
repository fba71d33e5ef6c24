#include "fold.h"

#include <algorithm>

#include "masks.h"

namespace dlq {

Fold::Fold(const std::vector<uint64_t>& masks, const std::vector<uint64_t>& vectors, std::vector<int32_t>& values) {
  // The masks on the coordinates of the span.
  const int bits = static_cast<int>(vectors.size());
  std::vector<uint64_t> seen;
  for (const uint64_t mask : masks) {
    uint64_t coordinates = 0;
    for (int j = 0; j < bits; j++) {
      coordinates |= uint64_t{odd(mask & vectors[static_cast<size_t>(j)])} << j;
    }
    const auto known = std::find(seen.begin(), seen.end(), coordinates);
    values.push_back(static_cast<int32_t>(known - seen.begin()));
    if (known == seen.end()) seen.push_back(coordinates);
  }
  num_values = static_cast<int32_t>(seen.size());
  // Coordinates in which independent masks have one bit each, the highest ones: each costs half as much as the one
  // before.
  Span span;
  std::vector<uint64_t> basis;
  for (const uint64_t mask : seen) {
    if (span.add(mask)) basis.push_back(mask);
  }
  const std::vector<uint64_t> rest = span.complement(bits);
  basis.insert(basis.begin(), rest.begin(), rest.end());
  const std::vector<uint64_t> axes = dual(basis);
  std::vector<uint64_t> states;
  for (const uint64_t axis : axes) {
    uint64_t state = 0;
    for (int j = 0; j < bits; j++) state ^= (axis >> j & 1) != 0 ? vectors[static_cast<size_t>(j)] : 0;
    states.push_back(state);
  }
  at = sums(states);
  std::vector<Wanted> wanted;
  for (size_t k = 0; k < seen.size(); k++) {
    uint64_t mask = 0;
    for (size_t j = 0; j < axes.size(); j++) mask |= uint64_t{odd(seen[k] & axes[j])} << j;
    wanted.push_back({mask, static_cast<int32_t>(k)});
  }
  if (!wanted.empty()) add_steps(0, bits, wanted);
}

void Fold::add_steps(uint32_t first, int bits, const std::vector<Wanted>& wanted) {
  if (wanted.size() == 1 && wanted[0].mask == 0) {
    steps.push_back({kTotal, first, uint32_t{1} << bits, wanted[0].value});
    return;
  }
  const uint32_t half = uint32_t{1} << (bits - 1);
  std::vector<Wanted> plus, minus;
  for (const Wanted& w : wanted) {
    (w.mask < half ? plus : minus).push_back({w.mask & (half - 1), w.value});
  }
  const bool counts = minus.size() == 1 && minus[0].mask == 0;
  const FoldKind kind = minus.empty() ? kSum
                        : counts      ? (plus.empty() ? kCount : kSumAndCount)
                                      : (plus.empty() ? kDifference : kBoth);
  steps.push_back({kind, first, half, counts ? minus[0].value : -1});
  if (!plus.empty()) add_steps(first, bits - 1, plus);
  if (!minus.empty() && !counts) add_steps(kind == kBoth ? first + half : first, bits - 1, minus);
}

}  // namespace dlq
