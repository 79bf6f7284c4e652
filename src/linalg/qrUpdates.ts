/**
 * QR factorisations kept up to date by plane rotations when the matrix changes by a few rows or columns or by a matrix of
 * low rank (Golub and Van Loan, section 6.5; L. Reichel and W. Gragg, ACM Trans. Math. Softw. 16, 1990).
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { ArrayOf } from '../core/ndarray.js';
import { wholeNumber } from './arguments.js';
import { adjointOp, dense, fromArray, normF, part, product, putPart, toArray, type Dense } from './dense.js';
import type { Matrix } from './engine/engine.js';
import {
  EPS,
  checkFiniteArray,
  exactly,
  isComplexKind,
  kindOf,
  lanesOf,
  matrixOf,
  typed,
  type CheckOptions,
  type MeetOf,
} from './matrices.js';
import { rowOrColumn } from './qr.js';
import { eliminatingIn, rotateColumns, rotateRows } from './rotations.js';

/** A factorisation that is being changed. */
interface Pair {
  q: Dense;
  r: Dense;
}

/** Q, R and more arrays, checked and of one kind. */
function readPair(
  functionName: string,
  Q: ArrayLike,
  R: ArrayLike,
  others: readonly ArrayLike[],
  options: CheckOptions,
): { pair: Pair; rest: Dense[]; flat: boolean[] } {
  const [q, r] = [exactly(functionName, 'Q', Q, 2), exactly(functionName, 'R', R, 2)];
  const arrays = others.map((other) => matrixOf(functionName, other, 1));
  if (options.checkFinite ?? true) [q, r, ...arrays].forEach((array) => checkFiniteArray(functionName, array));
  if (q.shape[1] !== r.shape[0]) {
    throw new ValueError(
      `${functionName}: Q of shape ${shapeText(q.shape)} and R of shape ${shapeText(r.shape)} do not fit`,
    );
  }
  const [m, k] = q.shape as [number, number];
  if (m !== k && r.shape[0] !== r.shape[1]) {
    throw new ValueError(
      `${functionName}: Q of shape ${shapeText(q.shape)} and R of shape ${shapeText(r.shape)} are neither a full nor an economic factorisation`,
    );
  }
  const kind = kindOf(functionName, q.info, r.info, ...arrays.map((array) => array.info));
  return {
    pair: { q: fromArray(q, kind), r: fromArray(r, kind) },
    rest: arrays.map((array) => fromArray(array, kind)),
    flat: arrays.map((array) => array.ndim === 1),
  };
}

function results<D>({ q, r }: Pair): [Q: D, R: D] {
  return [typed(toArray(q)), typed(toArray(r))];
}

/** Append a column to Q: the part of `u` that is orthogonal to it, normalised; `w` are the coefficients of u. */
function extended(functionName: string, q: Dense, u: Dense, rcond?: number | null): { q: Dense; w: Dense } {
  const { kind, m, n } = q;
  const w = dense(kind, n + 1, 1);
  const rest = { ...u, data: u.data.slice() as Matrix };
  const size = normF(u);
  const lanes = lanesOf(kind);
  // Twice is enough (W. Kahan and B. Parlett).
  for (let pass = 0; pass < 2; pass++) {
    const coefficients = product(q, rest, adjointOp(kind));
    const along = product(q, coefficients);
    for (let i = 0; i < rest.data.length; i++) rest.data[i]! -= along.data[i]!;
    for (let i = 0; i < n * lanes; i++) w.data[i]! += coefficients.data[i]!;
  }
  const length = normF(rest);
  if (rcond != null && length < rcond * size) {
    throw new LinAlgError(`${functionName}: One of the columns of u lies in the span of Q (to within rcond ${rcond})`);
  }
  const result = dense(kind, m, n + 1);
  putPart(result, q, 0, 0);
  if (length > EPS[kind] * size && length > 0) {
    w.data[n * lanes] = length;
    for (let i = 0; i < rest.data.length; i++) rest.data[i]! /= length;
    putPart(result, rest, 0, n);
  } else {
    // Any direction orthogonal to Q does; the best of the unit vectors is not far.
    let best: Dense | null = null;
    for (let axis = 0; axis < m && best === null; axis++) {
      const unit = dense(kind, m, 1);
      unit.data[axis * lanes] = 1;
      for (let pass = 0; pass < 2; pass++) {
        const along = product(q, product(q, unit, adjointOp(kind)));
        for (let i = 0; i < unit.data.length; i++) unit.data[i]! -= along.data[i]!;
      }
      const own = normF(unit);
      if (own > 0.5 / Math.sqrt(m)) {
        for (let i = 0; i < unit.data.length; i++) unit.data[i]! /= own;
        best = unit;
      }
    }
    if (best) putPart(result, best, 0, n);
  }
  return { q: result, w };
}

