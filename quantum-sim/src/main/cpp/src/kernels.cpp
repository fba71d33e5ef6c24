// Kernels on a tile: a few samples side by side, one in each lane of a vector. The amplitude of basis state p of all
// samples is state[p], so that every operation on p works on all of them. Compiled once for each instruction set; no
// library templates, whose copies the linker could mix between the sets.
#include "kernels.h"

#include <math.h>
#include <string.h>

#ifndef DLQ_NAMESPACE
#define DLQ_NAMESPACE baseline
#endif
// DLQ_GROUP: rotations that one sweep takes together, as many as the vector registers hold the amplitudes of.
#if defined(__AVX512F__)
#define DLQ_VECTOR_BYTES 64
#define DLQ_GROUP 3
#elif defined(__AVX2__)
#define DLQ_VECTOR_BYTES 32
#define DLQ_GROUP 2
#else
#define DLQ_VECTOR_BYTES 16
#define DLQ_GROUP 2
#endif

namespace dlq {
namespace DLQ_NAMESPACE {
namespace {

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

template <class R, int W>
struct Engine {
  typedef R V __attribute__((vector_size(W * sizeof(R))));
  struct Amplitude {
    V re, im;
  };

  // c and s of a rotation, for every lane.
  struct Turn {
    V c, s;
  };

  static V broadcast(R x) {
    V v;
    for (int lane = 0; lane < W; lane++) v[lane] = x;
    return v;
  }

  static double sum(V v) {
    double total = 0;
    for (int lane = 0; lane < W; lane++) total += static_cast<double>(v[lane]);
    return total;
  }

  // ---- what a call shares

  struct Shared {
    R* turns;      // c, s of every rotation that the batch shares
    R** tables;    // of every operation: re, im of the phase at p, where it is a diagonal
    double* sums;  // scratch of the transform
  };

  static size_t states(const Program& program) { return size_t{1} << program.num_qubits; }

  static int32_t diagonals(const Program& program) {
    int32_t count = 0;
    for (int32_t i = 0; i < program.num_ops; i++) count += program.ops[i].kind == kDiagonal ? 1 : 0;
    return count;
  }

  static Shared layout_shared(const Program& program, Arena& arena) {
    Shared shared;
    shared.turns = arena.take<R>(2 * static_cast<size_t>(program.num_rotations));
    shared.tables = arena.take<R*>(static_cast<size_t>(program.num_ops));
    shared.sums = arena.take<double>(states(program));
    for (int32_t i = 0; i < program.num_ops; i++) {
      const bool diagonal = program.ops[i].kind == kDiagonal;
      R* table = arena.take<R>(diagonal ? 2 * states(program) : 0);
      if (arena.base != nullptr) shared.tables[i] = table;
    }
    return shared;
  }

  static size_t shared_bytes(const Program& program) {
    Arena arena{nullptr, 0};
    layout_shared(program, arena);
    return arena.used;
  }

  static void transform(double* v, size_t size) {
    for (size_t half = 1; half < size; half *= 2) {
      for (size_t block = 0; block < size; block += 2 * half) {
        for (size_t i = block; i < block + half; i++) {
          const double a = v[i], b = v[i + half];
          v[i] = a + b;
          v[i + half] = a - b;
        }
      }
    }
  }

  static void prepare(const Program& program, const Call& call, void* memory) {
    Arena arena{static_cast<char*>(memory), 0};
    const Shared shared = layout_shared(program, arena);
    for (int32_t k = 0; k < program.num_rotations; k++) {
      const Rotation& rotation = program.rotations[k];
      if (!call.shared(rotation)) continue;
      const double angle = call.angle(rotation, 0);
      shared.turns[2 * k] = static_cast<R>(cos(angle));
      shared.turns[2 * k + 1] = static_cast<R>(sin(angle));
    }
    for (int32_t i = 0; i < program.num_ops; i++) {
      const Op& op = program.ops[i];
      if (op.kind != kDiagonal) continue;
      // The sum of signed angles at every p is their Walsh-Hadamard transform.
      memset(shared.sums, 0, states(program) * sizeof(double));
      for (int32_t k = op.first; k < op.first + op.count; k++) {
        const Rotation& rotation = program.rotations[k];
        if (call.shared(rotation)) shared.sums[rotation.parity] += call.angle(rotation, 0);
      }
      transform(shared.sums, states(program));
      for (size_t p = 0; p < states(program); p++) {
        shared.tables[i][2 * p] = static_cast<R>(cos(shared.sums[p]));
        shared.tables[i][2 * p + 1] = static_cast<R>(-sin(shared.sums[p]));
      }
    }
  }

