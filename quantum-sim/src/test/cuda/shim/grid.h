// A grid of CUDA threads on the CPU. Blocks run one after the other. The threads of a block are fibers, which change at
// barriers and shuffles only, in an order that tests choose; or, with SHIM_THREADS, threads of the operating system, for
// the thread sanitizer.
//
// Memory shared by a block is filled with NaN at first. Whatever a GPU would hang on, or leave undefined, stops the
// process: threads at different barriers, lanes of a warp at different shuffles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace shim {

constexpr unsigned kLanes = 32;

struct Index {
  unsigned x, y, z;
};

// What a thread knows of itself.
struct Self {
  Index thread_index, block_index, block_size, grid_size;
  unsigned char* shared;
  unsigned lane;
  unsigned warp;
  unsigned exchanges;
};

Self& self();

// Kinds of operations that all lanes of a warp must meet in.
enum Meeting { kSync, kExchange };

void sync_block();
void sync_warp(Meeting meeting);

// What the lane at that distance (exclusive or) has.
uint64_t exchange(uint64_t mine, unsigned distance);

[[noreturn]] void stop(const char* reason);

enum Order { kForward, kReverse, kRandom };

// Runs a kernel. Order and seed are for fibers.
void run(Index grid, Index block, size_t shared_bytes, Order order, uint64_t seed, const std::function<void()>& kernel);

}  // namespace shim
