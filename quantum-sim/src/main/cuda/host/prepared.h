// A program as kernels want it: masks on tiles, operations arranged in passes, and one block of bytes to upload.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "../device/image.h"
#include "parser.h"

namespace dlq_cuda {

// Operations whose flips stay within cosets of 2^tile_bits amplitudes.
struct Pass {
  std::vector<uint64_t> basis;  // reduced: each has a leading bit that no other has
  uint64_t pivots = 0;
  int first_op = 0;
  int last_op = 0;
  int first_unit = 0;
  int last_unit = 0;
};

// Bytes to upload, in pieces that a Call points to.
class Bytes {
 public:
  // Where the piece begins.
  template <class Item>
  int64_t add(const std::vector<Item>& items) {
    const auto* const from = reinterpret_cast<const char*>(items.data());
    const auto at = static_cast<int64_t>(bytes_.size());
    bytes_.insert(bytes_.end(), from, from + items.size() * sizeof(Item));
    bytes_.resize((bytes_.size() + 15) / 16 * 16 + 16);
    return at;
  }
  const std::vector<char>& get() const { return bytes_; }

 private:
  std::vector<char> bytes_;
};

class Prepared {
 public:
  static constexpr int kMostQubits = 32;

  // shared_limit: bytes of memory that a thread block may share.
  Prepared(const dlq::Program& program, bool is_double, int shared_limit);

  // What a call needs of the program, its image lying at that address of the device.
  Call call(const char* image) const;
  // The same for one of the passes.
  void set_pass(size_t pass, const char* image, Call& call) const;

  int64_t number_bytes() const { return is_double ? 8 : 4; }
  int64_t state_bytes() const { return (2 * number_bytes()) << num_qubits; }
  int64_t tiles() const { return int64_t{1} << (num_qubits - tile_bits); }
  // Thread blocks that walk over the tiles of a sample: what each leaves of gradients is kept till the end.
  int64_t walks() const { return std::min(tiles(), kMostWalks); }
  int64_t warps() const { return team / kWarp; }
  // Samples that a warp holds in its registers.
  int samples_of_warp() const { return num_qubits < 5 ? kWarp >> num_qubits : 1; }
  // What a block needs of so many such warps.
  int64_t lanes_bytes(int warps) const {
    return warps * number_bytes() * (kWarp * (kWarp + 1) + 2 * kWarp * registers);
  }
  // Of gradients: of one tile.
  int64_t rows() const { return std::max(1, (1 << tile_bits) / (kAmplitudes * kWarp)); }
  // What a block needs that holds the tiles of so many samples: state, and for gradients cotangent.
  int64_t shared_bytes(bool backward, int samples) const;

  const bool is_double;
  const int num_qubits;
  const int num_slots;
  const int num_outputs;
  const bool from_product;
  const MeasurementKind measurement;
  int num_measured = 0;
  bool whole = false;  // whether a block holds the state of a sample
  int registers = 0;   // amplitudes of a lane, where a warp holds a state in registers; 0 where none does
  int tile_bits = 0;
  int team = 0;  // threads that work on one tile
  std::vector<Pass> passes;
  std::vector<Rotation> rotations;
  std::vector<bool> in_start;               // for each rotation
  std::vector<std::vector<int>> by_slot;    // the rotations of each slot
  std::vector<std::vector<int>> diagonals;  // the rotations of each diagonal
  Bytes image;

 private:
  static constexpr int64_t kMostWalks = 1024;

  struct Offsets {
    int64_t rotations, ops, units, terms, blocks, qubits, matrices, start_steps, start_ends, words, word_ends, vectors,
        parities, slot_ends, slot_rotations, diagonals, bases;
  };

  void choose_tiles(const dlq::Program& program, int shared_limit);
  void arrange(const dlq::Program& program);
  void lower(const dlq::Program& program);
  void add_starts(const dlq::Program& program);
  void add_measurement(const dlq::Program& program);

  Offsets offsets_{};
  Index outcome_shift_ = 0;
};

}  // namespace dlq_cuda
