/**
 * Sequential quadratic programming for equations within a trust region: a normal step towards the equations, a tangential one
 * for the objective (R. Byrd and E. Omojokun; M. Lalee, J. Nocedal and T. Plantenga, SIAM J. Optim. 8, 1998).
 */
import { matVec, type Mat } from '../dense/matrix.js';
import { along, dot, norm2, plus, type Vec } from '../dense/vector.js';
import { boxSpan, normalStep, tangentialStep } from './boxSphere.js';
import { projectionsOf } from './projections.js';

/** Values at a point. */
export interface Values {
  readonly f: number;
  readonly b: Vec;
}

/** Derivatives at a point. */
export interface Derivatives {
  readonly g: Vec;
  readonly a: Mat;
}

/** A problem with equations `b(x) = 0`. */
export interface EqualityProblem {
  readonly n: number;
  readonly m: number;
  values(x: Vec): Values;
  derivatives(x: Vec): Derivatives;
  /** Products with the Hessian of the Lagrangian at x, in scaled variables. */
  hessian(x: Vec, v: Vec): (p: Vec) => Vec;
  /** Scales of steps at x. */
  scaling(x: Vec): Vec;
  /** Called at each new iterate with its multipliers. */
  accepted(x: Vec, v: Vec): void;
  readonly lower: Vec;
  readonly upper: Vec;
}

/** Where a run stands. */
export interface SqpState {
  x: Vec;
  values: Values;
  derivatives: Derivatives;
  multipliers: Vec;
  radius: number;
  penalty: number;
  nit: number;
  cgIterations: number;
}

/** Run until `stop` says so; the state is changed. */
export function equalitySqp(problem: EqualityProblem, state: SqpState, stop: (state: SqpState) => boolean): void {
  const { n, m, lower, upper } = problem;
  let s = problem.scaling(state.x);
  let projections = projectionsOf(state.derivatives.a, m, n);
  state.multipliers = projections.leastSquares(state.derivatives.g).map((t) => -t);
  let h = problem.hessian(state.x, state.multipliers);
  const times = (a: Vec, b: Vec): Vec => a.map((t, i) => t * b[i]!);
  while (!stop(state)) {
    const { f, b } = state.values;
    const { g, a } = state.derivatives;
    const { radius } = state;
    const normal = normalStep(
      a,
      m,
      projections,
      b,
      0.8 * radius,
      lower.map((t) => 0.5 * t),
      upper.map((t) => 0.5 * t),
    );
    const ct = plus(h(normal), g);
    const rest = Math.sqrt(Math.max(0, radius * radius - dot(normal, normal)));
    const tangential = tangentialStep(
      h,
      ct,
      projections,
      rest,
      lower.map((t, i) => t - normal[i]!),
      upper.map((t, i) => t - normal[i]!),
      2 * Math.max(n - m, 1),
    );
    const d = plus(normal, tangential.x);
    state.cgIterations += tangential.iterations;
    const model = 0.5 * dot(h(d), d) + dot(g, d);
    const size = norm2(b);
    const vpred = Math.max(1e-16, size - norm2(matVec(a, m, n, d).map((t, i) => t + b[i]!)));
    const before = state.penalty;
    if (model > 0) state.penalty = Math.max(state.penalty, model / (0.7 * vpred));
    const predicted = -model + state.penalty * vpred;
    const merit = f + state.penalty * size;
    const meritOf = (v: Values): number => v.f + state.penalty * norm2(v.b);
    let next = plus(state.x, times(s, d));
    let values = problem.values(next);
    let ratio = (merit - meritOf(values)) / predicted;
    if (ratio < 1e-8 && norm2(normal) <= 0.1 * norm2(tangential.x)) {
      // Second-order correction.
      const y = projections.rowSpace(values.b).map((t) => -t);
      const { to: t } = boxSpan(d, y, lower, upper);
      const corrected = plus(state.x, times(s, along(d, t, y)));
      const valuesC = problem.values(corrected);
      const ratioC = (merit - meritOf(valuesC)) / predicted;
      if (ratioC >= 1e-8) [next, values, ratio] = [corrected, valuesC, ratioC];
    }
    const length = norm2(d);
    if (ratio >= 0.9) state.radius = Math.max(7 * length, radius);
    else if (ratio >= 0.3) state.radius = Math.max(2 * length, radius);
    else if (!(ratio >= 1e-8)) {
      const t = (1 - 1e-8) / (1 - ratio);
      const reduction = Number.isFinite(t) ? (t * length) / radius : 0;
      state.radius =
        reduction >= 0.1 && reduction <= 0.5 ? radius * reduction : reduction < 0.1 ? 0.1 * radius : 0.5 * radius;
    }
    state.nit++;
    if (ratio >= 1e-8) {
      state.x = next;
      state.values = values;
      state.derivatives = problem.derivatives(next);
      s = problem.scaling(next);
      projections = projectionsOf(state.derivatives.a, m, n);
      state.multipliers = projections.leastSquares(state.derivatives.g).map((t) => -t);
      problem.accepted(next, state.multipliers);
      h = problem.hessian(next, state.multipliers);
    } else state.penalty = before;
  }
}
