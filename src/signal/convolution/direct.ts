/** Convolution by its definition: of vectors, and of arrays over all their axes. */
import { sizeOf, stepsC } from '../../core/shape.js';
import { slide } from '../filters/sliding.js';
import { fresh } from '../values.js';

/** All sums of products, `result[k] = sum over i of a[i] b[k - i]`, the longer vector sliding past the shorter one. */
export function convolveDirect(a: Float64Array, b: Float64Array): Float64Array {
  const [x, h] = a.length >= b.length ? [a, b] : [b, a];
  const n = x.length;
  const m = h.length;
  if (n === 0 || m === 0) return new Float64Array(0);
  const y = fresh(n + m - 1);
  const back = h.slice().reverse();
  slide(x, back, y.subarray(m - 1, n));
  y.set(beginning(x, back), 0);
  y.set(ending(x, back), n);
  return y;
}

/**
 * The first sums of a convolution, for which the vector has not begun yet everywhere.
 *
 * @param x - at least as long as the weights
 * @param back - the m weights backwards
 * @returns m - 1 sums
 */
export function beginning(x: Float64Array, back: Float64Array): Float64Array {
  const e = back.length - 1;
  const y = new Float64Array(e);
  if (e === 0) return y;
  if (back.every(Number.isFinite)) {
    const padded = new Float64Array(2 * e);
    padded.set(x.subarray(0, e), e);
    slide(padded, back, y);
  } else {
    for (let i = 0; i < e; i++) for (let j = e - i; j <= e; j++) y[i]! += back[j]! * x[i + j - e]!;
  }
  return y;
}

/** The last m - 1 sums; see `beginning`. */
export function ending(x: Float64Array, back: Float64Array): Float64Array {
  const e = back.length - 1;
  const y = new Float64Array(e);
  if (e === 0) return y;
  const from = x.length - e;
  if (back.every(Number.isFinite)) {
    const padded = new Float64Array(2 * e);
    padded.set(x.subarray(from), 0);
    slide(padded, back, y);
  } else {
    for (let i = 0; i < e; i++) for (let j = 0; j < e - i; j++) y[i]! += back[j]! * x[from + i + j]!;
  }
  return y;
}

/**
 * Add the convolution of parts of two vectors to part of a third. The second one's terms are taken four at a time, so that each
 * result is loaded and stored once for four products.
 */
export function addConvolution(
  x: Float64Array,
  xAt: number,
  n: number,
  h: Float64Array,
  hAt: number,
  m: number,
  y: Float64Array,
  yAt: number,
): void {
  let j = 0;
  for (; j + 3 < m && n >= 4; j += 4) {
    const h0 = h[hAt + j]!;
    const h1 = h[hAt + j + 1]!;
    const h2 = h[hAt + j + 2]!;
    const h3 = h[hAt + j + 3]!;
    const to = yAt + j;
    let x3 = x[xAt]!;
    let x2 = x[xAt + 1]!;
    let x1 = x[xAt + 2]!;
    y[to]! += h0 * x3;
    y[to + 1]! += h0 * x2 + h1 * x3;
    y[to + 2]! += h0 * x1 + h1 * x2 + h2 * x3;
    for (let i = 3; i < n; i++) {
      const x0 = x[xAt + i]!;
      y[to + i] = y[to + i]! + h0 * x0 + h1 * x1 + (h2 * x2 + h3 * x3);
      x3 = x2;
      x2 = x1;
      x1 = x0;
    }
    y[to + n]! += h1 * x1 + h2 * x2 + h3 * x3;
    y[to + n + 1]! += h2 * x1 + h3 * x2;
    y[to + n + 2]! += h3 * x1;
  }
  for (; j < m; j++) {
    const hj = h[hAt + j]!;
    const to = yAt + j;
    for (let i = 0; i < n; i++) y[to + i]! += hj * x[xAt + i]!;
  }
}

/** The full convolution of arrays: over all axes, the last one by vectors. */
export function convolveDirectAll(
  a: Float64Array,
  aShape: readonly number[],
  b: Float64Array,
  bShape: readonly number[],
): Float64Array {
  const ndim = aShape.length;
  const shape = aShape.map((n, k) => n + bShape[k]! - 1);
  const y = new Float64Array(sizeOf(shape));
  const steps = stepsC(shape);
  const last = ndim - 1;
  const n = aShape[last]!;
  const m = bShape[last]!;
  const places = (of: readonly number[]): number[] => {
    let list = [0];
    for (let k = 0; k < last; k++) {
      list = list.flatMap((at) => Array.from({ length: of[k]! }, (_, i) => at + i * steps[k]!));
    }
    return list;
  };
  const [aPlaces, bPlaces] = [places(aShape), places(bShape)];
  for (let i = 0; i < aPlaces.length; i++) {
    for (let j = 0; j < bPlaces.length; j++) {
      const to = aPlaces[i]! + bPlaces[j]!;
      if (n >= m) addConvolution(a, i * n, n, b, j * m, m, y, to);
      else addConvolution(b, j * m, m, a, i * n, n, y, to);
    }
  }
  return y;
}
