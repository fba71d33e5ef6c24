// Units: 2x2 unitaries on pairs of rows, or of lanes within a row, one or two in a sweep.
#pragma once

#include "turns.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

// U = (a, -b*; b, a*), a = (ar, ai), b = (br, bi): x <- (ar + i ai) x + (-br + i bi) y where x is the lower level, and
// with ai and br negative where it is the upper one.
template <class L>
struct UnitStage {
  typedef typename L::V V;
  typedef typename L::Amplitude Amplitude;
  V ar, bi;
  V ai, br;  // of the first row
  V other;   // 1 where the second row of a pair is at the same level as the first, else -1
  typename L::I lanes;

  DLQ_INLINE static Amplitude mix(Amplitude x, Amplitude y, V ar, V ai, V br, V bi) {
    return {ar * x.re - ai * x.im - br * y.re - bi * y.im, ar * x.im + ai * x.re - br * y.im + bi * y.re};
  }

  template <bool Permutes>
  DLQ_INLINE Amplitude partner(Amplitude x) const {
    if constexpr (Permutes) {
      return {L::permute(x.re, lanes), L::permute(x.im, lanes)};
    } else {
      return x;
    }
  }

  template <bool Permutes>
  DLQ_INLINE void apply(Amplitude& x, Amplitude& y) const {
    const Amplitude px = partner<Permutes>(x), py = partner<Permutes>(y);
    x = mix(x, py, ar, ai, br, bi);
    y = Permutes ? mix(y, px, ar, ai * other, br * other, bi) : mix(y, px, ar, -ai, -br, bi);
  }

  template <bool Permutes>
  DLQ_INLINE void undo(Amplitude& x, Amplitude& y, Amplitude px, Amplitude py) const {
    x = mix(x, py, ar, -ai, -br, -bi);
    y = Permutes ? mix(y, px, ar, -ai * other, -br * other, -bi) : mix(y, px, ar, ai, br, -bi);
  }
};

// Of all pairs: Im conj(l) x with the sign of its level, Re conj(l) y with the same sign, Im conj(l) y; y is the other
// level. The gradient of every step follows from these.
template <class L>
struct UnitSums {
  typename L::V z{}, p{}, q{};
};

template <class L>
struct UnitSweep {
  uint32_t members[4];
  UnitStage<L> stages[2];
};

template <class L, bool Permutes, int K>
struct Units {
  typedef typename L::V V;
  typedef typename L::Amplitude Amplitude;
  typedef UnitSums<L> Sums;

  static DLQ_INLINE V real(Amplitude l, Amplitude x) { return l.re * x.re + l.im * x.im; }
  static DLQ_INLINE V imaginary(Amplitude l, Amplitude x) { return l.re * x.im - l.im * x.re; }

  static DLQ_INLINE void undo(const UnitStage<L>& s, Amplitude& x, Amplitude& y, Amplitude& lx, Amplitude& ly,
                              Sums& sums) {
    const Amplitude px = s.template partner<Permutes>(x), py = s.template partner<Permutes>(y);
    if constexpr (Permutes) {
      sums.z += imaginary(lx, x) + s.other * imaginary(ly, y);
      sums.p += real(lx, py) + s.other * real(ly, px);
    } else {
      sums.z += imaginary(lx, x) - imaginary(ly, y);
      sums.p += real(lx, py) - real(ly, px);
    }
    sums.q += imaginary(lx, py) + imaginary(ly, px);
    s.template undo<Permutes>(x, y, px, py);
    s.template undo<Permutes>(lx, ly, s.template partner<Permutes>(lx), s.template partner<Permutes>(ly));
  }

