/*
 * Elementary functions of doubles without branches, so that loops over them become vector code. Each is a reduction to a small
 * interval, a polynomial (polynomials.h) and a reconstruction whose leading terms are exact: W. J. Cody and W. Waite, Software
 * Manual for the Elementary Functions, 1980; J.-M. Muller, Elementary Functions, 3rd ed., 2016.
 */

/* Adding it rounds to an integer, which then stands in the last bits. */
#define NL_SHIFT 0x1.8p52

#define NL_P2(c, i, x) NL_FMA(c[(i) + 1], x, c[i])

/* Polynomials by Estrin's scheme: short chains. */
static inline double nl_poly7(const double *c, double x) {
  const double x2 = x * x, x4 = x2 * x2;
  return NL_FMA(x4, NL_FMA(x2, c[6], NL_P2(c, 4, x)), NL_FMA(x2, NL_P2(c, 2, x), NL_P2(c, 0, x)));
}
static inline double nl_poly8(const double *c, double x) {
  const double x2 = x * x, x4 = x2 * x2;
  return NL_FMA(x4, NL_FMA(x2, NL_P2(c, 6, x), NL_P2(c, 4, x)), NL_FMA(x2, NL_P2(c, 2, x), NL_P2(c, 0, x)));
}
static inline double nl_poly11(const double *c, double x) {
  const double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
  return NL_FMA(x8, NL_FMA(x2, c[10], NL_P2(c, 8, x)), nl_poly8(c, x));
}
static inline double nl_poly12(const double *c, double x) {
  const double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
  return NL_FMA(x8, NL_FMA(x2, NL_P2(c, 10, x), NL_P2(c, 8, x)), nl_poly8(c, x));
}
static inline double nl_poly13(const double *c, double x) {
  const double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
  return NL_FMA(x8, NL_FMA(x4, c[12], NL_FMA(x2, NL_P2(c, 10, x), NL_P2(c, 8, x))), nl_poly8(c, x));
}
static inline double nl_poly14(const double *c, double x) {
  const double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
  return NL_FMA(x8, NL_FMA(x4, NL_P2(c, 12, x), NL_FMA(x2, NL_P2(c, 10, x), NL_P2(c, 8, x))), nl_poly8(c, x));
}

/* The rounding error of a product. */
static inline double nl_product_rest(double a, double b, double product) {
#if defined(__FMA__) || defined(__aarch64__)
  return NL_FMA(a, b, -product);
#else
  const double ta = a * 134217729.0, tb = b * 134217729.0;
  const double ah = ta - (ta - a), bh = tb - (tb - b), al = a - ah, bl = b - bh;
  return ((ah * bh - product) + ah * bl + al * bh) + al * bl;
#endif
}

/* x * 2^k for an integer |k| < 2100 given as a double: two factors, rounded once. */
static inline double nl_scale(double x, double k) {
  const double half = k * 0.5 + NL_SHIFT;
  const double rest = (k - (half - NL_SHIFT)) + NL_SHIFT;
  return x * nl_double((nl_bits(half) + 1023) << 52) * nl_double((nl_bits(rest) + 1023) << 52);
}

/* x = k ln 2 + (r + low), |r| < 0.35. */
static inline double nl_ln2_parts(double x, double *k, double *low) {
  const double n = NL_FMA(x, NL_LOG2E, NL_SHIFT) - NL_SHIFT;
  const double high = x - n * NL_LN2_HIGH;
  const double rest = n * NL_LN2_LOW;
  const double r = high - rest;
  *k = n;
  *low = (high - r) - rest;
  return r;
}

/* exp(x) * 2^e. */
static inline double nl_exp_times(double x, double e) {
  double k, low;
  const double inside = x > 720.0 ? 720.0 : x < -760.0 ? -760.0 : x;
  const double r = nl_ln2_parts(inside, &k, &low);
  const double growth = NL_FMA(r * r, nl_poly11(NL_EXP, r), low);
  return nl_scale(1.0 + (r + growth), k + e);
}
static inline double nl_exp(double x) { return nl_exp_times(x, 0); }

