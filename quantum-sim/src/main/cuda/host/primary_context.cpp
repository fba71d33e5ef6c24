#include "primary_context.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace dlq_cuda {
namespace {

// Those that this thread uses, once for each use within another.
thread_local std::vector<const PrimaryContext*> used;

}  // namespace

PrimaryContext& PrimaryContext::of(DeviceNumber device) {
  static std::mutex mutex;
  // Never freed: threads may come here while the process ends.
  static auto& all = *new std::map<DeviceNumber, PrimaryContext>;
  const std::lock_guard<std::mutex> guard(mutex);
  return all.try_emplace(device, device).first->second;
}

void PrimaryContext::reset(std::shared_ptr<const Driver> driver, uint64_t age) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (age != age_) return;
  age_++;
  asked_ = std::move(driver);
  reset_if_asked();
}

void PrimaryContext::reset_if_asked() {
  if (asked_ == nullptr || users_ > 0) return;
  asked_->context_reset(device_);
  asked_.reset();
}

PrimaryContext::Use::Use(PrimaryContext& context) : context_(context) {
  const bool within = std::count(used.begin(), used.end(), &context) > 0;
  used.push_back(&context);
  std::unique_lock<std::mutex> lock(context.mutex_);
  if (!within) {
    context.left_.wait(lock, [&] { return context.asked_ == nullptr; });
    context.users_++;
  }
  age_ = context.age_;
}

PrimaryContext::Use::~Use() {
  used.erase(std::find(used.begin(), used.end(), &context_));
  if (std::count(used.begin(), used.end(), &context_) > 0) return;
  const std::lock_guard<std::mutex> guard(context_.mutex_);
  context_.users_--;
  context_.reset_if_asked();
  context_.left_.notify_all();
}

}  // namespace dlq_cuda
