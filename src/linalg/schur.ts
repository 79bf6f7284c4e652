/**
 * Schur forms of matrices and of pairs, ordered where wanted, and Hessenberg form (Golub and Van Loan, chapter 7; ordering
 * after Z. Bai and J. Demmel, Linear Algebra Appl. 186, 1993, in LAPACK).
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { LinAlgError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { oneOf } from './arguments.js';
import {
  clearTriangle,
  dense,
  denseOf,
  fromArray,
  identityOf,
  mustBeSquare,
  toArray,
  toComplex,
  toVector,
  type Dense,
} from './dense.js';
import type { Matrix } from './engine/engine.js';
import { engine } from './engine/index.js';
import {
  COMPLEX,
  checkFiniteArray,
  eachMember,
  isComplexKind,
  kindOf,
  squareOf,
  typed,
  zerosOf,
  type CheckOptions,
  type ComplexOf,
  type EitherOf,
  type FloatOf,
} from './matrices.js';
import { eliminating, rotateColumns, rotateRows } from './rotations.js';

/** Real Schur form (quasi-triangular, for real matrices) or complex. */
export type SchurOutput = 'real' | 'complex';

/** The half planes and the unit circle: eigenvalues in the left or right one, inside or outside. */
export type Region = 'lhp' | 'rhp' | 'iuc' | 'ouc';

/** Options of `schur`. */
export interface SchurOptions extends CheckOptions {
  output?: SchurOutput;
  /** Which eigenvalues come first. */
  sort?: Region | ((eigenvalue: Complex) => boolean) | null;
}

/** `a = z @ t @ z^H`. */
export interface DenseSchur {
  readonly t: Dense;
  readonly z: Dense;
  /** Eigenvalues as pairs. */
  readonly w: Matrix;
}

/** The Schur form of one matrix, which is lost. */
export function denseSchur(a: Dense): DenseSchur {
  const { kind, n } = a;
  const z = dense(kind, n, n);
  const w = zerosOf(COMPLEX[kind], n);
  if (n > 0 && engine().gees(kind, n, a.data, w, z.data) > 0) {
    throw new LinAlgError('schur: Schur form not found. Possibly ill-conditioned.');
  }
  return { t: a, z, w };
}

function inRegion(functionName: string, region: Region, x: Complex): boolean {
  switch (region) {
    case 'lhp':
      return x.re < 0;
    case 'rhp':
      return x.re >= 0;
    case 'iuc':
      return x.abs() <= 1;
    case 'ouc':
      return x.abs() > 1;
    default:
      throw new ValueError(
        `${functionName}: sort must be a function, 'lhp', 'rhp', 'iuc' or 'ouc', got ${describe(region)}`,
      );
  }
}

/**
 * Schur decomposition, `a = Z @ T @ Z^H` with unitary Z and upper triangular T (for real output with 2 x 2 blocks on the
 * diagonal, one for each pair of complex eigenvalues).
 *
 * @param a - array_like of shape (..., n, n)
 * @param options - `output` ('real' by default), `sort`, `checkFinite` (true by default)
 * @returns `[T, Z]`; with `sort` of a single matrix `[T, Z, sdim]`, how many eigenvalues were selected
 * @throws ValueError when `a` is not square; LinAlgError when the iteration does not end or eigenvalues cannot be sorted
 * @example
 * const [T, Z] = np.linalg.schur([[0, 1], [-2, -3]]);
 * np.allclose(np.matmul(np.matmul(Z, T), Z.T), [[0, 1], [-2, -3]]); // true
 */
