/**
 * Filters of finite response of least greatest error, by the Remez exchange (T. Parks and J. McClellan, IEEE Trans. Circuit
 * Theory 19, 1972; J. McClellan, T. Parks and L. Rabiner, IEEE Trans. Audio Electroacoust. 21, 1973).
 */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { realArray, realParts, reals, type Reals } from '../values.js';
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

interface Grid {
  /** Frequencies in cycles a sample. */
  readonly f: Float64Array;
  readonly desired: Float64Array;
  readonly weight: Float64Array;
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

/** The points at which the error is looked at, with the response and the weight there. */
function makeGrid(p: Problem): Grid {
  const step = 0.5 / (p.density * p.functions);
  const antisymmetric = p.type !== 'bandpass';
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
  const desired = new Float64Array(n);
  const weight = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const k = bands[i]!;
    const rising = p.type === 'differentiator';
    const g = factor(f[i]!);
    desired[i] = (rising ? p.desired[k]! * f[i]! : p.desired[k]!) / g;
    weight[i] = (rising && p.desired[k]! >= 0.0001 ? p.weight[k]! / f[i]! : p.weight[k]!) * g;
  }
  return { f: Float64Array.from(f), desired, weight };
}

/** Barycentric interpolation through points. */
class Interpolant {
  constructor(
    readonly x: Float64Array,
    readonly w: Float64Array,
    readonly y: Float64Array,
  ) {}

  at(x: number): number {
    let top = 0;
    let bottom = 0;
    for (let k = 0; k < this.y.length; k++) {
      const d = x - this.x[k]!;
      if (d === 0) return this.y[k]!;
      const c = this.w[k]! / d;
      bottom += c;
      top += c * this.y[k]!;
    }
    return top / bottom;
  }
}

/** Barycentric weights, scaled so that the products neither vanish nor overflow. */
function barycentric(x: Float64Array, n: number): Float64Array {
  const w = new Float64Array(n);
  // The points lie within an interval of length 2, whose capacity is 1/2.
  for (let i = 0; i < n; i++) {
    let product = 1;
    for (let j = 0; j < n; j++) if (j !== i) product *= 2 * (x[i]! - x[j]!);
    w[i] = 1 / product;
  }
  return w;
}

/** The places where the error alternates, one more than functions; null when there are too few. */
function exchanged(error: Float64Array, starts: ReadonlySet<number>, count: number): Int32Array | null {
  const n = error.length;
  let found: number[] = [];
  for (let i = 0; i < n; i++) {
    const e = error[i]!;
    const sign = e > 0 ? 1 : -1;
    const before = i > 0 && !starts.has(i) ? sign * error[i - 1]! : -Infinity;
    const behind = i + 1 < n && !starts.has(i + 1) ? sign * error[i + 1]! : -Infinity;
    const size = Math.abs(e);
    if (e !== 0 && size >= before && size > behind) found.push(i);
    else if (e !== 0 && size > before && size >= behind) found.push(i);
  }
  // Of neighbours of one sign the largest stays.
  const alternating: number[] = [];
  for (const i of found) {
    const last = alternating[alternating.length - 1];
    if (last !== undefined && error[last]! > 0 === error[i]! > 0) {
      if (Math.abs(error[i]!) > Math.abs(error[last]!)) alternating[alternating.length - 1] = i;
    } else alternating.push(i);
  }
  found = alternating;
  while (found.length > count) {
    if (found.length === count + 1) {
      // One too many: the smaller of the ends goes.
      if (Math.abs(error[found[0]!]!) < Math.abs(error[found[found.length - 1]!]!)) found.shift();
      else found.pop();
      break;
    }
    // The smallest goes, and with it its smaller neighbour, so that signs still alternate.
    let k = 0;
    for (let i = 1; i < found.length; i++) if (Math.abs(error[found[i]!]!) < Math.abs(error[found[k]!]!)) k = i;
    if (k === 0) found.shift();
    else if (k === found.length - 1) found.pop();
    else {
      const left = Math.abs(error[found[k - 1]!]!);
      const right = Math.abs(error[found[k + 1]!]!);
      found.splice(left < right ? k - 1 : k, 2);
    }
  }
  return found.length === count ? Int32Array.from(found) : null;
}