static inline double nl_exp2(double x) {
  const double inside = x > 1100.0 ? 1100.0 : x < -1100.0 ? -1100.0 : x;
  const double k = (inside + NL_SHIFT) - NL_SHIFT;
  const double r = inside - k;
  return nl_scale(NL_FMA(r, nl_poly13(NL_EXP2, r), 1.0), k);
}

static inline double nl_expm1(double x) {
  double k, low;
  const double inside = x > 720.0 ? 720.0 : x < -50.0 ? -50.0 : x;
  const double r = nl_ln2_parts(inside, &k, &low);
  const double growth = NL_FMA(r * r, nl_poly11(NL_EXP, r), low);
  /* 2^k (1 + r + growth) - 1, with 2^k halved so that it does not overflow. */
  const double power = nl_scale(0.5, k);
  const double whole = power - 0.5;
  const double high = whole + power * r;
  const double rest = (whole - high) + power * r;
  const double half = high + (rest + power * growth);
  const double lowest = (high - half) + (rest + power * growth);
  const double result = (half + lowest) * 2.0;
  return k == 0 ? (x == 0 ? x : r + growth) : x > 710.0 ? INFINITY : result;
}

/* Significand and exponent: x = m 2^k with m between sqrt(1/2) and sqrt(2), for normal positive x. */
static inline double nl_significand(double x, double *k) {
  const uint64_t moved = nl_bits(x) - 0x3fe6a09e667f3bcdu + (1023ull << 52);
  const uint64_t exponent = moved >> 52;
  *k = nl_double(exponent | 0x4330000000000000u) - (0x1p52 + 1023.0);
  return nl_double(nl_bits(x) - ((exponent - 1023) << 52));
}

/* log(1 + f) = f - f^2/2 + rest, for |f| < 0.42. */
static inline double nl_log_rest(double f, double half) {
  const double s = f / (2.0 + f);
  const double z = s * s;
  return s * (half + z * nl_poly8(NL_LOG, z));
}

static inline double nl_log_ends(double x, double y) {
  const double finite = x == INFINITY ? x : y;
  return x > 0 ? finite : x == 0 ? -INFINITY : NAN;
}

static inline double nl_log(double x) {
  double k;
  const int small = x < 0x1p-1022;
  const double m = nl_significand(small ? x * 0x1p54 : x, &k);
  k -= small ? 54.0 : 0.0;
  const double f = m - 1.0, half = 0.5 * f * f;
  const double rest = nl_log_rest(f, half);
  const double y = NL_FMA(k, NL_LN2_HIGH, f - (half - NL_FMA(k, NL_LN2_LOW, rest)));
  return nl_log_ends(x, y);
}

/* log(m) as high + low. */
static inline double nl_log_pair(double m, double *low) {
  const double f = m - 1.0, half = 0.5 * f * f;
  const double lost = 0.5 * nl_product_rest(f, f, f * f);
  const double rest = nl_log_rest(f, half);
  const double first = f - half;
  const double missed = ((f - first) - half) - lost;
  const double high = first + (rest + missed);
  *low = (first - high) + (rest + missed);
  return high;
}

/* (k units + log(m) scale), scale and unit given in two parts. */
static inline double nl_log_scaled(double x, double scale, double scale_low, double unit, double unit_low) {
  double k, low;
  const int small = x < 0x1p-1022;
  const double m = nl_significand(small ? x * 0x1p54 : x, &k);
  k -= small ? 54.0 : 0.0;
  const double high = nl_log_pair(m, &low);
  const double product = high * scale;
  const double rest = nl_product_rest(high, scale, product) + (low * scale + high * scale_low) + k * unit_low;
  const double whole = k * unit;
  const double sum = whole + product;
  const double missed = (whole - sum) + product;
  /* Near 1 the product is the larger part. */
  const double y = sum + (rest + (k == 0 ? 0.0 : missed));
  return nl_log_ends(x, y);
}
static inline double nl_log2(double x) { return nl_log_scaled(x, NL_LOG2E, NL_LOG2E_LOW, 1.0, 0.0); }
static inline double nl_log10(double x) {
  return nl_log_scaled(x, NL_LOG10E, NL_LOG10E_LOW, NL_LOG10_2_HIGH, NL_LOG10_2_LOW);
}

