/** Rules with a fixed number of points: fixedQuad, newtonCotes. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import { withArgs } from '../furtherArguments.js';
import { leggauss } from '../../polynomial/legendre.js';

const known = new Map<number, { nodes: Float64Array; weights: Float64Array }>();

/** Gauss-Legendre nodes and weights on [-1, 1], kept. */
export function gaussLegendre(n: number): { nodes: Float64Array; weights: Float64Array } {
  let rule = known.get(n);
  if (!rule) {
    const [nodes, weights] = leggauss(n);
    known.set(n, (rule = { nodes: nodes.data as Float64Array, weights: weights.data as Float64Array }));
  }
  return rule;
}

/**
 * The integral of a function by Gauss-Legendre quadrature of fixed order.
 *
 * @param func - a function of an array of shape (n,), and of `args`, which returns an array whose last axis has length n
 * @param a - where the interval begins, finite
 * @param b - where it ends
 * @param options - `args`; `n`, the number of points (5)
 * @returns `[integral, null]`, as in SciPy
 * @throws ValueError for infinite limits
 * @example
 * const [area] = fixedQuad((x) => np.exp(x), 0, 1);
 */
export function fixedQuad<A extends readonly unknown[] = []>(
  func: (x: NDArray<'float64'>, ...args: A) => ArrayLike,
  a: number,
  b: number,
  options: { args?: A; n?: number } = {},
): [number | NDArray<'float64'>, null] {
  checkOptions('fixedQuad', options, ['args', 'n']);
  const call = withArgs('fixedQuad', 'func', func, options.args);
  const { n = 5 } = options;
  if (!(Number.isInteger(n) && n >= 1)) {
    throw new ValueError(`fixedQuad: n must be a whole number of at least 1, got ${describe(n)}`);
  }
  if (!Number.isFinite(a) || !Number.isFinite(b)) {
    throw new ValueError('fixedQuad: Gaussian quadrature is only available for finite limits');
  }
  const { nodes, weights } = gaussLegendre(n);
  const half = 0.5 * (b - a);
  const x = Float64Array.from(nodes, (node) => half * (node + 1) + a);
  const values = asNDArray('fixedQuad', call(asNDArray('fixedQuad', x) as NDArray<'float64'>));
  if (values.ndim === 0 || values.shape[values.ndim - 1] !== n) {
    throw new ValueError(
      `fixedQuad: func must return an array whose last axis has length ${n}, got shape ${shapeText(values.shape)}`,
    );
  }
  const data = copyAs(values, DTYPES.float64).data as Float64Array;
  const sums = new Float64Array(data.length / n);
  for (let r = 0; r < sums.length; r++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += weights[k]! * data[r * n + k]!;
    sums[r] = half * sum;
  }
  if (values.ndim === 1) return [sums[0]!, null];
  const result = asNDArray('fixedQuad', sums) as NDArray<'float64'>;
  const shape = values.shape.slice(0, -1);
  return [
    result.strided(
      shape,
      shape.map((_, k) => shape.slice(k + 1).reduce((p, q) => p * q, 1)),
      0,
    ),
    null,
  ];
}

/**
 * Weights and error coefficient of Newton-Cotes integration.
 *
 * The weights integrate the polynomials through the samples (Abramowitz and Stegun, section 25.4), from moments on [0, N] taken to [-1, 1].
 *
 * @param rn - the order N for N + 1 equally spaced samples, or the places of the samples, which begin at 0 and end at N
 * @param options - `equal`: are the places equally spaced, by 1?
 * @returns `[weights, error coefficient]`
 * @throws ValueError for places that do not begin at 0 and end at N
 * @example
 * const [weights] = newtonCotes(2);
 * weights.toArray(); // [1/3, 4/3, 1/3]
 */
export function newtonCotes(rn: number | ArrayLike, options: { equal?: boolean } = {}): [NDArray<'float64'>, number] {
  checkOptions('newtonCotes', options, ['equal']);
  let places: Float64Array;
  let equal = options.equal ?? false;
  if (typeof rn === 'number') {
    if (!(Number.isInteger(rn) && rn >= 1)) {
      throw new ValueError(
        `newtonCotes: rn must be a whole number of at least 1 or an array of places, got ${describe(rn)}`,
      );
    }
    places = Float64Array.from({ length: rn + 1 }, (_, k) => k);
    equal = true;
  } else {
    const array = asNDArray('newtonCotes', rn);
    if (array.info.kind === 'c') throw new DTypeError('newtonCotes: rn must be real');
    places = copyAs(array, DTYPES.float64).data as Float64Array;
    if (places.every((place, k) => place === k)) equal = true;
  }
  const n = places.length - 1;
  if (places[0] !== 0 || places[n] !== n) {
    throw new ValueError('newtonCotes: the sample positions must start at 0 and end at N');
  }
  const u = places.map((place) => (2 * place) / n - 1);
  // Lagrange polynomials are integrated exactly by Gauss' rule of enough points.
  const { nodes, weights: gauss } = gaussLegendre(Math.floor(n / 2) + 2);
  const weights = new Float64Array(n + 1);
  for (let k = 0; k <= n; k++) {
    let sum = 0;
    for (let g = 0; g < nodes.length; g++) {
      let product = gauss[g]!;
      for (let j = 0; j <= n; j++) if (j !== k) product *= (nodes[g]! - u[j]!) / (u[k]! - u[j]!);
      sum += product;
    }
    weights[k] = (sum * n) / 2;
  }
  // What the first power that is not integrated exactly leaves, over its factorial.
  const power = equal && n % 2 === 0 ? n + 2 : n + 1;
  let exact = n ** (power + 1) / (power + 1);
  for (let k = 0; k <= n; k++) exact -= weights[k]! * places[k]! ** power;
  let factorial = 1;
  for (let k = 2; k <= power; k++) factorial *= k;
  return [asNDArray('newtonCotes', weights) as NDArray<'float64'>, exact / factorial];
}
