/*
 * What the library exports: finding a loop by its key, and running it over operands of any number of axes, in any layout, of any
 * dtype, with or without a mask. Loops see rows; a row that a loop cannot take is brought to it block by block through buffers.
 */
#include "numloom.h"
#include <stdlib.h>

#define NL_OPERANDS 5
#define NL_AXES 64
#define NL_BLOCK 512
/* Edge of the tiles in which operands of opposite memory order are walked. */
#define NL_TILE 32
/* Places of a result that many rows are added to at a time. */
#define NL_GATHERED 1024

/* Made by the build: the tables of every instruction set, and their names. */
extern const int nl_levels;
extern const int nl_unit_count;
extern const char *const nl_level_names[];
extern const nl_entry *const *const nl_level_units[];
extern const int nl_unit_sizes[];
extern const char nl_version[];
extern int nl_level_runs(int level);

#define NL_MOST 8192
static const nl_entry *nl_entries[NL_MOST];
static int nl_count = 0;
static int nl_level = -1;
static const int nl_sizes[] = {1, 1, 1, 2, 2, 4, 4, 8, 8, 2, 4, 8, 8, 16};

static void nl_use(int level) {
  int at = 0;
  for (int u = 0; u < nl_unit_count; u++) {
    for (int i = 0; i < nl_unit_sizes[u] && at < NL_MOST; i++) nl_entries[at++] = &nl_level_units[level][u][i];
  }
  nl_count = at;
  nl_level = level;
}

__attribute__((constructor)) static void nl_start(void) {
  int level = nl_levels - 1;
  while (level > 0 && !nl_level_runs(level)) level--;
  nl_use(level);
}

NL_EXPORT int32_t numloom_abi(void) { return NL_ABI; }
NL_EXPORT const char *numloom_version(void) { return nl_version; }
NL_EXPORT const char *numloom_level(void) { return nl_level_names[nl_level]; }

/* Use the loops of another instruction set, for tests; 0 where this machine has not got it. */
NL_EXPORT int32_t numloom_select(int32_t level) {
  if (level < 0 || level >= nl_levels || !nl_level_runs(level)) return 0;
  nl_use(level);
  return 1;
}

NL_EXPORT int32_t numloom_find(const char *key) {
  for (int i = 0; i < nl_count; i++) {
    if (strcmp(nl_entries[i]->key, key) == 0) return i;
  }
  return -1;
}

/* The conversions come first in the table, ordered by both dtypes. */
static inline nl_loop nl_cast(int from, int to) { return (nl_loop)nl_entries[from * 14 + to]->function; }

typedef struct {
  const nl_entry *entry;
  nl_loop loop;
  int operands, inputs;
  int dtypes[NL_OPERANDS];
  int sizes[NL_OPERANDS];
} nl_plan;

/* Through buffers: operands of another dtype, and rows with gaps for loops that want none. */
static void nl_row_buffered(const nl_plan *plan, int64_t n, char **p, const int64_t *s) {
  char space[NL_OPERANDS - 1][NL_BLOCK * 16] __attribute__((aligned(64)));
  char *at[NL_OPERANDS];
  int64_t step[NL_OPERANDS];
  int buffered[NL_OPERANDS];
  const int strided = plan->entry->strided;
  for (int o = 0; o < plan->operands; o++) {
    const int want = plan->entry->dtypes[o];
    buffered[o] = plan->dtypes[o] != want || (!strided && s[o] != 1);
    at[o] = buffered[o] ? space[o] : p[o];
    step[o] = buffered[o] ? 1 : s[o];
    if (buffered[o] && o < plan->inputs && s[o] == 0) {
      /* One element for all: converted once. */
      const int64_t from[2] = {0, 1};
      char *ends[2] = {p[o], space[o]};
      if (strided) {
        nl_cast(plan->dtypes[o], want)(1, ends, from);
        step[o] = 0;
      } else if (plan->dtypes[o] == want) {
        nl_cast(want, want)(n < NL_BLOCK ? n : NL_BLOCK, ends, from);
      } else {
        nl_cast(plan->dtypes[o], want)(n < NL_BLOCK ? n : NL_BLOCK, ends, from);
      }
    }
  }
  for (int64_t i = 0; i < n; i += NL_BLOCK) {
    const int64_t m = n - i < NL_BLOCK ? n - i : NL_BLOCK;
    char *now[NL_OPERANDS];
    for (int o = 0; o < plan->operands; o++) {
      char *place = p[o] + i * s[o] * plan->sizes[o];
      now[o] = buffered[o] ? at[o] : place;
      if (buffered[o] && o < plan->inputs && s[o] != 0) {
        const int64_t steps[2] = {s[o], 1};
        char *ends[2] = {place, at[o]};
        nl_cast(plan->dtypes[o], plan->entry->dtypes[o])(m, ends, steps);
      }
    }
    plan->loop(m, now, step);
    for (int o = plan->inputs; o < plan->operands; o++) {
      if (!buffered[o]) continue;
      const int64_t steps[2] = {1, s[o]};
      char *ends[2] = {at[o], p[o] + i * s[o] * plan->sizes[o]};
      nl_cast(plan->entry->dtypes[o], plan->dtypes[o])(m, ends, steps);
    }
  }
}

