// The functions of dlq_cuda.h: arguments checked, exceptions kept inside.
#include "dlq_cuda.h"

#include "handles.h"

struct dlq_cuda_states {
  dlq_cuda::States states;
};

namespace dlq_cuda {
namespace {

struct LastError {
  std::string message = "no error";
  std::string name;
  int64_t needed = 0;
  int64_t free = 0;
};

thread_local LastError last_error;

}  // namespace

int32_t failed(int32_t status, const std::string& message, const std::string& name, int64_t needed, int64_t free) {
  last_error = {message, name, needed, free};
  return status;
}

void check(bool holds, const char* message) {
  if (!holds) throw dlq::BadArgument(message);
}

}  // namespace dlq_cuda

using dlq_cuda::check;
using dlq_cuda::guarded;
using dlq_cuda::last_error;

namespace {

dlq::View view(const void* data, int64_t row_stride, int64_t column_stride, int32_t is_double) {
  return {const_cast<void*>(data), row_stride, column_stride, is_double != 0};
}

void check_call(const dlq_cuda_program* program, const dlq::Call& call) {
  check(program != nullptr, "program: none given");
  check(call.batch >= 1, "batch: at least 1 is needed");
  const bool slots = program->runner.program().num_slots > 0;
  check(!slots || (call.angles != nullptr && call.slot_start != nullptr && call.slot_shared != nullptr),
        "angles: none given");
  check(program->runner.program().from_product || call.initial.data != nullptr, "initial states: none given");
}

void check_outputs(const dlq::Call& call) { check(call.outputs.data != nullptr, "outputs: none given"); }

}  // namespace