  // ---- one tile

  const Program& program;
  const Call& call;
  Shared shared;
  size_t size;
  int32_t first;
  int32_t count;
  Amplitude* psi;
  Amplitude* lambda;
  V* weights;     // one for each output, or for each term
  V* start;       // 4 for each qubit
  V* gradients;   // of every rotation that the batch shares, over the tiles of a chunk
  V** products;   // of every diagonal: Im(conj(lambda) psi), over the tiles of a chunk
  double* sums;
  Amplitude* group;
  int32_t* steps;  // of every operation: how many one sweep takes from here on; -1 inside such a group

  static int32_t largest_block(const Program& program) {
    int32_t targets = 0;
    for (int32_t i = 0; i < program.num_ops; i++) {
      if (program.ops[i].kind == kBlock && program.blocks[program.ops[i].first].num_targets > targets) {
        targets = program.blocks[program.ops[i].first].num_targets;
      }
    }
    return targets;
  }

  Engine(const Program& p, const Call& c, const void* shared_memory, Arena& arena, bool backward)
      : program(p), call(c), shared(), size(states(p)), first(0), count(0) {
    Arena of_call{const_cast<char*>(static_cast<const char*>(shared_memory)), 0};
    if (shared_memory != nullptr) {
      shared.turns = of_call.take<R>(2 * static_cast<size_t>(p.num_rotations));
      shared.tables = of_call.take<R*>(static_cast<size_t>(p.num_ops));
    }
    const size_t outputs = static_cast<size_t>(p.measurement == kStateVector ? 0 : p.num_outputs);
    psi = arena.take<Amplitude>(size);
    lambda = arena.take<Amplitude>(backward ? size : 0);
    weights = arena.take<V>(outputs + static_cast<size_t>(p.num_terms));
    start = arena.take<V>(4 * static_cast<size_t>(p.num_qubits));
    gradients = arena.take<V>(backward ? static_cast<size_t>(p.num_rotations) : 0);
    products = arena.take<V*>(static_cast<size_t>(p.num_ops));
    sums = arena.take<double>(backward ? size : 0);
    group = arena.take<Amplitude>(size_t{1} << largest_block(p));
    steps = arena.take<int32_t>(static_cast<size_t>(p.num_ops));
    for (int32_t i = 0; i < p.num_ops; i++) {
      V* product = arena.take<V>(backward && p.ops[i].kind == kDiagonal ? size : 0);
      if (arena.base != nullptr) products[i] = product;
    }
  }

  static size_t scratch_bytes(const Program& program, bool backward) {
    Arena arena{nullptr, 0};
    const Call none{};
    Engine engine(program, none, nullptr, arena, backward);
    return arena.used;
  }

  Turn turn(int32_t k) const {
    const Rotation& rotation = program.rotations[k];
    if (call.shared(rotation)) return {broadcast(shared.turns[2 * k]), broadcast(shared.turns[2 * k + 1])};
    Turn t{};
    for (int lane = 0; lane < W; lane++) {
      const double angle = lane < count ? call.angle(rotation, first + lane) : 0;
      t.c[lane] = static_cast<R>(cos(angle));
      t.s[lane] = static_cast<R>(sin(angle));
    }
    return t;
  }

  // Calls f(i) for i < count, and flush() now and then and at the end: sums over many states are added up block by block,
  // so that rounding grows with the number of blocks, not of states.
  template <class F, class G>
  static void blocks(uint64_t count, F f, G flush) {
    constexpr uint64_t kBlock = 256;
    for (uint64_t first = 0; first < count; first += kBlock) {
      const uint64_t last = count - first < kBlock ? count : first + kBlock;
      for (uint64_t i = first; i < last; i++) f(i);
      flush();
    }
  }

