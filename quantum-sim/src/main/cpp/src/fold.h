// Signed sums over all states for many parity masks at once: a Walsh-Hadamard transform without what nobody asks for.
#pragma once

#include <stdint.h>

#include <vector>

namespace dlq {

enum FoldKind : int32_t {
  kSum,          // a + b replaces a
  kDifference,   // a - b replaces a
  kBoth,         // a + b replaces a, a - b replaces b
  kCount,        // the sum of a - b is a value
  kSumAndCount,  // the same, and a + b replaces a
  kTotal,        // the sum of a is a value
};

// a are the entries from first on, b as many behind them; kTotal has no b.
struct FoldStep {
  FoldKind kind;
  uint32_t first;
  uint32_t half;
  int32_t value;
};

struct Fold {
  // Entry y belongs to the state at[y].
  std::vector<uint32_t> at;
  // From entries to values, in order; from values to entries, which is the transposed map, in reverse.
  std::vector<FoldStep> steps;
  int32_t num_values = 0;

  // Of the states in the span of the vectors; all of them where there is a unit vector for each of so many bits. The
  // value of each mask is the sum of its signs times the entries; masks that are the same there share a value.
  Fold(const std::vector<uint64_t>& masks, const std::vector<uint64_t>& vectors, std::vector<int32_t>& values);
  Fold() = default;

 private:
  struct Wanted {
    uint64_t mask;
    int32_t value;
  };
  void add_steps(uint32_t first, int bits, const std::vector<Wanted>& wanted);
};

}  // namespace dlq
