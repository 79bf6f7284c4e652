/*
 * Sorting rows of 32-bit and 64-bit numbers by their digits of eight bits, the last one first (D. E. Knuth, The Art of Computer
 * Programming 3, section 5.2.5). Digits that all elements share take no pass; what is in order already is left as it is.
 */
#include "numloom.h"
#include <stdlib.h>

/* Numbers as unsigned keys of the same order, and back; nan is larger than all others, and the sign of 0 decides. */
static inline uint32_t nl_key_i(uint32_t u) { return u ^ 0x80000000u; }
static inline uint32_t nl_back_i(uint32_t k) { return k ^ 0x80000000u; }
static inline uint32_t nl_key_I(uint32_t u) { return u; }
static inline uint32_t nl_back_I(uint32_t k) { return k; }
static inline uint32_t nl_key_f(uint32_t u) {
  const uint32_t k = u ^ ((uint32_t)((int32_t)u >> 31) | 0x80000000u);
  return (u & 0x7fffffffu) > 0x7f800000u ? ~(uint32_t)0 : k;
}
static inline uint32_t nl_back_f(uint32_t k) {
  return k == ~(uint32_t)0 ? 0x7fc00000u : k ^ (~(uint32_t)((int32_t)k >> 31) | 0x80000000u);
}
static inline uint64_t nl_key_q(uint64_t u) { return u ^ 0x8000000000000000u; }
static inline uint64_t nl_back_q(uint64_t k) { return k ^ 0x8000000000000000u; }
static inline uint64_t nl_key_Q(uint64_t u) { return u; }
static inline uint64_t nl_back_Q(uint64_t k) { return k; }
static inline uint64_t nl_key_d(uint64_t u) {
  const uint64_t k = u ^ ((uint64_t)((int64_t)u >> 63) | 0x8000000000000000u);
  return (u & 0x7fffffffffffffffu) > 0x7ff0000000000000u ? ~(uint64_t)0 : k;
}
static inline uint64_t nl_back_d(uint64_t k) {
  return k == ~(uint64_t)0 ? 0x7ff8000000000000u : k ^ (~(uint64_t)((int64_t)k >> 63) | 0x8000000000000000u);
}

#define NL_RADIX(letter, type)                                                          \
  static int nl_radix_##letter(type *a, int64_t n) {                                    \
    enum { DIGITS = sizeof(type) };                                                     \
    type last = nl_key_##letter(a[0]);                                                  \
    int64_t sorted = 1;                                                                 \
    for (; sorted < n; sorted++) {                                                      \
      const type k = nl_key_##letter(a[sorted]);                                        \
      if (k < last) break;                                                              \
      last = k;                                                                         \
    }                                                                                   \
    if (sorted == n) return 1;                                                          \
    type *scratch = (type *)malloc((size_t)n * sizeof(type));                           \
    if (!scratch) return 0;                                                             \
    uint32_t counts[DIGITS][256];                                                       \
    memset(counts, 0, sizeof counts);                                                   \
    for (int64_t i = 0; i < n; i++) {                                                   \
      const type k = nl_key_##letter(a[i]);                                             \
      a[i] = k;                                                                         \
      for (int d = 0; d < DIGITS; d++) counts[d][(k >> 8 * d) & 255]++;                 \
    }                                                                                   \
    type *from = a, *to = scratch;                                                      \
    for (int d = 0; d < DIGITS; d++) {                                                  \
      uint32_t *place = counts[d];                                                      \
      if (place[(from[0] >> 8 * d) & 255] == (uint32_t)n) continue;                     \
      uint32_t sum = 0;                                                                 \
      for (int k = 0; k < 256; k++) {                                                   \
        const uint32_t count = place[k];                                                \
        place[k] = sum;                                                                 \
        sum += count;                                                                   \
      }                                                                                 \
      for (int64_t i = 0; i < n; i++) {                                                 \
        const type k = from[i];                                                         \
        to[place[(k >> 8 * d) & 255]++] = k;                                            \
      }                                                                                 \
      type *swap = from;                                                                \
      from = to;                                                                        \
      to = swap;                                                                        \
    }                                                                                   \
    for (int64_t i = 0; i < n; i++) a[i] = nl_back_##letter(from[i]);                   \
    free(scratch);                                                                      \
    return 1;                                                                           \
  }
NL_RADIX(i, uint32_t)
NL_RADIX(I, uint32_t)
NL_RADIX(f, uint32_t)
NL_RADIX(q, uint64_t)
NL_RADIX(Q, uint64_t)
NL_RADIX(d, uint64_t)

/* Sorts n elements from `start` on, of the dtype of that letter; 0 where there is no such loop, or no memory. */
NL_EXPORT int32_t numloom_sort(int32_t letter, char *a, double start, double count) {
  const int64_t s = (int64_t)start, n = (int64_t)count;
  if (n < 2) return 1;
  if (n > INT32_MAX) return 0;
  switch (letter) {
    case 'i': return nl_radix_i((uint32_t *)a + s, n);
    case 'I': return nl_radix_I((uint32_t *)a + s, n);
    case 'f': return nl_radix_f((uint32_t *)a + s, n);
    case 'q': return nl_radix_q((uint64_t *)a + s, n);
    case 'Q': return nl_radix_Q((uint64_t *)a + s, n);
    case 'd': return nl_radix_d((uint64_t *)a + s, n);
    default: return 0;
  }
}