  // Calls f(p, partner, odd parity of p) for every pair that a flip couples, and flush() as above.
  template <class F, class G>
  static void pairs(size_t size, uint64_t flip, uint64_t parity, F f, G flush) {
    const int high = 63 - __builtin_clzll(flip);
    const uint64_t below = (uint64_t{1} << high) - 1;
    blocks(
        size / 2,
        [=](uint64_t i) {
          const uint64_t p = ((i & ~below) << 1) | (i & below);
          f(p, p ^ flip, odd(p & parity));
        },
        flush);
  }

  // A sum over states: of the present block, and of those before.
  struct Sum {
    V block{};
    V total{};
    void flush() {
      total += block;
      block = V{};
    }
  };

  // (a, b) <- (c a - s b, c b + s a)
  static void spin(V& a, V& b, V c, V s) {
    const V x = c * a - s * b;
    b = c * b + s * a;
    a = x;
  }

  // The rotation on one pair; s carries the sign of p. Where turns is 1 the matrix is real: parts do not mix.
  static void rotate(Amplitude& x, Amplitude& y, V c, V s, int32_t turns) {
    if (turns == 1) {
      spin(x.re, y.re, c, s);
      spin(x.im, y.im, c, s);
    } else {
      spin(y.im, x.re, c, s);
      spin(x.im, y.re, c, s);
    }
  }

  void rotate(Amplitude* state, int32_t k, Turn t) const {
    const Rotation& rotation = program.rotations[k];
    const V minus = -t.s;
    if (rotation.flip == 0) {
      for (size_t p = 0; p < size; p++) {
        spin(state[p].im, state[p].re, t.c, odd(p & rotation.parity) ? minus : t.s);
        // (im, re) <- (c im - s re, c re + s im): a factor exp(-i a).
      }
      return;
    }
    const int32_t turns = rotation.turns;
    pairs(size, rotation.flip, rotation.parity, [=](uint64_t p, uint64_t q, bool negative) {
      rotate(state[p], state[q], t.c, negative ? minus : t.s, turns);
    }, [] {});
  }

  // Takes a rotation off both states and returns its gradient Re <lambda|-i W|psi>, lane by lane.
  V undo(int32_t k, Turn t) {
    const Rotation& rotation = program.rotations[k];
    const V minus = -t.s;
    Sum gradient;
    const auto flush = [&] { gradient.flush(); };
    if (rotation.flip == 0) {
      blocks(
          size,
          [&](uint64_t p) {
            const bool negative = odd(p & rotation.parity);
            const V product = lambda[p].re * psi[p].im - lambda[p].im * psi[p].re;
            gradient.block += negative ? -product : product;
            const V s = negative ? t.s : minus;
            spin(psi[p].im, psi[p].re, t.c, s);
            spin(lambda[p].im, lambda[p].re, t.c, s);
          },
          flush);
      return gradient.total;
    }
    const int32_t turns = rotation.turns;
    pairs(size, rotation.flip, rotation.parity, [&](uint64_t p, uint64_t q, bool negative) {
      Amplitude x = psi[p], y = psi[q], u = lambda[p], v = lambda[q];
      const V product = turns == 1 ? v.re * x.re + v.im * x.im - u.re * y.re - u.im * y.im
                                   : u.re * y.im - u.im * y.re + v.re * x.im - v.im * x.re;
      gradient.block += negative ? -product : product;
      const V s = negative ? t.s : minus;
      rotate(x, y, t.c, s, turns);
      rotate(u, v, t.c, s, turns);
      psi[p] = x;
      psi[q] = y;
      lambda[p] = u;
      lambda[q] = v;
    }, flush);
    return gradient.total;
  }

  // ---- real rotations on different qubits, several in one sweep

  // How many rotations from operation i on are real and turn no other's sign.
  int32_t grouped(int32_t i) const {
    int32_t number = 0;
    while (number < DLQ_GROUP && i + number < program.num_ops && program.ops[i + number].kind == kRotation &&
           fits(i, number)) {
      number++;
    }
    return number;
  }

