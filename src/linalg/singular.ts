/** Singular values and vectors, and what follows from them: rank, null space, range, pseudo-inverse. */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { adjoint, dense, denseOf, fromArray, minus, part, product, toArray, toVector, type Dense } from './dense.js';
import { hermitianEigen } from './hermitianEigen.js';
import { engine } from './engine/index.js';
import type { Matrix } from './engine/engine.js';
import {
  EPS,
  REAL,
  allFinite,
  arrayOf,
  checkFiniteArray,
  eachMember,
  kindOf,
  lanesOf,
  matrixOf,
  squareSide,
  typed,
  zerosOf,
  type CheckOptions,
  type FloatOf,
  type MeetOf,
  type RealOf,
} from './matrices.js';
import { isSmallStack, svdStack } from './smallStacks.js';

/** `a = u @ diag(s) @ vh`. */
export interface DenseSvd {
  readonly u: Dense;
  /** The singular values, falling. */
  readonly s: Matrix;
  readonly vh: Dense;
}

/** Singular value decomposition of one matrix, which is lost. */
export function denseSvd(a: Dense, full: boolean): DenseSvd {
  const { kind, m, n } = a;
  const k = Math.min(m, n);
  const s = zerosOf(REAL[kind], k);
  const u = dense(kind, m, full ? m : k);
  const vh = dense(kind, full ? n : k, n);
  if (k === 0) {
    for (const square of [u, vh]) {
      for (let i = 0; i < Math.min(square.m, square.n); i++) square.data[(i * square.m + i) * lanesOf(kind)] = 1;
    }
    return { u, s, vh };
  }
  if (!allFinite(a.data)) throw new LinAlgError('SVD did not converge');
  const info = engine().gesdd(kind, full ? 'A' : 'S', m, n, a.data, s, u.data, vh.data);
  if (info > 0) throw new LinAlgError('SVD did not converge');
  return { u, s, vh };
}

/** The singular values of one matrix, which is lost. */
export function denseSvdvals(a: Dense): Matrix {
  const { kind, m, n } = a;
  const s = zerosOf(REAL[kind], Math.min(m, n));
  if (s.length === 0) return s;
  if (!allFinite(a.data)) {
    // NumPy gives nan where values alone are asked for.
    if (a.data.some((x) => Number.isNaN(x))) return s.fill(NaN);
    throw new LinAlgError('SVD did not converge');
  }
  const nothing = zerosOf(kind, 0);
  if (engine().gesdd(kind, 'N', m, n, a.data, s, nothing, nothing) > 0) throw new LinAlgError('SVD did not converge');
  return s;
}

/** Options of `svd`. */
export interface SvdOptions extends CheckOptions {
  /** U is m x m and Vh n x n (the default), or m x k and k x n with k = min(m, n). */
  fullMatrices?: boolean;
  /** False: the singular values alone. */
  computeUv?: boolean;
  /** The matrices are Hermitian: use their eigenvectors, which is faster. */
  hermitian?: boolean;
}

/** `a = U @ diag(S) @ Vh`. */
export interface Svd<D, R> {
  readonly U: D;
  /** The singular values, falling. */
  readonly S: R;
  readonly Vh: D;
}

/** The SVD of a Hermitian matrix out of its eigenvectors. */
function hermitianSvd(a: Dense): DenseSvd {
  const { kind, n } = a;
  const { w, v } = hermitianEigen(a, 'L', true);
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => Math.abs(w[j]!) - Math.abs(w[i]!));
  const [u, vectors] = [dense(kind, n, n), dense(kind, n, n)];
  const s = zerosOf(REAL[kind], n);
  const lanes = lanesOf(kind);
  order.forEach((from, to) => {
    s[to] = Math.abs(w[from]!);
    const sign = w[from]! < 0 ? -1 : 1;
    for (let i = 0; i < n * lanes; i++) {
      vectors.data[to * n * lanes + i] = v!.data[from * n * lanes + i]!;
      u.data[to * n * lanes + i] = sign * v!.data[from * n * lanes + i]!;
    }
  });
  return { u, s, vh: adjoint(vectors) };
}

