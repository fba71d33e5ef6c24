// Batches in pieces: on two streams of a device, on several devices, and as graphs; always with the same bits.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>

#include "small_program.h"

namespace {

using dlq_test::call;
using dlq_test::code;
using dlq_test::control;
using dlq_test::Device;
using dlq_test::DeviceCall;
using dlq_test::DeviceProgram;
using dlq_test::DeviceStates;
using dlq_test::expect_nothing_left;
using dlq_test::reset_driver;

constexpr int32_t kSamples = 40;
constexpr int64_t kQubits = 3;
// Room for some of these samples at a time.
constexpr int64_t kLittle = 20 << 10;

class Pieces : public testing::Test {
 protected:
  void SetUp() override {
    reset_driver();
    control().devices = 3;
  }
  void TearDown() override { reset_driver(); }
};

struct Answer {
  explicit Answer(const std::vector<int32_t>& devices, int64_t memory = kLittle, bool keep = false) {
    const Device device(memory, devices);
    EXPECT_EQ(DLQ_CUDA_OK, device.status) << dlq_cuda_last_error();
    const DeviceProgram program(device, code(kQubits), true);
    DeviceStates states;
    for (int step = 0; step < 3; step++) {
      DeviceCall asked = call(kSamples);
      EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program, keep ? states.states : nullptr)) << dlq_cuda_last_error();
      kept = dlq_cuda_states_bytes(states.states);
      EXPECT_EQ(DLQ_CUDA_OK, asked.backward(program, kept > 0 ? states.states : nullptr)) << dlq_cuda_last_error();
      if (step > 0) {
        EXPECT_EQ(outputs, asked.outputs);
        EXPECT_EQ(gradient, asked.gradient);
      }
      outputs = asked.outputs;
      gradient = asked.gradient;
    }
  }
  std::vector<double> outputs, gradient;
  int64_t kept = 0;
};

void expect_right(const Answer& answer) {
  const DeviceCall asked = call(kSamples);
  double shared = 0;
  for (size_t b = 0; b < kSamples; b++) {
    EXPECT_NEAR(std::cos(asked.angles[b]) * std::cos(1.1), answer.outputs[b], 1e-13);
    EXPECT_NEAR(-std::sin(asked.angles[b]) * std::cos(1.1) * asked.cotangents[b], answer.gradient[b], 1e-13);
    shared -= std::cos(asked.angles[b]) * std::sin(1.1) * asked.cotangents[b];
  }
  EXPECT_NEAR(shared, answer.gradient[kSamples], 1e-11);
}

TEST_F(Pieces, AreRightOnOneDevice) {
  const Answer together({0}, 0), cut({0});
  expect_right(together);
  expect_right(cut);
  // By the order of a sum: it was cut.
  EXPECT_NE(together.gradient[kSamples], cut.gradient[kSamples]);
  expect_nothing_left();
}

TEST_F(Pieces, HaveTheSameBitsOnAnyNumberOfDevices) {
  const Answer one({0});
  for (const std::vector<int32_t>& devices : {std::vector<int32_t>{1}, {0, 2}, {2, 1, 0}}) {
    const Answer several(devices), kept(devices, kLittle, true);
    EXPECT_EQ(one.outputs, several.outputs);
    EXPECT_EQ(one.gradient, several.gradient);
    EXPECT_EQ(one.outputs, kept.outputs);
    EXPECT_EQ(one.gradient, kept.gradient);
    EXPECT_EQ(kSamples * 16 << kQubits, kept.kept);
  }
  expect_nothing_left();
}

TEST_F(Pieces, UseAllDevices) {
  const Device device(kLittle, {0, 1, 2});
  const DeviceProgram program(device, code(kQubits), true);
  DeviceCall asked = call(kSamples);
  EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program)) << dlq_cuda_last_error();
  // The program, and one piece or two.
  EXPECT_GE(control().memories, 6);
  // Small ones stay on the first.
  const int64_t before = control().memories;
  const DeviceProgram other(device, code(kQubits), true);
  DeviceCall small = call();
  EXPECT_EQ(DLQ_CUDA_OK, small.forward(other));
  EXPECT_EQ(before + 2, control().memories);
  EXPECT_NE(std::string::npos, std::string(dlq_cuda_description(device.device)).find("; no GPU"));
}

