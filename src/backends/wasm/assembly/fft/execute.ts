// Carries out a plan that the host has laid down in memory. A plan is a list of 32-bit words:
//   passes:  0, n, inverse, count, then for each pass: radix, factors, roots
//   split:   1, n, inverse, plan of n1, plan of n2, high factors, low factors, shift, block
//   chirp:   2, n, inverse, plan of m, chirp, kernel
// Every plan transforms `b` interleaved columns [n][b]; split plans only one.
import { pass2, pass3, pass4, pass5, pass7, pass8, passOdd } from './butterflies';
import { conjugate, itemBytes, product, times, turning } from './complex';

@inline
function word(plan: usize, place: usize): usize {
  return <usize>load<u32>(plan + (place << 2));
}

/** `dst = transform of src`; `src` stays as it is unless `dst` is the same place. Scratch is taken from `work` on. */
export function execute<T>(plan: usize, src: usize, dst: usize, b: usize, work: usize): void {
  const kind = word(plan, 0);
  if (kind == 0) passes<T>(plan, src, dst, b, work);
  else if (kind == 1) split<T>(plan, src, dst, work);
  else chirp<T>(plan, src, dst, b, work);
}

function passes<T>(plan: usize, src: usize, dst: usize, b: usize, work: usize): void {
  const n = word(plan, 1), count = word(plan, 3);
  const turn = turning<T>(word(plan, 2) != 0);
  const bytes = n * b * itemBytes<T>();
  if (count == 0) {
    if (src != dst) memory.copy(dst, src, bytes);
    return;
  }
  if (src == dst && (count & 1)) {
    src = work + bytes;
    memory.copy(src, dst, bytes);
  }
  let s = b * itemBytes<T>(), m = n, from = src;
  let entry = plan + 16;
  for (let i: usize = 0; i < count; i++) {
    const radix = word(entry, 0), w = word(entry, 1);
    const to = (count - 1 - i) & 1 ? work : dst;
    m = m / radix;
    if (radix == 4) pass4<T>(m, s, from, to, w, turn);
    else if (radix == 8) pass8<T>(m, s, from, to, w, turn);
    else if (radix == 2) pass2<T>(m, s, from, to, w, turn);
    else if (radix == 3) pass3<T>(m, s, from, to, w, turn);
    else if (radix == 5) pass5<T>(m, s, from, to, w, turn);
    else if (radix == 7) pass7<T>(m, s, from, to, w, turn);
    else passOdd<T>(radix, m, s, from, to, w, word(entry, 2), turn);
    s *= radix;
    from = to;
    entry += 12;
  }
}

/** Copy `count` runs of `bytes` (a multiple of 16) bytes between places that lie `fromStep` and `toStep` apart. */
export function copyRuns(from: usize, fromStep: usize, to: usize, toStep: usize, bytes: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    for (let q: usize = 0; q < bytes; q += 16) v128.store(to + q, v128.load(from + q));
    from += fromStep;
    to += toStep;
  }
}

/** `[rows][columns]` of complex numbers, rows `fromStep` bytes apart, to `[columns][rows]`, `toStep` bytes apart. */
export function transpose<T>(from: usize, fromStep: usize, to: usize, toStep: usize, rows: usize, columns: usize): void {
  const item = itemBytes<T>();
  for (let j: usize = 0; j < columns; j++) {
    let source = from + j * item;
    for (let i: usize = 0; i < rows; i++) {
      if (sizeof<T>() == 8) v128.store(to + i * item, v128.load(source));
      else store<u64>(to + i * item, load<u64>(source));
      source += fromStep;
    }
    to += toStep;
  }
}

