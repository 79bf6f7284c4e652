/** The frequencies at which responses are computed. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import { Complex } from '../../core/complex.js';
import { rootsOf } from '../complexes.js';
import { complexList, realArray, reals, vectorParts, type Reals } from '../values.js';

/** Options of `freqz` and its relatives. */
export interface FreqzOptions {
  /** How many frequencies (512 by default), or these themselves, in the units of `fs`. */
  worN?: ArrayLike | null;
  /** The whole circle, up to fs? Default false: up to fs / 2. */
  whole?: boolean;
  /** The sampling rate. Default 2 pi: frequencies in radians a sample. */
  fs?: number;
  /** Is fs / 2 the last of the frequencies? Default false. */
  includeNyquist?: boolean;
}

/** Angular frequencies in radians a sample. */
export function digitalFrequencies(
  functionName: string,
  worN: ArrayLike | null | undefined,
  whole: boolean,
  fs: number,
  includeNyquist = false,
): Float64Array {
  if (!(fs > 0)) throw new ValueError(`${functionName}: fs must be positive, got ${String(fs)}`);
  const count = worN ?? 512;
  if (typeof count === 'number' && Number.isInteger(count)) {
    if (count < 0) throw new ValueError(`${functionName}: worN must be nonnegative, got ${count}`);
    const last = whole ? 2 * Math.PI : Math.PI;
    const steps = includeNyquist && !whole ? count - 1 : count;
    return Float64Array.from({ length: count }, (_, i) => (steps > 0 ? (last * i) / steps : 0));
  }
  return reals(functionName, 'worN', count).map((w) => (2 * Math.PI * w) / fs);
}

/** Frequencies as users get them. */
export const inUnits = (w: Float64Array, fs: number): Reals =>
  realArray(fs === 2 * Math.PI ? w : w.map((x) => (x * fs) / (2 * Math.PI)));

/** To the nearest whole number, halves to the even one. */
function roundHalfEven(x: number): number {
  const r = Math.round(x);
  return Math.abs(x % 1) === 0.5 && r % 2 !== 0 ? r - 1 : r;
}

/** Frequencies, evenly spaced on a logarithmic scale, between which a filter's response changes. */
export function interestingFrequencies(zeros: readonly Complex[], poles: readonly Complex[], N: number): Float64Array {
  const p = poles.length > 0 ? poles : [new Complex(-1000, 0)];
  const near = [...p.filter((z) => z.im >= 0), ...zeros.filter((z) => z.abs() < 1e5 && z.im >= 0)];
  const whole = near.map((z) => (z.abs() < 1e-10 ? 1 : 0));
  const high = Math.max(...near.map((z, i) => 3 * Math.abs(z.re + whole[i]!) + 1.5 * z.im));
  const low = 0.1 * Math.min(...near.map((z, i) => Math.abs(z.re + whole[i]!) + 2 * z.im));
  const to = roundHalfEven(Math.log10(high) + 0.5);
  const from = roundHalfEven(Math.log10(low) - 0.5);
  return Float64Array.from({ length: N }, (_, i) => 10 ** (from + ((to - from) * i) / Math.max(1, N - 1)));
}

/**
 * Frequencies between which an analog filter's response changes.
 *
 * @param num - the numerator's coefficients, or zeros with `kind` `'zp'`
 * @param den - the denominator's coefficients, or poles with `kind` `'zp'`
 * @param N - how many
 * @param options - `kind`: `'ba'` (the default) or `'zp'`
 * @returns N frequencies, in rad/s
 * @throws ValueError for an unknown kind
 * @example
 * findfreqs([1, 0], [1, 8, 25], 9).size; // 9
 */
export function findfreqs(num: ArrayLike, den: ArrayLike, N: number, options: { kind?: 'ba' | 'zp' } = {}): Reals {
  checkOptions('findfreqs', options, ['kind']);
  const { kind = 'ba' } = options;
  if (kind !== 'ba' && kind !== 'zp') throw new ValueError("findfreqs: input must be one of {'ba', 'zp'}");
  const roots = (name: string, value: ArrayLike): Complex[] =>
    kind === 'zp' ? complexList('findfreqs', name, value) : rootsOf(vectorParts('findfreqs', name, value));
  return realArray(interestingFrequencies(roots('num', num), roots('den', den), N));
}
