/** RBFInterpolator: scattered data in any number of dimensions by radial functions and a polynomial. */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { matrixRank } from '../linalg/norms.js';
import { exp, log } from '../ops/ufuncs/elementary.js';
import { KDTree } from '../spatial/kdtree.js';
import { arrayOver, reals, type SplineDType } from './data.js';
import { solveDense } from './denseSystem.js';
import { pointData, type PointData } from './scatteredData.js';
import { sharedKernel, type InterpolantArray } from './sharing.js';
import { warn } from './warnings.js';

/** Radial functions of the distance r. */
export type RBFKernel =
  | 'linear'
  | 'thin_plate_spline'
  | 'cubic'
  | 'quintic'
  | 'multiquadric'
  | 'inverse_multiquadric'
  | 'inverse_quadratic'
  | 'gaussian';

/** Options of `RBFInterpolator`. */
export interface RBFOptions {
  /** Use only so many nearest points for each value; all by default. */
  neighbors?: number | null;
  /** 0 interpolates; larger values come nearer to the least squares polynomial. One value, or one a point. */
  smoothing?: number | ArrayLike;
  kernel?: RBFKernel;
  /** Scales distances; needed for kernels that are not scale invariant. */
  epsilon?: number | null;
  /** The degree of the polynomial, -1 for none. */
  degree?: number | null;
}

/** The functions, of the squared distance: most need no root. */
const KERNELS: Record<RBFKernel, (q: number) => number> = {
  linear: (q) => -Math.sqrt(q),
  thin_plate_spline: (q) => (q === 0 ? 0 : 0.5 * q * Math.log(q)),
  cubic: (q) => q * Math.sqrt(q),
  quintic: (q) => -q * q * Math.sqrt(q),
  multiquadric: (q) => -Math.sqrt(q + 1),
  inverse_multiquadric: (q) => 1 / Math.sqrt(q + 1),
  inverse_quadratic: (q) => 1 / (q + 1),
  gaussian: (q) => Math.exp(-q),
};

/** Squared distances in this many places are looked at together. */
const BLOCK = 4096;

/** The functions of many squared distances at once, in place. */
function applyKernel(kernel: RBFKernel, q: Float64Array): void {
  if (kernel === 'thin_plate_spline') {
    const logs = log(arrayOver(q, [q.length])).data;
    for (let i = 0; i < q.length; i++) q[i] = q[i] === 0 ? 0 : 0.5 * q[i]! * logs[i]!;
  } else if (kernel === 'gaussian') {
    for (let i = 0; i < q.length; i++) q[i] = -q[i]!;
    exp(arrayOver(q, [q.length]), { out: arrayOver(q, [q.length]) });
  } else {
    const phi = KERNELS[kernel];
    for (let i = 0; i < q.length; i++) q[i] = phi(q[i]!);
  }
}

const SCALE_INVARIANT: readonly string[] = ['linear', 'thin_plate_spline', 'cubic', 'quintic'];
/** The degree that makes the problem well posed for each kernel. */
const LEAST_DEGREE: Partial<Record<RBFKernel, number>> = {
  multiquadric: 0,
  linear: 0,
  thin_plate_spline: 1,
  cubic: 1,
  quintic: 2,
};

/** Exponents of all monomials of d variables up to a degree, by rising degree. */
function monomials(d: number, degree: number): Int32Array[] {
  const list: Int32Array[] = [];
  const extend = (powers: number[], left: number, from: number): void => {
    if (left === 0) {
      list.push(Int32Array.from(powers));
      return;
    }
    for (let k = from; k < d; k++) {
      powers[k]!++;
      extend(powers, left - 1, k);
      powers[k]!--;
    }
  };
  for (let total = 0; total <= degree; total++) extend(new Array<number>(d).fill(0), total, 0);
  return list;
}

/** The coefficients for one set of points. */
interface Fit {
  readonly points: Float64Array;
  readonly shift: Float64Array;
  readonly scale: Float64Array;
  /** Rows of `width`: one for each point, then one for each monomial. */
  readonly c: Float64Array;
}

/** The value of a monomial of shifted and scaled coordinates. */
function monomial(powers: Int32Array, x: Float64Array, at: number, shift: Float64Array, scale: Float64Array): number {
  let product = 1;
  for (let k = 0; k < powers.length; k++) {
    const value = (x[at + k]! - shift[k]!) / scale[k]!;
    for (let e = powers[k]!; e > 0; e--) product *= value;
  }
  return product;
}

interface RadialSettings {
  readonly kernel: RBFKernel;
  readonly epsilon: number;
  readonly powers: readonly Int32Array[];
  readonly width: number;
  readonly d: number;
}

const radial = sharedKernel('radial functions', radialHere);

