/*
 * Elementary functions of float32, the ways of elementary.h in float32 throughout, within 2 units in the last place. Without fused
 * multiply-add they go through float64.
 */
#if defined(__FMA__) || defined(__aarch64__)
#define NL_SHIFT_F 0x1.8p23f

static inline float nl_scale_f32(float x, float k) {
  const float half = k * 0.5f + NL_SHIFT_F;
  const float rest = (k - (half - NL_SHIFT_F)) + NL_SHIFT_F;
  return x * nl_float((nl_bitsf(half) + 127u) << 23) * nl_float((nl_bitsf(rest) + 127u) << 23);
}
/* exp(x) 2^e. */
static inline float nl_exp_times_f32(float x, float e) {
  const float inside = x > 90.0f ? 90.0f : x < -110.0f ? -110.0f : x;
  const float k = NL_FMAF(inside, 0x1.715476p+0f, NL_SHIFT_F) - NL_SHIFT_F;
  const float r = NL_FMAF(-k, 0x1.05c610p-29f * -1.0f, NL_FMAF(-k, 0x1.62e430p-1f, inside));
  const float p = NL_FMAF(NL_FMAF(NL_FMAF(NL_FMAF(0x1.6d117cp-10f, r, 0x1.120be2p-7f), r, 0x1.555518p-5f), r, 0x1.5554dcp-3f), r, 0.5f);
  return nl_scale_f32(1.0f + NL_FMAF(r * r, p, r), k + e);
}
static inline float nl_exp_f32(float x) { return nl_exp_times_f32(x, 0.0f); }
static inline float nl_expm1_f32(float x) {
  const float inside = x > 90.0f ? 90.0f : x < -20.0f ? -20.0f : x;
  const float k = NL_FMAF(inside, 0x1.715476p+0f, NL_SHIFT_F) - NL_SHIFT_F;
  const float r = NL_FMAF(-k, 0x1.05c610p-29f * -1.0f, NL_FMAF(-k, 0x1.62e430p-1f, inside));
  const float p = NL_FMAF(NL_FMAF(NL_FMAF(NL_FMAF(0x1.6d117cp-10f, r, 0x1.120be2p-7f), r, 0x1.555518p-5f), r, 0x1.5554dcp-3f), r, 0.5f);
  const float growth = NL_FMAF(r * r, p, r);
  /* 2^k halved does not overflow. */
  const float power = nl_scale_f32(0.5f, k);
  const float y = NL_FMAF(power, growth, power - 0.5f) * 2.0f;
  return k == 0 ? (x == 0 ? x : growth) : x > 89.0f ? INFINITY : y;
}
static inline float nl_cosh_f32(float x) {
  const float half = nl_exp_times_f32(fabsf(x), -1.0f);
  return half + 0.25f / half;
}
static inline float nl_exp2_f32(float x) {
  const float inside = x > 200.0f ? 200.0f : x < -200.0f ? -200.0f : x;
  const float k = (inside + NL_SHIFT_F) - NL_SHIFT_F;
  const float r = inside - k;
  const float p = NL_FMAF(NL_FMAF(NL_FMAF(NL_FMAF(NL_FMAF(0x1.430912p-13f, r, 0x1.5d8780p-10f), r, 0x1.3b2ab6p-7f), r, 0x1.c6b08ep-5f), r,
                                  0x1.ebfbe0p-3f),
                          r, 0x1.62e430p-1f);
  return nl_scale_f32(NL_FMAF(r, p, 1.0f), k);
}
static inline float nl_significand_f32(float x, float *k) {
  const uint32_t moved = nl_bitsf(x) - 0x3f3504f3u + (127u << 23);
  const uint32_t exponent = moved >> 23;
  *k = nl_float(exponent | 0x4b000000u) - (0x1p23f + 127.0f);
  return nl_float(nl_bitsf(x) - ((exponent - 127u) << 23));
}
static inline float nl_log_ends_f32(float x, float y) {
  const float finite = x == INFINITY ? x : y;
  return x > 0 ? finite : x == 0 ? -INFINITY : NAN;
}
/* log(1 + f) - f. */
static inline float nl_log_rest_f32(float f) {
  const float half = 0.5f * f * f;
  const float s = f / (2.0f + f), z = s * s;
  const float p = NL_FMAF(NL_FMAF(NL_FMAF(0x1.c71c72p-3f, z, 0x1.245d8ep-2f), z, 0x1.9999c4p-2f), z, 0x1.555556p-1f);
  return s * (half + z * p) - half;
}
static inline float nl_log_f32(float x) {
  float k;
  const int small = x < 0x1p-126f;
  const float f = nl_significand_f32(small ? x * 0x1p24f : x, &k) - 1.0f;
  k -= small ? 24.0f : 0.0f;
  const float rest = NL_FMAF(k, 0x1.7f7d1cp-20f, nl_log_rest_f32(f));
  return nl_log_ends_f32(x, NL_FMAF(k, 0x1.62e4p-1f, f + rest));
}
/* k unit + log(m) scale, f scale taken in two parts. */
static inline float nl_log_scaled_f32(float x, float scale, float scale_low, float unit, float unit_low) {
  float k;
  const int small = x < 0x1p-126f;
  const float f = nl_significand_f32(small ? x * 0x1p24f : x, &k) - 1.0f;
  k -= small ? 24.0f : 0.0f;
  const float product = f * scale;
  const float lost = NL_FMAF(f, scale, -product) + f * scale_low;
  const float rest = NL_FMAF(nl_log_rest_f32(f), scale, lost + k * unit_low);
  return nl_log_ends_f32(x, NL_FMAF(k, unit, product + rest));
}
static inline float nl_log2_f32(float x) { return nl_log_scaled_f32(x, 0x1.715476p+0f, 0x1.4ae0cp-26f, 1.0f, 0.0f); }
static inline float nl_log10_f32(float x) {
  return nl_log_scaled_f32(x, 0x1.bcb7b2p-2f, -0x1.5b235ep-27f, 0x1.344p-2f, 0x1.3509f8p-18f);
}
/* Beyond this angle the loops of float32 go through float64. */
#define NL_LARGE_ANGLE_F 30000.0f