  // Whether the rotation after so many others is real, and independent of them.
  bool fits(int32_t i, int32_t number) const {
    const Rotation& next = program.rotations[program.ops[i + number].first];
    if (next.turns != 1) return false;
    for (int32_t k = 0; k < number; k++) {
      const Rotation& other = program.rotations[program.ops[i + k].first];
      if (odd(next.flip & other.parity) || odd(other.flip & next.parity)) return false;
    }
    return true;
  }

  // Calls f with the members of every group of 2^K states that K flips couple. Member m has the sign of rotation k
  // negative where bit k of m is one: as a real rotation's flip turns its own sign, there is one member of each kind.
  template <int K, class F, class G>
  void groups(const Rotation* const* rotations, F f, G flush) const {
    uint64_t reduced[K];
    int pivots[K];
    for (int k = 0; k < K; k++) {
      reduced[k] = rotations[k]->flip;
      for (int j = 0; j < k; j++) {
        if ((reduced[k] >> pivots[j] & 1) != 0) reduced[k] ^= reduced[j];
      }
      pivots[k] = 63 - __builtin_clzll(reduced[k]);
    }
    for (int a = 1; a < K; a++) {
      for (int b = a; b > 0 && pivots[b] < pivots[b - 1]; b--) {
        const int pivot = pivots[b];
        pivots[b] = pivots[b - 1];
        pivots[b - 1] = pivot;
      }
    }
    const auto group_at = [&](uint64_t i) {
      uint64_t p = i;
      for (int k = 0; k < K; k++) {
        const uint64_t below = (uint64_t{1} << pivots[k]) - 1;
        p = ((p & ~below) << 1) | (p & below);
      }
      uint64_t positive = p;
      for (int k = 0; k < K; k++) {
        if (odd(p & rotations[k]->parity)) positive ^= rotations[k]->flip;
      }
      uint64_t members[1 << K];
      members[0] = positive;
      for (int k = 0; k < K; k++) {
        for (int m = 0; m < 1 << k; m++) members[m | 1 << k] = members[m] ^ rotations[k]->flip;
      }
      f(members);
    };
    blocks(size >> K, group_at, flush);
  }

  template <int K>
  void rotate_group(int32_t i) {
    const Rotation* rotations[K];
    Turn turns[K];
    for (int k = 0; k < K; k++) {
      rotations[k] = &program.rotations[program.ops[i + k].first];
      turns[k] = turn(program.ops[i + k].first);
    }
    Amplitude* const state = psi;
    groups<K>(rotations, [&turns, state](const uint64_t* members) {
      for (int part = 0; part < 2; part++) {
        V x[1 << K];
        for (int m = 0; m < 1 << K; m++) x[m] = (&state[members[m]].re)[part];
        for (int k = 0; k < K; k++) {
          for (int m = 0; m < 1 << K; m++) {
            if ((m >> k & 1) == 0) spin(x[m], x[m | 1 << k], turns[k].c, turns[k].s);
          }
        }
        for (int m = 0; m < 1 << K; m++) (&state[members[m]].re)[part] = x[m];
      }
    }, [] {});
  }

  template <int K>
  void undo_group(int32_t i) {
    const Rotation* rotations[K];
    Turn turns[K];
    V minus[K];
    Sum gradient[K];
    for (int k = 0; k < K; k++) {
      rotations[k] = &program.rotations[program.ops[i + k].first];
      turns[k] = turn(program.ops[i + k].first);
      minus[k] = -turns[k].s;
    }
    Amplitude* const state = psi;
    Amplitude* const back = lambda;
    groups<K>(rotations, [&](const uint64_t* members) {
      for (int part = 0; part < 2; part++) {
        V x[1 << K], u[1 << K];
        for (int m = 0; m < 1 << K; m++) x[m] = (&state[members[m]].re)[part];
        for (int m = 0; m < 1 << K; m++) u[m] = (&back[members[m]].re)[part];
        for (int k = 0; k < K; k++) {
          for (int m = 0; m < 1 << K; m++) {
            if ((m >> k & 1) != 0) continue;
            const int other = m | 1 << k;
            gradient[k].block += u[other] * x[m] - u[m] * x[other];
            spin(x[m], x[other], turns[k].c, minus[k]);
            spin(u[m], u[other], turns[k].c, minus[k]);
          }
        }
        for (int m = 0; m < 1 << K; m++) (&state[members[m]].re)[part] = x[m];
        for (int m = 0; m < 1 << K; m++) (&back[members[m]].re)[part] = u[m];
      }
    }, [&gradient] {
      for (int k = 0; k < K; k++) gradient[k].flush();
    });
    for (int k = 0; k < K; k++) add_gradient(program.ops[i + k].first, gradient[k].total);
  }

