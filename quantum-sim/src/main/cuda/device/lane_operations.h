// Operations of a plan on states in registers, their inverses, and the gradients of their angles.
#pragma once

#include "lanes.h"

namespace dlq_cuda {

// An operation with what it needs of the call, fetched while the one before it is at work.
template <class T>
struct Fetched {
  Op op;
  Complex<T> turned;   // of a rotation
  long long gradient;  // likewise
};

template <class T, int R>
__device__ inline Fetched<T> fetched(const Lane<T, R>& lane, int i) {
  Fetched<T> found = {lane.call.ops[i], {1, 0}, -1};
  if (found.op.kind != kRotation) return found;
  const Place place = lane.call.places[found.op.first];
  found.turned = lane.coefficient(place);
  found.gradient = place.gradient;
  return found;
}

// Signs of amplitudes p ^ flip.
template <class T, int R>
__device__ inline unsigned signs_of_others(const Lane<T, R>& lane, const Op& op) {
  return lane.signs(op.parity) ^ (0u - odd(op.flip & op.parity));
}

// psi(p) becomes c psi(p) - i s (W psi)(p); others: psi(p ^ flip).
template <class T, int R>
__device__ inline void rotate(const Op& op, unsigned signs, Complex<T> turned, const Registers<T, R>& others,
                              Registers<T, R>& psi) {
#pragma unroll
  for (int r = 0; r < R; r++) {
    const T s = signed_by<T>(signs >> r & 1u, turned.im);
    const Complex<T> x = psi.at[r], y = others.at[r];
    if (op.turns == 0) {
      psi.at[r] = {turned.re * x.re + s * y.im, turned.re * x.im - s * y.re};
    } else {
      psi.at[r] = {turned.re * x.re + s * y.re, turned.re * x.im + s * y.im};
    }
  }
}

// Im <lambda|W|psi>, the share of this lane.
template <class T, int R>
__device__ inline T overlap(const Op& op, unsigned signs, const Registers<T, R>& lambda,
                            const Registers<T, R>& others) {
  T sum = 0;
#pragma unroll
  for (int r = 0; r < R; r++) {
    const Complex<T> product = inner(lambda.at[r], others.at[r]);
    sum += signed_by<T>(signs >> r & 1u, op.turns == 0 ? product.im : product.re);
  }
  return sum;
}

// The phases exp(-i pi h), from the table that the batch shares or from the half turns of all terms.
template <class T, int R>
__device__ inline Registers<T, R> phases(const Lane<T, R>& lane, const Op& op) {
  Registers<T, R> made;
  const long long table = lane.call.tables[op.diagonal];
  if (table >= 0) {
    const Complex<T>* const from = static_cast<const Complex<T>*>(lane.call.table) + table;
#pragma unroll
    for (int r = 0; r < R; r++) made.at[r] = from[lane.p(r)];
    return made;
  }
  T h[R] = {};
  for (int k = op.first; k < op.first + op.count; k++) {
    const DiagonalTerm term = lane.call.terms[k];
    const T turned = lane.coefficient(lane.call.places[term.rotation]).re;
    const unsigned signs = lane.signs(term.parity);
#pragma unroll
    for (int r = 0; r < R; r++) h[r] += signed_by<T>(signs >> r & 1u, turned);
  }
  // By way of memory, which has numbers at run time: the code of sine and cosine is long.
#pragma unroll
  for (int r = 0; r < R; r++) lane.open[lane.p(r)].re = h[r];
#pragma unroll 1
  for (int r = 0; r < R; r++) {
    T c, s;
    turn(lane.open[lane.p(r)].re, &c, &s);
    lane.open[lane.p(r)] = {c, -s};
  }
#pragma unroll
  for (int r = 0; r < R; r++) made.at[r] = lane.open[lane.p(r)];
  return made;
}

// Gradients of all terms of a diagonal, and the phases taken back.
template <class T, int R>
__device__ inline void return_phases(const Lane<T, R>& lane, const Op& op, Registers<T, R>& lambda,
                                     Registers<T, R>& psi) {
  for (int k = op.first; k < op.first + op.count; k++) {
    const DiagonalTerm term = lane.call.terms[k];
    const long long gradient = lane.call.places[term.rotation].gradient;
    if (gradient < 0) continue;
    const unsigned signs = lane.signs(term.parity);
    T sum = 0;
#pragma unroll
    for (int r = 0; r < R; r++) sum += signed_by<T>(signs >> r & 1u, inner(lambda.at[r], psi.at[r]).im);
    lane.put_gradient(gradient, sum);
  }
  const Registers<T, R> turned = phases<T, R>(lane, op);
#pragma unroll
  for (int r = 0; r < R; r++) {
    psi.at[r] = inner(turned.at[r], psi.at[r]);
    lambda.at[r] = inner(turned.at[r], lambda.at[r]);
  }
}

// A block's matrix, or its adjoint, times the state. Columns come in the order of a Gray code, one flip each.
template <class T, int R>
__device__ inline void multiply(const Lane<T, R>& lane, const Op& op, bool adjoint, Registers<T, R>& psi) {
  const Block block = lane.call.blocks[op.first];
  const Qubit* const qubits = lane.call.qubits + block.first;
  unsigned rows[R] = {}, idle = 0;
  for (int j = 0; j < block.targets + block.controls; j++) {
    const unsigned values = lane.signs(qubits[j].parity) ^ (0u - static_cast<unsigned>(qubits[j].offset));
    if (j >= block.targets) {
      idle |= ~values;
    } else {
#pragma unroll
      for (int r = 0; r < R; r++) rows[r] |= (values >> r & 1u) << j;
    }
  }
  const unsigned size = 1u << block.targets;
  const Complex<T>* const matrix = static_cast<const Complex<T>*>(lane.call.matrices) + block.matrix;
  Registers<T, R> next = {}, others = psi;
  for (unsigned step = 1, column = 0; step <= size; step++) {
#pragma unroll
    for (int r = 0; r < R; r++) {
      const unsigned row = rows[r], from = row ^ column;
      const Complex<T> entry = adjoint ? matrix[from * size + row] : matrix[row * size + from];
      add_product(next.at[r], adjoint ? Complex<T>{entry.re, -entry.im} : entry, others.at[r]);
    }
    if (step == size) break;
    const unsigned bit = step & (0u - step);
    column ^= bit;
    others = flipped(others, qubits[__popc(bit - 1u)].flip);
  }
#pragma unroll
  for (int r = 0; r < R; r++) {
    if ((idle >> r & 1u) == 0) psi.at[r] = next.at[r];
  }
}

template <class T, int R>
__device__ inline void walk(const Lane<T, R>& lane, Registers<T, R>& psi) {
  const int last = lane.call.last_op;
  Fetched<T> next = {};
  if (lane.call.first_op < last) next = fetched<T, R>(lane, lane.call.first_op);
#pragma unroll kUnrolled
  for (int i = lane.call.first_op; i < last; i++) {
    const Fetched<T> now = next;
    if (i + 1 < last) next = fetched<T, R>(lane, i + 1);
    if (now.op.kind == kRotation) {
      rotate<T, R>(now.op, signs_of_others(lane, now.op), now.turned, flipped(psi, now.op.flip), psi);
    } else if (now.op.kind == kDiagonal) {
      const Registers<T, R> turned = phases<T, R>(lane, now.op);
#pragma unroll
      for (int r = 0; r < R; r++) psi.at[r] = times(turned.at[r], psi.at[r]);
    } else {
      multiply<T, R>(lane, now.op, false, psi);
    }
  }
}

// The operations undone, last to first, with the gradient of each rotation.
template <class T, int R>
__device__ inline void walk_back(const Lane<T, R>& lane, Registers<T, R>& psi, Registers<T, R>& lambda) {
  const int first = lane.call.first_op;
  Fetched<T> next = {};
  if (first < lane.call.last_op) next = fetched<T, R>(lane, lane.call.last_op - 1);
#pragma unroll kUnrolled
  for (int i = lane.call.last_op - 1; i >= first; i--) {
    const Fetched<T> now = next;
    if (i > first) next = fetched<T, R>(lane, i - 1);
    if (now.op.kind == kDiagonal) {
      return_phases<T, R>(lane, now.op, lambda, psi);
      continue;
    }
    const unsigned signs = signs_of_others(lane, now.op);
    // First psi, then lambda, by the same code, whose length matters to those who compile it when they start.
#pragma unroll 1
    for (int side = 0; side < 2; side++) {
      if (now.op.kind == kRotation) {
        const Registers<T, R> others = flipped(psi, now.op.flip);
        if (side == 0) lane.put_gradient(now.gradient, overlap<T, R>(now.op, signs, lambda, others));
        rotate<T, R>(now.op, signs, {now.turned.re, -now.turned.im}, others, psi);
      } else {
        multiply<T, R>(lane, now.op, true, psi);
      }
      const Registers<T, R> other = lambda;
      lambda = psi;
      psi = other;
    }
  }
}

}  // namespace dlq_cuda
