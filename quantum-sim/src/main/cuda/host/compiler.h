// Compiles kernels for single programs, in a thread of its own: nobody waits for it, and whatever goes wrong leaves
// programs with the kernels for all.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "kernel_cache.h"
#include "nvrtc.h"

namespace dlq_cuda {

// What is compiled, or is to be.
struct Compiled {
  std::string source;
  Architecture architecture;
  // Guarded by the compiler.
  bool done = false;
  std::string code;  // empty where it failed
};

class Compiler {
 public:
  // source: of the kernels. nvrtc: where to look for it, as Nvrtc says. cache: a folder.
  Compiler(std::string source, const std::string& nvrtc, std::string cache);
  ~Compiler();
  Compiler(const Compiler&) = delete;
  Compiler& operator=(const Compiler&) = delete;

  // What there is, or why there is nothing.
  const std::string& description() const { return description_; }

  // Begins to compile the kernels behind that text for a device; nothing where that cannot be.
  std::shared_ptr<Compiled> start(const std::string& text, int compute, int driver_version);
  // The code when it is there; empty where there will be none.
  std::optional<std::string> code(const Compiled& compiled) const;
  // The first failure of all, or nothing.
  std::string failure() const;
  // Waits until nothing is to be compiled.
  void finish();

 private:
  void work();
  std::string compile(const Compiled& compiled) const;

  std::string source_;
  std::string description_;
  std::unique_ptr<Nvrtc> nvrtc_;
  KernelCache cache_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Compiled>> waiting_;
  bool busy_ = false;
  bool closing_ = false;
  std::string failure_;
  std::thread thread_;
};

}  // namespace dlq_cuda
