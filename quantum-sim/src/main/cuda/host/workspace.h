// What a call on arrays of the device uses besides lanes: a stream that can wait for the caller's, and a place for
// kernels to say what they think of arguments.
#pragma once

#include <memory>

#include "launches.h"
#include "memory.h"

namespace dlq_cuda {

// A stream of the caller's, whose work so far comes first; none where it is a null pointer.
using After = void* const*;

class Workspace {
 public:
  Workspace(Device& device, const std::shared_ptr<Session>& session);

  Device& device() const { return device_; }
  const std::shared_ptr<Session>& session() const { return session_; }
  Kernels kernels(bool is_double) const { return {*session_, is_double}; }

  // Puts what follows behind the caller's work.
  void follow(After after);
  // Does what is on the stream.
  void finish();
  void run(const Launch& launch);
  // Where a kernel is to put its report, what it has put there, and a number of the caller's that it has found fault
  // with.
  Report* report_place() const { return reinterpret_cast<Report*>(report_.get()); }
  Report ask(const Launch& launch);
  double number(const double* at);
  // Waits for whatever may still be under way, after an error.
  void abandon();

 private:
  Device& device_;
  std::shared_ptr<Session> session_;
  Stream stream_;
  Event event_;
  DeviceMemory report_;
  PinnedMemory pinned_;
};

}  // namespace dlq_cuda
