// What the kernels of one tile share: the state of a few samples side by side, and what belongs to it.
#pragma once

#include "kernels.h"
#include "unit_kernels.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

// Made once a call, for all its tiles.
template <class L>
struct Shared {
  typedef typename L::R R;
  double *cosine, *sine;  // of every rotation that the batch shares
  Form* form;             // of every rotation
  double* norm;           // the factor that each norm's first sweep multiplies in
  double* weight;         // of every rotation: what its gradient lacks; before that, its angle
  UnitFactors* units;
  R** tables;  // re, im of the phase of every row
  double* sums;

  static size_t bytes(const Schedule& schedule, const Program& program, void* memory, Shared& shared) {
    Arena arena{static_cast<char*>(memory), 0};
    const auto rotations = static_cast<size_t>(program.num_rotations);
    const size_t locations = size_t{1} << program.num_qubits;
    shared.cosine = arena.take<double>(rotations);
    shared.sine = arena.take<double>(rotations);
    shared.form = arena.take<Form>(rotations);
    shared.norm = arena.take<double>(static_cast<size_t>(schedule.num_norms));
    shared.weight = arena.take<double>(rotations);
    shared.units = arena.take<UnitFactors>(schedule.units.size());
    shared.tables = arena.take<R*>(schedule.tables.size());
    shared.sums = arena.take<double>(schedule.tables.empty() ? 0 : locations);
    for (size_t i = 0; i < schedule.tables.size(); i++) {
      R* table = arena.take<R>(2 * locations);
      if (memory != nullptr) shared.tables[i] = table;
    }
    return arena.used;
  }
};

template <class Lan, bool Divided>
struct Tile {
  typedef Lan L;
  static constexpr bool Split = Divided;
  typedef typename L::R R;
  typedef typename L::V V;
  typedef typename L::I I;
  typedef typename L::Amplitude Amplitude;

  const Program& program;
  const Schedule& schedule;
  const Call& call;
  const Shared<L>& shared;
  size_t rows;
  int32_t first = 0;
  int32_t count = 0;

  Amplitude* psi;
  Amplitude* lambda;
  V* buffer;  // one real for every row
  V* cosine;  // of every rotation
  V* sine;
  V* gradient;   // of every rotation; where the batch shares it, over the tiles of a chunk
  V** products;  // of every table: Im(conj(lambda) psi), over the tiles of a chunk
  V* values;     // of a fold
  V* outputs;    // or their cotangents
  V* start;      // 4 for each qubit: re, im of the amplitude of |0>, then of |1>
  Amplitude* group;
  TurnSweep<L>* turns;  // of every sweep
  UnitSweep<L>* units;
  UnitSums<L>* unit_sums;  // of every unit, over the tiles of a chunk
  double* own;             // of own angles
  // Where a tile is divided: gradients of each piece.
  static constexpr size_t kPieces = 16;
  const Team* team = nullptr;
  V* piece_gradients;
  UnitSums<L>* piece_sums;

  static size_t most_values(const Schedule& schedule) {
    int32_t most = 0;
    for (const WordGroup& words : schedule.words) most = most < words.fold.num_values ? words.fold.num_values : most;
    for (const PhaseSum& p : schedule.phases) most = most < p.fold.num_values ? p.fold.num_values : most;
    return static_cast<size_t>(most);
  }

  static size_t largest_block(const Schedule& schedule) {
    size_t most = 0;
    for (const BlockPlan& block : schedule.blocks) most = most < block.members.size() ? block.members.size() : most;
    return most;
  }

  Tile(const Program& p, const Schedule& s, const Call& c, const Shared<L>& of_call, Arena& arena, const Work& work)
      : program(p), schedule(s), call(c), shared(of_call), rows(size_t{1} << s.layout.row_bits()) {
    const auto rotations = static_cast<size_t>(p.num_rotations);
    psi = arena.take<Amplitude>(work.kept ? 0 : rows);
    lambda = arena.take<Amplitude>(work.backward ? rows : 0);
    buffer = arena.take<V>(rows);
    cosine = arena.take<V>(rotations);
    sine = arena.take<V>(rotations);
    gradient = arena.take<V>(work.backward ? rotations : 0);
    products = arena.take<V*>(s.tables.size());
    values = arena.take<V>(most_values(s));
    outputs = arena.take<V>(p.measurement == kStateVector ? 0 : static_cast<size_t>(p.num_outputs));
    start = arena.take<V>(4 * static_cast<size_t>(p.num_qubits));
    group = arena.take<Amplitude>(2 * largest_block(s));
    turns = arena.take<TurnSweep<L>>(s.sweeps.size());
    units = arena.take<UnitSweep<L>>(s.units.empty() ? 0 : s.sweeps.size());
    unit_sums = arena.take<UnitSums<L>>(work.backward ? s.units.size() : 0);
    own = arena.take<double>(static_cast<size_t>(L::W));
    const size_t pieces = work.backward && work.divided ? kPieces : 0;
    piece_gradients = arena.take<V>(pieces * rotations);
    piece_sums = arena.take<UnitSums<L>>(pieces * s.units.size());
    for (size_t i = 0; i < s.tables.size(); i++) {
      V* product = arena.take<V>(work.backward ? rows : 0);
      if (arena.base != nullptr) products[i] = product;
    }
  }

