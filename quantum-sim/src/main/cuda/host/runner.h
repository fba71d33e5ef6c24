// Runs a program: arguments into memory that the device copies from, kernels in order on a stream, results back.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "memory.h"
#include "prepared.h"

namespace dlq_cuda {

// Final states that a forward pass has left on the device.
struct States {
  std::unique_ptr<DeviceMemory> memory;
  const void* program = nullptr;
  int32_t batch = 0;

  void clear() { memory.reset(); }
  int64_t bytes() const { return memory == nullptr ? 0 : memory->bytes(); }
};

// What one call at a time uses, kept for the next.
struct Workspace {
  explicit Workspace(const std::shared_ptr<Session>& session_) : session(session_), stream(session_) {}

  std::shared_ptr<Session> session;
  Stream stream;
  std::unique_ptr<DeviceMemory> memory;
  std::unique_ptr<PinnedMemory> pinned;
};

class Runner {
 public:
  Runner(Device& device, const dlq::Program& program, bool is_double);

  const Prepared& program() const { return prepared_; }

  // Forward, or where there is an angle gradient or one of initial states to be written, backward.
  void run(const dlq::Call& call, bool backward, States* states);

 private:
  class Running;

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
