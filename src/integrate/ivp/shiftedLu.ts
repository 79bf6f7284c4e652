/**
 * LU factorisation of `shift * I - J`, the matrix of every implicit step: dense or banded, real or complex, with partial pivoting
 * (Golub and Van Loan, Matrix Computations, sections 3.4 and 4.3). Small matrices are factored here; large dense ones by the linear
 * algebra engine.
 */
import { engine } from '../../linalg/engine/index.js';
import type { Lanes } from './state.js';

/** Solves with a factored matrix: `b` becomes the solution. */
export interface Factored {
  solve(b: Float64Array): void;
}

/** A number, complex where `im` is not 0. */
export interface Shift {
  readonly re: number;
  readonly im: number;
}

/** From this order on the engine factors dense matrices. */
const LARGE = 24;

/** `shift * I - J` by columns, in as many parts as it needs. */
function shifted(j: Float64Array, n: number, lanes: Lanes, shift: Shift): { a: Float64Array; parts: Lanes } {
  const parts: Lanes = shift.im !== 0 || lanes === 2 ? 2 : 1;
  const a = new Float64Array(n * n * parts);
  if (parts === lanes) for (let k = 0; k < a.length; k++) a[k] = -j[k]!;
  else for (let k = 0; k < n * n; k++) a[2 * k] = -j[k]!;
  for (let i = 0; i < n; i++) {
    a[parts * i * (n + 1)]! += shift.re;
    if (parts === 2) a[2 * i * (n + 1) + 1]! += shift.im;
  }
  return { a, parts };
}

/** Factor a dense matrix. `j` is n x n by columns. A singular matrix gives solutions that are not finite. */
export function factorDense(j: Float64Array, n: number, lanes: Lanes, shift: Shift): Factored {
  const { a, parts } = shifted(j, n, lanes, shift);
  if (n >= LARGE) {
    const kind = parts === 1 ? 'd' : 'z';
    const pivots = new Int32Array(n);
    const info = engine().getrf(kind, n, n, a, pivots);
    if (info > 0) return { solve: (b) => void b.fill(NaN) };
    return { solve: (b) => engine().getrs(kind, 'N', n, 1, a, pivots, b) };
  }
  return parts === 1 ? factorReal(a, n) : factorComplex(a, n);
}

function factorReal(a: Float64Array, n: number): Factored {
  const pivots = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[k * n + i]!) > Math.abs(a[k * n + p]!)) p = i;
    pivots[k] = p;
    if (p !== k) {
      for (let c = 0; c < n; c++) {
        const held = a[c * n + k]!;
        a[c * n + k] = a[c * n + p]!;
        a[c * n + p] = held;
      }
    }
    const pivot = a[k * n + k]!;
    for (let i = k + 1; i < n; i++) a[k * n + i]! /= pivot;
    for (let c = k + 1; c < n; c++) {
      const factor = a[c * n + k]!;
      if (factor !== 0) for (let i = k + 1; i < n; i++) a[c * n + i]! -= a[k * n + i]! * factor;
    }
  }
  return {
    solve(b) {
      for (let k = 0; k < n; k++) {
        const p = pivots[k]!;
        const held = b[p]!;
        b[p] = b[k]!;
        b[k] = held;
      }
      for (let k = 0; k < n; k++) for (let i = k + 1; i < n; i++) b[i]! -= a[k * n + i]! * b[k]!;
      for (let k = n - 1; k >= 0; k--) {
        b[k]! /= a[k * n + k]!;
        for (let i = 0; i < k; i++) b[i]! -= a[k * n + i]! * b[k]!;
      }
    },
  };
}

