/** Is an element what the reference expects? */
import type { DTypeInfo } from '../../core/dtype.js';
import { spacing, type Element, type Part } from './scalars.js';

/** How strictly to compare. */
export interface Strictness {
  /** Allowed distance in units of the last place; 0 for the same bits (any nan for nan). */
  readonly ulps?: number;
  /** Allowed absolute distance, beside the units. */
  readonly within?: number;
  /** Are 0 and -0 the same? */
  readonly zeroSigns?: boolean;
}

function samePart(actual: Part, expected: Part, zeroSigns: boolean): boolean {
  return Object.is(actual, expected) || (zeroSigns && actual === expected);
}

/** Does `actual`, of dtype `info`, agree with `expected`? */
export function agrees(actual: Element, expected: Element, info: DTypeInfo, strictness: Strictness = {}): boolean {
  const { ulps = 0, within = 0, zeroSigns = false } = strictness;
  const complex = info.kind === 'c';
  const loose = ulps > 0 || within > 0;
  if (actual.every((part, lane) => samePart(part, expected[lane]!, zeroSigns || (loose && complex)))) return true;
  if (!loose || (info.kind !== 'f' && !complex)) return false;
  const [a, e] = [actual as readonly number[], expected as readonly number[]];
  // A complex number is judged as a whole: by the error against its modulus.
  const scale = Math.max(...e.map((part) => (Number.isFinite(part) ? Math.abs(part) : 0)));
  const allowed = ulps * spacing(scale, info) + within;
  return a.every((part, lane) => {
    const wanted = e[lane]!;
    if (Number.isFinite(wanted) && Number.isFinite(part)) {
      if (part === 0 && wanted === 0) return complex || zeroSigns || Object.is(part, wanted) || within > 0;
      return Math.abs(part - wanted) <= allowed;
    }
    return Object.is(part, wanted);
  });
}
