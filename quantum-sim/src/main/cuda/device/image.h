// A plan and a call as kernels see them: plain data, the same for host and device, for every compiler.
#pragma once

namespace dlq_cuda {

// Amplitudes of a tile that one thread has in registers at a time: cosets of so many dimensions.
constexpr int kDimensions = 3;
constexpr int kAmplitudes = 1 << kDimensions;
// How often it does so until a tile is through, at most.
constexpr int kMostRounds = 2;
constexpr int kMostTargets = 10;

// Threads that work on a tile, at most: as many as have the registers that they need.
template <class T>
constexpr int kMostThreads = sizeof(T) == 4 ? 512 : 256;

// How often loops over operations are unrolled: fully, where source is for one program alone.
#ifdef DLQ_KNOWN_COUNT
constexpr int kUnrolled = DLQ_KNOWN_COUNT;
#else
constexpr int kUnrolled = 1;
#endif

// Of stored amplitudes. Those of a state that a block holds have numbers of 32 bits.
using Index = unsigned long long;

// Threads of a warp; every team of threads is some whole warps.
constexpr int kWarp = 32;

// exp(-i a W): a = factor * angle of the slot, or factor of a constant.
struct Rotation {
  double factor;
  int slot;
  int diagonal;  // whether it is used as a phase
};

// Where a rotation finds its angle, and puts what belongs to it, in one call; sample b is stride * b further on.
struct Place {
  long long angle;
  long long coefficient;
  long long gradient;  // of the first of its rows, or -1 where none is asked
  int stride;          // 0 where the batch shares the angle, else 1
  int rows;            // of the gradient, for each sample
};

enum OpKind { kRotation = 0, kDiagonal = 1, kBlock = 2 };

// Masks are of tile indices; outer is the parity mask of what the tile has in common.
struct Op {
  int kind;
  unsigned flip;
  unsigned parity;
  int turns;
  int first;     // rotation, term of a diagonal, or block
  int count;     // terms of a diagonal
  int diagonal;  // its number among diagonals
  unsigned signs;
  Index outer;
};

struct DiagonalTerm {
  unsigned parity;
  int rotation;
  unsigned signs;
  int unused;
  Index outer;
};

// Neighbouring operations that threads do between two barriers, each to the amplitudes of a coset that it has in
// registers: a diagonal or none, then rotations, of which the k-th flips bit k of the number of a register. Bit j of the
// signs of an operation: the parity of what register j has beyond register 0. Or a block, by itself.
struct Unit {
  int block;
  int first;                      // operation
  int diagonal;                   // whether that is one
  int rotations;                  // behind it
  unsigned members[kDimensions];  // what register 2^k has beyond register 0
  // Register 0 of thread t: t with zeros put in at the pivots, in ascending order; then spread[k] where bit shift[k] of
  // t is one, so that neighbours meet in no bank of the memory.
  unsigned pivots[kDimensions];
  unsigned spread[kDimensions];
  unsigned shift[kDimensions];
};

struct Qubit {
  unsigned flip;
  unsigned parity;
  int offset;
  int unused;
  Index outer;
};

struct Block {
  int targets;
  int controls;
  int first;  // of qubits: targets, then controls
  int unused;
  long long matrix;  // of complex numbers
};

struct StartStep {
  int kind;  // as dlq.h numbers them
  int rotation;
  double matrix[8];
};

// A weighted Pauli word of an expectation.
struct Term {
  Index flip;
  Index parity;
  int turns;
  int output;
  double coefficient;
};

enum MeasurementKind { kExpectations = 0, kProbabilities = 1, kStateVector = 2 };

// What a launch is about. Numbers that are T are float or double, as the kernel's name says.
struct Call {
  // The program.
  const Rotation* rotations;
  const Op* ops;
  const Unit* units;
  const DiagonalTerm* terms;
  const Block* blocks;
  const Qubit* qubits;
  const void* matrices;  // complex T
  const StartStep* start_steps;
  const int* start_ends;
  const Term* words;
  const int* word_ends;  // for each output
  // Outcome k is at shift, plus a vector for each one in k, plus any of the sums of num_qubits - num_measured more.
  const Index* outcome_vectors;
  const Index* outcome_parities;
  const int* slot_ends;  // for each slot the end of its rotations
  const int* slot_rotations;
  const int* diagonals;  // for each diagonal the operation that it is
  int num_rotations;
  int num_slots;
  int num_qubits;
  int from_product;
  int measurement;
  int num_outputs;
  int num_measured;
  int num_diagonals;
  Index outcome_shift;

  // The pass: operations on tiles of 2^tile_bits amplitudes.
  const Index* basis;
  Index pivots;
  int tile_bits;
  int first_op;
  int last_op;
  int first_unit;
  int last_unit;

  // The arguments.
  const double* angles;
  const Place* places;
  const long long* tables;  // for each diagonal where its table begins, or -1
  void* coefficients;       // complex T
  void* table;              // complex T
  void* starts;             // [sample, qubit] of two complex T
  void* gradients;          // T
  void* environments;       // [qubit, 8, row] of T
  void* initial;            // [sample, 2^num_qubits] of complex T
  void* outputs;            // [sample, num_outputs] of T
  void* partials;           // [sample, num_outputs, shares] of T
  void* cotangents;         // [sample, num_outputs] of T
  void* initial_gradient;   // as initial
  void* psi;                // [sample, 2^num_qubits] of complex T
  void* lambda;
  double* angle_gradient;
  long long first_sample;  // of the batch
  long long batch;         // samples from there on
  int walks;               // thread blocks that walk over the tiles of one sample
  int parts;               // thread blocks that work on one sample where states lie in the device's memory
  int shares;              // partial sums of one output
  int team;                // threads that work on one sample
  int samples;             // of one thread block
  int forward;             // whether outputs are asked
  int backward;            // whether gradients are
  int kept;                // whether psi has the final states already
  int keep;                // whether psi is to have them
};

}  // namespace dlq_cuda
