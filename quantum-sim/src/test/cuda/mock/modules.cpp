// The driver without a GPU: kernels.
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

#define FUNCTIONS(suffix)                                                                                         \
  {"dlq_prepare_" #suffix, dlq_prepare_##suffix, 0, 128}, {"dlq_whole_" #suffix, dlq_whole_##suffix, 0, 512},     \
      {"dlq_lanes1_" #suffix, dlq_lanes1_##suffix, 0, 128}, {"dlq_lanes2_" #suffix, dlq_lanes2_##suffix, 0, 128}, \
      {"dlq_lanes4_" #suffix, dlq_lanes4_##suffix, 0, 128}, {"dlq_lanes8_" #suffix, dlq_lanes8_##suffix, 0, 128}, \
      {"dlq_start_states_" #suffix, dlq_start_states_##suffix, 0, 256},                                           \
      {"dlq_pass_forward_" #suffix, dlq_pass_forward_##suffix, 0, 512},                                           \
      {"dlq_pass_back_" #suffix, dlq_pass_back_##suffix, 0, 512},                                                 \
      {"dlq_measure_states_" #suffix, dlq_measure_states_##suffix, 0, 256},                                       \
      {"dlq_sum_outputs_" #suffix, dlq_sum_outputs_##suffix, 0, 128},                                             \
      {"dlq_start_cotangents_" #suffix, dlq_start_cotangents_##suffix, 0, 256},                                   \
      {"dlq_end_gradients_" #suffix, dlq_end_gradients_##suffix, 0, 256},                                         \
      {"dlq_start_gradients_" #suffix, dlq_start_gradients_##suffix, 0, 128}, {                                   \
    "dlq_reduce_" #suffix, dlq_reduce_##suffix, 0, 128                                                            \
  }

const Function functions[] = {FUNCTIONS(f32), FUNCTIONS(f64)};

}  // namespace

DRIVER cuModuleLoadDataEx(void** module, const void* image, unsigned, int*, void**) {
  IN_CONTEXT;
  const char* const version = std::strstr(static_cast<const char*>(image), ".version ");
  if (version == nullptr) return 200;
  // PTX 7.8 is of CUDA 11.8, 8.x of 12.x, 9.x of 13.x.
  const double ptx = std::strtod(version + 9, nullptr);
  const double newest = static_cast<double>(control().driver_version) / 1000 - 4;
  if (ptx > newest + 0.95) return 222;
  auto* const loaded = new Module;
  for (const Function& function : functions) loaded->functions[function.name] = function;
  own.modules.insert(loaded);
  *module = loaded;
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
