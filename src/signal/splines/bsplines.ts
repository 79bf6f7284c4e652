/** B-splines, and signals as sums of them (M. Unser, A. Aldroubi and M. Eden, IEEE Trans. Signal Processing 41, 1993). */
import { asNDArray, isScalarLike, type ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../../core/errors.js';
import { sepfir2d } from '../convolution/images.js';
import { fresh, realArray, realMatrix, realParts, reals, wholeNumber, type Reals } from '../values.js';
import type { Wave } from '../waves/waveforms.js';

function mapped<T extends ArrayLike>(functionName: string, x: T, f: (x: number) => number): Wave<T> {
  const { re, shape } = realParts(functionName, 'x', x);
  const result = realArray(re.map(f), shape);
  return (isScalarLike(x) ? result.item() : result) as Wave<T>;
}

/**
 * The B-spline of a degree with knots at distances of 1, around 0.
 *
 * @param x - points
 * @param n - the degree
 * @returns the values
 * @throws DTypeError when n is no integer
 * @example
 * bspline(0, 3); // 0.6666666666666666
 */
export function bspline<T extends ArrayLike>(x: T, n: number): Wave<T> {
  wholeNumber('bspline', 'n', n);
  if (n < 0) throw new ValueError(`bspline: n must not be negative, got ${n}`);
  const weights: number[] = [];
  let c = 1;
  for (let k = 0; k <= n + 1; k++) {
    weights.push(c);
    c = (-c * (n + 1 - k)) / (k + 1);
  }
  let factorial = 1;
  for (let k = 2; k <= n; k++) factorial *= k;
  return mapped('bspline', x, (v) => {
    // On the left side few terms are left, and little cancels.
    const at = -Math.abs(v) + (n + 1) / 2;
    if (n === 0) return Math.abs(v) < 0.5 ? 1 : 0;
    let sum = 0;
    for (let k = 0; k <= n + 1 && at - k > 0; k++) sum += weights[k]! * (at - k) ** n;
    return sum / factorial;
  });
}

const cubicAt = (x: number): number => {
  const a = Math.abs(x);
  if (a < 1) return 2 / 3 - 0.5 * a * a * (2 - a);
  return a < 2 ? (2 - a) ** 3 / 6 : 0;
};

const quadraticAt = (x: number): number => {
  const a = Math.abs(x);
  if (a < 0.5) return 0.75 - a * a;
  return a < 1.5 ? (a - 1.5) ** 2 / 2 : 0;
};

/**
 * The cubic B-spline around 0.
 *
 * @param x - points
 * @returns the values
 * @example
 * cubic(1); // 0.16666666666666666
 */
export function cubic<T extends ArrayLike>(x: T): Wave<T> {
  return mapped('cubic', x, cubicAt);
}

/**
 * The quadratic B-spline around 0.
 *
 * @param x - points
 * @returns the values
 * @example
 * quadratic(0); // 0.75
 */
export function quadratic<T extends ArrayLike>(x: T): Wave<T> {
  return mapped('quadratic', x, quadraticAt);
}

/**
 * A Gaussian near the B-spline of a degree.
 *
 * @param x - points
 * @param n - the degree
 * @returns the values
 * @example
 * gaussSpline(0, 3).toFixed(4); // '0.6910'
 */
export function gaussSpline<T extends ArrayLike>(x: T, n: number): Wave<T> {
  const variance = (n + 1) / 12;
  return mapped('gaussSpline', x, (v) => Math.exp((-v * v) / 2 / variance) / Math.sqrt(2 * Math.PI * variance));
}

/** A first-order filter forwards, then backwards: c0 / ((1 - z / Z)(1 - z Z)), the signal mirrored at its ends. */
export function firstOrder(x: Float64Array, c0: number, z: number): Float64Array {
  const n = x.length;
  let sum = x[0]!;
  let power = z;
  for (let k = 0; k < n && Math.abs(power) > 1e-30; k++) {
    sum += power * x[k]!;
    power *= z;
  }
  const forth = fresh(n);
  forth[0] = sum;
  for (let k = 1; k < n; k++) forth[k] = x[k]! + z * forth[k - 1]!;
  const y = fresh(n);
  y[n - 1] = (-c0 / (z - 1)) * forth[n - 1]!;
  for (let k = n - 2; k >= 0; k--) y[k] = z * y[k + 1]! + c0 * forth[k]!;
  return y;
}

/** A second-order filter forwards, then backwards, with poles r exp(+-j omega), the signal mirrored at its ends. */
export function secondOrder(x: Float64Array, r: number, omega: number): Float64Array {
  const n = x.length;
  const cs = 1 - 2 * r * Math.cos(omega) + r * r;
  // The impulse response of one direction, and of both.
  const hc = (k: number): number =>
    k < 0 ? 0 : omega === 0 ? cs * r ** k * (k + 1) : (cs / Math.sin(omega)) * r ** k * Math.sin(omega * (k + 1));
  const c0 = (cs * cs * (1 + r * r)) / (1 - r * r) / (1 - 2 * r * r * Math.cos(2 * omega) + r ** 4);
  const gamma = (1 - r * r) / (1 + r * r) / Math.tan(omega);
  const hs = (k: number): number => {
    const a = Math.abs(k);
    if (omega === 0) {
      const rr = r * r;
      return ((cs * cs * (1 + rr)) / (1 - rr) ** 3) * r ** a * (1 + ((1 - rr) / (1 + rr)) * a);
    }
    return c0 * r ** a * (Math.cos(omega * a) + gamma * Math.sin(omega * a));
  };
  const forth = fresh(n);
  forth[0] = hc(0) * x[0]!;
  if (n > 1) forth[1] = hc(0) * x[1]! + hc(1) * x[0]!;
  for (let k = 0; k < n; k++) {
    forth[0]! += hc(k + 1) * x[k]!;
    if (n > 1) forth[1]! += hc(k + 2) * x[k]!;
  }
  const [p, q] = [2 * r * Math.cos(omega), -r * r];
  for (let k = 2; k < n; k++) forth[k] = cs * x[k]! + p * forth[k - 1]! + q * forth[k - 2]!;
  const y = fresh(n);
  y[n - 1] = 0;
  if (n > 1) y[n - 2] = 0;
  for (let k = 0; k < n; k++) {
    y[n - 1]! += (hs(k) + hs(k + 1)) * x[n - 1 - k]!;
    if (n > 1) y[n - 2]! += (hs(k - 1) + hs(k + 2)) * x[n - 1 - k]!;
  }
  for (let k = n - 3; k >= 0; k--) y[k] = cs * forth[k]! + p * y[k + 1]! + q * y[k + 2]!;
  return y;
}

const CUBIC_POLE = -2 + Math.sqrt(3);
const QUADRATIC_POLE = -3 + 2 * Math.SQRT2;

/** Coefficients of cubic splines; with `lamb` above 0 of a smoothing one. */
function cubicCoefficients(functionName: string, x: Float64Array, lamb: number): Float64Array {
  if (lamb === 0) return firstOrder(x, -6 * CUBIC_POLE, CUBIC_POLE);
  if (!(lamb > 1 / 144)) throw new ValueError(`${functionName}: lamb must be 0 or greater than 1 / 144, got ${lamb}`);
  const root = Math.sqrt(3 + 144 * lamb);
  const xi = 1 - 96 * lamb + 24 * lamb * root;
  const omega = Math.atan2(Math.sqrt(144 * lamb - 1), Math.sqrt(xi));
  const rho = ((24 * lamb - 1 - Math.sqrt(xi)) / (24 * lamb)) * Math.sqrt((48 * lamb + 24 * lamb * root) / xi);
  return secondOrder(x, rho, omega);
}

/**
 * The coefficients of a signal in cubic B-splines; the signal is mirrored at its ends.
 *
 * @param signal - the signal
 * @param options - `lamb`: how much to smooth, 0 (the default) for not at all
 * @returns as many coefficients as samples
 * @throws ValueError when the signal is empty, or lamb lies between 0 and 1 / 144
 * @example
 * cspline1d([1, 2, 3]).size; // 3
 */
export function cspline1d(signal: ArrayLike, options: { lamb?: number } = {}): Reals {
  checkOptions('cspline1d', options, ['lamb']);
  return realArray(cubicCoefficients('cspline1d', nonEmpty('cspline1d', signal), options.lamb ?? 0));
}

function nonEmpty(functionName: string, signal: ArrayLike): Float64Array {
  const x = reals(functionName, 'signal', signal);
  if (x.length === 0) throw new ValueError(`${functionName}: signal must have at least one sample`);
  return x;
}

/**
 * The coefficients of a signal in quadratic B-splines; the signal is mirrored at its ends.
 *
 * @param signal - the signal
 * @param options - `lamb`: must be 0: there are no smoothing quadratic splines
 * @returns as many coefficients as samples
 * @throws ValueError when the signal is empty, or lamb is not 0
 * @example
 * qspline1d([1, 2, 3]).size; // 3
 */
export function qspline1d(signal: ArrayLike, options: { lamb?: number } = {}): Reals {
  checkOptions('qspline1d', options, ['lamb']);
  if ((options.lamb ?? 0) !== 0) throw new ValueError('qspline1d: Smoothing quadratic splines not supported yet.');
  return realArray(firstOrder(nonEmpty('qspline1d', signal), -8 * QUADRATIC_POLE, QUADRATIC_POLE));
}

/** Options of `cspline1dEval` and `qspline1dEval`. */
export interface SplineEvalOptions {
  /** The distance of samples. Default 1. */
  dx?: number;
  /** Where the first sample lies. Default 0. */
  x0?: number;
}

function evaluated(
  functionName: string,
  cj: ArrayLike,
  newx: ArrayLike,
  options: SplineEvalOptions,
  terms: 3 | 4,
  at: (x: number) => number,
): Reals {
  checkOptions(functionName, options, ['dx', 'x0']);
  const { dx = 1, x0 = 0 } = options;
  const c = reals(functionName, 'cj', cj);
  if (c.length === 0) throw new ValueError(`${functionName}: Spline coefficients 'cj' must not be empty.`);
  const { re, shape } = realParts(functionName, 'newx', newx);
  const last = c.length - 1;
  const value = (x: number): number => {
    if (Number.isNaN(x)) return NaN;
    // Beyond the ends the signal is mirrored.
    if (last === 0) x = 0;
    else if (x < 0 || x > last) {
      const period = 2 * last;
      x = ((x % period) + period) % period;
      if (x > last) x = period - x;
    }
    const first = Math.floor(x - (terms === 4 ? 2 : 1.5)) + 1;
    let sum = 0;
    for (let i = 0; i < terms; i++) sum += c[Math.min(last, Math.max(0, first + i))]! * at(x - first - i);
    return sum;
  };
  return realArray(
    Float64Array.from(re, (x) => value((x - x0) / dx)),
    shape,
  );
}

/**
 * The values of a cubic spline.
 *
 * @param cj - its coefficients, from `cspline1d`
 * @param newx - points
 * @returns the values
 * @example
 * cspline1dEval(cspline1d([1, 2, 3, 4, 5]), [2]).size; // 1
 */
export function cspline1dEval(cj: ArrayLike, newx: ArrayLike, options: SplineEvalOptions = {}): Reals {
  return evaluated('cspline1dEval', cj, newx, options, 4, cubicAt);
}

/**
 * The values of a quadratic spline.
 *
 * @param cj - its coefficients, from `qspline1d`
 * @param newx - points
 * @returns the values
 * @example
 * qspline1dEval(qspline1d([1, 2, 3, 4, 5]), [2]).size; // 1
 */
export function qspline1dEval(cj: ArrayLike, newx: ArrayLike, options: SplineEvalOptions = {}): Reals {
  return evaluated('qspline1dEval', cj, newx, options, 3, quadraticAt);
}

/** A filter of vectors along both axes of an image. */
function alongBoth(functionName: string, input: ArrayLike, f: (x: Float64Array) => Float64Array): Reals {
  const { shape } = asNDArray(functionName, input);
  if (shape.length !== 2) throw new ValueError(`${functionName}: input must be 2-D, got shape ${shapeText(shape)}`);
  const { a, m, n } = realMatrix(functionName, 'input', input);
  const y = a.slice();
  for (let i = 0; i < m; i++) y.set(f(y.slice(i * n, (i + 1) * n)), i * n);
  const column = new Float64Array(m);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < m; i++) column[i] = y[i * n + j]!;
    const filtered = f(column);
    for (let i = 0; i < m; i++) y[i * n + j] = filtered[i]!;
  }
  return realArray(y, [m, n]);
}

