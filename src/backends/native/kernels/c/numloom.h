/* What every part of the native library shares: the loops' signature, the table of loops, bits of floats, float16. */
#ifndef NUMLOOM_H
#define NUMLOOM_H
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Changes when the meaning of an exported function does. */
#define NL_ABI 3

#define NL_EXPORT __attribute__((visibility("default")))
#define NL_IVDEP _Pragma("GCC ivdep")
/* In loops over elements with gaps: they gain nothing as vector code. */
#define NL_SCALAR __asm__ volatile("");

/* Elements n; for each operand its place and its step, in elements. */
typedef void (*nl_loop)(int64_t n, char **p, const int64_t *s);
/* Fold n elements, step apart, into the running value at out; running folds write every value, `along` apart. */
typedef void (*nl_fold)(int64_t n, const char *source, int64_t step, char *out, int64_t along);
typedef void (*nl_any)(void);

/* A loop by its key; dtypes are numbered as in NumPy, operands in order: inputs, then outputs. */
typedef struct {
  const char *key;
  nl_any function;
  uint8_t strided, inputs, operands;
  uint8_t dtypes[4];
} nl_entry;

typedef struct {
  double re, im;
} nl_pair;

static inline uint64_t nl_bits(double x) {
  uint64_t u;
  memcpy(&u, &x, 8);
  return u;
}
static inline double nl_double(uint64_t u) {
  double x;
  memcpy(&x, &u, 8);
  return x;
}
static inline uint32_t nl_bitsf(float x) {
  uint32_t u;
  memcpy(&u, &x, 4);
  return u;
}
static inline float nl_float(uint32_t u) {
  float x;
  memcpy(&x, &u, 4);
  return x;
}

/* a * b + c: fused where the machine fuses. */
#ifdef __FMA__
#define NL_FMA(a, b, c) __builtin_fma(a, b, c)
#define NL_FMAF(a, b, c) __builtin_fmaf(a, b, c)
#elif defined(__aarch64__)
#define NL_FMA(a, b, c) __builtin_fma(a, b, c)
#define NL_FMAF(a, b, c) __builtin_fmaf(a, b, c)
#else
#define NL_FMA(a, b, c) ((a) * (b) + (c))
#define NL_FMAF(a, b, c) ((a) * (b) + (c))
#endif

/* float16 as bits: its value times 2^112 has the same digits in a float32. */
static inline float nl_from_half(uint16_t h) {
  const uint32_t magnitude = (uint32_t)(h & 0x7fff) << 13;
  const float scaled = nl_float(magnitude) * 0x1p112f;
  const uint32_t bits = magnitude >= (0x7c00u << 13) ? (magnitude | 0x7f800000u) : nl_bitsf(scaled);
  return nl_float(bits | ((uint32_t)(h & 0x8000) << 16));
}

/* The nearest float16, halves to even; nan becomes 0x7e00. */
static inline uint16_t nl_half_of_float(float x) {
  const uint32_t bits = nl_bitsf(x), sign = (bits >> 16) & 0x8000u, magnitude = bits & 0x7fffffffu;
  /* Subnormal: adding 0.5 leaves the digits in the last places of the sum. */
  const uint32_t small = nl_bitsf(nl_float(magnitude) + 0.5f) - 0x3f000000u;
  const uint32_t normal = (magnitude + 0xfffu + ((magnitude >> 13) & 1u) - 0x38000000u) >> 13;
  uint32_t h = magnitude < 0x38800000u ? small : normal;
  h = magnitude >= 0x477ff000u ? 0x7c00u : h;
  return (uint16_t)(magnitude > 0x7f800000u ? 0x7e00u : (sign | h));
}

/* The same, rounded once: what float32 loses is kept in its last bit (rounding to odd). */
static inline uint16_t nl_half_of_double(double x) {
  const float y = (float)x;
  const double back = (double)y;
  const uint32_t bits = nl_bitsf(y);
  /* Towards zero first, then the last bit set if anything was lost. */
  const uint32_t down = bits - (fabs(back) > fabs(x) ? 1u : 0u);
  const uint32_t odd = (back != x && x == x) ? (down | 1u) : bits;
  return nl_half_of_float(nl_float(odd));
}

/* Floats to integers as JavaScript's typed arrays convert them: modulo 2^32, nan and infinities to 0. */
static inline int32_t nl_to_int32(double x) {
  const double r = trunc(x);
  const double m = r - floor(r * 0x1p-32) * 0x1p32;
  const double finite = (m == m) ? m : 0.0;
  return (int32_t)(uint32_t)nl_bits(finite + 0x1p52);
}

static inline int64_t nl_to_int64_far(double x) {
  if (!(x - x == 0)) return INT64_MIN;
  const double r = fmod(trunc(x), 0x1p64);
  return (int64_t)(r < 0 ? (uint64_t)0 - (uint64_t)-r : (uint64_t)r);
}
/* Modulo 2^64; nan and infinities to the least. */
static inline int64_t nl_to_int64(double x) {
  if (__builtin_expect(fabs(x) < 0x1p63, 1)) return (int64_t)x;
  return nl_to_int64_far(x);
}

/* Comparisons of signed with unsigned 64-bit integers. */
static inline int nl_eq_iu(int64_t a, uint64_t b) { return (a >= 0) & ((uint64_t)a == b); }
static inline int nl_ne_iu(int64_t a, uint64_t b) { return (a < 0) | ((uint64_t)a != b); }
static inline int nl_lt_iu(int64_t a, uint64_t b) { return (a < 0) | ((uint64_t)a < b); }
static inline int nl_le_iu(int64_t a, uint64_t b) { return (a < 0) | ((uint64_t)a <= b); }
static inline int nl_gt_iu(int64_t a, uint64_t b) { return (a >= 0) & ((uint64_t)a > b); }
static inline int nl_ge_iu(int64_t a, uint64_t b) { return (a >= 0) & ((uint64_t)a >= b); }
static inline int nl_eq_ui(uint64_t a, int64_t b) { return nl_eq_iu(b, a); }
static inline int nl_ne_ui(uint64_t a, int64_t b) { return nl_ne_iu(b, a); }
static inline int nl_lt_ui(uint64_t a, int64_t b) { return nl_gt_iu(b, a); }
static inline int nl_le_ui(uint64_t a, int64_t b) { return nl_ge_iu(b, a); }
static inline int nl_gt_ui(uint64_t a, int64_t b) { return nl_lt_iu(b, a); }
static inline int nl_ge_ui(uint64_t a, int64_t b) { return nl_le_iu(b, a); }

#endif
