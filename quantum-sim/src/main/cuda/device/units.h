// Operations on the amplitudes of one tile, several between two barriers: every thread has a coset in its registers.
#pragma once

#include "arithmetic.h"

namespace dlq_cuda {

// A tile in the memory that its team shares, and the call that it belongs to.
template <class T>
struct Tile {
  const Call& call;
  Team team;
  Index base;        // stored index of its first amplitude
  long long sample;  // of the call's
  long long row;     // of gradients: the first of the block
  bool again;        // whether another tile has left its gradients there

  __device__ unsigned size() const { return 1u << call.tile_bits; }
  __device__ unsigned cosets() const { return size() < kAmplitudes ? 1 : size() / kAmplitudes; }
  __device__ Complex<T> coefficient(Place place) const {
    return static_cast<const Complex<T>*>(call.coefficients)[place.coefficient + place.stride * sample];
  }
  __device__ void put_gradient(long long first, unsigned own, T sum) const {
    if (first < 0) return;
    T& to = static_cast<T*>(call.gradients)[first + row + own];
    // Registers beyond a tile are copies of those within.
    if (size() < kAmplitudes) sum *= static_cast<T>(size()) / kAmplitudes;
    to = again ? to + sum : sum;
  }
};

// The amplitudes that one thread works on.
template <class T>
struct Coset {
  const Tile<T>& tile;
  unsigned at[kAmplitudes];
  unsigned row;  // of the tile's, for the sums of the warp
  bool idle;     // beyond the last coset: takes part in sums only

  __device__ Coset(const Tile<T>& of, const Unit& unit, unsigned thread)
      : tile(of), row(thread / kWarp), idle(thread >= of.cosets()) {
    const unsigned number = idle ? 0 : thread;
    at[0] = number;
#pragma unroll
    for (int k = 0; k < kDimensions; k++) at[0] = without(at[0], unit.pivots[k]);
#pragma unroll
    for (int k = 0; k < kDimensions; k++) at[0] ^= unit.spread[k] & (0u - (number >> unit.shift[k] & 1u));
#pragma unroll
    for (int j = 1; j < kAmplitudes; j++) at[j] = at[j & (j - 1)] ^ unit.members[lowest(j)];
  }
  static __device__ constexpr int lowest(int j) { return (j & 1) != 0 ? 0 : 1 + lowest(j / 2); }

