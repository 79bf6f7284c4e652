/** The TypeScript types of ufunc calls: which dtype comes out for which operands and options. */
import type { Complex } from '../../core/complex.js';
import type { DType, DTypeLike, ResolveDType, Scalar } from '../../core/dtype.js';
import type { ArrayLike, DTypeOf, ScalarLike } from '../../core/arrayLike.js';
import type { ArrayOf, NDArray, ScalarOf } from '../../core/ndarray.js';
import type { Casting, Promote } from '../../core/promotion.js';

/** Memory layout of a fresh result: C, Fortran, or `'K'`, that of the operands (the default). */
export type Order = 'C' | 'F' | 'A' | 'K';

/** Options that every ufunc takes. */
export interface UfuncOptions {
  /** Write the result here instead of into a fresh array. */
  out?: NDArray | null;
  /** Compute only where this is true; elsewhere `out` keeps its values (a fresh result is zero there). */
  where?: ArrayLike;
  /** Compute in, and return, this dtype. */
  dtype?: DTypeLike;
  /** Which conversions of operands and result are allowed; `'same_kind'` by default. */
  casting?: Casting;
  /** Layout of a fresh result. */
  order?: Order;
}

/** Options of `ufunc.reduce`. */
export interface ReduceOptions {
  /** The axis or axes to fold; 0 by default, null for all. */
  axis?: number | readonly number[] | null;
  dtype?: DTypeLike;
  out?: NDArray | null;
  /** Keep folded axes with length 1. */
  keepdims?: boolean;
  /** Start from this value. */
  initial?: ScalarLike | null;
  /** Fold only elements where this is true. */
  where?: ArrayLike;
}

/** Options of `ufunc.accumulate` and `ufunc.reduceat`. */
export interface AccumulateOptions {
  axis?: number;
  dtype?: DTypeLike;
  out?: NDArray | null;
}

type IntegerDType = 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'int64' | 'uint64';

/** A JavaScript number beside an array: it takes the array's dtype, unless it is a fraction and the dtype holds none. */
type WeakNumber<D, N extends number> = D extends IntegerDType
  ? number extends N
    ? D | 'float64'
    : `${N}` extends `${bigint}`
      ? D
      : 'float64'
  : D extends 'bool'
    ? number extends N
      ? 'int32' | 'float64'
      : `${N}` extends `${bigint}`
        ? 'int32'
        : 'float64'
    : D;

type WeakComplex<D> = D extends 'float16' | 'float32' | 'complex64' ? 'complex64' : 'complex128';

/** The dtype of an array of dtype `D` met by the plain scalar `S`. */
export type Weak<D, S> = S extends number
  ? WeakNumber<D, S>
  : S extends bigint
    ? D extends 'bool'
      ? 'int64'
      : D
    : S extends boolean
      ? D
      : S extends Complex
        ? WeakComplex<D>
        : D;

/** The dtype in which two operands meet, plain scalars being weak. */
export type Meet<A, B> = A extends ScalarLike
  ? B extends ScalarLike
    ? Promote<DTypeOf<A>, DTypeOf<B>>
    : Weak<DTypeOf<B>, A>
  : B extends ScalarLike
    ? Weak<DTypeOf<A>, B>
    : Promote<DTypeOf<A>, DTypeOf<B>>;

/** The floating dtype in which a function of `D` is computed. */
export type ToFloat<D> = D extends 'bool' | 'int8' | 'uint8'
  ? 'float16'
  : D extends 'int16' | 'uint16'
    ? 'float32'
    : D extends 'int32' | 'uint32' | 'int64' | 'uint64'
      ? 'float64'
      : D;

/** Parts of a complex number: complex64 gives float32. */
export type RealPart<D> = D extends 'complex64' ? 'float32' : D extends 'complex128' ? 'float64' : D;

type BoolToInt8<D> = D extends 'bool' ? 'int8' : D;
type TrueDivide<D> = D extends 'bool' | IntegerDType ? 'float64' : D;

/** How the dtype of a result follows from the dtype in which the operands meet. */
export interface ResultRules<D> {
  same: D;
  sameNoBool: BoolToInt8<D>;
  bool: 'bool';
  float: ToFloat<D>;
  divide: TrueDivide<D>;
  real: RealPart<D>;
  realFloat: ToFloat<RealPart<D>>;
  float64: D extends 'complex64' | 'complex128' ? 'complex128' : 'float64';
  count: 'uint8';
}

/** The name of a rule in `ResultRules`. */
export type Rule = keyof ResultRules<DType>;

/** The plain value that comes out when all operands are plain. */
export type ScalarResult<D, R extends Rule> = ScalarOf<ResultRules<D>[R]>;

