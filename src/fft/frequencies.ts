/** The frequencies of a spectrum and its order: fftfreq, rfftfreq, fftshift, ifftshift. */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { emptyArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import { normalizeAxis } from '../core/shape.js';
import { integerList } from '../ops/integerArguments.js';
import { roll } from '../ops/rearrangement.js';

/** Options of `fftfreq` and `rfftfreq`. */
export interface FrequencyOptions {
  /** The time or distance between samples, 1 by default. */
  d?: number;
}

function spacing(functionName: string, n: unknown, d: number | FrequencyOptions): number {
  if (typeof d !== 'number') checkOptions(functionName, d, ['d']);
  if (typeof n !== 'number' || !Number.isInteger(n)) {
    throw new DTypeError(`${functionName}: n should be an integer, got ${describe(n)}`);
  }
  const value = typeof d === 'number' ? d : (d.d ?? 1);
  if (typeof value !== 'number') {
    throw new DTypeError(`${functionName}: d must be a number, got ${describe(value)}`);
  }
  if (n <= 0) throw new ValueError(`${functionName}: n must be at least 1, got ${n}`);
  if (value === 0) throw new ValueError(`${functionName}: d must not be zero`);
  return value;
}

/**
 * The frequencies of the numbers that `fft` gives, in cycles per unit of the sample spacing: those from 0 up first, then the
 * negative ones.
 *
 * @param n - the length of the transform
 * @param d - the spacing of the samples, 1 by default; or `{ d }`
 * @returns n frequencies
 * @throws DTypeError if n is no integer, ValueError if it is below 1 or d is 0
 * @example
 * fft.fftfreq(4, 0.5).toArray(); // [0, 0.5, -1, -0.5]
 */
export function fftfreq(n: number, d: number | FrequencyOptions = 1): NDArray<'float64'> {
  const step = 1 / (n * spacing('fftfreq', n, d));
  const result = emptyArray(DTYPES.float64, [n]);
  const positive = Math.floor((n - 1) / 2) + 1;
  for (let k = 0; k < n; k++) result.storage[k] = (k < positive ? k : k - n) * step;
  return result;
}

/**
 * The frequencies of the numbers that `rfft` gives: 0 to the Nyquist frequency, which is positive here.
 *
 * @param n - the length of the real input
 * @param d - the spacing of the samples, 1 by default; or `{ d }`
 * @returns n / 2 + 1 frequencies
 * @throws DTypeError if n is no integer, ValueError if it is below 1 or d is 0
 * @example
 * fft.rfftfreq(4, 0.5).toArray(); // [0, 0.5, 1]
 */
export function rfftfreq(n: number, d: number | FrequencyOptions = 1): NDArray<'float64'> {
  const step = 1 / (n * spacing('rfftfreq', n, d));
  const length = Math.floor(n / 2) + 1;
  const result = emptyArray(DTYPES.float64, [length]);
  for (let k = 0; k < length; k++) result.storage[k] = k * step;
  return result;
}

/** Options of `fftshift` and `ifftshift`. */
export interface ShiftOptions {
  /** The axes to shift, all by default. */
  axes?: number | readonly number[] | null;
}

function shifted(functionName: string, x: ArrayLike, options: ShiftOptions, back: boolean): NDArray {
  checkOptions(functionName, options, ['axes']);
  const array = asNDArray(functionName, x);
  const { axes } = options;
  const listed =
    axes === undefined || axes === null
      ? array.shape.map((_, k) => k)
      : integerList(functionName, 'axes', axes).map((axis) => normalizeAxis(functionName, axis, array.ndim));
  const shifts = listed.map((axis) => {
    const half = Math.floor(array.shape[axis]! / 2);
    return back ? -half : half;
  });
  return roll(array, listed.length === 0 ? [0] : shifts, { axis: listed.length === 0 ? null : listed }) as NDArray;
}

/**
 * The spectrum with frequency 0 in the middle.
 *
 * @param x - array_like
 * @param options - `axes`: which to shift, all by default
 * @returns a shifted copy
 * @throws AxisError when an axis is out of bounds
 * @example
 * fft.fftshift([0, 1, 2, -2, -1]).toArray(); // [-2, -1, 0, 1, 2]
 */
export function fftshift<A extends ArrayLike>(x: A, options: ShiftOptions = {}): ArrayOf<DTypeOf<A>> {
  return shifted('fftshift', x, options, false) as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * The inverse of `fftshift`; for odd lengths they differ by one place.
 *
 * @param x - array_like
 * @param options - `axes`: which to shift, all by default
 * @returns a shifted copy
 * @throws AxisError when an axis is out of bounds
 * @example
 * fft.ifftshift([-2, -1, 0, 1, 2]).toArray(); // [0, 1, 2, -2, -1]
 */
export function ifftshift<A extends ArrayLike>(x: A, options: ShiftOptions = {}): ArrayOf<DTypeOf<A>> {
  return shifted('ifftshift', x, options, true) as unknown as ArrayOf<DTypeOf<A>>;
}
