#include "dispatch.h"

#include "parser.h"

namespace dlq {

int32_t variants() {
  int32_t present = 1;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2")) present |= 2;
  if ((present & 2) != 0 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd")) {
    present |= 4;
  }
#endif
  return present;
}

const KernelSet& choose(int32_t variant) {
  const int32_t present = variants();
  if (variant > 2 || variant < -1 || (variant >= 0 && (present >> variant & 1) == 0)) {
    throw BadArgument("variant " + std::to_string(variant) + ": this processor has the set " + std::to_string(present));
  }
#if defined(__x86_64__)
  if (variant == 2 || (variant < 0 && (present & 4) != 0)) return avx512::kernels();
  if (variant == 1 || (variant < 0 && (present & 2) != 0)) return avx2::kernels();
#endif
  return baseline::kernels();
}

}  // namespace dlq
