/** solveBvp: two-point boundary value problems, on a mesh that follows the residual. */
import { checkSignal, type AbortLike } from '../../core/abort.js';
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import { collocate, solveCollocation, type Boundary, type BoundaryProblem, type Field } from './collocation.js';
import { differencedBoundary, differencedField } from './differences.js';
import { SingularTerm } from './singular.js';

/** The cubic through the nodes with the slopes there, and its derivative. */
export interface BvpSolution {
  /** The solution at x: of shape (n,), or (n, m) for several places; with `nu: 1` its derivative. */
  evaluate(x: number | ArrayLike, options?: { nu?: 0 | 1 }): NDArray<'float64'>;
}

/** What `solveBvp` finds. */
export interface BvpResult {
  readonly sol: BvpSolution;
  /** The unknown parameters, of shape (k,); null without. */
  readonly p: NDArray<'float64'> | null;
  /** The final mesh, of shape (m,). */
  readonly x: NDArray<'float64'>;
  /** The solution there, of shape (n, m). */
  readonly y: NDArray<'float64'>;
  /** Its derivatives there. */
  readonly yp: NDArray<'float64'>;
  /** For each interval the root mean square of the relative residual. */
  readonly rmsResiduals: NDArray<'float64'>;
  readonly niter: number;
  /** 0: found; 1: too many nodes; 2: a singular Jacobian; 3: the boundary conditions were not met. */
  readonly status: 0 | 1 | 2 | 3;
  readonly message: string;
  readonly success: boolean;
}

type Values = NDArray<'float64'>;

/** Options of `solveBvp`. */
export interface SolveBvpOptions {
  /** A guess of the unknown parameters, of shape (k,). */
  p?: ArrayLike | null;
  /** The matrix of a singular term, n x n: the system is `dy/dx = f(x, y, p) + S y / (x - a)`. */
  S?: ArrayLike | null;
  /** Derivatives of `fun`: given as fun is called, `[df_dy, df_dp]` of shapes (n, n, m) and (n, k, m), or df_dy alone without parameters. */
  funJac?: ((x: Values, y: Values, p: Values) => ArrayLike | readonly [ArrayLike, ArrayLike]) | null;
  /** The tolerance of the relative residual. */
  tol?: number;
  /** The tolerance of the boundary conditions; `tol` by default. */
  bcTol?: number | null;
  /** The most nodes. */
  maxNodes?: number;
  /** Stops between iterations: its reason is thrown. */
  signal?: AbortLike;
}

const OPTIONS = ['p', 'S', 'funJac', 'tol', 'bcTol', 'maxNodes', 'signal'];
const MOST_ROUNDS = 10;
const MESSAGES = [
  'The algorithm converged to the desired accuracy.',
  'The maximum number of mesh nodes is exceeded.',
  'A singular Jacobian encountered when solving the collocation system.',
  'The solver was unable to satisfy boundary conditions tolerance on iteration 10.',
] as const;

function vector(values: Float64Array): Values {
  return new NDArray(DTYPES.float64, values, [values.length], [1], 0, null, true);
}

/** Node after node as an array of shape (n, m). */
function asColumns(values: Float64Array, n: number, m: number): Values {
  return copyAs(new NDArray(DTYPES.float64, values, [n, m], [1, n], 0, null, false), DTYPES.float64);
}

/** An array of shape (n, m), node after node. */
function byNodes(functionName: string, name: string, value: ArrayLike, n: number, m: number): Float64Array {
  const array = asNDArray(functionName, value);
  if (array.ndim !== 2 || array.shape[0] !== n || array.shape[1] !== m) {
    throw new ValueError(
      `${functionName}: ${name} is expected to have shape (${n},${m}), but actually has ${shapeText(array.shape)}`,
    );
  }
  if (array.info.kind === 'c') throw new DTypeError(`${functionName}: ${name} must be real`);
  return copyAs(array.T, DTYPES.float64).data as Float64Array;
}

