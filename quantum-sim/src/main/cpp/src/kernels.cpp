// Runs a schedule on tiles of a few samples side by side. Compiled once for each instruction set.
#include "kernels.h"

#include "blocks.h"
#include "lane_turns.h"
#include "phases.h"
#include "product.h"
#include "words.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class T>
struct Engine {
  typedef typename T::L L;
  typedef typename T::V V;
  typedef typename T::R R;
  static constexpr bool Split = T::Split;

  // ---- what a call shares

  static size_t shared_bytes(const Program& program, const Schedule& schedule) {
    Shared<L> shared;
    return Shared<L>::bytes(schedule, program, nullptr, shared);
  }

  static void prepare(const Program& program, const Schedule& schedule, const Call& call, void* memory) {
    Shared<L> shared;
    Shared<L>::bytes(schedule, program, memory, shared);
    for (int32_t k = 0; k < program.num_rotations; k++) {
      shared.cosine[k] = call.shared(program.rotations[k]) ? call.angle(program.rotations[k], 0) : 0;
      shared.form[k] = kPlain;
    }
    sines(shared.cosine, static_cast<size_t>(program.num_rotations), shared.cosine, shared.sine);
    find_factors(schedule, shared);
    multiply_units(schedule, shared);
    for (size_t i = 0; i < schedule.tables.size(); i++) {
      make_table(program, schedule, call, shared, i, factor_of_table(schedule, shared, i));
    }
  }

  // Chooses the form of every rotation that the batch shares, and gathers the factors that the forms leave out.
  static void find_factors(const Schedule& schedule, const Shared<L>& shared) {
    double factor = 1;
    for (size_t i = schedule.sweeps.size(); i-- > 0;) {
      const Sweep& sweep = schedule.sweeps[i];
      if (sweep.norm < 0) continue;
      for (int32_t k = 0; k < sweep.count; k++) {
        // A turn is taken off states that lack the factors of those taken off before it.
        shared.weight[sweep.turns[k].rotation] = factor * factor;
        factor *= choose_form(sweep, sweep.turns[k], shared);
      }
      shared.norm[sweep.norm] = factor;
      if (sweep.opens) factor = 1;
    }
  }

  static double choose_form(const Sweep& sweep, const Turn& turn, const Shared<L>& shared) {
    const double c = shared.cosine[turn.rotation], s = shared.sine[turn.rotation];
    Form& form = shared.form[turn.rotation];
    if (s * s <= c * c) {
      form = kTangent;
      return c;
    }
    // Signs on one side only would not be a common factor.
    const bool plain = sweep.imaginary || sweep.kind == kLaneTurns || turn.lane_flip != 0 || turn.lane_parity != 0;
    form = plain ? kPlain : kCotangent;
    return plain ? 1 : s;
  }

  static double factor_of_table(const Schedule& schedule, const Shared<L>& shared, size_t table) {
    const size_t count = schedule.sweeps.size();
    for (size_t i = 0; i < count; i++) {
      const Sweep& sweep = schedule.sweeps[i];
      if (sweep.table == static_cast<int32_t>(table) && sweep.norm >= 0) return shared.norm[sweep.norm];
    }
    return 1;
  }

  // ---- turns

