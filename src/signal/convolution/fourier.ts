/** Convolution by Fourier transforms: of whole arrays, and of a long signal in blocks. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { normalizeAxes, sizeOf, broadcastShapes } from '../../core/shape.js';
import { fftn, ifftn, irfftn, nextFastLen, rfftn } from '../../fft/index.js';
import { multiply } from '../../ops/ufuncs/arithmetic.js';
import { inverseReal, multiplyPairs, transformReal } from '../transforms.js';
import { fresh, partsArray, realArray, separated, shapedParts, type Parts, type ShapedParts } from '../values.js';
import { byParts, inDType, operandsOf } from './convolve.js';
import { block, checkMode, inMode, secondIsLarger, type ConvolutionMode } from './sizes.js';

/** Options of `fftconvolve` and `oaconvolve`. */
export interface FftconvolveOptions {
  /** All of it (`'full'`, the default), as large as the first operand, or what needs no zeros outside. */
  mode?: ConvolutionMode;
  /** The axes to convolve over, all by default; over the others the operands broadcast. */
  axes?: number | readonly number[] | null;
}

/** The full convolution of two real vectors. */
function vectors(a: Float64Array, b: Float64Array): Float64Array {
  const n = a.length + b.length - 1;
  const length = nextFastLen(n, { real: true });
  const spectrum = transformReal(a, 1, length);
  multiplyPairs(spectrum, a === b ? spectrum.slice() : transformReal(b, 1, length));
  return inverseReal(spectrum, 1, length).subarray(0, n);
}

/** The full convolution over some axes; over the others the operands broadcast. */
function arrays(a: ShapedParts, b: ShapedParts, axes: readonly number[]): { parts: Parts; shape: number[] } {
  const full = a.shape.map((n, k) => (axes.includes(k) ? n + b.shape[k]! - 1 : Math.max(n, b.shape[k]!)));
  const complex = a.im !== null || b.im !== null;
  const s = axes.map((k) => nextFastLen(full[k]!, { real: !complex }));
  const array = (p: ShapedParts): NDArray => partsArray(p, p.shape) as NDArray;
  const padded = full.map((n, k) => (axes.includes(k) ? s[axes.indexOf(k)]! : n));
  const start = full.map(() => 0);
  if (complex) {
    const product = multiply(fftn(array(a), { s, axes }) as NDArray, fftn(array(b), { s, axes }) as NDArray) as NDArray;
    const pairs = (ifftn(product, { s, axes }) as unknown as NDArray<'complex128'>).data;
    return { parts: separated(block(pairs, padded, start, full, 2)), shape: full };
  }
  const product = multiply(rfftn(array(a), { s, axes }) as NDArray, rfftn(array(b), { s, axes }) as NDArray) as NDArray;
  const values = (irfftn(product, { s, axes }) as unknown as NDArray<'float64'>).data;
  return { parts: { re: block(values, padded, start, full), im: null }, shape: full };
}

/** A convolution over all axes in a mode. */
export function fourierConvolution(
  a: ShapedParts,
  b: ShapedParts,
  mode: ConvolutionMode,
  axes: readonly number[] = a.shape.map((_, k) => k),
): { parts: Parts; shape: number[] } {
  let parts: Parts;
  let shape: number[];
  if (a.shape.length === 1 && !a.im && !b.im && axes.length === 1) {
    parts = { re: vectors(a.re, b.re), im: null };
    shape = [parts.re.length];
  } else ({ parts, shape } = arrays(a, b, axes));
  return cropped(parts, shape, a.shape, b.shape, mode, axes);
}

function cropped(
  parts: Parts,
  full: number[],
  a: readonly number[],
  b: readonly number[],
  mode: ConvolutionMode,
  axes: readonly number[],
): { parts: Parts; shape: number[] } {
  // Along axes that are not convolved the result is as long as the longer operand: as if convolved with a point.
  const first = full.map((n, k) => (axes.includes(k) ? a[k]! : n));
  const second = full.map((_, k) => (axes.includes(k) ? b[k]! : 1));
  const re = inMode(parts.re, mode, first, second);
  return {
    parts: { re: re.values, im: parts.im ? inMode(parts.im, mode, first, second).values : null },
    shape: re.shape,
  };
}

