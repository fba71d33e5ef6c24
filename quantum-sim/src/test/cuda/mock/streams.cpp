// The driver without a GPU: memory, streams and graphs.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "machine.h"

namespace {

using mock::control;
using mock::misused;

}  // namespace

DRIVER cuMemGetInfo_v2(size_t* free, size_t* total) {
  IN_CONTEXT;
  *total = static_cast<size_t>(control().total_memory);
  // A test may have made it less than what is held.
  *free = *total - std::min(*total, static_cast<size_t>(own.bytes()));
  return 0;
}

DRIVER cuMemAlloc_v2(unsigned long long* pointer, size_t bytes) {
  IN_CONTEXT;
  if (bytes == 0) return 1;
  if (own.bytes() + static_cast<int64_t>(bytes) > control().total_memory) return 2;
  void* const at = std::aligned_alloc(256, (bytes + 255) / 256 * 256);
  std::memset(at, 0xff, bytes);
  own.memory[at] = bytes;
  *pointer = reinterpret_cast<unsigned long long>(at);
  return 0;
}

DRIVER cuMemFree_v2(unsigned long long pointer) {
  IN_CONTEXT;
  void* const at = reinterpret_cast<void*>(pointer);
  if (own.memory.erase(at) == 0) return misused(__func__);
  std::free(at);
  return 0;
}

// Memory of devices for arrays of a test: outlives contexts, counts nowhere, never fails.
extern "C" __attribute__((visibility("default"))) void* mock_allocate(size_t bytes) {
  const std::lock_guard<std::recursive_mutex> guard(mock::mutex);
  void* const at = std::malloc(bytes);
  std::memset(at, 0xff, bytes);
  mock::lent_memory[at] = bytes;
  return at;
}

extern "C" __attribute__((visibility("default"))) void mock_free(void* at) {
  const std::lock_guard<std::recursive_mutex> guard(mock::mutex);
  mock::lent_memory.erase(at);
  std::free(at);
}

DRIVER cuMemAllocHost_v2(void** made, size_t bytes) {
  IN_CONTEXT;
  *made = std::malloc(bytes);
  std::memset(*made, 0xff, bytes);
  own.pinned[*made] = bytes;
  return 0;
}

DRIVER cuMemFreeHost(void* pointer) {
  IN_CONTEXT;
  if (own.pinned.erase(pointer) == 0) return misused(__func__);
  std::free(pointer);
  return 0;
}

// The device reads and writes memory of the host when it comes to it.
DRIVER cuMemcpyHtoDAsync_v2(unsigned long long to, const void* from, size_t bytes, void* handle) {
  ON_STREAM;
  stream.put([&own, to = reinterpret_cast<void*>(to), from, bytes] {
    const std::lock_guard<std::recursive_mutex> each(mock::mutex);
    if (!mock::inside(own.memory, to, bytes)) {
      misused("cuMemcpyHtoDAsync");
    } else {
      std::memcpy(to, from, bytes);
      control().bytes_up += static_cast<int64_t>(bytes);
    }
  });
  return 0;
}

DRIVER cuMemcpyDtoHAsync_v2(void* to, unsigned long long from, size_t bytes, void* handle) {
  ON_STREAM;
  stream.put([&own, to, from = reinterpret_cast<void*>(from), bytes] {
    const std::lock_guard<std::recursive_mutex> each(mock::mutex);
    if (!mock::inside(own.memory, from, bytes)) {
      misused("cuMemcpyDtoHAsync");
    } else {
      std::memcpy(to, from, bytes);
      control().bytes_down += static_cast<int64_t>(bytes);
    }
  });
  return 0;
}

DRIVER cuStreamCreate(void** made, unsigned) {
  IN_CONTEXT;
  auto* const stream = new mock::Stream;
  own.streams.insert(stream);
  *made = stream;
  return 0;
}

DRIVER cuStreamDestroy_v2(void* handle) {
  ON_STREAM;
  (void)stream;
  return mock::destroy(own.streams, handle, __func__);
}

DRIVER cuStreamSynchronize(void* handle) {
  mock::Stream* found;
  {
    ON_STREAM;
    if (stream.capture != nullptr) return misused(__func__);
    found = &stream;
  }
  found->finish();
  return 0;
}

