/**
 * Algebraic Riccati equations from the stable deflating subspace of an extended pencil (P. Van Dooren, SIAM J. Sci. Stat.
 * Comput. 2, 1981; W. Arnold and A. Laub, Proc. IEEE 72, 1984; balancing after P. Benner, Int. J. Control 74, 2001).
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { ArrayOf } from '../core/ndarray.js';
import {
  adjoint,
  adjointOp,
  blocks,
  dense,
  denseOf,
  identityOf,
  minus,
  modulus,
  mustBeSquare,
  norm1,
  normF,
  part,
  product,
  scaled,
  toArray,
  type Dense,
} from './dense.js';
import { engine } from './engine/index.js';
import { hermitianPart } from './equations.js';
import { EPS, REAL, lanesOf, typed, zerosOf, type MeetOf } from './matrices.js';
import { factorQr, formQ } from './qr.js';
import { orderedQz, pairInRegion } from './schur.js';
import { solveDense } from './solve.js';
import { denseSvdvals } from './singular.js';

/** Options of `solveContinuousAre` and `solveDiscreteAre`. */
export interface AreOptions {
  /** A nonsingular matrix of shape (m, m) beside x. */
  e?: ArrayLike | null;
  /** A matrix of shape (m, n) beside `b`. */
  s?: ArrayLike | null;
  /** Scale the pencil first; true by default. */
  balanced?: boolean;
}

/** The checked matrices of an equation. */
interface Given {
  readonly a: Dense;
  readonly b: Dense;
  readonly q: Dense;
  readonly r: Dense;
  readonly e: Dense | null;
  readonly s: Dense | null;
}

function read(name: string, a: ArrayLike, b: ArrayLike, q: ArrayLike, r: ArrayLike, options: AreOptions): Given {
  checkOptions(name, options, ['e', 's', 'balanced']);
  const matrices = denseOf(name, {
    a,
    b,
    q,
    r,
    ...(options.e != null && { e: options.e }),
    ...(options.s != null && { s: options.s }),
  });
  const [da, db, dq, dr, ...rest] = matrices as [Dense, Dense, Dense, Dense, ...Dense[]];
  const e = options.e != null ? rest.shift()! : null;
  const s = options.s != null ? rest.shift()! : null;
  for (const [word, matrix] of [
    ['a', da],
    ['q', dq],
    ['r', dr],
  ] as const)
    mustBeSquare(name, word, matrix);
  const [m, n] = [da.n, dr.n];
  const fits = (word: string, matrix: Dense, rows: number, columns: number): void => {
    if (matrix.m !== rows || matrix.n !== columns) {
      throw new ValueError(
        `${name}: ${word} must have shape ${shapeText([rows, columns])}, got ${shapeText([matrix.m, matrix.n])}`,
      );
    }
  };
  fits('b', db, m, n);
  fits('q', dq, m, m);
  if (e) fits('e', e, m, m);
  if (s) fits('s', s, m, n);
  for (const [word, matrix] of [
    ['q', dq],
    ['r', dr],
  ] as const) {
    if (norm1(minus(matrix, adjoint(matrix))) > 100 * EPS[matrix.kind] * norm1(matrix)) {
      throw new ValueError(`${name}: ${word} must be symmetric or Hermitian`);
    }
  }
  const singular = (matrix: Dense): boolean => {
    const sv = denseSvdvals({ ...matrix, data: matrix.data.slice() as Dense['data'] });
    return sv.length > 0 && sv[sv.length - 1]! < EPS[matrix.kind] * sv[0]!;
  };
  if (e && singular(e)) throw new ValueError(`${name}: e is numerically singular`);
  if (name === 'solveContinuousAre' && singular(dr)) throw new ValueError(`${name}: r is numerically singular`);
  return { a: da, b: db, q: dq, r: dr, e, s };
}

