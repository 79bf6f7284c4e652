/*
 * Fills from a stream of PCG64 (XSL RR 128/64; M. E. O'Neill, HMC-CS-2014-0905, 2014): words, uniform doubles, and normal and
 * exponential draws by the ziggurat (G. Marsaglia and W. W. Tsang, J. Stat. Softw. 5(8), 2000). The numbers are those of
 * random/ziggurat.ts bit for bit: draws that need a logarithm, or an exponential to the last bit, are left to it.
 */
#include "numloom.h"

typedef unsigned __int128 nl_wide;

#define NL_PCG_MULTIPLIER (((nl_wide)0x2360ed051fc65da4u << 64) | 0x4385df649fccf645u)

static inline nl_wide nl_wide_of(const uint64_t *halves) { return ((nl_wide)halves[1] << 64) | halves[0]; }
static inline void nl_put_wide(uint64_t *halves, nl_wide x) {
  halves[0] = (uint64_t)x;
  halves[1] = (uint64_t)(x >> 64);
}

/* The halves xored, turned right by the upper six bits. */
static inline uint64_t nl_pcg_word(nl_wide state) {
  const uint64_t high = (uint64_t)(state >> 64), word = (uint64_t)state ^ high;
  const unsigned turn = (unsigned)(high >> 58);
  return (word >> turn) | (word << (-turn & 63));
}

static inline double nl_unit(uint64_t word) { return (double)(int64_t)(word >> 11) * 0x1p-53; }

/* Four states of the stream that move on by four: the products of one do not wait for those of another. */
#define NL_PCG_FILL(store)                                                                      \
  nl_wide state = nl_wide_of(core);                                                             \
  const nl_wide step = nl_wide_of(core + 2);                                                    \
  int64_t i = 0;                                                                                \
  if (n >= 8) {                                                                                 \
    const nl_wide m2 = NL_PCG_MULTIPLIER * NL_PCG_MULTIPLIER, c2 = (NL_PCG_MULTIPLIER + 1) * step; \
    const nl_wide m4 = m2 * m2, c4 = (m2 + 1) * c2;                                             \
    nl_wide a = state * NL_PCG_MULTIPLIER + step, b = a * NL_PCG_MULTIPLIER + step;             \
    nl_wide c = b * NL_PCG_MULTIPLIER + step, d = c * NL_PCG_MULTIPLIER + step;                 \
    for (; i + 4 <= n; i += 4) {                                                                \
      store(i, nl_pcg_word(a));                                                                 \
      store(i + 1, nl_pcg_word(b));                                                             \
      store(i + 2, nl_pcg_word(c));                                                             \
      store(i + 3, nl_pcg_word(d));                                                             \
      state = d;                                                                                \
      a = a * m4 + c4;                                                                          \
      b = b * m4 + c4;                                                                          \
      c = c * m4 + c4;                                                                          \
      d = d * m4 + c4;                                                                          \
    }                                                                                           \
  }                                                                                             \
  for (; i < n; i++) {                                                                          \
    state = state * NL_PCG_MULTIPLIER + step;                                                   \
    store(i, nl_pcg_word(state));                                                               \
  }                                                                                             \
  nl_put_wide(core, state);

/* `core` is the state and the increment, two words each, the lower first; it is moved on. */
NL_EXPORT void numloom_pcg64_words(uint64_t *core, char *out, double count) {
  const int64_t n = (int64_t)count;
#define NL_STORE_WORD(k, word)             \
  {                                        \
    const uint64_t w = word;               \
    memcpy(out + 8 * (k), &w, sizeof w);   \
  }
  NL_PCG_FILL(NL_STORE_WORD)
}

/* offset + factor * u, u in [0, 1). */
NL_EXPORT void numloom_pcg64_doubles(uint64_t *core, double *values, double start, double end, double offset, double factor) {
  const int64_t n = (int64_t)(end - start);
  double *out = values + (int64_t)start;
  if (offset == 0 && factor == 1) {
#define NL_STORE_UNIT(k, word) out[k] = nl_unit(word);
    NL_PCG_FILL(NL_STORE_UNIT)
  } else {
#define NL_STORE_SCALED(k, word) out[k] = offset + factor * nl_unit(word);
    NL_PCG_FILL(NL_STORE_SCALED)
  }
}

