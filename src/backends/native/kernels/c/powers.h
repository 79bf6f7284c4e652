/*
 * Powers with AVX-512, eight at a time: the logarithm to base 2 as a sum of two numbers with 66 digits from a table of 32 reciprocals,
 * multiplied exactly, and the exponential from a table of 16 (P. T. P. Tang, ACM TOMS 16, 1990; table look-ups are permutations
 * within registers). For positive normal numbers and finite exponents; what else there is goes through nl_pow.
 */
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <immintrin.h>

static inline __m512d nl_pick_16(const double *table, __m512i i) {
  return _mm512_permutex2var_pd(_mm512_load_pd(table), i, _mm512_load_pd(table + 8));
}
static inline __m512d nl_pick_32(const double *table, __m512i i, __mmask8 upper) {
  return _mm512_mask_blend_pd(upper, nl_pick_16(table, i), nl_pick_16(table + 16, i));
}

static inline __m512d nl_pow_8(__m512d x, __m512d y) {
#define NL_SET(c) _mm512_set1_pd(c)
#define NL_FMA8(a, b, c) _mm512_fmadd_pd(a, b, c)
#define NL_FMS8(a, b, c) _mm512_fmsub_pd(a, b, c)
#define NL_MUL8(a, b) _mm512_mul_pd(a, b)
#define NL_ADD8(a, b) _mm512_add_pd(a, b)
#define NL_SUB8(a, b) _mm512_sub_pd(a, b)
  const __m512i bits = _mm512_castpd_si512(x);
  const __m512i moved = _mm512_sub_epi64(bits, _mm512_set1_epi64(NL_POW_OFFSET));
  const __m512i exponent = _mm512_srai_epi64(moved, 52);
  const __m512i i = _mm512_srli_epi64(moved, 47);
  const __mmask8 upper = _mm512_test_epi64_mask(i, _mm512_set1_epi64(16));
  const __m512d k = _mm512_cvtepi64_pd(exponent);
  const __m512d m = _mm512_castsi512_pd(_mm512_sub_epi64(bits, _mm512_slli_epi64(exponent, 52)));
  const __m512d c = nl_pick_32(NL_POW_INVERSE, i, upper);
  /* m c - 1 = r + rl, exactly. */
  const __m512d p = NL_MUL8(m, c), pl = NL_FMS8(m, c, p);
  const __m512d near = NL_SUB8(p, NL_SET(1.0));
  const __m512d r = NL_ADD8(near, pl), rl = NL_ADD8(NL_SUB8(near, r), pl);
  /* log2(1 + r): the linear and the square term in two parts each. */
  const __m512d q = NL_MUL8(r, r);
  const __m512d ql = NL_FMA8(NL_ADD8(r, r), rl, NL_FMS8(r, r, q));
  const __m512d a = NL_MUL8(r, NL_SET(NL_POW_LINEAR));
  const __m512d al = NL_ADD8(NL_FMS8(r, NL_SET(NL_POW_LINEAR), a),
                             NL_FMA8(r, NL_SET(NL_POW_LINEAR_LOW), NL_MUL8(rl, NL_SET(NL_POW_LINEAR))));
  const __m512d b = NL_MUL8(q, NL_SET(NL_POW_SQUARE));
  const __m512d bl = NL_ADD8(NL_FMS8(q, NL_SET(NL_POW_SQUARE), b),
                             NL_FMA8(q, NL_SET(NL_POW_SQUARE_LOW), NL_MUL8(ql, NL_SET(NL_POW_SQUARE))));
#define NL_PAIR8(t, n, v) NL_FMA8(NL_SET(t[(n) + 1]), v, NL_SET(t[n]))
  const __m512d q2 = NL_MUL8(q, q);
  const __m512d more = NL_FMA8(q2, NL_FMA8(q, NL_PAIR8(NL_POW_LOG, 6, r), NL_PAIR8(NL_POW_LOG, 4, r)),
                               NL_FMA8(q, NL_PAIR8(NL_POW_LOG, 2, r), NL_PAIR8(NL_POW_LOG, 0, r)));
  const __m512d cube = NL_MUL8(NL_MUL8(q, r), more);
  const __m512d u = NL_ADD8(a, b), ul = NL_ADD8(NL_SUB8(a, u), b);
  const __m512d whole = NL_ADD8(k, nl_pick_32(NL_POW_LOG_HIGH, i, upper));
  const __m512d v = NL_ADD8(whole, u), vl = NL_ADD8(NL_SUB8(whole, v), u);
  const __m512d low = NL_ADD8(NL_ADD8(vl, nl_pick_32(NL_POW_LOG_LOW, i, upper)),
                              NL_ADD8(NL_ADD8(ul, cube), NL_ADD8(al, bl)));
  const __m512d lh = NL_ADD8(v, low), ll = NL_ADD8(NL_SUB8(v, lh), low);
  /* 2^(y (lh + ll)). */
  const __m512d eh = NL_MUL8(y, lh);
  const __m512d el = NL_FMA8(y, ll, NL_FMS8(y, lh, eh));
  const __m512d inside = _mm512_max_pd(_mm512_min_pd(eh, NL_SET(1100.0)), NL_SET(-1100.0));
  const __mmask8 moderate = _mm512_cmp_pd_mask(inside, eh, _CMP_EQ_OQ);
  const __m512d shifted = NL_ADD8(inside, NL_SET(0x1.8p48));
  const __m512d n = NL_SUB8(shifted, NL_SET(0x1.8p48));
  const __m512d f = NL_ADD8(NL_SUB8(inside, n), _mm512_maskz_mov_pd(moderate, el));
  const __m512i j = _mm512_castpd_si512(shifted);
  const __m512d th = nl_pick_16(NL_POW_ROOTS, j), tl = nl_pick_16(NL_POW_ROOTS_LOW, j);
  const __m512d g = NL_MUL8(f, f);
  const __m512d part = NL_FMA8(NL_MUL8(g, g), NL_FMA8(g, NL_SET(NL_POW_EXP[6]), NL_PAIR8(NL_POW_EXP, 4, f)),
                               NL_FMA8(g, NL_PAIR8(NL_POW_EXP, 2, f), NL_PAIR8(NL_POW_EXP, 0, f)));
  const __m512d value = NL_ADD8(th, NL_FMA8(NL_MUL8(th, f), part, tl));
  /* The sixteenths of n are in the table. */
  const __m512d scale = _mm512_roundscale_pd(n, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
  const __m512d result = _mm512_scalef_pd(value, scale);
  return _mm512_mask_mul_pd(result, _mm512_cmp_pd_mask(y, NL_SET(2.0), _CMP_EQ_OQ), x, x);
}

/* The same with signs, zeros and what the C loop has to do: an element's value does not depend on its neighbours. */
static inline __m512d nl_pow_lanes(__m512d x, __m512d y) {
  const __m512i bits = _mm512_castpd_si512(x), least = _mm512_set1_epi64(0x0010000000000000);
  const __m512i range = _mm512_set1_epi64(0x7fe0000000000000);
  const __m512d size = _mm512_abs_pd(x);
  const __mmask8 finite = _mm512_cmp_pd_mask(_mm512_abs_pd(y), NL_SET(INFINITY), _CMP_LT_OQ);
  const __mmask8 plain = _mm512_mask_cmplt_epu64_mask(finite, _mm512_sub_epi64(bits, least), range);
  if (__builtin_expect(plain == 0xff, 1)) return nl_pow_8(x, y);
  const __mmask8 normal = _mm512_cmplt_epu64_mask(_mm512_sub_epi64(_mm512_castpd_si512(size), least), range) & finite;
  const __mmask8 zero = _mm512_cmp_pd_mask(x, NL_SET(0.0), _CMP_EQ_OQ) & finite;
  const __mmask8 negative = _mm512_movepi64_mask(bits);
  const __m512d half = NL_MUL8(y, NL_SET(0.5));
  const __mmask8 whole = _mm512_cmp_pd_mask(_mm512_roundscale_pd(y, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC), y, _CMP_EQ_OQ);
  const __mmask8 even = _mm512_cmp_pd_mask(_mm512_roundscale_pd(half, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC), half, _CMP_EQ_OQ);
  const __m512d one = NL_SET(1.0);
  __m512d z = nl_pow_8(_mm512_mask_mov_pd(one, normal, size), _mm512_mask_mov_pd(one, finite, y));
  z = _mm512_mask_mov_pd(z, zero & _mm512_cmp_pd_mask(y, NL_SET(0.0), _CMP_GT_OQ), NL_SET(0.0));
  z = _mm512_mask_mov_pd(z, zero & _mm512_cmp_pd_mask(y, NL_SET(0.0), _CMP_LT_OQ), NL_SET(INFINITY));
  z = _mm512_mask_xor_pd(z, negative & whole & (__mmask8)~even, z, NL_SET(-0.0));
  z = _mm512_mask_mov_pd(z, negative & normal & (__mmask8)~whole, NL_SET(NAN));
  const __mmask8 rest = (__mmask8)~(normal | zero);
  if (rest) {
    double a[8], b[8], c[8];
    _mm512_storeu_pd(a, x);
    _mm512_storeu_pd(b, y);
    _mm512_storeu_pd(c, z);
    for (int k = 0; k < 8; k++) {
      if (rest >> k & 1) c[k] = nl_pow(a[k], b[k]);
    }
    z = _mm512_loadu_pd(c);
  }
  return z;
}

static __attribute__((unused)) void nl_pow_row(int64_t n, const double *x, const double *y, double *z) {
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) _mm512_storeu_pd(z + i, nl_pow_lanes(_mm512_loadu_pd(x + i), _mm512_loadu_pd(y + i)));
  if (i < n) {
    const __mmask8 rest = (__mmask8)((1u << (n - i)) - 1);
    const __m512d one = NL_SET(1.0);
    _mm512_mask_storeu_pd(z + i, rest,
                          nl_pow_lanes(_mm512_mask_loadu_pd(one, rest, x + i), _mm512_mask_loadu_pd(one, rest, y + i)));
  }
}