  // ---- lanes

  int32_t samples() const { return Split ? schedule.layout.samples() : L::W; }
  int32_t sample_of(int lane) const { return Split ? lane & (samples() - 1) : lane; }
  uint32_t amplitude_of(int lane) const { return Split ? static_cast<uint32_t>(lane / samples()) : 0; }

  // -1 in lanes whose amplitude has an odd parity, 1 in others.
  V signs(uint32_t parity) const {
    V v = L::broadcast(1);
    if constexpr (Split) {
      for (int lane = 0; lane < L::W; lane++) v[lane] = odd(amplitude_of(lane) & parity) ? R{-1} : R{1};
    }
    return v;
  }

  // Where each lane's partner is.
  I partners(uint32_t flip) const {
    I index{};
    for (int lane = 0; lane < L::W; lane++) {
      index[lane] = static_cast<typename L::Index>((amplitude_of(lane) ^ flip) * static_cast<uint32_t>(samples()) +
                                                   static_cast<uint32_t>(sample_of(lane)));
    }
    return Split ? index : I{};
  }

  V partner(V v, uint32_t flip) const {
    if constexpr (Split) {
      if (flip != 0) return L::permute(v, partners(flip));
    }
    return v;
  }

  // The sum over the amplitudes of each sample, in all its lanes.
  V over_lanes(V v) const {
    if constexpr (Split) {
      for (uint32_t bit = 1; bit < uint32_t{1} << schedule.layout.lane_bits; bit *= 2) v += partner(v, bit);
    }
    return v;
  }

  int32_t samples_here() const { return count < samples() ? count : samples(); }

  // A number of each sample, from f(number of samples, where to put them), in all its lanes; 0 where the batch has ended.
  template <class Number, class F>
  void per_sample(Number* lanes, F f) const {
    memset(lanes, 0, static_cast<size_t>(L::W) * sizeof(Number));
    f(samples_here(), lanes);
    for (int lane = samples(); lane < L::W; lane++) lanes[lane] = lanes[lane - samples()];
  }

  // ---- angles

  void spread_shared_angles() {
    for (int32_t k = 0; k < program.num_rotations; k++) {
      if (!call.shared(program.rotations[k])) continue;
      cosine[k] = L::broadcast(static_cast<R>(shared.cosine[k]));
      sine[k] = L::broadcast(static_cast<R>(shared.sine[k]));
    }
  }

  void evaluate_own_angles() {
    for (int32_t k = 0; k < program.num_rotations; k++) {
      const Rotation& rotation = program.rotations[k];
      if (call.shared(rotation)) continue;
      const double* const angles = call.angles + call.slot_start[rotation.slot] + first;
      per_sample(own, [&](int32_t here, double* to) DLQ_LAMBDA {
        for (int32_t s = 0; s < here; s++) to[s] = rotation.factor * angles[s];
      });
      sines(own, static_cast<size_t>(L::W), reinterpret_cast<R*>(cosine + k), reinterpret_cast<R*>(sine + k));
    }
  }

  // Adds what a sample's angles have gathered to the result, and starts anew.
  void deliver_own_gradients() {
    for (int32_t k = 0; k < program.num_rotations; k++) {
      const Rotation& rotation = program.rotations[k];
      if (call.shared(rotation)) continue;
      const V sum = over_lanes(gradient[k]);
      double* const to = call.angle_gradient + call.slot_start[rotation.slot] + first;
      const int32_t here = samples_here();
      for (int32_t s = 0; s < here; s++) to[s] += rotation.factor * static_cast<double>(sum[s]);
      gradient[k] = V{};
    }
  }
};

}  // namespace
}  // namespace DLQ_NAMESPACE
}  // namespace dlq
