/** Rbf: the older class for radial basis functions; RBFInterpolator does more. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { isTypedArray } from '../core/dtype.js';
import { isScalarLike } from '../core/arrayLike.js';
import { arrayOver, reals } from './data.js';
import { solveDense } from './denseSystem.js';

/** Radial functions by name. */
export type RbfFunction = 'multiquadric' | 'inverse' | 'gaussian' | 'linear' | 'cubic' | 'quintic' | 'thin_plate';

/** Options of `Rbf`. */
export interface RbfOptions {
  /** The radial function, by name or as a function of distance and epsilon. */
  function?: RbfFunction | ((r: number, epsilon: number) => number);
  /** A length for 'multiquadric', 'inverse' and 'gaussian'; by default about the mean distance between points. */
  epsilon?: number | null;
  /** 0 interpolates. */
  smooth?: number;
  norm?: 'euclidean' | 'cityblock' | 'chebyshev';
  /** '1-D' for data of one value a point, 'N-D' for rows of values. */
  mode?: '1-D' | 'N-D';
}

const FUNCTIONS: Record<RbfFunction, (r: number, epsilon: number) => number> = {
  multiquadric: (r, e) => Math.sqrt((r / e) ** 2 + 1),
  inverse: (r, e) => 1 / Math.sqrt((r / e) ** 2 + 1),
  gaussian: (r, e) => Math.exp(-((r / e) ** 2)),
  linear: (r) => r,
  cubic: (r) => r ** 3,
  quintic: (r) => r ** 5,
  thin_plate: (r) => (r === 0 ? 0 : r * r * Math.log(r)),
};

function isOptions(value: unknown): value is RbfOptions {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof NDArray) &&
    !isTypedArray(value) &&
    !isScalarLike(value)
  );
}

/**
 * Radial basis functions through scattered data: `new Rbf(x, y, z, ..., d, options)`.
 *
 * @example
 * new Rbf([0, 1, 2], [0, 1, 4]).evaluate([1.5]);
 */
export class Rbf {
  readonly epsilon: number;
  readonly #coordinates: Float64Array[];
  readonly #nodes: Float64Array;
  readonly #width: number;
  readonly #phi: (r: number) => number;
  readonly #norm: 'euclidean' | 'cityblock' | 'chebyshev';
  readonly #mode: '1-D' | 'N-D';

  /**
   * @param args - coordinate arrays x, y, ..., then the data d, all of one shape; last an options object: `function`
   *   ('multiquadric'), `epsilon`, `smooth` (0), `norm` ('euclidean'), `mode` ('1-D')
   * @throws ValueError when lengths differ or an option is unknown; LinAlgError when points repeat
   */
  constructor(...args: (ArrayLike | RbfOptions)[]) {
    const last = args[args.length - 1];
    const options = isOptions(last) ? last : {};
    checkOptions('Rbf', options, ['function', 'epsilon', 'smooth', 'norm', 'mode']);
    const arrays = (isOptions(last) ? args.slice(0, -1) : args) as ArrayLike[];
    if (arrays.length < 2) throw new ValueError('Rbf: at least one array of coordinates and the data are needed');
    const { smooth = 0, norm = 'euclidean', mode = '1-D' } = options;
    if (!['euclidean', 'cityblock', 'chebyshev'].includes(norm))
      throw new ValueError(`Rbf: unknown norm ${describe(norm)}`);
    if (mode !== '1-D' && mode !== 'N-D') throw new ValueError(`Rbf: Mode has to be 1-D or N-D, got ${describe(mode)}`);
    this.#norm = norm;
    this.#mode = mode;
    this.#coordinates = arrays.slice(0, -1).map((a) => reals('Rbf', 'coordinates', a).data.slice());
    const data = reals('Rbf', 'd', arrays[arrays.length - 1]!);
    const n = this.#coordinates[0]!.length;
    this.#width = mode === 'N-D' ? (data.shape[data.ndim - 1] ?? 1) : 1;
    if (this.#coordinates.some((c) => c.length !== n) || data.size !== n * this.#width) {
      throw new ValueError('Rbf: All arrays must be equal length.');
    }
    this.epsilon = options.epsilon ?? this.#meanDistance(n);
    const given = options.function ?? 'multiquadric';
    const phi = typeof given === 'function' ? given : FUNCTIONS[given];
    if (!phi)
      throw new ValueError(
        `Rbf: function must be a function or one of ${Object.keys(FUNCTIONS).join(', ')}, got ${describe(given)}`,
      );
    this.#phi = (r) => phi(r, this.epsilon);
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) a[i * n + j] = this.#phi(this.#distance(this.#coordinates, i, j));
      a[i * n + i]! -= smooth;
    }
    const nodes = data.data.slice();
    if (solveDense(a, n, nodes, this.#width) === 0) throw new LinAlgError('Rbf: Matrix is singular.');
    this.#nodes = nodes;
  }

  #meanDistance(n: number): number {
    let product = 1;
    let count = 0;
    for (const c of this.#coordinates) {
      let [low, high] = [Infinity, -Infinity];
      for (const x of c) {
        low = Math.min(low, x);
        high = Math.max(high, x);
      }
      if (high !== low) {
        product *= high - low;
        count++;
      }
    }
    return (product / n) ** (1 / count);
  }

  /** The distance of query i to point j. */
  #distance(query: Float64Array[], i: number, j: number): number {
    let sum = 0;
    for (let k = 0; k < query.length; k++) {
      const gap = Math.abs(query[k]![i]! - this.#coordinates[k]![j]!);
      if (this.#norm === 'euclidean') sum += gap * gap;
      else sum = this.#norm === 'cityblock' ? sum + gap : Math.max(sum, gap);
    }
    return this.#norm === 'euclidean' ? Math.sqrt(sum) : sum;
  }

  /**
   * The values at points.
   *
   * @param args - coordinate arrays of one shape
   * @returns values of that shape, a last axis more in mode 'N-D'
   * @throws ValueError when shapes differ
   */
  evaluate(...args: ArrayLike[]): NDArray<'float64'> {
    if (args.length !== this.#coordinates.length) {
      throw new ValueError(`Rbf: ${this.#coordinates.length} arrays of coordinates are needed, got ${args.length}`);
    }
    const { shape } = asNDArray('Rbf', args[0]!);
    const query = args.map((a) => reals('Rbf', 'coordinates', a).data);
    const count = query[0]!.length;
    if (query.some((c) => c.length !== count)) throw new ValueError('Rbf: Array lengths must be equal');
    const width = this.#width;
    const n = this.#coordinates[0]!.length;
    const out = new Float64Array(count * width);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < n; j++) {
        const weight = this.#phi(this.#distance(query, i, j));
        for (let column = 0; column < width; column++)
          out[i * width + column]! += weight * this.#nodes[j * width + column]!;
      }
    }
    return arrayOver(out, this.#mode === 'N-D' ? [...shape, width] : shape);
  }
}