/* Vectors of 64 bytes that straddle lines of the cache cost twice as much: the results of long rows are written from a line's start on. */
#define NL_LINE 64
static void nl_row_aligned(const nl_plan *plan, int64_t n, char **p, const int64_t *s) {
  const int o = plan->inputs;
  const int64_t behind = (int64_t)((uintptr_t)p[o] & (NL_LINE - 1));
  if (behind == 0 || s[o] != 1 || behind % plan->sizes[o] != 0) {
    plan->loop(n, p, s);
    return;
  }
  const int64_t first = (NL_LINE - behind) / plan->sizes[o];
  char *q[NL_OPERANDS];
  plan->loop(first, p, s);
  for (int k = 0; k < plan->operands; k++) q[k] = p[k] + first * s[k] * plan->sizes[k];
  plan->loop(n - first, q, s);
}

static inline void nl_row(const nl_plan *plan, int direct, int64_t n, char **p, const int64_t *s) {
  if (direct) {
    if (n >= 16 * NL_LINE) nl_row_aligned(plan, n, p, s);
    else plan->loop(n, p, s);
    return;
  }
  nl_row_buffered(plan, n, p, s);
}

/* Runs of true elements of the mask, one after another. */
static void nl_row_masked(const nl_plan *plan, int direct, int64_t n, char **p, const int64_t *s) {
  const uint8_t *mask = (const uint8_t *)p[plan->operands];
  const int64_t t = s[plan->operands];
  int64_t i = 0;
  while (i < n) {
    while (i < n && !mask[i * t]) i++;
    int64_t end = i;
    while (end < n && mask[end * t]) end++;
    if (end == i) return;
    char *q[NL_OPERANDS];
    for (int o = 0; o < plan->operands; o++) q[o] = p[o] + i * s[o] * plan->sizes[o];
    nl_row(plan, direct, end - i, q, s);
    i = end;
  }
}

/* A tile copied against the order of one side; the inner loop writes neighbours. */
#define NL_COPY_TILE(name, type)                                                                                  \
  static void name(int64_t m, int64_t n, const char *source, int64_t si, int64_t sj, char *target, int64_t tj) {  \
    for (int64_t i = 0; i < m; i++) {                                                                             \
      const type *a = (const type *)source + i * si;                                                              \
      type *b = (type *)target + i * tj;                                                                          \
      int64_t j = 0;                                                                                              \
      for (; j + 4 <= n; j += 4) {                                                                                \
        const type w = a[j * sj], x = a[(j + 1) * sj], y = a[(j + 2) * sj], z = a[(j + 3) * sj];                  \
        b[j] = w, b[j + 1] = x, b[j + 2] = y, b[j + 3] = z;                                                       \
      }                                                                                                           \
      for (; j < n; j++) b[j] = a[j * sj];                                                                        \
    }                                                                                                             \
  }
NL_COPY_TILE(nl_copy_tile_1, uint8_t)
NL_COPY_TILE(nl_copy_tile_2, uint16_t)
NL_COPY_TILE(nl_copy_tile_4, uint32_t)
NL_COPY_TILE(nl_copy_tile_8, uint64_t)
NL_COPY_TILE(nl_copy_tile_16, nl_pair)

static void nl_copy_tile(int size, int64_t m, int64_t n, const char *a, int64_t si, int64_t sj, char *b, int64_t t) {
  switch (size) {
    case 1: nl_copy_tile_1(m, n, a, si, sj, b, t); return;
    case 2: nl_copy_tile_2(m, n, a, si, sj, b, t); return;
    case 4: nl_copy_tile_4(m, n, a, si, sj, b, t); return;
    case 8: nl_copy_tile_8(m, n, a, si, sj, b, t); return;
    default: nl_copy_tile_16(m, n, a, si, sj, b, t);
  }
}

static inline int64_t nl_size_of(int64_t x) { return x < 0 ? -x : x; }

