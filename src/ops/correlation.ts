/** Covariances and correlations of variables; convolution and cross-correlation of sequences. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { promoteInfo, type Promote } from '../core/promotion.js';
import { backend } from '../backends/backend.js';
import { convolveFlat } from '../backends/single/convolve.js';
import { average } from './averages.js';
import { packed } from './axes.js';
import { clip } from './rounding.js';
import { imagView, realView } from './complexParts.js';
import { converted } from './moments.js';
import { add, conjugate, divide, multiply, subtract } from './ufuncs/arithmetic.js';
import { sqrt } from './ufuncs/elementary.js';
import { reduce } from './ufuncs/fold.js';
import { notEqual } from './ufuncs/logic.js';
import { tableOf } from './ufuncs/make.js';

/** Options of `cov`. */
export interface CovOptions<T extends DTypeLike = DTypeLike> {
  /** More variables, of the same form. */
  y?: ArrayLike | null;
  /** Is each row a variable (true, the default), or each column? */
  rowvar?: boolean;
  /** Divide by N instead of N - 1. */
  bias?: boolean;
  /** Divide by N - ddof; goes before `bias`. */
  ddof?: number | null;
  /** How often each observation counts: integers. */
  fweights?: ArrayLike | null;
  /** How much each observation weighs. */
  aweights?: ArrayLike | null;
  dtype?: T;
}

/** The dtype of covariances. */
type CovDType<A> =
  DTypeOf<A> extends 'complex64' | 'complex128' ? 'complex128' : 'float64' | (DTypeOf<A> & 'complex128');

/** Variables as rows. */
function variables(name: string, m: ArrayLike, rowvar: boolean, info: DTypeInfo): NDArray {
  const source = converted(asNDArray(name, m), info);
  if (source.ndim > 2) throw new ValueError(`${name}: m has more than 2 dimensions: shape ${shapeText(source.shape)}`);
  if (source.ndim < 2) return source.strided([1, source.size], [0, source.steps[0] ?? 0], source.offset);
  return !rowvar && source.shape[0] !== 1 ? source.T : source;
}

/** Weights of observations, checked. */
function observationWeights(
  name: string,
  label: string,
  weights: ArrayLike | null | undefined,
  n: number,
): NDArray | undefined {
  if (weights === undefined || weights === null) return undefined;
  const given = converted(asNDArray(name, weights), DTYPES.float64);
  if (given.ndim !== 1) throw new ValueError(`${name}: cannot handle multidimensional ${label}`);
  if (given.size !== n)
    throw new ValueError(`${name}: incompatible numbers of samples and ${label}: ${n} and ${given.size}`);
  const values = given.toFlatArray() as number[];
  if (values.some((w) => w < 0)) throw new ValueError(`${name}: ${label} cannot be negative`);
  if (label === 'fweights' && !values.every(Number.isInteger))
    throw new DTypeError(`${name}: fweights must be integer`);
  return given;
}

function covariance(name: string, m: ArrayLike, options: CovOptions): NDArray {
  checkOptions(name, options, ['y', 'rowvar', 'bias', 'ddof', 'fweights', 'aweights', 'dtype']);
  const { y, rowvar = true, bias = false, dtype } = options;
  if (options.ddof !== undefined && options.ddof !== null && !Number.isInteger(options.ddof)) {
    throw new ValueError(`${name}: ddof must be integer, got ${describe(options.ddof)}`);
  }
  const ddof = options.ddof ?? (bias ? 0 : 1);
  const first = asNDArray(name, m);
  let info = promoteInfo(first.info, DTYPES.float64);
  if (y !== undefined && y !== null) info = promoteInfo(info, asNDArray(name, y).info);
  const result = dtype === undefined ? info : (dtypeInfo(dtype) as DTypeInfo);
  let table = variables(name, first, rowvar, info);
  if (y !== undefined && y !== null) {
    const more = variables(name, y, rowvar, info);
    if (more.shape[1] !== table.shape[1]) {
      throw new ValueError(
        `${name}: m and y must have the same number of observations, got ${table.shape[1]} and ${more.shape[1]}`,
      );
    }
    const both = emptyArray(info, [table.shape[0]! + more.shape[0]!, table.shape[1]!]);
    backend().copy(table.shape, table, both);
    backend().copy(
      more.shape,
      more,
      both.strided(more.shape, both.steps, both.offset + table.shape[0]! * both.steps[0]!),
    );
    table = both;
  }
  const [rows, n] = table.shape as [number, number];
  if (rows === 0) return emptyArray(result, [0, 0]);
  const frequencies = observationWeights(name, 'fweights', options.fweights, n);
  const importance = observationWeights(name, 'aweights', options.aweights, n);
  const weights =
    frequencies && importance ? (multiply(frequencies, importance) as NDArray) : (frequencies ?? importance);
  const total = (a: NDArray): number => reduce(tableOf(add), name, a, {}) as number;
  let sum = n;
  let factor = n - ddof;
  if (weights) {
    sum = total(weights);
    factor =
      ddof === 0 ? sum : importance ? sum - (ddof * total(multiply(weights, importance) as NDArray)) / sum : sum - ddof;
  }
  // No degrees of freedom are left: inf or nan, as in NumPy.
  factor = Math.max(factor, 0);
  const middle = (
    weights
      ? average(table, { axis: 1, weights, keepdims: true })
      : divide(reduce(tableOf(add), name, table, { axis: 1, keepdims: true }) as NDArray, sum)
  ) as NDArray;
  const off = packed(subtract(table, middle) as NDArray);
  let other = weights ? (multiply(off, weights) as NDArray) : off;
  if (info.kind === 'c') other = packed(conjugate(other) as NDArray);
  const product = emptyArray(info, [rows, rows]);
  backend().matmul([], rows, n, rows, off, packed(other).T, product);
  divide(product, factor, { out: product });
  return converted(product, result);
}

