// Diagonals: phases that the batch shares, from tables, and phases summed up for every row and lane.
#pragma once

#include "folds.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

// The same phase within a few turns: in a sum, an angle of many turns would cost the others their digits.
inline double reduced(double angle) {
  constexpr double kFew = 12;
  return angle <= kFew && angle >= -kFew ? angle : atan2(sin(angle), cos(angle));
}

// v[p] <- sum of v[m], with the sign of the parity of p & m.
inline void transform(double* v, size_t size) {
  size_t half = 1;
  if (size >= 8) {
    // Three steps at once, where rows are too short for vectors.
    for (size_t i = 0; i < size; i += 8) {
      double* const x = v + i;
      const double a = x[0] + x[1], b = x[0] - x[1], c = x[2] + x[3], d = x[2] - x[3];
      const double e = x[4] + x[5], f = x[4] - x[5], g = x[6] + x[7], h = x[6] - x[7];
      const double ac = a + c, bd = b + d, a_c = a - c, b_d = b - d;
      const double eg = e + g, fh = f + h, e_g = e - g, f_h = f - h;
      x[0] = ac + eg, x[1] = bd + fh, x[2] = a_c + e_g, x[3] = b_d + f_h;
      x[4] = ac - eg, x[5] = bd - fh, x[6] = a_c - e_g, x[7] = b_d - f_h;
    }
    half = 8;
  }
  for (; half < size; half *= 2) {
    for (size_t block = 0; block < size; block += 2 * half) {
      double* const x = v + block;
      double* const y = x + half;
      for (size_t i = 0; i < half; i += half < 8 ? 1 : 8) {
        if (half < 8) {
          const double a = x[i], b = y[i];
          x[i] = a + b;
          y[i] = a - b;
        } else {
          typedef double D __attribute__((vector_size(64), aligned(8)));
          const D a = *reinterpret_cast<D*>(x + i), b = *reinterpret_cast<D*>(y + i);
          *reinterpret_cast<D*>(x + i) = a + b;
          *reinterpret_cast<D*>(y + i) = a - b;
        }
      }
    }
  }
}

template <class L>
inline void make_table(const Program& program, const Schedule& schedule, const Call& call, const Shared<L>& shared,
                       size_t index, double factor) {
  typedef typename L::R R;
  const Op& op = program.ops[schedule.tables[index]];
  const size_t locations = size_t{1} << program.num_qubits;
  memset(shared.sums, 0, locations * sizeof(double));
  for (int32_t k = op.first; k < op.first + op.count; k++) {
    if (call.shared(program.rotations[k])) {
      shared.sums[schedule.parities[static_cast<size_t>(k)]] += reduced(call.angle(program.rotations[k], 0));
    }
  }
  transform(shared.sums, locations);
  R* const table = shared.tables[index];
  constexpr size_t kPiece = 64;
  R cosine[kPiece], sine[kPiece];
  for (size_t first = 0; first < locations; first += kPiece) {
    const size_t here = locations - first < kPiece ? locations - first : kPiece;
    sines(shared.sums + first, here, cosine, sine);
    for (size_t i = 0; i < here; i++) {
      table[2 * (first + i)] = static_cast<R>(factor) * cosine[i];
      table[2 * (first + i) + 1] = static_cast<R>(-factor) * sine[i];
    }
  }
}

template <class T>
struct Phases {
  typedef typename T::L L;
  typedef typename T::V V;
  typedef typename T::R R;
  typedef typename T::Amplitude Amplitude;

  static Amplitude times(Amplitude x, V c, V s) { return {x.re * c - x.im * s, x.im * c + x.re * s}; }

  static void apply_table(T& tile, int32_t index) {
    const R* const table = tile.shared.tables[index];
    for (size_t row = 0; row < tile.rows; row++) {
      const V c = L::broadcast(table[2 * row]), s = L::broadcast(table[2 * row + 1]);
      tile.psi[row] = times(tile.psi[row], c, s);
    }
  }

  static void undo_table(T& tile, int32_t index) {
    const R* const table = tile.shared.tables[index];
    V* const product = tile.products[index];
    for (size_t row = 0; row < tile.rows; row++) {
      const V c = L::broadcast(table[2 * row]), s = L::broadcast(table[2 * row + 1]);
      const Amplitude x = tile.psi[row], u = tile.lambda[row];
      product[row] += u.re * x.im - u.im * x.re;
      tile.psi[row] = times(x, c, -s);
      tile.lambda[row] = times(u, c, -s);
    }
  }

  // The angle of every row, in the order of the fold.
  static void angles(T& tile, const PhaseSum& phases) {
    const int32_t count = phases.fold.num_values;
    for (int32_t k = 0; k < count; k++) tile.values[k] = V{};
    for (const PhaseTerm& term : phases.terms) {
      const Rotation& rotation = tile.program.rotations[term.rotation];
      V angle;
      tile.per_sample(reinterpret_cast<R*>(&angle), [&](int32_t here, R* to) DLQ_LAMBDA {
        for (int32_t s = 0; s < here; s++) to[s] = static_cast<R>(reduced(tile.call.angle(rotation, tile.first + s)));
      });
      tile.values[term.value] += angle * tile.signs(term.lane_parity);
    }
    unfold<L>(phases.fold, tile.values, tile.buffer);
  }

  static void apply_sum(T& tile, const PhaseSum& phases) {
    angles(tile, phases);
    const uint32_t* const at = phases.fold.at.data();
    for (size_t y = 0; y < tile.rows; y++) {
      V c, s;
      L::sines(tile.buffer[y], c, s);
      Amplitude& x = tile.psi[at[y]];
      x = times(x, c, -s);
    }
  }

  static void undo_sum(T& tile, const PhaseSum& phases) {
    angles(tile, phases);
    const uint32_t* const at = phases.fold.at.data();
    for (size_t y = 0; y < tile.rows; y++) {
      V c, s;
      L::sines(tile.buffer[y], c, s);
      const Amplitude x = tile.psi[at[y]], u = tile.lambda[at[y]];
      tile.buffer[y] = u.re * x.im - u.im * x.re;
      tile.psi[at[y]] = times(x, c, s);
      tile.lambda[at[y]] = times(u, c, s);
    }
    fold<L>(phases.fold, tile.buffer, tile.values);
    for (const PhaseTerm& term : phases.terms) {
      tile.gradient[term.rotation] += tile.values[term.value] * tile.signs(term.lane_parity);
    }
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
