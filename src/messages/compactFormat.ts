/**
 * The compact form of common values: numbers, strings, lists, plain objects, maps, sets, dates, typed arrays, NDArrays, `Complex`. A message is a
 * head (its form, the length of its main part), the main part with one tag a value, and the characters of short strings. Keys of
 * objects are written once for each list of keys, so that a list of records is mostly its numbers and characters.
 */
import { DTYPES, type DType } from '../core/dtype.js';

/** What follows. From `SMALL` on, the tag itself is a whole number from 0. */
export const enum Tag {
  Null = 0,
  Undefined = 1,
  True = 2,
  False = 3,
  Int32 = 4,
  Float64 = 5,
  /** A bigint of 64 bits. */
  BigInt = 6,
  Date = 7,
  /** Characters below 256, among the characters; a length. */
  Latin = 8,
  /** A longer string as UTF-8, in place; its bytes. */
  Utf8 = 9,
  /** Any string as 16-bit units, in place; how many. */
  Utf16 = 10,
  /** A list; its length. */
  List = 11,
  /** A list of numbers; its length, float64 each. */
  Numbers = 12,
  /** A plain object whose keys follow. */
  NewShape = 13,
  /** A plain object with keys that came before; which. */
  Shape = 14,
  /** A plain object; how many pairs of key and value. */
  Pairs = 15,
  Map = 16,
  Set = 17,
  Complex = 18,
  /** dtype, number of axes, lengths, elements. */
  NDArray = 19,
  /** Kind, length, elements. */
  TypedArray = 20,
  Small = 128,
}

/** Bytes of the head: the form and the length of the main part. */
export const HEAD_BYTES = 5;
/** Elements of arrays begin at a multiple of this, counted from the head. */
export const ALIGNMENT = 8;
/** Lengths from here on take four bytes more. */
export const LONG = 255;
/** Longer strings are written in place: no short one keeps them alive. */
export const MOST_LATIN = 128;
/** Objects with more keys are written as pairs. */
export const MOST_KEYS = 32;
/** Longer keys make an object be written as pairs. */
export const LONGEST_KEY = 64;

/** The constructors of typed arrays, by their number in messages. */
export const VIEWS = [
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;

/** The number of a typed array by its prototype. */
export const VIEW_NUMBERS: ReadonlyMap<unknown, number> = new Map(
  VIEWS.map((constructor, k) => [constructor.prototype as unknown, k]),
);

/** The dtypes by their number in messages. */
export const DTYPE_NAMES = Object.keys(DTYPES) as DType[];

/** Round up to where elements may begin. */
export function aligned(at: number): number {
  return (at + ALIGNMENT - 1) & -ALIGNMENT;
}