/** The best approximation by cosines: its coefficients. */
function approximate(grid: Grid, functions: number, starts: ReadonlySet<number>, maxiter: number): Float64Array {
  const n = grid.f.length;
  const count = functions + 1;
  if (n < count) {
    throw new ValueError(`remez: the bands are too narrow: ${n} grid points for ${functions} coefficients`);
  }
  const x = grid.f.map((f) => Math.cos(2 * Math.PI * f));
  let extrema: Int32Array = Int32Array.from({ length: count }, (_, k) =>
    k === functions ? n - 1 : Math.floor((k * (n - 1)) / functions),
  );
  const error = new Float64Array(n);
  let interpolant: Interpolant | null = null;
  let settled = false;
  for (let iteration = 0; iteration < maxiter && !settled; iteration++) {
    const at = Float64Array.from(extrema, (i) => x[i]!);
    const w = barycentric(at, count);
    let top = 0;
    let bottom = 0;
    for (let k = 0; k < count; k++) {
      const i = extrema[k]!;
      top += w[k]! * grid.desired[i]!;
      bottom += ((k % 2 === 0 ? 1 : -1) * w[k]!) / grid.weight[i]!;
    }
    const level = top / bottom;
    const y = new Float64Array(functions);
    const weights = new Float64Array(functions);
    for (let k = 0; k < functions; k++) {
      const i = extrema[k]!;
      y[k] = grid.desired[i]! - ((k % 2 === 0 ? 1 : -1) * level) / grid.weight[i]!;
      weights[k] = w[k]! * (at[k]! - at[functions]!);
    }
    interpolant = new Interpolant(at.subarray(0, functions), weights, y);
    for (let i = 0; i < n; i++) error[i] = (grid.desired[i]! - interpolant.at(x[i]!)) * grid.weight[i]!;
    for (let k = 0; k < count; k++) error[extrema[k]!] = (k % 2 === 0 ? 1 : -1) * level;
    const next = exchanged(error, starts, count);
    if (!next) {
      // Nothing exceeds the level: rounding is all that is left.
      let largest = 0;
      for (const e of error) largest = Math.max(largest, Math.abs(e));
      if (largest <= Math.abs(level) * (1 + 1e-8) + 1e-14) break;
      throw new ValueError(
        `remez: Failure to converge at iteration ${iteration + 1}, try reducing transition band width.`,
      );
    }
    settled = next.every((i, k) => i === extrema[k]);
    if (!settled) {
      // As good as settled: no new extremum is larger than the level by more than rounding.
      let largest = 0;
      for (const i of next) largest = Math.max(largest, Math.abs(error[i]!));
      if (largest <= Math.abs(level) * (1 + 1e-12)) settled = true;
    }
    extrema = next;
    if (!settled && iteration === maxiter - 1) {
      throw new ValueError(`remez: Failure to converge at iteration ${maxiter}, try reducing transition band width.`);
    }
  }
  return cosineCoefficients(interpolant!, functions);
}

/** The c[k] of sum c[k] cos(2 pi k f), from values at equidistant frequencies. */
function cosineCoefficients(interpolant: Interpolant, functions: number): Float64Array {
  const points = 2 * functions - 1;
  const values = Float64Array.from({ length: functions }, (_, j) =>
    interpolant.at(Math.cos((2 * Math.PI * j) / points)),
  );
  const c = new Float64Array(functions);
  for (let k = 0; k < functions; k++) {
    let sum = values[0]!;
    for (let j = 1; j < functions; j++) sum += 2 * values[j]! * Math.cos((2 * Math.PI * ((j * k) % points)) / points);
    c[k] = ((k === 0 ? 1 : 2) * sum) / points;
  }
  return c;
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
  const starts = new Set<number>();
  for (let i = 1; i < grid.f.length; i++) {
    if (edges.some((e, k) => k % 2 === 0 && k > 0 && grid.f[i - 1]! < e && grid.f[i]! >= e)) starts.add(i);
  }
  return realArray(filterOf(approximate(grid, functions, starts, maxiter), n, problem));
}
