/* The scalar functions of expressions, by the names that expressions use, with the semantics of backends/single/scalar. */

static inline double nl_sqrt(double x) { return sqrt(x); }
static inline float nl_sqrt_f32(float x) { return sqrtf(x); }
static inline double nl_floor(double x) { return floor(x); }
static inline float nl_floor_f32(float x) { return floorf(x); }
static inline double nl_ceil(double x) { return ceil(x); }
static inline float nl_ceil_f32(float x) { return ceilf(x); }
static inline double nl_trunc(double x) { return trunc(x); }
static inline float nl_trunc_f32(float x) { return truncf(x); }
static inline double nl_rint(double x) { return rint(x); }
static inline float nl_rint_f32(float x) { return rintf(x); }
/* The sign of nan cannot be seen in JavaScript and counts as positive. */
static inline double nl_copysign(double x, double y) { return copysign(x, y == y ? y : 1.0); }
static inline float nl_copysign_f32(float x, float y) { return copysignf(x, y == y ? y : 1.0f); }
static inline int nl_signbit(double x) { return (x == x) & (int)(nl_bits(x) >> 63); }
static inline int nl_signbit_f32(float x) { return (x == x) & (int)(nl_bitsf(x) >> 31); }
static inline int nl_isFinite(double x) { return fabs(x) <= 0x1.fffffffffffffp1023; }
static inline int nl_isFinite_f32(float x) { return fabsf(x) <= 0x1.fffffep127f; }

/* Of two zeros the positive one is larger; nan wins. */
static inline double nl_max(double x, double y) {
  const double larger = (x > y) | (x != x) ? x : y;
  return x == y ? nl_double(nl_bits(x) & nl_bits(y)) : larger;
}
static inline double nl_min(double x, double y) {
  const double smaller = (x < y) | (x != x) ? x : y;
  return x == y ? nl_double(nl_bits(x) | nl_bits(y)) : smaller;
}
static inline float nl_max_f32(float x, float y) {
  const float larger = (x > y) | (x != x) ? x : y;
  return x == y ? nl_float(nl_bitsf(x) & nl_bitsf(y)) : larger;
}
static inline float nl_min_f32(float x, float y) {
  const float smaller = (x < y) | (x != x) ? x : y;
  return x == y ? nl_float(nl_bitsf(x) | nl_bitsf(y)) : smaller;
}
static inline double nl_heaviside(double x, double at_zero) {
  return x == 0 ? at_zero : x < 0 ? 0.0 : x > 0 ? 1.0 : x;
}
static inline float nl_heaviside_f32(float x, float at_zero) {
  return x == 0 ? at_zero : x < 0 ? 0.0f : x > 0 ? 1.0f : x;
}
static inline double nl_degrees(double x) { return x * 57.29577951308232; }
static inline double nl_radians(double x) { return x * 0.017453292519943295; }

/* Remainders and quotients. */
static inline double nl_fmodFloat(double a, double b) { return fmod(a, b); }
static inline double nl_pyRemainder(double a, double b) {
  const double rest = fmod(a, b);
  if (rest == 0) return nl_copysign(0, b);
  return (rest < 0) != (b < 0) && rest == rest && b == b ? rest + b : rest;
}
static inline double nl_floorDivide(double a, double b) {
  if (b == 0) return a / b;
  const double rest = fmod(a, b);
  double quotient = (a - rest) / b;
  if (rest != 0 && (rest < 0) != (b < 0)) quotient -= 1;
  if (quotient == 0) return nl_copysign(0, a / b);
  const double down = floor(quotient);
  return quotient - down > 0.5 ? down + 1 : down;
}

