/** The methods of a GpuArray that compute: each mirrors a function of the namespace. */
import { arg, call, constant, ne } from '../../core/expression.js';
import type { ShapeLike } from '../../core/shape.js';
import { GpuArray, type GpuDType } from './array.js';
import { gpuDType, type GpuOperand, type GpuScalar } from './operands.js';
import { clip } from './namespace.js';
import { dot, matmul } from './products.js';
import {
  makeReductions,
  type GpuAxisOptions,
  type GpuExtremumOptions,
  type GpuIndexOptions,
  type GpuMeanOptions,
  type GpuReductions,
  type GpuRunningOptions,
  type GpuSpreadOptions,
  type GpuTotalOptions,
} from './reductions.js';
import type { MeanDType, TotalDType } from '../../ops/reductionTypes.js';
import type { Rule } from '../../ops/ufuncs/types.js';
import * as shaping from './shaping.js';
import { at, set, take, type GpuIndex } from './indexing.js';
import { nonzero } from './choosing.js';
import { argsort, sort } from './order.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { checkArray } from './operands.js';
import type { GpuDTypeName, GpuMeet, OnDeviceArray, ResolveGpuDType, RuledArray } from './types.js';
import { tableNamed } from './ufuncNames.js';
import { applyExpression, applyUfunc } from './ufuncs.js';

type Result<D extends GpuDType, B, R extends Rule = 'same'> = RuledArray<GpuMeet<GpuArray<D>, B>, R>;