/**
 * Solve a first-order system `dy/dx = f(x, y, p)`, `a <= x <= b`, with `bc(y(a), y(b), p) = 0`, for y and unknown parameters p.
 *
 * Collocation of order 4 with residual control: J. Kierzenka and L. F. Shampine, ACM TOMS 27 (2001).
 *
 * @param fun - given places (m,), states (n, m) and, with parameters, p (k,), returns derivatives (n, m)
 * @param bc - given the states at both ends (n,) and, with parameters, p, returns n + k residuals
 * @param x - the first mesh, strictly increasing, of shape (m,)
 * @param y - a guess of the solution there, of shape (n, m)
 * @param options - `p`, `S` (a singular term), `funJac`, `tol` (1e-3), `bcTol`, `maxNodes` (1000)
 * @returns the solution, or how far the solver got and why
 * @throws ValueError for meshes and shapes that make no sense; what `fun` and `bc` throw
 * @example
 * // y'' + exp(y) = 0, y(0) = y(1) = 0 (Bratu)
 * const x = np.linspace(0, 1, 5);
 * const found = solveBvp((x, y) => np.stack([y.at(1), np.exp(y.at(0)).neg()]), (a, b) => [a.item(0), b.item(0)], x, np.zeros([2, 5]));
 * found.sol.evaluate(0.5).item(0); // 0.1405...
 */
