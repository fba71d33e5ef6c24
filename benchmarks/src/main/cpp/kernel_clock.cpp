// A CUDA driver in front of the real one that measures how long the device works: it records events around what is launched
// and adds them up where the stream is waited for. All other functions are found in the real driver, on which this library
// depends. What it finds lies in the file that DLQ_CLOCK_FILE names, where it is also told what to measure.
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr int kMostKernels = 64;
constexpr int kMostPairs = 512;
constexpr int kCaptureUnsupported = 900;

// From the first launch to the end of the last before each wait; or every launch by itself, which takes longer.
enum Mode : int64_t { kOff = 0, kSpans = 1, kKernels = 2 };

struct Kernel {
  char name[48];
  int64_t launches;
  int64_t ns;
};

struct Record {
  int64_t mode;
  int64_t spans;
  int64_t ns;
  int64_t failures;
  Kernel kernels[kMostKernels];
};

struct Driver {
  int (*launch)(void*, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void*, void**, void**);
  int (*graph_launch)(void*, void*);
  int (*synchronize)(void*);
  int (*get_function)(void**, void*, const char*);
  int (*begin_capture)(void*, int);
  int (*is_capturing)(void*, int*);
  int (*event_create)(void**, unsigned);
  int (*event_record)(void*, void*);
  int (*event_synchronize)(void*);
  int (*event_elapsed)(float*, void*, void*);
};

struct Pair {
  void* begin;
  void* end;
  int kernel;
};

struct Clock {
  Driver driver;
  Record* record;
  void* functions[kMostKernels];
  Pair pairs[kMostPairs];
  int used;
};

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
Clock* made = nullptr;

template <class Function>
void look_up(void* library, Function& function, const char* name) {
  function = reinterpret_cast<Function>(dlsym(library, name));
}

Record* open_record() {
  const char* const path = std::getenv("DLQ_CLOCK_FILE");
  const int file = path == nullptr ? -1 : open(path, O_RDWR | O_CREAT, 0600);
  void* at = MAP_FAILED;
  if (file >= 0 && ftruncate(file, sizeof(Record)) == 0) {
    at = mmap(nullptr, sizeof(Record), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  }
  if (file >= 0) close(file);
  // Without a file nobody asks for anything.
  return static_cast<Record*>(at == MAP_FAILED ? std::calloc(1, sizeof(Record)) : at);
}

Clock& the_clock() {
  if (made != nullptr) return *made;
  auto* const clock = static_cast<Clock*>(std::calloc(1, sizeof(Clock)));
  clock->record = open_record();
  // Already loaded: this library needs it.
  void* const library = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
  Driver& driver = clock->driver;
  look_up(library, driver.launch, "cuLaunchKernel");
  look_up(library, driver.graph_launch, "cuGraphLaunch");
  look_up(library, driver.synchronize, "cuStreamSynchronize");
  look_up(library, driver.get_function, "cuModuleGetFunction");
  look_up(library, driver.begin_capture, "cuStreamBeginCapture_v2");
  look_up(library, driver.is_capturing, "cuStreamIsCapturing");
  look_up(library, driver.event_create, "cuEventCreate");
  look_up(library, driver.event_record, "cuEventRecord");
  look_up(library, driver.event_synchronize, "cuEventSynchronize");
  look_up(library, driver.event_elapsed, "cuEventElapsedTime");
  made = clock;
  return *made;
}

struct Guard {
  Guard() { pthread_mutex_lock(&mutex); }
  ~Guard() { pthread_mutex_unlock(&mutex); }
};

bool ok(Clock& clock, int result) {
  if (result != 0) clock.record->failures++;
  return result == 0;
}

// Events recorded while a stream is captured would belong to the graph.
bool measures(Clock& clock, void* stream) {
  if (clock.record->mode == kOff || clock.driver.event_elapsed == nullptr) return false;
  int capturing = 0;
  return clock.driver.is_capturing == nullptr || (clock.driver.is_capturing(stream, &capturing) == 0 && capturing == 0);
}

int number_of(const Clock& clock, const void* function) {
  for (int k = 0; k < kMostKernels; k++) {
    if (clock.functions[k] == function) return k;
  }
  return -1;
}

// The pair that the next launch is measured with, its begin recorded; or none.
Pair* begin(Clock& clock, void* stream, int kernel) {
  if (!measures(clock, stream)) return nullptr;
  const bool together = clock.record->mode == kSpans && clock.used > 0;
  if (!together && clock.used == kMostPairs) return nullptr;
  Pair& pair = clock.pairs[together ? 0 : clock.used];
  if (together) return &pair;
  if (pair.end == nullptr &&
      (!ok(clock, clock.driver.event_create(&pair.begin, 0)) || !ok(clock, clock.driver.event_create(&pair.end, 0)))) {
    return nullptr;
  }
  if (!ok(clock, clock.driver.event_record(pair.begin, stream))) return nullptr;
  pair.kernel = kernel;
  clock.used++;
  return &pair;
}

void end(Clock& clock, void* stream, const Pair* pair) {
  if (pair != nullptr) ok(clock, clock.driver.event_record(pair->end, stream));
}

void collect(Clock& clock) {
  for (int i = 0; i < clock.used; i++) {
    const Pair& pair = clock.pairs[i];
    float ms = 0;
    if (!ok(clock, clock.driver.event_synchronize(pair.end)) ||
        !ok(clock, clock.driver.event_elapsed(&ms, pair.begin, pair.end))) {
      continue;
    }
    const auto ns = static_cast<int64_t>(ms * 1e6);
    if (clock.record->mode == kSpans) {
      clock.record->spans++;
      clock.record->ns += ns;
    } else if (pair.kernel >= 0) {
      clock.record->kernels[pair.kernel].launches++;
      clock.record->kernels[pair.kernel].ns += ns;
    }
  }
  clock.used = 0;
}

}  // namespace

