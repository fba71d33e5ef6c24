#include "view_exchange.h"

namespace dlq_cuda {

void ViewExchange::begin(int64_t num_pieces) {
  views_.pieces = num_pieces;
  if (!backward_ || num_pieces == 1 || views_.function.num_weights == 0) return;
  weight_sums_ = std::make_unique<DeviceMemory>(
      work_.device(), work_.session(), num_pieces * views_.function.num_weights * static_cast<int64_t>(sizeof(double)));
  views_.weight_sums = reinterpret_cast<double*>(weight_sums_->get());
}

Views ViewExchange::place(const Stage& stage) const {
  const Layout& layout = stage.layout;
  Views views = views_;
  views.angles = reinterpret_cast<double*>(stage.memory + layout.angles);
  views.angle_gradient = backward_ ? reinterpret_cast<double*>(stage.memory + layout.angle_gradient) : nullptr;
  views.results = stage.memory + (backward_ ? layout.cotangents : layout.outputs);
  views.initial = stage.memory + layout.initial;
  views.initial_gradient = stage.memory + layout.initial_gradient;
  if (weight_sums_ != nullptr) views.weight_sums += stage.number * views.function.num_weights;
  views.first_sample = stage.piece.first;
  views.samples = stage.piece.samples;
  return views;
}

std::vector<Launch> ViewExchange::before(const Stage& stage) const {
  const Views views = place(stage);
  std::vector<Launch> launches;
  if (views.function.num_slots > 0) {
    launches.push_back(
        launch(stage.kernels, kEvaluateAngles, views, views.samples, static_cast<unsigned>(views.function.num_slots)));
  }
  if (!program_.from_product) launches.push_back(launch(stage.kernels, kLoadAmplitudes, views, views.samples * kWarp));
  if (backward_) launches.push_back(launch(stage.kernels, kGatherResults, views, views.samples * views.num_outputs));
  return launches;
}

std::vector<Launch> ViewExchange::after(const Stage& stage) const {
  const Views views = place(stage);
  if (!backward_) return {launch(stage.kernels, kScatterResults, views, views.samples * views.num_outputs)};
  std::vector<Launch> launches;
  const int64_t of_sample = program_.from_product ? views.function.num_inputs : kWarp;
  if (of_sample > 0) launches.push_back(launch(stage.kernels, kChainInputs, views, views.samples * of_sample));
  if (views.function.num_weights > 0) {
    launches.push_back(launch(stage.kernels, kChainWeights, views, int64_t{views.function.num_weights} * kViewThreads));
  }
  return launches;
}

void ViewExchange::end() {
  if (weight_sums_ == nullptr) return;
  work_.run(launch(work_.kernels(program_.is_double), kSumWeights, views_, views_.function.num_weights));
  work_.finish();
}

}  // namespace dlq_cuda
