/** Coordinates of grids: meshgrid, mgrid, ogrid, indices, ix_, and fromfunction, which evaluates a function on one. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { nonzeroOf } from '../core/nonzero.js';
import { NDArray, emptyArray, isTypedArray } from '../core/ndarray.js';
import { checkShape, type ShapeLike } from '../core/shape.js';
import { spreadOver } from './broadcasting.js';
import { arange, copyAs } from './creation.js';
import { indexArray } from './integerArguments.js';
import { stack } from './joining.js';
import { linspace } from './ranges.js';
import { ravelArray } from './reshaping.js';

/** Options of `meshgrid`. */
export interface MeshgridOptions {
  /** `'xy'` (the default): the first two axes of the results are y and x; `'ij'`: the axes in the order of the arguments. */
  indexing?: 'xy' | 'ij';
  /** Keep axes of length 1 for all but an array's own, so that the results broadcast to the grid. */
  sparse?: boolean;
  /** Fresh arrays (true, the default) or read-only views. */
  copy?: boolean;
}

function isOptions(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof NDArray) &&
    !isTypedArray(value) &&
    !isScalarLike(value)
  );
}

/** A vector seen along one of several axes. */
function alongAxis(a: NDArray, axis: number, ndim: number): NDArray {
  const shape = new Array<number>(ndim).fill(1);
  const steps = new Array<number>(ndim).fill(0);
  shape[axis] = a.size;
  steps[axis] = a.ndim === 0 ? 0 : a.steps[0]!;
  return a.strided(shape, steps, a.offset);
}

type Grid<T extends readonly ArrayLike[]> = { -readonly [K in keyof T]: ArrayOf<DTypeOf<T[K]>> };

/**
 * Coordinate arrays of the grid that vectors span.
 *
 * @param xi - array_likes of at most one axis; after them `indexing`, `sparse`, `copy`
 * @returns one array for each vector, of shape (ny, nx, ...) or, with indexing ij, (nx, ny, ...)
 * @throws ValueError for another indexing, or arrays of more axes
 * @example
 * const [x, y] = np.meshgrid([0, 1, 2], [0, 1]);
 * x.toArray(); // [[0, 1, 2], [0, 1, 2]]
 */
export function meshgrid<T extends readonly ArrayLike[]>(...xi: T): Grid<T>;
export function meshgrid<T extends readonly ArrayLike[]>(...xi: [...T, MeshgridOptions]): Grid<T>;
export function meshgrid(...args: unknown[]): NDArray[] {
  const options = (isOptions(args[args.length - 1]) ? args.pop() : {}) as MeshgridOptions;
  checkOptions('meshgrid', options, ['indexing', 'sparse', 'copy']);
  const { indexing = 'xy', sparse = false, copy = true } = options;
  if (indexing !== 'xy' && indexing !== 'ij') {
    throw new ValueError(`meshgrid: valid values for indexing are 'xy' and 'ij', got ${describe(indexing)}`);
  }
  const vectors = args.map((one) => {
    const array = asNDArray('meshgrid', one as ArrayLike);
    return array.ndim > 1 ? ravelArray(array) : array;
  });
  const n = vectors.length;
  const place = (k: number): number => (indexing === 'xy' && n > 1 && k < 2 ? 1 - k : k);
  const shape = new Array<number>(n);
  vectors.forEach((one, k) => (shape[place(k)] = one.size));
  return vectors.map((one, k) => {
    const own = alongAxis(one, place(k), n);
    const seen = sparse ? own : spreadOver(own, shape);
    if (copy) return copyAs(seen, seen.info);
    seen.writeable = false;
    return seen;
  });
}

/** A range as text, `'0:5'`, `'0:1:0.25'` or `'0:1:5j'` (five values, both ends among them), or as an array-like. */
export type RangeSpec = string;

/** The values that a range stands for. */
export function rangeOf(functionName: string, spec: RangeSpec): NDArray {
  const parts = typeof spec === 'string' ? spec.split(':').map((part) => part.trim()) : [];
  const bad = (): ValueError =>
    new ValueError(
      `${functionName}: a range is written 'start:stop', 'start:stop:step' or 'start:stop:countj', got ${describe(spec)}`,
    );
  if (parts.length < 2 || parts.length > 3 || parts[1] === '') throw bad();
  const imaginary = parts[2]?.endsWith('j') ?? false;
  const numbers = parts.map((part, i) => {
    const text = i === 2 && imaginary ? part.slice(0, -1) : part;
    const value = text === '' ? (i === 2 ? 1 : 0) : Number(text);
    if (!Number.isFinite(value)) throw bad();
    return value;
  });
  const [start, stop, step = 1] = numbers as [number, number, number?];
  if (imaginary) return linspace(start, stop, Math.trunc(Math.abs(step)));
  return arange(start, stop, step);
}

/** Whole numbers in all their ranges make int32 grids, as in NumPy, else float64. */
function gridRanges(functionName: string, specs: readonly RangeSpec[]): NDArray[] {
  if (specs.length === 0) throw new DTypeError(`${functionName}: at least one range such as '0:5' is required`);
  const ranges = specs.map((spec) => rangeOf(functionName, spec));
  const whole = specs.every((spec) =>
    spec.split(':').every((part) => part.trim() === '' || Number.isInteger(Number(part))),
  );
  return whole ? ranges.map((one) => copyAs(one, DTYPES.int32)) : ranges;
}