static inline double nl_log1p(double x) {
  double k;
  const double u = 1.0 + x;
  const double m = nl_significand(u, &k);
  const int near = k == 0;
  const double f = near ? x : m - 1.0;
  /* What 1 + x lost, as a part of it. */
  const double lost = (k >= 1.0 ? 1.0 - (u - x) : x - (u - 1.0)) / u;
  const double c = near | (x > 0x1p60) ? 0.0 : lost;
  const double half = 0.5 * f * f;
  const double rest = nl_log_rest(f, half);
  const double y = NL_FMA(k, NL_LN2_HIGH, f - (half - (rest + NL_FMA(k, NL_LN2_LOW, c))));
  const double finite = x == INFINITY ? x : x == 0 ? x : y;
  return x > -1.0 ? finite : x == -1.0 ? -INFINITY : NAN;
}

/* Beyond this angle the loops ask the C library. */
#define NL_LARGE_ANGLE 1000000.0

/* x = n pi/2 + (r + low), |r| < pi/4, for |x| below NL_LARGE_ANGLE; the last two bits of the result are those of n. */
static inline uint64_t nl_quadrant(double x, double *r, double *low) {
  const double shifted = x * 0x1.45f306dc9c883p-1 + NL_SHIFT;
  const double n = shifted - NL_SHIFT;
  const double high = x - n * NL_PIO2_1;
  const double middle = n * NL_PIO2_2;
  const double first = high - middle;
  const double rest = ((high - first) - middle) - n * NL_PIO2_3;
  *r = first + rest;
  *low = (first - *r) + rest;
  return nl_bits(shifted);
}
static inline double nl_sin_part(double r, double low) {
  const double z = r * r;
  return r + (z * r * nl_poly7(NL_SIN, z) + low * (1.0 - 0.5 * z));
}
static inline double nl_cos_part(double r, double low) {
  const double z = r * r, half = 0.5 * z, first = 1.0 - half;
  return first + (((1.0 - first) - half) + (z * z * nl_poly7(NL_COS, z) - r * low));
}
static inline double nl_sin(double x) {
  double r, low;
  const uint64_t n = nl_quadrant(x, &r, &low);
  const double y = (n & 1) ? nl_cos_part(r, low) : nl_sin_part(r, low);
  const double signed_ = nl_double(nl_bits(y) ^ ((n & 2) << 62));
  return x == 0 ? x : signed_;
}
static inline double nl_cos(double x) {
  double r, low;
  const uint64_t n = nl_quadrant(x, &r, &low);
  const double y = (n & 1) ? nl_sin_part(r, low) : nl_cos_part(r, low);
  return nl_double(nl_bits(y) ^ (((n + 1) & 2) << 62));
}
static inline double nl_tan(double x) {
  double r, low;
  const uint64_t n = nl_quadrant(x, &r, &low);
  const double s = nl_sin_part(r, low), c = nl_cos_part(r, low);
  const double y = (n & 1) ? -c / s : s / c;
  return x == 0 ? x : y;
}

/* |x| with the sign of another number. */
static inline double nl_signed(double size, double like) {
  return nl_double((nl_bits(size) & 0x7fffffffffffffffu) | (nl_bits(like) & 0x8000000000000000u));
}

static inline double nl_sinh(double x) {
  const double a = fabs(x);
  const double t = nl_expm1(a);
  const double near = 0.5 * (t + t / (t + 1.0));
  const double far = nl_exp_times(a, -1.0);
  const double y = a < 30.0 ? near : far;
  return x != x ? x : nl_signed(y, x);
}
static inline double nl_cosh(double x) {
  const double half = nl_exp_times(fabs(x), -1.0);
  return half + 0.25 / half;
}
static inline double nl_tanh(double x) {
  const double a = fabs(x), b = a > 22.0 ? 22.0 : a;
  const double t = nl_expm1(2.0 * b);
  return x != x ? x : nl_signed(t / (t + 2.0), x);
}

