// A program as a function of inputs and weights that lie in the device's memory.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "polynomials.h"
#include "runner.h"
#include "view_exchange.h"

namespace dlq_cuda {

class Circuit;

// Inputs and weights of a forward pass as they were then, and where asked its final states.
struct Pullback {
  std::unique_ptr<DeviceMemory> arguments;
  States states;
  const Circuit* circuit = nullptr;
  int32_t batch = 0;

  int64_t bytes() const { return states.bytes(); }
  void clear();
};

// Views of one call; of those that it does not have nothing is said.
struct Matrices {
  View inputs;
  View weights;
  View outputs;  // or their cotangents
  View input_gradient;
  View weight_gradient;
};

class Circuit {
 public:
  Circuit(Device& device, Runner& runner, Polynomials polynomials)
      : device_(device), runner_(runner), polynomials_(std::move(polynomials)) {}

  // y = f(x, w). Pullback: to be filled, or NULL; with final states, or without.
  void forward(int32_t batch, const Matrices& matrices, After after, Pullback* pullback, bool keep_states);
  void backward(int32_t batch, const Matrices& matrices, After after);
  // At the arguments of the forward pass, whose states it uses up.
  void backward(Pullback& pullback, const Matrices& matrices, After after);
  // Whether these are the arguments of the forward pass; not so where those were lost with the device.
  bool is_at(const Pullback& pullback, int32_t batch, const Matrices& matrices, After after);

  const Polynomials& polynomials() const { return polynomials_; }

 private:
  Views views(Workspace& work, int32_t batch, const Matrices& matrices, const DeviceMemory& arguments);
  std::unique_ptr<DeviceMemory> room(Workspace& work, int32_t batch);
  void run(Workspace& work, int32_t batch, const Matrices& matrices, After after, const DeviceMemory& arguments,
           bool takes, bool backward, States* states);

  Device& device_;
  Runner& runner_;
  const Polynomials polynomials_;
  std::mutex mutex_;
  std::shared_ptr<DeviceMemory> image_;
  Idle idle_arguments_;
};

}  // namespace dlq_cuda
