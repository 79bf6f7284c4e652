/** Constraints as users write them, and the one form in which solvers see them: lb <= c(x) <= ub with Jacobians. */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { Box } from './bounds.js';
import { bindArgs, checkSignal, imaginaryOf, type AbortLike } from './calls.js';
import { matVec, type Mat } from './dense/matrix.js';
import { sameVec, type Vec } from './dense/vector.js';
import { differenceJacobian, groupColumns } from './difference/gradient.js';
import { isDifferenceMethod, type DifferenceMethod } from './difference/steps.js';
import { BFGS, HessianUpdateStrategy } from './hessianUpdates.js';
import { handedOver, toArray, toMat, toRows, toVec, toVecOf, toVecOrScalar, type Vector } from './values.js';

/** Linear constraints `lb <= A @ x <= ub`: SciPy's `LinearConstraint`. */
export class LinearConstraint {
  readonly A: Vector;
  readonly lb: Vector;
  readonly ub: Vector;
  readonly keepFeasible: boolean | readonly boolean[];

  /**
   * @param A - the matrix, m x n, or n numbers for one row
   * @param lb - the lower limits, one for each row or one for all
   * @param ub - the upper limits; equal to `lb` for an equation
   * @example
   * new LinearConstraint([[1, 1]], 1, 1);
   */
  constructor(
    A: ArrayLike,
    lb: ArrayLike = -Infinity,
    ub: ArrayLike = Infinity,
    options: { keepFeasible?: boolean | readonly boolean[] } = {},
  ) {
    checkOptions('LinearConstraint', options, ['keepFeasible']);
    const { a, m, n } = toRows('LinearConstraint: A', A);
    this.A = toArray(a, [m, n]);
    this.lb = toArray(toVecOrScalar('LinearConstraint: lb', lb, m));
    this.ub = toArray(toVecOrScalar('LinearConstraint: ub', ub, m));
    this.keepFeasible = options.keepFeasible ?? false;
  }

  /** How far `A @ x` is from the lower and the upper limits; negative where it is beyond. */
  residual(x: ArrayLike): [Vector, Vector] {
    const [m, n] = this.A.shape as [number, number];
    const ax = matVec(this.A.storage as Float64Array, m, n, toVecOf('residual: x', x, n));
    return [toArray(ax.map((t, i) => t - this.lb.storage[i]!)), toArray(ax.map((t, i) => this.ub.storage[i]! - t))];
  }
}

/** A constraint's function: of x (and arguments), returns one number or several. */
export type ConstraintFunction = (x: Vector, ...args: never[]) => ArrayLike;

/** Options of `NonlinearConstraint`. */
export interface NonlinearConstraintOptions {
  /** The Jacobian (m x n), or how to take differences. */
  jac?: DifferenceMethod | ((x: Vector) => ArrayLike);
  /** The Hessian of `v . fun(x)`, how to take differences, or a quasi-Newton strategy. */
  hess?: DifferenceMethod | HessianUpdateStrategy | ((x: Vector, v: Vector) => ArrayLike);
  keepFeasible?: boolean | readonly boolean[];
  /** The relative step of differences. */
  finiteDiffRelStep?: ArrayLike | null;
  /** Where the Jacobian may be other than zero (m x n), to group columns. */
  finiteDiffJacSparsity?: ArrayLike | null;
}

/** Constraints `lb <= fun(x) <= ub`: SciPy's `NonlinearConstraint`. */
export class NonlinearConstraint {
  /**
   * @param fun - of x, returns m numbers
   * @param lb - the lower limits, one for each value or one for all
   * @param ub - the upper limits
   * @param options - derivatives; see `NonlinearConstraintOptions`
   * @example
   * new NonlinearConstraint((x) => x.item(0) ** 2 + x.item(1), -Infinity, 2);
   */
  constructor(
    readonly fun: ConstraintFunction,
    readonly lb: ArrayLike,
    readonly ub: ArrayLike,
    readonly options: NonlinearConstraintOptions = {},
  ) {
    checkOptions('NonlinearConstraint', options, [
      'jac',
      'hess',
      'keepFeasible',
      'finiteDiffRelStep',
      'finiteDiffJacSparsity',
    ]);
  }
}

/** A constraint as an object: `fun(x) = 0` or `fun(x) >= 0`. */
export interface ConstraintDict {
  readonly type: 'eq' | 'ineq';
  readonly fun: ConstraintFunction;
  readonly jac?: ((x: Vector, ...args: never[]) => ArrayLike) | DifferenceMethod;
  readonly args?: readonly unknown[];
}

/** A constraint of any kind. */
export type ConstraintLike = LinearConstraint | NonlinearConstraint | ConstraintDict;

/** One or several. */
export type ConstraintsLike = ConstraintLike | readonly ConstraintLike[];

