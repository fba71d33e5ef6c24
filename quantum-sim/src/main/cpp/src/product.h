// Product states: one-qubit steps on every qubit, their product over all of them, and the gradient of both.
#pragma once

#include "tile.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class T>
struct Product {
  typedef typename T::L L;
  typedef typename T::V V;
  typedef typename T::R R;
  typedef typename T::Amplitude Amplitude;

  // Amplitudes of |0> and |1>; or the row of what they are multiplied with.
  struct Pair {
    Amplitude zero, one;
  };

  static Amplitude times(Amplitude x, Amplitude y) { return {x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re}; }
  // conj(x) y
  static Amplitude overlap(Amplitude x, Amplitude y) { return {x.re * y.re + x.im * y.im, x.re * y.im - x.im * y.re}; }
  static Amplitude plus(Amplitude x, Amplitude y) { return {x.re + y.re, x.im + y.im}; }
  static Amplitude times(Amplitude x, R re, R im) { return {x.re * re - x.im * im, x.re * im + x.im * re}; }

  // ---- steps on one qubit

  // The column v, or with s of the other sign what undoes it.
  static void step(const StartStep& step, V c, V s, bool undo, Pair& v) {
    const Amplitude a = v.zero, b = v.one;
    switch (step.kind) {
      case kStartX:
        v = {{c * a.re + s * b.im, c * a.im - s * b.re}, {c * b.re + s * a.im, c * b.im - s * a.re}};
        break;
      case kStartY:
        v = {{c * a.re - s * b.re, c * a.im - s * b.im}, {c * b.re + s * a.re, c * b.im + s * a.im}};
        break;
      case kStartZ:
        v = {{c * a.re + s * a.im, c * a.im - s * a.re}, {c * b.re - s * b.im, c * b.im + s * b.re}};
        break;
      case kStartPhase:
        v.one = {c * b.re + s * b.im, c * b.im - s * b.re};
        break;
      case kStartMatrix:
        v = multiplied(step.matrix, v, undo, undo);
        break;
    }
  }

  // m v, or m with its rows as columns, or with the sign of its imaginary parts turned.
  static Pair multiplied(const double* m, const Pair& v, bool transposed, bool conjugated) {
    const int across = transposed ? 4 : 2, down = transposed ? 2 : 4;
    const R sign = conjugated ? R{-1} : R{1};
    const auto entry = [&](Amplitude x, int at) {
      return times(x, static_cast<R>(m[at]), sign * static_cast<R>(m[at + 1]));
    };
    return {plus(entry(v.zero, 0), entry(v.one, across)), plus(entry(v.zero, down), entry(v.one, 6))};
  }

  // The row g with g (step v) = (g step) v.
  static void pull(const StartStep& of, V c, V s, Pair& g) {
    if (of.kind == kStartMatrix) {
      g = multiplied(of.matrix, g, true, false);
    } else {
      // Rotations are symmetric but for those about Y, whose transpose turns the other way.
      step(of, c, of.kind == kStartY ? -s : s, false, g);
    }
  }

  // Re g (-i P v)
  static V derivative(const StartStep& of, const Pair& g, const Pair& v) {
    const auto turned = [](Amplitude x, Amplitude y) { return x.re * y.im + x.im * y.re; };
    const auto real = [](Amplitude x, Amplitude y) { return x.re * y.re - x.im * y.im; };
    switch (of.kind) {
      case kStartX:
        return turned(g.zero, v.one) + turned(g.one, v.zero);
      case kStartY:
        return real(g.one, v.zero) - real(g.zero, v.one);
      case kStartZ:
        return turned(g.zero, v.zero) - turned(g.one, v.one);
      default:
        return turned(g.one, v.one);
    }
  }

  static int32_t first_step(const T& tile, int32_t qubit) {
    return qubit == 0 ? 0 : tile.program.start_ends[qubit - 1];
  }

  static Pair& state(T& tile, int32_t qubit) { return *reinterpret_cast<Pair*>(tile.start + 4 * qubit); }

  static void prepare(T& tile) {
    for (int32_t q = 0; q < tile.program.num_qubits; q++) {
      Pair v{{L::broadcast(1), V{}}, {}};
      for (int32_t i = first_step(tile, q); i < tile.program.start_ends[q]; i++) {
        const StartStep& of = tile.program.start_steps[i];
        const bool turns = of.rotation >= 0;
        step(of, turns ? tile.cosine[of.rotation] : V{}, turns ? tile.sine[of.rotation] : V{}, false, v);
      }
      state(tile, q) = v;
    }
  }

  // Adds the gradient of a qubit's angles, from g = conj(lambda) times all other qubits.
  static void differentiate(T& tile, int32_t qubit, Pair g) {
    Pair v = state(tile, qubit);
    for (int32_t i = tile.program.start_ends[qubit] - 1; i >= first_step(tile, qubit); i--) {
      const StartStep& of = tile.program.start_steps[i];
      V c{}, s{};
      if (of.rotation >= 0) {
        c = tile.cosine[of.rotation];
        s = tile.sine[of.rotation];
        tile.gradient[of.rotation] += derivative(of, g, v);
      }
      step(of, c, -s, true, v);
      pull(of, c, s, g);
    }
  }

