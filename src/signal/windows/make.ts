/** What all windows share: their length and symmetry are checked here, one element more is computed for periodic ones. */
import { DTypeError, ValueError, checkOptions, describe } from '../../core/errors.js';
import { realArray, type Reals } from '../values.js';

/** Options of every window. */
export interface WindowOptions {
  /** Symmetric, for filter design (the default); false for a periodic one, for spectra. */
  sym?: boolean;
}

/** The largest part of a window that is no option: how many points it has. */
function checkPoints(functionName: string, M: unknown): number {
  if (typeof M !== 'number') throw new DTypeError(`${functionName}: M must be an integer, got ${describe(M)}`);
  if (!Number.isInteger(M) || M < 0) {
    throw new ValueError(`${functionName}: Window length M must be a non-negative integer, got ${M}`);
  }
  return M;
}

/**
 * A window of `M` points.
 *
 * @param functionName - for messages
 * @param M - how many points
 * @param options - the caller's
 * @param shape - gives the values of the symmetric window of so many points, at least 2
 * @param known - names of options beside `sym`
 */
export function makeWindow(
  functionName: string,
  M: number,
  options: WindowOptions,
  shape: (points: number) => Float64Array,
  known: readonly string[] = [],
): Reals {
  checkOptions(functionName, options, [...known, 'sym']);
  return realArray(windowValues(functionName, M, options.sym ?? true, shape));
}

/** The same as plain numbers. */
export function windowValues(
  functionName: string,
  M: number,
  sym: boolean,
  shape: (points: number) => Float64Array,
): Float64Array {
  const points = checkPoints(functionName, M);
  if (points <= 1) return new Float64Array(points).fill(1);
  return sym ? shape(points) : shape(points + 1).slice(0, points);
}

/** A window of values by position: `f(n, points - 1)`. */
export function byPosition(points: number, f: (n: number, last: number) => number): Float64Array {
  const w = new Float64Array(points);
  for (let n = 0; n < points; n++) w[n] = f(n, points - 1);
  return w;
}

/** A window that is the same read backwards; only its first half is computed. */
export function mirrored(points: number, f: (n: number, last: number) => number): Float64Array {
  const w = new Float64Array(points);
  for (let n = 0; 2 * n < points; n++) w[n] = w[points - 1 - n] = f(n, points - 1);
  return w;
}

/** A number that a window's shape depends on. */
export function shapeNumber(functionName: string, name: string, value: unknown): number {
  if (typeof value !== 'number')
    throw new DTypeError(`${functionName}: ${name} must be a number, got ${describe(value)}`);
  return value;
}
