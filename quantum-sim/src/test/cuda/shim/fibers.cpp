#include "fibers.h"

#include <cstdint>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

#if defined(__x86_64__) && !defined(SHIM_UCONTEXT)
// Saves what a function must preserve, changes stacks, and returns on the other. Nothing of signals: that would be a call
// of the system at each of millions of changes.
asm(R"(
.text
.globl shim_change_stack
.type shim_change_stack, @function
shim_change_stack:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size shim_change_stack, .-shim_change_stack
.section .note.GNU-stack,"",@progbits
.text
)");
extern "C" void shim_change_stack(void** save, void* to);
#endif

namespace shim {
namespace {

thread_local Fiber* current = nullptr;
thread_local const void* scheduler_stack = nullptr;
thread_local size_t scheduler_stack_bytes = 0;
thread_local void* scheduler_fake_stack = nullptr;
#if !defined(__x86_64__) || defined(SHIM_UCONTEXT)
thread_local ucontext_t scheduler;
#else
thread_local void* scheduler;
#endif

void announce(void** fake, const void* stack, size_t bytes) {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_start_switch_fiber(fake, stack, bytes);
#else
  (void)fake, (void)stack, (void)bytes;
#endif
}

void arrived(void* fake, const void** stack, size_t* bytes) {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(fake, stack, bytes);
#else
  (void)fake, (void)stack, (void)bytes;
#endif
}

}  // namespace

void first_steps() {
  arrived(nullptr, &scheduler_stack, &scheduler_stack_bytes);
  current->entry_();
  std::abort();
}

Fiber::Fiber() : stack_(new char[kStackBytes]) {}

void Fiber::prepare(void (*entry)()) {
  entry_ = entry;
  fake_stack_ = nullptr;
#if defined(__x86_64__) && !defined(SHIM_UCONTEXT)
  auto top = (reinterpret_cast<uintptr_t>(stack_.get()) + kStackBytes) & ~uintptr_t{15};
  auto at = reinterpret_cast<void**>(top);
  *--at = nullptr;  // where first_steps would return to
  *--at = reinterpret_cast<void*>(&first_steps);
  for (int i = 0; i < 6; i++) *--at = nullptr;
  stack_pointer_ = at;
#else
  getcontext(&context_);
  context_.uc_stack.ss_sp = stack_.get();
  context_.uc_stack.ss_size = kStackBytes;
  context_.uc_link = nullptr;
  makecontext(&context_, &first_steps, 0);
#endif
}

void Fiber::resume() {
  current = this;
  announce(&scheduler_fake_stack, stack_.get(), kStackBytes);
#if defined(__x86_64__) && !defined(SHIM_UCONTEXT)
  shim_change_stack(&scheduler, stack_pointer_);
#else
  swapcontext(&scheduler, &context_);
#endif
  arrived(scheduler_fake_stack, nullptr, nullptr);
  current = nullptr;
}

void Fiber::leave(bool for_good) {
  announce(for_good ? nullptr : &fake_stack_, scheduler_stack, scheduler_stack_bytes);
#if defined(__x86_64__) && !defined(SHIM_UCONTEXT)
  shim_change_stack(&stack_pointer_, scheduler);
#else
  swapcontext(&context_, &scheduler);
#endif
  arrived(fake_stack_, &scheduler_stack, &scheduler_stack_bytes);
}

void Fiber::yield() { leave(false); }

void Fiber::finish() {
  leave(true);
  std::abort();
}

}  // namespace shim
