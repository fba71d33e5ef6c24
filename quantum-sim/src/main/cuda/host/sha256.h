// SHA-256 (FIPS 180-4), by which compiled kernels are named and held to be what was written.
#pragma once

#include <string>

namespace dlq_cuda {

// In hexadecimal digits.
std::string sha256(const std::string& text);

}  // namespace dlq_cuda
