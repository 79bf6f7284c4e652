// Assertions for the tests of numerical programs, NumPy's numpy.testing: a failure says which elements differ and how far.

import '../setup.js';
import { asNDArray, isScalarLike, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES, type DTypeInfo, type DTypeLike, type Scalar } from '../core/dtype.js';
import { DTypeError, checkOptions, describe } from '../core/errors.js';
import { NDArray, isTypedArray } from '../core/ndarray.js';
import { promoteInfo } from '../core/promotion.js';
import { broadcastShapes, broadcastSteps } from '../core/shape.js';
import { readFormat } from '../files/formatNumber.js';
import { compareArrays, distance, magnitude, sameValue } from './compare.js';
import { AssertionError, failureMessage, type MessageOptions } from './message.js';
import { floatPairs, spacingAt, ulpsBetween } from './ulps.js';

export { AssertionError, type MessageOptions } from './message.js';
export {
  ConformanceError,
  backendChecks,
  checkBackend,
  type BackendCheck,
  type ConformanceFailure,
  type ConformanceOptions,
  type ConformanceReport,
} from './conformance/index.js';

const MESSAGE_OPTIONS = ['errMsg', 'verbose'] as const;
const general = readFormat('testing', '%g');
const shortText = (value: number): string => general.write([value], 0, String);

/** Options of `assertAllclose`. */
export interface AllcloseOptions extends MessageOptions {
  /** Relative tolerance, 1e-7 by default. */
  rtol?: number;
  /** Absolute tolerance, 0 by default. */
  atol?: number;
  /** May nan stand against nan? Default true. */
  equalNan?: boolean;
  /** Must shapes and dtypes be the same too? Default false. */
  strict?: boolean;
}

/** Options of assertions that count decimals. */
export interface DecimalOptions extends MessageOptions {
  /** Elements must differ by less than `1.5 * 10**-decimal`. */
  decimal?: number;
}

/** Options of assertions that may be strict. */
export interface StrictOptions extends MessageOptions {
  /** Must shapes and dtypes be the same too? Default false. */
  strict?: boolean;
}

/**
 * Asserts that two arrays are equal up to a tolerance: `|actual - desired| <= atol + rtol * |desired|`.
 *
 * @param actual - the array obtained
 * @param desired - the array expected
 * @param options - `rtol` (1e-7), `atol` (0), `equalNan` (true), `errMsg`, `verbose`, `strict`
 * @throws AssertionError when they are not
 * @example
 * assertAllclose(np.exp([0, 1]), [1, Math.E]);
 */
export function assertAllclose(actual: ArrayLike, desired: ArrayLike, options: AllcloseOptions = {}): void {
  checkOptions('assertAllclose', options, ['rtol', 'atol', 'equalNan', 'strict', ...MESSAGE_OPTIONS]);
  const { rtol = 1e-7, atol = 0, equalNan = true } = options;
  compareArrays(actual, desired, {
    ...options,
    header: `Not equal to tolerance rtol=${shortText(rtol)}, atol=${shortText(atol)}`,
    equalNan,
    passes: (a, b) => sameValue(a, b) || Number(distance(a, b)) <= atol + rtol * magnitude(b),
  });
}

/**
 * Asserts that two arrays have the same shape and equal elements; nan equals nan. A plain number is compared with every
 * element.
 *
 * @param actual - the array obtained
 * @param desired - the array expected
 * @param options - `errMsg`, `verbose`, `strict`
 * @throws AssertionError when they have not
 * @example
 * assertArrayEqual(np.arange(3), [0, 1, 2]);
 */
export function assertArrayEqual(actual: ArrayLike, desired: ArrayLike, options: StrictOptions = {}): void {
  checkOptions('assertArrayEqual', options, ['strict', ...MESSAGE_OPTIONS]);
  compareArrays(actual, desired, { ...options, header: 'Arrays are not equal', passes: sameValue });
}

/**
 * Asserts that the elements of two arrays differ by less than `1.5 * 10**-decimal`.
 *
 * @param actual - the array obtained
 * @param desired - the array expected
 * @param options - `decimal` (6), `errMsg`, `verbose`
 * @throws AssertionError when they do not
 */
export function assertArrayAlmostEqual(actual: ArrayLike, desired: ArrayLike, options: DecimalOptions = {}): void {
  checkOptions('assertArrayAlmostEqual', options, ['decimal', ...MESSAGE_OPTIONS]);
  const { decimal = 6 } = options;
  const bound = 1.5 * 10 ** -decimal;
  compareArrays(actual, desired, {
    ...options,
    header: `Arrays are not almost equal to ${decimal} decimals`,
    precision: decimal,
    passes: (a, b) => Number(distance(a, b)) < bound,
  });
}

