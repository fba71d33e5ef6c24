#include "kernels.h"

#include <algorithm>

#include "session.h"

namespace dlq_cuda {
namespace {

constexpr int kMaxDynamicSharedMemory = 8;
constexpr Result kNotFound = 500;

const char* const kNames[kNumKernels] = {"prepare",
                                         "whole",
                                         "lanes1",
                                         "lanes2",
                                         "lanes4",
                                         "lanes8",
                                         "start_states",
                                         "pass_forward",
                                         "pass_back",
                                         "measure_states",
                                         "sum_outputs",
                                         "start_cotangents",
                                         "end_gradients",
                                         "start_gradients",
                                         "reduce",
                                         "take_arguments",
                                         "compare_arguments",
                                         "evaluate_angles",
                                         "load_amplitudes",
                                         "gather_results",
                                         "scatter_results",
                                         "chain_inputs",
                                         "chain_weights",
                                         "sum_weights",
                                         "add_up",
                                         "draw"};

const std::string kBegin = ".visible .entry ", kEnd = "\n}\n";

}  // namespace

std::string kernel_name(Kernel kernel, bool is_double) {
  return std::string("dlq_") + kNames[kernel] + (is_double ? "_f64" : "_f32");
}

Result find_kernel(const Driver& driver, void* module, Kernel kernel, bool is_double, int shared_limit, void** found) {
  if (const Result result = driver.module_get_function(found, module, kernel_name(kernel, is_double).c_str())) {
    return result;
  }
  if ((kernel < kWhole || kernel > kLanes8) && kernel != kPassForward && kernel != kPassBack) return 0;
  return driver.function_set_attribute(*found, kMaxDynamicSharedMemory, shared_limit);
}

KernelTexts::KernelTexts(const std::string& all) {
  size_t at = all.find(kBegin);
  before_ = all.substr(0, at);
  while (at != std::string::npos) {
    const size_t end = std::min(all.size(), all.find(kEnd, at)) + kEnd.size();
    kernels_.push_back(all.substr(at, end - at));
    at = all.find(kBegin, end);
    // Functions that kernels call may lie behind each of them.
    after_ += all.substr(std::min(end, all.size()), at == std::string::npos ? at : at - end);
  }
}

std::string KernelTexts::of(const std::string& kernel) const {
  const std::string begin = kBegin + kernel + "(";
  for (const std::string& text : kernels_) {
    if (text.compare(0, begin.size(), begin) == 0) return before_ + text + after_;
  }
  return before_ + after_;
}

void* Kernels::operator[](Kernel kernel) const {
  return taken_[kernel] != nullptr ? taken_[kernel] : session_->kernel(kernel, is_double_);
}

Result Kernels::take(void* module, int shared_limit) {
  for (int i = 0; i < kNumKernels; i++) {
    void* found = nullptr;
    const Result result =
        find_kernel(session_->driver(), module, static_cast<Kernel>(i), is_double_, shared_limit, &found);
    if (result == kNotFound) continue;
    if (result != 0) return result;
    taken_[static_cast<size_t>(i)] = found;
  }
  return 0;
}

bool Kernels::any_taken() const {
  return std::any_of(taken_.begin(), taken_.end(), [](const void* kernel) { return kernel != nullptr; });
}

}  // namespace dlq_cuda
