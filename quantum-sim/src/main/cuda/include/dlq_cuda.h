/* The CUDA engine: runs plans on batches of samples on a GPU. Nothing here needs CUDA to be built or loaded: the driver is
 * looked for when a device is opened.
 *
 * Every function that can fail returns a status; the dlq_cuda_last_... functions say what was wrong with the last call of
 * the thread. Programs may be run by several threads at a time. Code, angles, views and gradients are those of dlq.h.
 */
#ifndef DLQ_CUDA_H
#define DLQ_CUDA_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  DLQ_CUDA_OK = 0,
  DLQ_CUDA_BAD_ARGUMENT = 1,
  DLQ_CUDA_OUT_OF_HOST_MEMORY = 2,
  DLQ_CUDA_INTERNAL = 3,
  DLQ_CUDA_NO_DRIVER = 4,
  DLQ_CUDA_DRIVER_TOO_OLD = 5,
  DLQ_CUDA_NO_DEVICE = 6,
  DLQ_CUDA_OUT_OF_MEMORY = 7, /* of the device */
  DLQ_CUDA_LAUNCH_FAILED = 8,
  DLQ_CUDA_DEVICE_LOST = 9
};

typedef struct dlq_cuda_devices dlq_cuda_devices;
typedef struct dlq_cuda_program dlq_cuda_program;
typedef struct dlq_cuda_states dlq_cuda_states;

/* What went wrong in the last failed call of this thread; never NULL. */
const char* dlq_cuda_last_error(void);

/* CUDA's name of that error, CUDA_ERROR_..., or an empty string where it was none of CUDA's. */
const char* dlq_cuda_last_error_name(void);

/* Where memory of the device lacked: bytes that were asked for, and bytes that were free; else 0. */
int64_t dlq_cuda_last_bytes_needed(void);
int64_t dlq_cuda_last_bytes_free(void);

/* Counts the devices of a driver, at least one, and opens none. driver: as below. */
int32_t dlq_cuda_find_devices(const char* driver, int32_t* count);

/* Opens devices that share the samples of every batch. Results have the same bits on any number of devices of one kind.
 *
 * driver: path of the driver's library, or NULL to look where drivers are.
 * image, image_length: the kernels, as PTX.
 * numbers, num_devices: of the devices, in the driver's order.
 * memory_limit: bytes of each device's memory that programs may hold together; 0 for no limit but the device's.
 * source: of the kernels, to be compiled for single programs where there is NVRTC; NULL for none.
 * nvrtc: path of its library or of a folder that has it; NULL to look where it may be.
 * cache: folder for what was compiled; NULL for none.
 */
int32_t dlq_cuda_open(const char* driver, const char* image, int64_t image_length, const int32_t* numbers,
                      int32_t num_devices, int64_t memory_limit, const char* source, const char* nvrtc,
                      const char* cache, dlq_cuda_devices** devices);

/* What compiles kernels for single programs, or why nothing does; empty where nothing is to. */
const char* dlq_cuda_compiler(const dlq_cuda_devices* devices);

/* What it failed at first, or nothing; until the next call of this thread. Programs then keep the kernels for all. */
const char* dlq_cuda_compiler_failure(const dlq_cuda_devices* devices);

/* Waits until nothing more is to be compiled. */
void dlq_cuda_compiler_finish(dlq_cuda_devices* devices);

/* Closes them, after their programs. */
void dlq_cuda_close(dlq_cuda_devices* devices);

/* Name, compute capability and driver, for people. */
const char* dlq_cuda_description(const dlq_cuda_devices* devices);

/* Bytes of memory that programs may take on each device, and those that they hold on all. */
int64_t dlq_cuda_memory(const dlq_cuda_devices* devices);
int64_t dlq_cuda_memory_held(const dlq_cuda_devices* devices);

int32_t dlq_cuda_program_create(dlq_cuda_devices* devices, const int64_t* code, int64_t code_length,
                                const double* reals, int64_t reals_length, int32_t is_double,
                                dlq_cuda_program** program);
void dlq_cuda_program_free(dlq_cuda_program* program);

/* As dlq_states: what a forward pass keeps, here in the device's memory. To be freed before the program. */
int32_t dlq_cuda_states_create(dlq_cuda_states** states);
void dlq_cuda_states_clear(dlq_cuda_states* states);
int64_t dlq_cuda_states_bytes(const dlq_cuda_states* states);
void dlq_cuda_states_free(dlq_cuda_states* states);

int32_t dlq_cuda_forward(dlq_cuda_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                         const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                         int64_t initial_column_stride, int32_t initial_is_double, void* outputs,
                         int64_t outputs_row_stride, int64_t outputs_column_stride, int32_t outputs_is_double,
                         dlq_cuda_states* states);

