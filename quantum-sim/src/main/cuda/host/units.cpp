#include "units.h"

#include <algorithm>

#include "masks.h"

namespace dlq_cuda {
namespace {

unsigned narrow(uint64_t mask) { return static_cast<unsigned>(mask); }

int place_of(uint64_t bit) { return __builtin_ctzll(bit); }

// Bit j: the parity of the members added up that j has.
unsigned signs_of(const Unit& unit, unsigned parity) {
  unsigned signs = 0;
  for (unsigned j = 0; j < kAmplitudes; j++) {
    bool odd = false;
    for (int k = 0; k < kDimensions; k++) odd ^= (j >> k & 1) != 0 && dlq::odd(unit.members[k] & parity);
    signs |= (odd ? 1u : 0u) << j;
  }
  return signs;
}

}  // namespace

uint64_t leading(uint64_t vector) { return uint64_t{1} << (63 - __builtin_clzll(vector)); }

std::vector<uint64_t> reduced(std::vector<uint64_t> basis) {
  std::sort(basis.begin(), basis.end());
  for (size_t i = 0; i < basis.size(); i++) {
    for (size_t j = i + 1; j < basis.size(); j++) {
      if ((basis[j] & leading(basis[i])) != 0) basis[j] ^= basis[i];
    }
  }
  return basis;
}

void Units::add(int first, int last) {
  while (first < last) {
    Unit unit = next(first, last);
    if (unit.block == 0) {
      share_out(unit);
      put_signs(unit);
    }
    units.push_back(unit);
    first += unit.block != 0 ? 1 : unit.diagonal + unit.rotations;
  }
}

// A block; or a diagonal and rotations behind it, as many as flip something new.
Unit Units::next(int first, int last) const {
  Unit unit{};
  unit.first = first;
  const std::vector<Op>& ops = operations_.ops;
  const Op& op = ops[static_cast<size_t>(first)];
  dlq::Span span;
  if (op.kind == kBlock) {
    const Block& block = operations_.blocks[static_cast<size_t>(op.first)];
    for (int j = 0; j < block.targets; j++) span.add(operations_.qubits[static_cast<size_t>(block.first + j)].flip);
    for (const uint64_t vector : reduced(span.basis())) unit.block |= narrow(leading(vector));
    return unit;
  }
  unit.diagonal = op.kind == kDiagonal ? 1 : 0;
  for (int i = first + unit.diagonal; i < last && unit.rotations < kDimensions; i++) {
    const Op& rotation = ops[static_cast<size_t>(i)];
    if (rotation.kind != kRotation || !span.add(rotation.flip)) break;
    unit.members[unit.rotations++] = rotation.flip;
  }
  return unit;
}

void Units::share_out(Unit& unit) const {
  dlq::Span span;
  for (int k = 0; k < unit.rotations; k++) span.add(unit.members[k]);
  // High bits keep out of the banks' way.
  for (int bit = tile_bits_ - 1, k = unit.rotations; k < kDimensions && bit >= 0; bit--) {
    if (span.add(uint64_t{1} << bit)) unit.members[k++] = 1u << bit;
  }
  const std::vector<uint64_t> basis = reduced(span.basis());
  const auto low = static_cast<int>(std::count_if(
      basis.begin(), basis.end(), [&](uint64_t vector) { return place_of(leading(vector)) < bank_bits_; }));
  for (int k = 0; k < span.dimension(); k++) {
    const uint64_t vector = basis[static_cast<size_t>(k)];
    unit.pivots[k] = narrow(leading(vector));
    // As many bits of the thread as there are low pivots have gone to banks that others are in.
    if (k >= low) continue;
    unit.spread[k] = narrow(vector);
    unit.shift[k] = static_cast<unsigned>(bank_bits_ - low + k);
  }
}

void Units::put_signs(const Unit& unit) {
  std::vector<Op>& ops = operations_.ops;
  if (unit.diagonal != 0) {
    const Op& diagonal = ops[static_cast<size_t>(unit.first)];
    for (int k = diagonal.first; k < diagonal.first + diagonal.count; k++) {
      DiagonalTerm& term = operations_.terms[static_cast<size_t>(k)];
      term.signs = signs_of(unit, term.parity);
    }
  }
  for (int k = 0; k < unit.rotations; k++) {
    Op& rotation = ops[static_cast<size_t>(unit.first + unit.diagonal + k)];
    rotation.signs = signs_of(unit, rotation.parity);
  }
}

}  // namespace dlq_cuda
