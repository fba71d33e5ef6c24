#include "runner.h"

#include <algorithm>
#include <exception>
#include <thread>

#include "dlq_cuda.h"
#include "drawing.h"
#include "transfer.h"

namespace dlq_cuda {

Devices::Devices(const char* driver, const std::string& image, const std::vector<int32_t>& numbers,
                 int64_t memory_limit, std::unique_ptr<Compiler> compiler)
    : compiler_(std::move(compiler)) {
  for (const int32_t number : numbers) {
    devices_.push_back(std::make_unique<Device>(driver, image, number, memory_limit));
    description_ += (description_.empty() ? "" : "; ") + devices_.back()->description();
  }
}

int Devices::shared_limit() const {
  int least = devices_.front()->shared_limit();
  for (const std::unique_ptr<Device>& device : devices_) least = std::min(least, device->shared_limit());
  return least;
}

int64_t Devices::memory() const {
  int64_t least = devices_.front()->memory();
  for (const std::unique_ptr<Device>& device : devices_) least = std::min(least, device->memory());
  return least;
}

int64_t Devices::held() const {
  int64_t held = 0;
  for (const std::unique_ptr<Device>& device : devices_) held += device->held();
  return held;
}

Runner::Runner(Devices& devices, const dlq::Program& program, bool is_double)
    : devices_(devices), prepared_(program, is_double, devices.shared_limit()) {
  for (const std::unique_ptr<Device>& device : devices.get()) {
    on_devices_.push_back(std::make_unique<OnDevice>(*device, prepared_, devices.compiler()));
  }
}

void Runner::run(const dlq::Call& call, bool backward, States* states) {
  Transfer transfer(prepared_, call, backward);
  run(call, backward, states, transfer, on_devices_.size());
}

void Runner::run(const dlq::Call& call, bool backward, States* states, Exchange& exchange, size_t num_devices) {
  backward ? this->backward(call, states, exchange, num_devices) : forward(call, states, exchange, num_devices);
}

void Runner::draw(const dlq::Call& call, int64_t shots, const Streams& streams, uint32_t* drawn) {
  Drawing drawing(prepared_, call, shots, streams, drawn);
  forward(call, nullptr, drawing, on_devices_.size());
}

void Runner::forward(const dlq::Call& call, States* states, Exchange& exchange, size_t num_devices) {
  if (states != nullptr) {
    states->clear();
    const Batch batch(prepared_, call, false, true, devices_.memory(), exchange);
    const Job job{batch, static_cast<int64_t>(num_devices)};
    if (reserve(job, call.batch, *states)) {
      share_out(job, true, states);
      return;
    }
  }
  const Batch batch(prepared_, call, false, false, devices_.memory(), exchange);
  share_out({batch, static_cast<int64_t>(num_devices)}, false, nullptr);
}

void Runner::backward(const dlq::Call& call, States* states, Exchange& exchange, size_t num_devices) {
  if (states != nullptr && states->empty()) throw dlq::BadArgument("states: none are kept");
  if (states != nullptr && (states->batch != call.batch || states->program != this)) {
    throw dlq::BadArgument("states: kept of another batch or program");
  }
  // States that were lost with their session are computed again.
  if (states != nullptr && !are_here(*states, exchange, num_devices)) {
    states->clear();
    states = nullptr;
  }
  const Batch batch(prepared_, call, true, states != nullptr, devices_.memory(), exchange);
  share_out({batch, static_cast<int64_t>(num_devices)}, false, states);
  if (states == nullptr) return;
  for (size_t i = 0; i < states->pieces.size(); i++) {
    on_devices_[i % num_devices]->give(std::move(states->pieces[i]));
  }
  states->clear();
}

bool Runner::are_here(const States& states, const Exchange& exchange, size_t num_devices) const {
  for (size_t i = 0; i < states.pieces.size(); i++) {
    if (states.pieces[i]->session() != exchange.session(on_devices_[i % num_devices]->device())) return false;
  }
  return true;
}

// States are kept where all have room at once.
bool Runner::reserve(const Job& job, int32_t samples, States& states) {
  if (samples * prepared_.state_bytes() / job.num_devices > devices_.memory() / 2) return false;
  states.pieces.resize(static_cast<size_t>(job.batch.num_pieces()));
  states.program = this;
  states.batch = samples;
  try {
    for (int64_t i = 0; i < job.num_devices; i++)
      on_devices_[static_cast<size_t>(i)]->reserve(job.batch, i, job.num_devices, states);
    return true;
  } catch (const Failure& failure) {
    states.clear();
    if (failure.status != DLQ_CUDA_OUT_OF_MEMORY) throw;
    return false;
  }
}

void Runner::share_out(const Job& job, bool keep, States* states) {
  try {
    run_pieces(job, keep, states);
  } catch (...) {
    if (states != nullptr) states->clear();
    throw;
  }
}

void Runner::run_pieces(const Job& job, bool keep, States* states) {
  job.batch.exchange().begin(job.batch.num_pieces());
  const auto users = static_cast<size_t>(std::min(job.num_devices, job.batch.num_pieces()));
  std::vector<std::exception_ptr> failures(users);
  std::atomic<bool> failed{false};
  const auto run = [&](size_t i) {
    try {
      on_devices_[i]->run(job.batch, static_cast<int64_t>(i), job.num_devices, keep, states, failed);
    } catch (...) {
      failures[i] = std::current_exception();
      failed = true;
    }
  };
  std::vector<std::thread> threads;
  try {
    for (size_t i = 1; i < users; i++) threads.emplace_back(run, i);
  } catch (...) {
    failures[0] = std::current_exception();
    failed = true;
  }
  if (threads.size() + 1 == users) run(0);
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& failure : failures) {
    if (failure != nullptr) std::rethrow_exception(failure);
  }
  job.batch.exchange().end();
}

}  // namespace dlq_cuda