// What the event marks is done first, where it is on a stream of ours.
DRIVER cuStreamWaitEvent(void* handle, void* marked, unsigned flags) {
  ON_STREAM;
  auto* const event = static_cast<mock::Event*>(marked);
  if (flags != 0 || own.events.count(event) == 0 || event->stream == nullptr) return misused(__func__);
  stream.put([&own, of = static_cast<mock::Stream*>(event->stream)] {
    if (own.streams.count(of) != 0) of->finish();
  });
  return 0;
}

DRIVER cuEventCreate(void** made, unsigned) {
  IN_CONTEXT;
  auto* const event = new mock::Event;
  own.events.insert(event);
  *made = event;
  return 0;
}

DRIVER cuEventDestroy_v2(void* event) {
  IN_CONTEXT;
  return mock::destroy(own.events, event, __func__);
}

DRIVER cuEventRecord(void* marked, void* handle) {
  IN_CONTEXT;
  auto* const event = static_cast<mock::Event*>(marked);
  if (own.events.count(event) == 0) return misused(__func__);
  event->stream = handle;
  const auto pass = [event] { event->moment = std::chrono::steady_clock::now(); };
  auto* const stream = static_cast<mock::Stream*>(handle);
  own.streams.count(stream) != 0 ? stream->put(pass) : pass();
  return 0;
}

DRIVER cuEventSynchronize(void* marked) {
  IN_CONTEXT;
  auto* const event = static_cast<mock::Event*>(marked);
  auto* const stream = static_cast<mock::Stream*>(event->stream);
  if (own.events.count(event) == 0 || stream == nullptr) return misused(__func__);
  if (own.streams.count(stream) != 0) stream->finish();
  return 0;
}

DRIVER cuEventElapsedTime(float* milliseconds, void* begin, void* end) {
  IN_CONTEXT;
  *milliseconds = std::chrono::duration<float, std::milli>(static_cast<mock::Event*>(end)->moment -
                                                           static_cast<mock::Event*>(begin)->moment)
                      .count();
  return 0;
}

DRIVER cuStreamIsCapturing(void* handle, int* capturing) {
  ON_STREAM;
  *capturing = stream.capture != nullptr ? 1 : 0;
  return 0;
}

DRIVER cuStreamBeginCapture_v2(void* handle, int) {
  ON_STREAM;
  if (stream.capture != nullptr || !stream.work.empty()) return misused(__func__);
  stream.capture = std::make_unique<mock::Graph>();
  return 0;
}

// As the real one: the capture ends even where that fails.
DRIVER cuStreamEndCapture(void* handle, void** graph) {
  const int told = mock::counted(__func__);
  const std::lock_guard<std::recursive_mutex> guard(mock::mutex);
  const mock::Counting counting;
  auto& stream = *static_cast<mock::Stream*>(handle);
  if (mock::contexts().empty() || stream.capture == nullptr) return misused(__func__);
  if (told != 0) {
    stream.capture.reset();
    *graph = nullptr;
    return told;
  }
  *graph = stream.capture.release();
  mock::contexts().back()->graphs.insert(static_cast<mock::Graph*>(*graph));
  return 0;
}

DRIVER cuGraphInstantiateWithFlags(void** made, void* graph, unsigned long long) {
  IN_CONTEXT;
  if (own.graphs.count(static_cast<mock::Graph*>(graph)) == 0) return misused(__func__);
  *made = new mock::Graph(*static_cast<mock::Graph*>(graph));
  own.graphs.insert(static_cast<mock::Graph*>(*made));
  return 0;
}

DRIVER cuGraphDestroy(void* graph) {
  IN_CONTEXT;
  return mock::destroy(own.graphs, graph, __func__);
}

DRIVER cuGraphExecDestroy(void* graph) {
  IN_CONTEXT;
  return mock::destroy(own.graphs, graph, __func__);
}

DRIVER cuGraphLaunch(void* graph, void* handle) {
  ON_STREAM;
  if (own.graphs.count(static_cast<mock::Graph*>(graph)) == 0) return misused(__func__);
  control().graph_launches++;
  for (const mock::Work& work : static_cast<mock::Graph*>(graph)->work) stream.put(work);
  return 0;
}
