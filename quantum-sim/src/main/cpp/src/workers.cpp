#include "workers.h"

#include <algorithm>
#include <system_error>

namespace dlq {
namespace {

constexpr int kRoundShift = 16;
constexpr uint64_t kHelpersMask = (1 << kRoundShift) - 1;

typedef std::chrono::steady_clock Clock;

// Before it sleeps a thread looks again for as long as its last work took: training calls again soon, and waking may take
// a tenth of a millisecond where processors are virtual. Never less than waking costs, and never long enough to be in
// anybody's way.
constexpr std::chrono::nanoseconds kShortestLook = std::chrono::microseconds(15);
constexpr std::chrono::nanoseconds kLongestLook = std::chrono::microseconds(200);

void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

// Whether it came true while looked for.
template <class Condition>
bool look(std::chrono::nanoseconds worked, Condition condition) {
  const auto until = Clock::now() + std::clamp(worked, kShortestLook, kLongestLook);
  do {
    for (int i = 0; i < 8; i++) {
      if (condition()) return true;
      pause();
    }
  } while (Clock::now() < until);
  return false;
}

}  // namespace

Workers& Workers::instance() {
  // Never destroyed: threads of the JVM may still call when the process ends.
  static Workers* workers = new Workers();
  return *workers;
}

int Workers::threads() {
  const int set = threads_.load();
  if (set > 0) return set;
  static const unsigned present = std::thread::hardware_concurrency();
  return present == 0 ? 1 : static_cast<int>(present);
}

void Workers::set_threads(int threads) {
  const std::lock_guard<std::mutex> in_use(in_use_);
  stop();
  threads_ = threads;
}

void Workers::run(int count, int threads, const std::function<void(int)>& work) {
  std::unique_lock<std::mutex> in_use(in_use_, std::defer_lock);
  if (std::min(count, threads) < 2 || !in_use.try_lock()) {
    for (int i = 0; i < count; i++) work(i);
    return;
  }
  start(std::min({count, threads, this->threads()}) - 1);
  const int helpers = std::min({count - 1, threads - 1, static_cast<int>(helpers_.size())});
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    work_ = &work;
    count_ = count;
    next_ = 0;
    busy_ = helpers;
    round_ = ((round_ >> kRoundShift) + 1) << kRoundShift | static_cast<uint64_t>(helpers);
  }
  wake_.notify_all();
  await_helpers(take(work, count));
}

std::chrono::nanoseconds Workers::take(const std::function<void(int)>& work, int count) {
  const auto start = Clock::now();
  for (int mine = next_++; mine < count; mine = next_++) work(mine);
  return Clock::now() - start;
}

void Workers::await_helpers(std::chrono::nanoseconds worked) {
  if (look(worked, [this] { return busy_ == 0; })) return;
  std::unique_lock<std::mutex> lock(mutex_);
  done_.wait(lock, [this] { return busy_ == 0; });
}

uint64_t Workers::await_round(uint64_t seen, std::chrono::nanoseconds worked) {
  if (look(worked, [&] { return round_ != seen; })) return round_;
  std::unique_lock<std::mutex> lock(mutex_);
  wake_.wait(lock, [&] { return stopping_ || round_ != seen; });
  return round_;
}

void Workers::loop(int index, uint64_t seen) {
  std::chrono::nanoseconds worked{0};
  for (;;) {
    const uint64_t round = await_round(seen, worked);
    if (round == seen) return;  // woken to stop
    seen = round;
    // The round cannot end before those who take part have.
    if (index >= static_cast<int>(round & kHelpersMask)) continue;
    worked = take(*work_, count_);
    if (--busy_ == 0) {
      const std::lock_guard<std::mutex> lock(mutex_);
      done_.notify_one();
    }
  }
}

// As many as the system grants: those that are there do the work.
void Workers::start(int helpers) {
  try {
    while (static_cast<int>(helpers_.size()) < helpers) {
      helpers_.emplace_back(
          [this, index = static_cast<int>(helpers_.size()), seen = round_.load()] { loop(index, seen); });
    }
  } catch (const std::system_error&) {
  }
}

void Workers::stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
  helpers_.clear();
  stopping_ = false;
}

}  // namespace dlq
