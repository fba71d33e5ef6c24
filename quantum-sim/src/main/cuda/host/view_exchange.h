// Arguments and results in the device's memory, where kernels take and leave them: of what is as long as the batch nothing
// goes through the host.
#pragma once

#include "../device/function.h"
#include "exchange.h"

namespace dlq_cuda {

// A stream of the caller's, whose work so far comes first; none where it is a null pointer.
using After = void* const*;

// Lets a workspace's stream wait for another's.
void wait_for(Workspace& work, After after);

// Copies the report's place on the device up, or from there down.
void put_report(char* pinned);
Report get_report(const char* pinned);

// Launches a kernel on views.
void launch(Workspace& work, Kernel kernel, bool is_double, const Views& views, int64_t threads, unsigned rows);

class ViewExchange : public Exchange {
 public:
  // views: all but what a stage says. takes: whether inputs and weights are to be taken from the caller's views, or are
  // among the arguments already.
  ViewExchange(const Views& views, bool takes, After after) : views_(views), takes_(takes), after_(after) {}

  bool on_device() const override { return true; }
  int64_t pinned_bytes(const Layout& layout) const override { return layout.cotangents; }
  void bring(const Stage& stage) override;
  void fetch(const Stage& stage) override;

 private:
  void place(const Stage& stage);
  void require_well(const Stage& stage) const;

  Views views_;
  const bool takes_;
  const After after_;
};

}  // namespace dlq_cuda
