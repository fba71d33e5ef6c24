// A circuit as a function of arrays in the device's memory, as kernels see it: plain data, the same for host and device.
#pragma once

namespace dlq_cuda {

constexpr unsigned kViewThreads = 128;
constexpr unsigned long long kNowhere = ~0ull;

// Element (r, c) of a caller's array is at r * row_stride + c * column_stride, in elements.
struct View {
  void* data;
  long long row_stride;
  long long column_stride;
  int is_double;
};

// What kernels say of arguments; kNowhere where all is well. Numbers are counted row by row.
struct Report {
  unsigned long long input;   // first that is not finite, or differs from what it is compared with
  unsigned long long weight;  // likewise
  unsigned long long sample;  // first whose amplitudes are all zero
};

// The angle of a slot: sum of coefficient * product of factors over its terms. The angle of slot s and sample b of a piece
// lies at shared_before + own_before * samples + stride * b.
struct Slot {
  int first_term;
  int end_term;
  int shared_before;
  int own_before;
  int stride;
};

struct Monomial {
  double coefficient;
  int first_factor;  // inputs as their number, weights as its complement
  int end_factor;
};

// A factor, as what depends on it sees it.
struct Use {
  int slot;
  int term;
  int factor;
};

// A circuit's angles as polynomials.
struct Function {
  const Slot* slots;
  const Monomial* terms;
  const int* factors;
  const Use* uses;
  const int* use_starts;  // of each input, then of each weight, and their end
  int num_slots;
  int num_inputs;
  int num_weights;
  int num_amplitudes;  // the first inputs are those of the initial state
};

// A launch, for a piece of a batch. T is float or double as the kernel's name says: the type that states have.
struct Views {
  Function function;
  View inputs;
  View weights;
  View outputs;          // or their cotangents
  View input_gradient;   // [batch, num_inputs]
  View weight_gradient;  // [1, num_weights]
  double* arguments;     // inputs row by row, then weights
  double* angles;
  double* angle_gradient;  // or nullptr
  void* results;           // [sample, num_outputs] of T
  void* initial;           // [sample, 2^num_qubits] of complex T
  void* initial_gradient;  // likewise
  double* weight_sums;     // what a piece leaves for the gradient of each weight; nullptr where the batch is one piece
  Report* report;
  long long batch;
  long long first_sample;  // of a piece
  long long samples;
  long long pieces;
  int num_outputs;
  int num_qubits;
};

}  // namespace dlq_cuda