function squeezed(a: NDArray): NDArray {
  return a.shape.every((n) => n === 1) ? a.strided([], [], a.offset) : a;
}

/**
 * The covariance matrix of variables.
 *
 * @param m - array_like of observations of shape (variables, observations), or one variable
 * @param options - `y`, `rowvar`, `bias`, `ddof`, `fweights`, `aweights`, `dtype`
 * @returns a square array; one without axes for a single variable
 * @throws ValueError for more than two axes, or weights that do not fit
 * @example
 * np.cov([[0, 1, 2], [2, 1, 0]]).toArray(); // [[1, -1], [-1, 1]]
 */
export function cov<T extends DTypeLike>(m: ArrayLike, options: CovOptions<T> & { dtype: T }): NDArray<ResolveDType<T>>;
export function cov<A extends ArrayLike>(m: A, options?: CovOptions): ArrayOf<CovDType<A>>;
export function cov(m: ArrayLike, options: CovOptions = {}): NDArray {
  return squeezed(covariance('cov', m, options));
}

/**
 * Pearson's correlation coefficients of variables.
 *
 * @param x - array_like of observations of shape (variables, observations), or one variable
 * @param options - `y`, `rowvar`, `dtype`
 * @returns a square array with ones on its diagonal; one without axes for a single variable
 * @throws ValueError for more than two axes
 * @example
 * np.corrcoef([[0, 1, 2], [2, 1, 0]]).toArray(); // [[1, -1], [-1, 1]]
 */
