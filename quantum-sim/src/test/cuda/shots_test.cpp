// Outcomes drawn on a device: the same, shot by shot, as drawn one by one from the probabilities that it gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "question.h"
#include "small_program.h"

namespace {

using dlq_test::control;
using dlq_test::Device;
using dlq_test::DeviceCall;
using dlq_test::DeviceProgram;
using dlq_test::expect_nothing_left;
using dlq_test::Question;
using dlq_test::reset_driver;

constexpr int64_t kProbabilities = 1;

using Words = std::array<uint32_t, 4>;

Words philox(Words counter, std::array<uint32_t, 2> key) {
  for (int round = 0; round < 10; round++) {
    const uint64_t first = uint64_t{0xD2511F53} * counter[0], second = uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<uint32_t>(second >> 32) ^ counter[1] ^ key[0], static_cast<uint32_t>(second),
               static_cast<uint32_t>(first >> 32) ^ counter[3] ^ key[1], static_cast<uint32_t>(first)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

constexpr dlq_cuda_streams kStreams{0x123456789abcdef, 77, 1, (int64_t{1} << 32) - 3, 2};

double number(const dlq_cuda_streams& streams, int32_t sample, uint32_t shot) {
  const auto stream = static_cast<uint64_t>(streams.first + streams.step * sample);
  const auto seed = static_cast<uint64_t>(streams.seed), iteration = static_cast<uint64_t>(streams.iteration);
  const Words words = philox({shot / 2, static_cast<uint32_t>(stream), static_cast<uint32_t>(iteration),
                              static_cast<uint32_t>(streams.purpose) ^ static_cast<uint32_t>(stream >> 32) << 8 ^
                                  static_cast<uint32_t>(iteration >> 32) << 20},
                             {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)});
  const size_t at = shot % 2 == 0 ? 2 : 0;
  return static_cast<double>((uint64_t{words[at]} << 21) ^ (words[at + 1] >> 11)) / 9007199254740992.0;
}

// Of one sample: rows of 64 are added up, and then their sums.
class Outcomes {
 public:
  Outcomes(const double* probabilities, size_t count) {
    double before = 0, row = 0;
    for (size_t k = 0; k < count; k++) {
      if (k % 64 == 0) {
        before += row;
        row = 0;
      }
      row += std::max(0.0, probabilities[k]);
      cumulative_.push_back(before + row);
      if (probabilities[k] > 0) last_ = static_cast<uint32_t>(k);
    }
  }

  uint32_t at(double u) const {
    const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end(), u * cumulative_.back());
    return std::min(last_, static_cast<uint32_t>(found - cumulative_.begin()));
  }

 private:
  std::vector<double> cumulative_;
  uint32_t last_ = 0;
};

std::vector<uint32_t> expected(const DeviceCall& answered, int32_t shots) {
  const auto outcomes = static_cast<size_t>(answered.num_outputs),
             width = std::min(outcomes, static_cast<size_t>(shots));
  std::vector<uint32_t> drawn(static_cast<size_t>(answered.batch) * width);
  for (int32_t b = 0; b < answered.batch; b++) {
    uint32_t* const own = drawn.data() + static_cast<size_t>(b) * width;
    const Outcomes sample(answered.outputs.data() + static_cast<size_t>(b) * outcomes, outcomes);
    for (uint32_t shot = 0; shot < static_cast<uint32_t>(shots); shot++) {
      const uint32_t k = sample.at(number(kStreams, b, shot));
      width == outcomes ? own[k]++ : own[shot] = k;
    }
  }
  return drawn;
}

int32_t draw(const DeviceProgram& program, const DeviceCall& call, int32_t shots, std::vector<uint32_t>& drawn) {
  drawn.assign(static_cast<size_t>(call.batch * std::min<int64_t>(call.num_outputs, shots)), 99);
  return dlq_cuda_draw(program.program, call.batch, call.angles.data(), call.start.data(), call.shared.data(),
                       call.initial.empty() ? nullptr : call.initial.data(), call.num_amplitudes, 1, 1, shots,
                       &kStreams, drawn.data());
}

class Shots : public testing::Test {
 protected:
  void SetUp() override { reset_driver(); }
  void TearDown() override {
    reset_driver();
    control().order = 0;
  }
};

void expect_drawn(Question& question, const Device& device, bool is_double) {
  const DeviceProgram program(device, question.code, is_double);
  ASSERT_EQ(DLQ_CUDA_OK, program.status) << dlq_cuda_last_error();
  ASSERT_EQ(DLQ_CUDA_OK, question.call.forward(program)) << dlq_cuda_last_error();
  for (const int32_t shots : {1, 7, 64, 1001}) {
    const std::vector<uint32_t> wanted = expected(question.call, shots);
    // In every order, the third time as a graph.
    for (int64_t order = 0; order < (shots == 1001 ? 3 : 1); order++) {
      control().order = order;
      std::vector<uint32_t> drawn;
      ASSERT_EQ(DLQ_CUDA_OK, draw(program, question.call, shots, drawn)) << dlq_cuda_last_error();
      ASSERT_EQ(wanted, drawn) << shots << " shots";
    }
  }
  control().order = 0;
}

TEST_F(Shots, HaveTheNumbersOfPhilox) {
  // Known answers of the authors' library.
  EXPECT_EQ((Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}), philox({0, 0, 0, 0}, {0, 0}));
  EXPECT_EQ((Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}),
            philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}));
}

