/* Sums and products of rows of floats, in the order of the portable loops. */

typedef double nl_eight __attribute__((vector_size(64)));
typedef float nl_eightf __attribute__((vector_size(32)));

static inline nl_eight nl_load_d(const double *a) {
  nl_eight v;
  memcpy(&v, a, sizeof v);
  return v;
}
static inline nl_eight nl_load_f(const float *a) {
  nl_eightf v;
  memcpy(&v, a, sizeof v);
  return __builtin_convertvector(v, nl_eight);
}

/* Eight integers as doubles. */
#define NL_LOAD_EIGHT(name, type)                               \
  typedef type name##_eight __attribute__((vector_size(8 * sizeof(type)))); \
  static inline nl_eight name(const type *a) {                  \
    name##_eight v;                                             \
    memcpy(&v, a, sizeof v);                                    \
    return __builtin_convertvector(v, nl_eight);                \
  }
NL_LOAD_EIGHT(nl_load_b, int8_t)
NL_LOAD_EIGHT(nl_load_B, uint8_t)
NL_LOAD_EIGHT(nl_load_h, int16_t)
NL_LOAD_EIGHT(nl_load_H, uint16_t)
NL_LOAD_EIGHT(nl_load_i, int32_t)
NL_LOAD_EIGHT(nl_load_I, uint32_t)
NL_LOAD_EIGHT(nl_load_q, int64_t)
NL_LOAD_EIGHT(nl_load_Q, uint64_t)

/* Pairwise (Higham, SIAM J. Sci. Comput. 14, 1993). */
#define NL_SUM(name, type, load)                                                              \
  static __attribute__((unused)) double name(const type *a, int64_t s, int64_t n) {           \
    if (n < 8) {                                                                              \
      double v = -0.0;                                                                        \
      for (int64_t i = 0; i < n; i++) v += (double)a[i * s];                                  \
      return v;                                                                               \
    }                                                                                         \
    if (n <= 128) {                                                                           \
      const int64_t e = n & ~(int64_t)7;                                                      \
      double r[8];                                                                            \
      if (s == 1) {                                                                           \
        nl_eight v = load(a);                                                                 \
        for (int64_t i = 8; i < e; i += 8) v += load(a + i);                                  \
        memcpy(r, &v, sizeof r);                                                              \
      } else {                                                                                \
        for (int k = 0; k < 8; k++) r[k] = (double)a[k * s];                                  \
        for (int64_t i = 8; i < e; i += 8)                                                    \
          for (int k = 0; k < 8; k++) r[k] += (double)a[(i + k) * s];                         \
      }                                                                                       \
      double v = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));           \
      for (int64_t i = e; i < n; i++) v += (double)a[i * s];                                  \
      return v;                                                                               \
    }                                                                                         \
    const int64_t h = (n >> 1) & ~(int64_t)7;                                                 \
    return name(a, s, h) + name(a + h * s, s, n - h);                                         \
  }
/* The same of complex numbers without gaps, both parts at once: re and im of eight of them are two vectors. */
#define NL_SUM_PAIRS(name, type, load, one)                                                   \
  static __attribute__((unused)) nl_pair name(const type *a, int64_t n) {                     \
    nl_pair v;                                                                                \
    if (n < 8) {                                                                              \
      v.re = one(a, 2, n);                                                                    \
      v.im = one(a + 1, 2, n);                                                                \
      return v;                                                                               \
    }                                                                                         \
    if (n <= 128) {                                                                           \
      const int64_t e = n & ~(int64_t)7;                                                      \
      nl_eight x = load(a), y = load(a + 8);                                                  \
      for (int64_t i = 8; i < e; i += 8) {                                                    \
        x += load(a + 2 * i);                                                                 \
        y += load(a + 2 * i + 8);                                                             \
      }                                                                                       \
      v.re = ((x[0] + x[2]) + (x[4] + x[6])) + ((y[0] + y[2]) + (y[4] + y[6]));               \
      v.im = ((x[1] + x[3]) + (x[5] + x[7])) + ((y[1] + y[3]) + (y[5] + y[7]));               \
      for (int64_t i = e; i < n; i++) {                                                       \
        v.re += (double)a[2 * i];                                                             \
        v.im += (double)a[2 * i + 1];                                                         \
      }                                                                                       \
      return v;                                                                               \
    }                                                                                         \
    const int64_t h = (n >> 1) & ~(int64_t)7;                                                 \
    const nl_pair p = name(a, h), q = name(a + 2 * h, n - h);                                 \
    v.re = p.re + q.re;                                                                       \
    v.im = p.im + q.im;                                                                       \
    return v;                                                                                 \
  }
