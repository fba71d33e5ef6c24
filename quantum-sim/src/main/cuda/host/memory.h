// Memory of the device, memory of the host that the device copies from, and streams: freed by whoever goes last, unless
// their session was lost with them.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "session.h"

namespace dlq_cuda {

// Frees within a context, where there is one.
template <class Free>
void release(Session& session, Free free) {
  if (session.lost()) return;
  try {
    const Current current(session);
    if (free(session.driver()) != 0) session.abandon();
  } catch (const Failure&) {
    // The context is gone, and what was in it.
  }
}

class DeviceMemory {
 public:
  // The session's context is current. Where memory lacks, what programs keep for their next calls makes way.
  DeviceMemory(Device& device, std::shared_ptr<Session> session, int64_t bytes);
  ~DeviceMemory();
  DeviceMemory(const DeviceMemory&) = delete;
  DeviceMemory& operator=(const DeviceMemory&) = delete;

  Pointer get() const { return pointer_; }
  int64_t bytes() const { return bytes_; }
  const std::shared_ptr<Session>& session() const { return session_; }

 private:
  void allocate();

  Device& device_;
  std::shared_ptr<Session> session_;
  int64_t bytes_;
  Pointer pointer_ = 0;
};

class PinnedMemory {
 public:
  PinnedMemory(Device& device, std::shared_ptr<Session> session, int64_t bytes);
  ~PinnedMemory();
  PinnedMemory(const PinnedMemory&) = delete;
  PinnedMemory& operator=(const PinnedMemory&) = delete;

  char* get() const { return static_cast<char*>(memory_); }
  int64_t bytes() const { return bytes_; }

 private:
  std::shared_ptr<Session> session_;
  int64_t bytes_;
  void* memory_ = nullptr;
};

class Stream {
 public:
  explicit Stream(std::shared_ptr<Session> session);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  void* get() const { return stream_; }

 private:
  std::shared_ptr<Session> session_;
  void* stream_ = nullptr;
};

// Memory that lies idle between calls.
class Idle {
 public:
  // A piece at least as large, of that session; the context is current.
  std::unique_ptr<DeviceMemory> take(Device& device, const std::shared_ptr<Session>& session, int64_t bytes);
  void give(std::unique_ptr<DeviceMemory> memory);
  // All of it.
  std::vector<std::unique_ptr<DeviceMemory>> drain();

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<DeviceMemory>> pieces_;
};

}  // namespace dlq_cuda
