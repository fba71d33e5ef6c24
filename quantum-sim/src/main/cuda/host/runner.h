// A program on a device: its image there, workspaces of its calls, and the states that forward passes leave.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "prepared.h"
#include "running.h"

namespace dlq_cuda {

// Final states that a forward pass has left on the device.
struct States {
  std::unique_ptr<DeviceMemory> memory;
  const void* program = nullptr;
  int32_t batch = 0;

  void clear() { memory.reset(); }
  int64_t bytes() const { return memory == nullptr ? 0 : memory->bytes(); }
};

class Runner {
 public:
  Runner(Device& device, const dlq::Program& program, bool is_double);

  const Prepared& program() const { return prepared_; }

  // Forward, or where there is an angle gradient or one of initial states to be written, backward.
  void run(const dlq::Call& call, bool backward, States* states);
  // The same for arguments that come by another way, once the context is current.
  void run(const dlq::Call& call, bool backward, States* states, Workspace& workspace, Exchange& exchange);

  // Does something on the device, for which a workspace is lent.
  void work(const std::function<void(Workspace&)>& body);

 private:
  std::shared_ptr<DeviceMemory> image(const std::shared_ptr<Session>& session);
  std::unique_ptr<Workspace> take(const std::shared_ptr<Session>& session);

  Device& device_;
  Prepared prepared_;
  std::mutex mutex_;
  std::shared_ptr<DeviceMemory> image_;
  std::vector<std::unique_ptr<Workspace>> idle_;
  Idle idle_states_;
};

}  // namespace dlq_cuda
