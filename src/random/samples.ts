// Uniform, normal and exponential samples with parameters, and random bytes, into typed arrays.

import { ValueError } from '../core/errors.js';
import type { BitGenerator } from './bitGenerator.js';
import { standardExponential, standardNormal, fillStandardExponential, fillStandardNormal } from './ziggurat.js';

/** A distribution's parameter: one number, or one for each element of the output. */
export type Parameter = number | ArrayLike<number>;

function checkLength(method: string, argument: string, values: Parameter, length: number): void {
  if (typeof values !== 'number' && values.length !== length) {
    throw new ValueError(`${method}: ${argument} must have one value for each of ${length}, got ${values.length}`);
  }
}

/** Checks that no value is negative, a negative zero included, as NumPy does. */
function checkNonNegative(method: string, argument: string, values: Parameter): void {
  const check = (value: number): void => {
    if (value < 0 || Object.is(value, -0)) throw new ValueError(`${method}: ${argument} < 0, got ${argument} ${value}`);
  };
  if (typeof values === 'number') check(values);
  else for (let i = 0; i < values.length; i++) check(values[i]!);
}

const at = (values: Parameter, i: number): number => (typeof values === 'number' ? values : values[i]!);

/**
 * Fills `out` with uniform draws from [0, 1): doubles with 53 random bits, or singles with 24 for a Float32Array.
 *
 * @param bits the stream to draw from
 * @param out receives one draw an element
 * @returns `out`
 * @example fillRandom(new PCG64(42), new Float64Array(2)) // [ 0.7739560485559633, 0.4388784397520523 ]
 */
export function fillRandom<T extends Float64Array | Float32Array>(bits: BitGenerator, out: T): T {
  if (out instanceof Float64Array) bits.fillDoubles(out, 0, out.length);
  else fillFloats(bits, out);
  return out;
}

function fillFloats(bits: BitGenerator, out: Float32Array): void {
  const done = bits.fillHalves?.(out, null) ?? 0;
  // The words are drawn into the place of the results.
  const words = new Int32Array(out.buffer, out.byteOffset + 4 * done, out.length - done);
  bits.fillUint32(words, words.length);
  for (let i = 0; i < words.length; i++) out[done + i] = (words[i]! >>> 8) * 2 ** -24;
}

/**
 * Fills `out` with uniform draws from [low, high): `low + (high - low) * u`.
 *
 * @param bits the stream to draw from
 * @param out receives one draw an element
 * @param low lower end, one number or one for each element
 * @param high upper end, not below `low`
 * @returns `out`
 * @throws ValueError if high - low is negative or not finite, or a list of parameters has another length than `out`
 * @example fillUniform(new PCG64(42), new Float64Array(1), -1, 1) // [ 0.5479120971119267 ]
 */
export function fillUniform(bits: BitGenerator, out: Float64Array, low: Parameter, high: Parameter): Float64Array {
  checkLength('uniform', 'low', low, out.length);
  checkLength('uniform', 'high', high, out.length);
  const span = (i: number): number => {
    const range = at(high, i) - at(low, i);
    if (!Number.isFinite(range)) {
      throw new ValueError(
        `uniform: high - low range exceeds valid bounds, got low ${at(low, i)} and high ${at(high, i)}`,
      );
    }
    if (range < 0) throw new ValueError(`uniform: high - low < 0, got low ${at(low, i)} and high ${at(high, i)}`);
    return range;
  };
  if (typeof low === 'number' && typeof high === 'number') {
    const range = span(0);
    if (bits.fillScaled?.(out, [low, range])) return out;
    bits.fillDoubles(out, 0, out.length);
    if (low !== 0 || range !== 1) for (let i = 0; i < out.length; i++) out[i] = low + range * out[i]!;
    return out;
  }
  const ranges = Float64Array.from({ length: out.length }, (_, i) => span(i));
  for (let i = 0; i < out.length; i++) out[i] = at(low, i) + ranges[i]! * bits.nextDouble();
  return out;
}

/**
 * Fills `out` with normal draws: `loc + scale * z`.
 *
 * @param bits the stream to draw from
 * @param out receives one draw an element
 * @param loc mean, one number or one for each element
 * @param scale standard deviation, not negative
 * @returns `out`
 * @throws ValueError if a scale is negative or a list of parameters has another length than `out`
 * @example fillNormal(new PCG64(1), new Float64Array(1), 10, 2) // [ 10.691168384129572 ]
 */
export function fillNormal(bits: BitGenerator, out: Float64Array, loc: Parameter, scale: Parameter): Float64Array {
  checkLength('normal', 'loc', loc, out.length);
  checkLength('normal', 'scale', scale, out.length);
  checkNonNegative('normal', 'scale', scale);
  if (typeof loc === 'number' && typeof scale === 'number') {
    const done = bits.fillZiggurat?.('normal', out, [loc, scale]) ?? 0;
    fillStandardNormal(bits, done === 0 ? out : out.subarray(done));
    for (let i = done; i < out.length; i++) out[i] = loc + scale * out[i]!;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = at(loc, i) + at(scale, i) * standardNormal(bits);
  }
  return out;
}

/**
 * Fills `out` with exponential draws: `scale * e`, by the ziggurat.
 *
 * @param bits the stream to draw from
 * @param out receives one draw an element
 * @param scale mean, one number or one for each element, not negative
 * @returns `out`
 * @throws ValueError if a scale is negative or a list of parameters has another length than `out`
 * @example fillExponential(new PCG64(1), new Float64Array(1), 2) // [ 2.1460580527450777 ]
 */
export function fillExponential(bits: BitGenerator, out: Float64Array, scale: Parameter): Float64Array {
  checkLength('exponential', 'scale', scale, out.length);
  checkNonNegative('exponential', 'scale', scale);
  if (typeof scale === 'number') {
    const done = bits.fillZiggurat?.('exponential', out, [0, scale]) ?? 0;
    fillStandardExponential(bits, done === 0 ? out : out.subarray(done));
    for (let i = done; i < out.length; i++) out[i] = scale * out[i]!;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = scale[i]! * standardExponential(bits);
  }
  return out;
}

/**
 * Random bytes: 32-bit draws, lowest byte first, the last one cut. (Like NumPy, length 0 takes one draw.)
 *
 * @param bits the stream to draw from
 * @param length how many bytes, a non-negative integer
 * @returns a Uint8Array of that length
 * @throws ValueError if `length` is not such an integer
 * @example randomBytes(new PCG64(1), 3) // Uint8Array(3) [ 255, 228, 34 ]
 */
export function randomBytes(bits: BitGenerator, length: number): Uint8Array {
  if (!Number.isInteger(length) || length < 0) {
    throw new ValueError(`bytes: length must be a non-negative integer, got ${length}`);
  }
  const out = new Uint8Array(length);
  let i = 0;
  do {
    for (let word = bits.nextUint32(), k = 0; k < 4 && i < length; k++, word >>>= 8) out[i++] = word;
  } while (i < length);
  return out;
}