static inline double nl_atan_positive(double a) {
  /* Three intervals: as it is, about 1, and of the reciprocal. */
  const int large = a > 2.414213562373095, middle = a > 0.41421356237309503;
  const double top = large ? -1.0 : middle ? a - 1.0 : a;
  const double bottom = large ? a : middle ? a + 1.0 : 1.0;
  const double t = top / bottom, z = t * t;
  const double base = large ? NL_PI_2 : middle ? NL_PI_4 : 0.0;
  const double base_low = large ? NL_PI_2_LOW : middle ? NL_PI_4_LOW : 0.0;
  return base + (t + (t * z * nl_poly12(NL_ATAN, z) + base_low));
}
static inline double nl_atan(double x) { return x != x ? x : nl_signed(nl_atan_positive(fabs(x)), x); }

static inline double nl_atan2(double y, double x) {
  const double ax = fabs(x), ay = fabs(y);
  const int steep = ay > ax;
  const double top = steep ? ax : ay, bottom = steep ? ay : ax;
  /* 0/0 counts as 0, infinity over infinity as 1. */
  const double t = bottom == 0 ? 0.0 : top == INFINITY ? 1.0 : top / bottom;
  const int middle = t > 0.41421356237309503;
  const double q = bottom == 0 ? 0.0 : middle ? (top == INFINITY ? 0.0 : (top - bottom) / (top + bottom)) : t;
  const double z = q * q;
  const double base = middle ? NL_PI_4 : 0.0, base_low = middle ? NL_PI_4_LOW : 0.0;
  const double small = q + (q * z * nl_poly12(NL_ATAN, z) + base_low);
  /* pi/2 - and pi - as sums whose largest part comes last. */
  const double first = steep ? NL_PI_2 - base : base, first_low = steep ? NL_PI_2_LOW - small : small;
  const int left = (int)(nl_bits(x) >> 63);
  const double second = left ? NL_PI - first : first, second_low = left ? NL_PI_LOW - first_low : first_low;
  return x != x || y != y ? x + y : nl_signed(second + second_low, y);
}

static inline double nl_asin(double x) {
  const double a = fabs(x);
  const int outer = a > 0.5;
  const double z = outer ? 0.5 * (1.0 - a) : a * a;
  const double s = outer ? sqrt(z) : a;
  const double rest = s * z * nl_poly14(NL_ASIN, z);
  /* sqrt(z) = s + lost. */
  const double lost = outer & (s != 0) ? -(nl_product_rest(s, s, s * s) + (s * s - z)) / (2.0 * s) : 0.0;
  const double high = NL_PI_2 - 2.0 * s;
  const double missed = ((NL_PI_2 - high) - 2.0 * s) + NL_PI_2_LOW;
  const double y = outer ? high + (missed - 2.0 * (rest + lost)) : s + rest;
  return a <= 1.0 ? nl_signed(y, x) : NAN;
}
static inline double nl_acos(double x) {
  const double a = fabs(x);
  const int outer = a > 0.5;
  const double z = outer ? 0.5 * (1.0 - a) : a * a;
  const double s = outer ? sqrt(z) : a;
  const double rest = s * z * nl_poly14(NL_ASIN, z);
  const double lost = outer & (s != 0) ? -(nl_product_rest(s, s, s * s) + (s * s - z)) / (2.0 * s) : 0.0;
  const double near = 2.0 * (s + (rest + lost));
  const double high = NL_PI - 2.0 * s;
  const double far = high + ((((NL_PI - high) - 2.0 * s) + NL_PI_LOW) - 2.0 * (rest + lost));
  const double signed_ = x < 0 ? s : -s, signed_rest = x < 0 ? rest : -rest;
  const double inner_high = NL_PI_2 + signed_;
  const double inner = inner_high + ((((NL_PI_2 - inner_high) + signed_) + NL_PI_2_LOW) + signed_rest);
  return a <= 1.0 ? (outer ? (x > 0 ? near : far) : inner) : NAN;
}

