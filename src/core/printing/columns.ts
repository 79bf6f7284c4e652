/**
 * The elements of one array as texts that stand in columns: a first draft of all of them decides on notation, digits and
 * width, then each is written alike.
 */
import type { Complex } from '../complex.js';
import type { DTypeInfo, Scalar } from '../dtype.js';
import { DTypeError, describe } from '../errors.js';
import { roundTo, type FloatDType } from './digits.js';
import { isNegative, positional, scientific, type ScientificLayout } from './floatText.js';
import type { Formatters, PrintOptions, SignMode } from './options.js';

/** Decimal digits that a float dtype always keeps, at most 8: from `10 ** digits` on numbers are written with exponents. */
const SAFE_DIGITS = { float16: 3, float32: 6, float64: 8 } as const;

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

/** Floats as texts of one width. `sign` says what stands before positive numbers. */
function floatColumn(
  values: readonly number[],
  dtype: FloatDType,
  options: PrintOptions,
  sign: SignMode = options.sign,
): string[] {
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
  const write = (x: number, layout: ScientificLayout): string =>
    exponents ? scientific(x, layout) : positional(x, { ...layout, fractional: true, padRight: null });
  let texts = finite.map((x) => write(x, draft));

  // The longest whole part, fraction and power.
  let before = 0;
  let decimals = 0;
  let power = 0;
  for (const text of texts) {
    const point = text.indexOf('.');
    const end = exponents ? text.indexOf('e', point) : text.length;
    before = Math.max(before, point);
    decimals = Math.max(decimals, end - point - 1);
    power = Math.max(power, text.length - end);
  }
  if (exponents || floatmode === 'maxprec_equal') {
    const layout: ScientificLayout = {
      ...draft,
      precision: decimals,
      minDigits: unique ? decimals : null,
      trim: 'k',
      expDigits: power - 2,
    };
    texts = finite.map((x) => write(x, layout));
  }

  const after = 1 + decimals + power;
  if (sign === ' ' && !finite.some(isNegative)) before++;
  if (finite.length < values.length) {
    const infinite = options.infstr.length + (sign !== '-' || values.includes(-Infinity) ? 1 : 0);
    before = Math.max(before, options.nanstr.length - after, infinite - after);
  }
  let next = 0;
  return values.map((x) => {
    if (Number.isFinite(x)) {
      const text = texts[next++]!;
      return text.padStart(text.length + before - text.indexOf('.')).padEnd(before + after);
    }
    const word = Number.isNaN(x) ? options.nanstr : options.infstr;
    return ((x < 0 ? '-' : plus ? '+' : '') + word).padStart(before + after);
  });
}

function integerColumn(values: readonly (number | bigint)[], sign: SignMode): string[] {
  const texts = values.map((value) => (sign === '+' && value >= 0 ? `+${value}` : String(value)));
  let width = sign === ' ' && !values.some((value) => value < 0) ? 1 : 0;
  width += texts.reduce((length, text) => Math.max(length, text.length), 0);
  return texts.map((text) => text.padStart(width));
}

function complexColumn(values: readonly Complex[], dtype: FloatDType, options: PrintOptions): string[] {
  const real = values.map((z) => z.re);
  const imaginary = values.map((z) => z.im);
  const realTexts = floatColumn(real, dtype, options);
  // The unit goes before the spaces that fill the column.
  return floatColumn(imaginary, dtype, options, '+').map(
    (text, k) => realTexts[k]! + text.replace(/ *$/, (spaces) => `j${spaces}`),
  );
}

/** The user's function for a dtype's kind, if there is one. */
function chosenFormatter(info: DTypeInfo, formatter: Formatters | null): ((value: Scalar) => string) | null {
  if (!formatter) return null;
  const { all, bool, int, intKind, float, floatKind, complexfloat, complexKind } = formatter;
  const byKind = {
    b: bool,
    i: int ?? intKind,
    u: int ?? intKind,
    f: float ?? floatKind,
    c: complexfloat ?? complexKind,
  };
  const chosen = (byKind[info.kind] ?? all) as ((value: Scalar) => unknown) | null | undefined;
  if (!chosen) return null;
  return (value) => {
    const text = chosen(value);
    if (typeof text !== 'string')
      throw new DTypeError(`formatter: expected a string for ${String(value)}, got ${describe(text)}`);
    return text;
  };
}

/** The float dtype of a dtype's elements or their parts. */
export function partDType(info: DTypeInfo): FloatDType {
  return info.num === 9 ? 'float16' : info.num === 10 || info.num === 12 ? 'float32' : 'float64';
}

/**
 * The elements of an array as texts.
 *
 * @param info - their dtype
 * @param values - all that will be shown
 * @param alone - are they of an array without axes?
 * @param options - the print options
 */
export function elementTexts(
  info: DTypeInfo,
  values: readonly Scalar[],
  alone: boolean,
  options: PrintOptions,
): string[] {
  const chosen = chosenFormatter(info, options.formatter);
  if (chosen) return values.map((value) => chosen(value));
  switch (info.kind) {
    case 'b':
      return values.map((value) => (value ? (alone ? 'True' : ' True') : 'False'));
    case 'c':
      return complexColumn(values as Complex[], partDType(info), options);
    case 'f':
      return floatColumn(values as number[], partDType(info), options);
    default:
      return integerColumn(values as (number | bigint)[], options.sign);
  }
}
