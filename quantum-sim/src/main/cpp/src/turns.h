// Rotations about words that flip rows, up to three in one sweep: forward on one state, backward on a state and its
// cotangent with the gradient of each.
#pragma once

#include "group.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

// (x, y) <- (c x - s y, c y + s x) with t = s / c, without the factor c: (x - t y, y + t x). Where |s| > |c|, without
// the factor s and with u = c / s: (u x - y, u y + x).
enum Form : int32_t { kPlain, kTangent, kCotangent };

// One rotation of a sweep. A factor for pairs whose x has an even number of flips by the other rotations, one for odd:
// they differ in sign where i's of several words meet.
template <class L>
struct Stage {
  typedef typename L::V V;
  V u;
  V even, odd;            // s or t on x
  V even_back, odd_back;  // on y
  typename L::I lanes;    // where the lanes of a partner are
  Form form;
  bool minus;  // back factors are the negative ones

  template <bool Permutes>
  DLQ_INLINE V partner(V v) const {
    if constexpr (Permutes) {
      return L::permute(v, lanes);
    } else {
      return v;
    }
  }

  template <bool Permutes>
  DLQ_INLINE void apply(V& x, V& y, bool is_odd) const {
    const V across = is_odd ? odd : even;
    const V back = Permutes ? (is_odd ? odd_back : even_back) : across;
    const V px = partner<Permutes>(x), py = partner<Permutes>(y);
    if (form == kTangent) {
      x = x - across * py;
      y = y + back * px;
    } else if (form == kCotangent) {
      x = u * x - py;
      y = u * y + px;
    } else {
      x = u * x - across * py;
      y = u * y + back * px;
    }
  }

  template <bool Permutes>
  DLQ_INLINE void undo(V& x, V& y, V px, V py, bool is_odd) const {
    const V across = is_odd ? odd : even;
    const V back = Permutes ? (is_odd ? odd_back : even_back) : across;
    if (form == kTangent) {
      x = x + across * py;
      y = y - back * px;
    } else if (form == kCotangent) {
      x = u * x + py;
      y = u * y - px;
    } else {
      x = u * x + across * py;
      y = u * y - back * px;
    }
  }

  // Takes the rotation off a pair of the state and of its cotangent, and adds Re <lambda|-i W|psi> to the sum, but for
  // the sign of the factors.
  template <bool Permutes>
  DLQ_INLINE void undo(V& x, V& y, V& lx, V& ly, V& sum, bool is_odd) const {
    const V px = partner<Permutes>(x), py = partner<Permutes>(y);
    if (Permutes && minus) {
      sum = sum - ly * px - lx * py;
    } else {
      sum = sum + ly * px - lx * py;
    }
    undo<Permutes>(x, y, px, py, is_odd);
    undo<Permutes>(lx, ly, partner<Permutes>(lx), partner<Permutes>(ly), is_odd);
  }
};

// What all groups of a sweep share. Places count parts: 2 row, and 1 more for the imaginary part.
template <class L>
struct TurnSweep {
  typedef typename L::V V;
  uint32_t members[1 << kMaxTurns];
  Stage<L> stages[2][kMaxTurns];  // for groups with the real part of the first row, and with the imaginary one
  bool imaginary;
  bool scaled;
  V scale;
  const typename L::R* table;  // phases: re, im of every row
};

template <class L>
struct TurnSums {
  typename L::V even[kMaxTurns], odd[kMaxTurns];
};

// Permutes: some turns flip lanes, too.
template <class L, bool Permutes, int K>
struct Turns {
  typedef typename L::V V;
  typedef Group<V, K> G;
  typedef typename L::R R;

  template <class F>
  DLQ_INLINE static void for_stages(F f) {
    f.template operator()<0>();
    if constexpr (K > 1) f.template operator()<1>();
    if constexpr (K > 2) f.template operator()<2>();
  }

