/** Functions of one's own over arrays: vectorize, applyAlongAxis, applyOverAxes. */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import type { DType, DTypeInfo, DTypeLike, ResolveDType } from '../core/dtype.js';
import { dtype as dtypeInfo } from '../core/dtype.js';
import { coerce, writeElement } from '../core/element.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { backend } from '../backends/backend.js';
import { broadcastShapes, normalizeAxis, sizeOf } from '../core/shape.js';
import { spreadOver } from './broadcasting.js';
import { integerList } from './integerArguments.js';
import { checkSendable, isSpread, mapElements, mapRows } from './sharedMapping.js';
import { stack } from './joining.js';
import { expandDims, reshapeC } from './reshaping.js';
import { withAxisAt } from './transposition.js';

/** Options of `vectorize`. */
export interface VectorizeOptions<T extends DTypeLike = DTypeLike> {
  /** The dtype of the result, or of each of several; by default that of what the function returns. */
  otypes?: T | readonly DTypeLike[];
  /** Positions of arguments that are handed over whole. */
  excluded?: Iterable<number>;
  /** The core dimensions, e.g. `'(n),(n)->()'`: the function then takes and gives arrays of those axes. */
  signature?: string | null;
  /**
   * True: spread the calls over the workers of the threads backend, and throw if the function cannot be sent to one. By
   * default functions of `moduleFunction` are spread, others called on the main thread.
   */
  parallel?: boolean;
}

/** A function made by `vectorize`. */
export type Vectorized<D extends DType> = (...args: unknown[]) => NDArray<D>;

interface Signature {
  inputs: string[][];
  outputs: string[][];
}

function parseSignature(text: string): Signature {
  const group = String.raw`\(\s*(?:\w+\s*(?:,\s*\w+\s*)*)?\)`;
  const side = String.raw`${group}(?:\s*,\s*${group})*`;
  if (!new RegExp(`^\\s*${side}\\s*->\\s*${side}\\s*$`).test(text)) {
    throw new ValueError(`vectorize: not a valid gufunc signature: ${describe(text)}`);
  }
  const [left, right] = text.split('->') as [string, string];
  const groups = (part: string): string[][] =>
    [...part.matchAll(/\(([^)]*)\)/g)].map((match) =>
      match[1]!
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    );
  return { inputs: groups(left), outputs: groups(right) };
}

/** Plain values as an array of a shape, in the dtype given or that of the values. */
function collected(
  functionName: string,
  values: readonly unknown[],
  shape: readonly number[],
  info: DTypeInfo | undefined,
): NDArray {
  const plain = values.map((value) => (value instanceof NDArray ? value.item() : value)) as ScalarLike[];
  const target = info ?? asNDArray(functionName, plain).info;
  const result = emptyArray(target, shape);
  plain.forEach((value, i) => writeElement(target, result.storage, i, coerce(functionName, target, value)));
  return result;
}

/**
 * A function of plain values made into one of arrays: called for every element of the broadcast arguments. For
 * convenience, not for speed; but with the threads backend the calls of a function from `moduleFunction` are spread over
 * the workers.
 *
 * @param pyfunc - a function of plain values; if it returns an array of several, so does the result
 * @param options - `otypes`, `excluded`, `signature`, `parallel`
 * @returns a function of array-likes
 * @throws ValueError when called on arrays without elements and no `otypes` are given
 * @example
 * const larger = np.vectorize((a: number, b: number) => (a > b ? a : b));
 * larger([1, 5], 3).toArray(); // [3, 5]
 */
