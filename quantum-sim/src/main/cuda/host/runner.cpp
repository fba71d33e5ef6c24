#include "runner.h"

#include "transfer.h"

namespace dlq_cuda {

Runner::Runner(Device& device, const dlq::Program& program, bool is_double)
    : device_(device), prepared_(program, is_double, device.shared_limit()) {}

std::shared_ptr<DeviceMemory> Runner::image(const std::shared_ptr<Session>& session) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (image_ == nullptr || image_->session() != session) {
    image_.reset();
    image_ = uploaded(device_, session, prepared_.image.get());
  }
  return image_;
}

std::unique_ptr<Workspace> Runner::take(const std::shared_ptr<Session>& session) {
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    while (!idle_.empty()) {
      std::unique_ptr<Workspace> found = std::move(idle_.back());
      idle_.pop_back();
      if (found->session == session) return found;
    }
  }
  return std::make_unique<Workspace>(session);
}

void Runner::work(const std::function<void(Workspace&)>& body) {
  const std::shared_ptr<Session> session = device_.session();
  const Current current(*session);
  std::unique_ptr<Workspace> workspace = take(session);
  try {
    body(*workspace);
  } catch (...) {
    // Nothing that is still under way may find its memory freed.
    if (!session->lost()) session->driver().stream_synchronize(workspace->stream.get());
    throw;
  }
  const std::lock_guard<std::mutex> guard(mutex_);
  idle_.push_back(std::move(workspace));
}

void Runner::run(const dlq::Call& call, bool backward, States* states) {
  work([&](Workspace& workspace) {
    Transfer transfer;
    run(call, backward, states, workspace, transfer);
  });
}

void Runner::run(const dlq::Call& call, bool backward, States* states, Workspace& workspace, Exchange& exchange) {
  // States that were lost with their session are computed again.
  if (backward && states != nullptr && states->memory != nullptr && states->memory->session() != workspace.session) {
    states->clear();
    states = nullptr;
  }
  const std::shared_ptr<DeviceMemory> program = image(workspace.session);
  Final final;
  final.kept = backward && states != nullptr;
  if (final.kept && states->memory == nullptr) throw dlq::BadArgument("states: none are kept");
  if (final.kept && (states->batch != call.batch || states->program != this)) {
    throw dlq::BadArgument("states: kept of another batch or program");
  }
  Running running(device_, prepared_, call, backward, workspace, reinterpret_cast<const char*>(program->get()),
                  exchange);
  try {
    if (!backward && states != nullptr) {
      states->clear();
      // States are kept where the whole batch is on the device at once.
      final.keep = running.samples_at_once() == call.batch;
    }
    if (final.keep) {
      states->memory = idle_states_.take(device_, workspace.session, call.batch * prepared_.state_bytes());
      states->program = this;
      states->batch = call.batch;
    }
    if (final.keep || final.kept) final.states = reinterpret_cast<char*>(states->memory->get());
    running.run(final);
  } catch (...) {
    if (states != nullptr) states->clear();
    throw;
  }
  if (final.kept) idle_states_.give(std::move(states->memory));
}

}  // namespace dlq_cuda
