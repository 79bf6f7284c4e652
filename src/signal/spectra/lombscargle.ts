/** Spectra of samples at uneven times, and the strength of a period in a train of events. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../../core/errors.js';
import { realArray, realParts, reals, type Reals } from '../values.js';

/** Options of `lombscargle`. */
export interface LombscargleOptions {
  /** Take the mean out of y first? Default false. */
  precenter?: boolean;
  /** Divide by half the sum of squares of y, so that 1 is a perfect sine? Default false. */
  normalize?: boolean;
}

/**
 * The Lomb-Scargle periodogram (J. Scargle, Astrophysical Journal 263, 1982; R. Townsend, ApJS 191, 2010).
 *
 * @param x - the times of the samples
 * @param y - the samples
 * @param freqs - angular frequencies
 * @returns the power at each frequency
 * @throws ValueError when x and y differ in length or are empty
 * @example
 * lombscargle([0, 1, 3, 4], [0, 1, -1, 0], [0.5, 1]).size; // 2
 */
export function lombscargle(x: ArrayLike, y: ArrayLike, freqs: ArrayLike, options: LombscargleOptions = {}): Reals {
  checkOptions('lombscargle', options, ['precenter', 'normalize']);
  const t = reals('lombscargle', 'x', x);
  let v = reals('lombscargle', 'y', y);
  const w = reals('lombscargle', 'freqs', freqs);
  if (t.length !== v.length)
    throw new ValueError(`lombscargle: Input arrays do not have the same size: x has ${t.length}, y ${v.length}.`);
  if (t.length === 0 || w.length === 0) throw new ValueError('lombscargle: x, y and freqs must not be empty');
  if (options.precenter) {
    const mean = v.reduce((a, b) => a + b, 0) / v.length;
    v = v.map((s) => s - mean);
  }
  const power = new Float64Array(w.length);
  for (let k = 0; k < w.length; k++) {
    let xc = 0;
    let xs = 0;
    let cc = 0;
    let ss = 0;
    let cs = 0;
    for (let i = 0; i < t.length; i++) {
      const c = Math.cos(w[k]! * t[i]!);
      const s = Math.sin(w[k]! * t[i]!);
      xc += v[i]! * c;
      xs += v[i]! * s;
      cc += c * c;
      ss += s * s;
      cs += c * s;
    }
    const angle = Math.atan2(2 * cs, cc - ss) / 2;
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    power[k] =
      0.5 *
      ((c * xc + s * xs) ** 2 / (c * c * cc + 2 * c * s * cs + s * s * ss) +
        (c * xs - s * xc) ** 2 / (c * c * ss - 2 * c * s * cs + s * s * cc));
  }
  if (options.normalize) {
    let squares = 0;
    for (const s of reals('lombscargle', 'y', y)) squares += s * s;
    for (let k = 0; k < power.length; k++) power[k]! *= 2 / squares;
  }
  return realArray(power);
}

/**
 * How well events keep to a period (L. van Hemmen, A. Longtin and A. Vollmayr, Chaos 21, 2011).
 *
 * @param events - the times of the events
 * @param period - the period, or several
 * @returns the strength from 0 to 1, and the phase in radians; arrays for several periods
 * @throws ValueError for what is not one-dimensional, or a period that is not positive
 * @example
 * vectorstrength([0, 1, 2], 1)[0]; // 1
 */
export function vectorstrength<P extends ArrayLike>(
  events: ArrayLike,
  period: P,
): P extends number ? [strength: number, phase: number] : [strength: Reals, phase: Reals] {
  const t = realParts('vectorstrength', 'events', events);
  const p = realParts('vectorstrength', 'period', period);
  if (t.shape.length > 1)
    throw new ValueError(`vectorstrength: events cannot have dimensions more than 1, got shape ${shapeText(t.shape)}`);
  if (p.shape.length > 1)
    throw new ValueError(`vectorstrength: period cannot have dimensions more than 1, got shape ${shapeText(p.shape)}`);
  if (p.re.some((x) => !(x > 0))) throw new ValueError('vectorstrength: periods must be positive');
  const strength = new Float64Array(p.re.length);
  const phase = new Float64Array(p.re.length);
  for (let k = 0; k < p.re.length; k++) {
    let re = 0;
    let im = 0;
    for (const x of t.re) {
      re += Math.cos((2 * Math.PI * x) / p.re[k]!);
      im += Math.sin((2 * Math.PI * x) / p.re[k]!);
    }
    strength[k] = Math.hypot(re, im) / t.re.length;
    phase[k] = Math.atan2(im, re);
  }
  return (p.shape.length === 0 ? [strength[0]!, phase[0]!] : [realArray(strength), realArray(phase)]) as never;
}
