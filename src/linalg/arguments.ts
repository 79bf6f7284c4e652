/** Arguments that several functions of numloom.linalg read alike. */
import type { ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';

/** Is an optional argument the options object rather than an array-like? */
export function isOptions<O extends object>(value: ArrayLike | O | null | undefined): value is O {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value) &&
    !(value instanceof NDArray) &&
    !(value instanceof Complex)
  );
}

/** An optional second array and the options, whichever of them was given. */
export function secondArray<O extends object>(
  functionName: string,
  b: ArrayLike | O | null | undefined,
  options: O | undefined,
  known: readonly string[],
): [b: ArrayLike | null, options: O] {
  const [array, chosen] = isOptions(b) && options === undefined ? [null, b as O] : [b ?? null, options ?? ({} as O)];
  checkOptions(functionName, chosen, known);
  return [array as ArrayLike | null, chosen];
}

/** One of some words, or the first of them when none was given. */
export function oneOf<T extends string>(functionName: string, name: string, value: unknown, words: readonly T[]): T {
  if (value === undefined) return words[0]!;
  if (words.includes(value as T)) return value as T;
  throw new ValueError(
    `${functionName}: ${name} must be one of ${words.map((word) => `'${word}'`).join(', ')}, got ${describe(value)}`,
  );
}

/** A whole number of at least `least`. */
export function wholeNumber(functionName: string, name: string, value: unknown, least = 0): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw new ValueError(`${functionName}: ${name} must be an integer of at least ${least}, got ${describe(value)}`);
  }
  return value;
}
