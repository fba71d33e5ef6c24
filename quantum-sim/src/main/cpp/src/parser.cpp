#include "parser.h"

namespace dlq {
namespace {

// Of states of which an int counts the numbers.
constexpr int32_t kMaxQubitsOfOutputs = 29;
constexpr int64_t kMaxBlockTargets = 10;
constexpr int64_t kMaxCount = int64_t{1} << 30;

class Reader {
 public:
  Reader(const int64_t* words, int64_t length, int64_t reals) : words_(words), left_(length), reals_(reals) {}

  int64_t next(const char* what, int64_t least, int64_t most) {
    if (left_ == 0) throw BadArgument(std::string(what) + ": the code ends before it");
    const int64_t value = *words_++;
    left_--;
    if (value < least || value > most) {
      throw BadArgument(std::string(what) + ": " + std::to_string(value) + " outside " + std::to_string(least) + ".." +
                        std::to_string(most));
    }
    return value;
  }

  int32_t number(const char* what, int64_t least, int64_t most) {
    return static_cast<int32_t>(next(what, least, most));
  }

  uint64_t mask(const char* what) { return static_cast<uint64_t>(next(what, 0, states - 1)); }

  // Where so many reals begin.
  int64_t real(const char* what, int64_t count) { return next(what, 0, reals_ - count); }

  void end() const {
    if (left_ != 0) throw BadArgument(std::to_string(left_) + " words follow the end of the code");
  }

  int64_t states = 1;

