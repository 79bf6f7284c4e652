/**
 * Discrete cosine and sine transforms, types 1 to 4, in SciPy's conventions (N. Ahmed, T. Natarajan, K. Rao, Discrete cosine
 * transform, 1974; J. Makhoul, A fast cosine transform in one and two dimensions, 1980).
 */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, emptyArray, type ArrayOf } from '../core/ndarray.js';
import { multiply } from '../ops/ufuncs/arithmetic.js';
import { backend } from '../backends/backend.js';
import { lengthAlong, lengthsAlong, normFactor, type AxesOptions, type AxisOptions } from './arguments.js';
import { inPrecision, realInfo, type TrigonometricOf } from './dtypes.js';
import type { TrigonometricKind } from './engine/engine.js';
import { fitted, trigonometricTransform } from './transform.js';
import { mayShare } from './workers.js';

/** The type of a cosine or sine transform. */
export type TransformType = 1 | 2 | 3 | 4;

/** Options of `dct`, `idct`, `dst` and `idst`. */
export interface DctOptions extends AxisOptions {
  /** Which of the four transforms, 2 by default. */
  type?: TransformType;
  /** Scale the ends so that the matrix is orthogonal up to a factor? Default: with norm `'ortho'`. */
  orthogonalize?: boolean | null;
}

/** Options of `dctn`, `idctn`, `dstn` and `idstn`. */
export interface DctnOptions extends AxesOptions {
  /** Which of the four transforms, 2 by default. */
  type?: TransformType;
  /** Scale the ends so that the matrix is orthogonal up to a factor? Default: with norm `'ortho'`. */
  orthogonalize?: boolean | null;
}

const OPTIONS = ['type', 'norm', 'overwriteX', 'workers', 'orthogonalize'];

/** The type of the transform that undoes one, up to a factor. */
const INVERSE = [0, 1, 3, 2, 4] as const;

/** The length of the Fourier transform behind a transform of n points: where the factor comes from. */
function logicalLength(kind: TrigonometricKind, n: number): number {
  return kind === 'dct1' ? 2 * (n - 1) : kind === 'dst1' ? 2 * (n + 1) : 2 * n;
}

/** Which ends are scaled to make a transform orthogonal: of the input by sqrt(2), of the result by its inverse. */
function ends(kind: TrigonometricKind): { before: readonly number[]; after: readonly number[] } {
  switch (kind) {
    case 'dct1':
      return { before: [0, -1], after: [0, -1] };
    case 'dct2':
      return { before: [], after: [0] };
    case 'dct3':
      return { before: [0], after: [] };
    case 'dst2':
      return { before: [], after: [-1] };
    case 'dst3':
      return { before: [-1], after: [] };
    default:
      return { before: [], after: [] };
  }
}

/** Multiply the elements at one place of an axis. */
function scalePlace(a: NDArray, axis: number, place: number, factor: number): void {
  const n = a.shape[axis]!;
  const at = place < 0 ? n + place : place;
  const shape = a.shape.filter((_, k) => k !== axis);
  const steps = a.steps.filter((_, k) => k !== axis);
  const view = a.strided(shape, steps, a.offset + at * a.steps[axis]!);
  multiply(view, factor, { out: view });
}

