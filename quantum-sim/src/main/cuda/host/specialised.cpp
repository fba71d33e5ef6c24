#include "specialised.h"

#include <sstream>

namespace dlq_cuda {
namespace {

// Amplitudes of a lane times operations. Compilers take long over more, and do not unroll it in the end.
constexpr int kMostUnrolled = 128;

void put(std::ostream& to, const Op& op) {
  to << '{' << op.kind << ',' << op.flip << "u," << op.parity << "u," << op.turns << ',' << op.first << ',' << op.count
     << ',' << op.diagonal << ',' << op.signs << "u," << op.outer << "ull},";
}

}  // namespace

std::string specialised_source(const Prepared& program) {
  // Of states in memory of the device, the memory is what takes time.
  if (!program.whole) return "";
  const Call call = program.call(program.image.get().data());
  const bool in_lanes = program.registers > 0;
  const bool unrolled = in_lanes && call.last_op > 0 && program.registers * call.last_op <= kMostUnrolled;
  std::ostringstream source;
  source << "#define DLQ_WANTED DLQ_KERNEL_" << (in_lanes ? "lanes" + std::to_string(program.registers) : "whole")
         << (program.is_double ? "(double, f64)" : "(float, f32)") << '\n';
  source << "#define DLQ_KNOWN"
         << " call.num_qubits = " << call.num_qubits << "; call.tile_bits = " << call.tile_bits
         << "; call.team = " << call.team << "; call.measurement = " << call.measurement
         << "; call.from_product = " << call.from_product << "; call.num_outputs = " << call.num_outputs
         << "; call.num_measured = " << call.num_measured << "; call.outcome_shift = " << call.outcome_shift
         << "; call.first_op = 0; call.last_op = " << call.last_op
         << "; call.first_unit = 0; call.last_unit = " << call.last_unit << ';'
         << (unrolled ? " call.ops = kKnownOps;" : "") << '\n';
  if (unrolled) {
    source << "#define DLQ_KNOWN_COUNT " << call.last_op << "\n#define DLQ_KNOWN_OPS ";
    for (int i = 0; i < call.last_op; i++) put(source, call.ops[i]);
    source << '\n';
  }
  return source.str();
}

}  // namespace dlq_cuda
