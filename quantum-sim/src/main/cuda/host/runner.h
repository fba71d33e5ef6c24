// A program on one device or several: cuts batches into pieces, and shares them out.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "../device/shots.h"
#include "on_device.h"
#include "prepared.h"

namespace dlq_cuda {

// Devices that share batches. They count as the least of them.
class Devices {
 public:
  // compiler: of kernels for single programs; may be none.
  Devices(const char* driver, const std::string& image, const std::vector<int32_t>& numbers, int64_t memory_limit,
          std::unique_ptr<Compiler> compiler);

  Compiler* compiler() const { return compiler_.get(); }

  const std::vector<std::unique_ptr<Device>>& get() const { return devices_; }
  const std::string& description() const { return description_; }
  int shared_limit() const;
  int64_t memory() const;  // of each
  int64_t held() const;    // of all

 private:
  std::vector<std::unique_ptr<Device>> devices_;
  std::string description_;
  std::unique_ptr<Compiler> compiler_;
};

class Runner {
 public:
  Runner(Devices& devices, const dlq::Program& program, bool is_double);

  const Prepared& program() const { return prepared_; }

  // Forward, or where there is an angle gradient or one of initial states to be written, backward.
  void run(const dlq::Call& call, bool backward, States* states);
  // The same on so many of the devices, with arguments and results that come and go by another way.
  void run(const dlq::Call& call, bool backward, States* states, Exchange& exchange, size_t num_devices);
  // Shots of probabilities, [batch, min(shots, outcomes)].
  void draw(const dlq::Call& call, int64_t shots, const Streams& streams, uint32_t* drawn);

 private:
  // Pieces of one call, and who runs them.
  struct Job {
    const Batch& batch;
    int64_t num_devices;
  };

  void forward(const dlq::Call& call, States* states, Exchange& exchange, size_t num_devices);
  void backward(const dlq::Call& call, States* states, Exchange& exchange, size_t num_devices);
  bool reserve(const Job& job, int32_t samples, States& states);
  void share_out(const Job& job, bool keep, States* states);
  void run_pieces(const Job& job, bool keep, States* states);
  bool are_here(const States& states, const Exchange& exchange, size_t num_devices) const;

  Devices& devices_;
  Prepared prepared_;
  std::vector<std::unique_ptr<OnDevice>> on_devices_;
};

}  // namespace dlq_cuda
