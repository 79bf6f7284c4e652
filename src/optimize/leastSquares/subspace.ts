/**
 * Trust-region steps in the plane of the gradient and the Gauss-Newton step, which LSMR finds by products alone (R. Byrd, R. Schnabel and
 * G. Shultz, Approximate solution of the trust region problem by minimization over two-dimensional subspaces, Math. Prog. 40, 1988).
 */
import { matVec, type Mat } from '../dense/matrix.js';
import { addScaled, dot, norm2, scaled, times, type Vec } from '../dense/vector.js';
import { lsmr, stacked, type LsmrSettings } from '../linear/lsmr.js';
import { minimumOfQuadratic, quadraticAlong } from './geometry.js';

/** What `trOptions` may hold. */
export interface SubspaceSettings extends LsmrSettings {
  /** Damp the Gauss-Newton step by what the gradient promises? */
  readonly regularize?: boolean | undefined;
}

/** The p of least `p.B p / 2 + g.p` within a radius, for a symmetric B of order 2. */
export function planeStep(
  b00: number,
  b01: number,
  b11: number,
  g0: number,
  g1: number,
  radius: number,
): [number, number] {
  // In the axes of B every component is known but for the multiplier.
  const angle = 0.5 * Math.atan2(2 * b01, b00 - b11);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const l0 = b00 * c * c + 2 * b01 * c * s + b11 * s * s;
  const l1 = b00 * s * s - 2 * b01 * c * s + b11 * c * c;
  const [h0, h1] = [c * g0 + s * g1, c * g1 - s * g0];
  const back = (p: number, q: number): [number, number] => [c * p - s * q, s * p + c * q];
  const least = Math.min(l0, l1);
  if (least > 0 && Math.hypot(h0 / l0, h1 / l1) <= radius) return back(-h0 / l0, -h1 / l1);
  const size = (mu: number): number => Math.hypot(h0 / (l0 + mu), h1 / (l1 + mu));
  let low = Math.max(0, -least);
  let high = low + Math.hypot(h0, h1) / radius + Number.MIN_VALUE;
  // The hard case: no gradient along the lowest axis; the step is filled up along it.
  const along = l0 <= l1 ? h0 : h1;
  if (along === 0 && least <= 0) {
    const other = l0 <= l1 ? (l1 + low > 0 ? -h1 / (l1 + low) : 0) : l0 + low > 0 ? -h0 / (l0 + low) : 0;
    if (Math.abs(other) <= radius) {
      const rest = Math.sqrt(radius * radius - other * other);
      return l0 <= l1 ? back(rest, other) : back(other, rest);
    }
  }
  for (let k = 0; k < 200 && high - low > 2 * Number.EPSILON * high; k++) {
    const middle = 0.5 * (low + high);
    if (size(middle) > radius) low = middle;
    else high = middle;
  }
  return back(-h0 / (l0 + high), -h1 / (l1 + high));
}

/**
 * Steps for radii, for the model `|J p + f|^2 / 2 + p.diag p / 2`.
 *
 * @param jh - m x n by rows
 * @param gh - its gradient
 */
export function subspaceSteps(
  jh: Mat,
  m: number,
  n: number,
  f: Vec,
  gh: Vec,
  diag: Vec | undefined,
  radius: number,
  { regularize = true, ...settings }: SubspaceSettings,
): (radius: number) => Vec {
  let damping = 0;
  if (regularize) {
    const { a, b } = quadraticAlong(jh, m, gh, scaled(-1, gh), diag);
    damping = -minimumOfQuadratic(a, b, 0, radius / norm2(gh)).value / radius ** 2;
  }
  const below = Float64Array.from({ length: n }, (_, i) => Math.sqrt(Math.max(0, (diag ? diag[i]! : 0) + damping)));
  const right = new Float64Array(m + n);
  right.set(f);
  const { x: newton } = lsmr(stacked(jh, m, n, below), right, settings);
  // An orthonormal basis of the plane; the steps may be parallel.
  const s0 = scaled(1 / norm2(gh), gh);
  const rest = newton.slice();
  addScaled(rest, -dot(newton, s0), s0);
  addScaled(rest, -dot(rest, s0), s0);
  const length = norm2(rest);
  const s1 = length > 1e-14 * norm2(newton) ? scaled(1 / length, rest) : new Float64Array(n);
  const [j0, j1] = [matVec(jh, m, n, s0), matVec(jh, m, n, s1)];
  const [d0, d1] = diag ? [times(diag, s0), times(diag, s1)] : [undefined, undefined];
  const b00 = dot(j0, j0) + (d0 ? dot(d0, s0) : 0);
  const b01 = dot(j0, j1) + (d0 ? dot(d0, s1) : 0);
  const b11 = dot(j1, j1) + (d1 ? dot(d1, s1) : 0);
  const [g0, g1] = [dot(s0, gh), dot(s1, gh)];
  return (within) => {
    const [p0, p1] = length > 0 ? planeStep(b00, b01, b11, g0, g1, within) : [-Math.min(within, g0 / b00), 0];
    const step = scaled(p0, s0);
    addScaled(step, p1, s1);
    return step;
  };
}