function withRow(r: Dense): Dense {
  const result = dense(r.kind, r.m + 1, r.n);
  putPart(result, r, 0, 0);
  return result;
}

/** Rotate rows i and k so that (k, column) vanishes, and the columns of Q with them. */
function eliminate({ q, r }: Pair, i: number, k: number, column: number): void {
  const rotation = eliminatingIn(r, i, k, column);
  rotateRows(r, i, k, rotation);
  rotateColumns(q, i, k, rotation);
  const lanes = lanesOf(r.kind);
  r.data.fill(0, (column * r.m + k) * lanes, (column * r.m + k + 1) * lanes);
}

/** Column j of a matrix. */
function column(a: Dense, j: number): Dense {
  return part(a, 0, a.m, j, j + 1);
}

/**
 * QR factorisation after a change of low rank: of `Q @ R + u @ v^H`.
 *
 * @param Q - array_like of shape (m, m) or (m, n)
 * @param R - array_like of shape (m, n) or (n, n)
 * @param u - array_like of shape (m,) or (m, k)
 * @param v - array_like of shape (n,) or (n, k)
 * @param options - `checkFinite` (true by default)
 * @returns `[Q, R]`
 * @throws ValueError when shapes do not fit
 */
export function qrUpdate<Q extends ArrayLike, U extends ArrayLike>(
  Q: Q,
  R: ArrayLike,
  u: U,
  v: ArrayLike,
  options: CheckOptions = {},
): [Q: ArrayOf<MeetOf<Q, U>>, R: ArrayOf<MeetOf<Q, U>>] {
  checkOptions('qrUpdate', options, ['checkFinite']);
  const { pair, rest } = readPair('qrUpdate', Q, R, [u, v], options);
  const [left, right] = rest as [Dense, Dense];
  if (left.m !== pair.q.m || right.m !== pair.r.n || left.n !== right.n) {
    throw new ValueError(
      `qrUpdate: u of shape (${left.m},${left.n}) and v of shape (${right.m},${right.n}) do not fit a matrix of shape (${pair.q.m},${pair.r.n})`,
    );
  }
  for (let j = 0; j < left.n; j++) addRankOne(pair, column(left, j), column(right, j));
  return results(pair);
}

function addRankOne(pair: Pair, u: Dense, v: Dense): void {
  const { kind } = u;
  const economic = pair.q.m > pair.q.n;
  let w: Dense;
  if (economic) {
    const wider = extended('qrUpdate', pair.q, u);
    pair.q = wider.q;
    pair.r = withRow(pair.r);
    w = wider.w;
  } else w = product(pair.q, u, adjointOp(kind));
  const { q, r } = pair;
  // Down to one component, from the bottom; R becomes Hessenberg.
  for (let i = q.n - 1; i > 0; i--) {
    const rotation = eliminatingIn(w, i - 1, i, 0);
    rotateRows(w, i - 1, i, rotation);
    rotateRows(r, i - 1, i, rotation);
    rotateColumns(q, i - 1, i, rotation);
  }
  const complex = isComplexKind(kind);
  for (let j = 0; j < r.n && q.n > 0; j++) {
    if (!complex) r.data[j * r.m]! += w.data[0]! * v.data[j]!;
    else {
      const [wr, wi, vr, vi] = [w.data[0]!, w.data[1]!, v.data[2 * j]!, -v.data[2 * j + 1]!];
      r.data[2 * j * r.m]! += wr * vr - wi * vi;
      r.data[2 * j * r.m + 1]! += wr * vi + wi * vr;
    }
  }
  for (let j = 0; j < Math.min(q.n - 1, r.n); j++) eliminate(pair, j, j + 1, j);
  if (economic) {
    pair.q = part(pair.q, 0, q.m, 0, q.n - 1);
    pair.r = part(pair.r, 0, r.m - 1, 0, r.n);
  }
}

