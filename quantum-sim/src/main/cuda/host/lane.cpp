#include "lane.h"

#include <algorithm>
#include <utility>

namespace dlq_cuda {

void Lane::reserve(int64_t bytes, int64_t pinned_bytes) {
  if (memory_ == nullptr || memory_->bytes() < bytes) {
    memory_.reset();
    memory_ = std::make_unique<DeviceMemory>(device_, session_, bytes);
  }
  if (pinned_ == nullptr || pinned_->bytes() < pinned_bytes) {
    pinned_.reset();
    pinned_ = std::make_unique<PinnedMemory>(device_, session_, pinned_bytes);
  }
}

void Lane::start(const Batch& batch, int64_t number, const Final& final, const char* image, const Kernels& kernels) {
  const Layout& layout = batch.layout(number);
  // Of the largest piece, which is the first.
  const Layout& largest = batch.layout(0);
  const Exchange& exchange = batch.exchange();
  reserve(largest.all, std::max(exchange.up(largest), exchange.down(largest).end));
  layout.put(pinned_->get());
  exchange.put_arguments(layout, batch.piece(number), pinned_->get());
  const Prepared& program = batch.program();
  const Stage stage{number, batch.piece(number), layout, kernels, reinterpret_cast<char*>(memory_->get())};
  Launches own(kernels, session_->shared_limit(), program, image, layout, place(batch, number, final, image));
  std::vector<Launch> launches = exchange.before(stage);
  for (const std::vector<Launch>& next : {own.take(), exchange.after(stage)}) {
    launches.insert(launches.end(), next.begin(), next.end());
  }
  running_ = number;
  graphs_.run(stream_, {pinned_->get(), memory_->get(), static_cast<size_t>(exchange.up(layout)), exchange.down(layout),
                        std::move(launches)});
}

void Lane::finish(const Batch& batch) {
  if (running_ < 0) return;
  // Errors of kernels come to light here.
  session_->check_launch(session_->driver().stream_synchronize(stream_.get()), "running kernels");
  batch.exchange().get_results(batch.layout(running_), running_, batch.piece(running_), pinned_->get());
  running_ = -1;
}

void Lane::abandon() {
  if (!session_->lost()) session_->driver().stream_synchronize(stream_.get());
}

Call Lane::place(const Batch& batch, int64_t number, const Final& final, const char* image) const {
  const Layout& layout = batch.layout(number);
  const Shape& shape = layout.shape;
  Call call = batch.program().call(image);
  char* const at = reinterpret_cast<char*>(memory_->get());
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
  call.initial_gradient = shape.initial_gradient ? at + layout.initial_gradient : nullptr;
  call.psi = shape.outside_states ? final.states : at + layout.psi;
  call.lambda = at + layout.lambda;
  call.angle_gradient = reinterpret_cast<double*>(at + layout.angle_gradient);
  call.first_sample = 0;  // pieces know nothing of one another
  call.batch = shape.samples;
  call.parts = layout.parts;
  call.forward = shape.backward ? 0 : 1;
  call.backward = shape.backward ? 1 : 0;
  call.kept = final.kept ? 1 : 0;
  call.keep = final.keep ? 1 : 0;
  return call;
}

}  // namespace dlq_cuda