/** Values at points: the arrays are the nodes, the shift and scale of the polynomial, the coefficients. */
function radialHere(
  arrays: readonly InterpolantArray[],
  { kernel, epsilon, powers, width, d }: RadialSettings,
  x: Float64Array,
  out: Float64Array,
): void {
  const [nodes, shift, scale, c] = arrays as [Float64Array, Float64Array, Float64Array, Float64Array];
  const squared = epsilon * epsilon;
  const p = nodes.length / d;
  const count = x.length / d;
  const together = Math.max(1, Math.min(count, Math.floor(BLOCK / p)));
  const weights = new Float64Array(together * p);
  for (let first = 0; first < count; first += together) {
    const last = Math.min(count, first + together);
    for (let i = first, at = 0; i < last; i++) {
      for (let j = 0; j < p; j++, at++) {
        let square = 0;
        for (let k = 0; k < d; k++) {
          const gap = x[i * d + k]! - nodes[j * d + k]!;
          square += gap * gap;
        }
        weights[at] = squared * square;
      }
    }
    applyKernel(kernel, weights.subarray(0, (last - first) * p));
    for (let i = first; i < last; i++) {
      const from = (i - first) * p;
      for (let column = 0; column < width; column++) {
        let sum = 0;
        for (let j = 0; j < p; j++) sum += weights[from + j]! * c[j * width + column]!;
        for (let j = 0; j < powers.length; j++) {
          sum += monomial(powers[j]!, x, i * d, shift, scale) * c[(p + j) * width + column]!;
        }
        out[i * width + column] = sum;
      }
    }
  }
}

/**
 * Interpolation of scattered data by radial basis functions
 * (G. Fasshauer, Meshfree Approximation Methods with Matlab, 2007).
 *
 * @example
 * const f = new RBFInterpolator([[0, 0], [1, 0], [0, 1], [1, 1]], [0, 1, 1, 2]);
 * f.evaluate([[0.5, 0.25]]); // array([0.75])
 */
export class RBFInterpolator<D extends SplineDType = 'float64'> {
  readonly #y: Float64Array;
  readonly #d: number;
  readonly #n: number;
  readonly #data: PointData;
  readonly #smoothing: Float64Array;
  readonly #kernelName: RBFKernel;
  readonly #phi: (q: number) => number;
  readonly #epsilon: number;
  readonly #powers: Int32Array[];
  readonly #neighbors: number | null;
  readonly #tree: KDTree | null = null;
  readonly #fit: Fit | null = null;

  /**
   * @param y - array_like of shape (n, d), the points
   * @param d - array_like of shape (n, ...), the data
   * @param options - `kernel` ('thin_plate_spline'), `smoothing` (0), `epsilon`, `degree`, `neighbors`; see `RBFOptions`
   * @throws ValueError when shapes do not fit, an option is missing or out of range, or there are too few points; LinAlgError when the
   *   points leave the polynomial undetermined
   */
  constructor(y: ArrayLike, d: ArrayLike, options: RBFOptions = {}) {
    const where = 'RBFInterpolator';
    checkOptions(where, options, ['neighbors', 'smoothing', 'kernel', 'epsilon', 'degree']);
    const points = reals(where, 'y', y);
    if (points.ndim !== 2)
      throw new ValueError(`${where}: \`y\` must be a 2-dimensional array, got shape ${shapeText(points.shape)}`);
    const [n, dimension] = [points.shape[0]!, points.shape[1]!];
    this.#y = points.data.slice();
    this.#n = n;
    this.#d = dimension;
    this.#data = pointData(where, d, n);
    const { smoothing = 0, kernel = 'thin_plate_spline', epsilon = null, degree = null, neighbors = null } = options;
    const weights = reals(where, 'smoothing', smoothing);
    if (weights.ndim > 1 || (weights.ndim === 1 && weights.size !== n)) {
      throw new ValueError(`${where}: Expected \`smoothing\` to be a scalar or have shape (${n},).`);
    }
    this.#smoothing = weights.ndim === 0 ? new Float64Array(n).fill(weights.data[0]!) : weights.data.slice();
    if (typeof kernel !== 'string' || !(kernel in KERNELS)) {
      throw new ValueError(
        `${where}: \`kernel\` must be one of ${Object.keys(KERNELS).join(', ')}, got ${describe(kernel)}`,
      );
    }
    this.#kernelName = kernel;
    this.#phi = KERNELS[kernel];
    if (epsilon === null) {
      if (!SCALE_INVARIANT.includes(kernel)) {
        throw new ValueError(
          `${where}: \`epsilon\` must be specified if \`kernel\` is not one of ${SCALE_INVARIANT.join(', ')}.`,
        );
      }
      this.#epsilon = 1;
    } else this.#epsilon = epsilon;
    const least = LEAST_DEGREE[kernel] ?? -1;
    let order = Math.max(least, 0);
    if (degree !== null) {
      if (!Number.isInteger(degree) || degree < -1)
        throw new ValueError(`${where}: \`degree\` must be at least -1, got ${describe(degree)}`);
      if (degree < least) warn(where, `\`degree\` should not be below ${least} when \`kernel\` is '${kernel}'. The interpolant may not be uniquely solvable`); // prettier-ignore
      order = degree;
    }
    this.#powers = monomials(dimension, order);
    let available = n;
    this.#neighbors = null;
    if (neighbors !== null) {
      if (!Number.isInteger(neighbors) || neighbors < 1)
        throw new ValueError(`${where}: neighbors must be a positive integer, got ${describe(neighbors)}`);
      this.#neighbors = Math.min(neighbors, n);
      available = this.#neighbors;
    }
    if (this.#powers.length > available) {
      throw new ValueError(
        `${where}: At least ${this.#powers.length} data points are required when \`degree\` is ${order} and the number of dimensions is ${dimension}.`,
      );
    }
    if (this.#neighbors === null) this.#fit = this.#solve(Int32Array.from({ length: n }, (_, i) => i));
    else this.#tree = new KDTree(arrayOver(this.#y, [n, dimension]));
  }

  #kernel(a: Float64Array, i: number, b: Float64Array, j: number): number {
    const d = this.#d;
    let sum = 0;
    for (let k = 0; k < d; k++) {
      const gap = a[i * d + k]! - b[j * d + k]!;
      sum += gap * gap;
    }
    return this.#phi(this.#epsilon * this.#epsilon * sum);
  }