// An error on one device is told, and the next call works on all; nothing leaks.
TEST_F(Pieces, SurviveAnErrorAnywhere) {
  const Answer right({0, 1});
  for (const int64_t error : {2, 719}) {
    for (int64_t at = 1;; at += 7) {
      {
        const Device device(kLittle, {0, 1});
        const DeviceProgram program(device, code(kQubits), true);
        DeviceStates states;
        DeviceCall asked = call(kSamples);
        control().calls = 0;
        control().fail_with = error;
        control().fail_at = at;
        const bool ran = asked.forward(program, states.states) == DLQ_CUDA_OK;
        const bool kept = dlq_cuda_states_bytes(states.states) > 0;
        const bool back = asked.backward(program, kept ? states.states : nullptr) == DLQ_CUDA_OK;
        const bool failed = control().calls >= at;
        control().fail_at = 0;
        EXPECT_TRUE((ran && back) || *dlq_cuda_last_error_name() != 0);
        EXPECT_EQ(DLQ_CUDA_OK, ran ? 0 : asked.forward(program)) << dlq_cuda_last_error();
        EXPECT_EQ(DLQ_CUDA_OK, back ? 0 : asked.backward(program)) << dlq_cuda_last_error();
        EXPECT_EQ(right.outputs, asked.outputs);
        EXPECT_EQ(right.gradient, asked.gradient);
        if (!failed) break;
      }
      SCOPED_TRACE(std::to_string(error) + " at call " + std::to_string(at));
      expect_nothing_left();
      if (HasFailure()) return;
    }
  }
}

TEST_F(Pieces, AreCapturedOnceAndReplayed) {
  const Device device;
  const DeviceProgram program(device, code(kQubits), false);
  DeviceCall first = call(8), again = call(8);
  EXPECT_EQ(DLQ_CUDA_OK, first.forward(program));
  const int64_t replayed = control().graph_launches;
  for (int i = 0; i < 3; i++) {
    again.outputs.clear();
    EXPECT_EQ(DLQ_CUDA_OK, again.forward(program));
    EXPECT_EQ(first.outputs, again.outputs);
    EXPECT_EQ(replayed + i + 1, control().graph_launches);
    EXPECT_EQ(1, control().graphs);
  }
  // Other numbers of the same shape are no other graph.
  again.angles[8] = 0.2;
  EXPECT_EQ(DLQ_CUDA_OK, again.forward(program));
  EXPECT_NEAR(std::cos(0.1) * std::cos(0.2), again.outputs[0], 1e-6);
  // Larger buffers are elsewhere: what was captured of the old ones is of no use.
  DeviceCall larger = call(200);
  EXPECT_EQ(DLQ_CUDA_OK, larger.forward(program));
  const int64_t before = control().graph_launches;
  EXPECT_EQ(DLQ_CUDA_OK, again.forward(program));
  EXPECT_EQ(before, control().graph_launches);
  EXPECT_NEAR(std::cos(0.1) * std::cos(0.2), again.outputs[0], 1e-6);
}

TEST_F(Pieces, ThatCannotBeCapturedAreLaunched) {
  for (int64_t at = 2;; at++) {
    const Device device;
    const DeviceProgram program(device, code(kQubits), true);
    DeviceCall asked = call(8);
    EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program));
    const std::vector<double> right = asked.outputs;
    control().calls = 0;
    control().fail_with = 901;
    control().fail_at = at;
    const int32_t status = asked.forward(program);
    const std::string failed = control().failed;
    control().fail_at = 0;
    if (failed == "cuGraphLaunch") break;
    EXPECT_EQ(DLQ_CUDA_OK, status) << dlq_cuda_last_error() << failed;
    EXPECT_EQ(right, asked.outputs) << failed;
    EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program));
    EXPECT_EQ(0, control().misuses);
    ASSERT_LT(at, 20);
  }
}

// What programs keep for their next calls makes way for others.
TEST_F(Pieces, OfOtherProgramsMakeWay) {
  int64_t both = 0;
  for (const bool enough : {true, false}) {
    const Device device(enough ? 0 : both - 1);
    const DeviceProgram one(device, code(8), true), other(device, code(8), false);
    DeviceCall asked = call(4);
    for (int i = 0; i < 3; i++) {
      EXPECT_EQ(DLQ_CUDA_OK, asked.forward(one)) << dlq_cuda_last_error();
      EXPECT_EQ(DLQ_CUDA_OK, asked.forward(other)) << dlq_cuda_last_error();
    }
    if (enough) both = dlq_cuda_memory_held(device.device);
    EXPECT_EQ(enough, dlq_cuda_memory_held(device.device) == both);
  }
  expect_nothing_left();
}

// Each has a workspace of its own.
TEST_F(Pieces, OfSeveralCallersAtATime) {
  const Device device(0, {0, 1});
  const DeviceProgram program(device, code(kQubits), true);
  DeviceCall right = call(5);
  EXPECT_EQ(DLQ_CUDA_OK, right.forward(program));
  EXPECT_EQ(DLQ_CUDA_OK, right.backward(program));
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; caller++) {
    callers.emplace_back([&] {
      DeviceCall asked = call(5);
      for (int i = 0; i < 5; i++) {
        EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program)) << dlq_cuda_last_error();
        EXPECT_EQ(DLQ_CUDA_OK, asked.backward(program)) << dlq_cuda_last_error();
        EXPECT_EQ(right.outputs, asked.outputs);
        EXPECT_EQ(right.gradient, asked.gradient);
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
}

}  // namespace
