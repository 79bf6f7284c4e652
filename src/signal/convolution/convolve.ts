/** Convolution and correlation of arrays: by definition, by Fourier transforms, or by whichever is faster. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { promoteInfo } from '../../core/promotion.js';
import { sizeOf } from '../../core/shape.js';
import { copyAs } from '../../ops/creation.js';
import { fresh, partsArray, realArray, shapedParts, type Parts, type Reals, type ShapedParts } from '../values.js';
import { convolveDirect, convolveDirectAll } from './direct.js';
import { fourierConvolution } from './fourier.js';
import { checkMode, inMode, secondIsLarger, type ConvolutionMode } from './sizes.js';

/** How a convolution is computed. */
export type ConvolutionMethod = 'auto' | 'direct' | 'fft';

/** Options of `convolve` and `correlate`. */
export interface ConvolveOptions {
  /** All of it (`'full'`, the default), as large as the first operand, or what needs no zeros outside. */
  mode?: ConvolutionMode;
  /** `'auto'` (the default) takes what is faster. */
  method?: ConvolutionMethod;
}

/** What two operands of a convolution have in common. */
interface Operands {
  readonly a: ShapedParts;
  readonly b: ShapedParts;
  /** The dtype of the result. */
  readonly info: DTypeInfo;
}

const isWhole = (info: DTypeInfo): boolean => info.kind === 'i' || info.kind === 'u' || info.kind === 'b';

/** Both operands by parts and the dtype of the result. */
export function operandsOf(functionName: string, in1: ArrayLike, in2: ArrayLike): Operands {
  const a = asNDArray(functionName, in1);
  const b = asNDArray(functionName, in2);
  if (a.ndim !== b.ndim) {
    throw new ValueError(
      `${functionName}: volume and kernel should have the same dimensionality, got shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}`,
    );
  }
  return {
    a: shapedParts(functionName, 'in1', a),
    b: shapedParts(functionName, 'in2', b),
    info: promoteInfo(a.info, b.info),
  };
}

/** A result in the dtype of the operands: whole numbers are rounded. */
export function inDType(values: Parts, shape: readonly number[], info: DTypeInfo): NDArray {
  const whole = isWhole(info) && !values.im;
  if (whole) for (let i = 0; i < values.re.length; i++) values.re[i] = Math.round(values.re[i]!);
  const result = partsArray(values, shape) as NDArray;
  if (whole) return copyAs(result, info);
  return info.name === 'float32' || info.name === 'complex64' || info.name === 'float16'
    ? copyAs(result, info)
    : result;
}

/** A bilinear operation on complex operands in terms of one on real ones. */
export function byParts(a: Parts, b: Parts, f: (x: Float64Array, y: Float64Array) => Float64Array): Parts {
  const re = f(a.re, b.re);
  if (!a.im && !b.im) return { re, im: null };
  const im = new Float64Array(re.length);
  const add = (to: Float64Array, from: Float64Array, sign: number): void => {
    for (let i = 0; i < to.length; i++) to[i]! += sign * from[i]!;
  };
  if (a.im && b.im) add(re, f(a.im, b.im), -1);
  if (b.im) add(im, f(a.re, b.im), 1);
  if (a.im) add(im, f(a.im, b.re), 1);
  return { re, im };
}

/** Convolution by definition: of vectors, or of arrays over all axes. */
function direct(a: ShapedParts, b: ShapedParts): Parts {
  if (a.shape.length <= 1) return byParts(a, b, convolveDirect);
  return byParts(a, b, (x, y) => convolveDirectAll(x, a.shape, y, b.shape));
}

/** Nanoseconds that either way takes, roughly. */
function costs(a: readonly number[], b: readonly number[], complex: boolean): { direct: number; fft: number } {
  const products = sizeOf(a) * sizeOf(b);
  const full = sizeOf(a.map((n, k) => n + b[k]! - 1));
  const lines = a.length > 1 ? sizeOf(a.slice(0, -1)) * sizeOf(b.slice(0, -1)) : 1;
  return {
    direct: (complex ? 4 : 1) * (0.4 * products + 15 * lines) + 500,
    fft: (complex ? 2 : 1) * full * (6 + 2.5 * Math.log2(full + 1)) + 15000,
  };
}