/**
 * Singular value decomposition.
 *
 * @param a - array_like of shape (..., m, n)
 * @param options - `fullMatrices` (true), `computeUv` (true), `hermitian`, `checkFinite`
 * @returns `{ U, S, Vh }` with `a = U @ diag(S) @ Vh`; S alone with `computeUv: false`
 * @throws LinAlgError when the iteration does not end (for nan or inf)
 * @example
 * np.linalg.svd([[3, 0], [0, 4]]).S.toArray(); // [4, 3]
 */
export function svd<A extends ArrayLike>(a: A, options: SvdOptions & { computeUv: false }): ArrayOf<RealOf<A>>;
export function svd<A extends ArrayLike>(a: A, options?: SvdOptions): Svd<ArrayOf<FloatOf<A>>, ArrayOf<RealOf<A>>>;
export function svd(a: ArrayLike, options: SvdOptions = {}): object {
  checkOptions('svd', options, ['fullMatrices', 'computeUv', 'hermitian', 'checkFinite']);
  const { fullMatrices = true, computeUv = true, hermitian = false } = options;
  const array = matrixOf('svd', a);
  if (options.checkFinite) checkFiniteArray('svd', array);
  if (hermitian) squareSide('svd', array);
  const kind = kindOf('svd', array.info);
  const values = (s: Matrix): NDArray => arrayOf(REAL[kind], [s.length], s);
  const [m, n] = array.shape.slice(-2) as [number, number];
  if (!hermitian && (!computeUv || !fullMatrices || m === n) && isSmallStack(kind, array.size / (m * n || 1), m, n)) {
    const found = svdStack(kind, array, computeUv);
    if (found) return computeUv ? { U: found[0], S: found[1], Vh: found[2] } : found[0]!;
  }
  const results = eachMember([array], [2], (matrix) => {
    const one = fromArray(matrix!, kind);
    if (!computeUv) {
      if (!hermitian) return [values(denseSvdvals(one))];
      return [values(hermitianEigen(one, 'L', false).w.map(Math.abs).sort().reverse())];
    }
    const { u, s, vh } = hermitian ? hermitianSvd(one) : denseSvd(one, fullMatrices);
    return [toArray(u), values(s), toArray(vh)];
  });
  return computeUv ? { U: results[0], S: results[1], Vh: results[2] } : results[0]!;
}

/**
 * Singular values, falling.
 *
 * @param x - array_like of shape (..., m, n)
 * @param options - `checkFinite`
 * @returns a real array of shape (..., min(m, n))
 * @example
 * np.linalg.svdvals([[3, 0], [0, 4]]).toArray(); // [4, 3]
 */
export function svdvals<A extends ArrayLike>(x: A, options: CheckOptions = {}): ArrayOf<RealOf<A>> {
  checkOptions('svdvals', options, ['checkFinite']);
  const array = matrixOf('svdvals', x);
  if (options.checkFinite) checkFiniteArray('svdvals', array);
  const kind = kindOf('svdvals', array.info);
  const [m, n] = array.shape.slice(-2) as [number, number];
  if (isSmallStack(kind, array.size / (m * n || 1), m, n)) {
    const found = svdStack(kind, array, false);
    if (found) return typed(found[0]!);
  }
  const [result] = eachMember([array], [2], (matrix) => {
    const s = denseSvdvals(fromArray(matrix!, kind));
    return [arrayOf(REAL[kind], [s.length], s)];
  });
  return typed(result!);
}

/**
 * The matrix with given singular values on its diagonal.
 *
 * @param s - array_like of shape (min(m, n),)
 * @param m - rows
 * @param n - columns
 * @returns an m x n array
 * @throws ValueError when the length of `s` is neither m nor n
 * @example
 * np.linalg.diagsvd([2, 1], 2, 3).toArray(); // [[2, 0, 0], [0, 1, 0]]
 */
