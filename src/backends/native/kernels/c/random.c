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

/* Layers: where a draw is accepted at once, the width, the density at the right end; then where the tail begins, and one over it. */
#define NL_LAYERS 256
/* Where the density is so near to a height, only its last digits decide. */
#define NL_CLOSE 1e-12

/* Words in a row, of which `count` are there. */
typedef struct {
  const char *words;
  int64_t at, count;
} nl_source;

static inline uint64_t nl_next(nl_source *source) {
  uint64_t word;
  memcpy(&word, source->words + 8 * source->at++, sizeof word);
  return word;
}

/* A draw from the tail, without a sign (Marsaglia's rejection from the exponential); 0 where the words end before it does. */
static double nl_tail(int normal, nl_source *source, const double *tables) {
  const double start = tables[3 * NL_LAYERS], inverse = tables[3 * NL_LAYERS + 1];
  while (source->at + 2 <= source->count) {
    const double first = log1p(-nl_unit(nl_next(source)));
    if (!normal) return start - first;
    const double beyond = -inverse * first, y = -log1p(-nl_unit(nl_next(source)));
    if (y + y > beyond * beyond) return start + beyond;
  }
  return 0;
}

/* The C library's log1p, to be compared with another one. */
NL_EXPORT void numloom_log1p(double *x, double count) {
  for (int64_t i = 0; i < (int64_t)count; i++) x[i] = log1p(x[i]);
}

/* What is drawn, as two bits: normal rather than exponential; tails too, which are left to random/ziggurat.ts otherwise. */
#define NL_NORMAL 1
#define NL_TAILS 2

/* One draw; 0 where random/ziggurat.ts has to make it, or the words end before it does. */
static inline __attribute__((always_inline)) int nl_draw(int normal, int tails, nl_source *source, const double *tables, double *x) {
  const double *accept = tables, *width = tables + NL_LAYERS, *density = tables + 2 * NL_LAYERS;
  while (source->at + 2 <= source->count) {
    const uint64_t word = nl_next(source);
    const unsigned layer = (unsigned)(normal ? word : word >> 3) & 255;
    const double fraction = (double)(int64_t)(normal ? (word >> 9) & 0xfffffffffffffu : word >> 11);
    const double size = fraction * width[layer];
    *x = normal ? nl_double(nl_bits(size) | ((word & 256) << 55)) : size;
    if (__builtin_expect(fraction < accept[layer], 1)) return 1;
    if (layer == 0) {
      const double tail = tails ? nl_tail(normal, source, tables) : 0;
      *x = normal && word & 0x20000 ? -tail : tail;
      return tail != 0;
    }
    const double lower = density[layer];
    const double height = (density[layer - 1] - lower) * nl_unit(nl_next(source)) + lower;
    const double curve = exp(normal ? -0.5 * *x * *x : -*x);
    if (fabs(height - curve) <= NL_CLOSE * curve) return 0;
    if (height < curve) return 1;
  }
  return 0;
}

/* A state some words later. */
static nl_wide nl_pcg_later(nl_wide state, nl_wide step, int64_t words) {
  nl_wide factor = NL_PCG_MULTIPLIER, term = step;
  for (; words > 0; words >>= 1) {
    if (words & 1) state = state * factor + term;
    term = (factor + 1) * term;
    factor = factor * factor;
  }
  return state;
}

/* Words that are made at a time: they stay in the nearest cache, and draws from them do not wait for one another. */
#define NL_BLOCK 1024
/* A draw does not begin where fewer are left: it takes two words at most, but for one draw in 1e4 for each two more. */
#define NL_SPARE 32

/*
 * Draws to out[i] and on until `end`, or until one would begin `limit` words after the state. `taken` words were taken by those
 * before; where each of the first `noting` draws begins goes to `begins`. The state is moved on.
 */
static inline __attribute__((always_inline)) int64_t nl_draws(int normal, int tails, uint64_t *core, const double *tables, double *out,
                                                              int64_t i, int64_t end, double offset, double factor,
                                                              int64_t limit, int64_t *taken, int32_t *begins, int64_t noting) {
  uint64_t words[NL_BLOCK];
  nl_wide state = nl_wide_of(core);
  const nl_wide step = nl_wide_of(core + 2);
  int stopped = 0;
  while (i < end && *taken < limit && !stopped) {
    const int64_t count = end - i + NL_SPARE < NL_BLOCK ? end - i + NL_SPARE : NL_BLOCK;
    uint64_t ahead[4];
    nl_put_wide(ahead, state);
    nl_put_wide(ahead + 2, step);
    numloom_pcg64_words(ahead, (char *)words, (double)count);
    nl_source source = {(const char *)words, 0, count};
    /* Where the last draw of this block begins at the latest. */
    const int64_t last = limit - *taken < count - NL_SPARE + 1 ? limit - *taken : count - NL_SPARE + 1;
    for (; noting > 0 && i < end && source.at < last; noting--, i++) {
      const int64_t before = source.at;
      double x;
      *begins++ = (int32_t)(2 * (*taken + before));
      if (!nl_draw(normal, tails, &source, tables, &x)) {
        source.at = before;
        stopped = 1;
        break;
      }
      out[i] = offset + factor * x;
    }
    for (; !stopped && i < end && source.at < last; i++) {
      const int64_t before = source.at;
      double x;
      if (!nl_draw(normal, tails, &source, tables, &x)) {
        source.at = before;
        stopped = 1;
        break;
      }
      out[i] = offset + factor * x;
    }
    *taken += source.at;
    state = nl_pcg_later(state, step, source.at);
  }
  nl_put_wide(core, state);
  return i;
}

