/** Tables of cases against SciPy's answers: the fixture has data by name and results by case. */
import { expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { Complex, NDArray } from '../../src/index.js';
import { fixture } from '../oracle.js';

/** Arrays of the oracle: `shape` and flat numbers, complex ones in pairs; null is nan. */
interface Stored {
  s: number[];
  v: (number | null | 'inf' | '-inf')[];
  c?: 1;
}

/** What a case may give. */
type Given = unknown;

const number = (value: number | null | 'inf' | '-inf'): number =>
  value === null ? NaN : value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value;

/** Flat numbers, complex ones in pairs. */
export function flat(value: Given): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'boolean') return [Number(value)];
  if (value instanceof Complex) return [value.re, value.im];
  if (value instanceof NDArray) return value.toFlatArray().flatMap(flat);
  if (Array.isArray(value)) return value.flatMap(flat);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as number[]);
  throw new Error(`cannot compare ${String(value)}`);
}

/** Data and results of a fixture. */
export function tables(path: string): {
  data: Record<string, NDArray>;
  results: Record<string, Stored>;
} {
  const stored = fixture<{ data: Record<string, Stored>; results: Record<string, Stored> }>(`interpolate/${path}`);
  const data = Object.fromEntries(
    Object.entries(stored.data).map(([name, { s, v, c }]) => {
      const values = np.array(Float64Array.from(v, number));
      return [name, (c ? values.view('complex128') : values).reshape(s) as NDArray];
    }),
  );
  return { data, results: stored.results };
}

/** How far values are from the oracle's, in units of the largest of them; infinite where shapes or nans differ. */
export function distance(actual: Given, expected: Stored): number {
  const got = flat(actual);
  const want = expected.v.map(number);
  if (actual instanceof NDArray && actual.shape.join() !== expected.s.join()) return Infinity;
  if (got.length !== want.length) return Infinity;
  let scale = 0;
  for (const value of want) if (Number.isFinite(value)) scale = Math.max(scale, Math.abs(value));
  let worst = 0;
  got.forEach((value, i) => {
    const reference = want[i]!;
    if (Object.is(value, reference) || value === reference) return;
    const error = Math.abs(value - reference) / (scale || 1);
    worst = Math.max(worst, Number.isFinite(error) ? error : Infinity);
  });
  return worst;
}

/**
 * One test a case: each must be in the fixture and come out within its tolerance. A key may stand for several results (`key 0`,
 * `key 1`, ...) when the function gives a list.
 */
export function check(
  results: Record<string, Stored>,
  cases: Record<string, () => Given>,
  tolerance = 1e-12,
  tolerances: Record<string, number> = {},
): void {
  for (const [name, run] of Object.entries(cases)) {
    it(name, () => {
      const expected = results[name];
      if (!expected) throw new Error(`the fixture has no result '${name}'`);
      const actual = run();
      const error = distance(actual, expected);
      if (!(error <= (tolerances[name] ?? tolerance))) {
        const shape = actual instanceof NDArray ? `[${actual.shape.join()}]` : '';
        throw new Error(
          `${name}: off by ${error}; got ${shape} ${flat(actual).slice(0, 8).join(' ')}, SciPy has [${expected.s.join()}] ${expected.v.slice(0, 8).join(' ')}`,
        );
      }
      expect(error).toBeLessThanOrEqual(tolerances[name] ?? tolerance);
    });
  }
}
