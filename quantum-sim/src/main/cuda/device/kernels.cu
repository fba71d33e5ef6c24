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
#include "views.h"
#include "whole.h"

#define DLQ_KERNEL(name, T, suffix, threads, ...)                                                             \
  extern "C" __global__ void __launch_bounds__(threads, 1) dlq_##name##_##suffix(const dlq_cuda::Call call) { \
    __VA_ARGS__;                                                                                              \
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

#define DLQ_VIEW_KERNEL(name, T, suffix, ...)                          \
  extern "C" __global__ void __launch_bounds__(dlq_cuda::kViewThreads) \
      dlq_##name##_##suffix(const dlq_cuda::Views call) {              \
    __VA_ARGS__;                                                       \
  }

#define DLQ_VIEW_KERNELS(T, suffix)                                                   \
  DLQ_VIEW_KERNEL(take_arguments, T, suffix, dlq_cuda::take_arguments<T>(call))       \
  DLQ_VIEW_KERNEL(compare_arguments, T, suffix, dlq_cuda::compare_arguments<T>(call)) \
  DLQ_VIEW_KERNEL(evaluate_angles, T, suffix, dlq_cuda::evaluate_angles<T>(call))     \
  DLQ_VIEW_KERNEL(load_amplitudes, T, suffix, dlq_cuda::load_amplitudes<T>(call))     \
  DLQ_VIEW_KERNEL(gather_results, T, suffix, dlq_cuda::gather_results<T>(call))       \
  DLQ_VIEW_KERNEL(scatter_results, T, suffix, dlq_cuda::scatter_results<T>(call))     \
  DLQ_VIEW_KERNEL(chain_inputs, T, suffix, dlq_cuda::chain_inputs<T>(call))           \
  DLQ_VIEW_KERNEL(chain_weights, T, suffix, DLQ_SHARED(memory); dlq_cuda::chain_weights<T>(call, memory))

DLQ_VIEW_KERNELS(float, f32)
DLQ_VIEW_KERNELS(double, f64)
