// Floats counted in the spacing of neighbouring values (units in the last place).

import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type DTypeLike } from '../core/dtype.js';
import { DTypeError, ValueError, shapeText } from '../core/errors.js';
import { encodeFloat16 } from '../core/float16.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { promoteInfo } from '../core/promotion.js';
import { broadcastShapes, broadcastSteps, sameShape } from '../core/shape.js';

const float64 = new Float64Array(1);
const int64 = new BigInt64Array(float64.buffer);
const float32 = new Float32Array(1);
const int32 = new Int32Array(float32.buffer);

/** The place of a float among all floats of its dtype, counted from zero; all nan lie at one place. */
function place(value: number, info: DTypeInfo): bigint {
  if (info === DTYPES.float64) {
    float64[0] = Number.isNaN(value) ? NaN : value;
    const bits = int64[0]!;
    return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
  }
  if (info === DTYPES.float32) {
    float32[0] = Number.isNaN(value) ? NaN : value;
    const bits = int32[0]!;
    return BigInt(bits < 0 ? -(bits & 0x7fffffff) : bits);
  }
  const bits = encodeFloat16(value);
  return BigInt(bits & 0x8000 ? -(bits & 0x7fff) : bits);
}

/** The distance from a float's size to the next larger one. */
export function spacingAt(value: number, info: DTypeInfo): number {
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return NaN;
  const [bits, least] = info === DTYPES.float64 ? [52, -1074] : info === DTYPES.float32 ? [23, -149] : [10, -24];
  // The exponent from the bits: logarithms round.
  float64[0] = size;
  const exponent = Number((int64[0]! >> 52n) & 0x7ffn) - 1023;
  return 2 ** Math.max(exponent - bits, least);
}

/** Two arrays as floats of one dtype in one shape, element by element. */
export interface FloatPairs {
  readonly info: DTypeInfo;
  readonly shape: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** Pairs of real floats; integers count as float64. */
export function floatPairs(functionName: string, a: ArrayLike, b: ArrayLike, dtype?: DTypeLike): FloatPairs {
  const x = asNDArray(functionName, a);
  const y = asNDArray(functionName, b);
  if (x.info.kind === 'c' || y.info.kind === 'c') throw new DTypeError(`${functionName}: not for complex arrays`);
  const common = dtype === undefined ? promoteInfo(x.info, y.info) : (dtypeInfo(dtype) as DTypeInfo);
  const info = common.kind === 'f' ? common : DTYPES.float64;
  if (!sameShape(x.shape, y.shape) && x.ndim > 0 && y.ndim > 0) {
    throw new ValueError(
      `${functionName}: Arrays do not have the same shape: ${shapeText(x.shape)} - ${shapeText(y.shape)}`,
    );
  }
  const shape = broadcastShapes(x.shape, y.shape);
  const values = (array: NDArray): number[] =>
    array
      .strided(shape, broadcastSteps(array.shape, array.steps, shape), array.offset)
      .toFlatArray()
      .map(Number);
  return { info, shape, first: values(x), second: values(y) };
}

/** How many floats lie between the elements of two arrays. */
export function ulpsBetween(pairs: FloatPairs): NDArray<'float64'> {
  const { info, shape, first, second } = pairs;
  const result = emptyArray(DTYPES.float64, shape);
  for (let i = 0; i < first.length; i++) {
    const apart = place(first[i]!, info) - place(second[i]!, info);
    result.storage[i] = Number(apart < 0n ? -apart : apart);
  }
  return result;
}
