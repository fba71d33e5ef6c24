// The kernels, for both precisions. NVRTC compiles this file as it stands; g++ does for tests on the CPU, behind a header
// that gives the words of CUDA a meaning there.
//
// Rules that both need: memory shared by a block is dynamic only; warps shuffle with all lanes; whoever returns early
// leaves no barrier behind; no atomics on floating-point numbers; grids depend on the batch, not on the device.
#ifdef __CUDACC__
#define DLQ_SHARED(name) extern __shared__ __align__(16) unsigned char name[]
#endif

#include "draw.h"
#include "gather.h"
#include "lane_whole.h"
#include "tiles.h"
#include "views.h"
#include "whole.h"

namespace dlq_cuda {

// Source for one program alone has text in front that says what it knows of every call.
#ifdef DLQ_KNOWN
#ifdef DLQ_KNOWN_OPS
__device__ constexpr Op kKnownOps[] = {DLQ_KNOWN_OPS};
#endif
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

#define DLQ_KERNEL_prepare(T, suffix) DLQ_KERNEL(prepare, T, suffix, 128, dlq_cuda::prepare<T>(call))
#define DLQ_KERNEL_whole(T, suffix) \
  DLQ_KERNEL(whole, T, suffix, dlq_cuda::kMostThreads<T>, DLQ_SHARED(memory); dlq_cuda::whole<T>(call, memory))
#define DLQ_KERNEL_lanes1(T, suffix) \
  DLQ_KERNEL(lanes1, T, suffix, 128, DLQ_SHARED(memory); dlq_cuda::lane_whole<T, 1>(call, memory))
#define DLQ_KERNEL_lanes2(T, suffix) \
  DLQ_KERNEL(lanes2, T, suffix, 128, DLQ_SHARED(memory); dlq_cuda::lane_whole<T, 2>(call, memory))
#define DLQ_KERNEL_lanes4(T, suffix) \
  DLQ_KERNEL(lanes4, T, suffix, 128, DLQ_SHARED(memory); dlq_cuda::lane_whole<T, 4>(call, memory))
#define DLQ_KERNEL_lanes8(T, suffix) \
  DLQ_KERNEL(lanes8, T, suffix, 128, DLQ_SHARED(memory); dlq_cuda::lane_whole<T, 8>(call, memory))
#define DLQ_KERNEL_start_states(T, suffix) DLQ_KERNEL(start_states, T, suffix, 256, dlq_cuda::start_states<T>(call))
#define DLQ_KERNEL_pass_forward(T, suffix)                                           \
  DLQ_KERNEL(pass_forward, T, suffix, dlq_cuda::kMostThreads<T>, DLQ_SHARED(memory); \
             dlq_cuda::pass_forward<T>(call, memory))
#define DLQ_KERNEL_pass_back(T, suffix) \
  DLQ_KERNEL(pass_back, T, suffix, dlq_cuda::kMostThreads<T>, DLQ_SHARED(memory); dlq_cuda::pass_back<T>(call, memory))
#define DLQ_KERNEL_measure_states(T, suffix) \
  DLQ_KERNEL(measure_states, T, suffix, 256, dlq_cuda::measure_states<T>(call))
#define DLQ_KERNEL_sum_outputs(T, suffix) DLQ_KERNEL(sum_outputs, T, suffix, 128, dlq_cuda::sum_outputs<T>(call))
#define DLQ_KERNEL_start_cotangents(T, suffix) \
  DLQ_KERNEL(start_cotangents, T, suffix, 256, dlq_cuda::start_cotangents<T>(call))
#define DLQ_KERNEL_end_gradients(T, suffix) DLQ_KERNEL(end_gradients, T, suffix, 256, dlq_cuda::end_gradients<T>(call))
#define DLQ_KERNEL_start_gradients(T, suffix) \
  DLQ_KERNEL(start_gradients, T, suffix, 128, dlq_cuda::start_gradients<T>(call, call.shares))
#define DLQ_KERNEL_reduce(T, suffix) \
  DLQ_KERNEL(reduce, T, suffix, 128, DLQ_SHARED(memory); dlq_cuda::reduce<T>(call, memory))

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
  DLQ_VIEW_KERNEL(sum_weights, T, suffix, dlq_cuda::sum_weights<T>(call))             \
  DLQ_VIEW_KERNEL(chain_weights, T, suffix, DLQ_SHARED(memory); dlq_cuda::chain_weights<T>(call, memory))

#define DLQ_SHOT_KERNEL(name, T, suffix)                               \
  extern "C" __global__ void __launch_bounds__(dlq_cuda::kShotThreads) \
      dlq_##name##_##suffix(const dlq_cuda::Shots call) {              \
    dlq_cuda::name<T>(call);                                           \
  }

#define DLQ_SHOT_KERNELS(T, suffix) DLQ_SHOT_KERNEL(add_up, T, suffix) DLQ_SHOT_KERNEL(draw, T, suffix)

// All, or those that source for one program alone is for.
#ifndef DLQ_WANTED
#define DLQ_KERNELS(T, suffix)                                                                                        \
  DLQ_KERNEL_prepare(T, suffix) DLQ_KERNEL_whole(T, suffix) DLQ_KERNEL_lanes1(T, suffix) DLQ_KERNEL_lanes2(T, suffix) \
      DLQ_KERNEL_lanes4(T, suffix) DLQ_KERNEL_lanes8(T, suffix) DLQ_KERNEL_start_states(T, suffix)                    \
          DLQ_KERNEL_pass_forward(T, suffix) DLQ_KERNEL_pass_back(T, suffix) DLQ_KERNEL_measure_states(T, suffix)     \
              DLQ_KERNEL_sum_outputs(T, suffix) DLQ_KERNEL_start_cotangents(T, suffix)                                \
                  DLQ_KERNEL_end_gradients(T, suffix) DLQ_KERNEL_start_gradients(T, suffix)                           \
                      DLQ_KERNEL_reduce(T, suffix)
#define DLQ_WANTED         \
  DLQ_KERNELS(float, f32)  \
  DLQ_KERNELS(double, f64) \
  DLQ_VIEW_KERNELS(float, f32) DLQ_VIEW_KERNELS(double, f64) DLQ_SHOT_KERNELS(float, f32) DLQ_SHOT_KERNELS(double, f64)
#endif

DLQ_WANTED
