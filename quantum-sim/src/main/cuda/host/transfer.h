// Arguments of a piece into memory that the device copies from, and results out of memory that it copies to: there in the
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

void put_arguments(const Prepared& program, const dlq::Call& call, const Layout& layout, Piece piece, char* to);

// sums: for every slot that the batch shares, the piece's share of the gradient.
void get_results(const Prepared& program, const dlq::Call& call, const Layout& layout, Piece piece, const char* from,
                 double* sums);

}  // namespace dlq_cuda
