// A program as a function of inputs and weights that lie in the memory of a device.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "polynomials.h"
#include "runner.h"
#include "workspace.h"

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

class Circuit final : private Reclaimable {
 public:
  // Runs on the first of the devices, where all views have to lie.
  Circuit(Devices& devices, Runner& runner, Polynomials polynomials);
  ~Circuit();
  Circuit(const Circuit&) = delete;
  Circuit& operator=(const Circuit&) = delete;

  // y = f(x, w). Pullback: to be filled, or NULL; with final states, or without.
  void forward(int32_t batch, const Matrices& matrices, After after, Pullback* pullback, bool keep_states);
  void backward(int32_t batch, const Matrices& matrices, After after);
  // At the arguments of the forward pass, whose states it uses up.
  void backward(Pullback& pullback, const Matrices& matrices, After after);
  // Whether these are the arguments of the forward pass; not so where those were lost with the device.
  bool is_at(const Pullback& pullback, int32_t batch, const Matrices& matrices, After after);

  const Polynomials& polynomials() const { return polynomials_; }

 private:
  // What every call works with.
  struct Job {
    Workspace& work;
    int32_t batch;
    const Matrices& matrices;
    const DeviceMemory& arguments;
    std::shared_ptr<DeviceMemory> image;
  };

  bool reclaim() override;
  // Lends a workspace.
  void work(const std::function<void(Workspace&)>& body);
  std::unique_ptr<DeviceMemory> room(const Workspace& work, int32_t batch);
  Job job(Workspace& work, int32_t batch, const Matrices& matrices, const DeviceMemory& arguments);
  Views views(const Job& job) const;
  void take_arguments(const Job& job, After after) const;
  void run(const Job& job, bool backward, States* states);

  Device& device_;
  Runner& runner_;
  const Polynomials polynomials_;
  Image image_;
  Pool<Workspace> idle_;
  Idle idle_arguments_;
};

}  // namespace dlq_cuda
