/** What interpolators of scattered data share: coordinates, values, scaling, the triangulation. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES, isTypedArray } from '../core/dtype.js';
import { ValueError, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { broadcastShapes, sizeOf } from '../core/shape.js';
import { broadcastTo } from '../ops/broadcasting.js';
import { copyAs } from '../ops/creation.js';
import { Delaunay } from '../spatial/delaunay.js';
import { Locator } from '../spatial/locator.js';
import { arrayOver, reals } from './data.js';
import type { InterpolantArray } from './sharing.js';

/** Coordinates: an array_like of shape (..., d), or a list of d NDArrays or typed arrays, which are broadcast. */
export type Coordinates = ArrayLike | readonly (NDArray | Float64Array)[];

/** Points in rows of d numbers, the shape without the last axis. */
export interface PointSet {
  readonly points: Float64Array;
  readonly d: number;
  readonly shape: readonly number[];
}

/** Read coordinates; `d` is known for queries. A list of d arrays is one array a coordinate. */
export function coordinatesOf(where: string, given: Coordinates, d?: number): PointSet {
  const list = Array.isArray(given) ? (given as unknown[]) : null;
  if (list && list.length > 0 && list.every((item) => item instanceof NDArray || isTypedArray(item))) {
    const arrays = (list as ArrayLike[]).map((item) => reals(where, 'xi', item));
    const shape = broadcastShapes(...arrays.map((a) => a.shape));
    const count = sizeOf(shape);
    const own = arrays.length;
    const points = new Float64Array(count * own);
    arrays.forEach((array, k) => {
      const wide = copyAs(broadcastTo(array, shape) as NDArray, DTYPES.float64).data;
      for (let i = 0; i < count; i++) points[i * own + k] = wide[i]!;
    });
    return checkedDimension(where, { points, d: own, shape }, d);
  }
  const array = reals(where, 'xi', given as ArrayLike);
  if (array.ndim < 2 && (d === undefined || d === 1)) return { points: array.data, d: 1, shape: array.shape };
  if (d === 1 && array.shape[array.ndim - 1] !== 1) return { points: array.data, d: 1, shape: array.shape };
  const last = array.ndim === 0 ? 1 : array.shape[array.ndim - 1]!;
  return checkedDimension(where, { points: array.data, d: last, shape: array.shape.slice(0, -1) }, d);
}

function checkedDimension(where: string, set: PointSet, d: number | undefined): PointSet {
  if (d !== undefined && set.d !== d) {
    throw new ValueError(`${where}: number of dimensions in xi does not match x: got ${set.d}, expected ${d}`);
  }
  return set;
}

/** Values at points: rows of `width` numbers. */
export interface PointData {
  readonly values: Float64Array;
  readonly width: number;
  readonly rest: readonly number[];
  readonly lanes: 1 | 2;
}

/** Read values, one row a point. */
export function pointData(where: string, values: ArrayLike, n: number): PointData {
  const array = asNDArray(where, values) as NDArray;
  if (array.ndim === 0 || array.shape[0] !== n) {
    throw new ValueError(`${where}: different number of values and points: ${shapeText(array.shape)} for ${n} points`);
  }
  const lanes = array.info.kind === 'c' ? 2 : 1;
  const rest = array.shape.slice(1);
  const flat = copyAs(array, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data as Float64Array;
  return { values: flat, width: sizeOf(rest) * lanes, rest, lanes };
}

/** Shift and scale that bring points to mean 0 and extent 1, or nothing. */
export class Scaling {
  constructor(
    readonly offset: Float64Array,
    readonly scale: Float64Array,
  ) {}

  static of({ points, d }: PointSet): Scaling {
    const n = points.length / d;
    const offset = new Float64Array(d);
    const low = new Float64Array(d).fill(Infinity);
    const high = new Float64Array(d).fill(-Infinity);
    for (let i = 0; i < points.length; i++) {
      const k = i % d;
      offset[k]! += points[i]! / n;
      low[k] = Math.min(low[k]!, points[i]!);
      high[k] = Math.max(high[k]!, points[i]!);
    }
    return new Scaling(
      offset,
      offset.map((_, k) => (high[k]! > low[k]! ? high[k]! - low[k]! : 1)),
    );
  }

  apply({ points, d }: PointSet): Float64Array {
    return points.map((x, i) => (x - this.offset[i % d]!) / this.scale[i % d]!);
  }
}

/** Options of interpolators on a triangulation. */
export interface ScatteredOptions {
  /** What stands outside the hull of the points (nan). */
  fillValue?: number;
  /** Scale the points to the unit cube first. */
  rescale?: boolean;
}

/** Barycentric coordinates below this count as 0: points on the hull belong to it. */
export const NEARLY = 100 * Number.EPSILON;

/** A row of one value; the imaginary parts of complex ones are 0. */
export function fillRow(out: Float64Array, row: number, width: number, lanes: 1 | 2, value: number): void {
  for (let column = 0; column < width; column++) {
    out[row * width + column] = lanes === 2 && column % 2 === 1 ? 0 : value;
  }
}

/** A triangulation as arrays and settings for a kernel; see `sharedKernel`. */
export function meshArrays(tri: Delaunay): InterpolantArray[] {
  const { neighbors, transforms, nearby, grid } = tri.mesh();
  return [tri.simplices.data, neighbors, transforms, nearby, grid];
}

/** Back from arrays: the vertices of simplices and what finds these. */
export function meshFrom(
  arrays: readonly InterpolantArray[],
  d: number,
  side: number,
): { simplices: Int32Array; locator: Locator } {
  const [simplices, neighbors, transforms, nearby, grid] = arrays as [
    Int32Array,
    Int32Array,
    Float64Array,
    Int32Array,
    Float64Array,
  ];
  return { simplices, locator: new Locator({ d, side, neighbors, transforms, nearby, grid }) };
}

/** A triangulation of points, scaled if asked for. */
export function triangulated(
  where: string,
  points: Coordinates | Delaunay,
  rescale: boolean,
): { tri: Delaunay; scaling: Scaling | null } {
  if (points instanceof Delaunay) {
    if (rescale) throw new ValueError(`${where}: Rescaling is not supported when passing a Delaunay triangulation as a parameter \`\`points\`\`.`); // prettier-ignore
    return { tri: points, scaling: null };
  }
  const set = coordinatesOf(where, points);
  if (set.shape.length !== 1)
    throw new ValueError(`${where}: invalid shape for input data points: ${shapeText([...set.shape, set.d])}`);
  if (set.d < 2) throw new ValueError(`${where}: input data must be at least 2-D`);
  const scaling = rescale ? Scaling.of(set) : null;
  const flat = scaling ? scaling.apply(set) : set.points;
  return { tri: new Delaunay(arrayOver(flat, [set.shape[0]!, set.d])), scaling };
}
