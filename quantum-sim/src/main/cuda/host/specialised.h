// Source of kernels for one program: what is known of it stands in front of the source for all.
#pragma once

#include <string>

#include "prepared.h"

namespace dlq_cuda {

// Text to stand in front of kernels.cu; empty where it would not pay.
std::string specialised_source(const Prepared& program);

}  // namespace dlq_cuda
