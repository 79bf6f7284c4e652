/** numloom's ufuncs on a device: the table's own expressions, in float32. */
import type { DTypeInfo } from '../../core/dtype.js';
import type { Expr } from '../../core/expression.js';
import { DTypeError, ValueError } from '../../core/errors.js';
import { broadcastShapes } from '../../core/shape.js';
import type { UfuncLoop, UfuncTable } from '../../ops/ufuncs/define.js';
import { GpuArray } from './array.js';
import type { GpuDevice } from './device.js';
import { launchElementwise, type Computation } from './elementwise.js';
import { onDevice, toOperands } from './operands.js';
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

/** Apply a ufunc; one array for each of its results. */
export function applyUfunc(
  functionName: string,
  device: GpuDevice,
  table: UfuncTable,
  values: readonly unknown[],
): GpuArray[] {
  const { nin } = table.spec;
  if (values.length !== nin) {
    throw new DTypeError(`${functionName}() takes ${nin} operand${nin === 1 ? '' : 's'}, got ${values.length}`);
  }
  const operands = toOperands(functionName, device, values);
  const loop = deviceLoop(
    table,
    operands.map((one) => one.info),
  );
  checkPower(table, loop, values[1]);
  const shape = broadcastShapes(...operands.map((one) => one.shape));
  return loop.results.map((result, k) => {
    const output = onDevice(loop.outputs[k]!);
    const computation: Computation = { id: `${loop.id}/${k}`, result: result as Expr, output };
    return new GpuArray(device, output, launchElementwise(functionName, device, computation, shape, operands), shape);
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
