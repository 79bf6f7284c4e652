/** Keeping values within bounds and rounding them: clip, round, fix, nanToNum. */
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES, dtype as dtypeInfo, type DType, type DTypeInfo, type Scalar } from '../core/dtype.js';
import { DTypeError, checkOptions, describe } from '../core/errors.js';
import { arg, call, constant, div, gt, lt, mul, select } from '../core/expression.js';
import { NDArray, emptyArray, type ArrayOf } from '../core/ndarray.js';
import { promoteInfo } from '../core/promotion.js';
import { backend, type Kernel } from '../backends/backend.js';
import { replaceNonFinite } from '../backends/single/nonFinite.js';
import { applyKernel, kernelOf } from './applyKernel.js';
import { checkOutput, putOut } from './axes.js';
import { copyAs } from './creation.js';
import { maximum, minimum, rint, trunc } from './ufuncs/arithmetic.js';
import { weakInfo } from './ufuncs/call.js';
import type { Meet, UfuncOptions } from './ufuncs/types.js';

/** What a function of one operand gives: a plain value for a plain one. */
type Like<A, D extends DType> = A extends ScalarLike ? Scalar<D> : NDArray<D>;

const x = arg(0);

/** The dtype in which several operands meet, plain ones being weak. */
function meet(values: readonly (ArrayLike | null | undefined)[]): DTypeInfo | undefined {
  let info: DTypeInfo | undefined;
  for (const value of values) {
    if (value === null || value === undefined || isScalarLike(value)) continue;
    const next = asNDArray('clip', value).info;
    info = info === undefined ? next : promoteInfo(info, next);
  }
  if (info === undefined) return undefined;
  for (const value of values) if (isScalarLike(value)) info = promoteInfo(info, weakInfo(value, info));
  return info;
}

/**
 * Keep values within bounds: `minimum(maximum(a, min), max)` in one pass. A nan stays a nan.
 *
 * @param a - array_like
 * @param min - the least value, array_like; null for none
 * @param max - the greatest value, array_like; null for none
 * @param options - `out`, `where`, `dtype`, `casting`, `order`
 * @returns an array of the operands' common shape; a plain value when all are plain
 * @throws ValueError when shapes do not broadcast, or a bound does not fit the dtype
 * @example
 * np.clip([-1, 0.5, 3], 0, 1).toArray(); // [0, 0.5, 1]
 */
export function clip<D extends DType>(
  a: ArrayLike,
  min: ArrayLike | null,
  max: ArrayLike | null,
  options: UfuncOptions & { out: NDArray<D> },
): NDArray<D>;
export function clip<A extends ArrayLike, L extends ArrayLike | null = null, H extends ArrayLike | null = null>(
  a: A,
  min?: L,
  max?: H,
  options?: UfuncOptions,
): [A, L, H] extends [ScalarLike, ScalarLike | null, ScalarLike | null]
  ? Scalar<DTypeOf<A>>
  : ArrayOf<Bounded<Bounded<DTypeOf<A>, A, L>, A, H>>;
export function clip(
  a: ArrayLike,
  min: ArrayLike | null = null,
  max: ArrayLike | null = null,
  options: UfuncOptions = {},
): NDArray | Scalar {
  checkOptions('clip', options, ['out', 'where', 'dtype', 'casting', 'order']);
  const { out, where, dtype, casting, order } = options;
  const info = meet([a, min, max]);
  if (min === null && max === null) {
    const source = asNDArray('clip', a);
    if (isScalarLike(a) && !out) return source.item();
    return out
      ? putOut('clip', source, out)
      : copyAs(source, dtype === undefined ? source.info : (dtypeInfo(dtype) as DTypeInfo));
  }
  if (max === null) return maximum(a, min!, options) as NDArray;
  if (min === null) return minimum(a, max, options) as NDArray;
  const plain = where === undefined && dtype === undefined && casting === undefined && order === undefined;
  if (!plain || info === undefined || info.lanes === 2 || info.kind === 'b') {
    return minimum(maximum(a, min, { dtype, casting }) as NDArray, max, options) as NDArray;
  }
  const operands = [a, min, max].map((value) => asNDArray('clip', value, isScalarLike(value) ? info : undefined));
  return applyKernel('clip', clipKernel(info), operands, out);
}

/** What `clip` computes for a real dtype. */
export function clipKernel(info: DTypeInfo): Kernel {
  return kernelOf('clip', [info, info, info], info, () => {
    const [low, high] = [arg(1), arg(2)];
    if (info.kind === 'f') return call('min', call('max', x, low), high);
    const raised = select(lt(x, low), low, x);
    return select(gt(raised, high), high, raised);
  });
}

/** The dtype of an array of `D` clipped at a bound. */
type Bounded<D, A, B> = B extends ArrayLike ? (A extends ScalarLike ? Meet<A, B> : Meet<ArrayOf<D>, B>) : D;

/** Options of `round`. */
export interface RoundOptions {
  /** How many decimal places to keep; negative ones round to tens, hundreds, ... 0 by default. */
  decimals?: number;
  out?: NDArray | null;
}

/** The floats of a complex array that lies without gaps, as an array of twice the length. */
function partsOf(a: NDArray): NDArray {
  const info = a.info === DTYPES.complex64 ? DTYPES.float32 : DTYPES.float64;
  return new NDArray<DType>(info as DTypeInfo, a.storage, [2 * a.size], [1], 2 * a.offset, a);
}

