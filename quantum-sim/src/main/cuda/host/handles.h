// What the handles of dlq_cuda.h are, and how its functions keep exceptions inside.
#pragma once

#include <memory>
#include <new>
#include <string>

#include "circuit.h"
#include "dlq_cuda.h"
#include "parser.h"
#include "runner.h"

struct dlq_cuda_devices {
  dlq_cuda::Devices devices;
};

struct dlq_cuda_program {
  dlq_cuda::Devices& devices;
  dlq_cuda::Runner runner;
  std::unique_ptr<dlq_cuda::Circuit> circuit;  // where its angles are defined
};

namespace dlq_cuda {

// Notes the error for the thread, and returns its status.
int32_t failed(int32_t status, const std::string& message, const std::string& name = "", int64_t needed = 0,
               int64_t free = 0);

void check(bool holds, const char* message);

template <class Body>
int32_t guarded(Body body) {
  try {
    body();
    return DLQ_CUDA_OK;
  } catch (const Failure& e) {
    return failed(e.status, e.what(), e.name, e.bytes_needed, e.bytes_free);
  } catch (const dlq::BadArgument& e) {
    return failed(DLQ_CUDA_BAD_ARGUMENT, e.what());
  } catch (const std::bad_alloc&) {
    return failed(DLQ_CUDA_OUT_OF_HOST_MEMORY, "out of memory");
  } catch (const std::exception& e) {
    return failed(DLQ_CUDA_INTERNAL, e.what());
  }
}

}  // namespace dlq_cuda
