// A plan as plain data: what the parser makes, and what kernels of every instruction set read.
#pragma once

#include <stdint.h>

// Everything here is inlined: the same function compiled for several instruction sets must not become one symbol.
#define DLQ_INLINE __attribute__((always_inline)) inline
#define DLQ_LAMBDA __attribute__((always_inline))

namespace dlq {

// exp(-i a W), W|p> = i^turns (-1)^|p & parity| |p ^ flip>; turns is 0 or 1. a = factor * angle(slot), or factor.
struct Rotation {
  uint64_t flip;
  uint64_t parity;
  int32_t turns;
  int32_t slot;
  double factor;
};

// A qubit is one where the parity of p & parity differs from offset; flip turns it over.
struct Qubit {
  uint64_t flip;
  uint64_t parity;
  int32_t offset;
};

struct Block {
  int32_t num_targets;
  int32_t num_controls;
  const Qubit* qubits;   // targets, then controls
  const double* matrix;  // row by row, real and imaginary part in turn
};

enum OpKind : int32_t { kRotation = 0, kDiagonal = 1, kBlock = 2 };

// One step on a qubit that nothing has coupled to another: a rotation exp(-i a P) about X, Y or Z, a phase exp(-i a) of
// |1>, or a matrix.
enum StartKind : int32_t { kStartX = 0, kStartY = 1, kStartZ = 2, kStartPhase = 3, kStartMatrix = 4 };

struct StartStep {
  StartKind kind;
  int32_t rotation;      // of the program's rotations, for its angle; -1 of a matrix
  const double* matrix;  // row by row, real and imaginary part in turn
};

struct Op {
  OpKind kind;
  int32_t first;  // of rotations, or of blocks
  int32_t count;  // of rotations
};

struct Term {
  int32_t output;
  uint64_t flip;
  uint64_t parity;
  int32_t turns;
  double coefficient;
};

enum MeasurementKind : int32_t { kExpectations = 0, kProbabilities = 1, kStateVector = 2 };

struct Program {
  int32_t num_qubits;
  int32_t num_slots;
  bool from_product;
  const int32_t* start_ends;  // for each qubit the end of its steps
  const StartStep* start_steps;
  int32_t num_ops;
  const Op* ops;
  const Rotation* rotations;
  int32_t num_rotations;
  const Block* blocks;
  MeasurementKind measurement;
  int32_t num_outputs;
  int32_t num_terms;
  const Term* terms;
  int32_t num_measured;
  const Qubit* measured;
};

// A strided [rows, columns] matrix of the caller.
struct View {
  void* data;
  int64_t row_stride;
  int64_t column_stride;
  bool is_double;

  DLQ_INLINE double get(int64_t row, int64_t column) const {
    const int64_t at = row * row_stride + column * column_stride;
    return is_double ? static_cast<const double*>(data)[at] : static_cast<double>(static_cast<const float*>(data)[at]);
  }
  // Rows from first on of one column.
  template <class Number>
  DLQ_INLINE void read_column(int64_t first, int64_t column, int32_t count, Number* to) const {
    const int64_t at = first * row_stride + column * column_stride;
    if (is_double) {
      const double* const from = static_cast<const double*>(data) + at;
      for (int32_t i = 0; i < count; i++) to[i] = static_cast<Number>(from[i * row_stride]);
    } else {
      const float* const from = static_cast<const float*>(data) + at;
      for (int32_t i = 0; i < count; i++) to[i] = static_cast<Number>(from[i * row_stride]);
    }
  }
  template <class Number>
  DLQ_INLINE void write_column(int64_t first, int64_t column, int32_t count, const Number* from) const {
    const int64_t at = first * row_stride + column * column_stride;
    if (is_double) {
      double* const to = static_cast<double*>(data) + at;
      for (int32_t i = 0; i < count; i++) to[i * row_stride] = static_cast<double>(from[i]);
    } else {
      float* const to = static_cast<float*>(data) + at;
      for (int32_t i = 0; i < count; i++) to[i * row_stride] = static_cast<float>(from[i]);
    }
  }
  DLQ_INLINE void set(int64_t row, int64_t column, double value) const {
    const int64_t at = row * row_stride + column * column_stride;
    if (is_double) {
      static_cast<double*>(data)[at] = value;
    } else {
      static_cast<float*>(data)[at] = static_cast<float>(value);
    }
  }
};

struct Call {
  int32_t batch;
  const double* angles;
  const int64_t* slot_start;
  const int8_t* slot_shared;
  View initial;
  View outputs;  // or their cotangents
  double* angle_gradient;
  View initial_gradient;
  void* states;  // of all tiles: where forward keeps them and backward finds them; NULL to keep none

  DLQ_INLINE bool shared(const Rotation& rotation) const {
    return rotation.slot < 0 || slot_shared[rotation.slot] != 0;
  }
  DLQ_INLINE double angle(const Rotation& rotation, int32_t sample) const {
    if (rotation.slot < 0) return rotation.factor;
    const int64_t at = slot_start[rotation.slot] + (slot_shared[rotation.slot] != 0 ? 0 : sample);
    return rotation.factor * angles[at];
  }
};

}  // namespace dlq
