// The rows that up to three rotations couple, in registers: 2, 4 or 8 values, one part (real or imaginary) of each.
// Values have names rather than places in an array, which the compiler would keep in memory.
#pragma once

#include "lanes.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

// f(x, y, odd) for every pair of values that rotation B couples; odd: how many of the other rotations have flipped x.
template <class V, int K>
struct Group;

template <class V>
struct Group<V, 1> {
  V a, b;
  template <class F>
  DLQ_INLINE void each(F f) {
    f(a, 0), f(b, 1);
  }
  template <int B, class F>
  DLQ_INLINE void pairs(Group& o, F f) {
    f(a, b, o.a, o.b, false);
  }
};

template <class V>
struct Group<V, 2> {
  V a, b, c, d;
  template <class F>
  DLQ_INLINE void each(F f) {
    f(a, 0), f(b, 1), f(c, 2), f(d, 3);
  }
  template <int B, class F>
  DLQ_INLINE void pairs(Group& o, F f) {
    if constexpr (B == 0) {
      f(a, b, o.a, o.b, false), f(c, d, o.c, o.d, true);
    } else {
      f(a, c, o.a, o.c, false), f(b, d, o.b, o.d, true);
    }
  }
};

template <class V>
struct Group<V, 3> {
  V a, b, c, d, e, f, g, h;
  template <class F>
  DLQ_INLINE void each(F call) {
    call(a, 0), call(b, 1), call(c, 2), call(d, 3), call(e, 4), call(f, 5), call(g, 6), call(h, 7);
  }
  template <int B, class F>
  DLQ_INLINE void pairs(Group& o, F call) {
    if constexpr (B == 0) {
      call(a, b, o.a, o.b, false), call(c, d, o.c, o.d, true);
      call(e, f, o.e, o.f, true), call(g, h, o.g, o.h, false);
    } else if constexpr (B == 1) {
      call(a, c, o.a, o.c, false), call(b, d, o.b, o.d, true);
      call(e, g, o.e, o.g, true), call(f, h, o.f, o.h, false);
    } else {
      call(a, e, o.a, o.e, false), call(b, f, o.b, o.f, true);
      call(c, g, o.c, o.g, true), call(d, h, o.d, o.h, false);
    }
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
