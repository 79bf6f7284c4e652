/** Fixtures that NumPy made, and comparison with them. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { dtypeOfChar, type Scalar } from '../src/core/dtype.js';
import { Complex, NDArray } from '../src/index.js';

/** Read a fixture below test/fixtures (gzipped if its name says so). */
export function fixture<T>(path: string): T {
  const bytes = readFileSync(new URL(`./fixtures/${path}`, import.meta.url));
  return JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as T;
}

/** An array from a type character and the base64 of its bytes. */
export function decode(char: string, base64: string, shape?: readonly number[]): NDArray {
  const info = dtypeOfChar(char);
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  const storage = new info.Storage(bytes.buffer, 0, (bytes.length / info.itemsize) * info.lanes);
  const length = bytes.length / info.itemsize;
  const flat = new NDArray(info, storage, [length], [1], 0, null);
  return shape
    ? flat.strided(
        shape,
        shape.map((_, k) => shape.slice(k + 1).reduce((a, b) => a * b, 1)),
        0,
      )
    : flat;
}

/** How far apart two floats are, counted in the spacing of their dtype. */
function ulps(actual: number, expected: number, char: string): number {
  if (Object.is(actual, expected) || (Number.isNaN(actual) && Number.isNaN(expected)) || actual === expected) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Infinity;
  const [bits, least] =
    char === 'd' || char === 'D' ? [52, 2 ** -1074] : char === 'e' ? [10, 2 ** -24] : [23, 2 ** -149];
  const exponent = Math.floor(Math.log2(Math.abs(expected) || least));
  return Math.abs(actual - expected) / Math.max(2 ** (exponent - bits), least);
}

/** Assert that every value is within some ulps of NumPy's (integers and truth values: equal). */
export function expectClose(actual: NDArray, expected: NDArray, tolerance: number, label: string): void {
  expect(`${label}: ${actual.dtype}`).toBe(`${label}: ${expected.dtype}`);
  expect(`${label}: [${actual.shape.join()}]`).toBe(`${label}: [${expected.shape.join()}]`);
  const got = actual.toFlatArray() as Scalar[];
  const want = expected.toFlatArray() as Scalar[];
  const { char } = actual.info;
  for (let i = 0; i < want.length; i++) {
    const a = got[i]!;
    const b = want[i]!;
    let distance: number;
    if (b instanceof Complex && a instanceof Complex) {
      // A complex result is judged as a whole: its error against its modulus.
      const scale = Math.max(Math.abs(b.re), Math.abs(b.im));
      const part = (x: number, y: number): number =>
        Number.isFinite(scale) &&
        Number.isFinite(x) &&
        Math.abs(x - y) <= tolerance * scale * (char === 'F' ? 2 ** -23 : 2 ** -52)
          ? 0
          : ulps(x, y, char);
      distance = Math.max(part(a.re, b.re), part(a.im, b.im));
    } else if (typeof b === 'number' && actual.info.kind === 'f') distance = ulps(a as number, b, char);
    else distance = a === b ? 0 : Infinity;
    if (distance > tolerance) {
      throw new Error(`${label}: element ${i} is ${String(a)}, NumPy has ${String(b)} (${distance} ulp)`);
    }
  }
}
