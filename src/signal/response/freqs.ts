/** Responses of analog filters as functions of frequency. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { checkOptions } from '../../core/errors.js';
import { rootsOf } from '../complexes.js';
import { zpkOf } from '../design/zpk.js';
import { complexArray, realArray, reals, vectorParts } from '../values.js';
import { divideBy, onAxis, productAt } from './evaluate.js';
import { interestingFrequencies } from './frequencies.js';
import type { Response } from './freqz.js';

/** Options of `freqs` and `freqsZpk`. */
export interface FreqsOptions {
  /** How many frequencies (200 by default), or these themselves, in rad/s. */
  worN?: ArrayLike | null;
}

/**
 * The response of an analog filter.
 *
 * @param b - the numerator, the highest power first
 * @param a - the denominator
 * @returns frequencies in rad/s, and the response at each
 * @throws ValueError for wrong shapes
 * @example
 * const [w, h] = freqs([1], [1, 1], { worN: [0, 1] });
 * h.item(0).re; // 1
 */
export function freqs(b: ArrayLike, a: ArrayLike, options: FreqsOptions = {}): Response {
  checkOptions('freqs', options, ['worN']);
  const num = vectorParts('freqs', 'b', b);
  const den = vectorParts('freqs', 'a', a);
  const worN = options.worN ?? 200;
  const w =
    typeof worN === 'number'
      ? interestingFrequencies(rootsOf(num), rootsOf(den), worN)
      : Float64Array.from(reals('freqs', 'worN', worN));
  return [realArray(w), complexArray(divideBy(onAxis(num, w), onAxis(den, w)))];
}

/**
 * The response of an analog filter given by zeros, poles and gain.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain
 * @returns frequencies in rad/s, and the response at each
 * @throws ValueError for wrong shapes
 * @example
 * const [w, h] = freqsZpk([], [-1], 1, { worN: [0, 1] });
 * h.item(0).re; // 1
 */
export function freqsZpk(z: ArrayLike, p: ArrayLike, k: number, options: FreqsOptions = {}): Response {
  checkOptions('freqsZpk', options, ['worN']);
  const filter = zpkOf('freqsZpk', z, p, k);
  const worN = options.worN ?? 200;
  const w =
    typeof worN === 'number'
      ? interestingFrequencies(filter.z, filter.p, worN)
      : Float64Array.from(reals('freqsZpk', 'worN', worN));
  const x = { re: new Float64Array(w.length), im: w };
  return [realArray(w), complexArray(divideBy(productAt(filter.z, x, filter.k), productAt(filter.p, x)))];
}