/*
 * Parameters: 0 axes, 1 masked; from 2 each operand's dtype; from 7 its offset in elements; from 12 the lengths of the axes; from
 * 76 the steps: 64 places for each operand, in elements.
 */
static int nl_run(int32_t k, const double *par, char **bases) {
  const nl_entry *entry = nl_entries[k];
  nl_plan plan;
  const int masked = par[1] != 0;
  int axes = (int)par[0];
  plan.entry = entry;
  plan.loop = (nl_loop)entry->function;
  plan.operands = entry->operands;
  plan.inputs = entry->inputs;
  const int all = plan.operands + masked;
  char *p[NL_OPERANDS];
  int64_t inner[NL_OPERANDS], outer[NL_OPERANDS];
  int direct = 1;
  for (int o = 0; o < all; o++) {
    plan.dtypes[o] = (int)par[2 + o];
    plan.sizes[o] = nl_sizes[plan.dtypes[o]];
    p[o] = bases[o] + (int64_t)par[7 + o] * plan.sizes[o];
    inner[o] = axes > 0 ? (int64_t)par[76 + 64 * o + axes - 1] : 0;
    outer[o] = axes > 1 ? (int64_t)par[76 + 64 * o + axes - 2] : 0;
    if (o < plan.operands && (plan.dtypes[o] != entry->dtypes[o] || (!entry->strided && inner[o] != 1))) direct = 0;
  }
  const int64_t n = axes > 0 ? (int64_t)par[12 + axes - 1] : 1;
  const int64_t m = axes > 1 ? (int64_t)par[12 + axes - 2] : 1;
  int crossed = 0;
  if (m > NL_TILE && n > NL_TILE) {
    for (int o = 0; o < all; o++) crossed |= nl_size_of(inner[o]) > nl_size_of(outer[o]) && outer[o] != 0;
  }
  /* A result that gathers many rows stays in the cache. */
  int gathering = 0;
  for (int o = plan.inputs; o < plan.operands; o++) gathering |= outer[o] == 0 && m > 1 && n > NL_GATHERED;
  const int copying = crossed && !masked && k < 14 * 14 && k % 15 == 0 && direct && inner[1] == 1;
  int64_t index[NL_AXES];
  for (int a = 0; a < axes; a++) index[a] = 0;
  for (;;) {
    const int64_t tall = gathering ? m : crossed ? NL_TILE : m, wide = gathering ? NL_GATHERED : crossed ? NL_TILE : n;
    for (int64_t j0 = 0; j0 < m; j0 += tall) {
      for (int64_t i0 = 0; i0 < n; i0 += wide) {
        const int64_t rows = m - j0 < tall ? m - j0 : tall, length = n - i0 < wide ? n - i0 : wide;
        char *q[NL_OPERANDS];
        for (int o = 0; o < all; o++) q[o] = p[o] + (j0 * outer[o] + i0 * inner[o]) * plan.sizes[o];
        if (copying) {
          nl_copy_tile(plan.sizes[0], rows, length, q[0], outer[0], inner[0], q[1], outer[1]);
          continue;
        }
        for (int64_t j = 0; j < rows; j++) {
          if (masked) nl_row_masked(&plan, direct, length, q, inner);
          else nl_row(&plan, direct, length, q, inner);
          for (int o = 0; o < all; o++) q[o] += outer[o] * plan.sizes[o];
        }
      }
    }
    int a = axes - 3;
    for (; a >= 0; a--) {
      const int64_t length = (int64_t)par[12 + a];
      index[a]++;
      for (int o = 0; o < all; o++) p[o] += (int64_t)par[76 + 64 * o + a] * plan.sizes[o];
      if (index[a] < length) break;
      for (int o = 0; o < all; o++) p[o] -= (int64_t)par[76 + 64 * o + a] * length * plan.sizes[o];
      index[a] = 0;
    }
    if (a < 0) return 0;
  }
}

NL_EXPORT void numloom_run2(int32_t k, int64_t par, char *a, char *b) {
  char *p[] = {a, b};
  nl_run(k, (const double *)(intptr_t)par, p);
}
NL_EXPORT void numloom_run3(int32_t k, int64_t par, char *a, char *b, char *c) {
  char *p[] = {a, b, c};
  nl_run(k, (const double *)(intptr_t)par, p);
}
NL_EXPORT void numloom_run4(int32_t k, int64_t par, char *a, char *b, char *c, char *d) {
  char *p[] = {a, b, c, d};
  nl_run(k, (const double *)(intptr_t)par, p);
}
NL_EXPORT void numloom_run5(int32_t k, int64_t par, char *a, char *b, char *c, char *d, char *e) {
  char *p[] = {a, b, c, d, e};
  nl_run(k, (const double *)(intptr_t)par, p);
}

