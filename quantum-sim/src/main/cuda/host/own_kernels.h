// Kernels compiled for one program, in the session of one device: asked for when the program has been called a few
// times, and used when they are there.
#pragma once

#include <memory>
#include <mutex>

#include "compiler.h"
#include "session.h"
#include "specialised.h"

namespace dlq_cuda {

class OwnKernels {
 public:
  // compiler: none where kernels are not to be compiled.
  OwnKernels(Device& device, const Prepared& program, Compiler* compiler);
  ~OwnKernels();
  OwnKernels(const OwnKernels&) = delete;
  OwnKernels& operator=(const OwnKernels&) = delete;

  // What a call is to use: these, or the session's. The session's context is current.
  Kernels choose(const std::shared_ptr<Session>& session);

 private:
  struct Loaded;

  Device& device_;
  const Prepared& program_;
  Compiler* const compiler_;
  std::mutex mutex_;
  int calls_ = 0;
  std::shared_ptr<Compiled> compiled_;
  std::unique_ptr<Loaded> loaded_;
};

}  // namespace dlq_cuda
