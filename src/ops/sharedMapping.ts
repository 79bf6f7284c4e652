/** Functions of one's own called on several threads: what vectorize and applyAlongAxis do with functions of modules. */
import { asNDArray, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { coerce, readElement, writeElement } from '../core/element.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { sameShape, sizeOf } from '../core/shape.js';
import { backend, type StridedView } from '../backends/backend.js';
import { placeOf } from '../backends/moduleFunction.js';
import { defineTask, share } from '../backends/task.js';

type AnyFunction = (...args: never[]) => unknown;

/** Should calls of this function be spread over workers? */
export function isSpread(fn: AnyFunction): boolean {
  return backend().capabilities.workers > 1 && placeOf(fn) !== undefined;
}

/**
 * Check that a function and what is handed to it can be sent to workers.
 *
 * @throws DTypeError naming what cannot be sent, and why
 */
export function checkSendable(functionName: string, fn: AnyFunction, extra: readonly unknown[]): void {
  if (placeOf(fn) === undefined) {
    throw new DTypeError(
      `${functionName}: the function ${fn.name ? `'${fn.name}'` : '(anonymous)'} cannot be sent to a worker: a function and ` +
        'what it closes over cannot be copied to another thread. Export it from a module and hand over ' +
        "`await np.moduleFunction(new URL('./module.js', import.meta.url), 'name')`",
    );
  }
  extra.forEach((value, k) => {
    try {
      structuredClone(value);
    } catch {
      throw new DTypeError(
        `${functionName}: argument ${k + 1} after the array, ${describe(value)}, cannot be sent to a worker; plain data can`,
      );
    }
  });
}

/** One plain value of a result. */
function plain(value: unknown): unknown {
  return value instanceof NDArray && value.size === 1 ? value.item() : value;
}

const callingElements = defineTask(
  'vectorize',
  (chunk, chunks, fn: AnyFunction, n: number, first: number, inputs: readonly StridedView[], out: StridedView) => {
    const [start, end] = share(n - first, chunk, chunks);
    const call = fn as (...args: unknown[]) => unknown;
    for (let i = first + start; i < first + end; i++) {
      const args = inputs.map((view) => readElement(view.info, view.storage, view.offset + i));
      writeElement(out.info, out.storage, i, coerce('vectorize', out.info, plain(call(...args))));
    }
  },
  [4],
);

/**
 * Call a function for every element.
 *
 * @param inputs - packed arrays of one shape, not empty
 * @param info - the dtype of the result, by default that of what the first call returns
 * @returns the results; undefined if the function returns no plain values
 */
export function mapElements(
  fn: AnyFunction,
  inputs: readonly NDArray[],
  info: DTypeInfo | undefined,
): NDArray | undefined {
  const { shape, size } = inputs[0]!;
  const call = fn as (...args: unknown[]) => unknown;
  const begin = performance.now();
  const first = plain(call(...inputs.map((one) => readElement(one.info, one.storage, one.offset))));
  const work = (performance.now() - begin) * 1e6 * size;
  if (typeof first === 'object' && first !== null && !('re' in first)) return undefined;
  const target = info ?? asNDArray('vectorize', first as ScalarLike).info;
  const result = emptyArray(target, shape);
  const value = coerce('vectorize', target, first);
  if (size > 1) {
    const view: StridedView = { info: target, storage: result.storage, offset: 0, steps: [1] };
    backend().run(callingElements, Math.min(size - 1, CHUNKS), work, fn, size, 1, inputs, view);
  }
  writeElement(target, result.storage, 0, value);
  return result;
}

/** Calls may take very different times: many chunks. */
const CHUNKS = 512;

const callingRows = defineTask(
  'applyAlongAxis',
  (
    chunk,
    chunks,
    fn: AnyFunction,
    extra: readonly unknown[],
    outer: readonly number[],
    rows: StridedView,
    length: number,
    inner: readonly number[],
    out: StridedView,
  ) => {
    const [start, end] = share(sizeOf(outer) - 1, chunk, chunks);
    const call = fn as (...args: unknown[]) => ArrayLike;
    const width = sizeOf(inner);
    for (let i = start + 1; i < end + 1; i++) {
      const value = asNDArray('applyAlongAxis', call(rowAt(rows, outer, length, i), ...extra));
      writeRow(value, inner, out.info, out.storage, i * width);
    }
  },
  [6],
);

function rowAt(rows: StridedView, outer: readonly number[], length: number, place: number): NDArray {
  let { offset } = rows;
  for (let k = outer.length - 1, rest = place; k >= 0; k--) {
    offset += (rest % outer[k]!) * rows.steps[k]!;
    rest = Math.floor(rest / outer[k]!);
  }
  return new NDArray(rows.info, rows.storage as never, [length], [rows.steps[outer.length]!], offset, null);
}

function writeRow(
  value: NDArray,
  inner: readonly number[],
  info: DTypeInfo,
  storage: NDArray['storage'],
  at: number,
): void {
  if (!sameShape(value.shape, inner)) {
    throw new ValueError(
      `applyAlongAxis: the function returned an array of shape ${shapeText(value.shape)} after one of shape ${shapeText(inner)}`,
    );
  }
  value.toFlatArray().forEach((one, k) => writeElement(info, storage, at + k, coerce('applyAlongAxis', info, one)));
}

/**
 * Call a function for every row.
 *
 * @param rows - the rows along the last axis, at least one
 * @param extra - handed to the function after the row
 * @returns the results, their shape after that of the rows' places
 */
export function mapRows(fn: AnyFunction, rows: NDArray, extra: readonly unknown[]): NDArray {
  const outer = rows.shape.slice(0, -1);
  const length = rows.shape[rows.ndim - 1]!;
  const call = fn as (...args: unknown[]) => ArrayLike;
  const begin = performance.now();
  const first = asNDArray('applyAlongAxis', call(rowAt(rows, outer, length, 0), ...extra));
  const count = sizeOf(outer);
  const work = (performance.now() - begin) * 1e6 * count;
  const result = emptyArray(first.info, [...outer, ...first.shape]);
  if (count > 1) {
    const view: StridedView = { info: first.info, storage: result.storage, offset: 0, steps: [1] };
    backend().run(callingRows, Math.min(count - 1, CHUNKS), work, fn, extra, outer, rows, length, first.shape, view);
  }
  writeRow(first, first.shape, first.info, result.storage, 0);
  return result;
}

const callingNumbers = defineTask(
  'mapNumbers',
  (
    chunk,
    chunks,
    fn: AnyFunction,
    extra: readonly unknown[],
    n: number,
    places: StridedView,
    inner: readonly number[],
    out: StridedView,
  ) => {
    const [start, end] = share(n - 1, chunk, chunks);
    const call = fn as (...args: unknown[]) => ArrayLike;
    const width = sizeOf(inner);
    for (let i = start + 1; i < end + 1; i++) {
      const value = asNDArray(
        'mapNumbers',
        call(Number(readElement(places.info, places.storage, places.offset + i)), ...extra),
      );
      writeRow(value, inner, out.info, out.storage, i * width);
    }
  },
  [5],
);

/**
 * Call a function of a number at many places.
 *
 * @param places - at least one
 * @param extra - handed to the function after the number
 * @returns the results, of shape (places, ...shape of a result)
 */
export function mapNumbers(fn: AnyFunction, places: Float64Array, extra: readonly unknown[]): NDArray {
  const n = places.length;
  const call = fn as (...args: unknown[]) => ArrayLike;
  const begin = performance.now();
  const first = asNDArray('mapNumbers', call(places[0], ...extra));
  const work = (performance.now() - begin) * 1e6 * n;
  const result = emptyArray(first.info, [n, ...first.shape]);
  if (n > 1) {
    const from = emptyArray(DTYPES.float64, [n]);
    (from.storage as Float64Array).set(places, from.offset);
    const view: StridedView = { info: first.info, storage: result.storage, offset: 0, steps: [1] };
    backend().run(callingNumbers, Math.min(n - 1, CHUNKS), work, fn, extra, n, from, first.shape, view);
  }
  writeRow(first, first.shape, first.info, result.storage, 0);
  return result;
}
