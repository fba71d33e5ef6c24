// A driver without a GPU, for tests: memory of the device is memory of the host, filled with NaN, and kernels run as grid.h
// says. It counts what is not freed and fails where it is told to. Here: devices, contexts, names of errors.
#include <cstdio>
#include <map>
#include <mutex>

#include "machine.h"

namespace {

using mock::control;
using mock::kMostMachines;
using mock::machine;
using mock::misused;

}  // namespace

DRIVER cuInit(unsigned flags) {
  COUNTED;
  return flags == 0 ? 0 : misused("cuInit");
}

DRIVER cuDriverGetVersion(int* version) {
  COUNTED;
  *version = static_cast<int>(control().driver_version);
  return 0;
}

DRIVER cuDeviceGetCount(int* count) {
  COUNTED;
  *count = static_cast<int>(control().devices);
  return 0;
}

DRIVER cuDeviceGet(int* device, int number) {
  COUNTED;
  if (number < 0 || number >= control().devices || number >= kMostMachines) return 101;
  *device = number;
  return 0;
}

DRIVER cuDeviceGetName(char* name, int length, int) {
  COUNTED;
  std::snprintf(name, static_cast<size_t>(length), "no GPU");
  return 0;
}

DRIVER cuDeviceGetAttribute(int* value, int which, int) {
  COUNTED;
  switch (which) {
    case 8:
      *value = static_cast<int>(mock::kSharedByDefault < static_cast<size_t>(control().shared_limit)
                                    ? mock::kSharedByDefault
                                    : static_cast<size_t>(control().shared_limit));
      return 0;
    case 75:
      *value = static_cast<int>(control().compute / 10);
      return 0;
    case 76:
      *value = static_cast<int>(control().compute % 10);
      return 0;
    case 97:
      *value = static_cast<int>(control().shared_limit);
      return 0;
    default:
      return misused("cuDeviceGetAttribute");
  }
}

DRIVER cuDeviceTotalMem_v2(size_t* bytes, int) {
  COUNTED;
  *bytes = static_cast<size_t>(control().total_memory);
  return 0;
}

DRIVER cuDevicePrimaryCtxRetain(void** made, int number) {
  COUNTED;
  *made = &machine(number);
  machine(number).contexts++;
  return 0;
}

DRIVER cuDevicePrimaryCtxRelease_v2(int number) {
  // Nothing that a caller could do about an error here: it tells of something earlier.
  const int told = mock::counted(__func__);
  const std::lock_guard<std::recursive_mutex> guard(mock::mutex);
  const mock::Counting counting;
  if (machine(number).contexts == 0) return misused("cuDevicePrimaryCtxRelease");
  machine(number).contexts--;
  return told;
}

DRIVER cuDevicePrimaryCtxReset_v2(int number) {
  COUNTED;
  machine(number).reset();
  return 0;
}

DRIVER cuCtxPushCurrent_v2(void* pushed) {
  COUNTED;
  for (int i = 0; i < kMostMachines; i++) {
    if (pushed != &machine(i)) continue;
    mock::contexts().push_back(&machine(i));
    return 0;
  }
  return 201;
}

DRIVER cuCtxPopCurrent_v2(void** popped) {
  // Cannot fail in a way that a caller could do anything about, and is therefore not counted.
  if (mock::contexts().empty()) return misused("cuCtxPopCurrent");
  if (popped != nullptr) *popped = mock::contexts().back();
  mock::contexts().pop_back();
  return 0;
}

DRIVER cuGetErrorName(int result, const char** name) {
  static const std::map<int, const char*> names = {{1, "CUDA_ERROR_INVALID_VALUE"},
                                                   {2, "CUDA_ERROR_OUT_OF_MEMORY"},
                                                   {3, "CUDA_ERROR_NOT_INITIALIZED"},
                                                   {46, "CUDA_ERROR_DEVICE_UNAVAILABLE"},
                                                   {100, "CUDA_ERROR_NO_DEVICE"},
                                                   {101, "CUDA_ERROR_INVALID_DEVICE"},
                                                   {200, "CUDA_ERROR_INVALID_IMAGE"},
                                                   {201, "CUDA_ERROR_INVALID_CONTEXT"},
                                                   {214, "CUDA_ERROR_ECC_UNCORRECTABLE"},
                                                   {222, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"},
                                                   {500, "CUDA_ERROR_NOT_FOUND"},
                                                   {700, "CUDA_ERROR_ILLEGAL_ADDRESS"},
                                                   {701, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES"},
                                                   {702, "CUDA_ERROR_LAUNCH_TIMEOUT"},
                                                   {719, "CUDA_ERROR_LAUNCH_FAILED"},
                                                   {803, "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"},
                                                   {999, "CUDA_ERROR_UNKNOWN"}};
  const auto found = names.find(result);
  if (found == names.end()) return 1;
  *name = found->second;
  return 0;
}

DRIVER cuGetErrorString(int, const char** text) {
  *text = "as the test says";
  return 0;
}
