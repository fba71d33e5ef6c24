// Shots of a piece of a batch, as kernels see them: plain data, the same for host and device.
#pragma once

namespace dlq_cuda {

constexpr unsigned kShotThreads = 128;
// Probabilities are added up in rows of so many, and then the sums of the rows: as the host does, so that both draw the
// same.
constexpr long long kRowOfOutcomes = 64;

// The random numbers of sample s are those of stream first + step * s.
struct Streams {
  unsigned long long seed;
  unsigned long long iteration;
  unsigned long long purpose;
  unsigned long long first;
  unsigned long long step;
};

struct Shots {
  const void* probabilities;  // [sample, num_outcomes] of T
  double* within_rows;        // likewise: sums from the beginning of a row on
  double* before_rows;        // [sample, num_rows + 1]: sums of all rows before, and of all there are
  unsigned* last_possible;    // for each sample its last outcome whose probability is not 0
  // [sample, width]: how often each outcome came, or where shots are fewer than outcomes the outcome of each shot.
  unsigned* drawn;
  const Streams* streams;
  long long samples;
  long long num_outcomes;
  long long num_shots;
  long long num_rows;
  long long width;
};

}  // namespace dlq_cuda
