// Operands of the fixtures, made from a seed as oracle.py makes them, and the comparison with NumPy's answers.

import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import * as np from '../../src/index.js';

/** Shape, dtype, seed and layout of an operand. */
export type Spec = [shape: number[], dtype: np.DType, seed: number, view?: string];
/** A result of NumPy's: dtype, shape, values in C order (complex ones interleaved, 64-bit integers as text). */
export type Answer = [dtype: np.DType, shape: number[], values: (number | string)[]];

export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/products/${name}.json`, import.meta.url), 'utf8')) as T;
}

export function operand([shape, dtype, seed, view = '']: Spec): np.NDArray {
  const { kind, itemsize } = np.dtype(dtype);
  const n = shape.reduce((size, length) => size * length, 1);
  const lift = kind === 'u' || kind === 'b' ? 0 : 5;
  const values = Array.from({ length: n }, (_, i) => (((i * 7 + seed * 3) * (i + seed + 1)) % 11) - lift);
  const wrap = (x: bigint): bigint => (kind === 'u' ? BigInt.asUintN(8 * itemsize, x) : BigInt.asIntN(8 * itemsize, x));
  const items: np.ScalarLike[] = values.map((x) => {
    if (kind === 'b') return x % 3 === 0;
    if (kind === 'f') return x * 0.5;
    if (kind === 'c') return new np.Complex(x, ((((x * 3) % 5) + 5) % 5) - 2);
    return seed >= 100 ? wrap(BigInt(x) << BigInt(8 * itemsize - 6)) : x;
  });
  // Laid out in C order, then copied into the layout wanted.
  const fill = (steps: number[], size: number, offset: number): np.NDArray => {
    const a = np.zeros(size, { dtype }).strided(shape, steps, offset) as np.NDArray;
    items.forEach((item, i) => {
      const index: number[] = [];
      for (let k = shape.length - 1, rest = i; k >= 0; k--) {
        index.unshift(rest % shape[k]!);
        rest = Math.floor(rest / shape[k]!);
      }
      a.itemset(...index, item as number);
    });
    return a;
  };
  const steps: number[] = shape.map((_, k) => shape.slice(k + 1).reduce((size, length) => size * length, 1));
  if (view === 'T')
    return fill(
      shape.map((_, k) => shape.slice(0, k).reduce((size, length) => size * length, 1)),
      n,
      0,
    );
  if (view === '2')
    return fill(
      steps.map((step) => 2 * step),
      2 * n,
      0,
    );
  if (view === '-' && n > 0) return fill([-steps[0]!, ...steps.slice(1)], n, (shape[0]! - 1) * steps[0]!);
  return fill(steps, n, 0);
}

/** Parts of values as plain numbers, 64-bit integers as text. */
function flat(a: np.NDArray): (number | string)[] {
  return a.toFlatArray().flatMap((x) => {
    const parts: (number | string)[] =
      x instanceof np.Complex ? [x.re, x.im] : [typeof x === 'bigint' ? String(x) : Number(x)];
    return parts;
  });
}

/** Does a result, an array or a plain value, equal NumPy's answer? */
export function expectAnswer(result: unknown, [dtype, shape, values]: Answer, label: string): void {
  if (!(result instanceof np.NDArray)) {
    expect(shape, label).toEqual([]);
    const kind = np.dtype(dtype).kind;
    const type = kind === 'b' ? 'boolean' : kind === 'c' ? 'object' : typeof result === 'bigint' ? 'bigint' : 'number';
    expect(typeof result, label).toBe(type);
    const integer = kind === 'i' || kind === 'u';
    result = np.array(integer ? BigInt(result as number) : (result as number), { dtype });
  }
  const a = result as np.NDArray;
  expect([a.dtype, a.shape], label).toEqual([dtype, shape]);
  const got = flat(a);
  const tolerance = { float16: 2e-3, float32: 1e-6, complex64: 1e-6 }[dtype as string] ?? 1e-12;
  if (np.dtype(dtype).kind !== 'f' && np.dtype(dtype).kind !== 'c') {
    expect(got, label).toEqual(values);
    return;
  }
  got.forEach((x, i) => {
    const y = values[i] as number;
    if (!(Math.abs((x as number) - y) <= tolerance * Math.max(1, Math.abs(y))))
      expect.fail(`${label}: element ${i} is ${x}, NumPy has ${y}`);
  });
}
