#include "on_device.h"

#include <algorithm>
#include <utility>

namespace dlq_cuda {

int64_t States::bytes() const {
  int64_t bytes = 0;
  for (const std::unique_ptr<DeviceMemory>& piece : pieces) bytes += piece == nullptr ? 0 : piece->bytes();
  return bytes;
}

OnDevice::OnDevice(Device& device, const Prepared& program, Compiler* compiler)
    : device_(device), program_(program), own_kernels_(device, program, compiler) {
  device_.add(*this);
}

OnDevice::~OnDevice() { device_.remove(*this); }

bool OnDevice::reclaim() {
  const bool states = !idle_states_.drain().empty(), lanes = !idle_.drain().empty();
  return image_.drop() || states || lanes;
}

std::unique_ptr<Lane> OnDevice::take(const std::shared_ptr<Session>& session) {
  return idle_.take(session, [&] { return std::make_unique<Lane>(device_, session); });
}

void OnDevice::reserve(const Batch& batch, int64_t first, int64_t step, States& states) {
  const std::shared_ptr<Session> session = batch.exchange().session(device_);
  const Current current(*session);
  for (int64_t i = first; i < batch.num_pieces(); i += step) {
    states.pieces[static_cast<size_t>(i)] = idle_states_.take(device_, session, batch.state_bytes(i));
  }
}

void OnDevice::run(const Batch& batch, int64_t first, int64_t step, bool keep, States* states,
                   const std::atomic<bool>& failed) {
  const std::shared_ptr<Session> session = batch.exchange().session(device_);
  const Current current(*session);
  const std::shared_ptr<DeviceMemory> program = image_.get(device_, session, program_.image.get());
  const auto* const image = reinterpret_cast<const char*>(program->get());
  const Kernels kernels = own_kernels_.choose(session);
  std::vector<std::unique_ptr<Lane>> lanes;
  lanes.push_back(take(session));
  if (batch.in_pairs() && first + step < batch.num_pieces()) lanes.push_back(take(session));
  try {
    size_t turn = 0;
    for (int64_t i = first; i < batch.num_pieces() && !failed; i += step, turn++) {
      Lane& lane = *lanes[turn % lanes.size()];
      lane.finish(batch);
      Lane::Final final{nullptr, keep, states != nullptr && !keep};
      if (states != nullptr) {
        const DeviceMemory& piece = *states->pieces[static_cast<size_t>(i)];
        if (piece.session() != session) throw LostWithAnother();
        final.states = reinterpret_cast<char*>(piece.get());
      }
      lane.start(batch, i, final, image, kernels);
    }
    for (size_t i = 0; i < lanes.size(); i++) lanes[(turn + i) % lanes.size()]->finish(batch);
  } catch (...) {
    // Nothing that is still under way may find its memory freed.
    for (const std::unique_ptr<Lane>& lane : lanes) lane->abandon();
    throw;
  }
  for (std::unique_ptr<Lane>& lane : lanes) idle_.give(std::move(lane));
}

}  // namespace dlq_cuda
