// Turns of a tile: what their kernels need, made from angles, and the gradients they find.
#pragma once

#include "groups.h"
#include "lane_turns.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class T>
struct Turning {
  typedef typename T::L L;
  typedef typename T::V V;
  typedef typename T::R R;
  static constexpr bool Split = T::Split;

  // ---- what a call shares

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

  // ---- what a tile makes of it

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

  // ---- sweeps

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

  // Adds to the gradient of a sweep's turn, which has the signs and lacks the weight that the turn has there.
  static void add_gradient(T& tile, size_t index, int32_t k, uint32_t negative, V gradient) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    if ((negative >> k & 1) != 0) gradient = -gradient;
    if (sweep.norm >= 0) gradient *= static_cast<R>(tile.shared.weight[sweep.turns[k].rotation]);
    tile.gradient[sweep.turns[k].rotation] += gradient * tile.signs(sweep.turns[k].lane_parity);
  }

  template <bool Permutes, int K>
  static void forward_turns(T& tile, size_t index, uint32_t coset) {
    typedef Turns<L, Permutes, K> Kernel;
    V* const psi = reinterpret_cast<V*>(tile.psi);
    const bool phases = tile.schedule.sweeps[index].table >= 0;
    for_signs(tile, index, coset,
              [&](const uint32_t* bases, size_t count, uint32_t at, const TurnSweep<L>& turns, uint32_t) {
                if constexpr (K < kMaxTurns && !Split) {
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

  template <bool Permutes, int K>
  static void backward_turns(T& tile, size_t index, uint32_t coset) {
    V* const psi = reinterpret_cast<V*>(tile.psi);
    V* const lambda = reinterpret_cast<V*>(tile.lambda);
    const Sweep& sweep = tile.schedule.sweeps[index];
    for_signs(tile, index, coset,
              [&](const uint32_t* bases, size_t count, uint32_t at, const TurnSweep<L>& turns, uint32_t negative) {
                TurnSums<L> sums[2] = {};
                bool done = false;
                if constexpr (K < kMaxTurns && !Split) {
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

  template <bool Permutes>
  static void backward_turns(T& tile, size_t index, uint32_t coset) {
    const int32_t count = tile.schedule.sweeps[index].count;
    if (count == 3) return backward_turns<Permutes, 3>(tile, index, coset);
    if (count == 2) return backward_turns<Permutes, 2>(tile, index, coset);
    return backward_turns<Permutes, 1>(tile, index, coset);
  }

  static void lane_turns(T& tile, size_t index, uint32_t coset, bool back) {
    const int32_t number = tile.schedule.sweeps[index].count;
    for_signs(tile, index, coset,
              [&](const uint32_t* bases, size_t count, uint32_t at, const TurnSweep<L>& turns, uint32_t negative) {
                if (!back) return LaneTurns<L>::forward(tile.psi, bases, count, at, number, turns);
                V gradients[kMaxTurns] = {};
                LaneTurns<L>::backward(tile.psi, tile.lambda, bases, count, at, number, turns, gradients);
                for (int32_t k = 0; k < number; k++) add_gradient(tile, index, k, negative, gradients[k]);
              });
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
