// Random programs with everything in them that a plan may have: every kind of step, operation and measurement, on masks
// that a frame of many CNOTs has made.
#pragma once

#include <cmath>
#include <complex>
#include <random>
#include <utility>

#include "../cpp/code.h"

namespace dlq_test {

class RandomProgram {
 public:
  // targets: of all matrices, or 0 for a few of each.
  RandomProgram(int64_t qubits, uint64_t seed, int64_t targets = 0)
      : qubits_(qubits), targets_(targets), random_(seed) {
    for (int64_t q = 0; q < qubits; q++) flip_.push_back(int64_t{1} << q), parity_.push_back(int64_t{1} << q);
    offset_.resize(static_cast<size_t>(qubits));
  }

  int64_t below(int64_t limit) { return static_cast<int64_t>(random_() % static_cast<uint64_t>(limit)); }
  double number() { return static_cast<double>(below(200001)) / 100000 - 1; }

  Code code(int64_t slots, int64_t operations, bool from_product, int64_t measurement) {
    slots_ = slots;
    code_.add({qubits_, slots, from_product ? 1 : 0});
    for (int64_t q = 0; q < qubits_ && from_product; q++) start();
    code_.add({operations});
    for (int64_t i = 0; i < operations; i++) {
      for (int64_t k = below(4); k > 0; k--) couple();
      operation();
    }
    for (int64_t k = qubits_; k > 0; k--) couple();
    measure(measurement);
    return code_;
  }

 private:
  void couple() {
    const auto a = static_cast<size_t>(below(qubits_)), b = static_cast<size_t>(below(qubits_));
    if (a == b) {
      offset_[a] ^= 1;
      return;
    }
    parity_[b] ^= parity_[a];
    offset_[b] ^= offset_[a];
    flip_[a] ^= flip_[b];
  }

  // A constant now and then.
  int64_t slot() { return below(5) == 0 ? -1 : below(slots_); }

  // A random unitary: a product of rotations of the columns of the identity by random angles and phases.
  int64_t unitary(int64_t targets) {
    const auto size = size_t{1} << targets;
    std::vector<std::complex<double>> u(size * size);
    for (size_t i = 0; i < size; i++) u[i * size + i] = 1;
    for (int sweep = 0; sweep < 3; sweep++) {
      for (size_t i = 0; i + 1 < size; i++) {
        const double c = std::cos(3 * number()), s = std::sqrt(1 - c * c);
        const auto phase = std::polar(1.0, 3 * number());
        for (size_t row = 0; row < size; row++) {
          const auto x = u[row * size + i], y = u[row * size + i + 1];
          u[row * size + i] = c * x - s * std::conj(phase) * y;
          u[row * size + i + 1] = s * phase * x + c * y;
        }
      }
    }
    const auto first = static_cast<int64_t>(code_.reals.size());
    for (const auto& entry : u) code_.real(entry.real()), code_.real(entry.imag());
    return first;
  }

  void start() {
    const int64_t steps = below(4);
    code_.add({steps});
    for (int64_t i = 0; i < steps; i++) {
      const int64_t kind = below(5);
      if (kind == 4) {
        code_.add({kind, unitary(1)});
      } else {
        code_.add({kind, below(slots_), code_.real(number())});
      }
    }
  }

  std::pair<int64_t, int64_t> word() {
    int64_t flip = 0, parity = 0;
    for (size_t q = 0; q < flip_.size(); q++) {
      if (below(2) == 0) flip ^= flip_[q];
      if (below(2) == 0) parity ^= parity_[q];
    }
    return {flip, parity};
  }

  static int64_t odd(int64_t mask) { return __builtin_parityll(static_cast<uint64_t>(mask)); }

  void operation() {
    const int64_t kind = below(3);
    if (kind == 0) {
      const auto [flip, parity] = word();
      code_.add({0, flip, parity, odd(flip & parity), slot(), code_.real(number())});
    } else if (kind == 1) {
      const int64_t terms = 1 + below(5);
      code_.add({1, terms});
      for (int64_t i = 0; i < terms; i++) code_.add({word().second, slot(), code_.real(number())});
    } else {
      const int64_t most = qubits_ < 4 ? qubits_ : 4, targets = targets_ > 0 ? targets_ : 1 + below(most),
                    controls = below(qubits_ - targets + 1) % 3;
      code_.add({2, targets, controls});
      const int64_t first = below(qubits_);
      for (int64_t j = 0; j < targets + controls; j++) {
        const auto q = static_cast<size_t>((first + j) % qubits_);
        code_.add({flip_[q], parity_[q], offset_[q]});
      }
      code_.add({unitary(targets)});
    }
  }

  void measure(int64_t kind) {
    code_.add({kind});
    if (kind == 0) {
      const int64_t outputs = 1 + below(40), terms = outputs + below(5);
      code_.add({outputs, terms});
      for (int64_t i = 0; i < terms; i++) {
        auto [flip, parity] = word();
        if (below(2) == 0) flip = 0;
        code_.add({below(outputs), flip, parity, odd(flip & parity) + 2 * below(2), code_.real(number())});
      }
      return;
    }
    const int64_t measured = kind == 1 ? 1 + below(qubits_) : qubits_;
    if (kind == 1) code_.add({measured});
    const int64_t first = below(qubits_);
    for (int64_t j = 0; j < measured; j++) {
      const auto q = static_cast<size_t>((first + j) % qubits_);
      code_.add({parity_[q], offset_[q]});
    }
  }

  int64_t qubits_, targets_, slots_ = 1;
  std::mt19937_64 random_;
  Code code_;
  std::vector<int64_t> flip_, parity_, offset_;
};

}  // namespace dlq_test
