#include "circuit.h"

#include <algorithm>

#include "dlq_cuda.h"

namespace dlq_cuda {

void Pullback::clear() {
  arguments.reset();
  states.clear();
}

std::unique_ptr<DeviceMemory> Circuit::room(Workspace& work, int32_t batch) {
  const int64_t numbers = std::max<int64_t>(1, polynomials_.num_arguments(batch));
  return idle_arguments_.take(device_, work.session, numbers * static_cast<int64_t>(sizeof(double)));
}

Views Circuit::views(Workspace& work, int32_t batch, const Matrices& matrices, const DeviceMemory& arguments) {
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (image_ == nullptr || image_->session() != work.session) {
      image_.reset();
      image_ = uploaded(device_, work.session, polynomials_.bytes());
    }
  }
  Views views{};
  views.function = polynomials_.on_device(reinterpret_cast<const char*>(image_->get()));
  views.inputs = matrices.inputs;
  views.weights = matrices.weights;
  views.outputs = matrices.outputs;
  views.input_gradient = matrices.input_gradient;
  views.weight_gradient = matrices.weight_gradient;
  views.arguments = reinterpret_cast<double*>(arguments.get());
  views.batch = batch;
  views.num_outputs = runner_.program().num_outputs;
  views.num_qubits = runner_.program().num_qubits;
  return views;
}

void Circuit::run(Workspace& work, int32_t batch, const Matrices& matrices, After after, const DeviceMemory& arguments,
                  bool takes, bool backward, States* states) {
  const std::vector<int64_t> starts = polynomials_.slot_starts(batch);
  dlq::Call call{};
  call.batch = batch;
  call.slot_start = starts.data();
  call.slot_shared = polynomials_.slot_shared().data();
  // The gradient of amplitudes ends there.
  if (!runner_.program().from_product) call.initial_gradient.data = matrices.input_gradient.data;
  ViewExchange exchange(views(work, batch, matrices, arguments), takes, after);
  runner_.run(call, backward, states, work, exchange);
}

void Circuit::forward(int32_t batch, const Matrices& matrices, After after, Pullback* pullback, bool keep_states) {
  if (pullback != nullptr) pullback->clear();
  std::unique_ptr<DeviceMemory> arguments;
  runner_.work([&](Workspace& work) {
    arguments = room(work, batch);
    States* const states = pullback != nullptr && keep_states ? &pullback->states : nullptr;
    run(work, batch, matrices, after, *arguments, true, false, states);
  });
  if (pullback == nullptr) {
    idle_arguments_.give(std::move(arguments));
    return;
  }
  pullback->arguments = std::move(arguments);
  pullback->circuit = this;
  pullback->batch = batch;
}

void Circuit::backward(int32_t batch, const Matrices& matrices, After after) {
  std::unique_ptr<DeviceMemory> arguments;
  runner_.work([&](Workspace& work) {
    arguments = room(work, batch);
    run(work, batch, matrices, after, *arguments, true, true, nullptr);
  });
  idle_arguments_.give(std::move(arguments));
}

void Circuit::backward(Pullback& pullback, const Matrices& matrices, After after) {
  runner_.work([&](Workspace& work) {
    if (pullback.arguments->session() != work.session) {
      throw Failure(DLQ_CUDA_DEVICE_LOST,
                    "the arguments of the forward pass were lost with the device; differentiate again");
    }
    States* const states = pullback.states.memory == nullptr ? nullptr : &pullback.states;
    run(work, pullback.batch, matrices, after, *pullback.arguments, false, true, states);
  });
}

bool Circuit::is_at(const Pullback& pullback, int32_t batch, const Matrices& matrices, After after) {
  if (pullback.batch != batch) return false;
  bool same = false;
  runner_.work([&](Workspace& work) {
    if (pullback.arguments->session() != work.session) return;
    constexpr auto kBytes = static_cast<int64_t>(sizeof(Report));
    work.reserve(device_, kBytes, kBytes);
    const Driver& driver = work.session->driver();
    Views call = views(work, batch, matrices, *pullback.arguments);
    call.report = reinterpret_cast<Report*>(work.memory->get());
    put_report(work.pinned->get());
    work.session->check(driver.copy_to_device(work.memory->get(), work.pinned->get(), kBytes, work.stream.get()),
                        "copying a report to the device");
    wait_for(work, after);
    launch(work, kCompareArguments, runner_.program().is_double, call, polynomials_.num_arguments(batch), 1);
    work.session->check(driver.copy_to_host(work.pinned->get(), work.memory->get(), kBytes, work.stream.get()),
                        "copying a report from the device");
    work.session->check_launch(driver.stream_synchronize(work.stream.get()), "running kernels");
    const Report report = get_report(work.pinned->get());
    same = report.input == kNowhere && report.weight == kNowhere;
  });
  return same;
}

}  // namespace dlq_cuda
