// Programs to test with, from code as dlq.h lays it out.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "dlq.h"

namespace dlq_test {

// Code words and reals of a program.
struct Code {
  std::vector<int64_t> words;
  std::vector<double> reals;

  int64_t real(double value) {
    reals.push_back(value);
    return static_cast<int64_t>(reals.size()) - 1;
  }
  void add(std::initializer_list<int64_t> more) { words.insert(words.end(), more); }
};

class Program {
 public:
  Program(const Code& code, bool is_double, int32_t variant) {
    status = dlq_program_create(code.words.data(), static_cast<int64_t>(code.words.size()), code.reals.data(),
                                static_cast<int64_t>(code.reals.size()), is_double, variant, &program);
  }
  ~Program() { dlq_program_free(program); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  dlq_program* program = nullptr;
  int32_t status;
};

class States {
 public:
  States() { dlq_states_create(&states); }
  ~States() { dlq_states_free(states); }
  States(const States&) = delete;
  States& operator=(const States&) = delete;

  dlq_states* states = nullptr;
};

}  // namespace dlq_test
