/* The native engine: runs plans on batches of samples. A few functions, no C++ type, no exception crosses.
 *
 * Every function that can fail returns a status; dlq_last_error() says what was wrong with the last call of the thread.
 * A program is made once and may be run by several threads at a time.
 */
#ifndef DLQ_H
#define DLQ_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { DLQ_OK = 0, DLQ_BAD_ARGUMENT = 1, DLQ_OUT_OF_MEMORY = 2, DLQ_INTERNAL = 3 };

/* A plan made ready. */
typedef struct dlq_program dlq_program;

/* What went wrong in the last failed call of this thread; never NULL. */
const char* dlq_last_error(void);

/* Instruction sets that were compiled in and that this processor has: bit 0 baseline, bit 1 AVX2, bit 2 AVX-512. */
int32_t dlq_variants(void);

/* Threads that a call may use; 0 for one a processor. */
int32_t dlq_set_threads(int32_t threads);

/* Makes a program.
 *
 * code, in 64-bit words:
 *   num_qubits, num_slots, from_product (1: start from a product of one-qubit states, 0: from given states),
 *   from a product, for each qubit: num_steps, then each step on |0>:
 *     0 X, 1 Y, 2 Z  exp(-i a P): slot, real            a = reals[real] * angle(slot)
 *     3 phase        exp(-i a) of |1>: slot, real
 *     4 matrix       real: from reals[real] on, row by row, real and imaginary part in turn
 *   num_operations, then each operation:
 *     0 rotation  exp(-i a W): flip, parity, turns, slot, real     a as above, or reals[real] if slot < 0
 *     1 diagonal  count, then count times: parity, slot, real      rotations about diagonal words, all at once
 *     2 block     num_targets, num_controls, then for each: flip, parity, offset; then real
 *                 the matrix from reals[real] on, row by row, real and imaginary part in turn
 *   measurement, one of
 *     0 expectations   num_outputs, num_terms, then each term: output, flip, parity, turns, real
 *     1 probabilities  num_measured, then for each: parity, offset
 *     2 state vector   then for each qubit: parity, offset
 * A word acts as W|p> = i^turns (-1)^|p & parity| |p ^ flip>. A qubit is one where the parity of p & parity differs
 * from offset.
 *
 * variant: -1 the best, or 0, 1, 2 for baseline, AVX2, AVX-512.
 */
int32_t dlq_program_create(const int64_t* code, int64_t code_length, const double* reals, int64_t reals_length,
                           int32_t is_double, int32_t variant, dlq_program** program);

void dlq_program_free(dlq_program* program);

/* What a forward pass keeps for the backward pass after it: the final states of the batch, and what its samples share.
 * Belongs to the program that filled it; one call at a time may use it.
 */
typedef struct dlq_states dlq_states;

int32_t dlq_states_create(dlq_states** states);

/* Lets go of what is kept. */
void dlq_states_clear(dlq_states* states);

/* Bytes that are kept. */
int64_t dlq_states_bytes(const dlq_states* states);

void dlq_states_free(dlq_states* states);

/* Runs every sample.
 *
 * angles, slot_start, slot_shared: the angle of slot k of sample b is angles[slot_start[k] + (slot_shared[k] ? 0 : b)].
 * initial: from given states, else ignored: [batch, 2^(num_qubits + 1)], real and imaginary parts in turn, with strides
 *   in elements; float or double.
 * outputs: [batch, num_outputs], with strides in elements; float or double.
 * states: where not NULL, filled for a backward pass.
 */
int32_t dlq_forward(dlq_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                    const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                    int64_t initial_column_stride, int32_t initial_is_double, void* outputs, int64_t outputs_row_stride,
                    int64_t outputs_column_stride, int32_t outputs_is_double, dlq_states* states);

/* The vector-Jacobian product of dlq_forward for output cotangents dL/dy.
 *
 * cotangents: [batch, num_outputs], as outputs above.
 * angle_gradient: written, in the layout of angles; shared slots are summed over the batch.
 * initial_gradient: from given states: written where not NULL, as initial above.
 * states: NULL to run the circuit again, or what a forward pass with the same arguments has kept, which is used up.
 */
int32_t dlq_backward(dlq_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                     const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                     int64_t initial_column_stride, int32_t initial_is_double, const void* cotangents,
                     int64_t cotangents_row_stride, int64_t cotangents_column_stride, int32_t cotangents_is_double,
                     double* angle_gradient, void* initial_gradient, int64_t initial_gradient_row_stride,
                     int64_t initial_gradient_column_stride, int32_t initial_gradient_is_double, dlq_states* states);

/* Bytes of scratch memory that programs hold at present. */
int64_t dlq_scratch_bytes(void);

#ifdef __cplusplus
}
#endif

#endif