  bool any_shared(const Op& op) const {
    for (int32_t k = op.first; k < op.first + op.count; k++) {
      if (call.shared(program.rotations[k])) return true;
    }
    return false;
  }

  void apply_diagonal(int32_t i) {
    const Op& op = program.ops[i];
    for (int32_t k = op.first; k < op.first + op.count; k++) {
      if (!call.shared(program.rotations[k])) rotate(psi, k, turn(k));
    }
    if (!any_shared(op)) return;
    const R* table = shared.tables[i];
    for (size_t p = 0; p < size; p++) {
      const V re = psi[p].re;
      psi[p].re = re * table[2 * p] - psi[p].im * table[2 * p + 1];
      psi[p].im = re * table[2 * p + 1] + psi[p].im * table[2 * p];
    }
  }

  void undo_diagonal(int32_t i) {
    const Op& op = program.ops[i];
    for (int32_t k = op.first; k < op.first + op.count; k++) {
      if (!call.shared(program.rotations[k])) add_gradient(k, undo(k, turn(k)));
    }
    if (!any_shared(op)) return;
    const R* table = shared.tables[i];
    for (size_t p = 0; p < size; p++) {
      const R re = table[2 * p], im = table[2 * p + 1];
      const Amplitude x = psi[p], u = lambda[p];
      products[i][p] += u.re * x.im - u.im * x.re;
      psi[p].re = x.re * re + x.im * im;
      psi[p].im = x.im * re - x.re * im;
      lambda[p].re = u.re * re + u.im * im;
      lambda[p].im = u.im * re - u.re * im;
    }
  }

  void add_gradient(int32_t k, V gradient) {
    const Rotation& rotation = program.rotations[k];
    if (rotation.slot < 0) return;
    if (call.shared(rotation)) {
      gradients[k] += gradient;
      return;
    }
    for (int lane = 0; lane < count; lane++) {
      const int64_t at = call.slot_start[rotation.slot] + first + lane;
      call.angle_gradient[at] += rotation.factor * static_cast<double>(gradient[lane]);
    }
  }

  static uint32_t index(const Qubit* qubits, int32_t number, uint64_t p) {
    uint32_t value = 0;
    for (int32_t j = 0; j < number; j++) {
      value |= (static_cast<uint32_t>(odd(p & qubits[j].parity)) ^ static_cast<uint32_t>(qubits[j].offset)) << j;
    }
    return value;
  }

  // The matrix, or its adjoint, on every group of states that the targets couple.
  void apply_block(Amplitude* state, const Block& block, bool adjoint) {
    const uint32_t settings = uint32_t{1} << block.num_targets;
    const Qubit* controls = block.qubits + block.num_targets;
    const uint32_t all = (uint32_t{1} << block.num_controls) - 1;
    for (uint64_t p = 0; p < size; p++) {
      // The member of the group whose targets are all zero stands for it.
      if (index(block.qubits, block.num_targets, p) != 0) continue;
      if (index(controls, block.num_controls, p) != all) continue;
      for (uint32_t m = 0; m < settings; m++) group[m] = state[member(block, p, m)];
      for (uint32_t row = 0; row < settings; row++) {
        Amplitude out{};
        for (uint32_t column = 0; column < settings; column++) {
          const double* entry = block.matrix + 2 * (adjoint ? column * settings + row : row * settings + column);
          const R re = static_cast<R>(entry[0]);
          const R im = static_cast<R>(adjoint ? -entry[1] : entry[1]);
          out.re += group[column].re * re - group[column].im * im;
          out.im += group[column].im * re + group[column].re * im;
        }
        state[member(block, p, row)] = out;
      }
    }
  }