extern "C" {

const char* dlq_cuda_last_error(void) { return last_error.message.c_str(); }
const char* dlq_cuda_last_error_name(void) { return last_error.name.c_str(); }
int64_t dlq_cuda_last_bytes_needed(void) { return last_error.needed; }
int64_t dlq_cuda_last_bytes_free(void) { return last_error.free; }

int32_t dlq_cuda_find_devices(const char* driver, int32_t* count) {
  return guarded([&] {
    check(count != nullptr, "count: nowhere to put it");
    *count = dlq_cuda::Driver(driver).count_devices();
  });
}

int32_t dlq_cuda_open(const char* driver, const char* image, int64_t image_length, const int32_t* numbers,
                      int32_t num_devices, int64_t memory_limit, const char* source, const char* nvrtc,
                      const char* cache, dlq_cuda_devices** devices) {
  return guarded([&] {
    check(devices != nullptr, "devices: nowhere to put them");
    check(numbers != nullptr && num_devices >= 1, "devices: none given");
    check(image != nullptr && image_length > 0, "kernels: none given");
    check(memory_limit >= 0, "memory limit: below 0");
    std::unique_ptr<dlq_cuda::Compiler> compiler;
    if (source != nullptr) {
      compiler =
          std::make_unique<dlq_cuda::Compiler>(source, nvrtc == nullptr ? "" : nvrtc, cache == nullptr ? "" : cache);
    }
    *devices =
        new dlq_cuda_devices{{driver, std::string(image, static_cast<size_t>(image_length)),
                              std::vector<int32_t>(numbers, numbers + num_devices), memory_limit, std::move(compiler)}};
  });
}

void dlq_cuda_close(dlq_cuda_devices* devices) { delete devices; }

const char* dlq_cuda_description(const dlq_cuda_devices* devices) { return devices->devices.description().c_str(); }
const char* dlq_cuda_compiler(const dlq_cuda_devices* devices) {
  const dlq_cuda::Compiler* const compiler = devices->devices.compiler();
  return compiler == nullptr ? "" : compiler->description().c_str();
}

const char* dlq_cuda_compiler_failure(const dlq_cuda_devices* devices) {
  const dlq_cuda::Compiler* const compiler = devices->devices.compiler();
  last_error.message = compiler == nullptr ? "" : compiler->failure();
  return last_error.message.c_str();
}

void dlq_cuda_compiler_finish(dlq_cuda_devices* devices) {
  if (devices->devices.compiler() != nullptr) devices->devices.compiler()->finish();
}

int64_t dlq_cuda_memory(const dlq_cuda_devices* devices) { return devices->devices.memory(); }
int64_t dlq_cuda_memory_held(const dlq_cuda_devices* devices) { return devices->devices.held(); }

int32_t dlq_cuda_program_create(dlq_cuda_devices* devices, const int64_t* code, int64_t code_length,
                                const double* reals, int64_t reals_length, int32_t is_double,
                                dlq_cuda_program** program) {
  return guarded([&] {
    check(devices != nullptr, "devices: none given");
    check(program != nullptr, "program: nowhere to put it");
    dlq::OwnedProgram parsed(code, code_length, reals, reals_length, dlq_cuda::Prepared::kMostQubits);
    *program = new dlq_cuda_program{devices->devices, {devices->devices, parsed.program, is_double != 0}, nullptr};
  });
}

void dlq_cuda_program_free(dlq_cuda_program* program) { delete program; }

int32_t dlq_cuda_states_create(dlq_cuda_states** states) {
  return guarded([&] {
    check(states != nullptr, "states: nowhere to put them");
    *states = new dlq_cuda_states;
  });
}

void dlq_cuda_states_clear(dlq_cuda_states* states) {
  if (states != nullptr) states->states.clear();
}

int64_t dlq_cuda_states_bytes(const dlq_cuda_states* states) { return states == nullptr ? 0 : states->states.bytes(); }

void dlq_cuda_states_free(dlq_cuda_states* states) { delete states; }

int32_t dlq_cuda_forward(dlq_cuda_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                         const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                         int64_t initial_column_stride, int32_t initial_is_double, void* outputs,
                         int64_t outputs_row_stride, int64_t outputs_column_stride, int32_t outputs_is_double,
                         dlq_cuda_states* states) {
  return guarded([&] {
    dlq::Call call{};
    call.batch = batch;
    call.angles = angles;
    call.slot_start = slot_start;
    call.slot_shared = slot_shared;
    call.initial = view(initial, initial_row_stride, initial_column_stride, initial_is_double);
    call.outputs = view(outputs, outputs_row_stride, outputs_column_stride, outputs_is_double);
    check_call(program, call);
    check_outputs(call);
    program->runner.run(call, false, states == nullptr ? nullptr : &states->states);
  });
}

int32_t dlq_cuda_backward(dlq_cuda_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                          const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                          int64_t initial_column_stride, int32_t initial_is_double, const void* cotangents,
                          int64_t cotangents_row_stride, int64_t cotangents_column_stride, int32_t cotangents_is_double,
                          double* angle_gradient, void* initial_gradient, int64_t initial_gradient_row_stride,
                          int64_t initial_gradient_column_stride, int32_t initial_gradient_is_double,
                          dlq_cuda_states* states) {
  return guarded([&] {
    dlq::Call call{};
    call.batch = batch;
    call.angles = angles;
    call.slot_start = slot_start;
    call.slot_shared = slot_shared;
    call.initial = view(initial, initial_row_stride, initial_column_stride, initial_is_double);
    call.outputs = view(cotangents, cotangents_row_stride, cotangents_column_stride, cotangents_is_double);
    call.angle_gradient = angle_gradient;
    call.initial_gradient =
        view(initial_gradient, initial_gradient_row_stride, initial_gradient_column_stride, initial_gradient_is_double);
    check_call(program, call);
    check_outputs(call);
    check(program->runner.program().num_slots == 0 || angle_gradient != nullptr, "angle gradient: nowhere to put it");
    program->runner.run(call, true, states == nullptr ? nullptr : &states->states);
  });
}

int32_t dlq_cuda_draw(dlq_cuda_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                      const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                      int64_t initial_column_stride, int32_t initial_is_double, int32_t shots,
                      const dlq_cuda_streams* streams, uint32_t* drawn) {
  return guarded([&] {
    dlq::Call call{};
    call.batch = batch;
    call.angles = angles;
    call.slot_start = slot_start;
    call.slot_shared = slot_shared;
    call.initial = view(initial, initial_row_stride, initial_column_stride, initial_is_double);
    check_call(program, call);
    check(program->runner.program().measurement == dlq_cuda::kProbabilities, "program: gives no probabilities");
    check(shots >= 1, "shots: at least 1 is needed");
    check(streams != nullptr, "streams: none given");
    check(drawn != nullptr, "drawn: nowhere to put it");
    program->runner.draw(call, shots,
                         {static_cast<uint64_t>(streams->seed), static_cast<uint64_t>(streams->iteration),
                          static_cast<uint64_t>(streams->purpose), static_cast<uint64_t>(streams->first),
                          static_cast<uint64_t>(streams->step)},
                         drawn);
  });
}

}  // extern "C"
