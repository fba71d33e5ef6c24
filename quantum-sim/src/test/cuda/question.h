// Random programs, calls of them, and what the textbook says to those.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "device.h"
#include "random_program.h"
#include "textbook.h"

namespace dlq_test {

constexpr int64_t kSlots = 6;

// A random program and a call of it, with what the textbook says.
struct Question {
  Question(int64_t qubits, int64_t operations, bool from_product, int64_t measurement, int32_t batch, uint64_t seed,
           int64_t targets = 0)
      : random(qubits, seed, targets), code(random.code(kSlots, operations, from_product, measurement)) {
    const dlq::OwnedProgram parsed(code.words.data(), static_cast<int64_t>(code.words.size()), code.reals.data(),
                                   static_cast<int64_t>(code.reals.size()));
    const textbook::Simulator simulator(parsed.program);
    call.batch = batch;
    call.num_outputs = parsed.program.num_outputs;
    call.num_amplitudes = from_product ? 0 : int64_t{2} << qubits;
    for (int64_t slot = 0; slot < kSlots; slot++) {
      call.start.push_back(static_cast<int64_t>(call.angles.size()));
      call.shared.push_back(static_cast<int8_t>(seed % 4 == 0 ? 1 : random.below(2)));
      for (int32_t b = 0; b < (call.shared.back() != 0 ? 1 : batch); b++) call.angles.push_back(4 * random.number());
    }
    for (int64_t i = 0; i < batch * call.num_amplitudes; i++) call.initial.push_back(random.number());
    for (int64_t i = 0; i < batch * call.num_outputs; i++) call.cotangents.push_back(random.number());
    gradient.resize(call.angles.size());
    for (int32_t b = 0; b < batch; b++) answer(simulator, b);
  }

  void answer(const textbook::Simulator& simulator, int32_t b) {
    textbook::Sample sample;
    const auto at = [&](size_t slot) {
      return static_cast<size_t>(call.start[slot] + (call.shared[slot] != 0 ? 0 : b));
    };
    for (size_t slot = 0; slot < kSlots; slot++) sample.angles.push_back(call.angles[at(slot)]);
    for (int64_t i = 0; i < call.num_amplitudes; i += 2) {
      const auto from = static_cast<size_t>(b * call.num_amplitudes + i);
      sample.initial.emplace_back(call.initial[from], call.initial[from + 1]);
    }
    const auto first = call.cotangents.begin() + b * call.num_outputs;
    const std::vector<double> dy(first, first + call.num_outputs);
    for (const double y : simulator.outputs(sample)) outputs.push_back(y);
    const std::vector<double> own = simulator.gradient(sample, dy);
    for (size_t slot = 0; slot < kSlots; slot++) gradient[at(slot)] += own[slot];
    for (const double g : simulator.initial_gradient(sample, dy)) initial_gradient.push_back(g);
  }

  RandomProgram random;
  Code code;
  DeviceCall call;
  std::vector<double> outputs, gradient, initial_gradient;
};

inline double largest(const std::vector<double>& numbers) {
  double most = 1;
  for (const double x : numbers) most = std::max(most, std::fabs(x));
  return most;
}

inline void expect_near(const std::vector<double>& expected, const std::vector<double>& found, bool is_double) {
  ASSERT_EQ(expected.size(), found.size());
  const double tolerance = (is_double ? 1e-12 : 2e-5) * largest(expected);
  for (size_t i = 0; i < expected.size(); i++) ASSERT_NEAR(expected[i], found[i], tolerance) << i;
}

inline void expect_answered(Question& question, const Device& device, bool is_double, bool in_every_order = true) {
  const DeviceProgram program(device, question.code, is_double);
  ASSERT_EQ(DLQ_CUDA_OK, program.status) << dlq_cuda_last_error();
  DeviceCall& call = question.call;
  control().order = 0;
  ASSERT_EQ(DLQ_CUDA_OK, call.forward(program)) << dlq_cuda_last_error();
  ASSERT_EQ(DLQ_CUDA_OK, call.backward(program)) << dlq_cuda_last_error();
  expect_near(question.outputs, call.outputs, is_double);
  expect_near(question.gradient, call.gradient, is_double);
  expect_near(question.initial_gradient, call.initial_gradient, is_double);
  DeviceCall again = call;
  for (int64_t order = 1; order <= 2 && in_every_order; order++) {
    control().order = order;
    // With what the forward pass has kept, too, where the whole batch is on the device at once.
    DeviceStates states;
    ASSERT_EQ(DLQ_CUDA_OK, again.forward(program, order == 2 ? states.states : nullptr));
    const bool kept = dlq_cuda_states_bytes(states.states) > 0;
    ASSERT_EQ(DLQ_CUDA_OK, again.backward(program, kept ? states.states : nullptr)) << dlq_cuda_last_error();
    ASSERT_EQ(call.outputs, again.outputs) << order;
    ASSERT_EQ(call.gradient, again.gradient) << order;
    ASSERT_EQ(call.initial_gradient, again.initial_gradient) << order;
  }
  control().order = 0;
}

}  // namespace dlq_test
