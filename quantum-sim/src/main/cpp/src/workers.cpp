#include "workers.h"

namespace dlq {

Workers& Workers::instance() {
  // Never destroyed: threads of the JVM may still call when the process ends.
  static Workers* workers = new Workers();
  return *workers;
}

int Workers::threads() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (threads_ > 0) return threads_;
  const unsigned present = std::thread::hardware_concurrency();
  return present == 0 ? 1 : static_cast<int>(present);
}

void Workers::set_threads(int threads) {
  const std::lock_guard<std::mutex> in_use(in_use_);
  stop();
  const std::lock_guard<std::mutex> lock(mutex_);
  threads_ = threads;
}

void Workers::run(int count, const std::function<void(int)>& work) {
  const int helpers = threads() - 1;
  std::unique_lock<std::mutex> in_use(in_use_, std::defer_lock);
  if (count < 2 || helpers < 1 || !in_use.try_lock()) {
    for (int i = 0; i < count; i++) work(i);
    return;
  }
  start(helpers);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    work_ = &work;
    next_ = 0;
    count_ = count;
    busy_ = static_cast<int>(helpers_.size());
    round_++;
  }
  wake_.notify_all();
  take(work);
  std::unique_lock<std::mutex> lock(mutex_);
  done_.wait(lock, [this] { return busy_ == 0; });
}

void Workers::take(const std::function<void(int)>& work) {
  for (;;) {
    int mine;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (next_ >= count_) return;
      mine = next_++;
    }
    work(mine);
  }
}

void Workers::loop(unsigned long seen) {
  for (;;) {
    const std::function<void(int)>* work;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [&] { return stopping_ || round_ != seen; });
      if (stopping_) return;
      seen = round_;
      work = work_;
    }
    take(*work);
    const std::lock_guard<std::mutex> lock(mutex_);
    if (--busy_ == 0) done_.notify_one();
  }
}

void Workers::start(int helpers) {
  while (static_cast<int>(helpers_.size()) < helpers) helpers_.emplace_back([this, seen = round_] { loop(seen); });
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
