// Circuits as functions of arrays on the device, against the textbook and its differences.
#include <gtest/gtest.h>

#include <string>

#include "view_question.h"

namespace {

using dlq_test::Arrays;
using dlq_test::control;
using dlq_test::define;
using dlq_test::Device;
using dlq_test::DeviceProgram;
using dlq_test::expect_near;
using dlq_test::kLayouts;
using dlq_test::Layout;
using dlq_test::Pullback;
using dlq_test::ViewQuestion;

void expect_answered(const ViewQuestion& question, const Device& device, bool is_double, bool in_every_order = true) {
  const DeviceProgram program(device, question.code, is_double);
  ASSERT_EQ(DLQ_CUDA_OK, program.status) << dlq_cuda_last_error();
  ASSERT_EQ(DLQ_CUDA_OK, define(program, question.angles)) << dlq_cuda_last_error();
  const double tolerance = is_double ? 1e-9 : 5e-5;
  std::vector<double> first_y;
  std::vector<std::vector<double>> first;
  for (int64_t order = 0; order <= (in_every_order ? 2 : 0); order++) {
    control().order = order;
    const Arrays arrays(question, is_double, kLayouts[order]);
    const bool keeps = order == 1;
    Pullback pullback;
    ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program, pullback.pullback, keeps)) << dlq_cuda_last_error();
    ASSERT_TRUE(keeps || dlq_cuda_pullback_bytes(pullback.pullback) == 0);
    if (order == 0) {
      first_y = arrays.y.numbers();
      expect_near(question.y, first_y, tolerance);
      ASSERT_EQ(DLQ_CUDA_OK, arrays.backward(program)) << dlq_cuda_last_error();
      first = arrays.gradients();
      expect_near(question.dx, first[0], 20 * tolerance);
      expect_near(question.dw, first[1], 20 * tolerance);
    }
    ASSERT_EQ(first_y, arrays.y.numbers());
    int32_t same = 0;
    ASSERT_EQ(DLQ_CUDA_OK, arrays.is_at(program, pullback.pullback, &same)) << dlq_cuda_last_error();
    ASSERT_EQ(1, same);
    // From states where they were kept, then from the arguments alone.
    for (int repeat = 0; repeat < 2; repeat++) {
      ASSERT_EQ(DLQ_CUDA_OK, arrays.backward(program, pullback.pullback)) << dlq_cuda_last_error();
      ASSERT_EQ(first, arrays.gradients()) << order << ", " << repeat;
      ASSERT_EQ(0, dlq_cuda_pullback_bytes(pullback.pullback));
    }
    arrays.expect_gaps();
  }
  control().order = 0;
  ASSERT_EQ(0, control().misuses);
}

void expect_all(int64_t qubits, int64_t operations, int32_t batch, const Device& device, uint64_t seed) {
  for (const bool from_product : {true, false}) {
    for (int64_t measurement = 0; measurement < 3; measurement++) {
      const ViewQuestion question(qubits, operations, from_product, measurement, batch, seed++);
      for (const bool is_double : {true, false}) {
        SCOPED_TRACE(std::to_string(qubits) + " qubits, batch " + std::to_string(batch) +
                     (from_product ? ", product" : ", amplitudes") + ", measurement " + std::to_string(measurement) +
                     (is_double ? ", double" : ", float"));
        expect_answered(question, device, is_double);
        if (testing::Test::HasFailure()) return;
      }
    }
  }
}

TEST(Views, AgreeWithTheTextbook) {
  const Device device;
  ASSERT_EQ(DLQ_CUDA_OK, device.status) << dlq_cuda_last_error();
  for (int64_t qubits = 1; qubits <= 4; qubits++) {
    expect_all(qubits, 5, static_cast<int32_t>(1 + 2 * (qubits % 3)), device, static_cast<uint64_t>(10 * qubits));
    if (HasFailure()) return;
  }
}

TEST(Views, AreTakenPieceByPiece) {
  const int64_t total = control().total_memory, shared = control().shared_limit;
  control().total_memory = 64 << 10;
  control().shared_limit = (32 << 4) + 32 * 8;
  {
    const Device device;
    expect_all(5, 3, 9, device, 4);
  }
  control().total_memory = total;
  control().shared_limit = shared;
}

TEST(Threads, AgreeOnViews) {
  const Device device;
  expect_answered(ViewQuestion(2, 3, false, 0, 2, 8), device, true, false);
}

