/**
 * Single matrices by columns and what is done to them over and over: products, sums, norms, conversions. The
 * decompositions, matrix functions and equations of numloom.linalg are written in these terms.
 */
import { ValueError, shapeText } from '../core/errors.js';
import type { ArrayLike } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import type { Kind, Matrix, Trans } from './engine/engine.js';
import { engine } from './engine/index.js';
import {
  COMPLEX,
  checkFiniteArray,
  columnOf,
  columns,
  exactly,
  isComplexKind,
  kindOf,
  lanesOf,
  stackArray,
  zerosOf,
} from './matrices.js';

/** An m x n matrix by columns; complex elements are neighbouring pairs. */
export interface Dense {
  readonly kind: Kind;
  readonly m: number;
  readonly n: number;
  readonly data: Matrix;
}

/** A matrix over data. */
export function dense(kind: Kind, m: number, n: number, data: Matrix = zerosOf(kind, m * n)): Dense {
  return { kind, m, n, data };
}

/** A fresh copy of an array of one axis (a column) or two. */
export function fromArray(a: NDArray, kind: Kind): Dense {
  const { m, n, data } = columns(a.ndim === 1 ? columnOf(a) : a, kind);
  return { kind, m, n, data };
}

/** A matrix as an array in C order. */
export function toArray({ kind, m, n, data }: Dense): NDArray {
  return stackArray({ kind, batch: [], count: 1, m, n, data });
}

/** A matrix as an array of one axis. */
export function toVector({ kind, m, n, data }: Dense): NDArray {
  return stackArray({ kind, batch: [], count: 1, m: m * n, n: 1, data }).strided([m * n], [1], 0);
}

/** Array-likes of two axes as matrices of their common kind. */
export function denseOf(
  functionName: string,
  named: Readonly<Record<string, ArrayLike>>,
  options: { checkFinite?: boolean; kind?: Kind } = {},
): Dense[] {
  const arrays = Object.entries(named).map(([name, value]) => exactly(functionName, name, value, 2));
  if (options.checkFinite !== false) for (const a of arrays) checkFiniteArray(functionName, a);
  const kind = options.kind ?? kindOf(functionName, ...arrays.map((a) => a.info));
  return arrays.map((a) => fromArray(a, kind));
}

/** Throws unless a matrix is square. */
export function mustBeSquare(functionName: string, name: string, a: { m: number; n: number }): void {
  if (a.m !== a.n)
    throw new ValueError(`${functionName}: expected square matrix ${name}, got shape ${shapeText([a.m, a.n])}`);
}

export function copyOf(a: Dense): Dense {
  return { ...a, data: a.data.slice() as Matrix };
}

export function identityOf(kind: Kind, n: number, value = 1): Dense {
  const result = dense(kind, n, n);
  const lanes = lanesOf(kind);
  for (let i = 0; i < n; i++) result.data[(i * n + i) * lanes] = value;
  return result;
}

/** `op(a) @ op(b)`. */
export function product(a: Dense, b: Dense, transa: Trans = 'N', transb: Trans = 'N'): Dense {
  const [m, k] = transa === 'N' ? [a.m, a.n] : [a.n, a.m];
  const n = transb === 'N' ? b.n : b.m;
  const result = dense(a.kind, m, n);
  if (m > 0 && n > 0 && k > 0) engine().gemm(a.kind, transa, transb, m, n, k, 1, a.data, b.data, 0, result.data);
  return result;
}

/** The product of several. */
export function products(first: Dense, ...rest: Dense[]): Dense {
  return rest.reduce((result, b) => product(result, b), first);
}

/** `a * alpha + b * beta`, real factors. */
export function combined(alpha: number, a: Dense, beta: number, b: Dense): Dense {
  const data = a.data.slice() as Matrix;
  for (let i = 0; i < data.length; i++) data[i] = alpha * data[i]! + beta * b.data[i]!;
  return { ...a, data };
}

export function plus(a: Dense, b: Dense): Dense {
  return combined(1, a, 1, b);
}

export function minus(a: Dense, b: Dense): Dense {
  return combined(1, a, -1, b);
}

export function scaled(a: Dense, factor: number): Dense {
  const data = a.data.slice() as Matrix;
  for (let i = 0; i < data.length; i++) data[i]! *= factor;
  return { ...a, data };
}

/** `a + value * identity`, a fresh matrix. */
export function shifted(a: Dense, re: number, im = 0): Dense {
  const result = copyOf(a);
  const lanes = lanesOf(a.kind);
  for (let i = 0; i < Math.min(a.m, a.n); i++) {
    result.data[(i * a.m + i) * lanes]! += re;
    if (lanes === 2) result.data[(i * a.m + i) * 2 + 1]! += im;
  }
  return result;
}

/** The transpose, conjugated when `conjugate`. */
export function transposed(a: Dense, conjugate = false): Dense {
  const { kind, m, n } = a;
  const result = dense(kind, n, m);
  const [from, to] = [a.data, result.data];
  if (lanesOf(kind) === 1) {
    for (let j = 0; j < n; j++) for (let i = 0; i < m; i++) to[i * n + j] = from[j * m + i]!;
  } else {
    const sign = conjugate ? -1 : 1;
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < m; i++) {
        to[2 * (i * n + j)] = from[2 * (j * m + i)]!;
        to[2 * (i * n + j) + 1] = sign * from[2 * (j * m + i) + 1]!;
      }
    }
  }
  return result;
}

/** The conjugate transpose. */
export function adjoint(a: Dense): Dense {
  return transposed(a, true);
}

/** What conjugates and transposes: 'C' of complex kinds, 'T' of real ones. */
export function adjointOp(kind: Kind): Trans {
  return isComplexKind(kind) ? 'C' : 'T';
}

