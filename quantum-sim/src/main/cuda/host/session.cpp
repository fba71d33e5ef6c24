#include "session.h"

#include <algorithm>
#include <map>

#include "dlq_cuda.h"

namespace dlq_cuda {
namespace {

constexpr int kSharedMemoryPerBlockOptIn = 97;
constexpr int kSharedMemoryPerBlock = 8;
constexpr int kComputeMajor = 75;
constexpr int kComputeMinor = 76;
constexpr int kOldestCompute = 7;

constexpr Result kUnsupportedPtx = 222;

// Errors of a kernel that leave nothing of its context usable.
bool ends_in_kernel(Result result) {
  switch (result) {
    case 700:  // illegal address
    case 702:  // launch timeout
    case 710:  // assert
    case 714:  // hardware stack error
    case 715:  // illegal instruction
    case 716:  // misaligned address
    case 717:  // invalid address space
    case 718:  // invalid program counter
    case 719:  // launch failed
      return true;
    default:
      return false;
  }
}

// Errors that say the device or the context is gone.
bool is_gone(Result result) {
  switch (result) {
    case 4:    // deinitialized
    case 46:   // device unavailable
    case 101:  // invalid device
    case 201:  // invalid context
    case 214:  // uncorrectable ECC error
    case 226:  // contained
    case 709:  // context is destroyed
    case 999:  // unknown
      return true;
    default:
      return false;
  }
}

// Devices of each number that are open, and the last session of one that was closed and left memory behind.
struct Opened {
  int devices = 0;
  std::shared_ptr<Session> abandoned;
};
std::mutex opening;
// Never freed: threads may come here while the process ends.
std::map<DeviceNumber, Opened>& all_opened = *new std::map<DeviceNumber, Opened>;

int attribute(const Driver& driver, DeviceNumber device, int which) {
  int value = 0;
  if (const Result result = driver.device_get_attribute(&value, which, device)) {
    driver.refuse(DLQ_CUDA_NO_DEVICE, result, "the device does not tell what it can do");
  }
  return value;
}

}  // namespace

Session::Session(std::shared_ptr<const Driver> driver, DeviceNumber device, std::shared_ptr<const KernelTexts> texts)
    : driver_(std::move(driver)), device_(device), primary_(PrimaryContext::of(device)), texts_(std::move(texts)) {
  const PrimaryContext::Use use(primary_);
  age_ = use.age();
  const Result result = driver_->context_retain(&context_, device_);
  if (result != 0) {
    driver_->refuse(result == kOutOfMemory ? DLQ_CUDA_OUT_OF_MEMORY : DLQ_CUDA_DEVICE_LOST, result,
                    "the device cannot be used");
  }
  try {
    load();
  } catch (...) {
    // No device knows of this session yet.
    free_what_is_left();
    close();
    throw;
  }
}

void Session::load() {
  const Current current(*this);
  shared_limit_ = attribute(*driver_, device_, kSharedMemoryPerBlockOptIn);
  const int by_default = attribute(*driver_, device_, kSharedMemoryPerBlock);
  if (shared_limit_ < by_default) shared_limit_ = by_default;
  // Whether the driver knows the language at all comes to light here, not in the first call.
  kernel(kPrepare, false);
}

void* Session::kernel(Kernel kernel, bool is_double) {
  const std::lock_guard<std::mutex> guard(loading_);
  void*& place = kernels_[is_double ? 1 : 0][kernel];
  if (place == nullptr) place = loaded(kernel, is_double);
  return place;
}

void* Session::loaded(Kernel kernel, bool is_double) {
  const std::string text = texts_->of(kernel_name(kernel, is_double));
  void* module = nullptr;
  const Result result = driver_->module_load(&module, text.c_str(), 0, nullptr, nullptr);
  if (result == kUnsupportedPtx) driver_->refuse(DLQ_CUDA_DRIVER_TOO_OLD, result, "the driver cannot load the kernels");
  if (result == kOutOfMemory) check_memory(result, static_cast<int64_t>(text.size()));
  check(result, "loading a kernel");
  modules_.push_back(module);
  void* found = nullptr;
  check(find_kernel(*driver_, module, kernel, is_double, shared_limit_, &found), "looking for a kernel");
  return found;
}

Session::~Session() { close(); }

void Session::close() {
  if (!lost() && !modules_.empty()) {
    release(*this, [&](const Driver& driver) {
      Result result = 0;
      for (void* const module : modules_) result |= driver.module_unload(module);
      return result;
    });
    free_what_is_left();
  }
  driver_->context_release(device_);
}

void Session::fail(Result result, const std::string& doing, int32_t status) {
  if (ends_in_kernel(result)) {
    lost_ = true;
    status = DLQ_CUDA_LAUNCH_FAILED;
  } else if (is_gone(result)) {
    lost_ = true;
    status = DLQ_CUDA_DEVICE_LOST;
  }
  driver_->refuse(status, result, doing);
}

void Session::check(Result result, const char* doing) {
  if (result == kOutOfMemory) check_memory(result, 0);
  if (result != 0) fail(result, doing, DLQ_CUDA_INTERNAL);
}

void Session::check_launch(Result result, const char* doing) {
  if (result == kOutOfMemory) check_memory(result, 0);
  if (result != 0) fail(result, doing, DLQ_CUDA_LAUNCH_FAILED);
}

void Session::check_memory(Result result, int64_t bytes) {
  if (result == 0) return;
  if (result != kOutOfMemory) fail(result, "allocating memory", DLQ_CUDA_INTERNAL);
  size_t free = 0, total = 0;
  if (driver_->memory_get_info(&free, &total) != 0) free = 0;
  const std::string needed = bytes > 0 ? std::to_string(bytes) + " bytes needed, " : "";
  throw Failure(DLQ_CUDA_OUT_OF_MEMORY,
                "out of device memory: " + needed + std::to_string(free) + " of " + std::to_string(total) + " free, " +
                    driver_->error_name(result),
                driver_->error_name(result), bytes, static_cast<int64_t>(free));
}

LostWithAnother::LostWithAnother()
    : Failure(DLQ_CUDA_DEVICE_LOST, "the device was lost with a call of another; call again",
              "CUDA_ERROR_CONTEXT_IS_DESTROYED") {}

Current::Current(Session& session) : use_(session.primary()), session_(session) {
  if (session.lost()) throw LostWithAnother();
  const Result result = session.driver().context_push(session.context_);
  if (result == 0) return;
  // Whatever the reason, nothing can be done in that context any more.
  session.abandon();
  session.driver().refuse(DLQ_CUDA_DEVICE_LOST, result, "making the context current");
}

Current::~Current() { session_.driver().context_pop(nullptr); }

Device::Device(const char* driver, const std::string& image, int32_t number, int64_t memory_limit)
    : driver_(std::make_shared<Driver>(driver)), texts_(std::make_shared<KernelTexts>(image)) {
  const int count = driver_->count_devices();
  if (number < 0 || number >= count) {
    throw Failure(DLQ_CUDA_NO_DEVICE, "device " + std::to_string(number) + " outside 0.." + std::to_string(count - 1));
  }
  if (const Result result = driver_->device_get(&number_, number)) {
    driver_->refuse(DLQ_CUDA_NO_DEVICE, result, "device " + std::to_string(number) + " cannot be had");
  }
  char name[256] = "";
  size_t total = 0;
  if (driver_->device_get_name(name, sizeof name, number_) != 0) name[0] = 0;
  if (const Result result = driver_->device_total_memory(&total, number_)) {
    driver_->refuse(DLQ_CUDA_NO_DEVICE, result, "the device does not tell its memory");
  }
  const int major = attribute(*driver_, number_, kComputeMajor), minor = attribute(*driver_, number_, kComputeMinor);
  description_ = std::string(name) + ", compute " + std::to_string(major) + "." + std::to_string(minor) +
                 ", driver for CUDA " + driver_->version_text();
  compute_ = 10 * major + minor;
  if (major < kOldestCompute) {
    throw Failure(DLQ_CUDA_NO_DEVICE, description_ + ": compute 7.0 or later is needed");
  }
  memory_ = static_cast<int64_t>(total);
  if (memory_limit > 0 && memory_limit < memory_) memory_ = memory_limit;
  const std::lock_guard<std::mutex> guard(opening);
  shared_limit_ = session()->shared_limit();
  all_opened[number_].devices++;
}

// A reset would take the context from other devices of the same number, and is left to the last of them.
Device::~Device() {
  const std::lock_guard<std::mutex> guard(opening);
  Opened& opened = all_opened[number_];
  if (session_ != nullptr && session_->abandoned()) opened.abandoned = session_;
  if (--opened.devices > 0) return;
  if (opened.abandoned != nullptr) opened.abandoned->free_what_is_left();
  opened.abandoned.reset();
}

std::shared_ptr<Session> Device::session() {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (session_ != nullptr && session_->lost()) {
    session_->free_what_is_left();
    session_.reset();
  }
  if (session_ == nullptr) session_ = std::make_shared<Session>(driver_, number_, texts_);
  return session_;
}

void Device::add(Reclaimable& user) {
  const std::lock_guard<std::mutex> guard(users_mutex_);
  users_.push_back(&user);
}

void Device::remove(Reclaimable& user) {
  const std::lock_guard<std::mutex> guard(users_mutex_);
  users_.erase(std::find(users_.begin(), users_.end(), &user));
}

bool Device::reclaim() {
  const std::lock_guard<std::mutex> guard(users_mutex_);
  bool any = false;
  for (Reclaimable* const user : users_) any |= user->reclaim();
  return any;
}

void Device::take(int64_t bytes) {
  const int64_t before = held_.fetch_add(bytes);
  if (before + bytes <= memory_) return;
  held_ -= bytes;
  const int64_t left = memory_ - before;
  throw Failure(DLQ_CUDA_OUT_OF_MEMORY,
                "out of device memory: " + std::to_string(bytes) + " bytes needed, " + std::to_string(left) + " of " +
                    std::to_string(memory_) + " left to this engine, CUDA_ERROR_OUT_OF_MEMORY",
                "CUDA_ERROR_OUT_OF_MEMORY", bytes, left);
}

}  // namespace dlq_cuda