  /** Coefficients for some of the points: kernels and smoothing, bordered by the polynomial. */
  #solve(chosen: Int32Array): Fit {
    const d = this.#d;
    const { values, width } = this.#data;
    const p = chosen.length;
    const r = this.#powers.length;
    const size = p + r;
    const points = new Float64Array(p * d);
    const shift = new Float64Array(d);
    const scale = new Float64Array(d);
    chosen.forEach((from, i) => points.set(this.#y.subarray(from * d, (from + 1) * d), i * d));
    for (let k = 0; k < d; k++) {
      let [low, high] = [Infinity, -Infinity];
      for (let i = 0; i < p; i++) {
        low = Math.min(low, points[i * d + k]!);
        high = Math.max(high, points[i * d + k]!);
      }
      shift[k] = (high + low) / 2;
      scale[k] = (high - low) / 2 || 1;
    }
    const a = new Float64Array(size * size);
    const c = new Float64Array(size * width);
    for (let i = 0; i < p; i++) {
      for (let j = 0; j <= i; j++) a[i * size + j] = a[j * size + i] = this.#kernel(points, i, points, j);
      a[i * size + i]! += this.#smoothing[chosen[i]!]!;
      for (let j = 0; j < r; j++) {
        a[i * size + p + j] = a[(p + j) * size + i] = monomial(this.#powers[j]!, points, i * d, shift, scale);
      }
      c.set(values.subarray(chosen[i]! * width, (chosen[i]! + 1) * width), i * width);
    }
    const pivots = solveDense(a, size, c, width);
    // Rounding may leave a pivot where there is none: then the polynomial's own rank tells (ill-conditioned kernels are let through).
    const polynomial = arrayOver<'float64'>(a, [size, size]).at(`${p}:`, `:${p}`);
    if (pivots === 0 || (pivots < 1e-12 && r > 0 && matrixRank(polynomial) < r)) {
      throw new LinAlgError(
        `RBFInterpolator: Singular matrix: the points leave the polynomial of ${r} terms undetermined, or repeat without smoothing`,
      );
    }
    return { points, shift, scale, c };
  }

  /**
   * The values at points.
   *
   * @param x - array_like of shape (q, d)
   * @returns values of shape (q, ...)
   * @throws ValueError for points of another dimension
   */
  evaluate(x: ArrayLike): NDArray<D> {
    const array = reals('RBFInterpolator', 'x', x);
    if (array.ndim !== 2 || array.shape[1] !== this.#d) {
      throw new ValueError(
        `RBFInterpolator: Expected the second axis of \`x\` to have length ${this.#d}, got shape ${shapeText(array.shape)}`,
      );
    }
    const points = array.data;
    const { width, rest, lanes } = this.#data;
    const q = array.shape[0]!;
    const out = new Float64Array(q * width);
    const { kernel, epsilon, powers } = { kernel: this.#kernelName, epsilon: this.#epsilon, powers: this.#powers };
    const settings = { kernel, epsilon, powers, width, d: this.#d };
    const arraysOf = (fit: Fit): Float64Array[] => [fit.points, fit.shift, fit.scale, fit.c];
    if (this.#fit) radial(arraysOf(this.#fit), settings, points, out, q, this.#n * (8 + 2 * this.#d + width));
    else {
      const k = this.#neighbors!;
      const distances = new Float64Array(k);
      const indices = new Int32Array(k);
      // Points with the same neighbours share one system.
      const fits = new Map<string, Fit>();
      for (let i = 0; i < q; i++) {
        this.#tree!.nearest(points, i * this.#d, k, 2, 0, Infinity, distances, indices);
        const chosen = indices.slice().sort();
        const key = chosen.join();
        let fit = fits.get(key);
        if (!fit) fits.set(key, (fit = this.#solve(chosen)));
        radialHere(
          arraysOf(fit),
          settings,
          points.subarray(i * this.#d, (i + 1) * this.#d),
          out.subarray(i * width, (i + 1) * width),
        );
      }
    }
    return arrayOver<D>(out, [q, ...rest], lanes);
  }
}
