/** Kaiser's formulas for windowed filters (A. Oppenheim and R. Schafer, Discrete-Time Signal Processing, section 7.5). */
import { ValueError } from '../../core/errors.js';

/**
 * The beta of a Kaiser window for an attenuation.
 *
 * @param a - the attenuation in the stopband, in dB
 * @returns beta
 * @example
 * kaiserBeta(65); // 6.20426
 */
export function kaiserBeta(a: number): number {
  if (a > 50) return 0.1102 * (a - 8.7);
  return a > 21 ? 0.5842 * (a - 21) ** 0.4 + 0.07886 * (a - 21) : 0;
}

/**
 * The attenuation of a filter by a Kaiser window.
 *
 * @param numtaps - the length of the filter
 * @param width - the width of the transition, as a part of the Nyquist frequency
 * @returns the attenuation, in dB
 * @example
 * kaiserAtten(211, 0.0375).toFixed(4); // '64.4810'
 */
export function kaiserAtten(numtaps: number, width: number): number {
  return 2.285 * (numtaps - 1) * Math.PI * width + 7.95;
}

/**
 * The length and the beta of a filter by a Kaiser window that meets a specification.
 *
 * @param ripple - how far the response may be off, in dB
 * @param width - the width of the transition, as a part of the Nyquist frequency
 * @returns `[numtaps, beta]`
 * @throws ValueError when ripple is less than 8 dB
 * @example
 * kaiserord(65, 0.06)[0]; // 134
 */
export function kaiserord(ripple: number, width: number): [numtaps: number, beta: number] {
  const A = Math.abs(ripple);
  if (A < 8) {
    throw new ValueError(`kaiserord: Requested maximum ripple attenuation ${A} is too small for the Kaiser formula.`);
  }
  return [Math.ceil((A - 7.95) / 2.285 / (Math.PI * width) + 1), kaiserBeta(A)];
}
