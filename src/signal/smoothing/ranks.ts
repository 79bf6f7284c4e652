/** Filters by order and by local statistics: medians, ranks, Wiener's. */
import { backend, type StridedView } from '../../backends/backend.js';
import { defineTask, share } from '../../backends/task.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { asNDArray } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { stepsC } from '../../core/shape.js';
import { copyAs } from '../../ops/creation.js';
import { chunksFor, viewOf } from '../filters/sliding.js';
import { fresh, realArray, realParts, type Reals } from '../values.js';
import { warn } from '../warnings.js';

/** The size of a neighbourhood along each axis, odd. */
function kernelSizes(functionName: string, size: ArrayLike | null | undefined, ndim: number): number[] {
  if (size === undefined || size === null) return new Array<number>(ndim).fill(3);
  const { re } = realParts(functionName, 'kernelSize', size);
  const sizes = re.length === 1 ? new Array<number>(ndim).fill(re[0]!) : Array.from(re);
  if (sizes.length !== ndim) {
    throw new ValueError(
      `${functionName}: kernel_size must have one element or one for each of ${ndim} axes, got ${describe(size)}`,
    );
  }
  for (const n of sizes) {
    if (!Number.isInteger(n) || n % 2 !== 1)
      throw new ValueError(`${functionName}: Each element of kernel_size should be odd, got ${n}.`);
  }
  return sizes;
}

