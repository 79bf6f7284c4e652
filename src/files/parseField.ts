// From the text of one field to a value of a dtype, strictly: what is not wholly a number of that dtype is none.

import { Complex } from '../core/complex.js';
import type { DTypeInfo, Scalar } from '../core/dtype.js';
import { integerRange } from '../core/element.js';

/** Gives the value that a text stands for, or undefined if it stands for none. */
export type FieldParser = (text: string) => Scalar | undefined;

/** A float: decimal digits with an optional exponent, `inf`, `infinity` or `nan` in any case. */
export function parseFloatField(text: string): number | undefined {
  const value = Number(text);
  if (value === value) {
    // JavaScript also takes the empty text and hexadecimal, octal and binary integers.
    if (value !== 0 && text.charCodeAt(0) > 32 && !(text.charCodeAt(1) > 64)) return value;
    const trimmed = text.trim();
    return trimmed === '' || /^0[xob]/i.test(trimmed) ? undefined : value;
  }
  const match = /^([+-]?)(inf(?:inity)?|nan)$/i.exec(text.trim());
  if (match === null) return undefined;
  if (match[2]![0]!.toLowerCase() === 'n') return NaN;
  return match[1] === '-' ? -Infinity : Infinity;
}

function parseInteger(info: DTypeInfo): FieldParser {
  const [low, high] = integerRange(info);
  const whole = /^\s*[+-]?\d+\s*$/;
  if (info.domain === 'bigint') {
    return (text) => {
      if (!whole.test(text)) return undefined;
      const value = BigInt(text.trim().replace(/^\+/, ''));
      return value < low || value > high ? undefined : value;
    };
  }
  const [least, most] = [Number(low), Number(high)];
  return (text) => {
    if (!whole.test(text)) return undefined;
    const value = Number(text);
    return value < least || value > most ? undefined : value === 0 ? 0 : value;
  };
}

const REAL = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|[+-]?(?:inf(?:inity)?|nan)';
const COMPLEX = new RegExp(`^(?:(${REAL}))?(?:([+-]?(?:${REAL.replaceAll('[+-]?(?:', '(?:')})?)j)?$`, 'i');

function parseComplex(text: string): Complex | undefined {
  let body = text.trim();
  if (body.startsWith('(') && body.endsWith(')')) body = body.slice(1, -1).trim();
  if (body === '') return undefined;
  const real = parseFloatField(body);
  if (real !== undefined) return new Complex(real, 0);
  if (!/j$/i.test(body)) return undefined;
  const alone = imaginary(body.slice(0, -1), true);
  if (alone !== undefined) return new Complex(0, alone);
  const match = COMPLEX.exec(body);
  if (match === null || match[1] === undefined || match[2] === undefined || !/^[+-]/.test(match[2])) return undefined;
  const [re, im] = [parseFloatField(match[1]), imaginary(match[2], false)];
  return re === undefined || im === undefined ? undefined : new Complex(re, im);
}

function imaginary(text: string, bare: boolean): number | undefined {
  if (text === '+' || (bare && text === '')) return 1;
  return text === '-' ? -1 : parseFloatField(text);
}

function parseBool(text: string): boolean | undefined {
  return /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) !== 0 : undefined;
}

/** The parser of a dtype. */
export function fieldParser(info: DTypeInfo): FieldParser {
  switch (info.kind) {
    case 'f':
      return parseFloatField;
    case 'c':
      return parseComplex;
    case 'b':
      return parseBool;
    default:
      return parseInteger(info);
  }
}
