// A program on one device: its image there, and what its calls keep for the next.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "lane.h"
#include "own_kernels.h"

namespace dlq_cuda {

// Final states of the pieces of a batch, each on the device that has computed it.
struct States {
  std::vector<std::unique_ptr<DeviceMemory>> pieces;
  const void* program = nullptr;
  int32_t batch = 0;

  bool empty() const { return pieces.empty(); }
  void clear() { pieces.clear(); }
  int64_t bytes() const;
};

class OnDevice final : private Reclaimable {
 public:
  OnDevice(Device& device, const Prepared& program, Compiler* compiler);
  ~OnDevice();
  OnDevice(const OnDevice&) = delete;
  OnDevice& operator=(const OnDevice&) = delete;

  Device& device() const { return device_; }

  // Runs pieces first, first + step, ... of a batch, until others have failed. states: of all pieces, or NULL.
  void run(const Batch& batch, int64_t first, int64_t step, bool keep, States* states, const std::atomic<bool>& failed);

  // Memory for the final states of those pieces.
  void reserve(const Batch& batch, int64_t first, int64_t step, States& states);
  void give(std::unique_ptr<DeviceMemory> states) { idle_states_.give(std::move(states)); }

 private:
  bool reclaim() override;
  std::unique_ptr<Lane> take(const std::shared_ptr<Session>& session);

  Device& device_;
  const Prepared& program_;
  // Outlives lanes, whose graphs refer to kernels.
  OwnKernels own_kernels_;
  Image image_;
  Pool<Lane> idle_;
  Idle idle_states_;
};

}  // namespace dlq_cuda