/** A constraint as solvers see it. Values and Jacobians are computed once for a point. */
export interface PreparedConstraint {
  readonly m: number;
  readonly lb: Vec;
  readonly ub: Vec;
  readonly linear: boolean;
  values(x: Vec): Vec;
  /** m x n by rows. */
  jacobian(x: Vec): Mat;
  /** The Hessian of `v . c(x)`, n x n; undefined where a strategy stands for it. */
  hessian: ((x: Vec, v: Vec) => Mat) | undefined;
  strategy: HessianUpdateStrategy | undefined;
  /** Calls made so far. */
  counts: { nfev: number; njev: number; nhev: number };
}

function prepareLinear(c: LinearConstraint, n: number, functionName: string): PreparedConstraint {
  const [m, width] = c.A.shape as [number, number];
  if (width !== n) throw new ValueError(`${functionName}: LinearConstraint has ${width} columns, x has ${n} elements`);
  const a = c.A.storage as Float64Array;
  return {
    m,
    lb: c.lb.storage as Float64Array,
    ub: c.ub.storage as Float64Array,
    linear: true,
    values: (x) => matVec(a, m, n, x),
    jacobian: () => a,
    hessian: () => new Float64Array(n * n),
    strategy: undefined,
    counts: { nfev: 0, njev: 0, nhev: 0 },
  };
}

/** Where a constraint is computed and with which derivatives. */
interface Nonlinear {
  fun: (...all: unknown[]) => unknown;
  jac: unknown;
  hess: unknown;
  relStep?: ArrayLike | null | undefined;
  absStep?: Vec | undefined;
  sparsity?: ArrayLike | null | undefined;
  limits: (m: number) => { lb: Vec; ub: Vec };
  args?: readonly unknown[] | undefined;
}

function prepareNonlinear(
  c: Nonlinear,
  x0: Vec,
  functionName: string,
  box: Box | undefined,
  signal?: AbortLike,
): PreparedConstraint {
  const n = x0.length;
  const counts = { nfev: 0, njev: 0, nhev: 0 };
  const evaluate = (x: Vec): Vec => {
    checkSignal(signal);
    counts.nfev++;
    return toVec(`${functionName}: what a constraint returns`, c.fun(handedOver(x)));
  };
  let at = x0.slice();
  let f = evaluate(at);
  const m = f.length;
  let j: Mat | undefined;
  const move = (x: Vec): void => {
    if (sameVec(at, x)) return;
    at = x.slice();
    f = evaluate(at);
    if (f.length !== m) throw new ValueError(`${functionName}: a constraint returned ${f.length} values after ${m}`);
    j = undefined;
  };
  const relStep = c.relStep === undefined || c.relStep === null ? undefined : toVec('finiteDiffRelStep', c.relStep);
  const jacCall = typeof c.jac === 'function' ? bindArgs(functionName, 'jac', c.jac, c.args) : undefined;
  const method: DifferenceMethod = isDifferenceMethod(c.jac) ? c.jac : '2-point';
  const structure =
    c.sparsity === undefined || c.sparsity === null
      ? undefined
      : Uint8Array.from(toMat('finiteDiffJacSparsity', c.sparsity, m, n), (t) => (t ? 1 : 0));
  const groups = structure ? groupColumns(structure, m, n) : undefined;
  const imaginary = (re: Vec, im: Vec): Vec => imaginaryOf(functionName, c.fun as never, re, im);
  const jacobianAt = (x: Vec, values: Vec): Mat => {
    counts.njev++;
    if (jacCall) {
      checkSignal(signal);
      return toMat(`${functionName}: the Jacobian of a constraint`, jacCall(handedOver(x)), m, n);
    }
    const absStep = relStep || isDifferenceMethod(c.jac) ? undefined : c.absStep;
    return differenceJacobian(evaluate, imaginary, x, values, method, { relStep, absStep, box }, groups, structure);
  };
  const hessCall = typeof c.hess === 'function' ? (c.hess as (...all: unknown[]) => unknown) : undefined;
  const hessMethod = isDifferenceMethod(c.hess) ? c.hess : undefined;
  const hessian = hessCall
    ? (x: Vec, v: Vec): Mat => {
        counts.nhev++;
        return toMat(`${functionName}: the Hessian of a constraint`, hessCall(handedOver(x), handedOver(v)), n, n);
      }
    : hessMethod
      ? (x: Vec, v: Vec): Mat => {
          counts.nhev++;
          const weighted = (p: Vec): Vec => {
            const jac = jacobianAt(p, evaluateFor(p));
            const g = new Float64Array(n);
            for (let i = 0; i < m; i++) for (let k = 0; k < n; k++) g[k]! += v[i]! * jac[i * n + k]!;
            return g;
          };
          const evaluateFor = (p: Vec): Vec => (jacCall ? f : evaluate(p));
          const h = differenceJacobian(
            weighted,
            imaginary,
            x,
            weighted(x),
            hessMethod === 'cs' ? '3-point' : hessMethod,
            { relStep },
          );
          for (let a = 0; a < n; a++)
            for (let b = 0; b < a; b++) h[a * n + b] = h[b * n + a] = 0.5 * (h[a * n + b]! + h[b * n + a]!);
          return h;
        }
      : undefined;
  return {
    m,
    ...c.limits(m),
    linear: false,
    values: (x) => {
      move(x);
      return f;
    },
    jacobian: (x) => {
      move(x);
      return (j ??= jacobianAt(x, f));
    },
    hessian,
    strategy: hessian ? undefined : c.hess instanceof HessianUpdateStrategy ? c.hess : new BFGS(),
    counts,
  };
}

