// Arguments and answers of the fixtures, as oracle.py writes them, and the comparison.

import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import * as np from '../../src/index.js';

export type Argument = number | string | boolean | Argument[] | { c: [number, number][] } | { p: Argument };
export type Answer =
  | number
  | string
  | { list: Answer[] }
  | { poly1d: Answer }
  | { series: [coef: Answer, domain: number[], window: number[]] }
  | { s: number[]; c: [number, number][] }
  | { s: number[]; v: number[] };

export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/polynomial/${name}.json`, import.meta.url), 'utf8')) as T;
}

export function argument(value: Argument): unknown {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  if ('c' in value) return np.array(value.c.map(([re, im]) => new np.Complex(re, im)));
  return new np.poly1d(argument(value.p) as number[]);
}

const pair = (x: unknown): [number, number] => (x instanceof np.Complex ? [x.re, x.im] : [Number(x), 0]);

/** Do results agree with NumPy's? `unordered` compares as sets (eigenvalues come in any order). */
export function expectAnswer(
  result: unknown,
  answer: Answer,
  label: string,
  tolerance = 1e-10,
  unordered = false,
): void {
  if (typeof answer === 'string') return expect(String(result), label).toBe(answer);
  if (typeof answer === 'number') {
    if (result instanceof np.NDArray) result = result.item();
    return expectClose([pair(result)], [[answer, 0]], label, tolerance);
  }
  if ('list' in answer) {
    expect((result as unknown[]).length, label).toBe(answer.list.length);
    return answer.list.forEach((one, i) =>
      expectAnswer((result as unknown[])[i], one, `${label} [${i}]`, tolerance, unordered),
    );
  }
  if ('poly1d' in answer) {
    expect(result, label).toBeInstanceOf(np.poly1d);
    return expectAnswer((result as np.poly1d).coeffs, answer.poly1d, label, tolerance);
  }
  if ('series' in answer) {
    const series = result as { coef: np.NDArray; domain: np.NDArray; window: np.NDArray };
    expectAnswer(series.coef, answer.series[0], label, tolerance);
    expectAnswer(series.domain, { s: [2], v: answer.series[1] }, `${label} domain`, tolerance);
    return expectAnswer(series.window, { s: [2], v: answer.series[2] }, `${label} window`, tolerance);
  }
  const complex = 'c' in answer;
  if (result instanceof np.Complex) result = np.array(result);
  expect(result, label).toBeInstanceOf(np.NDArray);
  const array = result as np.NDArray;
  expect(array.shape, label).toEqual(answer.s);
  expect(np.dtype(array.dtype).kind === 'c', `${label}: is it complex?`).toBe(complex);
  const got = array.toFlatArray().map(pair);
  const expected: [number, number][] = 'c' in answer ? answer.c : answer.v.map((x) => [x, 0]);
  if (unordered) {
    // Each expected value takes the nearest one left.
    const left = [...got];
    const matched = expected.map(([re, im]) => {
      let best = 0;
      left.forEach(([x, y], i) => {
        if (Math.hypot(x - re, y - im) < Math.hypot(left[best]![0] - re, left[best]![1] - im)) best = i;
      });
      return left.splice(best, 1)[0]!;
    });
    return expectClose(matched, expected, label, tolerance);
  }
  expectClose(got, expected, label, tolerance);
}

function expectClose(got: [number, number][], expected: [number, number][], label: string, tolerance: number): void {
  const size = Math.max(1, ...expected.map(([re, im]) => Math.hypot(re, im)).filter(Number.isFinite));
  expected.forEach(([re, im], i) => {
    const [x, y] = got[i]!;
    if (!(Math.hypot(x - re, y - im) <= tolerance * size) && !(Number.isNaN(re) && Number.isNaN(x)) && x !== re) {
      expect.fail(`${label}: element ${i} is ${x} + ${y}j, NumPy has ${re} + ${im}j`);
    }
  });
}
