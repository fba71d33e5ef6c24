// A program arranged for one layout of its state: which operations one sweep over memory takes together, and in which
// order a sweep meets the amplitudes. Made once, run for every tile.
#pragma once

#include <stdint.h>

#include <vector>

#include "fold.h"
#include "program.h"
#include "units.h"

namespace dlq {

// The state is rows of vector registers. The low bits of a location choose an amplitude within a row, the others the
// row. A row holds its amplitudes of as many samples as its lanes leave room for.
//
// Rows a power of two apart would share a few places of the first cache: the sum of their higher bits spreads them.
struct Layout {
  static constexpr int kSpread = 6;
  static constexpr uint32_t kSpreadMask = (1 << kSpread) - 1;

  int32_t num_qubits;
  int32_t lane_bits;
  int32_t lanes;
  int32_t row_bytes;  // of the real and the imaginary part together

  DLQ_INLINE int32_t row_bits() const { return num_qubits - lane_bits; }
  DLQ_INLINE uint32_t row_of(uint64_t location) const { return static_cast<uint32_t>(location >> lane_bits); }
  DLQ_INLINE uint32_t in_row(uint64_t location) const {
    return static_cast<uint32_t>(location) & ((uint32_t{1} << lane_bits) - 1);
  }
  DLQ_INLINE uint32_t place(uint32_t row) const {
    uint32_t low = 0;
    for (uint32_t high = row >> kSpread; high != 0; high >>= kSpread) low ^= high & kSpreadMask;
    return row ^ low;
  }
  DLQ_INLINE int32_t samples() const { return lanes >> lane_bits; }
};

enum SweepKind : int32_t { kTurns, kLaneTurns, kUnits, kLaneUnits, kTable, kPhases, kMatrix };

// A rotation, or a unit, in a sweep. Flips and parities of rows and of lanes apart.
struct Turn {
  int32_t rotation;  // or the unit
  uint32_t flip;
  uint32_t parity;
  uint32_t lane_flip;
  uint32_t lane_parity;
  // Whether both rows of a pair differ in the sign that the row's parity gives.
  bool toggles;
};

constexpr int kMaxTurns = 3;

// Of registers of 64 bytes.
constexpr int32_t kLargestRow = 128;

struct Sweep {
  SweepKind kind;
  int32_t table = -1;  // shared phases that come first; -1 for none
  int32_t plan = -1;   // of phases or of a block
  // Of turns: all have real matrices, or none; all are shared by the batch, or none.
  int32_t count = 0;
  Turn turns[kMaxTurns] = {};
  bool imaginary = false;
  bool own = false;
  // Rotations that the batch shares are applied without a common factor, which the first sweep of a norm multiplies in.
  int32_t norm = -1;
  bool opens = false;
  // bases[buckets[s] .. buckets[s + 1]]: one row of each group, such that turns that toggle have a positive sign there,
  // and the others have a negative one where s has a one.
  uint32_t buckets[(1 << kMaxTurns) + 1] = {};
};

// Sweeps that stay within cosets of a few rows each, and run over one coset before the next.
struct Pass {
  int32_t first_sweep;
  int32_t num_sweeps;
  uint32_t first_coset;
  uint32_t num_cosets;
};

// Phases without a table: terms of a diagonal and where the fold has them.
struct PhaseTerm {
  int32_t rotation;
  int32_t value;
  uint32_t lane_parity;
};
struct PhaseSum {
  Fold fold;
  std::vector<PhaseTerm> terms;
};

// Expectations of words that flip the same bits: sums of signs over pairs, or over single states where nothing flips.
struct WordTerm {
  int32_t output;
  int32_t value;
  uint32_t lane_parity;
  double coefficient;
};
struct WordGroup {
  uint32_t flip;
  uint32_t lane_flip;
  bool imaginary;  // the words have an odd power of i
  Fold fold;
  std::vector<WordTerm> terms;
};

// A map of bits, location to index, in two steps of table look-up.
class BitMap {
 public:
  BitMap() = default;
  BitMap(const std::vector<uint64_t>& parities, uint32_t offset, int bits);
  DLQ_INLINE uint32_t operator()(uint32_t location) const { return low_[location & mask_] ^ high_[location >> shift_]; }

 private:
  std::vector<uint32_t> low_, high_;
  uint32_t mask_ = 0;
  int shift_ = 0;
};

// A block of the program on locations.
struct BlockPlan {
  const double* matrix;
  bool on_rows;  // no lane takes part
  std::vector<uint32_t> members;
  std::vector<uint32_t> bases;  // rows where on_rows, locations else
};

struct Schedule {
  Layout layout;
  std::vector<Sweep> sweeps;
  std::vector<Pass> passes;
  std::vector<uint32_t> bases;
  std::vector<uint32_t> cosets;
  int32_t num_norms = 0;
  std::vector<int32_t> tables;  // the diagonal of each table
  std::vector<PhaseSum> phases;
  std::vector<Unit> units;
  std::vector<BlockPlan> blocks;
  std::vector<uint64_t> parities;  // of each rotation, on locations
  BitMap start;                    // location to index of the state that is given
  BitMap measured;                 // location to output, or to index of the state that is read
  std::vector<WordGroup> words;
  std::vector<bool> own;  // of each slot: every sample has its own angle
  double slots = 0;       // multiply-adds of vector registers that a tile takes forward

  Schedule(const Program& program, const Layout& layout, const std::vector<bool>& own_slots);

 private:
  const Program& program_;

  uint64_t flip(uint64_t stored) const;
  uint64_t parity(uint64_t stored) const;
  bool is_own(int32_t rotation) const;
  Turn turn(int32_t rotation, uint64_t flips, uint64_t signs) const;
  Turn turn(int32_t rotation) const;
  void add_operations();
  void add_divided_operations();
  void add_table(int32_t table);
  void add_units(UnitFinder& finder);
  void add_phases(const std::vector<int32_t>& rotations);
  void add_diagonal(int32_t op, int32_t& table);
  void add_turns(int32_t& op, int32_t& table);
  void add_block(int32_t op);
  bool fits(const Sweep& sweep, const Turn& next) const;
  void add_bases(Sweep& sweep, const std::vector<uint64_t>& within);
  void find_norms();
  void find_passes();
  void add_maps();
  void add_words();
  double count_slots() const;
};

}  // namespace dlq
