#include "transfer.h"

#include <algorithm>

namespace dlq_cuda {
namespace {

template <class Number>
void pack(const dlq::View& from, Piece piece, int64_t columns, Number* to) {
  for (int64_t row = 0; row < piece.samples; row++) {
    for (int64_t column = 0; column < columns; column++) {
      *to++ = static_cast<Number>(from.get(piece.first + row, column));
    }
  }
}

template <class Number>
void unpack(const Number* from, Piece piece, int64_t columns, const dlq::View& to) {
  for (int64_t row = 0; row < piece.samples; row++) {
    for (int64_t column = 0; column < columns; column++) {
      to.set(piece.first + row, column, static_cast<double>(*from++));
    }
  }
}

void put(const Stage& stage, const dlq::View& from, int64_t columns, char* to) {
  if (stage.program.is_double) {
    pack(from, stage.piece, columns, reinterpret_cast<double*>(to));
  } else {
    pack(from, stage.piece, columns, reinterpret_cast<float*>(to));
  }
}

void get(const Stage& stage, const char* from, int64_t columns, const dlq::View& to) {
  if (stage.program.is_double) {
    unpack(reinterpret_cast<const double*>(from), stage.piece, columns, to);
  } else {
    unpack(reinterpret_cast<const float*>(from), stage.piece, columns, to);
  }
}

void get_angle_gradient(const Stage& stage, const double* from) {
  const dlq::Call& call = stage.call;
  for (int slot = 0; slot < stage.program.num_slots; slot++) {
    const int64_t start = call.slot_start[slot], count = call.slot_shared[slot] != 0 ? 1 : call.batch;
    const bool turns_nothing = stage.program.by_slot[static_cast<size_t>(slot)].empty();
    for (int64_t i = start; i < start + count; i++) call.angle_gradient[i] = turns_nothing ? 0 : from[i];
  }
}

}  // namespace

void Transfer::bring(const Stage& stage) {
  const Layout& layout = stage.layout;
  char* const to = stage.work.pinned->get();
  std::copy_n(stage.call.angles, stage.shape.num_angles, reinterpret_cast<double*>(to + layout.angles));
  std::copy(layout.places.begin(), layout.places.end(), reinterpret_cast<Place*>(to + layout.place));
  std::copy(layout.tables.begin(), layout.tables.end(), reinterpret_cast<long long*>(to + layout.table_place));
  if (stage.shape.backward) put(stage, stage.call.outputs, stage.program.num_outputs, to + layout.cotangents);
  if (!stage.program.from_product) {
    put(stage, stage.call.initial, int64_t{2} << stage.program.num_qubits, to + layout.initial);
  }
  stage.copy_up(0, layout.up);
}

void Transfer::fetch(const Stage& stage) {
  const Layout& layout = stage.layout;
  if (layout.down > layout.up) stage.copy_down(layout.up, layout.down);
  stage.wait();
  const char* const from = stage.work.pinned->get();
  if (!stage.shape.backward) get(stage, from + layout.outputs, stage.program.num_outputs, stage.call.outputs);
  if (stage.shape.initial_gradient) {
    get(stage, from + layout.initial_gradient, int64_t{2} << stage.program.num_qubits, stage.call.initial_gradient);
  }
  if (stage.shape.backward && stage.piece.first + stage.piece.samples == stage.call.batch) {
    get_angle_gradient(stage, reinterpret_cast<const double*>(from + layout.angle_gradient));
  }
}

}  // namespace dlq_cuda
