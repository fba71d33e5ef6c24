#include "memory.h"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace dlq {
namespace {

std::atomic<int64_t> in_use{0};

// From here on memory is asked for in huge pages, whose addresses take less time to translate.
constexpr size_t kHugePage = size_t{2} << 20;

}  // namespace

size_t memory_limit() {
  static const size_t limit = [] {
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGE_SIZE);
    return pages > 0 && page > 0 ? static_cast<size_t>(pages) * static_cast<size_t>(page) / 4 * 3 : SIZE_MAX;
  }();
  return limit;
}

int64_t scratch_in_use() { return in_use.load(); }

Scratch::Scratch(size_t bytes) {
  const size_t unit = bytes >= kHugePage ? kHugePage : 64;
  bytes_ = (bytes + unit) / unit * unit;
  memory_ = std::aligned_alloc(unit, bytes_);
  if (memory_ == nullptr) throw std::bad_alloc();
  // A wish that the system may refuse.
  if (unit == kHugePage) madvise(memory_, bytes_, MADV_HUGEPAGE);
  in_use += static_cast<int64_t>(bytes_);
}

Scratch::~Scratch() {
  std::free(memory_);
  in_use -= static_cast<int64_t>(bytes_);
}

std::unique_ptr<Scratch> Pool::take(size_t bytes) {
  std::unique_ptr<Scratch> scratch;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!idle_.empty()) {
      scratch = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (scratch != nullptr && scratch->bytes() >= bytes) return scratch;
  scratch.reset();
  return std::make_unique<Scratch>(bytes);
}

void Pool::give(std::unique_ptr<Scratch> scratch) {
  if (scratch == nullptr) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  idle_.push_back(std::move(scratch));
}

}  // namespace dlq
