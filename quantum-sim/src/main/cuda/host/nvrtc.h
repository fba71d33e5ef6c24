// NVRTC, NVIDIA's compiler as a library, where it is installed: loaded by name, and never needed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dlq_cuda {

// What kernels are compiled for: machine code of one kind of device, or PTX, which the driver translates.
struct Architecture {
  int number;  // 10 major + minor
  bool machine_code;

  std::string name() const { return (machine_code ? "sm_" : "compute_") + std::to_string(number); }
};

class Nvrtc {
 public:
  // path: the library, or a folder of a toolkit or of a Python environment that has it; empty to look where it may be.
  // Throws std::runtime_error, saying where it looked.
  explicit Nvrtc(const std::string& path);
  ~Nvrtc();
  Nvrtc(const Nvrtc&) = delete;
  Nvrtc& operator=(const Nvrtc&) = delete;

  // As the driver's: 1000 major + 10 minor.
  int version() const { return version_; }
  std::string version_text() const;

  // For a device of that compute capability: PTX where the driver is as new as this compiler, and understands what it
  // writes, else machine code. Nothing where the compiler knows no such device.
  std::optional<Architecture> architecture(int compute, int driver_version) const;

  // Throws std::runtime_error with the compiler's log.
  std::string compile(const std::string& source, const Architecture& architecture) const;

 private:
  void find(const std::string& path);
  void resolve();
  std::string read(int (*size_of)(void*, size_t*), int (*get)(void*, char*), void* program) const;

  void* library_ = nullptr;
  int version_ = 0;
  std::vector<int> architectures_;

  int (*version_of_)(int*, int*) = nullptr;
  int (*num_architectures_)(int*) = nullptr;
  int (*get_architectures_)(int*) = nullptr;
  int (*create_)(void**, const char*, const char*, int, const char* const*, const char* const*) = nullptr;
  int (*destroy_)(void**) = nullptr;
  int (*compile_)(void*, int, const char* const*) = nullptr;
  int (*ptx_size_)(void*, size_t*) = nullptr;
  int (*ptx_)(void*, char*) = nullptr;
  int (*cubin_size_)(void*, size_t*) = nullptr;
  int (*cubin_)(void*, char*) = nullptr;
  int (*log_size_)(void*, size_t*) = nullptr;
  int (*log_)(void*, char*) = nullptr;
};

}  // namespace dlq_cuda
