/*
 * Inner loops of signal processing: sliding sums of products, polyphase filters, second-order sections, maxima. Each sum is taken
 * in the order of the portable loops, so that results are theirs bit for bit; vectors hold neighbouring results or sections.
 */
#include "vectors.h"
#if NL_LEVELS > 1
#include <immintrin.h>
#endif

typedef uint8_t nl_eight_bytes __attribute__((vector_size(8)));
typedef int32_t nl_eight_ints __attribute__((vector_size(32)));

/* y[i] = sum over j of h[j] x[i + j], j rising. */
NL_INLINE void nl_slide(const double *x, const double *h, double *y, int64_t n, int64_t m) {
  int64_t i = 0;
  for (; i + 32 <= n; i += 32) {
    nl_eight s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    for (int64_t j = 0; j < m; j++) {
      const double *p = x + i + j, c = h[j];
      nl_eight a, b, d, e;
      memcpy(&a, p, 64);
      memcpy(&b, p + 8, 64);
      memcpy(&d, p + 16, 64);
      memcpy(&e, p + 24, 64);
      s0 += c * a;
      s1 += c * b;
      s2 += c * d;
      s3 += c * e;
    }
    memcpy(y + i, &s0, 64);
    memcpy(y + i + 8, &s1, 64);
    memcpy(y + i + 16, &s2, 64);
    memcpy(y + i + 24, &s3, 64);
  }
  for (; i + 4 <= n; i += 4) {
    nl_four s = {0};
    for (int64_t j = 0; j < m; j++) {
      nl_four a;
      memcpy(&a, x + i + j, 32);
      s += h[j] * a;
    }
    memcpy(y + i, &s, 32);
  }
  for (; i < n; i++) {
    double s = 0;
    for (int64_t j = 0; j < m; j++) s += h[j] * x[i + j];
    y[i] = s;
  }
}

/*
 * Upsampled and downsampled: result k is a phase's taps times neighbouring samples, four running sums and then the rest. `from` is the
 * first sample of the first result, `phase` its phase.
 */
NL_INLINE void nl_polyphase(const double *taps, int64_t width, int64_t up, int64_t down, const double *x, double *y, int64_t n,
                            int64_t from, int64_t phase) {
  const int64_t whole = down / up, part = down % up, fours = width & ~(int64_t)3;
  for (int64_t k = 0; k < n; k++) {
    const double *h = taps + phase * width, *p = x + from;
    nl_four s = {0};
    for (int64_t j = 0; j < fours; j += 4) {
      nl_four a, b;
      memcpy(&a, h + j, 32);
      memcpy(&b, p + j, 32);
      s += a * b;
    }
    double sum = (s[0] + s[1]) + (s[2] + s[3]);
    for (int64_t j = fours; j < width; j++) sum += h[j] * p[j];
    y[k] = sum;
    from += whole;
    phase += part;
    if (phase >= up) phase -= up, from++;
  }
}

/* One sample through one section, in the transposed direct form II. */
NL_INLINE double nl_section(const double *c, double *z, double u) {
  const double v = z[0] + c[0] * u;
  z[0] = z[1] + c[1] * u - c[4] * v;
  z[1] = c[2] * u - c[5] * v;
  return v;
}

/*
 * m sections, at most 4, in the lanes of a vector, each two samples behind the one before it, so that what it takes was ready a
 * step ago. The ends, where not all are busy, go one by one.
 */
