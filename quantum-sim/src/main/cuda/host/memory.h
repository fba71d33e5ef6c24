// Memory of the device, memory of the host that the device copies from, and streams: freed by whoever goes last, unless
// their session was lost with them.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "session.h"

namespace dlq_cuda {

class DeviceMemory {
 public:
  // The session's context is current.
  DeviceMemory(Device& device, std::shared_ptr<Session> session, int64_t bytes);
  ~DeviceMemory();
  DeviceMemory(const DeviceMemory&) = delete;
  DeviceMemory& operator=(const DeviceMemory&) = delete;

  Pointer get() const { return pointer_; }
  int64_t bytes() const { return bytes_; }
  const std::shared_ptr<Session>& session() const { return session_; }

 private:
  Device& device_;
  std::shared_ptr<Session> session_;
  int64_t bytes_;
  Pointer pointer_ = 0;
};

// Memory of the device with these bytes in it.
std::shared_ptr<DeviceMemory> uploaded(Device& device, const std::shared_ptr<Session>& session,
                                       const std::vector<char>& bytes);

class PinnedMemory {
 public:
  PinnedMemory(std::shared_ptr<Session> session, int64_t bytes);
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

// A point in the work of a stream that others wait for.
class Event {
 public:
  explicit Event(std::shared_ptr<Session> session);
  ~Event();
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  void* get() const { return event_; }

 private:
  std::shared_ptr<Session> session_;
  void* event_ = nullptr;
};

// Memory that lies idle between calls.
class Idle {
 public:
  // A piece at least as large, of that session; the context is current.
  std::unique_ptr<DeviceMemory> take(Device& device, const std::shared_ptr<Session>& session, int64_t bytes);
  void give(std::unique_ptr<DeviceMemory> memory);

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<DeviceMemory>> pieces_;
};

}  // namespace dlq_cuda
