/** Arithmetic on short vectors, plain Float64Arrays: what solvers for small problems do between calls of user functions. */
import { DTYPES } from '../../core/dtype.js';
import { allocate } from '../../core/storage.js';

export type Vec = Float64Array;

/**
 * Memory for a vector, all zeros. Above 64 bytes a typed array's own buffer costs more than a call of a small function, so short vectors share
 * one with others.
 */
export function freshVec(length: number): Vec {
  return length <= 8 || length > 128 ? new Float64Array(length) : allocate(DTYPES.float64, length, true);
}

/** A copy. */
export function copied(values: Vec): Vec {
  const { length } = values;
  if (length <= 8 || length > 128) return values.slice();
  const copy = freshVec(length);
  for (let i = 0; i < length; i++) copy[i] = values[i]!;
  return copy;
}

/** The sum of products. */
export function dot(a: Vec, b: Vec): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The Euclidean length, safe from overflow. */
export function norm2(a: Vec): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * a[i]!;
  if (sum > 1e-280 && sum < 1e280) return Math.sqrt(sum);
  if (sum !== sum) return NaN;
  const largest = normInf(a);
  if (largest === 0 || largest === Infinity) return largest;
  sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** The largest magnitude; nan if any element is. */
export function normInf(a: Vec): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const size = Math.abs(a[i]!);
    if (!(size <= largest)) {
      if (size !== size) return NaN;
      largest = size;
    }
  }
  return largest;
}

/** The norm of order `ord`, as `minimize` counts gradients: infinity, minus infinity, or a power. */
export function normOrd(a: Vec, ord: number): number {
  if (ord === Infinity) return normInf(a);
  if (ord === 2) return norm2(a);
  if (ord === -Infinity) return a.reduce((least, x) => Math.min(least, Math.abs(x)), Infinity);
  return a.reduce((sum, x) => sum + Math.abs(x) ** ord, 0) ** (1 / ord);
}

/** `x + t * d`, fresh. */
export function along(x: Vec, t: number, d: Vec): Vec {
  const result = freshVec(x.length);
  for (let i = 0; i < x.length; i++) result[i] = x[i]! + t * d[i]!;
  return result;
}

/** `a - b`, fresh. */
export function minus(a: Vec, b: Vec): Vec {
  const result = freshVec(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! - b[i]!;
  return result;
}

/** `a + b`, fresh. */
export function plus(a: Vec, b: Vec): Vec {
  const result = freshVec(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! + b[i]!;
  return result;
}

/** `t * a`, fresh. */
export function scaled(t: number, a: Vec): Vec {
  const result = freshVec(a.length);
  for (let i = 0; i < a.length; i++) result[i] = t * a[i]!;
  return result;
}

/** `a * b` element by element, fresh. */
export function times(a: Vec, b: Vec): Vec {
  const result = freshVec(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! * b[i]!;
  return result;
}

/** `y += t * x`, in place. */
export function addScaled(y: Vec, t: number, x: Vec): void {
  for (let i = 0; i < y.length; i++) y[i]! += t * x[i]!;
}

/** Are the elements the same? */
export function sameVec(a: Vec, b: Vec): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Is every element finite? */
export function allFinite(a: Vec): boolean {
  for (let i = 0; i < a.length; i++) if (!Number.isFinite(a[i]!)) return false;
  return true;
}

/** A vector of one value. */
export function filled(n: number, value: number): Vec {
  return new Float64Array(n).fill(value);
}
