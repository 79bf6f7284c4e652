/** The arguments that transforms share: n, axis, s, axes and norm, checked in NumPy's and SciPy's words. */
import { AxisError, DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { normalizeAxis } from '../core/shape.js';
import { integerArgument, integerList } from '../ops/integerArguments.js';

/** Where the factor 1/n goes: to the inverse, half and half, or to the forward transform. */
export type Norm = 'backward' | 'ortho' | 'forward';

/** Options of every transform. */
export interface CommonOptions {
  /** Where the factor 1/n goes; `'backward'` (to the inverse) by default. */
  norm?: Norm | null;
  /** May the memory of the input be used for the result? Default false. */
  overwriteX?: boolean;
  /** How many threads may compute: 1 keeps the transform on the calling one. */
  workers?: number | null;
}

/** Options of transforms along one axis. */
export interface AxisOptions extends CommonOptions {
  /** The length; longer input is cut off, shorter filled up with zeros. */
  n?: number | null;
  /** The axis, the last by default. */
  axis?: number;
}

/** Options of transforms over several axes. */
export interface AxesOptions extends CommonOptions {
  /** The length along each axis; -1 leaves it. */
  s?: number | readonly number[] | null;
  /** The axes; by default all, or the last ones if `s` is given. */
  axes?: number | readonly number[] | null;
}

export const COMMON_OPTIONS = ['norm', 'overwriteX', 'workers', 'out'] as const;

/** The factor of a transform of `n` points. */
export function normFactor(functionName: string, norm: unknown, inverse: boolean, n: number): number {
  if (norm === undefined || norm === null || norm === 'backward') return inverse ? 1 / n : 1;
  if (norm === 'ortho') return 1 / Math.sqrt(n);
  if (norm === 'forward') return inverse ? 1 : 1 / n;
  throw new ValueError(
    `${functionName}: Invalid norm value ${describe(norm)}; should be "backward", "ortho" or "forward".`,
  );
}

/** A length, at least 1. */
export function checkLength(functionName: string, n: unknown): number {
  const length = integerArgument(functionName, 'n', n);
  if (length < 1) throw new ValueError(`${functionName}: Invalid number of FFT data points (${length}) specified.`);
  return length;
}

/** The axis of a one-dimensional transform and its length, which is `defaultLength` of the axis' own if not given. */
export function lengthAlong(
  functionName: string,
  a: NDArray,
  options: AxisOptions,
  defaultLength: (length: number) => number = (length) => length,
): { axis: number; n: number } {
  if (a.ndim === 0) {
    throw new AxisError(`${functionName}: axis ${options.axis ?? -1} is out of bounds for array of dimension 0`);
  }
  const axis = normalizeAxis(functionName, options.axis ?? -1, a.ndim);
  return { axis, n: checkLength(functionName, options.n ?? defaultLength(a.shape[axis]!)) };
}

/**
 * The axes of a transform over several, and the length along each.
 *
 * @param fallback - the axes if none are given
 */
export function lengthsAlong(
  functionName: string,
  a: NDArray,
  options: AxesOptions,
  fallback?: readonly number[],
  lastLength?: (length: number) => number,
): { axes: number[]; lengths: number[] } {
  const { s } = options;
  const wanted = options.axes ?? fallback;
  const given = s === undefined || s === null ? undefined : integerList(functionName, 's', s);
  const { ndim } = a;
  if (given && (wanted === undefined || wanted === null) && given.length > ndim) {
    throw new ValueError(
      `${functionName}: shape requires more axes than are present: s has ${given.length}, the array ${ndim}`,
    );
  }
  const listed =
    wanted === undefined || wanted === null
      ? Array.from({ length: given?.length ?? ndim }, (_, k) => ndim - (given?.length ?? ndim) + k)
      : integerList(functionName, 'axes', wanted);
  const axes = listed.map((axis) => normalizeAxis(functionName, axis, ndim));
  if (new Set(axes).size !== axes.length) {
    throw new ValueError(`${functionName}: all axes must be unique, got ${describe(listed)}`);
  }
  if (given && given.length !== axes.length) {
    throw new ValueError(`${functionName}: Shape and axes have different lengths: ${given.length} and ${axes.length}.`);
  }
  const lengths = axes.map((axis, k) => {
    const own = a.shape[axis]!;
    const last = k === axes.length - 1;
    if (given && given[k] !== -1) return given[k]!;
    return last && lastLength && !given ? lastLength(own) : own;
  });
  if (lengths.some((n) => n < 1)) {
    const bad = lengths.find((n) => n < 1)!;
    throw new ValueError(
      `${functionName}: Invalid number of FFT data points (${bad}) specified in ${shapeText(lengths)}.`,
    );
  }
  return { axes, lengths };
}

/** Complains of complex input. */
export function mustBeReal(functionName: string, a: NDArray): void {
  if (a.info.kind === 'c') {
    throw new DTypeError(`${functionName}: x must be a real sequence, got ${describe(a)} of dtype ${a.dtype}`);
  }
}
