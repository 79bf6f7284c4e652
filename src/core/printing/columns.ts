/**
 * How the elements of one array are written so that they stand in columns: a first look at all of them decides on
 * notation, digits and width, then each is written alike.
 */
import type { Complex } from '../complex.js';
import type { DType, DTypeInfo, Scalar } from '../dtype.js';
import { DTypeError, describe } from '../errors.js';
import { decodeFloat16, encodeFloat16 } from '../float16.js';
import type { FloatDType } from './digits.js';
import { isNegative, positional, scientific, type ScientificLayout } from './floatText.js';
import type { Formatters, PrintOptions, SignMode } from './options.js';

/** Writes one element. */
export type ElementText = (value: Scalar) => string;

/** Decimal digits that a float dtype always keeps, at most 8: from `10 ** digits` on numbers are written with exponents. */
const SAFE_DIGITS = { float16: 3, float32: 6, float64: 8 } as const;

/** A float64 rounded to a dtype. */
function roundTo(dtype: FloatDType, x: number): number {
  if (dtype === 'float64') return x;
  return dtype === 'float32' ? Math.fround(x) : decodeFloat16(encodeFloat16(Math.fround(x)));
}

/** Do these numbers differ so much in size, or are they so large or small, that they want exponents? */
function wantsExponents(finite: readonly number[], dtype: FloatDType, suppress: boolean): boolean {
  let largest = 0;
  let smallest = Infinity;
  for (const x of finite) {
    const size = Math.abs(x);
    if (size === 0) continue;
    if (size > largest) largest = size;
    if (size < smallest) smallest = size;
  }
  if (largest === 0) return false;
  if (largest >= 10 ** SAFE_DIGITS[dtype]) return true;
  // Compared in the array's own dtype.
  return !suppress && (smallest < roundTo(dtype, 1e-4) || roundTo(dtype, largest / smallest) > 1000);
}

/** The longest of some texts' parts. */
function longest(parts: readonly string[]): number {
  return parts.reduce((length, part) => Math.max(length, part.length), 0);
}

/**
 * How a column of floats is written.
 *
 * @param values - all that will be written
 * @param dtype - the dtype they are stored in
 * @param options - the print options
 * @param sign - what stands before positive numbers
 */
export function floatColumn(
  values: readonly number[],
  dtype: FloatDType,
  options: PrintOptions,
  sign: SignMode = options.sign,
): (x: number) => string {
  const { floatmode } = options;
  const finite = values.filter(Number.isFinite);
  const exponents = wantsExponents(finite, dtype, options.suppress);
  const unique = floatmode !== 'fixed';
  const plus = sign === '+';
  const draft: ScientificLayout = {
    dtype,
    precision: floatmode === 'unique' ? null : options.precision,
    unique,
    trim: unique ? '.' : 'k',
    plus,
    padLeft: 0,
    minDigits: null,
    expDigits: 2,
  };
  const drafts = finite.map((x) => (exponents ? scientific(x, draft) : positional(x, { ...draft, fractional: true, padRight: null })).split(/[.e]/));
  let padLeft = longest(drafts.map(([whole]) => whole!));
  const decimals = longest(drafts.map(([, fraction]) => fraction!));
  const expDigits = exponents ? longest(drafts.map(([, , power]) => power!)) - 1 : 0;
  const padRight = exponents ? decimals + expDigits + 2 : decimals;
  if (sign === ' ' && !finite.some(isNegative)) padLeft++;
  if (finite.length < values.length) {
    const room = padRight + 1;
    const infinite = options.infstr.length + (sign !== '-' || values.includes(-Infinity) ? 1 : 0);
    padLeft = Math.max(padLeft, options.nanstr.length - room, infinite - room);
  }
  const width = padLeft + padRight + 1;
  const equal = exponents || floatmode === 'fixed' || floatmode === 'maxprec_equal';
  const layout = {
    ...draft,
    precision: equal ? decimals : draft.precision,
    minDigits: equal && unique ? decimals : null,
    trim: equal ? ('k' as const) : ('.' as const),
    padLeft,
    padRight,
    fractional: true,
    expDigits,
  };
  return (x) => {
    if (Number.isNaN(x)) return ((plus ? '+' : '') + options.nanstr).padStart(width);
    if (!Number.isFinite(x)) return ((x < 0 ? '-' : plus ? '+' : '') + options.infstr).padStart(width);
    return exponents ? scientific(x, layout) : positional(x, layout);
  };
}

function integerColumn(values: readonly (number | bigint)[], sign: SignMode): ElementText {
  const text = (value: Scalar): string => (sign === '+' && (value as number) >= 0 ? `+${String(value)}` : String(value));
  let width = longest(values.map(text));
  if (sign === ' ' && !values.some((value) => value < 0)) width++;
  return (value) => text(value).padStart(width);
}

function complexColumn(values: readonly Complex[], dtype: FloatDType, options: PrintOptions): ElementText {
  const real = floatColumn(
    values.map((z) => z.re),
    dtype,
    options,
  );
  const imaginary = floatColumn(
    values.map((z) => z.im),
    dtype,
    options,
    '+',
  );
  return (value) => {
    const { re, im } = value as Complex;
    // The unit goes before the spaces that fill the column.
    return real(re) + imaginary(im).replace(/ *$/, (spaces) => `j${spaces}`);
  };
}

/** The user's function for a dtype's kind, if there is one. */
function chosenFormatter(info: DTypeInfo, formatter: Formatters | null): ElementText | null {
  if (!formatter) return null;
  const { all, bool, int, intKind, float, floatKind, complexfloat, complexKind } = formatter;
  const byKind = { b: bool, i: int ?? intKind, u: int ?? intKind, f: float ?? floatKind, c: complexfloat ?? complexKind };
  const chosen = (byKind[info.kind] ?? all) as ((value: Scalar) => unknown) | null | undefined;
  if (!chosen) return null;
  return (value) => {
    const text = chosen(value);
    if (typeof text !== 'string') throw new DTypeError(`formatter: expected a string for ${String(value)}, got ${describe(text)}`);
    return text;
  };
}

/** The float dtype of a dtype's elements or their parts. */
export function partDType(info: DTypeInfo): FloatDType {
  return info.num === 9 ? 'float16' : info.num === 10 || info.num === 12 ? 'float32' : 'float64';
}

/**
 * How the elements of an array are written.
 *
 * @param info - their dtype
 * @param values - gives all that will be written, called when they are to be measured
 * @param alone - is this an array without axes?
 * @param options - the print options
 */
export function elementText(info: DTypeInfo<DType>, values: () => Scalar[], alone: boolean, options: PrintOptions): ElementText {
  const chosen = chosenFormatter(info, options.formatter);
  if (chosen) return chosen;
  switch (info.kind) {
    case 'b':
      return (value) => (value ? (alone ? 'True' : ' True') : 'False');
    case 'c':
      return complexColumn(values() as Complex[], partDType(info), options);
    case 'f':
      return floatColumn(values() as number[], partDType(info), options) as ElementText;
    default:
      return integerColumn(values() as (number | bigint)[], options.sign);
  }
}