export function vectorize<T extends DTypeLike>(
  pyfunc: (...args: never[]) => unknown,
  options: VectorizeOptions<T> & { otypes: T },
): Vectorized<ResolveDType<T>>;
export function vectorize(
  pyfunc: (...args: never[]) => readonly ScalarLike[],
  options?: VectorizeOptions,
): (...args: unknown[]) => NDArray[];
export function vectorize<R>(
  pyfunc: (...args: never[]) => R,
  options?: VectorizeOptions,
): Vectorized<R extends number ? 'float64' : R extends boolean ? 'bool' : R extends bigint ? 'int64' : DType>;
export function vectorize(
  pyfunc: (...args: never[]) => unknown,
  options: VectorizeOptions = {},
): (...args: unknown[]) => NDArray | NDArray[] {
  checkOptions('vectorize', options, ['otypes', 'excluded', 'signature', 'parallel']);
  if (typeof pyfunc !== 'function') throw new DTypeError(`vectorize: expected a function, got ${describe(pyfunc)}`);
  const { otypes, signature, parallel } = options;
  if (parallel === true) {
    if (signature !== undefined && signature !== null) {
      throw new ValueError('vectorize: parallel calls take no signature; use applyAlongAxis for functions of vectors');
    }
    checkSendable('vectorize', pyfunc, []);
  }
  const infos =
    otypes === undefined
      ? undefined
      : (typeof otypes === 'string' ? [otypes] : otypes).map((one) => dtypeInfo(one) as DTypeInfo);
  const excluded = new Set(options.excluded ?? []);
  const fn = pyfunc as (...args: unknown[]) => unknown;
  if (signature !== undefined && signature !== null) {
    const core = parseSignature(signature);
    return (...args) => callWithSignature(fn, args, core, infos);
  }
  return (...args) => {
    const places = args.map((_, k) => k).filter((k) => !excluded.has(k));
    const arrays = places.map((k) => asNDArray('vectorize', args[k] as ArrayLike));
    const shape = broadcastShapes(...arrays.map((one) => one.shape));
    if (parallel !== false && places.length === args.length && sizeOf(shape) > 0 && isSpread(pyfunc)) {
      const packed = arrays.map((one) => packedOver(one, shape));
      const result = (infos?.length ?? 1) === 1 ? mapElements(pyfunc, packed, infos?.[0]) : undefined;
      if (result) return result;
    }
    const lists = arrays.map((one) => spreadOver(one, shape).toFlatArray());
    const size = sizeOf(shape);
    if (size === 0 && infos === undefined) {
      throw new ValueError('vectorize: cannot call on size 0 inputs unless `otypes` is set');
    }
    const results: unknown[] = [];
    const actual = [...args];
    for (let i = 0; i < size; i++) {
      places.forEach((k, j) => (actual[k] = lists[j]![i]));
      results.push(fn(...actual));
    }
    const several = size > 0 ? Array.isArray(results[0]) : infos!.length > 1;
    if (!several) return collected('vectorize', results, shape, infos?.[0]);
    const count = infos?.length ?? (results[0] as unknown[]).length;
    return Array.from({ length: count }, (_, j) =>
      collected(
        'vectorize',
        results.map((one) => (one as unknown[])[j]),
        shape,
        infos?.[j],
      ),
    );
  };
}

/** A packed array of a shape with an array's elements, broadcast. */
function packedOver(array: NDArray, shape: readonly number[]): NDArray {
  const result = emptyArray(array.info, shape);
  backend().copy(shape, spreadOver(array, shape), result);
  return result;
}

/** Bind the names of core dimensions to lengths. */
function bind(sizes: Map<string, number>, names: readonly string[], shape: readonly number[], what: string): void {
  if (shape.length < names.length) {
    throw new ValueError(
      `vectorize: ${what} with shape ${shapeText(shape)} does not have enough dimensions for all core dimensions (${names.join(',')})`,
    );
  }
  names.forEach((name, i) => {
    const length = shape[shape.length - names.length + i]!;
    const known = sizes.get(name);
    if (known !== undefined && known !== length) {
      throw new ValueError(`vectorize: inconsistent size for core dimension '${name}': ${length} vs ${known}`);
    }
    sizes.set(name, length);
  });
}

function callWithSignature(
  fn: (...args: unknown[]) => unknown,
  args: readonly unknown[],
  core: Signature,
  infos: readonly DTypeInfo[] | undefined,
): NDArray | NDArray[] {
  if (args.length !== core.inputs.length) {
    throw new DTypeError(
      `vectorize: wrong number of positional arguments: expected ${core.inputs.length}, got ${args.length}`,
    );
  }
  const sizes = new Map<string, number>();
  const arrays = args.map((one) => asNDArray('vectorize', one as ArrayLike));
  arrays.forEach((one, k) => bind(sizes, core.inputs[k]!, one.shape, `argument ${k}`));
  const outerShapes = arrays.map((one, k) => one.shape.slice(0, one.ndim - core.inputs[k]!.length));
  const outer = broadcastShapes(...outerShapes);
  const seen = arrays.map((one, k) =>
    spreadOver(one, [...outer, ...one.shape.slice(one.ndim - core.inputs[k]!.length)]),
  );
  const count = sizeOf(outer);
  const results: NDArray[][] = core.outputs.map(() => []);
  const index = outer.map(() => 0);
  for (let i = 0; i < count; i++) {
    const parts = seen.map((one) => {
      const offset = index.reduce((at, value, k) => at + value * one.steps[k]!, one.offset);
      return one.strided(one.shape.slice(outer.length), one.steps.slice(outer.length), offset);
    });
    const given = fn(...parts.map((one) => (one.ndim === 0 ? one.item() : one)));
    const list = core.outputs.length === 1 ? [given] : (given as unknown[]);
    core.outputs.forEach((names, j) => {
      const value = asNDArray('vectorize', list[j] as ArrayLike);
      bind(sizes, names, value.shape, `result ${j}`);
      results[j]!.push(value);
    });
    for (let k = outer.length - 1; k >= 0; k--) {
      if (++index[k]! < outer[k]!) break;
      index[k] = 0;
    }
  }
  const made = core.outputs.map((names, j) => {
    if (count === 0) {
      if (!infos) throw new ValueError('vectorize: cannot call on size 0 inputs unless `otypes` is set');
      return emptyArray(infos[j]!, [...outer, ...names.map((name) => sizes.get(name) ?? 0)]);
    }
    const joined = stack(results[j]!, infos ? { dtype: infos[j]!.name, casting: 'unsafe' } : {}) as NDArray;
    return reshapeC(joined, [...outer, ...joined.shape.slice(1)]);
  });
  return made.length === 1 ? made[0]! : made;
}

