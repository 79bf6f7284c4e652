/** Derivatives of right-hand sides and boundary conditions by forward differences, for all nodes in one call. */
import type { Boundary, BoundaryJacobian, Field, FieldJacobian } from './collocation.js';

const STEP = Math.sqrt(Number.EPSILON);

/** An increment that is exactly representable beside the value. */
function increment(value: number): number {
  const h = STEP * (1 + Math.abs(value));
  return value + h - value;
}

/** Difference a field with respect to states and parameters. */
export function differencedField(field: Field, n: number, k: number): FieldJacobian {
  return (x, y, p, f) => {
    const m = x.length;
    const dy = new Float64Array(m * n * n);
    const dp = new Float64Array(m * n * k);
    for (let c = 0; c < n; c++) {
      const moved = y.slice();
      for (let i = 0; i < m; i++) moved[i * n + c]! += increment(y[i * n + c]!);
      const g = field(x, moved, p);
      for (let i = 0; i < m; i++) {
        const h = moved[i * n + c]! - y[i * n + c]!;
        for (let r = 0; r < n; r++) dy[(i * n + r) * n + c] = (g[i * n + r]! - f[i * n + r]!) / h;
      }
    }
    for (let c = 0; c < k; c++) {
      const moved = p.slice();
      moved[c]! += increment(p[c]!);
      const h = moved[c]! - p[c]!;
      const g = field(x, y, moved);
      for (let q = 0; q < m * n; q++) dp[q * k + c] = (g[q]! - f[q]!) / h;
    }
    return { y: dy, p: dp };
  };
}

/** Difference boundary conditions. */
export function differencedBoundary(boundary: Boundary, n: number, k: number): BoundaryJacobian {
  return (ya, yb, p, bc) => {
    const column = (values: Float64Array, c: number, call: (moved: Float64Array) => Float64Array): number[] => {
      const moved = values.slice();
      moved[c]! += increment(values[c]!);
      const h = moved[c]! - values[c]!;
      return Array.from(call(moved), (value, r) => (value - bc[r]!) / h);
    };
    const matrix = (count: number, make: (c: number) => number[]): Float64Array => {
      const out = new Float64Array((n + k) * count);
      for (let c = 0; c < count; c++) make(c).forEach((value, r) => (out[r * count + c] = value));
      return out;
    };
    return {
      start: matrix(n, (c) => column(ya, c, (moved) => boundary(moved, yb, p))),
      end: matrix(n, (c) => column(yb, c, (moved) => boundary(ya, moved, p))),
      params: matrix(k, (c) => column(p, c, (moved) => boundary(ya, yb, moved))),
    };
  };
}