function factorComplex(a: Float64Array, n: number): Factored {
  const pivots = new Int32Array(n);
  const size = (q: number): number => Math.abs(a[q]!) + Math.abs(a[q + 1]!);
  for (let k = 0; k < n; k++) {
    const at = (i: number, c: number): number => 2 * (c * n + i);
    let p = k;
    for (let i = k + 1; i < n; i++) if (size(at(i, k)) > size(at(p, k))) p = i;
    pivots[k] = p;
    if (p !== k) {
      for (let c = 0; c < n; c++) {
        for (let part = 0; part < 2; part++) {
          const held = a[at(k, c) + part]!;
          a[at(k, c) + part] = a[at(p, c) + part]!;
          a[at(p, c) + part] = held;
        }
      }
    }
    for (let i = k + 1; i < n; i++) divide(a, at(i, k), a[at(k, k)]!, a[at(k, k) + 1]!);
    for (let c = k + 1; c < n; c++) {
      const re = a[at(k, c)]!;
      const im = a[at(k, c) + 1]!;
      for (let i = k + 1; i < n; i++) subtractProduct(a, at(i, c), a[at(i, k)]!, a[at(i, k) + 1]!, re, im);
    }
  }
  return {
    solve(b) {
      for (let k = 0; k < n; k++) {
        const p = pivots[k]!;
        for (let part = 0; part < 2; part++) {
          const held = b[2 * p + part]!;
          b[2 * p + part] = b[2 * k + part]!;
          b[2 * k + part] = held;
        }
      }
      for (let k = 0; k < n; k++) {
        for (let i = k + 1; i < n; i++) {
          const q = 2 * (k * n + i);
          subtractProduct(b, 2 * i, a[q]!, a[q + 1]!, b[2 * k]!, b[2 * k + 1]!);
        }
      }
      for (let k = n - 1; k >= 0; k--) {
        const q = 2 * k * (n + 1);
        divide(b, 2 * k, a[q]!, a[q + 1]!);
        for (let i = 0; i < k; i++) {
          const r = 2 * (k * n + i);
          subtractProduct(b, 2 * i, a[r]!, a[r + 1]!, b[2 * k]!, b[2 * k + 1]!);
        }
      }
    },
  };
}

/** `v[q] /= re + i im`, scaled by the larger part (R. Smith, 1962). */
function divide(v: Float64Array, q: number, re: number, im: number): void {
  const x = v[q]!;
  const y = v[q + 1]!;
  if (Math.abs(re) >= Math.abs(im)) {
    const r = im / re;
    const d = re + im * r;
    v[q] = (x + y * r) / d;
    v[q + 1] = (y - x * r) / d;
  } else {
    const r = re / im;
    const d = re * r + im;
    v[q] = (x * r + y) / d;
    v[q + 1] = (y * r - x) / d;
  }
}

function subtractProduct(v: Float64Array, q: number, aRe: number, aIm: number, bRe: number, bIm: number): void {
  v[q]! -= aRe * bRe - aIm * bIm;
  v[q + 1]! -= aRe * bIm + aIm * bRe;
}

/** A banded matrix of order n: element (i, j) is at `values[(j * (lower + upper + 1) + upper + i - j) * lanes]`. */
export interface Band {
  readonly n: number;
  readonly lower: number;
  readonly upper: number;
  readonly values: Float64Array;
}

/** Factor a banded matrix; row exchanges fill `lower` more diagonals. */
export function factorBanded(band: Band, lanes: Lanes, shift: Shift): Factored {
  const { n, lower, upper, values } = band;
  const parts: Lanes = shift.im !== 0 || lanes === 2 ? 2 : 1;
  // Room for what the exchanges fill in above the diagonal.
  const top = upper + lower;
  const height = top + lower + 1;
  const a = new Float64Array(n * height * parts);
  const width = lower + upper + 1;
  for (let j = 0; j < n; j++) {
    for (let i = Math.max(0, j - upper); i <= Math.min(n - 1, j + lower); i++) {
      const from = (j * width + upper + i - j) * lanes;
      const to = (j * height + top + i - j) * parts;
      a[to] = -values[from]!;
      if (parts === 2 && lanes === 2) a[to + 1] = -values[from + 1]!;
    }
    a[(j * height + top) * parts]! += shift.re;
    if (parts === 2) a[(j * height + top) * 2 + 1]! += shift.im;
  }
  return parts === 1 ? bandedReal(a, n, lower, top, height) : bandedComplex(a, n, lower, top, height);
}

