/** Matrices given by their side alone: Hilbert, Pascal, Hadamard, Helmert, Fourier. */
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { emptyArray, zerosArray, type NDArray } from '../core/ndarray.js';
import { oneOf, wholeNumber } from './arguments.js';

/** An n x n float64 array of values by row and column. */
function filled(n: number, value: (i: number, j: number) => number, m = n): NDArray<'float64'> {
  const result = emptyArray(DTYPES.float64, [m, n]);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) result.storage[i * n + j] = value(i, j);
  return result;
}

/** The same of exact integers. */
function exactly<D extends 'int64' | 'uint64'>(
  name: string,
  info: DTypeInfo<D>,
  n: number,
  value: (i: number, j: number) => bigint,
): NDArray<D> {
  const result = emptyArray(info, [n, n]);
  const limit = info.name === 'int64' ? 2n ** 63n : 2n ** 64n;
  const storage = result.storage as BigInt64Array;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const x = value(i, j);
      if (x >= limit || x < -limit) {
        throw new ValueError(`${name}: the elements for n = ${n} do not fit ${info.name}; use exact: false`);
      }
      storage[i * n + j] = x;
    }
  }
  return result;
}

/** How many ways to choose k of n. */
function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * BigInt(n + 1 - i)) / BigInt(i);
  return result;
}

const signOf = (i: number): bigint => (i % 2 === 0 ? 1n : -1n);

/**
 * The Hilbert matrix, `1 / (i + j + 1)`.
 *
 * @param n - the side
 * @returns a float64 array of shape (n, n)
 * @example
 * np.linalg.hilbert(2).toArray(); // [[1, 0.5], [0.5, 0.3333333333333333]]
 */
export function hilbert(n: number): NDArray<'float64'> {
  wholeNumber('hilbert', 'n', n);
  return filled(n, (i, j) => 1 / (i + j + 1));
}

/**
 * The inverse of the Hilbert matrix, whose elements are integers.
 *
 * @param n - the side
 * @param options - `exact`: int64 (n up to 14) instead of float64
 * @returns an array of shape (n, n)
 * @throws ValueError when exact elements do not fit
 * @example
 * np.linalg.invhilbert(2).toArray(); // [[4, -6], [-6, 12]]
 */
export function invhilbert(n: number, options: { exact: true }): NDArray<'int64'>;
export function invhilbert(n: number, options?: { exact?: false }): NDArray<'float64'>;
export function invhilbert(n: number, options: { exact?: boolean } = {}): NDArray {
  checkOptions('invhilbert', options, ['exact']);
  wholeNumber('invhilbert', 'n', n);
  const element = (i: number, j: number): bigint =>
    signOf(i + j) * BigInt(i + j + 1) * choose(n + i, n - j - 1) * choose(n + j, n - i - 1) * choose(i + j, i) ** 2n;
  return options.exact ? exactly('invhilbert', DTYPES.int64, n, element) : filled(n, (i, j) => Number(element(i, j)));
}

/** Which Pascal matrix: symmetric, or its triangular factor. */
export interface PascalOptions {
  kind?: 'symmetric' | 'lower' | 'upper';
  /** Exact integers (the default) or float64. */
  exact?: boolean;
}

/**
 * The Pascal matrix of binomial coefficients.
 *
 * @param n - the side
 * @param options - `kind` ('symmetric'), `exact` (true)
 * @returns an array of shape (n, n), uint64 or with `exact: false` float64
 * @throws ValueError when exact elements do not fit (n above 34)
 * @example
 * np.linalg.pascal(3, { exact: false }).toArray(); // [[1, 1, 1], [1, 2, 3], [1, 3, 6]]
 */
export function pascal(n: number, options: PascalOptions & { exact: false }): NDArray<'float64'>;
export function pascal(n: number, options?: PascalOptions): NDArray<'uint64'>;
export function pascal(n: number, options: PascalOptions = {}): NDArray {
  checkOptions('pascal', options, ['kind', 'exact']);
  wholeNumber('pascal', 'n', n);
  const kind = oneOf('pascal', 'kind', options.kind, ['symmetric', 'lower', 'upper'] as const);
  const element = (i: number, j: number): bigint =>
    kind === 'symmetric' ? choose(i + j, i) : kind === 'lower' ? choose(i, j) : choose(j, i);
  return (options.exact ?? true)
    ? exactly('pascal', DTYPES.uint64, n, element)
    : filled(n, (i, j) => Number(element(i, j)));
}

/**
 * The inverse of the Pascal matrix.
 *
 * @param n - the side
 * @param options - `kind` ('symmetric'), `exact` (true)
 * @returns an array of shape (n, n), int64 or with `exact: false` float64
 * @throws ValueError when exact elements do not fit
 * @example
 * np.linalg.invpascal(2, { exact: false }).toArray(); // [[2, -1], [-1, 1]]
 */
