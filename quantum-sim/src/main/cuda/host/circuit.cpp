#include "circuit.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "dlq_cuda.h"
#include "view_exchange.h"

namespace dlq_cuda {
namespace {

std::string text(double value) {
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "Infinity" : "-Infinity";
}

}  // namespace

void Pullback::clear() {
  arguments.reset();
  states.clear();
}

Circuit::Circuit(Devices& devices, Runner& runner, Polynomials polynomials)
    : device_(*devices.get().front()), runner_(runner), polynomials_(std::move(polynomials)) {
  device_.add(*this);
}

Circuit::~Circuit() { device_.remove(*this); }

bool Circuit::reclaim() {
  const bool arguments = !idle_arguments_.drain().empty(), workspaces = !idle_.drain().empty();
  return image_.drop() || arguments || workspaces;
}

void Circuit::work(const std::function<void(Workspace&)>& body) {
  const std::shared_ptr<Session> session = device_.session();
  const Current current(*session);
  std::unique_ptr<Workspace> workspace =
      idle_.take(session, [&] { return std::make_unique<Workspace>(device_, session); });
  try {
    body(*workspace);
  } catch (...) {
    // Nothing that is still under way may find its memory freed.
    workspace->abandon();
    throw;
  }
  idle_.give(std::move(workspace));
}

std::unique_ptr<DeviceMemory> Circuit::room(const Workspace& work, int32_t batch) {
  const int64_t numbers = std::max<int64_t>(1, polynomials_.num_arguments(batch));
  return idle_arguments_.take(device_, work.session(), numbers * static_cast<int64_t>(sizeof(double)));
}

Circuit::Job Circuit::job(Workspace& work, int32_t batch, const Matrices& matrices, const DeviceMemory& arguments) {
  return {work, batch, matrices, arguments, image_.get(device_, work.session(), polynomials_.bytes())};
}

Views Circuit::views(const Job& job) const {
  Views views{};
  views.function = polynomials_.on_device(reinterpret_cast<const char*>(job.image->get()));
  views.inputs = job.matrices.inputs;
  views.weights = job.matrices.weights;
  views.outputs = job.matrices.outputs;
  views.input_gradient = job.matrices.input_gradient;
  views.weight_gradient = job.matrices.weight_gradient;
  views.arguments = reinterpret_cast<double*>(job.arguments.get());
  views.report = job.work.report_place();
  views.batch = job.batch;
  views.num_outputs = runner_.program().num_outputs;
  views.num_qubits = runner_.program().num_qubits;
  return views;
}

// Refuses them before anything else is done.
void Circuit::take_arguments(const Job& job, After after) const {
  const Views all = views(job);
  job.work.follow(after);
  const Report report =
      job.work.ask(launch(job.work.kernels(runner_.program().is_double), kTakeArguments, all, (all.batch + 1) * kWarp));
  const auto inputs = static_cast<uint64_t>(polynomials_.num_inputs);
  if (report.input != kNowhere) {
    throw dlq::BadArgument("input " + std::to_string(report.input % inputs) + " of sample " +
                           std::to_string(report.input / inputs) + ": " +
                           text(job.work.number(all.arguments + report.input)) + ", a finite number is needed");
  }
  if (report.weight != kNowhere) {
    const double* const weights = all.arguments + static_cast<uint64_t>(all.batch) * inputs;
    throw dlq::BadArgument("weight " + std::to_string(report.weight) + ": " +
                           text(job.work.number(weights + report.weight)) + ", a finite number is needed");
  }
  if (report.sample != kNowhere) {
    throw dlq::BadArgument("inputs of sample " + std::to_string(report.sample) + ": all " +
                           std::to_string(polynomials_.num_amplitudes) +
                           " amplitudes are 0, a state needs one that is not");
  }
}

void Circuit::run(const Job& job, bool backward, States* states) {
  dlq::Call call{};
  call.batch = job.batch;
  call.slot_shared = polynomials_.slot_shared().data();
  // The gradient of amplitudes ends there.
  if (!runner_.program().from_product) call.initial_gradient.data = job.matrices.input_gradient.data;
  ViewExchange exchange(runner_.program(), views(job), backward, job.work);
  runner_.run(call, backward, states, exchange, 1);
}

void Circuit::forward(int32_t batch, const Matrices& matrices, After after, Pullback* pullback, bool keep_states) {
  if (pullback != nullptr) pullback->clear();
  std::unique_ptr<DeviceMemory> arguments;
  work([&](Workspace& work) {
    arguments = room(work, batch);
    const Job it = job(work, batch, matrices, *arguments);
    take_arguments(it, after);
    run(it, false, pullback != nullptr && keep_states ? &pullback->states : nullptr);
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
  work([&](Workspace& work) {
    arguments = room(work, batch);
    const Job it = job(work, batch, matrices, *arguments);
    take_arguments(it, after);
    run(it, true, nullptr);
  });
  idle_arguments_.give(std::move(arguments));
}

void Circuit::backward(Pullback& pullback, const Matrices& matrices, After after) {
  work([&](Workspace& work) {
    if (pullback.arguments->session() != work.session()) {
      throw Failure(DLQ_CUDA_DEVICE_LOST,
                    "the arguments of the forward pass were lost with the device; differentiate again");
    }
    if (after != nullptr) {
      work.follow(after);
      work.finish();
    }
    run(job(work, pullback.batch, matrices, *pullback.arguments), true,
        pullback.states.empty() ? nullptr : &pullback.states);
  });
}

bool Circuit::is_at(const Pullback& pullback, int32_t batch, const Matrices& matrices, After after) {
  if (pullback.batch != batch) return false;
  bool same = false;
  work([&](Workspace& work) {
    if (pullback.arguments->session() != work.session()) return;
    const Job it = job(work, batch, matrices, *pullback.arguments);
    work.follow(after);
    const Report report = work.ask(launch(work.kernels(runner_.program().is_double), kCompareArguments, views(it),
                                          polynomials_.num_arguments(batch)));
    same = report.input == kNowhere && report.weight == kNowhere;
  });
  return same;
}

}  // namespace dlq_cuda