/** Options of `cspline2d` and `qspline2d`. */
export interface Spline2dOptions {
  /** How much to smooth. Default 0. */
  lamb?: number;
  /** Accepted for SciPy's sake: sums at the ends go to the last figure. */
  precision?: number;
}

/**
 * The coefficients of an image in cubic B-splines.
 *
 * @param input - the image
 * @returns as many coefficients as points
 * @throws ValueError for what is no image
 * @example
 * cspline2d([[1, 2], [3, 4]]).shape; // [2, 2]
 */
export function cspline2d(input: ArrayLike, options: Spline2dOptions = {}): Reals {
  checkOptions('cspline2d', options, ['lamb', 'precision']);
  return alongBoth('cspline2d', input, (x) => cubicCoefficients('cspline2d', x, options.lamb ?? 0));
}

/**
 * The coefficients of an image in quadratic B-splines.
 *
 * @param input - the image
 * @returns as many coefficients as points
 * @throws ValueError for what is no image, or when lamb is not 0
 * @example
 * qspline2d([[1, 2], [3, 4]]).shape; // [2, 2]
 */
export function qspline2d(input: ArrayLike, options: Spline2dOptions = {}): Reals {
  checkOptions('qspline2d', options, ['lamb', 'precision']);
  if ((options.lamb ?? 0) !== 0) throw new ValueError('qspline2d: lambda must be zero for quadratic splines');
  return alongBoth('qspline2d', input, (x) => firstOrder(x, -8 * QUADRATIC_POLE, QUADRATIC_POLE));
}