TEST_F(Shots, AreThoseOfTheProbabilities) {
  {
    const Device device;
    for (const int64_t qubits : {1, 3, 6, 9}) {
      for (const bool is_double : {true, false}) {
        Question question(qubits, 8, qubits % 2 == 0, kProbabilities, 5, static_cast<uint64_t>(40 + qubits));
        expect_drawn(question, device, is_double);
        if (HasFatalFailure()) return;
      }
    }
  }
  expect_nothing_left();
}

TEST_F(Shots, AreThoseOfTheProbabilitiesOfStatesInGlobalMemory) {
  control().shared_limit = (32 << 5) + 32 * 8;
  const Device device;
  for (const bool is_double : {true, false}) {
    Question question(8, 8, true, kProbabilities, 3, 5);
    expect_drawn(question, device, is_double);
  }
}

TEST_F(Shots, OfPiecesAndSeveralDevicesAreThoseOfTheWhole) {
  control().devices = 3;
  Question question(4, 8, true, kProbabilities, 90, 3);
  std::vector<uint32_t> whole, cut;
  for (const std::vector<int32_t>& devices : {std::vector<int32_t>{0}, {0, 2}, {2, 1, 0}}) {
    for (const int64_t memory : {0, 60 << 10}) {
      const Device device(memory, devices);
      const DeviceProgram program(device, question.code, true);
      ASSERT_EQ(DLQ_CUDA_OK, draw(program, question.call, 100, cut)) << dlq_cuda_last_error();
      if (whole.empty()) whole = cut;
      EXPECT_EQ(whole, cut) << devices.size() << " devices";
    }
  }
}

TEST_F(Shots, OfOneOutcomeAreThatOutcome) {
  const Device device;
  dlq_test::Code code;
  // No steps of any qubit's start, no operations, and the probabilities of all qubits.
  code.add({3, 1, 1, 0, 0, 0, 0, 1, 3, 1, 0, 2, 0, 4, 0});
  const DeviceProgram program(device, code, true);
  ASSERT_EQ(DLQ_CUDA_OK, program.status) << dlq_cuda_last_error();
  DeviceCall call{};
  call.batch = 1;
  call.num_outputs = 8;
  call.angles = {0.5};
  call.start = {0};
  call.shared = {1};
  std::vector<uint32_t> drawn;
  ASSERT_EQ(DLQ_CUDA_OK, draw(program, call, 500, drawn)) << dlq_cuda_last_error();
  EXPECT_EQ((std::vector<uint32_t>{500, 0, 0, 0, 0, 0, 0, 0}), drawn);
}

TEST_F(Shots, AreRefusedWhereThereIsNothingToDrawFrom) {
  const Device device;
  const DeviceProgram expectations(device, dlq_test::code(2), true);
  DeviceCall call = dlq_test::call();
  std::vector<uint32_t> drawn;
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, draw(expectations, call, 10, drawn));
  EXPECT_STREQ("program: gives no probabilities", dlq_cuda_last_error());
  Question question(2, 4, true, kProbabilities, 2, 1);
  const DeviceProgram program(device, question.code, true);
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, draw(program, question.call, 0, drawn));
  EXPECT_STREQ("shots: at least 1 is needed", dlq_cuda_last_error());
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT,
            dlq_cuda_draw(program.program, 2, question.call.angles.data(), question.call.start.data(),
                          question.call.shared.data(), nullptr, 0, 0, 0, 10, nullptr, nullptr));
  EXPECT_STREQ("streams: none given", dlq_cuda_last_error());
}

}  // namespace
