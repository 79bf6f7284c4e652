/** From what users pass to a function of a device to operands: arrays of this device and plain numbers. */
import { DTYPES, type DType, type DTypeInfo } from '../../core/dtype.js';
import { DTypeError, ValueError, describe } from '../../core/errors.js';
import { promoteInfo } from '../../core/promotion.js';
import { GpuArray, isGpuDType, type GpuDType } from './array.js';
import { mustBeSame, type GpuDevice } from './device.js';
import { exactRange, type Operand } from './elementwise.js';
import { mustBeAlive } from './memory.js';

/** A plain value beside arrays: it takes their dtype, as in NumPy. */
export type GpuScalar = number | boolean;

/** What functions of a device compute with: its arrays and plain values. */
export type GpuOperand = GpuArray | GpuScalar;

/** The dtype in which a device holds what NumPy would give in another. */
export function onDevice(info: DTypeInfo): DTypeInfo<GpuDType> {
  if (isGpuDType(info.name)) return info as DTypeInfo<GpuDType>;
  return info.kind === 'f' ? DTYPES.float32 : DTYPES.int32;
}

/** Check that a value is an array of this device that was not freed. */
export function checkArray(functionName: string, device: GpuDevice, value: unknown): GpuArray {
  if (!(value instanceof GpuArray)) {
    throw new DTypeError(
      `${functionName}: expected a GpuArray, got ${describe(value)}; data gets on the device by asarray(...)`,
    );
  }
  mustBeSame(functionName, device, value.device);
  mustBeAlive(functionName, value.buffer.cell);
  return value;
}

function scalarOperand(value: GpuScalar, info: DTypeInfo): Operand {
  return { info, buffer: null, shape: [], steps: [], offset: 0, value: Math.fround(Number(value)) };
}

/** The dtype of a plain value beside arrays that meet in `array`. */
function weakInfo(functionName: string, value: GpuScalar, array: DTypeInfo | null): DTypeInfo {
  if (typeof value === 'boolean') return array ?? DTYPES.bool;
  if (array === null || array.kind === 'f' || !Number.isInteger(value)) return DTYPES.float32;
  const info = array.kind === 'b' ? DTYPES.int32 : array;
  const [low, high] = exactRange(info)!;
  if (value < low || value > high) {
    throw new ValueError(
      `${functionName}: integer ${value} is out of bounds for ${info.name} on this device (${low} to ${high})`,
    );
  }
  return info;
}

/** Operands as kernels take them, and the dtypes in which plain values count. */
export function toOperands(functionName: string, device: GpuDevice, values: readonly unknown[]): Operand[] {
  let common: DTypeInfo | null = null;
  for (const value of values) {
    if (typeof value === 'number' || typeof value === 'boolean') continue;
    const { info } = checkArray(functionName, device, value);
    common = common ? promoteInfo(common, info) : info;
  }
  if (common) common = onDevice(common);
  return values.map((value) =>
    value instanceof GpuArray
      ? value
      : scalarOperand(value as GpuScalar, weakInfo(functionName, value as GpuScalar, common)),
  );
}

/** The dtype of a name that users gave, checked. */
export function gpuDType(functionName: string, name: string | undefined, otherwise: GpuDType): DTypeInfo<GpuDType> {
  const spelled = name === undefined ? otherwise : name === 'int' ? 'int32' : name === 'float' ? 'float32' : name;
  if (!isGpuDType(spelled as DType)) {
    const instead = /float|double|f8|f2/.test(spelled) ? "; use 'float32'" : '';
    throw new DTypeError(
      `${functionName}: dtype '${spelled}' is not one that a device holds: ` +
        `bool, int8, uint8, int16, uint16, int32 (exact to 2**24), float32${instead}`,
    );
  }
  return DTYPES[spelled as GpuDType];
}