  struct Apply {
    G& g;
    const Stage<L>* stages;
    template <int B>
    DLQ_INLINE void operator()() {
      const Stage<L>& s = stages[B];
      g.template pairs<B>(
          g, [&s](V& x, V& y, V&, V&, bool is_odd) DLQ_LAMBDA { s.template apply<Permutes>(x, y, is_odd); });
    }
  };

  // Named, as the values of a group are.
  struct Sums {
    V even0{}, odd0{}, even1{}, odd1{}, even2{}, odd2{};
    template <int B>
    DLQ_INLINE V& at(bool is_odd) {
      if constexpr (B == 0) return is_odd ? odd0 : even0;
      if constexpr (B == 1) return is_odd ? odd1 : even1;
      if constexpr (B == 2) return is_odd ? odd2 : even2;
    }
    DLQ_INLINE void add_to(TurnSums<L>& sums) const {
      sums.even[0] += even0, sums.odd[0] += odd0;
      sums.even[1] += even1, sums.odd[1] += odd1;
      sums.even[2] += even2, sums.odd[2] += odd2;
    }
  };

  struct Undo {
    G &g, &h;
    const Stage<L>* stages;
    Sums& sums;
    template <int B>
    DLQ_INLINE void operator()() {
      const Stage<L>& s = stages[B];
      Sums& sum = sums;
      g.template pairs<B>(h, [&](V& x, V& y, V& lx, V& ly, bool is_odd) DLQ_LAMBDA {
        s.template undo<Permutes>(x, y, lx, ly, sum.template at<B>(is_odd), is_odd);
      });
    }
  };

  static void forward(V* state, const uint32_t* bases, size_t count, uint32_t coset, const TurnSweep<L>& sweep) {
    for (size_t i = 0; i < count; i++) {
      const uint32_t base = 2 * (bases[i] ^ coset);
      for (uint32_t part = 0; part < 2; part++) {
        const uint32_t first = base ^ part;
        G g;
        g.each([&](V& v, int m) DLQ_LAMBDA { v = state[first ^ sweep.members[m]]; });
        if (sweep.scaled) g.each([&](V& v, int) DLQ_LAMBDA { v *= sweep.scale; });
        for_stages(Apply{g, sweep.stages[part]});
        g.each([&](V& v, int m) DLQ_LAMBDA { state[first ^ sweep.members[m]] = v; });
      }
    }
  }

  static void backward(V* state, V* cotangent, const uint32_t* bases, size_t count, uint32_t coset,
                       const TurnSweep<L>& sweep, TurnSums<L>* sums) {
    for (uint32_t part = 0; part < 2; part++) {
      Sums found;
      for (size_t i = 0; i < count; i++) {
        const uint32_t first = (2 * (bases[i] ^ coset)) ^ part;
        G g, h;
        g.each([&](V& v, int m) DLQ_LAMBDA { v = state[first ^ sweep.members[m]]; });
        h.each([&](V& v, int m) DLQ_LAMBDA { v = cotangent[first ^ sweep.members[m]]; });
        for_stages(Undo{g, h, sweep.stages[part], found});
        if (sweep.scaled) {
          g.each([&](V& v, int) DLQ_LAMBDA { v *= sweep.scale; });
          h.each([&](V& v, int) DLQ_LAMBDA { v *= sweep.scale; });
        }
        g.each([&](V& v, int m) DLQ_LAMBDA { state[first ^ sweep.members[m]] = v; });
        h.each([&](V& v, int m) DLQ_LAMBDA { cotangent[first ^ sweep.members[m]] = v; });
      }
      found.add_to(sums[part]);
    }
  }

  // Where i's meet, the real part of one row goes with the imaginary part of the other.
  DLQ_INLINE static void cross(G& re, G& im) {
    re.template pairs<0>(im, [](V& x, V& y, V& ix, V& iy, bool is_odd) DLQ_LAMBDA {
      V& r = is_odd ? x : y;
      V& i = is_odd ? ix : iy;
      const V swapped = r;
      r = i;
      i = swapped;
    });
  }

