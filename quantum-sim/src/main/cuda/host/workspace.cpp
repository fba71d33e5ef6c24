#include "workspace.h"

#include <cstring>

namespace dlq_cuda {

Workspace::Workspace(Device& device, const std::shared_ptr<Session>& session)
    : device_(device),
      session_(session),
      stream_(session),
      event_(session),
      report_(device, session, sizeof(Report)),
      pinned_(device, session, sizeof(Report)) {}

void Workspace::follow(After after) {
  if (after == nullptr) return;
  const Driver& driver = session_->driver();
  session_->check(driver.event_record(event_.get(), *after), "marking where the caller's stream is");
  session_->check(driver.stream_wait(stream_.get(), event_.get(), 0), "waiting for the caller's stream");
}

void Workspace::finish() {
  // Errors of kernels come to light here.
  session_->check_launch(session_->driver().stream_synchronize(stream_.get()), "running kernels");
}

void Workspace::run(const Launch& launch) {
  session_->check_launch(launch.put(session_->driver(), stream_.get()), "launching a kernel");
}

Report Workspace::ask(const Launch& launch) {
  const Driver& driver = session_->driver();
  Report report{kNowhere, kNowhere, kNowhere};
  std::memcpy(pinned_.get(), &report, sizeof report);
  session_->check(driver.copy_to_device(report_.get(), pinned_.get(), sizeof report, stream_.get()),
                  "copying a report to the device");
  run(launch);
  session_->check(driver.copy_to_host(pinned_.get(), report_.get(), sizeof report, stream_.get()),
                  "copying a report from the device");
  finish();
  std::memcpy(&report, pinned_.get(), sizeof report);
  return report;
}

double Workspace::number(const double* at) {
  session_->check(
      session_->driver().copy_to_host(pinned_.get(), reinterpret_cast<Pointer>(at), sizeof(double), stream_.get()),
      "copying a number from the device");
  finish();
  double value = 0;
  std::memcpy(&value, pinned_.get(), sizeof value);
  return value;
}

void Workspace::abandon() {
  if (!session_->lost()) session_->driver().stream_synchronize(stream_.get());
}

}  // namespace dlq_cuda
