/** The public functions that write one float: formatFloatPositional and formatFloatScientific. */
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import type { FloatDType } from './digits.js';
import { positional, scientific, type FloatLayout, type Trim } from './floatText.js';

interface CommonOptions {
  /** Digits after the point, at most; all that `unique` asks for when not given. */
  precision?: number | null;
  /** Write the shortest digits that identify the number (default), or all of `precision`? */
  unique?: boolean;
  /** `'k'` (default) keeps trailing zeros, `'.'` trims them, `'0'` trims all but one, `'-'` trims them and the point. */
  trim?: Trim;
  /** Write a plus before positive numbers? */
  sign?: boolean;
  /** Fill with spaces to this many characters before the point. */
  padLeft?: number | null;
  /** Write at least so many digits, beyond those that identify the number if need be. */
  minDigits?: number | null;
}

/** Options of `formatFloatPositional`. */
export interface FormatFloatPositionalOptions extends CommonOptions {
  /** Do `precision` and `minDigits` count digits after the point (default), or all significant ones? */
  fractional?: boolean;
  /** Fill with spaces to this many characters after the point. */
  padRight?: number | null;
}

/** Options of `formatFloatScientific`. */
export interface FormatFloatScientificOptions extends CommonOptions {
  /** Digits of the exponent, at least; 2 by default. With 0, a power of zero is `e+0` (NumPy writes `e+`). */
  expDigits?: number | null;
}

/** A number, or an array without axes, whose dtype then says which digits are unique. */
type FloatLike = number | NDArray<FloatDType> | NDArray<'float16'> | NDArray<'float32'> | NDArray<'float64'>;

const COMMON = ['precision', 'unique', 'trim', 'sign', 'padLeft', 'minDigits'];

function theFloat(functionName: string, x: unknown): [value: number, dtype: FloatDType] {
  if (typeof x === 'number') return [x, 'float64'];
  if (x instanceof NDArray && x.info.kind === 'f') {
    if (x.ndim > 0) {
      throw new DTypeError(
        `${functionName}: only 0-dimensional arrays can be converted to scalars, x has shape ${shapeText(x.shape)}`,
      );
    }
    return [x.item() as number, x.dtype as FloatDType];
  }
  throw new DTypeError(`${functionName}: x must be a number or a 0-dimensional array of floats, got ${describe(x)}`);
}

function count(functionName: string, name: string, value: number | null | undefined): number | null {
  if (value === undefined || value === null) return null;
  if (!Number.isInteger(value))
    throw new DTypeError(`${functionName}: ${name} must be an integer, got ${describe(value)}`);
  if (value < 0) throw new ValueError(`${functionName}: ${name} must be >= 0, got ${value}`);
  return value;
}

function common(functionName: string, dtype: FloatDType, options: CommonOptions): FloatLayout {
  const { unique = true, trim = 'k', sign = false } = options;
  const precision = count(functionName, 'precision', options.precision);
  const minDigits = count(functionName, 'minDigits', options.minDigits);
  if (!unique && precision === null)
    throw new DTypeError(`${functionName}: in non-unique mode precision must be supplied`);
  if (minDigits !== null && precision !== null && minDigits > precision) {
    throw new ValueError(
      `${functionName}: minDigits must be less than or equal to precision, got ${minDigits} > ${precision}`,
    );
  }
  if (trim !== 'k' && trim !== '.' && trim !== '0' && trim !== '-') {
    throw new DTypeError(`${functionName}: trim must be 'k', '.', '0' or '-', got ${describe(trim)}`);
  }
  return {
    dtype,
    precision,
    unique,
    trim,
    plus: sign,
    padLeft: count(functionName, 'padLeft', options.padLeft) ?? 0,
    minDigits,
  };
}

/**
 * A float written with all its places, without an exponent.
 *
 * @param x - the number, or an array without axes, e.g. of float32, whose own shortest digits are then meant
 * @param options - digits, trimming and padding
 * @returns the text
 * @throws ValueError for counts that are negative or contradict each other, DTypeError for wrong types
 * @example
 * np.formatFloatPositional(Math.PI, { precision: 3 }); // '3.142'
 */
export function formatFloatPositional(x: FloatLike, options: FormatFloatPositionalOptions = {}): string {
  const name = 'formatFloatPositional';
  checkOptions(name, options, [...COMMON, 'fractional', 'padRight']);
  const [value, dtype] = theFloat(name, x);
  const layout = common(name, dtype, options);
  const { fractional = true } = options;
  if (!fractional && layout.precision === 0) {
    throw new ValueError(`${name}: precision must be greater than 0 if fractional is false`);
  }
  return positional(value, { ...layout, fractional, padRight: count(name, 'padRight', options.padRight) });
}

/**
 * A float written as digits and a power of ten.
 *
 * @param x - the number, or an array without axes, e.g. of float32, whose own shortest digits are then meant
 * @param options - digits, trimming and padding
 * @returns the text
 * @throws ValueError for counts that are negative or contradict each other, DTypeError for wrong types
 * @example
 * np.formatFloatScientific(1.23e24, { precision: 1 }); // '1.2e+24'
 */
export function formatFloatScientific(x: FloatLike, options: FormatFloatScientificOptions = {}): string {
  const name = 'formatFloatScientific';
  checkOptions(name, options, [...COMMON, 'expDigits']);
  const [value, dtype] = theFloat(name, x);
  const layout = common(name, dtype, options);
  return scientific(value, { ...layout, expDigits: count(name, 'expDigits', options.expDigits) ?? 2 });
}
