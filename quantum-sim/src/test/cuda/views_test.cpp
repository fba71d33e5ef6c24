// Circuits as functions of arrays on the device, against the textbook and its differences.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <memory>
#include <string>

#include "device_array.h"
#include "failures.h"
#include "parser.h"
#include "random_program.h"
#include "textbook.h"

namespace {

using dlq_test::Code;
using dlq_test::control;
using dlq_test::Device;
using dlq_test::DeviceArray;
using dlq_test::DeviceProgram;
using dlq_test::kLayouts;
using dlq_test::Layout;
using dlq_test::RandomProgram;

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
struct Question {
  Question(int64_t qubits, int64_t operations, bool from_product, int64_t measurement, int32_t batch_, uint64_t seed)
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

int32_t define(const DeviceProgram& program, const RandomAngles& angles) {
  return dlq_cuda_program_define(program.program, angles.code.data(), static_cast<int64_t>(angles.code.size()),
                                 angles.coefficients.data(), static_cast<int64_t>(angles.coefficients.size()));
}

// Arrays of a question on the device.
struct Arrays {
  Arrays(const Question& question, bool is_double, Layout layout)
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

void expect_near(const std::vector<double>& expected, const std::vector<double>& found, double tolerance) {
  ASSERT_EQ(expected.size(), found.size());
  double largest = 1;
  for (const double value : expected) largest = std::max(largest, std::fabs(value));
  for (size_t i = 0; i < expected.size(); i++) ASSERT_NEAR(expected[i], found[i], tolerance * largest) << i;
}

void expect_answered(const Question& question, const Device& device, bool is_double, bool in_every_order = true) {
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
      const Question question(qubits, operations, from_product, measurement, batch, seed++);
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
  expect_answered(Question(2, 3, false, 0, 2, 8), device, true, false);
}

// Arrays of the other type than the program computes in, both ways.
TEST(Views, AreConvertedWhereTheirTypeIsAnother) {
  const Device device;
  const Question question(3, 4, true, 0, 3, 5);
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
    const Question question(3, 3, false, 0, batch, 5);
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
  const Question question(2, 3, true, 0, 3, 6);
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
  const Question question(2, 3, true, 0, 3, 6);
  const DeviceProgram program(device, question.code, true);
  ASSERT_EQ(DLQ_CUDA_OK, define(program, question.angles));
  const Arrays arrays(question, true, Layout::kRows);
  int place = 0;
  void* const stream = &place;
  ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program, nullptr, false, &stream)) << dlq_cuda_last_error();
  EXPECT_EQ(1, control().events);
  ASSERT_EQ(DLQ_CUDA_OK, arrays.forward(program, nullptr, false, &stream)) << "as a graph";
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

// Two steps of training on a device of its own. After a failure the same has to work once more.
int32_t steps(const Question& question) {
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
  const Question question(2, 3, GetParam() == 2, 0, 2, 3);
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
  Question question;
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
