/** Operands by seed, the same as in oracle.py, and comparison with the oracle's answers by norm. */
import { expect } from 'vitest';
import * as np from '../../src/index.js';
import type { NDArray } from '../../src/index.js';
import { useProvider, type ProviderName } from '../../src/backends/provider.js';
import { decode, fixture } from '../oracle.js';

export { fixture };

/** A shape, a dtype, a seed, a layout. */
export type Spec = [shape: number[], dtype: np.DType, seed: number, view?: string];
export type Answer = [char: string, shape: number[], base64: string];

/** Numbers in [-1, 1) from a seed. */
export function numbers(n: number, seed: number): Float64Array {
  const values = new Float64Array(n);
  let state = seed + 1;
  for (let i = 0; i < n; i++) {
    state = (state * 48271) % 2147483647;
    values[i] = state / 1073741824 - 1;
  }
  return values;
}

export function operand([shape, dtype, seed, view = '']: Spec): NDArray {
  const n = shape.reduce((a, b) => a * b, 1);
  const { kind } = np.dtype(dtype);
  let flat: NDArray;
  if (kind === 'c') {
    const v = np.array(numbers(2 * n, seed)).reshape([n, 2]);
    flat = np.add(v.at(':', 0), np.multiply(v.at(':', 1), new np.Complex(0, 1))).astype(dtype);
  } else if (kind === 'f') flat = np.array(numbers(n, seed)).astype(dtype);
  else if (kind === 'b') flat = np.less(numbers(n, seed), 0);
  else flat = np.array(numbers(n, seed).map((x) => Math.floor(x * 50 + 60))).astype(dtype);
  const a = flat.reshape(shape);
  if (view === 'T') return np.array(a, { order: 'F' });
  if (view === '-') return np.array(a.at('::-1')).at('::-1') as NDArray;
  if (view === '2') {
    const b = np.zeros([...shape.slice(0, -1), 2 * shape[shape.length - 1]!], { dtype });
    b.set(['...', '::2'], a);
    return b.at('...', '::2') as NDArray;
  }
  return a;
}

export const answerArray = ([char, shape, base64]: Answer): NDArray => decode(char, base64, shape);

/** The slots of an array, real and imaginary parts in turn. */
export function slots(a: NDArray): Float64Array {
  const wide = a.astype(a.info.kind === 'c' ? 'complex128' : 'float64') as NDArray<'complex128'>;
  return Float64Array.from(wide.copy().data as unknown as Float64Array);
}

/** The error of `actual` relative to `expected`, both by their Euclidean norms. */
export function relativeError(actual: NDArray, expected: NDArray): number {
  const [a, b] = [slots(actual), slots(expected)];
  let [error, norm] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    error += (a[i]! - b[i]!) ** 2;
    norm += b[i]! ** 2;
  }
  return error === 0 ? 0 : Math.sqrt(error / norm);
}

/** Assert dtype, shape, and values to `tolerance` units of rounding of the dtype, by norm. */
export function expectNear(actual: unknown, expected: NDArray, label: string, tolerance = 8): void {
  expect(actual, label).toBeInstanceOf(np.NDArray);
  const array = actual as NDArray;
  expect(`${label}: ${array.dtype} [${array.shape.join()}]`).toBe(
    `${label}: ${expected.dtype} [${expected.shape.join()}]`,
  );
  const eps = expected.info.itemsize === (expected.info.kind === 'c' ? 16 : 8) ? 2 ** -53 : 2 ** -24;
  const error = relativeError(array, expected) / eps;
  if (!(error <= tolerance)) throw new Error(`${label}: relative error of ${error} units`);
}

/** Run `test` with every engine that the machine has. */
export const PROVIDERS: readonly ProviderName[] = ['portable', 'native'];

export function withProvider<T>(name: ProviderName, run: () => T): T {
  useProvider(name);
  try {
    return run();
  } finally {
    useProvider('native');
  }
}

/** Python's spelling of options as numloom's. */
export function camelOptions(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [key.replace(/_(.)/g, (_, c: string) => c.toUpperCase()), value]),
  );
}
