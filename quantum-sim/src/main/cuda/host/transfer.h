// Arguments of a call into memory that the device copies from, and results out of memory that it copies to: there in the
// order and type that kernels have, here in the caller's.
#pragma once

#include <cstdint>

#include "layout.h"

namespace dlq_cuda {

// Samples of a batch that are on the device together.
struct Piece {
  int64_t first;
  int64_t samples;
};

class Transfer {
 public:
  Transfer(const Prepared& program, const dlq::Call& call, const Shape& shape, const Layout& layout)
      : program_(program), call_(call), shape_(shape), layout_(layout) {}

  void put_arguments(Piece piece, char* to) const;
  // Angles that samples share have their gradient in the last piece.
  void get_results(Piece piece, const char* from) const;

 private:
  void put(const dlq::View& from, Piece piece, int64_t columns, char* to) const;
  void get(const char* from, Piece piece, int64_t columns, const dlq::View& to) const;
  void get_angle_gradient(const double* from) const;

  const Prepared& program_;
  const dlq::Call& call_;
  const Shape& shape_;
  const Layout& layout_;
};

}  // namespace dlq_cuda
