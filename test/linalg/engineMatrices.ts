// Test matrices for engines of linear algebra, and measures of how far results are from what they should be: all in
// complex128, whatever the kind under test, so that a check adds no error of its own to single precision.

import type { Kind, Matrix, Trans } from '../../src/linalg/engine/engine.js';

export const KINDS: readonly Kind[] = ['s', 'd', 'c', 'z'];
export const isComplex = (kind: Kind): boolean => kind === 'c' || kind === 'z';
export const isSingle = (kind: Kind): boolean => kind === 's' || kind === 'c';
export const epsilon = (kind: Kind): number => (isSingle(kind) ? 2 ** -23 : 2 ** -52);

/** A matrix of complex128 by columns. */
export class Dense {
  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly data = new Float64Array(2 * rows * columns),
  ) {}

  static from(rows: number, columns: number, value: (i: number, j: number) => number | [number, number]): Dense {
    const result = new Dense(rows, columns);
    const { data } = result;
    for (let j = 0, at = 0; j < columns; j++) {
      for (let i = 0; i < rows; i++, at += 2) {
        const element = value(i, j);
        if (typeof element === 'number') {
          data[at] = element;
        } else {
          data[at] = element[0];
          data[at + 1] = element[1];
        }
      }
    }
    return result;
  }

  static identity(n: number): Dense {
    return Dense.from(n, n, (i, j) => (i === j ? 1 : 0));
  }

  /** What an engine's array of a kind holds. */
  static of(kind: Kind, rows: number, columns: number, array: Matrix): Dense {
    const result = new Dense(rows, columns);
    if (isComplex(kind)) result.data.set(array.subarray(0, 2 * rows * columns));
    else for (let i = 0; i < rows * columns; i++) result.data[2 * i] = array[i]!;
    return result;
  }

  re(i: number, j: number): number {
    return this.data[2 * (i + j * this.rows)]!;
  }

  im(i: number, j: number): number {
    return this.data[2 * (i + j * this.rows) + 1]!;
  }

  set(i: number, j: number, value: number | [number, number]): void {
    const at = 2 * (i + j * this.rows);
    [this.data[at], this.data[at + 1]] = typeof value === 'number' ? [value, 0] : value;
  }

  /** As an array of the kind (real kinds lose the imaginary parts). */
  as(kind: Kind): Matrix {
    const values = isComplex(kind) ? this.data : this.data.filter((_, i) => i % 2 === 0);
    return isSingle(kind) ? Float32Array.from(values) : Float64Array.from(values);
  }

  /** As the kind rounds it. */
  rounded(kind: Kind): Dense {
    return Dense.of(kind, this.rows, this.columns, this.as(kind));
  }

  map(value: (i: number, j: number, re: number, im: number) => number | [number, number]): Dense {
    return Dense.from(this.rows, this.columns, (i, j) => value(i, j, this.re(i, j), this.im(i, j)));
  }

  scale(factor: number): Dense {
    return new Dense(
      this.rows,
      this.columns,
      this.data.map((x) => x * factor),
    );
  }

  /** The lower or upper triangle, with its diagonal or with ones there. */
  triangle(uplo: 'L' | 'U', unit = false): Dense {
    return this.map((i, j, re, im) => (i === j && unit ? 1 : (uplo === 'L' ? i >= j : i <= j) ? [re, im] : 0));
  }

  head(rows: number, columns: number): Dense {
    return Dense.from(rows, columns, (i, j) => [this.re(i, j), this.im(i, j)]);
  }

  op(trans: Trans): Dense {
    if (trans === 'N') return this;
    const sign = trans === 'C' ? -1 : 1;
    return Dense.from(this.columns, this.rows, (i, j) => [this.re(j, i), sign * this.im(j, i)]);
  }

  get H(): Dense {
    return this.op('C');
  }

  times(other: Dense): Dense {
    const [m, k, n] = [this.rows, this.columns, other.columns];
    const result = new Dense(m, n);
    const [a, b, c] = [this.data, other.data, result.data];
    if (isReal(a) && isReal(b)) {
      for (let j = 0; j < n; j++) {
        for (let l = 0; l < k; l++) {
          const u = b[2 * (l + j * k)]!;
          if (u === 0) continue;
          for (let i = 0, p = 2 * l * m, q = 2 * j * m; i < m; i++, p += 2, q += 2) c[q]! += a[p]! * u;
        }
      }
      return result;
    }
    for (let j = 0; j < n; j++) {
      for (let l = 0; l < k; l++) {
        const u = b[2 * (l + j * k)]!;
        const v = b[2 * (l + j * k) + 1]!;
        if (u === 0 && v === 0) continue;
        for (let i = 0, p = 2 * l * m, q = 2 * j * m; i < m; i++, p += 2, q += 2) {
          c[q]! += a[p]! * u - a[p + 1]! * v;
          c[q + 1]! += a[p]! * v + a[p + 1]! * u;
        }
      }
    }
    return result;
  }

  minus(other: Dense): Dense {
    return new Dense(
      this.rows,
      this.columns,
      this.data.map((x, i) => x - other.data[i]!),
    );
  }

  /** The Frobenius norm, safe at both ends of the range. */
  norm(): number {
    let largest = 0;
    for (const x of this.data) {
      if (Number.isNaN(x)) return NaN;
      largest = Math.max(largest, Math.abs(x));
    }
    if (largest === 0 || largest === Infinity) return largest;
    let sum = 0;
    for (const x of this.data) sum += (x / largest) ** 2;
    return largest * Math.sqrt(sum);
  }
}

