#include "prepared.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "masks.h"
#include "units.h"

namespace dlq_cuda {
namespace {

constexpr int kMostLaneQubits = 8;
constexpr int kLeastTileBits = 4;
// Threads of a tile and amplitudes of a thread have their limits.
template <class T>
constexpr int kMostTileBits = sizeof(T) == 4 ? 13 : 12;
static_assert(kMostThreads<float> * kMostRounds * kAmplitudes == 1 << kMostTileBits<float>);
static_assert(kMostThreads<double> * kMostRounds * kAmplitudes == 1 << kMostTileBits<double>);

int team_of(int tile_bits, bool is_double) {
  return std::clamp((1 << tile_bits) / kAmplitudes, kWarp, is_double ? kMostThreads<double> : kMostThreads<float>);
}

// Masks on stored indices as masks on the indices of a tile.
class TileMasks {
 public:
  explicit TileMasks(const Pass& pass) : basis_(pass.basis) {}

  unsigned flip(uint64_t mask) const {
    unsigned in_tile = 0;
    for (size_t j = 0; j < basis_.size(); j++) {
      in_tile |= ((mask & leading(basis_[j])) != 0 ? 1u : 0u) << j;
    }
    return in_tile;
  }
  unsigned parity(uint64_t mask) const {
    unsigned in_tile = 0;
    for (size_t j = 0; j < basis_.size(); j++) in_tile |= (dlq::odd(mask & basis_[j]) ? 1u : 0u) << j;
    return in_tile;
  }

