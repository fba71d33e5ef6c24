// The kernels of one instruction set. Each is compiled from the same source into a namespace of its own.
#pragma once

#include <stddef.h>

#include "program.h"

namespace dlq {

struct Kernels {
  // Samples that run side by side in vector registers.
  int32_t lanes;
  // What all tiles of a call share, made once: cosines and sines of shared angles, tables of merged diagonals.
  size_t (*shared_bytes)(const Program& program);
  void (*prepare)(const Program& program, const Call& call, void* shared);
  // One chunk: samples first .. first + count - 1, tile by tile.
  size_t (*scratch_bytes)(const Program& program, bool backward);
  void (*forward)(const Program& program, const Call& call, const void* shared, int32_t first, int32_t count,
                  void* scratch);
  // Adds the gradient of shared slots to shared_gradient, by slot.
  void (*backward)(const Program& program, const Call& call, const void* shared, int32_t first, int32_t count,
                   void* scratch, double* shared_gradient);
};

// Vector registers full of samples, or one sample at a time.
struct KernelSet {
  Kernels wide_float;
  Kernels wide_double;
  Kernels single_float;
  Kernels single_double;
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
