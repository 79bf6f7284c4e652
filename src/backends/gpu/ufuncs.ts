/** numloom's ufuncs on a device: the table's own expressions, in float32. */
import type { DTypeInfo } from '../../core/dtype.js';
import { arg, constant, ne, select, type Expr } from '../../core/expression.js';
import { DTypeError, ValueError, checkMask, checkOptions, describe, shapeText } from '../../core/errors.js';
import { canCastInfo } from '../../core/promotion.js';
import { broadcastShapes, sameShape } from '../../core/shape.js';
import type { UfuncLoop, UfuncTable } from '../../ops/ufuncs/define.js';
import { GpuArray } from './array.js';
import { assign, isWhole, mustBeWriteable } from './assign.js';
import type { GpuDevice } from './device.js';
import { launchElementwise, type Computation, type Operand } from './elementwise.js';
import { checkArray, gpuDType, onDevice, toOperands } from './operands.js';
import { isRenderableOutput } from './render.js';

/** The loop that a device runs for dtypes: that of float32 where NumPy goes to float16 or float64. */
function deviceLoop(table: UfuncTable, infos: readonly DTypeInfo[]): UfuncLoop {
  const loop = table.resolve(infos[0]!, infos[1]);
  const single = loop.types.replaceAll('d', 'f').replaceAll('e', 'f').replaceAll('q', 'i').replaceAll('Q', 'i');
  const found = table.loops.find((one) => one.types === single) ?? loop;
  if (!found.results.every(isRenderableOutput)) {
    throw new DTypeError(`${table.spec.name}: not available on a device; use numloom's own on await a.get()`);
  }
  return found;
}

/** Can a ufunc be computed in float32, or in the integers and truth values that a device holds? */
export function isDeviceUfunc(table: UfuncTable): boolean {
  return table.loops.some(
    (one) => [...one.types].every((char) => '->?bBhHifd'.includes(char)) && one.results.every(isRenderableOutput),
  );
}

/** Refuses integers raised to negative integers where the exponent is known. */
function checkPower(table: UfuncTable, loop: UfuncLoop, exponent: unknown): void {
  if (table.spec.name === 'power' && loop.inputs[1]!.kind !== 'f' && typeof exponent === 'number' && exponent < 0) {
    throw new ValueError('power: Integers to negative integer powers are not allowed.');
  }
}

/** Options of ufuncs, checked. */
interface Options {
  readonly out: readonly (GpuArray | null)[];
  /** null: everywhere; false: nowhere. */
  readonly where: GpuArray | false | null;
  readonly dtype: DTypeInfo | null;
}

const isOptions = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof GpuArray) &&
  Object.getPrototypeOf(value) === Object.prototype;

function checkedOptions(functionName: string, device: GpuDevice, table: UfuncTable, given: unknown): Options {
  checkOptions(functionName, given, ['out', 'where', 'dtype']);
  const { out, where, dtype } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const { nout } = table.spec;
  let outs: unknown[] = [out];
  if (nout === 2) {
    if (out !== undefined && out !== null && !(Array.isArray(out) && out.length === 2)) {
      throw new DTypeError(`${functionName}: out must be a pair of arrays, got ${describe(out)}`);
    }
    outs = (out as unknown[] | undefined) ?? [null, null];
  }
  const checkedOut = outs.map((one) => {
    if (one === undefined || one === null) return null;
    const array = checkArray(functionName, device, one);
    mustBeWriteable(functionName, array);
    return array;
  });
  let mask: GpuArray | false | null = null;
  if (where !== undefined && where !== true) {
    if (where === false) mask = false;
    else {
      mask = checkArray(functionName, device, where);
      checkMask(functionName, mask, 'cp');
    }
  }
  return {
    out: checkedOut,
    where: mask,
    dtype: dtype === undefined ? null : gpuDType(functionName, dtype as string, 'float32'),
  };
}

/** Refuses an output of another shape, or of a dtype that the result does not go into. */
export function checkOut(functionName: string, out: GpuArray, info: DTypeInfo, shape: readonly number[]): void {
  if (!canCastInfo(info, out.info, 'same_kind')) {
    throw new DTypeError(
      `Cannot cast ufunc '${functionName}' output from dtype('${info.name}') to dtype('${out.dtype}') with casting rule 'same_kind'`,
    );
  }
  if (!sameShape(out.shape, shape)) {
    throw new ValueError(
      `${functionName}: non-broadcastable output operand with shape ${shapeText(out.shape)} doesn't match the broadcast shape ${shapeText(shape)}`,
    );
  }
}

