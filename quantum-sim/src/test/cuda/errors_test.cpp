// What goes wrong with drivers and devices: what it is called, that nothing leaks, and that the next call works.
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <string>
#include <thread>

#include "failures.h"
#include "small_program.h"

namespace {

using dlq_test::call;
using dlq_test::Code;
using dlq_test::code;
using dlq_test::control;
using dlq_test::Device;
using dlq_test::DeviceCall;
using dlq_test::DeviceProgram;
using dlq_test::DeviceStates;
using dlq_test::expect_nothing_left;
using dlq_test::expect_right;
using dlq_test::fail_at;
using dlq_test::fail_everywhere;
using dlq_test::reset_driver;

class Errors : public testing::TestWithParam<int> {
 protected:
  void SetUp() override { reset_driver(); }
  void TearDown() override { reset_driver(); }
};

// Opens a device and makes training steps there until they come as graphs. After a failure the same has to work once
// more, without one. Returns the first status that was not right.
int32_t steps(int64_t qubits) {
  int32_t first = DLQ_CUDA_OK;
  const auto note = [&](int32_t status) {
    if (status == DLQ_CUDA_OK) return true;
    if (first == DLQ_CUDA_OK) first = status;
    EXPECT_NE(std::string("no error"), dlq_cuda_last_error());
    EXPECT_NE(std::string(), dlq_cuda_last_error_name()) << dlq_cuda_last_error();
    return false;
  };
  const Device device;
  if (!note(device.status)) return first;
  const DeviceProgram program(device, code(qubits), true);
  if (!note(program.status)) return first;
  DeviceStates states;
  for (int step = 0; step < 3; step++) {
    DeviceCall stepped = call();
    const int32_t forward = stepped.forward(program, states.states);
    if (!note(forward)) {
      EXPECT_EQ(0, dlq_cuda_states_bytes(states.states));
      EXPECT_EQ(DLQ_CUDA_OK, stepped.forward(program, states.states)) << dlq_cuda_last_error();
    }
    expect_right(stepped);
    const bool kept = dlq_cuda_states_bytes(states.states) > 0;
    const int32_t backward = stepped.backward(program, kept ? states.states : nullptr);
    if (!note(backward)) {
      EXPECT_EQ(DLQ_CUDA_OK, stepped.backward(program)) << dlq_cuda_last_error();
    }
    EXPECT_NEAR(-std::sin(0.3) * std::cos(1.1), stepped.gradient[0], 1e-13);
  }
  return first;
}

// The same for shots.
int32_t shots() {
  const Device device;
  if (device.status != DLQ_CUDA_OK) return device.status;
  // No steps of the qubit's start, no operations, and its probabilities.
  Code certain;
  certain.add({1, 1, 1, 0, 0, 1, 1, 1, 0});
  const DeviceProgram program(device, certain, true);
  if (program.status != DLQ_CUDA_OK) return program.status;
  int32_t first = DLQ_CUDA_OK;
  for (int call = 0; call < 3; call++) {
    const double angle = 0;
    const int64_t start = 0;
    const int8_t shared = 1;
    const dlq_cuda_streams streams{1, 2, 0, 0, 1};
    uint32_t drawn[2];
    const auto draw = [&] {
      return dlq_cuda_draw(program.program, 1, &angle, &start, &shared, nullptr, 0, 0, 0, 10, &streams, drawn);
    };
    const int32_t status = draw();
    if (status != DLQ_CUDA_OK) {
      first = status;
      EXPECT_NE(std::string(), dlq_cuda_last_error_name()) << dlq_cuda_last_error();
      EXPECT_EQ(DLQ_CUDA_OK, draw()) << dlq_cuda_last_error();
    }
    EXPECT_EQ(10U, drawn[0]);
    EXPECT_EQ(0U, drawn[1]);
  }
  return first;
}

TEST_P(Errors, AreNamedAtEveryCallAndLeaveNothingBehind) {
  fail_everywhere([] { return steps(2); }, GetParam());
}

TEST_P(Errors, OfShotsAreNamedAtEveryCallAndLeaveNothingBehind) { fail_everywhere(shots, GetParam()); }

INSTANTIATE_TEST_SUITE_P(Codes, Errors, testing::Values(1, 2, 3, 46, 100, 201, 214, 222, 700, 701, 702, 719, 803, 999));

// Where states do not fit the memory that a block shares.
class TileErrors : public Errors {};

TEST_P(TileErrors, AreNamedAtEveryCallAndLeaveNothingBehind) {
  control().shared_limit = (32 << 4) + 32 * 8;
  fail_everywhere([] { return steps(5); }, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Codes, TileErrors, testing::Values(719));

using Refusals = Errors;

void expect_refused(int32_t status, const std::string& text, const std::string& name, const Device& device) {
  EXPECT_EQ(status, device.status);
  EXPECT_EQ(nullptr, device.device);
  EXPECT_NE(std::string::npos, std::string(dlq_cuda_last_error()).find(text)) << dlq_cuda_last_error();
  EXPECT_EQ(name, dlq_cuda_last_error_name());
  expect_nothing_left();
}

TEST_F(Refusals, NoDriver) {
  dlq_cuda_devices* device = nullptr;
  const int32_t number = 0;
  EXPECT_EQ(DLQ_CUDA_NO_DRIVER, dlq_cuda_open("/no/such/libcuda.so.1", dlq_test::kImage, 10, &number, 1, 0, nullptr,
                                              nullptr, nullptr, &device));
  EXPECT_NE(std::string::npos, std::string(dlq_cuda_last_error()).find("no NVIDIA driver: /no/such/libcuda.so.1"));
  EXPECT_STREQ("", dlq_cuda_last_error_name());
}

TEST_F(Refusals, LibraryThatIsNoDriver) {
  dlq_cuda_devices* device = nullptr;
  const int32_t number = 0;
  EXPECT_EQ(DLQ_CUDA_NO_DRIVER,
            dlq_cuda_open("libm.so.6", dlq_test::kImage, 10, &number, 1, 0, nullptr, nullptr, nullptr, &device));
  EXPECT_NE(std::string::npos, std::string(dlq_cuda_last_error()).find("it lacks cuInit"));
}

TEST_F(Refusals, DriverThatIsTooOld) {
  control().driver_version = 11040;
  expect_refused(DLQ_CUDA_DRIVER_TOO_OLD, "the driver is one for CUDA 11.4, one for CUDA 11.8 or later is needed", "",
                 Device());
}

TEST_F(Refusals, NoDevice) {
  control().devices = 0;
  expect_refused(DLQ_CUDA_NO_DEVICE, "the driver sees no device", "", Device());
  control().devices = 2;
  expect_refused(DLQ_CUDA_NO_DEVICE, "device 2 outside 0..1", "", Device(0, {2}));
}

TEST_F(Refusals, DeviceThatIsTooOld) {
  control().compute = 61;
  expect_refused(DLQ_CUDA_NO_DEVICE, "compute 6.1, driver for CUDA 13.0: compute 7.0 or later is needed", "", Device());
}

TEST_F(Refusals, DriverThatDoesNotStart) {
  for (const auto& [error, status, name] :
       {std::tuple(100, DLQ_CUDA_NO_DEVICE, "CUDA_ERROR_NO_DEVICE"),
        std::tuple(803, DLQ_CUDA_DRIVER_TOO_OLD, "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"),
        std::tuple(999, DLQ_CUDA_NO_DRIVER, "CUDA_ERROR_UNKNOWN")}) {
    control().calls = 0;
    control().fail_at = 1;
    control().fail_with = error;
    expect_refused(status, name, name, Device());
  }
}

TEST_F(Refusals, MemoryThatTheDeviceLacks) {
  control().total_memory = int64_t{1} << 20;
  {
    const Device device;
    const DeviceProgram program(device, code(18), true);
    ASSERT_EQ(DLQ_CUDA_OK, program.status) << dlq_cuda_last_error();
    DeviceCall asked = call();
    EXPECT_EQ(DLQ_CUDA_OUT_OF_MEMORY, asked.forward(program));
    EXPECT_STREQ("CUDA_ERROR_OUT_OF_MEMORY", dlq_cuda_last_error_name());
    EXPECT_GT(dlq_cuda_last_bytes_needed(), int64_t{1} << 22);
    EXPECT_GT(dlq_cuda_last_bytes_free(), 0);
    EXPECT_LE(dlq_cuda_last_bytes_free(), int64_t{1} << 20);
    const DeviceProgram smaller(device, code(4), true);
    EXPECT_EQ(DLQ_CUDA_OK, asked.forward(smaller)) << dlq_cuda_last_error();
    expect_right(asked);
  }
  expect_nothing_left();
}

TEST_F(Refusals, MoreMemoryThanIsAllowed) {
  {
    const Device device(4096);
    EXPECT_EQ(4096, dlq_cuda_memory(device.device));
    const DeviceProgram program(device, code(14), true);
    DeviceCall asked = call();
    EXPECT_EQ(DLQ_CUDA_OUT_OF_MEMORY, asked.forward(program));
    EXPECT_NE(std::string::npos, std::string(dlq_cuda_last_error()).find("of 4096 left to this engine"));
  }
  expect_nothing_left();
}

TEST_F(Refusals, MatrixTooLargeForABlock) {
  control().shared_limit = (32 << 4) + 32 * 8;
  const Device device;
  Code wide;
  wide.add({6, 0, 0, 1, 2, 5, 0});
  for (int64_t q = 0; q < 5; q++) wide.add({int64_t{1} << q, int64_t{1} << q, 0});
  wide.add({0, 0, 1, 1, 0, 0, 1, 0, 0});
  wide.reals.assign(2048, 0);
  const DeviceProgram program(device, wide, true);
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, program.status);
  EXPECT_STREQ("a thread block of this device shares 768 bytes, too few for a matrix on 5 qubits",
               dlq_cuda_last_error());
}

// The context is one for the process: what is lost for one is lost for all, and freed once.
TEST_F(Refusals, OneDeviceOpenedTwiceIsLostForBoth) {
  {
    const Device device, same;
    const DeviceProgram program(device, code(2), true), other(same, code(2), true);
    DeviceStates states;
    DeviceCall asked = call();
    EXPECT_EQ(DLQ_CUDA_OK, asked.forward(other, states.states));
    // The second time it is captured.
    EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program));
    EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program));
    control().calls = 0;
    control().fail_at = 2;
    control().fail_with = 700;
    EXPECT_EQ(DLQ_CUDA_LAUNCH_FAILED, asked.forward(program));
    EXPECT_STREQ("CUDA_ERROR_ILLEGAL_ADDRESS", dlq_cuda_last_error_name());
    EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program)) << dlq_cuda_last_error();
    expect_right(asked);
    EXPECT_EQ(DLQ_CUDA_OK, asked.backward(other, states.states)) << dlq_cuda_last_error();
    EXPECT_EQ(DLQ_CUDA_OK, asked.forward(other)) << dlq_cuda_last_error();
    expect_right(asked);
  }
  expect_nothing_left();
}

