/** Filters of finite response of least greatest error: remez. exchange.ts finds the best sum of cosines. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { realArray, realParts, reals, type Reals } from '../values.js';
import { bestCosines, type Grid } from './exchange.js';
import { checkTaps } from './windowed.js';

/** Options of `remez`. */
export interface RemezOptions {
  /** The weight of each band; 1 by default. */
  weight?: ArrayLike | null;
  /** A flat response in bands (`'bandpass'`, the default), one that rises with frequency, or a Hilbert transformer. */
  type?: 'bandpass' | 'differentiator' | 'hilbert';
  /** How many exchanges at most. Default 25. */
  maxiter?: number;
  /** How fine the grid of frequencies is. Default 16. */
  gridDensity?: number;
  /** The sampling rate. Default 1. */
  fs?: number | null;
}

interface Problem {
  readonly edges: Float64Array;
  readonly desired: Float64Array;
  readonly weight: Float64Array;
  readonly type: 'bandpass' | 'differentiator' | 'hilbert';
  readonly odd: boolean;
  readonly functions: number;
  readonly density: number;
}

/** The factor of cos(2 pi k f) by which the four kinds of filters differ. */
function factorOf({ type, odd }: Problem): (f: number) => number {
  if (type === 'bandpass') return odd ? () => 1 : (f) => Math.cos(Math.PI * f);
  return odd ? (f) => Math.sin(2 * Math.PI * f) : (f) => Math.sin(Math.PI * f);
}

/** So many cosines of evenly spaced angles are made from one cosine and one sine. */
const BLOCK = 16;

/** cos(2 pi f), f rising by `step` within each band but for its last. */
function cosines(f: readonly number[], bands: readonly number[], step: number): Float64Array {
  const n = f.length;
  const x = new Float64Array(n);
  const c = Float64Array.from({ length: BLOCK }, (_, k) => Math.cos(2 * Math.PI * step * k));
  const s = Float64Array.from({ length: BLOCK }, (_, k) => Math.sin(2 * Math.PI * step * k));
  let cosine = 1;
  let sine = 0;
  for (let i = 0, k = BLOCK; i < n; i++, k++) {
    if (k === BLOCK || bands[i] !== bands[i - 1]) {
      cosine = Math.cos(2 * Math.PI * f[i]!);
      sine = Math.sin(2 * Math.PI * f[i]!);
      k = 0;
    }
    const isLast = i === n - 1 || bands[i + 1] !== bands[i];
    x[i] = isLast ? Math.cos(2 * Math.PI * f[i]!) : cosine * c[k]! - sine * s[k]!;
  }
  return x;
}

/** The points at which the error is looked at, with the response and the weight there. */
function makeGrid(p: Problem): Grid {
  const step = 0.5 / (p.density * p.functions);
  const antisymmetric = p.type !== 'bandpass';
  const rising = p.type === 'differentiator';
  const f: number[] = [];
  const bands: number[] = [];
  for (let k = 0; k < p.desired.length; k++) {
    let at = p.edges[2 * k]!;
    // An antisymmetric filter has no response at 0.
    if (k === 0 && antisymmetric && at < step) at = step;
    const end = p.edges[2 * k + 1]!;
    do {
      f.push(at);
      bands.push(k);
      at += step;
    } while (at <= end);
    f[f.length - 1] = end;
  }
  // Where there is no response at the Nyquist frequency, stay away from it.
  if (antisymmetric === p.odd && f[f.length - 1]! > 0.5 - step) f.pop();
  const factor = factorOf(p);
  const n = f.length;
  const x = cosines(f, bands, step);
  const desired = new Float64Array(n);
  const weight = new Float64Array(n);
  const starts = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const k = bands[i]!;
    const at = f[i]!;
    const g = factor(at);
    desired[i] = (rising ? p.desired[k]! * at : p.desired[k]!) / g;
    weight[i] = (rising && p.desired[k]! >= 0.0001 ? p.weight[k]! / at : p.weight[k]!) * g;
    if (i > 0 && k !== bands[i - 1]) starts[i] = 1;
  }
  return { x, desired, weight, starts };
}