function isTooLarge(a: ShapedParts, b: ShapedParts): boolean {
  const top = (p: ShapedParts): number => p.re.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
  return top(a) * top(b) * Math.min(a.re.length, b.re.length) > 2 ** 52;
}

/** Options of `chooseConvMethod`. */
export interface ChooseConvMethodOptions {
  /** The mode of the convolution. Default `'full'`. */
  mode?: ConvolutionMode;
  /** Time both ways, and give the times too? Default false: an estimate. */
  measure?: boolean;
}

/**
 * Which way of convolution is faster.
 *
 * @param in1 - the first operand
 * @param in2 - the second operand
 * @returns `'fft'` or `'direct'`; with `measure` a pair of that and the seconds that either takes
 * @throws ValueError when the operands differ in dimensions
 * @example
 * chooseConvMethod(np.ones(10), np.ones(3)); // 'direct'
 */
export function chooseConvMethod(
  in1: ArrayLike,
  in2: ArrayLike,
  options: ChooseConvMethodOptions & { measure: true },
): ['fft' | 'direct', { fft: number; direct: number }];
export function chooseConvMethod(
  in1: ArrayLike,
  in2: ArrayLike,
  options?: ChooseConvMethodOptions & { measure?: false },
): 'fft' | 'direct';
export function chooseConvMethod(in1: ArrayLike, in2: ArrayLike, options: ChooseConvMethodOptions = {}): unknown {
  checkOptions('chooseConvMethod', options, ['mode', 'measure']);
  const mode = checkMode('chooseConvMethod', options.mode ?? 'full');
  const { a, b, info } = operandsOf('chooseConvMethod', in1, in2);
  if (options.measure) {
    const timed = (method: 'fft' | 'direct'): number => {
      const start = performance.now();
      convolve(in1, in2, { mode, method });
      return (performance.now() - start) / 1000;
    };
    const times = { fft: timed('fft'), direct: timed('direct') };
    return [times.fft < times.direct ? 'fft' : 'direct', times];
  }
  return chosen(a, b, info);
}

function chosen(a: ShapedParts, b: ShapedParts, info: DTypeInfo): 'fft' | 'direct' {
  const cost = costs(a.shape, b.shape, a.im !== null || b.im !== null);
  if (cost.direct <= cost.fft) return 'direct';
  // Fourier transforms give whole numbers back exactly only while these are small.
  if (isWhole(info) && isTooLarge(a, b)) return 'direct';
  return 'fft';
}

function convolution(functionName: string, { a, b, info }: Operands, options: ConvolveOptions): NDArray {
  const mode = checkMode(functionName, options.mode ?? 'full');
  const { method = 'auto' } = options;
  if (method !== 'auto' && method !== 'direct' && method !== 'fft') {
    throw new ValueError(
      `${functionName}: Acceptable method flags are 'auto', 'direct', or 'fft', got ${describe(method)}.`,
    );
  }
  if (a.shape.length === 0)
    return inDType(
      byParts(a, b, (x, y) => Float64Array.of(x[0]! * y[0]!)),
      [],
      info,
    );
  if (a.re.length === 0 || b.re.length === 0) return realArray(new Float64Array(0)) as NDArray;
  const [x, y] = secondIsLarger(functionName, mode, a.shape, b.shape) ? [b, a] : [a, b];
  const way = method === 'auto' ? chosen(x, y, info) : method;
  if (way === 'fft') {
    const { parts, shape } = fourierConvolution(x, y, mode);
    return inDType(parts, shape, info);
  }
  const full = direct(x, y);
  const { values, shape } = inMode(full.re, mode, x.shape, y.shape);
  const im = full.im ? inMode(full.im, mode, x.shape, y.shape).values : null;
  return inDType({ re: values, im }, shape, info);
}

/**
 * The convolution of two arrays.
 *
 * @param in1 - the first operand
 * @param in2 - the second operand, of as many axes
 * @returns the convolution, in the dtype in which both meet
 * @throws ValueError for different dimensions, unknown modes or methods, or where `'valid'` does not apply
 * @example
 * convolve([1, 2, 3], [0, 1, 0.5]).toArray(); // [0, 1, 2.5, 4, 1.5]
 */
