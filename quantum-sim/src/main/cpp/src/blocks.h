// Matrices on a few qubits, perhaps controlled.
#pragma once

#include "tile.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class T>
struct Blocks {
  typedef typename T::L L;
  typedef typename T::V V;
  typedef typename T::R R;
  typedef typename T::Amplitude Amplitude;

  static void apply(T& tile, Amplitude* state, const Sweep& sweep, bool adjoint) {
    const BlockPlan& plan = tile.schedule.blocks[static_cast<size_t>(sweep.plan)];
    const double* const matrix = plan.matrix;
    if (!plan.on_rows) {
      on_locations(tile, state, plan, matrix, adjoint);
    } else if (plan.members.size() == 2) {
      on_rows<2>(state, plan, matrix, adjoint);
    } else if (plan.members.size() == 4) {
      on_rows<4>(state, plan, matrix, adjoint);
    } else {
      on_many_rows(tile, state, plan, matrix, adjoint);
    }
  }

  static R entry(const double* matrix, uint32_t size, uint32_t row, uint32_t column, bool adjoint, uint32_t part) {
    const double value = matrix[2 * (adjoint ? column * size + row : row * size + column) + part];
    return static_cast<R>(adjoint && part == 1 ? -value : value);
  }

  template <uint32_t Size>
  static void on_rows(Amplitude* state, const BlockPlan& plan, const double* matrix, bool adjoint) {
    V re[Size][Size], im[Size][Size];
    uint32_t members[Size];
    for (uint32_t row = 0; row < Size; row++) {
      members[row] = plan.members[row];
      for (uint32_t column = 0; column < Size; column++) {
        re[row][column] = L::broadcast(entry(matrix, Size, row, column, adjoint, 0));
        im[row][column] = L::broadcast(entry(matrix, Size, row, column, adjoint, 1));
      }
    }
    const uint32_t* const bases = plan.bases.data();
    const size_t count = plan.bases.size();
    for (size_t i = 0; i < count; i++) {
      Amplitude x[Size];
#pragma GCC unroll 4
      for (uint32_t m = 0; m < Size; m++) x[m] = state[bases[i] ^ members[m]];
#pragma GCC unroll 4
      for (uint32_t row = 0; row < Size; row++) {
        Amplitude y{};
#pragma GCC unroll 4
        for (uint32_t column = 0; column < Size; column++) {
          y.re += x[column].re * re[row][column] - x[column].im * im[row][column];
          y.im += x[column].im * re[row][column] + x[column].re * im[row][column];
        }
        state[bases[i] ^ members[row]] = y;
      }
    }
  }

  static void on_many_rows(T& tile, Amplitude* state, const BlockPlan& plan, const double* matrix, bool adjoint) {
    const auto size = static_cast<uint32_t>(plan.members.size());
    const uint32_t* const members = plan.members.data();
    const uint32_t* const bases = plan.bases.data();
    const size_t count = plan.bases.size();
    for (size_t i = 0; i < count; i++) {
      for (uint32_t m = 0; m < size; m++) tile.group[m] = state[bases[i] ^ members[m]];
      for (uint32_t row = 0; row < size; row++) {
        Amplitude y{};
        for (uint32_t column = 0; column < size; column++) {
          const R re = entry(matrix, size, row, column, adjoint, 0), im = entry(matrix, size, row, column, adjoint, 1);
          y.re += tile.group[column].re * re - tile.group[column].im * im;
          y.im += tile.group[column].im * re + tile.group[column].re * im;
        }
        state[bases[i] ^ members[row]] = y;
      }
    }
  }

  // Where a qubit lies within lanes: number by number.
  static void on_locations(T& tile, Amplitude* state, const BlockPlan& plan, const double* matrix, bool adjoint) {
    const auto size = static_cast<uint32_t>(plan.members.size());
    const Layout& layout = tile.schedule.layout;
    const auto samples = static_cast<uint32_t>(layout.samples());
    const uint32_t in_row = (uint32_t{1} << layout.lane_bits) - 1;
    R* const numbers = reinterpret_cast<R*>(state);
    R* const group = reinterpret_cast<R*>(tile.group);
    const size_t count = plan.bases.size();
    for (size_t i = 0; i < count; i++) {
      for (uint32_t s = 0; s < samples; s++) {
        const auto place = [&](uint32_t member) {
          const uint32_t location = plan.bases[i] ^ plan.members[member];
          return size_t{location >> layout.lane_bits} * 2 * L::W + (location & in_row) * samples + s;
        };
        for (uint32_t m = 0; m < size; m++) {
          group[2 * m] = numbers[place(m)];
          group[2 * m + 1] = numbers[place(m) + L::W];
        }
        for (uint32_t row = 0; row < size; row++) {
          R y = 0, z = 0;
          for (uint32_t column = 0; column < size; column++) {
            const R re = entry(matrix, size, row, column, adjoint, 0),
                    im = entry(matrix, size, row, column, adjoint, 1);
            y += group[2 * column] * re - group[2 * column + 1] * im;
            z += group[2 * column + 1] * re + group[2 * column] * im;
          }
          numbers[place(row)] = y;
          numbers[place(row) + L::W] = z;
        }
      }
    }
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
