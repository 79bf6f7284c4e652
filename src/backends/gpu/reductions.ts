/** Reductions, running folds and positions along axes. */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { arg, call, constant, div, eq, mul, ne, or, select, sub } from '../../core/expression.js';
import { normalizeAxes, normalizeAxis, sizeOf } from '../../core/shape.js';
import type { MeanDType, TotalDType } from '../../ops/reductionTypes.js';
import { GpuArray, type GpuDType } from './array.js';
import type { GpuDevice } from './device.js';
import { EXACT } from './elementwise.js';
import { checkArray, gpuDType } from './operands.js';
import { counting } from './order.js';
import { foldAxes, type Fold } from './reduce.js';
import { scanAxis } from './scan.js';
import { dropAxes, expandDims, ravel } from './shaping.js';
import { toDevice } from './transfer.js';
import type { GpuDTypeName, OnDeviceArray } from './types.js';
import { applyExpression } from './ufuncs.js';

/** Options of reductions. */
export interface GpuAxisOptions {
  /** The axis or axes to reduce; null, the default, for all. */
  axis?: number | readonly number[] | null;
  /** Keep reduced axes with length 1. */
  keepdims?: boolean;
}

/** Options of `sum`, `prod` and `mean`. */
export interface GpuTotalOptions extends GpuAxisOptions {
  /** Convert to this dtype first, and return it. */
  dtype?: GpuDTypeName;
}

/** Options of `std` and `var`. */
export interface GpuSpreadOptions extends GpuAxisOptions {
  /** What is taken from the number of elements in the divisor; 0 by default. */
  ddof?: number;
}

/** Options of `argmax` and `argmin`. */
export interface GpuIndexOptions {
  /** The axis; null, the default, for the flattened array. */
  axis?: number | null;
  /** Keep the axis with length 1. */
  keepdims?: boolean;
}

/** Options of `cumsum` and `cumprod`. */
export interface GpuRunningOptions {
  /** The axis; null, the default, for the flattened array. */
  axis?: number | null;
}

type Total<D> = OnDeviceArray<TotalDType<D>>;
type Mean<D> = OnDeviceArray<MeanDType<D>>;

/** A device's reductions. Without `axis` the result is an array without axes, on the device: `await r.item()` reads it. */
export interface GpuReductions {
  /** Sums; of integers int32. Blocked, so that the error of float32 sums grows with the logarithm of their length. */
  sum<D extends GpuDType>(a: GpuArray<D>, options?: GpuTotalOptions): Total<D>;
  /** Products; of integers int32. */
  prod<D extends GpuDType>(a: GpuArray<D>, options?: GpuTotalOptions): Total<D>;
  /** The largest elements; nan where there is one. */
  max<D extends GpuDType>(a: GpuArray<D>, options?: GpuAxisOptions): GpuArray<D>;
  /** The smallest elements; nan where there is one. */
  min<D extends GpuDType>(a: GpuArray<D>, options?: GpuAxisOptions): GpuArray<D>;
  /** The same as `max`. */
  amax<D extends GpuDType>(a: GpuArray<D>, options?: GpuAxisOptions): GpuArray<D>;
  /** The same as `min`. */
  amin<D extends GpuDType>(a: GpuArray<D>, options?: GpuAxisOptions): GpuArray<D>;
  /** Arithmetic means, float32. */
  mean<D extends GpuDType>(a: GpuArray<D>, options?: GpuTotalOptions): Mean<D>;
  /** Variances, in two passes. */
  var<D extends GpuDType>(a: GpuArray<D>, options?: GpuSpreadOptions): Mean<D>;
  /** Standard deviations. */
  std<D extends GpuDType>(a: GpuArray<D>, options?: GpuSpreadOptions): Mean<D>;
  /** Is some element true (not 0)? */
  any(a: GpuArray, options?: GpuAxisOptions): GpuArray<'bool'>;
  /** Are all elements true (not 0)? */
  all(a: GpuArray, options?: GpuAxisOptions): GpuArray<'bool'>;
  /** Where the largest element is (the first of them). */
  argmax(a: GpuArray, options?: GpuIndexOptions): GpuArray<'int32'>;
  /** Where the smallest element is (the first of them). */
  argmin(a: GpuArray, options?: GpuIndexOptions): GpuArray<'int32'>;
  /** Running sums. */
  cumsum<D extends GpuDType>(a: GpuArray<D>, options?: GpuRunningOptions): Total<D>;
  /** Running products. */
  cumprod<D extends GpuDType>(a: GpuArray<D>, options?: GpuRunningOptions): Total<D>;
}