/*
 * Folds of rows: parameters 0 axes, 1 elements of a row, 2 their step, 3 and 4 the sizes of elements of source and result, 5 and 6
 * the offsets; from 12 the lengths, from 76 and 140 the steps of the outer axes.
 */
NL_EXPORT void numloom_fold(int32_t k, int64_t address, char *source, char *out) {
  const double *par = (const double *)(intptr_t)address;
  const nl_fold fold = (nl_fold)nl_entries[k]->function;
  const int axes = (int)par[0];
  const int64_t n = (int64_t)par[1], step = (int64_t)par[2], size = (int64_t)par[3], out_size = (int64_t)par[4];
  /* Running folds write along the row, in steps of parameter 7. */
  const int64_t along = (int64_t)par[7];
  source += (int64_t)par[5] * size;
  out += (int64_t)par[6] * out_size;
  int64_t index[NL_AXES];
  for (int a = 0; a < axes; a++) index[a] = 0;
  const int64_t last = axes > 0 ? (int64_t)par[12 + axes - 1] : 1;
  const int64_t s = axes > 0 ? (int64_t)par[76 + axes - 1] * size : 0;
  const int64_t t = axes > 0 ? (int64_t)par[140 + axes - 1] * out_size : 0;
  for (;;) {
    const char *from = source;
    char *to = out;
    for (int64_t i = 0; i < last; i++, from += s, to += t) fold(n, from, step, to, along);
    int a = axes - 2;
    for (; a >= 0; a--) {
      const int64_t length = (int64_t)par[12 + a];
      index[a]++;
      source += (int64_t)par[76 + a] * size;
      out += (int64_t)par[140 + a] * out_size;
      if (index[a] < length) break;
      source -= (int64_t)par[76 + a] * length * size;
      out -= (int64_t)par[140 + a] * length * out_size;
      index[a] = 0;
    }
    if (a < 0) return;
  }
}

/* Ask for huge pages behind memory that was not touched yet. */
#if defined(__linux__)
#include <sys/mman.h>
NL_EXPORT int32_t numloom_huge_pages(char *start, double bytes) {
  const uintptr_t page = 2u << 20;
  const uintptr_t from = ((uintptr_t)start + page - 1) & ~(page - 1), to = ((uintptr_t)start + (uintptr_t)bytes) & ~(page - 1);
  return to > from ? madvise((void *)from, to - from, 14 /* MADV_HUGEPAGE */) : -2;
}
#else
NL_EXPORT int32_t numloom_huge_pages(char *start, double bytes) {
  (void)start;
  (void)bytes;
  return -1;
}
#endif

/*
 * Let the C library keep what is freed: by default it gives the top of the heap and every larger block back to the system, so that
 * each fresh result costs a page fault per 4 KB again. Blocks of up to 32 MB are then taken from what was freed before.
 */
#if defined(__GLIBC__)
#include <malloc.h>
/* So much of the heap, not touched yet, is set aside with huge pages: its first use costs a fault per 2 MB. */
#define NL_RESERVED ((size_t)192 << 20)
static int32_t nl_keeps = 0;

static void nl_reserve(void) {
  mallopt(M_MMAP_MAX, 0);
  char *block = malloc(NL_RESERVED);
  if (block) {
    numloom_huge_pages(block, (double)NL_RESERVED);
    free(block);
  }
  mallopt(M_MMAP_MAX, 65536);
}

NL_EXPORT void numloom_keep_memory(double bytes) {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, (int)bytes);
  mallopt(M_TOP_PAD, 16 << 20);
  if (nl_keeps) return;
  nl_keeps = bytes > (double)NL_RESERVED;
  if (nl_keeps) nl_reserve();
}

/* Blocks of any size come from the heap, whose freed memory is used again, instead of being mapped afresh; or no longer. */
NL_EXPORT void numloom_reuse_memory(int32_t on) { mallopt(M_MMAP_MAX, on ? 0 : 65536); }

/* Give freed memory back to the system. */
NL_EXPORT void numloom_release_memory(void) {
  malloc_trim(0);
  if (nl_keeps) nl_reserve();
}
#else
NL_EXPORT void numloom_keep_memory(double bytes) { (void)bytes; }
NL_EXPORT void numloom_reuse_memory(int32_t on) { (void)on; }
NL_EXPORT void numloom_release_memory(void) {}
#endif
