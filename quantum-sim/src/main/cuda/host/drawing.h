// Shots in place of outputs: of probabilities nothing leaves the device but what was drawn from them.
#pragma once

#include <cstdint>

#include "../device/shots.h"
#include "transfer.h"

namespace dlq_cuda {

class Drawing final : public Transfer {
 public:
  // drawn: [batch, min(shots, outcomes)], written.
  Drawing(const Prepared& program, const dlq::Call& call, int64_t shots, const Streams& streams, uint32_t* drawn)
      : Transfer(program, call, false), program_(program), shots_(shots), streams_(streams), drawn_(drawn) {}

  int64_t shots() const override { return shots_; }
  Span down(const Layout& layout) const override { return {layout.drawn, layout.drawn_end}; }
  void put_arguments(const Layout& layout, Piece piece, char* to) const override;
  std::vector<Launch> after(const Stage& stage) const override;
  void get_results(const Layout& layout, int64_t number, Piece piece, const char* from) override;

 private:
  const Prepared& program_;
  const int64_t shots_;
  const Streams streams_;
  uint32_t* const drawn_;
};

}  // namespace dlq_cuda