/* Powers of eight float32, in float64 with ten digits more than they have. Zeros, infinities, nan and negative bases are nl_pow_f32's. */
static inline __m512d nl_pow_singles(__m512d x, __m512d y) {
  const __m512i bits = _mm512_castpd_si512(x);
  const __m512i moved = _mm512_sub_epi64(bits, _mm512_set1_epi64(NL_POW_OFFSET));
  const __m512i exponent = _mm512_srai_epi64(moved, 52), i = _mm512_srli_epi64(moved, 47);
  const __mmask8 upper = _mm512_test_epi64_mask(i, _mm512_set1_epi64(16));
  const __m512d m = _mm512_castsi512_pd(_mm512_sub_epi64(bits, _mm512_slli_epi64(exponent, 52)));
  const __m512d r = NL_FMS8(m, nl_pick_32(NL_POW_INVERSE, i, upper), NL_SET(1.0)), q = NL_MUL8(r, r);
  const __m512d whole = NL_ADD8(_mm512_cvtepi64_pd(exponent), nl_pick_32(NL_POW_LOG_HIGH, i, upper));
  const __m512d more = NL_FMA8(q, NL_PAIR8(NL_POW_LOG, 2, r), NL_PAIR8(NL_POW_LOG, 0, r));
  const __m512d near = NL_FMA8(r, NL_FMA8(q, more, NL_FMA8(r, NL_SET(NL_POW_SQUARE), NL_SET(NL_POW_LINEAR))),
                               nl_pick_32(NL_POW_LOG_LOW, i, upper));
  const __m512d e = NL_MUL8(y, NL_ADD8(whole, near));
  const __m512d inside = _mm512_max_pd(_mm512_min_pd(e, NL_SET(200.0)), NL_SET(-200.0));
  const __m512d shifted = NL_ADD8(inside, NL_SET(0x1.8p48));
  const __m512d n = NL_SUB8(shifted, NL_SET(0x1.8p48)), f = NL_SUB8(inside, n);
  const __m512d th = nl_pick_16(NL_POW_ROOTS, _mm512_castpd_si512(shifted));
  const __m512d part = NL_FMA8(NL_MUL8(f, f), NL_PAIR8(NL_POW_EXP, 2, f), NL_PAIR8(NL_POW_EXP, 0, f));
  const __m512d scale = _mm512_roundscale_pd(n, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
  const __m512d result = _mm512_scalef_pd(NL_FMA8(NL_MUL8(th, f), part, th), scale);
  return _mm512_mask_mul_pd(result, _mm512_cmp_pd_mask(y, NL_SET(2.0), _CMP_EQ_OQ), x, x);
}
static inline __m256 nl_pow_singles_lanes(__m256 a, __m256 b) {
  const __m512d x = _mm512_cvtps_pd(a), y = _mm512_cvtps_pd(b), one = NL_SET(1.0);
  const __mmask8 plain = _mm512_cmp_pd_mask(x, NL_SET(0.0), _CMP_GT_OQ) & _mm512_cmp_pd_mask(x, NL_SET(INFINITY), _CMP_LT_OQ) &
                         _mm512_cmp_pd_mask(_mm512_abs_pd(y), NL_SET(INFINITY), _CMP_LT_OQ);
  const __m256 z = _mm512_cvtpd_ps(nl_pow_singles(_mm512_mask_mov_pd(one, plain, x), _mm512_mask_mov_pd(one, plain, y)));
  if (__builtin_expect(plain == 0xff, 1)) return z;
  float p[8], q[8], r[8];
  _mm256_storeu_ps(p, a);
  _mm256_storeu_ps(q, b);
  _mm256_storeu_ps(r, z);
  for (int k = 0; k < 8; k++) {
    if (!(plain >> k & 1)) r[k] = nl_pow_f32(p[k], q[k]);
  }
  return _mm256_loadu_ps(r);
}
static __attribute__((unused)) void nl_pow_row_f32(int64_t n, const float *x, const float *y, float *z) {
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) _mm256_storeu_ps(z + i, nl_pow_singles_lanes(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i)));
  if (i < n) {
    const __mmask8 rest = (__mmask8)((1u << (n - i)) - 1);
    const __m256 one = _mm256_set1_ps(1.0f);
    _mm256_mask_storeu_ps(
        z + i, rest, nl_pow_singles_lanes(_mm256_mask_loadu_ps(one, rest, x + i), _mm256_mask_loadu_ps(one, rest, y + i)));
  }
}
#else
static __attribute__((unused)) void nl_pow_row(int64_t n, const double *x, const double *y, double *z) {
  NL_IVDEP for (int64_t i = 0; i < n; i++) z[i] = nl_pow(x[i], y[i]);
}
static __attribute__((unused)) void nl_pow_row_f32(int64_t n, const float *x, const float *y, float *z) {
  NL_IVDEP for (int64_t i = 0; i < n; i++) z[i] = nl_pow_f32(x[i], y[i]);
}
#endif