/* The quotient of 32-bit integers is exact enough in a double for its integer part to be right. */
static inline int32_t nl_floorDivideInt_i32(int32_t a, int32_t b) {
  const double q = floor((double)a / (double)(b == 0 ? 1 : b));
  return b == 0 ? 0 : (int32_t)(q > 2147483647.0 ? -2147483648.0 : q);
}
static inline uint32_t nl_floorDivideInt_u32(uint32_t a, uint32_t b) { return b == 0 ? 0 : a / b; }
static inline int32_t nl_fmodInt_i32(int32_t a, int32_t b) {
  const int32_t d = b == 0 ? 1 : b;
  const double q = trunc((double)a / (double)d);
  return b == 0 ? 0 : (int32_t)((uint32_t)a - (uint32_t)(int32_t)(q > 2147483647.0 ? -2147483648.0 : q) * (uint32_t)d);
}
static inline uint32_t nl_fmodInt_u32(uint32_t a, uint32_t b) { return b == 0 ? 0 : a % b; }
static inline int32_t nl_remainderInt_i32(int32_t a, int32_t b) {
  const int32_t rest = nl_fmodInt_i32(a, b);
  return rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
}
static inline uint32_t nl_remainderInt_u32(uint32_t a, uint32_t b) { return b == 0 ? 0 : a % b; }
static inline int64_t nl_floorDivideBigInt_i64(int64_t a, int64_t b) {
  if (b == 0) return 0;
  if (b == -1) return -a;
  const int64_t quotient = a / b;
  return (a ^ b) < 0 && quotient * b != a ? quotient - 1 : quotient;
}
static inline uint64_t nl_floorDivideBigInt_u64(uint64_t a, uint64_t b) { return b == 0 ? 0 : a / b; }
static inline int64_t nl_fmodBigInt_i64(int64_t a, int64_t b) { return b == 0 || b == -1 ? 0 : a % b; }
static inline uint64_t nl_fmodBigInt_u64(uint64_t a, uint64_t b) { return b == 0 ? 0 : a % b; }
static inline int64_t nl_remainderBigInt_i64(int64_t a, int64_t b) {
  const int64_t rest = nl_fmodBigInt_i64(a, b);
  return rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
}
static inline uint64_t nl_remainderBigInt_u64(uint64_t a, uint64_t b) { return b == 0 ? 0 : a % b; }
static inline int64_t nl_reciprocalBigInt_i64(int64_t x) { return x == 1 || x == -1 ? x : 0; }
static inline uint64_t nl_reciprocalBigInt_u64(uint64_t x) { return x == 1; }

/* Powers of integers wrap. */
static inline uint32_t nl_power32(uint32_t square, uint32_t rest) {
  uint32_t result = 1;
  for (; rest != 0; rest >>= 1, square *= square) result *= (rest & 1) ? square : 1u;
  return result;
}
static inline uint64_t nl_power64(uint64_t square, uint64_t rest) {
  uint64_t result = 1;
  for (; rest != 0; rest >>= 1, square *= square) result *= (rest & 1) ? square : 1u;
  return result;
}
static inline int32_t nl_powerInt32_i32(int32_t a, int32_t b) { return (int32_t)nl_power32((uint32_t)a, (uint32_t)b); }
static inline int32_t nl_powerUint32_i32(int32_t a, int32_t b) { return (int32_t)nl_power32((uint32_t)a, (uint32_t)b); }
static inline uint32_t nl_powerUint32_u32(uint32_t a, uint32_t b) { return nl_power32(a, b); }
static inline int64_t nl_powerInt64_i64(int64_t a, int64_t b) {
  return b < 0 ? 1 : (int64_t)nl_power64((uint64_t)a, (uint64_t)b);
}
static inline uint64_t nl_powerUint64_u64(uint64_t a, uint64_t b) { return nl_power64(a, b); }

