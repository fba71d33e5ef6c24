#include "driver.h"

#include <dlfcn.h>

#include "dlq_cuda.h"

namespace dlq_cuda {
namespace {

constexpr Result kDriverMismatch = 803;
constexpr Result kCompatNotSupported = 804;
// A driver stays loaded: it has threads of its own once it was started.
constexpr int kFlags = RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE;

std::string number(int version) { return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10); }

template <class Function>
void look_up(void* library, Function& function, const char* name) {
  void* const symbol = dlsym(library, name);
  if (symbol == nullptr) {
    throw Failure(DLQ_CUDA_NO_DRIVER,
                  std::string("the library found is no CUDA driver, or one from before CUDA 11.8: it "
                              "lacks ") +
                      name);
  }
  function = reinterpret_cast<Function>(symbol);
}

}  // namespace

Driver::Driver(const char* path) {
  find(path);
  try {
    resolve();
    const Result result = init(0);
    if (result == kNoDevice) refuse(DLQ_CUDA_NO_DEVICE, result, "no device was found");
    if (result == kDriverMismatch || result == kCompatNotSupported) {
      refuse(DLQ_CUDA_DRIVER_TOO_OLD, result, "the driver does not start");
    }
    if (result != 0) refuse(DLQ_CUDA_NO_DRIVER, result, "the driver does not start");
    if (const Result failed = driver_get_version(&version_)) {
      refuse(DLQ_CUDA_NO_DRIVER, failed, "the driver does not tell its version");
    }
    if (version_ < kOldestDriver) {
      throw Failure(DLQ_CUDA_DRIVER_TOO_OLD, "the driver is one for CUDA " + version_text() + ", one for CUDA " +
                                                 number(kOldestDriver) + " or later is needed; update it");
    }
  } catch (...) {
    dlclose(library_);
    throw;
  }
}

Driver::~Driver() { dlclose(library_); }

void Driver::find(const char* path) {
  const char* const names[] = {"libcuda.so.1", "libcuda.so", "/usr/local/nvidia/lib64/libcuda.so.1"};
  std::string reason;
  if (path != nullptr) {
    library_ = dlopen(path, kFlags);
    if (library_ == nullptr) reason = dlerror();
  } else {
    for (const char* const name : names) {
      library_ = dlopen(name, kFlags);
      if (library_ != nullptr) return;
      if (reason.empty()) reason = dlerror();
    }
  }
  if (library_ == nullptr) {
    throw Failure(DLQ_CUDA_NO_DRIVER, "no NVIDIA driver: " + reason + "; install one, or take engine native or java");
  }
}

void Driver::resolve() {
  look_up(library_, init, "cuInit");
  look_up(library_, driver_get_version, "cuDriverGetVersion");
  look_up(library_, device_get_count, "cuDeviceGetCount");
  look_up(library_, device_get, "cuDeviceGet");
  look_up(library_, device_get_name, "cuDeviceGetName");
  look_up(library_, device_get_attribute, "cuDeviceGetAttribute");
  look_up(library_, device_total_memory, "cuDeviceTotalMem_v2");
  look_up(library_, context_retain, "cuDevicePrimaryCtxRetain");
  look_up(library_, context_release, "cuDevicePrimaryCtxRelease_v2");
  look_up(library_, context_reset, "cuDevicePrimaryCtxReset_v2");
  look_up(library_, context_push, "cuCtxPushCurrent_v2");
  look_up(library_, context_pop, "cuCtxPopCurrent_v2");
  look_up(library_, module_load, "cuModuleLoadDataEx");
  look_up(library_, module_unload, "cuModuleUnload");
  look_up(library_, module_get_function, "cuModuleGetFunction");
  look_up(library_, function_set_attribute, "cuFuncSetAttribute");
  look_up(library_, memory_get_info, "cuMemGetInfo_v2");
  look_up(library_, memory_allocate, "cuMemAlloc_v2");
  look_up(library_, memory_free, "cuMemFree_v2");
  look_up(library_, host_allocate, "cuMemAllocHost_v2");
  look_up(library_, host_free, "cuMemFreeHost");
  look_up(library_, copy_to_device, "cuMemcpyHtoDAsync_v2");
  look_up(library_, copy_to_host, "cuMemcpyDtoHAsync_v2");
  look_up(library_, stream_create, "cuStreamCreate");
  look_up(library_, stream_destroy, "cuStreamDestroy_v2");
  look_up(library_, stream_synchronize, "cuStreamSynchronize");
  look_up(library_, stream_wait, "cuStreamWaitEvent");
  look_up(library_, event_create, "cuEventCreate");
  look_up(library_, event_destroy, "cuEventDestroy_v2");
  look_up(library_, event_record, "cuEventRecord");
  look_up(library_, launch, "cuLaunchKernel");
  look_up(library_, stream_begin_capture, "cuStreamBeginCapture_v2");
  look_up(library_, stream_end_capture, "cuStreamEndCapture");
  look_up(library_, graph_instantiate, "cuGraphInstantiateWithFlags");
  look_up(library_, graph_destroy, "cuGraphDestroy");
  look_up(library_, graph_launch, "cuGraphLaunch");
  look_up(library_, graph_exec_destroy, "cuGraphExecDestroy");
  look_up(library_, get_error_name, "cuGetErrorName");
  look_up(library_, get_error_string, "cuGetErrorString");
}

std::string Driver::error_name(Result result) const {
  const char* name = nullptr;
  if (get_error_name(result, &name) != 0 || name == nullptr) return "error " + std::to_string(result);
  return name;
}

void Driver::refuse(int32_t status, Result result, const std::string& doing) const {
  const char* text = nullptr;
  const bool known = get_error_string(result, &text) == 0 && text != nullptr;
  const std::string name = error_name(result);
  throw Failure(status, doing + ": " + name + (known ? std::string(", ") + text : ""), name);
}

int Driver::count_devices() const {
  int count = 0;
  if (const Result result = device_get_count(&count)) {
    refuse(DLQ_CUDA_NO_DEVICE, result, "devices cannot be counted");
  }
  if (count <= 0) throw Failure(DLQ_CUDA_NO_DEVICE, "the driver sees no device; is CUDA_VISIBLE_DEVICES empty?");
  return count;
}

std::string Driver::version_text() const { return number(version_); }

}  // namespace dlq_cuda
