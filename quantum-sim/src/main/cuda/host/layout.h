// Where everything of a piece of a batch lies: arguments, which go up in one copy, results, which come down in
// one, and scratch.
#pragma once

#include <cstdint>
#include <vector>

#include "prepared.h"

namespace dlq_cuda {

// What a piece is, apart from its numbers.
struct Shape {
  int64_t samples;
  bool backward;
  bool outside_states;  // whether final states lie in memory of their own
  bool initial_gradient;
  int64_t shots;  // of a sample; 0 where none are drawn
};

struct Layout {
  Layout(const Prepared& program, const dlq::Call& call, const Shape& shape);

  // Says in memory of a piece where things lie.
  void put(char* to) const;

  Shape shape;
  std::vector<int64_t> slots;  // where the angles of each begin: one, or one a sample
  std::vector<Place> places;
  std::vector<long long> tables;

  // Offsets of the memory of arguments, of which those before the angles say where things lie,
  int64_t place = 0, table_place = 0, angles = 0, cotangents = 0, initial = 0, streams = 0, up = 0;
  // of results, behind it,
  int64_t outputs = 0, angle_gradient = 0, initial_gradient = 0, down = 0;
  // of shots, which are results, and what they are drawn from,
  int64_t drawn = 0, drawn_end = 0, within_rows = 0, before_rows = 0, last_possible = 0;
  // and neither.
  int64_t coefficients = 0, table = 0, starts = 0, gradients = 0, environments = 0, partials = 0, psi = 0, lambda = 0;
  int64_t all = 0;

  int64_t outcome_rows = 0;
  int64_t width = 0;             // numbers of a sample that shots give
  int parts = 1;                 // blocks of a sample, where states lie in the device's memory
  int64_t output_shares = 1;     // partial sums of an output
  int64_t environment_rows = 1;  // of one sample

 private:
  void place_shots(const Prepared& program);
  int64_t take(int64_t numbers, int64_t bytes);
  int64_t place_slots(const Prepared& program, const dlq::Call& call);
  int64_t place_rotations(const Prepared& program, const dlq::Call& call);
  int64_t place_tables(const Prepared& program, const dlq::Call& call);
  int64_t num_gradients_ = 0;
};

}  // namespace dlq_cuda