declare module './array.js' {
  interface GpuArray<D extends GpuDType> {
    /** `a + b`. */
    add<B extends GpuOperand>(b: B): Result<D, B>;
    /** `a - b`. */
    sub<B extends GpuOperand>(b: B): Result<D, B>;
    /** `a * b`. */
    mul<B extends GpuOperand>(b: B): Result<D, B>;
    /** `a / b`. */
    div<B extends GpuOperand>(b: B): Result<D, B, 'divide'>;
    /** `a // b`. */
    floorDivide<B extends GpuOperand>(b: B): Result<D, B, 'sameNoBool'>;
    /** `a % b`. */
    mod<B extends GpuOperand>(b: B): Result<D, B, 'sameNoBool'>;
    /** `a ** b`. */
    pow<B extends GpuOperand>(b: B): Result<D, B, 'sameNoBool'>;
    /** `-a`. */
    neg(): GpuArray<D>;
    /** Absolute values. */
    abs(): GpuArray<D>;
    /** `a == b`. */
    eq(b: GpuOperand): GpuArray<'bool'>;
    /** `a != b`. */
    ne(b: GpuOperand): GpuArray<'bool'>;
    /** `a < b`. */
    lt(b: GpuOperand): GpuArray<'bool'>;
    /** `a <= b`. */
    le(b: GpuOperand): GpuArray<'bool'>;
    /** `a > b`. */
    gt(b: GpuOperand): GpuArray<'bool'>;
    /** `a >= b`. */
    ge(b: GpuOperand): GpuArray<'bool'>;
    /** The matrix product. */
    matmul<B extends GpuArray>(b: B): OnDeviceArray<GpuMeet<GpuArray<D>, B>>;
    /** The product of vectors or matrices. */
    dot<B extends GpuArray>(b: B): OnDeviceArray<GpuMeet<GpuArray<D>, B>>;
    /** The array in another shape: `reshape(2, 3)` or `reshape([2, 3])`. */
    reshape(...shape: [ShapeLike] | number[]): GpuArray<D>;
    /** All elements in C order as one axis. */
    ravel(): GpuArray<D>;
    /** A copy of all elements as one axis. */
    flatten(): GpuArray<D>;
    /** The axes in another order. */
    transpose(axes?: readonly number[] | null): GpuArray<D>;
    /** Two axes exchanged. */
    swapaxes(axis1: number, axis2: number): GpuArray<D>;
    /** Axes of length 1 taken out. */
    squeeze(options?: { axis?: number | readonly number[] | null }): GpuArray<D>;
    /**
     * The part that an index names: a view for integers, slices, `'...'` and null; a copy for index arrays, of the host or
     * of this device, and masks of the host. For masks of the device see the namespace's `extract`.
     */
    at(...indices: GpuIndex[]): GpuArray<D>;
    /**
     * NumPy's `a[indices] = value`, with broadcasting, in its turn in the queue: the array and all its views show it. A mask
     * of the device may be the only index. Where an index array names an element twice, the last value counts.
     */
    set(indices: readonly GpuIndex[], value: GpuOperand): void;
    /** One value everywhere. */
    fill(value: GpuScalar): void;
    /** Elements at indices, along an axis or of the flattened array. */
    take(indices: GpuArray | ArrayLike, options?: { axis?: number | null }): GpuArray<D>;
    /** The places that would sort it; see the namespace's `argsort`. */
    argsort(options?: { axis?: number | null }): GpuArray<'int32'>;
    /** Sort it in place, along the last axis by default. */
    sort(options?: { axis?: number }): void;
    /** Where elements are not 0, one index array an axis; waits for their number. */
    nonzero(): Promise<GpuArray<'int32'>[]>;
    /** A fresh array of the same values. */
    copy(): GpuArray<D>;
    /** The values as another dtype. */
    astype<T extends GpuDTypeName>(dtype: T): GpuArray<ResolveGpuDType<T>>;
    /** Values kept within bounds. */
    clip(min?: GpuOperand | null, max?: GpuOperand | null): GpuArray<D>;
    /** See the namespace's `sum`. */
    sum(options?: GpuTotalOptions): OnDeviceArray<TotalDType<D>>;
    /** See the namespace's `prod`. */
    prod(options?: GpuTotalOptions): OnDeviceArray<TotalDType<D>>;
    /** See the namespace's `max`. */
    max(options?: GpuExtremumOptions): GpuArray<D>;
    /** See the namespace's `min`. */
    min(options?: GpuExtremumOptions): GpuArray<D>;
    /** See the namespace's `mean`. */
    mean(options?: GpuMeanOptions): OnDeviceArray<MeanDType<D>>;
    /** See the namespace's `var`. */
    var(options?: GpuSpreadOptions): OnDeviceArray<MeanDType<D>>;
    /** See the namespace's `std`. */
    std(options?: GpuSpreadOptions): OnDeviceArray<MeanDType<D>>;
    /** See the namespace's `any`. */
    any(options?: GpuAxisOptions): GpuArray<'bool'>;
    /** See the namespace's `all`. */
    all(options?: GpuAxisOptions): GpuArray<'bool'>;
    /** See the namespace's `argmax`. */
    argmax(options?: GpuIndexOptions): GpuArray<'int32'>;
    /** See the namespace's `argmin`. */
    argmin(options?: GpuIndexOptions): GpuArray<'int32'>;
    /** See the namespace's `cumsum`. */
    cumsum(options?: GpuRunningOptions): OnDeviceArray<TotalDType<D>>;
    /** See the namespace's `cumprod`. */
    cumprod(options?: GpuRunningOptions): OnDeviceArray<TotalDType<D>>;
  }
}

const UFUNC_METHODS = {
  add: 'add',
  sub: 'subtract',
  mul: 'multiply',
  div: 'divide',
  floorDivide: 'floorDivide',
  mod: 'remainder',
  pow: 'power',
  neg: 'negative',
  abs: 'absolute',
  eq: 'equal',
  ne: 'notEqual',
  lt: 'less',
  le: 'lessEqual',
  gt: 'greater',
  ge: 'greaterEqual',
} as const;

const REDUCTION_METHODS = [
  'sum',
  'prod',
  'max',
  'min',
  'mean',
  'var',
  'std',
  'any',
  'all',
  'argmax',
  'argmin',
  'cumsum',
  'cumprod',
] as const satisfies readonly (keyof GpuReductions)[];

