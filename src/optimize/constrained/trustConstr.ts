/**
 * trust-constr: sequential quadratic programming in a trust region; inequalities get slack variables and a logarithmic barrier
 * whose weight falls (R. Byrd, M. Hribar and J. Nocedal, SIAM J. Optim. 9, 1999).
 */
import { ValueError } from '../../core/errors.js';
import { freeBox } from '../bounds.js';
import type { PreparedConstraint } from '../constraints.js';
import { matVec, type Mat } from '../dense/matrix.js';
import { minus, normInf, type Vec } from '../dense/vector.js';
import { BFGS, HessianUpdateStrategy } from '../hessianUpdates.js';
import type { CommonOptions, DifferenceOptions, Problem } from '../minimize/problem.js';
import type { OptimizeResult } from '../result.js';
import { handedOver, toArray, type Vector } from '../values.js';
import { equalitySqp, type EqualityProblem, type SqpState, type Values } from './sqp.js';

export interface TrustConstrOptions extends CommonOptions, DifferenceOptions {
  /** Tolerances: gradient of the Lagrangian, radius, barrier. */
  gtol?: number;
  xtol?: number;
  barrierTol?: number;
  sparseJacobian?: boolean | null;
  initialTrRadius?: number;
  initialConstrPenalty?: number;
  initialBarrierParameter?: number;
  initialBarrierTolerance?: number;
  factorizationMethod?: string | null;
  verbose?: 0 | 1 | 2 | 3;
}

export const TRUST_CONSTR_OPTIONS = [
  'gtol', 'xtol', 'barrierTol', 'sparseJacobian', 'maxiter', 'verbose', 'disp', 'finiteDiffRelStep', 'eps', 'initialConstrPenalty',
  'initialTrRadius', 'initialBarrierParameter', 'initialBarrierTolerance', 'factorizationMethod',
]; // prettier-ignore

/** What trust-constr returns beside the usual fields. */
export interface TrustConstrResult extends OptimizeResult {
  grad: Vector;
  lagrangianGrad: Vector;
  optimality: number;
  constrViolation: number;
  /** Values of the constraints, the bounds' last. */
  constr: Vector[];
  /** The Lagrange multipliers. */
  v: Vector[];
  trRadius: number;
  constrPenalty: number;
  barrierParameter: number;
  barrierTolerance: number;
  cgNiter: number;
  cgStopCond: number;
  /** The same as `nit`. */
  niter: number;
  /** Calls of each constraint, of its Jacobian and of its Hessian, in the order of `constr`. */
  constrNfev: number[];
  constrNjev: number[];
  constrNhev: number[];
  /** Seconds. */
  executionTime: number;
  method: 'equality_constrained_sqp' | 'tr_interior_point';
}

const MESSAGES = [
  'The maximum number of function evaluations is exceeded.',
  '`gtol` termination condition is satisfied.',
  '`xtol` termination condition is satisfied.',
  '`callback` function requested termination.',
];

/** One row of the constraints: `sign * (c[index](x) - limit)` is 0, or at most 0. */
interface Row {
  readonly of: PreparedConstraint;
  readonly which: number;
  readonly index: number;
  readonly sign: 1 | -1;
  readonly limit: number;
}