  static uint64_t member(const Block& block, uint64_t p, uint32_t setting) {
    uint64_t at = p;
    for (int32_t j = 0; j < block.num_targets; j++) {
      if ((setting >> j & 1) != 0) at ^= block.qubits[j].flip;
    }
    return at;
  }

  // ---- start

  void read_start() {
    for (int32_t k = 0; k < 4 * program.num_qubits; k++) {
      for (int lane = 0; lane < W; lane++) {
        start[k][lane] = lane < count ? static_cast<R>(call.start[int64_t{k} * call.batch + first + lane]) : R{0};
      }
    }
  }

  // (a + ib)(c + id)
  static Amplitude times(Amplitude x, V re, V im) { return {x.re * re - x.im * im, x.re * im + x.im * re}; }

  // (a + ib)(c - id)
  static Amplitude times_conjugate(Amplitude x, V re, V im) {
    return {x.re * re + x.im * im, x.im * re - x.re * im};
  }

  void product(Amplitude* state, int32_t qubits) const {
    state[0] = {broadcast(1), V{}};
    for (int32_t q = 0; q < qubits; q++) {
      const V* v = start + 4 * q;
      const size_t half = size_t{1} << q;
      for (size_t p = 0; p < half; p++) {
        state[p + half] = times(state[p], v[2], v[3]);
        state[p] = times(state[p], v[0], v[1]);
      }
    }
  }

  // Qubit by qubit from the highest: its environment is the overlap of lambda with the product of the lower qubits;
  // then it is contracted away. Destroys both states.
  void environments() {
    for (int32_t q = program.num_qubits - 1; q >= 0; q--) {
      const size_t half = size_t{1} << q;
      product(psi, q);
      const V* v = start + 4 * q;
      Sum re[2], im[2];
      blocks(
          half,
          [&](uint64_t p) {
            for (size_t value = 0; value < 2; value++) {
              const Amplitude& u = lambda[p + value * half];
              const Amplitude part = times_conjugate(psi[p], u.re, u.im);
              re[value].block += part.re;
              im[value].block += part.im;
            }
            const Amplitude zero = times_conjugate(lambda[p], v[0], v[1]);
            const Amplitude one = times_conjugate(lambda[p + half], v[2], v[3]);
            lambda[p] = {zero.re + one.re, zero.im + one.im};
          },
          [&] {
            for (int value = 0; value < 2; value++) {
              re[value].flush();
              im[value].flush();
            }
          });
      for (int value = 0; value < 2; value++) {
        for (int b = 0; b < 2; b++) {
          const Amplitude e = times({re[value].total, im[value].total}, v[2 * b], v[2 * b + 1]);
          double* row = call.environments + int64_t{8 * q + 4 * value + 2 * b} * call.batch + first;
          for (int lane = 0; lane < count; lane++) {
            row[lane] = static_cast<double>(e.re[lane]);
            row[call.batch + lane] = static_cast<double>(e.im[lane]);
          }
        }
      }
    }
  }

  // ---- states in and out; where qubits is null every state lies at its own index

  void load(Amplitude* state, const View& view, const Qubit* qubits) {
    for (uint64_t p = 0; p < size; p++) {
      const int64_t at = qubits == nullptr ? static_cast<int64_t>(p) : index(qubits, program.num_qubits, p);
      for (int lane = 0; lane < W; lane++) {
        state[p].re[lane] = lane < count ? static_cast<R>(view.get(first + lane, 2 * at)) : R{0};
        state[p].im[lane] = lane < count ? static_cast<R>(view.get(first + lane, 2 * at + 1)) : R{0};
      }
    }
  }

  void store(const Amplitude* state, const View& view, const Qubit* qubits) const {
    for (uint64_t p = 0; p < size; p++) {
      const int64_t at = qubits == nullptr ? static_cast<int64_t>(p) : index(qubits, program.num_qubits, p);
      for (int lane = 0; lane < count; lane++) {
        view.set(first + lane, 2 * at, static_cast<double>(state[p].re[lane]));
        view.set(first + lane, 2 * at + 1, static_cast<double>(state[p].im[lane]));
      }
    }
  }

  // ---- measurement