/**
 * Asserts that every element of `x` is less than that of `y`.
 *
 * @param x - the smaller array
 * @param y - the larger array, or one number
 * @param options - `errMsg`, `verbose`, `strict`
 * @throws AssertionError when one is not
 */
export function assertArrayLess(x: ArrayLike, y: ArrayLike, options: StrictOptions = {}): void {
  checkOptions('assertArrayLess', options, ['strict', ...MESSAGE_OPTIONS]);
  compareArrays(x, y, {
    ...options,
    header: 'Arrays are not strictly ordered `x < y`',
    names: ['x', 'y'],
    equalInf: false,
    passes: (a, b) => (a as number) < (b as number),
  });
}

function isArray(value: unknown): boolean {
  return value instanceof NDArray || isTypedArray(value);
}

/**
 * Asserts that two values are equal: plain values, arrays, or lists and objects of them, compared item by item. nan equals
 * nan, and 0 does not equal -0.
 *
 * @param actual - the value obtained
 * @param desired - the value expected
 * @param options - `errMsg`, `verbose`
 * @throws AssertionError when they are not
 * @example
 * assertEqual({ n: 3, x: np.zeros(2) }, { n: 3, x: [0, 0] });
 */
export function assertEqual(actual: unknown, desired: unknown, options: MessageOptions = {}): void {
  checkOptions('assertEqual', options, MESSAGE_OPTIONS);
  const { errMsg = '', verbose = true } = options;
  if (isArray(actual) || isArray(desired)) {
    assertArrayEqual(actual as ArrayLike, desired as ArrayLike, options);
    return;
  }
  const inner = (place: string): MessageOptions => ({ errMsg: `${place}\n${errMsg}`, verbose });
  if (Array.isArray(actual) && Array.isArray(desired)) {
    assertEqual(actual.length, desired.length, options);
    desired.forEach((item, k) => assertEqual(actual[k], item, inner(`item=${k}`)));
    return;
  }
  if (isRecord(desired)) {
    if (!isRecord(actual))
      throw new AssertionError(failureMessage(actual, desired, { errMsg, verbose, header: 'Items are not equal:' }));
    assertEqual(Object.keys(actual).length, Object.keys(desired).length, options);
    for (const [key, item] of Object.entries(desired)) {
      if (!Object.hasOwn(actual, key)) throw new AssertionError(`${describe(key)} is missing: ${describe(actual)}`);
      assertEqual(actual[key], item, inner(`key=${describe(key)}`));
    }
    return;
  }
  if (equalPlain(actual, desired)) return;
  throw new AssertionError(failureMessage(actual, desired, { errMsg, verbose, header: 'Items are not equal:' }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Complex) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function equalPlain(a: unknown, b: unknown): boolean {
  if (a instanceof Complex || b instanceof Complex) {
    const parts = (value: unknown): [unknown, unknown] =>
      value instanceof Complex ? [value.re, value.im] : [value, 0];
    const [x, y] = [parts(a), parts(b)];
    return Object.is(x[0], y[0]) && Object.is(x[1], y[1]);
  }
  // A number and a bigint of one value are equal, as Python's numbers are.
  if (typeof a !== typeof b && ['number', 'bigint'].includes(typeof a) && ['number', 'bigint'].includes(typeof b)) {
    return (a as number) <= (b as number) && (a as number) >= (b as number);
  }
  return Object.is(a, b);
}

/**
 * Asserts that two numbers (or arrays, see `assertArrayAlmostEqual`) differ by less than `1.5 * 10**-decimal`.
 *
 * @param actual - the value obtained
 * @param desired - the value expected
 * @param options - `decimal` (7), `errMsg`, `verbose`
 * @throws AssertionError when they do not
 * @example
 * assertAlmostEqual(Math.PI, 3.14159265, { decimal: 8 });
 */
export function assertAlmostEqual(actual: ArrayLike, desired: ArrayLike, options: DecimalOptions = {}): void {
  checkOptions('assertAlmostEqual', options, ['decimal', ...MESSAGE_OPTIONS]);
  const { decimal = 7 } = options;
  if (!isScalarLike(actual) || !isScalarLike(desired)) {
    assertArrayAlmostEqual(actual, desired, { ...options, decimal });
    return;
  }
  const bound = 1.5 * 10 ** -decimal;
  const close = (a: number, b: number): boolean => Object.is(a, b) || a === b || Math.abs(a - b) < bound;
  const parts = (value: Scalar): [number, number] =>
    value instanceof Complex ? [value.re, value.im] : [Number(value), 0];
  const [a, b] = [parts(actual), parts(desired)];
  if (close(a[0], b[0]) && close(a[1], b[1])) return;
  throw new AssertionError(
    failureMessage(actual, desired, { ...options, header: `Arrays are not almost equal to ${decimal} decimals` }),
  );
}

/**
 * Asserts that two arrays differ by at most so many units in the last place.
 *
 * @param a - an array of real numbers
 * @param b - another one
 * @param options - `maxulp` (1), `dtype` (in which units to count; by default the arrays' common one)
 * @returns how many units the elements are apart
 * @throws AssertionError when they differ by more
 */
export function assertArrayMaxUlp(
  a: ArrayLike,
  b: ArrayLike,
  options: { maxulp?: number; dtype?: DTypeLike } = {},
): NDArray<'float64'> {
  checkOptions('assertArrayMaxUlp', options, ['maxulp', 'dtype']);
  const { maxulp = 1 } = options;
  const apart = ulpsBetween(floatPairs('assertArrayMaxUlp', a, b, options.dtype));
  const most = apart.storage.reduce((largest, one) => Math.max(largest, one), 0);
  if (!(most <= maxulp)) {
    throw new AssertionError(
      `Arrays are not almost equal up to ${shortText(maxulp)} ULP (max difference is ${shortText(most)} ULP)`,
    );
  }
  return apart;
}

/**
 * Asserts that two arrays are equal up to `nulp` times the spacing of floats at the larger of the two:
 * `|x - y| <= nulp * spacing(max(|x|, |y|))`.
 *
 * @param x - an array
 * @param y - another one
 * @param options - `nulp` (1)
 * @throws AssertionError when they are not
 */
export function assertArrayAlmostEqualNulp(x: ArrayLike, y: ArrayLike, options: { nulp?: number } = {}): void {
  checkOptions('assertArrayAlmostEqualNulp', options, ['nulp']);
  const { nulp = 1 } = options;
  const a = asNDArray('assertArrayAlmostEqualNulp', x);
  const b = asNDArray('assertArrayAlmostEqualNulp', y);
  const common = promoteInfo(a.info, b.info);
  const complex = common.kind === 'c';
  const narrow = complex ? common.itemsize === 8 : common === DTYPES.float32;
  const info: DTypeInfo = narrow ? DTYPES.float32 : common === DTYPES.float16 ? DTYPES.float16 : DTYPES.float64;
  const shape = broadcastShapes(a.shape, b.shape);
  const list = (array: NDArray): Scalar[] =>
    array.strided(shape, broadcastSteps(array.shape, array.steps, shape), array.offset).toFlatArray();
  const second = list(b);
  const equal = list(a).every((value, i) => {
    const other = second[i]!;
    const size = Math.max(magnitude(value), magnitude(other));
    return Number(distance(value, other)) <= nulp * spacingAt(size, info);
  });
  if (equal) return;
  const most = complex
    ? ''
    : ` (max is ${shortText(Math.max(...ulpsBetween(floatPairs('assertArrayAlmostEqualNulp', a, b)).storage))})`;
  throw new AssertionError(`Arrays are not equal to ${nulp} ULP${most}`);
}

/** A class of errors. */
export type ErrorClass<E extends Error = Error> = abstract new (...args: never[]) => E;

/**
 * Asserts that a call throws an error of a class. Errors of other classes pass through.
 *
 * @param exceptionClass - the class
 * @param callable - what is called
 * @param args - its arguments
 * @returns the error
 * @throws AssertionError when nothing is thrown
 * @example
 * assertRaises(np.ValueError, () => np.zeros(-1));
 */
export function assertRaises<E extends Error, A extends unknown[]>(
  exceptionClass: ErrorClass<E>,
  callable: (...args: A) => unknown,
  ...args: A
): E {
  if (typeof callable !== 'function')
    throw new DTypeError(`assertRaises: callable must be a function, got ${describe(callable)}`);
  try {
    callable(...args);
  } catch (error) {
    if (error instanceof exceptionClass) return error;
    throw error;
  }
  throw new AssertionError(`${exceptionClass.name} not raised${callable.name ? ` by ${callable.name}` : ''}`);
}

/**
 * Asserts that two strings are equal; the message shows the lines that differ.
 *
 * @param actual - the string obtained
 * @param desired - the string expected
 * @throws AssertionError when they are not
 */
export function assertStringEqual(actual: string, desired: string): void {
  for (const value of [actual, desired]) {
    if (typeof value !== 'string')
      throw new AssertionError(`assertStringEqual: expected a string, got ${describe(value)}`);
  }
  if (actual === desired) return;
  const [have, want] = [actual.split('\n'), desired.split('\n')];
  const lines: string[] = [];
  for (let i = 0; i < Math.max(have.length, want.length); i++) {
    if (have[i] === want[i]) continue;
    if (have[i] !== undefined) lines.push(`- ${have[i]}`);
    if (want[i] !== undefined) lines.push(`+ ${want[i]}`);
  }
  throw new AssertionError(`Differences in strings:\n${lines.join('\n')}`);
}
