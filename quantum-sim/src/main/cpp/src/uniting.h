// Units of a tile: their unitaries, made from angles, and the gradient of every step in them.
#pragma once

#include "groups.h"
#include "unit_kernels.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class T>
struct Uniting {
  typedef typename T::L L;
  typedef typename T::V V;
  typedef typename T::R R;
  typedef typename T::Amplitude Amplitude;

  // ---- what a call shares

  // The unitary of every unit, as the product of its steps.
  static void multiply_units(const Schedule& schedule, const Shared<L>& shared) {
    const size_t count = schedule.units.size();
    for (size_t u = 0; u < count; u++) {
      double ar = 1, ai = 0, br = 0, bi = 0;
      const size_t steps = schedule.units[u].steps.size();
      for (size_t i = 0; i < steps; i++) {
        const UnitStep step = schedule.units[u].steps[i];
        const double c = shared.cosine[step.rotation], s = shared.sine[step.rotation];
        const double xr = ar, xi = ai, yr = br, yi = bi;
        if (step.axis == kX) {
          ar = c * xr + s * yi, ai = c * xi - s * yr, br = c * yr + s * xi, bi = c * yi - s * xr;
        } else if (step.axis == kY) {
          ar = c * xr - s * yr, ai = c * xi - s * yi, br = c * yr + s * xr, bi = c * yi + s * xi;
        } else {
          ar = c * xr + s * xi, ai = c * xi - s * xr, br = c * yr - s * yi, bi = c * yi + s * yr;
        }
      }
      factor(ar, ai, br, bi, shared.units[u]);
    }
  }

  // Z(g) Y(h) Z(f): a = cos h exp(-i (f + g)) and b = sin h exp(i (g - f)), with both factors positive.
  static void factor(double ar, double ai, double br, double bi, UnitFactors& to) {
    const double c = sqrt(ar * ar + ai * ai), s = sqrt(br * br + bi * bi);
    // Where one of them is 0, any phase will do.
    const double xr = c > 0 ? ar / c : 1, xi = c > 0 ? ai / c : 0, yr = s > 0 ? br / s : 1, yi = s > 0 ? bi / s : 0;
    double re = xr * yr - xi * yi, im = xr * yi + xi * yr;  // exp(-2 i f)
    // Its root, from the sum with 1 or with -1, whichever does not cancel.
    if (re >= 0) {
      re += 1;
    } else {
      const double turned = 1 - re;
      re = im < 0 ? -im : im;
      im = im < 0 ? -turned : turned;
    }
    const double length = sqrt(re * re + im * im);
    re /= length, im /= length;
    to = {ar, ai, br, bi, re, im, xr * re + xi * im, xi * re - xr * im, c, s};
  }

  // A step turns about an axis; those behind it in the unit have turned the axis to n. Its gradient is
  // n_x q - n_y p + n_z z.
  static void deliver_units(T& tile, double* shared_gradient) {
    const size_t count = tile.schedule.units.size();
    for (size_t u = 0; u < count; u++) {
      const double q = L::sum(tile.unit_sums[u].q), p = -L::sum(tile.unit_sums[u].p), z = L::sum(tile.unit_sums[u].z);
      // Columns: where x, y and z are turned to. Of rows, the sums are those of the state before its last phases.
      const bool on_rows = tile.schedule.layout.row_of(tile.schedule.units[u].flip) != 0;
      const UnitFactors& of = tile.shared.units[u];
      const double re = on_rows ? of.after_re : 1, im = on_rows ? of.after_im : 0;
      double axes[3][3] = {{re * re - im * im, 2 * re * im, 0}, {-2 * re * im, re * re - im * im, 0}, {0, 0, 1}};
      for (size_t i = tile.schedule.units[u].steps.size(); i-- > 0;) {
        const UnitStep step = tile.schedule.units[u].steps[i];
        const Rotation& rotation = tile.program.rotations[step.rotation];
        const double* const n = axes[step.axis];
        if (rotation.slot >= 0) shared_gradient[rotation.slot] += rotation.factor * (n[0] * q + n[1] * p + n[2] * z);
        // exp(-i a W) turns by 2 a.
        const double half_c = tile.shared.cosine[step.rotation], half_s = tile.shared.sine[step.rotation];
        const double c = half_c * half_c - half_s * half_s, s = 2 * half_s * half_c;
        double* const b = axes[(step.axis + 1) % 3];
        double* const d = axes[(step.axis + 2) % 3];
        for (int k = 0; k < 3; k++) {
          const double x = b[k], y = d[k];
          b[k] = c * x + s * y;
          d[k] = c * y - s * x;
        }
      }
    }
  }

  // ---- what a tile makes of it

  static void make_units(T& tile, size_t index) { make(tile, tile.schedule.sweeps[index], 0, tile.units[index]); }

  // For groups whose first row is at the upper level of some units.
  static void make(const T& tile, const Sweep& sweep, uint32_t upper, UnitSweep<L>& made) {
    made.members[0] = 0;
    made.before[0] = made.after[0] = {L::broadcast(1), V{}};
    for (int32_t k = 0; k < sweep.count; k++) {
      const Turn& turn = sweep.turns[k];
      const UnitFactors& of = tile.shared.units[turn.rotation];
      const V signs = tile.signs(turn.lane_parity), level = (upper >> k & 1) != 0 ? -signs : signs;
      if (sweep.kind == kLaneUnits) {
        made.on_lanes[k] = {L::broadcast(static_cast<R>(of.ar)), level * static_cast<R>(of.ai),
                            level * static_cast<R>(of.br), L::broadcast(static_cast<R>(of.bi)),
                            tile.partners(turn.lane_flip)};
        continue;
      }
      const double left_out = make_turn(tile, turn, of, level, made.turns[k]);
      const uint32_t bit = uint32_t{1} << k;
      for (uint32_t m = 0; m < bit; m++) made.members[m | bit] = made.members[m] ^ turn.flip;
      multiply(made.before, bit, turn.toggles, left_out * of.before_re, left_out * of.before_im, level);
      multiply(made.after, bit, turn.toggles, of.after_re, of.after_im, level);
    }
  }

