/** `lsqLinear` and `nnls`: linear least squares with bounds. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { matTVec, matVec } from './dense/matrix.js';
import { leastNorm } from './dense/svd.js';
import { dot, minus, normInf } from './dense/vector.js';
import { within } from './bounds.js';
import { pairToBox, type BoundsPair } from './leastSquares.js';
import { bvls, trfLinear } from './linear/boundedLeastSquares.js';
import { lsmr, stacked } from './linear/lsmr.js';
import { nnlsCore } from './linear/nnlsCore.js';
import { ConvergenceError } from './rootScalar.js';
import { handedOver, toArray, toRows, toVecOf, type Vector } from './values.js';

/** Options of `lsqLinear`. */
export interface LsqLinearOptions {
  bounds?: BoundsPair;
  method?: 'trf' | 'bvls';
  tol?: number;
  /** Solve by singular values ('exact', the default) or iteratively by products (LSMR, with 'trf' alone). */
  lsqSolver?: 'exact' | 'lsmr' | null;
  /** The tolerance of LSMR; 'auto' follows the optimality. */
  lsmrTol?: number | 'auto' | null;
  maxIter?: number | null;
  verbose?: 0 | 1 | 2;
  lsmrMaxiter?: number | null;
}

/** What `lsqLinear` finds. */
export interface LsqLinearResult {
  x: Vector;
  fun: Vector;
  cost: number;
  optimality: number;
  activeMask: NDArray<'int32'>;
  /** The solution without bounds. */
  unboundedSol: Vector;
  nit: number;
  status: number;
  message: string;
  success: boolean;
}

const MESSAGES: Record<number, string> = {
  [-1]: 'The algorithm was not able to make progress on the last iteration.',
  0: 'The maximum number of iterations is exceeded.',
  1: 'The first-order optimality measure is less than `tol`.',
  2: 'The relative change of the cost function is less than `tol`.',
  3: 'The unconstrained solution is optimal.',
};

/**
 * Minimise `|A @ x - b|^2 / 2` between bounds on x.
 *
 * @param A - m x n
 * @param b - m numbers
 * @param options - bounds, method, tolerance
 * @returns the solution and how it was found
 * @throws ValueError for shapes or bounds that do not fit
 * @example
 * lsqLinear([[1, 0], [0, 1]], [2, -1], { bounds: [0, 1] }).x; // array([1., 0.])
 */
export function lsqLinear(A: ArrayLike, b: ArrayLike, options: LsqLinearOptions = {}): LsqLinearResult {
  const name = 'lsqLinear';
  checkOptions(name, options, ['bounds', 'method', 'tol', 'lsqSolver', 'lsmrTol', 'maxIter', 'verbose', 'lsmrMaxiter']);
  const { method = 'trf', tol = 1e-10 } = options;
  if (method !== 'trf' && method !== 'bvls')
    throw new ValueError(`${name}: \`method\` must be 'trf' or 'bvls', got ${describe(method)}`);
  const { a, m, n } = toRows(`${name}: A`, A);
  const right = toVecOf(`${name}: b`, b, m);
  const box = pairToBox(name, options.bounds, n);
  for (let i = 0; i < n; i++) {
    if (!(box.lb[i]! < box.ub[i]!))
      throw new ValueError(
        `${name}: Each lower bound must be strictly less than each upper bound; variable ${i} has [${box.lb[i]}, ${box.ub[i]}].`,
      );
  }
  if (options.maxIter !== undefined && options.maxIter !== null && !(options.maxIter > 0))
    throw new ValueError(`${name}: \`maxIter\` must be None or positive integer.`);
  const { lsqSolver, lsmrTol } = options;
  if (lsqSolver !== undefined && lsqSolver !== null && lsqSolver !== 'exact' && lsqSolver !== 'lsmr') {
    throw new ValueError(`${name}: \`lsqSolver\` must be null, 'exact' or 'lsmr', got ${describe(lsqSolver)}`);
  }
  if (lsqSolver === 'lsmr' && method === 'bvls') {
    throw new ValueError(`${name}: method='bvls' can't be used with lsqSolver='lsmr'`);
  }
  if (lsmrTol !== undefined && lsmrTol !== null && lsmrTol !== 'auto' && !(lsmrTol > 0)) {
    throw new ValueError(`${name}: \`lsmrTol\` must be null, 'auto' or a positive number, got ${describe(lsmrTol)}`);
  }
  const maxiter = options.lsmrMaxiter ?? undefined;
  let free: Float64Array;
  if (lsqSolver === 'lsmr') {
    const first = typeof lsmrTol === 'number' ? lsmrTol : 1e-2 * tol;
    free = lsmr(stacked(a, m, n), right, { atol: first, btol: first, maxiter }).x;
  } else free = leastNorm(a, m, n, right, Number.EPSILON);
  const finish = (
    x: Float64Array,
    status: number,
    nit: number,
    optimality: number,
    onBound: Int8Array,
  ): LsqLinearResult => {
    const r = minus(matVec(a, m, n, x), right);
    return {
      x: handedOver(x),
      fun: toArray(r),
      cost: 0.5 * dot(r, r),
      optimality,
      activeMask: asNDArray(name, Int32Array.from(onBound)) as NDArray<'int32'>,
      unboundedSol: handedOver(free),
      nit,
      status,
      message: MESSAGES[status]!,
      success: status > 0,
    };
  };
  if (within(free, box)) {
    const g = matTVec(a, m, n, minus(matVec(a, m, n, free), right));
    return finish(free, 3, 0, normInf(g), new Int8Array(n));
  }
  const iterative = lsqSolver === 'lsmr' ? { tol: lsmrTol ?? undefined, maxiter } : undefined;
  const found =
    method === 'bvls'
      ? bvls(a, m, n, right, free, box, tol, options.maxIter ?? n)
      : trfLinear(a, m, n, right, free, box, tol, options.maxIter ?? 100, iterative);
  return finish(found.x, found.status, found.nit, found.optimality, found.onBound);
}

/**
 * Minimise `|A @ x - b|` over x >= 0.
 *
 * @param A - m x n
 * @param b - m numbers
 * @param options - `maxiter`, 3 n by default
 * @returns `[x, rnorm]`: the solution and the norm of what is left
 * @throws ConvergenceError after `maxiter` iterations
 * @example
 * nnls([[1, 0], [1, 0], [0, 1]], [2, 1, 1])[0]; // array([1.5, 1. ])
 */
export function nnls(
  A: ArrayLike,
  b: ArrayLike,
  options: { maxiter?: number | null } = {},
): [x: Vector, rnorm: number] {
  checkOptions('nnls', options, ['maxiter']);
  const { a, m, n } = toRows('nnls: A', A);
  const right = toVecOf('nnls: b', b, m);
  const { x, norm, done } = nnlsCore(a, m, n, right, options.maxiter ?? 3 * n);
  if (!done) throw new ConvergenceError('nnls: Maximum number of iterations reached.');
  return [toArray(x), norm];
}
