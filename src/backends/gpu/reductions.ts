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
import {
  checkedInitial,
  countsOf,
  finished,
  maskOf,
  putOut,
  reducedBy,
  replaced,
  startedFrom,
  type Mask,
} from './masked.js';
import { expandDims, ravel } from './shaping.js';
import { toDevice } from './transfer.js';
import type { GpuDTypeName, OnDeviceArray } from './types.js';
import { applyExpression } from './ufuncs.js';

/** Options of reductions. */
export interface GpuAxisOptions {
  /** The axis or axes to reduce; null, the default, for all. */
  axis?: number | readonly number[] | null;
  /** Keep reduced axes with length 1. */
  keepdims?: boolean;
  /** Write the result here, in its turn in the queue; an array of the result's shape, which is returned. */
  out?: GpuArray | null;
  /** Take only the elements where this is true; it broadcasts to the array's shape. */
  where?: GpuArray<'bool'> | boolean;
}

/** Options of `max` and `min`. */
export interface GpuExtremumOptions extends GpuAxisOptions {
  /** The largest result of `min`, the smallest of `max`; needed with `where`, and for arrays without elements. */
  initial?: number;
}

/** Options of `mean`. */
export interface GpuMeanOptions extends GpuAxisOptions {
  /** Convert to this dtype first, and return it. */
  dtype?: GpuDTypeName;
}

/** Options of `sum` and `prod`. */
export interface GpuTotalOptions extends GpuMeanOptions {
  /** What the sum or product begins from. */
  initial?: number;
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
  /** Write the places here. */
  out?: GpuArray | null;
}

/** Options of `cumsum` and `cumprod`. */
export interface GpuRunningOptions {
  /** The axis; null, the default, for the flattened array. */
  axis?: number | null;
  /** Write the result here. */
  out?: GpuArray | null;
}

type Total<D> = OnDeviceArray<TotalDType<D>>;
type Mean<D> = OnDeviceArray<MeanDType<D>>;