 private:
  const int64_t* words_;
  int64_t left_;
  int64_t reals_;
};

Rotation read_diagonal(Reader& in, const OwnedProgram& owner) {
  Rotation rotation{};
  rotation.parity = in.mask("parity");
  rotation.slot = in.number("slot", -1, owner.program.num_slots - 1);
  rotation.factor = owner.reals[static_cast<size_t>(in.real("factor", 1))];
  return rotation;
}

Rotation read_rotation(Reader& in, const OwnedProgram& owner) {
  const uint64_t flip = in.mask("flip");
  const uint64_t parity = in.mask("parity");
  const int32_t turns = in.number("turns", 0, 1);
  Rotation rotation{};
  rotation.slot = in.number("slot", -1, owner.program.num_slots - 1);
  rotation.factor = owner.reals[static_cast<size_t>(in.real("factor", 1))];
  rotation.flip = flip;
  rotation.parity = parity;
  rotation.turns = turns;
  if ((__builtin_parityll(flip & parity) != 0) != (turns == 1)) {
    throw BadArgument("rotation: its word is not Hermitian");
  }
  return rotation;
}

void read_start(Reader& in, OwnedProgram& owner) {
  const int32_t steps = in.number("start steps", 0, kMaxCount);
  for (int32_t i = 0; i < steps; i++) {
    StartStep step{static_cast<StartKind>(in.number("start step", 0, 4)), -1, nullptr};
    if (step.kind == kStartMatrix) {
      step.matrix = owner.reals.data() + in.real("matrix", 8);
    } else {
      Rotation rotation{};
      rotation.slot = in.number("slot", 0, owner.program.num_slots - 1);
      rotation.factor = owner.reals[static_cast<size_t>(in.real("factor", 1))];
      step.rotation = static_cast<int32_t>(owner.rotations.size());
      owner.rotations.push_back(rotation);
    }
    owner.start_steps.push_back(step);
  }
  owner.start_ends.push_back(static_cast<int32_t>(owner.start_steps.size()));
}

Qubit read_qubit(Reader& in, bool with_flip) {
  Qubit qubit{};
  qubit.flip = with_flip ? in.mask("flip") : 0;
  qubit.parity = in.mask("parity");
  qubit.offset = in.number("offset", 0, 1);
  return qubit;
}

void read_block(Reader& in, OwnedProgram& owner) {
  Block block{};
  block.num_targets = in.number("targets", 1, kMaxBlockTargets);
  block.num_controls = in.number("controls", 0, owner.program.num_qubits);
  std::vector<Qubit> qubits;
  for (int32_t j = 0; j < block.num_targets + block.num_controls; j++) qubits.push_back(read_qubit(in, true));
  // A flip must turn over its own qubit and no other, or members of a group would be missed or met twice.
  for (size_t a = 0; a < static_cast<size_t>(block.num_targets); a++) {
    for (size_t b = 0; b < qubits.size(); b++) {
      if ((__builtin_parityll(qubits[a].flip & qubits[b].parity) != 0) != (a == b)) {
        throw BadArgument("block: the flip of target " + std::to_string(a) + " does not fit qubit " +
                          std::to_string(b));
      }
    }
  }
  const int64_t entries = int64_t{2} << (2 * block.num_targets);
  block.matrix = owner.reals.data() + in.real("matrix", entries);
  owner.block_qubits.push_back(qubits);
  owner.blocks.push_back(block);
}

void read_measurement(Reader& in, OwnedProgram& owner) {
  Program& program = owner.program;
  program.measurement = static_cast<MeasurementKind>(in.number("measurement", 0, 2));
  if (program.measurement == kExpectations) {
    program.num_outputs = in.number("outputs", 1, kMaxCount);
    const int32_t terms = in.number("terms", 0, kMaxCount);
    for (int32_t k = 0; k < terms; k++) {
      Term term{};
      term.output = in.number("output", 0, program.num_outputs - 1);
      term.flip = in.mask("flip");
      term.parity = in.mask("parity");
      term.turns = in.number("turns", 0, 3);
      term.coefficient = owner.reals[static_cast<size_t>(in.real("coefficient", 1))];
      owner.terms.push_back(term);
    }
    return;
  }
  const bool all = program.measurement == kStateVector;
  if (all && program.num_qubits > kMaxQubitsOfOutputs) {
    throw BadArgument("state vector: of " + std::to_string(program.num_qubits) + " qubits, at most " +
                      std::to_string(kMaxQubitsOfOutputs) + " are possible");
  }
  const int32_t most = program.num_qubits < kMaxQubitsOfOutputs ? program.num_qubits : kMaxQubitsOfOutputs;
  const int32_t measured = all ? program.num_qubits : in.number("measured qubits", 1, most);
  program.num_outputs = all ? 2 << program.num_qubits : 1 << measured;
  for (int32_t j = 0; j < measured; j++) owner.measured.push_back(read_qubit(in, false));
}

}  // namespace

OwnedProgram::OwnedProgram(const int64_t* code, int64_t code_length, const double* all_reals, int64_t reals_length,
                           int32_t most_qubits) {
  if (code == nullptr || code_length < 0 || reals_length < 0 || (all_reals == nullptr && reals_length > 0)) {
    throw BadArgument("program: no code");
  }
  reals.assign(all_reals, all_reals + reals_length);
  Reader in(code, code_length, reals_length);
  program.num_qubits = in.number("qubits", 1, most_qubits);
  in.states = int64_t{1} << program.num_qubits;
  program.num_slots = in.number("slots", 0, kMaxCount);
  program.from_product = in.number("from product", 0, 1) == 1;
  for (int32_t q = 0; q < program.num_qubits && program.from_product; q++) read_start(in, *this);
  const int32_t operations = in.number("operations", 0, kMaxCount);
  for (int32_t i = 0; i < operations; i++) {
    Op op{};
    op.kind = static_cast<OpKind>(in.number("operation", 0, 2));
    op.first = static_cast<int32_t>(op.kind == kBlock ? blocks.size() : rotations.size());
    op.count = op.kind == kDiagonal ? in.number("rotations of a diagonal", 1, kMaxCount) : 1;
    if (op.kind == kBlock) {
      read_block(in, *this);
    } else {
      for (int32_t k = 0; k < op.count; k++) {
        rotations.push_back(op.kind == kDiagonal ? read_diagonal(in, *this) : read_rotation(in, *this));
      }
    }
    ops.push_back(op);
  }
  read_measurement(in, *this);
  in.end();
  for (size_t i = 0; i < blocks.size(); i++) blocks[i].qubits = block_qubits[i].data();
  program.start_ends = start_ends.data();
  program.start_steps = start_steps.data();
  program.num_ops = static_cast<int32_t>(ops.size());
  program.ops = ops.data();
  program.rotations = rotations.data();
  program.num_rotations = static_cast<int32_t>(rotations.size());
  program.blocks = blocks.data();
  program.num_terms = static_cast<int32_t>(terms.size());
  program.terms = terms.data();
  program.num_measured = static_cast<int32_t>(measured.size());
  program.measured = measured.data();
}

}  // namespace dlq