const single = DTYPES.float32 as DTypeInfo<GpuDType>;

/** The same elements under another dtype: on a device all are float32. */
function seenAs(a: GpuArray, info: DTypeInfo<GpuDType>): GpuArray {
  return new GpuArray(a.device, info, a.buffer, a.shape, a.steps, a.offset);
}

/** The dtype of sums of `a`. */
const totalInfo = (a: GpuArray): DTypeInfo<GpuDType> => (a.info.kind === 'f' ? single : DTYPES.int32);

function folded(name: string, a: GpuArray, fold: Fold, output: DTypeInfo<GpuDType>, options: GpuAxisOptions): GpuArray {
  const axes = normalizeAxes(name, options.axis, a.ndim);
  const kept = foldAxes(name, a, fold, axes, output);
  return options.keepdims ? kept : dropAxes(kept, axes);
}

function total(name: string, a: GpuArray, fold: Fold, options: GpuTotalOptions): GpuArray {
  const { dtype } = options;
  const source = dtype === undefined ? a : a.astype(gpuDType(name, dtype, 'float32').name);
  return folded(name, source, fold, dtype === undefined ? totalInfo(a) : source.info, options);
}

const countOf = (a: GpuArray, axes: readonly number[]): number => sizeOf(axes.map((k) => a.shape[k]!));

const quotient = div(arg(0), arg(1));
const square = mul(sub(arg(0), arg(1)), sub(arg(0), arg(1)));

function mean(name: string, a: GpuArray, options: GpuTotalOptions): GpuArray {
  const sum = folded(name, seenAs(a, single), 'sum', single, options);
  const count = countOf(a, normalizeAxes(name, options.axis, a.ndim));
  const result = applyExpression(name, a.device, 'quotient', quotient, single, [sum, count]);
  sum.free();
  return options.dtype === undefined ? result : result.astype(options.dtype);
}

function variance(name: string, a: GpuArray, options: GpuSpreadOptions): GpuArray {
  const { ddof = 0, axis } = options;
  if (typeof ddof !== 'number') throw new ValueError(`${name}: ddof must be a number, got ${describe(ddof)}`);
  const middle = mean(name, a, { axis, keepdims: true });
  const squares = applyExpression(name, a.device, 'squaredDistance', square, single, [seenAs(a, single), middle]);
  const sum = folded(name, squares, 'sum', single, options);
  const divisor = Math.max(countOf(a, normalizeAxes(name, axis, a.ndim)) - ddof, 0);
  const result = applyExpression(name, a.device, 'quotient', quotient, single, [sum, divisor]);
  for (const one of [middle, squares, sum]) one.free();
  return result;
}

function truth(name: string, a: GpuArray, fold: Fold, options: GpuAxisOptions): GpuArray {
  const isTrue = applyExpression(name, a.device, 'isTrue', ne(arg(0), constant(0)), DTYPES.bool, [a]);
  const axes = normalizeAxes(name, options.axis, a.ndim);
  if (isTrue.size === 0) {
    // Of nothing, `all` is true and `any` false.
    const kept = a.shape.map((n, k) => (axes.includes(k) ? 1 : n));
    const value = new Uint8Array(sizeOf(kept)).fill(fold === 'min' ? 1 : 0);
    const flat = toDevice(name, a.device, value, { dtype: 'bool' });
    const shaped = new GpuArray(a.device, DTYPES.bool, flat.buffer, kept);
    return options.keepdims ? shaped : dropAxes(shaped, axes);
  }
  const result = folded(name, isTrue, fold, DTYPES.bool, options);
  if (result.buffer !== isTrue.buffer) isTrue.free();
  return result;
}

// The place where an element is the extremum (a nan is one), and beyond all places elsewhere.
const place = select(or(eq(arg(0), arg(1)), ne(arg(0), arg(0))), arg(2), constant(EXACT));