/**
 * A function applied to every vector along an axis.
 *
 * @param func1d - given a vector (a view), returns a plain value or an array; one from `moduleFunction` is called on all
 *   workers of the threads backend
 * @param axis - the axis
 * @param arr - array_like
 * @param args - handed to the function after the vector
 * @returns an array in which what the function returned takes the place of the axis
 * @throws ValueError when there are no vectors to apply it to
 * @example
 * np.applyAlongAxis((v) => v.item(0) + v.item(-1), 0, [[1, 2], [3, 4]]).toArray(); // [4, 6]
 */
export function applyAlongAxis<Rest extends unknown[]>(
  func1d: (vector: NDArray, ...args: Rest) => ArrayLike,
  axis: number,
  arr: ArrayLike,
  ...args: Rest
): NDArray {
  const array = asNDArray('applyAlongAxis', arr);
  const at = normalizeAxis('applyAlongAxis', axis, array.ndim);
  const rows = withAxisAt(array, at, array.ndim - 1);
  const outer = rows.shape.slice(0, -1);
  const count = sizeOf(outer);
  if (count === 0) throw new ValueError('applyAlongAxis: cannot apply along axis when any iteration dimensions are 0');
  const length = rows.shape[rows.ndim - 1]!;
  const step = rows.steps[rows.ndim - 1]!;
  if (isSpread(func1d)) {
    checkSendable('applyAlongAxis', func1d, args);
    return resultsAt(mapRows(func1d, rows, args), outer.length, at);
  }
  const index = outer.map(() => 0);
  const results: ArrayLike[] = [];
  for (let i = 0; i < count; i++) {
    const offset = index.reduce((sum, value, k) => sum + value * rows.steps[k]!, rows.offset);
    results.push(func1d(rows.strided([length], [step], offset), ...args));
    for (let k = outer.length - 1; k >= 0; k--) {
      if (++index[k]! < outer[k]!) break;
      index[k] = 0;
    }
  }
  if (results.every(isScalarLike)) return reshapeC(asNDArray('applyAlongAxis', results), outer);
  const joined = stack(results.map((one) => asNDArray('applyAlongAxis', one)));
  return resultsAt(reshapeC(joined, [...outer, ...joined.shape.slice(1)]), outer.length, at);
}

/** Move the axes of what came out, the last ones, to where the axis was. */
function resultsAt(results: NDArray, outer: number, at: number): NDArray {
  let result = results;
  for (let i = 0; i < results.ndim - outer; i++) result = withAxisAt(result, outer + i, at + i);
  return result;
}

/**
 * A function that reduces an axis applied to several axes, one after another.
 *
 * @param func - given the array and an axis, returns an array with or without that axis
 * @param a - array_like
 * @param axes - the axes
 * @throws ValueError when the function returns an array of another number of axes
 * @example
 * np.applyOverAxes((x, axis) => np.sum(x, { axis }), np.ones([2, 3, 4]), [0, 2]).shape; // [1, 3, 1]
 */
export function applyOverAxes(
  func: (a: NDArray, axis: number) => ArrayLike,
  a: ArrayLike,
  axes: number | readonly number[],
): NDArray {
  let value = asNDArray('applyOverAxes', a);
  const { ndim } = value;
  for (const one of integerList('applyOverAxes', 'axes', axes)) {
    const axis = normalizeAxis('applyOverAxes', one, ndim);
    const next = asNDArray('applyOverAxes', func(value, axis));
    if (next.ndim === ndim) value = next;
    else if (next.ndim === ndim - 1) value = expandDims(next, axis);
    else throw new ValueError('applyOverAxes: function is not returning an array of the correct shape');
  }
  return value;
}
