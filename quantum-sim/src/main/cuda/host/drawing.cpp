#include "drawing.h"

#include <algorithm>
#include <cstring>

namespace dlq_cuda {

void Drawing::put_arguments(const Layout& layout, Piece piece, char* to) const {
  Transfer::put_arguments(layout, piece, to);
  Streams streams = streams_;
  streams.first += streams.step * static_cast<uint64_t>(piece.first);
  std::memcpy(to + layout.streams, &streams, sizeof streams);
}

std::vector<Launch> Drawing::after(const Stage& stage) const {
  const Layout& layout = stage.layout;
  Shots shots{};
  shots.probabilities = stage.memory + layout.outputs;
  shots.within_rows = reinterpret_cast<double*>(stage.memory + layout.within_rows);
  shots.before_rows = reinterpret_cast<double*>(stage.memory + layout.before_rows);
  shots.last_possible = reinterpret_cast<unsigned*>(stage.memory + layout.last_possible);
  shots.drawn = reinterpret_cast<unsigned*>(stage.memory + layout.drawn);
  shots.streams = reinterpret_cast<const Streams*>(stage.memory + layout.streams);
  shots.samples = stage.piece.samples;
  shots.num_outcomes = program_.num_outputs;
  shots.num_shots = shots_;
  shots.num_rows = layout.outcome_rows;
  shots.width = layout.width;
  return draw(stage.kernels, shots);
}

void Drawing::get_results(const Layout& layout, int64_t, Piece piece, const char* from) {
  const auto* const drawn = reinterpret_cast<const uint32_t*>(from + layout.drawn);
  std::copy_n(drawn, piece.samples * layout.width, drawn_ + piece.first * layout.width);
}

}  // namespace dlq_cuda
