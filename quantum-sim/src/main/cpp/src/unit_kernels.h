// Units: 2x2 unitaries on pairs of rows, up to three in a sweep, or of lanes within a row.
#pragma once

#include "turns.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

// What turns one two-level system, U = (a, -b*; b, a*), is a phase of each level, a real rotation and a phase of each
// level: U = Z(g) Y(h) Z(f) with Z(f) = diag(exp(-i f), exp(i f)). Of several units in a sweep the phases of one kind are
// multiplied into one for each row, so that a row takes two complex products however many they are.

// What all tiles know of a unit: a and b; exp(-i f), exp(-i g), cos h and sin h.
struct UnitFactors {
  double ar, ai, br, bi, before_re, before_im, after_re, after_im, c, s;
};

// Of all pairs: Im conj(l) x with the sign of its level, Re conj(l) y with the same sign, Im conj(l) y; y is the other
// level. The gradient of every step follows from these.
template <class L>
struct UnitSums {
  typename L::V z{}, p{}, q{};
};

// A unit on lanes alone: x <- (ar + i ai) x + (-br + i bi) y where x is the lower level, and with ai and br negative where
// it is the upper one.
template <class L>
struct LaneUnit {
  typename L::V ar, ai, br, bi;
  typename L::I lanes;
};

template <class L>
struct UnitSweep {
  typedef typename L::Amplitude Amplitude;
  uint32_t members[1 << kMaxTurns];
  Stage<L> turns[kMaxTurns];
  Amplitude before[1 << kMaxTurns];  // of each row of a group, with the factors that the forms of turns leave out
  Amplitude after[1 << kMaxTurns];
  LaneUnit<L> on_lanes[kMaxTurns];
};

template <class L>
struct Complex {
  typedef typename L::V V;
  typedef typename L::Amplitude Amplitude;

  DLQ_INLINE static Amplitude times(Amplitude x, Amplitude y) {
    return {x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re};
  }
  DLQ_INLINE static Amplitude times_conjugate(Amplitude x, Amplitude y) {
    return {x.re * y.re + x.im * y.im, x.im * y.re - x.re * y.im};
  }
  // Of conj(l) x
  DLQ_INLINE static V real(Amplitude l, Amplitude x) { return l.re * x.re + l.im * x.im; }
  DLQ_INLINE static V imaginary(Amplitude l, Amplitude x) { return l.re * x.im - l.im * x.re; }
};

// Permutes: some units flip lanes, too.
template <class L, bool Permutes, int K>
struct Units {
  typedef typename L::V V;
  typedef typename L::Amplitude Amplitude;
  typedef Complex<L> C;

  // A row of the state and of its cotangent.
  struct Row {
    Amplitude x, l;
  };

  // Named, as the values of a group are.
  struct Sums {
    V p0{}, p1{}, p2{}, q0{}, q1{}, q2{};
    template <int B>
    DLQ_INLINE V& p() {
      if constexpr (B == 0) return p0;
      if constexpr (B == 1) return p1;
      if constexpr (B == 2) return p2;
    }
    template <int B>
    DLQ_INLINE V& q() {
      if constexpr (B == 0) return q0;
      if constexpr (B == 1) return q1;
      if constexpr (B == 2) return q2;
    }
  };

  template <class F>
  DLQ_INLINE static void for_turns(F f) {
    f.template operator()<0>();
    if constexpr (K > 1) f.template operator()<1>();
    if constexpr (K > 2) f.template operator()<2>();
  }

  struct Apply {
    Group<Amplitude, K>& g;
    const Stage<L>* turns;
    template <int B>
    DLQ_INLINE void operator()() {
      const Stage<L>& turn = turns[B];
      g.template pairs<B>(g, [&turn](Amplitude& x, Amplitude& y, Amplitude&, Amplitude&, bool) DLQ_LAMBDA {
        turn.template apply<Permutes>(x.re, y.re, false);
        turn.template apply<Permutes>(x.im, y.im, false);
      });
    }
  };

  DLQ_INLINE static Amplitude partner(const Stage<L>& turn, Amplitude x) {
    return {turn.template partner<Permutes>(x.re), turn.template partner<Permutes>(x.im)};
  }

  DLQ_INLINE static void undo(const Stage<L>& turn, Amplitude& x, Amplitude& y, Amplitude px, Amplitude py) {
    turn.template undo<Permutes>(x.re, y.re, px.re, py.re, false);
    turn.template undo<Permutes>(x.im, y.im, px.im, py.im, false);
  }