  static void make_turns(T& tile, size_t index) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    TurnSweep<L>& made = tile.turns[index];
    made.imaginary = sweep.imaginary;
    made.table = sweep.table >= 0 ? tile.shared.tables[sweep.table] : nullptr;
    made.scaled = sweep.opens && sweep.table < 0;
    if (made.scaled) made.scale = L::broadcast(static_cast<R>(tile.shared.norm[sweep.norm]));
    made.members[0] = 0;
    for (int32_t k = 0; k < sweep.count; k++) {
      const Turn& turn = sweep.turns[k];
      make_stage(tile, sweep, turn, made.stages[0][k], made.stages[1][k]);
      // Where i's meet, a flip leads from the real part of one row to the imaginary part of the other.
      const uint32_t flip = 2 * turn.flip + (sweep.imaginary ? 1 : 0);
      for (uint32_t m = 0; m < uint32_t{1} << k; m++) made.members[m | uint32_t{1} << k] = made.members[m] ^ flip;
    }
  }

  static void make_stage(T& tile, const Sweep& sweep, const Turn& turn, Stage<L>& real, Stage<L>& imaginary) {
    const double c = tile.shared.cosine[turn.rotation], s = tile.shared.sine[turn.rotation];
    real.form = sweep.own ? kPlain : tile.shared.form[turn.rotation];
    V across = tile.sine[turn.rotation];
    real.u = tile.cosine[turn.rotation];
    if (real.form == kTangent) {
      across = L::broadcast(static_cast<R>(s / c));
    } else if (real.form == kCotangent) {
      real.u = L::broadcast(static_cast<R>(c / s));
    }
    across *= tile.signs(turn.lane_parity);
    real.even = sweep.imaginary ? -across : across;
    real.odd = across;
    real.minus = sweep.imaginary == turn.toggles;
    real.even_back = real.minus ? -real.even : real.even;
    real.odd_back = real.minus ? -real.odd : real.odd;
    real.lanes = tile.partners(turn.lane_flip);
    imaginary = real;
    if (sweep.imaginary) {
      imaginary.even = real.odd;
      imaginary.odd = real.even;
      imaginary.even_back = real.odd_back;
      imaginary.odd_back = real.even_back;
    }
  }

  // The sweep where the signs of some turns are negative.
  static void turn_signs(const Sweep& sweep, uint32_t negative, TurnSweep<L>& turns) {
    for (int part = 0; part < 2; part++) {
      for (int32_t k = 0; k < sweep.count; k++) {
        if ((negative >> k & 1) == 0) continue;
        Stage<L>& stage = turns.stages[part][k];
        stage.even = -stage.even;
        stage.odd = -stage.odd;
        stage.even_back = -stage.even_back;
        stage.odd_back = -stage.odd_back;
      }
    }
  }

  // Calls f(bases, count, coset, negative) for the groups of each sign within a coset.
  template <class F>
  static void for_groups(T& tile, size_t index, uint32_t coset, F f) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    uint32_t negative = 0;
    for (int32_t k = 0; k < sweep.count; k++) {
      if (!odd(coset & sweep.turns[k].parity)) continue;
      if (sweep.turns[k].toggles) {
        coset ^= sweep.turns[k].flip;
      } else {
        negative |= uint32_t{1} << k;
      }
    }
    const uint32_t* const bases = tile.schedule.bases.data();
    for (uint32_t s = 0; s < 1 << kMaxTurns; s++) {
      const size_t count = sweep.buckets[s + 1] - sweep.buckets[s];
      if (count > 0) f(bases + sweep.buckets[s], count, coset, s ^ negative);
    }
  }

  // The same, and the turns with these signs.
  template <class F>
  static void for_signs(T& tile, size_t index, uint32_t coset, F f) {
    for_groups(tile, index, coset, [&](const uint32_t* bases, size_t count, uint32_t at, uint32_t negative) {
      if (negative == 0) {
        f(bases, count, at, tile.turns[index], 0u);
      } else {
        TurnSweep<L> turns = tile.turns[index];
        turn_signs(tile.schedule.sweeps[index], negative, turns);
        f(bases, count, at, turns, negative);
      }
    });
  }

  template <bool Permutes, int K>
  static void forward_turns(T& tile, size_t index, uint32_t coset) {
    typedef Turns<L, Permutes, K> Kernel;
    V* const psi = reinterpret_cast<V*>(tile.psi);
    const bool phases = tile.schedule.sweeps[index].table >= 0;
    for_signs(tile, index, coset,
              [&](const uint32_t* bases, size_t count, uint32_t at, const TurnSweep<L>& turns, uint32_t) {
                if constexpr (K < kMaxTurns) {
                  if (phases) return Kernel::forward_phases(psi, bases, count, at, turns);
                }
                Kernel::forward(psi, bases, count, at, turns);
              });
  }

  template <bool Permutes>
  static void forward_turns(T& tile, size_t index, uint32_t coset) {
    const int32_t count = tile.schedule.sweeps[index].count;
    if (count == 3) return forward_turns<Permutes, 3>(tile, index, coset);
    if (count == 2) return forward_turns<Permutes, 2>(tile, index, coset);
    return forward_turns<Permutes, 1>(tile, index, coset);
  }

  template <bool Permutes>
  static void backward_turns(T& tile, size_t index, uint32_t coset) {
    const int32_t count = tile.schedule.sweeps[index].count;
    if (count == 3) return backward_turns<Permutes, 3>(tile, index, coset);
    if (count == 2) return backward_turns<Permutes, 2>(tile, index, coset);
    return backward_turns<Permutes, 1>(tile, index, coset);
  }

  template <int K>
  static void forward_lane_turns(T& tile, size_t index, uint32_t coset) {
    for_signs(tile, index, coset,
              [&](const uint32_t* bases, size_t count, uint32_t at, const TurnSweep<L>& turns, uint32_t) {
                LaneTurns<L, K>::forward(tile.psi, bases, count, at, turns);
              });
  }

  template <int K>
  static void backward_lane_turns(T& tile, size_t index, uint32_t coset) {
    for_signs(tile, index, coset,
              [&](const uint32_t* bases, size_t count, uint32_t at, const TurnSweep<L>& turns, uint32_t negative) {
                V gradients[K] = {};
                LaneTurns<L, K>::backward(tile.psi, tile.lambda, bases, count, at, turns, gradients);
                for (int32_t k = 0; k < K; k++) add_gradient(tile, index, k, negative, gradients[k]);
              });
  }

  // Adds to the gradient of a sweep's turn, which has the signs and lacks the weight that the turn has there.
  static void add_gradient(T& tile, size_t index, int32_t k, uint32_t negative, V gradient) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    if ((negative >> k & 1) != 0) gradient = -gradient;
    if (sweep.norm >= 0) gradient *= static_cast<R>(tile.shared.weight[sweep.turns[k].rotation]);
    tile.gradient[sweep.turns[k].rotation] += gradient * tile.signs(sweep.turns[k].lane_parity);
  }

  template <bool Permutes, int K>
  static void backward_turns(T& tile, size_t index, uint32_t coset) {
    V* const psi = reinterpret_cast<V*>(tile.psi);
    V* const lambda = reinterpret_cast<V*>(tile.lambda);
    const Sweep& sweep = tile.schedule.sweeps[index];
    for_signs(tile, index, coset,
              [&](const uint32_t* bases, size_t count, uint32_t at, const TurnSweep<L>& turns, uint32_t negative) {
                TurnSums<L> sums[2] = {};
                bool done = false;
                if constexpr (K < kMaxTurns) {
                  if (sweep.table >= 0) {
                    Turns<L, Permutes, K>::backward_phases(psi, lambda, tile.products[sweep.table], bases, count, at,
                                                           turns, sums);
                    done = true;
                  }
                }
                if (!done) Turns<L, Permutes, K>::backward(psi, lambda, bases, count, at, turns, sums);
                for (int32_t k = 0; k < K; k++) {
                  // Re <lambda|-i W|psi> has the signs of the factors.
                  const V even = sums[0].even[k] - sums[1].even[k], odds = sums[0].odd[k] - sums[1].odd[k];
                  const V all = sums[0].even[k] + sums[1].even[k] + sums[0].odd[k] + sums[1].odd[k];
                  add_gradient(tile, index, k, negative, sweep.imaginary ? odds - even : all);
                }
              });
  }

  static void forward(T& tile, size_t index, uint32_t coset) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    switch (sweep.kind) {
      case kTurns:
        if constexpr (Split) {
          if (permutes(sweep)) return forward_turns<true>(tile, index, coset);
        }
        return forward_turns<false>(tile, index, coset);
      case kLaneTurns:
        if constexpr (Split) {
          if (sweep.count == 3) return forward_lane_turns<3>(tile, index, coset);
          if (sweep.count == 2) return forward_lane_turns<2>(tile, index, coset);
          return forward_lane_turns<1>(tile, index, coset);
        }
        return;
      case kUnits:
      case kLaneUnits:
        if constexpr (Split) forward_units(tile, index, coset);
        return;
      case kTable:
        return Phases<T>::apply_table(tile, sweep.table);
      case kPhases:
        return Phases<T>::apply_sum(tile, tile.schedule.phases[static_cast<size_t>(sweep.op)]);
      case kMatrix:
        return Blocks<T>::apply(tile, tile.psi, sweep, false);
    }
  }

  static void backward(T& tile, size_t index, uint32_t coset) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    switch (sweep.kind) {
      case kTurns:
        if constexpr (Split) {
          if (permutes(sweep)) return backward_turns<true>(tile, index, coset);
        }
        return backward_turns<false>(tile, index, coset);
      case kLaneTurns:
        if constexpr (Split) {
          if (sweep.count == 3) return backward_lane_turns<3>(tile, index, coset);
          if (sweep.count == 2) return backward_lane_turns<2>(tile, index, coset);
          return backward_lane_turns<1>(tile, index, coset);
        }
        return;
      case kUnits:
      case kLaneUnits:
        if constexpr (Split) backward_units(tile, index, coset);
        return;
      case kTable:
        return Phases<T>::undo_table(tile, sweep.table);
      case kPhases:
        return Phases<T>::undo_sum(tile, tile.schedule.phases[static_cast<size_t>(sweep.op)]);
      case kMatrix:
        Blocks<T>::apply(tile, tile.psi, sweep, true);
        return Blocks<T>::apply(tile, tile.lambda, sweep, true);
    }
  }

  // ---- units

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

  static bool permutes(const Sweep& sweep) {
    uint32_t flips = 0;
    for (int32_t k = 0; k < sweep.count; k++) flips |= sweep.turns[k].lane_flip;
    return flips != 0;
  }

  // ---- passes

  static void run_cosets(T& tile, const Pass& pass, bool back, size_t first, size_t last) {
    for (size_t c = first; c < last; c++) {
      const uint32_t coset = tile.schedule.cosets[pass.first_coset + c];
      for (int32_t k = 0; k < pass.num_sweeps; k++) {
        if (back) {
          backward(tile, static_cast<size_t>(pass.first_sweep + pass.num_sweeps - 1 - k), coset);
        } else {
          forward(tile, static_cast<size_t>(pass.first_sweep + k), coset);
        }
      }
    }
  }

  // A part of a pass, which gathers gradients for itself.
  struct Piece {
    T& tile;
    const Pass& pass;
    bool back;

    static void run(void* argument, int piece) {
      const Piece& of = *static_cast<const Piece*>(argument);
      T mine = of.tile;
      const auto index = static_cast<size_t>(piece);
      if (of.back) {
        mine.gradient = of.tile.piece_gradients + index * static_cast<size_t>(mine.program.num_rotations);
        mine.unit_sums = of.tile.piece_sums + index * mine.schedule.units.size();
        of.for_sums([&](int32_t k, bool unit) {
          if (unit) {
            mine.unit_sums[k] = UnitSums<L>();
          } else {
            mine.gradient[k] = V{};
          }
        });
      }
      const size_t cosets = of.pass.num_cosets;
      run_cosets(mine, of.pass, of.back, cosets * index / T::kPieces, cosets * (index + 1) / T::kPieces);
    }

    // Calls f(rotation or unit, whether unit) for whatever the pass gathers gradients of.
    template <class F>
    void for_sums(F f) const {
      for (int32_t i = pass.first_sweep; i < pass.first_sweep + pass.num_sweeps; i++) {
        const Sweep& sweep = tile.schedule.sweeps[static_cast<size_t>(i)];
        for (int32_t k = 0; k < sweep.count; k++) {
          f(sweep.turns[k].rotation, sweep.kind == kUnits || sweep.kind == kLaneUnits);
        }
      }
    }

    void add_up() const {
      for (size_t piece = 0; piece < T::kPieces; piece++) {
        const V* const gradients = tile.piece_gradients + piece * static_cast<size_t>(tile.program.num_rotations);
        const UnitSums<L>* const sums = tile.piece_sums + piece * tile.schedule.units.size();
        for_sums([&](int32_t k, bool unit) {
          if (unit) {
            tile.unit_sums[k].z += sums[k].z;
            tile.unit_sums[k].p += sums[k].p;
            tile.unit_sums[k].q += sums[k].q;
          } else {
            tile.gradient[k] += gradients[k];
          }
        });
      }
    }
  };

  static void divide(T& tile, const Pass& pass, bool back) {
    if (tile.team == nullptr || pass.num_cosets < T::kPieces) return run_cosets(tile, pass, back, 0, pass.num_cosets);
    Piece piece{tile, pass, back};
    tile.team->run(tile.team->context, T::kPieces, Piece::run, &piece);
    if (back) piece.add_up();
  }

  // ---- the walk

  static void run(T& tile) {
    const Schedule& schedule = tile.schedule;
    tile.evaluate_own_angles();
    const size_t sweeps = schedule.sweeps.size();
    for (size_t i = 0; i < sweeps; i++) {
      const SweepKind kind = schedule.sweeps[i].kind;
      if (kind == kTurns || kind == kLaneTurns) make_turns(tile, i);
      if (kind == kUnits || kind == kLaneUnits) make_units(tile, i);
    }
    if (tile.program.from_product) {
      Product<T>::prepare(tile);
      Product<T>::build(tile);
    } else {
      Words<T>::load(tile, tile.psi, tile.call.initial, schedule.start);
    }
    const size_t passes = schedule.passes.size();
    for (size_t i = 0; i < passes; i++) divide(tile, schedule.passes[i], false);
  }

  static void walk_back(T& tile) {
    const Schedule& schedule = tile.schedule;
    Words<T>::read_cotangent(tile);
    for (size_t i = schedule.passes.size(); i-- > 0;) divide(tile, schedule.passes[i], true);
    if (tile.program.from_product) {
      Product<T>::contract(tile);
    } else if (tile.call.initial_gradient.data != nullptr) {
      Words<T>::store(tile, tile.lambda, tile.call.initial_gradient, schedule.start);
    }
    tile.deliver_own_gradients();
  }

  static void clear_sums(T& tile) {
    for (int32_t k = 0; k < tile.program.num_rotations; k++) tile.gradient[k] = V{};
    const size_t units = tile.schedule.units.size();
    for (size_t u = 0; u < units; u++) tile.unit_sums[u] = UnitSums<L>();
    const size_t tables = tile.schedule.tables.size();
    for (size_t i = 0; i < tables; i++) memset(static_cast<void*>(tile.products[i]), 0, tile.rows * sizeof(V));
  }

  static void deliver_sums(T& tile, double* shared_gradient) {
    const Program& program = tile.program;
    const size_t tables = tile.schedule.tables.size();
    for (size_t i = 0; i < tables; i++) deliver_table(tile, i, shared_gradient);
    deliver_units(tile, shared_gradient);
    for (int32_t k = 0; k < program.num_rotations; k++) {
      const Rotation& rotation = program.rotations[k];
      if (rotation.slot >= 0 && call_shares(tile, rotation)) {
        shared_gradient[rotation.slot] += rotation.factor * L::sum(tile.gradient[k]);
      }
    }
  }

  static bool call_shares(const T& tile, const Rotation& rotation) { return tile.call.shared(rotation); }

  // The gradient of every rotation in a diagonal, from one transform of what all of them gathered.
  static void deliver_table(T& tile, size_t index, double* shared_gradient) {
    const Op& op = tile.program.ops[tile.schedule.tables[index]];
    double* const sums = reinterpret_cast<double*>(tile.lambda);
    for (size_t row = 0; row < tile.rows; row++) sums[row] = L::sum(tile.products[index][row]);
    transform(sums, size_t{1} << tile.program.num_qubits);
    for (int32_t k = op.first; k < op.first + op.count; k++) {
      const Rotation& rotation = tile.program.rotations[k];
      if (rotation.slot >= 0 && tile.call.shared(rotation)) {
        shared_gradient[rotation.slot] += rotation.factor * sums[tile.schedule.parities[static_cast<size_t>(k)]];
      }
    }
  }

  // ---- entries

  static size_t scratch_bytes(const Program& program, const Schedule& schedule, bool backward, bool divided) {
    Arena arena{nullptr, 0};
    const Call none{};
    const Shared<L> nothing{};
    const T tile(program, schedule, none, nothing, arena, backward, divided);
    return arena.used;
  }

  template <class F>
  static void for_tiles(T& tile, int32_t first, int32_t count, F f) {
    const int32_t most = tile.samples();
    for (int32_t done = 0; done < count; done += most) {
      tile.first = first + done;
      tile.count = count - done < most ? count - done : most;
      f();
    }
  }

  static void forward_chunk(const Program& program, const Schedule& schedule, const Call& call, void* of_call,
                            int32_t first, int32_t count, void* scratch, const Team* team) {
    Shared<L> shared;
    Shared<L>::bytes(schedule, program, of_call, shared);
    Arena arena{static_cast<char*>(scratch), 0};
    T tile(program, schedule, call, shared, arena, false, team != nullptr);
    tile.team = team;
    tile.spread_shared_angles();
    for_tiles(tile, first, count, [&] {
      run(tile);
      Words<T>::read_out(tile);
    });
  }

  static void backward_chunk(const Program& program, const Schedule& schedule, const Call& call, void* of_call,
                             int32_t first, int32_t count, void* scratch, const Team* team, double* shared_gradient) {
    Shared<L> shared;
    Shared<L>::bytes(schedule, program, of_call, shared);
    Arena arena{static_cast<char*>(scratch), 0};
    T tile(program, schedule, call, shared, arena, true, team != nullptr);
    tile.team = team;
    tile.spread_shared_angles();
    clear_sums(tile);
    for_tiles(tile, first, count, [&] {
      run(tile);
      walk_back(tile);
    });
    deliver_sums(tile, shared_gradient);
  }

  static constexpr Kernels table() {
    return {L::W,          static_cast<int32_t>(sizeof(typename L::Amplitude)),
            shared_bytes,  prepare,
            scratch_bytes, forward_chunk,
            backward_chunk};
  }
};

}  // namespace

const KernelSet& kernels() {
  static constexpr KernelSet set = {
      Engine<Tile<Lanes<float>, false>>::table(), Engine<Tile<Lanes<double>, false>>::table(),
      Engine<Tile<Lanes<float>, true>>::table(), Engine<Tile<Lanes<double>, true>>::table()};
  return set;
}

}  // namespace DLQ_NAMESPACE
}  // namespace dlq
