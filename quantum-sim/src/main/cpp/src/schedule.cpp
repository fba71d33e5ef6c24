#include "schedule.h"

#include <algorithm>

#include "masks.h"

namespace dlq {
namespace {

// Rotations that may wait for their common factor: each is at least 0.7.
constexpr int32_t kMostWithoutFactor = 24;

// A pass stays within the first cache, unless the whole state does not fit into the second. Processors with registers
// of 64 bytes have a larger first cache.
constexpr int64_t kFirstCache = 16 << 10;
constexpr int64_t kLargerFirstCache = 32 << 10;
constexpr int32_t kLargestRow = 128;
constexpr int64_t kSecondCache = 512 << 10;
constexpr int64_t kWithinSecond = 128 << 10;

// Whether a sweep can be run over a part of the rows.
bool stays(const Sweep& sweep) {
  return sweep.kind == kTurns || sweep.kind == kLaneTurns || sweep.kind == kUnits || sweep.kind == kLaneUnits;
}

int log2_floor(int64_t x) { return 63 - __builtin_clzll(static_cast<uint64_t>(x)); }

}  // namespace

BitMap::BitMap(const std::vector<uint64_t>& parities, uint32_t offset, int bits) {
  std::vector<uint64_t> columns;
  for (int bit = 0; bit < bits; bit++) {
    uint64_t column = 0;
    for (size_t j = 0; j < parities.size(); j++) column |= (parities[j] >> bit & 1) << j;
    columns.push_back(column);
  }
  shift_ = (bits + 1) / 2;
  mask_ = (uint32_t{1} << shift_) - 1;
  low_ = sums(std::vector<uint64_t>(columns.begin(), columns.begin() + shift_));
  high_ = sums(std::vector<uint64_t>(columns.begin() + shift_, columns.end()));
  for (uint32_t& index : low_) index ^= offset;
}

Schedule::Schedule(const Program& program, const Layout& layout_of, const std::vector<bool>& own_slots)
    : layout(layout_of), own(own_slots), program_(program) {
  for (int32_t k = 0; k < program.num_rotations; k++) parities.push_back(parity(program.rotations[k].parity));
  if (layout.lane_bits == 0) {
    add_operations();
  } else {
    add_divided_operations();
  }
  find_norms();
  find_passes();
  std::vector<uint64_t> identity;
  for (int q = 0; q < layout.num_qubits; q++) identity.push_back(parity(uint64_t{1} << q));
  start = BitMap(identity, 0, layout.num_qubits);
  std::vector<uint64_t> outcomes;
  uint32_t offset = 0;
  for (int32_t j = 0; j < program.num_measured; j++) {
    outcomes.push_back(parity(program.measured[j].parity));
    offset |= static_cast<uint32_t>(program.measured[j].offset) << j;
  }
  measured = BitMap(outcomes, offset, layout.num_qubits);
  add_words();
  slots = count_slots();
}

double Schedule::count_slots() const {
  double of_row = 30;
  for (const Sweep& sweep : sweeps) {
    of_row += sweep.kind == kPhases ? 40 : sweep.kind == kMatrix ? 16 : 2.0 * sweep.count;
    of_row += sweep.table >= 0 ? 4 : 0;
  }
  for (const WordGroup& group : words) of_row += 4 + (group.flip != 0 ? 2 : 0);
  return of_row * static_cast<double>(uint64_t{1} << layout.row_bits());
}

// Lanes of samples: rotations, with the diagonal before them as a table.
void Schedule::add_operations() {
  int32_t table = -1;
  for (int32_t i = 0; i < program_.num_ops;) {
    const Op& op = program_.ops[i];
    if (op.kind == kRotation) {
      add_turns(i, table);
      continue;
    }
    if (table >= 0) add_table(table);
    table = -1;
    if (op.kind == kDiagonal) {
      add_diagonal(i, table);
    } else {
      add_block(i);
    }
    i++;
  }
  if (table >= 0) add_table(table);
}

// Lanes of amplitudes: a table would be as large as the state, and is met once for each sample. Units take up what
// turns the same two levels.
void Schedule::add_divided_operations() {
  UnitFinder finder;
  std::vector<int32_t> of_all;  // the same phase for all states
  for (int32_t i = 0; i < program_.num_ops;) {
    const Op& op = program_.ops[i];
    std::vector<int32_t> others;
    for (int32_t k = op.first; k < op.first + op.count && op.kind != kBlock; k++) {
      const uint64_t flips = flip(program_.rotations[k].flip), signs = parities[static_cast<size_t>(k)];
      const Axis axis = flips == 0 ? kZ : program_.rotations[k].turns == 0 ? kX : kY;
      if (flips == 0 && signs == 0) {
        of_all.push_back(k);
      } else if (is_own(k) || (axis == kX && signs != 0)) {
        others.push_back(k);
      } else {
        finder.add(k, axis, flips, signs);
      }
    }
    if (op.kind != kBlock && others.empty()) {
      i++;
      continue;
    }
    add_units(finder);
    if (op.kind == kDiagonal) {
      add_phases(others);
      i++;
    } else if (op.kind == kRotation) {
      int32_t none = -1;
      add_turns(i, none);
    } else {
      add_block(i++);
    }
  }
  add_units(finder);
  if (!of_all.empty()) add_phases(of_all);
}

void Schedule::add_table(int32_t table) {
  Sweep sweep{};
  sweep.kind = kTable;
  sweep.table = table;
  sweep.norm = -1;
  sweeps.push_back(sweep);
}

void Schedule::add_units(UnitFinder& finder) {
  std::vector<int32_t> loose;
  bool open = false;
  for (Unit& unit : finder.take()) {
    if (unit.flip == 0) {
      for (const UnitStep& step : unit.steps) loose.push_back(step.rotation);
      continue;
    }
    if (!loose.empty()) {
      add_phases(loose);
      loose.clear();
      open = false;
    }
    const Turn next = turn(static_cast<int32_t>(units.size()), unit.flip, unit.parity);
    units.push_back(std::move(unit));
    if (!open || sweeps.back().count == 2 || !fits(sweeps.back(), next)) {
      Sweep sweep{};
      sweep.kind = next.flip == 0 ? kLaneUnits : kUnits;
      sweep.table = sweep.norm = -1;
      sweeps.push_back(sweep);
      open = true;
    }
    sweeps.back().turns[sweeps.back().count++] = next;
  }
  if (!loose.empty()) add_phases(loose);
}

void Schedule::add_phases(const std::vector<int32_t>& rotations) {
  PhaseSum sum;
  std::vector<uint64_t> masks;
  std::vector<int32_t> values;
  for (const int32_t rotation : rotations) {
    const Turn term = turn(rotation);
    masks.push_back(term.parity);
    sum.terms.push_back({rotation, 0, term.lane_parity});
  }
  sum.fold = Fold(masks, Span().complement(layout.row_bits()), values);
  for (size_t k = 0; k < values.size(); k++) sum.terms[k].value = values[k];
  Sweep sweep{};
  sweep.kind = kPhases;
  sweep.op = static_cast<int32_t>(phases.size());
  sweep.table = sweep.norm = -1;
  phases.push_back(std::move(sum));
  sweeps.push_back(sweep);
}

uint64_t Schedule::flip(uint64_t stored) const {
  const uint64_t row = layout.place(static_cast<uint32_t>(stored >> layout.lane_bits));
  return row << layout.lane_bits | (stored & ((uint64_t{1} << layout.lane_bits) - 1));
}

// The place of a row is its own inverse, so that the low bits of a mask move to the higher ones.
uint64_t Schedule::parity(uint64_t stored) const {
  uint64_t row = stored >> layout.lane_bits;
  const uint64_t low = row & Layout::kSpreadMask;
  for (int s = Layout::kSpread; s < layout.row_bits(); s += Layout::kSpread) row ^= low << s;
  row &= (uint64_t{1} << layout.row_bits()) - 1;
  return row << layout.lane_bits | (stored & ((uint64_t{1} << layout.lane_bits) - 1));
}

bool Schedule::is_own(int32_t rotation) const {
  const int32_t slot = program_.rotations[rotation].slot;
  return slot >= 0 && own[static_cast<size_t>(slot)];
}

Turn Schedule::turn(int32_t rotation, uint64_t flips, uint64_t signs) const {
  const uint64_t all_lanes = (uint64_t{1} << layout.lane_bits) - 1;
  Turn turn{};
  turn.rotation = rotation;
  turn.flip = static_cast<uint32_t>(flips >> layout.lane_bits);
  turn.parity = static_cast<uint32_t>(signs >> layout.lane_bits);
  turn.lane_flip = static_cast<uint32_t>(flips & all_lanes);
  turn.lane_parity = static_cast<uint32_t>(signs & all_lanes);
  turn.toggles = odd(turn.flip & turn.parity);
  return turn;
}

Turn Schedule::turn(int32_t rotation) const {
  return turn(rotation, flip(program_.rotations[rotation].flip), parities[static_cast<size_t>(rotation)]);
}

void Schedule::add_diagonal(int32_t i, int32_t& table) {
  const Op& op = program_.ops[i];
  std::vector<int32_t> own_terms;
  for (int32_t k = op.first; k < op.first + op.count; k++) {
    if (is_own(k)) own_terms.push_back(k);
  }
  if (!own_terms.empty()) add_phases(own_terms);
  if (static_cast<int32_t>(own_terms.size()) < op.count) {
    table = static_cast<int32_t>(tables.size());
    tables.push_back(i);
  }
}

// Whether the rotation can be one of the sweep's turns, or the unit one of its units.
bool Schedule::fits(const Sweep& sweep, const Turn& next) const {
  const bool of_units = sweep.kind == kUnits || sweep.kind == kLaneUnits;
  if (!of_units &&
      (is_own(next.rotation) != sweep.own || (program_.rotations[next.rotation].turns == 0) != sweep.imaginary)) {
    return false;
  }
  if ((next.flip == 0) != (sweep.kind == kLaneTurns || sweep.kind == kLaneUnits)) return false;
  Span flips;
  for (int32_t k = 0; k < sweep.count; k++) {
    const Turn& other = sweep.turns[k];
    flips.add(other.flip);
    // No turn changes the sign of another, on rows; on lanes both do or none, so that they commute.
    if (odd(next.flip & other.parity) || odd(other.flip & next.parity) ||
        odd(next.lane_flip & other.lane_parity) != odd(other.lane_flip & next.lane_parity)) {
      return false;
    }
    // A unit turns about all its axes.
    if (of_units && (odd(next.lane_flip & other.lane_parity) || odd(other.lane_flip & next.lane_parity))) return false;
  }
  return next.flip == 0 || !flips.contains(next.flip);
}

void Schedule::add_turns(int32_t& i, int32_t& table) {
  Sweep sweep{};
  const Turn first = turn(program_.ops[i].first);
  sweep.kind = first.flip == 0 ? kLaneTurns : kTurns;
  sweep.own = is_own(first.rotation);
  sweep.imaginary = program_.rotations[first.rotation].turns == 0;
  sweep.norm = -1;
  sweep.table = -1;
  if (sweep.kind == kTurns) std::swap(sweep.table, table);
  // How many would fit, so that none is left to go alone: 4 are 2 and 2.
  int32_t run = 0;
  Sweep trial = sweep;
  while (i + run < program_.num_ops && program_.ops[i + run].kind == kRotation && run <= kMaxTurns + 1) {
    const Turn next = turn(program_.ops[i + run].first);
    if (!fits(trial, next)) break;
    if (trial.count < kMaxTurns) trial.turns[trial.count++] = next;
    run++;
  }
  const int32_t most = sweep.table >= 0 || run == kMaxTurns + 1 ? 2 : kMaxTurns;
  const int32_t take = std::min(run, most);
  for (; sweep.count < take; i++) sweep.turns[sweep.count++] = turn(program_.ops[i].first);
  sweeps.push_back(sweep);
}

void Schedule::add_block(int32_t i) {
  const Block& block = program_.blocks[program_.ops[i].first];
  BlockPlan plan;
  std::vector<uint64_t> flips, parities_of;
  uint64_t touched = 0;
  for (int32_t j = 0; j < block.num_targets + block.num_controls; j++) {
    if (j < block.num_targets) flips.push_back(flip(block.qubits[j].flip));
    parities_of.push_back(parity(block.qubits[j].parity));
    touched |= (j < block.num_targets ? flips.back() : 0) | parities_of.back();
  }
  const uint64_t all_lanes = (uint64_t{1} << layout.lane_bits) - 1;
  plan.on_rows = (touched & all_lanes) == 0;
  const int drop = plan.on_rows ? layout.lane_bits : 0;
  for (uint64_t& mask : flips) mask >>= drop;
  for (uint64_t& mask : parities_of) mask >>= drop;
  plan.members = sums(flips);
  Span span;
  for (const uint64_t mask : flips) span.add(mask);
  for (uint32_t base : sums(span.complement(layout.num_qubits - drop))) {
    bool acts = true;
    for (int32_t j = 0; j < block.num_targets + block.num_controls; j++) {
      const bool one = odd(base & parities_of[static_cast<size_t>(j)]) != (block.qubits[j].offset != 0);
      if (j < block.num_targets) {
        // The member of the group whose targets are all zero stands for it.
        if (one) base ^= static_cast<uint32_t>(flips[static_cast<size_t>(j)]);
      } else if (!one) {
        acts = false;
      }
    }
    if (acts) plan.bases.push_back(base);
  }
  Sweep sweep{};
  sweep.kind = kMatrix;
  sweep.op = static_cast<int32_t>(blocks.size());
  sweep.count = program_.ops[i].first;
  sweep.table = sweep.norm = -1;
  blocks.push_back(std::move(plan));
  sweeps.push_back(sweep);
}

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

void Schedule::add_words() {
  const uint64_t all_lanes = (uint64_t{1} << layout.lane_bits) - 1;
  std::vector<std::vector<uint64_t>> masks;
  for (int32_t k = 0; k < program_.num_terms; k++) {
    const Term& term = program_.terms[k];
    const uint64_t flips = flip(term.flip), signs = parity(term.parity);
    const auto rows = static_cast<uint32_t>(flips >> layout.lane_bits);
    const auto lanes = static_cast<uint32_t>(flips & all_lanes);
    const bool imaginary = (term.turns & 1) != 0;
    const auto group = std::find_if(words.begin(), words.end(), [&](const WordGroup& known) {
      return known.flip == rows && known.lane_flip == lanes && known.imaginary == imaginary;
    });
    const auto place = static_cast<size_t>(group - words.begin());
    if (group == words.end()) {
      words.push_back({rows, lanes, imaginary, Fold(), {}});
      masks.emplace_back();
    }
    // Both states of a pair contribute the same, and one of them is summed.
    const double weight = (term.turns >= 2 ? -1 : 1) * (rows != 0 ? 2 : 1);
    masks[place].push_back(signs >> layout.lane_bits);
    words[place].terms.push_back({term.output, 0, static_cast<uint32_t>(signs & all_lanes), weight * term.coefficient});
  }
  for (size_t g = 0; g < words.size(); g++) {
    Span span;
    span.add(words[g].flip);
    std::vector<int32_t> values;
    words[g].fold = Fold(masks[g], span.complement(layout.row_bits()), values);
    for (size_t k = 0; k < values.size(); k++) words[g].terms[k].value = values[k];
  }
}

}  // namespace dlq
