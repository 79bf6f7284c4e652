/** The places of the largest and smallest elements. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { normalizeAxis } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { hasOrderedStorage } from '../backends/single/argExtrema.js';
import { flattened, permuted, putOut, reducedShape } from './axes.js';
import { copyAs } from './creation.js';

/** Options of `argmax` and `argmin`. */
export interface ArgOptions {
  /** The axis to look along; null, the default, looks at all elements in C order. */
  axis?: number | null;
  out?: NDArray | null;
  keepdims?: boolean;
}

/** The place of an extreme element: a number over everything, an int32 array along an axis. */
export interface ArgReduction {
  (a: ArrayLike, options?: { axis?: null; keepdims?: false; out?: null }): number;
  (a: ArrayLike, options: ArgOptions & ({ axis: number } | { keepdims: true } | { out: NDArray })): NDArray<'int32'>;
  (a: ArrayLike, options?: ArgOptions): NDArray<'int32'> | number;
}

/** See `argmax`; for the functions that build on it. */
export function argExtremum(
  functionName: string,
  which: 'max' | 'min',
  a: ArrayLike,
  options: ArgOptions,
): NDArray | number {
  checkOptions(functionName, options, ['axis', 'out', 'keepdims']);
  let source = asNDArray(functionName, a);
  const { axis, out, keepdims = false } = options;
  const whole = axis === undefined || axis === null;
  const along = whole ? 0 : normalizeAxis(functionName, axis, source.ndim);
  const shape = whole ? (keepdims ? source.shape.map(() => 1) : []) : reducedShape(source.shape, [along], keepdims);
  if (whole) source = flattened(source);
  const length = source.shape[along]!;
  if (length === 0 && (whole || source.size === 0)) {
    if (whole || shape.every((n) => n > 0)) throw new ValueError(`attempt to get ${functionName} of an empty sequence`);
  }
  if (!hasOrderedStorage(source.info)) source = copyAs(source, DTYPES.float32);
  const others = source.shape.map((_, k) => k).filter((k) => k !== along);
  // A row that strides through memory is gathered first: a tiled transposition costs less than missing the cache.
  if (others.length > 0 && Math.abs(source.steps[along]!) > 16 && source.size > 4096) {
    source = copyAs(permuted(source, [...others, along]), source.info);
    source = permuted(source, [
      ...others.slice(0, along).map((_, k) => k),
      others.length,
      ...others.slice(along).map((_, k) => k + along),
    ]);
  }
  const rest = others.map((k) => source.shape[k]!);
  const found = emptyArray(DTYPES.int32, rest);
  if (found.size > 0) {
    const rows = {
      info: source.info,
      storage: source.storage,
      offset: source.offset,
      steps: others.map((k) => source.steps[k]!),
    };
    backend().argExtrema(which, rest, rows, source.steps[along]!, length, found);
  }
  const steps: number[] = [];
  let next = 0;
  for (let k = 0; k < shape.length; k++) steps.push(keepdims && (whole || k === along) ? 1 : found.steps[next++]!);
  const result = found.strided(shape, steps, 0);
  if (out !== undefined && out !== null) return putOut(functionName, result, out);
  return whole && !keepdims ? result.item() : result;
}

/**
 * The index of the largest element; of the first one where there are several, of the first nan where there is one.
 *
 * @param a - array_like
 * @param options - `axis` (null: all elements in C order), `out`, `keepdims`
 * @returns a number over everything, an int32 array along an axis
 * @throws ValueError for empty input
 * @example
 * np.argmax([[1, 9], [7, 3]]); // 1
 * np.argmax([[1, 9], [7, 3]], { axis: 0 }).toArray(); // [1, 0]
 */
export const argmax = ((a: ArrayLike, options: ArgOptions = {}) =>
  argExtremum('argmax', 'max', a, options)) as ArgReduction;

/**
 * The index of the smallest element; of the first one where there are several, of the first nan where there is one.
 *
 * @param a - array_like
 * @param options - `axis` (null: all elements in C order), `out`, `keepdims`
 * @returns a number over everything, an int32 array along an axis
 * @throws ValueError for empty input
 * @example
 * np.argmin([[1, 9], [7, 3]]); // 0
 */
export const argmin = ((a: ArrayLike, options: ArgOptions = {}) =>
  argExtremum('argmin', 'min', a, options)) as ArgReduction;
