/** Least squares and pseudo-inverses of matrices of any rank (Golub and Van Loan, section 5.5). */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { LinAlgError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import { emptyArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import { plainIfScalar } from '../ops/matmul.js';
import { oneOf } from './arguments.js';
import { adjoint, dense, fromArray, part, product, putPart, toArray, toVector, type Dense } from './dense.js';
import { engine } from './engine/index.js';
import type { Matrix } from './engine/engine.js';
import { hermitianEigen } from './hermitianEigen.js';
import type { PerMatrix } from './inverse.js';
import {
  EPS,
  REAL,
  allFinite,
  checkFiniteArray,
  eachMember,
  exactly,
  kindOf,
  lanesOf,
  largestSize,
  matrixOf,
  squareOf,
  squareSide,
  typed,
  zerosOf,
  type CheckOptions,
  type FloatOf,
  type MeetOf,
  type RealOf,
} from './matrices.js';
import { denseSvd, denseSvdvals } from './singular.js';

/** Options of `lstsq`. */
export interface LstsqOptions extends CheckOptions {
  /** Singular values below `rcond` times the largest count as zero; by default eps * max(m, n). -1: eps. */
  rcond?: number | null;
  /** `'gelsd'` (the default) and `'gelss'` by singular values; `'gelsy'` by a complete orthogonal factorisation. */
  lapackDriver?: 'gelsd' | 'gelss' | 'gelsy';
}

/** What `lstsq` finds. */
export interface Lstsq<X, R> {
  /** The solution of least norm, of shape (n,) or (n, k). */
  readonly x: X;
  /** Sums of squared residuals of each column; empty where the rank is below n or m <= n. */
  readonly residuals: R;
  readonly rank: number;
  /** The singular values, falling; null with `'gelsy'`. */
  readonly s: R | null;
}

/**
 * Least squares: the x of least norm that minimises `norm(b - a @ x)`.
 *
 * @param a - array_like of shape (m, n)
 * @param b - array_like of shape (m,) or (m, k)
 * @param options - `rcond`, `lapackDriver`, `checkFinite`
 * @returns `{ x, residuals, rank, s }`
 * @throws LinAlgError when the iteration does not end; ValueError when shapes do not fit
 * @example
 * const { x } = np.linalg.lstsq([[0, 1], [1, 1], [2, 1]], [1, 3, 5]);
 * np.allclose(x, [2, 1]); // true
 */
export function lstsq<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: LstsqOptions = {},
): Lstsq<ArrayOf<MeetOf<A, B>>, ArrayOf<RealOf<A>>> {
  checkOptions('lstsq', options, ['rcond', 'lapackDriver', 'checkFinite']);
  const driver = oneOf('lstsq', 'lapackDriver', options.lapackDriver, ['gelsd', 'gelss', 'gelsy'] as const);
  const [left, right] = [exactly('lstsq', 'a', a, 2), matrixOf('lstsq', b, 1)];
  if (right.ndim > 2) {
    throw new LinAlgError(`lstsq: ${right.ndim}-dimensional array given. b must be one- or two-dimensional`);
  }
  if (right.shape[0] !== left.shape[0]) {
    throw new LinAlgError(
      `lstsq: Incompatible dimensions: a has shape ${shapeText(left.shape)}, b ${shapeText(right.shape)}`,
    );
  }
  if (options.checkFinite) [left, right].forEach((array) => checkFiniteArray('lstsq', array));
  const kind = kindOf('lstsq', left.info, right.info);
  const [matrix, rhs] = [fromArray(left, kind), fromArray(right, kind)];
  const { m, n } = matrix;
  const k = rhs.n;
  const rcond = options.rcond ?? EPS[kind] * Math.max(m, n);
  const tall = dense(kind, Math.max(m, n), k);
  putPart(tall, rhs, 0, 0);
  const s = zerosOf(REAL[kind], Math.min(m, n));
  let rank = 0;
  if (s.length > 0) {
    if (!allFinite(matrix.data) || !allFinite(rhs.data)) {
      throw new LinAlgError('SVD did not converge in Linear Least Squares');
    }
    if (k > 0 || driver === 'gelsy') {
      const found =
        driver === 'gelsy'
          ? engine().gelsy(kind, m, n, k, matrix.data, tall.data, rcond < 0 ? EPS[kind] : rcond)
          : engine().gelsd(kind, m, n, k, matrix.data, tall.data, s, rcond);
      if (found.info > 0) throw new LinAlgError('SVD did not converge in Linear Least Squares');
      rank = found.rank;
    } else {
      s.set(denseSvdvals(matrix));
      const least = (rcond < 0 ? EPS[kind] : rcond) * (s[0] ?? 0);
      rank = s.filter((x) => x > least).length;
    }
  } else tall.data.fill(0);
  const x = part(tall, 0, n, 0, k);
  const hasResiduals = rank === n && m > n;
  const residuals = zerosOf(REAL[kind], hasResiduals ? k : 0);
  if (hasResiduals) {
    let rest = part(tall, n, m, 0, k);
    if (driver === 'gelsy') {
      // Here what is left over must be worked out from the solution.
      rest = fromArray(right, kind);
      engine().gemm(kind, 'N', 'N', m, k, n, -1, fromArray(left, kind).data, x.data, 1, rest.data);
    }
    const height = rest.m * lanesOf(kind);
    for (let j = 0; j < k; j++) {
      let sum = 0;
      for (let i = j * height; i < (j + 1) * height; i++) sum += rest.data[i]! ** 2;
      residuals[j] = sum;
    }
  }
  return {
    x: typed(right.ndim === 1 ? toVector(x) : toArray(x)),
    residuals: typed(toVector(dense(REAL[kind], residuals.length, 1, residuals))),
    rank,
    s: driver === 'gelsy' ? null : typed(toVector(dense(REAL[kind], s.length, 1, s))),
  };
}

/** Options of `pinv`. */
export interface PinvOptions extends CheckOptions {
  /** Singular values below `rcond` times the largest count as zero; by default 1e-15, as in NumPy. */
  rcond?: number | null;
  /** The same, relative; given alone it replaces `rcond`. null: eps * max(m, n). */
  rtol?: number | null;
  /** Singular values below this count as zero too; 0 by default. */
  atol?: number;
  /** The matrices are Hermitian: use eigenvalues. */
  hermitian?: boolean;
  /** Give `[pinv, rank]`. */
  returnRank?: boolean;
}

/** `v @ diag(1 / s) @ u^H` over the singular values above a threshold. */
function inverseBy(u: Dense, s: Matrix, vh: Dense, least: number): [inverse: Dense, rank: number] {
  const lanes = lanesOf(u.kind);
  const keep = Array.from(s, (x, j) => [x, j] as const).filter(([x]) => Math.abs(x) > least);
  const scaled = dense(u.kind, u.m, keep.length);
  const rows = dense(u.kind, keep.length, vh.n);
  keep.forEach(([value, j], to) => {
    for (let i = 0; i < u.m * lanes; i++) scaled.data[to * u.m * lanes + i] = u.data[j * u.m * lanes + i]! / value;
    for (let c = 0; c < vh.n; c++) {
      for (let lane = 0; lane < lanes; lane++) {
        rows.data[(c * keep.length + to) * lanes + lane] = vh.data[(c * vh.m + j) * lanes + lane]!;
      }
    }
  });
  return [adjoint(product(scaled, rows)), keep.length];
}

function withRank(results: NDArray[], returnRank: boolean | undefined): object {
  return returnRank ? [results[0]!, plainIfScalar(results[1]!)] : results[0]!;
}

function rankArray(rank: number): NDArray {
  const result = emptyArray(DTYPES.int32, []);
  result.storage[0] = rank;
  return result as NDArray;
}

/**
 * Moore-Penrose pseudo-inverses.
 *
 * @param a - array_like of shape (..., m, n)
 * @param options - `rcond` (1e-15), `rtol`, `atol`, `hermitian`, `returnRank`, `checkFinite`
 * @returns an array of shape (..., n, m); with `returnRank` that and the rank
 * @throws LinAlgError when the singular values are not found
 * @example
 * np.linalg.pinv([[2], [0]]).toArray(); // [[0.5, 0]]
 */
export function pinv<A extends ArrayLike>(
  a: A,
  options: PinvOptions & { returnRank: true },
): [pinv: ArrayOf<FloatOf<A>>, rank: PerMatrix<A, 'int32'>];
export function pinv<A extends ArrayLike>(a: A, options?: PinvOptions): ArrayOf<FloatOf<A>>;
export function pinv(a: ArrayLike, options: PinvOptions = {}): object {
  checkOptions('pinv', options, ['rcond', 'rtol', 'atol', 'hermitian', 'returnRank', 'checkFinite']);
  const { rcond, rtol, atol, hermitian = false } = options;
  if (rcond != null && rtol != null) throw new ValueError('pinv: rtol and rcond cannot both be given');
  const array = matrixOf('pinv', a);
  if (hermitian) squareSide('pinv', array);
  if (options.checkFinite) checkFiniteArray('pinv', array);
  const kind = kindOf('pinv', array.info);
  const results = eachMember([array], [2], (matrix) => {
    const one = fromArray(matrix!, kind);
    const byDefault =
      rtol === null || (atol !== undefined && rcond == null) ? EPS[kind] * Math.max(one.m, one.n) : 1e-15;
    const relative = rcond ?? rtol ?? byDefault;
    if (hermitian) {
      const { w, v } = hermitianEigen(one, 'L', true);
      const largest = largestSize(w);
      const [inverse, rank] = inverseBy(v!, w, adjoint(v!), (atol ?? 0) + relative * largest);
      return [toArray(inverse), rankArray(rank)];
    }
    const { u, s, vh } = denseSvd(one, false);
    const [inverse, rank] = inverseBy(u, s, vh, (atol ?? 0) + relative * (s[0] ?? 0));
    return [toArray(inverse), rankArray(rank)];
  });
  return withRank(results, options.returnRank);
}

/** Options of `pinvh`. */
export interface PinvhOptions extends CheckOptions {
  /** Eigenvalues of a modulus below this count as zero; 0 by default. */
  atol?: number | null;
  /** ... or below this times the largest; eps * n by default, or 0 when `atol` is positive. */
  rtol?: number | null;
  /** Read the lower triangle (the default) or the upper one. */
  lower?: boolean;
  /** Give `[pinv, rank]`. */
  returnRank?: boolean;
}

/**
 * Pseudo-inverses of symmetric or Hermitian matrices, from their eigenvalues.
 *
 * @param a - array_like of shape (..., n, n)
 * @param options - `atol`, `rtol`, `lower`, `returnRank`, `checkFinite` (true by default)
 * @returns an array of the same shape; with `returnRank` that and the rank
 * @throws LinAlgError when the eigenvalues are not found or the matrix is not square
 */
export function pinvh<A extends ArrayLike>(
  a: A,
  options: PinvhOptions & { returnRank: true },
): [pinv: ArrayOf<FloatOf<A>>, rank: PerMatrix<A, 'int32'>];
export function pinvh<A extends ArrayLike>(a: A, options?: PinvhOptions): ArrayOf<FloatOf<A>>;
export function pinvh(a: ArrayLike, options: PinvhOptions = {}): object {
  checkOptions('pinvh', options, ['atol', 'rtol', 'lower', 'returnRank', 'checkFinite']);
  const { atol, rtol, lower = true, checkFinite = true } = options;
  const array = squareOf('pinvh', a);
  if (checkFinite) checkFiniteArray('pinvh', array);
  const kind = kindOf('pinvh', array.info);
  const results = eachMember([array], [2], (matrix) => {
    const one = fromArray(matrix!, kind);
    const { w, v } = hermitianEigen(one, lower ? 'L' : 'U', true);
    const largest = largestSize(w);
    const least = (atol ?? 0) + (rtol ?? ((atol ?? 0) > 0 ? 0 : EPS[kind] * one.n)) * largest;
    const [inverse, rank] = inverseBy(v!, w, adjoint(v!), least);
    return [toArray(inverse), rankArray(rank)];
  });
  return withRank(results, options.returnRank);
}
