/**
 * The decimal digits of floating-point numbers: the shortest that give the number back in its own dtype, and digits
 * correctly rounded at any place. Everything that prints a float starts here.
 */
import { decodeFloat16, encodeFloat16 } from '../float16.js';

/** The floating-point dtypes; the shortest digits of a number depend on which it is stored in. */
export type FloatDType = 'float16' | 'float32' | 'float64';

/** A float64 rounded to a dtype. */
export function roundTo(dtype: FloatDType, x: number): number {
  if (dtype === 'float64') return x;
  return dtype === 'float32' ? Math.fround(x) : decodeFloat16(encodeFloat16(Math.fround(x)));
}

/** A decimal number without sign: `digits[0]` counts powers of ten of `exponent`, the next ones less each. */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** Which digits are wanted. Places are powers of ten: -2 is hundredths. */
export interface DigitRequest {
  /** Stop where the digits identify the number (true), or go on to `lastPlace` (false). */
  readonly unique: boolean;
  /** The place of the last digit allowed, where the number is rounded; null for no limit. */
  readonly lastPlace: number | null;
  /** Digits must go on at least to this place; null for no demand. */
  readonly leastPlace: number | null;
}

const ZERO: Decimal = { digits: '0', exponent: 0 };

const word = new Float64Array(1);
const bits = new BigUint64Array(word.buffer);

/** Powers of ten as bigints, made when first asked for. */
const tens: bigint[] = [1n];

function powerOfTen(n: number): bigint {
  for (let k = tens.length; k <= n; k++) tens.push(tens[k - 1]! * 10n);
  return tens[n]!;
}

/** `x = mantissa * 2 ** exponent`, exactly, for a finite x >= 0. */
function takeApart(x: number): [mantissa: bigint, exponent: number] {
  word[0] = x;
  const biased = Number((bits[0]! >> 52n) & 0x7ffn);
  const fraction = bits[0]! & 0xfffffffffffffn;
  return biased === 0 ? [fraction, -1074] : [fraction | 0x10000000000000n, biased - 1075];
}

