/**
 * Collocation by cubic polynomials at the ends and the middle of every interval, of order 4, and the Newton iteration that solves its equations: J. Kierzenka
 * and L. F. Shampine, A BVP solver based on residual control and the MATLAB PSE, ACM TOMS 27 (2001); the iteration's damping after U. Ascher, R.
 * Mattheij and R. Russell, Numerical Solution of Boundary Value Problems for Ordinary Differential Equations, section 8.1.
 */
import { factorBlocks, type BlockSolver, type Conditions, type Coupling } from './blockSystem.js';

/** Right-hand sides at many places: y and the result are node after node, n numbers each. */
export type Field = (x: Float64Array, y: Float64Array, p: Float64Array) => Float64Array;
/** Derivatives of it: n x n (by rows) and n x k for each place. */
export type FieldJacobian = (
  x: Float64Array,
  y: Float64Array,
  p: Float64Array,
  f: Float64Array,
) => { y: Float64Array; p: Float64Array };
/** Boundary residuals, n + k. */
export type Boundary = (ya: Float64Array, yb: Float64Array, p: Float64Array) => Float64Array;
/** Derivatives of them. */
export type BoundaryJacobian = (ya: Float64Array, yb: Float64Array, p: Float64Array, bc: Float64Array) => Conditions;

/** A problem as the iteration sees it. */
export interface BoundaryProblem {
  readonly n: number;
  readonly k: number;
  readonly field: Field;
  readonly fieldJacobian: FieldJacobian;
  readonly boundary: Boundary;
  readonly boundaryJacobian: BoundaryJacobian;
  /** Makes the first state one that the problem allows, in place. */
  readonly project?: ((y: Float64Array) => void) | undefined;
}

/** The collocation equations at some state. */
export interface Residuals {
  readonly columns: Float64Array;
  readonly middle: Float64Array;
  readonly f: Float64Array;
  readonly fMiddle: Float64Array;
}

/** The middles of intervals. */
function middles(x: Float64Array): Float64Array {
  return Float64Array.from({ length: x.length - 1 }, (_, i) => x[i]! + 0.5 * (x[i + 1]! - x[i]!));
}

/** Evaluate the collocation equations (Simpson's rule on the cubic through both ends). */
export function collocate(problem: BoundaryProblem, x: Float64Array, y: Float64Array, p: Float64Array): Residuals {
  const { n, field } = problem;
  const f = field(x, y, p);
  const count = x.length - 1;
  const middle = new Float64Array(count * n);
  for (let i = 0; i < count; i++) {
    const h = x[i + 1]! - x[i]!;
    for (let c = 0; c < n; c++) {
      const [a, b] = [i * n + c, (i + 1) * n + c];
      middle[a] = 0.5 * (y[a]! + y[b]!) - 0.125 * h * (f[b]! - f[a]!);
    }
  }
  const fMiddle = field(middles(x), middle, p);
  const columns = new Float64Array(count * n);
  for (let i = 0; i < count; i++) {
    const h = x[i + 1]! - x[i]!;
    for (let c = 0; c < n; c++) {
      const [a, b] = [i * n + c, (i + 1) * n + c];
      columns[a] = y[b]! - y[a]! - (h / 6) * (f[a]! + f[b]! + 4 * fMiddle[a]!);
    }
  }
  return { columns, middle, f, fMiddle };
}