/** x[k][j] *= w^(k (first + j)) for the columns of a block, w^i being the product of two tabulated factors. */
function twist<T>(x: usize, n1: usize, b: usize, first: usize, high: usize, low: usize, shift: usize): void {
  const mask = (<usize>1 << shift) - 1;
  const item = itemBytes<T>();
  for (let k: usize = 0; k < n1; k++) {
    let i = k * first;
    for (let j: usize = 0; j < b; j += 16 / item) {
      let u: v128, v: v128;
      if (sizeof<T>() == 8) {
        u = v128.load(high + (i >> shift) * 16);
        v = v128.load(low + (i & mask) * 16);
        i += k;
      } else {
        u = v128.load64_zero(high + (i >> shift) * 8);
        v = v128.load64_zero(low + (i & mask) * 8);
        i += k;
        u = v128.load64_lane(high + (i >> shift) * 8, u, 1);
        v = v128.load64_lane(low + (i & mask) * 8, v, 1);
        i += k;
      }
      v128.store(x, product<T>(v128.load(x), product<T>(u, v)));
      x += 16;
    }
  }
}

/**
 * One long row as a matrix n1 x n2 (D. Bailey, FFTs in external or hierarchical memory, 1990): transforms of the columns, a
 * few at a time, in cache; factors; transforms of the rows, written as columns.
 */
function split<T>(plan: usize, src: usize, dst: usize, work: usize): void {
  const item = itemBytes<T>();
  const n = word(plan, 1);
  const first = word(plan, 3), second = word(plan, 4);
  const high = word(plan, 5), low = word(plan, 6), shift = word(plan, 7), block = word(plan, 8);
  const n1 = word(first, 1), n2 = word(second, 1);
  const columns = work + n * item;
  const buffer = (max(n1, n2) * block * item + 63) & ~63;
  const other = columns + buffer, rest = other + buffer;
  for (let c: usize = 0; c < n2; c += block) {
    const b = min(block, n2 - c);
    copyRuns(src + c * item, n2 * item, columns, b * item, b * item, n1);
    const target = work + c * n1 * item;
    execute<T>(first, columns, target, b, rest);
    twist<T>(target, n1, b, c, high, low, shift);
  }
  for (let r: usize = 0; r < n1; r += block) {
    const rows = min(block, n1 - r);
    for (let c: usize = 0; c < n2; c += block) {
      const b = min(block, n2 - c);
      transpose<T>(work + (c * n1 + r * b) * item, b * item, columns + c * rows * item, rows * item, rows, b);
    }
    execute<T>(second, columns, other, rows, rest);
    copyRuns(other, rows * item, dst + r * item, n1 * item, rows * item, n2);
  }
}

/** Any length as a convolution of a length m without large factors (L. Bluestein, 1970). The kernel holds 1 / m. */
function chirp<T>(plan: usize, src: usize, dst: usize, b: usize, work: usize): void {
  const n = word(plan, 1), inner = word(plan, 3), factors = word(plan, 4), kernel = word(plan, 5);
  const m = word(inner, 1);
  const s = b * itemBytes<T>();
  const bytes = (m * s + 63) & ~63;
  const other = work + bytes, rest = other + bytes;
  for (let j: usize = 0; j < n; j++) {
    const w = v128.load(factors + (j << 4));
    for (let q: usize = 0; q < s; q += 16) v128.store(work + j * s + q, product<T>(v128.load(src + j * s + q), w));
  }
  memory.fill(work + n * s, 0, (m - n) * s);
  execute<T>(inner, work, other, b, rest);
  for (let j: usize = 0; j < m; j++) {
    const w = v128.load(kernel + (j << 4));
    for (let q: usize = 0; q < s; q += 16) {
      const at = other + j * s + q;
      v128.store(at, conjugate<T>(product<T>(v128.load(at), w)));
    }
  }
  execute<T>(inner, other, work, b, rest);
  for (let j: usize = 0; j < n; j++) {
    const w = v128.load(factors + (j << 4));
    for (let q: usize = 0; q < s; q += 16) {
      v128.store(dst + j * s + q, product<T>(conjugate<T>(v128.load(work + j * s + q)), w));
    }
  }
}
