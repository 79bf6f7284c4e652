/* Moving elements: gathers and scatters by position, choosing by a mask, and counting and finding what is true. */
#include "numloom.h"

/* One version for each instruction set, where the loader can choose among them. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define NL_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define NL_CLONES
#endif

/* Elements of one size at places `at` (int32 or double), counted in elements. */
#define NL_MOVES(size, type)                                                                                             \
  static void nl_gather_##size(const char *many, char *few, const void *at, int wide, int64_t n) {                       \
    const type *a = (const type *)many;                                                                                  \
    type *b = (type *)few;                                                                                               \
    if (wide) {                                                                                                          \
      const double *places = (const double *)at;                                                                         \
      for (int64_t i = 0; i < n; i++) b[i] = a[(int64_t)places[i]];                                                      \
    } else {                                                                                                             \
      const int32_t *places = (const int32_t *)at;                                                                       \
      for (int64_t i = 0; i < n; i++) b[i] = a[places[i]];                                                               \
    }                                                                                                                    \
  }                                                                                                                      \
  static void nl_scatter_##size(char *many, const char *few, const void *at, int wide, int64_t n) {                      \
    type *a = (type *)many;                                                                                              \
    const type *b = (const type *)few;                                                                                   \
    if (wide) {                                                                                                          \
      const double *places = (const double *)at;                                                                         \
      for (int64_t i = 0; i < n; i++) a[(int64_t)places[i]] = b[i];                                                      \
    } else {                                                                                                             \
      const int32_t *places = (const int32_t *)at;                                                                       \
      for (int64_t i = 0; i < n; i++) a[places[i]] = b[i];                                                               \
    }                                                                                                                    \
  }                                                                                                                      \
  NL_CLONES static void nl_choose_##size(const uint8_t *mask, const char *x, int x_still, const char *y, int y_still,    \
                                         char *out, int64_t n) {                                                         \
    const type *a = (const type *)x, *b = (const type *)y;                                                               \
    type *c = (type *)out;                                                                                               \
    if (x_still && y_still) {                                                                                            \
      const type p = a[0], q = b[0];                                                                                     \
      for (int64_t i = 0; i < n; i++) c[i] = mask[i] ? p : q;                                                            \
    } else if (x_still) {                                                                                                \
      const type p = a[0];                                                                                               \
      NL_IVDEP for (int64_t i = 0; i < n; i++) {                                                                         \
        const type q = b[i];                                                                                             \
        c[i] = mask[i] ? p : q;                                                                                          \
      }                                                                                                                  \
    } else if (y_still) {                                                                                                \
      const type q = b[0];                                                                                               \
      NL_IVDEP for (int64_t i = 0; i < n; i++) {                                                                         \
        const type p = a[i];                                                                                             \
        c[i] = mask[i] ? p : q;                                                                                          \
      }                                                                                                                  \
    } else {                                                                                                             \
      NL_IVDEP for (int64_t i = 0; i < n; i++) {                                                                         \
        const type p = a[i], q = b[i];                                                                                   \
        c[i] = mask[i] ? p : q;                                                                                          \
      }                                                                                                                  \
    }                                                                                                                    \
  }
NL_MOVES(1, uint8_t)
NL_MOVES(2, uint16_t)
NL_MOVES(4, uint32_t)
NL_MOVES(8, uint64_t)

/* Blocks of bytes. */
static void nl_gather_blocks(const char *many, char *few, const void *at, int wide, int64_t n, int64_t bytes) {
  for (int64_t i = 0; i < n; i++) {
    const int64_t place = wide ? (int64_t)((const double *)at)[i] : ((const int32_t *)at)[i];
    memcpy(few + i * bytes, many + place * bytes, (size_t)bytes);
  }
}
static void nl_scatter_blocks(char *many, const char *few, const void *at, int wide, int64_t n, int64_t bytes) {
  for (int64_t i = 0; i < n; i++) {
    const int64_t place = wide ? (int64_t)((const double *)at)[i] : ((const int32_t *)at)[i];
    memcpy(many + place * bytes, few + i * bytes, (size_t)bytes);
  }
}
static void nl_gather_16(const char *many, char *few, const void *at, int wide, int64_t n) {
  nl_gather_blocks(many, few, at, wide, n, 16);
}
static void nl_scatter_16(char *many, const char *few, const void *at, int wide, int64_t n) {
  nl_scatter_blocks(many, few, at, wide, n, 16);
}

