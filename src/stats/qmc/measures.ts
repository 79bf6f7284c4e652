/** How evenly points fill the unit cube, and points moved to other boxes. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';

/** Points as rows, in [0, 1] where asked for. */
function points(name: string, sample: ArrayLike, unit: boolean): { x: Float64Array; n: number; d: number } {
  const array = asNDArray(name, sample);
  if (array.ndim !== 2) throw new ValueError(`${name}: Sample is not a 2D array, got shape ${shapeText(array.shape)}`);
  const x = copyAs(array, DTYPES.float64).data as Float64Array;
  if (unit && x.some((value) => !(value >= 0 && value <= 1)))
    throw new ValueError(`${name}: Sample is not in unit hypercube`);
  return { x, n: array.shape[0]!, d: array.shape[1]! };
}

/**
 * Points of the unit cube moved to a box (or back).
 *
 * @param sample - points of shape (n, d)
 * @param lBounds - the lower bounds, a number or d of them
 * @param uBounds - the upper bounds
 * @param options - `reverse`: from the box to the unit cube
 * @throws ValueError when points lie outside, or bounds do not fit
 * @example scale([[0.5, 0.5]], [0, 1], [2, 5]).toArray() // [[1, 3]]
 */
export function scale(
  sample: ArrayLike,
  lBounds: ArrayLike,
  uBounds: ArrayLike,
  options: { reverse?: boolean } = {},
): NDArray<'float64'> {
  checkOptions('scale', options, ['reverse']);
  const { reverse = false } = options;
  const { x, n, d } = points('scale', sample, !reverse);
  const bounds = [lBounds, uBounds].map((bound) => {
    const array = asNDArray('scale', bound);
    if (array.size !== 1 && !(array.ndim === 1 && array.size === d)) {
      throw new ValueError(
        `scale: 'lBounds' and 'uBounds' must be broadcastable and respect the sample dimension ${d}, got shape ${shapeText(array.shape)}`,
      );
    }
    const values = copyAs(array, DTYPES.float64).data as Float64Array;
    return Float64Array.from({ length: d }, (_, k) => values[values.length === 1 ? 0 : k]!);
  });
  const [low, high] = bounds as [Float64Array, Float64Array];
  low.forEach((value, k) => {
    if (!(value < high[k]!))
      throw new ValueError(`scale: Bounds are not consistent 'lBounds' < 'uBounds', got ${value} and ${high[k]}`);
  });
  const out = x.map((value, i) => {
    const k = i % d;
    return reverse ? (value - low[k]!) / (high[k]! - low[k]!) : value * (high[k]! - low[k]!) + low[k]!;
  });
  if (reverse && out.some((value) => !(value >= 0 && value <= 1)))
    throw new ValueError('scale: Sample is out of bounds');
  return (asNDArray('scale', out) as NDArray<'float64'>).strided([n, d], [d, 1], 0);
}

/** The kinds of discrepancy: centred, wrap-around, mixture, L2-star. */
export type DiscrepancyMethod = 'CD' | 'WD' | 'MD' | 'L2-star';

interface Formula {
  /** The value of no points, by dimension. */
  readonly constant: (d: number) => number;
  /** The factor of one coordinate, and what the sum of products over points is multiplied by. */
  readonly single: (x: number) => number;
  readonly weight: (d: number) => number;
  /** The factor of one coordinate of two points. */
  readonly pair: (x: number, y: number) => number;
  readonly root?: true;
}

const { abs } = Math;
const FORMULAS: Readonly<Record<DiscrepancyMethod, Formula>> = {
  CD: {
    constant: (d) => (13 / 12) ** d,
    single: (x) => 1 + 0.5 * abs(x - 0.5) - 0.5 * abs(x - 0.5) ** 2,
    weight: () => -2,
    pair: (x, y) => 1 + 0.5 * abs(x - 0.5) + 0.5 * abs(y - 0.5) - 0.5 * abs(x - y),
  },
  WD: {
    constant: (d) => -((4 / 3) ** d),
    single: () => 0,
    weight: () => 0,
    pair: (x, y) => 1.5 - abs(x - y) * (1 - abs(x - y)),
  },
  MD: {
    constant: (d) => (19 / 12) ** d,
    single: (x) => 5 / 3 - 0.25 * abs(x - 0.5) - 0.25 * abs(x - 0.5) ** 2,
    weight: () => -2,
    pair: (x, y) => 15 / 8 - 0.25 * abs(x - 0.5) - 0.25 * abs(y - 0.5) - 0.75 * abs(x - y) + 0.5 * abs(x - y) ** 2,
  },
  'L2-star': {
    constant: (d) => 3 ** -d,
    single: (x) => 1 - x * x,
    weight: (d) => -(2 ** (1 - d)),
    pair: (x, y) => 1 - Math.max(x, y),
    root: true,
  },
};

/**
 * The discrepancy of points in the unit cube: how far their distribution is from uniform.
 *
 * Source: K.-T. Fang, R. Li and A. Sudjianto, Design and Modeling for Computer Experiments (2006), section 3.2; Y.-D. Zhou, K.-T. Fang and
 * J.-H. Ning, "Mixture discrepancy for quasi-random point sets", J. Complexity 29 (2013).
 *
 * @param sample - points of shape (n, d)
 * @param options - `method`: 'CD' (centred, default), 'WD' (wrap-around), 'MD' (mixture) or 'L2-star'
 * @returns the square of the discrepancy (of 'L2-star' the discrepancy itself), as SciPy has it
 * @throws ValueError for points outside the cube
 * @example discrepancy([[0.1, 0.2], [0.3, 0.9]]) // 0.2014...
 */
export function discrepancy(sample: ArrayLike, options: { method?: DiscrepancyMethod } = {}): number {
  checkOptions('discrepancy', options, ['method']);
  const { method = 'CD' } = options;
  if (!Object.hasOwn(FORMULAS, method)) {
    throw new ValueError(`discrepancy: method must be 'CD', 'WD', 'MD' or 'L2-star', got ${describe(method)}`);
  }
  const { constant, single, weight, pair, root } = FORMULAS[method];
  const { x, n, d } = points('discrepancy', sample, true);
  let singles = 0;
  let pairs = 0;
  for (let i = 0; i < n; i++) {
    let product = 1;
    for (let k = 0; k < d; k++) product *= single(x[i * d + k]!);
    singles += product;
    for (let j = 0; j <= i; j++) {
      product = 1;
      for (let k = 0; k < d; k++) product *= pair(x[i * d + k]!, x[j * d + k]!);
      pairs += j === i ? product : 2 * product;
    }
  }
  const value = constant(d) + (weight(d) * singles) / n + pairs / (n * n);
  return root ? Math.sqrt(value) : value;
}
