/** Where lines meet a ball and a box, and the two steps of Byrd and Omojokun within them (Nocedal and Wright, section 18.5). */
import { matTVec, matVec, type Mat } from '../dense/matrix.js';
import { along, dot, minus, norm2, scaled, type Vec } from '../dense/vector.js';
import type { Projections } from './projections.js';

/** The part of a line within a set: t from `from` to `to`; `meets` false where there is none. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly meets: boolean;
}

const NOTHING: Span = { from: 0, to: 0, meets: false };

/** `z + t d` in the ball; with `whole` for all t, else for t in [0, 1]. */
export function ballSpan(z: Vec, d: Vec, radius: number, whole = false): Span {
  const a = dot(d, d);
  if (a === 0) return NOTHING;
  if (radius === Infinity)
    return whole ? { from: -Infinity, to: Infinity, meets: true } : { from: 0, to: 1, meets: true };
  const b = 2 * dot(z, d);
  const c = dot(z, z) - radius * radius;
  const discriminant = b * b - 4 * a * c;
  if (discriminant < 0) return NOTHING;
  const root = Math.sqrt(discriminant);
  const q = b + (b >= 0 ? root : -root);
  const [t1, t2] = [-q / (2 * a), (-2 * c) / q];
  return limited(Math.min(t1, t2), Math.max(t1, t2), whole);
}

/** `z + t d` in the box. */
export function boxSpan(z: Vec, d: Vec, lb: Vec, ub: Vec, whole = false): Span {
  let from = -Infinity;
  let to = Infinity;
  let moves = false;
  for (let i = 0; i < d.length; i++) {
    if (d[i] === 0) {
      if (z[i]! < lb[i]! || z[i]! > ub[i]!) return NOTHING;
      continue;
    }
    moves = true;
    const [a, b] = [(lb[i]! - z[i]!) / d[i]!, (ub[i]! - z[i]!) / d[i]!];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return moves && from <= to ? limited(from, to, whole) : NOTHING;
}

function limited(from: number, to: number, whole: boolean): Span {
  if (whole) return { from, to, meets: true };
  if (to < 0 || from > 1) return NOTHING;
  return { from: Math.max(0, from), to: Math.min(1, to), meets: true };
}

/** In both. */
export function boxBallSpan(z: Vec, d: Vec, lb: Vec, ub: Vec, radius: number, whole = false): Span {
  const a = boxSpan(z, d, lb, ub, whole);
  const b = ballSpan(z, d, radius, whole);
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return a.meets && b.meets && from <= to ? { from, to, meets: true } : NOTHING;
}

const inside = (x: Vec, lb: Vec, ub: Vec): boolean => x.every((t, i) => t >= lb[i]! && t <= ub[i]!);

/** A step that makes `|A x + b|` small within ball and box, by the dogleg. */
export function normalStep(a: Mat, m: number, p: Projections, b: Vec, radius: number, lb: Vec, ub: Vec): Vec {
  const n = lb.length;
  const newton = scaled(-1, p.rowSpace(b));
  if (inside(newton, lb, ub) && norm2(newton) <= radius) return newton;
  const g = matTVec(a, m, n, b);
  const ag = matVec(a, m, n, g);
  const gg = dot(g, g);
  const cauchy = gg > 0 ? scaled(-gg / dot(ag, ag), g) : new Float64Array(n);
  const origin = new Float64Array(n);
  let x: Vec;
  const leg = minus(newton, cauchy);
  const second = boxBallSpan(cauchy, leg, lb, ub, radius);
  if (second.meets) x = along(cauchy, second.to, leg);
  else {
    const first = boxBallSpan(origin, cauchy, lb, ub, radius);
    x = scaled(first.to, cauchy);
  }
  const direct = scaled(boxBallSpan(origin, newton, lb, ub, radius).to, newton);
  const residual = (v: Vec): number => norm2(matVec(a, m, n, v).map((t, i) => t + b[i]!));
  return residual(x) < residual(direct) ? x : direct;
}

/** Minimise `x'Hx / 2 + c.x` where `A x = 0`, within ball and box, by projected conjugate gradients. */
export function tangentialStep(
  product: (v: Vec) => Vec,
  c: Vec,
  p: Projections,
  radius: number,
  lb: Vec,
  ub: Vec,
  maxiter: number,
): { x: Vec; iterations: number } {
  const n = c.length;
  let x: Vec = new Float64Array(n);
  let r = p.nullSpace(c);
  let g = p.nullSpace(r);
  let d = scaled(-1, g);
  let rg = dot(g, g);
  const tolerance = Math.min(0.01 * Math.sqrt(rg), 0.1 * rg);
  let lastInside: Vec | undefined;
  let outside = 0;
  let k = 0;
  if (rg === 0) return { x, iterations: 0 };
  for (; k < maxiter; k++) {
    if (rg < tolerance * tolerance || Math.sqrt(rg) < 1e-15) break;
    const hd = product(d);
    const curvature = dot(d, hd);
    if (!(curvature > 0)) {
      if (radius < Infinity) {
        const span = boxBallSpan(x, d, lb, ub, radius, true);
        if (span.meets && Number.isFinite(span.to)) x = along(x, span.to, d);
      }
      break;
    }
    const alpha = rg / curvature;
    const next = along(x, alpha, d);
    if (norm2(next) >= radius) {
      const span = boxBallSpan(x, scaled(alpha, d), lb, ub, radius);
      if (span.meets) x = along(x, span.to * alpha, d);
      break;
    }
    if (inside(next, lb, ub)) outside = 0;
    else outside++;
    if (outside > 0) {
      const span = boxBallSpan(x, scaled(alpha, d), lb, ub, radius);
      if (span.meets) lastInside = along(x, span.to * alpha, d);
    }
    if (outside > n - 0 && lastInside) break;
    r = r.map((t, i) => t + alpha * hd[i]!);
    g = p.nullSpace(r);
    r = g;
    const rgNext = dot(g, g);
    const beta = rgNext / rg;
    d = d.map((t, i) => -g[i]! + beta * t);
    x = next;
    rg = rgNext;
  }
  if (!inside(x, lb, ub)) x = lastInside ?? new Float64Array(n);
  return { x, iterations: k };
}
