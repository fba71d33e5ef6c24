// The kernels of one piece of a batch, in their order on a stream.
#pragma once

#include <cstdint>

#include "layout.h"
#include "session.h"

namespace dlq_cuda {

// Pieces have at most so many samples that every grid can be launched.
int64_t most_samples(const Prepared& program);

class Launches {
 public:
  // call: where everything of the piece lies, image being the program's address there.
  Launches(Session& session, void* stream, const Prepared& program, const char* image, const Layout& layout, Call& call)
      : session_(session), stream_(stream), program_(program), image_(image), layout_(layout), call_(call) {}

  void all();

 private:
  void launch(Kernel kernel, int64_t blocks, unsigned rows, unsigned threads, int64_t shared);
  void prepare();
  void whole();
  void forward_in_tiles();
  void measure_states();
  void back_in_tiles();
  void sum_gradients();

  Session& session_;
  void* const stream_;
  const Prepared& program_;
  const char* const image_;
  const Layout& layout_;
  Call& call_;
};

}  // namespace dlq_cuda
