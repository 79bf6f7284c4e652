/**
 * The method of Levenberg and Marquardt as a trust-region method with scaled variables (J. Moré, The Levenberg-Marquardt
 * algorithm: implementation and theory, Lecture Notes in Mathematics 630, 1978; numbers in comments are its equations).
 */
import type { Mat } from '../dense/matrix.js';
import { applyQT, qrFactor, type Qr } from '../dense/qr.js';
import { norm2, type Vec } from '../dense/vector.js';

/** A problem for the method. */
export interface MarquardtProblem {
  readonly value: (x: Vec) => Vec;
  readonly jacobian: (x: Vec, f: Vec) => Mat;
  readonly x0: Vec;
  readonly ftol: number;
  readonly xtol: number;
  readonly gtol: number;
  /** Called before each step with the calls made so far: are more allowed? */
  readonly more: () => boolean;
  /** The bound of the first step, in multiples of the scaled start. */
  readonly factor: number;
  /** Fixed scales; without them they follow the Jacobian's columns. */
  readonly diag?: Vec | undefined;
  readonly report?: (x: Vec, f: Vec, nit: number) => boolean;
}

/** The outcome; `info` as MINPACK numbers it, -2 where the callback stopped it. */
export interface MarquardtOutcome {
  readonly x: Vec;
  readonly f: Vec;
  readonly info: number;
  readonly factors: Qr;
  readonly jacobian: Mat;
  readonly qtf: Vec;
  readonly nit: number;
}

/** Solve `R x = Q'f` and `sqrt(alpha) D x = 0` in the sense of least squares by rotations; returns the triangle S too. */
function dampedSolve(
  r: Mat,
  width: number,
  n: number,
  order: Int32Array,
  diag: Vec,
  root: number,
  qtb: Vec,
): { x: Vec; s: Mat } {
  const s = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) s[i * n + j] = r[i * width + j]!;
  const right = qtb.slice(0, n);
  const row = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const d = root * diag[order[j]!]!;
    if (d === 0) continue;
    row.fill(0, j);
    row[j] = d;
    let carried = 0;
    for (let k = j; k < n; k++) {
      if (row[k] === 0) continue;
      const a = s[k * n + k]!;
      const h = Math.hypot(a, row[k]!);
      const c = a / h;
      const t = row[k]! / h;
      s[k * n + k] = h;
      const kept = c * right[k]! + t * carried;
      carried = -t * right[k]! + c * carried;
      right[k] = kept;
      for (let i = k + 1; i < n; i++) {
        const above = c * s[k * n + i]! + t * row[i]!;
        row[i] = -t * s[k * n + i]! + c * row[i]!;
        s[k * n + i] = above;
      }
    }
  }
  return { x: backSolve(s, n, n, right, order), s };
}

/** Solve with a triangle; where a diagonal element is 0 the rest is left 0. The result is in the order of the variables. */
function backSolve(r: Mat, width: number, n: number, right: Vec, order: Int32Array): Vec {
  let rank = 0;
  while (rank < n && r[rank * width + rank] !== 0) rank++;
  const z = new Float64Array(n);
  for (let i = rank - 1; i >= 0; i--) {
    let sum = right[i]!;
    for (let j = i + 1; j < rank; j++) sum -= r[i * width + j]! * z[j]!;
    z[i] = sum / r[i * width + i]!;
  }
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) x[order[i]!] = z[i]!;
  return x;
}

function scaledNorm(d: Vec, x: Vec): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (d[i]! * x[i]!) ** 2;
  return Number.isFinite(sum) && sum > 1e-280 ? Math.sqrt(sum) : norm2(x.map((t, i) => t * d[i]!));
}

/** The Marquardt parameter: a step whose scaled length is the radius within a tenth (section 5 of the paper). */
function parameter(
  { qr, order, n: width }: Qr,
  n: number,
  diag: Vec,
  qtb: Vec,
  radius: number,
  start: number,
): { alpha: number; x: Vec } {
  let x = backSolve(qr, width, n, qtb, order);
  let length = scaledNorm(diag, x);
  let excess = length - radius;
  if (excess <= 0.1 * radius) return { alpha: 0, x };
  let full = true;
  for (let i = 0; i < n; i++) if (qr[i * width + i] === 0) full = false;
  /** `|L^-1 P' D (D x / |D x|)|^2` for a triangle L'. */
  const slopeNorm = (r: Mat, w: number): number => {
    const v = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      const l = order[j]!;
      v[j] = diag[l]! * ((diag[l]! * x[l]!) / length);
    }
    let sum = 0;
    for (let i = 0; i < n; i++) {
      v[i]! /= r[i * w + i]!;
      for (let j = i + 1; j < n; j++) v[j]! -= r[i * w + j]! * v[i]!;
      sum += v[i]! ** 2;
    }
    return sum;
  };
  let lower = full ? excess / radius / slopeNorm(qr, width) : 0;
  let gradient = 0;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += qr[i * width + j]! * qtb[i]!;
    gradient += (sum / diag[order[j]!]!) ** 2;
  }
  gradient = Math.sqrt(gradient);
  let upper = gradient / radius;
  if (upper === 0) upper = 2.2250738585072014e-308 / Math.min(radius, 0.1);
  let alpha = Math.min(Math.max(start, lower), upper);
  if (alpha === 0) alpha = gradient / length;
  for (let k = 1; ; k++) {
    if (alpha === 0) alpha = Math.max(2.2250738585072014e-308, 0.001 * upper);
    const damped = dampedSolve(qr, width, n, order, diag, Math.sqrt(alpha), qtb);
    x = damped.x;
    length = scaledNorm(diag, x);
    const before = excess;
    excess = length - radius;
    if (Math.abs(excess) <= 0.1 * radius || (lower === 0 && excess <= before && before < 0) || k === 10)
      return { alpha, x };
    const correction = excess / radius / slopeNorm(damped.s, n);
    if (excess > 0) lower = Math.max(lower, alpha);
    else upper = Math.min(upper, alpha);
    alpha = Math.max(lower, alpha + correction);
  }
}