/** Options of `qrInsert`. */
export interface QrInsertOptions extends CheckOptions {
  /** What is inserted, `'row'` by default. */
  which?: 'row' | 'col';
  /** With columns of an economic factorisation: how far they must be from the span of Q, relative to their length. */
  rcond?: number | null;
}

/**
 * QR factorisation after rows or columns are put in.
 *
 * @param Q - array_like of shape (m, m) or (m, n)
 * @param R - array_like of shape (m, n) or (n, n)
 * @param u - the rows (p, n) or columns (m, p), or one of them as a vector
 * @param k - before which row or column
 * @param options - `which`, `rcond`, `checkFinite` (true by default)
 * @returns `[Q, R]`
 * @throws ValueError when shapes do not fit; LinAlgError when a column lies in the span of Q and `rcond` forbids it
 */
export function qrInsert<Q extends ArrayLike, U extends ArrayLike>(
  Q: Q,
  R: ArrayLike,
  u: U,
  k: number,
  options: QrInsertOptions = {},
): [Q: ArrayOf<MeetOf<Q, U>>, R: ArrayOf<MeetOf<Q, U>>] {
  checkOptions('qrInsert', options, ['which', 'rcond', 'checkFinite']);
  const which = rowOrColumn('qrInsert', options.which);
  const { pair, rest, flat } = readPair('qrInsert', Q, R, [u], options);
  const length = which === 'row' ? pair.q.m : pair.r.n;
  const place = k < 0 ? k + length : k;
  if (!Number.isInteger(place) || place < 0 || place > length) {
    throw new ValueError(`qrInsert: k must lie between ${-length} and ${length}, got ${k}`);
  }
  let given = rest[0]!;
  if (which === 'row' && flat[0]) given = dense(given.kind, 1, given.m, given.data);
  const [fits, count] = which === 'row' ? [given.n === pair.r.n, given.m] : [given.m === pair.q.m, given.n];
  if (!fits) {
    throw new ValueError(
      `qrInsert: u of shape (${given.m},${given.n}) does not fit a matrix of shape (${pair.q.m},${pair.r.n})`,
    );
  }
  for (let j = 0; j < count; j++) {
    if (which === 'row') insertRow(pair, part(given, j, j + 1, 0, given.n), place + j);
    else insertColumn(pair, column(given, j), place + j, options.rcond);
  }
  return results(pair);
}

function insertRow(pair: Pair, row: Dense, k: number): void {
  const { q, r } = pair;
  const economic = q.m > q.n;
  const lanes = lanesOf(q.kind);
  const wider = dense(q.kind, q.m + 1, q.n + 1);
  putPart(wider, part(q, 0, k, 0, q.n), 0, 0);
  putPart(wider, part(q, k, q.m, 0, q.n), k + 1, 0);
  wider.data[(q.n * wider.m + k) * lanes] = 1;
  const taller = withRow(r);
  putPart(taller, row, r.m, 0);
  pair.q = wider;
  pair.r = taller;
  // A full factorisation has zeros below row n already: only the diagonal meets the new row.
  for (let j = 0; j < Math.min(r.m, r.n); j++) eliminate(pair, j, r.m, j);
  if (!economic && r.m < r.n) return;
  if (economic) {
    pair.q = part(pair.q, 0, pair.q.m, 0, q.n);
    pair.r = part(pair.r, 0, r.m, 0, r.n);
  }
}

function insertColumn(pair: Pair, u: Dense, k: number, rcond: number | null | undefined): void {
  const economic = pair.q.m > pair.q.n;
  let w: Dense;
  if (economic) {
    const wider = extended('qrInsert', pair.q, u, rcond);
    pair.q = wider.q;
    pair.r = withRow(pair.r);
    w = wider.w;
  } else w = product(pair.q, u, adjointOp(u.kind));
  const { r } = pair;
  const wider = dense(r.kind, r.m, r.n + 1);
  putPart(wider, part(r, 0, r.m, 0, k), 0, 0);
  putPart(wider, w, 0, k);
  putPart(wider, part(r, 0, r.m, k, r.n), 0, k + 1);
  pair.r = wider;
  for (let i = pair.r.m - 1; i > k; i--) eliminate(pair, i - 1, i, k);
}