/** The part of a matrix in rows `r0` to `r1` and columns `c0` to `c1`, ends excluded. */
export function part(a: Dense, r0: number, r1: number, c0: number, c1: number): Dense {
  const lanes = lanesOf(a.kind);
  const m = Math.max(r1 - r0, 0);
  const n = Math.max(c1 - c0, 0);
  const result = dense(a.kind, m, n);
  for (let j = 0; j < n; j++) {
    const from = ((c0 + j) * a.m + r0) * lanes;
    result.data.set(a.data.subarray(from, from + m * lanes), j * m * lanes);
  }
  return result;
}

/** Write `b` into `a` from row `r0` and column `c0`. */
export function putPart(a: Dense, b: Dense, r0: number, c0: number): void {
  const lanes = lanesOf(a.kind);
  for (let j = 0; j < b.n; j++) {
    a.data.set(b.data.subarray(j * b.m * lanes, (j + 1) * b.m * lanes), ((c0 + j) * a.m + r0) * lanes);
  }
}

/** Blocks side by side and below each other. */
export function blocks(rows: readonly (readonly Dense[])[]): Dense {
  const m = rows.reduce((sum, row) => sum + row[0]!.m, 0);
  const n = rows[0]!.reduce((sum, block) => sum + block.n, 0);
  const result = dense(rows[0]![0]!.kind, m, n);
  let r = 0;
  for (const row of rows) {
    let c = 0;
    for (const block of row) {
      putPart(result, block, r, c);
      c += block.n;
    }
    r += row[0]!.m;
  }
  return result;
}

/** Set what lies below (or above) the diagonal to zero, in place; `k` moves the diagonal kept last. */
export function clearTriangle(a: Dense, which: 'below' | 'above', k = 0): Dense {
  const lanes = lanesOf(a.kind);
  for (let j = 0; j < a.n; j++) {
    const column = j * a.m;
    if (which === 'below') {
      const from = Math.min(Math.max(j - k + 1, 0), a.m);
      a.data.fill(0, (column + from) * lanes, (column + a.m) * lanes);
    } else {
      const to = Math.min(Math.max(j - k, 0), a.m);
      a.data.fill(0, column * lanes, (column + to) * lanes);
    }
  }
  return a;
}

/** The same matrix of complex kind. */
export function toComplex(a: Dense): Dense {
  if (isComplexKind(a.kind)) return a;
  const result = dense(COMPLEX[a.kind], a.m, a.n);
  for (let i = 0; i < a.data.length; i++) result.data[2 * i] = a.data[i]!;
  return result;
}

/** The real or the imaginary parts. */
export function partsOf(a: Dense, lane: 0 | 1): Dense {
  const kind = a.kind === 'c' ? 's' : a.kind === 'z' ? 'd' : a.kind;
  const result = dense(kind, a.m, a.n);
  if (!isComplexKind(a.kind)) {
    if (lane === 0) result.data.set(a.data);
    return result;
  }
  for (let i = 0; i < result.data.length; i++) result.data[i] = a.data[2 * i + lane]!;
  return result;
}

/** Is the imaginary part no larger than `tolerance` times the largest element? */
export function isNearlyReal(a: Dense, tolerance: number): boolean {
  if (!isComplexKind(a.kind)) return true;
  let largest = 0;
  let imaginary = 0;
  for (let i = 0; i < a.data.length; i += 2) {
    largest = Math.max(largest, Math.abs(a.data[i]!), Math.abs(a.data[i + 1]!));
    imaginary = Math.max(imaginary, Math.abs(a.data[i + 1]!));
  }
  return imaginary <= tolerance * largest;
}

/** The modulus of element `i` of the data. */
export function modulus(a: { kind: Kind; data: Matrix }, i: number): number {
  return isComplexKind(a.kind) ? Math.hypot(a.data[2 * i]!, a.data[2 * i + 1]!) : Math.abs(a.data[i]!);
}

/** The largest sum of moduli in a column. */
export function norm1(a: Dense): number {
  let largest = 0;
  for (let j = 0; j < a.n; j++) {
    const sum = isComplexKind(a.kind) ? modulusSum(a, j) : absoluteSum(a.data, j * a.m, (j + 1) * a.m);
    if (!(sum <= largest)) largest = sum;
  }
  return largest;
}

function modulusSum(a: Dense, j: number): number {
  let sum = 0;
  for (let i = 0; i < a.m; i++) sum += modulus(a, j * a.m + i);
  return sum;
}

/** In four parts: one addition need not wait for another. */
function absoluteSum(data: Matrix, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    a += Math.abs(data[i]!);
    b += Math.abs(data[i + 1]!);
    c += Math.abs(data[i + 2]!);
    d += Math.abs(data[i + 3]!);
  }
  for (; i < to; i++) a += Math.abs(data[i]!);
  return a + b + (c + d);
}

/** The root of the sum of squares. */
export function normF(a: Dense): number {
  let largest = 0;
  for (const x of a.data) if (!(Math.abs(x) <= largest)) largest = Math.abs(x);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (const x of a.data) sum += (x / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Is everything below (above) the diagonal exactly zero? */
export function isTriangular(a: Dense, which: 'upper' | 'lower'): boolean {
  const lanes = lanesOf(a.kind);
  for (let j = 0; j < a.n; j++) {
    const [from, to] = which === 'upper' ? [Math.min(j + 1, a.m), a.m] : [0, Math.min(j, a.m)];
    for (let i = (j * a.m + from) * lanes; i < (j * a.m + to) * lanes; i++) if (a.data[i] !== 0) return false;
  }
  return true;
}