/* x = n pi/2 + r, |r| < pi/4 or a little more; the last two bits of the result are those of n. The first step is exact. */
static inline uint32_t nl_quadrant_f32(float x, float *r) {
  const float shifted = NL_FMAF(x, 0x1.45f306p-1f, NL_SHIFT_F);
  const float n = shifted - NL_SHIFT_F;
  const float first = NL_FMAF(-n, 0x1.921fb6p+0f, x);
  *r = NL_FMAF(-n, -0x1.ee59dap-50f, NL_FMAF(-n, -0x1.777a5cp-25f, first));
  return nl_bitsf(shifted);
}
static inline float nl_sin_part_f32(float r) {
  const float z = r * r;
  const float p = NL_FMAF(NL_FMAF(NL_FMAF(NL_SIN_F[3], z, NL_SIN_F[2]), z, NL_SIN_F[1]), z, NL_SIN_F[0]);
  return NL_FMAF(z * r, p, r);
}
static inline float nl_cos_part_f32(float r) {
  const float z = r * r;
  const float p = NL_FMAF(NL_FMAF(NL_COS_F[2], z, NL_COS_F[1]), z, NL_COS_F[0]);
  return NL_FMAF(z * z, p, NL_FMAF(-0.5f, z, 1.0f));
}
static inline float nl_sin_f32(float x) {
  float r;
  const uint32_t n = nl_quadrant_f32(x, &r);
  const float y = (n & 1) ? nl_cos_part_f32(r) : nl_sin_part_f32(r);
  const float signed_ = nl_float(nl_bitsf(y) ^ ((n & 2) << 30));
  return x == 0 ? x : signed_;
}
static inline float nl_cos_f32(float x) {
  float r;
  const uint32_t n = nl_quadrant_f32(x, &r);
  const float y = (n & 1) ? nl_sin_part_f32(r) : nl_cos_part_f32(r);
  return nl_float(nl_bitsf(y) ^ (((n + 1) & 2) << 30));
}
/* In float64: a quotient of two float32 would be 3 units in the last place off. */
static inline float nl_tan_f32(float x) {
  const double shifted = NL_FMA((double)x, 0x1.45f306dc9c883p-1, NL_SHIFT);
  const double n = shifted - NL_SHIFT;
  const double r = NL_FMA(-n, 0x1.1a62633145c07p-54, NL_FMA(-n, 0x1.921fb54442d18p+0, (double)x));
  const double z = r * r;
  const double sine = NL_FMA(NL_FMA(NL_FMA(NL_FMA(NL_SIN_F[3], z, NL_SIN_F[2]), z, NL_SIN_F[1]), z, NL_SIN_F[0]), z * r, r);
  const double cosine = NL_FMA(NL_FMA(NL_FMA(NL_COS_F[2], z, NL_COS_F[1]), z, NL_COS_F[0]), z * z, NL_FMA(-0.5, z, 1.0));
  const int odd = (int)(nl_bits(shifted) & 1);
  const float y = (float)((odd ? -cosine : sine) / (odd ? sine : cosine));
  return x == 0 ? x : y;
}
static inline float nl_signed_f32(float size, float like) {
  return nl_float((nl_bitsf(size) & 0x7fffffffu) | (nl_bitsf(like) & 0x80000000u));
}
static inline float nl_tanh_f32(float x) {
  const float a = fabsf(x), z = x * x;
  const float p = NL_FMAF(
      NL_FMAF(NL_FMAF(NL_FMAF(NL_FMAF(NL_TANH_F[5], z, NL_TANH_F[4]), z, NL_TANH_F[3]), z, NL_TANH_F[2]), z, NL_TANH_F[1]), z,
      NL_TANH_F[0]);
  const float near = NL_FMAF(a * z, p, a);
  const float e = nl_exp_f32(2.0f * (a > 10.0f ? 10.0f : a));
  const float far = 1.0f - 2.0f / (e + 1.0f);
  return x != x ? x : nl_signed_f32(a < 0.625f ? near : far, x);
}
static inline float nl_sinh_f32(float x) {
  const float a = fabsf(x), z = x * x;
  const float p = NL_FMAF(NL_FMAF(NL_FMAF(NL_SINH_F[3], z, NL_SINH_F[2]), z, NL_SINH_F[1]), z, NL_SINH_F[0]);
  const float half = nl_exp_times_f32(a, -1.0f);
  return x != x ? x : nl_signed_f32(a < 1.0f ? NL_FMAF(a * z, p, a) : half - 0.25f / half, x);
}
static inline float nl_log1p_f32(float x) {
  float k;
  const float u = 1.0f + x;
  const float m = nl_significand_f32(u, &k);
  const int near = k == 0;
  const float f = near ? x : m - 1.0f;
  /* What 1 + x lost, as a part of it. */
  const float lost = (k >= 1.0f ? 1.0f - (u - x) : x - (u - 1.0f)) / u;
  const float c = near | (x > 0x1p30f) ? 0.0f : lost;
  const float rest = NL_FMAF(k, 0x1.7f7d1cp-20f, nl_log_rest_f32(f) + c);
  const float y = NL_FMAF(k, 0x1.62e4p-1f, f + rest);
  const float finite = x == INFINITY ? x : x == 0 ? x : y;
  return x > -1.0f ? finite : x == -1.0f ? -INFINITY : NAN;
}
/* The way of nl_cbrt with one step less, in float64. Every float32 but 0 is a normal double. */
static inline float nl_cbrt_f32(float x) {
  double k, q, r;
  const double m = nl_significand(fabs((double)x), &k);
  const double root = nl_third(k, &q, &r);
  const double start = nl_inverse_cbrt(m);
  const double w = NL_FMA(start * 0x1.5555555555555p-2, 1.0 - m * start * start * start, start);
  const double size = m * w * w * root * nl_double((nl_bits(q + NL_SHIFT) + 1023) << 52);
  return (x == 0) | (fabsf(x) == INFINITY) | (x != x) ? x : nl_signed_f32((float)size, x);
}
static inline float nl_atan2_f32(float y, float x) {
  const float ax = fabsf(x), ay = fabsf(y);
  const int steep = ay > ax;
  const float top = steep ? ax : ay, bottom = steep ? ay : ax;
  /* 0/0 counts as 0, infinity over infinity as 1. */
  const int same = top == INFINITY;
  const float t = bottom == 0 ? 0.0f : same ? 1.0f : top / bottom;
  const int middle = t > 0x1.a8279ap-2f;
  const float q = middle ? (t - 1.0f) / (t + 1.0f) : t;
  const float z = q * q;
  const float p = NL_FMAF(NL_FMAF(NL_FMAF(NL_FMAF(NL_ATAN_F[4], z, NL_ATAN_F[3]), z, NL_ATAN_F[2]), z, NL_ATAN_F[1]), z, NL_ATAN_F[0]);
  const float base = middle ? 0x1.921fb6p-1f : 0.0f, base_low = middle ? -0x1.777a5cp-26f : 0.0f;
  const float small = NL_FMAF(q * z, p, q + base_low);
  const float first = steep ? 0x1.921fb6p+0f - base : base, first_low = steep ? -0x1.777a5cp-25f - small : small;
  const int left = (int)(nl_bitsf(x) >> 31);
  const float second = left ? 0x1.921fb6p+1f - first : first, second_low = left ? -0x1.777a5cp-24f - first_low : first_low;
  return (x != x) | (y != y) ? x + y : nl_signed_f32(second + second_low, y);
}
static inline float nl_atan_f32(float x) {
  const float a = fabsf(x);
  const int large = a > 0x1.3504f4p+1f, middle = a > 0x1.a8279ap-2f;
  const float top = large ? -1.0f : middle ? a - 1.0f : a;
  const float bottom = large ? a : middle ? a + 1.0f : 1.0f;
  const float t = top / bottom, z = t * t;
  const float p = NL_FMAF(NL_FMAF(NL_FMAF(NL_FMAF(NL_ATAN_F[4], z, NL_ATAN_F[3]), z, NL_ATAN_F[2]), z, NL_ATAN_F[1]), z, NL_ATAN_F[0]);
  const float base = large ? 0x1.921fb6p+0f : middle ? 0x1.921fb6p-1f : 0.0f;
  const float low = large ? -0x1.777a5cp-25f : middle ? -0x1.777a5cp-26f : 0.0f;
  return x != x ? x : nl_signed_f32(base + NL_FMAF(t * z, p, t + low), x);
}
/* asin(a) of a up to 1/2, of sqrt((1 - a) / 2) beyond. */
static inline float nl_asin_inner_f32(float a) {
  const int outer = a > 0.5f;
  const float z = outer ? 0.5f * (1.0f - a) : a * a;
  const float s = outer ? sqrtf(z) : a;
  const float p = NL_FMAF(
      NL_FMAF(NL_FMAF(NL_FMAF(NL_FMAF(NL_ASIN_F[5], z, NL_ASIN_F[4]), z, NL_ASIN_F[3]), z, NL_ASIN_F[2]), z, NL_ASIN_F[1]), z,
      NL_ASIN_F[0]);
  return NL_FMAF(s * z, p, s);
}
static inline float nl_asin_f32(float x) {
  const float a = fabsf(x), inner = nl_asin_inner_f32(a);
  const int outer = a > 0.5f;
  const float y = outer ? NL_FMAF(-2.0f, inner, 0x1.921fb6p+0f) : inner;
  return a <= 1.0f ? nl_signed_f32(y, x) : NAN;
}

