/**
 * Functions whose results have a length that only the device knows: they are promises, as `get` is. They wait for one number;
 * the elements stay on the device.
 */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { IndexError, ValueError, shapeText } from '../../core/errors.js';
import { arg, constant, ne, sub } from '../../core/expression.js';
import { normalizeAxis } from '../../core/shape.js';
import type { GpuArray, GpuDType } from './array.js';
import { EXACT } from './elementwise.js';
import { fetched } from './gather.js';
import { counting, searchsorted } from './order.js';
import { foldAxes } from './reduce.js';
import { scanAxis } from './scan.js';
import { dropAxes, ravel } from './shaping.js';
import { tableNamed } from './ufuncNames.js';
import { applyExpression, applyUfunc } from './ufuncs.js';

const INDEX = DTYPES.int32 as DTypeInfo<GpuDType>;

/** How many elements are not 0, as an array without axes or along axes. */
export function countNonzero(functionName: string, a: GpuArray, axes: readonly number[], keepdims = false): GpuArray {
  const truth = applyExpression(functionName, a.device, 'isTrue', ne(arg(0), constant(0)), DTYPES.bool, [a]);
  const count = foldAxes(functionName, truth, 'sum', axes, INDEX);
  if (count.buffer !== truth.buffer) truth.free();
  return keepdims ? count : dropAxes(count, axes);
}

/** Where the elements of a list that are not 0 lie: waits for their number. */
async function flatNonzero(functionName: string, list: GpuArray): Promise<GpuArray> {
  const { device, size } = list;
  if (size === 0) return counting(functionName, device, 0, INDEX);
  if (size >= EXACT) {
    throw new ValueError(`${functionName}: ${size} elements are too many: a device counts exactly up to 2**24`);
  }
  const truth = applyExpression(functionName, device, 'isTrue', ne(arg(0), constant(0)), DTYPES.bool, [list]);
  const counts = scanAxis(functionName, truth, 'sum', 0, INDEX);
  const [total] = await device.read(functionName, counts.buffer, counts.offset + size - 1, 1);
  // The k-th of them lies where the count first reaches k + 1.
  const ranks = counting(functionName, device, total!, INDEX);
  const wanted = applyExpression(functionName, device, 'next', sub(arg(0), constant(-1)), INDEX, [ranks]);
  const places = searchsorted(functionName, counts, wanted, 'left');
  for (const one of new Set([truth.buffer, counts.buffer, ranks.buffer, wanted.buffer])) device.memory.free(one);
  return places;
}

/** NumPy's `nonzero`: one index array an axis. */
export async function nonzero(functionName: string, a: GpuArray): Promise<GpuArray[]> {
  if (a.ndim === 0)
    throw new ValueError(`${functionName}: an array without axes has no places; use atleast one axis: reshape(1)`);
  const flat = await flatNonzero(functionName, ravel(a));
  let rest = flat;
  const found: GpuArray[] = [];
  for (let k = a.ndim - 1; k > 0; k--) {
    const [quotient, remainder] = applyUfunc(functionName, a.device, tableNamed('divmod'), [rest, a.shape[k]!]);
    found.unshift(remainder!);
    rest = quotient!;
  }
  return [rest, ...found];
}

/** The elements of `a` where a condition is true, as one axis: NumPy's `extract`, and `a[mask]` for a whole mask. */
export async function extract(functionName: string, condition: GpuArray, a: GpuArray): Promise<GpuArray> {
  if (condition.size !== a.size) {
    throw new ValueError(
      `${functionName}: the condition has ${condition.size} elements (shape ${shapeText(condition.shape)}), the array ${a.size} (shape ${shapeText(a.shape)})`,
    );
  }
  const list = ravel(a);
  const places = await flatNonzero(functionName, ravel(condition));
  return fetched(functionName, {
    source: list,
    chosen: [{ axis: 0, indices: places }],
    chosenShape: places.shape,
    chosenAxis: 0,
  });
}

/** The slices along an axis where a condition is true: NumPy's `compress`. */
export async function compress(
  functionName: string,
  condition: GpuArray,
  a: GpuArray,
  axis: number | null,
): Promise<GpuArray> {
  if (condition.ndim !== 1) {
    throw new ValueError(`${functionName}: condition must be a 1-d array, got shape ${shapeText(condition.shape)}`);
  }
  const source = axis === null ? ravel(a) : a;
  const along = axis === null ? 0 : normalizeAxis(functionName, axis, a.ndim);
  if (condition.size > source.shape[along]!) {
    throw new IndexError(
      `${functionName}: the condition has ${condition.size} elements, the axis ${source.shape[along]}`,
    );
  }
  const places = await flatNonzero(functionName, condition);
  return fetched(functionName, {
    source,
    chosen: [{ axis: along, indices: places }],
    chosenShape: places.shape,
    chosenAxis: along,
  });
}