// Arrays of the other type than the program computes in, both ways.
TEST(Views, AreConvertedWhereTheirTypeIsAnother) {
  const Device device;
  const ViewQuestion question(3, 4, true, 0, 3, 5);
  for (const bool is_double : {true, false}) {
    const DeviceProgram program(device, question.code, is_double);
    ASSERT_EQ(DLQ_CUDA_OK, define(program, question.angles));
    const Arrays arrays(question, !is_double, Layout::kGaps);
    ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program)) << dlq_cuda_last_error();
    ASSERT_EQ(DLQ_CUDA_OK, arrays.backward(program)) << dlq_cuda_last_error();
    expect_near(question.y, arrays.y.numbers(), 5e-5);
    expect_near(question.dx, arrays.dx.numbers(), 1e-3);
    expect_near(question.dw, arrays.dw.numbers(), 1e-3);
    arrays.expect_gaps();
  }
}

// What goes through the host does not grow with the batch.
TEST(Views, OfLargerBatchesCopyNoMore) {
  const Device device;
  std::vector<int64_t> copied;
  for (const int32_t batch : {2, 64}) {
    const ViewQuestion question(3, 3, false, 0, batch, 5);
    const DeviceProgram program(device, question.code, true);
    ASSERT_EQ(DLQ_CUDA_OK, define(program, question.angles));
    const Arrays arrays(question, true, Layout::kRows);
    Pullback pullback;
    const int64_t before = control().bytes_up + control().bytes_down;
    ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program, pullback.pullback, true)) << dlq_cuda_last_error();
    ASSERT_EQ(DLQ_CUDA_OK, arrays.backward(program, pullback.pullback)) << dlq_cuda_last_error();
    copied.push_back(control().bytes_up + control().bytes_down - before);
  }
  EXPECT_EQ(copied[0], copied[1]);
  EXPECT_GT(copied[0], 0);
}

TEST(Views, OfOtherNumbersAreNotThoseOfTheForwardPass) {
  const Device device;
  const ViewQuestion question(2, 3, true, 0, 3, 6);
  const DeviceProgram program(device, question.code, true);
  ASSERT_EQ(DLQ_CUDA_OK, define(program, question.angles));
  Pullback pullback;
  Arrays arrays(question, true, Layout::kColumns);
  ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program, pullback.pullback, true));
  ASSERT_EQ(DLQ_CUDA_OK, arrays.backward(program, pullback.pullback));
  const auto gradients = arrays.gradients();
  int32_t same = 1;
  arrays.x.set(8, 0.125);
  ASSERT_EQ(DLQ_CUDA_OK, arrays.is_at(program, pullback.pullback, &same));
  EXPECT_EQ(0, same);
  // The gradient is that of the forward pass all the same.
  ASSERT_EQ(DLQ_CUDA_OK, arrays.backward(program, pullback.pullback));
  EXPECT_EQ(gradients, arrays.gradients());
  arrays.x.set(8, question.x[8]);
  arrays.w.set(2, 0.125);
  ASSERT_EQ(DLQ_CUDA_OK, arrays.is_at(program, pullback.pullback, &same));
  EXPECT_EQ(0, same);
  arrays.w.set(2, question.w[2]);
  ASSERT_EQ(DLQ_CUDA_OK, arrays.is_at(program, pullback.pullback, &same));
  EXPECT_EQ(1, same);
  arrays.batch = 2;
  ASSERT_EQ(DLQ_CUDA_OK, arrays.is_at(program, pullback.pullback, &same));
  EXPECT_EQ(0, same);
}

// Its work so far comes first: an event marks the place, and our stream waits for it, before any kernel.
TEST(Views, WaitForTheStreamOfTheCaller) {
  const Device device;
  const ViewQuestion question(2, 3, true, 0, 3, 6);
  const DeviceProgram program(device, question.code, true);
  ASSERT_EQ(DLQ_CUDA_OK, define(program, question.angles));
  const Arrays arrays(question, true, Layout::kRows);
  int place = 0;
  void* const stream = &place;
  ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program, nullptr, false, &stream)) << dlq_cuda_last_error();
  EXPECT_EQ(1, control().events);
  // Until all is a graph that is replayed.
  for (int call = 0; call < 3; call++) ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program, nullptr, false, &stream));
  int64_t calls[2];
  for (const bool waits : {false, true}) {
    const int64_t before = control().calls;
    ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program, nullptr, false, waits ? &stream : nullptr));
    calls[waits ? 1 : 0] = control().calls - before;
  }
  EXPECT_EQ(calls[0] + 2, calls[1]);
  EXPECT_EQ(1, control().events);
  EXPECT_EQ(0, control().misuses);
}

}  // namespace
