// The functions of dlq.h: choose kernels, hand out scratch memory, spread chunks over threads, keep exceptions inside.
#include "dlq.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>

#include "kernels.h"
#include "parser.h"
#include "workers.h"

namespace dlq {
namespace {

thread_local std::string last_error = "no error";
std::atomic<int64_t> scratch_in_use{0};

// More memory than a call may take: refused before the system, which grants more than it has, kills the process.
struct OutOfMemory : std::runtime_error {
  using std::runtime_error::runtime_error;
};

size_t memory_limit() {
  const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGE_SIZE);
  return pages > 0 && page > 0 ? static_cast<size_t>(pages) * static_cast<size_t>(page) / 4 * 3 : SIZE_MAX;
}

// Memory on a cache line, counted.
class Scratch {
 public:
  explicit Scratch(size_t bytes) : bytes_((bytes + 63) / 64 * 64 + 64) {
    memory_ = std::aligned_alloc(64, bytes_);
    if (memory_ == nullptr) throw std::bad_alloc();
    scratch_in_use += static_cast<int64_t>(bytes_);
  }
  ~Scratch() {
    std::free(memory_);
    scratch_in_use -= static_cast<int64_t>(bytes_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  void* get() const { return memory_; }

 private:
  size_t bytes_;
  void* memory_;
};

// Scratch memory of one size, handed from call to call.
class Pool {
 public:
  std::unique_ptr<Scratch> take(size_t bytes) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (idle_.empty()) return std::make_unique<Scratch>(bytes);
    std::unique_ptr<Scratch> scratch = std::move(idle_.back());
    idle_.pop_back();
    return scratch;
  }
  void give(std::unique_ptr<Scratch> scratch) {
    const std::lock_guard<std::mutex> lock(mutex_);
    idle_.push_back(std::move(scratch));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Scratch>> idle_;
};

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

// Chunks of a batch do not depend on the number of threads, so neither do results.
constexpr int kMaxChunks = 16;

}  // namespace
}  // namespace dlq

struct dlq_program {
  dlq::OwnedProgram owned;
  const dlq::Kernels& wide;
  const dlq::Kernels& single;
  dlq::Pool shared_wide, shared_single, forward_wide, forward_single, backward_wide, backward_single;

  dlq_program(const int64_t* code, int64_t code_length, const double* reals, int64_t reals_length, bool is_double,
              const dlq::KernelSet& set)
      : owned(code, code_length, reals, reals_length),
        wide(is_double ? set.wide_double : set.wide_float),
        single(is_double ? set.single_double : set.single_float) {}

