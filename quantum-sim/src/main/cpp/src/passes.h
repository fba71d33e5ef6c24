// Passes over a tile, sweep by sweep within each coset; a tile may be divided among threads.
#pragma once

#include "blocks.h"
#include "phases.h"
#include "turning.h"
#include "uniting.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class T>
struct Passes {
  typedef typename T::L L;
  typedef typename T::V V;
  typedef typename T::R R;
  static constexpr bool Split = T::Split;

  static void forward(T& tile, size_t index, uint32_t coset) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    switch (sweep.kind) {
      case kTurns:
        if constexpr (Split) {
          if (permutes(sweep)) return Turning<T>::template forward_turns<true>(tile, index, coset);
        }
        return Turning<T>::template forward_turns<false>(tile, index, coset);
      case kLaneTurns:
        if constexpr (Split) Turning<T>::lane_turns(tile, index, coset, false);
        return;
      case kUnits:
      case kLaneUnits:
        if constexpr (Split) Uniting<T>::forward_units(tile, index, coset);
        return;
      case kTable:
        return Phases<T>::apply_table(tile, sweep.table);
      case kPhases:
        return Phases<T>::apply_sum(tile, tile.schedule.phases[static_cast<size_t>(sweep.plan)]);
      case kMatrix:
        return Blocks<T>::apply(tile, tile.psi, sweep, false);
    }
  }

  static void backward(T& tile, size_t index, uint32_t coset) {
    const Sweep& sweep = tile.schedule.sweeps[index];
    switch (sweep.kind) {
      case kTurns:
        if constexpr (Split) {
          if (permutes(sweep)) return Turning<T>::template backward_turns<true>(tile, index, coset);
        }
        return Turning<T>::template backward_turns<false>(tile, index, coset);
      case kLaneTurns:
        if constexpr (Split) Turning<T>::lane_turns(tile, index, coset, true);
        return;
      case kUnits:
      case kLaneUnits:
        if constexpr (Split) Uniting<T>::backward_units(tile, index, coset);
        return;
      case kTable:
        return Phases<T>::undo_table(tile, sweep.table);
      case kPhases:
        return Phases<T>::undo_sum(tile, tile.schedule.phases[static_cast<size_t>(sweep.plan)]);
      case kMatrix:
        Blocks<T>::apply(tile, tile.psi, sweep, true);
        return Blocks<T>::apply(tile, tile.lambda, sweep, true);
    }
  }

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
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