export function solveBvp(
  fun: (x: Values, y: Values, p: Values) => ArrayLike,
  bc: (ya: Values, yb: Values, p: Values) => ArrayLike,
  x: ArrayLike,
  y: ArrayLike,
  options: SolveBvpOptions = {},
): BvpResult {
  checkOptions('solveBvp', options, OPTIONS);
  for (const [name, value] of Object.entries({ fun, bc })) {
    if (typeof value !== 'function')
      throw new DTypeError(`solveBvp: ${name} must be a function, got ${describe(value)}`);
  }
  const mesh = asNDArray('solveBvp', x);
  if (mesh.ndim !== 1 || mesh.size < 2) {
    throw new ValueError(`solveBvp: x must be 1-dimensional with at least 2 nodes, got shape ${shapeText(mesh.shape)}`);
  }
  let nodes = (copyAs(mesh, DTYPES.float64).data as Float64Array).slice();
  for (let i = 1; i < nodes.length; i++) {
    if (!(nodes[i]! > nodes[i - 1]!)) throw new ValueError('solveBvp: x must be strictly increasing');
  }
  const guess = asNDArray('solveBvp', y);
  if (guess.ndim !== 2 || guess.shape[1] !== nodes.length) {
    throw new ValueError(
      `solveBvp: y is expected to have ${nodes.length} columns, but actually has shape ${shapeText(guess.shape)}`,
    );
  }
  const n = guess.shape[0]!;
  let states = byNodes('solveBvp', 'y', guess, n, nodes.length);
  const given = options.p === undefined || options.p === null ? undefined : asNDArray('solveBvp', options.p);
  if (given && given.ndim !== 1) {
    throw new ValueError(`solveBvp: p must be 1-dimensional, got shape ${shapeText(given.shape)}`);
  }
  let p = given ? (copyAs(given, DTYPES.float64).data as Float64Array).slice() : new Float64Array(0);
  const k = p.length;
  const { tol: asked = 1e-3, maxNodes = 1000, signal } = options;
  if (!(asked > 0)) throw new ValueError(`solveBvp: tol must be positive, got ${describe(asked)}`);
  let tol = asked;
  if (tol < 100 * Number.EPSILON) {
    tol = 100 * Number.EPSILON;
    globalThis.process?.emitWarning?.(`solveBvp: tol is too low, set to ${tol.toExponential(2)}`);
  }
  const bcTol = options.bcTol ?? tol;

  const singular =
    options.S === undefined || options.S === null ? undefined : new SingularTerm(options.S, n, nodes[0]!);
  if (singular) {
    states = states.slice();
    singular.project(states);
  }
  const field: Field = (at, values, params) => {
    checkSignal(signal);
    const f = byNodes(
      'solveBvp',
      'what fun returns',
      fun(vector(at.slice()), asColumns(values, n, at.length), vector(params.slice())),
      n,
      at.length,
    );
    if (singular === undefined) return f;
    const whole = f.slice();
    singular.toField(at, values, whole);
    return whole;
  };
  const boundary: Boundary = (ya, yb, params) => {
    const value = asNDArray('solveBvp', bc(vector(ya.slice()), vector(yb.slice()), vector(params.slice())));
    if (value.ndim !== 1 || value.size !== n + k) {
      throw new ValueError(
        `solveBvp: what bc returns is expected to have shape (${n + k},), but actually has ${shapeText(value.shape)}`,
      );
    }
    return (copyAs(value, DTYPES.float64).data as Float64Array).slice();
  };
  const { funJac } = options;
  const problem: BoundaryProblem = {
    n,
    k,
    field,
    boundary,
    fieldJacobian: funJac
      ? (at, values, params) => {
          const found = readJacobian(
            funJac(vector(at.slice()), asColumns(values, n, at.length), vector(params.slice())),
            n,
            k,
            at.length,
          );
          if (singular === undefined) return found;
          const whole = { y: found.y.slice(), p: found.p.slice() };
          singular.toJacobian(at, whole, k);
          return whole;
        }
      : differencedField(field, n, k),
    boundaryJacobian: differencedBoundary(boundary, n, k),
    project: singular && ((at) => singular.project(at)),
  };

  let status: 0 | 1 | 2 | 3 = 0;
  let round = 0;
  let rms = new Float64Array(0);
  let slopes = new Float64Array(0);
  for (;;) {
    checkSignal(signal);
    const found = solveCollocation(problem, nodes, states, p, tol, bcTol);
    states = found.y as Float64Array<ArrayBuffer>;
    p = found.p as Float64Array<ArrayBuffer>;
    round++;
    const equations = collocate(problem, nodes, states, p);
    slopes = equations.f as Float64Array<ArrayBuffer>;
    const missed = Math.max(
      ...boundary(states.subarray(0, n), states.subarray((nodes.length - 1) * n), p).map(Math.abs),
    );
    rms = residualNorms(problem, nodes, states, slopes, p, equations.columns, equations.fMiddle);
    if (found.singular) {
      status = 2;
      break;
    }
    const once = [...rms.keys()].filter((i) => rms[i]! > tol && rms[i]! < 100 * tol);
    const twice = [...rms.keys()].filter((i) => !(rms[i]! < 100 * tol));
    const added = once.length + 2 * twice.length;
    if (nodes.length + added > maxNodes) {
      status = 1;
      break;
    }
    if (added > 0) {
      const places = [
        ...once.map((i) => 0.5 * (nodes[i]! + nodes[i + 1]!)),
        ...twice.flatMap((i) => [(2 * nodes[i]! + nodes[i + 1]!) / 3, (nodes[i]! + 2 * nodes[i + 1]!) / 3]),
      ];
      const finer = Float64Array.from([...nodes, ...places]).sort();
      const next = new Float64Array(finer.length * n);
      finer.forEach((at, i) => next.set(hermite(nodes, states, slopes, n, at, 0), i * n));
      nodes = finer;
      states = next;
    } else if (missed <= bcTol) {
      status = 0;
      break;
    } else if (round >= MOST_ROUNDS) {
      status = 3;
      break;
    }
  }
  const m = nodes.length;
  const [xs, ys, fs] = [nodes, states, slopes];
  return {
    sol: { evaluate: (at, options_ = {}) => evaluate(xs, ys, fs, n, at, options_.nu ?? 0) },
    p: given ? vector(p) : null,
    x: vector(nodes),
    y: asColumns(states, n, m),
    yp: asColumns(slopes, n, m),
    rmsResiduals: vector(rms),
    niter: round,
    status,
    message: MESSAGES[status],
    success: status === 0,
  };
}

