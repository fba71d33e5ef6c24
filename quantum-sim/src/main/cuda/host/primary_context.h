// The primary context of a device, which all sessions of the process share. Resetting it frees all that anyone has
// allocated there, and memory allocated later may lie where that lay: nobody resets it while others use it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>

#include "driver.h"

namespace dlq_cuda {

class PrimaryContext {
 public:
  static PrimaryContext& of(DeviceNumber device);
  explicit PrimaryContext(DeviceNumber device) : device_(device) {}

  // How often it was reset. What was made at another age is lost.
  uint64_t age() const { return age_; }
  // Where it is of that age, it is older from now on; it is reset when the last that use it leave.
  void reset(std::shared_ptr<const Driver> driver, uint64_t age);

  // Keeps it as it is for as long as this lives. Threads may use it within their own use.
  class Use {
   public:
    explicit Use(PrimaryContext& context);
    ~Use();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    // When it began: others may ask for a reset since.
    uint64_t age() const { return age_; }

   private:
    PrimaryContext& context_;
    uint64_t age_;
  };

 private:
  void reset_if_asked();

  const DeviceNumber device_;
  std::atomic<uint64_t> age_{0};
  std::mutex mutex_;
  std::condition_variable left_;
  int users_ = 0;
  std::shared_ptr<const Driver> asked_;  // by whom it is to be reset
};

}  // namespace dlq_cuda
