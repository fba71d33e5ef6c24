// Threads that wait for work. One call at a time uses them; a call that finds them busy works on its own.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dlq {

class Workers {
 public:
  static Workers& instance();

  // Threads that a call may use, the caller's own among them.
  int threads();
  void set_threads(int threads);

  // Calls work(0) .. work(count - 1), each once, in any order and on at most so many threads; returns when all are
  // done.
  void run(int count, int threads, const std::function<void(int)>& work);

 private:
  void loop(int index, uint64_t seen);
  uint64_t await_round(uint64_t seen, std::chrono::nanoseconds worked);
  void await_helpers(std::chrono::nanoseconds worked);
  void start(int helpers);
  void stop();
  std::chrono::nanoseconds take(const std::function<void(int)>& work, int count);

  std::mutex in_use_;
  std::vector<std::thread> helpers_;
  std::atomic<int> threads_{0};

  // A round: how many came before, and in the low bits how many helpers take part. One number, so that a helper which
  // wakes late cannot mix two rounds.
  std::atomic<uint64_t> round_{0};
  const std::function<void(int)>* work_ = nullptr;
  int count_ = 0;
  std::atomic<int> next_{0};
  std::atomic<int> busy_{0};

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable done_;
  bool stopping_ = false;
};

}  // namespace dlq