  // Phases of twice as many rows: the lower level has re + i im, the upper one the conjugate.
  static void multiply(Amplitude* phases, uint32_t bit, bool toggles, double re, double im, V level) {
    const Amplitude first{L::broadcast(static_cast<R>(re)), level * static_cast<R>(im)};
    const Amplitude second{first.re, toggles ? -first.im : first.im};
    for (uint32_t m = 0; m < bit; m++) {
      phases[m | bit] = Complex<L>::times(phases[m], second);
      phases[m] = Complex<L>::times(phases[m], first);
    }
  }

  // The real rotation of a unit; returns the factor that its form leaves out.
  static double make_turn(const T& tile, const Turn& turn, const UnitFactors& of, V level, Stage<L>& made) {
    const bool signless = turn.lane_flip == 0 && turn.lane_parity == 0;
    made.form = of.s <= of.c ? kTangent : signless ? kCotangent : kPlain;
    made.u = L::broadcast(static_cast<R>(made.form == kCotangent ? of.c / of.s : of.c));
    made.even = level * static_cast<R>(made.form == kTangent ? of.s / of.c : of.s);
    made.minus = !turn.toggles;
    made.even_back = made.minus ? -made.even : made.even;
    made.odd = made.even;
    made.odd_back = made.even_back;
    made.lanes = tile.partners(turn.lane_flip);
    return left_out(made.form, of);
  }

  static double left_out(Form form, const UnitFactors& of) {
    return form == kTangent ? of.c : form == kCotangent ? of.s : 1;
  }

  // ---- sweeps

  // Calls f as for_signs does: where a parity is odd, the first row is the upper level.
  template <class F>
  static void for_levels(T& tile, size_t index, uint32_t coset, F f) {
    for_groups(tile, index, coset, [&](const uint32_t* bases, size_t count, uint32_t at, uint32_t upper) {
      if (upper == 0) return f(bases, count, at, tile.units[index], upper);
      UnitSweep<L> units;
      make(tile, tile.schedule.sweeps[index], upper, units);
      f(bases, count, at, units, upper);
    });
  }

  template <bool Permutes, int K>
  static void run(T& tile, const uint32_t* bases, size_t count, uint32_t at, const UnitSweep<L>& units,
                  UnitSums<L>* sums) {
    if (sums == nullptr) return Units<L, Permutes, K>::forward(tile.psi, bases, count, at, units);
    Units<L, Permutes, K>::backward(tile.psi, tile.lambda, bases, count, at, units, sums);
  }

  // Forward without sums, backward with them.
  static void run(T& tile, const Sweep& sweep, const uint32_t* bases, size_t count, uint32_t at,
                  const UnitSweep<L>& units, UnitSums<L>* sums) {
    if (sweep.kind == kLaneUnits) {
      if (sums == nullptr) return LaneUnits<L>::forward(tile.psi, bases, count, at, sweep.count, units);
      return LaneUnits<L>::backward(tile.psi, tile.lambda, bases, count, at, sweep.count, units, sums);
    }
    if (permutes(sweep)) {
      if (sweep.count == 3) return run<true, 3>(tile, bases, count, at, units, sums);
      if (sweep.count == 2) return run<true, 2>(tile, bases, count, at, units, sums);
      return run<true, 1>(tile, bases, count, at, units, sums);
    }
    if (sweep.count == 3) return run<false, 3>(tile, bases, count, at, units, sums);
    if (sweep.count == 2) return run<false, 2>(tile, bases, count, at, units, sums);
    run<false, 1>(tile, bases, count, at, units, sums);
  }

  static void forward_units(T& tile, size_t index, uint32_t coset) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    for_levels(tile, index, coset,
               [&](const uint32_t* bases, size_t count, uint32_t at, const UnitSweep<L>& units, uint32_t) {
                 run(tile, sweep, bases, count, at, units, nullptr);
               });
  }

  static void backward_units(T& tile, size_t index, uint32_t coset) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    for_levels(tile, index, coset,
               [&](const uint32_t* bases, size_t count, uint32_t at, const UnitSweep<L>& units, uint32_t upper) {
                 UnitSums<L> sums[kMaxTurns];
                 run(tile, sweep, bases, count, at, units, sums);
                 double weight = 1;
                 for (int32_t k = 0; k < sweep.count; k++) {
                   const V signs = tile.signs(sweep.turns[k].lane_parity);
                   const V level = (upper >> k & 1) != 0 ? -signs : signs;
                   UnitSums<L>& to = tile.unit_sums[sweep.turns[k].rotation];
                   to.z += level * sums[k].z;
                   to.p += level * sums[k].p * static_cast<R>(weight);
                   to.q += sums[k].q * static_cast<R>(weight);
                   // A turn is taken off states that lack the factors of those taken off before it.
                   const double factor =
                       sweep.kind == kLaneUnits
                           ? 1
                           : left_out(units.turns[k].form, tile.shared.units[sweep.turns[k].rotation]);
                   weight *= factor * factor;
                 }
               });
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