export function diagsvd<S extends ArrayLike>(s: S, m: number, n: number): ArrayOf<FloatOf<S>> {
  const values = matrixOf('diagsvd', s, 1);
  const length = values.shape[0]!;
  if (values.ndim !== 1 || (length !== m && length !== n)) {
    throw new ValueError(`diagsvd: length of s must be m (${m}) or n (${n}), got ${length}`);
  }
  const kind = kindOf('diagsvd', values.info);
  const given = fromArray(values, kind);
  const result = dense(kind, m, n);
  const lanes = lanesOf(kind);
  for (let i = 0; i < Math.min(m, n); i++) {
    for (let lane = 0; lane < lanes; lane++) result.data[(i * m + i) * lanes + lane] = given.data[i * lanes + lane]!;
  }
  return typed(toArray(result));
}

/** Options of `orth` and `nullSpace`. */
export interface RcondOptions {
  /** Singular values below `rcond` times the largest count as zero; by default eps * max(m, n). */
  rcond?: number | null;
}

/** How many singular values count. */
function rankBy(s: Matrix, kind: Dense['kind'], m: number, n: number, rcond: number | null | undefined): number {
  const least = (rcond ?? EPS[kind] * Math.max(m, n)) * (s[0] ?? 0);
  return Array.from(s).filter((value) => value > least).length;
}

/**
 * An orthonormal basis of the range of a matrix.
 *
 * @param A - array_like of shape (..., m, n)
 * @param options - `rcond`
 * @returns an array of shape (..., m, rank), the basis as columns
 */
export function orth<T extends ArrayLike>(A: T, options: RcondOptions = {}): ArrayOf<FloatOf<T>> {
  checkOptions('orth', options, ['rcond']);
  const array = matrixOf('orth', A);
  checkFiniteArray('orth', array);
  const kind = kindOf('orth', array.info);
  const [result] = eachMember([array], [2], (matrix) => {
    const one = fromArray(matrix!, kind);
    const { u, s } = denseSvd(one, false);
    return [toArray(part(u, 0, u.m, 0, rankBy(s, kind, one.m, one.n, options.rcond)))];
  });
  return typed(result!);
}

/**
 * An orthonormal basis of the null space of a matrix.
 *
 * @param A - array_like of shape (..., m, n)
 * @param options - `rcond`
 * @returns an array of shape (..., n, n - rank), the basis as columns
 * @example
 * np.linalg.nullSpace([[1, 1]]).shape; // [2, 1]
 */
export function nullSpace<T extends ArrayLike>(A: T, options: RcondOptions = {}): ArrayOf<FloatOf<T>> {
  checkOptions('nullSpace', options, ['rcond']);
  const array = matrixOf('nullSpace', A);
  checkFiniteArray('nullSpace', array);
  const kind = kindOf('nullSpace', array.info);
  const [result] = eachMember([array], [2], (matrix) => {
    const one = fromArray(matrix!, kind);
    const { s, vh } = denseSvd(one, true);
    const rank = rankBy(s, kind, one.m, one.n, options.rcond);
    return [toArray(adjoint(part(vh, rank, vh.m, 0, vh.n)))];
  });
  return typed(result!);
}

/**
 * The angles between two subspaces, falling (A. Knyazev and M. Argentati, SIAM J. Sci. Comput. 23, 2002).
 *
 * @param A - array_like of shape (m, n), whose columns span the first
 * @param B - array_like of shape (m, k), whose columns span the second
 * @returns the angles in radians, of shape (min(n, k),)
 * @throws ValueError when the numbers of rows differ
 * @example
 * np.linalg.subspaceAngles([[1], [0]], [[0], [1]]).toArray(); // [1.5707963267948966]
 */
