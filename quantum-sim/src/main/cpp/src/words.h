// What is measured, and the cotangent it starts.
#pragma once

#include "folds.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class T>
struct Words {
  typedef typename T::L L;
  typedef typename T::V V;
  typedef typename T::R R;
  typedef typename T::Amplitude Amplitude;

  // ---- expectations

  // Of every pair of states p and q = p ^ flip: Re conj(psi_q) psi_p, or Re conj(psi_q) i psi_p.
  static void overlaps(T& tile, const WordGroup& words) {
    const uint32_t* const at = words.fold.at.data();
    const size_t count = words.fold.at.size();
    if (words.flip == 0 && words.lane_flip == 0) {
      for (size_t y = 0; y < count; y++) {
        const Amplitude x = tile.psi[at[y]];
        tile.buffer[y] = x.re * x.re + x.im * x.im;
      }
      return;
    }
    for (size_t y = 0; y < count; y++) {
      const Amplitude x = tile.psi[at[y]], other = tile.psi[at[y] ^ words.flip];
      const V re = tile.partner(other.re, words.lane_flip), im = tile.partner(other.im, words.lane_flip);
      tile.buffer[y] = words.imaginary ? im * x.re - re * x.im : re * x.re + im * x.im;
    }
  }

  static void expectations(T& tile) {
    for (int32_t k = 0; k < tile.program.num_outputs; k++) tile.outputs[k] = V{};
    for (const WordGroup& words : tile.schedule.words) {
      overlaps(tile, words);
      fold<L>(words.fold, tile.buffer, tile.values);
      for (const WordTerm& term : words.terms) {
        tile.outputs[term.output] +=
            tile.values[term.value] * tile.signs(term.lane_parity) * static_cast<R>(term.coefficient);
      }
    }
    for (int32_t k = 0; k < tile.program.num_outputs; k++) tile.outputs[k] = tile.over_lanes(tile.outputs[k]);
  }

  // lambda = 2 sum of cotangents times words times psi
  static void start_lambda(T& tile) {
    bool first = true;
    for (const WordGroup& words : tile.schedule.words) {
      const bool diagonal = words.flip == 0 && words.lane_flip == 0;
      if (first && !diagonal) memset(static_cast<void*>(tile.lambda), 0, tile.rows * sizeof(Amplitude));
      for (int32_t k = 0; k < words.fold.num_values; k++) tile.values[k] = V{};
      for (const WordTerm& term : words.terms) {
        const double weight = words.flip != 0 ? term.coefficient : 2 * term.coefficient;
        tile.values[term.value] += tile.outputs[term.output] * tile.signs(term.lane_parity) * static_cast<R>(weight);
      }
      unfold<L>(words.fold, tile.values, tile.buffer);
      if (!diagonal) {
        add_pairs(tile, words);
      } else if (first) {
        weigh(tile, words);
      } else {
        add_weighed(tile, words);
      }
      first = false;
    }
    if (first) memset(static_cast<void*>(tile.lambda), 0, tile.rows * sizeof(Amplitude));
  }

  static void weigh(T& tile, const WordGroup& words) {
    const uint32_t* const at = words.fold.at.data();
    for (size_t y = 0; y < tile.rows; y++) {
      const Amplitude x = tile.psi[at[y]];
      tile.lambda[at[y]] = {x.re * tile.buffer[y], x.im * tile.buffer[y]};
    }
  }

  static void add_weighed(T& tile, const WordGroup& words) {
    const uint32_t* const at = words.fold.at.data();
    for (size_t y = 0; y < tile.rows; y++) {
      const Amplitude x = tile.psi[at[y]];
      tile.lambda[at[y]].re += x.re * tile.buffer[y];
      tile.lambda[at[y]].im += x.im * tile.buffer[y];
    }
  }

  static void add_pairs(T& tile, const WordGroup& words) {
    const uint32_t* const at = words.fold.at.data();
    const size_t count = words.fold.at.size();
    for (size_t y = 0; y < count; y++) {
      const uint32_t p = at[y], q = p ^ words.flip;
      const V weight = tile.buffer[y];
      const Amplitude x = tile.psi[p];
      const Amplitude other = {tile.partner(tile.psi[q].re, words.lane_flip),
                               tile.partner(tile.psi[q].im, words.lane_flip)};
      // Where the word has an i, the sign of its other state is the opposite.
      if (words.imaginary) {
        tile.lambda[p].re += weight * other.im;
        tile.lambda[p].im -= weight * other.re;
      } else {
        tile.lambda[p].re += weight * other.re;
        tile.lambda[p].im += weight * other.im;
      }
      if (words.flip == 0) continue;
      const V re = tile.partner(weight * x.re, words.lane_flip), im = tile.partner(weight * x.im, words.lane_flip);
      tile.lambda[q].re += words.imaginary ? -im : re;
      tile.lambda[q].im += words.imaginary ? re : im;
    }
  }

