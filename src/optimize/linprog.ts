/** `linprog` and `milp`: linear programmes, with whole numbers where wanted, on HiGHS. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { Bounds, toBox, type BoundPair } from './bounds.js';
import { LinearConstraint } from './constraints.js';
import { matVec } from './dense/matrix.js';
import { dot, type Vec } from './dense/vector.js';
import { solveProgramme, type ProgrammeOutcome } from './linear/highs.js';
import { shapeOf, toArray, toRows, toVec, toVecOf, toVecOrScalar, type Vector } from './values.js';

/** The methods of `linprog`. */
export type LinprogMethod = 'highs' | 'highs-ds' | 'highs-ipm';

const HIGHS_OPTIONS = [
  'maxiter',
  'disp',
  'presolve',
  'timeLimit',
  'dualFeasibilityTolerance',
  'primalFeasibilityTolerance',
  'ipmOptimalityTolerance',
  'mipRelGap',
];

/** The options of each method, for `showOptions`. */
export const LINPROG_OPTIONS: Readonly<Record<LinprogMethod, readonly string[]>> = {
  highs: HIGHS_OPTIONS,
  'highs-ds': HIGHS_OPTIONS,
  'highs-ipm': HIGHS_OPTIONS,
};

/** Options of `linprog`. */
export interface LinprogOptions {
  /** `A_ub @ x <= b_ub`. */
  AUb?: ArrayLike | null;
  bUb?: ArrayLike | null;
  /** `A_eq @ x = b_eq`. */
  AEq?: ArrayLike | null;
  bEq?: ArrayLike | null;
  /** One `[min, max]` for each variable, or one for all; by default 0 and none. */
  bounds?: BoundPair | readonly BoundPair[] | Bounds | null;
  method?: LinprogMethod;
  /** 0 continuous, 1 integer, 2 semi-continuous, 3 semi-integer; one for each variable or one for all. */
  integrality?: ArrayLike | null;
  options?: {
    maxiter?: number;
    disp?: boolean;
    presolve?: boolean;
    timeLimit?: number;
    dualFeasibilityTolerance?: number;
    primalFeasibilityTolerance?: number;
    ipmOptimalityTolerance?: number;
    mipRelGap?: number;
  };
}

/** Residuals and what the objective gains for each unit of a right-hand side. */
export interface Sensitivity {
  readonly residual: Vector;
  readonly marginals: Vector;
}

/** What `linprog` finds. Without a solution `x` and what follows from it are null. */
export interface LinprogResult {
  x: Vector | null;
  fun: number | null;
  slack: Vector | null;
  con: Vector | null;
  success: boolean;
  /** 0 optimal, 1 limit reached, 2 infeasible, 3 unbounded, 4 difficulties. */
  status: number;
  message: string;
  nit: number;
  crossoverNit: number;
  ineqlin: Sensitivity;
  eqlin: Sensitivity;
  lower: Sensitivity;
  upper: Sensitivity;
  /** Of problems with integers; 0 without. */
  mipNodeCount: number;
  mipDualBound: number;
  mipGap: number;
}

/** SciPy's status and message for HiGHS' model status. */
function statusOf(o: ProgrammeOutcome): [number, string] {
  switch (o.model) {
    case 7:
    case 6:
      return [0, 'Optimization terminated successfully. (HiGHS Status 7: Optimal)'];
    case 8:
      return [2, 'The problem is infeasible. (HiGHS Status 8: model_status is Infeasible)'];
    case 10:
      return [3, 'The problem is unbounded. (HiGHS Status 10: model_status is Unbounded)'];
    case 9:
      return [4, 'The problem is unbounded or infeasible. (HiGHS Status 9: model_status is Unbounded or infeasible)'];
    case 13:
      return [1, 'Time limit reached. (HiGHS Status 13: model_status is Time limit reached)'];
    case 14:
      return [1, 'Iteration limit reached. (HiGHS Status 14: model_status is Iteration limit reached)'];
    case 16:
      return [1, 'Solution limit reached. (HiGHS Status 16: model_status is Solution limit reached)'];
    default:
      return [4, `HiGHS did not solve the problem. (HiGHS Status ${o.model})`];
  }
}

