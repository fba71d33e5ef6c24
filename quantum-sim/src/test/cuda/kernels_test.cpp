// Every kernel against the textbook, in both precisions, for states that a block holds and for larger ones, and with
// the same bits in whatever order threads take turns.
#include <gtest/gtest.h>

#include <string>

#include "device.h"
#include "question.h"

namespace {

using dlq_test::control;
using dlq_test::Device;
using dlq_test::expect_answered;
using dlq_test::Question;

void expect_all(int64_t qubits, int64_t operations, int32_t batch, const Device& device, uint64_t seed) {
  for (const bool from_product : {true, false}) {
    for (int64_t measurement = 0; measurement < 3; measurement++) {
      Question question(qubits, operations, from_product, measurement, batch, seed);
      for (const bool is_double : {true, false}) {
        SCOPED_TRACE(std::to_string(qubits) + " qubits, batch " + std::to_string(batch) + ", seed " +
                     std::to_string(seed) + (from_product ? ", product" : ", given state") + ", measurement " +
                     std::to_string(measurement) + (is_double ? ", double" : ", float"));
        expect_answered(question, device, is_double);
        if (testing::Test::HasFatalFailure()) return;
      }
      seed++;
    }
  }
}

// In registers; the last warp of several samples has fewer than it could.
TEST(Kernels, AgreeWithTheTextbookOnSmallStates) {
  const Device device;
  ASSERT_EQ(DLQ_CUDA_OK, device.status) << dlq_cuda_last_error();
  for (int64_t qubits = 1; qubits <= 8; qubits++) {
    const int32_t batch = qubits < 5 ? (40 >> qubits) + 3 : static_cast<int32_t>(qubits - 4);
    expect_all(qubits, 8, batch, device, static_cast<uint64_t>(100 * qubits));
    if (HasFatalFailure()) return;
  }
}

// Where more than one warp works on a sample.
TEST(Kernels, AgreeWithTheTextbookOnStatesOfManyWarps) {
  const Device device;
  expect_all(9, 5, 2, device, 1);
}

// In float as large as a block holds, in double two tiles; threads take two rounds through either.
TEST(Kernels, AgreeWithTheTextbookOnTheLargestTiles) {
  const Device device;
  Question question(13, 6, true, 0, 1, 5);
  for (const bool is_double : {true, false}) {
    expect_answered(question, device, is_double, false);
    if (HasFatalFailure()) return;
  }
}

// More than are added up at a time: what warps have left of some makes way for others.
// Of more rows than threads work on a sample.
TEST(Kernels, AgreeWithTheTextbookOnLargeMatrices) {
  const Device device;
  for (const auto& [qubits, targets] : {std::pair(6, 6), std::pair(8, 7), std::pair(9, 7)}) {
    for (const bool is_double : {true, false}) {
      Question question(qubits, 8, true, 0, 2, 4, targets);
      expect_answered(question, device, is_double);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Kernels, AgreeWithTheTextbookOnManyOutputs) {
  const Device device;
  uint64_t seed = 1;
  while (Question(9, 1, true, 0, 1, seed).call.num_outputs <= 32) seed++;
  Question question(9, 1, true, 0, 1, seed);
  expect_answered(question, device, true);
}

// Few enough for threads of the operating system, under the thread sanitizer; a warp, several, and tiles.
TEST(Threads, AgreeWithTheTextbook) {
  const Device device;
  for (const int64_t qubits : {2, 9}) {
    for (const bool from_product : {true, false}) {
      Question question(qubits, 3, from_product, from_product ? 0 : 1, 1, 8);
      expect_answered(question, device, true, false);
    }
  }
}

class Tiles : public testing::Test {
 protected:
  // Room for so many qubits in double, and for one or two more in float.
  void set(int64_t qubits) { control().shared_limit = (32 << qubits) + 32 * 8; }
  void TearDown() override { control().shared_limit = 227 << 10; }
};

// Of states that would fit registers as well: not where a block cannot have the memory that their sums take.
TEST_F(Tiles, OfWholeStatesAgreeWithTheTextbook) {
  control().shared_limit = 4400;
  const Device device;
  for (int64_t qubits = 1; qubits <= 7; qubits++) {
    expect_all(qubits, 8, static_cast<int32_t>(qubits < 4 ? 5 : qubits - 2), device,
               static_cast<uint64_t>(50 * qubits));
    if (HasFatalFailure()) return;
  }
}

TEST_F(Tiles, AgreeWithTheTextbook) {
  for (int64_t qubits = 6; qubits <= 7; qubits++) {
    set(4);
    const Device device;
    ASSERT_EQ(DLQ_CUDA_OK, device.status) << dlq_cuda_last_error();
    expect_all(qubits, 10, 2, device, static_cast<uint64_t>(1000 * qubits));
    if (HasFatalFailure()) return;
  }
}

TEST_F(Tiles, OfSeveralWarpsAgreeWithTheTextbook) {
  control().shared_limit = (32 << 9) + 64 * 8;
  const Device device;
  expect_all(10, 3, 1, device, 3);
}

// More of them than thread blocks, each of which keeps the sum of its tiles' gradients.
TEST_F(Tiles, AreWalkedOver) {
  set(4);
  const Device device;
  Question question(16, 6, true, 0, 1, 12);
  for (const bool is_double : {true, false}) {
    expect_answered(question, device, is_double, false);
    if (HasFatalFailure()) return;
  }
}

// A batch that the device cannot hold at once comes in pieces.
TEST_F(Tiles, AreRunPieceByPiece) {
  set(4);
  const int64_t total = control().total_memory;
  control().total_memory = 128 << 10;
  {
    const Device device;
    expect_all(5, 4, 17, device, 4);
  }
  control().total_memory = total;
}

}  // namespace
