/** Tolerances of the error control, the norm in which errors are measured, and the first step. */
import type { Derivative, Lanes } from './state.js';

/** Relative and absolute tolerances, per component. */
export interface Tolerances {
  readonly rtol: Float64Array;
  readonly atol: Float64Array;
}

const EPS = Number.EPSILON;

/** The smallest relative tolerance that double precision can serve. */
export const LEAST_RTOL = 100 * EPS;

/** The modulus of component i of a state. */
export function modulus(y: Float64Array, i: number, lanes: Lanes): number {
  return lanes === 1 ? Math.abs(y[i]!) : Math.hypot(y[2 * i]!, y[2 * i + 1]!);
}

/** `scale[i] = atol + rtol * |y[i]|`; with `z` the larger of both moduli. */
export function errorScale(
  tolerances: Tolerances,
  lanes: Lanes,
  scale: Float64Array,
  y: Float64Array,
  z?: Float64Array,
): void {
  const { rtol, atol } = tolerances;
  for (let i = 0; i < scale.length; i++) {
    let size = modulus(y, i, lanes);
    if (z) {
      const other = modulus(z, i, lanes);
      // Not Math.max: a nan must come through.
      if (!(other <= size)) size = other;
    }
    scale[i] = atol[i]! + rtol[i]! * size;
  }
}

/** The root mean square of `v / scale`. */
export function scaledNorm(v: Float64Array, scale: Float64Array, lanes: Lanes): number {
  const n = scale.length;
  if (n === 0) return 0;
  let sum = 0;
  if (lanes === 1) {
    for (let i = 0; i < n; i++) {
      const r = v[i]! / scale[i]!;
      sum += r * r;
    }
  } else {
    for (let i = 0; i < n; i++) {
      const re = v[2 * i]! / scale[i]!;
      const im = v[2 * i + 1]! / scale[i]!;
      sum += re * re + im * im;
    }
  }
  return Math.sqrt(sum / n);
}

/** What choosing a first step starts from. */
export interface Start {
  readonly fun: Derivative;
  readonly lanes: Lanes;
  readonly t: number;
  readonly y: Float64Array;
  readonly f: Float64Array;
  readonly bound: number;
  readonly maxStep: number;
  readonly direction: 1 | -1;
}

/**
 * A first step such that an explicit Euler step would be accurate and the next term of the expansion stays below the tolerance: E. Hairer, S.
 * Norsett and G. Wanner, Solving Ordinary Differential Equations I, section II.4.
 *
 * @param order - the order of the error estimate
 */
export function firstStep(start: Start, order: number, tolerances: Tolerances): number {
  const { fun, lanes, t, y, f, direction } = start;
  const length = y.length;
  if (length === 0) return Infinity;
  const span = Math.abs(start.bound - t);
  if (span === 0) return 0;
  const scale = new Float64Array(length / lanes);
  errorScale(tolerances, lanes, scale, y);
  const d0 = scaledNorm(y, scale, lanes);
  const d1 = scaledNorm(f, scale, lanes);
  const h0 = Math.min(d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : (0.01 * d0) / d1, span);
  const y1 = new Float64Array(length);
  for (let i = 0; i < length; i++) y1[i] = y[i]! + h0 * direction * f[i]!;
  const f1 = new Float64Array(length);
  fun(t + h0 * direction, y1, f1);
  for (let i = 0; i < length; i++) f1[i] = f1[i]! - f[i]!;
  const d2 = scaledNorm(f1, scale, lanes) / h0;
  const h1 = d1 <= 1e-15 && d2 <= 1e-15 ? Math.max(1e-6, h0 * 1e-3) : (0.01 / Math.max(d1, d2)) ** (1 / (order + 1));
  return Math.min(100 * h0, h1, span, start.maxStep);
}
