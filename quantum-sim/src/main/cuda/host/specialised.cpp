#include "specialised.h"

#include <sstream>

namespace dlq_cuda {

std::string specialised_source(const Prepared& program) {
  std::ostringstream source;
  source << "#define DLQ_KNOWN"
         << " call.num_qubits = " << program.num_qubits << "; call.tile_bits = " << program.tile_bits
         << "; call.team = " << program.team << "; call.measurement = " << program.measurement
         << "; call.from_product = " << (program.from_product ? 1 : 0) << ";\n";
  return source.str();
}

}  // namespace dlq_cuda
