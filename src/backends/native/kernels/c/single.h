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
static inline float nl_exp_f32(float x) {
  const float inside = x > 90.0f ? 90.0f : x < -110.0f ? -110.0f : x;
  const float k = NL_FMAF(inside, 0x1.715476p+0f, NL_SHIFT_F) - NL_SHIFT_F;
  const float r = NL_FMAF(-k, 0x1.05c610p-29f * -1.0f, NL_FMAF(-k, 0x1.62e430p-1f, inside));
  const float p = NL_FMAF(NL_FMAF(NL_FMAF(NL_FMAF(0x1.6d117cp-10f, r, 0x1.120be2p-7f), r, 0x1.555518p-5f), r, 0x1.5554dcp-3f), r, 0.5f);
  return nl_scale_f32(1.0f + NL_FMAF(r * r, p, r), k);
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
#else
static inline float nl_exp_f32(float x) { return (float)nl_exp((double)x); }
static inline float nl_exp2_f32(float x) { return (float)nl_exp2((double)x); }
static inline float nl_log_f32(float x) { return (float)nl_log((double)x); }
static inline float nl_log2_f32(float x) { return (float)nl_log2((double)x); }
static inline float nl_log10_f32(float x) { return (float)nl_log10((double)x); }
#endif
