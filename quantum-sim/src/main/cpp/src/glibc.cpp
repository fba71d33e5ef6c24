// The library runs with any glibc from 2.28 on, though the one it is built with may be newer: from version 2.34 on, glibc
// has the thread functions under new names, which older ones lack. Linked with --wrap, every call of them, those of the
// C++ runtime included, comes here, and is handed on under the old name. It is still there, and means the same.
#include <pthread.h>

#if defined(__GLIBC__) && defined(__x86_64__)
#define DLQ_OLDEST "GLIBC_2.2.5"
#elif defined(__GLIBC__) && defined(__aarch64__)
#define DLQ_OLDEST "GLIBC_2.17"
#endif

#ifdef DLQ_OLDEST

// The name in the object file, and its version in glibc.
#define DLQ_OLD(name) __asm__(".symver __old_" #name ", " #name "@" DLQ_OLDEST)

extern "C" {

DLQ_OLD(pthread_create);
int __old_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
int __wrap_pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*body)(void*), void* argument) {
  return __old_pthread_create(thread, attributes, body, argument);
}

DLQ_OLD(pthread_join);
int __old_pthread_join(pthread_t, void**);
int __wrap_pthread_join(pthread_t thread, void** result) { return __old_pthread_join(thread, result); }

DLQ_OLD(pthread_once);
int __old_pthread_once(pthread_once_t*, void (*)());
int __wrap_pthread_once(pthread_once_t* control, void (*body)()) { return __old_pthread_once(control, body); }

DLQ_OLD(pthread_mutex_trylock);
int __old_pthread_mutex_trylock(pthread_mutex_t*);
int __wrap_pthread_mutex_trylock(pthread_mutex_t* mutex) { return __old_pthread_mutex_trylock(mutex); }

// Never called: the C++ runtime asks for its address, to know whether there are threads.
DLQ_OLD(__pthread_key_create);
int __old___pthread_key_create(pthread_key_t*, void (*)(void*));
int __wrap___pthread_key_create(pthread_key_t* key, void (*destructor)(void*)) {
  return __old___pthread_key_create(key, destructor);
}

// Whether counters may be changed without atomic instructions: since 2.32 glibc tells; here it is never so.
char __libc_single_threaded = 0;
}

#endif