/** `out = a b` for n x n times n x m, by rows. */
function multiply(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array {
  const out = new Float64Array(n * m);
  for (let r = 0; r < n; r++) {
    for (let i = 0; i < n; i++) {
      const value = a[r * n + i]!;
      if (value !== 0) for (let c = 0; c < m; c++) out[r * m + c]! += value * b[i * m + c]!;
    }
  }
  return out;
}

/** Factor the derivative of all equations. */
function factor(
  problem: BoundaryProblem,
  x: Float64Array,
  y: Float64Array,
  p: Float64Array,
  residuals: Residuals,
  bc: Float64Array,
): BlockSolver | undefined {
  const { n, k } = problem;
  const m = x.length;
  const ends = problem.fieldJacobian(x, y, p, residuals.f);
  const inner = problem.fieldJacobian(middles(x), residuals.middle, p, residuals.fMiddle);
  const couplings: Coupling[] = [];
  for (let i = 0; i + 1 < m; i++) {
    const h = x[i + 1]! - x[i]!;
    const j0 = ends.y.subarray(i * n * n, (i + 1) * n * n);
    const j1 = ends.y.subarray((i + 1) * n * n, (i + 2) * n * n);
    const jm = inner.y.subarray(i * n * n, (i + 1) * n * n);
    const [m0, m1] = [multiply(jm, j0, n, n), multiply(jm, j1, n, n)];
    const left = new Float64Array(n * n);
    const right = new Float64Array(n * n);
    for (let q = 0; q < n * n; q++) {
      left[q] = -(h / 6) * (j0[q]! + 2 * jm[q]!) - (h * h * m0[q]!) / 12;
      right[q] = -(h / 6) * (j1[q]! + 2 * jm[q]!) + (h * h * m1[q]!) / 12;
    }
    for (let r = 0; r < n; r++) {
      left[r * n + r]! -= 1;
      right[r * n + r]! += 1;
    }
    const params = new Float64Array(n * k);
    if (k > 0) {
      const p0 = ends.p.subarray(i * n * k, (i + 1) * n * k);
      const p1 = ends.p.subarray((i + 1) * n * k, (i + 2) * n * k);
      const pm = inner.p.subarray(i * n * k, (i + 1) * n * k);
      const difference = Float64Array.from(p0, (value, q) => value - p1[q]!);
      const through = multiply(jm, difference, n, k);
      for (let q = 0; q < n * k; q++) params[q] = -(h / 6) * (p0[q]! + p1[q]! + 4 * pm[q]! + 0.5 * h * through[q]!);
    }
    couplings.push({ left, right, params });
  }
  const conditions = problem.boundaryJacobian(y.subarray(0, n), y.subarray((m - 1) * n), p, bc);
  return factorBlocks(n, k, couplings, conditions);
}

const MOST_JACOBIANS = 4;
const MOST_ITERATIONS = 8;
/** How much of the promised decrease a damped step must bring. */
const SIGMA = 0.2;
const TAU = 0.5;
const TRIALS = 4;

/**
 * Solve the collocation equations on a mesh, from a guess.
 *
 * @returns the solution as far as it was found; `singular` if a Jacobian was
 */
export function solveCollocation(
  problem: BoundaryProblem,
  x: Float64Array,
  y: Float64Array,
  p: Float64Array,
  tol: number,
  bcTol: number,
): { y: Float64Array; p: Float64Array; singular: boolean } {
  const { n } = problem;
  const m = x.length;
  const boundary = (at: Float64Array, params: Float64Array): Float64Array =>
    problem.boundary(at.subarray(0, n), at.subarray((m - 1) * n), params);
  // The equations are to hold much better than the residual of the solution is asked to be.
  const allowed = Float64Array.from({ length: m - 1 }, (_, i) => (2 / 3) * (x[i + 1]! - x[i]!) * 5e-2 * tol);
  let residuals = collocate(problem, x, y, p);
  let bc = boundary(y, p);
  let solver: BlockSolver | undefined;
  let recompute = true;
  let step = { y: y, p: p };
  let cost = 0;
  let jacobians = 0;
  const costOf = (one: { y: Float64Array; p: Float64Array }): number => {
    let sum = 0;
    for (const value of one.y) sum += value * value;
    for (const value of one.p) sum += value * value;
    return sum;
  };
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    if (recompute) {
      solver = factor(problem, x, y, p, residuals, bc);
      jacobians++;
      if (!solver) return { y, p, singular: true };
      step = solver.solve(residuals.columns, bc);
      cost = costOf(step);
    }
    let alpha = 1;
    let next = { y, p };
    let newStep = step;
    let newCost = cost;
    for (let trial = 0; trial <= TRIALS; trial++) {
      next = {
        y: y.map((value, i) => value - alpha * step.y[i]!),
        p: p.map((value, i) => value - alpha * step.p[i]!),
      };
      problem.project?.(next.y);
      residuals = collocate(problem, x, next.y, next.p);
      bc = boundary(next.y, next.p);
      newStep = solver!.solve(residuals.columns, bc);
      newCost = costOf(newStep);
      if (newCost < (1 - 2 * alpha * SIGMA) * cost) break;
      if (trial < TRIALS) alpha *= TAU;
    }
    ({ y, p } = next);
    if (jacobians === MOST_JACOBIANS) break;
    const small =
      residuals.columns.every(
        (value, q) => Math.abs(value) < allowed[Math.floor(q / n)]! * (1 + Math.abs(residuals.fMiddle[q]!)),
      ) && bc.every((value) => Math.abs(value) < bcTol);
    if (small) break;
    // A full step was good: the same derivative serves once more.
    if (alpha === 1) {
      step = newStep;
      cost = newCost;
      recompute = false;
    } else recompute = true;
  }
  return { y, p, singular: false };
}