/** Options of `qrDelete`. */
export interface QrDeleteOptions extends CheckOptions {
  /** How many, 1 by default. */
  p?: number;
  /** What is taken out, `'row'` by default. */
  which?: 'row' | 'col';
}

/**
 * QR factorisation after rows or columns are taken out.
 *
 * @param Q - array_like of shape (m, m) or (m, n)
 * @param R - array_like of shape (m, n) or (n, n)
 * @param k - the first row or column to go
 * @param options - `p`, `which`, `checkFinite` (true by default)
 * @returns `[Q, R]`
 * @throws ValueError when shapes do not fit or there are not so many rows or columns
 */
export function qrDelete<Q extends ArrayLike>(
  Q: Q,
  R: ArrayLike,
  k: number,
  options: QrDeleteOptions = {},
): [Q: ArrayOf<MeetOf<Q, Q>>, R: ArrayOf<MeetOf<Q, Q>>] {
  checkOptions('qrDelete', options, ['p', 'which', 'checkFinite']);
  const which = rowOrColumn('qrDelete', options.which);
  const count = wholeNumber('qrDelete', 'p', options.p ?? 1, 1);
  const { pair } = readPair('qrDelete', Q, R, [], options);
  const length = which === 'row' ? pair.q.m : pair.r.n;
  const place = k < 0 ? k + length : k;
  if (!Number.isInteger(place) || place < 0 || place + count > length) {
    throw new ValueError(`qrDelete: cannot take ${count} out of ${length} from place ${k}`);
  }
  if (which === 'row' && pair.q.m > pair.q.n && pair.q.m - count < pair.r.n) {
    throw new ValueError('qrDelete: an economic factorisation must keep at least as many rows as columns');
  }
  for (let j = 0; j < count; j++) {
    if (which === 'row') deleteRow(pair, place);
    else deleteColumn(pair, place);
  }
  return results(pair);
}

function deleteRow(pair: Pair, k: number): void {
  const economic = pair.q.m > pair.q.n;
  const { kind } = pair.q;
  const lanes = lanesOf(kind);
  if (economic) {
    const unit = dense(kind, pair.q.m, 1);
    unit.data[k * lanes] = 1;
    pair.q = extended('qrDelete', pair.q, unit).q;
    pair.r = withRow(pair.r);
  }
  const { q, r } = pair;
  // Turn row k of Q into a multiple of the first unit vector.
  const row = dense(kind, q.n, 1);
  for (let j = 0; j < q.n; j++) {
    row.data[j * lanes] = q.data[(j * q.m + k) * lanes]!;
    if (lanes === 2) row.data[2 * j + 1] = -q.data[2 * (j * q.m + k) + 1]!;
  }
  for (let i = q.n - 1; i > 0; i--) {
    const rotation = eliminatingIn(row, i - 1, i, 0);
    rotateRows(row, i - 1, i, rotation);
    rotateRows(r, i - 1, i, rotation);
    rotateColumns(q, i - 1, i, rotation);
  }
  const rest = dense(kind, q.m - 1, q.n - 1);
  putPart(rest, part(q, 0, k, 1, q.n), 0, 0);
  putPart(rest, part(q, k + 1, q.m, 1, q.n), k, 0);
  pair.q = rest;
  pair.r = part(r, 1, r.m, 0, r.n);
}

function deleteColumn(pair: Pair, k: number): void {
  const economic = pair.q.m > pair.q.n;
  const { r } = pair;
  const narrower = dense(r.kind, r.m, r.n - 1);
  putPart(narrower, part(r, 0, r.m, 0, k), 0, 0);
  putPart(narrower, part(r, 0, r.m, k + 1, r.n), 0, k);
  pair.r = narrower;
  for (let j = k; j < Math.min(narrower.n, narrower.m - 1); j++) eliminate(pair, j, j + 1, j);
  if (economic) {
    pair.q = part(pair.q, 0, pair.q.m, 0, narrower.n);
    pair.r = part(pair.r, 0, narrower.n, 0, narrower.n);
  }
}
