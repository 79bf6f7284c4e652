/** What systems of continuous time do: their answers to inputs, impulses and steps, and their frequency responses. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import { freqs, freqsZpk } from '../response/freqs.js';
import { realArray, realParts, reals, shapedParts, type Complexes, type Reals } from '../values.js';
import {
  eigenvalues,
  exponential,
  identity,
  matrix,
  multiply,
  part,
  put,
  times,
  transposed,
  type Matrix,
} from './matrix.js';
import { continuous, TransferFunction, type LinearSystem, type SystemLike } from './system.js';

/** Options of `lsim`. */
export interface LsimOptions {
  /** The state at the start; zeros by default. */
  X0?: ArrayLike | null;
  /** Is the input a straight line between samples (the default), or constant? */
  interp?: boolean;
}

/** An array with axes of length 1 left out. */
export function squeezed(values: Float64Array, shape: readonly number[]): Reals {
  return realArray(
    values,
    shape.filter((n) => n !== 1),
  );
}

/** Times that are evenly spaced and not negative. */
function evenTimes(functionName: string, T: ArrayLike): Float64Array {
  const t = reals(functionName, 'T', T);
  if (t.length === 0) throw new ValueError(`${functionName}: T must have at least one element`);
  if (t[0]! < 0) throw new ValueError(`${functionName}: Initial time must be nonnegative, got ${t[0]}`);
  if (t.length > 1) {
    const dt = t[1]! - t[0]!;
    for (let i = 2; i < t.length; i++) {
      if (Math.abs(t[i]! - t[i - 1]! - dt) > 1e-8 + 1e-5 * Math.abs(dt))
        throw new ValueError(`${functionName}: Time steps are not equally spaced.`);
    }
  }
  return t;
}

interface Simulation {
  readonly t: Float64Array;
  readonly y: Float64Array;
  readonly x: Float64Array;
  readonly outputs: number;
  readonly states: number;
}

/** The states and outputs at evenly spaced times, exact for inputs that are lines or constants between samples. */
function simulate(
  functionName: string,
  system: LinearSystem,
  u: Matrix | null,
  t: Float64Array,
  x0: Float64Array | null,
  interp: boolean,
): Simulation {
  const { A, B, C, D } = system.abcd();
  const n = A.n;
  const m = B.n;
  const steps = t.length;
  const start = x0 ?? new Float64Array(n);
  if (start.length !== n) throw new ValueError(`${functionName}: X0 must have ${n} elements, got ${start.length}`);
  const x = new Float64Array(steps * n);
  const at = (i: number): Float64Array => x.subarray(i * n, (i + 1) * n);
  const add = (to: Float64Array, M: Matrix, v: Float64Array): void => {
    for (let i = 0; i < M.m; i++) for (let j = 0; j < M.n; j++) to[i]! += M.a[i * M.n + j]! * v[j]!;
  };
  if (n > 0) add(at(0), t[0] === 0 ? identity(n) : exponential(times(A, t[0]!)), start);
  const input = (i: number): Float64Array => u!.a.subarray(i * m, (i + 1) * m);
  if (steps > 1 && n > 0) {
    const dt = t[1]! - t[0]!;
    if (!u || u.a.every((v) => v === 0)) {
      const E = exponential(times(A, dt));
      for (let i = 1; i < steps; i++) add(at(i), E, at(i - 1));
    } else if (interp) {
      const M = matrix(n + 2 * m, n + 2 * m);
      put(M, times(A, dt), 0, 0);
      put(M, times(B, dt), 0, n);
      put(M, identity(m), n, n + m);
      const E = exponential(M);
      const Ad = part(E, 0, n, 0, n);
      const B1 = part(E, 0, n, n + m, n + 2 * m);
      const whole = part(E, 0, n, n, n + m);
      const B0 = matrix(
        n,
        m,
        whole.a.map((v, i) => v - B1.a[i]!),
      );
      for (let i = 1; i < steps; i++) {
        add(at(i), Ad, at(i - 1));
        add(at(i), B0, input(i - 1));
        add(at(i), B1, input(i));
      }
    } else {
      const M = matrix(n + m, n + m);
      put(M, times(A, dt), 0, 0);
      put(M, times(B, dt), 0, n);
      const E = exponential(M);
      const Ad = part(E, 0, n, 0, n);
      const Bd = part(E, 0, n, n, n + m);
      for (let i = 1; i < steps; i++) {
        add(at(i), Ad, at(i - 1));
        add(at(i), Bd, input(i - 1));
      }
    }
  }
  const y = multiply(matrix(steps, n, x), transposed(C));
  if (u) {
    const through = multiply(u, transposed(D));
    for (let i = 0; i < y.a.length; i++) y.a[i]! += through.a[i]!;
  }
  return { t, y: y.a, x, outputs: C.m, states: n };
}

