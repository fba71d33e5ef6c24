// A random circuit whose angles are polynomials of inputs and weights, with what the textbook and its differences say
// of it; and its arrays on the device.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "device_array.h"
#include "parser.h"
#include "random_program.h"
#include "textbook.h"

namespace dlq_test {

constexpr int64_t kSlots = 6;
constexpr int64_t kWeights = 3;

class Pullback {
 public:
  Pullback() { dlq_cuda_pullback_create(&pullback); }
  ~Pullback() { dlq_cuda_pullback_free(pullback); }
  Pullback(const Pullback&) = delete;
  Pullback& operator=(const Pullback&) = delete;

  dlq_cuda_pullback* pullback = nullptr;
};

// The angles of a random program: polynomials of inputs and weights, of every degree up to three.
struct RandomAngles {
  RandomAngles(RandomProgram& random, int64_t inputs_, int64_t amplitudes_)
      : num_inputs(inputs_), num_amplitudes(amplitudes_), code{inputs_, kWeights, amplitudes_} {
    for (int64_t slot = 0; slot < kSlots; slot++) {
      // The last slot is one that no sample differs in, the last but one has no term at all.
      const bool shared = slot == kSlots - 1 || random.below(3) == 0;
      const int64_t count = slot == kSlots - 2 ? 0 : 1 + random.below(3);
      code.insert(code.end(), {shared ? 1 : 0, count});
      terms.emplace_back();
      for (int64_t t = 0; t < count; t++) {
        const int64_t degree = random.below(4);
        code.push_back(degree);
        coefficients.push_back(2 * random.number());
        terms.back().emplace_back(coefficients.back(), std::vector<int64_t>());
        for (int64_t k = 0; k < degree; k++) {
          const bool weight = shared || num_inputs == 0 || random.below(2) == 0;
          code.push_back(weight ? -1 - random.below(kWeights) : random.below(num_inputs));
          terms.back().back().second.push_back(code.back());
        }
      }
    }
  }

  double angle(size_t slot, const double* x, const double* w) const {
    double sum = 0;
    for (const auto& [coefficient, factors] : terms[slot]) {
      double product = coefficient;
      for (const int64_t factor : factors) product *= factor >= 0 ? x[factor] : w[-1 - factor];
      sum += product;
    }
    return sum;
  }

  int64_t num_inputs, num_amplitudes;
  std::vector<int64_t> code;
  std::vector<double> coefficients;
  std::vector<std::vector<std::pair<double, std::vector<int64_t>>>> terms;
};

// A random program and arguments for it, with what the textbook says.
struct ViewQuestion {
  ViewQuestion(int64_t qubits, int64_t operations, bool from_product, int64_t measurement, int32_t batch_,
               uint64_t seed)
      : random(qubits, seed),
        code(random.code(kSlots, operations, from_product, measurement)),
        batch(batch_),
        num_amplitudes(from_product ? 0 : (int64_t{1} << qubits) - (qubits > 1 ? 1 : 0)),
        num_inputs(from_product ? 3 : num_amplitudes + 2),
        angles(random, num_inputs, num_amplitudes),
        parsed(code.words.data(), static_cast<int64_t>(code.words.size()), code.reals.data(),
               static_cast<int64_t>(code.reals.size())),
        simulator(parsed.program),
        num_outputs(parsed.program.num_outputs),
        dimension(size_t{1} << qubits) {
    for (int64_t i = 0; i < batch * num_inputs; i++) x.push_back(static_cast<float>(random.number()));
    for (int64_t i = 0; i < kWeights; i++) w.push_back(static_cast<float>(random.number()));
    for (int64_t i = 0; i < batch * num_outputs; i++) dy.push_back(static_cast<float>(random.number()));
    dw.assign(kWeights, 0);
    for (int32_t b = 0; b < batch; b++) {
      for (const double value : outputs(b, x, w)) y.push_back(value);
      for (int64_t i = 0; i < num_inputs; i++) dx.push_back(difference(b, x, static_cast<size_t>(b * num_inputs + i)));
      for (size_t i = 0; i < kWeights; i++) dw[i] += difference(b, w, i);
    }
  }