function block(
  name: string,
  a: ArrayLike | null | undefined,
  b: ArrayLike | null | undefined,
  n: number,
): { a: Vec; b: Vec } {
  if ((a === undefined || a === null) !== (b === undefined || b === null)) {
    throw new ValueError(`linprog: A_${name} and b_${name} must be given together`);
  }
  if (a === undefined || a === null) return { a: new Float64Array(0), b: new Float64Array(0) };
  const right = toVec(`linprog: b_${name}`, b);
  const shape = shapeOf(a);
  if (shape.length === 0 || (shape.length === 1 && shape[0] === 0))
    return { a: new Float64Array(0), b: new Float64Array(0) };
  const { a: matrix, m, n: width } = toRows(`linprog: A_${name}`, a);
  if (width !== n)
    throw new ValueError(
      `linprog: Invalid input for linprog: A_${name} must have exactly two dimensions, and the number of columns in A_${name} must be equal to the size of c; got ${width} columns for ${n}`,
    );
  if (right.length !== m)
    throw new ValueError(
      `linprog: Invalid input for linprog: b_${name} must be a 1-D array; b_${name} must not have more than one non-singleton dimension and the number of rows in A_${name} must equal the number of values in b_${name}; got ${m} and ${right.length}`,
    );
  if (matrix.some((t) => !Number.isFinite(t)) || right.some(Number.isNaN))
    throw new ValueError(
      `linprog: Invalid input for linprog: A_${name} and b_${name} must not contain values inf, nan`,
    );
  return { a: matrix, b: right };
}

function boundsOf(bounds: LinprogOptions['bounds'], n: number): { lb: Vec; ub: Vec } {
  if (bounds === undefined || bounds === null)
    return { lb: new Float64Array(n), ub: new Float64Array(n).fill(Infinity) };
  if (bounds instanceof Bounds) return toBox('linprog', bounds, n);
  const list = bounds as readonly unknown[];
  const single = list.length === 2 && !Array.isArray(list[0]) && !Array.isArray(list[1]);
  if (single)
    return toBox(
      'linprog',
      Array.from({ length: n }, () => bounds as BoundPair),
      n,
    );
  if (list.length === 1 && n > 1)
    return toBox(
      'linprog',
      Array.from({ length: n }, () => list[0] as BoundPair),
      n,
    );
  return toBox('linprog', bounds as readonly BoundPair[], n);
}

/**
 * Minimise `c @ x` where `A_ub @ x <= b_ub`, `A_eq @ x = b_eq` and x is between bounds. HiGHS is loaded when first wanted, so
 * that the result is a promise.
 *
 * @param c - the costs, n numbers
 * @param options - constraints, bounds, which variables are whole numbers
 * @returns a promise of the solution, slacks and marginals
 * @throws ValueError (the promise is rejected) for shapes that do not fit
 * @example
 * (await linprog([-1, 4], { AUb: [[-3, 1], [1, 2]], bUb: [6, 4], bounds: [[null, null], [-3, null]] })).x; // array([10., -3.])
 */