/** An input as a matrix of times by inputs. */
function inputOf(functionName: string, U: ArrayLike | null, steps: number, inputs: number): Matrix | null {
  if (U === null) return null;
  const { re, shape } = realParts(functionName, 'U', U);
  if (shape.length === 0)
    return re[0] === 0 ? null : matrix(steps, inputs, new Float64Array(steps * inputs).fill(re[0]!));
  if (shape[0] !== steps)
    throw new ValueError(
      `${functionName}: U must have the same number of rows as elements in T, got ${shape[0]} and ${steps}.`,
    );
  if (re.length !== steps * inputs)
    throw new ValueError(
      `${functionName}: System does not define that many inputs: U has ${re.length / steps}, the system ${inputs}.`,
    );
  return matrix(steps, inputs, re);
}

/**
 * The answer of a system to an input.
 *
 * @param system - a system, or its numbers
 * @param U - the input at each time (rows for several); null or 0 for none
 * @param T - times, evenly spaced
 * @returns times, the output and the states at each
 * @throws ValueError for times that are not evenly spaced, or sizes that do not fit
 * @example
 * const [t, y] = lsim([[1], [1, 1]], [1, 1, 1], [0, 1, 2]);
 * y.size; // 3
 */
export function lsim(
  system: SystemLike,
  U: ArrayLike | null,
  T: ArrayLike,
  options: LsimOptions = {},
): [T: Reals, yout: Reals, xout: Reals] {
  checkOptions('lsim', options, ['X0', 'interp']);
  return answer('lsim', system, U, T, options.X0 ?? null, options.interp ?? true);
}

function answer(
  functionName: string,
  system: SystemLike,
  U: ArrayLike | null,
  T: ArrayLike,
  X0: ArrayLike | null,
  interp: boolean,
): [Reals, Reals, Reals] {
  const s = continuous(functionName, system);
  const t = evenTimes(functionName, T);
  const u = inputOf(functionName, U, t.length, s.abcd().B.n);
  const r = simulate(functionName, s, u, t, X0 === null ? null : reals(functionName, 'X0', X0), interp);
  return [realArray(Float64Array.from(r.t)), squeezed(r.y, [t.length, r.outputs]), squeezed(r.x, [t.length, r.states])];
}

/** Options of `lsim2`. */
export interface Lsim2Options {
  /** The input at each time; none by default. */
  U?: ArrayLike | null;
  /** Times, evenly spaced; 101 from 0 to 10 by default. */
  T?: ArrayLike | null;
  /** The state at the start; zeros by default. */
  X0?: ArrayLike | null;
}

/**
 * The answer of a system to an input; the same as `lsim`, under SciPy's older name.
 *
 * @param system - a system, or its numbers
 * @returns times, the output and the states at each
 * @throws ValueError for times that are not evenly spaced, or sizes that do not fit
 * @example
 * const [t, y] = lsim2([[1], [1, 1]], { X0: [1] });
 * y.size; // 101
 */
export function lsim2(system: SystemLike, options: Lsim2Options = {}): [T: Reals, yout: Reals, xout: Reals] {
  checkOptions('lsim2', options, ['U', 'T', 'X0']);
  const T = options.T ?? Float64Array.from({ length: 101 }, (_, i) => i / 10);
  return answer('lsim2', system, options.U ?? null, T, options.X0 ?? null, true);
}

/** Options of `impulse` and `step`. */
export interface ResponseOptions {
  /** The state at the start; zeros by default. */
  X0?: ArrayLike | null;
  /** Times, evenly spaced; by default as long as the slowest state takes. */
  T?: ArrayLike | null;
  /** How many times. Default 100. */
  N?: number | null;
}

/** Times that show the slowest part of the answer. */
function defaultTimes(A: Matrix, n: number): Float64Array {
  let slowest = Infinity;
  for (const v of eigenvalues(A)) slowest = Math.min(slowest, Math.abs(v.re));
  if (slowest === 0 || slowest === Infinity) slowest = 1;
  return Float64Array.from({ length: n }, (_, i) => ((7 / slowest) * i) / Math.max(1, n - 1));
}

function response(
  functionName: string,
  system: SystemLike,
  options: ResponseOptions,
  kind: 'impulse' | 'step',
): [Reals, Reals] {
  checkOptions(functionName, options, ['X0', 'T', 'N']);
  const s = continuous(functionName, system);
  const { A, B } = s.abcd();
  const N = options.N ?? 100;
  const { T = null } = options;
  const t = T === null ? defaultTimes(A, N) : typeof T === 'number' ? defaultTimes(A, T) : evenTimes(functionName, T);
  const x0 = options.X0 == null ? new Float64Array(A.n) : Float64Array.from(reals(functionName, 'X0', options.X0));
  if (kind === 'impulse') {
    // An impulse puts the system into the state B.
    if (B.n !== 1) throw new ValueError(`${functionName}: the system must have one input, got ${B.n}`);
    for (let i = 0; i < A.n; i++) x0[i]! += B.a[i]!;
  }
  const u = kind === 'step' ? matrix(t.length, B.n, new Float64Array(t.length * B.n).fill(1)) : null;
  const r = simulate(functionName, s, u, t, x0, false);
  return [realArray(Float64Array.from(t)), squeezed(r.y, [t.length, r.outputs])];
}