 private:
  const std::vector<uint64_t>& basis_;
};

std::vector<uint64_t> flips_of(const dlq::Program& program, const dlq::Op& op) {
  std::vector<uint64_t> flips;
  if (op.kind == dlq::kRotation) flips.push_back(program.rotations[op.first].flip);
  if (op.kind == dlq::kBlock) {
    const dlq::Block& block = program.blocks[op.first];
    for (int j = 0; j < block.num_targets; j++) flips.push_back(block.qubits[j].flip);
  }
  return flips;
}

}  // namespace

Prepared::Prepared(const dlq::Program& program, bool is_double_, int shared_limit)
    : is_double(is_double_),
      num_qubits(program.num_qubits),
      num_slots(program.num_slots),
      num_outputs(program.num_outputs),
      from_product(program.from_product),
      measurement(static_cast<MeasurementKind>(program.measurement)) {
  choose_tiles(program, shared_limit);
  arrange(program);
  lower(program);
  add_starts(program);
  add_measurement(program);
}

int64_t Prepared::shared_bytes(bool backward, int samples) const {
  const int64_t states = (backward ? 2 : 1) * ((2 * number_bytes()) << tile_bits);
  return samples * (states + team * number_bytes());
}

void Prepared::choose_tiles(const dlq::Program& program, int shared_limit) {
  registers = num_qubits > kMostLaneQubits ? 0 : num_qubits > 5 ? 1 << (num_qubits - 5) : 1;
  if (registers > 0 && lanes_bytes(1) <= shared_limit) {
    whole = true;
    tile_bits = num_qubits;
    team = kWarp;
    return;
  }
  registers = 0;
  tile_bits = std::min(num_qubits, is_double ? kMostTileBits<double> : kMostTileBits<float>);
  for (team = team_of(tile_bits, is_double); tile_bits > 1 && shared_bytes(true, 1) > shared_limit;
       team = team_of(tile_bits, is_double)) {
    tile_bits--;
  }
  whole = tile_bits == num_qubits;
  int needed = whole ? 1 : kLeastTileBits;
  for (int i = 0; i < program.num_ops; i++) {
    needed = std::max(needed, static_cast<int>(flips_of(program, program.ops[i]).size()));
  }
  if (shared_bytes(true, 1) > shared_limit || tile_bits < std::min(needed, num_qubits)) {
    throw dlq::BadArgument("a thread block of this device shares " + std::to_string(shared_limit) +
                           " bytes, too few for a matrix on " + std::to_string(needed) + " qubits");
  }
}

void Prepared::arrange(const dlq::Program& program) {
  dlq::Span span;
  Pass pass;
  const auto begin = [&](int first, size_t needed) {
    span = dlq::Span();
    // Threads side by side are to read numbers side by side.
    const auto room = static_cast<size_t>(tile_bits) - std::min<size_t>(needed, static_cast<size_t>(tile_bits));
    for (size_t bit = 0; bit < std::min<size_t>(room, 4); bit++) span.add(uint64_t{1} << bit);
    pass = Pass();
    pass.first_op = first;
  };
  const auto end = [&](int last) {
    for (int bit = 0; bit < num_qubits && span.dimension() < tile_bits; bit++) span.add(uint64_t{1} << bit);
    pass.basis = reduced(span.basis());
    for (const uint64_t vector : pass.basis) pass.pivots |= leading(vector);
    pass.last_op = last;
    passes.push_back(pass);
  };
  begin(0, whole ? static_cast<size_t>(tile_bits) : 0);
  for (int i = 0; i < program.num_ops; i++) {
    const std::vector<uint64_t> flips = flips_of(program, program.ops[i]);
    dlq::Span grown = span;
    for (const uint64_t flip : flips) grown.add(flip);
    if (grown.dimension() > tile_bits) {
      end(i);
      begin(i, flips.size());
      grown = span;
      for (const uint64_t flip : flips) grown.add(flip);
    }
    span = grown;
  }
  end(program.num_ops);
}

void Prepared::lower(const dlq::Program& program) {
  for (int i = 0; i < program.num_rotations; i++) {
    rotations.push_back({program.rotations[i].factor, program.rotations[i].slot, 0});
  }
  in_start.assign(rotations.size(), false);
  Operations operations;
  auto& [ops, terms, blocks, qubits] = operations;
  Units units(operations, tile_bits, is_double ? 3 : 4);
  std::vector<int> diagonal_ops;
  std::vector<double> matrices;
  std::vector<Index> bases;
  for (Pass& pass : passes) {
    const TileMasks masks(pass);
    for (const uint64_t vector : pass.basis) bases.push_back(vector);
    for (int i = pass.first_op; i < pass.last_op; i++) {
      const dlq::Op& from = program.ops[i];
      Op op{};
      op.kind = static_cast<int>(from.kind);
      if (from.kind == dlq::kBlock) {
        const dlq::Block& block = program.blocks[from.first];
        op.first = static_cast<int>(blocks.size());
        blocks.push_back({block.num_targets, block.num_controls, static_cast<int>(qubits.size()), 0,
                          static_cast<int64_t>(matrices.size() / 2)});
        for (int j = 0; j < block.num_targets + block.num_controls; j++) {
          const dlq::Qubit& qubit = block.qubits[j];
          qubits.push_back({masks.flip(qubit.flip), masks.parity(qubit.parity), qubit.offset, 0, qubit.parity});
        }
        matrices.insert(matrices.end(), block.matrix, block.matrix + (int64_t{2} << (2 * block.num_targets)));
      } else if (from.kind == dlq::kDiagonal || program.rotations[from.first].flip == 0) {
        op.kind = kDiagonal;
        op.first = static_cast<int>(terms.size());
        op.count = from.count;
        op.diagonal = static_cast<int>(diagonals.size());
        diagonal_ops.push_back(i);
        diagonals.emplace_back();
        for (int k = from.first; k < from.first + from.count; k++) {
          const uint64_t parity = program.rotations[k].parity;
          terms.push_back({masks.parity(parity), k, 0, 0, parity});
          rotations[static_cast<size_t>(k)].diagonal = 1;
          diagonals.back().push_back(k);
        }
      } else {
        const dlq::Rotation& rotation = program.rotations[from.first];
        op.flip = masks.flip(rotation.flip);
        op.parity = masks.parity(rotation.parity);
        op.outer = rotation.parity;
        op.turns = rotation.turns;
        op.first = from.first;
      }
      ops.push_back(op);
    }
    pass.first_unit = static_cast<int>(units.units.size());
    if (registers == 0) units.add(pass.first_op, pass.last_op);
    pass.last_unit = static_cast<int>(units.units.size());
  }
  offsets_.units = image.add(units.units);
  offsets_.ops = image.add(ops);
  offsets_.terms = image.add(terms);
  offsets_.blocks = image.add(blocks);
  offsets_.qubits = image.add(qubits);
  offsets_.diagonals = image.add(diagonal_ops);
  offsets_.bases = image.add(bases);
  offsets_.matrices = is_double ? image.add(matrices) : image.add(std::vector<float>(matrices.begin(), matrices.end()));
}

void Prepared::add_starts(const dlq::Program& program) {
  std::vector<StartStep> steps;
  std::vector<int> ends;
  if (from_product) {
    ends.assign(program.start_ends, program.start_ends + num_qubits);
    for (int i = 0; i < ends.back(); i++) {
      const dlq::StartStep& from = program.start_steps[i];
      StartStep step{static_cast<int>(from.kind), from.rotation, {}};
      if (from.kind == dlq::kStartMatrix) {
        std::copy(from.matrix, from.matrix + 8, step.matrix);
      } else {
        in_start[static_cast<size_t>(from.rotation)] = true;
      }
      steps.push_back(step);
    }
  }
  by_slot.resize(static_cast<size_t>(num_slots));
  for (size_t i = 0; i < rotations.size(); i++) {
    if (rotations[i].slot >= 0) by_slot[static_cast<size_t>(rotations[i].slot)].push_back(static_cast<int>(i));
  }
  std::vector<int> slot_ends, slot_rotations;
  for (const std::vector<int>& own : by_slot) {
    slot_rotations.insert(slot_rotations.end(), own.begin(), own.end());
    slot_ends.push_back(static_cast<int>(slot_rotations.size()));
  }
  offsets_.rotations = image.add(rotations);
  offsets_.start_steps = image.add(steps);
  offsets_.start_ends = image.add(ends);
  offsets_.slot_ends = image.add(slot_ends);
  offsets_.slot_rotations = image.add(slot_rotations);
}

void Prepared::add_measurement(const dlq::Program& program) {
  std::vector<Term> words;
  for (int k = 0; k < program.num_terms; k++) {
    const dlq::Term& term = program.terms[k];
    words.push_back({term.flip, term.parity, term.turns, term.output, term.coefficient});
  }
  std::stable_sort(words.begin(), words.end(), [](const Term& a, const Term& b) { return a.output < b.output; });
  std::vector<int> ends;
  if (measurement == kExpectations) {
    for (int output = 0, at = 0; output < num_outputs; output++) {
      while (at < program.num_terms && words[static_cast<size_t>(at)].output == output) at++;
      ends.push_back(at);
    }
  }
  std::vector<Index> vectors, parities;
  num_measured = program.num_measured;
  if (num_measured > 0) {
    dlq::Span span;
    std::vector<uint64_t> masks;
    for (int j = 0; j < num_measured; j++) {
      masks.push_back(program.measured[j].parity);
      parities.push_back(masks.back());
      if (!span.add(masks.back())) throw dlq::BadArgument("measured qubits: one depends on those before it");
    }
    for (const uint64_t more : span.complement(num_qubits)) masks.push_back(more);
    for (const uint64_t vector : dlq::dual(masks)) vectors.push_back(vector);
    for (int j = 0; j < num_measured; j++) {
      if (program.measured[j].offset != 0) outcome_shift_ ^= vectors[static_cast<size_t>(j)];
    }
  }
  offsets_.words = image.add(words);
  offsets_.word_ends = image.add(ends);
  offsets_.vectors = image.add(vectors);
  offsets_.parities = image.add(parities);
}

Call Prepared::call(const char* at) const {
  Call call{};
  const auto place = [&](auto*& pointer, int64_t offset) {
    pointer = reinterpret_cast<std::remove_reference_t<decltype(pointer)>>(at + offset);
  };
  place(call.rotations, offsets_.rotations);
  place(call.ops, offsets_.ops);
  place(call.units, offsets_.units);
  place(call.terms, offsets_.terms);
  place(call.blocks, offsets_.blocks);
  place(call.qubits, offsets_.qubits);
  call.matrices = at + offsets_.matrices;
  place(call.start_steps, offsets_.start_steps);
  place(call.start_ends, offsets_.start_ends);
  place(call.words, offsets_.words);
  place(call.word_ends, offsets_.word_ends);
  place(call.outcome_vectors, offsets_.vectors);
  place(call.outcome_parities, offsets_.parities);
  place(call.slot_ends, offsets_.slot_ends);
  place(call.slot_rotations, offsets_.slot_rotations);
  place(call.diagonals, offsets_.diagonals);
  call.num_rotations = static_cast<int>(rotations.size());
  call.num_slots = num_slots;
  call.num_qubits = num_qubits;
  call.from_product = from_product ? 1 : 0;
  call.measurement = measurement;
  call.num_outputs = num_outputs;
  call.num_measured = num_measured;
  call.outcome_shift = outcome_shift_;
  call.num_diagonals = static_cast<int>(diagonals.size());
  call.tile_bits = tile_bits;
  call.team = team;
  call.walks = static_cast<int>(walks());
  set_pass(0, at, call);
  return call;
}

void Prepared::set_pass(size_t pass, const char* at, Call& call) const {
  call.basis = reinterpret_cast<const Index*>(at + offsets_.bases) + pass * static_cast<size_t>(tile_bits);
  call.pivots = passes[pass].pivots;
  call.first_op = passes[pass].first_op;
  call.last_op = passes[pass].last_op;
  call.first_unit = passes[pass].first_unit;
  call.last_unit = passes[pass].last_unit;
}

}  // namespace dlq_cuda