interface Prepared {
  readonly a: ShapedParts;
  readonly b: ShapedParts;
  readonly axes: number[];
  readonly mode: ConvolutionMode;
}

/** Operands checked; `null` for empty ones. */
function prepared(functionName: string, in1: ArrayLike, in2: ArrayLike, options: FftconvolveOptions): Prepared | null {
  checkOptions(functionName, options, ['mode', 'axes']);
  const mode = checkMode(functionName, options.mode ?? 'full');
  const first = asNDArray(functionName, in1);
  const second = asNDArray(functionName, in2);
  if (first.ndim !== second.ndim) {
    throw new ValueError(
      `${functionName}: in1 and in2 should have the same dimensionality, got shapes ${shapeText(first.shape)} and ${shapeText(second.shape)}`,
    );
  }
  const a = shapedParts(functionName, 'in1', first);
  const b = shapedParts(functionName, 'in2', second);
  if (a.re.length === 0 || b.re.length === 0) return null;
  const all = normalizeAxes(functionName, options.axes ?? null, a.shape.length);
  if (options.axes != null && all.length === 0)
    throw new ValueError(`${functionName}: when provided, axes cannot be empty`);
  const others = a.shape.map((_, k) => k).filter((k) => !all.includes(k));
  for (const k of others) {
    if (a.shape[k] !== b.shape[k] && a.shape[k] !== 1 && b.shape[k] !== 1) {
      throw new ValueError(
        `${functionName}: incompatible shapes for in1 and in2: ${shapeText(a.shape)} and ${shapeText(b.shape)}`,
      );
    }
  }
  const axes = all.filter((k) => mode === 'valid' || (a.shape[k] !== 1 && b.shape[k] !== 1) || options.axes == null);
  const swap = secondIsLarger(functionName, mode, a.shape, b.shape, axes);
  return swap ? { a: b, b: a, axes, mode } : { a, b, axes, mode };
}

/**
 * The convolution of two arrays by Fourier transforms.
 *
 * @param in1 - the first operand
 * @param in2 - the second operand, of as many axes
 * @returns the convolution
 * @throws ValueError for different dimensions, unknown modes, or where `'valid'` does not apply
 * @example
 * fftconvolve(np.ones(1000), np.ones(100), { mode: 'same' }).size; // 1000
 */
export function fftconvolve(in1: ArrayLike, in2: ArrayLike, options: FftconvolveOptions = {}): NDArray {
  const ready = prepared('fftconvolve', in1, in2, options);
  if (!ready) return realArray(new Float64Array(0)) as NDArray;
  return finish(ready, in1, in2, 'fftconvolve', () => fourierConvolution(ready.a, ready.b, ready.mode, ready.axes));
}

function finish(
  ready: Prepared,
  in1: ArrayLike,
  in2: ArrayLike,
  functionName: string,
  compute: () => { parts: Parts; shape: number[] },
): NDArray {
  const { a, b } = ready;
  if (a.shape.length === 0) {
    return partsArray(
      byParts(a, b, (x, y) => Float64Array.of(x[0]! * y[0]!)),
      [],
    ) as NDArray;
  }
  const { parts, shape } = ready.axes.length === 0 ? pointwise(ready) : compute();
  const { info } = operandsOf(functionName, in1, in2);
  const single = info.name === 'float32' || info.name === 'complex64';
  return single ? inDType(parts, shape, info) : (partsArray(parts, shape) as NDArray);
}

