// The controls lie in a file beside this library, for tests in another language.
#include "machine.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "grid.h"

namespace mock {
namespace {

Control* make_control() {
  Dl_info own;
  if (dladdr(reinterpret_cast<void*>(&make_control), &own) == 0) shim::stop("this library does not know its own path");
  const std::string path = std::string(own.dli_fname) + ".control";
  const int file = open(path.c_str(), O_RDWR | O_CREAT, 0600);
  if (file < 0 || ftruncate(file, sizeof(Control)) != 0) shim::stop("the file of the controls cannot be had");
  void* const at = mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (at == MAP_FAILED) shim::stop("the file of the controls cannot be mapped");
  close(file);
  auto* const control = static_cast<Control*>(at);
  *control = Control{};
  control->driver_version = 13000;
  control->devices = 1;
  control->total_memory = int64_t{1} << 30;
  control->shared_limit = 227 << 10;
  control->compute = 90;
  return control;
}

template <class Thing>
void delete_all(std::set<Thing*>& all) {
  for (Thing* const one : all) delete one;
  all.clear();
}

}  // namespace

std::recursive_mutex mutex;
Memory lent_memory;

Control& control() {
  static Control* const made = make_control();
  return *made;
}

Machine& machine(int number) {
  static std::array<Machine, kMostMachines> all;
  return all.at(static_cast<size_t>(number));
}

std::vector<Machine*>& contexts() {
  thread_local std::vector<Machine*> own;
  return own;
}

Module::~Module() {
  if (library != nullptr) dlclose(library);
}

void Stream::put(Work next) {
  if (capture != nullptr) {
    capture->work.push_back(std::move(next));
  } else {
    work.push_back(std::move(next));
  }
}

void Stream::finish() {
  while (!work.empty()) {
    work.front()();
    work.pop_front();
  }
}

bool inside(const Memory& memory, const void* at, size_t bytes) {
  auto found = memory.upper_bound(const_cast<void*>(at));
  if (found == memory.begin()) return false;
  --found;
  return static_cast<const char*>(at) + bytes <= static_cast<const char*>(found->first) + found->second;
}

int64_t Machine::bytes() const {
  int64_t bytes = 0;
  for (const auto& [at, size] : memory) bytes += static_cast<int64_t>(size);
  return bytes;
}

void Machine::reset() {
  for (Memory* const all : {&memory, &pinned}) {
    for (const auto& [at, bytes] : *all) std::free(at);
    all->clear();
  }
  delete_all(streams);
  delete_all(events);
  delete_all(graphs);
  delete_all(modules);
}

int misused(const char* what) {
  std::fprintf(stderr, "driver misused: %s\n", what);
  control().misuses++;
  return 1;
}

int counted(const char* name) {
  const std::lock_guard<std::recursive_mutex> guard(mutex);
  Control& told = control();
  if (++told.calls != told.fail_at) return 0;
  std::snprintf(told.failed, sizeof told.failed, "%s", name);
  return static_cast<int>(told.fail_with);
}

Counting::~Counting() {
  Control& told = control();
  told.events = 0;
  told.memories = told.memory_bytes = told.pinned = told.streams = told.modules = told.contexts = told.graphs = 0;
  for (int i = 0; i < kMostMachines; i++) {
    const Machine& one = machine(i);
    told.memories += static_cast<int64_t>(one.memory.size());
    told.memory_bytes += one.bytes();
    told.pinned += static_cast<int64_t>(one.pinned.size());
    told.streams += static_cast<int64_t>(one.streams.size());
    told.events += static_cast<int64_t>(one.events.size());
    told.graphs += static_cast<int64_t>(one.graphs.size());
    told.modules += static_cast<int64_t>(one.modules.size());
    told.contexts += one.contexts;
  }
}

}  // namespace mock

extern "C" __attribute__((visibility("default"))) mock::Control* mock_control() { return &mock::control(); }

// Beside calls of other threads.
extern "C" __attribute__((visibility("default"))) void mock_fail(int64_t call, int64_t error) {
  const std::lock_guard<std::recursive_mutex> guard(mock::mutex);
  mock::control().calls = 0;
  mock::control().fail_at = call;
  mock::control().fail_with = error;
}
