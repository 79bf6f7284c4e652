/** `linearSumAssignment` and `quadraticAssignment`: who does what, at the least cost. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { matMat, transposed, type Mat } from './dense/matrix.js';
import { randomOf, type Seeded } from './global/randomness.js';
import { assign } from './linear/shortestAugmentingPath.js';
import { shapeOf, toVec } from './values.js';

/**
 * Assign rows to columns so that the sum of the chosen elements is least (or most), by shortest augmenting paths (D. Crouse,
 * IEEE Trans. Aerosp. Electron. Syst. 52, 2016).
 *
 * @param costMatrix - m x n; inf forbids a pair
 * @param options - `maximize`
 * @returns `[rows, columns]`, min(m, n) int32 each, rows ascending
 * @throws ValueError for nan, a matrix of other dimensions, or where no assignment is possible
 * @example
 * linearSumAssignment([[4, 1, 3], [2, 0, 5], [3, 2, 2]])[1]; // array([1, 0, 2], dtype=int32)
 */
export function linearSumAssignment(
  costMatrix: ArrayLike,
  options: { maximize?: boolean } = {},
): [rowInd: NDArray<'int32'>, colInd: NDArray<'int32'>] {
  checkOptions('linearSumAssignment', options, ['maximize']);
  const shape = shapeOf(costMatrix);
  if (shape.length !== 2)
    throw new ValueError(`linearSumAssignment: expected a matrix (2-D array), got a ${shape.length} array`);
  const [m, n] = shape as [number, number];
  let cost = toVec('linearSumAssignment: costMatrix', costMatrix);
  if (options.maximize) cost = cost.map((t) => -t) as Float64Array<ArrayBuffer>;
  if (cost.some((t) => Number.isNaN(t) || t === -Infinity))
    throw new ValueError('linearSumAssignment: matrix contains invalid numeric entries');
  const wide = n >= m;
  const found = wide ? assign(cost, m, n) : assign(transposed(cost, m, n), n, m);
  if (!found) throw new ValueError('linearSumAssignment: cost matrix is infeasible');
  const k = Math.min(m, n);
  const rows = new Int32Array(k);
  const columns = new Int32Array(k);
  if (wide) {
    for (let i = 0; i < k; i++) {
      rows[i] = i;
      columns[i] = found[i]!;
    }
  } else {
    const order = Array.from({ length: k }, (_, i) => i).sort((a, b) => found[a]! - found[b]!);
    order.forEach((column, i) => {
      rows[i] = found[column]!;
      columns[i] = column;
    });
  }
  return [
    asNDArray('linearSumAssignment', rows) as NDArray<'int32'>,
    asNDArray('linearSumAssignment', columns) as NDArray<'int32'>,
  ];
}

/** The options of each method of `quadraticAssignment`, for `showOptions`. */
export const QUADRATIC_ASSIGNMENT_OPTIONS = {
  faq: ['maximize', 'maxiter', 'tol', 'P0', 'partialGuess'],
  '2opt': ['maximize', 'partialGuess'],
} as const satisfies Record<string, readonly string[]>;

/** Options of `quadraticAssignment`. */
export interface QuadraticAssignmentOptions extends Seeded {
  method?: 'faq' | '2opt';
  options?: {
    maximize?: boolean;
    /** faq: the most iterations; the relative change that ends it. */
    maxiter?: number;
    tol?: number;
    /** faq: begin with the barycentre or at random. */
    P0?: 'barycenter' | 'randomized';
    /** 2opt: the first assignment. */
    partialGuess?: null;
  };
}

/** What `quadraticAssignment` finds. */
export interface QuadraticAssignmentResult {
  colInd: NDArray<'int32'>;
  fun: number;
  nit: number;
}

/**
 * Permute B so that `trace(A.T @ P @ B @ P.T)` is small: approximately, by Frank and Wolfe's method on relaxed permutations
 * (J. Vogelstein et al., PLOS ONE 10, 2015) or by exchanges of pairs.
 *
 * @param A - n x n
 * @param B - n x n
 * @param options - method; `rng` or `seed`
 * @returns the column of each row, the value, iterations
 * @throws ValueError for matrices that are not square or of different size
 * @example
 * quadraticAssignment([[0, 80], [80, 0]], [[0, 6], [6, 0]]).fun; // 960
 */