/** What can be done with any ufunc besides calling it. */
export interface UfuncBase {
  /** NumPy's name, e.g. `'add'`. */
  readonly ufuncName: string;
  /** How many operands it takes. */
  readonly nin: number;
  /** How many results it gives. */
  readonly nout: number;
  /** The value that changes nothing, or null. */
  readonly identity: ScalarLike | null;
  /** The loops that it has, as NumPy writes them: `'dd->d'`. */
  readonly types: readonly string[];
}

/** Methods of ufuncs of two operands and one result. */
export interface BinaryMethods {
  /** Fold along axes: `add.reduce` is `sum`. Axis 0 by default, as in NumPy. */
  reduce(a: ArrayLike, options: ReduceOptions & { axis: null; keepdims?: false }): Scalar;
  reduce(a: ArrayLike, options?: ReduceOptions): NDArray;
  /** Running fold along an axis: `add.accumulate` is `cumsum`. */
  accumulate(a: ArrayLike, options?: AccumulateOptions): NDArray;
  /** Folds over slices: result i folds `a[indices[i]:indices[i+1]]` (one element where that is empty). */
  reduceat(a: ArrayLike, indices: ArrayLike, options?: AccumulateOptions): NDArray;
  /** The ufunc of every element of `a` with every element of `b`. */
  outer(a: ArrayLike, b: ArrayLike, options?: UfuncOptions): NDArray;
  /** Unbuffered in-place operation: indices that come twice count twice. */
  at(a: NDArray, indices: ArrayLike | readonly unknown[], b: ArrayLike): void;
}

/** A ufunc of two operands. */
export interface BinaryUfunc<R extends Rule = 'same'> extends UfuncBase, BinaryMethods {
  <D extends DType>(x1: ArrayLike, x2: ArrayLike, options: UfuncOptions & { out: NDArray<D> }): NDArray<D>;
  <T extends DTypeLike, A extends ArrayLike, B extends ArrayLike>(
    x1: A,
    x2: B,
    options: UfuncOptions & { dtype: T },
  ): [A, B] extends [ScalarLike, ScalarLike] ? Scalar<ResolveDType<T>> : NDArray<ResolveDType<T>>;
  <A extends ArrayLike, B extends ArrayLike>(
    x1: A,
    x2: B,
    options?: UfuncOptions,
  ): [A, B] extends [ScalarLike, ScalarLike]
    ? ScalarResult<Promote<DTypeOf<A>, DTypeOf<B>>, R>
    : ArrayOf<ResultRules<Meet<A, B>>[R]>;
}

/** A ufunc of one operand. */
export interface UnaryUfunc<R extends Rule = 'same'> extends UfuncBase {
  <D extends DType>(x: ArrayLike, options: UfuncOptions & { out: NDArray<D> }): NDArray<D>;
  <T extends DTypeLike, A extends ArrayLike>(
    x: A,
    options: UfuncOptions & { dtype: T },
  ): A extends ScalarLike ? Scalar<ResolveDType<T>> : NDArray<ResolveDType<T>>;
  <A extends ArrayLike>(
    x: A,
    options?: UfuncOptions,
  ): A extends ScalarLike ? ScalarResult<DTypeOf<A>, R> : ArrayOf<ResultRules<DTypeOf<A>>[R]>;
  /** Unbuffered in-place operation on the elements at `indices`. */
  at(a: NDArray, indices: ArrayLike | readonly unknown[]): void;
}

/** Options of a ufunc with two results: `out` is a pair. */
export interface TwoResultOptions extends Omit<UfuncOptions, 'out'> {
  out?: readonly [NDArray | null, NDArray | null] | null;
}

/** A ufunc of one operand and two results. */
export interface UnaryPairUfunc<R1 extends Rule, R2 extends DType | null = null> extends UfuncBase {
  <A extends ArrayLike>(
    x: A,
    options?: TwoResultOptions,
  ): A extends ScalarLike
    ? [number, number]
    : [ArrayOf<ResultRules<DTypeOf<A>>[R1]>, ArrayOf<R2 extends DType ? R2 : ResultRules<DTypeOf<A>>[R1]>];
}

/** A ufunc of two operands and two results. */
export interface BinaryPairUfunc<R extends Rule> extends UfuncBase {
  <A extends ArrayLike, B extends ArrayLike>(
    x1: A,
    x2: B,
    options?: TwoResultOptions,
  ): [A, B] extends [ScalarLike, ScalarLike]
    ? [ScalarResult<Promote<DTypeOf<A>, DTypeOf<B>>, R>, ScalarResult<Promote<DTypeOf<A>, DTypeOf<B>>, R>]
    : [ArrayOf<ResultRules<Meet<A, B>>[R]>, ArrayOf<ResultRules<Meet<A, B>>[R]>];
}
