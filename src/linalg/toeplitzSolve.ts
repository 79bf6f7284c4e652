/**
 * Systems and products with Toeplitz and circulant matrices, which are known by a column and a row (N. Levinson, J. Math. Phys.
 * 25, 1947; Golub and Van Loan, section 4.7).
 */
import { asNDArray, isScalarLike, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { LinAlgError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import { NDArray, type ArrayOf } from '../core/ndarray.js';
import { normalizeAxis } from '../core/shape.js';
import { oneOf } from './arguments.js';
import { convolves, toeplitzProduct, transformParts } from './convolutions.js';
import { dense, fromArray, toArray, toVector, type Dense } from './dense.js';
import type { Matrix } from './engine/engine.js';
import {
  COMPLEX,
  EPS,
  checkFiniteArray,
  eachMember,
  isComplexKind,
  kindOf,
  lanesOf,
  matrixOf,
  typed,
  zerosOf,
  type CheckOptions,
  type FloatOf,
  type MeetOf,
} from './matrices.js';

/** A first column, or `[column, row]`. Without a row it is the conjugate of the column. */
export type ColumnOrPair = ArrayLike | readonly [c: ArrayLike, r: ArrayLike];

/** Column and row as flat arrays. */
export function columnAndRow(functionName: string, cOrCr: ColumnOrPair): [c: NDArray, r: NDArray | null] {
  const flat = (value: ArrayLike): NDArray => {
    const array = asNDArray(functionName, value);
    if (array.ndim > 1) {
      throw new ValueError(`${functionName}: c and r must be vectors, got an array of shape ${shapeText(array.shape)}`);
    }
    return array.ndim === 0 ? array.strided([1], [1], array.offset) : array;
  };
  if (Array.isArray(cOrCr) && cOrCr.length === 2 && !cOrCr.some((x) => isScalarLike(x))) {
    return [flat(cOrCr[0] as ArrayLike), flat(cOrCr[1] as ArrayLike)];
  }
  return [flat(cOrCr as ArrayLike), null];
}

/** The values of all diagonals, from the upper right corner (`r` backwards) to the lower left one. */
function diagonals(c: Dense, r: Dense | null): Matrix {
  const lanes = lanesOf(c.kind);
  const row = r ?? conjugated(c);
  const values = zerosOf(c.kind, Math.max(row.m + c.m - 1, 0));
  for (let k = 1; k < row.m; k++) {
    for (let lane = 0; lane < lanes; lane++) {
      values[(row.m - 1 - k) * lanes + lane] = row.data[k * lanes + lane]!;
    }
  }
  if (c.m > 0) values.set(c.data, Math.max(row.m - 1, 0) * lanes);
  return values;
}

function conjugated(a: Dense): Dense {
  const result = { ...a, data: a.data.slice() as Matrix };
  if (isComplexKind(a.kind)) for (let i = 1; i < result.data.length; i += 2) result.data[i]! *= -1;
  return result;
}

/**
 * Solve a Toeplitz system by Levinson's recursion, in n^2 operations. All leading minors must be nonsingular.
 *
 * @param cOrCr - the first column (the row is its conjugate then), or `[column, row]`
 * @param b - array_like of shape (n,) or (n, k)
 * @param options - `checkFinite` (true by default)
 * @returns x, of the shape of b
 * @throws LinAlgError when a leading minor is singular; ValueError when lengths do not fit
 * @example
 * np.allclose(np.linalg.solveToeplitz([4, 1, 0], [6, 12, 14]), [1, 2, 3]); // true
 */
export function solveToeplitz<B extends ArrayLike>(
  cOrCr: ColumnOrPair,
  b: B,
  options: CheckOptions = {},
): ArrayOf<FloatOf<B> | MeetOf<B, NDArray>> {
  checkOptions('solveToeplitz', options, ['checkFinite']);
  const [c, r] = columnAndRow('solveToeplitz', cOrCr);
  const right = matrixOf('solveToeplitz', b, 1);
  const arrays = [c, ...(r ? [r] : []), right];
  if (options.checkFinite ?? true) for (const array of arrays) checkFiniteArray('solveToeplitz', array);
  const n = c.shape[0]!;
  if (right.shape[0] !== n || (r && r.shape[0] !== n)) {
    throw new ValueError(
      `solveToeplitz: incompatible dimensions: c has ${n} elements${r ? `, r ${r.shape[0]}` : ''}, b has shape ${shapeText(right.shape)}`,
    );
  }
  const kind = kindOf('solveToeplitz', ...arrays.map((array) => array.info));
  const rhs = fromArray(right, kind);
  const values = diagonals(fromArray(c, kind), r && fromArray(r, kind));
  const complex = isComplexKind(kind);
  // Computed on pairs throughout: re and im apart.
  const [tr, ti] = parts(values, complex);
  const lanes = lanesOf(kind);
  for (let j = 0; j < rhs.n; j++) {
    const column = rhs.data.subarray(j * n * lanes, (j + 1) * n * lanes) as Matrix;
    const [br, bi] = parts(column, complex);
    const [xr, xi] = complex ? levinsonComplex(tr, ti, br, bi, n) : [levinson(tr, br, n), bi];
    for (let i = 0; i < n; i++) {
      column[i * lanes] = xr[i]!;
      if (complex) column[2 * i + 1] = xi[i]!;
    }
  }
  return typed(right.ndim === 1 ? toVector(rhs) : toArray(rhs));
}

function parts(values: Matrix, complex: boolean): [Float64Array, Float64Array] {
  const n = complex ? values.length / 2 : values.length;
  const [re, im] = [new Float64Array(n), new Float64Array(complex ? n : 0)];
  for (let i = 0; i < n; i++) {
    re[i] = values[complex ? 2 * i : i]!;
    if (complex) im[i] = values[2 * i + 1]!;
  }
  return [re, im];
}

const singularMinor = (order: number): LinAlgError =>
  new LinAlgError(`solveToeplitz: Singular principal minor of order ${order}`);

/**
 * Real recursion: `f` solves with the first unit vector, `g` with the last, of the leading matrix of each order.
 * `t[n - 1 + i - j]` is element (i, j).
 */
function levinson(t: Float64Array, b: Float64Array, n: number): Float64Array {
  const x = new Float64Array(n);
  if (n === 0) return x;
  const zero = n - 1;
  if (t[zero] === 0) throw singularMinor(1);
  let f = new Float64Array(n);
  let g = new Float64Array(n);
  let [nextF, nextG] = [new Float64Array(n), new Float64Array(n)];
  f[0] = g[0] = 1 / t[zero]!;
  x[0] = b[0]! / t[zero]!;
  for (let m = 1; m < n; m++) {
    // What the extended vectors get wrong in the new row (f) and in the first one (g).
    let errorF = 0;
    let errorG = 0;
    let errorX = 0;
    for (let i = 0; i < m; i++) {
      errorF += t[zero + m - i]! * f[i]!;
      errorG += t[zero - 1 - i]! * g[i]!;
      errorX += t[zero + m - i]! * x[i]!;
    }
    const determinant = 1 - errorF * errorG;
    if (determinant === 0) throw singularMinor(m + 1);
    const [scaleF, mixF] = [1 / determinant, -errorF / determinant];
    const [scaleG, mixG] = [1 / determinant, -errorG / determinant];
    for (let i = 0; i <= m; i++) {
      const [own, shiftedG] = [i < m ? f[i]! : 0, i > 0 ? g[i - 1]! : 0];
      nextF[i] = scaleF * own + mixF * shiftedG;
      nextG[i] = scaleG * shiftedG + mixG * own;
    }
    [f, nextF] = [nextF, f];
    [g, nextG] = [nextG, g];
    const factor = b[m]! - errorX;
    for (let i = 0; i <= m; i++) x[i]! += factor * g[i]!;
  }
  return x;
}

/** The same with complex numbers. */
function levinsonComplex(
  tr: Float64Array,
  ti: Float64Array,
  br: Float64Array,
  bi: Float64Array,
  n: number,
): [Float64Array, Float64Array] {
  const x: Complex[] = [];
  if (n === 0) return [new Float64Array(0), new Float64Array(0)];
  const t = (k: number): Complex => new Complex(tr[n - 1 + k]!, ti[n - 1 + k]!);
  const one = new Complex(1);
  if (t(0).abs() === 0) throw singularMinor(1);
  let f = [one.div(t(0))];
  let g = [one.div(t(0))];
  x.push(new Complex(br[0]!, bi[0]!).div(t(0)));
  for (let m = 1; m < n; m++) {
    let [errorF, errorG, errorX] = [new Complex(0), new Complex(0), new Complex(0)];
    for (let i = 0; i < m; i++) {
      errorF = errorF.add(t(m - i).mul(f[i]!));
      errorG = errorG.add(t(-1 - i).mul(g[i]!));
      errorX = errorX.add(t(m - i).mul(x[i]!));
    }
    const determinant = one.sub(errorF.mul(errorG));
    if (determinant.abs() === 0) throw singularMinor(m + 1);
    const zero = new Complex(0);
    const [nextF, nextG]: [Complex[], Complex[]] = [[], []];
    for (let i = 0; i <= m; i++) {
      const [own, moved] = [i < m ? f[i]! : zero, i > 0 ? g[i - 1]! : zero];
      nextF.push(own.sub(errorF.mul(moved)).div(determinant));
      nextG.push(moved.sub(errorG.mul(own)).div(determinant));
    }
    [f, g] = [nextF, nextG];
    const factor = new Complex(br[m]!, bi[m]!).sub(errorX);
    x.push(zero);
    for (let i = 0; i <= m; i++) x[i] = x[i]!.add(factor.mul(g[i]!));
  }
  return [Float64Array.from(x, (z) => z.re), Float64Array.from(x, (z) => z.im)];
}

/** Options of `matmulToeplitz`. */
export interface MatmulToeplitzOptions extends CheckOptions {
  /** Accepted for SciPy's sake. */
  workers?: number | null;
}

/**
 * The product of a Toeplitz matrix with a vector or matrix, without forming it: by Fourier transforms in O(n log n) where it is large.
 *
 * @param cOrCr - the first column (the row is its conjugate then), or `[column, row]`
 * @param x - array_like of shape (n,) or (n, k)
 * @param options - `checkFinite` (false by default)
 * @returns an array of shape (m,) or (m, k)
 * @throws ValueError when lengths do not fit
 * @example
 * np.linalg.matmulToeplitz([[1, 2], [1, 0, 0]], [1, 1, 1]).toArray(); // [1, 3]
 */
export function matmulToeplitz<X extends ArrayLike>(
  cOrCr: ColumnOrPair,
  x: X,
  options: MatmulToeplitzOptions = {},
): ArrayOf<FloatOf<X> | MeetOf<X, NDArray>> {
  checkOptions('matmulToeplitz', options, ['checkFinite', 'workers']);
  const [c, r] = columnAndRow('matmulToeplitz', cOrCr);
  const right = matrixOf('matmulToeplitz', x, 1);
  const arrays = [c, ...(r ? [r] : []), right];
  if (options.checkFinite) for (const array of arrays) checkFiniteArray('matmulToeplitz', array);
  const n = (r ?? c).shape[0]!;
  const m = c.shape[0]!;
  if (right.shape[0] !== n || right.ndim > 2) {
    throw new ValueError(
      `matmulToeplitz: incompatible dimensions: the matrix has shape ${shapeText([m, n])}, x ${shapeText(right.shape)}`,
    );
  }
  const kind = kindOf('matmulToeplitz', ...arrays.map((array) => array.info));
  const rhs = fromArray(right, kind);
  const values = diagonals(fromArray(c, kind), r && fromArray(r, kind));
  const result = dense(kind, m, rhs.n);
  const complex = isComplexKind(kind);
  const direct = !convolves(m, n, rhs.n);
  if (!direct) toeplitzProduct(values, m, n, rhs.data, rhs.n, result.data, complex);
  for (let column = 0; direct && column < rhs.n; column++) {
    for (let i = 0; i < m; i++) {
      let re = 0;
      let im = 0;
      for (let j = 0; j < n; j++) {
        const [p, q] = [n - 1 + i - j, column * n + j];
        if (!complex) re += values[p]! * rhs.data[q]!;
        else {
          const [a, b, d, e] = [values[2 * p]!, values[2 * p + 1]!, rhs.data[2 * q]!, rhs.data[2 * q + 1]!];
          re += a * d - b * e;
          im += a * e + b * d;
        }
      }
      const place = column * m + i;
      if (!complex) result.data[place] = re;
      else {
        result.data[2 * place] = re;
        result.data[2 * place + 1] = im;
      }
    }
  }
  return typed(right.ndim === 1 ? toVector(result) : toArray(result));
}

/** Options of `solveCirculant`. */
export interface SolveCirculantOptions {
  /** What to do with (nearly) singular matrices: an error (the default), or the least squares solution of least norm. */
  singular?: 'raise' | 'lstsq';
  /** Eigenvalues of a modulus below this count as zero. */
  tol?: number | null;
  /** The axis of c that holds the first columns, the last by default. */
  caxis?: number;
  /** The axis of b that holds the right-hand sides, the last by default... */
  baxis?: number;
  /** The axis of the result that holds the solutions, the first by default. */
  outaxis?: number;
}

/**
 * Solve `circulant(c) @ x = b` in the basis in which all circulant matrices are diagonal.
 *
 * @param c - array_like: the first column of the matrix along `caxis`
 * @param b - array_like: the right-hand side along `baxis`; the other axes broadcast with those of c
 * @param options - `singular`, `tol`, `caxis`, `baxis`, `outaxis`
 * @returns x along `outaxis`, the first axis by default
 * @throws LinAlgError when the matrix is nearly singular (and `singular` is `'raise'`); ValueError when shapes do not fit
 * @example
 * np.allclose(np.linalg.solveCirculant([2, 1, 0], [3, 3, 3]), [1, 1, 1]); // true
 */
export function solveCirculant<B extends ArrayLike>(
  c: ArrayLike,
  b: B,
  options: SolveCirculantOptions = {},
): ArrayOf<FloatOf<B> | MeetOf<B, NDArray>> {
  checkOptions('solveCirculant', options, ['singular', 'tol', 'caxis', 'baxis', 'outaxis']);
  const singular = oneOf('solveCirculant', 'singular', options.singular, ['raise', 'lstsq'] as const);
  const { caxis = -1, baxis = 0, outaxis = 0 } = options;
  const [columns, right] = [matrixOf('solveCirculant', c, 1), matrixOf('solveCirculant', b, 1)];
  const moved = (a: NDArray, axis: number): NDArray => {
    const from = normalizeAxis('solveCirculant', axis, a.ndim);
    const order = [...Array.from({ length: a.ndim }, (_, k) => k).filter((k) => k !== from), from];
    return a.strided(
      order.map((k) => a.shape[k]!),
      order.map((k) => a.steps[k]!),
      a.offset,
    );
  };
  const [cs, bs] = [moved(columns, caxis), moved(right, baxis)];
  const n = cs.shape[cs.ndim - 1]!;
  if (bs.shape[bs.ndim - 1] !== n) {
    throw new ValueError(
      `solveCirculant: Shapes of c ${shapeText(columns.shape)} and b ${shapeText(right.shape)} are incompatible`,
    );
  }
  const kind = kindOf('solveCirculant', columns.info, right.info);
  const eps = EPS[kind];
  const [x] = eachMember([cs, bs], [1, 1], (column, rhs) => {
    const [cr, ci] = parts(fromArray(column!, COMPLEX[kind]).data, true);
    const [br, bi] = parts(fromArray(rhs!, COMPLEX[kind]).data, true);
    if (n === 0) return [toVector(dense(kind, 0, 1))];
    const [er, ei] = transformParts(cr, ci, false);
    const [fr, fi] = transformParts(br, bi, false);
    const sizes = Float64Array.from(er, (value, k) => Math.hypot(value, ei[k]!));
    const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
    const tol = options.tol ?? largest * n * eps;
    for (let k = 0; k < n; k++) {
      if (sizes[k]! <= tol) {
        if (singular === 'raise') throw new LinAlgError('solveCirculant: near singular circulant matrix.');
        fr[k] = fi[k] = 0;
        continue;
      }
      const quotient = new Complex(fr[k]!, fi[k]!).div(new Complex(er[k]!, ei[k]!));
      fr[k] = quotient.re;
      fi[k] = quotient.im;
    }
    const [xr, xi] = transformParts(fr, fi, true);
    const result = dense(kind, n, 1);
    for (let k = 0; k < n; k++) {
      if (isComplexKind(kind)) {
        result.data[2 * k] = xr[k]!;
        result.data[2 * k + 1] = xi[k]!;
      } else result.data[k] = xr[k]!;
    }
    return [toVector(result)];
  });
  const to = normalizeAxis('solveCirculant', outaxis, x!.ndim);
  const order = Array.from({ length: x!.ndim - 1 }, (_, k) => k);
  order.splice(to, 0, x!.ndim - 1);
  return typed(
    x!.strided(
      order.map((k) => x!.shape[k]!),
      order.map((k) => x!.steps[k]!),
      x!.offset,
    ),
  );
}
