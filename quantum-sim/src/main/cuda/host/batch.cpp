#include "batch.h"

#include <algorithm>

namespace dlq_cuda {
namespace {

// Pieces of a batch leave room for what else there is.
constexpr int64_t kShareOfMemory = 2;
// A piece is worth its launches from a tenth of a millisecond on: so many multiply-adds, or bytes to copy.
constexpr double kWorkOfPiece = 1e9;
constexpr int64_t kBytesOfPiece = int64_t{8} << 20;
constexpr int64_t kMostPieces = 16;
constexpr int64_t kSamplesTogether = 32;  // in blocks, and in warps of small states
// Multiply-adds of an amplitude, roughly.
constexpr double kWorkOfOp = 10;
constexpr double kWorkOfEnds = 30;

int64_t parts_of(int64_t whole, int64_t part) { return (whole + part - 1) / part; }

// Of values and gradient.
double work_of(const Prepared& program, int64_t samples) {
  const double amplitudes = static_cast<double>(samples) * static_cast<double>(int64_t{1} << program.num_qubits);
  return amplitudes * (program.passes.back().last_op * kWorkOfOp + kWorkOfEnds);
}

}  // namespace

Batch::Batch(const Prepared& program, const dlq::Call& call, bool backward, bool outside_states, int64_t memory,
             Exchange& exchange)
    : program_(program),
      call_(call),
      exchange_(exchange),
      backward_(backward),
      outside_states_(outside_states),
      room_(memory / kShareOfMemory),
      samples_(samples_of_piece()),
      num_pieces_(parts_of(call.batch, samples_)),
      full_(program, call, shape(samples_)),
      last_(program, call, shape(call.batch - (num_pieces_ - 1) * samples_)) {}

Shape Batch::shape(int64_t samples) const {
  return {samples, backward_, outside_states_, backward_ && call_.initial_gradient.data != nullptr, exchange_.shots()};
}

int64_t Batch::samples_of_piece() const {
  const auto layout = [&](int64_t samples) {
    // Shots have no backward pass.
    const bool backward = exchange_.shots() == 0;
    return Layout(program_, call_, {samples, backward, false, backward && !program_.from_product, exchange_.shots()});
  };
  const Layout whole = layout(call_.batch);
  const auto by_work = static_cast<int64_t>(work_of(program_, call_.batch) / kWorkOfPiece);
  const int64_t number = std::clamp<int64_t>(std::max(by_work, whole.down / kBytesOfPiece), 1, kMostPieces);
  const int64_t most = std::min<int64_t>(call_.batch, most_samples(program_));
  if (number == 1 && whole.all <= room_) return most;
  const int64_t even = parts_of(parts_of(call_.batch, number), kSamplesTogether) * kSamplesTogether;
  const int64_t samples = std::min(even, most);
  if (layout(samples).all <= room_ / 2) return samples;
  const int64_t one = layout(1).all, two = layout(2).all;
  return std::clamp<int64_t>((room_ / 2 - one) / std::max<int64_t>(1, two - one), 1, samples);
}

Piece Batch::piece(int64_t number) const {
  const int64_t first = number * samples_;
  return {first, std::min<int64_t>(samples_, call_.batch - first)};
}

}  // namespace dlq_cuda
