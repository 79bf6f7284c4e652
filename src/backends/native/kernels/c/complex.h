/* Complex square roots, exponentials and logarithms, with the formulas and special values of backends/single/complex. */

static inline void nl_sine_cosine(double x, double *sine, double *cosine) {
  if (!(fabs(x) <= NL_LARGE_ANGLE)) {
    *sine = sin(x);
    *cosine = cos(x);
    return;
  }
  double r, low;
  const uint64_t n = nl_quadrant(x, &r, &low);
  const double s = nl_sin_part(r, low), c = nl_cos_part(r, low);
  const double y = (n & 1) ? c : s, z = (n & 1) ? s : c;
  *sine = x == 0 ? x : nl_double(nl_bits(y) ^ ((n & 2) << 62));
  *cosine = nl_double(nl_bits(z) ^ (((n + 1) & 2) << 62));
}

static inline nl_pair nl_of_parts(double re, double im) {
  const nl_pair z = {re, im};
  return z;
}
/* The sign of nan counts as positive. */
static inline double nl_with_sign(double x, double y) { return copysign(x, y == y ? y : 1.0); }

static inline nl_pair nl_csqrt(double re, double im) {
  const double a = fabs(re), b = fabs(im);
  const double size = a > b ? a : b;
  if (__builtin_expect(!(size <= 0x1p1020 && size >= 0x1p-960) || re != re || im != im, 0)) {
    if (re == 0 && im == 0) return nl_of_parts(0, im);
    if (b == INFINITY) return nl_of_parts(INFINITY, im);
    if (re != re) return nl_of_parts(NAN, NAN);
    if (re == INFINITY) return nl_of_parts(INFINITY, im == im ? nl_with_sign(0, im) : NAN);
    if (re == -INFINITY) return nl_of_parts(im == im ? 0 : NAN, nl_with_sign(INFINITY, im));
    if (im != im) return nl_of_parts(NAN, NAN);
    const int large = size > 1;
    const nl_pair part = nl_csqrt(large ? re * 0.25 : re * 0x1p108, large ? im * 0.25 : im * 0x1p108);
    const double scale = large ? 2.0 : 0x1p-54;
    return nl_of_parts(part.re * scale, part.im * scale);
  }
  const double root = sqrt(0.5 * (a + nl_hypot(re, im)));
  const double other = b / (2.0 * root);
  return re >= 0 ? nl_of_parts(root, copysign(other, im)) : nl_of_parts(other, copysign(root, im));
}

static inline nl_pair nl_cexp(double re, double im) {
  double s, c;
  if (im == 0) return nl_of_parts(nl_exp(re), im);
  if (im - im != 0) {
    if (re == -INFINITY) return nl_of_parts(0, nl_with_sign(0, im));
    return nl_of_parts(re == INFINITY ? INFINITY : NAN, NAN);
  }
  nl_sine_cosine(im, &s, &c);
  if (re == INFINITY) return nl_of_parts(INFINITY * c, INFINITY * s);
  if (re > 709) {
    const double size = nl_exp(re - 700), rest = 0x1.d945df4f8ec8ep+1009;
    return nl_of_parts(size * c * rest, size * s * rest);
  }
  const double size = nl_exp(re);
  return nl_of_parts(size * c, size * s);
}

/* log |z|, accurate about |z| = 1. */
static inline double nl_log_size(double re, double im) {
  const double a = fabs(re), b = fabs(im);
  const double x = a < b ? b : a, y = a < b ? a : b;
  if (x == INFINITY || y == INFINITY || a == INFINITY || b == INFINITY) return INFINITY;
  if (re != re || im != im) return NAN;
  if (x > 0x1p1020) return nl_log(nl_hypot(x * 0.25, y * 0.25)) + 0x1.62e42fefa39efp+0;
  if (x < 0x1p-960) return x == 0 ? -INFINITY : nl_log(nl_hypot(x * 0x1p54, y * 0x1p54)) - 54 * 0x1.62e42fefa39efp-1;
  if (x > 0.5 && x < 1.4) {
    const double x2 = x * x, y2 = y * y;
    const double less = x2 - 1.0, sum = less + y2, part = sum - less;
    const double rest = (less - (sum - part)) + (y2 - part);
    const double excess = sum + (rest + nl_product_rest(x, x, x2) + nl_product_rest(y, y, y2));
    if (excess > -0.5 && excess < 1) return 0.5 * nl_log1p(excess);
  }
  return nl_log(nl_hypot(x, y));
}
static inline nl_pair nl_clog(double re, double im) { return nl_of_parts(nl_log_size(re, im), nl_atan2(im, re)); }
