/** Balancing (B. Parlett and C. Reinsch, Numer. Math. 13, 1969), and complex diagonal forms made real. */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { emptyArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import { dense, fromArray, toArray, toVector } from './dense.js';
import { engine } from './engine/index.js';
import {
  COMPLEX,
  REAL,
  checkFiniteArray,
  eachMember,
  kindOf,
  lanesOf,
  matrixOf,
  squareOf,
  typed,
  zerosOf,
  type FloatOf,
  type RealOf,
} from './matrices.js';

/** Options of `matrixBalance`. */
export interface MatrixBalanceOptions {
  /** Permute rows and columns to isolate eigenvalues; true by default. */
  permute?: boolean;
  /** Scale rows and columns by powers of two; true by default. */
  scale?: boolean;
  /** Give the scaling and the permutation apart. */
  separate?: boolean;
}

/**
 * Balance a matrix by a diagonal similarity, so that rows and columns are about as long as each other.
 *
 * @param A - array_like of shape (..., n, n)
 * @param options - `permute`, `scale`, `separate`
 * @returns `[B, T]` with `B = inv(T) @ A @ T`; with `separate` `[B, [scaling, perm]]`
 * @throws LinAlgError when the matrix is not square; ValueError for nan or inf
 */
export function matrixBalance<A extends ArrayLike>(
  A: A,
  options: MatrixBalanceOptions & { separate: true },
): [B: ArrayOf<FloatOf<A>>, [scaling: ArrayOf<RealOf<A>>, perm: NDArray<'int32'>]];
export function matrixBalance<A extends ArrayLike>(
  A: A,
  options?: MatrixBalanceOptions,
): [B: ArrayOf<FloatOf<A>>, T: ArrayOf<RealOf<A>>];
export function matrixBalance(A: ArrayLike, options: MatrixBalanceOptions = {}): unknown[] {
  checkOptions('matrixBalance', options, ['permute', 'scale', 'separate']);
  const { permute = true, scale = true, separate = false } = options;
  const array = squareOf('matrixBalance', A);
  checkFiniteArray('matrixBalance', array);
  const kind = kindOf('matrixBalance', array.info);
  const job = permute ? (scale ? 'B' : 'P') : scale ? 'S' : 'N';
  const results = eachMember([array], [2], (matrix) => {
    const b = fromArray(matrix!, kind);
    const { n } = b;
    const found = zerosOf(REAL[kind], n);
    const { ilo, ihi } = n > 0 ? engine().gebal(kind, job, n, b.data, found) : { ilo: 1, ihi: 0 };
    const scaling = zerosOf(REAL[kind], n).fill(1);
    const order = Array.from({ length: n }, (_, i) => i);
    const exchange = (i: number, k: number): void => {
      if (i !== k) [order[i], order[k]] = [order[k]!, order[i]!];
    };
    for (let i = n - 1; i >= ihi; i--) exchange(i, found[i]! - 1);
    for (let i = 0; i < ilo - 1; i++) exchange(i, found[i]! - 1);
    for (let i = Math.max(ilo - 1, 0); i < ihi; i++) scaling[i] = found[i]!;
    const perm = emptyArray(DTYPES.int32, [n]);
    perm.storage.set(order);
    if (separate) return [toArray(b), toVector(dense(REAL[kind], n, 1, scaling)), perm as NDArray];
    const t = dense(REAL[kind], n, n);
    order.forEach((row, j) => (t.data[j * n + row] = scaling[j]!));
    return [toArray(b), toArray(t)];
  });
  return separate ? [results[0], [results[1], results[2]]] : results;
}

/**
 * From complex eigenvalues and eigenvectors of a real matrix to a real block diagonal form: each conjugate pair becomes a
 * 2 x 2 block.
 *
 * @param w - array_like of shape (..., n): the eigenvalues, those of a pair one after the other
 * @param v - array_like of shape (..., n, n): the eigenvectors as columns
 * @returns `[wr, vr]`, both real, with `v @ diag(w) = ... ` turned into `a @ vr = vr @ wr`
 * @throws ValueError when complex eigenvalues do not come in pairs or shapes do not fit
 */
export function cdf2rdf<W extends ArrayLike, V extends ArrayLike>(
  w: W,
  v: V,
): [wr: ArrayOf<RealOf<W>>, vr: ArrayOf<RealOf<V>>] {
  const values = matrixOf('cdf2rdf', w, 1);
  const vectors = squareOf('cdf2rdf', v);
  const n = values.shape[values.ndim - 1]!;
  if (vectors.shape[vectors.ndim - 1] !== n) {
    throw new ValueError(
      `cdf2rdf: w of shape ${shapeText(values.shape)} and v of shape ${shapeText(vectors.shape)} do not fit`,
    );
  }
  const kind = COMPLEX[kindOf('cdf2rdf', values.info, vectors.info)];
  const [wr, vr] = eachMember([values, vectors], [1, 2], (own, ownVectors) => {
    const [eigenvalues, columns] = [fromArray(own!, kind), fromArray(ownVectors!, kind)];
    const [blocks, real] = [dense(REAL[kind], n, n), dense(REAL[kind], n, n)];
    const put = (j: number, from: number, lane: 0 | 1, sign: number): void => {
      for (let i = 0; i < n; i++) {
        real.data[j * n + i] = sign * columns.data[(from * n + i) * lanesOf(kind) + lane]!;
      }
    };
    let open = -1;
    for (let j = 0; j < n; j++) {
      const [re, im] = [eigenvalues.data[2 * j]!, eigenvalues.data[2 * j + 1]!];
      blocks.data[j * n + j] = re;
      if (im === 0) put(j, j, 0, 1);
      else if (open < 0) open = j;
      else {
        const first = eigenvalues.data[2 * open + 1]!;
        if (Math.sign(first) === Math.sign(im)) {
          throw new ValueError('cdf2rdf: complex eigenvalues must come in conjugate pairs');
        }
        // Columns -Im and Re of the first of the pair.
        blocks.data[j * n + open] = first;
        blocks.data[open * n + j] = im;
        put(open, open, 1, -1);
        put(j, open, 0, 1);
        open = -1;
      }
    }
    if (open >= 0) throw new ValueError('cdf2rdf: complex eigenvalues must come in conjugate pairs');
    return [toArray(blocks), toArray(real)];
  });
  return [typed(wr!), typed(vr!)];
}
