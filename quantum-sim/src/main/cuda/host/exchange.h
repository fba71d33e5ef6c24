// How arguments come to the device, and where results go: by way of the host, or from and to memory of the device.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "launches.h"

namespace dlq_cuda {

// Samples of a batch that are on the device together.
struct Piece {
  int64_t first;
  int64_t samples;
};

// Between two offsets in the memory of a piece.
struct Span {
  int64_t begin;
  int64_t end;

  bool operator==(const Span& other) const { return begin == other.begin && end == other.end; }
};

// A piece that is about to run: its place in the batch, and where its memory lies on the device.
struct Stage {
  int64_t number;
  Piece piece;
  const Layout& layout;
  const Kernels& kernels;
  char* memory;
};

// Pieces ask for what is theirs from several threads at a time, but each only once.
class Exchange {
 public:
  virtual ~Exchange() = default;

  // The session where pieces are to run.
  virtual std::shared_ptr<Session> session(Device& device) const = 0;
  // Of each sample, where outcomes are drawn in place of outputs; else 0.
  virtual int64_t shots() const { return 0; }
  // Before the first piece.
  virtual void begin(int64_t num_pieces) = 0;
  // Bytes of a piece that are copied up, from its beginning on, and what is copied down.
  virtual int64_t up(const Layout& layout) const = 0;
  virtual Span down(const Layout& layout) const = 0;
  // Puts arguments into memory that is copied up,
  virtual void put_arguments(const Layout& layout, Piece piece, char* to) const = 0;
  // or has kernels take them, and leave results.
  virtual std::vector<Launch> before(const Stage& stage) const = 0;
  virtual std::vector<Launch> after(const Stage& stage) const = 0;
  // Takes results out of memory that was copied down.
  virtual void get_results(const Layout& layout, int64_t number, Piece piece, const char* from) = 0;
  // After the last piece: what all have a share in.
  virtual void end() = 0;
};

}  // namespace dlq_cuda