  void run(const dlq::Call& call, bool backward) {
    const dlq::Program& program = owned.program;
    const auto needed = [&](const dlq::Kernels& kernels, int threads) {
      return kernels.shared_bytes(program) + static_cast<size_t>(threads) * kernels.scratch_bytes(program, backward);
    };
    // Lanes for several samples take several states: where those do not fit, one sample after the other.
    const size_t limit = dlq::memory_limit();
    const int threads = dlq::Workers::instance().threads();
    const bool is_single = call.batch == 1 || needed(wide, threads) > limit;
    const dlq::Kernels& kernels = is_single ? single : wide;
    const bool one_by_one = needed(kernels, threads) > limit;
    if (needed(kernels, 1) > limit) {
      throw dlq::OutOfMemory("a call needs " + std::to_string(needed(kernels, 1)) + " bytes, it may take " +
                             std::to_string(limit));
    }
    dlq::Pool& shared_pool = is_single ? shared_single : shared_wide;
    dlq::Pool& pool = backward ? (is_single ? backward_single : backward_wide)
                               : (is_single ? forward_single : forward_wide);
    std::unique_ptr<dlq::Scratch> shared = shared_pool.take(kernels.shared_bytes(program));
    kernels.prepare(program, call, shared->get());
    const int tiles = (call.batch + kernels.lanes - 1) / kernels.lanes;
    const int chunks = tiles < dlq::kMaxChunks ? tiles : dlq::kMaxChunks;
    const size_t slots = static_cast<size_t>(program.num_slots);
    std::vector<double> gradients(backward ? slots * static_cast<size_t>(chunks) : 0);
    const size_t bytes = kernels.scratch_bytes(program, backward);
    for (size_t slot = 0; backward && slot < slots; slot++) {
      double* const from = call.angle_gradient + call.slot_start[slot];
      std::fill(from, from + (call.slot_shared[slot] != 0 ? 1 : call.batch), 0.0);
    }
    std::mutex failed_lock;
    bool failed = false;
    const auto work = [&](int chunk) {
      const int32_t from = static_cast<int32_t>(int64_t{tiles} * chunk / chunks) * kernels.lanes;
      const int32_t to = static_cast<int32_t>(int64_t{tiles} * (chunk + 1) / chunks) * kernels.lanes;
      const int32_t count = (to < call.batch ? to : call.batch) - from;
      try {
        std::unique_ptr<dlq::Scratch> mine = pool.take(bytes);
        if (backward) {
          kernels.backward(program, call, shared->get(), from, count, mine->get(),
                           gradients.data() + slots * static_cast<size_t>(chunk));
        } else {
          kernels.forward(program, call, shared->get(), from, count, mine->get());
        }
        pool.give(std::move(mine));
      } catch (const std::bad_alloc&) {
        const std::lock_guard<std::mutex> lock(failed_lock);
        failed = true;
      }
    };
    if (one_by_one) {
      for (int chunk = 0; chunk < chunks; chunk++) work(chunk);
    } else {
      dlq::Workers::instance().run(chunks, work);
    }
    shared_pool.give(std::move(shared));
    if (failed) throw std::bad_alloc();
    for (size_t slot = 0; backward && slot < slots; slot++) {
      if (call.slot_shared[slot] == 0) continue;
      double sum = 0;
      for (int chunk = 0; chunk < chunks; chunk++) sum += gradients[slots * static_cast<size_t>(chunk) + slot];
      call.angle_gradient[call.slot_start[slot]] += sum;
    }
  }
};

namespace {

template <class Body>
int32_t guarded(Body body) {
  try {
    body();
    return DLQ_OK;
  } catch (const dlq::BadArgument& e) {
    dlq::last_error = e.what();
    return DLQ_BAD_ARGUMENT;
  } catch (const dlq::OutOfMemory& e) {
    dlq::last_error = e.what();
    return DLQ_OUT_OF_MEMORY;
  } catch (const std::bad_alloc&) {
    dlq::last_error = "out of memory";
    return DLQ_OUT_OF_MEMORY;
  } catch (const std::exception& e) {
    dlq::last_error = e.what();
    return DLQ_INTERNAL;
  }
}

void check(bool holds, const char* message) {
  if (!holds) throw dlq::BadArgument(message);
}

dlq::View view(const void* data, int64_t row_stride, int64_t column_stride, int32_t is_double) {
  return {const_cast<void*>(data), row_stride, column_stride, is_double != 0};
}

void check_call(const dlq_program* program, const dlq::Call& call) {
  check(program != nullptr, "program: none given");
  check(call.batch >= 1, "batch: at least 1 is needed");
  const bool slots = program->owned.program.num_slots > 0;
  check(!slots || (call.angles != nullptr && call.slot_start != nullptr && call.slot_shared != nullptr),
        "angles: none given");
  check(program->owned.program.from_product ? call.start != nullptr : call.initial.data != nullptr,
        "initial states: none given");
  check(call.outputs.data != nullptr, "outputs: none given");
}

}  // namespace

extern "C" {

const char* dlq_last_error(void) { return dlq::last_error.c_str(); }

int32_t dlq_variants(void) { return dlq::variants(); }

int32_t dlq_set_threads(int32_t threads) {
  return guarded([&] {
    check(threads >= 0 && threads <= 1024, "threads: outside 0..1024");
    dlq::Workers::instance().set_threads(threads);
  });
}

int32_t dlq_program_create(const int64_t* code, int64_t code_length, const double* reals, int64_t reals_length,
                           int32_t is_double, int32_t variant, dlq_program** program) {
  return guarded([&] {
    check(program != nullptr, "program: nowhere to put it");
    *program = new dlq_program(code, code_length, reals, reals_length, is_double != 0, dlq::choose(variant));
  });
}

void dlq_program_free(dlq_program* program) { delete program; }

int32_t dlq_forward(dlq_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                    const int8_t* slot_shared, const double* start, const void* initial, int64_t initial_row_stride,
                    int64_t initial_column_stride, int32_t initial_is_double, void* outputs, int64_t outputs_row_stride,
                    int64_t outputs_column_stride, int32_t outputs_is_double) {
  return guarded([&] {
    dlq::Call call{};
    call.batch = batch;
    call.angles = angles;
    call.slot_start = slot_start;
    call.slot_shared = slot_shared;
    call.start = start;
    call.initial = view(initial, initial_row_stride, initial_column_stride, initial_is_double);
    call.outputs = view(outputs, outputs_row_stride, outputs_column_stride, outputs_is_double);
    check_call(program, call);
    program->run(call, false);
  });
}

int32_t dlq_backward(dlq_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                     const int8_t* slot_shared, const double* start, const void* initial, int64_t initial_row_stride,
                     int64_t initial_column_stride, int32_t initial_is_double, const void* cotangents,
                     int64_t cotangents_row_stride, int64_t cotangents_column_stride, int32_t cotangents_is_double,
                     double* angle_gradient, double* environments, void* initial_gradient,
                     int64_t initial_gradient_row_stride, int64_t initial_gradient_column_stride,
                     int32_t initial_gradient_is_double) {
  return guarded([&] {
    dlq::Call call{};
    call.batch = batch;
    call.angles = angles;
    call.slot_start = slot_start;
    call.slot_shared = slot_shared;
    call.start = start;
    call.initial = view(initial, initial_row_stride, initial_column_stride, initial_is_double);
    call.outputs = view(cotangents, cotangents_row_stride, cotangents_column_stride, cotangents_is_double);
    call.angle_gradient = angle_gradient;
    call.environments = environments;
    call.initial_gradient = view(initial_gradient, initial_gradient_row_stride, initial_gradient_column_stride,
                                 initial_gradient_is_double);
    check_call(program, call);
    const dlq::Program& plan = program->owned.program;
    check(plan.num_slots == 0 || angle_gradient != nullptr, "angle gradient: nowhere to put it");
    check(!plan.from_product || environments != nullptr, "environments: nowhere to put them");
    program->run(call, true);
  });
}

int64_t dlq_scratch_bytes(void) { return dlq::scratch_in_use.load(); }

}  // extern "C"