NL_INLINE void nl_sections(const double *c, const int m, const double *x, double *y, int64_t n, double *z) {
  const int late = 2 * (m - 1);
  if (m == 1 || n <= late) {
    for (int64_t i = 0; i < n; i++) {
      double v = x[i];
      for (int s = 0; s < m; s++) v = nl_section(c + 6 * s, z + 2 * s, v);
      y[i] = v;
    }
    return;
  }
  /* What sections gave that the next ones have not taken yet. */
  double ready[4][2] = {{0}};
  double head[4][8];
  for (int s = 0; s < m - 1; s++) {
    const int count = late - 2 * s;
    for (int i = 0; i < count; i++) head[s][i] = nl_section(c + 6 * s, z + 2 * s, s == 0 ? x[i] : head[s - 1][i]);
    ready[s][0] = head[s][count - 2];
    ready[s][1] = head[s][count - 1];
  }
  nl_four b0 = {0}, b1 = {0}, b2 = {0}, a1 = {0}, a2 = {0}, z0 = {0}, z1 = {0}, before = {0}, last = {0};
  for (int s = 0; s < m; s++) {
    b0[s] = c[6 * s], b1[s] = c[6 * s + 1], b2[s] = c[6 * s + 2], a1[s] = c[6 * s + 4], a2[s] = c[6 * s + 5];
    z0[s] = z[2 * s], z1[s] = z[2 * s + 1];
    before[s] = ready[s][0], last[s] = ready[s][1];
  }
  for (int64_t i = late; i < n; i++) {
    nl_four u = __builtin_shufflevector(before, before, 0, 0, 1, 2);
    u[0] = x[i];
    const nl_four v = z0 + b0 * u;
    z0 = z1 + b1 * u - a1 * v;
    z1 = b2 * u - a2 * v;
    y[i - late] = v[m - 1];
    before = last;
    last = v;
  }
  for (int s = 0; s < m; s++) {
    z[2 * s] = z0[s], z[2 * s + 1] = z1[s];
    ready[s][0] = before[s], ready[s][1] = last[s];
  }
  /* Section s still has to see 2 s samples. */
  double tail[8];
  for (int s = 1; s < m; s++) {
    double next[8];
    const int count = 2 * s;
    for (int i = 0; i < count; i++) {
      const double u = i < 2 ? ready[s - 1][i] : tail[i - 2];
      next[i] = nl_section(c + 6 * s, z + 2 * s, u);
    }
    memcpy(tail, next, sizeof tail);
  }
  for (int i = 0; i < late; i++) y[n - late + i] = tail[i];
}

#define NL_BLOCK 2048
/* All sections over blocks that stay in the cache. x and y may be the same. */
NL_INLINE void nl_cascade(const double *sos, int64_t sections, const double *x, double *y, int64_t n, double *z) {
  for (int64_t at = 0; at < n; at += NL_BLOCK) {
    const int64_t m = n - at < NL_BLOCK ? n - at : NL_BLOCK;
    const double *source = x + at;
    for (int64_t s = 0; s < sections; s += 4) {
      switch (sections - s) {
        case 1: nl_sections(sos + 6 * s, 1, source, y + at, m, z + 2 * s); break;
        case 2: nl_sections(sos + 6 * s, 2, source, y + at, m, z + 2 * s); break;
        case 3: nl_sections(sos + 6 * s, 3, source, y + at, m, z + 2 * s); break;
        default: nl_sections(sos + 6 * s, 4, source, y + at, m, z + 2 * s);
      }
      source = y + at;
    }
  }
}

/*
 * Which of eight samples are higher than both neighbours, a bit each; `flat` gets bits where one is higher than the sample before and
 * as high as the one behind.
 */
NL_INLINE unsigned nl_higher_base(const double *x, unsigned *flat) {
  unsigned higher = 0, even = 0;
  for (int k = 0; k < 8; k++) {
    const unsigned rising = x[k - 1] < x[k];
    higher |= (rising & (x[k + 1] < x[k])) << k;
    even |= rising & (x[k + 1] == x[k]);
  }
  *flat = even;
  return higher;
}
#if NL_LEVELS > 1
NL_AVX2 NL_INLINE unsigned nl_higher_avx2(const double *x, unsigned *flat) {
  unsigned higher = 0, even = 0;
  for (int k = 0; k < 8; k += 4) {
    const __m256d before = _mm256_loadu_pd(x + k - 1), v = _mm256_loadu_pd(x + k), behind = _mm256_loadu_pd(x + k + 1);
    const __m256d rising = _mm256_cmp_pd(before, v, _CMP_LT_OQ);
    higher |= (unsigned)_mm256_movemask_pd(_mm256_and_pd(rising, _mm256_cmp_pd(behind, v, _CMP_LT_OQ))) << k;
    even |= (unsigned)_mm256_movemask_pd(_mm256_and_pd(rising, _mm256_cmp_pd(behind, v, _CMP_EQ_OQ)));
  }
  *flat = even;
  return higher;
}
NL_AVX512 NL_INLINE unsigned nl_higher_avx512(const double *x, unsigned *flat) {
  const __m512d v = _mm512_loadu_pd(x), behind = _mm512_loadu_pd(x + 1);
  const unsigned rising = _mm512_cmp_pd_mask(_mm512_loadu_pd(x - 1), v, _CMP_LT_OQ);
  *flat = rising & _mm512_cmp_pd_mask(behind, v, _CMP_EQ_OQ);
  return rising & _mm512_cmp_pd_mask(behind, v, _CMP_LT_OQ);
}
#endif