  __device__ void load(const Complex<T>* state, Complex<T>* to) const {
#pragma unroll
    for (int j = 0; j < kAmplitudes; j++) to[j] = get(state, j);
  }
  __device__ void store(const Complex<T>* from, Complex<T>* state) const {
    if (idle) return;
#pragma unroll
    for (int j = 0; j < kAmplitudes; j++) state[at[j]] = from[j];
  }
  __device__ Complex<T> get(const Complex<T>* state, int j) const { return idle ? Complex<T>{0, 0} : state[at[j]]; }
  // Bit j: the parity of amplitude j, of a mask and what the tile has in common.
  __device__ unsigned signs(unsigned parity, Index outer, unsigned own) const {
    return own ^ (0u - (odd(at[0] & parity) ^ odd(tile.base & outer)));
  }
};

// psi(p) becomes c psi(p) - i s (W psi)(p), W flipping bit K of registers; the inverse has -s.
template <int K, class T>
__device__ inline void rotate(const Op& op, unsigned signs, Complex<T> turned, Complex<T>* psi) {
#pragma unroll
  for (int j = 0; j < kAmplitudes; j++) {
    if ((j >> K & 1) != 0) continue;
    const int other = j | 1 << K;
    const T s = signed_by<T>(signs >> other & 1u, turned.im);
    const Complex<T> x = psi[j], y = psi[other];
    if (op.turns == 0) {
      psi[j] = {turned.re * x.re + s * y.im, turned.re * x.im - s * y.re};
      psi[other] = {turned.re * y.re + s * x.im, turned.re * y.im - s * x.re};
    } else {
      psi[j] = {turned.re * x.re + s * y.re, turned.re * x.im + s * y.im};
      psi[other] = {turned.re * y.re - s * x.re, turned.re * y.im - s * x.im};
    }
  }
}

// Im <lambda|W|psi>, the share of this thread.
template <int K, class T>
__device__ inline T overlap(const Op& op, unsigned signs, const Complex<T>* lambda, const Complex<T>* psi) {
  T sum = 0;
#pragma unroll
  for (int j = 0; j < kAmplitudes; j++) {
    if ((j >> K & 1) != 0) continue;
    const int other = j | 1 << K;
    const Complex<T> a = inner(lambda[j], psi[other]), b = inner(lambda[other], psi[j]);
    sum += signed_by<T>(signs >> other & 1u, op.turns == 0 ? a.im + b.im : a.re - b.re);
  }
  return sum;
}

// Rotation K and those behind it.
template <int K, class T>
__device__ inline void rotate_all(const Coset<T>& coset, const Unit& unit, Complex<T>* psi) {
  if constexpr (K < kDimensions) {
    if (K >= unit.rotations) return;
    const Op op = coset.tile.call.ops[unit.first + unit.diagonal + K];
    const Complex<T> turned = coset.tile.coefficient(coset.tile.call.places[op.first]);
    rotate<K>(op, coset.signs(op.parity, op.outer, op.signs), turned, psi);
    rotate_all<K + 1>(coset, unit, psi);
  }
}

// The same undone, from the last one to rotation K, with the shares of their gradients.
template <int K, class T>
__device__ inline void return_all(const Coset<T>& coset, const Unit& unit, Complex<T>* lambda, Complex<T>* psi,
                                  T* shares) {
  if constexpr (K >= 0) {
    shares[K] = 0;
    if (K < unit.rotations) {
      const Op op = coset.tile.call.ops[unit.first + unit.diagonal + K];
      const Place place = coset.tile.call.places[op.first];
      const unsigned signs = coset.signs(op.parity, op.outer, op.signs);
      Complex<T> turned = coset.tile.coefficient(place);
      turned.im = -turned.im;
      if (place.gradient >= 0) shares[K] = overlap<K>(op, signs, lambda, psi);
      rotate<K>(op, signs, turned, psi);
      rotate<K>(op, signs, turned, lambda);
    }
    return_all<K - 1>(coset, unit, lambda, psi, shares);
  }
}

// Where the phases exp(-i pi h) are: in the table that the batch shares; or found from the half turns of all terms, and
// put where the state has the amplitudes of the coset, which is free while they are in registers.
template <class T>
__device__ inline const Complex<T>* phases(const Coset<T>& coset, const Unit& unit, const Op& op, Complex<T>* memory) {
  const Tile<T>& tile = coset.tile;
  const long long table = tile.call.tables[op.diagonal];
  if (table >= 0) return static_cast<const Complex<T>*>(tile.call.table) + table;
  T h[kAmplitudes] = {};
  for (int k = op.first; k < op.first + op.count; k++) {
    const DiagonalTerm term = tile.call.terms[k];
    const T turned = tile.coefficient(tile.call.places[term.rotation]).re;
    const unsigned signs = coset.signs(term.parity, term.outer, term.signs);
#pragma unroll
    for (int j = 0; j < kAmplitudes; j++) h[j] += signed_by<T>(signs >> j & 1u, turned);
  }
  if (coset.idle) return memory;
#pragma unroll
  for (int j = 0; j < kAmplitudes; j++) memory[coset.at[j]].re = h[j];
    // Memory has numbers at run time: the code of sine and cosine is long.
#pragma unroll 1
  for (unsigned j = 0; j < kAmplitudes && j < tile.size(); j++) {
    const unsigned p = coset.at[0] ^ combine<unsigned>(unit.members, j);
    T c, s;
    turn(memory[p].re, &c, &s);
    memory[p] = {c, -s};
  }
  return memory;
}

// Gradients of all terms of a diagonal.
template <class T>
__device__ inline void put_phase_gradients(const Coset<T>& coset, const Op& op, const Complex<T>* lambda,
                                           const Complex<T>* psi) {
  constexpr int kAtATime = 8;
  const Tile<T>& tile = coset.tile;
  T own[kAmplitudes];
#pragma unroll
  for (int j = 0; j < kAmplitudes; j++) own[j] = inner(lambda[j], psi[j]).im;
  for (int first = 0; first < op.count; first += kAtATime) {
    T shares[kAtATime];
#pragma unroll
    for (int k = 0; k < kAtATime; k++) {
      shares[k] = 0;
      if (first + k >= op.count) continue;
      const DiagonalTerm term = tile.call.terms[op.first + first + k];
      const unsigned signs = coset.signs(term.parity, term.outer, term.signs);
#pragma unroll
      for (int j = 0; j < kAmplitudes; j++) shares[k] += signed_by<T>(signs >> j & 1u, own[j]);
    }
    const T sum = warp_sums<kAtATime>(tile.team.lane(), shares);
    const int k = first + static_cast<int>(tile.team.lane() / (kWarp / kAtATime));
    if (tile.team.lane() % (kWarp / kAtATime) == 0 && k < op.count) {
      tile.put_gradient(tile.call.places[tile.call.terms[op.first + k].rotation].gradient, coset.row, sum);
    }
  }
}

template <class T>
__device__ inline void unit_forward(const Coset<T>& coset, const Unit& unit, Complex<T>* state) {
  const Tile<T>& tile = coset.tile;
  Complex<T> psi[kAmplitudes];
  coset.load(state, psi);
  if (unit.diagonal != 0) {
    const Complex<T>* const turned = phases<T>(coset, unit, tile.call.ops[unit.first], state);
#pragma unroll
    for (int j = 0; j < kAmplitudes; j++) psi[j] = times(coset.get(turned, j), psi[j]);
  }
  rotate_all<0>(coset, unit, psi);
  coset.store(psi, state);
}

// A unit undone, with the gradients of its angles.
template <class T>
__device__ inline void unit_back(const Coset<T>& coset, const Unit& unit, Complex<T>* cotangent, Complex<T>* state) {
  const Tile<T>& tile = coset.tile;
  Complex<T> psi[kAmplitudes], lambda[kAmplitudes];
  coset.load(state, psi);
  coset.load(cotangent, lambda);
  if (unit.rotations > 0) {
    constexpr int kSums = 4;  // for kDimensions of them
    T shares[kSums] = {};
    return_all<kDimensions - 1>(coset, unit, lambda, psi, shares);
    const T sum = warp_sums<kSums>(tile.team.lane(), shares);
    const int k = static_cast<int>(tile.team.lane() / (kWarp / kSums));
    if (tile.team.lane() % (kWarp / kSums) == 0 && k < unit.rotations) {
      tile.put_gradient(tile.call.places[tile.call.ops[unit.first + unit.diagonal + k].first].gradient, coset.row, sum);
    }
  }
  if (unit.diagonal != 0) {
    const Op op = tile.call.ops[unit.first];
    put_phase_gradients<T>(coset, op, lambda, psi);
    const Complex<T>* const turned = phases<T>(coset, unit, op, state);
#pragma unroll
    for (int j = 0; j < kAmplitudes; j++) {
      const Complex<T> back = coset.get(turned, j);
      psi[j] = inner(back, psi[j]);
      lambda[j] = inner(back, lambda[j]);
    }
  }
  coset.store(psi, state);
  coset.store(lambda, cotangent);
}

}  // namespace dlq_cuda
