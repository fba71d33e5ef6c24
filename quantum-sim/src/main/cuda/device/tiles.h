// Circuits whose states lie in the memory of the device: passes of operations, each on one tile of the state after the
// other, as large as the memory that a thread block shares.
#pragma once

#include "measure.h"
#include "operations.h"
#include "start.h"

namespace dlq_cuda {

// Where the amplitudes of a tile are stored, and those of its sample begin.
template <class T>
struct Placed {
  Tile<T> tile;
  long long state;

  __device__ Index at(unsigned i) const { return tile.base ^ combine<Index>(tile.call.basis, i); }
};

// The stored index of the first amplitude of a tile.
__device__ inline Index base_of(const Call& call, Index tile) {
  Index base = tile;
  for (Index left = call.pivots; left != 0; left &= left - 1u) base = without<Index>(base, left & (0u - left));
  return base;
}

// Calls f with the tiles that the block walks over, one after the other.
template <class T, class F>
__device__ inline void for_tiles(const Call& call, F f) {
  const unsigned tiles = 1u << (call.num_qubits - call.tile_bits), walks = static_cast<unsigned>(call.walks);
  const long long sample = blockIdx.x / walks;
  const long long row = static_cast<long long>(blockIdx.x) * rows_of_tile(1u << call.tile_bits);
  const Team team = {threadIdx.x, blockDim.x};
  const unsigned first = blockIdx.x % walks;
#pragma unroll 1
  for (unsigned i = first; i < tiles; i += walks) {
    if (i != first) team.sync();
    f(Placed<T>{{call, team, base_of(call, i), sample, row, i != first}, sample << call.num_qubits});
  }
}

// Calls f with the index of each amplitude that this thread moves, in the tile and in the state.
template <class T, class F>
__device__ inline void for_own(const Placed<T>& placed, F f) {
  const Tile<T>& tile = placed.tile;
  const unsigned size = tile.team.size;
#pragma unroll 1
  for (unsigned first = tile.team.thread; first < tile.size(); first += kAmplitudes * size) {
    Index at[kAmplitudes];
    at[0] = placed.at(first);
#pragma unroll
    for (unsigned j = 1; j < kAmplitudes; j++) {
      at[j] = at[j & (j - 1u)];
      if (first + j * size < tile.size()) at[j] ^= combine<Index>(tile.call.basis, (j & (0u - j)) * size);
    }
#pragma unroll
    for (unsigned j = 0; j < kAmplitudes; j++) {
      if (first + j * size < tile.size()) f(first + j * size, at[j]);
    }
  }
}

template <class T>
__device__ inline void fetch(const Placed<T>& from, const void* states, Complex<T>* to) {
  const Complex<T>* const state = static_cast<const Complex<T>*>(states) + from.state;
  for_own<T>(from, [&](unsigned i, Index p) { to[i] = state[p]; });
}

template <class T>
__device__ inline void put(const Placed<T>& to, const Complex<T>* from, void* states) {
  Complex<T>* const state = static_cast<Complex<T>*>(states) + to.state;
  for_own<T>(to, [&](unsigned i, Index p) { state[p] = from[i]; });
}

template <class T>
__device__ inline void pass_forward(const Call& call, unsigned char* memory) {
  Complex<T>* const psi = reinterpret_cast<Complex<T>*>(memory);
  for_tiles<T>(call, [&](const Placed<T>& here) {
    fetch<T>(here, call.psi, psi);
    here.tile.team.sync();
    walk<T>(here.tile, psi);
    put<T>(here, psi, call.psi);
  });
}

template <class T>
__device__ inline void pass_back(const Call& call, unsigned char* memory) {
  Complex<T>* const psi = reinterpret_cast<Complex<T>*>(memory);
  Complex<T>* const lambda = psi + (1u << call.tile_bits);
  for_tiles<T>(call, [&](const Placed<T>& here) {
    fetch<T>(here, call.psi, psi);
    fetch<T>(here, call.lambda, lambda);
    here.tile.team.sync();
    walk_back<T>(here.tile, psi, lambda);
    put<T>(here, psi, call.psi);
    put<T>(here, lambda, call.lambda);
  });
}

// The share of a block in one sample: "parts" blocks work on each.
struct Share {
  long long sample;
  Index first;
  Index step;
  unsigned warp;  // of the sample's
  unsigned warps;
};

__device__ inline Share share(const Call& call) {
  const unsigned parts = static_cast<unsigned>(call.parts), part = blockIdx.x % parts, warps = blockDim.x / kWarp;
  return {blockIdx.x / parts, Index{part} * blockDim.x + threadIdx.x, Index{parts} * blockDim.x,
          part * warps + threadIdx.x / kWarp, parts * warps};
}

template <class T>
__device__ inline Complex<T>* state_of(const Call& call, void* states, const Share& own) {
  return static_cast<Complex<T>*>(states) + (own.sample << call.num_qubits);
}

template <class T>
__device__ inline void start_states(const Call& call) {
  const Share own = share(call);
  start_state<T, Index>(call, own.sample, own.first, own.step, state_of<T>(call, call.psi, own));
}

template <class T>
__device__ inline void measure_states(const Call& call) {
  const Share own = share(call);
  const Complex<T>* const psi = state_of<T>(call, call.psi, own);
  T* const partials = static_cast<T*>(call.partials) + own.sample * call.num_outputs * call.shares;
  if (call.measurement == kExpectations) {
    for (int output = 0; output < call.num_outputs; output++) {
      const T sum = warp_sum(expectation<T, Index>(call, output, own.first, own.step, psi));
      if (threadIdx.x % kWarp == 0) partials[static_cast<long long>(output) * call.shares + own.warp] = sum;
    }
  } else if (call.measurement == kStateVector) {
    put_state<T, Index>(call, own.sample, own.first, own.step, psi);
  } else {
    const unsigned shares = static_cast<unsigned>(call.shares);
    const Index all = Index{shares} << call.num_measured;
    for (Index i = own.first; i < all; i += own.step) {
      partials[i] = probability<T, Index>(call, i / shares, i % shares, shares, psi);
    }
  }
}

template <class T>
__device__ inline void start_cotangents(const Call& call) {
  const Share own = share(call);
  put_cotangent<T, Index>(call, own.sample, own.first, own.step, state_of<T>(call, call.psi, own),
                          state_of<T>(call, call.lambda, own));
}

template <class T>
__device__ inline void end_gradients(const Call& call) {
  const Share own = share(call);
  const Complex<T>* const lambda = state_of<T>(call, call.lambda, own);
  if (call.from_product != 0) {
    put_environments<T, Index>(call, own.first, own.step, call.batch * own.warps, own.sample * own.warps + own.warp,
                               lambda, state_of<T>(call, call.psi, own));
  } else if (call.initial_gradient != nullptr) {
    Complex<T>* const to = state_of<T>(call, call.initial_gradient, own);
    for (Index p = own.first; p < Index{1} << call.num_qubits; p += own.step) {
      to[p] = {2 * lambda[p].re, 2 * lambda[p].im};
    }
  }
}

}  // namespace dlq_cuda
