#include "runner.h"

#include <algorithm>
#include <atomic>
#include <new>

#include "workers.h"

namespace dlq {
namespace {

// Below this much work, in nanoseconds, other threads would take longer to wake than to help.
constexpr double kWorthThreads = 50e3;
constexpr double kSlotsPerNanosecond = 3;
constexpr double kBackward = 4;  // times what forward takes

// From so many qubits on the state of one sample has rows enough to fill a cache; at least so many bits stay for rows.
constexpr int32_t kLargeState = 13;
constexpr int32_t kRowBits = 3;

constexpr int kFewTiles = 4;

// A circuit is called with the same slots shared every time, and with a few kinds of batches.
constexpr size_t kMostArranged = 8;

// Chunks of a batch depend on its tiles alone, so that results do not depend on the number of threads.
constexpr int kMostChunks = 64;
int chunks_of(int tiles, bool little_work) {
  if (little_work) return 1;
  return tiles <= 64 ? std::min(tiles, 8) : std::min(tiles / 8, kMostChunks);
}

void require(size_t bytes) {
  if (bytes > memory_limit()) {
    throw OutOfMemory("a call needs " + std::to_string(bytes) + " bytes, it may take " +
                      std::to_string(memory_limit()));
  }
}

}  // namespace

Runner::Runner(const int64_t* code, int64_t code_length, const double* reals, int64_t reals_length, bool is_double,
               const KernelSet& kernels)
    : owned_(code, code_length, reals, reals_length),
      whole_(is_double ? kernels.whole_double : kernels.whole_float),
      split_(is_double ? kernels.split_double : kernels.split_float) {}

Arranged::Arranged(const Program& program, const Layout& layout, const std::vector<bool>& own, const Kernels& of_layout)
    : schedule(program, layout, own), kernels(of_layout), shared_bytes(of_layout.shared_bytes(program, schedule)) {
  for (const bool backward : {false, true}) {
    for (const bool divided : {false, true}) {
      for (const bool kept : {false, true}) {
        const Work work{backward, divided, kept};
        bytes[work.kind()] = of_layout.scratch_bytes(program, schedule, work);
      }
    }
  }
}

bool Arranged::suits(const Call& call, int32_t lane_bits) const {
  if (schedule.layout.lane_bits != lane_bits) return false;
  for (size_t k = 0; k < schedule.own.size(); k++) {
    if (schedule.own[k] == (call.slot_shared[k] != 0)) return false;
  }
  return true;
}

int Arranged::tiles(const Call& call) const {
  const int32_t samples = schedule.layout.samples();
  return call.batch / samples + (call.batch % samples != 0 ? 1 : 0);
}

size_t Arranged::state_bytes(const Call& call) const {
  const size_t tile = static_cast<size_t>(kernels.row_bytes) << schedule.layout.row_bits();
  return tile * static_cast<size_t>(tiles(call));
}

void States::clear() {
  shared_.reset();
  states_.reset();
  arranged_.reset();
}

int64_t States::bytes() const { return states_ ? static_cast<int64_t>(shared_->bytes() + states_->bytes()) : 0; }

std::shared_ptr<Arranged> Runner::arrange(const Call& call, int32_t lane_bits) {
  const Program& program = owned_.program;
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const std::shared_ptr<Arranged>& known : arranged_) {
    if (known->suits(call, lane_bits)) return known;
  }
  std::vector<bool> own;
  for (int32_t k = 0; k < program.num_slots; k++) own.push_back(call.slot_shared[k] == 0);
  const Kernels& kernels = lane_bits == 0 ? whole_ : split_;
  const Layout layout{program.num_qubits, lane_bits, kernels.lanes, kernels.row_bytes};
  if (arranged_.size() == kMostArranged) arranged_.erase(arranged_.begin());
  arranged_.push_back(std::make_shared<Arranged>(program, layout, own, kernels));
  return arranged_.back();
}

// Lanes that samples do not fill hold amplitudes of a sample; so do all lanes where the state of one sample is large.
int32_t Runner::lane_bits(int32_t batch) const {
  const int32_t qubits = owned_.program.num_qubits;
  const int32_t samples = qubits >= kLargeState ? 1 : batch;
  int32_t bits = 0;
  while (bits + kRowBits < qubits && whole_.lanes >> (bits + 1) >= samples) bits++;
  return bits;
}

// What the states alone take, before the program is arranged for them.
void Runner::check_memory(const Call& call, bool backward, bool kept) const {
  const size_t sample = static_cast<size_t>(whole_.row_bytes / whole_.lanes) << owned_.program.num_qubits;
  const size_t row = static_cast<size_t>(whole_.row_bytes) << owned_.program.num_qubits >> lane_bits(call.batch);
  const bool probabilities = owned_.program.measurement == kProbabilities;
  const size_t outcomes = probabilities ? static_cast<size_t>(owned_.program.num_outputs) : 0;
  const size_t all = kept ? sample * static_cast<size_t>(call.batch) : 0;
  require(all + row * (backward ? 2 : 1) + row / 2 + outcomes * static_cast<size_t>(whole_.row_bytes) / 2);
}