function bandedReal(a: Float64Array, n: number, lower: number, top: number, height: number): Factored {
  const pivots = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    const last = Math.min(n - 1, k + lower);
    const column = k * height + top - k;
    let p = k;
    for (let i = k + 1; i <= last; i++) if (Math.abs(a[column + i]!) > Math.abs(a[column + p]!)) p = i;
    pivots[k] = p;
    const right = Math.min(n - 1, k + top);
    if (p !== k) {
      for (let j = k; j <= right; j++) {
        const q = j * height + top - j;
        const held = a[q + k]!;
        a[q + k] = a[q + p]!;
        a[q + p] = held;
      }
    }
    const pivot = a[column + k]!;
    for (let i = k + 1; i <= last; i++) a[column + i]! /= pivot;
    for (let j = k + 1; j <= right; j++) {
      const q = j * height + top - j;
      const factor = a[q + k]!;
      if (factor !== 0) for (let i = k + 1; i <= last; i++) a[q + i]! -= a[column + i]! * factor;
    }
  }
  return {
    solve(b) {
      for (let k = 0; k < n; k++) {
        const p = pivots[k]!;
        const value = b[p]!;
        b[p] = b[k]!;
        b[k] = value;
        const column = k * height + top - k;
        const last = Math.min(n - 1, k + lower);
        for (let i = k + 1; i <= last; i++) b[i]! -= a[column + i]! * value;
      }
      for (let k = n - 1; k >= 0; k--) {
        const column = k * height + top - k;
        const value = (b[k]! /= a[column + k]!);
        for (let i = Math.max(0, k - top); i < k; i++) b[i]! -= a[column + i]! * value;
      }
    },
  };
}

function bandedComplex(a: Float64Array, n: number, lower: number, top: number, height: number): Factored {
  const pivots = new Int32Array(n);
  const size = (q: number): number => Math.abs(a[2 * q]!) + Math.abs(a[2 * q + 1]!);
  for (let k = 0; k < n; k++) {
    const last = Math.min(n - 1, k + lower);
    const column = k * height + top - k;
    let p = k;
    for (let i = k + 1; i <= last; i++) if (size(column + i) > size(column + p)) p = i;
    pivots[k] = p;
    const right = Math.min(n - 1, k + top);
    if (p !== k) {
      for (let j = k; j <= right; j++) {
        const q = j * height + top - j;
        for (let part = 0; part < 2; part++) {
          const held = a[2 * (q + k) + part]!;
          a[2 * (q + k) + part] = a[2 * (q + p) + part]!;
          a[2 * (q + p) + part] = held;
        }
      }
    }
    const re = a[2 * (column + k)]!;
    const im = a[2 * (column + k) + 1]!;
    for (let i = k + 1; i <= last; i++) divide(a, 2 * (column + i), re, im);
    for (let j = k + 1; j <= right; j++) {
      const q = j * height + top - j;
      const fRe = a[2 * (q + k)]!;
      const fIm = a[2 * (q + k) + 1]!;
      if (fRe === 0 && fIm === 0) continue;
      for (let i = k + 1; i <= last; i++) {
        subtractProduct(a, 2 * (q + i), a[2 * (column + i)]!, a[2 * (column + i) + 1]!, fRe, fIm);
      }
    }
  }
  return {
    solve(b) {
      for (let k = 0; k < n; k++) {
        const p = pivots[k]!;
        for (let part = 0; part < 2; part++) {
          const held = b[2 * p + part]!;
          b[2 * p + part] = b[2 * k + part]!;
          b[2 * k + part] = held;
        }
        const column = k * height + top - k;
        const last = Math.min(n - 1, k + lower);
        for (let i = k + 1; i <= last; i++) {
          const q = 2 * (column + i);
          subtractProduct(b, 2 * i, a[q]!, a[q + 1]!, b[2 * k]!, b[2 * k + 1]!);
        }
      }
      for (let k = n - 1; k >= 0; k--) {
        const column = k * height + top - k;
        divide(b, 2 * k, a[2 * (column + k)]!, a[2 * (column + k) + 1]!);
        for (let i = Math.max(0, k - top); i < k; i++) {
          const q = 2 * (column + i);
          subtractProduct(b, 2 * i, a[q]!, a[q + 1]!, b[2 * k]!, b[2 * k + 1]!);
        }
      }
    },
  };
}
