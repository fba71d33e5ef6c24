// The walk of a team over the operations of a tile, forward and back.
#pragma once

#include "units.h"

namespace dlq_cuda {

// One row of a block's matrix, or of its adjoint, times the amplitudes that share everything but the targets with p.
template <class T>
__device__ inline Complex<T> block_row(const Tile<T>& tile, const Block& block, bool adjoint, unsigned p,
                                       const Complex<T>* state) {
  const Qubit* const qubits = tile.call.qubits + block.first;
  unsigned row = 0;
  for (int j = 0; j < block.targets + block.controls; j++) {
    const Qubit qubit = qubits[j];
    const unsigned value = odd(p & qubit.parity) ^ odd(tile.base & qubit.outer) ^ static_cast<unsigned>(qubit.offset);
    if (j < block.targets) {
      row |= value << j;
    } else if (value == 0) {
      return state[p];
    }
  }
  const unsigned size = 1u << block.targets;
  const Complex<T>* const matrix = static_cast<const Complex<T>*>(tile.call.matrices) + block.matrix;
  Complex<T> sum = {0, 0};
  unsigned column = row;
  // Columns in the order of a Gray code, one flip each.
  for (unsigned step = 1; step <= size; step++) {
    const Complex<T> entry = adjoint ? matrix[column * size + row] : matrix[row * size + column];
    add_product(sum, adjoint ? Complex<T>{entry.re, -entry.im} : entry, state[p]);
    const unsigned bit = step & (0u - step);
    if (step < size) {
      column ^= bit;
      p ^= qubits[__popc(bit - 1u)].flip;
    }
  }
  return sum;
}

// Whole cosets at a time, of as many amplitudes as there are threads.
template <class T>
__device__ inline void multiply_cosets(const Tile<T>& tile, const Unit& unit, const Block& block, bool adjoint,
                                       Complex<T>* state) {
  const unsigned members = 1u << block.targets;
#pragma unroll 1
  for (unsigned first = 0; first < tile.size(); first += tile.team.size) {
    const unsigned i = first + tile.team.thread;
    unsigned p = i >> block.targets;
    for (unsigned left = unit.block; left != 0; left &= left - 1u) p = without(p, left & (0u - left));
    for (unsigned m = i & (members - 1u); m != 0; m &= m - 1u) {
      p ^= tile.call.qubits[block.first + __popc((m & (0u - m)) - 1u)].flip;
    }
    Complex<T> next = {0, 0};
    if (i < tile.size()) next = block_row<T>(tile, block, adjoint, p, state);
    tile.team.sync();
    if (i < tile.size()) state[p] = next;
  }
}

// All amplitudes, then all stores: for matrices so large that the threads are fewer than the members of a coset.
template <class T>
__device__ inline void multiply_all(const Tile<T>& tile, const Block& block, bool adjoint, Complex<T>* state) {
  Complex<T> next[kMostRounds * kAmplitudes];
  int count = 0;
#pragma unroll 1
  for (unsigned p = tile.team.thread; p < tile.size(); p += tile.team.size) {
    next[count++] = block_row<T>(tile, block, adjoint, p, state);
  }
  tile.team.sync();
  count = 0;
#pragma unroll 1
  for (unsigned p = tile.team.thread; p < tile.size(); p += tile.team.size) state[p] = next[count++];
}

template <class T>
__device__ inline void multiply(const Tile<T>& tile, const Unit& unit, bool adjoint, Complex<T>* state) {
  const Block block = tile.call.blocks[tile.call.ops[unit.first].first];
  if (1u << block.targets <= tile.team.size) {
    multiply_cosets<T>(tile, unit, block, adjoint, state);
  } else {
    multiply_all<T>(tile, block, adjoint, state);
  }
}

// Calls f for every coset of the unit that this thread works on; all threads of a warp call it as often.
template <class T, class F>
__device__ inline void for_cosets(const Tile<T>& tile, const Unit& unit, F f) {
  const unsigned count = tile.cosets();
#pragma unroll 1
  for (unsigned first = 0; first < count; first += tile.team.size) f(Coset<T>(tile, unit, first + tile.team.thread));
}

// The operations of the pass, first to last.
template <class T>
__device__ inline void walk(const Tile<T>& tile, Complex<T>* psi) {
#pragma unroll 1
  for (int i = tile.call.first_unit; i < tile.call.last_unit; i++) {
    const Unit& unit = tile.call.units[i];
    if (unit.block != 0) {
      multiply<T>(tile, unit, false, psi);
    } else {
      for_cosets<T>(tile, unit, [&](const Coset<T>& coset) { unit_forward<T>(coset, unit, psi); });
    }
    tile.team.sync();
  }
}

// The operations undone, last to first, with the gradient of each rotation.
template <class T>
__device__ inline void walk_back(const Tile<T>& tile, Complex<T>* psi, Complex<T>* lambda) {
#pragma unroll 1
  for (int i = tile.call.last_unit - 1; i >= tile.call.first_unit; i--) {
    const Unit& unit = tile.call.units[i];
    if (unit.block != 0) {
#pragma unroll 1
      for (int side = 0; side < 2; side++) multiply<T>(tile, unit, true, side == 0 ? psi : lambda);
    } else {
      for_cosets<T>(tile, unit, [&](const Coset<T>& coset) { unit_back<T>(coset, unit, lambda, psi); });
    }
    tile.team.sync();
  }
}

}  // namespace dlq_cuda
