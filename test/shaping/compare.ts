/** Comparison of what numloom gives with what NumPy gave for the same call; see oracle.py. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AxisError, Complex, DTypeError, IndexError, NDArray, ValueError } from '../../src/index.js';

/** Marks the text of a NumPy expression for oracle.py. */
export const py = String.raw;

/** NumPy's expression, the same for numloom, and perhaps how far floats may be apart, relatively. */
export type Case = readonly [expression: string, run: () => unknown, tolerance?: number];

const ERRORS: Readonly<Record<string, new (message?: string) => Error>> = {
  ValueError,
  IndexError,
  TypeError: DTypeError,
  UFuncTypeError: DTypeError,
  OverflowError: ValueError,
  ZeroDivisionError: ValueError,
  AxisError,
};

const plain = (value: unknown): unknown => {
  if (value instanceof Complex) return [plain(value.re), plain(value.im)];
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value !== 'number') return value;
  if (Number.isNaN(value)) return 'nan';
  return Number.isFinite(value) ? value + 0 : value > 0 ? 'inf' : '-inf';
};

/** A result in the form in which oracle.py writes it. */
function encode(value: unknown): unknown {
  if (value instanceof NDArray) return { d: value.dtype, s: [...value.shape], v: value.toFlatArray().map(plain) };
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(encode);
  return plain(value);
}

/** NumPy's default integer is int64, numloom's int32. */
const sameDType = (expected: unknown, found: unknown): boolean =>
  expected === found || (expected === 'int64' && found === 'int32');

function same(expected: unknown, found: unknown, tolerance: number): boolean {
  if (typeof expected === 'number' && typeof found === 'number') {
    return (
      expected === found || Math.abs(expected - found) <= tolerance * Math.max(Math.abs(expected), Math.abs(found))
    );
  }
  if (Array.isArray(expected) && Array.isArray(found)) {
    return expected.length === found.length && expected.every((one, i) => same(one, found[i], tolerance));
  }
  if (typeof expected === 'object' && expected !== null && typeof found === 'object' && found !== null) {
    const [x, y] = [expected as Record<string, unknown>, found as Record<string, unknown>];
    return sameDType(x['d'], y['d']) && same(x['s'], y['s'], 0) && same(x['v'], y['v'], tolerance);
  }
  return expected === found;
}

/**
 * One test for a table of cases.
 *
 * @param file - the name of the test file, without `.test.ts`
 */
export function tables(file: string): (title: string, cases: readonly Case[]) => void {
  const path = new URL(`../fixtures/shaping/${file}.json`, import.meta.url);
  const fixture = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return (title, cases) => {
    it(title, () => {
      const faults: string[] = [];
      for (const [expression, run, tolerance = 0] of cases) {
        const expected = fixture[expression];
        if (expected === undefined) {
          faults.push(`${expression}: not in the fixture, run oracle.py`);
          continue;
        }
        const error = (expected as { error?: string } | null)?.error;
        try {
          const found = encode(run());
          if (error !== undefined) faults.push(`${expression}: NumPy throws ${error}, got ${JSON.stringify(found)}`);
          else if (!same(expected, found, tolerance)) {
            faults.push(`${expression}:\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`);
          }
        } catch (thrown) {
          if (error === undefined || !(thrown instanceof ERRORS[error]!)) {
            faults.push(
              `${expression}: expected ${error ?? JSON.stringify(expected)}, thrown: ${(thrown as Error).stack?.split('\n').slice(0, 3).join(' ')}`,
            );
          }
        }
      }
      expect(faults.join('\n')).toBe('');
    });
  };
}
