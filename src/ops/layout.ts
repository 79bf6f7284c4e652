/** Copies and layouts: copy, copyto, ascontiguousarray, asfortranarray, require and their like. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { dtype as dtypeInfo, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { sharesMemory } from '../core/overlap.js';
import { canCastInfo, type Casting } from '../core/promotion.js';
import { isStepsF } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { broadcastInto } from './broadcasting.js';
import { asDType, asarray, copyAs, orderFor } from './creation.js';
import { maskArray } from './ufuncs/call.js';
import { isfinite } from './ufuncs/logic.js';
import type { Order } from './ufuncs/types.js';

/**
 * A fresh array of the same values.
 *
 * @param a - array_like
 * @param options - `order`: the layout, `'K'` (that of `a`) by default
 * @example
 * const a = np.zeros(2);
 * np.copy(a).fill(1);
 * a.toArray(); // [0, 0]
 */
export function copy<A extends ArrayLike>(a: A, options: { order?: Order } = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('copy', options, ['order']);
  const array = asNDArray('copy', a);
  return copyAs(array, array.info, orderFor(array, options.order)) as unknown as ArrayOf<DTypeOf<A>>;
}

/** Options of `copyto`. */
export interface CopytoOptions {
  /** Which conversions are allowed, `'same_kind'` by default. */
  casting?: Casting;
  /** Copy only where this is true. */
  where?: ArrayLike;
}

/**
 * Copy values into an array, broadcasting them.
 *
 * @param dst - where they go
 * @param src - array_like
 * @param options - `casting`, `where`
 * @throws DTypeError when the conversion is not allowed, ValueError when the shapes do not fit
 * @example
 * const a = np.array([1, NaN]);
 * np.copyto(a, 0, { where: np.isnan(a) });
 * a.toArray(); // [1, 0]
 */
export function copyto(dst: NDArray, src: ArrayLike, options: CopytoOptions = {}): void {
  checkOptions('copyto', options, ['casting', 'where']);
  if (!(dst instanceof NDArray)) throw new DTypeError(`copyto: dst must be an NDArray, got ${describe(dst)}`);
  dst.mustBeWriteable('copyto');
  const { casting = 'same_kind', where } = options;
  const source = asNDArray('copyto', src, dst.info);
  if (!canCastInfo(source.info, dst.info, casting)) {
    throw new DTypeError(
      `copyto: Cannot cast array data from dtype('${source.dtype}') to dtype('${dst.dtype}') according to the rule '${casting}'`,
    );
  }
  const mask = where === undefined || where === true ? undefined : maskArray('copyto', where);
  // What would be overwritten while it is read is read from a copy.
  const apart = (one: NDArray): NDArray => (sharesMemory(one, dst) ? copyAs(one, one.info) : one);
  const from = broadcastInto('copyto', apart(source), dst.shape);
  const chosen = mask && broadcastInto('copyto', apart(mask), dst.shape);
  backend().copy(dst.shape, from, dst, chosen);
}

/** Options of functions that take a dtype. */
export interface DTypeOption<T extends DTypeLike = DTypeLike> {
  /** The element type; by default that of the values. */
  dtype?: T;
}

function laidOut(functionName: string, a: ArrayLike, options: DTypeOption, order: 'C' | 'F'): NDArray {
  checkOptions(functionName, options, ['dtype']);
  const info = options.dtype === undefined ? undefined : (dtypeInfo(options.dtype) as DTypeInfo);
  let array = info ? asDType(functionName, a, info) : asNDArray(functionName, a);
  if (array.ndim === 0) array = array.strided([1], [1], array.offset);
  const fits = order === 'C' ? array.isC : isStepsF(array.shape, array.steps);
  return fits ? array : copyAs(array, array.info, order);
}

/**
 * The values without gaps in C order, with at least one axis; the array itself if it is so already.
 *
 * @param a - array_like
 * @param options - `dtype`
 * @example
 * np.ascontiguousarray(np.ones([2, 3]).T).flags.cContiguous; // true
 */
export function ascontiguousarray<T extends DTypeLike>(a: ArrayLike, options: { dtype: T }): NDArray<ResolveDType<T>>;
export function ascontiguousarray<A extends ArrayLike>(a: A, options?: { dtype?: undefined }): ArrayOf<DTypeOf<A>>;
export function ascontiguousarray(a: ArrayLike, options: DTypeOption = {}): NDArray {
  return laidOut('ascontiguousarray', a, options, 'C');
}

/**
 * The values without gaps in Fortran order, with at least one axis; the array itself if it is so already.
 *
 * @param a - array_like
 * @param options - `dtype`
 * @example
 * np.asfortranarray([[1, 2], [3, 4]]).flags.fContiguous; // true
 */
