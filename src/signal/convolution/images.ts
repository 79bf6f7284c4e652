/** Convolution and correlation of images with a rule for what lies outside: convolve2d, correlate2d, sepfir2d. */
import { backend, type StridedView } from '../../backends/backend.js';
import { defineTask, share } from '../../backends/task.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { fresh, realArray, realMatrix, realParts, reals, type Reals, type ShapedParts } from '../values.js';
import { byParts, inDType, operandsOf, turned } from './convolve.js';
import { chunksFor, productCost, slideHere, viewOf } from '../filters/sliding.js';
import { checkMode, secondIsLarger, type ConvolutionMode } from './sizes.js';

/** Options of `convolve2d` and `correlate2d`. */
export interface Convolve2dOptions {
  /** All of it (`'full'`, the default), as large as the first operand, or what needs nothing from outside. */
  mode?: ConvolutionMode;
  /** What lies outside: `fillvalue` (`'fill'`, the default), the other end (`'wrap'`), or a mirror image (`'symm'`). */
  boundary?: 'fill' | 'pad' | 'wrap' | 'circular' | 'symm' | 'symmetric';
  /** The value outside for `'fill'`. Default 0. */
  fillvalue?: number;
}

/** The index within 0 ... n - 1 that an index outside stands for; -1 for the value outside. */
function inside(i: number, n: number, boundary: string): number {
  if (i >= 0 && i < n) return i;
  if (boundary === 'fill' || boundary === 'pad') return -1;
  if (boundary === 'wrap' || boundary === 'circular') return ((i % n) + n) % n;
  const k = ((i % (2 * n)) + 2 * n) % (2 * n);
  return k < n ? k : 2 * n - 1 - k;
}

interface Window {
  /** Where the result begins within the full convolution, and its size. */
  readonly start: readonly [number, number];
  readonly size: readonly [number, number];
}

/** Rows `from` to `to` of part of a full convolution, of an image continued by a rule. */
function windowedRows(
  x: Float64Array,
  [n0, n1]: readonly [number, number],
  h: Float64Array,
  [m0, m1]: readonly [number, number],
  window: Window,
  boundary: string,
  fill: number,
  result: Float64Array,
  from: number,
  to: number,
): void {
  const [s0, s1] = window.start;
  const r1 = window.size[1];
  // The image with m - 1 rows and columns more than the result before its start.
  const width = r1 + m1 - 1;
  const columns = Int32Array.from({ length: width }, (_, j) => inside(s1 - (m1 - 1) + j, n1, boundary));
  const line = new Float64Array(width);
  const sums = new Float64Array(r1);
  const lines = Array.from({ length: m0 }, (_, k) => h.slice(k * m1, (k + 1) * m1).reverse());
  for (let i = from; i < to + m0 - 1; i++) {
    const source = inside(s0 - (m0 - 1) + i, n0, boundary);
    for (let j = 0; j < width; j++) line[j] = source < 0 || columns[j]! < 0 ? fill : x[source * n1 + columns[j]!]!;
    // Row i of the continued image times row k of the kernel is part of row i - (m0 - 1) + k of the result.
    for (let k = Math.max(0, from + m0 - 1 - i); k < m0; k++) {
      const row = i - (m0 - 1) + k;
      if (row >= to) break;
      slideHere(line, lines[k]!, sums);
      const at = row * r1;
      for (let j = 0; j < r1; j++) result[at + j]! += sums[j]!;
    }
  }
}

const windowing = defineTask(
  'signal: images',
  (
    chunk,
    chunks,
    n: readonly [number, number],
    m: readonly [number, number],
    window: Window,
    boundary: string,
    fill: number,
    x: StridedView,
    h: StridedView,
    out: StridedView,
  ) => {
    const [from, to] = share(window.size[0], chunk, chunks);
    const result = out.storage as Float64Array;
    result.fill(0, from * window.size[1], to * window.size[1]);
    const [image, kernel] = [x.storage as Float64Array, h.storage as Float64Array];
    windowedRows(image, n, kernel, m, window, boundary, fill, result, from, to);
  },
  [7],
);

/** Part of a full convolution, of an image continued by a rule. */
function windowed(
  x: Float64Array,
  n: readonly [number, number],
  h: Float64Array,
  m: readonly [number, number],
  window: Window,
  boundary: string,
  fill: number,
): Float64Array {
  const [rows, columns] = window.size;
  const result = fresh(rows * columns);
  if (result.length === 0) return result;
  const work = rows * columns * m[0] * m[1] * 2 * productCost();
  const views = [viewOf(x), viewOf(h), viewOf(result)] as const;
  backend().run(windowing, chunksFor(work, rows), work, n, m, window, boundary, fill, ...views);
  return result;
}