/* Layers: where a draw is accepted at once, the width, the density at the right end. */
#define NL_LAYERS 256
/* Where the density is so near to a height, only its last digits decide. */
#define NL_CLOSE 1e-12

/* Where the next word comes from: a stream, or words that were made before. */
typedef struct {
  nl_wide state, step;
  const char *words;
  int64_t at;
} nl_source;

static inline uint64_t nl_next(nl_source *source) {
  if (source->words) {
    uint64_t word;
    memcpy(&word, source->words + 8 * source->at++, sizeof word);
    return word;
  }
  source->state = source->state * NL_PCG_MULTIPLIER + source->step;
  return nl_pcg_word(source->state);
}

/* One draw; 0 where random/ziggurat.ts has to make it. */
static inline __attribute__((always_inline)) int nl_draw(int normal, nl_source *source, const double *tables, double *x) {
  const double *accept = tables, *width = tables + NL_LAYERS, *density = tables + 2 * NL_LAYERS;
  for (;;) {
    const uint64_t word = nl_next(source);
    const unsigned layer = (unsigned)(normal ? word : word >> 3) & 255;
    const double fraction = (double)(int64_t)(normal ? (word >> 9) & 0xfffffffffffffu : word >> 11);
    const double size = fraction * width[layer];
    *x = normal ? nl_double(nl_bits(size) | ((word & 256) << 55)) : size;
    if (__builtin_expect(fraction < accept[layer], 1)) return 1;
    if (layer == 0) return 0;
    const double lower = density[layer];
    const double height = (density[layer - 1] - lower) * nl_unit(nl_next(source)) + lower;
    const double curve = exp(normal ? -0.5 * *x * *x : -*x);
    if (fabs(height - curve) <= NL_CLOSE * curve) return 0;
    if (height < curve) return 1;
  }
}

static inline __attribute__((always_inline)) int64_t nl_draws(int normal, nl_source *given, const double *tables, double *out,
                                                              int64_t i, int64_t end, double offset, double factor) {
  nl_source source = *given;
  for (; i < end; i++) {
    const nl_source before = source;
    double x;
    if (!nl_draw(normal, &source, tables, &x)) {
      source = before;
      break;
    }
    out[i] = offset + factor * x;
  }
  *given = source;
  return i;
}

/* Draws to out[start] and on, as offset + factor * x; one past the last that was made. Where that is not `end`, the next draw begins
 * where the state stands and is the caller's. */
NL_EXPORT double numloom_ziggurat(int32_t normal, uint64_t *core, const double *tables, double *out, double start, double end,
                                  double offset, double factor) {
  nl_source source = {nl_wide_of(core), nl_wide_of(core + 2), 0, 0};
  const int64_t i = normal ? nl_draws(1, &source, tables, out, (int64_t)start, (int64_t)end, offset, factor)
                           : nl_draws(0, &source, tables, out, (int64_t)start, (int64_t)end, offset, factor);
  nl_put_wide(core, source.state);
  return (double)i;
}

/* The same from words: places[0] is the half word at which the next draw begins, places[1] where none may begin any more;
 * `begins` (or null) receives where each draw began. */
NL_EXPORT double numloom_ziggurat_words(int32_t normal, const char *words, const double *tables, double *out, double start,
                                        double end, int32_t *places, int32_t *begins) {
  nl_source source = {0, 0, words, places[0] / 2};
  const int64_t limit = places[1] / 2, first = (int64_t)start, last = (int64_t)end;
  int64_t i = first;
  for (; i < last && source.at < limit; i++) {
    const int64_t at = source.at;
    double x;
    if (begins) begins[i - first] = (int32_t)(2 * at);
    if (!(normal ? nl_draw(1, &source, tables, &x) : nl_draw(0, &source, tables, &x))) {
      source.at = at;
      break;
    }
    out[i] = x;
  }
  places[0] = (int32_t)(2 * source.at);
  return (double)i;
}