/** x as a fraction in units of `10 ** place`. */
function inUnitsOf(x: number, place: number): [numerator: bigint, denominator: bigint] {
  const [mantissa, exponent] = takeApart(x);
  let numerator = mantissa;
  let denominator = 1n;
  if (exponent > 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (place > 0) denominator *= powerOfTen(place);
  else numerator *= powerOfTen(-place);
  return [numerator, denominator];
}

/** x to the nearest whole multiple of `10 ** place`, ties to even, and whether that is more than x or just x. */
function roundToPlace(x: number, place: number): { multiple: bigint; up: boolean; exact: boolean } {
  const [numerator, denominator] = inUnitsOf(x, place);
  const floor = numerator / denominator;
  const twice = (numerator - floor * denominator) * 2n;
  const up = twice > denominator || (twice === denominator && (floor & 1n) === 1n);
  return { multiple: up ? floor + 1n : floor, up, exact: twice === 0n };
}

/** The digits of a text such as `0.0012` whose last one stands at `place`. */
function readFixed(text: string, place: number): Decimal {
  const digits = text.replace('.', '').replace(/^0+/, '');
  return { digits, exponent: place + digits.length - 1 };
}

/**
 * The digits of x rounded at a place. Zeros that a carry has left behind are dropped: 1.9996 at -3 has the digit 2. So are
 * those of a number that ends before, if `dropZeros`.
 */
function roundedDigits(x: number, place: number, dropZeros: boolean): Decimal {
  if (place <= 0 && place >= -20 && x < 1e15) {
    // JavaScript rounds correctly too, but ties up, and does not say where zeros come from: leave those to the bigints.
    const text = x.toFixed(-place);
    if (!text.endsWith('0') && !Number.isInteger(x * 2 ** (1 - place))) return readFixed(text, place);
  }
  const { multiple, up, exact } = roundToPlace(x, place);
  if (multiple === 0n) return { digits: '0', exponent: Math.min(place, 0) };
  const digits = multiple.toString();
  return {
    digits: up || (exact && dropZeros) ? digits.replace(/0+$/, '') : digits,
    exponent: place + digits.length - 1,
  };
}

/** Shortest digits of a float64: those that JavaScript itself prints. */
function shortestFloat64(x: number): Decimal {
  return readExponential(x.toExponential());
}

function readExponential(text: string): Decimal {
  const e = text.indexOf('e');
  return { digits: e === 1 ? text[0]! : text[0]! + text.slice(2, e), exponent: Number(text.slice(e + 1)) };
}

/** Significand bits after the first, and the smallest normal exponent. */
const LAYOUT = { float16: [10, -14], float32: [23, -126] } as const;

/**
 * Shortest digits of a float16 or float32 number: of the decimals that lie nearer to it than to its neighbours, one with
 * the fewest digits, and of those the nearest. The bounds half way to the neighbours are exact in float64.
 */
function shortestNarrow(x: number, dtype: 'float16' | 'float32'): Decimal {
  const [fractionBits, minExponent] = LAYOUT[dtype];
  const [mantissa, exponent] = takeApart(x);
  const binade = exponent + mantissa.toString(2).length - 1;
  const spacing = 2 ** (Math.max(binade, minExponent) - fractionBits);
  const even = (x / spacing) % 2 === 0;
  // Below a power of two the floats lie twice as close.
  const low = x - (x === 2 ** binade && binade > minExponent ? spacing / 4 : spacing / 2);
  const high = x + spacing / 2;
  const quick = low === x - spacing / 2 ? shortestBetween(x, low, high) : null;
  if (quick) return quick;
  const inside = (multiple: bigint, place: number): boolean => {
    const near = Number(`${multiple}e${place}`);
    if (near > low && near < high) return true;
    if (near < low || near > high) return false;
    // So close to a bound that float64 cannot tell: compare exactly.
    const bound = near === low ? low : high;
    const [numerator, denominator] = inUnitsOf(bound, place);
    const difference = multiple * denominator - numerator;
    return difference === 0n ? even : difference > 0n === (bound === low);
  };
  const top = exactExponent(x, shortestFloat64(x));
  for (let place = top; ; place--) {
    const { multiple, up } = roundToPlace(x, place);
    for (const candidate of up ? [multiple, multiple - 1n] : [multiple, multiple + 1n]) {
      if (candidate > 0n && inside(candidate, place)) {
        const digits = candidate.toString();
        return { digits: digits.replace(/0+$/, ''), exponent: place + digits.length - 1 };
      }
    }
  }
}

/**
 * Shortest digits between bounds equally far from x, by trying out JavaScript's roundings of x; null where those may not be
 * the nearest (ties, which they round up) or float64 cannot tell on which side of a bound they lie.
 */
function shortestBetween(x: number, low: number, high: number): Decimal | null {
  const attempt = (count: number): { text: string; near: number } => {
    const text = x.toExponential(count - 1);
    return { text, near: Number(text) };
  };
  const middle = attempt(6).near;
  // More digits come nearer, so if 6 are not enough, fewer are not either.
  for (let count = middle > low && middle < high ? 1 : 6; count <= 9; count++) {
    const { text, near } = attempt(count);
    if (near === low || near === high) return null;
    if (near < low || near > high) continue;
    const found = readExponential(text);
    const unit = 10 ** (found.exponent - count + 1);
    return Math.abs(near - x) < 0.49 * unit ? found : null;
  }
  return null;
}

/** The power of ten of x's first digit; the shortest digits may have been rounded up past it (1e23 is a little less). */
function exactExponent(x: number, shortest: Decimal): number {
  if (shortest.digits !== '1') return shortest.exponent;
  const [numerator, denominator] = inUnitsOf(x, shortest.exponent);
  return numerator < denominator ? shortest.exponent - 1 : shortest.exponent;
}

/** The power of ten of the first digit of a finite x >= 0; 0 for zero. */
export function leadingPlace(x: number): number {
  return x === 0 ? 0 : exactExponent(x, shortestFloat64(x));
}

/**
 * The digits of a number.
 *
 * @param x - finite and not negative
 * @param dtype - the dtype that x is stored in: digits are unique within it
 * @param request - which digits are wanted
 */
export function decimalDigits(x: number, dtype: FloatDType, request: DigitRequest): Decimal {
  if (x === 0) return ZERO;
  const { unique, lastPlace, leastPlace } = request;
  if (!unique) return roundedDigits(x, lastPlace!, true);
  const shortest = dtype === 'float64' ? shortestFloat64(x) : shortestNarrow(x, dtype);
  const end = shortest.exponent - shortest.digits.length + 1;
  if (lastPlace !== null && lastPlace > end) return roundedDigits(x, lastPlace, false);
  if (leastPlace !== null && leastPlace < end) return roundedDigits(x, leastPlace, false);
  return shortest;
}
