// The kernels of one piece of a batch, in their order.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "../device/function.h"
#include "../device/shots.h"
#include "layout.h"
#include "session.h"

namespace dlq_cuda {

struct Launch {
  void* kernel;
  unsigned blocks;
  unsigned rows;
  unsigned threads;
  unsigned shared_bytes;
  std::variant<Call, Views, Shots> arguments;

  bool operator==(const Launch& other) const;
  // On a stream.
  Result put(const Driver& driver, void* stream) const;
};

// A launch on views, of kernels of one type of numbers.
Launch launch(const Kernels& kernels, Kernel kernel, const Views& views, int64_t threads, unsigned rows = 1);

// Launches that draw shots of a piece.
std::vector<Launch> draw(const Kernels& kernels, const Shots& shots);

// Pieces have at most so many samples that every grid can be launched.
int64_t most_samples(const Prepared& program);

class Launches {
 public:
  // call: where everything of the piece lies, image being the program's address there.
  Launches(const Kernels& kernels, int shared_limit, const Prepared& program, const char* image, const Layout& layout,
           const Call& call);

  std::vector<Launch> take() { return std::move(launches_); }

 private:
  void launch(Kernel kernel, int64_t blocks, unsigned rows, unsigned threads, int64_t shared);
  void prepare();
  void lanes();
  void whole();
  void forward_in_tiles();
  void measure_states();
  void back_in_tiles();
  void sum_gradients();

  const Kernels& kernels_;
  const int shared_limit_;
  const Prepared& program_;
  const char* const image_;
  const Layout& layout_;
  Call call_;
  std::vector<Launch> launches_;
};

}  // namespace dlq_cuda
