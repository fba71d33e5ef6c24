// What one piece at a time uses on a device: a stream, memory there and memory that it copies from, kept for the next
// call.
#pragma once

#include <cstdint>
#include <memory>

#include "batch.h"
#include "memory.h"
#include "steps.h"

namespace dlq_cuda {

class Lane {
 public:
  Lane(Device& device, const std::shared_ptr<Session>& session)
      : device_(device), session_(session), stream_(session), graphs_(session) {}

  const std::shared_ptr<Session>& session() const { return session_; }

  // Final states of a piece, and whether a forward pass is to leave them there, or has left them.
  struct Final {
    char* states;
    bool keep;
    bool kept;
  };

  // Brings a piece under way. image: the program's address on the device.
  void start(const Batch& batch, int64_t number, const Final& final, const char* image, const Kernels& kernels);
  // Waits for it, and takes its results; does nothing where none is under way.
  void finish(const Batch& batch);
  // Waits for whatever may still be under way, after an error.
  void abandon();

 private:
  void reserve(int64_t bytes, int64_t pinned_bytes);
  Call place(const Batch& batch, int64_t number, const Final& final, const char* image) const;

  Device& device_;
  std::shared_ptr<Session> session_;
  Stream stream_;
  std::unique_ptr<DeviceMemory> memory_;
  std::unique_ptr<PinnedMemory> pinned_;
  Graphs graphs_;
  int64_t running_ = -1;
};

}  // namespace dlq_cuda