  std::vector<double> outputs(int32_t b, const std::vector<double>& inputs, const std::vector<double>& weights) const {
    const double* const of_sample = inputs.data() + b * num_inputs;
    textbook::Sample sample;
    for (size_t slot = 0; slot < kSlots; slot++) sample.angles.push_back(angles.angle(slot, of_sample, weights.data()));
    double squares = 0;
    for (int64_t i = 0; i < num_amplitudes; i++) squares += of_sample[i] * of_sample[i];
    for (size_t i = 0; i < dimension && num_amplitudes > 0; i++) {
      sample.initial.emplace_back(static_cast<int64_t>(i) < num_amplitudes ? of_sample[i] / std::sqrt(squares) : 0, 0);
    }
    return simulator.outputs(sample);
  }

  // dL/dv of one number of a sample's loss, by differences of fourth order.
  double difference(int32_t b, std::vector<double>& numbers, size_t at) {
    constexpr double kStep = 1e-3;
    const double here = numbers[at];
    double sum = 0;
    for (const auto& [steps, factor] :
         {std::pair(1, 8.0), std::pair(-1, -8.0), std::pair(2, -1.0), std::pair(-2, 1.0)}) {
      numbers[at] = here + steps * kStep;
      const std::vector<double> moved = outputs(b, x, w);
      for (size_t k = 0; k < moved.size(); k++)
        sum += factor * moved[k] * dy[static_cast<size_t>(b) * moved.size() + k];
    }
    numbers[at] = here;
    return sum / (12 * kStep);
  }

  RandomProgram random;
  Code code;
  int32_t batch;
  int64_t num_amplitudes, num_inputs;
  RandomAngles angles;
  dlq::OwnedProgram parsed;
  textbook::Simulator simulator;
  int64_t num_outputs;
  size_t dimension;
  std::vector<double> x, w, dy, y, dx, dw;
};

inline int32_t define(const DeviceProgram& program, const RandomAngles& angles) {
  return dlq_cuda_program_define(program.program, angles.code.data(), static_cast<int64_t>(angles.code.size()),
                                 angles.coefficients.data(), static_cast<int64_t>(angles.coefficients.size()));
}

// Arrays of a question on the device.
struct Arrays {
  Arrays(const ViewQuestion& question, bool is_double, Layout layout)
      : batch(question.batch),
        x(question.batch, question.num_inputs, is_double, layout, question.x),
        w(1, kWeights, is_double, layout, question.w),
        y(question.batch, question.num_outputs, is_double, layout),
        dy(question.batch, question.num_outputs, is_double, layout, question.dy),
        dx(question.batch, question.num_inputs, is_double, layout),
        dw(1, kWeights, is_double, layout) {}

  int32_t forward(const DeviceProgram& program, dlq_cuda_pullback* pullback = nullptr, bool keep_states = false,
                  void* const* after = nullptr) const {
    const dlq_cuda_view views[] = {x.view(), w.view(), y.view()};
    return dlq_cuda_view_forward(program.program, batch, &views[0], &views[1], &views[2], after, pullback, keep_states);
  }
  int32_t backward(const DeviceProgram& program, void* const* after = nullptr) const {
    const dlq_cuda_view views[] = {x.view(), w.view(), dy.view(), dx.view(), dw.view()};
    return dlq_cuda_view_backward(program.program, batch, &views[0], &views[1], &views[2], &views[3], &views[4], after);
  }
  int32_t backward(const DeviceProgram& program, dlq_cuda_pullback* pullback) const {
    const dlq_cuda_view views[] = {dy.view(), dx.view(), dw.view()};
    return dlq_cuda_pullback_backward(program.program, pullback, &views[0], &views[1], &views[2], nullptr);
  }
  int32_t is_at(const DeviceProgram& program, dlq_cuda_pullback* pullback, int32_t* same) const {
    const dlq_cuda_view views[] = {x.view(), w.view()};
    return dlq_cuda_pullback_is_at(program.program, pullback, batch, &views[0], &views[1], nullptr, same);
  }
  std::vector<std::vector<double>> gradients() const { return {dx.numbers(), dw.numbers()}; }
  void expect_gaps() const {
    for (const DeviceArray* array : {&x, &w, &y, &dy, &dx, &dw}) EXPECT_TRUE(array->gaps_are_untouched());
  }

  int32_t batch;
  DeviceArray x, w, y, dy, dx, dw;
};

inline void expect_near(const std::vector<double>& expected, const std::vector<double>& found, double tolerance) {
  ASSERT_EQ(expected.size(), found.size());
  double largest = 1;
  for (const double value : expected) largest = std::max(largest, std::fabs(value));
  for (size_t i = 0; i < expected.size(); i++) ASSERT_NEAR(expected[i], found[i], tolerance * largest) << i;
}

}  // namespace dlq_test