int32_t dlq_cuda_backward(dlq_cuda_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                          const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                          int64_t initial_column_stride, int32_t initial_is_double, const void* cotangents,
                          int64_t cotangents_row_stride, int64_t cotangents_column_stride, int32_t cotangents_is_double,
                          double* angle_gradient, void* initial_gradient, int64_t initial_gradient_row_stride,
                          int64_t initial_gradient_column_stride, int32_t initial_gradient_is_double,
                          dlq_cuda_states* states);

/* Random numbers: those of sample s are Philox 4x32-10 under the seed, at counters that name the stream first + step * s, the
 * iteration and the purpose. */
typedef struct dlq_cuda_streams {
  int64_t seed;
  int64_t iteration;
  int64_t purpose;
  int64_t first;
  int64_t step;
} dlq_cuda_streams;

/* Outcomes of a program whose outputs are probabilities, in place of these: so many shots of every sample.
 *
 * drawn: [batch, outcomes], how often each came; or where shots are fewer than outcomes [batch, shots], what each gave.
 */
int32_t dlq_cuda_draw(dlq_cuda_program* program, int32_t batch, const double* angles, const int64_t* slot_start,
                      const int8_t* slot_shared, const void* initial, int64_t initial_row_stride,
                      int64_t initial_column_stride, int32_t initial_is_double, int32_t shots,
                      const dlq_cuda_streams* streams, uint32_t* drawn);

/* Circuits as functions of arrays that lie in the device's memory: the angles of a program are polynomials of inputs and
 * weights, evaluated there, and gradients go back the same way. Of what is as long as the batch nothing passes through the
 * memory of the host. Every call has ended when it returns. */

/* A matrix in the memory of the first of a program's devices, which runs these calls alone. */
typedef struct dlq_cuda_view {
  int64_t data;       /* address of element (0, 0) there */
  int64_t row_stride; /* in elements, as the next */
  int64_t column_stride;
  int64_t is_double; /* else float */
} dlq_cuda_view;

/* Inputs and weights of a forward pass as they were, and where asked its final states, in the device's memory. To be freed
 * before the program. */
typedef struct dlq_cuda_pullback dlq_cuda_pullback;

int32_t dlq_cuda_pullback_create(dlq_cuda_pullback** pullback);
void dlq_cuda_pullback_clear(dlq_cuda_pullback* pullback);
int64_t dlq_cuda_pullback_bytes(const dlq_cuda_pullback* pullback); /* of states */
void dlq_cuda_pullback_free(dlq_cuda_pullback* pullback);

/* Says what a program's angles are, once, before the calls below.
 *
 * code: numbers of inputs and weights; how many of the first inputs are amplitudes of the initial state, 0 for a program that
 *   starts in a product state; then for each slot 1 if samples share it, else 0; the number of its terms; for each of them
 *   the number of its factors, and the factors: input i as i, weight i as -1 - i.
 * coefficients: of all terms.
 */
int32_t dlq_cuda_program_define(dlq_cuda_program* program, const int64_t* code, int64_t code_length,
                                const double* coefficients, int64_t num_coefficients);

/* Outputs for inputs [batch, inputs] and weights [1, weights], either NULL where there are none. Refuses numbers that are not
 * finite before anything is written.
 *
 * after: address of a stream of the caller's, whose work so far comes first; NULL for none.
 * pullback: filled for a gradient afterwards, with states where keep_states says so; or NULL.
 */
int32_t dlq_cuda_view_forward(dlq_cuda_program* program, int32_t batch, const dlq_cuda_view* inputs,
                              const dlq_cuda_view* weights, const dlq_cuda_view* outputs, void* const* after,
                              dlq_cuda_pullback* pullback, int32_t keep_states);

/* Gradients of inputs and weights, the latter summed over the batch, for cotangents of outputs. */
int32_t dlq_cuda_view_backward(dlq_cuda_program* program, int32_t batch, const dlq_cuda_view* inputs,
                               const dlq_cuda_view* weights, const dlq_cuda_view* cotangents,
                               const dlq_cuda_view* input_gradient, const dlq_cuda_view* weight_gradient,
                               void* const* after);

/* The same at the arguments of a forward pass. The first call uses up its states, later ones run the program again. */
int32_t dlq_cuda_pullback_backward(dlq_cuda_program* program, dlq_cuda_pullback* pullback,
                                   const dlq_cuda_view* cotangents, const dlq_cuda_view* input_gradient,
                                   const dlq_cuda_view* weight_gradient, void* const* after);

/* Whether the forward pass had these arguments: 1 or 0. Arguments that were lost with the device are no longer known. */
int32_t dlq_cuda_pullback_is_at(dlq_cuda_program* program, dlq_cuda_pullback* pullback, int32_t batch,
                                const dlq_cuda_view* inputs, const dlq_cuda_view* weights, void* const* after,
                                int32_t* same);

#ifdef __cplusplus
}
#endif

#endif