export function convolve(in1: ArrayLike, in2: ArrayLike, options: ConvolveOptions = {}): NDArray {
  checkOptions('convolve', options, ['mode', 'method']);
  return convolution('convolve', operandsOf('convolve', in1, in2), options);
}

/** An operand backwards along all axes, conjugated. */
export function turned(b: ShapedParts): ShapedParts {
  return { ...b, re: b.re.slice().reverse(), im: b.im ? b.im.map((x) => -x).reverse() : null };
}

/**
 * The correlation of two arrays: the convolution with the second one backwards and conjugated.
 *
 * @param in1 - the first operand
 * @param in2 - the second operand, of as many axes
 * @returns the correlation, in the dtype in which both meet
 * @throws ValueError for different dimensions, unknown modes or methods, or where `'valid'` does not apply
 * @example
 * correlate([1, 2, 3], [0, 1, 0.5]).toArray(); // [0.5, 2, 3.5, 3, 0]
 */
export function correlate(in1: ArrayLike, in2: ArrayLike, options: ConvolveOptions = {}): NDArray {
  checkOptions('correlate', options, ['mode', 'method']);
  const operands = operandsOf('correlate', in1, in2);
  return convolution('correlate', { ...operands, b: turned(operands.b) }, options);
}

/**
 * The lags that belong to the results of `correlate` of vectors.
 *
 * @param in1Len - the length of the first operand
 * @param in2Len - the length of the second operand
 * @returns the lags as whole numbers
 * @throws ValueError for an unknown mode
 * @example
 * correlationLags(3, 2).toArray(); // [-1, 0, 1, 2]
 */
export function correlationLags(
  in1Len: number,
  in2Len: number,
  options: { mode?: ConvolutionMode } = {},
): NDArray<'int32'> {
  checkOptions('correlationLags', options, ['mode']);
  const mode = checkMode('correlationLags', options.mode ?? 'full');
  let first = 1 - in2Len;
  let count = in1Len + in2Len - 1;
  if (mode === 'same') {
    first += Math.floor((count - in1Len) / 2);
    count = in1Len;
  } else if (mode === 'valid') {
    const bound = in1Len - in2Len;
    first = Math.min(0, bound);
    count = Math.abs(bound) + 1;
  }
  return copyAs(realArray(Float64Array.from({ length: count }, (_, i) => first + i)), DTYPES.int32);
}

/**
 * The quotient and the remainder of two polynomials, seen as a signal and what it was convolved with.
 *
 * @param signal - the signal
 * @param divisor - what it was convolved with
 * @returns `[quotient, remainder]`: `signal = convolve(divisor, quotient) + remainder`
 * @throws ValueError when the divisor begins with 0
 * @example
 * const [quotient] = deconvolve([0, 1, 2.5, 4, 1.5], [1, 2, 3]);
 * quotient.toArray(); // [0, 1, 0.5]
 */
export function deconvolve(signal: ArrayLike, divisor: ArrayLike): [quotient: Reals, remainder: Reals] {
  const num = vector('signal', signal);
  const den = vector('divisor', divisor);
  const [n, m] = [num.length, den.length];
  if (m === 0 || den[0] === 0) throw new ValueError('deconvolve: divisor must begin with a number that is not 0');
  if (m > n) return [realArray(new Float64Array(0)), realArray(num.slice())];
  const quotient = fresh(n - m + 1);
  const rest = num.slice();
  for (let i = 0; i < quotient.length; i++) {
    const q = rest[i]! / den[0]!;
    quotient[i] = q;
    for (let k = 1; k < m; k++) rest[i + k]! -= q * den[k]!;
  }
  const product = convolveDirect(den, quotient);
  return [realArray(quotient), realArray(num.map((x, i) => x - product[i]!))];
}

function vector(name: string, value: ArrayLike): Float64Array {
  const p = shapedParts('deconvolve', name, value);
  if (p.shape.length > 1) throw new ValueError(`deconvolve: ${name} must be 1-D, got shape ${shapeText(p.shape)}`);
  if (p.im) throw new ValueError(`deconvolve: ${name} must be real`);
  return p.re;
}
