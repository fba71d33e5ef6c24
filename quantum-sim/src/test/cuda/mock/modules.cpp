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

mock::Work with_call(void (*kernel)(), const void* arguments) {
  return [run = reinterpret_cast<void (*)(dlq_cuda::Call)>(kernel),
          call = *static_cast<const dlq_cuda::Call*>(arguments)] { run(call); };
}

bool are_on_device(const dlq_cuda::Views& views) {
  const std::lock_guard<std::recursive_mutex> guard(mock::mutex);
  for (const dlq_cuda::View& view :
       {views.inputs, views.weights, views.outputs, views.input_gradient, views.weight_gradient}) {
    if (view.data != nullptr && !mock::inside(mock::lent_memory, view.data, view.is_double != 0 ? 8 : 4)) {
      misused("a view of memory that is not the device's");
      return false;
    }
  }
  return true;
}

mock::Work with_views(void (*kernel)(), const void* arguments) {
  const auto& views = *static_cast<const dlq_cuda::Views*>(arguments);
  if (!are_on_device(views)) return [] {};
  return [run = reinterpret_cast<void (*)(dlq_cuda::Views)>(kernel), views] { run(views); };
}

mock::Work with_shots(void (*kernel)(), const void* arguments) {
  return [run = reinterpret_cast<void (*)(dlq_cuda::Shots)>(kernel),
          shots = *static_cast<const dlq_cuda::Shots*>(arguments)] { run(shots); };
}

#define FUNCTION(name, threads) \
  { "dlq_" #name, reinterpret_cast<void (*)()>(dlq_##name), with_call, 0, threads }
#define VIEW_FUNCTION(name) \
  { "dlq_" #name, reinterpret_cast<void (*)()>(dlq_##name), with_views, 0, dlq_cuda::kViewThreads }
#define SHOT_FUNCTION(name) \
  { "dlq_" #name, reinterpret_cast<void (*)()>(dlq_##name), with_shots, 0, dlq_cuda::kShotThreads }

#define FUNCTIONS(suffix)                                                                                              \
  FUNCTION(prepare_##suffix, 128), FUNCTION(whole_##suffix, 512), FUNCTION(lanes1_##suffix, 128),                      \
      FUNCTION(lanes2_##suffix, 128), FUNCTION(lanes4_##suffix, 128), FUNCTION(lanes8_##suffix, 128),                  \
      FUNCTION(start_states_##suffix, 256), FUNCTION(pass_forward_##suffix, 512), FUNCTION(pass_back_##suffix, 512),   \
      FUNCTION(measure_states_##suffix, 256), FUNCTION(sum_outputs_##suffix, 128),                                     \
      FUNCTION(start_cotangents_##suffix, 256), FUNCTION(end_gradients_##suffix, 256),                                 \
      FUNCTION(start_gradients_##suffix, 128), FUNCTION(reduce_##suffix, 128), VIEW_FUNCTION(take_arguments_##suffix), \
      VIEW_FUNCTION(compare_arguments_##suffix), VIEW_FUNCTION(evaluate_angles_##suffix),                              \
      VIEW_FUNCTION(load_amplitudes_##suffix), VIEW_FUNCTION(gather_results_##suffix),                                 \
      VIEW_FUNCTION(scatter_results_##suffix), VIEW_FUNCTION(chain_inputs_##suffix),                                   \
      VIEW_FUNCTION(chain_weights_##suffix), VIEW_FUNCTION(sum_weights_##suffix), SHOT_FUNCTION(add_up_##suffix),      \
      SHOT_FUNCTION(draw_##suffix)

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

// The kernels that it has, in place of all; says whether it could be read.
bool load_library(const std::string& library, Module& module) {
  char path[] = "/tmp/cuda-mock-XXXXXX";
  const int file = mkstemp(path);
  const bool written = write(file, library.data(), library.size()) == static_cast<ssize_t>(library.size());
  close(file);
  module.library = written ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : nullptr;
  unlink(path);
  if (module.library == nullptr) return false;
  std::map<std::string, Function> functions;
  for (auto& [name, function] : module.functions) {
    void* const found = dlsym(module.library, name.c_str());
    if (found == nullptr) continue;
    function.kernel = reinterpret_cast<void (*)()>(found);
    functions[name] = function;
  }
  module.functions = functions;
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
  // A text that tells its kernels has no others.
  const bool tells = library.empty() && std::strstr(text, ".entry ") != nullptr;
  for (const Function& function : functions) {
    const std::string entry = ".entry " + function.name + "(";
    if (!tells || std::strstr(text, entry.c_str()) != nullptr) loaded->functions[function.name] = function;
  }
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
  stream.put([=, run = kernel.with(kernel.kernel, arguments[0])] {
    shim::Order order;
    uint64_t seed;
    {
      const std::lock_guard<std::recursive_mutex> each(mock::mutex);
      order = static_cast<shim::Order>(control().order);
      seed = static_cast<uint64_t>(control().seed + control().launches++);
    }
    shim::run({x, y, z}, {bx, by, bz}, shared_bytes, order, seed, run);
  });
  return 0;
}
