// Arguments of a call into memory that the device copies from, and results out of memory that it copies to: there in the
// order and type that kernels have, here in the caller's.
#pragma once

#include <cstdint>

#include "exchange.h"

namespace dlq_cuda {

class Transfer : public Exchange {
 public:
  bool on_device() const override { return false; }
  int64_t pinned_bytes(const Layout& layout) const override { return layout.down; }
  void bring(const Stage& stage) override;
  // Angles that samples share have their gradient in the last piece.
  void fetch(const Stage& stage) override;
};

}  // namespace dlq_cuda