  // ---- probabilities

  // f(outcome, place) for every amplitude that a lane holds.
  template <class F>
  static void outcomes(const T& tile, F f) {
    const uint32_t amplitudes = uint32_t{1} << tile.schedule.layout.lane_bits;
    for (uint32_t row = 0; row < tile.rows; row++) {
      for (uint32_t a = 0; a < amplitudes; a++) {
        f(tile.schedule.measured((row << tile.schedule.layout.lane_bits) | a), row, a);
      }
    }
  }

  static void probabilities(T& tile) {
    for (int32_t k = 0; k < tile.program.num_outputs; k++) tile.outputs[k] = V{};
    outcomes(tile, [&](uint32_t outcome, uint32_t row, uint32_t a) DLQ_LAMBDA {
      const Amplitude x = tile.psi[row];
      const V probability = x.re * x.re + x.im * x.im;
      if constexpr (T::Split) {
        const int32_t samples = tile.samples();
        for (int32_t s = 0; s < samples; s++) {
          tile.outputs[outcome][s] += probability[static_cast<int32_t>(a) * samples + s];
        }
      } else {
        tile.outputs[outcome] += probability;
      }
    });
  }

  static void weigh_outcomes(T& tile) {
    outcomes(tile, [&](uint32_t outcome, uint32_t row, uint32_t a) DLQ_LAMBDA {
      if constexpr (T::Split) {
        const int32_t samples = tile.samples();
        for (int32_t s = 0; s < samples; s++) {
          const int32_t lane = static_cast<int32_t>(a) * samples + s;
          const R weight = 2 * tile.outputs[outcome][lane];
          tile.lambda[row].re[lane] = tile.psi[row].re[lane] * weight;
          tile.lambda[row].im[lane] = tile.psi[row].im[lane] * weight;
        }
      } else {
        const V weight = 2 * tile.outputs[outcome];
        tile.lambda[row] = {tile.psi[row].re * weight, tile.psi[row].im * weight};
      }
    });
  }

  // ---- states

  static void load(T& tile, Amplitude* state, const View& view, const BitMap& index) {
    for (uint32_t row = 0; row < tile.rows; row++) {
      for (int lane = 0; lane < L::W; lane++) {
        const int32_t sample = tile.sample_of(lane);
        const int64_t at = index((row << tile.schedule.layout.lane_bits) | tile.amplitude_of(lane));
        const bool given = sample < tile.count;
        state[row].re[lane] = given ? static_cast<R>(view.get(tile.first + sample, 2 * at)) : R{0};
        state[row].im[lane] = given ? static_cast<R>(view.get(tile.first + sample, 2 * at + 1)) : R{0};
      }
    }
  }

  static void store(const T& tile, const Amplitude* state, const View& view, const BitMap& index) {
    for (uint32_t row = 0; row < tile.rows; row++) {
      for (int lane = 0; lane < L::W; lane++) {
        const int32_t sample = tile.sample_of(lane);
        if (sample >= tile.count) continue;
        const int64_t at = index((row << tile.schedule.layout.lane_bits) | tile.amplitude_of(lane));
        view.set(tile.first + sample, 2 * at, static_cast<double>(state[row].re[lane]));
        view.set(tile.first + sample, 2 * at + 1, static_cast<double>(state[row].im[lane]));
      }
    }
  }

  // ---- all measurements

  static void read_out(T& tile) {
    if (tile.program.measurement == kStateVector) {
      store(tile, tile.psi, tile.call.outputs, tile.schedule.measured);
      return;
    }
    if (tile.program.measurement == kProbabilities) {
      probabilities(tile);
    } else {
      expectations(tile);
    }
    for (int32_t k = 0; k < tile.program.num_outputs; k++) {
      tile.call.outputs.write_column(tile.first, k, tile.samples_here(), reinterpret_cast<const R*>(tile.outputs + k));
    }
  }

  static void read_cotangent(T& tile) {
    if (tile.program.measurement == kStateVector) {
      load(tile, tile.lambda, tile.call.outputs, tile.schedule.measured);
      return;
    }
    for (int32_t k = 0; k < tile.program.num_outputs; k++) {
      tile.per_sample(reinterpret_cast<R*>(tile.outputs + k),
                      [&](int32_t here, R* to) DLQ_LAMBDA { tile.call.outputs.read_column(tile.first, k, here, to); });
    }
    if (tile.program.measurement == kProbabilities) {
      weigh_outcomes(tile);
    } else {
      start_lambda(tile);
    }
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
