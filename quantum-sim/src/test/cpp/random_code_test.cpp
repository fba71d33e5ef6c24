// Programs of random code, much of it wrong: what is accepted must run, whatever the angles.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "code.h"

namespace {

using dlq_test::Code;
using dlq_test::Program;
using dlq_test::States;

constexpr int64_t kMostQubits = 9;
constexpr int64_t kMostSlots = 8;

class RandomCode {
 public:
  explicit RandomCode(uint64_t seed) : random_(seed) {}

  int64_t below(int64_t limit) { return static_cast<int64_t>(random_() % static_cast<uint64_t>(limit)); }

  Code code() {
    code_ = Code();
    for (int i = 0; i < 300; i++) code_.real(static_cast<double>(below(2000)) / 1000 - 1);
    qubits_ = 1 + below(kMostQubits);
    const int64_t from_product = below(2), operations = below(8);
    code_.add({qubits_, kMostSlots, from_product});
    for (int64_t q = 0; q < qubits_ && from_product == 1; q++) steps();
    code_.add({operations});
    for (int64_t i = 0; i < operations; i++) operation();
    measurement();
    return code_;
  }

  // A few words replaced by numbers that are at home elsewhere.
  void spoil(Code& code) {
    const int64_t odd[] = {-1, 0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 31, 64, 255, 299, 511};
    for (int64_t i = below(4); i > 0; i--) {
      code.words[static_cast<size_t>(below(static_cast<int64_t>(code.words.size())))] = odd[below(16)];
    }
    if (below(8) == 0) code.words.resize(static_cast<size_t>(below(static_cast<int64_t>(code.words.size()))));
  }

 private:
  int64_t mask() { return below(int64_t{1} << qubits_); }
  int64_t slot() { return below(kMostSlots + 1) - 1; }
  int64_t real() { return below(100); }

  void steps() {
    const int64_t count = below(4);
    code_.add({count});
    for (int64_t i = 0; i < count; i++) {
      const int64_t kind = below(5);
      if (kind == 4) {
        code_.add({kind, real()});
      } else {
        code_.add({kind, below(kMostSlots), real()});
      }
    }
  }

  void operation() {
    switch (below(3)) {
      case 0: {
        const int64_t flip = mask(), parity = mask();
        code_.add({0, flip, parity, __builtin_parityll(static_cast<uint64_t>(flip & parity)), slot(), real()});
        break;
      }
      case 1: {
        const int64_t count = below(6);
        code_.add({1, count});
        for (int64_t i = 0; i < count; i++) code_.add({mask(), slot(), real()});
        break;
      }
      default: {
        const int64_t targets = 1 + below(qubits_ < 3 ? qubits_ : 3), controls = below(qubits_ - targets + 1);
        code_.add({2, targets, controls});
        const int64_t first = below(qubits_);
        for (int64_t j = 0; j < targets + controls; j++) {
          const int64_t bit = int64_t{1} << ((first + j) % qubits_);
          code_.add({bit, bit, below(2)});
        }
        code_.add({real()});
      }
    }
  }

  void measurement() {
    const int64_t kind = below(3);
    code_.add({kind});
    if (kind == 0) {
      const int64_t outputs = 1 + below(3), terms = below(6);
      code_.add({outputs, terms});
      for (int64_t i = 0; i < terms; i++) {
        const int64_t flip = mask(), parity = mask();
        code_.add(
            {below(outputs), flip, parity, __builtin_popcountll(static_cast<uint64_t>(flip & parity)) & 3, real()});
      }
      return;
    }
    const int64_t measured = kind == 1 ? 1 + below(qubits_) : qubits_;
    if (kind == 1) code_.add({measured});
    for (int64_t q = 0; q < measured; q++) code_.add({int64_t{1} << q, below(2)});
  }

  std::mt19937_64 random_;
  Code code_;
  int64_t qubits_ = 1;
};

TEST(RandomCode, RunsWhereItIsAccepted) {
  RandomCode random(1);
  int accepted = 0;
  States kept;
  for (int trial = 0; trial < 3000; trial++) {
    Code code = random.code();
    random.spoil(code);
    const Program program(code, random.below(2) == 0, -1);
    if (program.status != DLQ_OK || code.words[0] > kMostQubits || code.words[1] > kMostSlots) continue;
    accepted++;
    const auto batch = static_cast<int32_t>(1 + random.below(40));
    std::vector<double> angles, gradient;
    std::vector<int64_t> start;
    std::vector<int8_t> shared;
    for (int64_t k = 0; k < kMostSlots; k++) {
      start.push_back(static_cast<int64_t>(angles.size()));
      shared.push_back(static_cast<int8_t>(random.below(2)));
      for (int32_t b = 0; b < (shared.back() != 0 ? 1 : batch); b++) {
        angles.push_back(random.below(50) == 0 ? NAN : static_cast<double>(random.below(12000)) / 1000 - 6);
      }
    }
    gradient.resize(angles.size());
    // Strides of zero: one number is all initial states, one all outputs, whatever the code says of their number.
    const double initial = 0.1;
    double output = 0, initial_gradient = 0;
    EXPECT_EQ(DLQ_OK, dlq_set_threads(static_cast<int32_t>(1 + random.below(4))));
    dlq_states* const states = random.below(2) == 0 ? kept.states : nullptr;
    EXPECT_EQ(DLQ_OK, dlq_forward(program.program, batch, angles.data(), start.data(), shared.data(), &initial, 0, 0, 1,
                                  &output, 0, 0, 1, states))
        << dlq_last_error();
    EXPECT_EQ(DLQ_OK, dlq_backward(program.program, batch, angles.data(), start.data(), shared.data(), &initial, 0, 0,
                                   1, &output, 0, 0, 1, gradient.data(), &initial_gradient, 0, 0, 1, states))
        << dlq_last_error();
  }
  dlq_set_threads(0);
  EXPECT_GT(accepted, 500);
}

}  // namespace
