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

#ifdef __cplusplus
}
#endif

#endif
