/** Matrices given by a vector or two: Toeplitz, Hankel, circulant, companion and their kin. */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { zerosArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import { promoteInfo, type Promote } from '../core/promotion.js';
import { concatenate } from '../ops/joining.js';
import { copyAs, zeros } from '../ops/creation.js';
import { absolute, conjugate, divide, multiply, negative, subtract } from '../ops/ufuncs/arithmetic.js';
import { oneOf, wholeNumber } from './arguments.js';
import { eachMember, matrixOf, typed, type FloatOf } from './matrices.js';

/** An array-like as a vector or a stack of them. */
function vectorsOf(functionName: string, value: ArrayLike): NDArray {
  const array = asNDArray(functionName, value);
  return array.ndim === 0 ? array.strided([1], [1], array.offset) : array;
}

/** Elements of a vector from place `from` in steps. */
function sliced(a: NDArray, from: number, length: number, step = 1): NDArray {
  return a.strided([length], [step * a.steps[0]!], a.offset + from * a.steps[0]!);
}

const joined = (list: readonly NDArray[]): NDArray => concatenate(list as readonly ArrayLike[]) as unknown as NDArray;

/**
 * The Toeplitz matrix: constant along diagonals.
 *
 * @param c - the first column
 * @param r - the first row, whose first element is not used; the conjugate of `c` by default
 * @returns an array of shape (..., c.length, r.length)
 * @example
 * np.linalg.toeplitz([1, 2, 3], [1, 4]).toArray(); // [[1, 4], [2, 1], [3, 2]]
 */
export function toeplitz<C extends ArrayLike, R extends ArrayLike = C>(
  c: C,
  r?: R | null,
): ArrayOf<Promote<DTypeOf<C>, DTypeOf<R>>> {
  const column = vectorsOf('toeplitz', c);
  const row =
    r == null ? (column.info.kind === 'c' ? (conjugate(column) as NDArray) : column) : vectorsOf('toeplitz', r);
  const [result] = eachMember([column, row], [1, 1], (own, other) => {
    const [m, n] = [own!.shape[0]!, other!.shape[0]!];
    if (m === 0 || n === 0) return [zerosArray(promoteInfo(own!.info, other!.info), [m, n]) as NDArray];
    const values = joined([sliced(own!, m - 1, m, -1), sliced(other!, 1, n - 1)]);
    return [copyAs(values.strided([m, n], [-1, 1], m - 1), values.info)];
  });
  return typed(result!);
}

/**
 * The Hankel matrix: constant along anti-diagonals.
 *
 * @param c - the first column
 * @param r - the last row, whose first element is not used; zeros by default
 * @returns an array of shape (..., c.length, r.length)
 * @example
 * np.linalg.hankel([1, 2, 3]).toArray(); // [[1, 2, 3], [2, 3, 0], [3, 0, 0]]
 */
export function hankel<C extends ArrayLike, R extends ArrayLike = C>(
  c: C,
  r?: R | null,
): ArrayOf<Promote<DTypeOf<C>, DTypeOf<R>>> {
  const column = vectorsOf('hankel', c);
  const row = r == null ? (zerosArray(column.info, column.shape) as NDArray) : vectorsOf('hankel', r);
  const [result] = eachMember([column, row], [1, 1], (own, other) => {
    const [m, n] = [own!.shape[0]!, other!.shape[0]!];
    if (m === 0 || n === 0) return [zerosArray(promoteInfo(own!.info, other!.info), [m, n]) as NDArray];
    const values = joined([own!, sliced(other!, 1, n - 1)]);
    return [copyAs(values.strided([m, n], [1, 1], 0), values.info)];
  });
  return typed(result!);
}

/**
 * The circulant matrix: each column is the one before, moved down by one.
 *
 * @param c - the first column
 * @returns an array of shape (..., n, n)
 * @example
 * np.linalg.circulant([1, 2, 3]).toArray(); // [[1, 3, 2], [2, 1, 3], [3, 2, 1]]
 */
export function circulant<C extends ArrayLike>(c: C): ArrayOf<DTypeOf<C>> {
  const [result] = eachMember([vectorsOf('circulant', c)], [1], (own) => {
    const n = own!.shape[0]!;
    if (n === 0) return [zerosArray(own!.info, [0, 0]) as NDArray];
    const backwards = sliced(own!, n - 1, n, -1);
    const values = joined([backwards, backwards]);
    return [copyAs(values.strided([n, n], [-1, 1], n - 1), values.info)];
  });
  return typed(result!);
}

/**
 * The companion matrix of a polynomial, whose eigenvalues are its roots.
 *
 * @param a - the coefficients, highest power first; at least two, the first not zero
 * @returns an array of shape (..., n - 1, n - 1)
 * @throws ValueError for too few coefficients or a leading zero
 * @example
 * np.linalg.companion([1, -10, 31, -30]).toArray(); // [[10, -31, 30], [1, 0, 0], [0, 1, 0]]
 */
export function companion<A extends ArrayLike>(a: A): ArrayOf<FloatOf<A>> {
  const given = vectorsOf('companion', a);
  if (given.shape[given.ndim - 1]! < 2) {
    throw new ValueError(
      `companion: The length of a along the last axis must be at least 2, got ${shapeText(given.shape)}`,
    );
  }
  const [result] = eachMember([given], [1], (own) => {
    const n = own!.shape[0]!;
    const first = sliced(own!, 0, 1);
    if (first.toFlatArray().every((x) => Number(x as number) === 0)) {
      throw new ValueError('companion: The first coefficient in a must not be zero.');
    }
    const row = divide(negative(multiply(sliced(own!, 1, n - 1), 1.0) as NDArray) as NDArray, first) as NDArray;
    const matrix = zerosArray(row.info, [n - 1, n - 1]) as NDArray;
    matrix.set([0], row);
    for (let i = 1; i < n - 1; i++) matrix.itemset(i, i - 1, 1);
    return [matrix];
  });
  return typed(result!);
}

/**
 * The Leslie matrix of population dynamics (P. Leslie, Biometrika 33, 1945).
 *
 * @param f - fecundities, n of them
 * @param s - survival rates, n - 1
 * @returns an array of shape (..., n, n)
 * @throws ValueError when the lengths do not fit
 * @example
 * np.linalg.leslie([0.1, 2], [0.5]).toArray(); // [[0.1, 2], [0.5, 0]]
 */
export function leslie<F extends ArrayLike, S extends ArrayLike>(f: F, s: S): ArrayOf<Promote<DTypeOf<F>, DTypeOf<S>>> {
  const [fecundity, survival] = [vectorsOf('leslie', f), vectorsOf('leslie', s)];
  const n = fecundity.shape[fecundity.ndim - 1]!;
  if (survival.shape[survival.ndim - 1] !== n - 1 || n < 2) {
    throw new ValueError(
      `leslie: the length of s must be one less than that of f, which is at least 2; got ${survival.shape[survival.ndim - 1]} and ${n}`,
    );
  }
  const info = promoteInfo(fecundity.info, survival.info);
  const [result] = eachMember([fecundity, survival], [1, 1], (own, other) => {
    const matrix = zerosArray(info, [n, n]) as NDArray;
    matrix.set([0], own!);
    matrix.strided([n - 1], [n + 1], n).set(['...'], other!);
    return [matrix];
  });
  return typed(result!);
}

/**
 * The Fiedler matrix: `|a[i] - a[j]|`.
 *
 * @param a - coefficients
 * @returns an array of shape (..., n, n)
 * @example
 * np.linalg.fiedler([1, 4, 12]).toArray(); // [[0, 3, 11], [3, 0, 8], [11, 8, 0]]
 */
export function fiedler<A extends ArrayLike>(a: A): ArrayOf<DTypeOf<A>> {
  const given = vectorsOf('fiedler', a);
  const [result] = eachMember([given], [1], (own) => {
    const n = own!.shape[0]!;
    if (n === 0) return [zerosArray(own!.info, [0, 0]) as NDArray];
    const [step] = own!.steps as [number];
    const column = own!.strided([n, 1], [step, 0], own!.offset);
    return [absolute(subtract(column, own!) as NDArray) as NDArray];
  });
  return typed(result!);
}

/**
 * The pentadiagonal companion matrix of Fiedler (Linear Algebra Appl. 372, 2003).
 *
 * @param a - the coefficients, highest power first; the first not zero
 * @returns an array of shape (..., n - 1, n - 1)
 * @throws ValueError for a leading zero
 */
export function fiedlerCompanion<A extends ArrayLike>(a: A): ArrayOf<FloatOf<A>> {
  const given = vectorsOf('fiedlerCompanion', a);
  const [result] = eachMember([given], [1], (own) => {
    const n = own!.shape[0]! - 1;
    const first = sliced(own!, 0, 1);
    if (n < 0 || first.toFlatArray().every((x) => Number(x as number) === 0)) {
      throw new ValueError('fiedlerCompanion: Leading coefficient is zero.');
    }
    const scaled = divide(multiply(own!, 1.0) as NDArray, first) as NDArray;
    const minus = negative(scaled) as NDArray;
    const matrix = zerosArray(scaled.info, [n, n]) as NDArray;
    if (n === 0) return [matrix];
    const put = (i: number, j: number, k: number): void => matrix.itemset(i, j, minus.item(k));
    put(0, 0, 1);
    if (n === 1) return [matrix];
    matrix.itemset(1, 0, 1);
    for (let i = 3; i < n; i += 2) matrix.itemset(i, i - 2, 1);
    for (let i = 2; i < n; i += 2) put(i, i - 1, i + 1);
    for (let i = 0; i < n - 2; i += 2) matrix.itemset(i, i + 2, 1);
    for (let i = 0; i < n - 1; i += 2) put(i, i + 1, i + 2);
    return [matrix];
  });
  return typed(result!);
}

/**
 * The matrix that convolves with a vector: `convolutionMatrix(a, v.length) @ v` is `np.convolve(a, v)`.
 *
 * @param a - the vector
 * @param n - how many columns
 * @param options - `mode`: `'full'` (the default), `'valid'` or `'same'`
 * @returns an array of shape (..., k, n)
 * @throws ValueError for an empty vector or n < 1
 * @example
 * np.linalg.convolutionMatrix([1, 2], 2).toArray(); // [[1, 0], [2, 1], [0, 2]]
 */
export function convolutionMatrix<A extends ArrayLike>(
  a: A,
  n: number,
  options: { mode?: 'full' | 'valid' | 'same' } = {},
): ArrayOf<DTypeOf<A>> {
  checkOptions('convolutionMatrix', options, ['mode']);
  const mode = oneOf('convolutionMatrix', 'mode', options.mode, ['full', 'valid', 'same'] as const);
  wholeNumber('convolutionMatrix', 'n', n, 1);
  const given = vectorsOf('convolutionMatrix', a);
  const m = given.shape[given.ndim - 1]!;
  if (m === 0) throw new ValueError('convolutionMatrix: len(a) must be at least 1.');
  const trim = Math.min(n, m) - 1;
  const [top, bottom] =
    mode === 'full' ? [0, 0] : mode === 'valid' ? [trim, trim] : [Math.floor(trim / 2), trim - Math.floor(trim / 2)];
  const [result] = eachMember([given], [1], (own) => {
    const padding = zerosArray(own!.info, [n - 1]) as NDArray;
    const values = n > 1 ? joined([padding, own!, padding]) : copyAs(own!, own!.info);
    const rows = m + n - 1 - top - bottom;
    return [copyAs(values.strided([rows, n], [1, -1], n - 1 + top), values.info)];
  });
  return typed(result!);
}

/**
 * A matrix of others along its diagonal.
 *
 * @param arrs - array_likes of at most two axes (vectors are rows), or stacks of matrices
 * @returns an array of their common dtype
 * @example
 * np.linalg.blockDiag([[1]], [[2, 3]]).toArray(); // [[1, 0, 0], [0, 2, 3]]
 */
export function blockDiag<T extends readonly ArrayLike[]>(...arrs: T): ArrayOf<DTypeOf<T[number]>> {
  if (arrs.length === 0) return typed(zeros([1, 0]) as NDArray);
  const matrices = arrs.map((arr) => {
    const array = asNDArray('blockDiag', arr);
    if (array.ndim >= 2) return array;
    return array.strided(
      [1, array.ndim === 1 ? array.shape[0]! : 1],
      [0, array.ndim === 1 ? array.steps[0]! : 0],
      array.offset,
    );
  });
  const info = matrices.map((matrix) => matrix.info).reduce(promoteInfo);
  const [result] = eachMember(
    matrices,
    matrices.map(() => 2),
    (...members) => {
      const shape = [0, 1].map((axis) => members.reduce((sum, b) => sum + b.shape[axis]!, 0));
      const matrix = zerosArray(info, shape) as NDArray;
      let [r, c] = [0, 0];
      for (const member of members) {
        const [m, n] = member.shape as [number, number];
        if (m > 0 && n > 0) matrix.strided([m, n], matrix.steps, r * matrix.steps[0]! + c).set(['...'], member);
        r += m;
        c += n;
      }
      return [matrix];
    },
  );
  return typed(result!);
}

/**
 * The Khatri-Rao product: the Kronecker products of the columns of two matrices.
 *
 * @param a - array_like of shape (..., m, k)
 * @param b - array_like of shape (..., n, k)
 * @returns an array of shape (..., m * n, k)
 * @throws ValueError when the numbers of columns differ
 * @example
 * np.linalg.khatriRao([[1, 2]], [[3, 4], [5, 6]]).toArray(); // [[3, 8], [5, 12]]
 */
export function khatriRao<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
): ArrayOf<Promote<DTypeOf<A>, DTypeOf<B>>> {
  const [left, right] = [matrixOf('khatriRao', a), matrixOf('khatriRao', b)];
  if (left.shape[left.ndim - 1] !== right.shape[right.ndim - 1]) {
    throw new ValueError(
      `khatriRao: The number of columns for both arrays should be equal, got shapes ${shapeText(left.shape)} and ${shapeText(right.shape)}`,
    );
  }
  const [result] = eachMember([left, right], [2, 2], (x, y) => {
    const [m, k] = x!.shape as [number, number];
    const n = y!.shape[0]!;
    const spread = x!.strided([m, 1, k], [x!.steps[0]!, 0, x!.steps[1]!], x!.offset);
    const products = multiply(spread, y!) as NDArray;
    return [products.strided([m * n, k], [k, 1], products.offset)];
  });
  return typed(result!);
}
