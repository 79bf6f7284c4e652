/** What ufuncs do besides calling: reduce, accumulate, reduceat, outer, at. */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../../core/arrayLike.js';
import { DTYPES, dtype, type DTypeInfo, type DTypeLike, type Scalar } from '../../core/dtype.js';
import { coerce } from '../../core/element.js';
import { DTypeError, IndexError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { indexPositions } from '../../core/indexing.js';
import { NDArray, emptyArray } from '../../core/ndarray.js';
import { sharesMemory } from '../../core/overlap.js';
import { canCastInfo } from '../../core/promotion.js';
import { normalizeAxes, normalizeAxis, sameShape } from '../../core/shape.js';
import { backend, type StridedView } from '../../backends/backend.js';
import { callUfunc, maskArray, stretched, ufuncOperands, weakInfo } from './call.js';
import type { UfuncLoop, UfuncTable } from './define.js';
import type { AccumulateOptions, ReduceOptions, UfuncOptions } from './types.js';

/** Sums and products of integers go on in 64 bits. */
function wideInteger(info: DTypeInfo): DTypeInfo {
  if (info.kind === 'b' || info.kind === 'i') return DTYPES.int64;
  return info.kind === 'u' ? DTYPES.uint64 : info;
}

/** The loop in which an array of a dtype is folded. */
export function foldLoop(
  table: UfuncTable,
  info: DTypeInfo,
  wanted: DTypeLike | undefined,
  out?: NDArray | null,
): UfuncLoop {
  const { name } = table.spec;
  if (name.startsWith('logical_')) return table.resolve(DTYPES.bool, DTYPES.bool);
  let target = info;
  if (wanted !== undefined) target = dtype(wanted) as DTypeInfo;
  else if (name === 'add' || name === 'multiply') target = out instanceof NDArray ? out.info : wideInteger(info);
  const loop = table.resolve(target, target);
  if (loop.outputs[0] !== loop.inputs[0]) {
    const same = table.loops.find(
      (one) => one.outputs[0] === one.inputs[0] && canCastInfo(target, one.inputs[0]!, 'safe'),
    );
    if (!same) throw new DTypeError(`${name}.reduce: no loop gives back the dtype it takes for ${info.name}`);
    return same;
  }
  return loop;
}

/**
 * The `out` of a fold, checked before anything is written.
 *
 * @returns undefined where none was given
 * @throws DTypeError for what is no array or a dtype that would lose the result's kind, ValueError for another shape
 */
function checkOut(
  table: UfuncTable,
  functionName: string,
  out: unknown,
  info: DTypeInfo,
  shape: readonly number[],
): NDArray | undefined {
  if (out === undefined || out === null) return undefined;
  if (!(out instanceof NDArray)) throw new DTypeError(`${functionName}: out must be an NDArray, got ${describe(out)}`);
  if (!sameShape(out.shape, shape)) {
    throw new ValueError(
      `${functionName}: output parameter has shape ${shapeText(out.shape)}, the result has ${shapeText(shape)}`,
    );
  }
  out.mustBeWriteable(functionName);
  if (!canCastInfo(info, out.info, 'same_kind')) {
    throw new DTypeError(
      `Cannot cast ufunc '${table.spec.name}' output from dtype('${info.name}') to dtype('${out.dtype}') with casting rule 'same_kind'`,
    );
  }
  return out;
}

/** Does a number come back for a sum over everything of this dtype? int64 only for int64 and uint64 input. */
function plainResult(result: NDArray, source: DTypeInfo): Scalar {
  const value = result.item();
  return typeof value === 'bigint' && source.domain !== 'bigint' ? Number(value) : value;
}

/**
 * Fold an array along axes.
 *
 * @param table - a ufunc of two operands
 * @param functionName - for messages
 * @param a - array_like
 * @param options - see `ReduceOptions`; `axis` undefined or null folds all axes
 * @returns a plain value when all axes are folded by default, else an array
 */
export function reduce(
  table: UfuncTable,
  functionName: string,
  a: ArrayLike,
  options: ReduceOptions = {},
): NDArray | Scalar {
  checkOptions(functionName, options, ['axis', 'dtype', 'out', 'keepdims', 'initial', 'where']);
  const source = asNDArray(functionName, a);
  const { axis, out, keepdims = false, initial, where } = options;
  const { shape } = source;
  const axes = normalizeAxes(functionName, axis, shape.length);
  const loop = foldLoop(table, source.info, options.dtype, out);
  const info = loop.outputs[0]!;
  const folded = shape.map((_, k) => axes.includes(k));
  const kept = shape.map((length, k) => (folded[k] ? 1 : length));
  const outShape = keepdims ? kept : shape.filter((_, k) => !folded[k]);
  const { identity = null } = table.spec;
  const mask = where === undefined || where === true ? undefined : maskArray(functionName, where);

  const target = checkOut(table, functionName, out, info, outShape);
  const direct = target && target.info === info && !sharesMemory(target, source);
  const result = direct ? target : emptyArray(info, outShape);

  // The result seen in the source's shape: it does not move along folded axes.
  const keptSteps = keepdims ? [...result.steps] : spread(result.steps, folded);
  const steps = keptSteps.map((step, k) => (folded[k] ? 0 : step));
  const view: StridedView = { info, storage: result.storage, offset: result.offset, steps };

  const empty = axes.some((k) => shape[k] === 0);
  let start = initial;
  if (start === undefined) start = identity;
  if (start !== null && start !== undefined) {
    // -0 changes no sum, 0 would turn a sum of -0 into 0.
    const first =
      initial === undefined && table.spec.name === 'add' && info.kind === 'f' && !empty && !mask ? -0 : start;
    fillWith(
      result,
      coerce(functionName, info, typeof first === 'boolean' || info.kind !== 'b' ? adapt(first, info) : Boolean(first)),
    );
    backend().reduce(loop, shape, source, view, mask && stretched(mask, shape));
  } else {
    if (mask) {
      throw new ValueError(
        `reduction operation '${table.spec.name}' does not have an identity, so to use a where mask one has to specify 'initial'`,
      );
    }
    if (empty && result.size > 0) {
      throw new ValueError(`zero-size array to reduction operation ${table.spec.name} which has no identity`);
    }
    if (!loop.associative && axes.length > 1) {
      throw new ValueError(
        `reduction operation '${table.spec.name}' is not reorderable, so at most one axis may be specified`,
      );
    }
    if (result.size > 0) {
      // Begin with the first element along each folded axis; with one axis go on from the second.
      backend().copy(
        kept,
        { info: source.info, storage: source.storage, offset: source.offset, steps: source.steps },
        { ...view, steps: keptSteps },
      );
      if (axes.length === 1) {
        const k = axes[0]!;
        const rest = shape.map((length, j) => (j === k ? length - 1 : length));
        backend().reduce(loop, rest, { ...stretched(source, shape), offset: source.offset + source.steps[k]! }, view);
      } else if (axes.length > 1) backend().reduce(loop, shape, source, view);
    }
  }
  if (target && target !== result) {
    backend().copy(outShape, result, target);
    return target;
  }
  if (!target && !keepdims && (axis === undefined || axis === null)) {
    return options.dtype === undefined ? plainResult(result, source.info) : result.item();
  }
  return result;
}

function adapt(value: ScalarLike, info: DTypeInfo): ScalarLike {
  if (typeof value === 'boolean' && info.kind !== 'b') return value ? 1 : 0;
  // The identity of bitwise and is all ones, -1 in any width.
  return value === -1 && info.kind === 'u' ? 2n ** BigInt(8 * info.itemsize) - 1n : value;
}

function spread(steps: readonly number[], folded: readonly boolean[]): number[] {
  let next = 0;
  return folded.map((fold) => (fold ? 0 : steps[next++]!));
}

/** Fill an array with one value of its dtype. */
export function fillWith(array: NDArray, value: Scalar): void {
  const one = emptyArray(array.info, []);
  one.itemset(value as number);
  backend().copy(array.shape, stretched(one, array.shape), array);
}

/** Running fold along an axis; see `BinaryMethods.accumulate`. */
export function accumulate(
  table: UfuncTable,
  functionName: string,
  a: ArrayLike,
  options: AccumulateOptions = {},
): NDArray {
  checkOptions(functionName, options, ['axis', 'dtype', 'out']);
  const source = asNDArray(functionName, a);
  if (source.ndim === 0) throw new DTypeError(`${functionName}: cannot accumulate on a scalar`);
  const axis = normalizeAxis(functionName, options.axis ?? 0, source.ndim);
  const loop = foldLoop(table, source.info, options.dtype, options.out);
  const info = loop.outputs[0]!;
  const out = checkOut(table, functionName, options.out, info, source.shape);
  const result = emptyArray(info, source.shape);
  backend().scan(loop, source.shape, axis, source, result);
  if (!out) return result;
  backend().copy(source.shape, result, out);
  return out;
}

/** Folds over slices; see `BinaryMethods.reduceat`. */
export function reduceat(
  table: UfuncTable,
  a: ArrayLike,
  indices: ArrayLike,
  options: AccumulateOptions = {},
): NDArray {
  const functionName = `${table.spec.name}.reduceat`;
  checkOptions(functionName, options, ['axis', 'dtype', 'out']);
  const source = asNDArray(functionName, a);
  const axis = normalizeAxis(functionName, options.axis ?? 0, source.ndim);
  const starts = asNDArray(functionName, indices).toFlatArray().map(Number);
  const length = source.shape[axis]!;
  for (const start of starts) {
    if (!Number.isInteger(start) || start < 0 || start >= length) {
      throw new IndexError(`index ${start} out-of-bounds in ${functionName} [0, ${length})`);
    }
  }
  const loop = foldLoop(table, source.info, options.dtype, options.out);
  const info = loop.outputs[0]!;
  const shape = source.shape.map((n, k) => (k === axis ? starts.length : n));
  const out = checkOut(table, functionName, options.out, info, shape);
  const result = emptyArray(info, shape);
  const rest = source.shape.filter((_, k) => k !== axis);
  starts.forEach((start, i) => {
    const end = i + 1 < starts.length ? starts[i + 1]! : length;
    const count = Math.max(end - start, 1);
    const at = (array: NDArray, position: number): NDArray =>
      array.strided(
        rest,
        array.steps.filter((_, k) => k !== axis),
        array.offset + position * array.steps[axis]!,
      );
    backend().copy(rest, at(source, start), at(result, i));
    if (count > 1) {
      const rows = source.shape.map((n, k) => (k === axis ? count - 1 : n));
      const steps = result.steps.map((step, k) => (k === axis ? 0 : step));
      backend().reduce(
        loop,
        rows,
        {
          info: source.info,
          storage: source.storage,
          offset: source.offset + (start + 1) * source.steps[axis]!,
          steps: source.steps,
        },
        { info: result.info, storage: result.storage, offset: result.offset + i * result.steps[axis]!, steps },
      );
    }
  });
  if (!out) return result;
  backend().copy(shape, result, out);
  return out;
}

/** Every element of `a` with every element of `b`; see `BinaryMethods.outer`. */
export function outer(table: UfuncTable, a: ArrayLike, b: ArrayLike, options?: UfuncOptions): NDArray {
  const [left, right] = ufuncOperands(table, [a, b]) as [NDArray, NDArray];
  const shape = [...left.shape, ...right.shape.map(() => 1)];
  const steps = [...left.steps, ...right.shape.map(() => 0)];
  return callUfunc(table, [left.strided(shape, steps, left.offset), right], options) as NDArray;
}

/** In-place operation on chosen elements; see `BinaryMethods.at`. */
export function at(table: UfuncTable, a: NDArray, indices: unknown, b?: ArrayLike): void {
  const functionName = `${table.spec.name}.at`;
  if (!(a instanceof NDArray)) throw new DTypeError(`${functionName}: a must be an NDArray, got ${describe(a)}`);
  a.mustBeWriteable(functionName);
  const chosen = indexPositions(
    functionName,
    a,
    Array.isArray(indices) && indices.some((one) => typeof one !== 'number') ? indices : [indices as never],
  );
  const operand =
    b === undefined ? undefined : asNDArray(functionName, b, isScalarLike(b) ? weakInfo(b, a.info) : undefined);
  const loop = operand ? table.resolve(a.info, operand.info) : table.resolve(a.info);
  if (!canCastInfo(loop.outputs[0]!, a.info, 'same_kind')) {
    throw new DTypeError(
      `Cannot cast ufunc '${table.spec.name}' output from dtype('${loop.outputs[0]!.name}') to dtype('${a.dtype}') with casting rule 'same_kind'`,
    );
  }
  const values = operand && stretchTo(functionName, operand, chosen.shape);
  backend().update(loop, a, chosen.positions, values);
}

function stretchTo(functionName: string, array: NDArray, shape: readonly number[]): NDArray {
  const lead = shape.length - array.ndim;
  if (lead < 0 || array.shape.some((n, k) => n !== 1 && n !== shape[lead + k])) {
    throw new ValueError(
      `${functionName}: array of shape ${shapeText(array.shape)} is not broadcastable to the indexing result of shape ${shapeText(shape)}`,
    );
  }
  const packed = emptyArray(array.info, shape);
  backend().copy(shape, stretched(array, shape), packed);
  return packed;
}