static inline uint64_t nl_divisor(uint64_t a, uint64_t b) {
  while (b != 0) {
    const uint64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
static inline uint32_t nl_divisor32(uint32_t a, uint32_t b) {
  while (b != 0) {
    const uint32_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
static inline uint32_t nl_size32(int32_t x) { return x < 0 ? 0u - (uint32_t)x : (uint32_t)x; }
static inline uint64_t nl_size64(int64_t x) { return x < 0 ? (uint64_t)0 - (uint64_t)x : (uint64_t)x; }
static inline int32_t nl_gcd_i32(int32_t a, int32_t b) { return (int32_t)nl_divisor32(nl_size32(a), nl_size32(b)); }
static inline uint32_t nl_gcd_u32(uint32_t a, uint32_t b) { return nl_divisor32(a, b); }
static inline int64_t nl_gcdBigInt_i64(int64_t a, int64_t b) { return (int64_t)nl_divisor(nl_size64(a), nl_size64(b)); }
static inline uint64_t nl_gcdBigInt_u64(uint64_t a, uint64_t b) { return nl_divisor(a, b); }
static inline int32_t nl_lcm_i32(int32_t a, int32_t b) {
  const uint32_t d = nl_divisor32(nl_size32(a), nl_size32(b));
  return d == 0 ? 0 : (int32_t)(nl_size32(a) / d * nl_size32(b));
}
static inline uint32_t nl_lcmUint32_u32(uint32_t a, uint32_t b) {
  const uint32_t d = nl_divisor32(a, b);
  return d == 0 ? 0 : a / d * b;
}
static inline int64_t nl_lcmBigInt_i64(int64_t a, int64_t b) {
  const uint64_t x = nl_size64(a), y = nl_size64(b), d = nl_divisor(x, y);
  return d == 0 ? 0 : (int64_t)(x / d * y);
}
static inline uint64_t nl_lcmBigInt_u64(uint64_t a, uint64_t b) {
  const uint64_t d = nl_divisor(a, b);
  return d == 0 ? 0 : a / d * b;
}

static inline int32_t nl_popcount32_u32(uint32_t w) {
  w -= (w >> 1) & 0x55555555u;
  w = (w & 0x33333333u) + ((w >> 2) & 0x33333333u);
  w = (w + (w >> 4)) & 0x0f0f0f0fu;
  return (int32_t)((w * 0x01010101u) >> 24);
}
static inline int32_t nl_popcount32_i32(int32_t x) { return nl_popcount32_u32(nl_size32(x)); }
static inline int32_t nl_popcount64_u64(uint64_t x) { return __builtin_popcountll(x); }
static inline int32_t nl_popcount64_i64(int64_t x) { return __builtin_popcountll(nl_size64(x)); }

/* Parts and neighbours of floats. */
static inline double nl_modfFraction(double x) {
  const double rest = fabs(x) == INFINITY ? 0.0 : x - trunc(x);
  return rest == 0 ? nl_copysign(0, x) : rest;
}
static inline double nl_modfInteger(double x) { return trunc(x); }
static inline int32_t nl_frexpExponent(double x) {
  if (x == 0 || x - x != 0) return 0;
  int32_t biased = (int32_t)(nl_bits(x) >> 52) & 0x7ff;
  if (biased != 0) return biased - 1022;
  return ((int32_t)(nl_bits(x * 0x1p52) >> 52) & 0x7ff) - 1074;
}
static inline double nl_frexpMantissa(double x) {
  if (x == 0 || x - x != 0) return x;
  uint64_t bits = nl_bits(x);
  if ((bits >> 52 & 0x7ff) == 0) bits = nl_bits(x * 0x1p52);
  return nl_double((bits & 0x800fffffffffffffu) | 0x3fe0000000000000u);
}
static inline double nl_ldexp(double x, double e) {
  const double bounded = e > 5000 ? 5000 : e < -5000 ? -5000 : e;
  return ldexp(x, (int)bounded);
}
static inline double nl_nextafter64(double x, double y) { return nextafter(x, y); }
static inline double nl_nextafter32(double x, double y) { return (double)nextafterf((float)x, (float)y); }
static inline double nl_nextafter16(double x, double y) {
  if (x != x || y != y) return NAN;
  if (x == y) return y;
  if (x == 0) return y > 0 ? 0x1p-24 : -0x1p-24;
  const uint16_t bits = nl_half_of_double(x);
  return (double)nl_from_half((uint16_t)(bits + ((x < y) == (x > 0) ? 1 : -1)));
}
static inline double nl_spacing64(double x) {
  if (x - x != 0) return NAN;
  return x == 0 ? 0x1p-1074 : nl_double(nl_bits(x) + 1) - x;
}
static inline double nl_spacing32(double x) {
  if (x - x != 0) return NAN;
  return x == 0 ? 0x1p-149 : (double)nl_float(nl_bitsf((float)x) + 1) - x;
}
static inline double nl_spacing16(double x) { return x - x != 0 ? NAN : nl_nextafter16(x, INFINITY) - x; }

/* Complex quotients by Smith's method (CACM Algorithm 116, 1962), both cases computed and one chosen. */
static inline nl_pair nl_cdivide(double ar, double ai, double br, double bi) {
  const int wide = fabs(br) >= fabs(bi);
  const double large = wide ? br : bi, small = wide ? bi : br;
  const int zero = (br == 0) & (bi == 0);
  const double ratio = small / large;
  const double scale = 1.0 / (large + small * ratio);
  const double re = wide ? ar + ai * ratio : ar * ratio + ai;
  const double im = wide ? ai - ar * ratio : ai * ratio - ar;
  const double none = fabs(br);
  nl_pair z = {zero ? ar / none : re * scale, zero ? ai / none : im * scale};
  return z;
}
static inline nl_pair nl_creciprocal(double re, double im) {
  const int wide = fabs(im) <= fabs(re);
  const double large = wide ? re : im, small = wide ? im : re;
  const double ratio = small / large;
  const double divisor = large + small * ratio;
  nl_pair z = {(wide ? 1.0 : ratio) / divisor, (wide ? -ratio : -1.0) / divisor};
  return z;
}
