/** Complex Fourier transforms: fft, ifft and their forms over two and more axes. */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import {
  COMMON_OPTIONS,
  lengthAlong,
  lengthsAlong,
  normFactor,
  type AxesOptions,
  type AxisOptions,
} from './arguments.js';
import { complexInfo, type ComplexOf } from './dtypes.js';
import { complexTransform } from './transform.js';
import { mayShare } from './workers.js';

/** Options of `fft` and `ifft`. */
export interface FftOptions extends AxisOptions {
  /** Write the result here: an array of the result's shape. */
  out?: NDArray | null;
}

/** Options of `fft2`, `ifft2`, `fftn` and `ifftn`. */
export interface FftnOptions extends AxesOptions {
  /** Write the result here: an array of the result's shape. */
  out?: NDArray | null;
}

export const AXIS_OPTIONS = ['n', 'axis', ...COMMON_OPTIONS];
export const AXES_OPTIONS = ['s', 'axes', ...COMMON_OPTIONS];

type Spectrum<A> = ArrayOf<ComplexOf<DTypeOf<A>>>;

function along(functionName: string, a: ArrayLike, options: FftOptions, inverse: boolean): NDArray {
  checkOptions(functionName, options, AXIS_OPTIONS);
  const array = asNDArray(functionName, a);
  const { axis, n } = lengthAlong(functionName, array, options);
  const scale = normFactor(functionName, options.norm, inverse, n);
  const call = {
    functionName,
    out: options.out,
    overwrite: options.overwriteX === true,
    share: mayShare(functionName, options.workers),
  };
  return complexTransform(call, array, [axis], [n], inverse, scale, complexInfo(array.info));
}

function over(
  functionName: string,
  a: ArrayLike,
  options: FftnOptions,
  inverse: boolean,
  fallback?: readonly number[],
): NDArray {
  checkOptions(functionName, options, AXES_OPTIONS);
  const array = asNDArray(functionName, a);
  const { axes, lengths } = lengthsAlong(functionName, array, options, fallback);
  const points = lengths.reduce((product, n) => product * n, 1);
  const scale = normFactor(functionName, options.norm, inverse, points);
  const call = {
    functionName,
    out: options.out,
    overwrite: options.overwriteX === true,
    share: mayShare(functionName, options.workers),
  };
  return complexTransform(call, array, axes, lengths, inverse, scale, complexInfo(array.info));
}

/**
 * The discrete Fourier transform along one axis.
 *
 * `X[k] = sum over j of x[j] exp(-2 pi i j k / n)`. Any length takes O(n log n): radices 2 to 13 and other small primes, Bluestein
 * for large ones; or FFTW.
 *
 * @param a - array_like, real or complex
 * @param options - `n` (length), `axis` (last), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16, float32 and complex64, else complex128
 * @throws ValueError for n below 1 or an unknown norm, AxisError when the axis is out of bounds
 * @example
 * fft.fft([1, 0, -1, 0]).real.toArray(); // [0, 2, 0, 2]
 */
export function fft<A extends ArrayLike>(a: A, options: FftOptions = {}): Spectrum<A> {
  return along('fft', a, options, false) as unknown as Spectrum<A>;
}

/**
 * The inverse discrete Fourier transform along one axis.
 *
 * `x[j] = 1/n sum over k of X[k] exp(2 pi i j k / n)`.
 *
 * @param a - array_like, real or complex
 * @param options - `n` (length), `axis` (last), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16, float32 and complex64, else complex128
 * @throws ValueError for n below 1 or an unknown norm, AxisError when the axis is out of bounds
 * @example
 * fft.ifft(fft.fft([1, 2, 3])).item(1).re; // 2
 */
export function ifft<A extends ArrayLike>(a: A, options: FftOptions = {}): Spectrum<A> {
  return along('ifft', a, options, true) as unknown as Spectrum<A>;
}

/**
 * The discrete Fourier transform over two axes.
 *
 * @param a - array_like, real or complex of at least two axes
 * @param options - `s` (lengths), `axes` (the last two), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16, float32 and complex64, else complex128
 * @throws ValueError for lengths below 1, repeated axes, or `s` and `axes` of different length; AxisError for axes out of bounds
 * @example
 * fft.fft2([[1, 1], [1, 1]]).item(0, 0).re; // 4
 */
export function fft2<A extends ArrayLike>(a: A, options: FftnOptions = {}): Spectrum<A> {
  return over('fft2', a, options, false, [-2, -1]) as unknown as Spectrum<A>;
}

/**
 * The inverse discrete Fourier transform over two axes.
 *
 * @param a - array_like, real or complex of at least two axes
 * @param options - `s` (lengths), `axes` (the last two), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16, float32 and complex64, else complex128
 * @throws ValueError for lengths below 1, repeated axes, or `s` and `axes` of different length; AxisError for axes out of bounds
 * @example
 * fft.ifft2([[4, 0], [0, 0]]).item(1, 1).re; // 1
 */
export function ifft2<A extends ArrayLike>(a: A, options: FftnOptions = {}): Spectrum<A> {
  return over('ifft2', a, options, true, [-2, -1]) as unknown as Spectrum<A>;
}

/**
 * The discrete Fourier transform over several axes.
 *
 * @param a - array_like, real or complex
 * @param options - `s` (lengths), `axes` (all), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16, float32 and complex64, else complex128
 * @throws ValueError for lengths below 1, repeated axes, or `s` and `axes` of different length; AxisError for axes out of bounds
 * @example
 * fft.fftn(np.ones([2, 2, 2])).item(0, 0, 0).re; // 8
 */
export function fftn<A extends ArrayLike>(a: A, options: FftnOptions = {}): Spectrum<A> {
  return over('fftn', a, options, false) as unknown as Spectrum<A>;
}

/**
 * The inverse discrete Fourier transform over several axes.
 *
 * @param a - array_like, real or complex
 * @param options - `s` (lengths), `axes` (all), `norm`, `out`, `overwriteX`, `workers`
 * @returns complex64 for float16, float32 and complex64, else complex128
 * @throws ValueError for lengths below 1, repeated axes, or `s` and `axes` of different length; AxisError for axes out of bounds
 * @example
 * fft.ifftn(np.ones([2, 2, 2])).item(0, 0, 0).re; // 1
 */
export function ifftn<A extends ArrayLike>(a: A, options: FftnOptions = {}): Spectrum<A> {
  return over('ifftn', a, options, true) as unknown as Spectrum<A>;
}
