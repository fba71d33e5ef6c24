// Runs a schedule on tiles of a few samples side by side. Compiled once for each instruction set.
#include "kernels.h"

#include "passes.h"
#include "product.h"
#include "words.h"

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

template <class T>
struct Engine {
  typedef typename T::L L;
  typedef typename T::V V;
  typedef typename T::R R;
  typedef typename T::Amplitude Amplitude;

  // ---- what a call shares

  static size_t shared_bytes(const Program& program, const Schedule& schedule) {
    Shared<L> shared;
    return Shared<L>::bytes(schedule, program, nullptr, shared);
  }

  static void prepare(const Program& program, const Schedule& schedule, const Call& call, void* memory) {
    Shared<L> shared;
    Shared<L>::bytes(schedule, program, memory, shared);
    for (int32_t k = 0; k < program.num_rotations; k++) {
      shared.weight[k] = call.shared(program.rotations[k]) ? call.angle(program.rotations[k], 0) : 0;
      shared.form[k] = kPlain;
    }
    sines(shared.weight, static_cast<size_t>(program.num_rotations), shared.cosine, shared.sine);
    Turning<T>::find_factors(schedule, shared);
    Uniting<T>::multiply_units(schedule, shared);
    for (size_t i = 0; i < schedule.tables.size(); i++) {
      make_table(program, schedule, call, shared, i, Turning<T>::factor_of_table(schedule, shared, i));
    }
  }

  // ---- the walk

  // What kernels need of sweeps whose angles are the samples' own, or of those that all tiles share.
  static void make_sweeps(T& tile, bool own) {
    const size_t sweeps = tile.schedule.sweeps.size();
    for (size_t i = 0; i < sweeps; i++) {
      const Sweep& sweep = tile.schedule.sweeps[i];
      if (sweep.own != own) continue;
      if (sweep.kind == kTurns || sweep.kind == kLaneTurns) Turning<T>::make_turns(tile, i);
      if (sweep.kind == kUnits || sweep.kind == kLaneUnits) Uniting<T>::make_units(tile, i);
    }
  }

  static void prepare_tile(T& tile) {
    tile.evaluate_own_angles();
    make_sweeps(tile, true);
    if (tile.program.from_product) Product<T>::prepare(tile);
  }

  static void run(T& tile) {
    const Schedule& schedule = tile.schedule;
    if (tile.program.from_product) {
      Product<T>::build(tile);
    } else {
      Words<T>::load(tile, tile.psi, tile.call.initial, schedule.start);
    }
    const size_t passes = schedule.passes.size();
    for (size_t i = 0; i < passes; i++) Passes<T>::divide(tile, schedule.passes[i], false);
  }

  static void walk_back(T& tile) {
    const Schedule& schedule = tile.schedule;
    Words<T>::read_cotangent(tile);
    for (size_t i = schedule.passes.size(); i-- > 0;) Passes<T>::divide(tile, schedule.passes[i], true);
    if (tile.program.from_product) {
      Product<T>::contract(tile);
    } else if (tile.call.initial_gradient.data != nullptr) {
      Words<T>::store(tile, tile.lambda, tile.call.initial_gradient, schedule.start);
    }
    tile.deliver_own_gradients();
  }

  static void clear_sums(T& tile) {
    for (int32_t k = 0; k < tile.program.num_rotations; k++) tile.gradient[k] = V{};
    const size_t units = tile.schedule.units.size();
    for (size_t u = 0; u < units; u++) tile.unit_sums[u] = UnitSums<L>();
    const size_t tables = tile.schedule.tables.size();
    for (size_t i = 0; i < tables; i++) memset(static_cast<void*>(tile.products[i]), 0, tile.rows * sizeof(V));
  }

