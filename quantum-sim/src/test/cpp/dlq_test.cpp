// The C interface: values worked out by hand, both precisions, every instruction set; and arguments that make no sense.
#include "dlq.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "code.h"

namespace {

using dlq_test::Code;
using dlq_test::Program;
using dlq_test::States;

// One qubit, RY by slot 0 from a product state, then <Z>.
Code ry() {
  Code code;
  code.add({1, 1, 1, 0, 1});
  code.add({0, 1, 1, 1, 0, code.real(0.5)});
  code.add({0, 1, 1, 0, 0, 1, 0, code.real(1)});
  return code;
}

class EveryKernel : public testing::TestWithParam<std::tuple<int, bool>> {};

TEST_P(EveryKernel, TurnsAQubitAndDifferentiates) {
  const auto [variant, is_double] = GetParam();
  if ((dlq_variants() >> variant & 1) == 0) GTEST_SKIP() << "this processor lacks the instruction set";
  const double tolerance = is_double ? 1e-14 : 1e-6;
  const Program ready(ry(), is_double, variant);
  ASSERT_EQ(DLQ_OK, ready.status) << dlq_last_error();
  for (const int32_t batch : {1, 2, 7, 64, 129}) {
    const size_t size = static_cast<size_t>(batch);
    std::vector<double> angles(size), y(size), dy(size, 1.0), gradient(size);
    for (size_t b = 0; b < size; b++) angles[b] = 0.1 * static_cast<double>(b) - 2;
    const int64_t slot = 0;
    const int8_t own = 0;
    ASSERT_EQ(DLQ_OK, dlq_forward(ready.program, batch, angles.data(), &slot, &own, nullptr, 0, 0, 0, y.data(), 1, 1, 1,
                                  nullptr));
    ASSERT_EQ(DLQ_OK, dlq_backward(ready.program, batch, angles.data(), &slot, &own, nullptr, 0, 0, 0, dy.data(), 1, 1,
                                   1, gradient.data(), nullptr, 0, 0, 0, nullptr));
    for (size_t b = 0; b < size; b++) {
      EXPECT_NEAR(std::cos(angles[b]), y[b], tolerance);
      EXPECT_NEAR(-std::sin(angles[b]), gradient[b], tolerance);
    }
  }
}

TEST_P(EveryKernel, SumsWhatTheBatchShares) {
  const auto [variant, is_double] = GetParam();
  if ((dlq_variants() >> variant & 1) == 0) GTEST_SKIP() << "this processor lacks the instruction set";
  const Program ready(ry(), is_double, variant);
  const int32_t batch = 37;
  const double angle = 0.7;
  const int64_t slot = 0;
  const int8_t shared = 1;
  std::vector<double> dy(37, 1.0);
  double gradient = 0;
  ASSERT_EQ(DLQ_OK, dlq_backward(ready.program, batch, &angle, &slot, &shared, nullptr, 0, 0, 0, dy.data(), 1, 1, 1,
                                 &gradient, nullptr, 0, 0, 0, nullptr));
  EXPECT_NEAR(-37 * std::sin(angle), gradient, is_double ? 1e-12 : 1e-4);
}

TEST_P(EveryKernel, GoesBackFromKeptStatesBitForBit) {
  const auto [variant, is_double] = GetParam();
  if ((dlq_variants() >> variant & 1) == 0) GTEST_SKIP() << "this processor lacks the instruction set";
  const Program ready(ry(), is_double, variant);
  const int64_t slot = 0;
  const int8_t own = 0;
  States kept;
  for (const int32_t batch : {1, 7, 129, 3}) {
    const size_t size = static_cast<size_t>(batch);
    std::vector<double> angles(size), y(size), again(size), dy(size), gradient(size), expected(size);
    for (size_t b = 0; b < size; b++) {
      angles[b] = 0.1 * static_cast<double>(b) - 2;
      dy[b] = 1 / (1 + static_cast<double>(b));
    }
    const auto forward = [&](double* to, dlq_states* states) {
      return dlq_forward(ready.program, batch, angles.data(), &slot, &own, nullptr, 0, 0, 0, to, 1, 1, 1, states);
    };
    const auto backward = [&](double* to, dlq_states* states) {
      return dlq_backward(ready.program, batch, angles.data(), &slot, &own, nullptr, 0, 0, 0, dy.data(), 1, 1, 1, to,
                          nullptr, 0, 0, 0, states);
    };
    ASSERT_EQ(DLQ_OK, forward(y.data(), nullptr));
    ASSERT_EQ(DLQ_OK, backward(expected.data(), nullptr));
    ASSERT_EQ(DLQ_OK, forward(again.data(), kept.states));
    EXPECT_GT(dlq_states_bytes(kept.states), 0);
    ASSERT_EQ(DLQ_OK, backward(gradient.data(), kept.states)) << dlq_last_error();
    EXPECT_EQ(y, again);
    EXPECT_EQ(expected, gradient);
    EXPECT_EQ(0, dlq_states_bytes(kept.states));
  }
}

INSTANTIATE_TEST_SUITE_P(Variants, EveryKernel, testing::Combine(testing::Values(0, 1, 2), testing::Bool()));

TEST(Create, RefusesCodeThatEndsEarly) {
  const Code whole = ry();
  for (size_t length = 0; length < whole.words.size(); length++) {
    Code cut = whole;
    cut.words.resize(length);
    const Program refused(cut, true, -1);
    EXPECT_EQ(DLQ_BAD_ARGUMENT, refused.status) << length;
    EXPECT_NE(std::string::npos, std::string(dlq_last_error()).find("the code ends before it"));
  }
}

TEST(Create, SurvivesAnyCode) {
  std::mt19937_64 random(7);
  int accepted = 0;
  for (int trial = 0; trial < 200000; trial++) {
    Code code = ry();
    for (int change = 0; change < 3; change++) {
      const size_t at = random() % code.words.size();
      const int64_t hostile[] = {-1, 0, 1, 2, 3, 5, 29, 30, 31, 63, 64, INT64_MAX, INT64_MIN, int64_t{1} << 32};
      code.words[at] = hostile[random() % (sizeof(hostile) / sizeof(hostile[0]))];
    }
    const Program tried(code, true, -1);
    accepted += tried.status == DLQ_OK ? 1 : 0;
  }
  EXPECT_GT(accepted, 0);
}

TEST(Call, RefusesWhatIsMissing) {
  const Program ready(ry(), true, -1);
  double y = 0;
  EXPECT_EQ(DLQ_BAD_ARGUMENT,
            dlq_forward(ready.program, 1, nullptr, nullptr, nullptr, nullptr, 0, 0, 0, &y, 1, 1, 1, nullptr));
  EXPECT_STREQ("angles: none given", dlq_last_error());
  EXPECT_EQ(DLQ_BAD_ARGUMENT,
            dlq_forward(nullptr, 1, nullptr, nullptr, nullptr, nullptr, 0, 0, 0, &y, 1, 1, 1, nullptr));
  EXPECT_EQ(DLQ_BAD_ARGUMENT, dlq_set_threads(-1));
}

TEST(Call, RefusesStatesOfAnotherBatchAndStatesUsedUp) {
  const Program ready(ry(), true, -1);
  const double angles[] = {1, 2, 3};
  const int64_t slot = 0;
  const int8_t own = 0;
  double y[3], gradient[3];
  States kept;
  const auto backward = [&](int32_t batch) {
    return dlq_backward(ready.program, batch, angles, &slot, &own, nullptr, 0, 0, 0, y, 1, 1, 1, gradient, nullptr, 0,
                        0, 0, kept.states);
  };
  EXPECT_EQ(DLQ_BAD_ARGUMENT, backward(3));
  EXPECT_STREQ("states: none are kept", dlq_last_error());
  ASSERT_EQ(DLQ_OK, dlq_forward(ready.program, 3, angles, &slot, &own, nullptr, 0, 0, 0, y, 1, 1, 1, kept.states));
  EXPECT_EQ(DLQ_BAD_ARGUMENT, backward(2));
  EXPECT_STREQ("states: kept of another batch", dlq_last_error());
  EXPECT_EQ(DLQ_OK, backward(3));
  EXPECT_EQ(DLQ_BAD_ARGUMENT, backward(3));
  EXPECT_EQ(DLQ_BAD_ARGUMENT, dlq_states_create(nullptr));
}

TEST(Call, RefusesMoreMemoryThanThereIs) {
  // The probabilities of all states of 29 qubits, each in a register of its own, and two states: 48 GiB or more.
  if (static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE)) > 60e9) {
    GTEST_SKIP() << "this machine has more memory than the test asks for";
  }
  Code code;
  code.add({29, 0, 1});
  for (int q = 0; q < 29; q++) code.add({0});
  code.add({0, 1, 29});
  for (int64_t q = 0; q < 29; q++) code.add({int64_t{1} << q, 0});
  const Program ready(code, true, -1);
  ASSERT_EQ(DLQ_OK, ready.status) << dlq_last_error();
  double y = 0;
  EXPECT_EQ(DLQ_OUT_OF_MEMORY, dlq_backward(ready.program, 1, nullptr, nullptr, nullptr, nullptr, 0, 0, 0, &y, 1, 1, 1,
                                            &y, nullptr, 0, 0, 0, nullptr));
  EXPECT_NE(std::string::npos, std::string(dlq_last_error()).find("bytes, it may take"));
}

TEST(Scratch, IsGivenBack) {
  const int64_t before = dlq_scratch_bytes();
  {
    const Program ready(ry(), true, -1);
    const double angle = 1;
    const int64_t slot = 0;
    const int8_t shared = 1;
    double y = 0;
    for (int i = 0; i < 100; i++) {
      dlq_forward(ready.program, 1, &angle, &slot, &shared, nullptr, 0, 0, 0, &y, 1, 1, 1, nullptr);
    }
    States kept;
    dlq_forward(ready.program, 1, &angle, &slot, &shared, nullptr, 0, 0, 0, &y, 1, 1, 1, kept.states);
    EXPECT_GT(dlq_scratch_bytes(), before);
  }
  EXPECT_EQ(before, dlq_scratch_bytes());
}

}  // namespace
