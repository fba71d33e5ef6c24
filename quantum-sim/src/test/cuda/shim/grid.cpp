#include "grid.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace shim {

void stop(const char* reason) {
  std::fprintf(stderr, "CUDA on the CPU: %s\n", reason);
  std::abort();
}

namespace {

// Two slots: a lane may be at the next exchange while others still read this one.
struct Warp {
  uint64_t slots[2][kLanes];
};

Self at(Index grid, Index block, Index number, unsigned thread, unsigned char* shared) {
  return {{thread, 0, 0}, number, block, grid, shared, thread % kLanes, thread / kLanes, 0};
}

void check(Index grid, Index block) {
  if (block.x == 0 || block.x > 1024 || block.x % kLanes != 0 || block.y != 1 || block.z != 1 || grid.z != 1) {
    stop("blocks are of whole warps, up to 1024 threads, in one dimension");
  }
}

// All bits set is NaN.
constexpr unsigned char kUnwritten = 0xff;

}  // namespace
}  // namespace shim

#if !defined(SHIM_THREADS)

#include <algorithm>
#include <memory>
#include <numeric>
#include <random>

#include "fibers.h"

namespace shim {
namespace {

enum State { kReady, kAtBlock, kAtWarp, kDone };

struct Thread {
  Fiber fiber;
  Self self;
  State state;
  Meeting meeting;
};

thread_local std::vector<std::unique_ptr<Thread>> threads;
thread_local std::vector<Warp> warps;
thread_local Thread* running = nullptr;
thread_local const std::function<void()>* body = nullptr;

void entry() {
  (*body)();
  running->state = kDone;
  running->fiber.finish();
}

void wait(State state, Meeting meeting) {
  running->state = state;
  running->meeting = meeting;
  running->fiber.yield();
}

bool release_warp(unsigned warp) {
  Thread* const first = threads[warp * kLanes].get();
  for (unsigned lane = 0; lane < kLanes; lane++) {
    if (threads[warp * kLanes + lane]->state != kAtWarp) return false;
    if (threads[warp * kLanes + lane]->meeting != first->meeting) stop("lanes of a warp meet in different operations");
  }
  for (unsigned lane = 0; lane < kLanes; lane++) threads[warp * kLanes + lane]->state = kReady;
  return true;
}

// Whether anybody can go on.
bool release(unsigned count) {
  bool any = false;
  for (unsigned warp = 0; warp < count / kLanes; warp++) any |= release_warp(warp);
  const auto at_block = [](const std::unique_ptr<Thread>& thread) { return thread->state == kAtBlock; };
  if (std::all_of(threads.begin(), threads.begin() + count, at_block)) {
    for (unsigned i = 0; i < count; i++) threads[i]->state = kReady;
    any = true;
  }
  return any;
}

void run_block(unsigned count, Order order, std::mt19937_64& random) {
  std::vector<unsigned> turns(count);
  std::iota(turns.begin(), turns.end(), 0u);
  if (order == kReverse) std::reverse(turns.begin(), turns.end());
  for (unsigned done = 0; done < count;) {
    if (order == kRandom) std::shuffle(turns.begin(), turns.end(), random);
    for (const unsigned i : turns) {
      if (threads[i]->state != kReady) continue;
      running = threads[i].get();
      running->fiber.resume();
      if (running->state == kDone) done++;
    }
    if (done < count && !release(count)) stop("threads wait at a barrier that others never reach");
  }
}

}  // namespace

Self& self() { return running->self; }
void sync_block() { wait(kAtBlock, kSync); }
void sync_warp(Meeting meeting) { wait(kAtWarp, meeting); }

uint64_t exchange(uint64_t mine, unsigned distance) {
  Self& me = running->self;
  uint64_t* const slots = warps[me.warp].slots[me.exchanges++ % 2];
  slots[me.lane] = mine;
  sync_warp(kExchange);
  return slots[(me.lane ^ distance) % kLanes];
}

void run(Index grid, Index block, size_t shared_bytes, Order order, uint64_t seed,
         const std::function<void()>& kernel) {
  check(grid, block);
  std::mt19937_64 random(seed);
  body = &kernel;
  while (threads.size() < block.x) threads.push_back(std::make_unique<Thread>());
  warps.resize(block.x / kLanes);
  for (unsigned number = 0; number < grid.x * grid.y; number++) {
    // Of its exact size, for the address sanitizer.
    std::vector<unsigned char> shared(shared_bytes, kUnwritten);
    for (unsigned i = 0; i < block.x; i++) {
      threads[i]->self = at(grid, block, {number % grid.x, number / grid.x, 0}, i, shared.data());
      threads[i]->state = kReady;
      threads[i]->fiber.prepare(&entry);
    }
    run_block(block.x, order, random);
  }
}

}  // namespace shim

#else

#include <algorithm>
#include <barrier>
#include <memory>
#include <thread>

namespace shim {
namespace {

struct Block {
  explicit Block(unsigned count) : barrier(count), warps(count / kLanes) {
    for (unsigned i = 0; i < count / kLanes; i++) warp_barriers.push_back(std::make_unique<std::barrier<>>(kLanes));
  }
  std::barrier<> barrier;
  std::vector<std::unique_ptr<std::barrier<>>> warp_barriers;
  std::vector<Warp> warps;
};

thread_local Self me;
thread_local Block* mine = nullptr;

}  // namespace

Self& self() { return me; }
void sync_block() { mine->barrier.arrive_and_wait(); }
void sync_warp(Meeting) { mine->warp_barriers[me.warp]->arrive_and_wait(); }

uint64_t exchange(uint64_t value, unsigned distance) {
  uint64_t* const slots = mine->warps[me.warp].slots[me.exchanges++ % 2];
  slots[me.lane] = value;
  sync_warp(kExchange);
  return slots[(me.lane ^ distance) % kLanes];
}

// The same threads for all blocks: making them takes longer than what they do.
void run(Index grid, Index block, size_t shared_bytes, Order, uint64_t, const std::function<void()>& kernel) {
  check(grid, block);
  Block together(block.x);
  std::barrier<> between(block.x);
  std::vector<unsigned char> shared(shared_bytes);
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < block.x; i++) {
    threads.emplace_back([&, i] {
      mine = &together;
      for (unsigned number = 0; number < grid.x * grid.y; number++) {
        between.arrive_and_wait();
        if (i == 0) std::fill(shared.begin(), shared.end(), kUnwritten);
        between.arrive_and_wait();
        me = at(grid, block, {number % grid.x, number / grid.x, 0}, i, shared.data());
        kernel();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace shim

#endif
