/**
 * The reference's numbers: elements read out of storage one at a time, rounded to a dtype, converted between dtypes.
 * Written for clarity and on its own: it shares nothing with the backends that it judges.
 *
 * An element is a list of one part, or of two for a complex number. Integers of every width are bigints, so that nothing
 * wraps before it is stored.
 */
import type { DTypeInfo, Storage } from '../../core/dtype.js';

/** A float, an integer or a truth value. */
export type Part = number | bigint | boolean;

/** One part, or the real and the imaginary one. */
export type Element = readonly Part[];

/** 2 ** e of the largest power of two not above a positive finite number. */
function powerBelow(value: number): number {
  let e = Math.floor(Math.log2(value));
  while (2 ** e > value) e--;
  while (2 ** (e + 1) <= value) e++;
  return e;
}

function roundHalvesToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest < 0.5) return below;
  if (rest > 0.5) return below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** The float16 nearest to a number. */
function roundToHalf(value: number): number {
  const size = Math.abs(value);
  if (!(size > 0 && size < Infinity)) return value;
  const unit = 2 ** Math.max(powerBelow(size) - 10, -24);
  const rounded = roundHalvesToEven(size / unit) * unit;
  return (value < 0 ? -1 : 1) * (rounded > 65504 ? Infinity : rounded);
}

/** The float of a float or complex dtype nearest to a number. */
export function roundFloat(value: number, info: DTypeInfo): number {
  const bytes = info.itemsize / info.lanes;
  return bytes === 8 ? value : bytes === 4 ? Math.fround(value) : roundToHalf(value);
}

function halfFromBits(bits: number): number {
  const sign = bits >= 0x8000 ? -1 : 1;
  const exponent = Math.floor(bits / 1024) % 32;
  const fraction = bits % 1024;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function bitsOfHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(roundToHalf(value));
  if (Number.isNaN(size)) return 0x7e00;
  if (size === Infinity) return sign + 0x7c00;
  if (size < 2 ** -14) return sign + size / 2 ** -24;
  const e = powerBelow(size);
  return sign + (e + 15) * 1024 + (size / 2 ** e - 1) * 1024;
}

/** The element of a storage at a position counted in elements. */
export function read(info: DTypeInfo, storage: Storage, position: number): Element {
  if (info.kind === 'c') return [storage[2 * position]!, storage[2 * position + 1]!];
  const slot = storage[position]!;
  if (info.kind === 'b') return [slot !== 0];
  if (info.name === 'float16') return [halfFromBits(slot as number)];
  return [info.kind === 'f' ? slot : BigInt(slot)];
}

/** Put an element of the dtype into a storage. */
export function write(info: DTypeInfo, storage: Storage, position: number, element: Element): void {
  const slots = storage as Float64Array;
  const [first, second] = element;
  if (info.kind === 'c') {
    slots[2 * position] = first as number;
    slots[2 * position + 1] = second as number;
  } else if (info.kind === 'b') slots[position] = first === true ? 1 : 0;
  else if (info.name === 'float16') slots[position] = bitsOfHalf(first as number);
  else if (info.domain === 'bigint') (storage as BigInt64Array)[position] = first as bigint;
  else slots[position] = Number(first);
}

const known = new Map<DTypeInfo, readonly [bigint, bigint]>();

/** The least and the largest integer of a dtype. */
export function limits(info: DTypeInfo): readonly [least: bigint, most: bigint] {
  let pair = known.get(info);
  if (!pair) {
    const bits = BigInt(8 * info.itemsize);
    pair = info.kind === 'u' ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
    known.set(info, pair);
  }
  return pair;
}

/** Is a number other than 0, nan included? */
export function isTrue(part: Part): boolean {
  return typeof part === 'boolean' ? part : typeof part === 'bigint' ? part !== 0n : part !== 0;
}

/**
 * An element as another dtype holds it: rounded, wrapped around, its imaginary part dropped.
 *
 * @returns undefined for floats that the integer dtype cannot hold: their conversion is anything
 */
export function convert(element: Element, to: DTypeInfo): Element | undefined {
  if (to.kind === 'b') return [element.some(isTrue)];
  if (to.kind === 'i' || to.kind === 'u') {
    const part = element[0]!;
    const [least, most] = limits(to);
    if (typeof part === 'number') {
      if (!Number.isFinite(part)) return undefined;
      const whole = BigInt(Math.trunc(part));
      return whole < least || whole > most ? undefined : [whole];
    }
    if (typeof part === 'bigint' && part >= least && part <= most) return [part];
    const bits = 8 * to.itemsize;
    return [to.kind === 'u' ? BigInt.asUintN(bits, BigInt(part)) : BigInt.asIntN(bits, BigInt(part))];
  }
  const first = roundFloat(Number(element[0]), to);
  if (to.kind === 'f') return [first];
  return [first, element.length === 2 ? roundFloat(Number(element[1]), to) : 0];
}

/** The distance from a float to the next larger one of its dtype, at least that between the smallest ones. */
export function spacing(value: number, info: DTypeInfo): number {
  const bytes = info.itemsize / info.lanes;
  const [digits, least] = bytes === 8 ? [52, -1074] : bytes === 4 ? [23, -149] : [10, -24];
  const size = Math.abs(value);
  if (!(size > 0 && size < Infinity)) return 2 ** least;
  return 2 ** Math.max(powerBelow(size) - digits, least);
}

/** Half the relative spacing of a dtype's floats: the largest error of one rounding. */
export function epsilon(info: DTypeInfo): number {
  const bytes = info.itemsize / info.lanes;
  return bytes === 8 ? 2 ** -53 : bytes === 4 ? 2 ** -24 : 2 ** -11;
}

/** An element as text for messages. */
export function elementText(element: Element): string {
  const one = (part: Part): string => (Object.is(part, -0) ? '-0' : String(part));
  return element.length === 2 ? `${one(element[0]!)}${'+'}${one(element[1]!)}j` : one(element[0]!);
}
