// A device in use: its context, the kernels that calls have needed there, and its limits. After an error that a context
// does not survive a session is lost, with all that was allocated in it, and the device opens another at the next call.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "driver.h"
#include "kernels.h"
#include "primary_context.h"

namespace dlq_cuda {

class Session {
 public:
  Session(std::shared_ptr<const Driver> driver, DeviceNumber device, std::shared_ptr<const KernelTexts> texts);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const Driver& driver() const { return *driver_; }
  // Its place on the device, where it is loaded when it is first asked for; the session's context is current.
  void* kernel(Kernel kernel, bool is_double);
  // Bytes of memory that one thread block may share.
  int shared_limit() const { return shared_limit_; }

  PrimaryContext& primary() const { return primary_; }
  // What was made in one that is lost is there until the last use of the context ends.
  bool lost() const { return lost_ || age_ != primary_.age(); }
  // What cannot be freed goes with the context, which the device resets at the next call.
  void abandon() { lost_ = true; }
  // Whether it is, and its context still as it was then.
  bool abandoned() const { return lost_ && age_ == primary_.age(); }
  // Resets the context then.
  void free_what_is_left() {
    if (lost_) primary_.reset(driver_, age_);
  }

  // Throws what an error of a copy, a stream or the like means.
  void check(Result result, const char* doing);
  void check_launch(Result result, const char* doing);
  void check_memory(Result result, int64_t bytes);

 private:
  void load();
  void* loaded(Kernel kernel, bool is_double);
  void close();
  [[noreturn]] void fail(Result result, const std::string& doing, int32_t status);

  std::shared_ptr<const Driver> driver_;
  DeviceNumber device_;
  PrimaryContext& primary_;
  void* context_ = nullptr;
  std::shared_ptr<const KernelTexts> texts_;
  int shared_limit_ = 0;
  std::mutex loading_;
  std::vector<void*> modules_;
  std::array<std::array<void*, kNumKernels>, 2> kernels_{};
  std::atomic<bool> lost_{false};
  uint64_t age_;  // of the context

  friend class Current;
};

// While a call was under way, a call of another device of the same number has failed and taken the context.
struct LostWithAnother : Failure {
  LostWithAnother();
};

// Uses the session's context, makes it the thread's, and gives back what the thread had.
class Current {
 public:
  explicit Current(Session& session);
  ~Current();
  Current(const Current&) = delete;
  Current& operator=(const Current&) = delete;

 private:
  const PrimaryContext::Use use_;
  Session& session_;
};

// Frees something of a session that is not lost; what cannot be freed goes with the context.
template <class Free>
void release(Session& session, Free free) {
  const PrimaryContext::Use use(session.primary());
  if (session.lost()) return;
  try {
    const Current current(session);
    if (free(session.driver()) != 0) session.abandon();
  } catch (const Failure&) {
    // The context is gone, and what was in it.
  }
}

// Who keeps memory of a device for its next calls.
class Reclaimable {
 public:
  virtual bool reclaim() = 0;

 protected:
  ~Reclaimable() = default;
};

class Device {
 public:
  Device(const char* driver, const std::string& image, int32_t number, int64_t memory_limit);
  ~Device();
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  // The session in use, or another where that is lost.
  std::shared_ptr<Session> session();
  const std::string& description() const { return description_; }
  int shared_limit() const { return shared_limit_; }
  // 10 major + minor.
  int compute() const { return compute_; }
  int64_t memory() const { return memory_; }
  int64_t held() const { return held_; }

  // Has the users of memory free what they keep for their next calls; returns whether there was anything.
  bool reclaim();
  void add(Reclaimable& user);
  void remove(Reclaimable& user);

  // Counts bytes that are about to be allocated.
  void take(int64_t bytes);
  void give(int64_t bytes) { held_ -= bytes; }

 private:
  std::shared_ptr<const Driver> driver_;
  std::shared_ptr<const KernelTexts> texts_;
  DeviceNumber number_ = 0;
  std::string description_;
  int shared_limit_ = 0;
  int compute_ = 0;
  int64_t memory_ = 0;
  std::atomic<int64_t> held_{0};
  std::mutex mutex_;
  std::shared_ptr<Session> session_;
  std::mutex users_mutex_;
  std::vector<Reclaimable*> users_;
};

}  // namespace dlq_cuda
