/* Vectors of doubles, and one function compiled for several instruction sets: the best that the machine has is chosen at the call. */
#ifndef NUMLOOM_VECTORS_H
#define NUMLOOM_VECTORS_H
#include "numloom.h"

#define NL_INLINE static inline __attribute__((always_inline))

typedef double nl_eight __attribute__((vector_size(64)));
typedef double nl_four __attribute__((vector_size(32)));
typedef int64_t nl_eight_bits __attribute__((vector_size(64)));

#if defined(__x86_64__) && (defined(__linux__) || defined(__APPLE__))
#define NL_LEVELS 3
#define NL_AVX2 __attribute__((target("avx2")))
#define NL_AVX512 __attribute__((target("avx512f,prefer-vector-width=512")))
static int nl_best(void) {
  static int level = -1;
  if (level < 0) {
    __builtin_cpu_init();
    level = __builtin_cpu_supports("avx512f") ? 2 : __builtin_cpu_supports("avx2") ? 1 : 0;
  }
  return level;
}
#define NL_CHOOSE(name, ...)                                \
  switch (nl_best()) {                                      \
    case 2: name##_avx512(__VA_ARGS__); return;             \
    case 1: name##_avx2(__VA_ARGS__); return;               \
    default: name##_base(__VA_ARGS__);                      \
  }
#else
#define NL_LEVELS 1
#define NL_CHOOSE(name, ...) name##_base(__VA_ARGS__)
#endif

#endif