  void read_out() {
    if (program.measurement == kStateVector) {
      store(psi, call.outputs, program.measured);
      return;
    }
    V* outputs = weights;
    for (int32_t k = 0; k < program.num_outputs; k++) outputs[k] = V{};
    if (program.measurement == kProbabilities) {
      for (uint64_t p = 0; p < size; p++) {
        outputs[index(program.measured, program.num_measured, p)] += psi[p].re * psi[p].re + psi[p].im * psi[p].im;
      }
    } else {
      for (int32_t k = 0; k < program.num_terms; k++) {
        outputs[program.terms[k].output] += expectation(program.terms[k]) * static_cast<R>(program.terms[k].coefficient);
      }
    }
    for (int32_t k = 0; k < program.num_outputs; k++) {
      for (int lane = 0; lane < count; lane++) {
        call.outputs.set(first + lane, k, static_cast<double>(outputs[k][lane]));
      }
    }
  }

  V expectation(const Term& term) const {
    Sum sum_of;
    const auto flush = [&] { sum_of.flush(); };
    if (term.flip == 0) {
      blocks(
          size,
          [&](uint64_t p) {
            const V probability = psi[p].re * psi[p].re + psi[p].im * psi[p].im;
            sum_of.block += odd(p & term.parity) ? -probability : probability;
          },
          flush);
    } else {
      // Both members of a pair give the same, Re(conj(psi_q) i^turns sign psi_p).
      const bool imaginary = (term.turns & 1) != 0;
      pairs(size, term.flip, term.parity, [&](uint64_t p, uint64_t q, bool negative) {
        const Amplitude &x = psi[p], &y = psi[q];
        const V part = imaginary ? y.im * x.re - y.re * x.im : y.re * x.re + y.im * x.im;
        sum_of.block += negative ? -part : part;
      }, flush);
      sum_of.total += sum_of.total;
    }
    return term.turns >= 2 ? -sum_of.total : sum_of.total;
  }

  void start_lambda() {
    if (program.measurement == kStateVector) {
      load(lambda, call.outputs, program.measured);
      return;
    }
    V* dy = weights;
    for (int32_t k = 0; k < program.num_outputs; k++) {
      for (int lane = 0; lane < W; lane++) {
        dy[k][lane] = lane < count ? static_cast<R>(2 * call.outputs.get(first + lane, k)) : R{0};
      }
    }
    if (program.measurement == kProbabilities) {
      for (uint64_t p = 0; p < size; p++) {
        const V weight = dy[index(program.measured, program.num_measured, p)];
        lambda[p] = {psi[p].re * weight, psi[p].im * weight};
      }
      return;
    }
    V* of_term = weights + program.num_outputs;
    for (int32_t k = 0; k < program.num_terms; k++) {
      const R sign = program.terms[k].turns >= 2 ? R{-1} : R{1};
      of_term[k] = dy[program.terms[k].output] * (sign * static_cast<R>(program.terms[k].coefficient));
    }
    for (uint64_t p = 0; p < size; p++) {
      V weight{};
      for (int32_t k = 0; k < program.num_terms; k++) {
        if (program.terms[k].flip == 0) weight += odd(p & program.terms[k].parity) ? -of_term[k] : of_term[k];
      }
      lambda[p] = {psi[p].re * weight, psi[p].im * weight};
    }
    for (int32_t k = 0; k < program.num_terms; k++) {
      const Term& term = program.terms[k];
      for (uint64_t p = 0; p < size && term.flip != 0; p++) {
        const V weight = odd(p & term.parity) ? -of_term[k] : of_term[k];
        Amplitude& to = lambda[p ^ term.flip];
        if ((term.turns & 1) != 0) {
          to.re -= weight * psi[p].im;
          to.im += weight * psi[p].re;
        } else {
          to.re += weight * psi[p].re;
          to.im += weight * psi[p].im;
        }
      }
    }
  }

  // ---- the walk

  void run() {
    if (program.from_product) {
      read_start();
      product(psi, program.num_qubits);
    } else {
      load(psi, call.initial, nullptr);
    }
    for (int32_t i = 0; i < program.num_ops; i += steps[i]) {
      const Op& op = program.ops[i];
      if (steps[i] == 3) {
        rotate_group<3>(i);
      } else if (steps[i] == 2) {
        rotate_group<2>(i);
      } else if (op.kind == kRotation) {
        rotate(psi, op.first, turn(op.first));
      } else if (op.kind == kDiagonal) {
        apply_diagonal(i);
      } else {
        apply_block(psi, program.blocks[op.first], false);
      }
    }
  }