/**
 * The coordinates of a grid, all of them: `np.mgrid[0:5, 0:5]` is `np.mgrid('0:5', '0:5')`.
 *
 * @param specs - ranges; a step that ends in j is a number of values, both ends among them
 * @returns an array of shape (axes, n0, n1, ...), the vector itself for one range; int32 where all numbers are whole
 * @throws ValueError for what is no range
 * @example
 * np.mgrid('0:2', '0:3').shape; // [2, 2, 3]
 * np.mgrid('-1:1:5j').toArray(); // [-1, -0.5, 0, 0.5, 1]
 */
export function mgrid(...specs: RangeSpec[]): NDArray<'int32' | 'float64'> {
  const ranges = gridRanges('mgrid', specs);
  if (ranges.length === 1) return ranges[0] as NDArray<'float64'>;
  const shape = ranges.map((one) => one.size);
  return stack(ranges.map((one, k) => spreadOver(alongAxis(one, k, shape.length), shape))) as NDArray<'float64'>;
}

/**
 * The coordinates of a grid as arrays that broadcast to it: `np.ogrid[0:5, 0:5]` is `np.ogrid('0:5', '0:5')`.
 *
 * @param specs - ranges; a step that ends in j is a number of values, both ends among them
 * @returns one array a range, each long along its own axis; int32 where all numbers are whole
 * @throws ValueError for what is no range
 * @example
 * np.ogrid('0:2', '0:3').map((a) => a.shape); // [[2, 1], [1, 3]]
 */
export function ogrid(...specs: RangeSpec[]): NDArray<'int32' | 'float64'>[] {
  const ranges = gridRanges('ogrid', specs);
  return ranges.map((one, k) => alongAxis(one, k, ranges.length)) as NDArray<'float64'>[];
}

/** Options of `indices`. */
export interface IndicesOptions<T extends DTypeLike = DTypeLike> {
  /** The dtype, int32 by default. */
  dtype?: T;
  /** Give arrays that broadcast to the grid instead of one that holds it. */
  sparse?: boolean;
}

/**
 * The indices of the elements of an array of a shape.
 *
 * @param dimensions - the shape
 * @param options - `dtype` (int32), `sparse`
 * @returns an array of shape (axes, ...dimensions); with `sparse` one array an axis
 * @example
 * np.indices([2, 2]).toArray(); // [[[0, 0], [1, 1]], [[0, 1], [0, 1]]]
 */
export function indices<T extends DTypeLike = 'int32'>(
  dimensions: readonly number[],
  options: IndicesOptions<T> & { sparse: true },
): NDArray<ResolveDType<T>>[];
export function indices<T extends DTypeLike = 'int32'>(
  dimensions: readonly number[],
  options?: IndicesOptions<T> & { sparse?: false },
): NDArray<ResolveDType<T>>;
export function indices(dimensions: readonly number[], options: IndicesOptions = {}): NDArray | NDArray[] {
  checkOptions('indices', options, ['dtype', 'sparse']);
  const shape = checkShape('indices', dimensions);
  const info = dtypeInfo(options.dtype ?? 'int32') as DTypeInfo;
  const axes = shape.map((n, k) => alongAxis(arange(n, { dtype: info.name }), k, shape.length));
  if (options.sparse) return axes;
  if (axes.length === 0) return emptyArray(info, [0]);
  return stack(axes.map((one) => spreadOver(one, shape)));
}

/**
 * The array whose elements are a function of their indices. The function is called once, with arrays of indices.
 *
 * @param fn - given one array of indices an axis
 * @param shape - the shape of those arrays
 * @param options - `dtype` of the indices, float64 by default
 * @returns what the function returns
 * @example
 * np.fromfunction((i, j) => np.add(i, j), [2, 2]).toArray(); // [[0, 1], [1, 2]]
 */
export function fromfunction<R>(
  fn: (...indices: NDArray<'float64'>[]) => R,
  shape: ShapeLike,
  options?: { dtype?: undefined },
): R;
export function fromfunction<R, T extends DTypeLike>(
  fn: (...indices: NDArray<ResolveDType<T>>[]) => R,
  shape: ShapeLike,
  options: { dtype: T },
): R;
export function fromfunction<R>(
  fn: (...indices: never[]) => R,
  shape: ShapeLike,
  options: { dtype?: DTypeLike } = {},
): R {
  checkOptions('fromfunction', options, ['dtype']);
  if (typeof fn !== 'function') throw new DTypeError(`fromfunction: expected a function, got ${describe(fn)}`);
  const grid = indices(checkShape('fromfunction', shape), { dtype: options.dtype ?? 'float64' });
  return fn(...([...grid.rows()] as never[]));
}

/**
 * Vectors as an index that chooses every combination of their elements: `a.at(...np.ix_([0, 2], [1, 3]))`.
 *
 * @param args - integers or booleans, array_likes of one axis
 * @returns int32 arrays, each long along its own axis
 * @throws ValueError for arrays of another number of axes
 * @example
 * np.ix_([0, 1], [2, 4]).map((a) => a.shape); // [[2, 1], [1, 2]]
 */
export function ix_(...args: ArrayLike[]): NDArray<'int32'>[] {
  return args.map((one, k) => {
    const array = asNDArray('ix_', one);
    if (array.ndim !== 1)
      throw new ValueError(`ix_: cross index must be 1 dimensional, got shape ${shapeText(array.shape)}`);
    const places = array.info === DTYPES.bool ? nonzeroOf(array)[0]! : indexArray('ix_', 'indices', one);
    return alongAxis(places, k, args.length) as NDArray<'int32'>;
  });
}