function transform(
  functionName: string,
  x: ArrayLike,
  options: DctOptions & DctnOptions,
  family: 'dct' | 'dst',
  inverse: boolean,
  several: boolean,
): NDArray {
  checkOptions(functionName, options, [...OPTIONS, ...(several ? ['s', 'axes'] : ['n', 'axis'])]);
  const { type = 2 } = options;
  if (type !== 1 && type !== 2 && type !== 3 && type !== 4) {
    throw new ValueError(
      `${functionName}: invalid ${family.toUpperCase()} type: it must be 1, 2, 3 or 4, got ${describe(type)}`,
    );
  }
  const kind = `${family}${inverse ? INVERSE[type] : type}` as TrigonometricKind;
  const a = asNDArray(functionName, x);
  let axes: readonly number[];
  let lengths: readonly number[];
  if (several) ({ axes, lengths } = lengthsAlong(functionName, a, options));
  else {
    const { axis, n } = lengthAlong(functionName, a, options);
    [axes, lengths] = [[axis], [n]];
  }
  if (kind === 'dct1' && lengths.includes(1)) {
    throw new ValueError(`${functionName}: a DCT of type 1 needs at least 2 data points, got 1`);
  }
  const points = lengths.reduce((product, n) => product * logicalLength(kind, n), 1);
  const scale = normFactor(functionName, options.norm, inverse, points);
  const orthogonal = options.orthogonalize ?? options.norm === 'ortho';
  const share = mayShare(functionName, options.workers);
  const source = fitted(inPrecision(a), axes, lengths);
  const overwrite = options.overwriteX === true && source.writeable;
  const { before, after } = orthogonal ? ends(kind) : ends('dct4');
  const target = overwrite ? source : emptyArray(source.info, source.shape);
  const parts = source.info.kind === 'c' ? [0, 1] : [undefined];
  for (const part of parts) {
    let from = part === undefined ? source : partOf(source, part);
    const to = part === undefined ? target : partOf(target, part);
    if (axes.length === 0) backend().copy(from.shape, from, to);
    if (before.length > 0 && axes.length > 0 && from.size > 0) {
      if (!overwrite) backend().copy(from.shape, from, to);
      from = to;
      for (const axis of axes) for (const place of before) scalePlace(to, axis, place, Math.SQRT2);
    }
    trigonometricTransform(from, to, axes, kind, scale, share && part === undefined);
    if (to.size > 0) for (const axis of axes) for (const place of after) scalePlace(to, axis, place, Math.SQRT1_2);
  }
  return target;
}

/** The real or imaginary parts of a complex array, as a view. */
function partOf(a: NDArray, part: number): NDArray {
  const steps = a.steps.map((step) => 2 * step);
  return new NDArray(realInfo(a.info), a.storage as never, a.shape, steps, 2 * a.offset + part, a, false);
}

type Transformed<A> = ArrayOf<TrigonometricOf<DTypeOf<A>>>;

/**
 * The discrete cosine transform along one axis.
 *
 * Type 1: `y[k] = x[0] + (-1)^k x[n-1] + 2 sum of x[j] cos(pi k j / (n - 1))` for j from 1 to n - 2;
 * 2: `2 sum of x[j] cos(pi k (2 j + 1) / (2 n))`; 3: `x[0] + 2 sum of x[j] cos(pi (2 k + 1) j / (2 n))` for j from 1;
 * 4: `2 sum of x[j] cos(pi (2 k + 1) (2 j + 1) / (4 n))`.
 *
 * @param x - array_like; of complex input the parts are transformed separately
 * @param options - `type` (2), `n`, `axis` (last), `norm`, `orthogonalize`, `overwriteX`, `workers`
 * @returns float32 for float16 and float32, the same dtype for complex, else float64
 * @throws ValueError for an unknown type or norm, or too few points; AxisError when an axis is out of bounds
 * @example
 * fft.dct([1, 1]).toArray(); // [4, 0]
 */
export function dct<A extends ArrayLike>(x: A, options: DctOptions = {}): Transformed<A> {
  return transform('dct', x, options, 'dct', false, false) as unknown as Transformed<A>;
}

/**
 * The inverse discrete cosine transform along one axis.
 *
 * Undoes `dct` of the same type and norm.
 *
 * @param x - array_like; of complex input the parts are transformed separately
 * @param options - `type` (2), `n`, `axis` (last), `norm`, `orthogonalize`, `overwriteX`, `workers`
 * @returns float32 for float16 and float32, the same dtype for complex, else float64
 * @throws ValueError for an unknown type or norm, or too few points; AxisError when an axis is out of bounds
 * @example
 * fft.idct([4, 0]).toArray(); // [1, 1]
 */
export function idct<A extends ArrayLike>(x: A, options: DctOptions = {}): Transformed<A> {
  return transform('idct', x, options, 'dct', true, false) as unknown as Transformed<A>;
}

/**
 * The discrete cosine transform over several axes.
 *
 * `dct` along one axis after another.
 *
 * @param x - array_like; of complex input the parts are transformed separately
 * @param options - `type` (2), `s`, `axes` (all), `norm`, `orthogonalize`, `overwriteX`, `workers`
 * @returns float32 for float16 and float32, the same dtype for complex, else float64
 * @throws ValueError for an unknown type or norm, or too few points; AxisError when an axis is out of bounds
 * @example
 * fft.dctn(np.ones([2, 2])).item(0, 0); // 16
 */
export function dctn<A extends ArrayLike>(x: A, options: DctnOptions = {}): Transformed<A> {
  return transform('dctn', x, options, 'dct', false, true) as unknown as Transformed<A>;
}