  void walk_back() {
    start_lambda();
    for (int32_t i = program.num_ops - 1; i >= 0; i--) {
      if (steps[i] < 0) continue;
      const Op& op = program.ops[i];
      if (steps[i] == 3) {
        undo_group<3>(i);
      } else if (steps[i] == 2) {
        undo_group<2>(i);
      } else if (op.kind == kRotation) {
        add_gradient(op.first, undo(op.first, turn(op.first)));
      } else if (op.kind == kDiagonal) {
        undo_diagonal(i);
      } else {
        apply_block(psi, program.blocks[op.first], true);
        apply_block(lambda, program.blocks[op.first], true);
      }
    }
    if (program.from_product) {
      environments();
    } else if (call.initial_gradient.data != nullptr) {
      store(lambda, call.initial_gradient, nullptr);
    }
  }

  void find_groups() {
    for (int32_t i = 0; i < program.num_ops;) {
      const int32_t together = grouped(i);
      const int32_t number = together == 0 ? 1 : together;
      steps[i] = number;
      for (int32_t k = 1; k < number; k++) steps[i + k] = -1;
      i += number;
    }
  }

  void clear_sums() {
    for (int32_t k = 0; k < program.num_rotations; k++) gradients[k] = V{};
    for (int32_t i = 0; i < program.num_ops; i++) {
      if (program.ops[i].kind == kDiagonal) memset(static_cast<void*>(products[i]), 0, size * sizeof(V));
    }
  }

  void deliver_sums(double* shared_gradient) {
    for (int32_t i = 0; i < program.num_ops; i++) {
      const Op& op = program.ops[i];
      if (op.kind == kRotation) {
        const Rotation& rotation = program.rotations[op.first];
        if (rotation.slot >= 0 && call.shared(rotation)) {
          shared_gradient[rotation.slot] += rotation.factor * sum(gradients[op.first]);
        }
      } else if (op.kind == kDiagonal && any_shared(op)) {
        for (size_t p = 0; p < size; p++) sums[p] = sum(products[i][p]);
        transform(sums, size);
        for (int32_t k = op.first; k < op.first + op.count; k++) {
          const Rotation& rotation = program.rotations[k];
          if (rotation.slot >= 0 && call.shared(rotation)) {
            shared_gradient[rotation.slot] += rotation.factor * sums[rotation.parity];
          }
        }
      }
    }
  }

  static void forward(const Program& program, const Call& call, const void* shared, int32_t first, int32_t count,
                      void* scratch) {
    Arena arena{static_cast<char*>(scratch), 0};
    Engine engine(program, call, shared, arena, false);
    engine.find_groups();
    for (int32_t done = 0; done < count; done += W) {
      engine.first = first + done;
      engine.count = count - done < W ? count - done : W;
      engine.run();
      engine.read_out();
    }
  }

  static void backward(const Program& program, const Call& call, const void* shared, int32_t first, int32_t count,
                       void* scratch, double* shared_gradient) {
    Arena arena{static_cast<char*>(scratch), 0};
    Engine engine(program, call, shared, arena, true);
    engine.find_groups();
    engine.clear_sums();
    for (int32_t done = 0; done < count; done += W) {
      engine.first = first + done;
      engine.count = count - done < W ? count - done : W;
      engine.run();
      engine.walk_back();
    }
    engine.deliver_sums(shared_gradient);
  }

  static constexpr Kernels table() {
    return {W, shared_bytes, prepare, scratch_bytes, forward, backward};
  }
};

}  // namespace

const KernelSet& kernels() {
  static constexpr KernelSet set = {Engine<float, DLQ_VECTOR_BYTES / sizeof(float)>::table(),
                                Engine<double, DLQ_VECTOR_BYTES / sizeof(double)>::table(),
                                Engine<float, 1>::table(), Engine<double, 1>::table()};
  return set;
}

}  // namespace DLQ_NAMESPACE
}  // namespace dlq