/** The filter whose amplitude is the cosine sum times the factor of its kind. */
function filterOf(c: Float64Array, numtaps: number, { type, odd, functions }: Problem): Float64Array {
  const h = new Float64Array(numtaps);
  const at = (k: number): number => (k < functions ? c[k]! : 0);
  if (type === 'bandpass') {
    if (odd) {
      const middle = (numtaps - 1) / 2;
      h[middle] = c[0]!;
      for (let k = 1; k < functions; k++) h[middle - k] = h[middle + k] = c[k]! / 2;
      return h;
    }
    for (let k = 1; k <= functions; k++) {
      const value = ((k === 1 ? 2 : 1) * at(k - 1) + at(k)) / 4;
      h[functions - k] = h[functions + k - 1] = value;
    }
    return h;
  }
  const half = functions;
  for (let k = 1; k <= functions; k++) {
    const value = ((k === 1 ? 2 : 1) * at(k - 1) - at(odd ? k + 1 : k)) / 4;
    h[half - k] = value;
    h[numtaps - 1 - (half - k)] = -value;
  }
  return h;
}

/**
 * A filter of finite response whose greatest weighted error is as small as can be.
 *
 * @param numtaps - the length of the filter
 * @param bands - the edges of the bands, rising pairs between 0 and fs / 2
 * @param desired - the gain in each band
 * @returns the coefficients
 * @throws ValueError for edges out of range or not rising, wrong sizes, or when the exchange does not end
 * @example
 * remez(72, [0, 0.1, 0.2, 0.4, 0.45, 0.5], [0, 1, 0]).size; // 72
 */
export function remez(numtaps: number, bands: ArrayLike, desired: ArrayLike, options: RemezOptions = {}): Reals {
  checkOptions('remez', options, ['weight', 'type', 'maxiter', 'gridDensity', 'fs']);
  const { type = 'bandpass', maxiter = 25, gridDensity = 16 } = options;
  const n = checkTaps('remez', numtaps);
  if (type !== 'bandpass' && type !== 'differentiator' && type !== 'hilbert') {
    throw new ValueError(`remez: Type must be 'bandpass', 'differentiator', or 'hilbert', got ${describe(type)}`);
  }
  const fs = options.fs ?? 1;
  if (!(fs > 0)) throw new ValueError(`remez: fs must be positive, got ${describe(options.fs)}`);
  const edges = realParts('remez', 'bands', bands).re.map((f) => f / fs);
  const gains = reals('remez', 'desired', desired);
  if (edges.length !== 2 * gains.length || edges.length === 0) {
    throw new ValueError(
      `remez: The inputs to bands must be pairs, one for each of desired: got ${edges.length} edges and ${gains.length} gains`,
    );
  }
  const weight =
    options.weight == null ? new Float64Array(gains.length).fill(1) : reals('remez', 'weight', options.weight);
  if (weight.length !== gains.length) {
    throw new ValueError(`remez: weight must have one entry per band, got ${weight.length} for ${gains.length} bands`);
  }
  if (edges.some((f, i) => (i > 0 && f <= edges[i - 1]!) || f < 0 || f > 0.5)) {
    throw new ValueError('remez: Band edges should be strictly increasing and lie between 0 and fs/2.');
  }
  if (n < 3) throw new ValueError(`remez: numtaps must be at least 3, got ${n}`);
  const odd = n % 2 === 1;
  const functions = Math.floor(n / 2) + (odd && type === 'bandpass' ? 1 : 0);
  const problem: Problem = { edges, desired: gains, weight, type, odd, functions, density: gridDensity };
  const grid = makeGrid(problem);
  return realArray(filterOf(bestCosines(grid, functions, maxiter), n, problem));
}
