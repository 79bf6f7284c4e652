/** Fourier transforms of real input, and those of Hermitian symmetric input, which are real. */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { ValueError, checkOptions } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { lengthAlong, lengthsAlong, mustBeReal, normFactor } from './arguments.js';
import { AXES_OPTIONS, AXIS_OPTIONS, type FftOptions, type FftnOptions } from './complex.js';
import { complexInfo, realInfo, type ComplexOf, type RealOf } from './dtypes.js';
import { hermitianTransform, realTransform, type Call } from './transform.js';
import { mayShare } from './workers.js';

type Spectrum<A> = ArrayOf<ComplexOf<DTypeOf<A>>>;
type Signal<A> = ArrayOf<RealOf<DTypeOf<A>>>;

/** Is it over one axis, the last two, or all? */
type Extent = 1 | 2 | 'n';

/** From n / 2 + 1 numbers to n, for even n. */
const doubled = (length: number): number => 2 * (length - 1);

function extentOf(
  functionName: string,
  array: NDArray,
  options: FftOptions & FftnOptions,
  extent: Extent,
  defaultLength?: (length: number) => number,
): { axes: readonly number[]; lengths: readonly number[] } {
  checkOptions(functionName, options, extent === 1 ? AXIS_OPTIONS : AXES_OPTIONS);
  if (extent === 1) {
    const { axis, n } = lengthAlong(functionName, array, options, defaultLength);
    return { axes: [axis], lengths: [n] };
  }
  const found = lengthsAlong(functionName, array, options, extent === 2 ? [-2, -1] : undefined, defaultLength);
  if (found.axes.length === 0) throw new ValueError(`${functionName}: at least 1 axis must be transformed`);
  return found;
}

function callOf(functionName: string, options: FftOptions): Call {
  return {
    functionName,
    out: options.out,
    overwrite: options.overwriteX === true,
    share: mayShare(functionName, options.workers),
  };
}

const points = (lengths: readonly number[]): number => lengths.reduce((product, n) => product * n, 1);

/** Real input: rfft (exponent -) or ihfft (exponent +). */
function fromReal(functionName: string, a: ArrayLike, options: FftOptions, extent: Extent, inverse: boolean): NDArray {
  const array = asNDArray(functionName, a);
  mustBeReal(functionName, array);
  const { axes, lengths } = extentOf(functionName, array, options, extent);
  const scale = normFactor(functionName, options.norm, inverse, points(lengths));
  const info = complexInfo(array.info);
  return realTransform(callOf(functionName, options), array, axes, lengths, inverse, scale, info);
}

/** Real result: irfft (exponent +) or hfft (exponent -). */
function toReal(functionName: string, a: ArrayLike, options: FftOptions, extent: Extent, inverse: boolean): NDArray {
  const array = asNDArray(functionName, a);
  const { axes, lengths } = extentOf(functionName, array, options, extent, doubled);
  const scale = normFactor(functionName, options.norm, inverse, points(lengths));
  const [complex, real] = [complexInfo(array.info), realInfo(array.info)];
  return hermitianTransform(callOf(functionName, options), array, axes, lengths, inverse, scale, complex, real);
}

/**
 * The discrete Fourier transform of real input along one axis.
 *
 * The numbers 0 to n/2 of the spectrum; the rest are their conjugates.
 *
 * @param a - array_like, real
 * @param options - `n`, `axis` (last), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16 and float32, else complex128
 * @throws DTypeError for complex input, ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.rfft([1, 2, 3, 4]).shape; // [3]
 */
export function rfft<A extends ArrayLike>(a: A, options: FftOptions = {}): Spectrum<A> {
  return fromReal('rfft', a, options, 1, false) as unknown as Spectrum<A>;
}

/**
 * The inverse of `rfft`.
 *
 * Without `n` the result has even length 2 (m - 1), for m numbers along the axis: give `n` for odd lengths.
 *
 * @param a - array_like, real or complex: the half of the spectrum that determines it
 * @param options - `n`, `axis` (last), `norm`, `out`, `overwriteX`, `workers`
 * @returns float32 for float16, float32 and complex64, else float64
 * @throws ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.irfft(fft.rfft([1, 2, 3]), { n: 3 }).toArray(); // [1, 2, 3]
 */
export function irfft<A extends ArrayLike>(a: A, options: FftOptions = {}): Signal<A> {
  return toReal('irfft', a, options, 1, true) as unknown as Signal<A>;
}

/**
 * The discrete Fourier transform of real input over two axes.
 *
 * Halved is the last of the axes.
 *
 * @param a - array_like, real
 * @param options - `s`, `axes` (the last two), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16 and float32, else complex128
 * @throws DTypeError for complex input, ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.rfft2(np.ones([4, 4])).shape; // [4, 3]
 */
export function rfft2<A extends ArrayLike>(a: A, options: FftnOptions = {}): Spectrum<A> {
  return fromReal('rfft2', a, options, 2, false) as unknown as Spectrum<A>;
}

/**
 * The inverse of `rfft2`.
 *
 * Along the last axis the length is 2 (m - 1) unless `s` says otherwise.
 *
 * @param a - array_like, real or complex: the half of the spectrum that determines it
 * @param options - `s`, `axes` (the last two), `norm`, `out`, `overwriteX`, `workers`
 * @returns float32 for float16, float32 and complex64, else float64
 * @throws ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.irfft2(fft.rfft2(np.ones([4, 4]))).shape; // [4, 4]
 */
