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
      double* const to = shared.units + 4 * u;
      to[0] = ar, to[1] = ai, to[2] = br, to[3] = bi;
    }
  }

  // A step turns about an axis; those behind it in the unit have turned the axis to n. Its gradient is
  // n_x q - n_y p + n_z z.
  static void deliver_units(T& tile, double* shared_gradient) {
    const size_t count = tile.schedule.units.size();
    for (size_t u = 0; u < count; u++) {
      const double q = L::sum(tile.unit_sums[u].q), p = -L::sum(tile.unit_sums[u].p), z = L::sum(tile.unit_sums[u].z);
      // Columns: where x, y and z are turned to.
      double axes[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
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

  static void make_units(T& tile, size_t index) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    UnitSweep<L>& made = tile.units[index];
    made.members[0] = 0;
    for (int32_t k = 0; k < sweep.count; k++) {
      const Turn& turn = sweep.turns[k];
      const double* const of = tile.shared.units + 4 * turn.rotation;
      UnitStage<L>& stage = made.stages[k];
      const V level = tile.signs(turn.lane_parity);
      stage.ar = L::broadcast(static_cast<R>(of[0]));
      stage.ai = level * static_cast<R>(of[1]);
      stage.br = level * static_cast<R>(of[2]);
      stage.bi = L::broadcast(static_cast<R>(of[3]));
      stage.other = L::broadcast(turn.toggles ? R{-1} : R{1});
      stage.lanes = tile.partners(turn.lane_flip);
      made.members[1 << k] = turn.flip;
    }
    made.members[3] = made.members[1] ^ made.members[2];
  }

  // ---- sweeps

  // Calls f as for_signs does: where a parity is odd, the first row is the upper level.
  template <class F>
  static void for_levels(T& tile, size_t index, uint32_t coset, F f) {
    for_groups(tile, index, coset, [&](const uint32_t* bases, size_t count, uint32_t at, uint32_t upper) {
      UnitSweep<L> units = tile.units[index];
      for (int32_t k = 0; k < 2; k++) {
        if ((upper >> k & 1) == 0) continue;
        units.stages[k].ai = -units.stages[k].ai;
        units.stages[k].br = -units.stages[k].br;
      }
      f(bases, count, at, units, upper);
    });
  }

  static void forward_units(T& tile, size_t index, uint32_t coset) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    for_levels(tile, index, coset,
               [&](const uint32_t* bases, size_t count, uint32_t at, const UnitSweep<L>& units, uint32_t) {
                 if (sweep.kind == kLaneUnits)
                   return LaneUnits<L>::forward(tile.psi, bases, count, at, sweep.count, units);
                 if (permutes(sweep)) {
                   if (sweep.count == 2) return Units<L, true, 2>::forward(tile.psi, bases, count, at, units);
                   return Units<L, true, 1>::forward(tile.psi, bases, count, at, units);
                 }
                 if (sweep.count == 2) return Units<L, false, 2>::forward(tile.psi, bases, count, at, units);
                 Units<L, false, 1>::forward(tile.psi, bases, count, at, units);
               });
  }

  static void backward_units(T& tile, size_t index, uint32_t coset) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    for_levels(tile, index, coset,
               [&](const uint32_t* bases, size_t count, uint32_t at, const UnitSweep<L>& units, uint32_t upper) {
                 UnitSums<L> sums[2];
                 if (sweep.kind == kLaneUnits) {
                   LaneUnits<L>::backward(tile.psi, tile.lambda, bases, count, at, sweep.count, units, sums);
                 } else if (permutes(sweep)) {
                   if (sweep.count == 2) {
                     Units<L, true, 2>::backward(tile.psi, tile.lambda, bases, count, at, units, sums);
                   } else {
                     Units<L, true, 1>::backward(tile.psi, tile.lambda, bases, count, at, units, sums);
                   }
                 } else if (sweep.count == 2) {
                   Units<L, false, 2>::backward(tile.psi, tile.lambda, bases, count, at, units, sums);
                 } else {
                   Units<L, false, 1>::backward(tile.psi, tile.lambda, bases, count, at, units, sums);
                 }
                 for (int32_t k = 0; k < sweep.count; k++) {
                   V level = tile.signs(sweep.turns[k].lane_parity);
                   if ((upper >> k & 1) != 0) level = -level;
                   UnitSums<L>& to = tile.unit_sums[sweep.turns[k].rotation];
                   to.z += level * sums[k].z;
                   to.p += level * sums[k].p;
                   to.q += sums[k].q;
                 }
               });
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
