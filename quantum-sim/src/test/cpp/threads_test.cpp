// Programs that several threads share, while others change how many threads a call may use. For the thread sanitizer.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "code.h"

namespace {

using dlq_test::Code;
using dlq_test::Program;
using dlq_test::States;

// RX and RY on every qubit with an angle of each sample, entangled by ZZ, and <Z> of each qubit.
Code layers(int64_t qubits) {
  Code code;
  const int64_t half = code.real(0.5), one = code.real(1);
  code.add({qubits, 2 * qubits, 1});
  for (int64_t q = 0; q < qubits; q++) code.add({1, 1, q, half});
  code.add({2 * qubits});
  for (int64_t q = 0; q < qubits; q++) {
    const int64_t bit = int64_t{1} << q;
    code.add({1, 1, bit | int64_t{1} << ((q + 1) % qubits), q, half});
    code.add({0, bit, 0, 0, qubits + q, half});
  }
  code.add({0, qubits, qubits});
  for (int64_t q = 0; q < qubits; q++) code.add({q, 0, int64_t{1} << q, 0, one});
  return code;
}

class Call {
 public:
  Call(int32_t qubits, int32_t batch) : qubits_(qubits), batch_(batch) {
    for (int64_t k = 0; k < 2 * qubits; k++) {
      start_.push_back(static_cast<int64_t>(angles_.size()));
      shared_.push_back(k < qubits ? 0 : 1);
      for (int32_t b = 0; b < (k < qubits ? batch : 1); b++) angles_.push_back(0.1 * static_cast<double>(k + b));
    }
    outputs.resize(static_cast<size_t>(qubits) * static_cast<size_t>(batch));
    gradient.resize(angles_.size());
  }

  void run(dlq_program* program) {
    ASSERT_EQ(DLQ_OK, dlq_forward(program, batch_, angles_.data(), start_.data(), shared_.data(), nullptr, 0, 0, 0,
                                  outputs.data(), qubits_, 1, 1, kept_.states));
    ASSERT_EQ(DLQ_OK, dlq_backward(program, batch_, angles_.data(), start_.data(), shared_.data(), nullptr, 0, 0, 0,
                                   outputs.data(), qubits_, 1, 1, gradient.data(), nullptr, 0, 0, 0, kept_.states));
  }

  std::vector<double> outputs, gradient;

 private:
  int32_t qubits_, batch_;
  std::vector<double> angles_;
  std::vector<int64_t> start_;
  std::vector<int8_t> shared_;
  States kept_;
};

TEST(Threads, GetWhatEachWouldGetAlone) {
  // Many tiles, spread over threads; and one state, divided among them.
  for (const auto& [qubits, batch] : {std::pair<int32_t, int32_t>{6, 300}, {13, 1}}) {
    const Program program(layers(qubits), true, -1);
    ASSERT_EQ(DLQ_OK, program.status) << dlq_last_error();
    ASSERT_EQ(DLQ_OK, dlq_set_threads(1));
    Call alone(qubits, batch);
    alone.run(program.program);
    ASSERT_EQ(DLQ_OK, dlq_set_threads(3));
    std::atomic<bool> done{false};
    std::thread changing([&] {
      for (int32_t i = 0; !done; i++) {
        dlq_set_threads(2 + i % 4);
        EXPECT_GE(dlq_scratch_bytes(), 0);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
    });
    std::vector<std::thread> callers;
    for (int t = 0; t < 4; t++) {
      callers.emplace_back([&, size = qubits, samples = batch] {
        Call mine(size, samples);
        for (int i = 0; i < 5; i++) {
          mine.run(program.program);
          EXPECT_EQ(alone.outputs, mine.outputs);
          EXPECT_EQ(alone.gradient, mine.gradient);
        }
      });
    }
    for (std::thread& caller : callers) caller.join();
    done = true;
    changing.join();
  }
  dlq_set_threads(0);
}

}  // namespace
