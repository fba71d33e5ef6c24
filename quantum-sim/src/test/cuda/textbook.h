// What a program means, gate by gate on a vector of complex numbers, and its gradient by shifting one angle at a time:
// nothing here is shared with the kernels but the reader of the code.
#pragma once

#include <cmath>
#include <complex>
#include <vector>

#include "parser.h"

namespace textbook {

using Amplitude = std::complex<double>;
using State = std::vector<Amplitude>;

constexpr double kPi = 3.14159265358979323846;

// One sample: the angle of every slot, and the initial state where the program takes one.
struct Sample {
  std::vector<double> angles;
  State initial;
};

class Simulator {
 public:
  explicit Simulator(const dlq::Program& program) : program_(program), size_(size_t{1} << program.num_qubits) {}

  // Outputs, with "shift" added to the angle a of one rotation exp(-i a W).
  std::vector<double> outputs(const Sample& sample, int rotation = -1, double shift = 0) const {
    const auto angle = [&](int which) {
      const dlq::Rotation& r = program_.rotations[which];
      const double a = r.slot < 0 ? r.factor : r.factor * sample.angles[static_cast<size_t>(r.slot)];
      return which == rotation ? a + shift : a;
    };
    State state = program_.from_product ? start(angle) : sample.initial;
    for (int i = 0; i < program_.num_ops; i++) {
      const dlq::Op& op = program_.ops[i];
      if (op.kind == dlq::kBlock) {
        state = times(program_.blocks[op.first], state);
      } else {
        for (int k = op.first; k < op.first + op.count; k++) state = turned(program_.rotations[k], angle(k), state);
      }
    }
    return measured(state);
  }

  // dL/dangle of every slot for L = sum dy y.
  std::vector<double> gradient(const Sample& sample, const std::vector<double>& dy) const {
    std::vector<double> gradient(static_cast<size_t>(program_.num_slots));
    for (int k = 0; k < program_.num_rotations; k++) {
      const dlq::Rotation& rotation = program_.rotations[k];
      if (rotation.slot < 0) continue;
      const auto loss = [&](double shift) { return dot(dy, outputs(sample, k, shift)); };
      double derivative;
      if (is_phase(k)) {
        derivative = (loss(kPi / 2) - loss(-kPi / 2)) / 2;
      } else if (program_.measurement == dlq::kStateVector) {
        derivative = loss(kPi / 2);
      } else {
        derivative = loss(kPi / 4) - loss(-kPi / 4);
      }
      gradient[static_cast<size_t>(rotation.slot)] += rotation.factor * derivative;
    }
    return gradient;
  }

  // dL/dre, dL/dim of every initial amplitude: outputs are of second order at most in them.
  std::vector<double> initial_gradient(Sample sample, const std::vector<double>& dy) const {
    std::vector<double> gradient;
    for (Amplitude& amplitude : sample.initial) {
      for (const Amplitude step : {Amplitude(1, 0), Amplitude(0, 1)}) {
        const Amplitude before = amplitude;
        amplitude = before + step;
        const double up = dot(dy, outputs(sample));
        amplitude = before - step;
        gradient.push_back((up - dot(dy, outputs(sample))) / 2);
        amplitude = before;
      }
    }
    return gradient;
  }

 private:
  static double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (size_t i = 0; i < a.size(); i++) sum += a[i] * b[i];
    return sum;
  }
  static bool odd(uint64_t mask) { return __builtin_parityll(mask) != 0; }
  static bool is_one(const dlq::Qubit& qubit, size_t p) { return odd(p & qubit.parity) != (qubit.offset != 0); }

  bool is_phase(int rotation) const {
    for (int i = 0; program_.from_product && i < program_.start_ends[program_.num_qubits - 1]; i++) {
      const dlq::StartStep& step = program_.start_steps[i];
      if (step.rotation == rotation && step.kind == dlq::kStartPhase) return true;
    }
    return false;
  }