/**
 * Constraints in the form that solvers use.
 *
 * @param absStep - the absolute step of differences where a constraint object gives no Jacobian
 * @throws DTypeError or ValueError for what is no constraint or does not fit
 */
export function prepareConstraints(
  functionName: string,
  constraints: ConstraintsLike,
  x0: Vec,
  box: Box | undefined,
  signal: AbortLike | undefined,
  absStep?: Vec,
): PreparedConstraint[] {
  const list = Array.isArray(constraints)
    ? (constraints as readonly ConstraintLike[])
    : [constraints as ConstraintLike];
  return list.map((c, k) => {
    if (c instanceof LinearConstraint) return prepareLinear(c, x0.length, functionName);
    if (c instanceof NonlinearConstraint) {
      const { jac = '2-point', hess, finiteDiffRelStep, finiteDiffJacSparsity } = c.options;
      return prepareNonlinear(
        {
          fun: bindArgs(functionName, 'fun', c.fun, []),
          jac,
          hess,
          relStep: finiteDiffRelStep,
          sparsity: finiteDiffJacSparsity,
          limits: (m) => ({
            lb: toVecOrScalar('NonlinearConstraint: lb', c.lb, m),
            ub: toVecOrScalar('NonlinearConstraint: ub', c.ub, m),
          }),
        },
        x0,
        functionName,
        box,
        signal,
      );
    }
    const dict = c as ConstraintDict | undefined;
    if (!dict || typeof dict !== 'object')
      throw new DTypeError(
        `${functionName}: Constraint ${k} is neither a constraint nor an object, got ${describe(c)}`,
      );
    const type = typeof dict.type === 'string' ? dict.type.toLowerCase() : undefined;
    if (type !== 'eq' && type !== 'ineq') {
      throw new ValueError(
        `${functionName}: Constraint ${k} has type ${describe(dict.type)}; it must be 'eq' or 'ineq'.`,
      );
    }
    return prepareNonlinear(
      {
        fun: bindArgs(functionName, `Constraint ${k}: fun`, dict.fun, dict.args),
        jac: dict.jac,
        hess: undefined,
        args: dict.args,
        absStep,
        limits: (m) => ({ lb: new Float64Array(m), ub: new Float64Array(m).fill(type === 'eq' ? 0 : Infinity) }),
      },
      x0,
      functionName,
      box,
      signal,
    );
  });
}

/** A row of a constraint as `sign * (c[i](x) - limit)`, which is 0 or at least 0. */
interface Row {
  readonly constraint: PreparedConstraint;
  readonly index: number;
  readonly sign: 1 | -1;
  readonly limit: number;
}

/** Constraints as rows: equations first, then what must not be negative. */
export class ConstraintRows {
  private readonly rows: Row[] = [];
  /** How many are equations. */
  readonly equations: number;

  constructor(constraints: readonly PreparedConstraint[]) {
    const unequal: Row[] = [];
    for (const constraint of constraints) {
      for (let index = 0; index < constraint.m; index++) {
        const [lb, ub] = [constraint.lb[index]!, constraint.ub[index]!];
        if (lb === ub) this.rows.push({ constraint, index, sign: 1, limit: lb });
        else {
          if (lb > -Infinity) unequal.push({ constraint, index, sign: 1, limit: lb });
          if (ub < Infinity) unequal.push({ constraint, index, sign: -1, limit: ub });
        }
      }
    }
    this.equations = this.rows.length;
    this.rows.push(...unequal);
  }

  get count(): number {
    return this.rows.length;
  }

  values(x: Vec): Vec {
    return Float64Array.from(
      this.rows,
      ({ constraint, index, sign, limit }) => sign * (constraint.values(x)[index]! - limit),
    );
  }

  /** count x n by rows. */
  jacobian(x: Vec): Mat {
    const n = x.length;
    const result = new Float64Array(this.count * n);
    this.rows.forEach(({ constraint, index, sign }, k) => {
      const j = constraint.jacobian(x);
      for (let i = 0; i < n; i++) result[k * n + i] = sign * j[index * n + i]!;
    });
    return result;
  }
}