/** The k-th smallest of the first n numbers (C. Hoare's selection); they are reordered. */
function select(a: Float64Array, n: number, k: number): number {
  let [low, high] = [0, n - 1];
  while (low < high) {
    const pivot = a[(low + high) >> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (a[i]! < pivot) i++;
      while (a[j]! > pivot) j--;
      if (i <= j) {
        const t = a[i]!;
        a[i] = a[j]!;
        a[j] = t;
        i++;
        j--;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return a[k]!;
  }
  return a[low]!;
}

/** A rank among an odd number of samples, zeros beyond the ends: the window is kept sorted. Samples `from` to `to`. */
function runningRank(x: Float64Array, m: number, rank: number, y: Float64Array, from: number, to: number): void {
  const n = x.length;
  const half = (m - 1) / 2;
  const sorted = new Float64Array(m);
  const at = (i: number): number => (i >= 0 && i < n ? x[i]! : 0);
  const place = (v: number, count: number): number => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < v) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (let i = 0; i < m; i++) sorted[i] = at(from + i - half);
  sorted.sort();
  for (let i = from; i < to; i++) {
    if (i > from) {
      const gone = place(at(i - half - 1), m);
      const v = at(i + half);
      if (v >= sorted[gone]!) {
        let k = gone;
        while (k + 1 < m && sorted[k + 1]! < v) {
          sorted[k] = sorted[k + 1]!;
          k++;
        }
        sorted[k] = v;
      } else {
        let k = gone;
        while (k > 0 && sorted[k - 1]! > v) {
          sorted[k] = sorted[k - 1]!;
          k--;
        }
        sorted[k] = v;
      }
    }
    y[i] = sorted[rank]!;
  }
}

/** The element of a rank in neighbourhoods of elements `from` to `to`; see `ranked`. */
function rankedPart(
  x: Float64Array,
  shape: readonly number[],
  sizes: readonly number[],
  domain: Float64Array | null,
  rank: number,
  y: Float64Array,
  from: number,
  to: number,
): void {
  const ndim = shape.length;
  const steps = stepsC(shape);
  const offsets: number[][] = [];
  const walkDomain = (axis: number, at: number[], flat: number): void => {
    if (axis === ndim) {
      if (!domain || domain[flat] !== 0) offsets.push(at);
      return;
    }
    for (let i = 0; i < sizes[axis]!; i++)
      walkDomain(axis + 1, [...at, i - (sizes[axis]! - 1) / 2], flat * sizes[axis]! + i);
  };
  walkDomain(0, [], 0);
  const flat = Int32Array.from(offsets, (o) => o.reduce((sum, d, k) => sum + d * steps[k]!, 0));
  const count = offsets.length;
  const values = new Float64Array(count);
  const index = Int32Array.from(shape, (n, k) => Math.floor(from / steps[k]!) % n);
  const reach = sizes.map((n) => (n - 1) / 2);
  for (let at = from; at < to; at++) {
    let within = true;
    for (let k = 0; k < ndim; k++) within &&= index[k]! >= reach[k]! && index[k]! < shape[k]! - reach[k]!;
    if (within) for (let i = 0; i < count; i++) values[i] = x[at + flat[i]!]!;
    else {
      for (let i = 0; i < count; i++) {
        let there = true;
        for (let k = 0; k < ndim; k++) {
          const j = index[k]! + offsets[i]![k]!;
          there &&= j >= 0 && j < shape[k]!;
        }
        values[i] = there ? x[at + flat[i]!]! : 0;
      }
    }
    y[at] = select(values, count, rank);
    for (let k = ndim - 1; k >= 0; k--) {
      if (++index[k]! < shape[k]!) break;
      index[k] = 0;
    }
  }
}

const ranking = defineTask(
  'signal: ranks',
  (
    chunk,
    chunks,
    running: boolean,
    shape: readonly number[],
    sizes: readonly number[],
    domain: Float64Array | null,
    rank: number,
    x: StridedView,
    out: StridedView,
  ) => {
    const [from, to] = share(x.storage.length, chunk, chunks);
    if (from === to) return;
    const [values, y] = [x.storage as Float64Array, out.storage as Float64Array];
    if (running) runningRank(values, sizes[0]!, rank, y, from, to);
    else rankedPart(values, shape, sizes, domain, rank, y, from, to);
  },
  [6],
);

/** The element of a rank in every neighbourhood; zeros lie outside. `domain` says which neighbours count. */
function ranked(
  x: Float64Array,
  shape: readonly number[],
  sizes: readonly number[],
  domain: Float64Array | null,
  rank: number,
): Float64Array {
  const y = fresh(x.length);
  if (x.length === 0) return y;
  const running = shape.length === 1 && !domain && !x.some(Number.isNaN);
  const count = sizes.reduce((p, n) => p * n, 1);
  const work = x.length * (running ? 20 + 2 * count : 20 + 8 * count);
  const chunks = chunksFor(work, Math.ceil(x.length / 64));
  backend().run(ranking, chunks, work, running, shape, sizes, domain, rank, viewOf(x), viewOf(y));
  return y;
}

/** Results in the dtype of the operand. */
const like = (values: Float64Array, a: NDArray): NDArray => {
  const result = realArray(values, a.shape) as NDArray;
  return a.dtype === 'float64' ? result : copyAs(result, a.info);
};

/**
 * The median of every neighbourhood; zeros lie outside.
 *
 * @param volume - an array
 * @param options - `kernelSize`: the size of a neighbourhood, odd, one number or one for each axis; 3 by default
 * @returns an array of the same shape and dtype
 * @throws ValueError for even sizes
 * @example
 * medfilt([1, 9, 2, 3, 4]).toArray(); // [1, 2, 3, 3, 3]
 */
export function medfilt(volume: ArrayLike, options: { kernelSize?: ArrayLike | null } = {}): NDArray {
  checkOptions('medfilt', options, ['kernelSize']);
  return medians('medfilt', volume, options.kernelSize);
}

function medians(functionName: string, volume: ArrayLike, kernelSize: ArrayLike | null | undefined): NDArray {
  const a = asNDArray(functionName, volume);
  const x = realParts(functionName, 'volume', a);
  const shape = x.shape.length === 0 ? [1] : x.shape;
  const sizes = kernelSizes(functionName, kernelSize, shape.length);
  if (sizes.some((n, k) => n > shape[k]!)) {
    warn(`${functionName}: kernel_size exceeds volume extent: the volume will be zero-padded.`);
  }
  const count = sizes.reduce((p, n) => p * n, 1);
  return like(ranked(x.re, shape, sizes, null, Math.floor(count / 2)), a);
}

/**
 * The median of every neighbourhood of an image; zeros lie outside.
 *
 * @param input - an image
 * @param options - `kernelSize`: the size of a neighbourhood, odd, one number or two; 3 by default
 * @returns an image of the same shape and dtype
 * @throws ValueError for even sizes, or for what is no image
 * @example
 * medfilt2d([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).item(1, 1); // 5
 */
export function medfilt2d(input: ArrayLike, options: { kernelSize?: ArrayLike } = {}): NDArray {
  checkOptions('medfilt2d', options, ['kernelSize']);
  const { ndim, shape } = asNDArray('medfilt2d', input);
  if (ndim !== 2)
    throw new ValueError(
      `medfilt2d: object of too small depth for desired array: input must be 2-D, got shape ${shapeText(shape)}`,
    );
  return medians('medfilt2d', input, options.kernelSize ?? 3);
}

/**
 * The element of a rank in every neighbourhood; zeros lie outside.
 *
 * @param a - an array
 * @param domain - an array of odd sizes whose elements that are not 0 say which neighbours count
 * @param rank - 0 for the smallest
 * @returns an array of the same shape and dtype
 * @throws ValueError for even sizes or another number of axes
 * @example
 * orderFilter([1, 9, 2, 3], [1, 1, 1], 2).toArray(); // [9, 9, 9, 3]
 */
export function orderFilter(a: ArrayLike, domain: ArrayLike, rank: number): NDArray {
  const array = asNDArray('orderFilter', a);
  const x = realParts('orderFilter', 'a', array);
  const d = realParts('orderFilter', 'domain', domain);
  if (d.shape.some((n) => n % 2 !== 1)) {
    throw new ValueError(
      `orderFilter: Each dimension of domain argument should have an odd number of elements, got shape ${shapeText(d.shape)}.`,
    );
  }
  if (d.shape.length !== x.shape.length) {
    throw new ValueError(
      `orderFilter: domain must have as many axes as a, got shapes ${shapeText(d.shape)} and ${shapeText(x.shape)}`,
    );
  }
  const count = d.re.reduce((n, v) => n + (v !== 0 ? 1 : 0), 0);
  if (!Number.isInteger(rank) || rank < 0 || rank >= count) {
    throw new ValueError(`orderFilter: rank must be an integer from 0 to ${count - 1}, got ${describe(rank)}`);
  }
  const all = count === d.re.length;
  return like(ranked(x.re, x.shape, d.shape, all ? null : d.re, rank), array);
}

/** Options of `wiener`. */
export interface WienerOptions {
  /** The size of a neighbourhood, odd, one number or one for each axis; 3 by default. */
  mysize?: ArrayLike | null;
  /** The power of the noise; by default the mean of local variances. */
  noise?: number | null;
}

/** Sums over neighbourhoods, zeros outside, one axis after another. */
function boxSums(x: Float64Array, shape: readonly number[], sizes: readonly number[]): Float64Array {
  let from = x;
  const steps = stepsC(shape);
  shape.forEach((n, axis) => {
    const half = (sizes[axis]! - 1) / 2;
    const step = steps[axis]!;
    const to = fresh(x.length);
    for (let at = 0; at < x.length; at++) {
      const i = Math.floor(at / step) % n;
      let sum = 0;
      for (let d = Math.max(-half, -i); d <= Math.min(half, n - 1 - i); d++) sum += from[at + d * step]!;
      to[at] = sum;
    }
    from = to;
  });
  return from;
}

/**
 * Wiener's filter: where the local variance is no more than the noise's, the local mean; elsewhere less of it (J. Lim,
 * Two-Dimensional Signal and Image Processing, 1990).
 *
 * @param im - an array
 * @returns an array of the same shape
 * @throws ValueError for even sizes
 * @example
 * wiener([1, 2, 9, 2, 1]).size; // 5
 */
export function wiener(im: ArrayLike, options: WienerOptions = {}): Reals {
  checkOptions('wiener', options, ['mysize', 'noise']);
  const { re: x, shape } = realParts('wiener', 'im', im);
  const sizes = kernelSizes('wiener', options.mysize, shape.length);
  const count = sizes.reduce((p, n) => p * n, 1);
  const mean = boxSums(x, shape, sizes).map((s) => s / count);
  const squares = boxSums(
    x.map((v) => v * v),
    shape,
    sizes,
  );
  const variance = squares.map((s, i) => s / count - mean[i]! ** 2);
  const noise = options.noise ?? variance.reduce((a, b) => a + b, 0) / variance.length;
  const y = x.map((v, i) => (variance[i]! < noise ? mean[i]! : mean[i]! + (v - mean[i]!) * (1 - noise / variance[i]!)));
  return realArray(Float64Array.from(y), shape);
}
