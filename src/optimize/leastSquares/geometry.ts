/** Steps within bounds and trust regions, and one-dimensional quadratics, for the least-squares methods. */
import { matVec, type Mat } from '../dense/matrix.js';
import { dot, times, type Vec } from '../dense/vector.js';
import type { Box } from '../bounds.js';

/** How far one can go from x along s within bounds, and which bounds are hit (-1 lower, 1 upper). */
export function stepToBounds(x: Vec, s: Vec, lb: Vec, ub: Vec): { step: number; hits: Int8Array } {
  const n = x.length;
  const steps = new Float64Array(n).fill(Infinity);
  let step = Infinity;
  for (let i = 0; i < n; i++) {
    if (s[i] === 0) continue;
    steps[i] = Math.max((lb[i]! - x[i]!) / s[i]!, (ub[i]! - x[i]!) / s[i]!);
    step = Math.min(step, steps[i]!);
  }
  const hits = new Int8Array(n);
  for (let i = 0; i < n; i++) if (steps[i] === step && s[i] !== 0) hits[i] = Math.sign(s[i]!);
  return { step, hits };
}

/** Move what lies on a bound a little inside. With `relative` 0, by one unit in the last place. */
export function strictlyInside(x: Vec, { lb, ub }: Box, relative: number): Vec {
  const result = x.slice();
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [lb[i]!, ub[i]!];
    if (relative === 0) {
      if (x[i]! <= a) result[i] = nextUp(a);
      else if (x[i]! >= b) result[i] = -nextUp(-b);
    } else {
      const onLower = Number.isFinite(a) && x[i]! - a <= Math.min(b - x[i]!, relative * Math.max(1, Math.abs(a)));
      const onUpper = Number.isFinite(b) && b - x[i]! <= Math.min(x[i]! - a, relative * Math.max(1, Math.abs(b)));
      if (onLower) result[i] = a + relative * Math.max(1, Math.abs(a));
      else if (onUpper) result[i] = b - relative * Math.max(1, Math.abs(b));
    }
    if (result[i]! < a || result[i]! > b) result[i] = 0.5 * (a + b);
  }
  return result;
}

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** The next larger float. */
function nextUp(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  if (!Number.isFinite(x)) return x;
  float[0] = x;
  bits[0]! += x > 0 ? 1n : -1n;
  return float[0];
}

/** Coleman and Li's scaling: the distance to the bound that the gradient points away from, and its derivative. */
export function colemanLi(x: Vec, g: Vec, { lb, ub }: Box): { v: Vec; dv: Vec } {
  const n = x.length;
  const v = new Float64Array(n).fill(1);
  const dv = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (g[i]! < 0 && ub[i]! < Infinity) {
      v[i] = ub[i]! - x[i]!;
      dv[i] = -1;
    } else if (g[i]! > 0 && lb[i]! > -Infinity) {
      v[i] = x[i]! - lb[i]!;
      dv[i] = 1;
    }
  }
  return { v, dv };
}

/** `|J s|^2 / 2 + s.diag.s / 2 + g.s`. */
export function quadraticValue(j: Mat, m: number, g: Vec, s: Vec, diag?: Vec): number {
  const js = matVec(j, m, s.length, s);
  let q = dot(js, js);
  if (diag) q += dot(s, times(diag, s));
  return 0.5 * q + dot(g, s);
}

/** Coefficients of the quadratic along `s0 + t s`: `a t^2 + b t + c`. */
export function quadraticAlong(
  j: Mat,
  m: number,
  g: Vec,
  s: Vec,
  diag?: Vec,
  s0?: Vec,
): { a: number; b: number; c: number } {
  const v = matVec(j, m, s.length, s);
  let a = dot(v, v);
  if (diag) a += dot(times(s, diag), s);
  a *= 0.5;
  let b = dot(g, s);
  let c = 0;
  if (s0) {
    const u = matVec(j, m, s.length, s0);
    b += dot(u, v);
    c = 0.5 * dot(u, u) + dot(g, s0);
    if (diag) {
      b += dot(times(s0, diag), s);
      c += 0.5 * dot(times(s0, diag), s0);
    }
  }
  return { a, b, c };
}

/** The minimum of `a t^2 + b t + c` between two limits. */
export function minimumOfQuadratic(
  a: number,
  b: number,
  low: number,
  high: number,
  c = 0,
): { t: number; value: number } {
  const candidates = [low, high];
  if (a !== 0) {
    const extremum = (-0.5 * b) / a;
    if (low < extremum && extremum < high) candidates.push(extremum);
  }
  let best = { t: low, value: Infinity };
  for (const t of candidates) {
    const value = t * (a * t + b) + c;
    if (value < best.value) best = { t, value };
  }
  return best;
}

/** The larger or smaller radius after a step. */
export function nextRadius(
  radius: number,
  actual: number,
  predicted: number,
  length: number,
  hit: boolean,
): { radius: number; ratio: number } {
  const ratio = predicted > 0 ? actual / predicted : predicted === 0 && actual === 0 ? 1 : 0;
  if (ratio < 0.25) return { radius: 0.25 * length, ratio };
  return { radius: ratio > 0.75 && hit ? 2 * radius : radius, ratio };
}

/** Which of the tolerances a step satisfies: 2 for the value, 3 for x, 4 for both; 0 for none. */
export function termination(
  df: number,
  f: number,
  dx: number,
  x: number,
  ratio: number,
  ftol: number,
  xtol: number,
): number {
  const byValue = df < ftol * f && ratio > 0.25;
  const byStep = dx < xtol * (xtol + x);
  return byValue && byStep ? 4 : byValue ? 2 : byStep ? 3 : 0;
}
