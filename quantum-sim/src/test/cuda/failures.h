// Errors of the driver at every call, one after the other.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>

#include "small_program.h"

namespace dlq_test {

// Makes each call of the driver fail once.
// steps: opens a device, works there, and after a failure does so again.
inline void fail_everywhere(const std::function<int32_t()>& steps, int64_t error) {
  control().calls = control().fail_at = 0;
  ASSERT_EQ(DLQ_CUDA_OK, steps()) << dlq_cuda_last_error();
  expect_nothing_left();
  const int64_t calls = control().calls;
  ASSERT_GT(calls, 60);
  std::set<std::string> failed;
  for (int64_t at = 1; at <= calls; at++) {
    control().calls = 0;
    control().fail_at = at;
    control().fail_with = error;
    control().failed[0] = 0;
    steps();
    failed.insert(control().failed);
    SCOPED_TRACE(std::string(control().failed) + ", call " + std::to_string(at));
    control().fail_at = 0;
    expect_nothing_left();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(failed.size(), 20U);
}

}  // namespace dlq_test
