/**
 * IEEE 754 binary16 (float16) conversion. A float16 array stores the 16 bits of each element in a Uint16Array;
 * these functions turn bits into JavaScript numbers and numbers into bits.
 */

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);
/** Index of the upper 32 bits of a float64 in a Uint32Array view: 1 on little-endian machines, else 0. */
const UPPER = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOWER = 1 - UPPER;

let table: Float32Array | null = null;

function decodeExactly(bits: number): number {
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/**
 * The values of all 65,536 float16 bit patterns, built on first use.
 * @returns a Float32Array indexed by the bit pattern (every float16 is exact in float32)
 */
export function float16Table(): Float32Array {
  if (table === null) {
    table = new Float32Array(65536);
    for (let bits = 0; bits < 65536; bits++) table[bits] = decodeExactly(bits);
  }
  return table;
}

/**
 * The number that a float16 bit pattern stands for.
 * @param bits the 16 bits, as an integer from 0 to 65535
 */
export function decodeFloat16(bits: number): number {
  // A single value is not worth building the table.
  return table ? table[bits]! : decodeExactly(bits);
}

/**
 * The float16 nearest to a number, ties to the even pattern, rounded once from float64; too large becomes infinity.
 * @param x any number
 * @returns the 16 bits, as an integer from 0 to 65535 (NaN gives the quiet NaN 0x7e00)
 */
export function encodeFloat16(x: number): number {
  word[0] = x;
  const upper = halves[UPPER]!;
  const lower = halves[LOWER]!;
  const sign = (upper >>> 16) & 0x8000;
  const biased = (upper >>> 20) & 0x7ff;
  // The exponent field that the result has if it is a normal float16.
  const exponent = biased - 1008;
  if (exponent >= 31) {
    const isNaN = biased === 0x7ff && ((upper & 0xfffff) !== 0 || lower !== 0);
    return isNaN ? 0x7e00 : sign | 0x7c00;
  }
  if (exponent > 0) {
    // Rounding up may carry into the exponent field, and from the largest value to infinity: both are right.
    const kept = (exponent << 10) | ((upper & 0xfffff) >>> 10);
    const dropped = upper & 0x3ff;
    const up = dropped > 0x200 || (dropped === 0x200 && (lower !== 0 || (kept & 1) !== 0));
    return sign | (up ? kept + 1 : kept);
  }
  if (exponent < -10) return sign;
  const significand = (upper & 0xfffff) | 0x100000;
  const shift = 11 - exponent;
  const kept = significand >>> shift;
  const dropped = significand & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const up = dropped > half || (dropped === half && (lower !== 0 || (kept & 1) !== 0));
  return sign | (up ? kept + 1 : kept);
}