export function schur<A extends ArrayLike>(
  a: A,
  options: SchurOptions & { output: 'complex'; sort: NonNullable<SchurOptions['sort']> },
): [T: ArrayOf<ComplexOf<A>>, Z: ArrayOf<ComplexOf<A>>, sdim: number];
export function schur<A extends ArrayLike>(
  a: A,
  options: SchurOptions & { sort: NonNullable<SchurOptions['sort']> },
): [T: ArrayOf<FloatOf<A>>, Z: ArrayOf<FloatOf<A>>, sdim: number];
export function schur<A extends ArrayLike>(
  a: A,
  options: SchurOptions & { output: 'complex' },
): [T: ArrayOf<ComplexOf<A>>, Z: ArrayOf<ComplexOf<A>>];
export function schur<A extends ArrayLike>(
  a: A,
  options?: SchurOptions,
): [T: ArrayOf<FloatOf<A>>, Z: ArrayOf<FloatOf<A>>];
export function schur(a: ArrayLike, options: SchurOptions = {}): unknown[] {
  checkOptions('schur', options, ['output', 'sort', 'checkFinite']);
  const output = oneOf('schur', 'output', options.output, ['real', 'complex'] as const);
  const { sort, checkFinite = true } = options;
  const array = squareOf('schur', a);
  if (checkFinite) checkFiniteArray('schur', array);
  const kind = output === 'complex' ? COMPLEX[kindOf('schur', array.info)] : kindOf('schur', array.info);
  let selected = 0;
  const results = eachMember([array], [2], (matrix) => {
    const { t, z, w } = denseSchur(fromArray(matrix!, kind));
    if (sort && t.n > 0) {
      const select = new Uint8Array(t.n);
      for (let i = 0; i < t.n; i++) {
        const x = new Complex(w[2 * i]!, w[2 * i + 1]!);
        select[i] = (typeof sort === 'function' ? sort(x) : inRegion('schur', sort, x)) ? 1 : 0;
      }
      const { info, m } = engine().trsen(kind, t.n, select, t.data, w, z.data);
      if (info > 0) {
        throw new LinAlgError('schur: Eigenvalues could not be separated for reordering: they are too close');
      }
      selected = m;
    } else if (sort && typeof sort !== 'function') inRegion('schur', sort, new Complex(0));
    return [toArray(t), toArray(z)];
  });
  return sort && array.ndim === 2 ? [...results, selected] : results;
}

/**
 * From a real Schur form to a complex one, by rotations that split the 2 x 2 blocks.
 *
 * @param T - array_like of shape (..., n, n), quasi-triangular
 * @param Z - array_like of shape (..., n, n), orthogonal
 * @param options - `checkFinite` (true by default)
 * @returns `[T, Z]`, complex, with upper triangular T
 * @throws ValueError when shapes do not fit
 */
export function rsf2csf<T extends ArrayLike>(
  T: T,
  Z: ArrayLike,
  options: CheckOptions = {},
): [T: ArrayOf<ComplexOf<T>>, Z: ArrayOf<ComplexOf<T>>] {
  checkOptions('rsf2csf', options, ['checkFinite']);
  const [given, vectors] = [squareOf('rsf2csf', T), squareOf('rsf2csf', Z)];
  if (options.checkFinite ?? true) [given, vectors].forEach((array) => checkFiniteArray('rsf2csf', array));
  if (given.shape[given.ndim - 1] !== vectors.shape[vectors.ndim - 1]) {
    throw new ValueError('rsf2csf: T and Z must be of the same side');
  }
  const kind = COMPLEX[kindOf('rsf2csf', given.info, vectors.info)];
  const results = eachMember([given, vectors], [2, 2], (tArray, zArray) => {
    const [t, z] = [fromArray(tArray!, kind), fromArray(zArray!, kind)];
    splitBlocks(t, z);
    return [toArray(t), toArray(z)];
  });
  return [typed(results[0]!), typed(results[1]!)];
}

/** Rotate the 2 x 2 blocks of a quasi-triangular matrix of complex kind away. */
export function splitBlocks(t: Dense, z: Dense): void {
  const { n, data } = t;
  const value = (i: number, j: number): Complex => new Complex(data[2 * (j * n + i)]!, data[2 * (j * n + i) + 1]!);
  for (let m = n - 1; m > 0; m--) {
    const below = value(m, m - 1);
    if (below.re === 0 && below.im === 0) continue;
    // An eigenvalue of the block, as its distance from the last diagonal element.
    const half = value(m - 1, m - 1)
      .sub(value(m, m))
      .div(2);
    const square = half.mul(half).add(value(m - 1, m).mul(below));
    const root = complexRoot(square);
    const mu = half.re * root.re + half.im * root.im >= 0 ? half.add(root) : half.sub(root);
    const rotation = eliminating(mu.re, mu.im, below.re, below.im);
    rotateRows(t, m - 1, m, rotation, m - 1, n);
    rotateColumns(t, m - 1, m, rotation, 0, m + 1);
    rotateColumns(z, m - 1, m, rotation, 0, n);
    data[2 * ((m - 1) * n + m)] = data[2 * ((m - 1) * n + m) + 1] = 0;
  }
}