#define EXPORTED extern "C" __attribute__((visibility("default")))

EXPORTED int cuModuleGetFunction(void** function, void* module, const char* name) {
  const Guard guard;
  Clock& own = the_clock();
  const int result = own.driver.get_function(function, module, name);
  if (result != 0) return result;
  // By name: a module that is loaded again has the same kernels at other addresses.
  for (int k = 0; k < kMostKernels; k++) {
    Kernel& kernel = own.record->kernels[k];
    if (kernel.name[0] != 0 && std::strncmp(kernel.name, name, sizeof kernel.name - 1) != 0) continue;
    std::snprintf(kernel.name, sizeof kernel.name, "%s", name);
    own.functions[k] = *function;
    break;
  }
  return result;
}

EXPORTED int cuLaunchKernel(void* function, unsigned x, unsigned y, unsigned z, unsigned bx, unsigned by, unsigned bz,
                            unsigned shared_bytes, void* stream, void** arguments, void** extra) {
  const Guard guard;
  Clock& own = the_clock();
  const Pair* const pair = begin(own, stream, number_of(own, function));
  const int result = own.driver.launch(function, x, y, z, bx, by, bz, shared_bytes, stream, arguments, extra);
  end(own, stream, pair);
  return result;
}

EXPORTED int cuGraphLaunch(void* graph, void* stream) {
  const Guard guard;
  Clock& own = the_clock();
  const Pair* const pair = begin(own, stream, -1);
  const int result = own.driver.graph_launch(graph, stream);
  end(own, stream, pair);
  return result;
}

// Within a graph no kernel can be measured by itself: there are none, and kernels are launched one by one.
EXPORTED int cuStreamBeginCapture_v2(void* stream, int mode) {
  const Guard guard;
  Clock& own = the_clock();
  return own.record->mode == kKernels ? kCaptureUnsupported : own.driver.begin_capture(stream, mode);
}

EXPORTED int cuStreamSynchronize(void* stream) {
  Driver* driver;
  {
    const Guard guard;
    driver = &the_clock().driver;
  }
  const int result = driver->synchronize(stream);
  const Guard guard;
  if (result == 0) collect(the_clock());
  return result;
}
