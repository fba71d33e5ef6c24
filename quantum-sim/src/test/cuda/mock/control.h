// What a test tells the driver that is none, and what it finds out: laid out so that a JVM that maps the file reads and
// writes it too. All fields are 64-bit.
#pragma once

#include <cstdint>

namespace mock {

struct Control {
  // Calls of the driver so far; the one numbered fail_at, from 1, returns fail_with instead of doing anything.
  int64_t calls;
  int64_t fail_at;
  int64_t fail_with;
  // What is allocated, loaded or made, and not yet freed.
  int64_t memories;
  int64_t memory_bytes;
  int64_t pinned;
  int64_t streams;
  int64_t modules;
  int64_t contexts;
  // What the machine is like.
  int64_t driver_version;
  int64_t devices;
  int64_t total_memory;
  int64_t shared_limit;
  int64_t compute;  // 10 major + minor
  // How threads take turns: shim::Order, and a seed for random ones.
  int64_t order;
  int64_t seed;
  // Launches of kernels so far, and errors in how the driver was used, of which there must be none.
  int64_t launches;
  int64_t misuses;
  // Graphs, and what was made of them; launches of these so far.
  int64_t graphs;
  int64_t graph_launches;
  int64_t events;
  // Bytes copied between host and device so far.
  int64_t bytes_up;
  int64_t bytes_down;
  // Modules loaded so far that were compiled for one program.
  int64_t own_modules;
  // The function that failed last as it was told to.
  char failed[64];
};

}  // namespace mock
