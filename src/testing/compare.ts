// Comparison of two arrays element by element, with the report of where and how far they differ.

import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES, type DTypeInfo, type Scalar } from '../core/dtype.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { array2string } from '../core/printing.js';
import { promoteInfo } from '../core/promotion.js';
import { sameShape } from '../core/shape.js';
import { readFormat } from '../files/formatNumber.js';
import { textOf } from '../files/savetxt.js';
import { writeElement } from '../core/element.js';
import { ACTUAL_DESIRED, AssertionError, failureMessage, type MessageOptions, type ValueNames } from './message.js';

/** A rule that two arrays must keep. */
export interface Comparison extends MessageOptions {
  /** The first line of the message. */
  readonly header: string;
  /** Must these two elements pass? Neither is nan where `equalNan`, nor infinite where `equalInf`. */
  readonly passes: (a: Scalar, b: Scalar) => boolean;
  readonly names?: ValueNames;
  readonly precision?: number;
  /** May nan stand against nan? Default true. */
  readonly equalNan?: boolean;
  /** Must infinities be the same in both, instead of being compared? Default true. */
  readonly equalInf?: boolean;
  /** Must shapes (0-d ones included) and dtypes be the same? Default false. */
  readonly strict?: boolean;
}

const percent = readFormat('testing', '%.3g');

function isNaNValue(value: Scalar): boolean {
  return value instanceof Complex ? Number.isNaN(value.re) || Number.isNaN(value.im) : value !== value;
}

function isInfValue(value: Scalar): boolean {
  const infinite = (x: number): boolean => x === Infinity || x === -Infinity;
  return value instanceof Complex
    ? infinite(value.re) || infinite(value.im)
    : typeof value === 'number' && infinite(value);
}

/** Are two elements the same value? */
export function sameValue(a: Scalar, b: Scalar): boolean {
  if (a instanceof Complex || b instanceof Complex) {
    const [x, y] = [a, b].map((value) => (value instanceof Complex ? value : new Complex(Number(value), 0)));
    return x!.re === y!.re && x!.im === y!.im;
  }
  // Numbers and bigints compare exactly with each other; truth values count as 0 and 1.
  return a === b || (typeof a !== typeof b && a <= b && a >= b);
}

/** The distance of two elements, in the arithmetic of integers where both are bigints. */
export function distance(a: Scalar, b: Scalar): number | bigint {
  if (a instanceof Complex || b instanceof Complex) {
    const [x, y] = [a, b].map((value) => (value instanceof Complex ? value : new Complex(Number(value), 0)));
    return Math.hypot(x!.re - y!.re, x!.im - y!.im);
  }
  if (typeof a === 'bigint' && typeof b === 'bigint') return a > b ? a - b : b - a;
  return Math.abs(Number(a) - Number(b));
}

/** The size of an element. */
export function magnitude(value: Scalar): number {
  return value instanceof Complex ? value.abs() : Math.abs(Number(value));
}

/** A shape as Python prints a tuple: `(2, 3)`. */
function tupleText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/** Values of a dtype as an array. */
function listOf(info: DTypeInfo, values: readonly Scalar[]): NDArray {
  const list = emptyArray(info, [values.length]);
  values.forEach((value, i) => writeElement(info, list.storage, i, value));
  return list;
}

/** A number in a dtype, as NumPy prints an array without axes. */
function numberText(info: DTypeInfo, value: number | bigint): string {
  const one = emptyArray(info, []);
  writeElement(info, one.storage, 0, info.domain === 'bigint' ? BigInt(value) : Number(value));
  return array2string(one);
}

/**
 * Compares two arrays.
 *
 * @throws AssertionError, with the report, when they break the rule
 */
