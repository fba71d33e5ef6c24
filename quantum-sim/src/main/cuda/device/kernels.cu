// The kernels, for both precisions. NVRTC compiles this file as it stands; g++ does for tests on the CPU, behind a header
// that gives the words of CUDA a meaning there.
//
// Rules that both need: memory shared by a block is dynamic only; warps shuffle with all lanes; whoever returns early
// leaves no barrier behind; no atomics on floating-point numbers; grids depend on the batch, not on the device.
#ifdef __CUDACC__
#define DLQ_SHARED(name) extern __shared__ __align__(16) unsigned char name[]
#endif

#include "gather.h"
#include "tiles.h"
#include "whole.h"

namespace dlq_cuda {

// Source for one program alone has text in front that says what it knows of every call.
#ifdef DLQ_KNOWN
__device__ inline Call known(Call call) {
  DLQ_KNOWN
  return call;
}
#else
__device__ inline const Call& known(const Call& call) { return call; }
#endif

}  // namespace dlq_cuda

#define DLQ_KERNEL(name, T, suffix, threads, ...)                                                              \
  extern "C" __global__ void __launch_bounds__(threads, 1) dlq_##name##_##suffix(const dlq_cuda::Call given) { \
    const dlq_cuda::Call& call = dlq_cuda::known(given);                                                       \
    __VA_ARGS__;                                                                                               \
  }

#define DLQ_KERNELS(T, suffix)                                                                          \
  DLQ_KERNEL(prepare, T, suffix, 128, dlq_cuda::prepare<T>(call))                                       \
  DLQ_KERNEL(whole, T, suffix, 512, DLQ_SHARED(memory); dlq_cuda::whole<T>(call, memory))               \
  DLQ_KERNEL(start_states, T, suffix, 256, dlq_cuda::start_states<T>(call))                             \
  DLQ_KERNEL(pass_forward, T, suffix, 512, DLQ_SHARED(memory); dlq_cuda::pass_forward<T>(call, memory)) \
  DLQ_KERNEL(pass_back, T, suffix, 512, DLQ_SHARED(memory); dlq_cuda::pass_back<T>(call, memory))       \
  DLQ_KERNEL(measure_states, T, suffix, 256, dlq_cuda::measure_states<T>(call))                         \
  DLQ_KERNEL(sum_outputs, T, suffix, 128, dlq_cuda::sum_outputs<T>(call))                               \
  DLQ_KERNEL(start_cotangents, T, suffix, 256, dlq_cuda::start_cotangents<T>(call))                     \
  DLQ_KERNEL(end_gradients, T, suffix, 256, dlq_cuda::end_gradients<T>(call))                           \
  DLQ_KERNEL(start_gradients, T, suffix, 128, dlq_cuda::start_gradients<T>(call, call.shares))          \
  DLQ_KERNEL(reduce, T, suffix, 128, DLQ_SHARED(memory); dlq_cuda::reduce<T>(call, memory))

DLQ_KERNELS(float, f32)
DLQ_KERNELS(double, f64)