export function asfortranarray<T extends DTypeLike>(a: ArrayLike, options: { dtype: T }): NDArray<ResolveDType<T>>;
export function asfortranarray<A extends ArrayLike>(a: A, options?: { dtype?: undefined }): ArrayOf<DTypeOf<A>>;
export function asfortranarray(a: ArrayLike, options: DTypeOption = {}): NDArray {
  return laidOut('asfortranarray', a, options, 'F');
}

/** The same as `asarray`: numloom has no subclasses of NDArray to let pass. */
export const asanyarray = asarray;

/** Options of `asarrayChkfinite`. */
export interface ChkfiniteOptions<T extends DTypeLike = DTypeLike> extends DTypeOption<T> {
  /** The layout of a copy. */
  order?: Order;
}

/**
 * An array-like as an array, refused when it holds nan or infinity.
 *
 * @param a - array_like
 * @param options - `dtype`, `order`
 * @throws ValueError when a value is not finite
 * @example
 * np.asarrayChkfinite([1, 2]).toArray(); // [1, 2]
 */
export function asarrayChkfinite<T extends DTypeLike>(
  a: ArrayLike,
  options: ChkfiniteOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function asarrayChkfinite<A extends ArrayLike>(a: A, options?: ChkfiniteOptions): ArrayOf<DTypeOf<A>>;
export function asarrayChkfinite(a: ArrayLike, options: ChkfiniteOptions = {}): NDArray {
  checkOptions('asarrayChkfinite', options, ['dtype', 'order']);
  const array = asarray(a, options as { order?: Order });
  if (array.info.kind === 'f' || array.info.kind === 'c') {
    const finite = isfinite(array) as NDArray<'bool'>;
    if (finite.data.includes(0)) throw new ValueError('asarrayChkfinite: array must not contain infs or NaNs');
  }
  return array;
}

const REQUIREMENTS: { readonly [name: string]: string } = {
  C: 'C',
  C_CONTIGUOUS: 'C',
  CONTIGUOUS: 'C',
  F: 'F',
  F_CONTIGUOUS: 'F',
  FORTRAN: 'F',
  A: 'A',
  ALIGNED: 'A',
  W: 'W',
  WRITEABLE: 'W',
  O: 'O',
  OWNDATA: 'O',
  E: 'E',
  ENSUREARRAY: 'E',
};

/** Options of `require`. */
export interface RequireOptions<T extends DTypeLike = DTypeLike> extends DTypeOption<T> {
  /** `'C'`, `'F'`, `'A'` (aligned, always so), `'W'` (writeable), `'O'` (owns its data), `'E'`; NumPy's long names do too. */
  requirements?: string | readonly string[] | null;
}

function requireArray<T extends DTypeLike>(
  a: ArrayLike,
  options: RequireOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
function requireArray<A extends ArrayLike>(a: A, options?: RequireOptions): ArrayOf<DTypeOf<A>>;
/**
 * An array of a dtype that meets requirements on its memory; copied only where it must be.
 *
 * @param a - array_like
 * @param options - `dtype`, `requirements`
 * @throws ValueError for an unknown requirement, or both C and F
 * @example
 * const a = np.ones([2, 3]);
 * np.require(a.T, { requirements: ['C', 'W'] });
 */
function requireArray(a: ArrayLike, options: RequireOptions = {}): NDArray {
  checkOptions('require', options, ['dtype', 'requirements']);
  const { requirements } = options;
  const list = requirements === undefined || requirements === null ? [] : [requirements].flat();
  const wanted = new Set(
    list.map((name: string) => {
      const upper = String(name).toUpperCase();
      if (!Object.hasOwn(REQUIREMENTS, upper)) throw new ValueError(`require: unknown requirement ${describe(name)}`);
      return REQUIREMENTS[upper]!;
    }),
  );
  if (wanted.has('C') && wanted.has('F')) throw new ValueError("require: cannot specify both 'C' and 'F' order");
  const info = options.dtype === undefined ? undefined : (dtypeInfo(options.dtype) as DTypeInfo);
  const array = info ? asDType('require', a, info) : asNDArray('require', a);
  const misses =
    (wanted.has('C') && !array.isC) ||
    (wanted.has('F') && !isStepsF(array.shape, array.steps)) ||
    (wanted.has('W') && !array.writeable) ||
    (wanted.has('O') && array.base !== null);
  if (!misses) return array;
  return copyAs(array, array.info, wanted.has('F') ? 'F' : wanted.has('C') ? 'C' : orderFor(array, undefined));
}
export { requireArray as require };