function images(
  functionName: string,
  in1: ArrayLike,
  in2: ArrayLike,
  options: Convolve2dOptions,
  correlation: boolean,
): NDArray {
  checkOptions(functionName, options, ['mode', 'boundary', 'fillvalue']);
  const { boundary = 'fill', fillvalue = 0 } = options;
  const mode = checkMode(functionName, options.mode ?? 'full');
  if (!['fill', 'pad', 'wrap', 'circular', 'symm', 'symmetric'].includes(boundary)) {
    throw new ValueError(
      `${functionName}: Acceptable boundary flags are 'fill', 'circular' (or 'wrap'), and 'symmetric' (or 'symm'), got ${describe(boundary)}.`,
    );
  }
  const { a, b, info } = operandsOf(functionName, in1, in2);
  if (a.shape.length !== 2) {
    throw new ValueError(
      `${functionName}: inputs must both be 2-D arrays, got shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}`,
    );
  }
  if (a.re.length === 0 || b.re.length === 0) return realArray(new Float64Array(0), [0, 0]) as NDArray;
  const swapped = secondIsLarger(functionName, mode, a.shape, b.shape);
  let [x, h] = swapped ? [b, a] : [a, b];
  if (correlation) h = turned(h);
  const n = x.shape as readonly [number, number];
  const m = h.shape as readonly [number, number];
  let window: Window;
  if (mode === 'full') window = { start: [0, 0], size: [n[0] + m[0] - 1, n[1] + m[1] - 1] };
  else if (mode === 'valid') window = { start: [m[0] - 1, m[1] - 1], size: [n[0] - m[0] + 1, n[1] - m[1] + 1] };
  else {
    const middle = (k: number): number => (correlation ? k - 1 - ((k - 1) >> 1) : (k - 1) >> 1);
    window = { start: [middle(m[0]), middle(m[1])], size: n };
  }
  let parts = byParts(x, h, (p, q) => windowed(p, n, q, m, window, boundary, fillvalue));
  if (correlation && swapped) parts = turned({ ...parts, shape: window.size, single: false } as ShapedParts);
  return inDType(parts, window.size, info);
}

/**
 * The convolution of two images.
 *
 * @param in1 - the first image
 * @param in2 - the second image
 * @returns the convolution
 * @throws ValueError for what is no image, or unknown options
 * @example
 * convolve2d([[1, 2], [3, 4]], [[1, 1]]).toArray(); // [[1, 3, 2], [3, 7, 4]]
 */
export function convolve2d(in1: ArrayLike, in2: ArrayLike, options: Convolve2dOptions = {}): NDArray {
  return images('convolve2d', in1, in2, options, false);
}

/**
 * The correlation of two images.
 *
 * @param in1 - the first image
 * @param in2 - the second image
 * @returns the correlation
 * @throws ValueError for what is no image, or unknown options
 * @example
 * correlate2d([[1, 2], [3, 4]], [[1, 0]]).toArray(); // [[0, 1, 2], [0, 3, 4]]
 */
export function correlate2d(in1: ArrayLike, in2: ArrayLike, options: Convolve2dOptions = {}): NDArray {
  return images('correlate2d', in1, in2, options, true);
}

/** Rows convolved with a filter of odd length; beyond their ends they go on as mirror images. */
function mirroredRows(x: Float64Array, m: number, n: number, h: Float64Array): Float64Array {
  const half = (h.length - 1) / 2;
  const at = (i: number): number => inside(i, n, 'symm');
  const y = new Float64Array(m * n);
  for (let row = 0; row < m; row++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < h.length; k++) sum += h[k]! * x[row * n + at(j + half - k)]!;
      y[row * n + j] = sum;
    }
  }
  return y;
}

const transposedMatrix = (x: Float64Array, m: number, n: number): Float64Array => {
  const y = new Float64Array(x.length);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) y[j * m + i] = x[i * n + j]!;
  return y;
};

/**
 * An image filtered along its rows and its columns; beyond its edges it goes on as its mirror image.
 *
 * @param input - the image
 * @param hrow - the filter along rows, of odd length
 * @param hcol - the filter along columns, of odd length
 * @returns an image of the same size
 * @throws ValueError for what is no image, or filters of even length
 * @example
 * sepfir2d([[1, 2], [3, 4]], [1], [2]).toArray(); // [[2, 4], [6, 8]]
 */
export function sepfir2d(input: ArrayLike, hrow: ArrayLike, hcol: ArrayLike): Reals {
  const { shape } = realParts('sepfir2d', 'input', input);
  if (shape.length !== 2) throw new ValueError(`sepfir2d: input must be 2-D, got shape ${shapeText(shape)}`);
  const { a, m, n } = realMatrix('sepfir2d', 'input', input);
  const row = reals('sepfir2d', 'hrow', hrow);
  const column = reals('sepfir2d', 'hcol', hcol);
  if (row.length % 2 === 0 || column.length % 2 === 0)
    throw new ValueError('sepfir2d: hrow and hcol must be odd length');
  const along = mirroredRows(a, m, n, row);
  const turnedRows = mirroredRows(transposedMatrix(along, m, n), n, m, column);
  return realArray(transposedMatrix(turnedRows, n, m), [m, n]);
}