/**
 * An image smoothed by cubic splines.
 *
 * @param Iin - the image
 * @param options - `lmbda`: how much to smooth, 5 by default
 * @returns an image of the same size
 * @throws ValueError for what is no image
 * @example
 * splineFilter([[1, 2, 1], [3, 4, 3], [1, 2, 1]]).shape; // [3, 3]
 */
export function splineFilter(Iin: ArrayLike, options: { lmbda?: number } = {}): Reals {
  checkOptions('splineFilter', options, ['lmbda']);
  const weights = [1 / 6, 4 / 6, 1 / 6];
  return sepfir2d(cspline2d(Iin, { lamb: options.lmbda ?? 5 }), weights, weights);
}

/**
 * A first-order filter forwards and backwards, c0 / ((1 - z1 / z)(1 - z1 z)); the signal is mirrored at its ends.
 *
 * @param input - the signal
 * @param c0 - the factor
 * @param z1 - the pole, less than 1 in magnitude
 * @returns the filtered signal
 * @throws ValueError when |z1| is not less than 1
 * @example
 * symiirorder1([1, 2, 3], 0.5, 0.5).size; // 3
 */
export function symiirorder1(input: ArrayLike, c0: number, z1: number): Reals {
  if (!(Math.abs(z1) < 1)) throw new ValueError(`symiirorder1: |z1| must be less than 1.0, got ${z1}`);
  return realArray(firstOrder(nonEmpty('symiirorder1', input), c0, z1));
}

/**
 * A second-order filter forwards and backwards, with poles r exp(+-j omega); the signal is mirrored at its ends.
 *
 * @param input - the signal
 * @param r - the magnitude of the poles, less than 1
 * @param omega - their angle
 * @returns the filtered signal
 * @throws ValueError when r is not less than 1
 * @example
 * symiirorder2([1, 2, 3], 0.5, 1).size; // 3
 */
export function symiirorder2(input: ArrayLike, r: number, omega: number): Reals {
  if (!(r < 1)) throw new ValueError(`symiirorder2: r must be less than 1.0, got ${r}`);
  return realArray(secondOrder(nonEmpty('symiirorder2', input), r, omega));
}
