// What goes wrong with arrays on the device, and what is refused.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <memory>
#include <string>

#include "failures.h"
#include "view_question.h"

namespace {

using dlq_test::Arrays;
using dlq_test::control;
using dlq_test::define;
using dlq_test::Device;
using dlq_test::DeviceArray;
using dlq_test::DeviceProgram;
using dlq_test::expect_near;
using dlq_test::Layout;
using dlq_test::Pullback;
using dlq_test::RandomAngles;
using dlq_test::ViewQuestion;

// Two steps of training on a device of its own. After a failure the same has to work once more.
int32_t steps(const ViewQuestion& question) {
  int32_t first = DLQ_CUDA_OK;
  const auto note = [&](int32_t status) {
    if (status != DLQ_CUDA_OK && first == DLQ_CUDA_OK) first = status;
    return status == DLQ_CUDA_OK;
  };
  const Arrays arrays(question, true, Layout::kGaps);
  auto device = std::make_unique<Device>();
  if (!note(device->status)) device = std::make_unique<Device>();
  auto program = std::make_unique<DeviceProgram>(*device, question.code, true);
  if (!note(program->status)) program = std::make_unique<DeviceProgram>(*device, question.code, true);
  EXPECT_EQ(DLQ_CUDA_OK, define(*program, question.angles)) << dlq_cuda_last_error();
  Pullback pullback;
  int place = 0;
  void* const stream = &place;
  for (int step = 0; step < 2; step++) {
    const auto forward = [&] { return arrays.forward(*program, pullback.pullback, true, &stream); };
    if (!note(forward())) {
      EXPECT_EQ(DLQ_CUDA_OK, forward()) << dlq_cuda_last_error();
    }
    expect_near(question.y, arrays.y.numbers(), 1e-9);
    int32_t same = 1;
    const bool compared = note(arrays.is_at(*program, pullback.pullback, &same));
    if (!compared || same == 0) {
      // Lost with the device, which happens where memory could not be freed, too.
      EXPECT_NE(0, control().fail_at);
      EXPECT_EQ(DLQ_CUDA_OK, forward()) << dlq_cuda_last_error();
    }
    if (!note(arrays.backward(*program, pullback.pullback))) {
      EXPECT_EQ(DLQ_CUDA_OK, arrays.backward(*program, &stream)) << dlq_cuda_last_error();
    }
    expect_near(question.dx, arrays.dx.numbers(), 1e-8);
    expect_near(question.dw, arrays.dw.numbers(), 1e-8);
  }
  return first;
}

class ViewErrors : public testing::TestWithParam<int> {};

TEST_P(ViewErrors, AreNamedAtEveryCallAndLeaveNothingBehind) {
  const ViewQuestion question(2, 3, GetParam() == 2, 0, 2, 3);
  dlq_test::fail_everywhere([&] { return steps(question); }, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Codes, ViewErrors, testing::Values(2, 700, 999));

class Refused : public testing::Test {
 protected:
  Refused() : question(2, 3, false, 0, 3, 7), program(device, question.code, true) {
    EXPECT_EQ(DLQ_CUDA_OK, define(program, question.angles)) << dlq_cuda_last_error();
  }

  // Forward and backward, after which nothing is written; and right once the arguments are.
  void expect_refused(const std::string& message, size_t at, double value, bool weight) {
    const Arrays arrays(question, true, Layout::kGaps);
    DeviceArray& array = const_cast<DeviceArray&>(weight ? arrays.w : arrays.x);
    array.set(static_cast<int64_t>(at), value);
    const auto bad = [&](int32_t status) {
      EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, status);
      EXPECT_EQ(message, dlq_cuda_last_error());
    };
    bad(arrays.forward(program));
    bad(arrays.backward(program));
    for (const DeviceArray* written : {&arrays.y, &arrays.dx, &arrays.dw}) {
      for (const double number : written->numbers()) EXPECT_TRUE(std::isnan(number));
    }
    array.set(static_cast<int64_t>(at), weight ? question.w[at] : question.x[at]);
    EXPECT_EQ(DLQ_CUDA_OK, arrays.forward(program)) << dlq_cuda_last_error();
    expect_near(question.y, arrays.y.numbers(), 1e-9);
  }

  Device device;
  ViewQuestion question;
  DeviceProgram program;
};

TEST_F(Refused, NumbersThatAreNotFinite) {
  const double infinity = std::numeric_limits<double>::infinity();
  expect_refused("input 1 of sample 2: NaN, a finite number is needed", 11, std::nan(""), false);
  expect_refused("input 4 of sample 0: -Infinity, a finite number is needed", 4, -infinity, false);
  expect_refused("weight 2: Infinity, a finite number is needed", 2, infinity, true);
}

TEST_F(Refused, AmplitudesThatAreAllZero) {
  const Arrays arrays(question, true, Layout::kColumns);
  DeviceArray& x = const_cast<DeviceArray&>(arrays.x);
  for (int64_t i = 5; i < 8; i++) x.set(i, 0);
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, arrays.forward(program));
  EXPECT_STREQ("inputs of sample 1: all 3 amplitudes are 0, a state needs one that is not", dlq_cuda_last_error());
}