export function levenbergMarquardt(problem: MarquardtProblem): MarquardtOutcome {
  const { value, jacobian, ftol, xtol, gtol, factor, more } = problem;
  const n = problem.x0.length;
  let x: Vec = problem.x0.slice();
  let f = value(x);
  const m = f.length;
  let size = norm2(f);
  const diag: Vec = problem.diag ? problem.diag.slice() : new Float64Array(n);
  const work = new Float64Array(m * n);
  const qtf = new Float64Array(m);
  let alpha = 0;
  let radius = 0;
  let xNorm = 0;
  let nit = 0;
  for (let iteration = 1; ; iteration++) {
    const jac = jacobian(x, f);
    const factors = qrFactor(jac, m, n, true, work);
    const { qr, order } = factors;
    const lengths = factors.lengths!;
    if (iteration === 1) {
      if (!problem.diag) for (let k = 0; k < n; k++) diag[k] = lengths[k]! || 1;
      xNorm = scaledNorm(diag, x);
      radius = factor * xNorm;
      if (radius === 0) radius = factor;
    }
    qtf.set(f);
    applyQT(factors, qtf);
    const end = (info: number): MarquardtOutcome => ({ x, f, info, factors, jacobian: jac, qtf, nit });
    let cosine = 0;
    if (size !== 0) {
      for (let j = 0; j < n; j++) {
        const l = order[j]!;
        if (lengths[l] === 0) continue;
        let sum = 0;
        for (let i = 0; i <= Math.min(j, m - 1); i++) sum += qr[i * n + j]! * (qtf[i]! / size);
        cosine = Math.max(cosine, Math.abs(sum / lengths[l]!));
      }
    }
    if (cosine <= gtol) return end(4);
    if (!problem.diag) for (let k = 0; k < n; k++) diag[k] = Math.max(diag[k]!, lengths[k]!);
    let ratio = 0;
    do {
      const found = parameter(factors, n, diag, qtf, radius, alpha);
      alpha = found.alpha;
      const step = found.x;
      const next = new Float64Array(n);
      for (let i = 0; i < n; i++) next[i] = x[i]! - step[i]!;
      const length = scaledNorm(diag, step);
      if (iteration === 1 && nit === 0) radius = Math.min(radius, length);
      const fNext = value(next);
      const sizeNext = norm2(fNext);
      let actual = -1;
      if (0.1 * sizeNext < size) actual = 1 - (sizeNext / size) ** 2;
      // R P' p: what the linear model says of the fall (4.4).
      let linear = 0;
      for (let i = 0; i < Math.min(m, n); i++) {
        let sum = 0;
        for (let j = i; j < n; j++) sum += qr[i * n + j]! * step[order[j]!]!;
        linear += sum * sum;
      }
      const t1 = Math.sqrt(linear) / size;
      const t2 = (Math.sqrt(alpha) * length) / size;
      const predicted = t1 * t1 + (t2 * t2) / 0.5;
      const slope = -(t1 * t1 + t2 * t2);
      ratio = predicted !== 0 ? actual / predicted : 0;
      if (!(ratio > 0.25)) {
        let shrink = actual >= 0 ? 0.5 : (0.5 * slope) / (slope + 0.5 * actual);
        if (!(0.1 * sizeNext < size) || !(shrink >= 0.1)) shrink = 0.1;
        radius = shrink * Math.min(radius, length / 0.1);
        alpha /= shrink;
      } else if (alpha === 0 || ratio >= 0.75) {
        radius = length / 0.5;
        alpha *= 0.5;
      }
      if (ratio >= 1e-4) {
        x = next;
        f = fNext;
        xNorm = scaledNorm(diag, x);
        size = sizeNext;
        nit++;
        if (problem.report?.(x, f, nit)) return end(-2);
      }
      const byValue = Math.abs(actual) <= ftol && predicted <= ftol && 0.5 * ratio <= 1;
      const byStep = radius <= xtol * xNorm;
      if (byValue && byStep) return end(3);
      if (byValue) return end(1);
      if (byStep) return end(2);
      if (!more()) return end(5);
      const eps = Number.EPSILON;
      if (Math.abs(actual) <= eps && predicted <= eps && 0.5 * ratio <= 1) return end(6);
      if (radius <= eps * xNorm) return end(7);
      if (cosine <= eps) return end(8);
      if (!Number.isFinite(radius) || radius === 0) return end(7);
    } while (!(ratio >= 1e-4));
  }
}
