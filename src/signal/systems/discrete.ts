/** What systems of discrete time do: their answers to inputs, impulses and steps, and their frequency responses. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import { freqz, freqzZpk } from '../response/freqz.js';
import {
  realArray,
  realParts,
  reals,
  shapedParts,
  partsArray,
  type Complexes,
  type Numbers,
  type Reals,
} from '../values.js';
import { magnitudeAndPhase } from './continuous.js';
import { matrix, type Matrix } from './matrix.js';
import { StateSpace, TransferFunction, discrete, type DiscreteSystemLike, type LinearSystem } from './system.js';

/** Options of `dlsim`. */
export interface DlsimOptions {
  /** The times of the input; by default it has one sample for each of the system. */
  t?: ArrayLike | null;
  /** The state at the start; zeros by default. */
  x0?: ArrayLike | null;
}

const stepOf = (s: LinearSystem): number => (typeof s.dt === 'number' ? s.dt : 1);

/** Outputs and states of a system, sample by sample. */
function run(
  functionName: string,
  s: LinearSystem,
  u: Matrix,
  x0: ArrayLike | null,
): { y: Float64Array; x: Float64Array } {
  const { A, B, C, D } = s.abcd();
  const n = A.n;
  const count = u.m;
  if (u.n !== B.n) throw new ValueError(`${functionName}: u must have ${B.n} columns, got ${u.n}`);
  const x = new Float64Array(count * n);
  const y = new Float64Array(count * C.m);
  if (x0 !== null) {
    const start = reals(functionName, 'x0', x0);
    if (start.length !== n) throw new ValueError(`${functionName}: x0 must have ${n} elements, got ${start.length}`);
    x.set(start);
  }
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < C.m; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += C.a[i * n + j]! * x[k * n + j]!;
      for (let j = 0; j < u.n; j++) sum += D.a[i * u.n + j]! * u.a[k * u.n + j]!;
      y[k * C.m + i] = sum;
    }
    if (k + 1 === count) break;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += A.a[i * n + j]! * x[k * n + j]!;
      for (let j = 0; j < u.n; j++) sum += B.a[i * u.n + j]! * u.a[k * u.n + j]!;
      x[(k + 1) * n + i] = sum;
    }
  }
  return { y, x };
}

/** The input at the system's times, between samples along straight lines. */
function interpolated(u: Matrix, t: Float64Array, times: Float64Array): Matrix {
  const result = matrix(times.length, u.n);
  let k = 0;
  times.forEach((at, i) => {
    while (k + 2 < t.length && t[k + 1]! < at) k++;
    const part = t.length < 2 ? 0 : (at - t[k]!) / (t[k + 1]! - t[k]!);
    for (let j = 0; j < u.n; j++) {
      const a = u.a[k * u.n + j]!;
      const b = t.length < 2 ? a : u.a[(k + 1) * u.n + j]!;
      result.a[i * u.n + j] = a + part * (b - a);
    }
  });
  return result;
}

/**
 * The answer of a system of discrete time to an input.
 *
 * @param system - a system, or its numbers with the time between samples last
 * @param u - the input (rows for several)
 * @returns times and the output at each; for a state-space model the states too
 * @throws ValueError for a system of continuous time, or sizes that do not fit
 * @example
 * dlsim([[1], [1, -0.5], 1], [1, 1, 1])[1].shape; // [3, 1]
 */
export function dlsim(
  system: DiscreteSystemLike,
  u: ArrayLike,
  options: DlsimOptions = {},
): [tout: Reals, yout: Reals] | [tout: Reals, yout: Reals, xout: Reals] {
  checkOptions('dlsim', options, ['t', 'x0']);
  const s = discrete('dlsim', system);
  const { re, shape } = realParts('dlsim', 'u', u);
  const rows = shape.length === 0 ? 1 : shape[0]!;
  let input = matrix(rows, rows === 0 ? s.abcd().B.n : re.length / rows, re);
  const dt = stepOf(s);
  let count = rows;
  let times = Float64Array.from({ length: count }, (_, i) => i * dt);
  if (options.t != null) {
    const t = reals('dlsim', 't', options.t);
    if (t.length !== rows)
      throw new ValueError(`dlsim: u must have as many rows as t has elements, got ${rows} and ${t.length}`);
    const stop = t[t.length - 1]!;
    count = Math.floor(stop / dt) + 1;
    times = Float64Array.from({ length: count }, (_, i) => (count > 1 ? (stop * i) / (count - 1) : 0));
    input = interpolated(input, t, times);
  }
  const { y, x } = run('dlsim', s, input, options.x0 ?? null);
  const outputs = s.abcd().C.m;
  const result: [Reals, Reals] = [realArray(times), realArray(y, [count, outputs])];
  return s instanceof StateSpace ? [...result, realArray(x, [count, s.abcd().A.n])] : result;
}

/** Options of `dimpulse` and `dstep`. */
export interface DiscreteResponseOptions {
  /** The state at the start; zeros by default. */
  x0?: ArrayLike | null;
  /** Times; n of the system's by default. */
  t?: ArrayLike | null;
  /** How many times. Default 100. */
  n?: number | null;
}

