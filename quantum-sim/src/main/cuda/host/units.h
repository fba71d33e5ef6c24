// Which operations of a pass threads do between two barriers, and how they share out the amplitudes for them.
#pragma once

#include <cstdint>
#include <vector>

#include "../device/image.h"

namespace dlq_cuda {

// The same span, by vectors of which each has a leading bit that no other has; in ascending order.
std::vector<uint64_t> reduced(std::vector<uint64_t> basis);

// A vector's leading bit.
uint64_t leading(uint64_t vector);

// The operations of a program, on the indices of tiles.
struct Operations {
  std::vector<Op> ops;
  std::vector<DiagonalTerm> terms;
  std::vector<Block> blocks;
  std::vector<Qubit> qubits;
};

class Units {
 public:
  // Amplitudes of 2^bank_bits neighbours are in different banks.
  Units(Operations& operations, int tile_bits, int bank_bits)
      : operations_(operations), tile_bits_(tile_bits), bank_bits_(bank_bits) {}

  // Arranges operations first .. last - 1, and gives them their signs.
  void add(int first, int last);
  std::vector<Unit> units;

 private:
  Unit next(int first, int last) const;
  void share_out(Unit& unit) const;
  void put_signs(const Unit& unit);

  Operations& operations_;
  const int tile_bits_;
  const int bank_bits_;
};

}  // namespace dlq_cuda
