/** The iteration of the methods with approximate Jacobians: a step, a line search, an update (C. Kelley, Solving Nonlinear Equations with Newton's Method, 2003). */
import { ValueError } from '../../core/errors.js';
import { along, dot, norm2, normInf, type Vec } from '../dense/vector.js';
import { armijo } from '../line/armijo.js';
import { wolfeByMoreThuente } from '../line/wolfe.js';
import type { ApproximateJacobian } from './quasiNewton.js';

export interface IterationSettings {
  readonly fun: (x: Vec) => Vec;
  readonly x0: Vec;
  readonly jacobian: ApproximateJacobian;
  /** Exactly so many iterations; undefined to stop by tolerance. */
  readonly iter?: number | null | undefined;
  readonly maxiter?: number | null | undefined;
  readonly fTol?: number | null | undefined;
  readonly fRtol?: number | null | undefined;
  readonly xTol?: number | null | undefined;
  readonly xRtol?: number | null | undefined;
  readonly tolNorm?: ((v: Vec) => number) | null | undefined;
  readonly lineSearch?: 'armijo' | 'wolfe' | null | undefined;
  readonly verbose?: boolean | undefined;
  readonly report?: ((x: Vec, f: Vec) => boolean) | undefined;
}

export interface IterationOutcome {
  readonly x: Vec;
  readonly f: Vec;
  /** 1 converged, 2 the limit of iterations, 99 stopped. */
  readonly status: number;
  readonly nit: number;
}

export function iterate(s: IterationSettings): IterationOutcome {
  const { fun, jacobian, lineSearch = 'armijo' } = s;
  const norm = s.tolNorm ?? normInf;
  if (lineSearch !== null && lineSearch !== 'armijo' && lineSearch !== 'wolfe')
    throw new ValueError(`root: Invalid line search '${String(lineSearch)}'`);
  const none = s.fTol == null && s.fRtol == null && s.xTol == null && s.xRtol == null;
  const fTol = s.fTol ?? (none ? Math.cbrt(Number.EPSILON) : Infinity);
  const fRtol = s.fRtol ?? Infinity;
  const xTol = s.xTol ?? Infinity;
  const xRtol = s.xRtol ?? Infinity;
  let x = s.x0;
  let f = fun(x);
  const f0 = norm(f);
  let dx: Vec | undefined;
  jacobian.setup(x.slice(), f, fun);
  const maxiter = s.iter != null ? s.iter + 1 : (s.maxiter ?? 100 * (x.length + 1));
  let eta = 1e-3;
  let before = norm2(f);
  const done = (nit: number): boolean => {
    const size = norm(f);
    if (size === 0) return true;
    if (s.iter != null) return nit > s.iter;
    // Tolerances that are not given are no conditions; without a step those of x cannot be judged.
    const xNorm = norm(x);
    const step = dx ? norm(dx) : Infinity;
    return size <= fTol && size / fRtol <= f0 && step <= xTol && step / xRtol <= xNorm;
  };
  let nit = 0;
  for (; nit < maxiter; nit++) {
    if (done(nit)) return { x, f, status: 1, nit: nit + 1 };
    const tol = Math.min(eta, eta * before);
    const d = jacobian.solve(f, tol).map((t) => -t);
    if (norm2(d) === 0)
      throw new ValueError(
        'root: Jacobian inversion yielded zero vector. This indicates a bug in the Jacobian approximation.',
      );
    let alpha = 1;
    let next: Vec | undefined;
    let fNext: Vec | undefined;
    if (lineSearch) {
      let at = NaN;
      let values: Vec = f;
      const evaluate = (t: number): Vec => {
        if (t !== at) {
          values = fun(along(x, t, d));
          at = t;
        }
        return values;
      };
      const phi = (t: number): number => {
        const square = norm2(evaluate(t)) ** 2;
        return Number.isFinite(square) ? square : Infinity;
      };
      const phi0 = dot(f, f);
      if (lineSearch === 'armijo') {
        const found = armijo(phi, phi0, -phi0, { amin: 1e-2 });
        if (found) alpha = found.alpha;
      } else {
        const scale = norm2(x) / norm2(d);
        const slope = (t: number): number => {
          const h = (Math.abs(t) + scale + 1) * 1e-8;
          const here = phi(t);
          return (phi(t + h) - here) / h;
        };
        const found = wolfeByMoreThuente({ value: phi, slope }, phi0, null, -phi0, { xtol: 1e-2, amin: 1e-2 });
        if (found) alpha = found.alpha;
      }
      next = along(x, alpha, d);
      fNext = alpha === at ? values : fun(next);
    } else {
      next = along(x, 1, d);
      fNext = fun(next);
    }
    dx = d.map((t) => t * alpha);
    x = next;
    f = fNext;
    jacobian.update(x.slice(), f);
    if (s.report?.(x, f)) return { x, f, status: 99, nit: nit + 1 };
    // How exactly the next step is worth solving for (S. Eisenstat and H. Walker, 1996).
    const size = norm2(f);
    const etaA = (0.9 * size * size) / (before * before);
    eta = 0.9 * eta * eta < 0.1 ? Math.min(0.9999, etaA) : Math.min(0.9999, Math.max(etaA, 0.9 * eta * eta));
    before = size;
    if (s.verbose) console.log(`${nit}:  |F(x)| = ${norm(f)}; step ${alpha}`);
    if (!Number.isFinite(size)) break;
  }
  if (s.iter != null) return { x, f, status: 1, nit };
  return { x, f, status: 2, nit };
}
