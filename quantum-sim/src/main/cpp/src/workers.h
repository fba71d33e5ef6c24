// Threads that wait for work. One call at a time uses them; a call that finds them busy works on its own.
#pragma once

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

  // Calls work(0) .. work(count - 1), each once, in any order and on any thread; returns when all are done.
  void run(int count, const std::function<void(int)>& work);

 private:
  void loop(unsigned long seen);
  void start(int helpers);
  void stop();
  void take(const std::function<void(int)>& work);

  std::mutex in_use_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable done_;
  std::vector<std::thread> helpers_;
  int threads_ = 0;
  unsigned long round_ = 0;
  bool stopping_ = false;
  const std::function<void(int)>* work_ = nullptr;
  int next_ = 0;
  int count_ = 0;
  int busy_ = 0;
};

}  // namespace dlq
