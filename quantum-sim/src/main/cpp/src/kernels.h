// The kernels of one instruction set. Each is compiled from the same source into a namespace of its own.
#pragma once

#include <stddef.h>

#include "schedule.h"

namespace dlq {

// Threads that a chunk may spread its work over: calls work(argument, 0) .. work(argument, count - 1), each once.
struct Team {
  void (*run)(void* context, int count, void (*work)(void* argument, int piece), void* argument);
  void* context;
};

// What a chunk does, and so which memory it takes.
struct Work {
  bool backward;
  bool divided;  // with a team
  bool kept;     // states lie in the call's memory, not in scratch memory

  static constexpr int kKinds = 8;
  int kind() const { return (backward ? 4 : 0) + (divided ? 2 : 0) + (kept ? 1 : 0); }
};

struct Kernels {
  int32_t lanes;
  int32_t row_bytes;
  // What all tiles of a call share, made once.
  size_t (*shared_bytes)(const Program& program, const Schedule& schedule);
  void (*prepare)(const Program& program, const Schedule& schedule, const Call& call, void* shared);
  // One chunk: samples first .. first + count - 1, tile by tile. With a team each tile is divided.
  size_t (*scratch_bytes)(const Program& program, const Schedule& schedule, const Work& work);
  void (*forward)(const Program& program, const Schedule& schedule, const Call& call, void* shared, int32_t first,
                  int32_t count, void* scratch, const Team* team);
  // Adds the gradient of shared slots to shared_gradient, by slot.
  void (*backward)(const Program& program, const Schedule& schedule, const Call& call, void* shared, int32_t first,
                   int32_t count, void* scratch, const Team* team, double* shared_gradient);
};

// Lanes that hold samples alone, and lanes that hold several amplitudes of each.
struct KernelSet {
  Kernels whole_float;
  Kernels whole_double;
  Kernels split_float;
  Kernels split_double;
};

namespace baseline {
const KernelSet& kernels();
}
#if defined(__x86_64__)
namespace avx2 {
const KernelSet& kernels();
}
namespace avx512 {
const KernelSet& kernels();
}
#endif

}  // namespace dlq
