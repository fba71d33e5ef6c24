#include "nvrtc.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace dlq_cuda {
namespace {

constexpr int kFlags = RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE;
const char* const kNames[] = {"libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so"};
// Below a toolkit, a Python package or what holds it, and a Python environment.
const char* const kFolders[] = {"/",
                                "/lib64/",
                                "/lib/",
                                "/nvidia/cuda_nvrtc/lib/",
                                "/nvidia/cu13/lib/",
                                "/cuda_nvrtc/lib/",
                                "/targets/x86_64-linux/lib/"};

void* open_below(const std::string& folder) {
  for (const char* const below : kFolders) {
    for (const char* const name : kNames) {
      if (void* const library = dlopen((folder + below + name).c_str(), kFlags)) return library;
    }
  }
  return nullptr;
}

template <class Function>
void look_up(void* library, Function& function, const char* name) {
  void* const symbol = dlsym(library, name);
  if (symbol == nullptr) throw std::runtime_error(std::string("the library found is no NVRTC: it lacks ") + name);
  function = reinterpret_cast<Function>(symbol);
}

}  // namespace

Nvrtc::Nvrtc(const std::string& path) {
  find(path);
  try {
    resolve();
    int major = 0, minor = 0, count = 0;
    if (version_of_(&major, &minor) != 0) throw std::runtime_error("NVRTC does not tell its version");
    version_ = 1000 * major + 10 * minor;
    if (num_architectures_(&count) == 0 && count > 0) {
      architectures_.resize(static_cast<size_t>(count));
      if (get_architectures_(architectures_.data()) != 0) architectures_.clear();
    }
  } catch (...) {
    dlclose(library_);
    throw;
  }
}

Nvrtc::~Nvrtc() { dlclose(library_); }

void Nvrtc::find(const std::string& path) {
  if (!path.empty()) {
    library_ = dlopen(path.c_str(), kFlags);
    const std::string reason = library_ == nullptr ? dlerror() : "";
    if (library_ == nullptr) library_ = open_below(path);
    if (library_ == nullptr) throw std::runtime_error("no NVRTC at " + path + ": " + reason);
    return;
  }
  for (const char* const name : kNames) {
    library_ = dlopen(name, kFlags);
    if (library_ != nullptr) return;
  }
  for (const char* const variable : {"CUDA_HOME", "CUDA_PATH"}) {
    const char* const folder = std::getenv(variable);
    if (folder != nullptr && (library_ = open_below(folder)) != nullptr) return;
  }
  library_ = open_below("/usr/local/cuda");
  if (library_ == nullptr) throw std::runtime_error("no NVRTC is installed");
}

void Nvrtc::resolve() {
  look_up(library_, version_of_, "nvrtcVersion");
  look_up(library_, num_architectures_, "nvrtcGetNumSupportedArchs");
  look_up(library_, get_architectures_, "nvrtcGetSupportedArchs");
  look_up(library_, create_, "nvrtcCreateProgram");
  look_up(library_, destroy_, "nvrtcDestroyProgram");
  look_up(library_, compile_, "nvrtcCompileProgram");
  look_up(library_, ptx_size_, "nvrtcGetPTXSize");
  look_up(library_, ptx_, "nvrtcGetPTX");
  look_up(library_, cubin_size_, "nvrtcGetCUBINSize");
  look_up(library_, cubin_, "nvrtcGetCUBIN");
  look_up(library_, log_size_, "nvrtcGetProgramLogSize");
  look_up(library_, log_, "nvrtcGetProgramLog");
}

std::string Nvrtc::version_text() const {
  return "NVRTC " + std::to_string(version_ / 1000) + "." + std::to_string(version_ % 1000 / 10);
}

std::optional<Architecture> Nvrtc::architecture(int compute, int driver_version) const {
  const bool machine_code = version_ > driver_version;
  std::optional<Architecture> best;
  for (const int number : architectures_) {
    // Machine code runs on devices of its generation; PTX on any that is not older.
    if (number > compute || (machine_code && number / 10 != compute / 10)) continue;
    if (!best || number > best->number) best = Architecture{number, machine_code};
  }
  return best;
}

std::string Nvrtc::read(int (*size_of)(void*, size_t*), int (*get)(void*, char*), void* program) const {
  size_t size = 0;
  if (size_of(program, &size) != 0) throw std::runtime_error("NVRTC does not give what it has compiled");
  std::string text(size, '\0');
  if (size > 0 && get(program, text.data()) != 0) throw std::runtime_error("NVRTC does not give what it has compiled");
  return text;
}

std::string Nvrtc::compile(const std::string& source, const Architecture& architecture) const {
  void* program = nullptr;
  if (create_(&program, source.c_str(), "kernels.cu", 0, nullptr, nullptr) != 0) {
    throw std::runtime_error("NVRTC makes no program");
  }
  try {
    const std::string target = "--gpu-architecture=" + architecture.name();
    const char* const options[] = {target.c_str(), "--std=c++17"};
    if (compile_(program, 2, options) != 0) {
      throw std::runtime_error("NVRTC, " + architecture.name() + ": " + read(log_size_, log_, program).c_str());
    }
    std::string code = architecture.machine_code ? read(cubin_size_, cubin_, program) : read(ptx_size_, ptx_, program);
    destroy_(&program);
    return code;
  } catch (...) {
    destroy_(&program);
    throw;
  }
}

}  // namespace dlq_cuda