  struct Undo {
    Group<Row, K>& g;
    const Stage<L>* turns;
    Sums& sums;
    template <int B>
    DLQ_INLINE void operator()() {
      const Stage<L>& turn = turns[B];
      V& p = sums.template p<B>();
      V& q = sums.template q<B>();
      g.template pairs<B>(g, [&](Row& x, Row& y, Row&, Row&, bool) DLQ_LAMBDA {
        const Amplitude px = partner(turn, x.x), py = partner(turn, y.x);
        // The second row is at the other level, or with lanes flipped at the same.
        const V across = C::real(y.l, px);
        p += Permutes && turn.minus ? C::real(x.l, py) + across : C::real(x.l, py) - across;
        q += C::imaginary(x.l, py) + C::imaginary(y.l, px);
        undo(turn, x.x, y.x, px, py);
        undo(turn, x.l, y.l, partner(turn, x.l), partner(turn, y.l));
      });
    }
  };

  static void forward(Amplitude* state, const uint32_t* bases, size_t count, uint32_t coset,
                      const UnitSweep<L>& sweep) {
    for (size_t i = 0; i < count; i++) {
      const uint32_t base = bases[i] ^ coset;
      Group<Amplitude, K> g;
      g.each([&](Amplitude& x, int m) DLQ_LAMBDA { x = C::times(state[base ^ sweep.members[m]], sweep.before[m]); });
      for_turns(Apply{g, sweep.turns});
      g.each([&](Amplitude& x, int m) DLQ_LAMBDA { state[base ^ sweep.members[m]] = C::times(x, sweep.after[m]); });
    }
  }

  static void backward(Amplitude* state, Amplitude* cotangent, const uint32_t* bases, size_t count, uint32_t coset,
                       const UnitSweep<L>& sweep, UnitSums<L>* found) {
    V z[1 << K] = {};
    Sums sums;
    for (size_t i = 0; i < count; i++) {
      const uint32_t base = bases[i] ^ coset;
      Group<Row, K> g;
      g.each([&](Row& r, int m) DLQ_LAMBDA {
        const Amplitude x = state[base ^ sweep.members[m]], l = cotangent[base ^ sweep.members[m]];
        z[m] += C::imaginary(l, x);
        r = {C::times_conjugate(x, sweep.after[m]), C::times_conjugate(l, sweep.after[m])};
      });
      for_turns(Undo{g, sweep.turns, sums});
      g.each([&](Row& r, int m) DLQ_LAMBDA {
        state[base ^ sweep.members[m]] = C::times_conjugate(r.x, sweep.before[m]);
        cotangent[base ^ sweep.members[m]] = C::times_conjugate(r.l, sweep.before[m]);
      });
    }
    found[0].p = sums.p0, found[0].q = sums.q0;
    if constexpr (K > 1) found[1].p = sums.p1, found[1].q = sums.q1;
    if constexpr (K > 2) found[2].p = sums.p2, found[2].q = sums.q2;
    for (int k = 0; k < K; k++) {
      for (int m = 0; m < 1 << K; m++) {
        const bool other_level = (m >> k & 1) != 0 && !(Permutes && sweep.turns[k].minus);
        found[k].z += other_level ? -z[m] : z[m];
      }
    }
  }
};

// On lanes alone.
template <class L>
struct LaneUnits {
  typedef typename L::V V;
  typedef typename L::Amplitude Amplitude;
  typedef Complex<L> C;

  DLQ_INLINE static Amplitude mix(Amplitude x, Amplitude y, V ar, V ai, V br, V bi) {
    return {ar * x.re - ai * x.im - br * y.re - bi * y.im, ar * x.im + ai * x.re - br * y.im + bi * y.re};
  }

  DLQ_INLINE static Amplitude partner(const LaneUnit<L>& unit, Amplitude x) {
    return {L::permute(x.re, unit.lanes), L::permute(x.im, unit.lanes)};
  }

  static void forward(Amplitude* state, const uint32_t* bases, size_t count, uint32_t coset, int32_t number,
                      const UnitSweep<L>& sweep) {
    for (size_t i = 0; i < count; i++) {
      Amplitude x = state[bases[i] ^ coset];
      for (int32_t k = 0; k < number; k++) {
        const LaneUnit<L>& u = sweep.on_lanes[k];
        x = mix(x, partner(u, x), u.ar, u.ai, u.br, u.bi);
      }
      state[bases[i] ^ coset] = x;
    }
  }

  static void backward(Amplitude* state, Amplitude* cotangent, const uint32_t* bases, size_t count, uint32_t coset,
                       int32_t number, const UnitSweep<L>& sweep, UnitSums<L>* sums) {
    for (size_t i = 0; i < count; i++) {
      Amplitude x = state[bases[i] ^ coset], l = cotangent[bases[i] ^ coset];
      for (int32_t k = number - 1; k >= 0; k--) {
        const LaneUnit<L>& u = sweep.on_lanes[k];
        const Amplitude y = partner(u, x);
        sums[k].z += C::imaginary(l, x);
        sums[k].p += C::real(l, y);
        sums[k].q += C::imaginary(l, y);
        x = mix(x, y, u.ar, -u.ai, -u.br, -u.bi);
        l = mix(l, partner(u, l), u.ar, -u.ai, -u.br, -u.bi);
      }
      state[bases[i] ^ coset] = x;
      cotangent[bases[i] ^ coset] = l;
    }
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