/** The loop whose result is of a dtype that was asked for. */
function askedLoop(
  functionName: string,
  table: UfuncTable,
  wanted: DTypeInfo,
  operands: readonly Operand[],
): UfuncLoop {
  const loop = table.resolveOutput(wanted);
  operands.forEach((one, k) => {
    if (!canCastInfo(one.info, loop.inputs[k]!, 'same_kind')) {
      throw new DTypeError(
        `Cannot cast ufunc '${functionName}' input ${k} from dtype('${one.info.name}') to dtype('${loop.inputs[k]!.name}') with casting rule 'same_kind'`,
      );
    }
  });
  if (!loop.results.every(isRenderableOutput)) {
    throw new DTypeError(`${table.spec.name}: not available on a device; use numloom's own on await a.get()`);
  }
  return loop;
}

const merge = select(ne(arg(0), constant(0)), arg(1), arg(2));

/** Put a fresh result into an array, where a mask is true. */
function putInto(functionName: string, out: GpuArray, result: GpuArray, mask: GpuArray | null): void {
  const cast = result.dtype === out.dtype ? result : result.astype(out.dtype);
  const merged = mask ? applyExpression(functionName, out.device, 'where', merge, out.info, [mask, cast, out]) : cast;
  assign(functionName, out, merged);
  if (merged !== cast) merged.free();
  if (cast !== result) cast.free();
}

/** Apply a ufunc; one array for each of its results. The last value may be the options `out`, `where` and `dtype`. */
export function applyUfunc(
  functionName: string,
  device: GpuDevice,
  table: UfuncTable,
  given: readonly unknown[],
): GpuArray[] {
  const { nin } = table.spec;
  const last = given[nin];
  const values = given.length === nin + 1 && (last === undefined || isOptions(last)) ? given.slice(0, nin) : given;
  if (values.length !== nin) {
    throw new DTypeError(`${functionName}() takes ${nin} operand${nin === 1 ? '' : 's'}, got ${values.length}`);
  }
  const operands = toOperands(functionName, device, values);
  const options = values === given || last === undefined ? null : checkedOptions(functionName, device, table, last);
  const loop = options?.dtype
    ? askedLoop(functionName, table, options.dtype, operands)
    : deviceLoop(
        table,
        operands.map((one) => one.info),
      );
  checkPower(table, loop, values[1]);
  const mask = options?.where ?? null;
  const shapes = operands.map((one) => one.shape);
  if (mask instanceof GpuArray) shapes.push(mask.shape);
  const shape = broadcastShapes(...shapes);
  const outputs = loop.outputs.map((info) => onDevice(info));
  outputs.forEach((info, k) => {
    const out = options?.out[k];
    if (out) checkOut(functionName, out, info, shape);
  });
  // All results are computed before one is written: an output may be an operand too.
  const results = loop.results.map((result, k) => {
    const computation: Computation = { id: `${loop.id}/${k}`, result: result as Expr, output: outputs[k]! };
    const out = options?.out[k];
    if (out && mask === null && loop.results.length === 1 && out.dtype === outputs[k]!.name && isWhole(out)) {
      launchElementwise(functionName, device, computation, shape, operands, out.buffer);
      return out;
    }
    return new GpuArray(
      device,
      outputs[k]!,
      launchElementwise(functionName, device, computation, shape, operands),
      shape,
    );
  });
  return results.map((result, k) => {
    const out = options?.out[k];
    if (out === result) return out;
    if (out) {
      if (mask !== false) putInto(functionName, out, result, mask);
      result.free();
      return out;
    }
    if (mask === null) return result;
    // Without `out`, elements where the mask is false are 0.
    const masked = applyExpression(functionName, device, 'where', merge, outputs[k]!, [mask, result, 0]);
    result.free();
    return masked;
  });
}

/** Apply an expression that is no ufunc. */
export function applyExpression(
  functionName: string,
  device: GpuDevice,
  id: string,
  result: Expr,
  output: DTypeInfo,
  values: readonly unknown[],
): GpuArray {
  const operands = toOperands(functionName, device, values);
  const shape = broadcastShapes(...operands.map((one) => one.shape));
  const info = onDevice(output);
  const buffer = launchElementwise(functionName, device, { id, result, output: info }, shape, operands);
  return new GpuArray(device, info, buffer, shape);
}
