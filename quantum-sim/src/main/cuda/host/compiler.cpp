#include "compiler.h"

#include "sha256.h"

namespace dlq_cuda {

Compiler::Compiler(std::string source, const std::string& nvrtc, std::string cache)
    : source_(std::move(source)), cache_(std::move(cache)) {
  try {
    nvrtc_ = std::make_unique<Nvrtc>(nvrtc);
    description_ = nvrtc_->version_text();
  } catch (const std::exception& e) {
    description_ = e.what();
  }
}

Compiler::~Compiler() {
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::shared_ptr<Compiled> Compiler::start(const std::string& text, int compute, int driver_version) {
  if (nvrtc_ == nullptr || text.empty()) return nullptr;
  const std::optional<Architecture> architecture = nvrtc_->architecture(compute, driver_version);
  if (!architecture) return nullptr;
  auto compiled = std::make_shared<Compiled>(Compiled{text + source_, *architecture, false, ""});
  const std::lock_guard<std::mutex> guard(mutex_);
  try {
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  } catch (const std::exception& e) {
    failure_ = e.what();
    return nullptr;
  }
  waiting_.push_back(compiled);
  changed_.notify_all();
  return compiled;
}

std::optional<std::string> Compiler::code(const Compiled& compiled) const {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (!compiled.done) return std::nullopt;
  return compiled.code;
}

std::string Compiler::failure() const {
  const std::lock_guard<std::mutex> guard(mutex_);
  return failure_;
}

void Compiler::finish() {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [&] { return waiting_.empty() && !busy_; });
}

void Compiler::work() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
    if (closing_) return;
    const std::shared_ptr<Compiled> next = waiting_.front();
    waiting_.pop_front();
    busy_ = true;
    lock.unlock();
    std::string code, failure;
    try {
      code = compile(*next);
    } catch (const std::exception& e) {
      failure = e.what();
    }
    lock.lock();
    next->code = std::move(code);
    next->done = true;
    if (failure_.empty()) failure_ = failure;
    busy_ = false;
    changed_.notify_all();
  }
}

std::string Compiler::compile(const Compiled& compiled) const {
  const std::string key = sha256(nvrtc_->version_text() + "\n" + compiled.architecture.name() + "\n" + compiled.source);
  if (std::optional<std::string> found = cache_.find(key)) return *found;
  std::string code = nvrtc_->compile(compiled.source, compiled.architecture);
  cache_.put(key, code);
  return code;
}

}  // namespace dlq_cuda