static inline float nl_acos_f32(float x) {
  const float a = fabsf(x), inner = nl_asin_inner_f32(a);
  const int outer = a > 0.5f;
  const float middle = 0x1.921fb6p+0f - (nl_signed_f32(inner, x) + 0x1.777a5cp-25f);
  const float y = !outer ? middle : x > 0 ? 2.0f * inner : NL_FMAF(-2.0f, inner, 0x1.921fb6p+1f - 0x1.777a5cp-24f);
  return a <= 1.0f ? y : NAN;
}
/* log(1 + u) of a double u >= 0, with the digits of a float32. */
static inline double nl_log1p_short(double u) {
  double k;
  const double v = 1.0 + u;
  const double m = nl_significand(v, &k);
  const double f = k == 0 ? u : m - 1.0;
  const double s = f / (2.0 + f), z = s * s;
  const double p = NL_FMA(NL_FMA(NL_FMA(NL_FMA(NL_POW_LOG_F[4], z, NL_POW_LOG_F[3]), z, NL_POW_LOG_F[2]), z, NL_POW_LOG_F[1]), z,
                          NL_POW_LOG_F[0]);
  return NL_FMA(k, 0x1.62e42fefa39efp-1, NL_FMA(s * z, p, 2.0 * s));
}
static inline float nl_asinh_f32(float x) {
  const double a = fabs((double)x), square = a * a;
  const float y = (float)nl_log1p_short(a + square / (1.0 + sqrt(square + 1.0)));
  return x != x ? x : nl_signed_f32(a == INFINITY ? INFINITY : y, x);
}
static inline float nl_acosh_f32(float x) {
  const double t = (double)x - 1.0;
  const float y = (float)nl_log1p_short(t + sqrt(t * (t + 2.0)));
  return x == INFINITY ? x : x >= 1.0f ? y : NAN;
}
static inline float nl_atanh_f32(float x) {
  const double a = fabs((double)x);
  const float y = (float)(0.5 * nl_log1p_short(2.0 * a / (1.0 - a)));
  return x != x ? x : a <= 1.0 ? nl_signed_f32(a == 1.0 ? INFINITY : y, x) : NAN;
}

