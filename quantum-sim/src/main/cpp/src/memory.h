// Scratch memory: counted, limited, and handed from call to call.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace dlq {

// More memory than a call may take: refused before the system, which grants more than it has, kills the process.
struct OutOfMemory : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Bytes that a call may take: three quarters of what the machine has.
size_t memory_limit();

// Bytes that all programs hold.
int64_t scratch_in_use();

// Memory on a cache line of its own.
class Scratch {
 public:
  explicit Scratch(size_t bytes);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  void* get() const { return memory_; }
  size_t bytes() const { return bytes_; }

 private:
  size_t bytes_;
  void* memory_;
};

// Pieces that lie idle: one that is too small for its next use makes way for a larger one.
class Pool {
 public:
  // A piece that goes back to its pool.
  class Lease {
   public:
    Lease(Pool& pool, size_t bytes) : pool_(pool), scratch_(pool.take(bytes)) {}
    ~Lease() { pool_.give(std::move(scratch_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    void* get() const { return scratch_->get(); }
    size_t bytes() const { return scratch_->bytes(); }

   private:
    Pool& pool_;
    std::unique_ptr<Scratch> scratch_;
  };

 private:
  std::unique_ptr<Scratch> take(size_t bytes);
  void give(std::unique_ptr<Scratch> scratch);

  std::mutex mutex_;
  std::vector<std::unique_ptr<Scratch>> idle_;
};

}  // namespace dlq