export function irfft2<A extends ArrayLike>(a: A, options: FftnOptions = {}): Signal<A> {
  return toReal('irfft2', a, options, 2, true) as unknown as Signal<A>;
}

/**
 * The discrete Fourier transform of real input over several axes.
 *
 * Halved is the last of the axes.
 *
 * @param a - array_like, real
 * @param options - `s`, `axes` (all), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16 and float32, else complex128
 * @throws DTypeError for complex input, ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.rfftn(np.ones([2, 4, 6])).shape; // [2, 4, 4]
 */
export function rfftn<A extends ArrayLike>(a: A, options: FftnOptions = {}): Spectrum<A> {
  return fromReal('rfftn', a, options, 'n', false) as unknown as Spectrum<A>;
}

/**
 * The inverse of `rfftn`.
 *
 * Along the last axis the length is 2 (m - 1) unless `s` says otherwise.
 *
 * @param a - array_like, real or complex: the half of the spectrum that determines it
 * @param options - `s`, `axes` (all), `norm`, `out`, `overwriteX`, `workers`
 * @returns float32 for float16, float32 and complex64, else float64
 * @throws ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.irfftn(fft.rfftn(np.ones([2, 4, 6]))).shape; // [2, 4, 6]
 */
export function irfftn<A extends ArrayLike>(a: A, options: FftnOptions = {}): Signal<A> {
  return toReal('irfftn', a, options, 'n', true) as unknown as Signal<A>;
}

/**
 * The real transform of Hermitian symmetric input along one axis, of which the first half is given.
 *
 * Without `n` the result has even length 2 (m - 1).
 *
 * @param a - array_like, real or complex: the half of the spectrum that determines it
 * @param options - `n`, `axis` (last), `norm`, `out`, `overwriteX`, `workers`
 * @returns float32 for float16, float32 and complex64, else float64
 * @throws ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.hfft([1, 2, 3]).shape; // [4]
 */
export function hfft<A extends ArrayLike>(a: A, options: FftOptions = {}): Signal<A> {
  return toReal('hfft', a, options, 1, false) as unknown as Signal<A>;
}

/**
 * The inverse of `hfft`: half of a Hermitian symmetric signal from its real spectrum.
 *
 * The numbers 0 to n/2; the rest are their conjugates.
 *
 * @param a - array_like, real
 * @param options - `n`, `axis` (last), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16 and float32, else complex128
 * @throws DTypeError for complex input, ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.ihfft([1, 2, 3, 4]).shape; // [3]
 */
export function ihfft<A extends ArrayLike>(a: A, options: FftOptions = {}): Spectrum<A> {
  return fromReal('ihfft', a, options, 1, true) as unknown as Spectrum<A>;
}

/**
 * The real transform of Hermitian symmetric input over two axes.
 *
 * Along the last axis the length is 2 (m - 1) unless `s` says otherwise.
 *
 * @param a - array_like, real or complex: the half of the spectrum that determines it
 * @param options - `s`, `axes` (the last two), `norm`, `out`, `overwriteX`, `workers`
 * @returns float32 for float16, float32 and complex64, else float64
 * @throws ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.hfft2(np.ones([4, 3])).shape; // [4, 4]
 */
export function hfft2<A extends ArrayLike>(a: A, options: FftnOptions = {}): Signal<A> {
  return toReal('hfft2', a, options, 2, false) as unknown as Signal<A>;
}

/**
 * The inverse of `hfft2`.
 *
 * Halved is the last of the axes.
 *
 * @param a - array_like, real
 * @param options - `s`, `axes` (the last two), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16 and float32, else complex128
 * @throws DTypeError for complex input, ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.ihfft2(np.ones([4, 4])).shape; // [4, 3]
 */
export function ihfft2<A extends ArrayLike>(a: A, options: FftnOptions = {}): Spectrum<A> {
  return fromReal('ihfft2', a, options, 2, true) as unknown as Spectrum<A>;
}

/**
 * The real transform of Hermitian symmetric input over several axes.
 *
 * Along the last axis the length is 2 (m - 1) unless `s` says otherwise.
 *
 * @param a - array_like, real or complex: the half of the spectrum that determines it
 * @param options - `s`, `axes` (all), `norm`, `out`, `overwriteX`, `workers`
 * @returns float32 for float16, float32 and complex64, else float64
 * @throws ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.hfftn(np.ones([2, 4, 3])).shape; // [2, 4, 4]
 */
export function hfftn<A extends ArrayLike>(a: A, options: FftnOptions = {}): Signal<A> {
  return toReal('hfftn', a, options, 'n', false) as unknown as Signal<A>;
}

/**
 * The inverse of `hfftn`.
 *
 * Halved is the last of the axes.
 *
 * @param a - array_like, real
 * @param options - `s`, `axes` (all), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16 and float32, else complex128
 * @throws DTypeError for complex input, ValueError for lengths below 1 or an unknown norm, AxisError when an axis is out of bounds
 * @example
 * fft.ihfftn(np.ones([2, 4, 4])).shape; // [2, 4, 3]
 */
export function ihfftn<A extends ArrayLike>(a: A, options: FftnOptions = {}): Spectrum<A> {
  return fromReal('ihfftn', a, options, 'n', true) as unknown as Spectrum<A>;
}
