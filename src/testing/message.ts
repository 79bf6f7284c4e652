// What a failed assertion says: NumPy's layout, a header, a remark, and the two values.

import { Complex } from '../core/complex.js';
import { describe } from '../core/errors.js';
import { NDArray, isTypedArray, wrapTypedArray } from '../core/ndarray.js';
import { arrayRepr } from '../core/printing.js';
import { floatAlone } from '../core/printing/floatText.js';

/** What an assertion of this module throws. */
export class AssertionError extends Error {
  override name = 'AssertionError';
}

/** Options that all assertions on values take. */
export interface MessageOptions {
  /** Text to be put into the message of a failure. */
  errMsg?: string;
  /** Show the values in the message? Default true. */
  verbose?: boolean;
}

/** How the two values are named in a message. */
export type ValueNames = readonly [first: string, second: string];

/** NumPy's names. */
export const ACTUAL_DESIRED: ValueNames = ['ACTUAL', 'DESIRED'];

/** A plain value as text. */
function plainText(value: unknown): string {
  if (typeof value === 'number') return floatAlone(value, 'float64', '-');
  if (typeof value === 'bigint' || value instanceof Complex) return String(value);
  return describe(value);
}

/** One value of the message, at most three lines of it. */
function shown(value: unknown, precision: number): string {
  const array = isTypedArray(value) ? wrapTypedArray(value) : value;
  const text = array instanceof NDArray ? arrayRepr(array, { precision }) : plainText(value);
  const lines = text.split('\n');
  return lines.length > 4 ? `${lines.slice(0, 3).join('\n')}...` : text;
}

/** The layout of a message: what it is made of. */
export interface MessageParts extends MessageOptions {
  readonly header: string;
  readonly names?: ValueNames;
  /** Digits of the values shown. */
  readonly precision?: number;
}

/** The message of a failed assertion on two values. */
export function failureMessage(first: unknown, second: unknown, parts: MessageParts): string {
  const { header, errMsg = '', verbose = true, names = ACTUAL_DESIRED, precision = 8 } = parts;
  const short = errMsg !== '' && !errMsg.includes('\n') && errMsg.length < 79 - header.length;
  const lines = [`\n${header}${short ? ` ${errMsg}` : ''}`];
  if (errMsg !== '' && !short) lines.push(errMsg);
  if (verbose) [first, second].forEach((value, k) => lines.push(` ${names[k]}: ${shown(value, precision)}`));
  return lines.join('\n');
}
