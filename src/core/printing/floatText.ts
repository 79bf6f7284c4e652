/** One float as text, positional (`123.5`) or scientific (`1.235e+02`), and the text of a float that stands alone. */
import { decimalDigits, leadingPlace, type FloatDType } from './digits.js';

/**
 * What happens to trailing zeros: `'k'` keeps them and the point, `'.'` trims them and keeps the point, `'0'` leaves one
 * zero after the point, `'-'` trims them and a trailing point.
 */
export type Trim = 'k' | '.' | '0' | '-';

/** How a float is to be written. */
export interface FloatLayout {
  readonly dtype: FloatDType;
  /** Digits after the point at most (in all, when `fractional` is false); null for as many as identify the number. */
  readonly precision: number | null;
  /** Stop at the shortest digits that identify the number, or write all of `precision`. */
  readonly unique: boolean;
  readonly trim: Trim;
  /** Write a plus before positive numbers? */
  readonly plus: boolean;
  /** Fill with spaces to this many characters before the point. */
  readonly padLeft: number;
  /** At least so many digits after the point (in all, when `fractional` is false). */
  readonly minDigits: number | null;
}

export interface PositionalLayout extends FloatLayout {
  /** Do `precision` and `minDigits` count digits after the point, or all significant ones? */
  readonly fractional: boolean;
  /** Fill with spaces to this many characters after the point; null for no filling, not even for a missing point. */
  readonly padRight: number | null;
}

export interface ScientificLayout extends FloatLayout {
  /** Digits of the exponent, at least. */
  readonly expDigits: number;
}

/** Is the sign bit set? NaN counts as positive. */
export function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0);
}

function signOf(x: number, plus: boolean): string {
  return isNegative(x) ? '-' : plus ? '+' : '';
}

function notFinite(x: number, plus: boolean): string {
  return Number.isNaN(x) ? 'nan' : `${signOf(x, plus)}inf`;
}

/** The point and what comes after it, once zeros are filled to `fill` digits or trimmed. */
function fractionText(digits: string, trim: Trim, fill: number): string {
  if (trim === 'k') return `.${digits.padEnd(fill, '0')}`;
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return trim === '0' ? '.0' : trim === '.' ? '.' : '';
  return `.${kept}`;
}

/** A number with all its places, e.g. `-0.00025`. */
export function positional(x: number, layout: PositionalLayout): string {
  const { precision, minDigits, unique, fractional, trim, padLeft, padRight } = layout;
  if (!Number.isFinite(x)) return notFinite(x, layout.plus);
  const size = Math.abs(x);
  // Places are counted from the point, or from the first digit.
  const before = fractional || size === 0 ? 0 : leadingPlace(size) + 1;
  const place = (count: number | null): number | null => (count === null ? null : before - count);
  const { digits, exponent } = decimalDigits(size, layout.dtype, {
    unique,
    lastPlace: place(precision),
    leastPlace: place(minDigits),
  });
  const wholeLength = Math.max(exponent + 1, 0);
  const whole = wholeLength === 0 ? '0' : digits.slice(0, wholeLength).padEnd(wholeLength, '0');
  const fraction = wholeLength === 0 ? '0'.repeat(-exponent - 1) + digits : digits.slice(wholeLength);
  const fill = ((unique ? minDigits : precision) ?? 0) - (fractional ? 0 : whole.length);
  const after = fractionText(fraction, trim, fill);
  const head = signOf(x, layout.plus) + whole;
  const text = head.padStart(padLeft) + after;
  return padRight === null ? text : text.padEnd(text.length - after.length + 1 + padRight);
}

/** A number as digits and a power of ten, e.g. `2.5e-04`. */
export function scientific(x: number, layout: ScientificLayout): string {
  const { precision, minDigits, unique, trim, padLeft, expDigits } = layout;
  if (!Number.isFinite(x)) return notFinite(x, layout.plus);
  const size = Math.abs(x);
  const first = unique && precision === null && minDigits === null ? 0 : leadingPlace(size);
  const { digits, exponent } = decimalDigits(size, layout.dtype, {
    unique,
    lastPlace: precision === null ? null : first - precision,
    leastPlace: minDigits === null ? null : first - minDigits,
  });
  // As in NumPy, '-' takes the point only where no digit came after it, not even a zero.
  const keepPoint = trim === '-' && digits.length > 1;
  const after = fractionText(digits.slice(1), keepPoint ? '.' : trim, (unique ? minDigits : precision) ?? 0);
  const head = (signOf(x, layout.plus) + digits[0]!).padStart(padLeft);
  const power = String(Math.abs(exponent)).padStart(expDigits, '0');
  return `${head}${after}e${exponent < 0 ? '-' : '+'}${power}`;
}

/** From these sizes on a float that stands alone is written scientifically. */
const ALONE_LIMIT = { float16: 1e3, float32: 1e6, float64: 1e16 } as const;

/**
 * A float that stands alone, as NumPy's `str` of a scalar writes it: the shortest digits.
 *
 * @param trim - `'0'` writes `1.0`, as for floats, `'-'` writes `1`, as for the parts of complex numbers
 */
export function floatAlone(x: number, dtype: FloatDType, trim: '0' | '-', plus = false): string {
  const size = Math.abs(x);
  const layout = { dtype, precision: null, unique: true, trim, plus, padLeft: 0, minDigits: null } as const;
  if (size === 0 || (size >= 1e-4 && size < ALONE_LIMIT[dtype])) {
    return positional(x, { ...layout, fractional: true, padRight: null });
  }
  return scientific(x, { ...layout, trim: '-', expDigits: 2 });
}

/** A complex number that stands alone: `(1+2j)`, `2j` where the real part is zero. */
export function complexAlone(re: number, im: number, dtype: FloatDType): string {
  if (Object.is(re, 0)) return `${floatAlone(im, dtype, '-')}j`;
  const imaginary = floatAlone(im, dtype, '-', true);
  return `(${floatAlone(re, dtype, '-')}${Number.isNaN(im) ? '+' : ''}${imaginary}j)`;
}
