// Arithmetic on indices of states far larger than any test could hold: where tiles lie, which amplitudes threads take,
// and whether masks on tiles mean what those on states do.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "prepared.h"
#include "random_program.h"
#include "shim/cuda_words.h"
// After the words of CUDA that it needs.
#include "../device/tiles.h"

namespace {

using dlq_cuda::Call;
using dlq_cuda::Coset;
using dlq_cuda::Index;
using dlq_cuda::kAmplitudes;
using dlq_cuda::Placed;
using dlq_cuda::Prepared;
using dlq_cuda::Tile;
using dlq_cuda::Unit;

constexpr int kSharedLimit = 227 << 10;
constexpr int64_t kOperations = 40;

struct Case {
  Case(int64_t qubits, bool is_double, uint64_t seed)
      : code(dlq_test::RandomProgram(qubits, seed).code(6, kOperations, true, 0)),
        parsed(code.words.data(), static_cast<int64_t>(code.words.size()), code.reals.data(),
               static_cast<int64_t>(code.reals.size()), Prepared::kMostQubits),
        prepared(parsed.program, is_double, kSharedLimit),
        call(prepared.call(prepared.image.get().data())) {}

  template <class F>
  void for_passes(F f) {
    for (size_t pass = 0; pass < prepared.passes.size(); pass++) {
      prepared.set_pass(pass, prepared.image.get().data(), call);
      f();
    }
  }

  dlq_test::Code code;
  dlq::OwnedProgram parsed;
  Prepared prepared;
  Call call;
};

Placed<float> placed(const Call& call, Index tile) {
  const dlq_cuda::Team team = {0, static_cast<unsigned>(call.team)};
  return {{call, team, dlq_cuda::base_of(call, tile), 0, 0, false}, 0};
}

unsigned odd(uint64_t mask) { return __builtin_parityll(mask) != 0 ? 1 : 0; }

// Its tile's number and its own number there, from the place of an amplitude: the bits at pivots tell which vectors of
// the basis are in it, and without those the other bits are the tile's.
std::pair<Index, unsigned> found(const Call& call, Index p) {
  unsigned own = 0;
  for (int k = 0; k < call.tile_bits; k++) {
    if ((p >> (63 - __builtin_clzll(call.basis[k])) & 1) != 0) own |= 1u << k;
  }
  for (int k = 0; k < call.tile_bits; k++) p ^= (own >> k & 1) != 0 ? call.basis[k] : 0;
  Index tile = 0;
  for (int bit = 0, to = 0; bit < call.num_qubits; bit++) {
    if ((call.pivots >> bit & 1) == 0) tile |= (p >> bit & 1) << to++;
  }
  return {tile, own};
}

TEST(Indices, OfTilesReachEveryAmplitudeOfThirtyTwoQubits) {
  for (const int64_t qubits : {17, 29, 31, 32}) {
    Case given(qubits, false, static_cast<uint64_t>(qubits));
    std::mt19937_64 random(7);
    given.for_passes([&] {
      for (int i = 0; i < 200; i++) {
        const Index p = random() & ((Index{1} << qubits) - 1);
        const auto [tile, own] = found(given.call, p);
        ASSERT_LT(tile, Index{1} << (qubits - given.call.tile_bits));
        ASSERT_EQ(p, placed(given.call, tile).at(own));
      }
    });
  }
}

TEST(Indices, OfTilesAreFlippedAndSignedAsThoseOfStates) {
  for (const int64_t qubits : {17, 32}) {
    Case given(qubits, false, static_cast<uint64_t>(qubits));
    std::mt19937_64 random(7);
    given.for_passes([&] {
      for (int at = given.call.first_op; at < given.call.last_op; at++) {
        const dlq_cuda::Op& op = given.call.ops[at];
        if (op.kind != dlq_cuda::kRotation) continue;
        const dlq::Rotation& meant = given.parsed.program.rotations[op.first];
        for (int i = 0; i < 50; i++) {
          const Index p = random() & ((Index{1} << qubits) - 1);
          const auto [tile, own] = found(given.call, p);
          const Placed<float> here = placed(given.call, tile);
          ASSERT_EQ(p ^ meant.flip, here.at(own ^ op.flip));
          ASSERT_EQ(odd(p & meant.parity), odd(own & op.parity) ^ odd(here.tile.base & op.outer));
        }
      }
    });
  }
}

// What threads side by side have in register j at once: 16 complex numbers of 8 bytes, or 8 of 16, from as many banks.
void expect_shared_out(const Call& call, const Unit& unit, unsigned banks) {
  const dlq_cuda::Team team = {0, static_cast<unsigned>(call.team)};
  const Tile<float> tile = {call, team, 0, 0, 0, false};
  const unsigned count = tile.size() / kAmplitudes;
  std::set<unsigned> all;
  for (unsigned first = 0; first < count; first += banks) {
    for (unsigned j = 0; j < kAmplitudes; j++) {
      std::set<unsigned> used;
      for (unsigned thread = first; thread < first + banks; thread++) {
        const Coset<float> coset(tile, unit, thread);
        ASSERT_FALSE(coset.idle);
        used.insert(coset.at[j] % banks);
        all.insert(coset.at[j]);
      }
      ASSERT_EQ(banks, used.size()) << j;
    }
  }
  ASSERT_EQ(tile.size(), all.size());
}

TEST(Indices, OfThreadsReachEveryAmplitudeAndEveryBank) {
  for (const bool is_double : {false, true}) {
    for (const int64_t qubits : {9, 12, 20}) {
      Case given(qubits, is_double, static_cast<uint64_t>(qubits));
      given.for_passes([&] {
        for (int at = given.call.first_unit; at < given.call.last_unit; at++) {
          const Unit& unit = given.call.units[at];
          if (unit.block == 0) expect_shared_out(given.call, unit, is_double ? 8 : 16);
          if (HasFatalFailure()) return;
        }
      });
    }
  }
}

}  // namespace