export function invpascal(n: number, options: PascalOptions & { exact: false }): NDArray<'float64'>;
export function invpascal(n: number, options?: PascalOptions): NDArray<'int64'>;
export function invpascal(n: number, options: PascalOptions = {}): NDArray {
  checkOptions('invpascal', options, ['kind', 'exact']);
  wholeNumber('invpascal', 'n', n);
  const kind = oneOf('invpascal', 'kind', options.kind, ['symmetric', 'lower', 'upper'] as const);
  const element = (i: number, j: number): bigint => {
    const sign = signOf(i + j);
    if (kind === 'lower') return sign * choose(i, j);
    if (kind === 'upper') return sign * choose(j, i);
    let sum = 0n;
    for (let k = Math.max(i, j); k < n; k++) sum += choose(k, i) * choose(k, j);
    return sign * sum;
  };
  return (options.exact ?? true)
    ? exactly('invpascal', DTYPES.int64, n, element)
    : filled(n, (i, j) => Number(element(i, j)));
}

/**
 * The Hadamard matrix in Sylvester's order: orthogonal columns of ones and minus ones.
 *
 * @param n - the side, a power of two
 * @param options - `dtype`, the default integer by default
 * @returns an array of shape (n, n)
 * @throws ValueError when n is no power of two
 * @example
 * np.linalg.hadamard(2).toArray(); // [[1, 1], [1, -1]]
 */
export function hadamard<T extends DTypeLike = 'int32'>(
  n: number,
  options: { dtype?: T } = {},
): NDArray<ResolveDType<T>> {
  checkOptions('hadamard', options, ['dtype']);
  wholeNumber('hadamard', 'n', n, 1);
  if (!Number.isInteger(Math.log2(n))) throw new ValueError(`hadamard: n must be a power of 2, got ${n}`);
  const result = zerosArray(dtypeInfo(options.dtype ?? 'int32') as DTypeInfo, [n, n]);
  const [one, minusOne] = result.info.domain === 'bigint' ? [1n, -1n] : [1, -1];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let odd = false;
      for (let both = i & j; both > 0; both &= both - 1) odd = !odd;
      result.itemset(i, j, (odd ? minusOne : one) as number);
    }
  }
  return result as unknown as NDArray<ResolveDType<T>>;
}

/**
 * The Helmert matrix of orthonormal contrasts.
 *
 * @param n - the side
 * @param options - `full`: with its first row; false by default
 * @returns an array of shape (n - 1, n), or (n, n) with `full`
 * @example
 * np.linalg.helmert(2).toArray(); // [[0.7071067811865475, -0.7071067811865475]]
 */
export function helmert(n: number, options: { full?: boolean } = {}): NDArray<'float64'> {
  checkOptions('helmert', options, ['full']);
  wholeNumber('helmert', 'n', n, 1);
  const element = (i: number, j: number): number => {
    if (i === 0) return 1 / Math.sqrt(n);
    const size = Math.sqrt(i * (i + 1));
    return j < i ? 1 / size : j === i ? -i / size : 0;
  };
  return options.full ? filled(n, element) : filled(n, (i, j) => element(i + 1, j), n - 1);
}

/**
 * The matrix of the discrete Fourier transform: `dft(n) @ x` is `fft(x)`.
 *
 * @param n - the side
 * @param options - `scale`: null (the default), `'sqrtn'` or `'n'`, to divide by sqrt(n) or n
 * @returns a complex128 array of shape (n, n)
 * @throws ValueError for another scale
 */
export function dft(n: number, options: { scale?: 'sqrtn' | 'n' | null } = {}): NDArray<'complex128'> {
  checkOptions('dft', options, ['scale']);
  wholeNumber('dft', 'n', n);
  const scale = options.scale == null ? null : oneOf('dft', 'scale', options.scale, ['sqrtn', 'n'] as const);
  const factor = scale === null ? 1 : scale === 'n' ? 1 / n : 1 / Math.sqrt(n);
  const result = emptyArray(DTYPES.complex128, [n, n]);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      // Of the turns only the fraction counts; quarters are exact.
      const turns = (i * j) % n;
      const angle = (-2 * Math.PI * turns) / n;
      const quarter = (4 * turns) % n === 0;
      const round = (x: number): number => (quarter ? Math.round(x) + 0 : x);
      result.storage[2 * (i * n + j)] = factor * round(Math.cos(angle));
      result.storage[2 * (i * n + j) + 1] = factor * round(Math.sin(angle));
    }
  }
  return result;
}
