// The driver without a GPU, devices of it, programs and calls, for tests.
#pragma once

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../cpp/code.h"
#include "dlq_cuda.h"
#include "mock/control.h"

namespace dlq_test {

inline const char* driver_path() { return std::getenv("DLQ_MOCK_DRIVER"); }

inline void* mock_function(const char* name) {
  void* const library = dlopen(driver_path(), RTLD_NOW | RTLD_LOCAL);
  EXPECT_NE(nullptr, library) << dlerror();
  return dlsym(library, name);
}

inline mock::Control& control() {
  static auto* const found = reinterpret_cast<mock::Control* (*)()>(mock_function("mock_control"))();
  return *found;
}

// Makes a call of the driver fail, counted from now on from 1, while other threads call it.
inline void fail_at(int64_t call, int64_t error) {
  static const auto tell = reinterpret_cast<void (*)(int64_t, int64_t)>(mock_function("mock_fail"));
  tell(call, error);
}

// All that the mock looks for in kernels: it has its own.
constexpr char kImage[] = "\n.version 7.8\n";

class Device {
 public:
  explicit Device(int64_t memory_limit = 0, const std::vector<int32_t>& numbers = {0}, const char* source = nullptr,
                  const char* nvrtc = nullptr, const char* cache = nullptr) {
    status = dlq_cuda_open(driver_path(), kImage, sizeof kImage - 1, numbers.data(),
                           static_cast<int32_t>(numbers.size()), memory_limit, source, nvrtc, cache, &device);
  }
  ~Device() {
    if (device != nullptr) dlq_cuda_close(device);
  }
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  dlq_cuda_devices* device = nullptr;
  int32_t status;
};

class DeviceProgram {
 public:
  DeviceProgram(const Device& device, const Code& code, bool is_double) {
    status = dlq_cuda_program_create(device.device, code.words.data(), static_cast<int64_t>(code.words.size()),
                                     code.reals.data(), static_cast<int64_t>(code.reals.size()), is_double, &program);
  }
  ~DeviceProgram() { dlq_cuda_program_free(program); }
  DeviceProgram(const DeviceProgram&) = delete;
  DeviceProgram& operator=(const DeviceProgram&) = delete;

  dlq_cuda_program* program = nullptr;
  int32_t status;
};

class DeviceStates {
 public:
  DeviceStates() { dlq_cuda_states_create(&states); }
  ~DeviceStates() { dlq_cuda_states_free(states); }
  DeviceStates(const DeviceStates&) = delete;
  DeviceStates& operator=(const DeviceStates&) = delete;

  dlq_cuda_states* states = nullptr;
};

// The arguments of a call, and what it writes.
struct DeviceCall {
  int32_t batch;
  int64_t num_outputs, num_amplitudes;  // numbers: 0 from a product state
  std::vector<double> angles, initial, cotangents;
  std::vector<int64_t> start;
  std::vector<int8_t> shared;
  std::vector<double> outputs, gradient, initial_gradient;

  int32_t forward(const DeviceProgram& program, dlq_cuda_states* states = nullptr) {
    outputs.assign(static_cast<size_t>(batch * num_outputs), 99);
    return dlq_cuda_forward(program.program, batch, angles.data(), start.data(), shared.data(),
                            initial.empty() ? nullptr : initial.data(), num_amplitudes, 1, 1, outputs.data(),
                            num_outputs, 1, 1, states);
  }
  int32_t backward(const DeviceProgram& program, dlq_cuda_states* states = nullptr) {
    gradient.assign(angles.size(), 99);
    initial_gradient.assign(initial.size(), 99);
    return dlq_cuda_backward(program.program, batch, angles.data(), start.data(), shared.data(),
                             initial.empty() ? nullptr : initial.data(), num_amplitudes, 1, 1, cotangents.data(),
                             num_outputs, 1, 1, gradient.data(), initial.empty() ? nullptr : initial_gradient.data(),
                             num_amplitudes, 1, 1, states);
  }
};

}  // namespace dlq_test