export function compareArrays(actual: ArrayLike, desired: ArrayLike, rule: Comparison): void {
  const x = asNDArray('testing', actual);
  const y = asNDArray('testing', desired);
  const { errMsg = '', equalNan = true, equalInf = true, strict = false, precision = 6, names = ACTUAL_DESIRED } = rule;
  const fail = (remark: string, shown: readonly [NDArray, NDArray] = [x, y]): never => {
    throw new AssertionError(failureMessage(...shown, { ...rule, precision, errMsg: `${errMsg}\n${remark}` }));
  };
  const single = x.ndim === 0 || y.ndim === 0;
  if (!sameShape(x.shape, y.shape) && (strict || !single))
    fail(`(shapes ${tupleText(x.shape)}, ${tupleText(y.shape)} mismatch)`);
  if (strict && x.info !== y.info) fail(`(dtypes ${x.dtype}, ${y.dtype} mismatch)`);
  const shape = x.ndim === 0 ? y.shape : x.shape;
  const xs = x.toFlatArray() as Scalar[];
  const ys = y.toFlatArray() as Scalar[];
  const count = Math.min(x.size, y.size) === 0 ? 0 : Math.max(x.size, y.size);
  const first = (i: number): Scalar => xs[x.ndim === 0 ? 0 : i]!;
  const second = (i: number): Scalar => ys[y.ndim === 0 ? 0 : i]!;
  const settled = new Uint8Array(count);
  if (x.info.kind !== 'b' && y.info.kind !== 'b') {
    const mark = (is: (value: Scalar) => boolean, what: string): void => {
      for (let i = 0; i < count; i++) {
        if (settled[i] === 1) continue;
        const a = is(first(i));
        if (a !== is(second(i))) fail(`${what} location mismatch:`);
        if (a) settled[i] = 2;
      }
    };
    if (equalNan) mark(isNaNValue, 'nan');
    for (let i = 0; i < count; i++) if (settled[i] === 2) settled[i] = 1;
    if (equalInf) {
      mark(isInfValue, 'inf');
      for (let i = 0; i < count; i++) {
        if (settled[i] !== 2 || sameValue(first(i), second(i))) continue;
        // Only the infinities are shown.
        const infinite = (array: NDArray, values: readonly Scalar[]): NDArray =>
          single
            ? array
            : listOf(
                array.info,
                values.filter((_, k) => settled[k] === 2),
              );
        fail('inf values mismatch:', [infinite(x, xs), infinite(y, ys)]);
      }
    }
  }
  const wrong: number[] = [];
  for (let i = 0; i < count; i++) if (settled[i] === 0 && !rule.passes(first(i), second(i))) wrong.push(i);
  if (wrong.length === 0) return;
  const share = percent.write([(100 * wrong.length) / count], 0, String);
  const remarks = [`Mismatched elements: ${wrong.length} / ${count} (${share}%)`];
  if (shape.length > 0)
    remarks.push(
      placesText(
        wrong,
        shape,
        (i) => elementText(x, first(i)),
        (i) => elementText(y, second(i)),
        names,
      ),
    );
  if (x.info.kind !== 'b' || y.info.kind !== 'b')
    remarks.push(...differenceTexts(wrong, first, second, promoteInfo(x.info, y.info)));
  fail(remarks.join('\n'));
}

function elementText(array: NDArray, value: Scalar): string {
  return textOf(array.info)(value as number);
}

/** Where the first mismatches are, and what stands there. */
function placesText(
  wrong: readonly number[],
  shape: readonly number[],
  first: (i: number) => string,
  second: (i: number) => string,
  names: ValueNames,
): string {
  const lines = wrong.slice(0, 5).map((i) => {
    const index: number[] = [];
    for (let k = shape.length - 1, rest = i; k >= 0; k--) {
      index.unshift(rest % shape[k]!);
      rest = Math.floor(rest / shape[k]!);
    }
    return ` [${index.join(', ')}]: ${first(i)} (${names[0]}), ${second(i)} (${names[1]})`;
  });
  const title =
    wrong.length === 1
      ? 'Mismatch at index:'
      : wrong.length <= 5
        ? 'Mismatch at indices:'
        : 'First 5 mismatches are at indices:';
  return [title, ...lines].join('\n');
}

/** How far apart the elements that break the rule are at most. */
function differenceTexts(
  wrong: readonly number[],
  first: (i: number) => Scalar,
  second: (i: number) => Scalar,
  common: DTypeInfo,
): string[] {
  let largest: number | bigint = 0;
  let relative = -Infinity;
  for (const i of wrong) {
    const apart = distance(first(i), second(i));
    if (apart > largest || Number.isNaN(apart)) largest = apart;
    const size = magnitude(second(i));
    if (size !== 0) relative = Math.max(relative, Number(apart) / size);
  }
  const real = common.kind === 'c' ? (common.itemsize === 8 ? DTYPES.float32 : DTYPES.float64) : common;
  const ratio = real.kind === 'f' ? real : DTYPES.float64;
  return [
    `Max absolute difference among violations: ${numberText(real, largest)}`,
    `Max relative difference among violations: ${numberText(ratio, relative === -Infinity ? Infinity : relative)}`,
  ];
}
