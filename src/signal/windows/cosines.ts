/** Windows that are sums of cosines (A. Nuttall, IEEE Trans. ASSP 29, 1981; F. Harris, Proc. IEEE 66, 1978). */
import { reals, type Reals } from '../values.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { makeWindow, shapeNumber, type WindowOptions } from './make.js';

/** `sum of a[k] cos(k t)` for t from -pi to pi. */
function cosineSum(points: number, a: ArrayLike & { [index: number]: number; length: number }): Float64Array {
  const w = new Float64Array(points);
  for (let n = 0; n < points; n++) {
    const t = -Math.PI + (2 * Math.PI * n) / (points - 1);
    let sum = 0;
    for (let k = 0; k < a.length; k++) sum += a[k]! * Math.cos(k * t);
    w[n] = sum;
  }
  return w;
}

/**
 * A weighted sum of cosines.
 *
 * @param M - how many points
 * @param a - the weights of cos(0), cos(t), cos(2 t), ... with t from -pi to pi
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * generalCosine(5, [0.5, 0.5]).toArray(); // [0, 0.5, 1, 0.5, 0]
 */
export function generalCosine(M: number, a: ArrayLike, options: WindowOptions = {}): Reals {
  const weights = reals('generalCosine', 'a', a);
  return makeWindow('generalCosine', M, options, (points) => cosineSum(points, weights));
}

/**
 * The generalised Hamming window, `alpha - (1 - alpha) cos(2 pi n / (M - 1))`.
 *
 * @param M - how many points
 * @param alpha - the weight of the constant
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * generalHamming(3, 0.54).item(1); // 1
 */
export function generalHamming(M: number, alpha: number, options: WindowOptions = {}): Reals {
  shapeNumber('generalHamming', 'alpha', alpha);
  return makeWindow('generalHamming', M, options, (points) => cosineSum(points, [alpha, 1 - alpha]));
}

/**
 * The Hamming window.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * hamming(3).item(1); // 1
 */
export function hamming(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('hamming', M, options, (points) => cosineSum(points, [0.54, 0.46]));
}

/**
 * The Hann window.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * hann(4, { sym: false }).toArray(); // [0, 0.5, 1, 0.5]
 */
export function hann(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('hann', M, options, (points) => cosineSum(points, [0.5, 0.5]));
}

/**
 * The Blackman window.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * blackman(51).size; // 51
 */
export function blackman(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('blackman', M, options, (points) => cosineSum(points, [0.42, 0.5, 0.08]));
}

/**
 * The minimum 4-term Blackman-Harris window.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * blackmanharris(51).size; // 51
 */
export function blackmanharris(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('blackmanharris', M, options, (points) => cosineSum(points, [0.35875, 0.48829, 0.14128, 0.01168]));
}

/**
 * Nuttall's minimum 4-term Blackman-Harris window.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * nuttall(51).size; // 51
 */
export function nuttall(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('nuttall', M, options, (points) => cosineSum(points, [0.3635819, 0.4891775, 0.1365995, 0.0106411]));
}

/**
 * The flat top window (G. D'Antona and A. Ferrero, Digital Signal Processing for Measurement Systems, 2006).
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * flattop(51).size; // 51
 */
export function flattop(M: number, options: WindowOptions = {}): Reals {
  const a = [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368];
  return makeWindow('flattop', M, options, (points) => cosineSum(points, a));
}
