// Fibers: functions with stacks of their own that hand the processor to one another.
#pragma once

#include <cstddef>
#include <memory>

#if !defined(__x86_64__) || defined(SHIM_UCONTEXT)
#include <ucontext.h>
#endif

namespace shim {

class Fiber {
 public:
  Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Makes the fiber begin with this function, which must end in finish().
  void prepare(void (*entry)());
  // From the scheduler into the fiber, until it yields or finishes.
  void resume();
  // From the fiber back to the scheduler.
  void yield();
  [[noreturn]] void finish();

 private:
  static constexpr size_t kStackBytes = size_t{128} << 10;

  friend void first_steps();
  void leave(bool for_good);

  std::unique_ptr<char[]> stack_;
  void (*entry_)() = nullptr;
  void* fake_stack_ = nullptr;
#if !defined(__x86_64__) || defined(SHIM_UCONTEXT)
  ucontext_t context_;
#else
  void* stack_pointer_ = nullptr;
#endif
};

}  // namespace shim