/**
 * The inverse discrete cosine transform over several axes.
 *
 * Undoes `dctn` of the same type and norm.
 *
 * @param x - array_like; of complex input the parts are transformed separately
 * @param options - `type` (2), `s`, `axes` (all), `norm`, `orthogonalize`, `overwriteX`, `workers`
 * @returns float32 for float16 and float32, the same dtype for complex, else float64
 * @throws ValueError for an unknown type or norm, or too few points; AxisError when an axis is out of bounds
 * @example
 * fft.idctn(fft.dctn(np.ones([2, 2]))).item(0, 0); // 1
 */
export function idctn<A extends ArrayLike>(x: A, options: DctnOptions = {}): Transformed<A> {
  return transform('idctn', x, options, 'dct', true, true) as unknown as Transformed<A>;
}

/**
 * The discrete sine transform along one axis.
 *
 * Type 1: `y[k] = 2 sum of x[j] sin(pi (k + 1) (j + 1) / (n + 1))`; 2: `2 sum of x[j] sin(pi (k + 1) (2 j + 1) / (2 n))`;
 * 3: `(-1)^k x[n-1] + 2 sum of x[j] sin(pi (2 k + 1) (j + 1) / (2 n))` for j to n - 2;
 * 4: `2 sum of x[j] sin(pi (2 k + 1) (2 j + 1) / (4 n))`.
 *
 * @param x - array_like; of complex input the parts are transformed separately
 * @param options - `type` (2), `n`, `axis` (last), `norm`, `orthogonalize`, `overwriteX`, `workers`
 * @returns float32 for float16 and float32, the same dtype for complex, else float64
 * @throws ValueError for an unknown type or norm, or too few points; AxisError when an axis is out of bounds
 * @example
 * fft.dst([1, 1], { type: 1 }).shape; // [2]
 */
export function dst<A extends ArrayLike>(x: A, options: DctOptions = {}): Transformed<A> {
  return transform('dst', x, options, 'dst', false, false) as unknown as Transformed<A>;
}

/**
 * The inverse discrete sine transform along one axis.
 *
 * Undoes `dst` of the same type and norm.
 *
 * @param x - array_like; of complex input the parts are transformed separately
 * @param options - `type` (2), `n`, `axis` (last), `norm`, `orthogonalize`, `overwriteX`, `workers`
 * @returns float32 for float16 and float32, the same dtype for complex, else float64
 * @throws ValueError for an unknown type or norm, or too few points; AxisError when an axis is out of bounds
 * @example
 * fft.idst(fft.dst([1, 2])).shape; // [2]
 */
export function idst<A extends ArrayLike>(x: A, options: DctOptions = {}): Transformed<A> {
  return transform('idst', x, options, 'dst', true, false) as unknown as Transformed<A>;
}

/**
 * The discrete sine transform over several axes.
 *
 * `dst` along one axis after another.
 *
 * @param x - array_like; of complex input the parts are transformed separately
 * @param options - `type` (2), `s`, `axes` (all), `norm`, `orthogonalize`, `overwriteX`, `workers`
 * @returns float32 for float16 and float32, the same dtype for complex, else float64
 * @throws ValueError for an unknown type or norm, or too few points; AxisError when an axis is out of bounds
 * @example
 * fft.dstn(np.ones([2, 3])).shape; // [2, 3]
 */
export function dstn<A extends ArrayLike>(x: A, options: DctnOptions = {}): Transformed<A> {
  return transform('dstn', x, options, 'dst', false, true) as unknown as Transformed<A>;
}

/**
 * The inverse discrete sine transform over several axes.
 *
 * Undoes `dstn` of the same type and norm.
 *
 * @param x - array_like; of complex input the parts are transformed separately
 * @param options - `type` (2), `s`, `axes` (all), `norm`, `orthogonalize`, `overwriteX`, `workers`
 * @returns float32 for float16 and float32, the same dtype for complex, else float64
 * @throws ValueError for an unknown type or norm, or too few points; AxisError when an axis is out of bounds
 * @example
 * fft.idstn(np.ones([2, 3])).shape; // [2, 3]
 */
export function idstn<A extends ArrayLike>(x: A, options: DctnOptions = {}): Transformed<A> {
  return transform('idstn', x, options, 'dst', true, true) as unknown as Transformed<A>;
}