export function minimizeTrustConstr(
  { objective, x0, report, box, hess }: Problem,
  options: TrustConstrOptions,
  given: readonly PreparedConstraint[],
): TrustConstrResult {
  const begin = performance.now();
  const { gtol = 1e-8, xtol = 1e-8, barrierTol = 1e-8, initialTrRadius = 1, initialConstrPenalty = 1 } = options;
  const { initialBarrierParameter = 0.1, initialBarrierTolerance = 0.1 } = options;
  const maxiter = options.maxiter ?? 1000;
  const n = x0.length;
  const limits = box ?? freeBox(n);
  const constraints: PreparedConstraint[] = [...given];
  if (box) {
    const eye = new Float64Array(n * n);
    for (let i = 0; i < n; i++) eye[i * n + i] = 1;
    constraints.push({
      m: n,
      lb: limits.lb,
      ub: limits.ub,
      linear: true,
      values: (x) => x,
      jacobian: () => eye,
      hessian: () => new Float64Array(n * n),
      strategy: undefined,
      counts: { nfev: 0, njev: 0, nhev: 0 },
    });
  }
  const equations: Row[] = [];
  const inequalities: Row[] = [];
  constraints.forEach((of, which) => {
    for (let index = 0; index < of.m; index++) {
      const [lb, ub] = [of.lb[index]!, of.ub[index]!];
      if (lb > ub) throw new ValueError(`minimize: constraint ${which} has a lower limit above the upper one`);
      if (lb === ub) equations.push({ of, which, index, sign: 1, limit: lb });
      else {
        if (ub < Infinity) inequalities.push({ of, which, index, sign: 1, limit: ub });
        if (lb > -Infinity) inequalities.push({ of, which, index, sign: -1, limit: lb });
      }
    }
  });
  const rows = [...equations, ...inequalities];
  const me = equations.length;
  const mi = inequalities.length;
  const valuesAt = (x: Vec): Vec =>
    Float64Array.from(rows, ({ of, index, sign, limit }) => sign * (of.values(x)[index]! - limit));
  const jacobianAt = (x: Vec): Mat => {
    const result = new Float64Array(rows.length * n);
    rows.forEach(({ of, index, sign }, k) => {
      const j = of.jacobian(x);
      for (let i = 0; i < n; i++) result[k * n + i] = sign * j[index * n + i]!;
    });
    return result;
  };
  /** Multipliers of rows as multipliers of each constraint's values. */
  const spread = (v: Vec): Vec[] => {
    const result = constraints.map((c) => new Float64Array(c.m));
    rows.forEach(({ which, index, sign }, k) => (result[which]![index]! += sign * v[k]!));
    return result;
  };
  // Hessians: the user's own, or strategies that learn from steps.
  const own = objective.hasHessian || objective.hasHessp;
  const strategy = own ? undefined : hess instanceof HessianUpdateStrategy ? hess.fresh() : new BFGS();
  strategy?.initialize(n, 'hess');
  const strategies = constraints.map((c) => {
    const s = c.strategy?.fresh();
    s?.initialize(n, 'hess');
    return s;
  });
  let last = { x: x0.slice() as Vec, g: objective.gradient(x0), j: constraints.map((c) => c.jacobian(x0).slice()) };
  const learn = (x: Vec, v: Vec): void => {
    const g = objective.gradient(x);
    const s = minus(x, last.x);
    if (s.every((t) => t === 0)) return;
    if (strategy) strategy.updatePlain(s, minus(g, last.g));
    const parts = spread(v);
    constraints.forEach((c, k) => {
      const learner = strategies[k];
      if (!learner) return;
      const j = c.jacobian(x);
      const y = new Float64Array(n);
      for (let r = 0; r < c.m; r++)
        for (let i = 0; i < n; i++) y[i]! += parts[k]![r]! * (j[r * n + i]! - last.j[k]![r * n + i]!);
      if (y.some((t) => t !== 0)) learner.updatePlain(s, y);
    });
    last = { x: x.slice(), g: g.slice(), j: constraints.map((c) => c.jacobian(x).slice()) };
  };
  const lagrangian = (x: Vec, v: Vec): ((p: Vec) => Vec) => {
    const parts = spread(v);
    const matrix = objective.hasHessian && !objective.hasHessp ? objective.hessian(x) : undefined;
    const curved = constraints.map((c, k) =>
      c.linear || !c.hessian || parts[k]!.every((t) => t === 0) ? undefined : c.hessian(x, parts[k]!),
    );
    return (p) => {
      const result = (
        strategy ? strategy.dotPlain(p) : matrix ? matVec(matrix, n, n, p) : objective.hessp(x, p)
      ).slice();
      constraints.forEach((c, k) => {
        const term = strategies[k] ? strategies[k]!.dotPlain(p) : curved[k] ? matVec(curved[k]!, n, n, p) : undefined;
        // A strategy that has seen nothing yet adds nothing.
        if (term && !(strategies[k] && parts[k]!.every((t) => t === 0)))
          for (let i = 0; i < n; i++) result[i]! += term[i]!;
      });
      return result;
    };
  };
  let x: Vec = x0.slice();
  let status = -1;
  let nit = 0;
  let optimality = Infinity;
  let violation = Infinity;
  let lagrangianGrad: Vec = new Float64Array(n);
  let multipliers: Vec = new Float64Array(rows.length);
  let mu = mi > 0 ? initialBarrierParameter : 0;
  let tolerance = initialBarrierTolerance;
  let reportedNit = -1;
  /** First-order conditions of the problem itself. */
  const assess = (at: Vec, v: Vec): void => {
    const c = valuesAt(at);
    const a = jacobianAt(at);
    lagrangianGrad = objective.gradient(at).slice();
    for (let k = 0; k < rows.length; k++) for (let i = 0; i < n; i++) lagrangianGrad[i]! += v[k]! * a[k * n + i]!;
    optimality = normInf(lagrangianGrad);
    violation = 0;
    for (let k = 0; k < rows.length; k++) violation = Math.max(violation, k < me ? Math.abs(c[k]!) : c[k]!);
    multipliers = v;
  };
  const check = (at: Vec, v: Vec, state: SqpState): boolean => {
    assess(at, v);
    nit = state.nit;
    if (nit !== reportedNit) {
      reportedNit = nit;
      if (options.verbose && options.verbose > 1)
        console.log(`${nit} ${objective.nfev} ${objective.value(at)} ${state.radius} ${optimality} ${violation}`);
      if (nit > 0 && report(at, objective.value(at))) {
        status = 3;
        return true;
      }
    }
    if (optimality < gtol && violation < gtol && (mi === 0 || mu < barrierTol)) status = 1;
    else if (state.radius < xtol && (mi === 0 || mu < barrierTol)) status = 2;
    else if (nit >= maxiter) status = 0;
    return status >= 0;
  };
  const infinite = (k: number, sign: number): Vec => new Float64Array(k).fill(sign * Infinity);
  let final: SqpState;
  if (mi === 0) {
    const problem: EqualityProblem = {
      n,
      m: me,
      values: (at) => ({ f: objective.value(at), b: valuesAt(at) }),
      derivatives: (at) => ({ g: objective.gradient(at).slice(), a: jacobianAt(at) }),
      hessian: lagrangian,
      scaling: () => new Float64Array(n).fill(1),
      accepted: learn,
      lower: infinite(n, -1),
      upper: infinite(n, 1),
    };
    final = {
      x,
      values: problem.values(x),
      derivatives: problem.derivatives(x),
      multipliers,
      radius: initialTrRadius,
      penalty: initialConstrPenalty,
      nit: 0,
      cgIterations: 0,
    };
    equalitySqp(problem, final, (state) => check(state.x, state.multipliers, state));
    x = final.x;
  } else {
    // Variables x and slacks s > 0 with c(x) + s = 0.
    const total = n + mi;
    const m = me + mi;
    const c0 = valuesAt(x);
    let z: Vec = new Float64Array(total);
    z.set(x);
    for (let k = 0; k < mi; k++) z[n + k] = Math.max(-1.0 * c0[me + k]!, 1);
    let radius = initialTrRadius;
    let penalty = initialConstrPenalty;
    let cgIterations = 0;
    const part = (v: Vec): Vec => v.slice(0, n);
    const problemFor = (weight: number): EqualityProblem => {
      const values = (at: Vec): Values => {
        const px = part(at);
        const c = valuesAt(px);
        let f = objective.value(px);
        for (let k = 0; k < mi; k++) {
          f -= at[n + k]! > 0 ? weight * Math.log(at[n + k]!) : -Infinity;
          c[me + k]! += at[n + k]!;
        }
        return { f: Number.isNaN(f) ? Infinity : f, b: c };
      };
      return {
        n: total,
        m,
        values,
        derivatives: (at) => {
          const px = part(at);
          const g = new Float64Array(total);
          g.set(objective.gradient(px));
          g.fill(-weight, n);
          const j = jacobianAt(px);
          const a = new Float64Array(m * total);
          for (let k = 0; k < m; k++) {
            for (let i = 0; i < n; i++) a[k * total + i] = j[k * n + i]!;
            if (k >= me) a[k * total + n + k - me] = at[n + k - me]!;
          }
          return { g, a };
        },
        hessian: (at, v) => {
          const hx = lagrangian(part(at), v);
          const diagonal = Float64Array.from({ length: mi }, (_, k) =>
            v[me + k]! > 0 ? v[me + k]! * at[n + k]! : weight,
          );
          return (p) => {
            const result = new Float64Array(total);
            result.set(hx(part(p)));
            for (let k = 0; k < mi; k++) result[n + k] = diagonal[k]! * p[n + k]!;
            return result;
          };
        },
        scaling: (at) => {
          const s = new Float64Array(total).fill(1);
          for (let k = 0; k < mi; k++) s[n + k] = at[n + k]!;
          return s;
        },
        accepted: (at, v) => learn(part(at), v),
        lower: Float64Array.from({ length: total }, (_, i) => (i < n ? -Infinity : -0.995)),
        upper: infinite(total, 1),
      };
    };
    for (;;) {
      const problem = problemFor(mu);
      final = {
        x: z,
        values: problem.values(z),
        derivatives: problem.derivatives(z),
        multipliers: new Float64Array(m),
        radius,
        penalty,
        nit,
        cgIterations,
      };
      equalitySqp(problem, final, (state) => {
        if (check(part(state.x), state.multipliers, state)) return true;
        // This barrier is solved well enough.
        const { g, a } = state.derivatives;
        const rest = g.slice();
        for (let k = 0; k < m; k++)
          for (let i = 0; i < total; i++) rest[i]! += state.multipliers[k]! * a[k * total + i]!;
        return (normInf(rest) < tolerance && normInf(state.values.b) < tolerance) || state.radius < xtol;
      });
      z = final.x;
      ({ penalty, cgIterations } = final);
      radius = Math.max(initialTrRadius, 5 * final.radius);
      if (status >= 0) break;
      mu *= 0.2;
      tolerance *= 0.2;
    }
    x = part(z);
  }
  assess(x, multipliers);
  const parts = spread(multipliers);
  const g = objective.gradient(x);
  return {
    x: handedOver(x),
    fun: objective.value(x),
    jac: handedOver(g),
    grad: handedOver(g),
    lagrangianGrad: handedOver(lagrangianGrad),
    nit,
    nfev: objective.nfev,
    njev: objective.njev,
    nhev: objective.nhev,
    success: status === 1 || status === 2,
    status,
    message: MESSAGES[status]!,
    optimality,
    constrViolation: Math.max(0, violation),
    maxcv: Math.max(0, violation),
    constr: constraints.map((c) => handedOver(c.values(x))),
    v: parts.map((v) => toArray(v)),
    trRadius: final.radius,
    constrPenalty: final.penalty,
    barrierParameter: mu,
    barrierTolerance: tolerance,
    cgNiter: final.cgIterations,
    cgStopCond: 0,
    niter: nit,
    constrNfev: constraints.map((c) => c.counts.nfev),
    constrNjev: constraints.map((c) => c.counts.njev),
    constrNhev: constraints.map((c) => c.counts.nhev),
    executionTime: (performance.now() - begin) / 1000,
    method: mi === 0 ? 'equality_constrained_sqp' : 'tr_interior_point',
  };
}