function pointwise({ a, b }: Prepared): { parts: Parts; shape: number[] } {
  const product = multiply(partsArray(a, a.shape) as NDArray, partsArray(b, b.shape) as NDArray) as NDArray;
  return { parts: shapedParts('fftconvolve', 'in1', product), shape: [...product.shape] };
}

/** The block length that costs least an output sample, for a filter of `m` taps and a signal of `n` samples. */
function blockLength(n: number, m: number): number {
  let best = nextFastLen(n + m - 1, { real: true });
  let least = Math.ceil(n / best) * best * Math.log2(best + 1);
  for (
    let length = nextFastLen(2 * m, { real: true });
    length < n + m - 1;
    length = nextFastLen(2 * length, { real: true })
  ) {
    const cost = Math.ceil(n / (length - m + 1)) * length * Math.log2(length);
    if (cost < least) [best, least] = [length, cost];
  }
  return best;
}

/** Overlap and add: the full convolution of a long vector with a short one. */
function inBlocks(x: Float64Array, h: Float64Array): Float64Array {
  const [long, short] = x.length >= h.length ? [x, h] : [h, x];
  const [n, m] = [long.length, short.length];
  const length = blockLength(n, m);
  if (length >= n + m - 1) return vectors(long, short);
  const step = length - m + 1;
  const spectrum = transformReal(short, 1, length);
  const y = fresh(n + m - 1).fill(0);
  // So many blocks at a time as stay in the cache.
  const together = Math.max(1, Math.floor(2 ** 16 / length));
  for (let from = 0; from < n; from += together * step) {
    const count = Math.min(together, Math.ceil((n - from) / step));
    const blocks = new Float64Array(count * length);
    for (let k = 0; k < count; k++) {
      blocks.set(long.subarray(from + k * step, Math.min(n, from + (k + 1) * step)), k * length);
    }
    const spectra = transformReal(blocks, count, length);
    multiplyPairs(spectra, spectrum);
    const parts = inverseReal(spectra, count, length);
    for (let k = 0; k < count; k++) {
      const at = from + k * step;
      const end = Math.min(length, n + m - 1 - at);
      for (let i = 0; i < end; i++) y[at + i]! += parts[k * length + i]!;
    }
  }
  return y;
}

/**
 * The convolution of two arrays by overlap and add: fast where one is much longer than the other.
 *
 * @param in1 - the first operand
 * @param in2 - the second operand, of as many axes
 * @returns the convolution
 * @throws ValueError for different dimensions, unknown modes, or where `'valid'` does not apply
 * @example
 * oaconvolve(np.ones(100000), np.ones(51), { mode: 'same' }).size; // 100000
 */
export function oaconvolve(in1: ArrayLike, in2: ArrayLike, options: FftconvolveOptions = {}): NDArray {
  const ready = prepared('oaconvolve', in1, in2, options);
  if (!ready) return realArray(new Float64Array(0)) as NDArray;
  const { a, b, axes, mode } = ready;
  return finish(ready, in1, in2, 'oaconvolve', () => {
    const last = a.shape.length - 1;
    const rowsAlike = a.shape.every((n, k) => k === last || n === b.shape[k] || sizeOf(b.shape) === b.shape[last]);
    if (axes.length !== 1 || axes[0] !== last || !rowsAlike) return fourierConvolution(a, b, mode, axes);
    const [n, m] = [a.shape[last]!, b.shape[last]!];
    const rows = a.re.length / n;
    const one = sizeOf(b.shape) === m;
    const width = n + m - 1;
    const parts = byParts(a, b, (x, h) => {
      const y = fresh(rows * width);
      for (let row = 0; row < rows; row++) {
        const taps = one ? h : h.subarray(row * m, (row + 1) * m);
        y.set(inBlocks(x.subarray(row * n, (row + 1) * n), taps), row * width);
      }
      return y;
    });
    const lead = broadcastShapes(a.shape.slice(0, last), b.shape.slice(0, last));
    return cropped(parts, [...lead, width], a.shape, b.shape, mode, axes);
  });
}