function position(name: string, a: GpuArray, fold: 'max' | 'min', options: GpuIndexOptions): GpuArray {
  const { axis, keepdims = false } = options;
  const whole = axis === undefined || axis === null;
  const source = whole ? ravel(a) : a;
  const at = whole ? 0 : normalizeAxis(name, axis, a.ndim);
  const n = source.shape[at]!;
  if (n === 0) throw new ValueError(`${name}: attempt to get ${name} of an empty sequence`);
  if (n >= EXACT) {
    throw new ValueError(`${name}: an axis of ${n} elements is too long: a device counts exactly up to 2**24`);
  }
  const extremum = foldAxes(name, source, fold, [at], source.info);
  let places = counting(name, a.device, n, single);
  for (let k = source.ndim - 1; k > at; k--) places = expandDims(places, 1);
  const found = applyExpression(name, a.device, 'place', place, single, [
    seenAs(source, single),
    seenAs(extremum, single),
    places,
  ]);
  const first = foldAxes(name, found, 'min', [at], DTYPES.int32);
  for (const one of [extremum, places, found]) one.free();
  if (!keepdims) return dropAxes(first, [at]);
  return whole
    ? first.strided(
        a.shape.map(() => 1),
        a.shape.map(() => 0),
        0,
      )
    : first;
}

function running(name: string, a: GpuArray, fold: 'sum' | 'prod', options: GpuRunningOptions): GpuArray {
  const { axis } = options;
  const whole = axis === undefined || axis === null;
  const source = whole ? ravel(a) : a;
  return scanAxis(name, source, fold, whole ? 0 : normalizeAxis(name, axis, a.ndim), totalInfo(a));
}

/** A device's reductions. */
export function makeReductions(device: GpuDevice): GpuReductions {
  const axisNames = ['axis', 'keepdims'];
  const make =
    <O extends object>(name: string, names: readonly string[], compute: (a: GpuArray, options: O) => GpuArray) =>
    (a: unknown, options?: O): GpuArray => {
      checkOptions(name, options, names);
      return compute(checkArray(name, device, a), options ?? ({} as O));
    };
  const extremum = (name: string, fold: 'max' | 'min') =>
    make<GpuAxisOptions>(name, axisNames, (a, options) => folded(name, a, fold, a.info, options));
  const functions = {
    sum: make<GpuTotalOptions>('sum', [...axisNames, 'dtype'], (a, o) => total('sum', a, 'sum', o)),
    prod: make<GpuTotalOptions>('prod', [...axisNames, 'dtype'], (a, o) => total('prod', a, 'prod', o)),
    max: extremum('max', 'max'),
    min: extremum('min', 'min'),
    amax: extremum('amax', 'max'),
    amin: extremum('amin', 'min'),
    mean: make<GpuTotalOptions>('mean', [...axisNames, 'dtype'], (a, o) => mean('mean', a, o)),
    var: make<GpuSpreadOptions>('var', [...axisNames, 'ddof'], (a, o) => variance('var', a, o)),
    std: make<GpuSpreadOptions>('std', [...axisNames, 'ddof'], (a, o) => {
      const squares = variance('std', a, o);
      const root = applyExpression('std', device, 'root', call('sqrt', arg(0)), single, [squares]);
      squares.free();
      return root;
    }),
    any: make<GpuAxisOptions>('any', axisNames, (a, o) => truth('any', a, 'max', o)),
    all: make<GpuAxisOptions>('all', axisNames, (a, o) => truth('all', a, 'min', o)),
    argmax: make<GpuIndexOptions>('argmax', axisNames, (a, o) => position('argmax', a, 'max', o)),
    argmin: make<GpuIndexOptions>('argmin', axisNames, (a, o) => position('argmin', a, 'min', o)),
    cumsum: make<GpuRunningOptions>('cumsum', ['axis'], (a, o) => running('cumsum', a, 'sum', o)),
    cumprod: make<GpuRunningOptions>('cumprod', ['axis'], (a, o) => running('cumprod', a, 'prod', o)),
  };
  return functions as unknown as GpuReductions;
}
