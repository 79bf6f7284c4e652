/** Plane rotations, real or complex, on rows and columns of matrices (Golub and Van Loan, section 5.1). */
import type { Dense } from './dense.js';
import { isComplexKind } from './matrices.js';

/** `[c s; -conj(s) c]`. */
export interface Rotation {
  readonly c: number;
  readonly sr: number;
  readonly si: number;
}

/** The rotation that turns (x, y) into (r, 0). */
export function eliminating(xr: number, xi: number, yr: number, yi: number): Rotation {
  const x = Math.hypot(xr, xi);
  const y = Math.hypot(yr, yi);
  if (y === 0) return { c: 1, sr: 0, si: 0 };
  if (x === 0) return { c: 0, sr: yr / y, si: -yi / y };
  const r = Math.hypot(x, y);
  const [ur, ui] = [xr / x, xi / x];
  return { c: x / r, sr: (ur * yr + ui * yi) / r, si: (ui * yr - ur * yi) / r };
}

/** The rotation that turns elements (i, column) and (k, column) of a matrix into (r, 0). */
export function eliminatingIn(a: Dense, i: number, k: number, column: number): Rotation {
  const [p, q] = [column * a.m + i, column * a.m + k];
  const { data } = a;
  if (!isComplexKind(a.kind)) return eliminating(data[p]!, 0, data[q]!, 0);
  return eliminating(data[2 * p]!, data[2 * p + 1]!, data[2 * q]!, data[2 * q + 1]!);
}

/** Rows i and k times a rotation from the left, in columns `from` to `to` (excluded). */
export function rotateRows(a: Dense, i: number, k: number, { c, sr, si }: Rotation, from = 0, to = a.n): void {
  const { data, m } = a;
  if (!isComplexKind(a.kind)) {
    for (let j = from; j < to; j++) {
      const [x, y] = [data[j * m + i]!, data[j * m + k]!];
      data[j * m + i] = c * x + sr * y;
      data[j * m + k] = c * y - sr * x;
    }
    return;
  }
  for (let j = from; j < to; j++) {
    const [p, q] = [2 * (j * m + i), 2 * (j * m + k)];
    const [xr, xi, yr, yi] = [data[p]!, data[p + 1]!, data[q]!, data[q + 1]!];
    data[p] = c * xr + sr * yr - si * yi;
    data[p + 1] = c * xi + sr * yi + si * yr;
    data[q] = c * yr - sr * xr - si * xi;
    data[q + 1] = c * yi - sr * xi + si * xr;
  }
}

/** Columns i and k times the adjoint of a rotation from the right, in rows `from` to `to` (excluded). */
export function rotateColumns(a: Dense, i: number, k: number, { c, sr, si }: Rotation, from = 0, to = a.m): void {
  const { data, m } = a;
  if (!isComplexKind(a.kind)) {
    for (let j = from; j < to; j++) {
      const [x, y] = [data[i * m + j]!, data[k * m + j]!];
      data[i * m + j] = c * x + sr * y;
      data[k * m + j] = c * y - sr * x;
    }
    return;
  }
  for (let j = from; j < to; j++) {
    const [p, q] = [2 * (i * m + j), 2 * (k * m + j)];
    const [xr, xi, yr, yi] = [data[p]!, data[p + 1]!, data[q]!, data[q + 1]!];
    data[p] = c * xr + sr * yr + si * yi;
    data[p + 1] = c * xi + sr * yi - si * yr;
    data[q] = c * yr - sr * xr + si * xi;
    data[q + 1] = c * yi - sr * xi - si * xr;
  }
}