/**
 * The answer of a system to an impulse.
 *
 * @param system - a system, or its numbers
 * @returns times, and the output at each
 * @throws ValueError for several inputs
 * @example
 * impulse([[1], [1, 1]])[1].item(0); // 1
 */
export function impulse(system: SystemLike, options: ResponseOptions = {}): [T: Reals, yout: Reals] {
  return response('impulse', system, options, 'impulse');
}

/**
 * The answer of a system to an impulse; the same as `impulse`, under SciPy's older name.
 *
 * @param system - a system, or its numbers
 * @returns times, and the output at each
 * @throws ValueError for several inputs
 * @example
 * impulse2([[1], [1, 1]])[1].item(0); // 1
 */
export function impulse2(system: SystemLike, options: ResponseOptions = {}): [T: Reals, yout: Reals] {
  return response('impulse2', system, options, 'impulse');
}

/**
 * The answer of a system to a step.
 *
 * @param system - a system, or its numbers
 * @returns times, and the output at each
 * @throws ValueError for sizes that do not fit
 * @example
 * step([[1], [1, 1]])[1].item(0); // 0
 */
export function step(system: SystemLike, options: ResponseOptions = {}): [T: Reals, yout: Reals] {
  return response('step', system, options, 'step');
}

/**
 * The answer of a system to a step; the same as `step`, under SciPy's older name.
 *
 * @param system - a system, or its numbers
 * @returns times, and the output at each
 * @throws ValueError for sizes that do not fit
 * @example
 * step2([[1], [1, 1]])[1].item(0); // 0
 */
export function step2(system: SystemLike, options: ResponseOptions = {}): [T: Reals, yout: Reals] {
  return response('step2', system, options, 'step');
}

/** Options of `freqresp` and `bode`. */
export interface FreqrespOptions {
  /** Frequencies in rad/s; by default those between which the response changes. */
  w?: ArrayLike | null;
  /** How many frequencies, if none are given: 10000, for `bode` 100. */
  n?: number;
}

/**
 * The frequency response of a system.
 *
 * @param system - a system of one input and one output, or its numbers
 * @returns frequencies in rad/s, and the response at each
 * @throws ValueError for a system that is not one of continuous time
 * @example
 * freqresp([[1], [1, 1]], { w: [0] })[1].item(0).re; // 1
 */
export function freqresp(system: SystemLike, options: FreqrespOptions = {}): [w: Reals, H: Complexes] {
  checkOptions('freqresp', options, ['w', 'n']);
  const s = continuous('freqresp', system);
  const { w = null, n = 10000 } = options;
  if (s instanceof TransferFunction) return freqs(s.num, s.den, { worN: w ?? n });
  const { k } = s.zpk();
  return freqsZpk(s.zeros, s.poles, k, { worN: w ?? n });
}

/** Angles without jumps by 360 degrees, and gains in dB. */
export function magnitudeAndPhase(H: Complexes): { mag: Reals; phase: Reals } {
  const { re, im } = shapedParts('bode', 'H', H);
  const mag = re.map((x, i) => 20 * Math.log10(Math.hypot(x, im![i]!)));
  const phase = new Float64Array(re.length);
  let shift = 0;
  for (let i = 0; i < re.length; i++) {
    const angle = Math.atan2(im![i]!, re[i]!);
    if (i > 0) {
      const d = angle + shift - phase[i - 1]!;
      if (Math.abs(d) > Math.PI) shift -= 2 * Math.PI * Math.round(d / (2 * Math.PI));
    }
    phase[i] = angle + shift;
  }
  return { mag: realArray(mag), phase: realArray(phase.map((a) => (a * 180) / Math.PI)) };
}

/**
 * Gain and phase of a system as functions of frequency.
 *
 * @param system - a system of one input and one output, or its numbers
 * @returns frequencies in rad/s, gains in dB, phases in degrees
 * @throws ValueError for a system that is not one of continuous time
 * @example
 * bode([[1], [1, 1]], { w: [1] })[2].item(0); // -45
 */
export function bode(system: SystemLike, options: FreqrespOptions = {}): [w: Reals, mag: Reals, phase: Reals] {
  checkOptions('bode', options, ['w', 'n']);
  const [w, H] = freqresp(system, { w: options.w ?? null, n: options.n ?? 100 });
  const { mag, phase } = magnitudeAndPhase(H);
  return [w, mag, phase];
}