function response(
  functionName: string,
  system: DiscreteSystemLike,
  options: DiscreteResponseOptions,
  input: (k: number) => number,
): [Reals, Reals[]] {
  checkOptions(functionName, options, ['x0', 't', 'n']);
  const s = discrete(functionName, system);
  const dt = stepOf(s);
  const n = options.n ?? 100;
  const given =
    options.t == null ? Float64Array.from({ length: n }, (_, i) => i * dt) : reals(functionName, 't', options.t);
  const count = options.t == null ? n : Math.floor(given[given.length - 1]! / dt) + 1;
  const times = Float64Array.from({ length: count }, (_, i) => i * dt);
  const inputs = s.abcd().B.n;
  const yout = Array.from({ length: inputs }, (_, j) => {
    // The input has its values at the given times, and lies on straight lines between.
    const u = matrix(given.length, inputs);
    for (let k = 0; k < given.length; k++) u.a[k * inputs + j] = input(k);
    const sampled = options.t == null ? u : interpolated(u, given, times);
    return realArray(run(functionName, s, sampled, options.x0 ?? null).y, [count, s.abcd().C.m]);
  });
  return [realArray(times), yout];
}

/**
 * The answer of a system of discrete time to an impulse.
 *
 * @param system - a system, or its numbers with the time between samples last
 * @returns times, and for each input the outputs at each
 * @throws ValueError for a system of continuous time
 * @example
 * dimpulse([[1], [1, -0.5], 1], { n: 3 })[1][0]!.size; // 3
 */
export function dimpulse(
  system: DiscreteSystemLike,
  options: DiscreteResponseOptions = {},
): [tout: Reals, yout: Reals[]] {
  return response('dimpulse', system, options, (k) => (k === 0 ? 1 : 0));
}

/**
 * The answer of a system of discrete time to a step.
 *
 * @param system - a system, or its numbers with the time between samples last
 * @returns times, and for each input the outputs at each
 * @throws ValueError for a system of continuous time
 * @example
 * dstep([[1], [1, -0.5], 1], { n: 3 })[1][0]!.size; // 3
 */
export function dstep(system: DiscreteSystemLike, options: DiscreteResponseOptions = {}): [tout: Reals, yout: Reals[]] {
  return response('dstep', system, options, () => 1);
}

/** Options of `dfreqresp`. */
export interface DfreqrespOptions {
  /** Frequencies in radians a sample; evenly spaced by default. */
  w?: ArrayLike | null;
  /** How many frequencies, if none are given. Default 10000. */
  n?: number;
  /** The whole circle? Default false. */
  whole?: boolean;
}

/** Coefficients in powers of z as ones in powers of 1/z: the shorter one with zeros in front. */
function inInverse(num: Numbers, den: Numbers): [Numbers, Numbers] {
  const longer = (p: Numbers, n: number): Numbers => {
    const { re, im } = shapedParts('dfreqresp', 'num', p);
    const full = (x: Float64Array): Float64Array => {
      const y = new Float64Array(n);
      y.set(x, n - x.length);
      return y;
    };
    return partsArray({ re: full(re), im: im ? full(im) : null });
  };
  const n = Math.max(num.size, den.size);
  return [longer(num, n), longer(den, n)];
}

/**
 * The frequency response of a system of discrete time.
 *
 * @param system - a system of one input and one output, or its numbers with the time between samples last
 * @returns frequencies in radians a sample, and the response at each
 * @throws ValueError for a system of continuous time
 * @example
 * dfreqresp([[1], [1, -0.5], 1], { w: [0] })[1].item(0).re; // 2
 */
export function dfreqresp(system: DiscreteSystemLike, options: DfreqrespOptions = {}): [w: Reals, H: Complexes] {
  checkOptions('dfreqresp', options, ['w', 'n', 'whole']);
  const s = discrete('dfreqresp', system);
  const { w = null, n = 10000, whole = false } = options;
  const worN = w ?? n;
  if (s instanceof TransferFunction) {
    const [num, den] = inInverse(s.num, s.den);
    return freqz(num, { a: den, worN, whole });
  }
  return freqzZpk(s.zeros, s.poles, s.zpk().k, { worN, whole });
}

/**
 * Gain and phase of a system of discrete time as functions of frequency.
 *
 * @param system - a system of one input and one output, or its numbers with the time between samples last
 * @param options - `w`: frequencies in radians a sample; `n`: how many, if none are given, 100 by default
 * @returns frequencies in radians a unit of time, gains in dB, phases in degrees
 * @throws ValueError for a system of continuous time
 * @example
 * dbode([[1], [1, -0.5], 1], { w: [0] })[2].item(0); // 0
 */
export function dbode(
  system: DiscreteSystemLike,
  options: Omit<DfreqrespOptions, 'whole'> = {},
): [w: Reals, mag: Reals, phase: Reals] {
  checkOptions('dbode', options, ['w', 'n']);
  const s = discrete('dbode', system);
  const [w, H] = dfreqresp(s, { w: options.w ?? null, n: options.n ?? 100 });
  const { mag, phase } = magnitudeAndPhase(H);
  return [realArray(w.data.map((x) => x / stepOf(s))), mag, phase];
}