// One thread closes what it has opened, while a call of another fails and takes the context of both.
TEST_F(Refusals, ContextThatIsLostIsNotFreedTwice) {
  const auto step = [] {
    const Device device;
    if (device.status != DLQ_CUDA_OK) return;
    const DeviceProgram program(device, code(2), true);
    if (program.status != DLQ_CUDA_OK) return;
    DeviceStates states;
    DeviceCall asked = call();
    for (int i = 0; i < 3; i++) {
      if (asked.forward(program, states.states) == DLQ_CUDA_OK) {
        expect_right(asked);
      } else {
        EXPECT_STRNE("", dlq_cuda_last_error_name()) << dlq_cuda_last_error();
      }
    }
  };
  std::atomic<bool> ended{false};
  std::thread other([&] {
    while (!ended) step();
  });
  for (int call = 1; call <= 60; call += 2) {
    fail_at(call, 700);
    step();
  }
  ended = true;
  other.join();
  control().fail_at = 0;
  step();
  expect_nothing_left();
}

TEST_F(Refusals, ArgumentsThatAreMissing) {
  const Device device;
  const DeviceProgram program(device, code(2), true);
  double y = 0;
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT,
            dlq_cuda_forward(program.program, 1, nullptr, nullptr, nullptr, nullptr, 0, 0, 0, &y, 1, 1, 1, nullptr));
  EXPECT_STREQ("angles: none given", dlq_cuda_last_error());
  DeviceStates none;
  DeviceCall asked = call();
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, asked.backward(program, none.states));
  EXPECT_STREQ("states: none are kept", dlq_cuda_last_error());
  EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program, none.states));
  asked.batch = 1;
  EXPECT_EQ(DLQ_CUDA_BAD_ARGUMENT, asked.backward(program, none.states));
  EXPECT_STREQ("states: kept of another batch or program", dlq_cuda_last_error());
}

}  // namespace
