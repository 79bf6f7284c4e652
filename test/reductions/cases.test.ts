/** Every case of the fixture against NumPy: values, dtype and shape, from packed inputs and from strided views of them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';

interface Encoded {
  d: np.DType;
  s: number[];
  v: unknown[];
}
type Tree = Encoded | { t: Tree[] };
type Case = [fn: string, args: unknown[], options: Record<string, unknown>, expected: Tree, tolerance?: number];

const fixture = JSON.parse(readFileSync(new URL('../fixtures/reductions/cases.json', import.meta.url), 'utf8')) as {
  inputs: Record<string, Encoded>;
  cases: Case[];
};

const SPECIAL: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
const isEncoded = (value: unknown): value is Encoded =>
  typeof value === 'object' && value !== null && 'd' in value && 'v' in value;

function scalar(value: unknown, dtype: np.DType): number | bigint | boolean | np.Complex {
  if (Array.isArray(value))
    return new np.Complex(scalar(value[0], 'float64') as number, scalar(value[1], 'float64') as number);
  if (dtype === 'int64' || dtype === 'uint64') return BigInt(value as string);
  if (dtype === 'bool') return value === 1;
  return typeof value === 'string' ? (SPECIAL[value] ?? Number(value)) : (value as number);
}

function decode(encoded: Encoded): np.NDArray {
  const result = np.empty(encoded.s, { dtype: encoded.d }) as np.NDArray;
  encoded.v.forEach((value, i) =>
    result.itemset(...(encoded.s.length === 1 ? [i] : encoded.s.length ? [i] : []), scalar(value, encoded.d) as number),
  );
  return result;
}

const inputs = new Map(Object.entries(fixture.inputs).map(([name, encoded]) => [name, decode(encoded)]));

/** The same values in every other element of larger memory, axes in Fortran order. */
function scattered(a: np.NDArray): np.NDArray {
  const wide = np.zeros(
    [...a.shape].reverse().map((n) => 2 * n),
    { dtype: a.dtype },
  ) as np.NDArray;
  const view = wide.at(...a.shape.map(() => '::2')).T;
  view.set(['...'], a);
  return view;
}

function argument(value: unknown, strided: boolean): unknown {
  if (typeof value === 'string' && value.startsWith('$')) {
    const input = inputs.get(value.slice(1))!;
    return strided ? scattered(input) : input;
  }
  if (isEncoded(value)) return decode(value);
  return Array.isArray(value) ? value.map((one) => argument(one, strided)) : value;
}

/** What differs, or an empty text. */
function difference(actual: unknown, expected: Tree, tolerance: number): string {
  if ('t' in expected) {
    const list = (Array.isArray(actual) ? actual.flat() : [actual]) as unknown[];
    if (list.length !== expected.t.length) return `${list.length} results instead of ${expected.t.length}`;
    return expected.t.map((one, i) => difference(list[i], one, tolerance)).find(Boolean) ?? '';
  }
  const { d, s, v } = expected;
  let values: unknown[];
  if (actual instanceof np.NDArray) {
    if (actual.dtype !== d) return `dtype ${actual.dtype} instead of ${d}`;
    if (actual.shape.join() !== s.join()) return `shape (${actual.shape}) instead of (${s})`;
    values = actual.toFlatArray();
  } else {
    if (s.length > 0) return `a plain ${typeof actual} instead of shape (${s})`;
    values = [actual];
  }
  const scale = Math.max(
    ...v
      .flat()
      .map((x) => Math.abs(Number(scalar(x, 'float64'))))
      .filter(Number.isFinite),
    1e-300,
  );
  const close = (x: unknown, y: unknown): boolean => {
    if (x instanceof np.Complex && y instanceof np.Complex) return close(x.re, y.re) && close(x.im, y.im);
    const [a, b] = [Number(x), Number(y)];
    if (typeof x !== 'number') return x === y || a === b;
    return (
      Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * scale || Math.abs(a - b) <= tolerance * Math.abs(b)
    );
  };
  const at = v.findIndex((x, i) => !close(values[i], scalar(x, d)));
  return at < 0 ? '' : `element ${at} is ${values[at]} instead of ${scalar(v[at], d)}`;
}

const TOLERANCE: Partial<Record<np.DType, number>> = { float16: 1e-3, float32: 1e-6, complex64: 1e-6 };
const names = [...new Set(fixture.cases.map(([fn]) => fn))];

describe.each(names)('%s', (name) => {
  it.each([
    ['packed', false],
    ['strided', true],
  ])('is NumPy on %s arrays', (_, strided) => {
    const failures: string[] = [];
    for (const [fn, args, options, expected, given] of fixture.cases) {
      if (fn !== name) continue;
      const label = `${fn}(${args.map((x) => (isEncoded(x) ? '...' : JSON.stringify(x))).join(', ')}, ${JSON.stringify(options).slice(0, 80)})`;
      try {
        const call = (np as unknown as Record<string, (...args: unknown[]) => unknown>)[fn]!;
        const decoded = Object.fromEntries(
          Object.entries(options).map(([key, value]) => [key, argument(value, strided)]),
        );
        const list = args.map((x) => argument(x, strided));
        const actual = call(...list, ...(Object.keys(decoded).length ? [decoded] : []));
        const tolerance = given ?? ('d' in expected ? TOLERANCE[expected.d] : undefined) ?? 1e-13;
        const problem = difference(actual, expected, tolerance);
        if (problem) failures.push(`${label}: ${problem}`);
      } catch (error) {
        failures.push(`${label} threw ${(error as Error).message}`);
      }
    }
    expect(failures).toEqual([]);
  });
});
