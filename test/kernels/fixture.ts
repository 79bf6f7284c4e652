/** Reads the fixtures that oracle.py makes: JSON with typed arrays as base64. */
import { readFileSync } from 'node:fs';

/** The fixture file of a name. */
export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/kernels/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** A packed float64 array. */
export function doubles(packed: string): Float64Array {
  return new Float64Array(new Uint8Array(Buffer.from(packed, 'base64')).buffer);
}

/** The distance between two numbers in units in the last place of the second; infinite where one is special. */
export function ulps(actual: number, expected: number): number {
  if (Object.is(actual, expected) || (actual === 0 && expected === 0)) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Infinity;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(expected) || 5e-324)) - 52, -1074);
  return Math.abs(actual - expected) / 2 ** exponent;
}
