// The angles of a circuit as polynomials of inputs and weights, read from code and laid out for kernels.
#pragma once

#include <cstdint>
#include <vector>

#include "../device/function.h"
#include "prepared.h"

namespace dlq_cuda {

class Polynomials {
 public:
  // code: as dlq_cuda.h says; refused where it does not fit a program of so many slots and qubits.
  Polynomials(const int64_t* code, int64_t code_length, const double* coefficients, int64_t num_coefficients,
              const Prepared& program);

  // For kernels, the bytes lying at that address of the device.
  Function on_device(const char* image) const;
  const std::vector<char>& bytes() const { return image_.get(); }

  // Of each slot, whether samples share it.
  const std::vector<int8_t>& slot_shared() const { return shared_; }

  int num_inputs = 0;
  int num_weights = 0;
  int num_amplitudes = 0;
  // Numbers of a batch: all inputs, and the weights.
  int64_t num_arguments(int64_t batch) const { return batch * num_inputs + num_weights; }

 private:
  std::vector<Slot> slots_;
  std::vector<int8_t> shared_;
  Bytes image_;
  int64_t slots_at_ = 0, terms_at_ = 0, factors_at_ = 0, uses_at_ = 0, starts_at_ = 0;
};

}  // namespace dlq_cuda
