// Memory of the device, memory of the host that the device copies from, and streams: freed by whoever goes last, unless
// their session was lost with them.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "session.h"

namespace dlq_cuda {

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

// Bytes that are copied to the device when a session first asks for them.
class Image {
 public:
  std::shared_ptr<DeviceMemory> get(Device& device, const std::shared_ptr<Session>& session,
                                    const std::vector<char>& bytes);
  // Lets go of them: who uses them has them still. Returns whether there were any.
  bool drop();

 private:
  std::mutex mutex_;
  std::shared_ptr<DeviceMemory> memory_;
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

// What calls use one at a time, while none does.
template <class Thing>
class Pool {
 public:
  // One of that session, or a new one.
  template <class Make>
  std::unique_ptr<Thing> take(const std::shared_ptr<Session>& session, Make make) {
    {
      const std::lock_guard<std::mutex> guard(mutex_);
      while (!things_.empty()) {
        std::unique_ptr<Thing> found = std::move(things_.back());
        things_.pop_back();
        if (found->session() == session) return found;
      }
    }
    return make();
  }
  void give(std::unique_ptr<Thing> thing) {
    const std::lock_guard<std::mutex> guard(mutex_);
    things_.push_back(std::move(thing));
  }
  // All of them.
  std::vector<std::unique_ptr<Thing>> drain() {
    const std::lock_guard<std::mutex> guard(mutex_);
    return std::exchange(things_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Thing>> things_;
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
