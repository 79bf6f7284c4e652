// Numbers as text under a %-format, as Python's % operator writes them: %d %i %u %f %F %e %E %g %G %s %r %x %X %o %%,
// with flags, width and precision.

import { ValueError, describe } from '../core/errors.js';

/** A value that a format writes. */
export type FormatValue = number | bigint | boolean | string;

interface Spec {
  readonly left: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  /** -1 where none is given. */
  readonly precision: number;
  readonly type: string;
}

/** A format that was read: texts, and between them conversions. */
export interface NumberFormat {
  /** How many values it takes. */
  readonly count: number;
  /** Does it hold a conversion that takes integers only (%x, %o)? */
  readonly integersOnly: boolean;
  /**
   * Writes values.
   *
   * @param values - where they are
   * @param start - the index of the first
   * @param text - what `%s` writes
   */
  write(values: ArrayLike<FormatValue>, start: number, text: (value: FormatValue) => string): string;
}

const CONVERSION = /%([-+ 0#]*)(\d*)(?:\.(\d*))?[hlL]?([diufFeEgGsrxXo%])/y;

/**
 * Reads a format.
 *
 * @param functionName - for messages
 * @param format - the format, e.g. `'%10.5f'` or `'%d, %s'`
 * @throws ValueError for a conversion that Python does not have
 */
export function readFormat(functionName: string, format: string): NumberFormat {
  const texts: string[] = [];
  const specs: Spec[] = [];
  let text = '';
  for (let i = 0; i < format.length;) {
    if (format[i] !== '%') {
      const next = format.indexOf('%', i);
      text += format.slice(i, next < 0 ? format.length : next);
      i = next < 0 ? format.length : next;
      continue;
    }
    CONVERSION.lastIndex = i;
    const match = CONVERSION.exec(format);
    if (match === null) {
      throw new ValueError(`${functionName}: unsupported format character at index ${i} of ${describe(format)}`);
    }
    i = CONVERSION.lastIndex;
    const [, flags = '', width, precision, type = ''] = match;
    if (type === '%') {
      text += '%';
      continue;
    }
    texts.push(text);
    text = '';
    specs.push({
      left: flags.includes('-'),
      plus: flags.includes('+'),
      space: flags.includes(' '),
      zero: flags.includes('0'),
      alternate: flags.includes('#'),
      width: Number(width),
      precision: precision === undefined ? -1 : Number(precision),
      type,
    });
  }
  texts.push(text);
  return {
    count: specs.length,
    integersOnly: specs.some((spec) => 'xXo'.includes(spec.type)),
    write(values, start, stringOf) {
      let out = texts[0]!;
      for (let k = 0; k < specs.length; k++)
        out += formatOne(functionName, specs[k]!, values[start + k]!, stringOf) + texts[k + 1]!;
      return out;
    },
  };
}

function formatOne(
  functionName: string,
  spec: Spec,
  value: FormatValue,
  stringOf: (value: FormatValue) => string,
): string {
  const { type } = spec;
  if (type === 's' || type === 'r') {
    const text = stringOf(value);
    return padded(spec, '', spec.precision < 0 ? text : text.slice(0, spec.precision), false);
  }
  if (typeof value === 'string')
    throw new ValueError(`${functionName}: %${type} format: a real number is required, not text`);
  const lower = type.toLowerCase();
  const digits = 'efg'.includes(lower)
    ? floatDigits(spec, lower, Math.abs(Number(value)))
    : integerDigits(functionName, spec, value);
  const negative =
    typeof value === 'number' ? value < 0 || Object.is(value, -0) : typeof value === 'bigint' && value < 0n;
  // An integer zero has no sign: -0.4 is written 0.
  const minus = negative && ('efg'.includes(lower) || !/^0+$/.test(digits));
  const sign = minus ? '-' : spec.plus ? '+' : spec.space ? ' ' : '';
  const prefix = spec.alternate && 'xo'.includes(lower) ? `0${type}` : '';
  return padded(spec, sign + prefix, type === lower ? digits : digits.toUpperCase(), true);
}

/** Sign and digits in the width asked for. */
function padded(spec: Spec, sign: string, digits: string, zeros: boolean): string {
  const missing = spec.width - sign.length - digits.length;
  if (missing <= 0) return sign + digits;
  if (spec.left) return sign + digits + ' '.repeat(missing);
  return spec.zero && zeros ? sign + '0'.repeat(missing) + digits : ' '.repeat(missing) + sign + digits;
}

function integerDigits(functionName: string, spec: Spec, value: number | bigint | boolean): string {
  const { type } = spec;
  let whole: number | bigint;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      throw new ValueError(
        `${functionName}: %${type} cannot convert float ${Number.isNaN(value) ? 'NaN' : 'infinity'} to integer`,
      );
    }
    whole = Math.abs(Math.trunc(value));
    if (whole > Number.MAX_SAFE_INTEGER) whole = BigInt(whole);
  } else {
    whole = BigInt(value);
    if (whole < 0n) whole = -whole;
  }
  const digits = whole.toString(type === 'x' || type === 'X' ? 16 : type === 'o' ? 8 : 10);
  return digits.padStart(spec.precision, '0');
}

