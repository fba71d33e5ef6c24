// A driver without a GPU, for tests: memory of the device is memory of the host, filled with NaN, and kernels run as grid.h
// says. It counts what is not freed, fails where it is told to, and does at once what a real one does later.
//
// The controls lie in a file beside this library, for tests in another language.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>

#include "control.h"
#include "cuda_words.h"
// After the words of CUDA that it needs.
#include "kernels.cu"

#undef threadIdx
#undef blockIdx
#undef blockDim
#undef gridDim

namespace {

using mock::Control;

struct Function {
  const char* name;
  void (*run)(dlq_cuda::Call);
  size_t shared_bytes;
  unsigned most_threads;
};

constexpr size_t kSharedByDefault = size_t{48} << 10;

#define FUNCTIONS(suffix)                                                                                     \
  {"dlq_prepare_" #suffix, dlq_prepare_##suffix, 0, 128}, {"dlq_whole_" #suffix, dlq_whole_##suffix, 0, 512}, \
      {"dlq_start_states_" #suffix, dlq_start_states_##suffix, 0, 256},                                       \
      {"dlq_pass_forward_" #suffix, dlq_pass_forward_##suffix, 0, 512},                                       \
      {"dlq_pass_back_" #suffix, dlq_pass_back_##suffix, 0, 512},                                             \
      {"dlq_measure_states_" #suffix, dlq_measure_states_##suffix, 0, 256},                                   \
      {"dlq_sum_outputs_" #suffix, dlq_sum_outputs_##suffix, 0, 128},                                         \
      {"dlq_start_cotangents_" #suffix, dlq_start_cotangents_##suffix, 0, 256},                               \
      {"dlq_end_gradients_" #suffix, dlq_end_gradients_##suffix, 0, 256},                                     \
      {"dlq_start_gradients_" #suffix, dlq_start_gradients_##suffix, 0, 128}, {                               \
    "dlq_reduce_" #suffix, dlq_reduce_##suffix, 0, 128                                                        \
  }

Function functions[] = {FUNCTIONS(f32), FUNCTIONS(f64)};

Control* make_control() {
  Dl_info own;
  if (dladdr(reinterpret_cast<void*>(&make_control), &own) == 0) shim::stop("this library does not know its own path");
  const std::string path = std::string(own.dli_fname) + ".control";
  const int file = open(path.c_str(), O_RDWR | O_CREAT, 0600);
  if (file < 0 || ftruncate(file, sizeof(Control)) != 0) shim::stop("the file of the controls cannot be had");
  void* const at = mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (at == MAP_FAILED) shim::stop("the file of the controls cannot be mapped");
  close(file);
  auto* const control = static_cast<Control*>(at);
  *control = Control{};
  control->driver_version = 13000;
  control->devices = 1;
  control->total_memory = int64_t{1} << 30;
  control->shared_limit = 227 << 10;
  control->compute = 90;
  return control;
}

Control& control() {
  static Control* const made = make_control();
  return *made;
}

// One call at a time, but for kernels: what they touch belongs to their caller.
std::recursive_mutex mutex;
std::map<void*, size_t> device_memory, pinned_memory;
thread_local int current_contexts = 0;
int context;

// What an event has recorded.
using Moment = std::chrono::steady_clock::time_point;

int misused(const char* what) {
  std::fprintf(stderr, "driver misused: %s\n", what);
  control().misuses++;
  return 1;
}

// Counts the call; what it is to fail with, or 0.
int counted(const char* name) {
  const std::lock_guard<std::recursive_mutex> guard(mutex);
  Control& told = control();
  if (++told.calls != told.fail_at) return 0;
  std::snprintf(told.failed, sizeof told.failed, "%s", name);
  return static_cast<int>(told.fail_with);
}

bool inside(const std::map<void*, size_t>& memory, const void* at, size_t bytes) {
  auto found = memory.upper_bound(const_cast<void*>(at));
  if (found == memory.begin()) return false;
  --found;
  return static_cast<const char*>(at) + bytes <= static_cast<const char*>(found->first) + found->second;
}

void free_all(std::map<void*, size_t>& memory) {
  for (const auto& [at, bytes] : memory) std::free(at);
  memory.clear();
}

}  // namespace

#define DRIVER extern "C" __attribute__((visibility("default"))) int
#define COUNTED                                          \
  if (const int told_ = counted(__func__)) return told_; \
  const std::lock_guard<std::recursive_mutex> guard(mutex)
#define IN_CONTEXT \
  COUNTED;         \
  if (current_contexts == 0) return misused(__func__)

extern "C" __attribute__((visibility("default"))) Control* mock_control() { return &control(); }

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
  if (number < 0 || number >= control().devices) return 101;
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
      *value = static_cast<int>(kSharedByDefault < static_cast<size_t>(control().shared_limit)
                                    ? kSharedByDefault
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

DRIVER cuDevicePrimaryCtxRetain(void** made, int) {
  COUNTED;
  *made = &context;
  control().contexts++;
  return 0;
}

DRIVER cuDevicePrimaryCtxRelease_v2(int) {
  // Nothing that a caller could do about an error here: it tells of something earlier.
  const int told = counted(__func__);
  const std::lock_guard<std::recursive_mutex> guard(mutex);
  if (control().contexts == 0) return misused("cuDevicePrimaryCtxRelease");
  control().contexts--;
  return told;
}

DRIVER cuDevicePrimaryCtxReset_v2(int) {
  COUNTED;
  free_all(device_memory);
  free_all(pinned_memory);
  control().memories = control().memory_bytes = control().pinned = control().streams = control().modules = 0;
  return 0;
}

DRIVER cuCtxPushCurrent_v2(void* pushed) {
  COUNTED;
  if (pushed != &context) return 201;
  current_contexts++;
  return 0;
}

DRIVER cuCtxPopCurrent_v2(void** popped) {
  // Cannot fail in a way that a caller could do anything about, and is therefore not counted.
  if (current_contexts == 0) return misused("cuCtxPopCurrent");
  current_contexts--;
  if (popped != nullptr) *popped = &context;
  return 0;
}

DRIVER cuModuleLoadDataEx(void** module, const void* image, unsigned, int*, void**) {
  IN_CONTEXT;
  const char* const version = std::strstr(static_cast<const char*>(image), ".version ");
  if (version == nullptr) return 200;
  // PTX 7.8 is of CUDA 11.8, 8.x of 12.x, 9.x of 13.x.
  const double ptx = std::strtod(version + 9, nullptr);
  const double newest = static_cast<double>(control().driver_version) / 1000 - 4;
  if (ptx > newest + 0.95) return 222;
  static int loaded;
  *module = &loaded;
  control().modules++;
  return 0;
}

DRIVER cuModuleUnload(void*) {
  IN_CONTEXT;
  if (--control().modules > 0) return 0;
  for (Function& function : functions) function.shared_bytes = 0;
  return 0;
}

DRIVER cuModuleGetFunction(void** found, void*, const char* name) {
  IN_CONTEXT;
  for (Function& function : functions) {
    if (std::strcmp(function.name, name) != 0) continue;
    *found = &function;
    return 0;
  }
  return 500;
}

DRIVER cuFuncSetAttribute(void* function, int which, int value) {
  IN_CONTEXT;
  if (which != 8 || value > control().shared_limit) return 1;
  static_cast<Function*>(function)->shared_bytes = static_cast<size_t>(value);
  return 0;
}

DRIVER cuMemGetInfo_v2(size_t* free, size_t* total) {
  IN_CONTEXT;
  *total = static_cast<size_t>(control().total_memory);
  *free = *total - static_cast<size_t>(control().memory_bytes);
  return 0;
}

DRIVER cuMemAlloc_v2(unsigned long long* pointer, size_t bytes) {
  IN_CONTEXT;
  if (bytes == 0) return 1;
  if (control().memory_bytes + static_cast<int64_t>(bytes) > control().total_memory) return 2;
  void* const at = std::aligned_alloc(256, (bytes + 255) / 256 * 256);
  std::memset(at, 0xff, bytes);
  device_memory[at] = bytes;
  control().memories++;
  control().memory_bytes += static_cast<int64_t>(bytes);
  *pointer = reinterpret_cast<unsigned long long>(at);
  return 0;
}

DRIVER cuMemFree_v2(unsigned long long pointer) {
  IN_CONTEXT;
  const auto found = device_memory.find(reinterpret_cast<void*>(pointer));
  if (found == device_memory.end()) return misused("cuMemFree");
  control().memories--;
  control().memory_bytes -= static_cast<int64_t>(found->second);
  std::free(found->first);
  device_memory.erase(found);
  return 0;
}

DRIVER cuMemAllocHost_v2(void** made, size_t bytes) {
  IN_CONTEXT;
  *made = std::malloc(bytes);
  std::memset(*made, 0xff, bytes);
  pinned_memory[*made] = bytes;
  control().pinned++;
  return 0;
}

DRIVER cuMemFreeHost(void* pointer) {
  IN_CONTEXT;
  if (pinned_memory.erase(pointer) == 0) return misused("cuMemFreeHost");
  std::free(pointer);
  control().pinned--;
  return 0;
}

DRIVER cuMemcpyHtoDAsync_v2(unsigned long long to, const void* from, size_t bytes, void*) {
  IN_CONTEXT;
  if (!inside(device_memory, reinterpret_cast<void*>(to), bytes)) return misused("cuMemcpyHtoDAsync");
  std::memcpy(reinterpret_cast<void*>(to), from, bytes);
  return 0;
}

DRIVER cuMemcpyDtoHAsync_v2(void* to, unsigned long long from, size_t bytes, void*) {
  IN_CONTEXT;
  if (!inside(device_memory, reinterpret_cast<void*>(from), bytes)) return misused("cuMemcpyDtoHAsync");
  std::memcpy(to, reinterpret_cast<void*>(from), bytes);
  return 0;
}

DRIVER cuStreamCreate(void** stream, unsigned) {
  IN_CONTEXT;
  *stream = &context;
  control().streams++;
  return 0;
}

DRIVER cuStreamDestroy_v2(void*) {
  IN_CONTEXT;
  control().streams--;
  return 0;
}

DRIVER cuStreamSynchronize(void*) {
  IN_CONTEXT;
  return 0;
}

DRIVER cuEventCreate(void** event, unsigned) {
  IN_CONTEXT;
  *event = new Moment();
  return 0;
}

DRIVER cuEventDestroy_v2(void* event) {
  IN_CONTEXT;
  delete static_cast<Moment*>(event);
  return 0;
}

DRIVER cuEventRecord(void* event, void*) {
  IN_CONTEXT;
  *static_cast<Moment*>(event) = std::chrono::steady_clock::now();
  return 0;
}

DRIVER cuEventSynchronize(void*) {
  COUNTED;
  return 0;
}

DRIVER cuEventElapsedTime(float* milliseconds, void* begin, void* end) {
  COUNTED;
  const std::chrono::duration<float, std::milli> elapsed = *static_cast<Moment*>(end) - *static_cast<Moment*>(begin);
  *milliseconds = elapsed.count();
  return 0;
}

DRIVER cuLaunchKernel(void* function, unsigned x, unsigned y, unsigned z, unsigned bx, unsigned by, unsigned bz,
                      unsigned shared_bytes, void*, void** arguments, void**) {
  const Function& kernel = *static_cast<Function*>(function);
  shim::Order order;
  uint64_t seed;
  {
    IN_CONTEXT;
    const size_t allowed = kernel.shared_bytes > 0 ? kernel.shared_bytes : kSharedByDefault;
    if (x == 0 || y == 0 || y > 65535 || bx > kernel.most_threads || shared_bytes > allowed)
      return misused(kernel.name);
    order = static_cast<shim::Order>(control().order);
    seed = static_cast<uint64_t>(control().seed + control().launches++);
  }
  const dlq_cuda::Call call = *static_cast<const dlq_cuda::Call*>(arguments[0]);
  shim::run({x, y, z}, {bx, by, bz}, shared_bytes, order, seed, [&] { kernel.run(call); });
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