/* sqrt(x^2 + y^2) within 1 ulp: the root of the sum, corrected by its residual (C. F. Borges, 2019). */
static inline double nl_hypot(double x, double y) {
  const double u = fabs(x), v = fabs(y);
  const double large = u > v ? u : v, little = u > v ? v : u;
  const double scale = large > 0x1p511 ? 0x1p600 : little < 0x1p-459 ? 0x1p-600 : 1.0;
  const double back = large > 0x1p511 ? 0x1p-600 : little < 0x1p-459 ? 0x1p600 : 1.0;
  const double a = large * back, b = little * back;
  const double h = sqrt(a * a + b * b);
  const double h2 = h * h, a2 = a * a, b2 = b * b;
  const double residual = ((a2 - h2) + b2) + ((nl_product_rest(a, a, a2) + nl_product_rest(b, b, b2)) - nl_product_rest(h, h, h2));
  const double root = (h + residual / (2.0 * h)) * scale;
  const double y1 = little <= large * 0x1p-54 ? large + little : root;
  return (u == INFINITY) | (v == INFINITY) ? INFINITY : x != x || y != y ? NAN : y1;
}

static inline double nl_logaddexp(double x, double y) {
  const double larger = x > y ? x : y, gap = -fabs(x - y);
  const double sum = larger + nl_log1p(nl_exp(gap));
  return x == y ? x + 0x1.62e42fefa39efp-1 : gap == gap ? sum : x - y;
}
static inline double nl_logaddexp2(double x, double y) {
  const double larger = x > y ? x : y, gap = -fabs(x - y);
  const double sum = larger + NL_LOG2E * nl_log1p(nl_exp2(gap));
  return x == y ? x + 1.0 : gap == gap ? sum : x - y;
}

/* m^(-1/3) of a significand, within 1e-5: a polynomial. */
static inline double nl_inverse_cbrt(double m) {
  const double m2 = m * m;
  return NL_FMA(m2 * m2, NL_P2(NL_INVERSE_CBRT, 4, m), NL_FMA(m2, NL_P2(NL_INVERSE_CBRT, 2, m), NL_P2(NL_INVERSE_CBRT, 0, m)));
}
/* k = 3 q + r, r of 0, 1, 2; the cube root of 2^r. */
static inline double nl_third(double k, double *q, double *r) {
  *q = ((k - 1.0) * 0x1.5555555555555p-2 + NL_SHIFT) - NL_SHIFT;
  *r = k - 3.0 * *q;
  return *r == 0 ? 1.0 : *r == 1.0 ? 0x1.428a2f98d728bp+0 : 0x1.965fea53d6e3dp+0;
}
/*
 * For x = m 2^(3 q + r): the inverse root w of m by a polynomial and a step of third order, m w^2, and one of Newton's steps with a residual of
 * twice the digits. Nothing is divided.
 */
static inline double nl_cbrt(double x) {
  double k, q, r;
  const double a = fabs(x);
  const int small = a < 0x1p-1022;
  const double m = nl_significand(small ? a * 0x1p54 : a, &k);
  const double root = nl_third(k - (small ? 54.0 : 0.0), &q, &r);
  const double t = m * (r == 0 ? 1.0 : r == 1.0 ? 2.0 : 4.0);
  const double start = nl_inverse_cbrt(m);
  const double e = 1.0 - m * start * start * start;
  const double w = NL_FMA(start * e, NL_FMA(e, 0x1.c71c71c71c71cp-3, 0x1.5555555555555p-2), start);
  const double y = m * w * w * root;
  const double square = y * y, cube = square * y;
  const double lost = NL_FMA(nl_product_rest(y, y, square), y, nl_product_rest(square, y, cube));
  /* 1 / (3 y^2) */
  const double slope = w * w * (r == 0 ? 0x1.5555555555555p-2 : r == 1.0 ? 0x1.ae0d94cbc98b9p-3 : 0x1.0eea9c37e497ep-3);
  const double better = NL_FMA((t - cube) - lost, slope, y);
  const double scaled = nl_signed(nl_scale(better, q), x);
  return (x == 0) | (a == INFINITY) | (x != x) ? x : scaled;
}
static inline double nl_asinh(double x) {
  const double a = fabs(x);
  const double square = a * a;
  const double near = nl_log1p(a + square / (1.0 + sqrt(square + 1.0)));
  const double far = nl_log(a) + 0x1.62e42fefa39efp-1;
  const double y = a > 0x1p28 ? far : near;
  return x != x ? x : nl_signed(y, x);
}
static inline double nl_acosh(double x) {
  const double t = x - 1.0;
  const double near = nl_log1p(t + sqrt(2.0 * t + t * t));
  const double far = nl_log(x) + 0x1.62e42fefa39efp-1;
  return x > 0x1p28 ? far : x >= 1.0 ? near : NAN;
}
static inline double nl_atanh(double x) {
  const double a = fabs(x);
  const double y = 0.5 * nl_log1p(2.0 * a / (1.0 - a));
  return x != x ? x : a <= 1.0 ? nl_signed(a == 1.0 ? INFINITY : y, x) : NAN;
}
/*
 * Powers: the logarithm as a sum of two numbers with 66 digits, multiplied exactly and exponentiated. Special values are C's.
 */
