#include "steps.h"

#include <algorithm>

namespace dlq_cuda {
namespace {

// Forward and backward, with states that are kept and without.
constexpr size_t kMostGraphs = 4;

constexpr int kCaptureOfThisThread = 1;

struct Outcome {
  Result result = 0;
  const char* doing = nullptr;
  bool launching = false;
};

Outcome issue(const Driver& driver, void* stream, const Steps& steps) {
  if (steps.up > 0) {
    const Result result = driver.copy_to_device(steps.memory, steps.pinned, steps.up, stream);
    if (result != 0) return {result, "copying arguments to the device", false};
  }
  for (const Launch& launch : steps.launches) {
    const Result result = launch.put(driver, stream);
    if (result != 0) return {result, "launching a kernel", true};
  }
  if (steps.down.end > steps.down.begin) {
    const Result result =
        driver.copy_to_host(steps.pinned + steps.down.begin, steps.memory + static_cast<Pointer>(steps.down.begin),
                            static_cast<size_t>(steps.down.end - steps.down.begin), stream);
    if (result != 0) return {result, "copying results from the device", false};
  }
  return {};
}

}  // namespace

bool Steps::operator==(const Steps& other) const {
  return pinned == other.pinned && memory == other.memory && up == other.up && down == other.down &&
         launches == other.launches;
}

class Graphs::Graph {
 public:
  Graph(std::shared_ptr<Session> session, void* graph) : session_(std::move(session)), graph_(graph) {}
  ~Graph() {
    release(*session_, [&](const Driver& driver) { return driver.graph_exec_destroy(graph_); });
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  void* get() const { return graph_; }

 private:
  std::shared_ptr<Session> session_;
  void* graph_;
};

std::shared_ptr<Graphs::Graph> Graphs::capture(const Stream& stream, const Steps& steps) {
  const Driver& driver = session_->driver();
  if (driver.stream_begin_capture(stream.get(), kCaptureOfThisThread) != 0) return nullptr;
  const Outcome outcome = issue(driver, stream.get(), steps);
  // Whatever went wrong, the capture has to end.
  void* graph = nullptr;
  const Result ended = driver.stream_end_capture(stream.get(), &graph);
  if (graph == nullptr) return nullptr;
  void* executable = nullptr;
  const bool made = outcome.result == 0 && ended == 0 && driver.graph_instantiate(&executable, graph, 0) == 0 &&
                    executable != nullptr;
  if (driver.graph_destroy(graph) != 0) session_->abandon();
  return made ? std::make_shared<Graph>(session_, executable) : nullptr;
}

void Graphs::run(const Stream& stream, Steps steps) {
  auto found = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& before) { return before.steps == steps; });
  if (found == seen_.end()) {
    if (seen_.size() == kMostGraphs) seen_.erase(seen_.begin());
    seen_.push_back({std::move(steps), nullptr});
  } else {
    std::rotate(found, found + 1, seen_.end());
    // For good: what cannot be captured once will not be next time.
    if (seen_.back().graph == nullptr && works_)
      works_ = (seen_.back().graph = capture(stream, seen_.back().steps)) != nullptr;
  }
  const Seen& now = seen_.back();
  if (now.graph != nullptr) {
    session_->check_launch(session_->driver().graph_launch(now.graph->get(), stream.get()), "launching kernels");
    return;
  }
  const Outcome outcome = issue(session_->driver(), stream.get(), now.steps);
  if (outcome.launching) session_->check_launch(outcome.result, outcome.doing);
  session_->check(outcome.result, outcome.doing);
}

}  // namespace dlq_cuda
