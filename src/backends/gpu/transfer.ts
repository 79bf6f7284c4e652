/** From host data to a device: which dtypes go over, which are refused, and which are converted when asked. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES, isTypedArray, type DTypeInfo } from '../../core/dtype.js';
import { DTypeError, ValueError, describe } from '../../core/errors.js';
import { decodeFloat16 } from '../../core/float16.js';
import { NDArray } from '../../core/ndarray.js';
import { sizeOf } from '../../core/shape.js';
import { GpuArray, isGpuDType, type GpuDType } from './array.js';
import { mustBeSame, type GpuDevice } from './device.js';
import { exactRange } from './elementwise.js';
import { mustBeAlive } from './memory.js';
import { gpuDType } from './operands.js';

/** Does some part of nested data carry a dtype of its own? Rows of plain numbers do not. */
function ownInfo(data: unknown): DTypeInfo | null {
  if (data instanceof NDArray) return data.info;
  if (isTypedArray(data)) return asNDArray('array', data).info;
  if (!Array.isArray(data)) return null;
  for (const item of data as readonly unknown[]) {
    if (typeof item === 'number') continue;
    const found = ownInfo(item);
    if (found) return found;
  }
  return null;
}

function refusal(functionName: string, info: DTypeInfo): DTypeError {
  const instead =
    info.kind === 'c'
      ? 'send its real and imaginary parts'
      : `pass { downcast: true } here or to open(), or { dtype: '${info.kind === 'f' ? 'float32' : 'int32'}' }`;
  const why =
    info.kind === 'c'
      ? 'a device holds no complex numbers'
      : info.kind === 'f'
        ? 'a device computes in float32'
        : 'a device holds integers exactly up to 2**24 only';
  return new DTypeError(`${functionName}: ${info.name} data is not accepted as it is: ${why}; ${instead}`);
}

/** The dtype that host data gets on a device. */
function chosenInfo(
  functionName: string,
  host: NDArray,
  own: DTypeInfo | null,
  dtype: string | undefined,
  downcast: boolean,
): DTypeInfo<GpuDType> {
  if (dtype !== undefined) {
    if (host.info.kind === 'c') throw refusal(functionName, host.info);
    return gpuDType(functionName, dtype, 'float32');
  }
  const { info } = host;
  if (isGpuDType(info.name)) return info as DTypeInfo<GpuDType>;
  if (info === (DTYPES.float16 as DTypeInfo)) return DTYPES.float32;
  if (own === null && info === (DTYPES.float64 as DTypeInfo)) return DTYPES.float32;
  if (info.kind === 'c' || !downcast) throw refusal(functionName, info);
  return info.kind === 'f' ? DTYPES.float32 : DTYPES.int32;
}

/** The values of an array as a device holds them, checked where they could lose something unseen. */
function converted(functionName: string, host: NDArray, info: DTypeInfo<GpuDType>): Float32Array {
  const size = sizeOf(host.shape);
  if (host.isC && host.info === (info as DTypeInfo) && info.name === 'float32') {
    return (host.storage as Float32Array).slice(host.offset, host.offset + size);
  }
  const result = new Float32Array(size);
  const storage = host.storage as { readonly [index: number]: number | bigint };
  const half = host.info === (DTYPES.float16 as DTypeInfo);
  const [low, high] = exactRange(info) ?? [0, 0];
  let i = 0;
  host.forEachPosition((position) => {
    let value = half ? decodeFloat16(storage[position] as number) : Number(storage[position]);
    if (info.kind === 'b') value = value === 0 ? 0 : 1;
    else if (info.kind !== 'f') {
      if (host.info.kind === 'f') value = Math.trunc(value);
      if (!(value >= low && value <= high)) {
        throw new ValueError(
          `${functionName}: ${describe(Number(storage[position]))} does not fit ${info.name} on a device, which holds ${low} to ${high} exactly`,
        );
      }
    }
    result[i++] = value;
  });
  return result;
}

/** Host data, or an array that is there already, as an array of this device. */
export function toDevice(
  functionName: string,
  device: GpuDevice,
  data: unknown,
  options: { readonly dtype?: string; readonly downcast?: boolean },
): GpuArray {
  const { dtype, downcast = device.downcast } = options;
  if (typeof downcast !== 'boolean') {
    throw new ValueError(`${functionName}: downcast must be true or false, got ${describe(downcast)}`);
  }
  if (data instanceof GpuArray) {
    mustBeSame(functionName, device, data.device);
    mustBeAlive(functionName, data.buffer.cell);
    return data;
  }
  if (data instanceof Promise) {
    throw new DTypeError(`${functionName}: got a Promise; await it first`);
  }
  const own = ownInfo(data);
  const host = asNDArray(functionName, data as ArrayLike);
  const info = chosenInfo(functionName, host, own, dtype, downcast);
  const { shape } = host;
  return new GpuArray(device, info, device.upload(functionName, converted(functionName, host, info)), shape);
}