static inline double nl_pow(double x, double y) {
  double k;
  const double a = fabs(x);
  const int small = a < 0x1p-1022;
  const double m = nl_significand(small ? a * 0x1p54 : a, &k);
  k -= small ? 54.0 : 0.0;
  const double f = m - 1.0;
  /* s = f / (2 + f) = sh + sl. */
  const double d = 2.0 + f, dl = (2.0 - d) + f;
  const double sh = f / d;
  const double back = sh * d;
  const double sl = (((f - back) - nl_product_rest(sh, d, back)) - sh * dl) / d;
  /* log m = 2 s + s z (2/3 + z (...)). */
  const double zh = sh * sh, zl = nl_product_rest(sh, sh, zh) + 2.0 * sh * sl;
  const double more = zh * nl_poly7(NL_LOG + 1, zh);
  const double ph = zh * NL_TWO_THIRDS;
  const double pl = nl_product_rest(zh, NL_TWO_THIRDS, ph) + (zh * NL_TWO_THIRDS_LOW + zl * NL_TWO_THIRDS) + zh * more;
  const double qh = ph + pl, ql = (ph - qh) + pl;
  const double th = sh * qh, tl = nl_product_rest(sh, qh, th) + (sh * ql + sl * qh);
  const double uh = 2.0 * sh + th, ul = ((2.0 * sh - uh) + th) + (2.0 * sl + tl);
  const double whole = k * NL_LN2_HIGH;
  const double vh = whole + uh, vl = (k == 0 ? 0.0 : (whole - vh) + uh) + (ul + k * NL_LN2_LOW);
  const double lh = vh + vl, ll = (vh - lh) + vl;
  /* exp(y (lh + ll)). */
  const double eh = y * lh;
  const double el = fabs(eh) < 800.0 ? nl_product_rest(y, lh, eh) + y * ll : 0.0;
  double n, low;
  const double inside = eh > 720.0 ? 720.0 : eh < -760.0 ? -760.0 : eh;
  const double r0 = nl_ln2_parts(inside, &n, &low);
  const double rest = low + el;
  const double r = r0 + rest, lost = (r0 - r) + rest;
  const double main = nl_scale(1.0 + (r + NL_FMA(r * r, nl_poly11(NL_EXP, r), lost)), n);
  const int negative = (int)(nl_bits(x) >> 63);
  const int whole_y = trunc(y) == y;
  const int odd = whole_y & (trunc(y * 0.5) * 2.0 != y);
  double size = a == 1.0 ? 1.0 : main;
  size = a == 0 ? (y > 0 ? 0.0 : INFINITY) : size;
  size = a == INFINITY ? (y > 0 ? INFINITY : 0.0) : size;
  size = y == 2.0 ? a * a : size;
  size = (x < 0) & (a < INFINITY) & !whole_y ? NAN : size;
  const double signed_ = nl_double(nl_bits(size) ^ ((uint64_t)(negative & odd) << 63));
  const double finite = (x != x) | (y != y) ? NAN : signed_;
  return (y == 0) | (x == 1.0) ? 1.0 : finite;
}
