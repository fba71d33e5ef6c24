#include "transfer.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace dlq_cuda {
namespace {

// Memory that lies as kernels have it is copied as it is; the rest row by row, so that inner loops know their types.
template <class From, class To>
void convert(const From* from, int64_t from_row, int64_t from_column, To* to, int64_t to_row, int64_t to_column,
             int64_t rows, int64_t columns) {
  const bool even = from_column == 1 && to_column == 1;
  if constexpr (std::is_same_v<From, To>) {
    if (even && (rows == 1 || (from_row == columns && to_row == columns))) {
      std::memcpy(to, from, static_cast<size_t>(rows * columns) * sizeof(To));
      return;
    }
  }
  for (int64_t row = 0; row < rows; row++) {
    const From* const source = from + row * from_row;
    To* const target = to + row * to_row;
    if (even) {
      std::transform(source, source + columns, target, [](From number) { return static_cast<To>(number); });
      continue;
    }
    for (int64_t column = 0; column < columns; column++) {
      target[column * to_column] = static_cast<To>(source[column * from_column]);
    }
  }
}

template <class Number>
void put(const dlq::View& from, Piece piece, int64_t columns, Number* to) {
  const int64_t at = piece.first * from.row_stride;
  const auto from_memory = [&](const auto* memory) {
    convert(memory + at, from.row_stride, from.column_stride, to, columns, 1, piece.samples, columns);
  };
  from.is_double ? from_memory(static_cast<const double*>(from.data))
                 : from_memory(static_cast<const float*>(from.data));
}

template <class Number>
void get(const Number* from, Piece piece, int64_t columns, const dlq::View& to) {
  const int64_t at = piece.first * to.row_stride;
  const auto to_memory = [&](auto* memory) {
    convert(from, columns, 1, memory + at, to.row_stride, to.column_stride, piece.samples, columns);
  };
  to.is_double ? to_memory(static_cast<double*>(to.data)) : to_memory(static_cast<float*>(to.data));
}

template <class Number>
void put_matrices(const Prepared& program, const dlq::Call& call, const Layout& layout, Piece piece, char* to) {
  if (layout.shape.backward) {
    put(call.outputs, piece, program.num_outputs, reinterpret_cast<Number*>(to + layout.cotangents));
  }
  if (!program.from_product) {
    put(call.initial, piece, int64_t{2} << program.num_qubits, reinterpret_cast<Number*>(to + layout.initial));
  }
}

template <class Number>
void get_matrices(const Prepared& program, const dlq::Call& call, const Layout& layout, Piece piece, const char* from) {
  if (!layout.shape.backward) {
    get(reinterpret_cast<const Number*>(from + layout.outputs), piece, program.num_outputs, call.outputs);
  }
  if (layout.shape.initial_gradient) {
    get(reinterpret_cast<const Number*>(from + layout.initial_gradient), piece, int64_t{2} << program.num_qubits,
        call.initial_gradient);
  }
}

}  // namespace

void Transfer::begin(int64_t num_pieces) {
  sums_.resize(static_cast<size_t>(backward_ ? num_pieces * program_.num_slots : 0));
}

void Transfer::put_arguments(const Layout& layout, Piece piece, char* to) const {
  auto* const angles = reinterpret_cast<double*>(to + layout.angles);
  for (size_t slot = 0; slot < layout.slots.size(); slot++) {
    const bool shared = call_.slot_shared[slot] != 0;
    std::copy_n(call_.angles + call_.slot_start[slot] + (shared ? 0 : piece.first), shared ? 1 : piece.samples,
                angles + layout.slots[slot]);
  }
  program_.is_double ? put_matrices<double>(program_, call_, layout, piece, to)
                     : put_matrices<float>(program_, call_, layout, piece, to);
}

void Transfer::get_results(const Layout& layout, int64_t number, Piece piece, const char* from) {
  program_.is_double ? get_matrices<double>(program_, call_, layout, piece, from)
                     : get_matrices<float>(program_, call_, layout, piece, from);
  if (!backward_) return;
  double* const sums = sums_.data() + number * program_.num_slots;
  const auto* const gradient = reinterpret_cast<const double*>(from + layout.angle_gradient);
  for (size_t slot = 0; slot < layout.slots.size(); slot++) {
    const double* const own = gradient + layout.slots[slot];
    const bool turns_nothing = program_.by_slot[slot].empty();
    if (call_.slot_shared[slot] != 0) {
      sums[slot] = turns_nothing ? 0 : *own;
      continue;
    }
    double* const to = call_.angle_gradient + call_.slot_start[slot] + piece.first;
    if (turns_nothing) {
      std::fill_n(to, piece.samples, 0.0);
    } else {
      std::copy_n(own, piece.samples, to);
    }
  }
}

void Transfer::end() {
  if (!backward_) return;
  const auto num_slots = static_cast<size_t>(program_.num_slots);
  for (size_t slot = 0; slot < num_slots; slot++) {
    if (call_.slot_shared[slot] == 0) continue;
    double sum = 0;
    for (size_t i = slot; i < sums_.size(); i += num_slots) sum += sums_[i];
    call_.angle_gradient[call_.slot_start[slot]] = sum;
  }
}

}  // namespace dlq_cuda