/* Blocks of `bytes` bytes; the first one of `many` and of `few` lies `from` and `start` bytes from there. */
NL_EXPORT void numloom_gather(const char *many, char *few, const void *at, int32_t wide, double count, double bytes, double from,
                              double start) {
  const int64_t n = (int64_t)count, size = (int64_t)bytes;
  many += (int64_t)from;
  few += (int64_t)start;
  switch (size) {
    case 1: nl_gather_1(many, few, at, wide, n); return;
    case 2: nl_gather_2(many, few, at, wide, n); return;
    case 4: nl_gather_4(many, few, at, wide, n); return;
    case 8: nl_gather_8(many, few, at, wide, n); return;
    case 16: nl_gather_16(many, few, at, wide, n); return;
    default: nl_gather_blocks(many, few, at, wide, n, size);
  }
}
NL_EXPORT void numloom_scatter(char *many, const char *few, const void *at, int32_t wide, double count, double bytes, double from,
                               double start) {
  const int64_t n = (int64_t)count, size = (int64_t)bytes;
  many += (int64_t)from;
  few += (int64_t)start;
  switch (size) {
    case 1: nl_scatter_1(many, few, at, wide, n); return;
    case 2: nl_scatter_2(many, few, at, wide, n); return;
    case 4: nl_scatter_4(many, few, at, wide, n); return;
    case 8: nl_scatter_8(many, few, at, wide, n); return;
    case 16: nl_scatter_16(many, few, at, wide, n); return;
    default: nl_scatter_blocks(many, few, at, wide, n, size);
  }
}

NL_CLONES static void nl_choose_16(const uint8_t *mask, const char *x, int x_still, const char *y, int y_still, char *out,
                                   int64_t n) {
  const uint64_t *a = (const uint64_t *)x, *b = (const uint64_t *)y;
  uint64_t *c = (uint64_t *)out;
  const int64_t s = x_still ? 0 : 2, t = y_still ? 0 : 2;
  for (int64_t i = 0; i < n; i++) {
    const uint64_t w = (uint64_t)0 - (uint64_t)(mask[i] != 0);
    const uint64_t p = a[i * s], q = a[i * s + 1], r = b[i * t], u = b[i * t + 1];
    c[2 * i] = (p & w) | (r & ~w);
    c[2 * i + 1] = (q & w) | (u & ~w);
  }
}

/* out = mask ? x : y for elements of `bytes` bytes; `still` has bit 0 where x is one element for all, bit 1 for y. */
NL_EXPORT void numloom_choose(const uint8_t *mask, const char *x, const char *y, char *out, double count, int32_t bytes,
                              int32_t still) {
  const int64_t n = (int64_t)count;
  const int p = still & 1, q = still >> 1;
  switch (bytes) {
    case 1: nl_choose_1(mask, x, p, y, q, out, n); return;
    case 2: nl_choose_2(mask, x, p, y, q, out, n); return;
    case 4: nl_choose_4(mask, x, p, y, q, out, n); return;
    case 8: nl_choose_8(mask, x, p, y, q, out, n); return;
    default: nl_choose_16(mask, x, p, y, q, out, n);
  }
}

/* How many elements are not zero, by their size; for floats (`real`) the sign does not count. */
#define NL_COUNT(name, type, test, block)                                       \
  NL_CLONES static int64_t name(const type *a, int64_t n) {                     \
    int64_t total = 0;                                                          \
    for (int64_t i = 0; i < n;) {                                               \
      const int64_t end = n - i < (block) ? n : i + (block);                    \
      type some = 0;                                                            \
      for (; i < end; i++) some = (type)(some + (type)((a[i] & (test)) != 0));  \
      total += (int64_t)some;                                                   \
    }                                                                           \
    return total;                                                               \
  }
NL_COUNT(nl_count_1, uint8_t, 0xff, 192)
NL_COUNT(nl_count_2, uint16_t, 0xffff, 65504)
NL_COUNT(nl_count_4, uint32_t, 0xffffffffu, 1 << 30)
NL_COUNT(nl_count_8, uint64_t, ~(uint64_t)0, INT64_MAX / 2)
NL_COUNT(nl_count_half, uint16_t, 0x7fff, 65504)
NL_COUNT(nl_count_float, uint32_t, 0x7fffffffu, 1 << 30)
NL_COUNT(nl_count_double, uint64_t, ~(uint64_t)0 >> 1, INT64_MAX / 2)
NL_CLONES static int64_t nl_count_pairs_f(const uint32_t *a, int64_t n) {
  uint32_t some = 0;
  for (int64_t i = 0; i < n; i++) some += ((a[2 * i] | a[2 * i + 1]) & 0x7fffffffu) != 0;
  return some;
}
NL_CLONES static int64_t nl_count_pairs_d(const uint64_t *a, int64_t n) {
  uint64_t some = 0;
  for (int64_t i = 0; i < n; i++) some += ((a[2 * i] | a[2 * i + 1]) << 1) != 0;
  return (int64_t)some;
}

