// As glibc.cpp of the native engine, for the functions that load libraries: since version 2.34 glibc has them under new
// names, which older ones lack.
#include <dlfcn.h>

#if defined(__GLIBC__) && defined(__x86_64__)
#define DLQ_OLDEST "GLIBC_2.2.5"
#elif defined(__GLIBC__) && defined(__aarch64__)
#define DLQ_OLDEST "GLIBC_2.17"
#endif

#ifdef DLQ_OLDEST

#define DLQ_OLD(name) __asm__(".symver __old_" #name ", " #name "@" DLQ_OLDEST)

extern "C" {

DLQ_OLD(dlopen);
void* __old_dlopen(const char*, int);
void* __wrap_dlopen(const char* name, int flags) { return __old_dlopen(name, flags); }

DLQ_OLD(dlsym);
void* __old_dlsym(void*, const char*);
void* __wrap_dlsym(void* library, const char* name) { return __old_dlsym(library, name); }

DLQ_OLD(dlclose);
int __old_dlclose(void*);
int __wrap_dlclose(void* library) { return __old_dlclose(library); }

DLQ_OLD(dlerror);
char* __old_dlerror(void);
char* __wrap_dlerror(void) { return __old_dlerror(); }
}

#endif
