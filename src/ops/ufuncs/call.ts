/** Calling a ufunc: operands to arrays, the loop chosen, shapes broadcast, the result allocated, the backend asked. */
import { asNDArray, dtypeOfScalar, isScalarLike, type ArrayLike, type ScalarLike } from '../../core/arrayLike.js';
import { DTYPES, dtype, type DTypeInfo, type DTypeLike } from '../../core/dtype.js';
import { coerce, integerRange, writeElement } from '../../core/element.js';
import { DTypeError, ValueError, checkMask, checkOptions, describe, shapeText } from '../../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../../core/ndarray.js';
import { sharesMemory } from '../../core/overlap.js';
import { canCastInfo, promoteInfo, type Casting } from '../../core/promotion.js';
import { broadcastShapes, broadcastSteps, isStepsF, sameShape } from '../../core/shape.js';
import { backend, type StridedView } from '../../backends/backend.js';
import type { UfuncLoop, UfuncTable } from './define.js';
import type { Order } from './types.js';

const OPTION_NAMES = ['out', 'where', 'dtype', 'casting', 'order'] as const;

interface Options {
  out?: unknown;
  where?: ArrayLike;
  dtype?: DTypeLike;
  casting?: Casting;
  order?: Order;
}

/** The dtype that a weak scalar takes beside an array of dtype `beside`. */
export function weakInfo(value: ScalarLike, beside: DTypeInfo): DTypeInfo {
  if (typeof value === 'boolean') return DTYPES.bool;
  if (typeof value === 'number') {
    if (beside.kind === 'f' || beside.kind === 'c') return beside;
    if (!Number.isSafeInteger(value)) return DTYPES.float64;
    return beside.kind === 'b' ? DTYPES.int32 : beside;
  }
  if (typeof value === 'bigint') return beside.kind === 'b' ? DTYPES.int64 : beside;
  return beside === DTYPES.float16 || beside === DTYPES.float32 || beside === DTYPES.complex64
    ? DTYPES.complex64
    : DTYPES.complex128;
}

/** The dtype of a complex number's parts. */
function realOf(info: DTypeInfo): DTypeInfo {
  return info === DTYPES.complex64 ? DTYPES.float32 : DTYPES.float64;
}

function scalarArray(functionName: string, info: DTypeInfo, value: ScalarLike): NDArray {
  const result = emptyArray(info, []);
  writeElement(info, result.storage, 0, coerce(functionName, info, value));
  return result;
}

/** Operands as arrays; plain scalars take the dtype that the arrays beside them suggest (NEP 50). */
export function ufuncOperands(table: UfuncTable, args: readonly unknown[]): NDArray[] {
  const { name, comparison, realOperands = 0 } = table.spec;
  let beside: DTypeInfo | undefined;
  const arrays = args.map((value) => {
    if (value instanceof NDArray || !isScalarLike(value)) {
      const array = asNDArray(name, value as ArrayLike);
      beside = beside === undefined ? array.info : promoteInfo(beside, array.info);
      return array;
    }
    return undefined;
  });
  return args.map((value, k) => {
    const array = arrays[k];
    if (array) return array;
    const scalar = value as ScalarLike;
    const near = k < realOperands && beside?.kind === 'c' ? realOf(beside) : beside;
    let info = near === undefined ? dtypeOfScalar(scalar) : weakInfo(scalar, near);
    if (comparison && (info.kind === 'i' || info.kind === 'u')) {
      const [low, high] = integerRange(info);
      const number = scalar as number | bigint;
      if (number < low || number > high) info = DTYPES.float64;
    }
    return scalarArray(name, info, scalar);
  });
}

/** The layout of a fresh result: that of the operands where they agree, else C. */
function resultOrder(order: Order | undefined, operands: readonly NDArray[], shape: readonly number[]): 'C' | 'F' {
  if (order === 'C' || order === 'F') return order;
  if (shape.length < 2) return 'C';
  let seen = false;
  for (const operand of operands) {
    if (operand.ndim < 2) continue;
    if (!sameShape(operand.shape, shape) || operand.isC || !isStepsF(operand.shape, operand.steps)) return 'C';
    seen = true;
  }
  return seen ? 'F' : 'C';
}

function checkOut(name: string, out: unknown, info: DTypeInfo, shape: readonly number[], casting: Casting): NDArray {
  if (!(out instanceof NDArray)) throw new DTypeError(`${name}: out must be an NDArray, got ${describe(out)}`);
  out.mustBeWriteable(name);
  if (!canCastInfo(info, out.info, casting)) {
    throw new DTypeError(
      `Cannot cast ufunc '${name}' output from dtype('${info.name}') to dtype('${out.dtype}') with casting rule '${casting}'`,
    );
  }
  if (!sameShape(out.shape, shape)) {
    throw new ValueError(
      `${name}: non-broadcastable output operand with shape ${shapeText(out.shape)} doesn't match the broadcast shape ${shapeText(shape)}`,
    );
  }
  return out;
}

/** The operand seen in the common shape. */
export function stretched(array: NDArray, shape: readonly number[]): StridedView {
  if (sameShape(array.shape, shape)) return array;
  return {
    info: array.info,
    storage: array.storage,
    offset: array.offset,
    steps: broadcastSteps(array.shape, array.steps, shape),
  };
}

