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

}  // namespace

void Transfer::put_arguments(Piece piece, char* to) const {
  std::copy_n(call_.angles, shape_.num_angles, reinterpret_cast<double*>(to + layout_.angles));
  std::copy(layout_.places.begin(), layout_.places.end(), reinterpret_cast<Place*>(to + layout_.place));
  std::copy(layout_.tables.begin(), layout_.tables.end(), reinterpret_cast<long long*>(to + layout_.table_place));
  if (shape_.backward) put(call_.outputs, piece, program_.num_outputs, to + layout_.cotangents);
  if (!program_.from_product) put(call_.initial, piece, int64_t{2} << program_.num_qubits, to + layout_.initial);
}

void Transfer::put(const dlq::View& from, Piece piece, int64_t columns, char* to) const {
  if (program_.is_double) {
    pack(from, piece, columns, reinterpret_cast<double*>(to));
  } else {
    pack(from, piece, columns, reinterpret_cast<float*>(to));
  }
}

void Transfer::get_results(Piece piece, const char* from) const {
  if (!shape_.backward) get(from + layout_.outputs, piece, program_.num_outputs, call_.outputs);
  if (shape_.initial_gradient) {
    get(from + layout_.initial_gradient, piece, int64_t{2} << program_.num_qubits, call_.initial_gradient);
  }
  if (shape_.backward && piece.first + piece.samples == call_.batch) {
    get_angle_gradient(reinterpret_cast<const double*>(from + layout_.angle_gradient));
  }
}

void Transfer::get(const char* from, Piece piece, int64_t columns, const dlq::View& to) const {
  if (program_.is_double) {
    unpack(reinterpret_cast<const double*>(from), piece, columns, to);
  } else {
    unpack(reinterpret_cast<const float*>(from), piece, columns, to);
  }
}

void Transfer::get_angle_gradient(const double* from) const {
  for (int slot = 0; slot < program_.num_slots; slot++) {
    const int64_t start = call_.slot_start[slot], count = call_.slot_shared[slot] != 0 ? 1 : call_.batch;
    const bool turns_nothing = program_.by_slot[static_cast<size_t>(slot)].empty();
    for (int64_t i = start; i < start + count; i++) call_.angle_gradient[i] = turns_nothing ? 0 : from[i];
  }
}

}  // namespace dlq_cuda
