/** Derivatives of functions of several variables by finite differences: gradients of one value, Jacobians of many. */
import type { Mat } from '../dense/matrix.js';
import type { Vec } from '../dense/vector.js';
import { stepsAt, type DifferenceMethod, type StepOptions } from './steps.js';

/** The imaginary part of a function at `re + i * im`. */
export type ImaginaryPart = (re: Vec, im: Vec) => Vec;

/** The gradient of a scalar function; `f0` is its value at x. */
export function differenceGradient(
  fun: (x: Vec) => number,
  imaginary: ImaginaryPart,
  x: Vec,
  f0: number,
  method: DifferenceMethod,
  options: StepOptions,
): Vec {
  const n = x.length;
  const { h, oneSided } = stepsAt(x, method, options);
  const gradient = new Float64Array(n);
  const at = x.slice();
  for (let i = 0; i < n; i++) {
    const from = x[i]!;
    if (method === 'cs') {
      const im = new Float64Array(n);
      im[i] = h[i]!;
      gradient[i] = imaginary(x, im)[0]! / h[i]!;
      continue;
    }
    at[i] = from + h[i]!;
    // A variable that its bounds fix does not change.
    if (h[i] === 0) gradient[i] = 0;
    else if (method === '2-point') gradient[i] = (fun(at) - f0) / (at[i]! - from);
    else if (oneSided[i]) {
      const f1 = fun(at);
      at[i] = from + 2 * h[i]!;
      gradient[i] = (-3 * f0 + 4 * f1 - fun(at)) / (at[i]! - from);
    } else {
      const right = at[i]!;
      at[i] = from - h[i]!;
      const left = at[i]!;
      const below = fun(at);
      at[i] = right;
      gradient[i] = (fun(at) - below) / (right - left);
    }
    at[i] = from;
  }
  return gradient;
}

/**
 * The Jacobian (m x n by rows) of a function of m values; `f0` are its values at x.
 *
 * @param groups - columns that share no row, by number, are found with one evaluation; see `groupColumns`
 * @param structure - with groups: where the Jacobian may be other than zero
 */
export function differenceJacobian(
  fun: (x: Vec) => Vec,
  imaginary: ImaginaryPart,
  x: Vec,
  f0: Vec,
  method: DifferenceMethod,
  options: StepOptions,
  groups?: Int32Array,
  structure?: Uint8Array,
): Mat {
  const n = x.length;
  const m = f0.length;
  const { h, oneSided } = stepsAt(x, method, options);
  const jacobian = new Float64Array(m * n);
  const count = groups ? groups.reduce((most, g) => Math.max(most, g + 1), 0) : n;
  for (let g = 0; g < count; g++) {
    const inGroup = (j: number): boolean => (groups ? groups[j] === g : j === g);
    const moved = (factor: number, only?: 0 | 1): Vec => {
      const at = x.slice();
      for (let j = 0; j < n; j++)
        if (inGroup(j)) at[j] = x[j]! + (only === 1 && !oneSided[j] ? -factor / 2 : factor) * h[j]!;
      return at;
    };
    if (method === 'cs') {
      const im = new Float64Array(n);
      for (let j = 0; j < n; j++) if (inGroup(j)) im[j] = h[j]!;
      const df = imaginary(x, im);
      for (let j = 0; j < n; j++) if (inGroup(j)) writeColumn(jacobian, df, undefined, h[j]!, j, n, structure);
    } else if (method === '2-point') {
      const at = moved(1);
      const f1 = fun(at);
      for (let j = 0; j < n; j++) if (inGroup(j)) writeColumn(jacobian, f1, f0, at[j]! - x[j]!, j, n, structure);
    } else {
      // One-sided columns take h and 2 h, the others h and -h.
      const at = moved(1);
      // The second call may return the array of the first.
      const f1 = Float64Array.from(fun(at));
      const other = moved(2, 1);
      const f2 = fun(other);
      for (let j = 0; j < n; j++) {
        if (!inGroup(j)) continue;
        if (!oneSided[j]) writeColumn(jacobian, f1, f2, at[j]! - other[j]!, j, n, structure);
        else {
          const width = other[j]! - x[j]!;
          for (let i = 0; i < m; i++) {
            if (!structure || structure[i * n + j]) jacobian[i * n + j] = (-3 * f0[i]! + 4 * f1[i]! - f2[i]!) / width;
          }
        }
      }
    }
  }
  return jacobian;
}

function writeColumn(
  jacobian: Mat,
  f1: Vec,
  f0: Vec | undefined,
  width: number,
  j: number,
  n: number,
  structure: Uint8Array | undefined,
): void {
  if (width === 0) return;
  for (let i = 0; i < f1.length; i++) {
    if (!structure || structure[i * n + j]) jacobian[i * n + j] = (f1[i]! - (f0 ? f0[i]! : 0)) / width;
  }
}

/**
 * Group columns of a sparse Jacobian so that none of a group meet in a row; such columns are found with one evaluation
 * (A. Curtis, M. Powell and J. Reid, J. Inst. Maths Applics 13, 1974).
 *
 * @param structure - m x n by rows, not 0 where an element may be
 * @returns the group of each column
 */
export function groupColumns(structure: Uint8Array, m: number, n: number): Int32Array {
  const groups = new Int32Array(n).fill(-1);
  const union = new Uint8Array(m);
  for (let group = 0, left = n; left > 0; group++) {
    union.fill(0);
    for (let j = 0; j < n; j++) {
      if (groups[j] !== -1) continue;
      let free = true;
      for (let i = 0; i < m && free; i++) free = !(structure[i * n + j] && union[i]);
      if (!free) continue;
      groups[j] = group;
      left--;
      for (let i = 0; i < m; i++) if (structure[i * n + j]) union[i] = 1;
    }
  }
  return groups;
}
