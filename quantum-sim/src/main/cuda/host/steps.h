// What a device does for one piece of a batch: a copy up, kernels, a copy down. Steps that come again with all
// addresses the same are captured as a CUDA graph, which takes one launch instead of many.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "exchange.h"
#include "memory.h"

namespace dlq_cuda {

struct Steps {
  char* pinned;
  Pointer memory;
  size_t up;  // bytes from the beginning on
  Span down;
  std::vector<Launch> launches;

  bool operator==(const Steps& other) const;
};

// Graphs of the steps that a stream has been given last.
class Graphs {
 public:
  explicit Graphs(std::shared_ptr<Session> session) : session_(std::move(session)) {}

  // Puts the steps on the stream. Where they cannot be captured they are launched one by one.
  void run(const Stream& stream, Steps steps);

 private:
  class Graph;
  struct Seen {
    Steps steps;
    std::shared_ptr<Graph> graph;
  };

  std::shared_ptr<Graph> capture(const Stream& stream, const Steps& steps);

  std::shared_ptr<Session> session_;
  std::vector<Seen> seen_;  // the last ones at the end
  bool works_ = true;
};

}  // namespace dlq_cuda