  static void deliver_sums(T& tile, double* shared_gradient) {
    const Program& program = tile.program;
    const size_t tables = tile.schedule.tables.size();
    for (size_t i = 0; i < tables; i++) deliver_table(tile, i, shared_gradient);
    Uniting<T>::deliver_units(tile, shared_gradient);
    for (int32_t k = 0; k < program.num_rotations; k++) {
      const Rotation& rotation = program.rotations[k];
      if (rotation.slot >= 0 && tile.call.shared(rotation)) {
        shared_gradient[rotation.slot] += rotation.factor * L::sum(tile.gradient[k]);
      }
    }
  }

  // The gradient of every rotation in a diagonal, from one transform of what all of them gathered.
  static void deliver_table(T& tile, size_t index, double* shared_gradient) {
    const Op& op = tile.program.ops[tile.schedule.tables[index]];
    double* const sums = reinterpret_cast<double*>(tile.lambda);
    for (size_t row = 0; row < tile.rows; row++) sums[row] = L::sum(tile.products[index][row]);
    transform(sums, size_t{1} << tile.program.num_qubits);
    for (int32_t k = op.first; k < op.first + op.count; k++) {
      const Rotation& rotation = tile.program.rotations[k];
      if (rotation.slot >= 0 && tile.call.shared(rotation)) {
        shared_gradient[rotation.slot] += rotation.factor * sums[tile.schedule.parities[static_cast<size_t>(k)]];
      }
    }
  }

  // ---- entries

  static size_t scratch_bytes(const Program& program, const Schedule& schedule, const Work& work) {
    Arena arena{nullptr, 0};
    const Call none{};
    const Shared<L> nothing{};
    const T tile(program, schedule, none, nothing, arena, work);
    return arena.used;
  }

  template <class F>
  static void for_tiles(T& tile, int32_t first, int32_t count, F f) {
    const int32_t most = tile.samples();
    for (int32_t done = 0; done < count; done += most) {
      tile.first = first + done;
      tile.count = count - done < most ? count - done : most;
      if (tile.call.states != nullptr) {
        tile.psi = static_cast<Amplitude*>(tile.call.states) + static_cast<size_t>(tile.first / most) * tile.rows;
      }
      prepare_tile(tile);
      f();
    }
  }

  static void forward_chunk(const Program& program, const Schedule& schedule, const Call& call, void* of_call,
                            int32_t first, int32_t count, void* scratch, const Team* team) {
    Shared<L> shared;
    Shared<L>::bytes(schedule, program, of_call, shared);
    Arena arena{static_cast<char*>(scratch), 0};
    T tile(program, schedule, call, shared, arena, {false, team != nullptr, call.states != nullptr});
    tile.team = team;
    tile.spread_shared_angles();
    make_sweeps(tile, false);
    for_tiles(tile, first, count, [&] {
      run(tile);
      Words<T>::read_out(tile);
    });
  }

  static void backward_chunk(const Program& program, const Schedule& schedule, const Call& call, void* of_call,
                             int32_t first, int32_t count, void* scratch, const Team* team, double* shared_gradient) {
    Shared<L> shared;
    Shared<L>::bytes(schedule, program, of_call, shared);
    Arena arena{static_cast<char*>(scratch), 0};
    T tile(program, schedule, call, shared, arena, {true, team != nullptr, call.states != nullptr});
    tile.team = team;
    tile.spread_shared_angles();
    make_sweeps(tile, false);
    clear_sums(tile);
    for_tiles(tile, first, count, [&] {
      if (call.states == nullptr) run(tile);
      walk_back(tile);
    });
    deliver_sums(tile, shared_gradient);
  }

  static constexpr Kernels table() {
    return {L::W,          static_cast<int32_t>(sizeof(typename L::Amplitude)),
            shared_bytes,  prepare,
            scratch_bytes, forward_chunk,
            backward_chunk};
  }
};

}  // namespace

const KernelSet& kernels() {
  static constexpr KernelSet set = {
      Engine<Tile<Lanes<float>, false>>::table(), Engine<Tile<Lanes<double>, false>>::table(),
      Engine<Tile<Lanes<float>, true>>::table(), Engine<Tile<Lanes<double>, true>>::table()};
  return set;
}

}  // namespace DLQ_NAMESPACE
}  // namespace dlq
