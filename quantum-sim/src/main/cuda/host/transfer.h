// Arguments and results in memory of the host: there in the order and type that kernels have, here in the caller's.
#pragma once

#include <cstdint>

#include "exchange.h"

namespace dlq_cuda {

class Transfer : public Exchange {
 public:
  Transfer(const Prepared& program, const dlq::Call& call, bool backward)
      : program_(program), call_(call), backward_(backward) {}

  std::shared_ptr<Session> session(Device& device) const override { return device.session(); }
  void begin(int64_t num_pieces) override;
  int64_t up(const Layout& layout) const override { return layout.up; }
  Span down(const Layout& layout) const override { return {layout.up, layout.down}; }
  void put_arguments(const Layout& layout, Piece piece, char* to) const override;
  std::vector<Launch> before(const Stage&) const override { return {}; }
  std::vector<Launch> after(const Stage&) const override { return {}; }
  void get_results(const Layout& layout, int64_t number, Piece piece, const char* from) override;
  // Adds up the gradient of angles that samples share.
  void end() override;

 private:
  const Prepared& program_;
  const dlq::Call& call_;
  const bool backward_;
  std::vector<double> sums_;  // [piece, slot]
};

}  // namespace dlq_cuda