/* Draws to out[start] and on, as offset + factor * x; one past the last that was made. Where that is not `end`, the next draw begins
 * where the state stands and is the caller's. */
NL_EXPORT double numloom_ziggurat(int32_t kind, uint64_t *core, const double *tables, double *out, double start, double end,
                                  double offset, double factor) {
  int64_t taken = 0;
  const int64_t first = (int64_t)start, last = (int64_t)end;
  return (double)(kind & NL_NORMAL ? nl_draws(1, kind & NL_TAILS, core, tables, out, first, last, offset, factor, INT64_MAX, &taken, 0, 0)
                         : nl_draws(0, kind & NL_TAILS, core, tables, out, first, last, offset, factor, INT64_MAX, &taken, 0, 0));
}

/* The same for a part of a stream that ends where a draw would begin `places[1]` half words after the part's first word; places[0] is the
 * half word at which the state stands, and is moved on. `begins` (or null) receives where the first `noting` draws began. */
NL_EXPORT double numloom_ziggurat_part(int32_t kind, uint64_t *core, const double *tables, double *out, double start, double end,
                                       double offset, double factor, int32_t *places, int32_t *begins, double noting) {
  int64_t taken = places[0] / 2;
  const int64_t limit = places[1] / 2, first = (int64_t)start, last = (int64_t)end, noted = (int64_t)noting;
  const int64_t i = kind & NL_NORMAL ? nl_draws(1, kind & NL_TAILS, core, tables, out, first, last, offset, factor, limit, &taken, begins, noted)
                           : nl_draws(0, kind & NL_TAILS, core, tables, out, first, last, offset, factor, limit, &taken, begins, noted);
  places[0] = (int32_t)(2 * taken);
  return (double)i;
}

/*
 * Integers in [0, range], plus an offset, from words that were made before, by Lemire's multiplication (random/bounded.ts): to out[start] and
 * on, no further than out[end - 1]; one past the last that was made. `size` is the bytes of an element, `words` are of 32 or 64 bits.
 */
NL_EXPORT double numloom_bounded32(const uint32_t *words, double count, double range, double offset, int32_t size, char *out, double start,
                                   double end) {
  const uint64_t width = (uint64_t)range + 1;
  const uint32_t threshold = (uint32_t)((0xffffffffu - (uint32_t)range) % width);
  const int64_t n = (int64_t)count, last = (int64_t)end, shift = (int64_t)offset;
  int64_t i = (int64_t)start;
#define NL_BOUND_WORDS(type)                                     \
  for (int64_t k = 0; k < n && i < last; k++) {                  \
    const uint64_t product = words[k] * width;                   \
    ((type *)out)[i] = (type)((product >> 32) + (uint64_t)shift); \
    i += (uint32_t)product >= threshold;                         \
  }
  if (size == 4) {
    NL_BOUND_WORDS(uint32_t)
  } else {
    NL_BOUND_WORDS(uint64_t)
  }
  return (double)i;
}

/* `bounds`: the range, below 2**64 - 1, and the offset. */
NL_EXPORT double numloom_bounded64(const char *words, double count, const uint64_t *bounds, uint64_t *out, double start, double end) {
  const uint64_t width = bounds[0] + 1, threshold = (UINT64_MAX - bounds[0]) % width;
  const int64_t n = (int64_t)count, last = (int64_t)end;
  int64_t i = (int64_t)start;
  for (int64_t k = 0; k < n && i < last; k++) {
    uint64_t word;
    memcpy(&word, words + 8 * k, sizeof word);
    const nl_wide product = (nl_wide)word * width;
    out[i] = (uint64_t)(product >> 64) + bounds[1];
    i += (uint64_t)product >= threshold;
  }
  return (double)i;
}

/*
 * Of `bits` bits each (1, 8 or 16), the lowest of a 32-bit word first; single bits are the result themselves. `rest` is what is left of the
 * last word and how many pieces that is; it is used first, and written.
 */
NL_EXPORT double numloom_bounded_small(const uint32_t *words, double count, int32_t bits, double range, double offset, char *out, double start,
                                       double end, uint32_t *rest) {
  const uint32_t mask = (1u << bits) - 1, width = (uint32_t)range + 1, pieces = 32u / (uint32_t)bits;
  const uint32_t threshold = (uint32_t)range == mask ? 0 : (mask - (uint32_t)range) % width;
  const int64_t n = (int64_t)count, last = (int64_t)end, shift = (int64_t)offset;
  uint32_t word = rest[0], left = rest[1];
  int64_t i = (int64_t)start, k = 0;
  while (i < last && (left > 0 || k < n)) {
    if (left == 0) {
      word = words[k++];
      left = pieces;
    }
    const uint32_t product = (word & mask) * width;
    word = bits == 16 ? word >> 16 : bits == 8 ? word >> 8 : word >> 1;
    left--;
    const uint32_t value = (product >> bits) + (uint32_t)shift;
    if (bits == 16) ((uint16_t *)out)[i] = (uint16_t)value;
    else ((uint8_t *)out)[i] = (uint8_t)value;
    i += (product & mask) >= threshold;
  }
  rest[0] = word;
  rest[1] = left;
  return (double)i;
}