/** The principal square root. */
function complexRoot(x: Complex): Complex {
  const size = x.abs();
  if (size === 0) return new Complex(0);
  const re = Math.sqrt((size + Math.abs(x.re)) / 2);
  const im = Math.abs(x.im) / (2 * re);
  if (x.re >= 0) return new Complex(re, x.im < 0 ? -im : im);
  return new Complex(im, x.im < 0 ? -re : re);
}

/** Options of `hessenberg`. */
export interface HessenbergOptions extends CheckOptions {
  /** Give `[H, Q]`; false by default. */
  calcQ?: boolean;
}

/**
 * Hessenberg form, `a = Q @ H @ Q^H` with zeros below the first subdiagonal of H.
 *
 * @param a - array_like of shape (..., n, n)
 * @param options - `calcQ`, `checkFinite` (true by default)
 * @returns H, with `calcQ` `[H, Q]`
 * @throws LinAlgError when `a` is not square; ValueError for nan or inf
 */
export function hessenberg<A extends ArrayLike>(
  a: A,
  options: HessenbergOptions & { calcQ: true },
): [H: ArrayOf<FloatOf<A>>, Q: ArrayOf<FloatOf<A>>];
export function hessenberg<A extends ArrayLike>(a: A, options?: HessenbergOptions): ArrayOf<FloatOf<A>>;
export function hessenberg(a: ArrayLike, options: HessenbergOptions = {}): object {
  checkOptions('hessenberg', options, ['calcQ', 'checkFinite']);
  const { calcQ = false, checkFinite = true } = options;
  const array = squareOf('hessenberg', a);
  if (checkFinite) checkFiniteArray('hessenberg', array);
  const kind = kindOf('hessenberg', array.info);
  const results = eachMember([array], [2], (matrix) => {
    const h = fromArray(matrix!, kind);
    const { n } = h;
    if (n <= 2) return [toArray(h), ...(calcQ ? [toArray(identityOf(kind, n))] : [])];
    const tau = zerosOf(kind, n - 1);
    engine().gehrd(kind, n, 1, n, h.data, tau);
    const q = { ...h, data: h.data.slice() as Matrix };
    const form = toArray(clearTriangle(h, 'below', -1));
    if (!calcQ) return [form];
    engine().orghr(kind, n, 1, n, q.data, tau);
    return [form, toArray(q)];
  });
  return calcQ ? results : results[0]!;
}

/** Options of `qz`. */
export interface QzOptions extends CheckOptions {
  output?: SchurOutput;
}

/** The generalised Schur form of one pair; both are lost. */
export function denseQz(a: Dense, b: Dense): { q: Dense; z: Dense; alpha: Matrix; beta: Matrix } {
  const { kind, n } = a;
  const [q, z] = [dense(kind, n, n), dense(kind, n, n)];
  const [alpha, beta] = [zerosOf(COMPLEX[kind], n), zerosOf(kind, n)];
  if (n > 0 && engine().gges(kind, n, a.data, b.data, alpha, beta, q.data, z.data) > 0) {
    throw new LinAlgError('qz: the QZ iteration failed');
  }
  return { q, z, alpha, beta };
}

function pairOf(
  functionName: string,
  A: ArrayLike,
  B: ArrayLike,
  options: CheckOptions & { output?: SchurOutput },
): [Dense, Dense] {
  const output = oneOf(functionName, 'output', options.output, ['real', 'complex'] as const);
  const [a, b] = denseOf(functionName, { A, B }, options) as [Dense, Dense];
  mustBeSquare(functionName, 'A', a);
  mustBeSquare(functionName, 'B', b);
  if (a.n !== b.n) throw new ValueError(`${functionName}: A and B must have the same side, got ${a.n} and ${b.n}`);
  return output === 'complex' ? [toComplex(a), toComplex(b)] : [a, b];
}

/**
 * QZ decomposition (generalised Schur form): `A = Q @ AA @ Z^H`, `B = Q @ BB @ Z^H`, with BB upper triangular and AA upper
 * triangular or, for real output, quasi-triangular.
 *
 * @param A - array_like of shape (n, n)
 * @param B - array_like of shape (n, n)
 * @param options - `output` ('real' by default), `checkFinite` (true by default); see `ordqz` for an order
 * @returns `[AA, BB, Q, Z]`
 * @throws ValueError when shapes do not fit; LinAlgError when the iteration fails
 */