function floatDigits(spec: Spec, type: string, x: number): string {
  if (Number.isNaN(x)) return 'nan';
  if (x === Infinity) return 'inf';
  const precision = spec.precision < 0 ? 6 : spec.precision;
  if (type === 'f') {
    const text = fixed(x, precision);
    return spec.alternate && precision === 0 ? `${text}.` : text;
  }
  if (type === 'e') return exponential(x, precision, spec.alternate);
  // %g: as many significant digits as the precision, zeros at the end dropped, in the shorter of the two ways.
  const significant = precision === 0 ? 1 : precision;
  const scientific = exponential(x, significant - 1, spec.alternate);
  const at = scientific.indexOf('e');
  const exponent = Number(scientific.slice(at + 1));
  if (exponent < -4 || exponent >= significant) {
    return spec.alternate ? scientific : withoutZeros(scientific.slice(0, at)) + scientific.slice(at);
  }
  const places = significant - 1 - exponent;
  const text = fixed(x, places);
  return spec.alternate ? (places === 0 ? `${text}.` : text) : withoutZeros(text);
}

function withoutZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/** JavaScript rounds exact halves up, Python to the even digit: one less where a half was rounded to an odd digit. */
function halfToEven(digits: string, isHalf: boolean, lastDigit: number): string {
  const code = digits.charCodeAt(lastDigit);
  if (!isHalf || (code & 1) === 0) return digits;
  return digits.slice(0, lastDigit) + String.fromCharCode(code - 1) + digits.slice(lastDigit + 1);
}

/** Does x lie exactly between two multiples of 10**-places? */
function isHalfAt(x: number, places: number): boolean {
  if (places >= 0) {
    // A half is an odd multiple of 2**-(places + 1).
    const scaled = x * 2 ** (places + 1);
    return scaled < 2 ** 53 && scaled % 2 === 1;
  }
  if (!Number.isInteger(x)) return false;
  const unit = 10n ** BigInt(-places);
  return (BigInt(x) % unit) * 2n === unit;
}

/** |x| with so many decimals. */
function fixed(x: number, places: number): string {
  if (x >= 1e21) return BigInt(x).toString() + (places > 0 ? `.${'0'.repeat(places)}` : '');
  if (places > 100) return exactFixed(x, places);
  const digits = x.toFixed(places);
  return halfToEven(digits, isHalfAt(x, places), digits.length - 1);
}

/** |x| with any number of decimals, in integers. */
function exactFixed(x: number, places: number): string {
  let exponent = 0;
  let mantissa = x;
  // Scaling by powers of two is exact.
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  const scaled = BigInt(mantissa) * 10n ** BigInt(places);
  const unit = 1n << BigInt(exponent);
  const rest = scaled % unit;
  let whole = scaled / unit;
  if (rest * 2n > unit || (rest * 2n === unit && (whole & 1n) === 1n)) whole++;
  const digits = whole.toString().padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** |x| as one digit, so many decimals and an exponent of at least two digits. */
function exponential(x: number, places: number, point: boolean): string {
  const kept = Math.min(places, 100);
  const text = x.toExponential(kept);
  const at = text.indexOf('e');
  const exponent = Number(text.slice(at + 1));
  let digits = text.slice(0, at);
  digits = halfToEven(digits, isHalfAt(x, kept - exponent), digits.length - 1);
  if (places > kept) digits += '0'.repeat(places - kept);
  if (point && places === 0) digits += '.';
  return `${digits}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent) < 10 ? '0' : ''}${Math.abs(exponent)}`;
}