export async function linprog(c: ArrayLike, options: LinprogOptions = {}): Promise<LinprogResult> {
  checkOptions('linprog', options, ['AUb', 'bUb', 'AEq', 'bEq', 'bounds', 'method', 'integrality', 'options']);
  const own = options.options ?? {};
  checkOptions('linprog (options)', own, HIGHS_OPTIONS);
  const { method = 'highs' } = options;
  if (!['highs', 'highs-ds', 'highs-ipm'].includes(method))
    throw new ValueError(`linprog: Unknown solver ${describe(method)}; methods are highs, highs-ds, highs-ipm`);
  const cost = toVec('linprog: c', c);
  const n = cost.length;
  if (n === 0 || cost.some((t) => !Number.isFinite(t)))
    throw new ValueError(
      'linprog: Invalid input for linprog: c must be a 1-D array of finite numbers and must not be empty',
    );
  const ub = block('ub', options.AUb, options.bUb, n);
  const eq = block('eq', options.AEq, options.bEq, n);
  const box = boundsOf(options.bounds, n);
  const integrality =
    options.integrality === undefined || options.integrality === null
      ? undefined
      : Int32Array.from(toVecOrScalar('linprog: integrality', options.integrality, n));
  const [mu, me] = [ub.b.length, eq.b.length];
  const a = new Float64Array((mu + me) * n);
  a.set(ub.a);
  a.set(eq.a, mu * n);
  const rowLower = new Float64Array(mu + me).fill(-Infinity);
  const rowUpper = new Float64Array(mu + me);
  rowUpper.set(ub.b);
  rowUpper.set(eq.b, mu);
  rowLower.set(eq.b, mu);
  const found = await solveProgramme({
    c: cost,
    a,
    rowLower,
    rowUpper,
    lower: box.lb,
    upper: box.ub,
    integrality,
    options: {
      solver: method === 'highs-ds' ? 'simplex' : method === 'highs-ipm' ? 'ipm' : 'choose',
      presolve: own.presolve === false ? 'off' : 'on',
      ...(own.maxiter === undefined ? {} : { simplex_iteration_limit: own.maxiter, ipm_iteration_limit: own.maxiter }),
      ...(own.timeLimit === undefined ? {} : { time_limit: own.timeLimit }),
      ...(own.dualFeasibilityTolerance === undefined
        ? {}
        : { dual_feasibility_tolerance: own.dualFeasibilityTolerance }),
      ...(own.primalFeasibilityTolerance === undefined
        ? {}
        : { primal_feasibility_tolerance: own.primalFeasibilityTolerance }),
      ...(own.ipmOptimalityTolerance === undefined ? {} : { ipm_optimality_tolerance: own.ipmOptimalityTolerance }),
      ...(own.mipRelGap === undefined ? {} : { mip_rel_gap: own.mipRelGap }),
      ...(own.disp ? { output_flag: true } : {}),
    },
  });
  const [status, message] = statusOf(found);
  const { x } = found;
  const empty = (k: number): Vector => toArray(new Float64Array(k).fill(NaN));
  const slack = x ? matVec(ub.a, mu, n, x).map((t, i) => ub.b[i]! - t) : undefined;
  const con = x ? matVec(eq.a, me, n, x).map((t, i) => eq.b[i]! - t) : undefined;
  const { colDual, rowDual } = found;
  const part = (v: Vec, from: number, to: number): Vector => (x ? toArray(v.slice(from, to)) : empty(to - from));
  return {
    x: x ? toArray(x) : null,
    fun: x ? dot(cost, x) : null,
    slack: slack ? toArray(slack) : null,
    con: con ? toArray(con) : null,
    success: status === 0,
    status,
    message,
    nit: found.iterations,
    crossoverNit: 0,
    ineqlin: { residual: slack ? toArray(slack.slice()) : empty(mu), marginals: part(rowDual, 0, mu) },
    eqlin: { residual: con ? toArray(con.slice()) : empty(me), marginals: part(rowDual, mu, mu + me) },
    lower: {
      residual: x ? toArray(x.map((t, i) => t - box.lb[i]!)) : empty(n),
      marginals: x ? toArray(colDual.map((t) => Math.max(t, 0))) : empty(n),
    },
    upper: {
      residual: x ? toArray(x.map((t, i) => box.ub[i]! - t)) : empty(n),
      marginals: x ? toArray(colDual.map((t) => Math.min(t, 0))) : empty(n),
    },
    ...(integrality
      ? { mipNodeCount: found.nodes, mipDualBound: found.dualBound, mipGap: found.gap }
      : { mipNodeCount: 0, mipDualBound: 0, mipGap: 0 }),
  };
}

/** Options of `milp`. */
export interface MilpOptions {
  /** 0 continuous, 1 integer, 2 semi-continuous, 3 semi-integer. */
  integrality?: ArrayLike | null;
  bounds?: Bounds | readonly [ArrayLike, ArrayLike] | null;
  /** Linear constraints, each a `LinearConstraint` or `[A, lb, ub]`. */
  constraints?: LinearConstraint | readonly (LinearConstraint | readonly [ArrayLike, ArrayLike, ArrayLike])[] | null;
  options?: { disp?: boolean; nodeLimit?: number; presolve?: boolean; timeLimit?: number; mipRelGap?: number };
}

/** What `milp` finds. */
export interface MilpResult {
  x: Vector | null;
  fun: number | null;
  success: boolean;
  status: number;
  message: string;
  mipNodeCount: number | null;
  mipDualBound: number | null;
  mipGap: number | null;
}

