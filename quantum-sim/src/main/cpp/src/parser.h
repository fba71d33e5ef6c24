// Reads the code words of a plan into a Program, refusing whatever kernels could not run safely.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "program.h"

namespace dlq {

struct BadArgument : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A program with the memory that it points to.
struct OwnedProgram {
  Program program{};
  std::vector<int32_t> start_ends;
  std::vector<StartStep> start_steps;
  std::vector<Op> ops;
  std::vector<Rotation> rotations;
  std::vector<Block> blocks;
  std::vector<std::vector<Qubit>> block_qubits;
  std::vector<double> reals;
  std::vector<Term> terms;
  std::vector<Qubit> measured;

  OwnedProgram(const int64_t* code, int64_t code_length, const double* reals, int64_t reals_length,
               int32_t most_qubits = 29);
  OwnedProgram(const OwnedProgram&) = delete;
  OwnedProgram& operator=(const OwnedProgram&) = delete;
};

}  // namespace dlq
