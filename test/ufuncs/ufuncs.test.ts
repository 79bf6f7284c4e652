/** Every ufunc over every dtype and pair of dtypes, against NumPy. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { decode, expectClose, fixture } from '../oracle.js';

type Result = string | [string, string] | [string, string][];
interface Fixture {
  pools: Record<string, string>;
  unary: Record<string, Record<string, Result>>;
  binary: Record<string, Record<string, Result>>;
  weak: Record<string, Record<string, Result>>;
}

const data = fixture<Fixture>('ufuncs/ufuncs.json.gz');
const camel = (name: string): string => name.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase());
const call = (name: string, ...args: unknown[]): unknown => {
  const fn = (np as unknown as Record<string, (...a: unknown[]) => unknown>)[camel(name)];
  if (!fn) throw new Error(`no function ${camel(name)}`);
  return fn(...args);
};
const pool = (char: string): np.NDArray => decode(char, data.pools[char]!);

/** Where NumPy's own result is not what is wanted: NumPy 2 differs, or C leaves it undefined. */
const EXEMPT = new Set([
  ...[...'bBhHiIqQ'].map((c) => `reciprocal:${c}`), // the integer 1 / 0
]);
/** The elementary functions may differ from NumPy's by its error and ours. */
const TOLERANCE: Record<string, number> = { power: 4, float_power: 4, exp2: 4, log2: 4, log1p: 4, expm1: 4 };

/** Complex powers magnify the rounding of exponent times logarithm by its size, in NumPy as here. */
const COMPLEX_TOLERANCE: Record<string, number> = { exp2: 40, power: 40, float_power: 40 };

function check(label: string, run: () => unknown, expected: Result, tolerance: number): void {
  if (typeof expected === 'string') {
    expect(run, `${label} should throw (${expected})`).toThrow();
    return;
  }
  const actual = run();
  const pairs = Array.isArray(expected[0]) ? (expected as [string, string][]) : [expected as [string, string]];
  const arrays = (Array.isArray(actual) ? actual : [actual]) as np.NDArray[];
  pairs.forEach(([char, bytes], k) => {
    const allowed = 'FD'.includes(char) ? (COMPLEX_TOLERANCE[label.split(/[( ]/)[0]!] ?? tolerance) : tolerance;
    expectClose(arrays[k]!, decode(char, bytes), allowed, `${label}[${k}]`);
  });
}

describe('ufuncs of one operand agree with NumPy', () => {
  for (const [name, cases] of Object.entries(data.unary)) {
    it(name, () => {
      for (const [char, expected] of Object.entries(cases)) {
        if (EXEMPT.has(`${name}:${char}`)) continue;
        check(`${name}(${char})`, () => call(name, pool(char)), expected, TOLERANCE[name] ?? 3);
      }
    });
  }
});

describe('ufuncs of two operands agree with NumPy for every pair of dtypes', () => {
  for (const [name, cases] of Object.entries(data.binary)) {
    it(name, () => {
      for (const [chars, expected] of Object.entries(cases)) {
        if (EXEMPT.has(`${name}:${chars}`)) continue;
        const [a, b] = chars as unknown as [string, string];
        let x = pool(a).toFlatArray();
        let y = pool(b).toFlatArray();
        if (name === 'power' && pool(b).info.kind === 'i') {
          // As the oracle does: small exponents that are not negative, through the dtype's own wrap-around.
          y = np.remainder(np.absolute(pool(b)), np.array(6, { dtype: pool(b).dtype })).toFlatArray();
        }
        const roll = <T>(list: readonly T[], s: number): T[] =>
          list.map((_, i) => list[(i - s + list.length) % list.length]!);
        if (a === b) {
          const n = x.length;
          [x, y] = [[0, 1, 5].flatMap(() => x.slice(0, n)), [0, 1, 5].flatMap((s) => roll(y, s))];
        } else [x, y] = [x.slice(0, 6), roll(y, 2).slice(0, 6)];
        const n = Math.min(x.length, y.length);
        const left = np.array(x.slice(0, n), { dtype: pool(a).dtype });
        const right = np.array(y.slice(0, n), { dtype: pool(b).dtype });
        check(`${name}(${a}, ${b})`, () => call(name, left, right), expected, TOLERANCE[name] ?? 3);
      }
    });
  }
});

describe('plain numbers beside arrays are weak (NEP 50)', () => {
  const scalars: Record<string, unknown> = { '2': 2, '2.5': 2.5, true: true, '1j': new np.Complex(0, 1) };
  for (const [name, cases] of Object.entries(data.weak)) {
    it(name, () => {
      for (const [key, expected] of Object.entries(cases)) {
        const scalarKey = Object.keys(scalars).find((s) => key === s + key.at(-1) || key === key[0] + s)!;
        const first = key === scalarKey + key.at(-1);
        const char = first ? key.at(-1)! : key[0]!;
        if (char === '?') continue;
        const array = pool(char).at(':6');
        const arg = first && name === 'power' ? np.absolute(array) : array;
        const args = first ? [scalars[scalarKey], arg] : [array, scalars[scalarKey]];
        check(`${name} ${key}`, () => call(name, ...args), expected, 4);
      }
    });
  }
});
