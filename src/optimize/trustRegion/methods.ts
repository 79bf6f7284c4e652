/**
 * Trust-region methods: how each finds a step within the region. dogleg and Steihaug's conjugate gradients after Nocedal and
 * Wright, chapter 4; nearly exact steps in exact.ts; steps in Krylov subspaces after N. Gould, S. Lucidi, M. Roma and P. Toint
 * (SIAM J. Optim. 9, 1999).
 */
import { LinAlgError } from '../../core/errors.js';
import { cholesky, choleskySolve } from '../dense/cholesky.js';
import { addScaled, along, dot, minus, norm2, scaled, type Vec } from '../dense/vector.js';
import { exactStep } from './exact.js';
import { borderCrossings, type Model, type RegionStep } from './subproblem.js';

/** Finds steps; one object serves a whole run. */
export interface StepFinder {
  step(model: Model, radius: number): RegionStep;
}

/** Powell's dogleg, for positive definite Hessians. */
export function dogleg(): StepFinder {
  return {
    step(model, radius) {
      const { g } = model;
      const n = g.length;
      const { l, failed } = cholesky(model.hessian, n);
      if (failed) throw new LinAlgError(`${failed}-th leading minor of the array is not positive definite`);
      const newton = scaled(-1, choleskySolve(l, n, g));
      if (norm2(newton) < radius) return { p: newton, atBorder: false };
      const cauchy = scaled(-(dot(g, g) / dot(g, model.product(g))), g);
      const length = norm2(cauchy);
      if (length >= radius) return { p: scaled(radius / length, cauchy), atBorder: true };
      const d = minus(newton, cauchy);
      const [, t] = borderCrossings(cauchy, d, radius);
      return { p: along(cauchy, t, d), atBorder: true };
    },
  };
}

/** Steihaug's conjugate gradients. */
export function steihaug(): StepFinder {
  return {
    step(model, radius) {
      const { g } = model;
      const n = g.length;
      const tolerance = Math.min(0.5, Math.sqrt(model.gradientSize)) * model.gradientSize;
      const z = new Float64Array(n);
      const r = g.slice();
      let d = scaled(-1, r);
      if (model.gradientSize < tolerance) return { p: z, atBorder: false };
      for (let k = 0; k < 20 * n + 20; k++) {
        const hd = model.product(d);
        const curvature = dot(d, hd);
        if (curvature <= 0) {
          const [ta, tb] = borderCrossings(z, d, radius);
          const [pa, pb] = [along(z, ta, d), along(z, tb, d)];
          return { p: model.value(pa) < model.value(pb) ? pa : pb, atBorder: true };
        }
        const squared = dot(r, r);
        const alpha = squared / curvature;
        const next = along(z, alpha, d);
        if (norm2(next) >= radius) {
          const [, t] = borderCrossings(z, d, radius);
          return { p: along(z, t, d), atBorder: true };
        }
        addScaled(r, alpha, hd);
        z.set(next);
        if (norm2(r) < tolerance) break;
        const beta = dot(r, r) / squared;
        const direction = new Float64Array(n);
        for (let i = 0; i < n; i++) direction[i] = -r[i]! + beta * d[i]!;
        d = direction;
      }
      return { p: z, atBorder: false };
    },
  };
}

/** Nearly exact steps. */
export function exact(): StepFinder {
  let last: { model: Model; lower: number; radius: number } | undefined;
  return {
    step(model, radius) {
      const start = last?.model === model ? last : undefined;
      const found = exactStep(model.hessian, model.g, radius, { easy: 0.1, hard: 0.2 }, start);
      last = { model, lower: found.lower, radius };
      return found;
    },
  };
}

/** The best step in the Krylov space of the gradient, grown by Lanczos until the model's gradient is small. */
export function krylov(inexact: boolean): StepFinder {
  return {
    step(model, radius) {
      const { g } = model;
      const n = g.length;
      const size = model.gradientSize;
      if (size === 0) return { p: new Float64Array(n), atBorder: false };
      const tolerance = inexact ? Math.min(0.5, size) * size : 1e-8 * size;
      const basis: Vec[] = [scaled(1 / size, g)];
      const alphas: number[] = [];
      const betas: number[] = [];
      for (let k = 0; ; k++) {
        const q = basis[k]!;
        const w = model.product(q).slice();
        const alpha = dot(w, q);
        alphas.push(alpha);
        for (let pass = 0; pass < 2; pass++) for (const b of basis) addScaled(w, -dot(w, b), b);
        const beta = norm2(w);
        const m = k + 1;
        const t = new Float64Array(m * m);
        for (let i = 0; i < m; i++) {
          t[i * m + i] = alphas[i]!;
          if (i > 0) t[i * m + i - 1] = t[(i - 1) * m + i] = betas[i - 1]!;
        }
        const right = new Float64Array(m);
        right[0] = size;
        const inner = exactStep(t, right, radius, { easy: 1e-6, hard: 1e-6 });
        if (beta * Math.abs(inner.p[k]!) <= tolerance || m === n || beta <= 1e-14 * Math.abs(alpha)) {
          const p = new Float64Array(n);
          for (let i = 0; i < m; i++) addScaled(p, inner.p[i]!, basis[i]!);
          return { p, atBorder: inner.atBorder };
        }
        betas.push(beta);
        basis.push(scaled(1 / beta, w));
      }
    },
  };
}
