// What the driver without a GPU has: devices, each with memory, streams, graphs and modules of its own. What is put on a
// stream is done when the stream is waited for, or never: whoever does not wait finds nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "control.h"
#include "image.h"

namespace mock {

constexpr size_t kSharedByDefault = size_t{48} << 10;

using Work = std::function<void()>;

struct Graph {
  std::vector<Work> work;
};

struct Stream {
  std::deque<Work> work;
  std::unique_ptr<Graph> capture;  // while one is under way

  void put(Work next);
  // Does what was put there, in that order.
  void finish();
};

struct Function {
  std::string name;
  void (*kernel)();
  // A launch of it with a copy of these arguments.
  Work (*with)(void (*kernel)(), const void* arguments);
  size_t shared_bytes;
  unsigned most_threads;
};

struct Module {
  Module() = default;
  ~Module();
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;

  std::map<std::string, Function> functions;
  void* library = nullptr;  // where they are not the driver's own
};

// Memory, by where it begins, with its bytes.
using Memory = std::map<void*, size_t>;

bool inside(const Memory& memory, const void* at, size_t bytes);

// A place in the work of a stream, which may be one that we know nothing of.
struct Event {
  void* stream = nullptr;
  std::chrono::steady_clock::time_point moment;
};

// Whatever is in a set or map is not yet freed.
struct Machine {
  int contexts = 0;
  Memory memory, pinned;
  std::set<Stream*> streams;
  std::set<Event*> events;
  std::set<Graph*> graphs;
  std::set<Module*> modules;

  int64_t bytes() const;
  void reset();
};

constexpr int kMostMachines = 8;

Machine& machine(int number);
Control& control();

// One call at a time, but for kernels: what they touch belongs to their caller.
extern std::recursive_mutex mutex;
// The contexts of this thread, the current one last.
std::vector<Machine*>& contexts();

// Memory of devices that is a test's own.
extern Memory lent_memory;

// An error in how the driver is used.
int misused(const char* what);
// Counts the call; what it is to fail with, or 0.
int counted(const char* name);

// Counts what is there anew when a call is over.
struct Counting {
  ~Counting();
};

template <class Thing>
int destroy(std::set<Thing*>& all, void* handle, const char* name) {
  auto* const thing = static_cast<Thing*>(handle);
  if (all.erase(thing) == 0) return misused(name);
  delete thing;
  return 0;
}

}  // namespace mock

#define DRIVER extern "C" __attribute__((visibility("default"))) int
#define COUNTED                                                   \
  if (const int told_ = mock::counted(__func__)) return told_;    \
  const std::lock_guard<std::recursive_mutex> guard(mock::mutex); \
  const mock::Counting counting
#define IN_CONTEXT                                              \
  COUNTED;                                                      \
  if (mock::contexts().empty()) return mock::misused(__func__); \
  [[maybe_unused]] mock::Machine& own = *mock::contexts().back()
#define ON_STREAM                                                                                 \
  IN_CONTEXT;                                                                                     \
  if (own.streams.count(static_cast<mock::Stream*>(handle)) == 0) return mock::misused(__func__); \
  [[maybe_unused]] mock::Stream& stream = *static_cast<mock::Stream*>(handle)
