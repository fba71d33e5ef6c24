// Operations of a plan on the amplitudes of one tile, their inverses, and the gradients of their angles.
#pragma once

#include "arithmetic.h"

namespace dlq_cuda {

// A tile in the memory that its team shares, and the call that it belongs to.
template <class T>
struct Tile {
  const Call& call;
  Team team;
  unsigned base;     // stored index of its first amplitude
  long long sample;  // of the call's
  long long row;     // of gradients: of the sample, the tile, and the warp

  __device__ unsigned size() const { return 1u << call.tile_bits; }
  __device__ Complex<T> coefficient(int rotation) const {
    const Place place = call.places[rotation];
    return static_cast<const Complex<T>*>(call.coefficients)[place.coefficient + place.stride * sample];
  }
  // Adds a warp's share to the gradient of a rotation.
  __device__ void put_gradient(int rotation, T share) const {
    const long long first = call.places[rotation].gradient;
    if (first < 0) return;
    share = warp_sum(share);
    if (team.lane() == 0) static_cast<T*>(call.gradients)[first + row] = share;
  }
};

// psi(p) becomes c psi(p) - i s (W psi)(p); the inverse has -s.
template <class T>
__device__ inline void rotate(const Tile<T>& tile, const Op& op, Complex<T> turned, Complex<T>* state) {
  const unsigned pivot = highest(op.flip), outer = odd(tile.base & op.outer), half = tile.size() / 2;
  for (unsigned k = tile.team.thread; k < half; k += tile.team.size) {
    const unsigned p = without(k, pivot), q = p ^ op.flip;
    const T s = signed_by<T>(odd(q & op.parity) ^ outer, turned.im);
    const Complex<T> x = state[p], y = state[q];
    if (op.turns == 0) {
      state[p] = {turned.re * x.re + s * y.im, turned.re * x.im - s * y.re};
      state[q] = {turned.re * y.re + s * x.im, turned.re * y.im - s * x.re};
    } else {
      state[p] = {turned.re * x.re + s * y.re, turned.re * x.im + s * y.im};
      state[q] = {turned.re * y.re - s * x.re, turned.re * y.im - s * x.im};
    }
  }
}

// Im <lambda|W|psi>, the share of this thread.
template <class T>
__device__ inline T overlap(const Tile<T>& tile, const Op& op, const Complex<T>* lambda, const Complex<T>* psi) {
  const unsigned pivot = highest(op.flip), outer = odd(tile.base & op.outer), half = tile.size() / 2;
  T sum = 0;
  for (unsigned k = tile.team.thread; k < half; k += tile.team.size) {
    const unsigned p = without(k, pivot), q = p ^ op.flip;
    const Complex<T> a = inner(lambda[p], psi[q]), b = inner(lambda[q], psi[p]);
    sum += signed_by<T>(odd(q & op.parity) ^ outer, op.turns == 0 ? a.im + b.im : a.re - b.re);
  }
  return sum;
}

// The phase exp(-i pi h) of an amplitude, from the table that the batch shares or from the half turns of all terms.
template <class T>
__device__ inline Complex<T> phase(const Tile<T>& tile, const Op& op, unsigned p) {
  const long long table = tile.call.tables[op.diagonal];
  if (table >= 0) return static_cast<const Complex<T>*>(tile.call.table)[table + p];
  T h = 0;
  for (int k = op.first; k < op.first + op.count; k++) {
    const DiagonalTerm term = tile.call.terms[k];
    const T turned = tile.coefficient(term.rotation).re;
    h += signed_by<T>(odd(p & term.parity) ^ odd(tile.base & term.outer), turned);
  }
  T c, s;
  turn(h, &c, &s);
  return {c, -s};
}

template <class T>
__device__ inline void turn_phases(const Tile<T>& tile, const Op& op, Complex<T>* state) {
  for (unsigned p = tile.team.thread; p < tile.size(); p += tile.team.size) {
    state[p] = times(phase<T>(tile, op, p), state[p]);
  }
}

// Gradients of all terms of a diagonal, and the phases taken back. A thread keeps to its own amplitudes.
template <class T>
__device__ inline void return_phases(const Tile<T>& tile, const Op& op, Complex<T>* lambda, Complex<T>* psi) {
  const unsigned thread = tile.team.thread, size = tile.team.size;
  T share[kMostPerThread];
#pragma unroll
  for (int k = 0; k < kMostPerThread; k++) {
    const unsigned p = thread + static_cast<unsigned>(k) * size;
    share[k] = p < tile.size() ? inner(lambda[p], psi[p]).im : 0;
  }
#pragma unroll 1
  for (unsigned p = thread; p < tile.size(); p += size) {
    const Complex<T> turned = phase<T>(tile, op, p);
    psi[p] = inner(turned, psi[p]);
    lambda[p] = inner(turned, lambda[p]);
  }
  for (int j = op.first; j < op.first + op.count; j++) {
    const DiagonalTerm term = tile.call.terms[j];
    if (tile.call.places[term.rotation].gradient < 0) continue;
    T sum = 0;
#pragma unroll
    for (int k = 0; k < kMostPerThread; k++) {
      sum += signed_by<T>(odd(static_cast<unsigned>(k) * size & term.parity), share[k]);
    }
    tile.put_gradient(term.rotation, signed_by<T>(odd(thread & term.parity) ^ odd(tile.base & term.outer), sum));
  }
}

// One row of a block's matrix, or of its adjoint, times the amplitudes that share everything but the targets with p.
template <class T>
__device__ inline Complex<T> block_row(const Tile<T>& tile, const Block& block, bool adjoint, unsigned p,
                                       const Complex<T>* state) {
  const Qubit* const qubits = tile.call.qubits + block.first;
  unsigned row = 0;
  for (int j = 0; j < block.targets + block.controls; j++) {
    const Qubit qubit = qubits[j];
    const unsigned value = odd(p & qubit.parity) ^ odd(tile.base & qubit.outer) ^ static_cast<unsigned>(qubit.offset);
    if (j < block.targets) {
      row |= value << j;
    } else if (value == 0) {
      return state[p];
    }
  }
  const unsigned size = 1u << block.targets;
  const Complex<T>* const matrix = static_cast<const Complex<T>*>(tile.call.matrices) + block.matrix;
  Complex<T> sum = {0, 0};
  unsigned column = row;
  // Columns in the order of a Gray code, one flip each.
  for (unsigned step = 1; step <= size; step++) {
    const Complex<T> entry = adjoint ? matrix[column * size + row] : matrix[row * size + column];
    add_product(sum, adjoint ? Complex<T>{entry.re, -entry.im} : entry, state[p]);
    const unsigned bit = step & (0u - step);
    if (step < size) {
      column ^= bit;
      p ^= qubits[__popc(bit - 1u)].flip;
    }
  }
  return sum;
}

template <class T>
__device__ inline void multiply(const Tile<T>& tile, const Op& op, bool adjoint, Complex<T>* state) {
  const Block block = tile.call.blocks[op.first];
  Complex<T> next[kMostPerThread];
  int count = 0;
#pragma unroll 1
  for (unsigned p = tile.team.thread; p < tile.size(); p += tile.team.size) {
    next[count++] = block_row<T>(tile, block, adjoint, p, state);
  }
  tile.team.sync();
  count = 0;
#pragma unroll 1
  for (unsigned p = tile.team.thread; p < tile.size(); p += tile.team.size) state[p] = next[count++];
}

// The operations of the pass, first to last.
template <class T>
__device__ inline void walk(const Tile<T>& tile, Complex<T>* psi) {
  for (int i = tile.call.first_op; i < tile.call.last_op; i++) {
    const Op op = tile.call.ops[i];
    if (op.kind == kRotation) {
      rotate<T>(tile, op, tile.coefficient(op.first), psi);
    } else if (op.kind == kDiagonal) {
      turn_phases<T>(tile, op, psi);
    } else {
      multiply<T>(tile, op, false, psi);
    }
    tile.team.sync();
  }
}

// The operations undone, last to first, with the gradient of each rotation.
template <class T>
__device__ inline void walk_back(const Tile<T>& tile, Complex<T>* psi, Complex<T>* lambda) {
  for (int i = tile.call.last_op - 1; i >= tile.call.first_op; i--) {
    const Op op = tile.call.ops[i];
    if (op.kind == kRotation) {
      Complex<T> turned = tile.coefficient(op.first);
      turned.im = -turned.im;
      // A thread reads and writes its own pairs only.
      if (tile.call.places[op.first].gradient >= 0) tile.put_gradient(op.first, overlap<T>(tile, op, lambda, psi));
      rotate<T>(tile, op, turned, psi);
      rotate<T>(tile, op, turned, lambda);
    } else if (op.kind == kDiagonal) {
      return_phases<T>(tile, op, lambda, psi);
    } else {
      multiply<T>(tile, op, true, psi);
      multiply<T>(tile, op, true, lambda);
    }
    tile.team.sync();
  }
}

}  // namespace dlq_cuda
