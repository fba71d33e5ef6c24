#include "view_exchange.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "parser.h"

namespace dlq_cuda {
namespace {

constexpr int64_t kMostBlocks = 65536;
constexpr unsigned kMostRows = 65535;

std::string text(double value) {
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "Infinity" : "-Infinity";
}

// A number of the caller's that is to be named; the stream has come to its end.
double fetch_number(Workspace& work, const double* from) {
  double value = 0;
  work.session->check(
      work.session->driver().copy_to_host(&value, reinterpret_cast<Pointer>(from), sizeof value, work.stream.get()),
      "copying a number from the device");
  work.session->check(work.session->driver().stream_synchronize(work.stream.get()), "copying a number from the device");
  return value;
}

}  // namespace

void wait_for(Workspace& work, After after) {
  if (after == nullptr) return;
  const Driver& driver = work.session->driver();
  if (work.event == nullptr) work.event = std::make_unique<Event>(work.session);
  work.session->check(driver.event_record(work.event->get(), *after), "marking where the caller's stream is");
  work.session->check(driver.stream_wait(work.stream.get(), work.event->get(), 0), "waiting for the caller's stream");
}

void put_report(char* pinned) {
  const Report report{kNowhere, kNowhere, kNowhere};
  std::memcpy(pinned, &report, sizeof report);
}

Report get_report(const char* pinned) {
  Report report{};
  std::memcpy(&report, pinned, sizeof report);
  return report;
}

void launch(Workspace& work, Kernel kernel, bool is_double, const Views& views, int64_t threads, unsigned rows) {
  const int64_t blocks = std::clamp<int64_t>((threads + kViewThreads - 1) / kViewThreads, 1, kMostBlocks);
  const unsigned shared = kernel == kChainWeights ? kViewThreads * sizeof(double) : 0;
  Views call = views;
  void* arguments[] = {&call};
  work.session->check_launch(
      work.session->driver().launch(work.session->kernel(kernel, is_double), static_cast<unsigned>(blocks), rows, 1,
                                    kViewThreads, 1, 1, shared, work.stream.get(), arguments, nullptr),
      "launching a kernel");
}

void ViewExchange::place(const Stage& stage) {
  const Layout& layout = stage.layout;
  char* const at = reinterpret_cast<char*>(stage.work.memory->get());
  views_.angles = reinterpret_cast<double*>(at + layout.angles);
  views_.angle_gradient = stage.shape.backward ? reinterpret_cast<double*>(at + layout.angle_gradient) : nullptr;
  views_.results = at + (stage.shape.backward ? layout.cotangents : layout.outputs);
  views_.initial = at + layout.initial;
  views_.initial_gradient = at + layout.initial_gradient;
  views_.report = reinterpret_cast<Report*>(at + layout.report);
  views_.first_sample = stage.piece.first;
  views_.samples = stage.piece.samples;
}

void ViewExchange::bring(const Stage& stage) {
  const Layout& layout = stage.layout;
  char* const pinned = stage.work.pinned->get();
  place(stage);
  std::copy(layout.places.begin(), layout.places.end(), reinterpret_cast<Place*>(pinned + layout.place));
  std::copy(layout.tables.begin(), layout.tables.end(), reinterpret_cast<long long*>(pinned + layout.table_place));
  put_report(pinned + layout.report);
  stage.copy_up(layout.place, layout.cotangents);
  const bool is_double = stage.program.is_double;
  if (stage.piece.first == 0) {
    wait_for(stage.work, after_);
    if (takes_) launch(stage.work, kTakeArguments, is_double, views_, (views_.batch + 1) * kWarp, 1);
    if (views_.function.num_slots > 0) {
      launch(stage.work, kEvaluateAngles, is_double, views_, views_.batch,
             std::min(static_cast<unsigned>(views_.function.num_slots), kMostRows));
    }
  }
  if (!stage.program.from_product) {
    launch(stage.work, kLoadAmplitudes, is_double, views_, stage.piece.samples * kWarp, 1);
  }
  if (stage.shape.backward) {
    launch(stage.work, kGatherResults, is_double, views_, stage.piece.samples * views_.num_outputs, 1);
  }
}

void ViewExchange::fetch(const Stage& stage) {
  const bool is_double = stage.program.is_double;
  if (!stage.shape.backward) {
    launch(stage.work, kScatterResults, is_double, views_, stage.piece.samples * views_.num_outputs, 1);
  } else {
    const int64_t of_sample = stage.program.from_product ? views_.function.num_inputs : kWarp;
    if (of_sample > 0) launch(stage.work, kChainInputs, is_double, views_, stage.piece.samples * of_sample, 1);
    if (views_.function.num_weights > 0 && stage.piece.first + stage.piece.samples == stage.call.batch) {
      launch(stage.work, kChainWeights, is_double, views_, int64_t{views_.function.num_weights} * kViewThreads, 1);
    }
  }
  stage.copy_down(stage.layout.report, stage.layout.cotangents);
  stage.wait();
  if (takes_) require_well(stage);
}

void ViewExchange::require_well(const Stage& stage) const {
  const Report report = get_report(stage.work.pinned->get() + stage.layout.report);
  const auto inputs = static_cast<uint64_t>(views_.function.num_inputs);
  if (report.input != kNowhere) {
    throw dlq::BadArgument(
        "input " + std::to_string(report.input % inputs) + " of sample " + std::to_string(report.input / inputs) +
        ": " + text(fetch_number(stage.work, views_.arguments + report.input)) + ", a finite number is needed");
  }
  if (report.weight != kNowhere) {
    const double* const weights = views_.arguments + static_cast<uint64_t>(views_.batch) * inputs;
    throw dlq::BadArgument("weight " + std::to_string(report.weight) + ": " +
                           text(fetch_number(stage.work, weights + report.weight)) + ", a finite number is needed");
  }
  if (report.sample != kNowhere) {
    throw dlq::BadArgument("inputs of sample " + std::to_string(report.sample) + ": all " +
                           std::to_string(views_.function.num_amplitudes) +
                           " amplitudes are 0, a state needs one that is not");
  }
}

}  // namespace dlq_cuda