export function quadraticAssignment(
  A: ArrayLike,
  B: ArrayLike,
  options: QuadraticAssignmentOptions = {},
): QuadraticAssignmentResult {
  checkOptions('quadraticAssignment', options, ['method', 'options', 'rng', 'seed']);
  const own = options.options ?? {};
  checkOptions('quadraticAssignment (options)', own, QUADRATIC_ASSIGNMENT_OPTIONS.faq);
  const [sa, sb] = [shapeOf(A), shapeOf(B)];
  if (sa.length !== 2 || sb.length !== 2 || sa[0] !== sa[1] || sb[0] !== sb[1] || sa[0] !== sb[0]) {
    throw new ValueError(
      `quadraticAssignment: \`A\` and \`B\` must be square matrices of one size, got ${shapeText(sa)} and ${shapeText(sb)}`,
    );
  }
  const n = sa[0]!;
  const a = toVec('quadraticAssignment: A', A);
  const b = toVec('quadraticAssignment: B', B);
  const { method = 'faq' } = options;
  const sign = own.maximize ? -1 : 1;
  const score = (p: Int32Array): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += a[i * n + j]! * b[p[i]! * n + p[j]!]!;
    return sum;
  };
  const finish = (p: Int32Array, nit: number): QuadraticAssignmentResult => ({
    colInd: asNDArray('quadraticAssignment', p) as NDArray<'int32'>,
    fun: score(p),
    nit,
  });
  const random = randomOf('quadraticAssignment', options);
  if (method === '2opt') {
    const p = Int32Array.from({ length: n }, (_, i) => i);
    random.shuffle(p);
    let best = score(p);
    let nit = 0;
    for (let improved = true; improved;) {
      improved = false;
      for (let i = 0; i < n && !improved; i++) {
        for (let j = i + 1; j < n; j++) {
          nit++;
          [p[i], p[j]] = [p[j]!, p[i]!];
          const value = score(p);
          if (sign * value < sign * best) {
            best = value;
            improved = true;
            break;
          }
          [p[i], p[j]] = [p[j]!, p[i]!];
        }
      }
    }
    return finish(p, nit);
  }
  if (method !== 'faq')
    throw new ValueError(`quadraticAssignment: method must be 'faq' or '2opt', got ${describe(method)}`);
  const { maxiter = 30, tol = 0.03 } = own;
  let p: Mat = new Float64Array(n * n).fill(1 / n);
  if (own.P0 === 'randomized') {
    // Sinkhorn's balancing of a random matrix, half of it.
    const k = Float64Array.from({ length: n * n }, () => random.random());
    for (let pass = 0; pass < 10; pass++) {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += k[i * n + j]!;
        for (let j = 0; j < n; j++) k[i * n + j]! /= sum;
      }
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += k[i * n + j]!;
        for (let i = 0; i < n; i++) k[i * n + j]! /= sum;
      }
    }
    p = p.map((t, i) => 0.5 * (t + k[i]!));
  }
  const at = transposed(a, n, n);
  const bt = transposed(b, n, n);
  const trace = (x: Mat, y: Mat): number => x.reduce((sum, t, i) => sum + t * y[i]!, 0);
  const apb = (x: Mat, left: Mat, right: Mat): Mat => matMat(matMat(left, x, n, n, n), right, n, n, n);
  let nit = 0;
  for (let k = 1; k <= maxiter; k++) {
    nit = k;
    const g1 = apb(p, a, bt);
    const g2 = apb(p, at, b);
    const gradient = g1.map((t, i) => sign * (t + g2[i]!));
    // (Where the next step leads depends on which of equal assignments is taken: SciPy's.)
    const columns = assign(gradient, n, n, false)!;
    const q = new Float64Array(n * n);
    for (let i = 0; i < n; i++) q[i * n + columns[i]!] = 1;
    const d = p.map((t, i) => t - q[i]!);
    // The value along the line is a parabola.
    const ad = apb(d, a, bt);
    const quadratic = sign * trace(ad, d);
    const linear = sign * (trace(ad, q) + trace(apb(q, a, bt), d));
    let alpha = quadratic > 0 ? Math.min(1, Math.max(0, -linear / (2 * quadratic))) : quadratic + linear < 0 ? 1 : 0;
    if (!Number.isFinite(alpha)) alpha = 0;
    const next = p.map((t, i) => alpha * t + (1 - alpha) * q[i]!);
    let change = 0;
    for (let i = 0; i < next.length; i++) change += (next[i]! - p[i]!) ** 2;
    p = next;
    if (Math.sqrt(change / n) < tol) break;
  }
  const columns = assign(
    p.map((t) => -t),
    n,
    n,
    false,
  )!;
  return finish(columns, nit);
}
