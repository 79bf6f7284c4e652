/** LU factors with row exchanges of small matrices by rows (G. Golub and C. Van Loan, Matrix Computations, section 3.4). */
import type { Mat } from './matrix.js';
import type { Vec } from './vector.js';

export interface Lu {
  readonly lu: Mat;
  readonly order: Int32Array;
  readonly singular: boolean;
}

/** Factor a square matrix. */
export function luFactor(a: Mat, n: number): Lu {
  const lu = a.slice();
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let singular = false;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(lu[i * n + k]!) > Math.abs(lu[pivot * n + k]!)) pivot = i;
    if (!(Math.abs(lu[pivot * n + k]!) > 0)) {
      singular = true;
      continue;
    }
    if (pivot !== k) {
      for (let j = 0; j < n; j++) [lu[k * n + j], lu[pivot * n + j]] = [lu[pivot * n + j]!, lu[k * n + j]!];
      [order[k], order[pivot]] = [order[pivot]!, order[k]!];
    }
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i * n + k]! /= lu[k * n + k]!);
      if (factor !== 0) for (let j = k + 1; j < n; j++) lu[i * n + j]! -= factor * lu[k * n + j]!;
    }
  }
  return { lu, order, singular };
}

/** Solve with factors. */
export function luSolve({ lu, order }: Lu, n: number, b: Vec): Vec {
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = b[order[i]!]!;
    for (let j = 0; j < i; j++) sum -= lu[i * n + j]! * x[j]!;
    x[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let j = i + 1; j < n; j++) sum -= lu[i * n + j]! * x[j]!;
    x[i] = sum / lu[i * n + i]!;
  }
  return x;
}

/** Solve `a @ x = b`; undefined for a singular matrix. */
export function solveLinear(a: Mat, n: number, b: Vec): Vec | undefined {
  const factors = luFactor(a, n);
  return factors.singular ? undefined : luSolve(factors, n, b);
}

/** The inverse; undefined for a singular matrix. */
export function inverse(a: Mat, n: number): Mat | undefined {
  const factors = luFactor(a, n);
  if (factors.singular) return undefined;
  const result = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = luSolve(factors, n, unit);
    for (let i = 0; i < n; i++) result[i * n + j] = column[i]!;
  }
  return result;
}
