/** Integers in other bases, as text. */
import { DTypeError, ValueError, checkOptions, describe } from '../errors.js';

function integer(functionName: string, name: string, value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  throw new DTypeError(`${functionName}: ${name} must be an integer, got ${describe(value)}`);
}

/**
 * An integer in binary.
 *
 * @param num - the integer
 * @param options - `width`: so many digits, filled with zeros; with it a negative number is its two's complement, without it
 * it has a minus
 * @returns the digits
 * @throws ValueError when `width` is too small for the number, DTypeError when it is no integer
 * @example
 * np.binaryRepr(3, { width: 4 }); // '0011'
 * np.binaryRepr(-3, { width: 4 }); // '1101'
 */
export function binaryRepr(num: number | bigint, options: { width?: number | null } = {}): string {
  checkOptions('binaryRepr', options, ['width']);
  const value = integer('binaryRepr', 'num', num);
  const { width } = options;
  if (width === undefined || width === null) return value.toString(2);
  const wide = Number(integer('binaryRepr', 'width', width));
  const needed = value < 0n ? twosComplementWidth(value) : value.toString(2).length;
  if (wide < needed) {
    throw new ValueError(`binaryRepr: Insufficient bit width=${width} provided for binwidth=${needed}`);
  }
  return BigInt.asUintN(wide, value).toString(2).padStart(wide, '0');
}

/** The fewest bits that hold a negative number. */
function twosComplementWidth(value: bigint): number {
  return value === -1n ? 1 : (-value - 1n).toString(2).length + 1;
}

/**
 * An integer in a base from 2 to 36.
 *
 * @param number - the integer
 * @param options - `base`, 2 by default, and `padding`, how many zeros are put in front
 * @returns the digits, upper-case letters from ten on
 * @throws ValueError when the base is out of range, DTypeError when an argument is no integer
 * @example
 * np.baseRepr(255, { base: 16 }); // 'FF'
 */
export function baseRepr(number: number | bigint, options: { base?: number; padding?: number } = {}): string {
  checkOptions('baseRepr', options, ['base', 'padding']);
  const value = integer('baseRepr', 'number', number);
  const base = Number(integer('baseRepr', 'base', options.base ?? 2));
  const padding = Number(integer('baseRepr', 'padding', options.padding ?? 0));
  if (base > 36) throw new ValueError(`baseRepr: Bases greater than 36 not handled in base_repr, got ${base}`);
  if (base < 2) throw new ValueError(`baseRepr: Bases less than 2 not handled in base_repr, got ${base}`);
  const zeros = '0'.repeat(Math.max(padding, 0));
  if (value === 0n) return zeros || '0';
  return (value < 0n ? '-' : '') + zeros + (value < 0n ? -value : value).toString(base).toUpperCase();
}
