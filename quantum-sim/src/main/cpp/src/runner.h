// Runs a program on batches: arranges it for each kind of call once, and spreads its tiles over threads.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "kernels.h"
#include "memory.h"
#include "parser.h"

namespace dlq {

// What a forward pass leaves for the backward pass after it: the final states, and what all tiles share.
class States {
 public:
  void clear();
  int64_t bytes() const;

 private:
  friend class Runner;
  std::shared_ptr<struct Arranged> arranged_;  // owns the pools below
  std::optional<Pool::Lease> shared_, states_;
  int32_t batch_ = 0;
};

// The program arranged for a layout, and for slots that the batch shares or not.
struct Arranged {
  Schedule schedule;
  const Kernels& kernels;
  size_t shared_bytes;
  size_t bytes[Work::kKinds];  // of scratch memory
  Pool shared, scratch, sums, states;

  Arranged(const Program& program, const Layout& layout, const std::vector<bool>& own, const Kernels& kernels);
  bool suits(const Call& call, int32_t lane_bits) const;
  int tiles(const Call& call) const;
  size_t state_bytes(const Call& call) const;
};

class Runner {
 public:
  Runner(const int64_t* code, int64_t code_length, const double* reals, int64_t reals_length, bool is_double,
         const KernelSet& kernels);

  const Program& program() const { return owned_.program; }

  // Forward keeps what it leaves where there is room for it given; backward uses that up, or runs the circuit again.
  void run(Call call, bool backward, States* kept);

 private:
  std::shared_ptr<Arranged> arrange(const Call& call, int32_t lane_bits);
  int32_t lane_bits(int32_t batch) const;
  void check_memory(const Call& call, bool backward, bool kept) const;
  void open(const Call& call, bool keep, States& states);
  void check_kept(const Call& call, const States& states) const;
  void run(Arranged& arranged, const Call& call, bool backward, void* shared);

  OwnedProgram owned_;
  const Kernels& whole_;
  const Kernels& split_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<Arranged>> arranged_;
};

}  // namespace dlq
