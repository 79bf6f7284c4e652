/** The TypeScript types of a device's functions: which dtype comes out of which. */
import type { DType } from '../../core/dtype.js';
import type { Promote } from '../../core/promotion.js';
import type { ResultRules, Rule, Weak } from '../../ops/ufuncs/types.js';
import type { GpuArray, GpuDType } from './array.js';
import type { GpuOperand } from './operands.js';

/** The dtype in which a device holds what NumPy gives as `D`. */
export type OnDevice<D> = [D] extends ['float16' | 'float32' | 'float64']
  ? 'float32'
  : [D] extends ['int64' | 'uint64' | 'uint32']
    ? 'int32'
    : D extends GpuDType
      ? D
      : D extends 'float16' | 'float64'
        ? 'float32'
        : D extends 'int64' | 'uint64' | 'uint32'
          ? 'int32'
          : never;

/** An array of the dtype that a device has for `D`. */
export type OnDeviceArray<D> = [OnDevice<D>] extends [infer T extends GpuDType] ? GpuArray<T> : never;

/** The dtype of an operand: plain numbers alone are float32. */
export type OperandDType<A> = A extends GpuArray<infer D> ? D : A extends boolean ? 'bool' : 'float32';

/** The dtype in which two operands meet. */
export type GpuMeet<A, B> =
  A extends GpuArray<infer D>
    ? B extends GpuArray<infer E>
      ? OnDevice<Promote<D, E>>
      : OnDevice<Weak<D, B>>
    : B extends GpuArray<infer E>
      ? OnDevice<Weak<E, A>>
      : OnDevice<Promote<OperandDType<A>, OperandDType<B>>>;

/** An array of what a rule of the ufunc table makes of `D`. */
export type RuledArray<D, R extends Rule> = OnDeviceArray<ResultRules<D>[R]>;

/** Options of ufuncs on a device. */
export interface GpuUfuncOptions {
  /** Write the result here instead of into a fresh array: in its turn in the queue, seen by all its views. */
  out?: GpuArray | null;
  /** Compute only where this is true; elsewhere `out` keeps its values (a fresh result is 0 there). */
  where?: GpuArray<'bool'> | boolean;
  /** Compute in, and return, this dtype. */
  dtype?: GpuDTypeName;
}

/** A ufunc of one operand. */
export interface GpuUnary<R extends Rule> {
  <O extends GpuArray>(x: GpuOperand, options: GpuUfuncOptions & { out: O }): O;
  <T extends GpuDTypeName>(x: GpuOperand, options: GpuUfuncOptions & { dtype: T }): GpuArray<ResolveGpuDType<T>>;
  <A extends GpuOperand>(x: A, options?: GpuUfuncOptions): RuledArray<OperandDType<A>, R>;
}

/** A ufunc of two operands. */
export interface GpuBinary<R extends Rule> {
  <O extends GpuArray>(x1: GpuOperand, x2: GpuOperand, options: GpuUfuncOptions & { out: O }): O;
  <T extends GpuDTypeName>(
    x1: GpuOperand,
    x2: GpuOperand,
    options: GpuUfuncOptions & { dtype: T },
  ): GpuArray<ResolveGpuDType<T>>;
  <A extends GpuOperand, B extends GpuOperand>(x1: A, x2: B, options?: GpuUfuncOptions): RuledArray<GpuMeet<A, B>, R>;
}

/** Options of ufuncs of two results. */
export interface GpuPairOptions {
  /** Write the results here. */
  out?: readonly [GpuArray | null, GpuArray | null] | null;
  /** Compute only where this is true. */
  where?: GpuArray<'bool'> | boolean;
}

/** A dtype that `dtype` options take. */
export type GpuDTypeName = GpuDType | 'int' | 'float';

/** The dtype that a name stands for. */
export type ResolveGpuDType<T> = T extends GpuDType
  ? T
  : T extends 'int'
    ? 'int32'
    : T extends 'float'
      ? 'float32'
      : never;

/** The dtype of a device's array for host data of dtype `D`; data without a dtype of its own is float32. */
export type FromHost<D> = D extends DType ? OnDevice<D> : 'float32';