/** A copy of an operand that a result would overwrite while it is still read. */
function saved(operand: StridedView, source: NDArray, target: NDArray, shape: readonly number[]): StridedView {
  if (!sharesMemory(source, target)) return operand;
  const sameElements =
    source.info.itemsize === target.info.itemsize &&
    source.offset === target.offset &&
    source.storage.byteOffset === target.storage.byteOffset &&
    operand.steps.every((step, k) => step === target.steps[k] || shape[k] === 1);
  if (sameElements) return operand;
  const copy = emptyArray(source.info, source.shape);
  backend().copy(source.shape, source, copy);
  return stretched(copy, shape);
}

/**
 * Call a ufunc.
 *
 * @param table - the ufunc
 * @param args - its operands
 * @param options - what the caller gave, unchecked
 * @returns an array, or a plain value where all operands are plain; a pair of them for ufuncs of two results
 */
export function callUfunc(table: UfuncTable, args: readonly unknown[], options: unknown): unknown {
  const { spec } = table;
  const { name } = spec;
  if (args.some((value) => value === undefined)) {
    throw new DTypeError(
      `${name}() takes ${spec.nin} operand${spec.nin > 1 ? 's' : ''}; argument ${args.indexOf(undefined) + 1} is missing`,
    );
  }
  if (options !== undefined) checkOptions(name, options, OPTION_NAMES);
  const { out, where, dtype: wanted, casting = 'same_kind', order } = (options ?? {}) as Options;
  const plain = (out === undefined || out === null) && args.every(isScalarLike);
  const operands = ufuncOperands(table, args);
  let loop: UfuncLoop;
  if (wanted !== undefined) {
    loop = table.resolveOutput(dtype(wanted) as DTypeInfo);
    operands.forEach((operand, k) => {
      if (!canCastInfo(operand.info, loop.inputs[k]!, casting)) {
        throw new DTypeError(
          `Cannot cast ufunc '${name}' input ${k} from dtype('${operand.dtype}') to dtype('${loop.inputs[k]!.name}') with casting rule '${casting}'`,
        );
      }
    });
  } else loop = table.resolveAll(operands.map((operand) => operand.info));
  spec.check?.(loop, operands);
  const mask = where === undefined || where === true ? undefined : maskArray(name, where);
  const shapes = operands.map((operand) => operand.shape);
  if (mask) shapes.push(mask.shape);
  const shape = shapes.length === 1 ? shapes[0]! : broadcastShapes(...shapes);
  const given = spec.nout === 1 ? [out] : out === undefined || out === null ? [] : (out as unknown[]);
  if (spec.nout > 1 && given.length !== 0 && (!Array.isArray(given) || given.length !== spec.nout)) {
    const wanted = spec.nout === 2 ? 'a pair of arrays' : `${spec.nout} arrays`;
    throw new DTypeError(`${name}: out must be ${wanted}, got ${describe(out)}`);
  }
  const results = loop.outputs.map((info, k) => {
    const target = given[k];
    if (target !== undefined && target !== null) return checkOut(name, target, info, shape, casting);
    return mask
      ? zerosArray(info, shape, resultOrder(order, operands, shape))
      : emptyArray(info, shape, resultOrder(order, operands, shape));
  });
  let inputs = operands.map((operand) => stretched(operand, shape));
  let maskView = mask && stretched(mask, shape);
  if (given.some((target) => target !== undefined && target !== null)) {
    for (const result of results) {
      inputs = inputs.map((view, k) => saved(view, operands[k]!, result, shape));
      if (mask && maskView) maskView = saved(maskView, mask, result, shape);
    }
  }
  backend().elementwise(loop, shape, inputs, results, maskView);
  if (plain) return spec.nout === 1 ? results[0]!.item() : results.map((result) => result.item());
  return spec.nout === 1 ? results[0] : results;
}

/** A `where` mask as a bool array. */
export function maskArray(functionName: string, where: ArrayLike): NDArray<'bool'> {
  const mask = asNDArray(functionName, where);
  checkMask(functionName, mask);
  return mask as NDArray<'bool'>;
}

/** Call a ufunc of two operands: the way of two arrays of one shape, without options, is kept short. */
export function callBinary(table: UfuncTable, x1: unknown, x2: unknown, options: unknown): unknown {
  if (options === undefined && x1 instanceof NDArray && x1.isC) {
    if (x2 instanceof NDArray) {
      if (x2.isC && sameShape(x1.shape, x2.shape)) {
        const loop = table.resolve(x1.info, x2.info);
        if (table.spec.check === undefined) {
          const result = emptyArray(loop.outputs[0]!, x1.shape);
          backend().elementwiseFlat(loop, x1.size, [x1, x2, result], 0);
          return result;
        }
      }
    } else if (typeof x2 === 'number' && x1.info.kind === 'f' && table.spec.check === undefined) {
      const loop = table.resolve(x1.info, x1.info);
      const result = emptyArray(loop.outputs[0]!, x1.shape);
      const scalar = emptyArray(x1.info, []);
      writeElement(x1.info, scalar.storage, 0, x2);
      backend().elementwiseFlat(loop, x1.size, [x1, scalar, result], 2);
      return result;
    }
  }
  return callUfunc(table, [x1, x2], options);
}

/** Call a ufunc of one operand. */
export function callUnary(table: UfuncTable, x: unknown, options: unknown): unknown {
  if (
    options === undefined &&
    x instanceof NDArray &&
    x.isC &&
    table.spec.check === undefined &&
    table.spec.nout === 1
  ) {
    const loop = table.resolve(x.info);
    const result = emptyArray(loop.outputs[0]!, x.shape);
    backend().elementwiseFlat(loop, x.size, [x, result], 0);
    return result;
  }
  return callUfunc(table, [x], options);
}