/* `kind`: 0 integers, 1 floats, 2 pairs of floats; `bytes` of an element. */
NL_EXPORT double numloom_count(const char *a, double count, int32_t bytes, int32_t kind) {
  const int64_t n = (int64_t)count;
  if (kind == 2) return (double)(bytes == 8 ? nl_count_pairs_f((const uint32_t *)a, n) : nl_count_pairs_d((const uint64_t *)a, n));
  switch (bytes) {
    case 1: return (double)nl_count_1((const uint8_t *)a, n);
    case 2: return (double)(kind ? nl_count_half((const uint16_t *)a, n) : nl_count_2((const uint16_t *)a, n));
    case 4: return (double)(kind ? nl_count_float((const uint32_t *)a, n) : nl_count_4((const uint32_t *)a, n));
    default: return (double)(kind ? nl_count_double((const uint64_t *)a, n) : nl_count_8((const uint64_t *)a, n));
  }
}

/* Each index is written where the next true one goes, from i on, until `count` were found. */
static void nl_places_from(const uint8_t *mask, int64_t i, int32_t *out, int64_t at, int64_t count) {
  for (; at < count; i++) {
    out[at] = (int32_t)i;
    at += mask[i] != 0;
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
/* Sixteen at a time, while a whole vector of results has room. */
__attribute__((target("avx512f,avx512bw,avx512vl"))) static void nl_places_512(const uint8_t *mask, int64_t n, int32_t *out,
                                                                               int64_t count) {
  const __m512i step = _mm512_set1_epi32(16);
  __m512i index = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  int64_t at = 0, i = 0;
  for (; i + 16 <= n && at + 16 <= count; i += 16) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(mask + i));
    const __mmask16 k = _mm_test_epi8_mask(bytes, bytes);
    _mm512_storeu_si512(out + at, _mm512_maskz_compress_epi32(k, index));
    at += __builtin_popcount(k);
    index = _mm512_add_epi32(index, step);
  }
  nl_places_from(mask, i, out, at, count);
}
#endif

/* The indices of the `count` true bytes among n. */
NL_EXPORT void numloom_places(const uint8_t *mask, double size, int32_t *out, double found) {
  const int64_t n = (int64_t)size, count = (int64_t)found;
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
    nl_places_512(mask, n, out, count);
    return;
  }
#endif
  (void)n;
  nl_places_from(mask, 0, out, 0, count);
}

/* Indices into an axis of `length`, negative ones counted from its end; the place of the first that is out of bounds, or -1. */
NL_CLONES static int64_t nl_wrap(const int32_t *in, int32_t *out, int64_t n, int32_t length) {
  int bad = 0;
  NL_IVDEP for (int64_t i = 0; i < n; i++) {
    const int32_t x = in[i], y = x < 0 ? x + length : x;
    bad |= (uint32_t)y >= (uint32_t)length;
    out[i] = y;
  }
  return bad;
}
NL_EXPORT double numloom_wrap(const int32_t *in, int32_t *out, double count, int32_t length) {
  const int64_t n = (int64_t)count;
  if (!nl_wrap(in, out, n, length)) return -1;
  for (int64_t i = 0; i < n; i++) {
    if ((uint32_t)out[i] >= (uint32_t)length) return (double)i;
  }
  return -1;
}

/* Sums of products of integers, which wrap: the lower digits of signed and unsigned numbers are the same. */
#define NL_DOT(name, type)                                                                                   \
  NL_CLONES static type name(const type *a, int64_t s, const type *b, int64_t t, int64_t n) {                \
    type sum = 0;                                                                                            \
    if (s == 1 && t == 1)                                                                                    \
      for (int64_t i = 0; i < n; i++) sum += a[i] * b[i];                                                    \
    else                                                                                                     \
      for (int64_t i = 0; i < n; i++) sum += a[i * s] * b[i * t];                                            \
    return sum;                                                                                              \
  }
NL_DOT(nl_dot_4, uint32_t)
NL_DOT(nl_dot_8, uint64_t)

/* places: the offsets of a and b and their steps, all in elements, how many there are, and the place of the result. */
NL_EXPORT void numloom_dot(int32_t bytes, const char *a, const char *b, char *out, const double *places) {
  const int64_t p = (int64_t)places[0], q = (int64_t)places[1], s = (int64_t)places[2], t = (int64_t)places[3];
  const int64_t n = (int64_t)places[4], at = (int64_t)places[5];
  if (bytes == 4) ((uint32_t *)out)[at] = nl_dot_4((const uint32_t *)a + p, s, (const uint32_t *)b + q, t, n);
  else ((uint64_t *)out)[at] = nl_dot_8((const uint64_t *)a + p, s, (const uint64_t *)b + q, t, n);
}