/** Derivatives as users give them, place after place. */
function readJacobian(
  value: ArrayLike | readonly [ArrayLike, ArrayLike],
  n: number,
  k: number,
  m: number,
): { y: Float64Array; p: Float64Array } {
  const [dy, dp] = k > 0 ? (value as readonly [ArrayLike, ArrayLike]) : [value as ArrayLike, undefined];
  const read = (name: string, one: ArrayLike, columns: number): Float64Array => {
    const array = asNDArray('solveBvp', one);
    if (array.ndim !== 3 || array.shape[0] !== n || array.shape[1] !== columns || array.shape[2] !== m) {
      throw new ValueError(
        `solveBvp: ${name} of funJac is expected to have shape (${n},${columns},${m}), but actually has ${shapeText(array.shape)}`,
      );
    }
    const [s0, s1, s2] = array.steps as [number, number, number];
    return copyAs(array.strided([m, n, columns], [s2, s0, s1], array.offset), DTYPES.float64).data as Float64Array;
  };
  return { y: read('df_dy', dy, n), p: dp === undefined ? new Float64Array(0) : read('df_dp', dp, k) };
}

/** Which interval holds x; the first or last beyond the ends. */
function intervalOf(nodes: Float64Array, x: number): number {
  let low = 0;
  let high = nodes.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (nodes[middle]! <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The cubic with given values and slopes at the nodes, or its derivative. */
function hermite(nodes: Float64Array, y: Float64Array, f: Float64Array, n: number, x: number, nu: 0 | 1): Float64Array {
  const i = intervalOf(nodes, x);
  const h = nodes[i + 1]! - nodes[i]!;
  const s = (x - nodes[i]!) / h;
  const out = new Float64Array(n);
  for (let c = 0; c < n; c++) {
    const [a, b] = [i * n + c, (i + 1) * n + c];
    const slope = (y[b]! - y[a]!) / h;
    const t = f[a]! + f[b]! - 2 * slope;
    const c3 = t;
    const c2 = slope - f[a]! - t;
    // y + h s (f + s (c2 + s c3)), c2 and c3 scaled by h.
    out[c] = nu === 0 ? y[a]! + h * s * (f[a]! + s * (c2 + s * c3)) : f[a]! + s * (2 * c2 + 3 * s * c3);
  }
  return out;
}

function evaluate(
  nodes: Float64Array,
  y: Float64Array,
  f: Float64Array,
  n: number,
  at: number | ArrayLike,
  nu: 0 | 1,
): Values {
  if (typeof at === 'number') return vector(hermite(nodes, y, f, n, at, nu));
  const places = copyAs(asNDArray('evaluate', at), DTYPES.float64).data as Float64Array;
  const all = new Float64Array(places.length * n);
  places.forEach((x, i) => all.set(hermite(nodes, y, f, n, x, nu), i * n));
  return asColumns(all, n, places.length);
}

/** Root mean squares of the relative residual, by Lobatto's rule with five points, at three of which it does not vanish. */
function residualNorms(
  problem: BoundaryProblem,
  nodes: Float64Array,
  y: Float64Array,
  f: Float64Array,
  p: Float64Array,
  columns: Float64Array,
  fMiddle: Float64Array,
): Float64Array<ArrayBuffer> {
  const { n, field } = problem;
  const count = nodes.length - 1;
  const squares = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const h = nodes[i + 1]! - nodes[i]!;
    for (let c = 0; c < n; c++) {
      const q = i * n + c;
      squares[i]! += (32 / 45) * ((1.5 * columns[q]!) / h / (1 + Math.abs(fMiddle[q]!))) ** 2;
    }
  }
  for (const side of [-1, 1]) {
    const at = new Float64Array(count);
    const values = new Float64Array(count * n);
    const slopes = new Float64Array(count * n);
    for (let i = 0; i < count; i++) {
      const h = nodes[i + 1]! - nodes[i]!;
      at[i] = nodes[i]! + 0.5 * h + side * 0.5 * h * Math.sqrt(3 / 7);
      values.set(hermite(nodes, y, f, n, at[i]!, 0), i * n);
      slopes.set(hermite(nodes, y, f, n, at[i]!, 1), i * n);
    }
    const wanted = field(at, values, p);
    for (let q = 0; q < count * n; q++) {
      squares[Math.floor(q / n)]! += (49 / 90) * ((slopes[q]! - wanted[q]!) / (1 + Math.abs(wanted[q]!))) ** 2;
    }
  }
  return squares.map((sum) => Math.sqrt(0.5 * sum));
}
