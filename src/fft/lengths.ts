/** Lengths whose transforms are quick: nextFastLen, prevFastLen. */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { smoothFrom, smoothUpTo } from './portable/factors.js';

/** Options of `nextFastLen` and `prevFastLen`. */
export interface FastLenOptions {
  /** For real input (no prime factor above 5) instead of complex (none above 11)? Default false. */
  real?: boolean;
}

function largestPrime(functionName: string, target: unknown, options: FastLenOptions): 5 | 11 {
  checkOptions(functionName, options, ['real']);
  if (typeof target !== 'number' || !Number.isInteger(target)) {
    throw new DTypeError(`${functionName}: target must be an integer, got ${describe(target)}`);
  }
  if (target < 0) throw new ValueError(`${functionName}: Target length must be positive, got ${target}`);
  return options.real ? 5 : 11;
}

/**
 * The least length from `target` on whose transforms are quick: one without large prime factors. Pad with zeros to it.
 *
 * @param target - the least length wanted
 * @param options - `real`: for real input, default false
 * @returns the length
 * @throws ValueError for negative lengths, DTypeError for what is no integer
 * @example
 * fft.nextFastLen(1021); // 1024
 */
export function nextFastLen(target: number, options: FastLenOptions = {}): number {
  const largest = largestPrime('nextFastLen', target, options);
  return target === 0 ? 0 : smoothFrom(target, largest);
}

/**
 * The greatest length up to `target` whose transforms are quick. Cut off to it.
 *
 * @param target - the greatest length wanted
 * @param options - `real`: for real input, default false
 * @returns the length
 * @throws ValueError for negative lengths, DTypeError for what is no integer
 * @example
 * fft.prevFastLen(1021); // 1008
 */
export function prevFastLen(target: number, options: FastLenOptions = {}): number {
  const largest = largestPrime('prevFastLen', target, options);
  return target === 0 ? 0 : smoothUpTo(target, largest);
}