  static void forward(Amplitude* state, const uint32_t* bases, size_t count, uint32_t coset,
                      const UnitSweep<L>& sweep) {
    const UnitStage<L> s = sweep.stages[0], t = sweep.stages[K - 1];
    for (size_t i = 0; i < count; i++) {
      const uint32_t base = bases[i] ^ coset;
      Amplitude a = state[base], b = state[base ^ sweep.members[1]];
      s.template apply<Permutes>(a, b);
      if constexpr (K == 2) {
        Amplitude c = state[base ^ sweep.members[2]], d = state[base ^ sweep.members[3]];
        s.template apply<Permutes>(c, d);
        t.template apply<Permutes>(a, c);
        t.template apply<Permutes>(b, d);
        state[base ^ sweep.members[2]] = c;
        state[base ^ sweep.members[3]] = d;
      }
      state[base] = a;
      state[base ^ sweep.members[1]] = b;
    }
  }

  static void backward(Amplitude* state, Amplitude* cotangent, const uint32_t* bases, size_t count, uint32_t coset,
                       const UnitSweep<L>& sweep, Sums* sums) {
    const UnitStage<L> s = sweep.stages[0], t = sweep.stages[K - 1];
    Sums first, second;
    for (size_t i = 0; i < count; i++) {
      const uint32_t base = bases[i] ^ coset;
      Amplitude a = state[base], b = state[base ^ sweep.members[1]];
      Amplitude la = cotangent[base], lb = cotangent[base ^ sweep.members[1]];
      if constexpr (K == 2) {
        Amplitude c = state[base ^ sweep.members[2]], d = state[base ^ sweep.members[3]];
        Amplitude lc = cotangent[base ^ sweep.members[2]], ld = cotangent[base ^ sweep.members[3]];
        undo(t, a, c, la, lc, second);
        undo(t, b, d, lb, ld, second);
        undo(s, c, d, lc, ld, first);
        state[base ^ sweep.members[2]] = c;
        state[base ^ sweep.members[3]] = d;
        cotangent[base ^ sweep.members[2]] = lc;
        cotangent[base ^ sweep.members[3]] = ld;
      }
      undo(s, a, b, la, lb, first);
      state[base] = a;
      state[base ^ sweep.members[1]] = b;
      cotangent[base] = la;
      cotangent[base ^ sweep.members[1]] = lb;
    }
    sums[0] = first;
    if constexpr (K == 2) sums[1] = second;
  }
};

// On lanes alone.
template <class L>
struct LaneUnits {
  typedef typename L::V V;
  typedef typename L::Amplitude Amplitude;
  typedef Units<L, true, 1> Rows;

  static void forward(Amplitude* state, const uint32_t* bases, size_t count, uint32_t coset, int32_t number,
                      const UnitSweep<L>& sweep) {
    for (size_t i = 0; i < count; i++) {
      Amplitude x = state[bases[i] ^ coset];
      for (int32_t k = 0; k < number; k++) {
        const UnitStage<L>& s = sweep.stages[k];
        x = UnitStage<L>::mix(x, s.template partner<true>(x), s.ar, s.ai, s.br, s.bi);
      }
      state[bases[i] ^ coset] = x;
    }
  }

  static void backward(Amplitude* state, Amplitude* cotangent, const uint32_t* bases, size_t count, uint32_t coset,
                       int32_t number, const UnitSweep<L>& sweep, UnitSums<L>* sums) {
    for (size_t i = 0; i < count; i++) {
      Amplitude x = state[bases[i] ^ coset], l = cotangent[bases[i] ^ coset];
      for (int32_t k = number - 1; k >= 0; k--) {
        const UnitStage<L>& s = sweep.stages[k];
        const Amplitude y = s.template partner<true>(x);
        sums[k].z += Rows::imaginary(l, x);
        sums[k].p += Rows::real(l, y);
        sums[k].q += Rows::imaginary(l, y);
        x = UnitStage<L>::mix(x, y, s.ar, -s.ai, -s.br, -s.bi);
        l = UnitStage<L>::mix(l, s.template partner<true>(l), s.ar, -s.ai, -s.br, -s.bi);
      }
      state[bases[i] ^ coset] = x;
      cotangent[bases[i] ^ coset] = l;
    }
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