/** Scale rows and columns of the pencil `h - z * j` alike; returns the scaling of the first m. */
function balancePencil(h: Dense, j: Dense, m: number): Float64Array | null {
  const { kind } = h;
  const size = h.n;
  const sizes = dense(REAL[kind], size, size);
  for (let i = 0; i < size * size; i++) sizes.data[i] = modulus(h, i) + modulus(j, i);
  for (let i = 0; i < size; i++) sizes.data[i * size + i] = 0;
  const scale = zerosOf(REAL[kind], size);
  engine().gebal(REAL[kind], 'S', size, sizes.data, scale);
  if (scale.every((x) => Math.abs(x - 1) < 1e-8)) return null;
  const exponents = Array.from(scale, (x) => Math.log2(x));
  const factors = new Float64Array(size);
  for (let i = 0; i < m; i++) {
    const both = Math.round((exponents[m + i]! - exponents[i]!) / 2);
    factors[i] = 2 ** both;
    factors[m + i] = 2 ** -both;
  }
  for (let i = 2 * m; i < size; i++) factors[i] = 2 ** exponents[i]!;
  const lanes = lanesOf(kind);
  for (const matrix of [h, j]) {
    for (let column = 0; column < size; column++) {
      for (let row = 0; row < size; row++) {
        const factor = factors[row]! / factors[column]!;
        for (let lane = 0; lane < lanes; lane++) matrix.data[(column * size + row) * lanes + lane]! *= factor;
      }
    }
  }
  return factors.slice(0, m);
}

/** x from the pencil: its deflating subspace for the eigenvalues in a region. */
function fromPencil(
  name: string,
  h: Dense,
  j: Dense,
  m: number,
  n: number,
  region: 'lhp' | 'iuc',
  hasE: boolean,
  balanced: boolean,
): Dense {
  const scaling = balanced ? balancePencil(h, j, m) : null;
  const op = adjointOp(h.kind);
  const size = h.n;
  // Rows that do away with the last n columns of h.
  const q = formQ(factorQr(part(h, 0, size, 2 * m, size), false), size);
  const rest = part(q, 0, size, n, size);
  const [small, weights] = [
    product(rest, part(h, 0, size, 0, 2 * m), op),
    product(rest, part(j, 0, size, 0, 2 * m), op),
  ];
  const { z, count } = orderedQz(name, small, weights, (alpha, beta) => pairInRegion(name, region, alpha, beta));
  if (count !== m) {
    throw new LinAlgError(
      `${name}: the associated pencil has eigenvalues too close to the ${region === 'lhp' ? 'imaginary axis' : 'unit circle'}: no stabilizing solution`,
    );
  }
  let basis = part(z, 0, 2 * m, 0, m);
  if (hasE) {
    // The e of the pencil as it was scaled.
    const stacked = blocks([[product(part(j, 0, m, 0, m), part(basis, 0, m, 0, m))], [part(basis, m, 2 * m, 0, m)]]);
    basis = formQ(factorQr(stacked, false), m);
  }
  const [upper, lower] = [part(basis, 0, m, 0, m), part(basis, m, 2 * m, 0, m)];
  // How symmetric the solution is tells how good it is.
  const check = product(upper, lower, op);
  if (normF(minus(check, adjoint(check))) > Math.max(1000 * EPS[h.kind], 0.1 * normF(check))) {
    throw new LinAlgError(
      `${name}: The associated pencil has eigenvalues too close to the ${region === 'lhp' ? 'imaginary axis' : 'unit circle'}`,
    );
  }
  // x = lower @ upper^-1, from the adjoint of that.
  const transposedX = adjoint(lower);
  try {
    solveDense(adjoint(upper), transposedX, 'gen');
  } catch (error) {
    if (!(error instanceof LinAlgError)) throw error;
    throw new LinAlgError(`${name}: Failed to find a finite solution.`, { cause: error });
  }
  const x = adjoint(transposedX);
  if (scaling) {
    const lanes = lanesOf(x.kind);
    for (let column = 0; column < m; column++) {
      for (let i = 0; i < m * lanes; i++) {
        x.data[column * m * lanes + i]! *= scaling[column]! * scaling[Math.floor(i / lanes)]!;
      }
    }
  }
  return hermitianPart(x);
}

