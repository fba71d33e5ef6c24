// The driver without a GPU: kernels.
#include <dlfcn.h>
#include <elf.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "cuda_words.h"
#include "machine.h"
// After the words of CUDA that it needs.
#include "kernels.cu"

#undef threadIdx
#undef blockIdx
#undef blockDim
#undef gridDim

namespace {

using mock::control;
using mock::Function;
using mock::misused;
using mock::Module;

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

const Function functions[] = {FUNCTIONS(f32), FUNCTIONS(f64)};

// What libnvrtc.cpp has compiled: a library for this processor, as such or in hexadecimal digits.
std::string library_in(const char* image) {
  if (std::memcmp(image,
                  "\x7f"
                  "ELF",
                  4) == 0) {
    Elf64_Ehdr head;
    std::memcpy(&head, image, sizeof head);
    return std::string(image, head.e_shoff + static_cast<size_t>(head.e_shnum) * head.e_shentsize);
  }
  const char* const digits = std::strstr(image, "// 7f454c46");
  if (digits == nullptr) return "";
  std::string library;
  const auto value = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
  for (const char* at = digits + 3; *at != 0; at += 2) library += static_cast<char>(value(at[0]) << 4 | value(at[1]));
  return library;
}

// Whether its kernels are there.
bool load_library(const std::string& library, Module& module) {
  char path[] = "/tmp/cuda-mock-XXXXXX";
  const int file = mkstemp(path);
  const bool written = write(file, library.data(), library.size()) == static_cast<ssize_t>(library.size());
  close(file);
  module.library = written ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : nullptr;
  unlink(path);
  if (module.library == nullptr) return false;
  for (auto& [name, function] : module.functions) {
    void* const found = dlsym(module.library, name.c_str());
    if (found == nullptr) return false;
    function.run = reinterpret_cast<void (*)(dlq_cuda::Call)>(found);
  }
  control().own_modules++;
  return true;
}

}  // namespace

DRIVER cuModuleLoadDataEx(void** module, const void* image, unsigned, int*, void**) {
  IN_CONTEXT;
  const auto* const text = static_cast<const char*>(image);
  const std::string library = library_in(text);
  if (library.empty() || text[0] == '.') {
    const char* const version = std::strstr(text, ".version ");
    if (version == nullptr) return 200;
    // PTX 7.8 is of CUDA 11.8, 8.x of 12.x, 9.x of 13.x.
    const double ptx = std::strtod(version + 9, nullptr);
    const double newest = static_cast<double>(control().driver_version) / 1000 - 4;
    if (ptx > newest + 0.95) return 222;
  }
  auto loaded = std::make_unique<Module>();
  for (const Function& function : functions) loaded->functions[function.name] = function;
  if (!library.empty() && !load_library(library, *loaded)) return 200;
  *module = loaded.get();
  own.modules.insert(loaded.release());
  return 0;
}

DRIVER cuModuleUnload(void* module) {
  IN_CONTEXT;
  return mock::destroy(own.modules, module, __func__);
}

DRIVER cuModuleGetFunction(void** found, void* module, const char* name) {
  IN_CONTEXT;
  if (own.modules.count(static_cast<Module*>(module)) == 0) return misused(__func__);
  const auto function = static_cast<Module*>(module)->functions.find(name);
  if (function == static_cast<Module*>(module)->functions.end()) return 500;
  *found = &function->second;
  return 0;
}

DRIVER cuFuncSetAttribute(void* function, int which, int value) {
  IN_CONTEXT;
  if (which != 8 || value > control().shared_limit) return 1;
  static_cast<Function*>(function)->shared_bytes = static_cast<size_t>(value);
  return 0;
}

DRIVER cuLaunchKernel(void* function, unsigned x, unsigned y, unsigned z, unsigned bx, unsigned by, unsigned bz,
                      unsigned shared_bytes, void* handle, void** arguments, void**) {
  ON_STREAM;
  const Function& kernel = *static_cast<Function*>(function);
  const size_t allowed = kernel.shared_bytes > 0 ? kernel.shared_bytes : mock::kSharedByDefault;
  if (x == 0 || y == 0 || y > 65535 || bx > kernel.most_threads || shared_bytes > allowed) {
    return misused(kernel.name.c_str());
  }
  const dlq_cuda::Call call = *static_cast<const dlq_cuda::Call*>(arguments[0]);
  stream.put([=, run = kernel.run] {
    shim::Order order;
    uint64_t seed;
    {
      const std::lock_guard<std::recursive_mutex> each(mock::mutex);
      order = static_cast<shim::Order>(control().order);
      seed = static_cast<uint64_t>(control().seed + control().launches++);
    }
    shim::run({x, y, z}, {bx, by, bz}, shared_bytes, order, seed, [&] { run(call); });
  });
  return 0;
}
