// The functions of dlq_cuda.h for arrays in the device's memory.
#include "handles.h"

using dlq_cuda::check;
using dlq_cuda::guarded;

struct dlq_cuda_pullback {
  dlq_cuda::Pullback pullback;
};

namespace {

dlq_cuda::View view(const dlq_cuda_view* from) {
  if (from == nullptr) return {};
  return {reinterpret_cast<void*>(from->data), from->row_stride, from->column_stride, from->is_double != 0 ? 1 : 0};
}

dlq_cuda::Circuit& circuit(const dlq_cuda_program* program) {
  check(program != nullptr, "program: none given");
  check(program->circuit != nullptr, "program: its angles are not defined");
  return *program->circuit;
}

void check_arguments(const dlq_cuda::Circuit& circuit, int32_t batch, const dlq_cuda::Matrices& matrices) {
  check(batch >= 1, "batch: at least 1 is needed");
  check(circuit.polynomials().num_inputs == 0 || matrices.inputs.data != nullptr, "inputs: none given");
  check(circuit.polynomials().num_weights == 0 || matrices.weights.data != nullptr, "weights: none given");
}

void check_gradients(const dlq_cuda::Circuit& circuit, const dlq_cuda::Matrices& matrices) {
  check(matrices.outputs.data != nullptr, "cotangents: none given");
  check(circuit.polynomials().num_inputs == 0 || matrices.input_gradient.data != nullptr,
        "input gradient: nowhere to put it");
  check(circuit.polynomials().num_weights == 0 || matrices.weight_gradient.data != nullptr,
        "weight gradient: nowhere to put it");
}

dlq_cuda::Pullback& filled(dlq_cuda_pullback* pullback, const dlq_cuda::Circuit& circuit) {
  check(pullback != nullptr && pullback->pullback.arguments != nullptr, "pullback: of no forward pass");
  check(pullback->pullback.circuit == &circuit, "pullback: of another program");
  return pullback->pullback;
}

}  // namespace

extern "C" {

int32_t dlq_cuda_program_define(dlq_cuda_program* program, const int64_t* code, int64_t code_length,
                                const double* coefficients, int64_t num_coefficients) {
  return guarded([&] {
    check(program != nullptr, "program: none given");
    check(program->circuit == nullptr, "program: its angles are defined already");
    program->circuit = std::make_unique<dlq_cuda::Circuit>(
        program->devices, program->runner,
        dlq_cuda::Polynomials(code, code_length, coefficients, num_coefficients, program->runner.program()));
  });
}

int32_t dlq_cuda_pullback_create(dlq_cuda_pullback** pullback) {
  return guarded([&] {
    check(pullback != nullptr, "pullback: nowhere to put it");
    *pullback = new dlq_cuda_pullback;
  });
}

void dlq_cuda_pullback_clear(dlq_cuda_pullback* pullback) {
  if (pullback != nullptr) pullback->pullback.clear();
}

int64_t dlq_cuda_pullback_bytes(const dlq_cuda_pullback* pullback) {
  return pullback == nullptr ? 0 : pullback->pullback.bytes();
}

void dlq_cuda_pullback_free(dlq_cuda_pullback* pullback) { delete pullback; }

int32_t dlq_cuda_view_forward(dlq_cuda_program* program, int32_t batch, const dlq_cuda_view* inputs,
                              const dlq_cuda_view* weights, const dlq_cuda_view* outputs, void* const* after,
                              dlq_cuda_pullback* pullback, int32_t keep_states) {
  return guarded([&] {
    dlq_cuda::Circuit& run = circuit(program);
    const dlq_cuda::Matrices matrices{view(inputs), view(weights), view(outputs), {}, {}};
    check_arguments(run, batch, matrices);
    check(matrices.outputs.data != nullptr, "outputs: none given");
    run.forward(batch, matrices, after, pullback == nullptr ? nullptr : &pullback->pullback, keep_states != 0);
  });
}

int32_t dlq_cuda_view_backward(dlq_cuda_program* program, int32_t batch, const dlq_cuda_view* inputs,
                               const dlq_cuda_view* weights, const dlq_cuda_view* cotangents,
                               const dlq_cuda_view* input_gradient, const dlq_cuda_view* weight_gradient,
                               void* const* after) {
  return guarded([&] {
    dlq_cuda::Circuit& run = circuit(program);
    const dlq_cuda::Matrices matrices{view(inputs), view(weights), view(cotangents), view(input_gradient),
                                      view(weight_gradient)};
    check_arguments(run, batch, matrices);
    check_gradients(run, matrices);
    run.backward(batch, matrices, after);
  });
}

int32_t dlq_cuda_pullback_backward(dlq_cuda_program* program, dlq_cuda_pullback* pullback,
                                   const dlq_cuda_view* cotangents, const dlq_cuda_view* input_gradient,
                                   const dlq_cuda_view* weight_gradient, void* const* after) {
  return guarded([&] {
    dlq_cuda::Circuit& run = circuit(program);
    const dlq_cuda::Matrices matrices{{}, {}, view(cotangents), view(input_gradient), view(weight_gradient)};
    check_gradients(run, matrices);
    run.backward(filled(pullback, run), matrices, after);
  });
}

int32_t dlq_cuda_pullback_is_at(dlq_cuda_program* program, dlq_cuda_pullback* pullback, int32_t batch,
                                const dlq_cuda_view* inputs, const dlq_cuda_view* weights, void* const* after,
                                int32_t* same) {
  return guarded([&] {
    dlq_cuda::Circuit& run = circuit(program);
    const dlq_cuda::Matrices matrices{view(inputs), view(weights), {}, {}, {}};
    check_arguments(run, batch, matrices);
    check(same != nullptr, "answer: nowhere to put it");
    *same = run.is_at(filled(pullback, run), batch, matrices, after) ? 1 : 0;
  });
}

}  // extern "C"
