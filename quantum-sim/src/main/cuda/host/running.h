// One call of a program: its batch in pieces that fit the device, one after the other.
#pragma once

#include <cstdint>

#include "exchange.h"

namespace dlq_cuda {

// Where final states lie on the device, and whether a forward pass is to leave them there, or has left them.
struct Final {
  char* states = nullptr;
  bool keep = false;
  bool kept = false;
};

class Running {
 public:
  // image: the program's address on the device.
  Running(Device& device, const Prepared& program, const dlq::Call& call, bool backward, Workspace& workspace,
          const char* image, Exchange& exchange);

  // How many samples are on the device together: as many as leave room for other calls. The number depends on the program
  // and the device, not on what is free.
  int64_t samples_at_once() const;

  void run(const Final& final);

 private:
  int64_t bytes_of(int64_t samples) const;
  void run(const Layout& layout, Piece piece, const Final& final);
  Call place(const Layout& layout, Piece piece, const Final& final) const;

  Device& device_;
  const Prepared& program_;
  const dlq::Call& call_;
  Workspace& work_;
  Exchange& exchange_;
  Shape shape_;
  const char* const image_;
};

}  // namespace dlq_cuda
