/** The TypeScript types of special functions as ufuncs: which dtype and how many results come out. */
import type { ArrayLike, DTypeOf, ScalarLike } from '../core/arrayLike.js';
import type { Complex } from '../core/complex.js';
import type { DType, DTypeLike, ResolveDType } from '../core/dtype.js';
import type { NDArray } from '../core/ndarray.js';
import type { UfuncBase, UfuncOptions } from '../ops/ufuncs/types.js';

/** The dtype in which one operand is computed. */
type FloatOf<D> = D extends 'bool' | 'int8' | 'uint8' | 'int16' | 'uint16' | 'float16' | 'float32'
  ? 'float32'
  : D extends 'complex64' | 'complex128'
    ? D
    : 'float64';

/** The dtype of the result, from those of the operands that are arrays. */
type Meeting<U> = [U] extends ['float32']
  ? 'float32'
  : 'complex128' extends U
    ? 'complex128'
    : 'complex64' extends U
      ? 'float64' extends U
        ? 'complex128'
        : 'complex64'
      : 'float64';

type ArrayDType<A> = FloatOf<DTypeOf<Extract<Exclude<A, ScalarLike>, ArrayLike>>>;

/** What one result is: a plain value where every operand (in the union `A`) is plain. */
export type ResultOf<A> = [A] extends [ScalarLike]
  ? Complex extends Extract<A, Complex>
    ? Complex
    : number
  : [DType] extends [DTypeOf<Extract<Exclude<A, ScalarLike>, ArrayLike>>]
    ? NDArray
    : Extract<A, Complex> extends never
      ? NDArray<Meeting<ArrayDType<A>>>
      : NDArray<Meeting<ArrayDType<A> | 'complex64'>>;

/** Options of a function of several results: `out` has one array, or null, for each. */
export interface SeveralOptions extends Omit<UfuncOptions, 'out'> {
  out?: readonly (NDArray | null)[] | null;
}

/** As many results as the function gives. */
export type Results<A, N extends number> = N extends 2
  ? [ResultOf<A>, ResultOf<A>]
  : N extends 3
    ? [ResultOf<A>, ResultOf<A>, ResultOf<A>]
    : [ResultOf<A>, ResultOf<A>, ResultOf<A>, ResultOf<A>];

/** What is the same for all. */
export type SpecialUfunc = UfuncBase;

/** A special function of one operand. */
export interface Special1 extends UfuncBase {
  <D extends DType>(x: ArrayLike, options: UfuncOptions & { out: NDArray<D> }): NDArray<D>;
  <T extends DTypeLike>(
    x: Exclude<ArrayLike, ScalarLike>,
    options: UfuncOptions & { dtype: T },
  ): NDArray<ResolveDType<T>>;
  <A extends ArrayLike>(x: A, options?: UfuncOptions): ResultOf<A>;
}

/** A special function of two operands. */
export interface Special2 extends UfuncBase {
  <D extends DType>(x1: ArrayLike, x2: ArrayLike, options: UfuncOptions & { out: NDArray<D> }): NDArray<D>;
  <A extends ArrayLike, B extends ArrayLike>(x1: A, x2: B, options?: UfuncOptions): ResultOf<A | B>;
}

/** A special function of three operands. */
export interface Special3 extends UfuncBase {
  <D extends DType>(
    x1: ArrayLike,
    x2: ArrayLike,
    x3: ArrayLike,
    options: UfuncOptions & { out: NDArray<D> },
  ): NDArray<D>;
  <A extends ArrayLike, B extends ArrayLike, C extends ArrayLike>(
    x1: A,
    x2: B,
    x3: C,
    options?: UfuncOptions,
  ): ResultOf<A | B | C>;
}

/** A special function of four operands. */
export interface Special4 extends UfuncBase {
  <T extends DType>(
    x1: ArrayLike,
    x2: ArrayLike,
    x3: ArrayLike,
    x4: ArrayLike,
    options: UfuncOptions & { out: NDArray<T> },
  ): NDArray<T>;
  <A extends ArrayLike, B extends ArrayLike, C extends ArrayLike, D extends ArrayLike>(
    x1: A,
    x2: B,
    x3: C,
    x4: D,
    options?: UfuncOptions,
  ): ResultOf<A | B | C | D>;
}

/** A special function of five operands. */
export interface Special5 extends UfuncBase {
  <A extends ArrayLike, B extends ArrayLike, C extends ArrayLike, D extends ArrayLike, E extends ArrayLike>(
    x1: A,
    x2: B,
    x3: C,
    x4: D,
    x5: E,
    options?: UfuncOptions,
  ): ResultOf<A | B | C | D | E>;
}

/** A special function of one operand and `N` results. */
export interface Special1Of<N extends number> extends UfuncBase {
  <A extends ArrayLike>(x: A, options?: SeveralOptions): Results<A, N>;
}

/** A special function of two operands and `N` results. */
export interface Special2Of<N extends number> extends UfuncBase {
  <A extends ArrayLike, B extends ArrayLike>(x1: A, x2: B, options?: SeveralOptions): Results<A | B, N>;
}

/** A special function of three operands and `N` results. */
export interface Special3Of<N extends number> extends UfuncBase {
  <A extends ArrayLike, B extends ArrayLike, C extends ArrayLike>(
    x1: A,
    x2: B,
    x3: C,
    options?: SeveralOptions,
  ): Results<A | B | C, N>;
}

/** A special function of four operands and `N` results. */
export interface Special4Of<N extends number> extends UfuncBase {
  <A extends ArrayLike, B extends ArrayLike, C extends ArrayLike, D extends ArrayLike>(
    x1: A,
    x2: B,
    x3: C,
    x4: D,
    options?: SeveralOptions,
  ): Results<A | B | C | D, N>;
}

/** A special function of five operands and `N` results. */
export interface Special5Of<N extends number> extends UfuncBase {
  <A extends ArrayLike, B extends ArrayLike, C extends ArrayLike, D extends ArrayLike, E extends ArrayLike>(
    x1: A,
    x2: B,
    x3: C,
    x4: D,
    x5: E,
    options?: SeveralOptions,
  ): Results<A | B | C | D | E, N>;
}

/** The complex result for operands of the union `A`. */
export type ComplexResultOf<A> = [A] extends [ScalarLike] ? Complex : NDArray<'complex64' | 'complex128'>;

/** A special function of one operand whose result is complex. */
export interface Special1Complex extends UfuncBase {
  <D extends DType>(x: ArrayLike, options: UfuncOptions & { out: NDArray<D> }): NDArray<D>;
  <A extends ArrayLike>(x: A, options?: UfuncOptions): ComplexResultOf<A>;
}

/** A special function of two operands whose result is complex. */
export interface Special2Complex extends UfuncBase {
  <D extends DType>(x1: ArrayLike, x2: ArrayLike, options: UfuncOptions & { out: NDArray<D> }): NDArray<D>;
  <A extends ArrayLike, B extends ArrayLike>(x1: A, x2: B, options?: UfuncOptions): ComplexResultOf<A | B>;
}

/** A special function of one operand and `N` complex results. */
export interface Special1OfComplex<N extends number> extends UfuncBase {
  <A extends ArrayLike>(
    x: A,
    options?: SeveralOptions,
  ): N extends 2
    ? [ComplexResultOf<A>, ComplexResultOf<A>]
    : [ComplexResultOf<A>, ComplexResultOf<A>, ComplexResultOf<A>, ComplexResultOf<A>];
}
