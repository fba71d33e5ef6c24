#include "own_kernels.h"

#include "memory.h"

namespace dlq_cuda {
namespace {

// A program that is called so often will be called again.
constexpr int kCallsBefore = 3;

}  // namespace

// A module, for as long as its session lasts; empty where it could not be loaded.
struct OwnKernels::Loaded {
  Loaded(std::shared_ptr<Session> session_, const std::string& code, bool is_double)
      : session(std::move(session_)), kernels(*session, is_double) {
    const Driver& driver = session->driver();
    if (driver.module_load(&module, code.c_str(), 0, nullptr, nullptr) != 0) {
      module = nullptr;
      return;
    }
    works = kernels.take(module, session->shared_limit()) == 0 && kernels.any_taken();
  }
  ~Loaded() {
    if (module != nullptr) release(*session, [&](const Driver& driver) { return driver.module_unload(module); });
  }
  Loaded(const Loaded&) = delete;
  Loaded& operator=(const Loaded&) = delete;

  std::shared_ptr<Session> session;
  void* module = nullptr;
  Kernels kernels;
  bool works = false;
};

OwnKernels::OwnKernels(Device& device, const Prepared& program, Compiler* compiler)
    : device_(device), program_(program), compiler_(compiler) {}

OwnKernels::~OwnKernels() = default;

Kernels OwnKernels::choose(const std::shared_ptr<Session>& session) {
  const Kernels of_all(*session, program_.is_double);
  if (compiler_ == nullptr) return of_all;
  const std::lock_guard<std::mutex> guard(mutex_);
  calls_++;
  if (calls_ == kCallsBefore) {
    const std::string known = specialised_source(program_);
    if (!known.empty()) compiled_ = compiler_->start(known, device_.compute(), session->driver().version());
  }
  if (compiled_ == nullptr) return of_all;
  if (loaded_ == nullptr || loaded_->session != session) {
    const std::optional<std::string> code = compiler_->code(*compiled_);
    if (!code) return of_all;
    loaded_.reset();
    if (!code->empty()) loaded_ = std::make_unique<Loaded>(session, *code, program_.is_double);
    if (loaded_ == nullptr || !loaded_->works) {
      compiled_.reset();
      return of_all;
    }
  }
  return loaded_->kernels;
}

}  // namespace dlq_cuda
