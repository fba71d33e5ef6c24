// Folds on a tile: sums with signs over all rows, lane by lane, and their transpose.
#pragma once

#include "tile.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

// The sum of f(i) for i < count. Added up block by block, so that rounding grows with the number of blocks.
template <class L, class F>
inline typename L::V sum_of(size_t count, F f) {
  constexpr size_t kBlock = 128;
  typename L::V total{};
  for (size_t first = 0; first < count; first += kBlock) {
    const size_t last = count - first < kBlock ? count : first + kBlock;
    typename L::V even{}, odd{};
    size_t i = first;
    for (; i + 1 < last; i += 2) even += f(i), odd += f(i + 1);
    if (i < last) even += f(i);
    total += even + odd;
  }
  return total;
}

// Values from entries, which are lost.
template <class L>
inline void fold(const Fold& plan, typename L::V* entries, typename L::V* values) {
  typedef typename L::V V;
  const size_t count = plan.steps.size();
  for (size_t k = 0; k < count; k++) {
    const FoldStep step = plan.steps[k];
    V* const a = entries + step.first;
    V* const b = a + step.half;
    switch (step.kind) {
      case kSum:
        for (uint32_t i = 0; i < step.half; i++) a[i] += b[i];
        break;
      case kDifference:
        for (uint32_t i = 0; i < step.half; i++) a[i] -= b[i];
        break;
      case kBoth:
        for (uint32_t i = 0; i < step.half; i++) {
          const V x = a[i], y = b[i];
          a[i] = x + y;
          b[i] = x - y;
        }
        break;
      case kCount:
        values[step.value] = sum_of<L>(step.half, [=](size_t i) DLQ_LAMBDA { return a[i] - b[i]; });
        break;
      case kSumAndCount:
        values[step.value] = sum_of<L>(step.half, [=](size_t i) DLQ_LAMBDA {
          const V x = a[i], y = b[i];
          a[i] = x + y;
          return x - y;
        });
        break;
      case kTotal:
        values[step.value] = sum_of<L>(step.half, [=](size_t i) DLQ_LAMBDA { return a[i]; });
        break;
    }
  }
}

// Entries from values: each is the sum of all values with the signs of its state.
template <class L>
inline void unfold(const Fold& plan, const typename L::V* values, typename L::V* entries) {
  typedef typename L::V V;
  for (size_t k = plan.steps.size(); k-- > 0;) {
    const FoldStep step = plan.steps[k];
    const V value = step.value >= 0 ? values[step.value] : V{};
    V* const a = entries + step.first;
    V* const b = a + step.half;
    switch (step.kind) {
      case kSum:
        for (uint32_t i = 0; i < step.half; i++) b[i] = a[i];
        break;
      case kDifference:
        for (uint32_t i = 0; i < step.half; i++) b[i] = -a[i];
        break;
      case kBoth:
        for (uint32_t i = 0; i < step.half; i++) {
          const V x = a[i], y = b[i];
          a[i] = x + y;
          b[i] = x - y;
        }
        break;
      case kCount:
        for (uint32_t i = 0; i < step.half; i++) a[i] = value, b[i] = -value;
        break;
      case kSumAndCount:
        for (uint32_t i = 0; i < step.half; i++) {
          const V x = a[i];
          a[i] = x + value;
          b[i] = x - value;
        }
        break;
      case kTotal:
        for (uint32_t i = 0; i < step.half; i++) a[i] = value;
        break;
    }
  }
}

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