function rounded(functionName: string, a: ArrayLike, options: RoundOptions): NDArray | Scalar {
  checkOptions(functionName, options, ['decimals', 'out']);
  const { decimals = 0, out } = options;
  if (!Number.isInteger(decimals))
    throw new DTypeError(`${functionName}: decimals must be an integer, got ${describe(decimals)}`);
  const source = asNDArray(functionName, a);
  const { info } = source;
  const plain = isScalarLike(a) && !out;
  if (out) checkOutput(functionName, out, source.shape, info.kind === 'b' ? DTYPES.float16 : info);
  let result: NDArray;
  if ((info.kind === 'i' || info.kind === 'u') && decimals >= 0)
    result = out ? putOut(functionName, source, out) : copyAs(source, info);
  else if (decimals === 0 || info.kind === 'b')
    result = rint(source.ndim ? source : source.strided([], [], source.offset), { out }) as NDArray;
  else if (info.kind === 'c') {
    result = copyAs(source, info);
    const parts = partsOf(result);
    rounded(functionName, parts, { decimals, out: parts });
    if (out) result = putOut(functionName, result, out);
  } else {
    const wide = info.kind === 'f' ? info : DTYPES.float64;
    result = applyKernel(functionName, roundKernel(wide, info, decimals), [source], out);
  }
  return plain ? result.item() : result;
}

/** What `round` computes, in `wide`. */
export function roundKernel(wide: DTypeInfo, info: DTypeInfo, decimals: number): Kernel {
  const scale = constant(10 ** Math.abs(decimals));
  return kernelOf(`round ${decimals}`, [wide], info, () =>
    decimals > 0 ? div(call('rint', mul(x, scale)), scale) : mul(call('rint', div(x, scale)), scale),
  );
}

/**
 * Round to a number of decimals, halves to even.
 *
 * @param a - array_like; complex numbers are rounded in both parts
 * @param options - `decimals`, `out`
 * @returns an array of the same dtype; a plain value for a plain one
 * @throws DTypeError when `decimals` is no integer
 * @example
 * np.round([0.37, 1.64, 2.5]).toArray(); // [0, 2, 2]
 * np.round(1234.567, { decimals: -2 }); // 1200
 */
export function round<D extends DType>(a: ArrayLike, options: RoundOptions & { out: NDArray<D> }): NDArray<D>;
export function round<A extends ArrayLike>(a: A, options?: RoundOptions): Like<A, DTypeOf<A>>;
export function round(a: ArrayLike, options: RoundOptions = {}): unknown {
  return rounded('round', a, options);
}

/** The same as `round`, under its other name. */
export function around<D extends DType>(a: ArrayLike, options: RoundOptions & { out: NDArray<D> }): NDArray<D>;
export function around<A extends ArrayLike>(a: A, options?: RoundOptions): Like<A, DTypeOf<A>>;
export function around(a: ArrayLike, options: RoundOptions = {}): unknown {
  return rounded('around', a, options);
}

/**
 * Round to the nearest integer towards zero.
 *
 * @param x - array_like of real numbers
 * @param options - `out`
 * @returns the integers, in the same dtype
 * @example
 * np.fix([2.1, -2.9]).toArray(); // [2, -2]
 */
export function fix<A extends ArrayLike>(x: A, options: { out?: NDArray | null } = {}): Like<A, DTypeOf<A>> {
  checkOptions('fix', options, ['out']);
  return trunc(x, options) as unknown as Like<A, DTypeOf<A>>;
}

/** Options of `nanToNum`. */
export interface NanToNumOptions {
  /** Work on a copy (true, the default) or in the array itself. */
  copy?: boolean;
  /** What takes the place of nan; 0 by default. */
  nan?: number;
  /** What takes the place of inf; by default the largest number of the dtype. */
  posinf?: number | null;
  /** What takes the place of -inf; by default the least number of the dtype. */
  neginf?: number | null;
}

const LARGEST = { 2: 65504, 4: (2 - 2 ** -23) * 2 ** 127, 8: Number.MAX_VALUE } as const;

/**
 * Replace nan by zero and infinities by large finite numbers, or by numbers given.
 *
 * @param x - array_like
 * @param options - `copy`, `nan`, `posinf`, `neginf`
 * @returns an array of the same dtype (`x` itself with `copy: false`); a plain value for a plain one
 * @example
 * np.nanToNum([NaN, 1, Infinity], { posinf: 99 }).toArray(); // [0, 1, 99]
 */
export function nanToNum<A extends ArrayLike>(x: A, options: NanToNumOptions = {}): Like<A, DTypeOf<A>> {
  checkOptions('nanToNum', options, ['copy', 'nan', 'posinf', 'neginf']);
  const { copy = true, nan = 0, posinf, neginf } = options;
  const source = asNDArray('nanToNum', x);
  const { info } = source;
  if (!copy) source.mustBeWriteable('nanToNum');
  let result: NDArray = source;
  if (info.kind === 'f' || info.kind === 'c') {
    const size = (info.itemsize / info.lanes) as keyof typeof LARGEST;
    const half = info === DTYPES.float16;
    const work =
      !copy && source.isC && !half ? source : half ? copyAs(source, DTYPES.float32 as DTypeInfo) : copyAs(source, info);
    const from = work.offset * work.info.lanes;
    const to = from + work.size * work.info.lanes;
    replaceNonFinite(work.info, work.storage, from, to, nan, posinf ?? LARGEST[size], neginf ?? -LARGEST[size]);
    if (work !== source && (half || !copy)) {
      result = copy ? emptyArray(info, source.shape) : source;
      backend().copy(source.shape, work, result);
    } else result = work;
  } else if (copy) result = copyAs(source, info);
  return (isScalarLike(x) ? result.item() : result) as Like<A, DTypeOf<A>>;
}
