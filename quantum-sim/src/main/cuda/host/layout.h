// Where everything of a call lies: what goes up in one copy, what comes down in one, and scratch between.
#pragma once

#include <cstdint>
#include <vector>

#include "prepared.h"

namespace dlq_cuda {

// What a call is, apart from its numbers.
struct Shape {
  int64_t batch;  // of the piece that the device takes at once
  bool backward;
  bool outside_states;  // whether final states lie in memory of their own
  bool initial_gradient;
  int64_t num_angles;
  bool on_device;  // whether arguments come from the device's memory, and results stay there
};

struct Layout {
  Layout(const Prepared& program, const dlq::Call& call, const Shape& shape);

  std::vector<Place> places;
  std::vector<long long> tables;

  // Offsets of the memory that is copied up, or of it what lies before the cotangents and behind the angles,
  int64_t angles = 0, place = 0, table_place = 0, report = 0, cotangents = 0, initial = 0, up = 0;
  // copied down, behind it,
  int64_t outputs = 0, angle_gradient = 0, initial_gradient = 0, down = 0;
  // and neither.
  int64_t coefficients = 0, table = 0, starts = 0, gradients = 0, environments = 0, partials = 0, psi = 0, lambda = 0;
  int64_t all = 0;

  int parts = 1;                 // blocks of a sample, where states lie in the device's memory
  int64_t output_shares = 1;     // partial sums of an output
  int64_t environment_rows = 1;  // of one sample

 private:
  int64_t take(int64_t numbers, int64_t bytes);
  int64_t place_rotations(const Prepared& program, const dlq::Call& call, const Shape& shape);
  int64_t place_tables(const Prepared& program, const dlq::Call& call);
  int64_t num_gradients_ = 0;
};

}  // namespace dlq_cuda
