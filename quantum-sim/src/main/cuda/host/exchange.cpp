#include "exchange.h"

namespace dlq_cuda {

void Workspace::reserve(Device& device, int64_t bytes, int64_t pinned_bytes) {
  if (memory == nullptr || memory->bytes() < bytes) {
    memory.reset();
    memory = std::make_unique<DeviceMemory>(device, session, bytes);
  }
  if (pinned == nullptr || pinned->bytes() < pinned_bytes) {
    pinned.reset();
    pinned = std::make_unique<PinnedMemory>(session, pinned_bytes);
  }
}

void Stage::copy_up(int64_t from, int64_t to) const {
  work.session->check(
      work.session->driver().copy_to_device(work.memory->get() + static_cast<Pointer>(from), work.pinned->get() + from,
                                            static_cast<size_t>(to - from), work.stream.get()),
      "copying arguments to the device");
}

void Stage::copy_down(int64_t from, int64_t to) const {
  work.session->check(
      work.session->driver().copy_to_host(work.pinned->get() + from, work.memory->get() + static_cast<Pointer>(from),
                                          static_cast<size_t>(to - from), work.stream.get()),
      "copying results from the device");
}

void Stage::wait() const {
  work.session->check_launch(work.session->driver().stream_synchronize(work.stream.get()), "running kernels");
}

}  // namespace dlq_cuda
