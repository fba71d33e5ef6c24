// Rotations about words that flip nothing but lanes: every row for itself.
#pragma once

#include "turns.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class L>
struct LaneTurns {
  typedef typename L::V V;
  typedef typename L::Amplitude Amplitude;

  DLQ_INLINE static void turn(const Stage<L>& stage, bool imaginary, V across, Amplitude& x) {
    const V re = L::permute(x.re, stage.lanes), im = L::permute(x.im, stage.lanes);
    if (stage.form == kPlain) x = {stage.u * x.re, stage.u * x.im};
    if (imaginary) {
      x = {x.re + across * im, x.im - across * re};
    } else {
      x = {x.re - across * re, x.im - across * im};
    }
  }

  static void forward(Amplitude* state, const uint32_t* bases, size_t count, uint32_t coset, int32_t number,
                      const TurnSweep<L>& sweep) {
    const Stage<L>* const stages = sweep.stages[0];
    for (size_t i = 0; i < count; i++) {
      Amplitude x = state[bases[i] ^ coset];
      if (sweep.scaled) x = {x.re * sweep.scale, x.im * sweep.scale};
      for (int32_t k = 0; k < number; k++) turn(stages[k], sweep.imaginary, stages[k].odd, x);
      state[bases[i] ^ coset] = x;
    }
  }

  static void backward(Amplitude* state, Amplitude* cotangent, const uint32_t* bases, size_t count, uint32_t coset,
                       int32_t number, const TurnSweep<L>& sweep, V* gradients) {
    const Stage<L>* const stages = sweep.stages[0];
    V sums[kMaxTurns] = {};
    for (size_t i = 0; i < count; i++) {
      Amplitude x = state[bases[i] ^ coset], u = cotangent[bases[i] ^ coset];
      for (int32_t k = 0; k < number; k++) {
        const V re = L::permute(x.re, stages[k].lanes), im = L::permute(x.im, stages[k].lanes);
        sums[k] += sweep.imaginary ? u.re * im - u.im * re : -u.re * re - u.im * im;
        turn(stages[k], sweep.imaginary, -stages[k].odd, x);
        turn(stages[k], sweep.imaginary, -stages[k].odd, u);
      }
      if (sweep.scaled) {
        x = {x.re * sweep.scale, x.im * sweep.scale};
        u = {u.re * sweep.scale, u.im * sweep.scale};
      }
      state[bases[i] ^ coset] = x;
      cotangent[bases[i] ^ coset] = u;
    }
    for (int32_t k = 0; k < number; k++) gradients[k] += sums[k];
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