// Memory for a call, and what its tiles share.
void Runner::open(const Call& call, bool keep, States& states) {
  states.clear();
  states.arranged_ = arrange(call, lane_bits(call.batch));
  Arranged& arranged = *states.arranged_;
  states.batch_ = call.batch;
  require(arranged.shared_bytes + (keep ? arranged.state_bytes(call) : 0));
  states.shared_.emplace(arranged.shared, arranged.shared_bytes);
  if (keep) states.states_.emplace(arranged.states, arranged.state_bytes(call));
  arranged.kernels.prepare(owned_.program, arranged.schedule, call, states.shared_->get());
}

void Runner::check_kept(const Call& call, const States& states) const {
  if (!states.states_) throw BadArgument("states: none are kept");
  if (states.batch_ != call.batch || !states.arranged_->suits(call, lane_bits(call.batch))) {
    throw BadArgument("states: kept of another batch");
  }
}

void Runner::run(Call call, bool backward, States* kept) {
  check_memory(call, backward, kept != nullptr);
  States of_call;
  States& states = kept != nullptr ? *kept : of_call;
  const bool walks_back = backward && kept != nullptr;
  if (walks_back) check_kept(call, states);
  try {
    if (!walks_back) open(call, kept != nullptr, states);
    if (states.states_) call.states = states.states_->get();
    run(*states.arranged_, call, backward, states.shared_->get());
  } catch (...) {
    states.clear();
    throw;
  }
  if (backward) states.clear();
}

void Runner::run(Arranged& arranged, const Call& call, bool backward, void* shared) {
  const Program& program = owned_.program;
  const Kernels& kernels = arranged.kernels;
  const Schedule& schedule = arranged.schedule;
  const int32_t samples = schedule.layout.samples();
  const int tiles = arranged.tiles(call);
  const double tile = schedule.slots * (backward ? kBackward : 1) / kSlotsPerNanosecond;
  const bool little_work = tile * tiles < kWorthThreads;
  const int chunks = chunks_of(tiles, little_work);
  // Few tiles with much work in each are divided among threads, whatever the number of threads.
  const Work work{backward, tiles < kFewTiles && tile > kWorthThreads, call.states != nullptr};
  const size_t bytes = arranged.bytes[work.kind()];
  const size_t taken = arranged.shared_bytes + (work.kept ? arranged.state_bytes(call) : 0);
  require(taken + bytes);
  const size_t fit = work.divided ? 1024 : std::min<size_t>((memory_limit() - taken) / bytes, 1024);
  int threads = little_work ? 1 : std::min(Workers::instance().threads(), static_cast<int>(fit));

  const auto slots = static_cast<size_t>(program.num_slots);
  Pool::Lease sums(arranged.sums, sizeof(double) * slots * kMostChunks);
  double* const gradients = static_cast<double*>(sums.get());
  if (backward) {
    std::fill(gradients, gradients + slots * static_cast<size_t>(chunks), 0.0);
    for (size_t slot = 0; slot < slots; slot++) {
      double* const from = call.angle_gradient + call.slot_start[slot];
      std::fill(from, from + (call.slot_shared[slot] != 0 ? 1 : call.batch), 0.0);
    }
  }
  const Team team{[](void* context, int count, void (*work)(void*, int), void* argument) {
                    Workers::instance().run(count, *static_cast<int*>(context),
                                            [=](int piece) { work(argument, piece); });
                  },
                  &threads};
  std::atomic<bool> failed{false};
  const auto run_chunk = [&](int chunk) {
    const int64_t from = int64_t{tiles} * chunk / chunks * samples;
    const int64_t to = std::min<int64_t>(int64_t{tiles} * (chunk + 1) / chunks * samples, call.batch);
    const auto first = static_cast<int32_t>(from), count = static_cast<int32_t>(to - from);
    try {
      Pool::Lease mine(arranged.scratch, bytes);
      if (backward) {
        kernels.backward(program, schedule, call, shared, first, count, mine.get(), work.divided ? &team : nullptr,
                         gradients + slots * static_cast<size_t>(chunk));
      } else {
        kernels.forward(program, schedule, call, shared, first, count, mine.get(), work.divided ? &team : nullptr);
      }
    } catch (const std::bad_alloc&) {
      failed = true;
    }
  };
  Workers::instance().run(chunks, work.divided ? 1 : threads, run_chunk);
  if (failed) throw std::bad_alloc();
  if (!backward) return;
  for (size_t slot = 0; slot < slots; slot++) {
    if (call.slot_shared[slot] == 0) continue;
    double sum = 0;
    for (int chunk = 0; chunk < chunks; chunk++) sum += gradients[slots * static_cast<size_t>(chunk) + slot];
    call.angle_gradient[call.slot_start[slot]] += sum;
  }
}

}  // namespace dlq
