// Arguments and results in the device's memory, where kernels take and leave them: of what is as long as the batch
// nothing goes through the host.
#pragma once

#include "exchange.h"
#include "workspace.h"

namespace dlq_cuda {

class ViewExchange final : public Exchange {
 public:
  // views: all but what a piece says, inputs and weights being taken.
  ViewExchange(const Prepared& program, const Views& views, bool backward, Workspace& work)
      : program_(program), views_(views), backward_(backward), work_(work) {}

  std::shared_ptr<Session> session(Device&) const override { return work_.session(); }
  void begin(int64_t num_pieces) override;
  int64_t up(const Layout& layout) const override { return layout.angles; }
  Span down(const Layout&) const override { return {0, 0}; }
  void put_arguments(const Layout&, Piece, char*) const override {}
  std::vector<Launch> before(const Stage& stage) const override;
  std::vector<Launch> after(const Stage& stage) const override;
  void get_results(const Layout&, int64_t, Piece, const char*) override {}
  // Adds up the gradient of weights.
  void end() override;

 private:
  Views place(const Stage& stage) const;

  const Prepared& program_;
  Views views_;
  const bool backward_;
  Workspace& work_;
  std::unique_ptr<DeviceMemory> weight_sums_;  // [piece, weight], where there are several pieces
};

}  // namespace dlq_cuda
