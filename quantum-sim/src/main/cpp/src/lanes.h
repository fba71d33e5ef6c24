// Vector registers of reals, for one instruction set. No library templates here or in what includes this: the linker
// could mix their copies between the sets.
#pragma once

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "program.h"

#ifndef DLQ_NAMESPACE
#define DLQ_NAMESPACE baseline
#endif
#if defined(__AVX512F__)
#define DLQ_VECTOR_BYTES 64
#elif defined(__AVX2__)
#define DLQ_VECTOR_BYTES 32
#else
#define DLQ_VECTOR_BYTES 16
#endif

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class R>
struct IndexOf;
template <>
struct IndexOf<float> {
  typedef int32_t Index;
};
template <>
struct IndexOf<double> {
  typedef int64_t Index;
};

template <class Real>
struct Lanes {
  typedef Real R;
  static constexpr int W = DLQ_VECTOR_BYTES / sizeof(R);
  typedef R V __attribute__((vector_size(DLQ_VECTOR_BYTES)));
  typedef typename IndexOf<R>::Index Index;
  typedef Index I __attribute__((vector_size(DLQ_VECTOR_BYTES)));
  struct Amplitude {
    V re, im;
  };

  static V broadcast(R x) { return V{} + x; }

  // Halves are added to halves.
  template <int Half = W / 2>
  static DLQ_INLINE double sum(V v) {
    if constexpr (Half == 0) {
      return static_cast<double>(v[0]);
    } else {
      I other{};
      for (int lane = 0; lane < W; lane++) other[lane] = lane ^ Half;
      return sum<Half / 2>(v + permute(v, other));
    }
  }

  // Whether all lanes of a mask are set.
  template <int Half = W / 2>
  static DLQ_INLINE bool all(I mask) {
    if constexpr (Half == 0) {
      return mask[0] != 0;
    } else {
      I other{};
      for (int lane = 0; lane < W; lane++) other[lane] = lane ^ Half;
      return all<Half / 2>(mask & __builtin_shuffle(mask, other));
    }
  }

  static V permute(V v, I index) { return __builtin_shuffle(v, index); }

  // Three parts of pi/2 keep the remainder exact to rounding, for angles below a million (the reduction and the
  // polynomials of the Sun mathematical library, 1993; the shorter ones of Moshier's Cephes for float).
  static void sines(V x, V& cosine, V& sine) {
    constexpr bool kDouble = sizeof(R) == sizeof(double);
    // Adding it leaves the nearest integer in the low bits.
    constexpr R kRound = kDouble ? R(6755399441055744.0) : R(12582912);
    const V shifted = x * R(6.36619772367581382433e-01) + kRound;
    const V quarters = shifted - kRound;
    const I quadrant = (I)shifted;
    V y = x - quarters * (kDouble ? R(1.57079632673412561417e+00) : R(1.5703125));
    y = y - quarters * (kDouble ? R(6.07710050630396597660e-11) : R(4.837512969970703125e-4));
    y = y - quarters * (kDouble ? R(2.02226624879595063154e-21) : R(7.549789948768648e-8));
    const V z = y * y;
    V s, c;
    if constexpr (kDouble) {
      s = -2.50507602534068634195e-08 + z * 1.58969099521155010221e-10;
      s = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06 + z * s));
      s = y + y * z * (-1.66666666666666324348e-01 + z * s);
      c = 2.08757232129817482790e-09 + z * -1.13596475577881948265e-11;
      c = -1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07 + z * c));
      c = 1.0 - 0.5 * z + z * z * (4.16666666666666019037e-02 + z * c);
    } else {
      s = y + y * z * (-1.6666654611e-1f + z * (8.3321608736e-3f + z * -1.9515295891e-4f));
      c = 1.0f - 0.5f * z + z * z * (4.166664568298827e-2f + z * (-1.388731625493765e-3f + z * 2.443315711809948e-5f));
    }
    constexpr int kSign = 8 * sizeof(R) - 2;
    const I swapped = -(quadrant & 1);
    const V sn = (V)(((I)s & ~swapped) | ((I)c & swapped)), cs = (V)(((I)c & ~swapped) | ((I)s & swapped));
    sine = (V)((I)sn ^ ((quadrant & 2) << kSign));
    cosine = (V)((I)cs ^ (((quadrant + 1) & 2) << kSign));
  }
};

inline bool odd(uint64_t mask) { return __builtin_parityll(mask) != 0; }

// Keeps pieces of scratch memory apart, each on a cache line of its own.
struct Arena {
  char* base;
  size_t used;

  template <class T>
  T* take(size_t count) {
    T* piece = reinterpret_cast<T*>(base + used);
    used += (count * sizeof(T) + 63) / 64 * 64;
    return piece;
  }
};

// Sines and cosines of an array. What is beyond a million, or not finite, goes to the C library.
template <class R>
inline void sines(const double* angles, size_t count, R* cosine, R* sine) {
  typedef Lanes<double> L;
  typedef R Narrow __attribute__((vector_size(L::W * sizeof(R))));
  constexpr double kLargest = 1 << 20;
  constexpr size_t kLanes = L::W;
  L::I usual = ~L::I{};
  for (size_t first = 0; first < count; first += kLanes) {
    const size_t here = count - first < kLanes ? count - first : kLanes;
    L::V x{}, c, s;
    if (here == kLanes) {
      memcpy(&x, angles + first, sizeof(x));
    } else {
      for (size_t i = 0; i < here; i++) x[i] = angles[first + i];
    }
    L::sines(x, c, s);
    const Narrow narrow_cosine = __builtin_convertvector(c, Narrow), narrow_sine = __builtin_convertvector(s, Narrow);
    if (here == kLanes) {
      memcpy(cosine + first, &narrow_cosine, sizeof(Narrow));
      memcpy(sine + first, &narrow_sine, sizeof(Narrow));
    } else {
      for (size_t i = 0; i < here; i++) {
        cosine[first + i] = narrow_cosine[i];
        sine[first + i] = narrow_sine[i];
      }
    }
    usual &= (x <= kLargest) & (x >= -kLargest);
  }
  if (L::all(usual)) return;
  for (size_t i = 0; i < count; i++) {
    if (angles[i] <= kLargest && angles[i] >= -kLargest) continue;
    cosine[i] = static_cast<R>(cos(angles[i]));
    sine[i] = static_cast<R>(sin(angles[i]));
  }
}

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