/** Are all imaginary parts 0? */
function isReal(data: Float64Array): boolean {
  for (let i = 1; i < data.length; i += 2) if (data[i] !== 0) return false;
  return true;
}

/** Random numbers that are the same in every run. */
export class Source {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 2654435761 + 12345;
  }

  /** Between -1 and 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
  }

  matrix(kind: Kind, m: number, n: number): Dense {
    return Dense.from(m, n, () => (isComplex(kind) ? [this.next(), this.next()] : this.next())).rounded(kind);
  }
}

export type Family = 'random' | 'graded' | 'deficient' | 'nearly singular' | 'huge' | 'tiny';
export const FAMILIES: readonly Family[] = ['random', 'graded', 'deficient', 'nearly singular', 'huge', 'tiny'];

/** Sizes of square matrices; the largest only where every element is random. */
export const sizes = (family: Family): readonly number[] => (family === 'random' ? [0, 1, 2, 5, 37, 130] : [1, 5, 37]);

/** The rank of a deficient m x n matrix here. */
export const rankOf = (m: number, n: number): number => Math.ceil(Math.min(m, n) / 2);

/** A factor under which squares neither overflow nor vanish in doubles; the same for single precision. */
const HUGE = { single: 1e15, double: 1e150 };

/** An m x n matrix of a family. */
export function general(kind: Kind, family: Family, m: number, n: number, seed = 1): Dense {
  const source = new Source(seed + 7 * m + 31 * n);
  const full = source.matrix(kind, m, n);
  const huge = isSingle(kind) ? HUGE.single : HUGE.double;
  if (family === 'huge') return full.scale(huge).rounded(kind);
  if (family === 'tiny') return full.scale(1 / huge).rounded(kind);
  if (family === 'graded') {
    const grade = (i: number, length: number): number => 10 ** ((-3 * i) / Math.max(1, length - 1));
    return full.map((i, j, re, im) => [re * grade(i, m) * grade(j, n), im * grade(i, m) * grade(j, n)]).rounded(kind);
  }
  const least = Math.min(m, n);
  if (family === 'random' || least === 0) return full;
  const rank = family === 'deficient' ? rankOf(m, n) : Math.max(1, least - 1);
  const product = source.matrix(kind, m, rank).times(source.matrix(kind, rank, n));
  if (family === 'deficient') return product.rounded(kind);
  return product.minus(full.scale(-epsilon(kind) * 100)).rounded(kind);
}

/** A Hermitian one (`hermitian` false: a symmetric one). */
export function symmetric(kind: Kind, family: Family, n: number, hermitian = true, seed = 1): Dense {
  const a = general(kind, family, n, n, seed).scale(0.5);
  const b = a.op(hermitian ? 'C' : 'T').scale(-1);
  return a.minus(b).rounded(kind);
}

/** A positive definite one. */
export function positive(kind: Kind, family: 'random' | 'graded' | 'huge' | 'tiny', n: number, seed = 1): Dense {
  const b = general(kind, 'random', n, n, seed);
  let a = b.times(b.H).minus(Dense.identity(n).scale(-0.5));
  if (family === 'graded') {
    const grade = (i: number): number => 10 ** ((-2 * i) / Math.max(1, n - 1));
    a = a.map((i, j, re, im) => [re * grade(i) * grade(j), im * grade(i) * grade(j)]);
  }
  const huge = isSingle(kind) ? HUGE.single : HUGE.double;
  if (family !== 'random' && family !== 'graded') a = a.scale(family === 'huge' ? huge : 1 / huge);
  return a.map((i, j, re, im) => (i === j ? re : i > j ? [re, im] : [a.re(j, i), -a.im(j, i)])).rounded(kind);
}

/** A product of matrices of size 1e150 overflows: shrink what enters residuals by the same factor. */
export function unit(a: Dense): number {
  const size = a.norm();
  return size > 0 && Number.isFinite(size) ? 2 ** -Math.round(Math.log2(size)) : 1;
}

/** Stores NaN in the triangle that must not be read. */
export function spoiled(a: Dense, uplo: 'L' | 'U'): Dense {
  return a.map((i, j, re, im) => ((uplo === 'L' ? i < j : i > j) ? NaN : [re, im]));
}

/** `|difference| / (eps n scale)`: what LAPACK's own tests hold below 30. */
export function residual(kind: Kind, n: number, difference: Dense, scale: number): number {
  const size = difference.norm();
  return size === 0 ? 0 : size / (epsilon(kind) * Math.max(1, n) * scale);
}

/** How far the columns are from orthonormal, in eps n. */
export function orthogonality(kind: Kind, q: Dense): number {
  return residual(kind, Math.max(q.rows, q.columns), q.H.times(q).minus(Dense.identity(q.columns)), 1);
}