/** A device's reductions. Without `axis` the result is an array without axes, on the device: `await r.item()` reads it. */
export interface GpuReductions {
  /** Sums; of integers int32. Blocked, so that the error of float32 sums grows with the logarithm of their length. */
  sum<O extends GpuArray>(a: GpuArray, options: GpuTotalOptions & { out: O }): O;
  sum<D extends GpuDType>(a: GpuArray<D>, options?: GpuTotalOptions): Total<D>;
  /** Products; of integers int32. */
  prod<O extends GpuArray>(a: GpuArray, options: GpuTotalOptions & { out: O }): O;
  prod<D extends GpuDType>(a: GpuArray<D>, options?: GpuTotalOptions): Total<D>;
  /** The largest elements; nan where there is one. */
  max<O extends GpuArray>(a: GpuArray, options: GpuExtremumOptions & { out: O }): O;
  max<D extends GpuDType>(a: GpuArray<D>, options?: GpuExtremumOptions): GpuArray<D>;
  /** The smallest elements; nan where there is one. */
  min<O extends GpuArray>(a: GpuArray, options: GpuExtremumOptions & { out: O }): O;
  min<D extends GpuDType>(a: GpuArray<D>, options?: GpuExtremumOptions): GpuArray<D>;
  /** The same as `max`. */
  amax<O extends GpuArray>(a: GpuArray, options: GpuExtremumOptions & { out: O }): O;
  amax<D extends GpuDType>(a: GpuArray<D>, options?: GpuExtremumOptions): GpuArray<D>;
  /** The same as `min`. */
  amin<O extends GpuArray>(a: GpuArray, options: GpuExtremumOptions & { out: O }): O;
  amin<D extends GpuDType>(a: GpuArray<D>, options?: GpuExtremumOptions): GpuArray<D>;
  /** Arithmetic means, float32. */
  mean<O extends GpuArray>(a: GpuArray, options: GpuMeanOptions & { out: O }): O;
  mean<D extends GpuDType>(a: GpuArray<D>, options?: GpuMeanOptions): Mean<D>;
  /** Variances, in two passes. */
  var<O extends GpuArray>(a: GpuArray, options: GpuSpreadOptions & { out: O }): O;
  var<D extends GpuDType>(a: GpuArray<D>, options?: GpuSpreadOptions): Mean<D>;
  /** Standard deviations. */
  std<O extends GpuArray>(a: GpuArray, options: GpuSpreadOptions & { out: O }): O;
  std<D extends GpuDType>(a: GpuArray<D>, options?: GpuSpreadOptions): Mean<D>;
  /** Is some element true (not 0)? */
  any<O extends GpuArray>(a: GpuArray, options: GpuAxisOptions & { out: O }): O;
  any(a: GpuArray, options?: GpuAxisOptions): GpuArray<'bool'>;
  /** Are all elements true (not 0)? */
  all<O extends GpuArray>(a: GpuArray, options: GpuAxisOptions & { out: O }): O;
  all(a: GpuArray, options?: GpuAxisOptions): GpuArray<'bool'>;
  /** Where the largest element is (the first of them). */
  argmax<O extends GpuArray>(a: GpuArray, options: GpuIndexOptions & { out: O }): O;
  argmax(a: GpuArray, options?: GpuIndexOptions): GpuArray<'int32'>;
  /** Where the smallest element is (the first of them). */
  argmin<O extends GpuArray>(a: GpuArray, options: GpuIndexOptions & { out: O }): O;
  argmin(a: GpuArray, options?: GpuIndexOptions): GpuArray<'int32'>;
  /** Running sums. */
  cumsum<O extends GpuArray>(a: GpuArray, options: GpuRunningOptions & { out: O }): O;
  cumsum<D extends GpuDType>(a: GpuArray<D>, options?: GpuRunningOptions): Total<D>;
  /** Running products. */
  cumprod<O extends GpuArray>(a: GpuArray, options: GpuRunningOptions & { out: O }): O;
  cumprod<D extends GpuDType>(a: GpuArray<D>, options?: GpuRunningOptions): Total<D>;
}

const single = DTYPES.float32 as DTypeInfo<GpuDType>;

/** The same elements under another dtype: on a device all are float32. */
function seenAs(a: GpuArray, info: DTypeInfo<GpuDType>): GpuArray {
  return new GpuArray(a.device, info, a.buffer, a.shape, a.steps, a.offset);
}

/** The dtype of sums of `a`. */
const totalInfo = (a: GpuArray): DTypeInfo<GpuDType> => (a.info.kind === 'f' ? single : DTYPES.int32);

/** `options.where` as a mask, its size checked. */
const masked = (name: string, a: GpuArray, options: GpuAxisOptions): Mask => maskOf(name, a, options.where);

/** What a masked element counts as. */
const NEUTRAL: Readonly<Record<Fold, number>> = { sum: 0, prod: 1, max: -Infinity, min: Infinity };

/** Fold what the mask takes, in float32 or integers; the folded axes stay with length 1. */
function foldChosen(
  name: string,
  a: GpuArray,
  fold: Fold,
  axes: readonly number[],
  output: DTypeInfo<GpuDType>,
  mask: Mask,
  neutral = NEUTRAL[fold],
): GpuArray {
  const source = replaced(name, a, mask, neutral);
  const kept = foldAxes(name, source, fold, axes, output);
  if (source !== a && source.buffer !== kept.buffer) source.free();
  return kept;
}

function extremum(name: string, a: GpuArray, fold: 'max' | 'min', options: GpuExtremumOptions): GpuArray {
  const mask = masked(name, a, options);
  const initial = checkedInitial(name, options.initial);
  if (mask !== null && initial === undefined) {
    throw new ValueError(
      `${name}: reduction operation '${fold}' does not have an identity, so to use a where mask one has to specify 'initial'`,
    );
  }
  const axes = normalizeAxes(name, options.axis, a.ndim);
  const kept =
    initial !== undefined && countOf(a, axes) === 0
      ? constantOf(name, a, axes, initial)
      : startedFrom(name, foldChosen(name, a, fold, axes, a.info, mask, initial), fold, initial);
  return putOut(name, finished(kept, axes, options.keepdims), options.out);
}

