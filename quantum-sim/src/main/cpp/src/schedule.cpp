#include "schedule.h"

#include <algorithm>

#include "masks.h"

namespace dlq {

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
  add_maps();
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

void Schedule::add_table(int32_t table) { sweeps.push_back({kTable, table}); }

void Schedule::add_units(UnitFinder& finder) {
  // Rows of three units, and their cotangents, fill the registers where these are 32.
  const int32_t most = layout.row_bytes == kLargestRow ? kMaxTurns : kMaxTurns - 1;
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
    if (!open || sweeps.back().count == most || !fits(sweeps.back(), next)) {
      sweeps.push_back({next.flip == 0 ? kLaneUnits : kUnits});
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
  sweeps.push_back({kPhases, -1, static_cast<int32_t>(phases.size())});
  phases.push_back(std::move(sum));
}

uint64_t Schedule::flip(uint64_t stored) const {
  const uint64_t row = layout.place(layout.row_of(stored));
  return row << layout.lane_bits | layout.in_row(stored);
}

// The place of a row is its own inverse, so that the low bits of a mask move to the higher ones.
uint64_t Schedule::parity(uint64_t stored) const {
  uint64_t row = layout.row_of(stored);
  const uint64_t low = row & Layout::kSpreadMask;
  for (int s = Layout::kSpread; s < layout.row_bits(); s += Layout::kSpread) row ^= low << s;
  row &= (uint64_t{1} << layout.row_bits()) - 1;
  return row << layout.lane_bits | layout.in_row(stored);
}

bool Schedule::is_own(int32_t rotation) const {
  const int32_t slot = program_.rotations[rotation].slot;
  return slot >= 0 && own[static_cast<size_t>(slot)];
}

Turn Schedule::turn(int32_t rotation, uint64_t flips, uint64_t signs) const {
  const uint32_t row_flip = layout.row_of(flips), row_parity = layout.row_of(signs);
  return {rotation, row_flip, row_parity, layout.in_row(flips), layout.in_row(signs), odd(row_flip & row_parity)};
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
  const Turn first = turn(program_.ops[i].first);
  Sweep sweep{first.flip == 0 ? kLaneTurns : kTurns};
  sweep.own = is_own(first.rotation);
  sweep.imaginary = program_.rotations[first.rotation].turns == 0;
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
  BlockPlan plan{};
  plan.matrix = block.matrix;
  std::vector<uint64_t> flips, parities_of;
  uint64_t touched = 0;
  for (int32_t j = 0; j < block.num_targets + block.num_controls; j++) {
    if (j < block.num_targets) flips.push_back(flip(block.qubits[j].flip));
    parities_of.push_back(parity(block.qubits[j].parity));
    touched |= (j < block.num_targets ? flips.back() : 0) | parities_of.back();
  }
  plan.on_rows = layout.in_row(touched) == 0;
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
  sweeps.push_back({kMatrix, -1, static_cast<int32_t>(blocks.size())});
  blocks.push_back(std::move(plan));
}

}  // namespace dlq
