// One call of a program, cut into pieces that devices run one by one. How it is cut depends on the program, the batch
// and the memory of a device, but not on how many devices there are: results have the same bits on any number of them.
// Forward and backward passes are cut alike.
#pragma once

#include <cstdint>

#include "exchange.h"

namespace dlq_cuda {

class Batch {
 public:
  // memory: bytes that programs may take on a device.
  // outside_states: whether a forward pass is to leave final states in memory of their own, or has left them there.
  Batch(const Prepared& program, const dlq::Call& call, bool backward, bool outside_states, int64_t memory,
        Exchange& exchange);

  int64_t num_pieces() const { return num_pieces_; }
  Piece piece(int64_t number) const;
  const Layout& layout(int64_t number) const { return number + 1 < num_pieces_ ? full_ : last_; }
  // Bytes that the final states of a piece take.
  int64_t state_bytes(int64_t number) const { return piece(number).samples * program_.state_bytes(); }
  // Whether a device has room for two pieces, so that one is copied while the other is computed.
  bool in_pairs() const { return num_pieces_ > 1 && 2 * full_.all <= room_; }

  const Prepared& program() const { return program_; }
  const Shape& shape() const { return full_.shape; }

  Exchange& exchange() const { return exchange_; }

 private:
  Shape shape(int64_t samples) const;
  int64_t samples_of_piece() const;

  const Prepared& program_;
  const dlq::Call& call_;
  Exchange& exchange_;
  const bool backward_;
  const bool outside_states_;
  const int64_t room_;
  const int64_t samples_;
  const int64_t num_pieces_;
  const Layout full_, last_;
};

}  // namespace dlq_cuda
