#include "workers.h"

#include <algorithm>
#include <system_error>

namespace dlq {
namespace {

constexpr int kRoundShift = 16;
constexpr uint64_t kHelpersMask = (1 << kRoundShift) - 1;

// Looks again for some ten microseconds before it sleeps: training calls again soon, and waking takes as long.
constexpr int kLooks = 400;

void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
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
  take(work, count);
  await_helpers();
}

void Workers::take(const std::function<void(int)>& work, int count) {
  for (int mine = next_++; mine < count; mine = next_++) work(mine);
}

void Workers::await_helpers() {
  for (int look = 0; look < kLooks; look++) {
    if (busy_ == 0) return;
    pause();
  }
  std::unique_lock<std::mutex> lock(mutex_);
  done_.wait(lock, [this] { return busy_ == 0; });
}

uint64_t Workers::await_round(uint64_t seen) {
  for (int look = 0; look < kLooks; look++) {
    const uint64_t round = round_;
    if (round != seen) return round;
    pause();
  }
  std::unique_lock<std::mutex> lock(mutex_);
  wake_.wait(lock, [&] { return stopping_ || round_ != seen; });
  return round_;
}

void Workers::loop(int index, uint64_t seen) {
  for (;;) {
    const uint64_t round = await_round(seen);
    if (round == seen) return;  // woken to stop
    seen = round;
    // The round cannot end before those who take part have.
    if (index >= static_cast<int>(round & kHelpersMask)) continue;
    take(*work_, count_);
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