/**
 * Solve the continuous algebraic Riccati equation
 * `a^H x e + e^H x a - (e^H x b + s) r^-1 (b^H x e + s^H) + q = 0` for the x that stabilises.
 *
 * @param a - array_like of shape (m, m)
 * @param b - array_like of shape (m, n)
 * @param q - array_like of shape (m, m), Hermitian
 * @param r - array_like of shape (n, n), Hermitian, nonsingular
 * @param options - `e`, `s`, `balanced`
 * @returns x, of shape (m, m), Hermitian
 * @throws LinAlgError when there is no stabilising solution; ValueError when shapes do not fit
 * @example
 * np.linalg.solveContinuousAre([[0]], [[1]], [[4]], [[1]]).toArray(); // [[2]]
 */
export function solveContinuousAre<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  q: ArrayLike,
  r: ArrayLike,
  options: AreOptions = {},
): ArrayOf<MeetOf<A, B>> {
  const name = 'solveContinuousAre';
  const given = read(name, a, b, q, r, options);
  const { kind, n: m } = given.a;
  const n = given.r.n;
  const zeros = (rows: number, columns: number): Dense => dense(kind, rows, columns);
  const s = given.s ?? zeros(m, n);
  const e = given.e ?? identityOf(kind, m);
  const h = blocks([
    [given.a, zeros(m, m), given.b],
    [scaled(given.q, -1), scaled(adjoint(given.a), -1), scaled(s, -1)],
    [adjoint(s), adjoint(given.b), given.r],
  ]);
  const j = blocks([
    [e, zeros(m, m), zeros(m, n)],
    [zeros(m, m), adjoint(e), zeros(m, n)],
    [zeros(n, m), zeros(n, m), zeros(n, n)],
  ]);
  return typed(toArray(fromPencil(name, h, j, m, n, 'lhp', given.e !== null, options.balanced ?? true)));
}

/**
 * Solve the discrete algebraic Riccati equation
 * `a^H x a - e^H x e - (a^H x b + s) (r + b^H x b)^-1 (b^H x a + s^H) + q = 0` for the x that stabilises.
 *
 * @param a - array_like of shape (m, m)
 * @param b - array_like of shape (m, n)
 * @param q - array_like of shape (m, m), Hermitian
 * @param r - array_like of shape (n, n), Hermitian
 * @param options - `e`, `s`, `balanced`
 * @returns x, of shape (m, m), Hermitian
 * @throws LinAlgError when there is no stabilising solution; ValueError when shapes do not fit
 */
export function solveDiscreteAre<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  q: ArrayLike,
  r: ArrayLike,
  options: AreOptions = {},
): ArrayOf<MeetOf<A, B>> {
  const name = 'solveDiscreteAre';
  const given = read(name, a, b, q, r, options);
  const { kind, n: m } = given.a;
  const n = given.r.n;
  const zeros = (rows: number, columns: number): Dense => dense(kind, rows, columns);
  const s = given.s ?? zeros(m, n);
  const e = given.e ?? identityOf(kind, m);
  const h = blocks([
    [given.a, zeros(m, m), given.b],
    [scaled(given.q, -1), adjoint(e), scaled(s, -1)],
    [adjoint(s), zeros(n, m), given.r],
  ]);
  const j = blocks([
    [e, zeros(m, m), zeros(m, n)],
    [zeros(m, m), adjoint(given.a), zeros(m, n)],
    [zeros(n, m), scaled(adjoint(given.b), -1), zeros(n, n)],
  ]);
  return typed(toArray(fromPencil(name, h, j, m, n, 'iuc', given.e !== null, options.balanced ?? true)));
}
