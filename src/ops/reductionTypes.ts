/**
 * The TypeScript types of reductions: a plain value when everything is reduced, an array when an axis is named or
 * dimensions are kept, and which dtype comes out of which.
 */
import type { ArrayOf, ScalarOf } from '../core/ndarray.js';
import type { ArrayLike, DTypeOf, ScalarLike } from '../core/arrayLike.js';
import type { DType, DTypeLike, ResolveDType, Scalar } from '../core/dtype.js';
import type { NDArray } from '../core/ndarray.js';
import type { RealPart } from './ufuncs/types.js';

type SmallInteger = 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32';

/** The dtype in which sums and products of `D` go on. */
export type TotalDType<D> = D extends 'bool' | 'int8' | 'int16' | 'int32'
  ? 'int64'
  : D extends 'uint8' | 'uint16' | 'uint32'
    ? 'uint64'
    : D;

/** The dtype of means of `D`: integers and booleans give float64. */
export type MeanDType<D> = D extends 'bool' | SmallInteger | 'int64' | 'uint64' ? 'float64' : D;

/** Which dtype a reduction of `D` along an axis gives, by the name of its rule. */
export interface ReductionRules<D> {
  same: D;
  total: TotalDType<D>;
  mean: MeanDType<D>;
  spread: RealPart<MeanDType<D>>;
  bool: 'bool';
  index: 'int32';
}

/** The name of a rule in `ReductionRules`. */
export type ReductionRule = keyof ReductionRules<DType>;

/** The dtype of an array that a reduction gives. */
export type Reduced<D, R extends ReductionRule> = ReductionRules<D>[R];

/** The plain value that a reduction over everything gives: sums of small integers are numbers. */
export type ReducedScalar<D, R extends ReductionRule> = R extends 'total'
  ? D extends 'bool' | SmallInteger
    ? number
    : ScalarOf<D>
  : ScalarOf<Reduced<D, R>>;

/** The axes of a reduction: one, several, or null for all. */
export type AxisOption = number | readonly number[] | null;

/** Where a reduction goes and what it keeps. */
export interface AxisOptions {
  /** The axis or axes to reduce; null, the default, for all. */
  axis?: AxisOption;
  /** Write the result here. */
  out?: NDArray | null;
  /** Keep reduced axes with length 1, so that the result broadcasts against the source. */
  keepdims?: boolean;
}

/** Options of `all` and `any`. */
export interface TruthOptions extends AxisOptions {
  /** Look only at elements where this is true. */
  where?: ArrayLike;
}

/** Options of `max` and `min`. */
export interface ExtremumOptions extends TruthOptions {
  /** Start from this value; needed for empty slices and with `where`. */
  initial?: ScalarLike | null;
}

/** Options of `sum` and `prod`. */
export interface TotalOptions extends ExtremumOptions {
  /** Add up (multiply) in this dtype and return it. */
  dtype?: DTypeLike;
}

/** Options of `mean`. */
export interface MeanOptions extends TruthOptions {
  /** Compute in, and return, this dtype. */
  dtype?: DTypeLike;
}

/** Options of `std` and `var`. */
export interface SpreadOptions extends MeanOptions {
  /** Delta degrees of freedom: the divisor is `n - ddof`; 0 by default. */
  ddof?: number;
  /** The same as `ddof`, under its Array API name; give only one of them. */
  correction?: number;
  /** The mean, if it is known, computed with `keepdims: true`. */
  mean?: ArrayLike;
}

/** What makes a reduction give a plain value. */
export interface Whole {
  axis?: null;
  keepdims?: false;
  out?: null;
}

/** What makes a reduction give an array. */
export type Along =
  | {
      /** The axis or axes to go along; negative ones count from the end. */
      axis: number | readonly number[];
    }
  | {
      /** Keep the axes gone along, with length 1. */
      keepdims: true;
    };

/** A reduction with options `O` whose result dtype follows rule `R`. */
export interface Reduction<R extends ReductionRule, O extends AxisOptions> {
  <D extends DType>(a: ArrayLike, options: O & { out: NDArray<D> }): NDArray<D>;
  <A extends ArrayLike>(a: A, options?: O & Whole & { dtype?: undefined }): ReducedScalar<DTypeOf<A>, R>;
  <A extends ArrayLike>(a: A, options: O & Along & { dtype?: undefined }): ArrayOf<Reduced<DTypeOf<A>, R>>;
  <T extends DTypeLike>(a: ArrayLike, options: O & Whole & { dtype: T }): Scalar<ResolveDType<T>>;
  <T extends DTypeLike>(a: ArrayLike, options: O & Along & { dtype: T }): NDArray<ResolveDType<T>>;
  <A extends ArrayLike>(a: A, options?: O): ArrayOf<Reduced<DTypeOf<A>, R>> | ReducedScalar<DTypeOf<A>, R>;
}

/**
 * The same as a method. The array's dtype is read off `this`, so that the type of the method does not depend on it: an
 * `NDArray<D>` then stays an `NDArray` to the compiler.
 */
export interface ReductionMethod<R extends ReductionRule, O extends AxisOptions> {
  <X extends DType>(this: NDArray, options: O & { out: NDArray<X> }): NDArray<X>;
  <D extends DType>(this: NDArray<D>, options?: O & Whole & { dtype?: undefined }): ReducedScalar<D, R>;
  <D extends DType>(this: NDArray<D>, options: O & Along & { dtype?: undefined }): ArrayOf<Reduced<D, R>>;
  <T extends DTypeLike>(this: NDArray, options: O & Whole & { dtype: T }): Scalar<ResolveDType<T>>;
  <T extends DTypeLike>(this: NDArray, options: O & Along & { dtype: T }): NDArray<ResolveDType<T>>;
  <D extends DType>(this: NDArray<D>, options?: O): ArrayOf<Reduced<D, R>> | ReducedScalar<D, R>;
}

/** Options of running sums and products. */
export interface RunningOptions {
  /** The axis to run along; null, the default, runs over all elements in C order. */
  axis?: number | null;
  dtype?: DTypeLike;
  out?: NDArray | null;
}

/** A running sum or product. */
export interface Running {
  <D extends DType>(a: ArrayLike, options: RunningOptions & { out: NDArray<D> }): NDArray<D>;
  <T extends DTypeLike>(a: ArrayLike, options: RunningOptions & { dtype: T }): NDArray<ResolveDType<T>>;
  <A extends ArrayLike>(a: A, options?: RunningOptions): ArrayOf<TotalDType<DTypeOf<A>>>;
}

/** The same as a method. */
export interface RunningMethod {
  <X extends DType>(this: NDArray, options: RunningOptions & { out: NDArray<X> }): NDArray<X>;
  <T extends DTypeLike>(this: NDArray, options: RunningOptions & { dtype: T }): NDArray<ResolveDType<T>>;
  <D extends DType>(this: NDArray<D>, options?: RunningOptions): ArrayOf<TotalDType<D>>;
}
