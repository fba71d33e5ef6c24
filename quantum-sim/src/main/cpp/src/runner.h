// Runs a program on batches: arranges it for each kind of call once, and spreads its tiles over threads.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "kernels.h"
#include "memory.h"
#include "parser.h"

namespace dlq {

class Runner {
 public:
  Runner(const int64_t* code, int64_t code_length, const double* reals, int64_t reals_length, bool is_double,
         const KernelSet& kernels);

  const Program& program() const { return owned_.program; }
  void run(const Call& call, bool backward);

 private:
  // The program arranged for a layout, and for slots that the batch shares or not.
  struct Arranged {
    Schedule schedule;
    const Kernels& kernels;
    size_t shared_bytes;
    size_t bytes[2][2];  // of scratch memory: forward or backward, whole or divided
    Pool shared, scratch[2][2], sums;

    Arranged(const Program& program, const Layout& layout, const std::vector<bool>& own, const Kernels& kernels);
  };

  std::shared_ptr<Arranged> arrange(const Call& call, int32_t lane_bits);
  int32_t lane_bits(int32_t batch) const;
  void check_memory(const Call& call, bool backward) const;
  void run(Arranged& arranged, const Call& call, bool backward, bool divided, int threads);

  OwnedProgram owned_;
  const Kernels& whole_;
  const Kernels& split_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<Arranged>> arranged_;
};

}  // namespace dlq