/* Powers of float32 in float64, with more digits than the result has. Special values are C's. */
static inline float nl_pow_f32(float base, float exponent) {
  double k;
  const double x = base, y = exponent, a = fabs(x);
  /* Every float32 but 0 is a normal double. */
  const double m = nl_significand(a, &k);
  const double f = m - 1.0, s = f / (2.0 + f), z = s * s;
  const double p = NL_FMA(NL_FMA(NL_FMA(NL_FMA(NL_POW_LOG_F[4], z, NL_POW_LOG_F[3]), z, NL_POW_LOG_F[2]), z, NL_POW_LOG_F[1]), z,
                          NL_POW_LOG_F[0]);
  const double l = NL_FMA(NL_FMA(s * z, p, 2.0 * s), NL_LOG2E, k);
  const double e = y * l;
  const double inside = e > 200.0 ? 200.0 : e < -200.0 ? -200.0 : e;
  const double shifted = inside + NL_SHIFT;
  const double r = inside - (shifted - NL_SHIFT), r2 = r * r;
  const double q = NL_FMA(r2 * r2, NL_FMA(r2, NL_POW_EXP_F[6], NL_P2(NL_POW_EXP_F, 4, r)),
                          NL_FMA(r2, NL_P2(NL_POW_EXP_F, 2, r), NL_P2(NL_POW_EXP_F, 0, r)));
  const double main = NL_FMA(r, q, 1.0) * nl_double((nl_bits(shifted) + 1023) << 52);
  const int negative = (int)(nl_bitsf(base) >> 31);
  const int whole = trunc(y) == y;
  const int odd = whole & (trunc(y * 0.5) * 2.0 != y);
  double size = a == 1.0 ? 1.0 : main;
  size = a == 0 ? (y > 0 ? 0.0 : INFINITY) : size;
  size = a == INFINITY ? (y > 0 ? INFINITY : 0.0) : size;
  size = y == 2.0 ? a * a : size;
  size = (x < 0) & (a < INFINITY) & !whole ? NAN : size;
  const float signed_ = nl_float(nl_bitsf((float)size) ^ ((uint32_t)(negative & odd) << 31));
  const float finite = (x != x) | (y != y) ? NAN : signed_;
  return (y == 0) | (x == 1.0) ? 1.0f : finite;
}
#else
static inline float nl_exp_f32(float x) { return (float)nl_exp((double)x); }
static inline float nl_exp2_f32(float x) { return (float)nl_exp2((double)x); }
static inline float nl_log_f32(float x) { return (float)nl_log((double)x); }
static inline float nl_log2_f32(float x) { return (float)nl_log2((double)x); }
static inline float nl_log10_f32(float x) { return (float)nl_log10((double)x); }
#define NL_LARGE_ANGLE_F 1000000.0f
static inline float nl_sin_f32(float x) { return (float)nl_sin((double)x); }
static inline float nl_cos_f32(float x) { return (float)nl_cos((double)x); }
static inline float nl_tanh_f32(float x) { return (float)nl_tanh((double)x); }
static inline float nl_atan_f32(float x) { return (float)nl_atan((double)x); }
static inline float nl_asin_f32(float x) { return (float)nl_asin((double)x); }
static inline float nl_pow_f32(float x, float y) { return (float)nl_pow((double)x, (double)y); }
static inline float nl_expm1_f32(float x) { return (float)nl_expm1((double)x); }
static inline float nl_log1p_f32(float x) { return (float)nl_log1p((double)x); }
static inline float nl_sinh_f32(float x) { return (float)nl_sinh((double)x); }
static inline float nl_cosh_f32(float x) { return (float)nl_cosh((double)x); }
static inline float nl_cbrt_f32(float x) { return (float)nl_cbrt((double)x); }
static inline float nl_tan_f32(float x) { return (float)nl_tan((double)x); }
static inline float nl_acos_f32(float x) { return (float)nl_acos((double)x); }
static inline float nl_asinh_f32(float x) { return (float)nl_asinh((double)x); }
static inline float nl_acosh_f32(float x) { return (float)nl_acosh((double)x); }
static inline float nl_atanh_f32(float x) { return (float)nl_atanh((double)x); }
static inline float nl_atan2_f32(float y, float x) { return (float)nl_atan2((double)y, (double)x); }
#endif
/* The squares are exact, and their sum is rounded far below the result's last place. */
static inline float nl_hypot_f32(float x, float y) {
  const double a = x, b = y;
  const float root = (float)sqrt(a * a + b * b);
  return (fabsf(x) == INFINITY) | (fabsf(y) == INFINITY) ? INFINITY : root;
}
/* Angles that are too large for the loops. */
static inline float nl_far_sin_f32(float x) { return (float)(fabsf(x) <= NL_LARGE_ANGLE ? nl_sin(x) : sin((double)x)); }
static inline float nl_far_cos_f32(float x) { return (float)(fabsf(x) <= NL_LARGE_ANGLE ? nl_cos(x) : cos((double)x)); }
static inline float nl_far_tan_f32(float x) { return (float)(fabsf(x) <= NL_LARGE_ANGLE ? nl_tan(x) : tan((double)x)); }