/* For each byte: at which places it has bits, and how many. */
static uint8_t nl_bit_places[256][8], nl_bit_count[256];
__attribute__((constructor)) static void nl_count_bits(void) {
  for (int byte = 0; byte < 256; byte++)
    for (int k = 0; k < 8; k++)
      if (byte >> k & 1) nl_bit_places[byte][nl_bit_count[byte]++] = (uint8_t)k;
}

/* Maxima, eight samples at a time where nothing is flat. */
NL_INLINE void nl_maxima(const double *x, int32_t *places, int64_t n, int32_t *count,
                         unsigned (*higher)(const double *, unsigned *)) {
  const int64_t last = n - 1;
  int32_t m = 0;
  for (int64_t i = 1; i < last;) {
    unsigned flat = 1;
    const unsigned bits = i + 8 <= last ? higher(x + i, &flat) : 0;
    if (__builtin_expect(!flat, 1)) {
      nl_eight_bytes offsets;
      memcpy(&offsets, nl_bit_places[bits], 8);
      const nl_eight_ints at = __builtin_convertvector(offsets, nl_eight_ints) + (int32_t)i;
      memcpy(places + m, &at, 32);
      m += nl_bit_count[bits];
      i += 8;
      continue;
    }
    for (const int64_t end = i + 8 < last ? i + 8 : last; i < end; i++) {
      if (!(x[i - 1] < x[i]) || x[i + 1] > x[i]) continue;
      int64_t ahead = i + 1;
      while (ahead < last && x[ahead] == x[i]) ahead++;
      if (x[ahead] < x[i]) places[m++] = (int32_t)((i + ahead - 1) >> 1);
      i = ahead - 1;
    }
  }
  *count = m;
}

#define NL_COPIES(attribute, suffix)                                                                                       \
  attribute static void nl_slide_##suffix(const double *x, const double *h, double *y, int64_t n, int64_t m) {              \
    nl_slide(x, h, y, n, m);                                                                                               \
  }                                                                                                                        \
  attribute static void nl_polyphase_##suffix(const double *t, int64_t w, int64_t u, int64_t d, const double *x, double *y, \
                                              int64_t n, int64_t from, int64_t phase) {                                    \
    nl_polyphase(t, w, u, d, x, y, n, from, phase);                                                                        \
  }                                                                                                                        \
  attribute static void nl_cascade_##suffix(const double *s, int64_t k, const double *x, double *y, int64_t n, double *z) { \
    nl_cascade(s, k, x, y, n, z);                                                                                          \
  }                                                                                                                        \
  attribute static void nl_maxima_##suffix(const double *x, int32_t *places, int64_t n, int32_t *count) {                  \
    nl_maxima(x, places, n, count, nl_higher_##suffix);                                                                    \
  }

NL_COPIES(, base)
#if NL_LEVELS > 1
NL_COPIES(NL_AVX2, avx2)
NL_COPIES(NL_AVX512, avx512)
#endif

NL_EXPORT void numloom_slide(const double *x, const double *h, double *y, double n, double m) {
  NL_CHOOSE(nl_slide, x, h, y, (int64_t)n, (int64_t)m);
}

NL_EXPORT void numloom_polyphase(const double *taps, const double *x, double *y, double width, double up, double down, double n,
                                 double from, double phase) {
  NL_CHOOSE(nl_polyphase, taps, (int64_t)width, (int64_t)up, (int64_t)down, x, y, (int64_t)n, (int64_t)from, (int64_t)phase);
}

NL_EXPORT void numloom_sections(const double *sos, const double *x, double *y, double *z, double sections, double n) {
  NL_CHOOSE(nl_cascade, sos, (int64_t)sections, x, y, (int64_t)n, z);
}

/* Where samples are higher than both neighbours, the middle of flat tops; returns how many. `places` has room for n / 2 + 8. */
static void nl_find_maxima(const double *x, int32_t *places, int64_t n, int32_t *count) {
  NL_CHOOSE(nl_maxima, x, places, n, count);
}
NL_EXPORT int32_t numloom_maxima(const double *x, int32_t *places, double n) {
  int32_t count = 0;
  nl_find_maxima(x, places, (int64_t)n, &count);
  return count;
}
