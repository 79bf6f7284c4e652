/*
 * Sums of arrays with fixed weights, as Runge-Kutta methods take them of their stages. Each sum is taken in the order of the portable
 * loops, so that its elements are theirs bit for bit; the total of squares is taken in eight parts.
 */
#include "vectors.h"

/* Where the arrays begin, as numbers. */
#define NL_MOST 16

NL_INLINE void nl_terms(const double *const *k, const double *w, int count, int64_t i, nl_eight *sum) {
  nl_eight a;
  memcpy(&a, k[0] + i, 64);
  *sum = w[0] * a;
  for (int j = 1; j < count; j++) {
    memcpy(&a, k[j] + i, 64);
    *sum += w[j] * a;
  }
}
NL_INLINE double nl_one(const double *const *k, const double *w, int count, int64_t i) {
  double sum = w[0] * k[0][i];
  for (int j = 1; j < count; j++) sum += w[j] * k[j][i];
  return sum;
}

/* out = base + h * sum, or without a base out = sum. */
NL_INLINE void nl_advance_of(const double *const *k, const double *w, int count, const double *base, double h, double *out,
                             int64_t n) {
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) {
    nl_eight sum, b;
    nl_terms(k, w, count, i, &sum);
    if (base) {
      memcpy(&b, base + i, 64);
      sum = b + h * sum;
    }
    memcpy(out + i, &sum, 64);
  }
  for (; i < n; i++) {
    const double sum = nl_one(k, w, count, i);
    out[i] = base ? base[i] + h * sum : sum;
  }
}

/* The sum of squares of sum / (atol + rtol * max(|y|, |z|)); a nan of z counts. */
NL_INLINE void nl_ratio_of(const double *const *k, const double *w, int count, const double *y, const double *z, const double *rtol,
                           const double *atol, double *total, int64_t n) {
  const nl_eight_bits positive = {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX};
  nl_eight parts = {0};
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) {
    nl_eight sum, a, b, r, t;
    nl_terms(k, w, count, i, &sum);
    memcpy(&a, y + i, 64);
    memcpy(&b, z + i, 64);
    memcpy(&r, rtol + i, 64);
    memcpy(&t, atol + i, 64);
    a = (nl_eight)((nl_eight_bits)a & positive);
    b = (nl_eight)((nl_eight_bits)b & positive);
    const nl_eight_bits smaller = b <= a;
    a = (nl_eight)(((nl_eight_bits)a & smaller) | ((nl_eight_bits)b & ~smaller));
    sum /= t + r * a;
    parts += sum * sum;
  }
  double all = 0;
  for (int j = 0; j < 8; j++) all += parts[j];
  for (; i < n; i++) {
    const double a = __builtin_fabs(y[i]), b = __builtin_fabs(z[i]);
    const double q = nl_one(k, w, count, i) / (atol[i] + rtol[i] * (b <= a ? a : b));
    all += q * q;
  }
  *total = all;
}

/* Every number of terms has a loop of its own. */
#define NL_COUNTS(call)                                                                                                    \
  switch (count) {                                                                                                         \
    case 1: call(1); break;                                                                                                \
    case 2: call(2); break;                                                                                                \
    case 3: call(3); break;                                                                                                \
    case 4: call(4); break;                                                                                                \
    case 5: call(5); break;                                                                                                \
    case 6: call(6); break;                                                                                                \
    case 7: call(7); break;                                                                                                \
    case 8: call(8); break;                                                                                                \
    default: call(count);                                                                                                  \
  }
#define NL_ADVANCE(c) nl_advance_of(k, w, c, base, h, out, n)
#define NL_RATIO(c) nl_ratio_of(k, w, c, y, z, rtol, atol, total, n)
#define NL_COPIES(attribute, suffix)                                                                                       \
  attribute static void nl_advance_##suffix(const double *const *k, const double *w, int count, const double *base, double h, \
                                            double *out, int64_t n) {                                                      \
    NL_COUNTS(NL_ADVANCE)                                                                                                  \
  }                                                                                                                        \
  attribute static void nl_ratio_##suffix(const double *const *k, const double *w, int count, const double *y, const double *z, \
                                          const double *rtol, const double *atol, double *total, int64_t n) {              \
    NL_COUNTS(NL_RATIO)                                                                                                    \
  }

NL_COPIES(, base)
#if NL_LEVELS > 1
NL_COPIES(NL_AVX2, avx2)
NL_COPIES(NL_AVX512, avx512)
#endif

/* `places`: where the arrays begin, as numbers; at most NL_MOST. */
NL_INLINE int nl_arrays(const double *places, double count, const double **k) {
  const int m = (int)count;
  if (m < 1 || m > NL_MOST) return 0;
  for (int j = 0; j < m; j++) k[j] = (const double *)(uintptr_t)places[j];
  return m;
}

NL_EXPORT void numloom_weighted(const double *places, const double *w, double count, const double *base, double h, double *out,
                                double n) {
  const double *k[NL_MOST];
  const int m = nl_arrays(places, count, k);
  if (m == 0) return;
  NL_CHOOSE(nl_advance, k, w, m, base, h, out, (int64_t)n)
}

NL_EXPORT void numloom_weighted_ratio(const double *places, const double *w, double count, const double *y, const double *z,
                                      const double *rtol, const double *atol, double *total, double n) {
  const double *k[NL_MOST];
  const int m = nl_arrays(places, count, k);
  if (m == 0) return;
  NL_CHOOSE(nl_ratio, k, w, m, y, z, rtol, atol, total, (int64_t)n)
}
