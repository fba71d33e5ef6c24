#include "running.h"

#include <algorithm>

#include "launches.h"

namespace dlq_cuda {
namespace {

// Pieces of a batch leave room for what else there is.
constexpr int64_t kShareOfMemory = 2;

int64_t count_angles(const Prepared& program, const dlq::Call& call) {
  int64_t count = 0;
  for (int slot = 0; slot < program.num_slots; slot++) {
    count = std::max(count, call.slot_start[slot] + (call.slot_shared[slot] != 0 ? 1 : call.batch));
  }
  return count;
}

}  // namespace

Running::Running(Device& device, const Prepared& program, const dlq::Call& call, bool backward, Workspace& workspace,
                 const char* image, Exchange& exchange)
    : device_(device),
      program_(program),
      call_(call),
      work_(workspace),
      exchange_(exchange),
      shape_{call.batch,
             backward,
             false,
             backward && call.initial_gradient.data != nullptr,
             count_angles(program, call),
             exchange.on_device()},
      image_(image) {}

int64_t Running::bytes_of(int64_t samples) const {
  Shape shape = shape_;
  shape.batch = samples;
  return Layout(program_, call_, shape).all;
}

int64_t Running::samples_at_once() const {
  const int64_t room = device_.memory() / kShareOfMemory;
  int64_t most = most_samples(program_);
  if (bytes_of(call_.batch) > room) {
    const int64_t one = bytes_of(1), two = bytes_of(2);
    most = std::min(most, std::max<int64_t>(1, (room - one) / std::max<int64_t>(1, two - one)));
  }
  return std::min<int64_t>(most, call_.batch);
}

void Running::run(const Final& final) {
  const int64_t samples = samples_at_once();
  shape_.outside_states = final.keep || final.kept;
  // Of the largest piece, so that every piece finds the gradient of those before in its place.
  shape_.batch = samples;
  const Layout layout(program_, call_, shape_);
  work_.reserve(device_, layout.all, exchange_.pinned_bytes(layout));
  for (int64_t first = 0; first < call_.batch; first += samples) {
    run(layout, {first, std::min<int64_t>(samples, call_.batch - first)}, final);
  }
}

void Running::run(const Layout& layout, Piece piece, const Final& final) {
  const Stage stage{program_, call_, shape_, layout, piece, work_};
  exchange_.bring(stage);
  Call call = place(layout, piece, final);
  Launches(*work_.session, work_.stream.get(), program_, image_, layout, call).all();
  exchange_.fetch(stage);
}

Call Running::place(const Layout& layout, Piece piece, const Final& final) const {
  Call call = program_.call(image_);
  char* const at = reinterpret_cast<char*>(work_.memory->get());
  call.angles = reinterpret_cast<const double*>(at + layout.angles);
  call.places = reinterpret_cast<const Place*>(at + layout.place);
  call.tables = reinterpret_cast<const long long*>(at + layout.table_place);
  call.coefficients = at + layout.coefficients;
  call.table = at + layout.table;
  call.starts = at + layout.starts;
  call.gradients = at + layout.gradients;
  call.environments = at + layout.environments;
  call.initial = at + layout.initial;
  call.outputs = at + layout.outputs;
  call.partials = layout.output_shares > 1 ? at + layout.partials : at + layout.outputs;
  call.cotangents = at + layout.cotangents;
  call.initial_gradient = shape_.initial_gradient ? at + layout.initial_gradient : nullptr;
  call.psi = shape_.outside_states ? final.states + piece.first * program_.state_bytes() : at + layout.psi;
  call.lambda = at + layout.lambda;
  call.angle_gradient = reinterpret_cast<double*>(at + layout.angle_gradient);
  call.first_sample = piece.first;
  call.batch = piece.samples;
  call.parts = layout.parts;
  call.forward = shape_.backward ? 0 : 1;
  call.backward = shape_.backward ? 1 : 0;
  call.kept = final.kept ? 1 : 0;
  call.keep = final.keep ? 1 : 0;
  return call;
}

}  // namespace dlq_cuda