  // ---- all qubits

  // The amplitude that a lane's bit chooses.
  static Amplitude chosen(const T& tile, const Pair& v, int32_t bit) {
    const V one = (L::broadcast(1) - tile.signs(uint32_t{1} << bit)) / 2;
    const V zero = L::broadcast(1) - one;
    return {v.zero.re * zero + v.one.re * one, v.zero.im * zero + v.one.im * one};
  }

  // Of the qubits within lanes, but for one.
  static Amplitude of_lanes(T& tile, int32_t without) {
    Amplitude product = {L::broadcast(1), V{}};
    for (int32_t q = 0; q < tile.schedule.layout.lane_bits; q++) {
      if (q != without) product = times(product, chosen(tile, state(tile, q), q));
    }
    return product;
  }

  static void build(T& tile) {
    const Layout& layout = tile.schedule.layout;
    tile.psi[0] = of_lanes(tile, -1);
    for (int32_t r = 0; r < layout.row_bits(); r++) {
      const Pair v = state(tile, r + layout.lane_bits);
      const uint32_t half = uint32_t{1} << r, move = layout.place(half);
      for (uint32_t j = 0; j < half; j++) {
        const uint32_t p = layout.place(j);
        const Amplitude x = tile.psi[p];
        tile.psi[p ^ move] = times(x, v.one);
        tile.psi[p] = times(x, v.zero);
      }
    }
  }

  // Row by row from the highest qubit: the overlap of lambda with the product of the lower ones is its environment;
  // then it is contracted away. The products of 2^r rows take the place of psi, from row 2^r on. Destroys both states.
  static void contract(T& tile) {
    const Layout& layout = tile.schedule.layout;
    // Of several amplitudes in lanes one adds what all have gathered.
    V once = L::broadcast(1);
    for (int32_t bit = 0; bit < layout.lane_bits; bit++) once *= (L::broadcast(1) + tile.signs(uint32_t{1} << bit)) / 2;
    tile.psi[layout.row_bits() == 0 ? 0 : 1] = of_lanes(tile, -1);
    for (int32_t r = 0; r + 1 < layout.row_bits(); r++) {
      const Pair v = state(tile, r + layout.lane_bits);
      const uint32_t half = uint32_t{1} << r;
      const Amplitude* const from = tile.psi + half;
      Amplitude* const to = tile.psi + 2 * half;
      for (uint32_t j = 0; j < half; j++) {
        const Amplitude x = from[j];
        to[j] = times(x, v.zero);
        to[half + j] = times(x, v.one);
      }
    }
    for (int32_t r = layout.row_bits() - 1; r >= 0; r--) {
      Pair g = contract_row(tile, r);
      differentiate(tile, r + layout.lane_bits, summed(tile, g, once));
    }
    for (int32_t q = 0; q < layout.lane_bits; q++) {
      const Amplitude all = overlap(tile.lambda[0], of_lanes(tile, q));
      const V one = (L::broadcast(1) - tile.signs(uint32_t{1} << q)) / 2;
      const V zero = L::broadcast(1) - one;
      const Pair g{{all.re * zero, all.im * zero}, {all.re * one, all.im * one}};
      differentiate(tile, q, summed(tile, g, once));
    }
  }

  static Pair summed(const T& tile, const Pair& g, V once) {
    if constexpr (!T::Split) return g;
    return {{tile.over_lanes(g.zero.re) * once, tile.over_lanes(g.zero.im) * once},
            {tile.over_lanes(g.one.re) * once, tile.over_lanes(g.one.im) * once}};
  }

  static Pair contract_row(T& tile, int32_t r) {
    constexpr uint32_t kBlock = 128;
    const Layout& layout = tile.schedule.layout;
    const Pair v = state(tile, r + layout.lane_bits);
    const uint32_t half = uint32_t{1} << r, move = layout.place(half);
    const Amplitude* const product = tile.psi + half;
    Pair total{};
    for (uint32_t block = 0; block < half; block += kBlock) {
      const uint32_t end = half - block < kBlock ? half : block + kBlock;
      Pair g{};
      for (uint32_t j = block; j < end; j++) {
        const uint32_t p = layout.place(j);
        const Amplitude x = tile.lambda[p], y = tile.lambda[p ^ move], t = product[j];
        g.zero = plus(g.zero, overlap(x, t));
        g.one = plus(g.one, overlap(y, t));
        tile.lambda[p] = plus(overlap(v.zero, x), overlap(v.one, y));
      }
      total = {plus(total.zero, g.zero), plus(total.one, g.one)};
    }
    return total;
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
