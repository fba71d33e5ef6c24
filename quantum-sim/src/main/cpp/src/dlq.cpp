// The functions of dlq.h: arguments checked, exceptions kept inside.
#include "dlq.h"

#include <new>
#include <string>

#include "dispatch.h"
#include "runner.h"
#include "workers.h"

struct dlq_program {
  dlq::Runner runner;
};

struct dlq_states {
  dlq::States states;
};

namespace {

thread_local std::string last_error = "no error";

template <class Body>
int32_t guarded(Body body) {
  try {
    body();
    return DLQ_OK;
  } catch (const dlq::BadArgument& e) {
    last_error = e.what();
    return DLQ_BAD_ARGUMENT;
  } catch (const dlq::OutOfMemory& e) {
    last_error = e.what();
    return DLQ_OUT_OF_MEMORY;
  } catch (const std::bad_alloc&) {
    last_error = "out of memory";
    return DLQ_OUT_OF_MEMORY;
  } catch (const std::exception& e) {
    last_error = e.what();
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
  const bool slots = program->runner.program().num_slots > 0;
  check(!slots || (call.angles != nullptr && call.slot_start != nullptr && call.slot_shared != nullptr),
        "angles: none given");
  check(program->runner.program().from_product || call.initial.data != nullptr, "initial states: none given");
  check(call.outputs.data != nullptr, "outputs: none given");
}

}  // namespace

extern "C" {

const char* dlq_last_error(void) { return last_error.c_str(); }

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
    *program = new dlq_program{{code, code_length, reals, reals_length, is_double != 0, dlq::choose(variant)}};
  });
}

void dlq_program_free(dlq_program* program) { delete program; }

int32_t dlq_states_create(dlq_states** states) {
  return guarded([&] {
    check(states != nullptr, "states: nowhere to put them");
    *states = new dlq_states;
  });
}

void dlq_states_clear(dlq_states* states) {
  if (states != nullptr) states->states.clear();
}

int64_t dlq_states_bytes(const dlq_states* states) { return states == nullptr ? 0 : states->states.bytes(); }

void dlq_states_free(dlq_states* states) { delete states; }

int32_t dlq_forward(dlq_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                    const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                    int64_t initial_column_stride, int32_t initial_is_double, void* outputs, int64_t outputs_row_stride,
                    int64_t outputs_column_stride, int32_t outputs_is_double, dlq_states* states) {
  return guarded([&] {
    dlq::Call call{};
    call.batch = batch;
    call.angles = angles;
    call.slot_start = slot_start;
    call.slot_shared = slot_shared;
    call.initial = view(initial, initial_row_stride, initial_column_stride, initial_is_double);
    call.outputs = view(outputs, outputs_row_stride, outputs_column_stride, outputs_is_double);
    check_call(program, call);
    program->runner.run(call, false, states == nullptr ? nullptr : &states->states);
  });
}

int32_t dlq_backward(dlq_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                     const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                     int64_t initial_column_stride, int32_t initial_is_double, const void* cotangents,
                     int64_t cotangents_row_stride, int64_t cotangents_column_stride, int32_t cotangents_is_double,
                     double* angle_gradient, void* initial_gradient, int64_t initial_gradient_row_stride,
                     int64_t initial_gradient_column_stride, int32_t initial_gradient_is_double, dlq_states* states) {
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
    const dlq::Program& plan = program->runner.program();
    check(plan.num_slots == 0 || angle_gradient != nullptr, "angle gradient: nowhere to put it");
    program->runner.run(call, true, states == nullptr ? nullptr : &states->states);
  });
}

int64_t dlq_scratch_bytes(void) { return dlq::scratch_in_use(); }

}  // extern "C"