export function corrcoef<T extends DTypeLike>(
  x: ArrayLike,
  options: Pick<CovOptions<T>, 'y' | 'rowvar' | 'dtype'> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function corrcoef<A extends ArrayLike>(
  x: A,
  options?: Pick<CovOptions, 'y' | 'rowvar' | 'dtype'>,
): ArrayOf<CovDType<A>>;
export function corrcoef(x: ArrayLike, options: Pick<CovOptions, 'y' | 'rowvar' | 'dtype'> = {}): NDArray {
  checkOptions('corrcoef', options, ['y', 'rowvar', 'dtype']);
  const matrix = covariance('corrcoef', x, options);
  const n = matrix.shape[0]!;
  const diagonal = matrix.strided([n], [n + 1], matrix.offset);
  const variances = realView(diagonal) as NDArray;
  const spread = sqrt(variances) as NDArray;
  divide(matrix, spread.strided([n, 1], [spread.steps[0]!, 0], spread.offset), { out: matrix });
  divide(matrix, spread, { out: matrix });
  // Rounding may carry a coefficient past 1.
  const parts = matrix.info.kind === 'c' ? [realView(matrix), imagView(matrix)] : [matrix];
  for (const part of parts as NDArray[]) clip(part, -1, 1, { out: part });
  return n === 1 ? matrix.strided([], [], matrix.offset) : matrix;
}

/** Which part of a convolution: all, as long as the longer sequence, or only where they overlap fully. */
export type ConvolveMode = 'full' | 'same' | 'valid';

function sequence(name: string, label: string, value: ArrayLike): NDArray {
  const array = asNDArray(name, value);
  if (array.ndim > 1)
    throw new ValueError(`${name}: object too deep for desired array: ${label} has shape ${shapeText(array.shape)}`);
  if (array.size === 0) throw new ValueError(`${name}: ${label} cannot be empty`);
  return array.ndim === 0 ? array.strided([1], [1], array.offset) : array;
}

/** Convolve, the results from `start` on. */
function convolved(a: NDArray, v: NDArray, start: number, count: number, info: DTypeInfo): NDArray {
  if (a.size < v.size) [a, v] = [v, a];
  if (info.kind === 'c') {
    const { float64 } = DTYPES;
    const [ar, ai, vr, vi] = [realView(a), imagView(a), realView(v), imagView(v)].map((part) =>
      convertedTo(part, float64),
    );
    const one = (x: NDArray, y: NDArray): NDArray => convolved(x, y, start, count, float64);
    const result = emptyArray(info, [count]);
    subtract(one(ar!, vr!), one(ai!, vi!), { out: realView(result), casting: 'unsafe' });
    add(one(ar!, vi!), one(ai!, vr!), { out: imagView(result), casting: 'unsafe' });
    return result;
  }
  const work: DTypeInfo =
    info.kind === 'b' ? DTYPES.int32 : info.name === 'float16' || info.name === 'float32' ? DTYPES.float64 : info;
  const [x, y] = [a, v].map((one) => packed(converted(one, work)).data);
  const sums = emptyArray(work, [count]);
  convolveFlat(work, x!, y!, sums.data, start);
  return info.kind === 'b' ? notEqual(sums, 0) : converted(sums, info);
}

const convertedTo = (a: NDArray, info: DTypeInfo): NDArray => converted(a, info);

function extentOf(
  name: string,
  mode: ConvolveMode,
  long: number,
  short: number,
  swapped: boolean,
): [start: number, count: number] {
  switch (mode) {
    case 'full':
      return [0, long + short - 1];
    case 'same':
      return [swapped ? short >> 1 : (short - 1) >> 1, long];
    case 'valid':
      return [short - 1, long - short + 1];
    default:
      throw new ValueError(`${name}: mode must be one of 'valid', 'same', or 'full' (got ${describe(mode)})`);
  }
}

/**
 * The discrete convolution of two sequences.
 *
 * @param a - array_like of one axis
 * @param v - array_like of one axis
 * @param options - `mode`: `'full'` (the default), `'same'` or `'valid'`
 * @returns an array of one axis, of the dtype in which both meet
 * @throws ValueError for empty sequences or an unknown mode
 * @example
 * np.convolve([1, 2, 3], [0, 1, 0.5]).toArray(); // [0, 1, 2.5, 4, 1.5]
 */
export function convolve<A extends ArrayLike, V extends ArrayLike>(
  a: A,
  v: V,
  options: { mode?: ConvolveMode } = {},
): ArrayOf<Promote<DTypeOf<A>, DTypeOf<V>>> {
  checkOptions('convolve', options, ['mode']);
  const x = sequence('convolve', 'a', a);
  const y = sequence('convolve', 'v', v);
  const [start, count] = extentOf(
    'convolve',
    options.mode ?? 'full',
    Math.max(x.size, y.size),
    Math.min(x.size, y.size),
    false,
  );
  return convolved(x, y, start, count, promoteInfo(x.info, y.info)) as never;
}

/**
 * The cross-correlation of two sequences, `c[k] = sum over n of a[n + k] * conj(v[n])`.
 *
 * @param a - array_like of one axis
 * @param v - array_like of one axis, conjugated
 * @param options - `mode`: `'valid'` (the default), `'same'` or `'full'`
 * @returns an array of one axis, of the dtype in which both meet
 * @throws ValueError for empty sequences or an unknown mode
 * @example
 * np.correlate([1, 2, 3], [0, 1, 0.5]).toArray(); // [3.5]
 */
export function correlate<A extends ArrayLike, V extends ArrayLike>(
  a: A,
  v: V,
  options: { mode?: ConvolveMode } = {},
): ArrayOf<Promote<DTypeOf<A>, DTypeOf<V>>> {
  checkOptions('correlate', options, ['mode']);
  const x = sequence('correlate', 'a', a);
  const y = sequence('correlate', 'v', v);
  const [start, count] = extentOf(
    'correlate',
    options.mode ?? 'valid',
    Math.max(x.size, y.size),
    Math.min(x.size, y.size),
    x.size < y.size,
  );
  const turned = y.strided(y.shape, [-y.steps[0]!], y.offset + (y.size - 1) * y.steps[0]!);
  return convolved(
    x,
    (y.info.kind === 'c' ? conjugate(turned) : turned) as NDArray,
    start,
    count,
    promoteInfo(x.info, y.info),
  ) as never;
}