TEST_F(Refused, AnglesThatDoNotFitTheProgram) {
  const DeviceProgram undefined(device, question.code, true);
  const Arrays arrays(question, true, Layout::kRows);
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, arrays.forward(undefined));
  EXPECT_STREQ("program: its angles are not defined", dlq_cuda_last_error());
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, define(program, question.angles));
  EXPECT_STREQ("program: its angles are defined already", dlq_cuda_last_error());
  const auto refuse = [&](const std::string& message, size_t length, auto change) {
    RandomAngles angles = question.angles;
    if (length < angles.code.size()) angles.code.resize(length);
    change(angles);
    EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, define(undefined, angles));
    EXPECT_EQ(message, dlq_cuda_last_error());
  };
  const size_t all = question.angles.code.size();
  for (size_t length = 0; length < all; length++) {
    RandomAngles angles = question.angles;
    angles.code.resize(length);
    EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, define(undefined, angles)) << length;
  }
  refuse("polynomials: words behind the last slot", all, [](RandomAngles& angles) { angles.code.push_back(0); });
  refuse("polynomials: too few coefficients", all, [](RandomAngles& angles) { angles.coefficients.clear(); });
  refuse("polynomials: a coefficient that is not finite", all,
         [](RandomAngles& angles) { angles.coefficients[0] = std::nan(""); });
  refuse("polynomials: inputs -1 outside 0..2147483647", all, [](RandomAngles& angles) { angles.code[0] = -1; });
  refuse("polynomials: amplitudes 5 outside 0..4", all, [](RandomAngles& angles) { angles.code[2] = 5; });
  refuse("polynomials: 0 amplitudes do not fit the program", all, [](RandomAngles& angles) { angles.code[2] = 0; });
  refuse("polynomials: sharing 2 outside 0..1", all, [](RandomAngles& angles) { angles.code[3] = 2; });
}

TEST_F(Refused, ArraysThatAreMissing) {
  const Arrays arrays(question, true, Layout::kRows);
  const dlq_cuda_view x = arrays.x.view(), w = arrays.w.view(), y = arrays.y.view();
  const auto bad = [](const char* message, int32_t status) {
    EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, status);
    EXPECT_STREQ(message, dlq_cuda_last_error());
  };
  dlq_cuda_program* const it = program.program;
  bad("inputs: none given", dlq_cuda_view_forward(it, 1, nullptr, &w, &y, nullptr, nullptr, 0));
  bad("weights: none given", dlq_cuda_view_forward(it, 1, &x, nullptr, &y, nullptr, nullptr, 0));
  bad("outputs: none given", dlq_cuda_view_forward(it, 1, &x, &w, nullptr, nullptr, nullptr, 0));
  bad("batch: at least 1 is needed", dlq_cuda_view_forward(it, 0, &x, &w, &y, nullptr, nullptr, 0));
  bad("cotangents: none given", dlq_cuda_view_backward(it, 1, &x, &w, nullptr, &x, &w, nullptr));
  bad("input gradient: nowhere to put it", dlq_cuda_view_backward(it, 1, &x, &w, &y, nullptr, &w, nullptr));
  bad("weight gradient: nowhere to put it", dlq_cuda_view_backward(it, 1, &x, &w, &y, &x, nullptr, nullptr));
  Pullback pullback;
  bad("pullback: of no forward pass", arrays.backward(program, pullback.pullback));
  ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program, pullback.pullback));
  const DeviceProgram other(device, question.code, true);
  ASSERT_EQ(DLQ_CUDA_OK, define(other, question.angles));
  bad("pullback: of another program", arrays.backward(other, pullback.pullback));
}

}  // namespace