function install(name: string, method: (this: GpuArray, ...args: never[]) => unknown): void {
  Object.defineProperty(GpuArray.prototype, name, { value: method, writable: true, configurable: true });
}

for (const [name, ufunc] of Object.entries(UFUNC_METHODS)) {
  install(name, function (this: GpuArray, ...others: unknown[]) {
    return applyUfunc(name, this.device, tableNamed(ufunc), [this, ...others])[0]!;
  });
}

for (const name of REDUCTION_METHODS) {
  install(name, function (this: GpuArray, options?: object) {
    const reduce = makeReductions(this.device)[name] as (a: GpuArray, options?: object) => GpuArray;
    return reduce(this, options);
  });
}

/** A fresh array of another dtype. */
function astype(a: GpuArray, dtype: string): GpuArray {
  const info = gpuDType('astype', dtype, 'float32');
  if (info.kind === 'b') return applyExpression('astype', a.device, 'isTrue', ne(arg(0), constant(0)), info, [a]);
  const whole = a.info.kind === 'f' && info.kind !== 'f';
  const result = whole ? call('trunc', arg(0)) : arg(0);
  return applyExpression('astype', a.device, whole ? 'wholePart' : 'copy', result, info, [a]);
}

const methods: Record<string, (this: GpuArray, ...args: never[]) => unknown> = {
  matmul(this: GpuArray, b: unknown) {
    return matmul('matmul', this.device, this, checkArray('matmul', this.device, b));
  },
  dot(this: GpuArray, b: unknown) {
    return dot('dot', this.device, this, checkArray('dot', this.device, b));
  },
  reshape(this: GpuArray, ...shape: unknown[]) {
    return shaping.reshape(this, (shape.length === 1 ? shape[0] : shape) as ShapeLike);
  },
  ravel(this: GpuArray) {
    return shaping.ravel(this);
  },
  flatten(this: GpuArray) {
    return shaping.ravel(this.copied('flatten'));
  },
  transpose(this: GpuArray, axes?: readonly number[]) {
    return shaping.transpose(this, axes);
  },
  swapaxes(this: GpuArray, i: number, j: number) {
    return shaping.swapaxes(this, i, j);
  },
  squeeze(this: GpuArray, options?: { axis?: number }) {
    return shaping.squeeze(this, options);
  },
  at(this: GpuArray, ...indices: GpuIndex[]) {
    return at(this, indices);
  },
  set(this: GpuArray, indices: readonly GpuIndex[], value: unknown) {
    checkArray('set', this.device, this);
    set(this, indices, value);
  },
  fill(this: GpuArray, value: unknown) {
    checkArray('fill', this.device, this);
    set(this, ['...'], value);
  },
  take(this: GpuArray, indices: unknown, options?: { axis?: number | null }) {
    checkOptions('take', options, ['axis']);
    return take('take', this, indices, options?.axis ?? null);
  },
  argsort(this: GpuArray, options?: { axis?: number | null }) {
    checkOptions('argsort', options, ['axis']);
    return argsort('argsort', this, options?.axis === undefined ? -1 : options.axis);
  },
  sort(this: GpuArray, options?: { axis?: number }) {
    checkOptions('sort', options, ['axis']);
    const sorted = sort('sort', this, options?.axis ?? -1);
    set(this, ['...'], sorted);
    sorted.free();
  },
  nonzero(this: GpuArray) {
    return nonzero('nonzero', this);
  },
  copy(this: GpuArray) {
    return this.copied('copy');
  },
  astype(this: GpuArray, dtype: string) {
    return astype(this, dtype);
  },
  clip(this: GpuArray, min?: unknown, max?: unknown) {
    return clip(this, min, max);
  },
};
for (const [name, method] of Object.entries(methods)) install(name, method);

// Not in the types: `const [a, b] = gpuArray` does not compile.
Object.defineProperty(GpuArray.prototype, Symbol.iterator, {
  value(this: GpuArray) {
    throw new ValueError('a GpuArray cannot be iterated: its values are on the device; use await a.get(), or a.at(i)');
  },
  configurable: true,
});
