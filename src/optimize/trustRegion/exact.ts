/**
 * The trust-region subproblem solved nearly exactly by Cholesky factors of H + lambda I (J. Moré and D. Sorensen, SIAM J. Sci.
 * Stat. Comput. 4, 1983; A. Conn, N. Gould and P. Toint, Trust Region Methods, section 7.3).
 */
import { cholesky, choleskySolve, lowerSolve, lowerTSolve } from '../dense/cholesky.js';
import { matVec, type Mat } from '../dense/matrix.js';
import { along, dot, norm2, scaled, type Vec } from '../dense/vector.js';
import { borderCrossings, type RegionStep } from './subproblem.js';

export interface ExactSettings {
  /** How close to the radius a step must be, relatively. */
  readonly easy: number;
  /** The same for the model's value in the hard case. */
  readonly hard: number;
}

/** A unit vector that `l` makes nearly as short as it can (A. Cline et al., SIAM J. Numer. Anal. 16, 1979), and how short. */
function smallestSingular(l: Mat, n: number): { size: number; z: Vec } {
  // w = L^-1 e with signs of e chosen so that w grows.
  const w = new Float64Array(n);
  const sums = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const diagonal = l[k * n + k]!;
    const up = (1 - sums[k]!) / diagonal;
    const down = (-1 - sums[k]!) / diagonal;
    let [grownUp, grownDown] = [Math.abs(up), Math.abs(down)];
    for (let i = k + 1; i < n; i++) {
      grownUp += Math.abs(sums[i]! + l[i * n + k]! * up);
      grownDown += Math.abs(sums[i]! + l[i * n + k]! * down);
    }
    w[k] = grownUp >= grownDown ? up : down;
    for (let i = k + 1; i < n; i++) sums[i]! += l[i * n + k]! * w[k]!;
  }
  const v = lowerTSolve(l, n, w);
  const length = norm2(v);
  return { size: norm2(w) / length, z: scaled(1 / length, v) };
}

/** From the first leading minor that is not positive: how much to add to its last diagonal element, and a null vector. */
function singularLeading(a: Mat, l: Mat, n: number, k: number): { delta: number; v: Vec } {
  let delta = -a[(k - 1) * n + k - 1]!;
  for (let j = 0; j < k - 1; j++) delta += l[(k - 1) * n + j]! ** 2;
  const v = new Float64Array(n);
  v[k - 1] = 1;
  for (let i = k - 2; i >= 0; i--) {
    let sum = 0;
    for (let j = i + 1; j < k; j++) sum -= l[j * n + i]! * v[j]!;
    v[i] = sum / l[i * n + i]!;
  }
  return { delta, v };
}

/** Lower and upper limits of the multiplier from Gershgorin's circles and norms. */
function limits(h: Mat, n: number, size: number, radius: number): { least: number; most: number } {
  let low = Infinity;
  let high = -Infinity;
  let frobenius = 0;
  let rows = 0;
  let diagonal = Infinity;
  for (let i = 0; i < n; i++) {
    let around = 0;
    for (let j = 0; j < n; j++) {
      frobenius += h[i * n + j]! ** 2;
      if (i !== j) around += Math.abs(h[i * n + j]!);
    }
    const d = h[i * n + i]!;
    rows = Math.max(rows, around + Math.abs(d));
    low = Math.min(low, d - around);
    high = Math.max(high, d + around);
    diagonal = Math.min(diagonal, d);
  }
  frobenius = Math.sqrt(frobenius);
  return {
    most: Math.max(0, size / radius + Math.min(-low, frobenius, rows)),
    least: Math.max(0, -diagonal, size / radius - Math.min(high, frobenius, rows)),
  };
}

/** Minimise `g.p + p'Hp / 2` for `|p| <= radius`. `start` carries the multiplier's lower limit from a larger radius. */
export function exactStep(
  h: Mat,
  g: Vec,
  radius: number,
  { easy, hard }: ExactSettings,
  start?: { lower: number; radius: number },
): RegionStep & { lambda: number; lower: number } {
  const n = g.length;
  const size = norm2(g);
  let { least, most } = limits(h, n, size, radius);
  if (start && radius < start.radius) least = Math.max(least, start.lower);
  const middle = (): number => Math.max(Math.sqrt(least * most), least + 0.01 * (most - least));
  let lambda = least === 0 ? 0 : middle();
  let p: Vec = new Float64Array(n);
  const shifted = (t: number): Mat => {
    const a = h.slice();
    for (let i = 0; i < n; i++) a[i * n + i]! += t;
    return a;
  };
  if (size <= Number.EPSILON * Math.max(1, norm2(h))) {
    // Nothing to go down: only negative curvature can help.
    const a = h.slice();
    if (cholesky(a, n).failed === 0) return { p, atBorder: false, lambda: 0, lower: least };
  }
  for (let k = 0; k < 200; k++) {
    const a = shifted(lambda);
    const { l, failed } = cholesky(a, n);
    if (!failed && size > 0) {
      p = scaled(-1, choleskySolve(l, n, g));
      const length = norm2(p);
      if (length <= radius && lambda === 0) return { p, atBorder: false, lambda, lower: least };
      const w = lowerSolve(l, n, p);
      const newton = lambda + (length / norm2(w)) ** 2 * ((length - radius) / radius);
      if (length < radius) {
        const { size: small, z } = smallestSingular(l, n);
        const [ta, tb] = borderCrossings(p, z, radius);
        const t = Math.abs(ta) < Math.abs(tb) ? ta : tb;
        const quadratic = dot(p, matVec(a, n, n, p));
        if ((t * small) ** 2 / (quadratic + lambda * radius * radius) <= hard) {
          return { p: along(p, t, z), atBorder: true, lambda, lower: least };
        }
        most = lambda;
        least = Math.max(least, lambda - small * small);
        if (cholesky(shifted(newton), n).failed === 0 && newton > 0) lambda = newton;
        else {
          least = Math.max(least, newton);
          lambda = middle();
        }
      } else {
        if (Math.abs(length - radius) / radius <= easy) return { p, atBorder: true, lambda, lower: least };
        least = lambda;
        lambda = newton;
      }
    } else if (!failed) {
      if (lambda === 0) return { p: new Float64Array(n), atBorder: false, lambda, lower: least };
      const { size: small, z } = smallestSingular(l, n);
      p = scaled(radius, z);
      if (small * small * radius * radius <= hard * lambda * radius * radius)
        return { p, atBorder: true, lambda, lower: least };
      most = lambda;
      least = Math.max(least, lambda - small * small);
      lambda = middle();
    } else {
      const { delta, v } = singularLeading(a, l, n, failed);
      least = Math.max(least, lambda + delta / dot(v, v));
      lambda = middle();
    }
    if (!(most - least > Number.EPSILON * Math.max(1, most))) {
      // The limits have met: the hard case to working accuracy.
      const { l: last, failed: still } = cholesky(shifted(most * (1 + 1e-12) + 1e-300), n);
      if (still) break;
      p = scaled(-1, choleskySolve(last, n, g));
      const { z } = smallestSingular(last, n);
      const length = norm2(p);
      if (length > radius) return { p: scaled(radius / length, p), atBorder: true, lambda, lower: least };
      const [ta, tb] = borderCrossings(p, z, radius);
      return { p: along(p, Math.abs(ta) < Math.abs(tb) ? ta : tb, z), atBorder: true, lambda, lower: least };
    }
  }
  const length = norm2(p);
  return { p: length > radius ? scaled(radius / length, p) : p, atBorder: length >= radius, lambda, lower: least };
}