  // With a table of phases before the turns.
  static void forward_phases(V* state, const uint32_t* bases, size_t count, uint32_t coset, const TurnSweep<L>& sweep) {
    for (size_t i = 0; i < count; i++) {
      const uint32_t base = 2 * (bases[i] ^ coset);
      G re, im;
      re.each([&](V& v, int m) DLQ_LAMBDA { v = state[base ^ (sweep.members[m] & ~1u)]; });
      im.each([&](V& v, int m) DLQ_LAMBDA {
        const uint32_t place = base ^ (sweep.members[m] & ~1u);
        v = state[place + 1];
      });
      rotate(re, im, base, sweep, false);
      if (sweep.imaginary) cross(re, im);
      for_stages(Apply{re, sweep.stages[0]});
      for_stages(Apply{im, sweep.stages[1]});
      if (sweep.imaginary) cross(re, im);
      re.each([&](V& v, int m) DLQ_LAMBDA { state[base ^ (sweep.members[m] & ~1u)] = v; });
      im.each([&](V& v, int m) DLQ_LAMBDA { state[(base ^ (sweep.members[m] & ~1u)) + 1] = v; });
    }
  }

  DLQ_INLINE static void rotate(G& re, G& im, uint32_t base, const TurnSweep<L>& sweep, bool back) {
    zip(re, im, [&](V& r, V& i, int m) DLQ_LAMBDA {
      const uint32_t place = base ^ (sweep.members[m] & ~1u);
      const V c = L::broadcast(sweep.table[place]), s = L::broadcast(sweep.table[place + 1]);
      const V x = r;
      if (back) {
        r = x * c + i * s;
        i = i * c - x * s;
      } else {
        r = x * c - i * s;
        i = i * c + x * s;
      }
    });
  }

  template <class F>
  DLQ_INLINE static void zip(G& p, G& q, F f) {
    f(p.a, q.a, 0), f(p.b, q.b, 1);
    if constexpr (K > 1) f(p.c, q.c, 2), f(p.d, q.d, 3);
  }

  static void backward_phases(V* state, V* cotangent, V* products, const uint32_t* bases, size_t count, uint32_t coset,
                              const TurnSweep<L>& sweep, TurnSums<L>* sums) {
    Sums found[2];
    for (size_t i = 0; i < count; i++) {
      const uint32_t base = 2 * (bases[i] ^ coset);
      G re, im, lre, lim;
      re.each([&](V& v, int m) DLQ_LAMBDA { v = state[base ^ (sweep.members[m] & ~1u)]; });
      lre.each([&](V& v, int m) DLQ_LAMBDA { v = cotangent[base ^ (sweep.members[m] & ~1u)]; });
      im.each([&](V& v, int m) DLQ_LAMBDA { v = state[(base ^ (sweep.members[m] & ~1u)) + 1]; });
      lim.each([&](V& v, int m) DLQ_LAMBDA { v = cotangent[(base ^ (sweep.members[m] & ~1u)) + 1]; });
      if (sweep.imaginary) cross(re, im), cross(lre, lim);
      for_stages(Undo{re, lre, sweep.stages[0], found[0]});
      for_stages(Undo{im, lim, sweep.stages[1], found[1]});
      if (sweep.imaginary) cross(re, im), cross(lre, lim);
      rotate(re, im, base, sweep, true);
      rotate(lre, lim, base, sweep, true);
      zip(re, im, [&](V& r, V& i, int m) DLQ_LAMBDA {
        const uint32_t place = base ^ (sweep.members[m] & ~1u);
        state[place] = r;
        state[place + 1] = i;
      });
      zip(lre, lim, [&](V& r, V& i, int m) DLQ_LAMBDA {
        const uint32_t place = base ^ (sweep.members[m] & ~1u);
        products[place / 2] += r * state[place + 1] - i * state[place];
        cotangent[place] = r;
        cotangent[place + 1] = i;
      });
    }
    found[0].add_to(sums[0]);
    found[1].add_to(sums[1]);
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
