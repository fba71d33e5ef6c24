#include "memory.h"

#include <algorithm>
#include <utility>

#include "dlq_cuda.h"

namespace dlq_cuda {
namespace {

// Again, when idle memory has made way.
template <class Allocate>
void allocate_twice(Device& device, Allocate allocate) {
  try {
    allocate();
  } catch (const Failure& failure) {
    if (failure.status != DLQ_CUDA_OUT_OF_MEMORY || !device.reclaim()) throw;
    allocate();
  }
}

}  // namespace

DeviceMemory::DeviceMemory(Device& device, std::shared_ptr<Session> session, int64_t bytes)
    : device_(device), session_(std::move(session)), bytes_(bytes) {
  allocate_twice(device_, [&] { allocate(); });
}

void DeviceMemory::allocate() {
  device_.take(bytes_);
  try {
    session_->check_memory(session_->driver().memory_allocate(&pointer_, static_cast<size_t>(bytes_)), bytes_);
  } catch (...) {
    device_.give(bytes_);
    throw;
  }
}

DeviceMemory::~DeviceMemory() {
  release(*session_, [&](const Driver& driver) { return driver.memory_free(pointer_); });
  device_.give(bytes_);
}

PinnedMemory::PinnedMemory(Device& device, std::shared_ptr<Session> session, int64_t bytes)
    : session_(std::move(session)), bytes_(bytes) {
  allocate_twice(device, [&] {
    session_->check(session_->driver().host_allocate(&memory_, static_cast<size_t>(bytes_)), "pinning memory");
  });
}

PinnedMemory::~PinnedMemory() {
  release(*session_, [&](const Driver& driver) { return driver.host_free(memory_); });
}

Stream::Stream(std::shared_ptr<Session> session) : session_(std::move(session)) {
  constexpr unsigned kNonBlocking = 1;
  session_->check(session_->driver().stream_create(&stream_, kNonBlocking), "making a stream");
}

Stream::~Stream() {
  release(*session_, [&](const Driver& driver) { return driver.stream_destroy(stream_); });
}

Event::Event(std::shared_ptr<Session> session) : session_(std::move(session)) {
  constexpr unsigned kDisableTiming = 2;
  session_->check(session_->driver().event_create(&event_, kDisableTiming), "making an event");
}

Event::~Event() {
  release(*session_, [&](const Driver& driver) { return driver.event_destroy(event_); });
}

// Allocating may let go of what is kept here, and is therefore done outside the lock.
std::shared_ptr<DeviceMemory> Image::get(Device& device, const std::shared_ptr<Session>& session,
                                         const std::vector<char>& bytes) {
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (memory_ != nullptr && memory_->session() == session) return memory_;
  }
  auto made = std::make_shared<DeviceMemory>(device, session, static_cast<int64_t>(bytes.size()));
  const Stream stream(session);
  session->check(session->driver().copy_to_device(made->get(), bytes.data(), bytes.size(), stream.get()),
                 "copying a program to the device");
  session->check(session->driver().stream_synchronize(stream.get()), "copying a program to the device");
  const std::lock_guard<std::mutex> guard(mutex_);
  memory_ = made;
  return made;
}

bool Image::drop() {
  std::shared_ptr<DeviceMemory> dropped;
  const std::lock_guard<std::mutex> guard(mutex_);
  dropped.swap(memory_);
  return dropped != nullptr;
}

std::unique_ptr<DeviceMemory> Idle::take(Device& device, const std::shared_ptr<Session>& session, int64_t bytes) {
  std::unique_ptr<DeviceMemory> found;
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    const auto piece = std::find_if(pieces_.begin(), pieces_.end(), [&](const std::unique_ptr<DeviceMemory>& one) {
      return one->session() == session && one->bytes() >= bytes;
    });
    if (piece != pieces_.end()) {
      found = std::move(*piece);
      pieces_.erase(piece);
    } else if (!pieces_.empty()) {
      // Too small, or lost: makes way.
      pieces_.pop_back();
    }
  }
  return found != nullptr ? std::move(found) : std::make_unique<DeviceMemory>(device, session, bytes);
}

std::vector<std::unique_ptr<DeviceMemory>> Idle::drain() {
  const std::lock_guard<std::mutex> guard(mutex_);
  return std::exchange(pieces_, {});
}

void Idle::give(std::unique_ptr<DeviceMemory> memory) {
  const std::lock_guard<std::mutex> guard(mutex_);
  pieces_.push_back(std::move(memory));
}

}  // namespace dlq_cuda