export function subspaceAngles<A extends ArrayLike, B extends ArrayLike>(a: A, b: B): ArrayOf<RealOf<A>> {
  const [first, second] = denseOf('subspaceAngles', { A: a, B: b }) as [Dense, Dense];
  if (first.m !== second.m) {
    throw new ValueError(`subspaceAngles: A and B must have the same number of rows, got ${first.m} and ${second.m}`);
  }
  const { kind } = first;
  const basis = (x: Dense): Dense => {
    const { u, s } = denseSvd({ ...x, data: x.data.slice() as Matrix }, false);
    return part(u, 0, u.m, 0, rankBy(s, kind, x.m, x.n, null));
  };
  const [qa, qb] = [basis(first), basis(second)];
  const overlap = product(adjoint(qa), qb);
  const sigma = denseSvdvals({ ...overlap, data: overlap.data.slice() as Matrix });
  // Small angles from their sines, large ones from their cosines.
  const rest = qa.n >= qb.n ? minus(qb, product(qa, overlap)) : minus(qa, product(qb, adjoint(overlap)));
  const mu = denseSvdvals(rest);
  const angles = zerosOf(REAL[kind], sigma.length);
  const count = sigma.length;
  for (let i = 0; i < count; i++) {
    const cosine = sigma[count - 1 - i]!;
    angles[i] = cosine * cosine >= 0.5 ? Math.asin(Math.min(Math.max(mu[i]!, -1), 1)) : Math.acos(cosine);
  }
  return typed(toVector(dense(REAL[kind], count, 1, angles)));
}

/**
 * The orthogonal matrix that turns one matrix into another as nearly as possible (P. Schoenemann, Psychometrika 31, 1966).
 *
 * @param A - array_like of shape (m, n)
 * @param B - array_like of shape (m, n)
 * @param options - `checkFinite` (true by default)
 * @returns `[R, scale]`: R minimises `norm(A @ R - B)`; scale is the sum of the singular values of `A^H @ B`
 * @throws ValueError when the shapes differ
 */
export function orthogonalProcrustes<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: CheckOptions = {},
): [R: ArrayOf<MeetOf<A, B>>, scale: number] {
  checkOptions('orthogonalProcrustes', options, ['checkFinite']);
  const [from, to] = denseOf('orthogonalProcrustes', { A: a, B: b }, options) as [Dense, Dense];
  if (from.m !== to.m || from.n !== to.n) {
    throw new ValueError(
      `orthogonalProcrustes: the shapes of A and B differ ((${from.m},${from.n}) vs (${to.m},${to.n}))`,
    );
  }
  const { u, s, vh } = denseSvd(product(adjoint(from), to), true);
  return [typed(toArray(product(u, vh))), Array.from(s).reduce((sum, x) => sum + x, 0)];
}

/** Options of `polar`. */
export interface PolarOptions {
  /** `'right'` (the default): `a = u @ p`; `'left'`: `a = p @ u`. */
  side?: 'right' | 'left';
}

/**
 * Polar decomposition: a factor with orthonormal columns (or rows) and a positive semidefinite one (N. Higham, Functions of
 * Matrices, chapter 8).
 *
 * @param a - array_like of shape (m, n)
 * @param options - `side`
 * @returns `[u, p]`
 * @throws ValueError when `a` has not two axes or `side` is unknown
 * @example
 * const [u, p] = np.linalg.polar([[0, -2], [2, 0]]);
 * p.toArray(); // [[2, 0], [0, 2]]
 */
export function polar<A extends ArrayLike>(
  a: A,
  options: PolarOptions = {},
): [u: ArrayOf<FloatOf<A>>, p: ArrayOf<FloatOf<A>>] {
  checkOptions('polar', options, ['side']);
  const { side = 'right' } = options;
  if (side !== 'right' && side !== 'left') throw new ValueError(`polar: side must be 'right' or 'left', got '${side}'`);
  const [matrix] = denseOf('polar', { a }) as [Dense];
  const { u, s, vh } = denseSvd(matrix, false);
  const scaledColumns = (x: Dense): Dense => {
    const result = { ...x, data: x.data.slice() as Matrix };
    const lanes = lanesOf(x.kind);
    for (let j = 0; j < x.n; j++) {
      for (let i = j * x.m * lanes; i < (j + 1) * x.m * lanes; i++) result.data[i]! *= s[j]!;
    }
    return result;
  };
  const p = side === 'right' ? product(scaledColumns(adjoint(vh)), vh) : product(scaledColumns(u), adjoint(u));
  return [typed(toArray(product(u, vh))), typed(toArray(p))];
}