export function qz<A extends ArrayLike>(
  A: A,
  B: ArrayLike,
  options: QzOptions = {},
): [AA: ArrayOf<EitherOf<A>>, BB: ArrayOf<EitherOf<A>>, Q: ArrayOf<EitherOf<A>>, Z: ArrayOf<EitherOf<A>>] {
  checkOptions('qz', options, ['output', 'checkFinite']);
  const [a, b] = pairOf('qz', A, B, options);
  const { q, z } = denseQz(a, b);
  return [a, b, q, z].map((matrix) => typed(toArray(matrix))) as never;
}

/** Options of `ordqz`. */
export interface OrdqzOptions extends QzOptions {
  /** Which eigenvalues `alpha / beta` come first, `'lhp'` by default. */
  sort?: Region | ((alpha: Complex, beta: Complex) => boolean);
}

/** Does an eigenvalue given as a pair lie in a region? */
export function pairInRegion(functionName: string, region: Region, alpha: Complex, beta: Complex): boolean {
  const infinite = beta.re === 0 && beta.im === 0;
  if (region === 'ouc' && infinite) return alpha.re !== 0 || alpha.im !== 0;
  if (infinite) return false;
  const x = alpha.div(beta);
  if (region === 'rhp') return x.re > 0;
  if (region === 'iuc') return x.abs() < 1;
  return inRegion(functionName, region, x);
}

/**
 * QZ decomposition with some eigenvalues first; see `qz`.
 *
 * @param A - array_like of shape (n, n)
 * @param B - array_like of shape (n, n)
 * @param options - `sort`, `output` ('real' by default), `checkFinite` (true by default)
 * @returns `[AA, BB, alpha, beta, Q, Z]`; the eigenvalues are `alpha / beta`
 * @throws ValueError when shapes do not fit; LinAlgError when the iteration fails or eigenvalues are too close to be ordered
 */
export function ordqz<A extends ArrayLike>(
  A: A,
  B: ArrayLike,
  options: OrdqzOptions = {},
): [
  AA: ArrayOf<EitherOf<A>>,
  BB: ArrayOf<EitherOf<A>>,
  alpha: ArrayOf<ComplexOf<A>>,
  beta: ArrayOf<EitherOf<A>>,
  Q: ArrayOf<EitherOf<A>>,
  Z: ArrayOf<EitherOf<A>>,
] {
  checkOptions('ordqz', options, ['sort', 'output', 'checkFinite']);
  const [a, b] = pairOf('ordqz', A, B, options);
  const sort = options.sort ?? 'lhp';
  const { alpha, beta, q, z } = orderedQz('ordqz', a, b, (x, y) =>
    typeof sort === 'function' ? sort(x, y) : pairInRegion('ordqz', sort, x, y),
  );
  const vector = (kind: Dense['kind'], data: Matrix): NDArray => toVector(dense(kind, a.n, 1, data));
  return [
    typed(toArray(a)),
    typed(toArray(b)),
    typed(vector(COMPLEX[a.kind], alpha)),
    typed(vector(a.kind, beta)),
    typed(toArray(q)),
    typed(toArray(z)),
  ];
}

/** The ordered form of one pair, which it overwrites. */
export function orderedQz(
  functionName: string,
  a: Dense,
  b: Dense,
  chosen: (alpha: Complex, beta: Complex) => boolean,
): { q: Dense; z: Dense; alpha: Matrix; beta: Matrix; count: number } {
  const { kind, n } = a;
  const { q, z, alpha, beta } = denseQz(a, b);
  const select = new Uint8Array(n);
  const complex = isComplexKind(kind);
  for (let i = 0; i < n; i++) {
    const y = complex ? new Complex(beta[2 * i]!, beta[2 * i + 1]!) : new Complex(beta[i]!);
    select[i] = chosen(new Complex(alpha[2 * i]!, alpha[2 * i + 1]!), y) ? 1 : 0;
  }
  let count = 0;
  if (n > 0) {
    const { info, m } = engine().tgsen(kind, n, select, a.data, b.data, alpha, beta, q.data, z.data);
    if (info > 0) {
      throw new LinAlgError(
        `${functionName}: Reordering of (A, B) failed: some eigenvalues are too close to each other`,
      );
    }
    count = m;
  }
  return { q, z, alpha, beta, count };
}