  template <class Angle>
  State start(Angle angle) const {
    State state(size_, 1);
    for (int q = 0; q < program_.num_qubits; q++) {
      Amplitude zero = 1, one = 0;
      for (int i = q == 0 ? 0 : program_.start_ends[q - 1]; i < program_.start_ends[q]; i++) {
        const dlq::StartStep& step = program_.start_steps[i];
        const Amplitude i_unit(0, 1);
        const double a = step.kind == dlq::kStartMatrix ? 0 : angle(step.rotation);
        const Amplitude c = std::cos(a), s = std::sin(a), z = zero, o = one;
        switch (step.kind) {
          case dlq::kStartX:
            zero = c * z - i_unit * s * o, one = c * o - i_unit * s * z;
            break;
          case dlq::kStartY:
            zero = c * z - s * o, one = c * o + s * z;
            break;
          case dlq::kStartZ:
            zero = std::exp(-i_unit * a) * z, one = std::exp(i_unit * a) * o;
            break;
          case dlq::kStartPhase:
            one = std::exp(-i_unit * a) * o;
            break;
          case dlq::kStartMatrix: {
            const auto entry = [&](int k) { return Amplitude(step.matrix[2 * k], step.matrix[2 * k + 1]); };
            zero = entry(0) * z + entry(1) * o, one = entry(2) * z + entry(3) * o;
          }
        }
      }
      for (size_t p = 0; p < size_; p++) state[p] *= (p >> q & 1) != 0 ? one : zero;
    }
    return state;
  }

  // W|q> = i^turns (-1)^|q & parity| |q ^ flip>
  static Amplitude word(const State& state, size_t p, uint64_t flip, uint64_t parity, int turns) {
    const Amplitude powers[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const size_t q = p ^ flip;
    return powers[turns & 3] * (odd(q & parity) ? -1.0 : 1.0) * state[q];
  }

  State turned(const dlq::Rotation& rotation, double a, const State& state) const {
    State after(size_);
    for (size_t p = 0; p < size_; p++) {
      const Amplitude flipped = word(state, p, rotation.flip, rotation.parity, rotation.turns);
      after[p] = std::cos(a) * state[p] - Amplitude(0, std::sin(a)) * flipped;
    }
    return after;
  }

  State times(const dlq::Block& block, const State& state) const {
    State after(size_);
    for (size_t p = 0; p < size_; p++) {
      bool acts = true;
      for (int j = 0; j < block.num_controls; j++) acts &= is_one(block.qubits[block.num_targets + j], p);
      if (!acts) {
        after[p] = state[p];
        continue;
      }
      const size_t width = size_t{1} << block.num_targets;
      size_t row = 0;
      for (int j = 0; j < block.num_targets; j++) row |= (is_one(block.qubits[j], p) ? size_t{1} : 0) << j;
      for (size_t column = 0; column < width; column++) {
        size_t q = p;
        for (int j = 0; j < block.num_targets; j++) {
          if (((row ^ column) >> j & 1) != 0) q ^= block.qubits[j].flip;
        }
        const double* const entry = block.matrix + 2 * (row * width + column);
        after[p] += Amplitude(entry[0], entry[1]) * state[q];
      }
    }
    return after;
  }

  std::vector<double> measured(const State& state) const {
    std::vector<double> y(static_cast<size_t>(program_.num_outputs));
    for (int k = 0; k < program_.num_terms; k++) {
      const dlq::Term& term = program_.terms[k];
      for (size_t p = 0; p < size_; p++) {
        y[static_cast<size_t>(term.output)] +=
            term.coefficient * (std::conj(state[p]) * word(state, p, term.flip, term.parity, term.turns)).real();
      }
    }
    for (size_t p = 0; p < size_ && program_.measurement != dlq::kExpectations; p++) {
      size_t k = 0;
      for (int j = 0; j < program_.num_measured; j++) k |= (is_one(program_.measured[j], p) ? size_t{1} : 0) << j;
      if (program_.measurement == dlq::kProbabilities) {
        y[k] += std::norm(state[p]);
      } else {
        y[2 * k] = state[p].real();
        y[2 * k + 1] = state[p].imag();
      }
    }
    return y;
  }

  const dlq::Program& program_;
  const size_t size_;
};

}  // namespace textbook
