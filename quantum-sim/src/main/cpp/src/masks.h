// Arithmetic on bit masks: vectors over GF(2).
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <utility>
#include <vector>

namespace dlq {

inline bool odd(uint64_t mask) { return __builtin_parityll(mask) != 0; }

// A subspace, grown vector by vector.
class Span {
 public:
  // Whether the vector was independent of those before.
  bool add(uint64_t vector) {
    const uint64_t rest = reduce(vector);
    if (rest == 0) return false;
    basis_.push_back(rest);
    return true;
  }
  bool contains(uint64_t vector) const { return reduce(vector) == 0; }
  const std::vector<uint64_t>& basis() const { return basis_; }
  int dimension() const { return static_cast<int>(basis_.size()); }

  // Vectors, of those offered and then of the unit vectors, that make the span the whole space.
  std::vector<uint64_t> complement(int bits) const {
    Span grown = *this;
    std::vector<uint64_t> more;
    for (int bit = 0; bit < bits; bit++) {
      if (grown.add(uint64_t{1} << bit)) more.push_back(uint64_t{1} << bit);
    }
    return more;
  }

 private:
  uint64_t reduce(uint64_t vector) const {
    for (const uint64_t b : basis_) {
      if ((vector ^ b) < vector) vector ^= b;
    }
    return vector;
  }

  // Each has a leading bit that no later one has.
  std::vector<uint64_t> basis_;
};

// All sums of some of the vectors: entry i adds those at the ones of i.
inline std::vector<uint32_t> sums(const std::vector<uint64_t>& vectors) {
  std::vector<uint32_t> all(size_t{1} << vectors.size());
  for (size_t j = 0; j < vectors.size(); j++) {
    const size_t half = size_t{1} << j;
    for (size_t i = 0; i < half; i++) all[half + i] = all[i] ^ static_cast<uint32_t>(vectors[j]);
  }
  return all;
}

// The vectors d with odd(masks[i] & d[j]) where i = j alone; as many independent masks as there are bits.
inline std::vector<uint64_t> dual(std::vector<uint64_t> masks) {
  const size_t size = masks.size();
  std::vector<uint64_t> inverse(size);
  for (size_t i = 0; i < size; i++) inverse[i] = uint64_t{1} << i;
  // Rows of masks become the identity; rows of inverse tell which masks make a unit vector.
  for (size_t bit = 0; bit < size; bit++) {
    size_t pivot = bit;
    while ((masks[pivot] >> bit & 1) == 0) pivot++;
    std::swap(masks[bit], masks[pivot]);
    std::swap(inverse[bit], inverse[pivot]);
    for (size_t row = 0; row < size; row++) {
      if (row != bit && (masks[row] >> bit & 1) != 0) {
        masks[row] ^= masks[bit];
        inverse[row] ^= inverse[bit];
      }
    }
  }
  std::vector<uint64_t> vectors(size);
  for (size_t bit = 0; bit < size; bit++) {
    for (size_t j = 0; j < size; j++) vectors[j] |= (inverse[bit] >> j & 1) << bit;
  }
  return vectors;
}

}  // namespace dlq
