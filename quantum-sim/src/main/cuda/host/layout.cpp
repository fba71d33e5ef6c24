#include "layout.h"

#include <algorithm>

#include "../device/shots.h"

namespace dlq_cuda {
namespace {

constexpr int64_t kAlignment = 256;
constexpr int64_t kSharedTableLimit = int64_t{1} << 22;  // complex numbers
constexpr int kMostParts = 1024;
constexpr int kGridThreads = 256;

bool is_shared(const dlq::Call& call, const Rotation& rotation) {
  return rotation.slot < 0 || call.slot_shared[rotation.slot] != 0;
}

}  // namespace

int64_t Layout::take(int64_t numbers, int64_t bytes) {
  const int64_t at = all;
  all += (numbers * bytes + kAlignment - 1) / kAlignment * kAlignment;
  return at;
}

// Returns how many angles there are.
int64_t Layout::place_slots(const Prepared& program, const dlq::Call& call) {
  int64_t angles_so_far = 0;
  for (int slot = 0; slot < program.num_slots; slot++) {
    slots.push_back(angles_so_far);
    angles_so_far += call.slot_shared[slot] != 0 ? 1 : shape.samples;
  }
  return angles_so_far;
}

// Returns how many coefficients there are.
int64_t Layout::place_rotations(const Prepared& program, const dlq::Call& call) {
  int64_t coefficients_so_far = 0;
  for (size_t i = 0; i < program.rotations.size(); i++) {
    const Rotation& rotation = program.rotations[i];
    const bool shared = is_shared(call, rotation);
    Place place{};
    place.angle = rotation.slot < 0 ? 0 : slots[static_cast<size_t>(rotation.slot)];
    place.stride = shared ? 0 : 1;
    place.coefficient = coefficients_so_far;
    coefficients_so_far += shared ? 1 : shape.samples;
    place.rows = program.in_start[i] ? 1 : static_cast<int>(program.walks() * program.rows());
    place.gradient = -1;
    if (shape.backward && rotation.slot >= 0) {
      place.gradient = num_gradients_;
      num_gradients_ += place.rows * shape.samples;
    }
    places.push_back(place);
  }
  return coefficients_so_far;
}

// A diagonal whose angles the batch shares is a table, where one pays. Returns how many numbers they have.
int64_t Layout::place_tables(const Prepared& program, const dlq::Call& call) {
  const int64_t size = int64_t{1} << program.num_qubits;
  int64_t numbers = 0;
  for (const std::vector<int>& rotations : program.diagonals) {
    const bool shared = std::all_of(rotations.begin(), rotations.end(), [&](int rotation) {
      return is_shared(call, program.rotations[static_cast<size_t>(rotation)]);
    });
    const bool pays = program.whole && shared && call.batch > 1 && numbers + size <= kSharedTableLimit;
    tables.push_back(pays ? numbers : -1);
    if (pays) numbers += size;
  }
  return numbers;
}

Layout::Layout(const Prepared& program, const dlq::Call& call, const Shape& shape_) : shape(shape_) {
  const int64_t number = program.number_bytes(), amplitude = 2 * number;
  const int64_t numbers = shape.samples * program.num_outputs;
  const int64_t amplitudes = shape.samples << program.num_qubits;
  if (!program.whole) {
    const int64_t work = (int64_t{1} << program.num_qubits) / (8 * kGridThreads);
    parts = static_cast<int>(std::clamp<int64_t>(work, 1, kMostParts));
    environment_rows = int64_t{parts} * (kGridThreads / kWarp);
    const int64_t rest = int64_t{1} << (program.num_qubits - program.num_measured);
    output_shares = program.measurement == kProbabilities ? std::min(environment_rows, rest) : environment_rows;
  } else {
    environment_rows = program.warps();
  }
  const int64_t num_angles = place_slots(program, call);
  const int64_t num_coefficients = place_rotations(program, call);
  const int64_t num_phases = place_tables(program, call);

  place = take(static_cast<int64_t>(places.size()), sizeof(Place));
  table_place = take(static_cast<int64_t>(tables.size()), sizeof(long long));
  angles = take(num_angles, sizeof(double));
  cotangents = take(shape.backward ? numbers : 0, number);
  initial = take(program.from_product ? 0 : amplitudes, amplitude);
  streams = take(shape.shots > 0 ? 1 : 0, sizeof(Streams));
  up = all;
  outputs = take(shape.backward ? 0 : numbers, number);
  angle_gradient = take(shape.backward ? num_angles : 0, sizeof(double));
  initial_gradient = take(shape.initial_gradient ? amplitudes : 0, amplitude);
  down = all;
  coefficients = take(num_coefficients, amplitude);
  table = take(num_phases, amplitude);
  starts = take(program.from_product ? 2 * shape.samples * program.num_qubits : 0, amplitude);
  gradients = take(num_gradients_, number);
  environments = take(
      shape.backward && program.from_product ? 8 * program.num_qubits * shape.samples * environment_rows : 0, number);
  partials = take(
      !shape.backward && !program.whole && program.measurement != kStateVector ? numbers * output_shares : 0, number);
  psi = take(program.whole || shape.outside_states ? 0 : amplitudes, amplitude);
  lambda = take(program.whole || !shape.backward ? 0 : amplitudes, amplitude);
  if (shape.shots > 0) place_shots(program);
}

void Layout::place_shots(const Prepared& program) {
  const int64_t outcomes = program.num_outputs;
  outcome_rows = (outcomes + kRowOfOutcomes - 1) / kRowOfOutcomes;
  width = std::min(shape.shots, outcomes);
  drawn = take(shape.samples * width, sizeof(unsigned));
  drawn_end = drawn + shape.samples * width * static_cast<int64_t>(sizeof(unsigned));
  within_rows = take(shape.samples * outcomes, sizeof(double));
  before_rows = take(shape.samples * (outcome_rows + 1), sizeof(double));
  last_possible = take(shape.samples, sizeof(unsigned));
}

void Layout::put(char* to) const {
  std::copy(places.begin(), places.end(), reinterpret_cast<Place*>(to + place));
  std::copy(tables.begin(), tables.end(), reinterpret_cast<long long*>(to + table_place));
}

}  // namespace dlq_cuda
