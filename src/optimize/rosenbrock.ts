/** Rosenbrock's function, the usual test of minimisers, with its derivatives (H. Rosenbrock, Comput. J. 3, 1960). */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError } from '../core/errors.js';
import { toArray, toReadable, toVecOf, type Vector } from './values.js';

/**
 * Rosenbrock's function of n variables: the sum of `100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2`.
 *
 * @param x - the point, n numbers
 * @returns the value; 0 at the minimum, where all are 1
 * @example
 * rosen([1, 1, 1]); // 0
 */
export function rosen(x: ArrayLike): number {
  const v = toReadable('rosen: x', x);
  let sum = 0;
  for (let i = 0; i + 1 < v.length; i++) {
    const d = v[i + 1]! - v[i]! * v[i]!;
    const e = 1 - v[i]!;
    sum += 100 * (d * d) + e * e;
  }
  return sum;
}

/**
 * The gradient of Rosenbrock's function.
 *
 * @param x - the point, n >= 2 numbers
 * @returns n numbers
 * @example
 * rosenDer([1, 1]).toArray(); // [0, 0]
 */
export function rosenDer(x: ArrayLike): Vector {
  const v = toReadable('rosenDer: x', x);
  const n = v.length;
  if (n < 2) throw new ValueError(`rosenDer: x must have at least 2 elements, got ${n}`);
  const g = new Float64Array(n);
  for (let i = 0; i + 1 < n; i++) {
    const d = v[i + 1]! - v[i]! ** 2;
    g[i]! += -400 * v[i]! * d - 2 * (1 - v[i]!);
    g[i + 1]! += 200 * d;
  }
  return toArray(g);
}

/**
 * The Hessian of Rosenbrock's function.
 *
 * @param x - the point, n numbers
 * @returns n x n numbers
 * @example
 * rosenHess([1, 1]).toArray(); // [[802, -400], [-400, 200]]
 */
export function rosenHess(x: ArrayLike): Vector {
  const v = toReadable('rosenHess: x', x);
  const n = v.length;
  const h = new Float64Array(n * n);
  for (let i = 0; i + 1 < n; i++) {
    h[i * n + i]! += 1200 * v[i]! ** 2 - 400 * v[i + 1]! + 2;
    h[(i + 1) * n + i + 1]! += 200;
    h[i * n + i + 1] = h[(i + 1) * n + i] = -400 * v[i]!;
  }
  return toArray(h, [n, n]);
}

/**
 * The Hessian of Rosenbrock's function times a vector.
 *
 * @param x - the point, n numbers
 * @param p - the vector, n numbers
 * @returns n numbers
 * @example
 * rosenHessProd([1, 1], [1, 0]).toArray(); // [802, -400]
 */
export function rosenHessProd(x: ArrayLike, p: ArrayLike): Vector {
  const h = rosenHess(x);
  const n = h.shape[0]!;
  const v = toVecOf('rosenHessProd: p', p, n);
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) result[i]! += h.storage[i * n + j]! * v[j]!;
  return toArray(result);
}
