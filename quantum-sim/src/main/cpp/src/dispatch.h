// Which kernels the processor can run.
#pragma once

#include "kernels.h"

namespace dlq {

// Bit 0 baseline, bit 1 AVX2, bit 2 AVX-512.
int32_t variants();

// The kernels of a variant; -1 for the best.
const KernelSet& choose(int32_t variant);

}  // namespace dlq