/** One number in every part of a reduction of nothing. */
function constantOf(name: string, a: GpuArray, axes: readonly number[], value: number): GpuArray {
  const kept = a.shape.map((n, k) => (axes.includes(k) ? 1 : n));
  const flat = toDevice(name, a.device, new Float32Array(sizeOf(kept)).fill(value), { dtype: 'float32' });
  return new GpuArray(a.device, a.info, flat.buffer, kept);
}

function total(name: string, a: GpuArray, fold: 'sum' | 'prod', options: GpuTotalOptions): GpuArray {
  const { dtype } = options;
  const source = dtype === undefined ? a : a.astype(gpuDType(name, dtype, 'float32').name);
  const output = dtype === undefined ? totalInfo(a) : source.info;
  const axes = normalizeAxes(name, options.axis, a.ndim);
  const kept = startedFrom(
    name,
    foldChosen(name, source, fold, axes, output, masked(name, a, options)),
    fold,
    checkedInitial(name, options.initial),
  );
  return putOut(name, finished(kept, axes, options.keepdims), options.out);
}

const countOf = (a: GpuArray, axes: readonly number[]): number => sizeOf(axes.map((k) => a.shape[k]!));

const quotient = div(arg(0), arg(1));
const square = mul(sub(arg(0), arg(1)), sub(arg(0), arg(1)));

/** The mean of what the mask takes; the folded axes stay with length 1. */
function meanOf(name: string, a: GpuArray, axes: readonly number[], mask: Mask): GpuArray {
  const sum = foldChosen(name, seenAs(a, single), 'sum', axes, single, mask);
  const result = applyExpression(name, a.device, 'quotient', quotient, single, [sum, countsOf(name, a, mask, axes)]);
  if (sum.buffer !== a.buffer) sum.free();
  return result;
}

function mean(name: string, a: GpuArray, options: GpuMeanOptions): GpuArray {
  const axes = normalizeAxes(name, options.axis, a.ndim);
  const result = finished(meanOf(name, a, axes, masked(name, a, options)), axes, options.keepdims);
  return putOut(name, options.dtype === undefined ? result : result.astype(options.dtype), options.out);
}

/** Variances; the folded axes stay with length 1. */
function variance(name: string, a: GpuArray, options: GpuSpreadOptions): GpuArray {
  const { ddof = 0, axis } = options;
  if (typeof ddof !== 'number') throw new ValueError(`${name}: ddof must be a number, got ${describe(ddof)}`);
  const axes = normalizeAxes(name, axis, a.ndim);
  const mask = masked(name, a, options);
  const middle = meanOf(name, a, axes, mask);
  const squares = applyExpression(name, a.device, 'squaredDistance', square, single, [seenAs(a, single), middle]);
  const sum = foldChosen(name, squares, 'sum', axes, single, mask);
  const divisor = reducedBy(name, countsOf(name, a, mask, axes), ddof);
  const result = applyExpression(name, a.device, 'quotient', quotient, single, [sum, divisor]);
  for (const one of [middle, squares]) one.free();
  if (sum.buffer !== squares.buffer) sum.free();
  return result;
}

function spread(name: string, a: GpuArray, options: GpuSpreadOptions): GpuArray {
  const axes = normalizeAxes(name, options.axis, a.ndim);
  const squares = variance(name, a, options);
  if (name === 'var') return putOut(name, finished(squares, axes, options.keepdims), options.out);
  const root = applyExpression(name, a.device, 'root', call('sqrt', arg(0)), single, [squares]);
  squares.free();
  return putOut(name, finished(root, axes, options.keepdims), options.out);
}

