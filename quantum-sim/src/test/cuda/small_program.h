// A program whose values are known by heart, and what must hold of the driver before and after.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

#include "device.h"

namespace dlq_test {

// RY of every qubit by slot 0, a rotation about XX...X by slot 1, and <Z> of qubit 0.
inline Code code(int64_t qubits) {
  Code code;
  code.add({qubits, 2, 1});
  for (int64_t q = 0; q < qubits; q++) code.add({1, 1, 0, code.real(0.5)});
  code.add({1, 0, (int64_t{1} << qubits) - 1, 0, 0, 1, code.real(0.5)});
  code.add({0, 1, 1, 0, 0, 1, 0, code.real(1)});
  return code;
}

inline DeviceCall call() {
  DeviceCall call;
  call.batch = 2;
  call.num_outputs = 1;
  call.num_amplitudes = 0;
  call.angles = {0.3, -0.7, 1.1};
  call.start = {0, 2};
  call.shared = {0, 1};
  call.cotangents = {1, 0.5};
  return call;
}

inline void expect_right(const DeviceCall& answered) {
  for (size_t b = 0; b < 2; b++) {
    EXPECT_NEAR(std::cos(answered.angles[b]) * std::cos(answered.angles[2]), answered.outputs[b], 1e-13);
  }
}

inline void expect_nothing_left() {
  EXPECT_EQ(0, control().memories);
  EXPECT_EQ(0, control().memory_bytes);
  EXPECT_EQ(0, control().pinned);
  EXPECT_EQ(0, control().streams);
  EXPECT_EQ(0, control().events);
  EXPECT_EQ(0, control().graphs);
  EXPECT_EQ(0, control().modules);
  EXPECT_EQ(0, control().contexts);
  EXPECT_EQ(0, control().misuses);
}

// As it was loaded, but for what is not freed.
inline void reset_driver() {
  mock::Control& told = control();
  told.fail_at = told.calls = told.misuses = 0;
  told.driver_version = 13000;
  told.devices = 1;
  told.compute = 90;
  told.shared_limit = 227 << 10;
  told.total_memory = int64_t{1} << 30;
}

// The same for so many samples, the angles of slot 0 being different for each.
inline DeviceCall call(int32_t batch) {
  DeviceCall large = call();
  large.batch = batch;
  large.angles.clear();
  large.cotangents.clear();
  for (int32_t b = 0; b < batch; b++) {
    large.angles.push_back(0.1 + 0.01 * b);
    large.cotangents.push_back(1.0 / (1 + b % 7));
  }
  large.angles.push_back(1.1);
  large.start = {0, batch};
  return large;
}

}  // namespace dlq_test
