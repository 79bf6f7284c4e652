/** One element in and out of storage, and the check of a JavaScript value against a dtype. */
import { Complex } from './complex.js';
import { type DType, type DTypeInfo, type Scalar, type Storage } from './dtype.js';
import { DTypeError, ValueError, describe } from './errors.js';
import { decodeFloat16, encodeFloat16 } from './float16.js';

/** The value at element `position` of a storage. */
export function readElement<D extends DType>(info: DTypeInfo<D>, storage: Storage, position: number): Scalar<D> {
  let value: unknown;
  if (info.lanes === 2) value = new Complex(storage[2 * position] as number, storage[2 * position + 1] as number);
  else if (info.num === 0) value = storage[position] !== 0;
  else if (info.num === 9) value = decodeFloat16(storage[position] as number);
  else value = storage[position];
  return value as Scalar<D>;
}

/** Write a value that `coerce` has passed. */
export function writeElement(info: DTypeInfo, storage: Storage, position: number, value: Scalar): void {
  if (info.lanes === 2) {
    const z = value as Complex;
    (storage as Float64Array)[2 * position] = z.re;
    (storage as Float64Array)[2 * position + 1] = z.im;
  } else if (info.num === 0) (storage as Uint8Array)[position] = value ? 1 : 0;
  else if (info.num === 9) (storage as Uint16Array)[position] = encodeFloat16(value as number);
  else (storage as Float64Array)[position] = value as number;
}

const INT_RANGE = new Map<string, [bigint, bigint]>(
  [8, 16, 32, 64].flatMap((bits) => [
    [`int${bits}`, [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n]] as [string, [bigint, bigint]],
    [`uint${bits}`, [0n, 2n ** BigInt(bits) - 1n]] as [string, [bigint, bigint]],
  ]),
);

/** The least and greatest value of an integer dtype. */
export function integerRange(info: DTypeInfo): [bigint, bigint] {
  return INT_RANGE.get(info.name)!;
}

/**
 * A JavaScript scalar as a value of a dtype.
 *
 * @param functionName - for the message
 * @param info - the dtype wanted
 * @param value - a number, bigint, boolean or Complex
 * @throws ValueError when the dtype cannot hold it: an integer out of bounds, a fraction, nan or imaginary part that would be lost
 */
export function coerce<D extends DType>(functionName: string, info: DTypeInfo<D>, value: unknown): Scalar<D> {
  let result: unknown;
  if (
    typeof value !== 'number' &&
    typeof value !== 'bigint' &&
    typeof value !== 'boolean' &&
    !(value instanceof Complex)
  ) {
    throw new DTypeError(`${functionName}: expected a number, bigint, boolean or Complex, got ${describe(value)}`);
  }
  if (info.kind === 'b') result = value instanceof Complex ? value.re !== 0 || value.im !== 0 : Boolean(value);
  else if (info.kind === 'c') result = value instanceof Complex ? value : new Complex(Number(value), 0);
  else if (value instanceof Complex) {
    throw new DTypeError(
      `${functionName}: cannot put the complex number ${value} into ${info.name}; take its real part first`,
    );
  } else if (info.kind === 'f') result = Number(value);
  else result = coerceInteger(functionName, info, value);
  return result as Scalar<D>;
}

function coerceInteger(functionName: string, info: DTypeInfo, value: number | bigint | boolean): number | bigint {
  if (typeof value === 'boolean') value = value ? 1 : 0;
  if (typeof value === 'number' && !Number.isInteger(value)) {
    throw new ValueError(
      `${functionName}: cannot convert ${value} to ${info.name} without losing ${Number.isFinite(value) ? 'its fraction' : 'it'}; ` +
        `round it first, or make a float64 array and use astype('${info.name}')`,
    );
  }
  const [low, high] = integerRange(info);
  // Comparing a number with a bigint is exact in JavaScript.
  if (value < low || value > high) {
    throw new ValueError(`${functionName}: integer ${value} out of bounds for ${info.name} (${low} to ${high})`);
  }
  return info.domain === 'bigint' ? BigInt(value) : Number(value);
}
