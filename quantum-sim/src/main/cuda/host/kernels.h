// The kernels that calls launch.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "driver.h"

namespace dlq_cuda {

enum Kernel {
  kPrepare,
  kWhole,
  kLanes1,  // the next hold twice as many amplitudes a lane
  kLanes2,
  kLanes4,
  kLanes8,
  kStartStates,
  kPassForward,
  kPassBack,
  kMeasureStates,
  kSumOutputs,
  kStartCotangents,
  kEndGradients,
  kStartGradients,
  kReduce,
  kTakeArguments,
  kCompareArguments,
  kEvaluateAngles,
  kLoadAmplitudes,
  kGatherResults,
  kScatterResults,
  kChainInputs,
  kChainWeights,
  kSumWeights,
  kAddUp,
  kDraw,
  kNumKernels
};

// Of kernels for one type of numbers.
std::string kernel_name(Kernel kernel, bool is_double);

// Finds one in a module; where it needs that, it may take as much memory that a block shares as there is.
Result find_kernel(const Driver& driver, void* module, Kernel kernel, bool is_double, int shared_limit, void** found);

// A text of PTX, cut into one for each kernel: a driver takes long to translate all of them.
class KernelTexts {
 public:
  explicit KernelTexts(const std::string& all);

  // With all that it needs; the whole where it is no text that could be cut.
  std::string of(const std::string& kernel) const;

 private:
  std::string before_, after_;  // every kernel
  std::vector<std::string> kernels_;
};

class Session;

// Kernels of one type of numbers: those of a session, but for some that were compiled for one program.
class Kernels {
 public:
  Kernels(Session& session, bool is_double) : session_(&session), is_double_(is_double) {}

  // Loads it where no call has needed it yet; the session's context is current.
  void* operator[](Kernel kernel) const;

  // Takes what the module of one program has in place of the session's.
  Result take(void* module, int shared_limit);
  bool any_taken() const;

 private:
  Session* session_;
  bool is_double_;
  std::array<void*, kNumKernels> taken_{};
};

}  // namespace dlq_cuda