function truth(name: string, a: GpuArray, fold: 'max' | 'min', options: GpuAxisOptions): GpuArray {
  const isTrue = applyExpression(name, a.device, 'isTrue', ne(arg(0), constant(0)), DTYPES.bool, [a]);
  const axes = normalizeAxes(name, options.axis, a.ndim);
  const mask = masked(name, a, options);
  // Of nothing, `all` is true and `any` false.
  const neutral = fold === 'min' ? 1 : 0;
  if (isTrue.size === 0) {
    const kept = a.shape.map((n, k) => (axes.includes(k) ? 1 : n));
    const value = new Uint8Array(sizeOf(kept)).fill(neutral);
    const flat = toDevice(name, a.device, value, { dtype: 'bool' });
    const shaped = new GpuArray(a.device, DTYPES.bool, flat.buffer, kept);
    return putOut(name, finished(shaped, axes, options.keepdims), options.out);
  }
  const result = foldChosen(name, isTrue, fold, axes, DTYPES.bool, mask, neutral);
  if (result.buffer !== isTrue.buffer) isTrue.free();
  return putOut(name, finished(result, axes, options.keepdims), options.out);
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
  const shaped =
    keepdims && whole
      ? first.strided(
          a.shape.map(() => 1),
          a.shape.map(() => 0),
          0,
        )
      : finished(first, [at], keepdims);
  return putOut(name, shaped, options.out);
}

function running(name: string, a: GpuArray, fold: 'sum' | 'prod', options: GpuRunningOptions): GpuArray {
  const { axis } = options;
  const whole = axis === undefined || axis === null;
  const source = whole ? ravel(a) : a;
  const result = scanAxis(name, source, fold, whole ? 0 : normalizeAxis(name, axis, a.ndim), totalInfo(a));
  return putOut(name, result, options.out);
}

/** A device's reductions. */
export function makeReductions(device: GpuDevice): GpuReductions {
  const names = ['axis', 'keepdims', 'out', 'where'];
  const make =
    <O extends object>(name: string, names: readonly string[], compute: (a: GpuArray, options: O) => GpuArray) =>
    (a: unknown, options?: O): GpuArray => {
      checkOptions(name, options, names);
      return compute(checkArray(name, device, a), options ?? ({} as O));
    };
  const largest = (name: string, fold: 'max' | 'min') =>
    make<GpuExtremumOptions>(name, [...names, 'initial'], (a, options) => extremum(name, a, fold, options));
  const place = ['axis', 'keepdims', 'out'];
  const functions = {
    sum: make<GpuTotalOptions>('sum', [...names, 'dtype', 'initial'], (a, o) => total('sum', a, 'sum', o)),
    prod: make<GpuTotalOptions>('prod', [...names, 'dtype', 'initial'], (a, o) => total('prod', a, 'prod', o)),
    max: largest('max', 'max'),
    min: largest('min', 'min'),
    amax: largest('amax', 'max'),
    amin: largest('amin', 'min'),
    mean: make<GpuMeanOptions>('mean', [...names, 'dtype'], (a, o) => mean('mean', a, o)),
    var: make<GpuSpreadOptions>('var', [...names, 'ddof'], (a, o) => spread('var', a, o)),
    std: make<GpuSpreadOptions>('std', [...names, 'ddof'], (a, o) => spread('std', a, o)),
    any: make<GpuAxisOptions>('any', names, (a, o) => truth('any', a, 'max', o)),
    all: make<GpuAxisOptions>('all', names, (a, o) => truth('all', a, 'min', o)),
    argmax: make<GpuIndexOptions>('argmax', place, (a, o) => position('argmax', a, 'max', o)),
    argmin: make<GpuIndexOptions>('argmin', place, (a, o) => position('argmin', a, 'min', o)),
    cumsum: make<GpuRunningOptions>('cumsum', ['axis', 'out'], (a, o) => running('cumsum', a, 'sum', o)),
    cumprod: make<GpuRunningOptions>('cumprod', ['axis', 'out'], (a, o) => running('cumprod', a, 'prod', o)),
  };
  return functions as unknown as GpuReductions;
}