NL_SUM(nl_sum_b, int8_t, nl_load_b)
NL_SUM(nl_sum_B, uint8_t, nl_load_B)
NL_SUM(nl_sum_h, int16_t, nl_load_h)
NL_SUM(nl_sum_H, uint16_t, nl_load_H)
NL_SUM(nl_sum_i, int32_t, nl_load_i)
NL_SUM(nl_sum_I, uint32_t, nl_load_I)
NL_SUM(nl_sum_q, int64_t, nl_load_q)
NL_SUM(nl_sum_Q, uint64_t, nl_load_Q)
NL_SUM(nl_sum_d, double, nl_load_d)
NL_SUM(nl_sum_f, float, nl_load_f)
NL_SUM_PAIRS(nl_sum_pairs_d, double, nl_load_d, nl_sum_d)
NL_SUM_PAIRS(nl_sum_pairs_f, float, nl_load_f, nl_sum_f)

/* Four running products, each from an element of its own. */
#define NL_PRODUCT(name, type)                                                                \
  static __attribute__((unused)) double name(double v0, const type *a, int64_t s, int64_t n) { \
    int64_t i = 0;                                                                            \
    if (n >= 16) {                                                                            \
      double v1 = (double)a[0], v2 = (double)a[s], v3 = (double)a[2 * s];                     \
      for (i = 3; i + 3 < n; i += 4) {                                                        \
        v0 *= (double)a[i * s];                                                               \
        v1 *= (double)a[(i + 1) * s];                                                         \
        v2 *= (double)a[(i + 2) * s];                                                         \
        v3 *= (double)a[(i + 3) * s];                                                         \
      }                                                                                       \
      v0 = v0 * v1 * v2 * v3;                                                                 \
    }                                                                                         \
    for (; i < n; i++) v0 *= (double)a[i * s];                                                \
    return v0;                                                                                \
  }
NL_PRODUCT(nl_product_d, double)
NL_PRODUCT(nl_product_f, float)

/* Squared deviations from a mean: blocks of at most 128 with four running sums, joined as a tree. */
#define NL_DEVIATIONS(name, type)                                                             \
  static __attribute__((unused)) double name(const type *a, int64_t s, int64_t n, double m) { \
    if (n > 128) {                                                                            \
      const int64_t half = n >> 1, h = half - (half & 3);                                     \
      return name(a, s, h, m) + name(a + h * s, s, n - h, m);                                 \
    }                                                                                         \
    double r[4] = {0, 0, 0, 0};                                                               \
    int64_t i = 0;                                                                            \
    if (s == 1)                                                                               \
      for (; i + 3 < n; i += 4)                                                               \
        for (int k = 0; k < 4; k++) {                                                         \
          const double x = (double)a[i + k] - m;                                              \
          r[k] += x * x;                                                                      \
        }                                                                                     \
    for (; i < n; i++) {                                                                      \
      const double x = (double)a[i * s] - m;                                                  \
      r[0] += x * x;                                                                          \
    }                                                                                         \
    return (r[0] + r[1]) + (r[2] + r[3]);                                                     \
  }
NL_DEVIATIONS(nl_deviations_d, double)
NL_DEVIATIONS(nl_deviations_f, float)
NL_DEVIATIONS(nl_deviations_b, int8_t)
NL_DEVIATIONS(nl_deviations_B, uint8_t)
NL_DEVIATIONS(nl_deviations_h, int16_t)
NL_DEVIATIONS(nl_deviations_H, uint16_t)
NL_DEVIATIONS(nl_deviations_i, int32_t)
NL_DEVIATIONS(nl_deviations_I, uint32_t)