/**
 * Minimise `c @ x` where `lb <= A @ x <= ub`, x is between bounds, and some variables are whole numbers.
 *
 * @param c - the costs, n numbers
 * @param options - integrality, bounds (0 and none by default), constraints
 * @returns a promise of the solution
 * @throws ValueError (the promise is rejected) for shapes that do not fit
 * @example
 * const constraint = new LinearConstraint([[-1, 1], [3, 2], [2, 3]], -Infinity, [1, 12, 12]);
 * (await milp([0, -1], { constraints: constraint, integrality: 1 })).x; // array([1., 2.])
 */
export async function milp(c: ArrayLike, options: MilpOptions = {}): Promise<MilpResult> {
  checkOptions('milp', options, ['integrality', 'bounds', 'constraints', 'options']);
  const own = options.options ?? {};
  checkOptions('milp (options)', own, ['disp', 'nodeLimit', 'presolve', 'timeLimit', 'mipRelGap']);
  const cost = toVec('milp: c', c);
  const n = cost.length;
  if (n === 0 || cost.some((t) => !Number.isFinite(t)))
    throw new ValueError('milp: `c` must be a one-dimensional array of finite numbers with at least one element.');
  const { bounds, constraints } = options;
  const box =
    bounds === undefined || bounds === null
      ? { lb: new Float64Array(n), ub: new Float64Array(n).fill(Infinity) }
      : bounds instanceof Bounds
        ? { lb: toVecOrScalar('milp: bounds.lb', bounds.lb, n), ub: toVecOrScalar('milp: bounds.ub', bounds.ub, n) }
        : { lb: toVecOrScalar('milp: bounds[0]', bounds[0], n), ub: toVecOrScalar('milp: bounds[1]', bounds[1], n) };
  const integrality =
    options.integrality === undefined || options.integrality === null
      ? new Int32Array(n)
      : Int32Array.from(toVecOrScalar('milp: integrality', options.integrality, n));
  if (integrality.some((t) => t < 0 || t > 3))
    throw new ValueError('milp: `integrality` must contain integers 0-3 and be broadcastable to `c.shape`.');
  const list =
    constraints === undefined || constraints === null
      ? []
      : constraints instanceof LinearConstraint
        ? [constraints]
        : constraints;
  const rows: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  list.forEach((given, k) => {
    const one =
      given instanceof LinearConstraint
        ? given
        : new LinearConstraint(...(given as readonly [ArrayLike, ArrayLike, ArrayLike]));
    const [m, width] = one.A.shape as [number, number];
    if (width !== n)
      throw new ValueError(
        `milp: The shape of \`A\` must be (len(b_l), len(c)); constraint ${k} has ${width} columns for ${n}.`,
      );
    rows.push(...(one.A.storage as Vec));
    lower.push(...toVecOf('milp: lb', one.lb, m));
    upper.push(...toVecOf('milp: ub', one.ub, m));
  });
  const found = await solveProgramme({
    c: cost,
    a: Float64Array.from(rows),
    rowLower: Float64Array.from(lower),
    rowUpper: Float64Array.from(upper),
    lower: box.lb,
    upper: box.ub,
    integrality,
    options: {
      presolve: own.presolve === false ? 'off' : 'on',
      ...(own.nodeLimit === undefined ? {} : { mip_max_nodes: own.nodeLimit }),
      ...(own.timeLimit === undefined ? {} : { time_limit: own.timeLimit }),
      ...(own.mipRelGap === undefined ? {} : { mip_rel_gap: own.mipRelGap }),
      ...(own.disp ? { output_flag: true } : {}),
    },
  });
  const [status, message] = statusOf(found);
  const { x } = found;
  const integer = integrality.some((t) => t !== 0);
  return {
    x: x ? toArray(x) : null,
    fun: x ? dot(cost, x) : null,
    success: status === 0,
    status,
    message,
    mipNodeCount: integer && x ? found.nodes : x ? 0 : null,
    mipDualBound: x ? (integer ? found.dualBound : dot(cost, x)) : null,
    mipGap: x ? (integer ? found.gap : 0) : null,
  };
}
