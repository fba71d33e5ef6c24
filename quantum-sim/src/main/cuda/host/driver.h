// The CUDA driver, loaded by name: its functions, as cuda.h declares them, and what its errors mean to us.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

namespace dlq_cuda {

using Result = int;
using DeviceNumber = int;
using Pointer = unsigned long long;

constexpr Result kOutOfMemory = 2;
constexpr Result kNoDevice = 100;

// The driver's version from which the PTX of this library is understood: CUDA 11.8.
constexpr int kOldestDriver = 11080;

struct Failure : std::runtime_error {
  Failure(int32_t status_, const std::string& message, const std::string& name_ = "", int64_t needed_ = 0,
          int64_t free_ = 0)
      : std::runtime_error(message), status(status_), name(name_), bytes_needed(needed_), bytes_free(free_) {}
  int32_t status;
  std::string name;
  int64_t bytes_needed;
  int64_t bytes_free;
};

class Driver {
 public:
  // Loads a library, or looks for one where path is NULL, and initialises it.
  explicit Driver(const char* path);
  ~Driver();
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  Result (*init)(unsigned) = nullptr;
  Result (*driver_get_version)(int*) = nullptr;
  Result (*device_get_count)(int*) = nullptr;
  Result (*device_get)(DeviceNumber*, int) = nullptr;
  Result (*device_get_name)(char*, int, DeviceNumber) = nullptr;
  Result (*device_get_attribute)(int*, int, DeviceNumber) = nullptr;
  Result (*device_total_memory)(size_t*, DeviceNumber) = nullptr;
  Result (*context_retain)(void**, DeviceNumber) = nullptr;
  Result (*context_release)(DeviceNumber) = nullptr;
  Result (*context_reset)(DeviceNumber) = nullptr;
  Result (*context_push)(void*) = nullptr;
  Result (*context_pop)(void**) = nullptr;
  Result (*module_load)(void**, const void*, unsigned, int*, void**) = nullptr;
  Result (*module_unload)(void*) = nullptr;
  Result (*module_get_function)(void**, void*, const char*) = nullptr;
  Result (*function_set_attribute)(void*, int, int) = nullptr;
  Result (*memory_get_info)(size_t*, size_t*) = nullptr;
  Result (*memory_allocate)(Pointer*, size_t) = nullptr;
  Result (*memory_free)(Pointer) = nullptr;
  Result (*host_allocate)(void**, size_t) = nullptr;
  Result (*host_free)(void*) = nullptr;
  Result (*copy_to_device)(Pointer, const void*, size_t, void*) = nullptr;
  Result (*copy_to_host)(void*, Pointer, size_t, void*) = nullptr;
  Result (*stream_create)(void**, unsigned) = nullptr;
  Result (*stream_destroy)(void*) = nullptr;
  Result (*stream_synchronize)(void*) = nullptr;
  Result (*stream_wait)(void*, void*, unsigned) = nullptr;
  Result (*event_create)(void**, unsigned) = nullptr;
  Result (*event_destroy)(void*) = nullptr;
  Result (*event_record)(void*, void*) = nullptr;
  Result (*launch)(void*, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void*, void**,
                   void**) = nullptr;
  Result (*stream_begin_capture)(void*, int) = nullptr;
  Result (*stream_end_capture)(void*, void**) = nullptr;
  Result (*graph_instantiate)(void**, void*, unsigned long long) = nullptr;
  Result (*graph_destroy)(void*) = nullptr;
  Result (*graph_launch)(void*, void*) = nullptr;
  Result (*graph_exec_destroy)(void*) = nullptr;
  Result (*get_error_name)(Result, const char**) = nullptr;
  Result (*get_error_string)(Result, const char**) = nullptr;

  // CUDA_ERROR_..., or its number where the driver does not know it.
  std::string error_name(Result result) const;

  // Throws what an error means that has nothing to do with memory or a launch; "doing" says what failed.
  [[noreturn]] void refuse(int32_t status, Result result, const std::string& doing) const;

  // At least one.
  int count_devices() const;

  int version() const { return version_; }
  std::string version_text() const;

 private:
  void find(const char* path);
  void resolve();

  void* library_ = nullptr;
  int version_ = 0;
};

}  // namespace dlq_cuda
