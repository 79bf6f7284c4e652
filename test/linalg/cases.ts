// Fixtures of numloom.linalg: arguments and answers, and comparison with a tolerance relative to the largest value.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dtype, type DTypeLike } from '../../src/core/dtype.js';
import * as np from '../../src/index.js';

interface Stored {
  readonly a: readonly (number | string)[];
  readonly s: readonly number[];
  readonly t: DTypeLike;
}
export type Case = [fn: string, args: unknown[], options: object, answer: unknown, tolerance: number];

const isStored = (x: unknown): x is Stored => typeof x === 'object' && x !== null && 'a' in x && 's' in x && 't' in x;

/** An array as the fixture has it. */
export function arrayFrom({ a, s, t }: Stored): np.NDArray {
  const info = dtype(t);
  const result = np.zeros(s, { dtype: t }) as np.NDArray;
  a.forEach(
    (x, i) => ((result.storage as Float64Array)[i] = Number(x === 'inf' ? Infinity : x === '-inf' ? -Infinity : x)),
  );
  expect(a.length).toBe(result.size * info.lanes);
  return result;
}

/** Arguments: arrays within lists as they are, everything else plain. */
function argument(x: unknown): unknown {
  if (isStored(x)) return arrayFrom(x);
  return Array.isArray(x) ? x.map(argument) : x;
}

function partsOf(x: unknown): number[] {
  if (x instanceof np.NDArray) return x.toFlatArray().flatMap((v) => partsOf(v));
  return x instanceof np.Complex ? [x.re, x.im] : [Number(x)];
}

/** Assert that a result is the answer. */
export function expectAnswer(actual: unknown, answer: unknown, tolerance: number, label: string): void {
  if (isStored(answer)) {
    const want = arrayFrom(answer);
    if (actual instanceof np.NDArray) {
      expect(`${label}: ${actual.dtype}`).toBe(`${label}: ${want.dtype}`);
      expect(`${label}: [${actual.shape.join()}]`).toBe(`${label}: [${want.shape.join()}]`);
    } else expect(`${label}: [${want.shape.join()}]`).toBe(`${label}: []`);
    const [got, wanted] = [partsOf(actual), partsOf(want)];
    expect(got.length).toBe(wanted.length);
    const scale = wanted.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
    wanted.forEach((x, i) => {
      const y = got[i]!;
      const fine = Number.isFinite(x) ? Math.abs(x - y) <= tolerance * Math.max(scale, 1e-300) : Object.is(x, y);
      if (!fine) throw new Error(`${label}: element ${i} is ${y}, not ${x} (largest ${scale}, tolerance ${tolerance})`);
    });
  } else if (Array.isArray(answer)) {
    expect(Array.isArray(actual), label).toBe(true);
    answer.forEach((x, i) => expectAnswer((actual as unknown[])[i], x, tolerance, `${label}[${i}]`));
  } else if (typeof answer === 'object' && answer !== null) {
    for (const [key, x] of Object.entries(answer)) {
      expectAnswer((actual as Record<string, unknown>)[key], x, tolerance, `${label}.${key}`);
    }
  } else if (typeof answer === 'number') {
    const scale = Math.max(Math.abs(answer), 1e-300);
    if (!(Math.abs((actual as number) - answer) <= tolerance * scale)) {
      throw new Error(`${label}: is ${String(actual)}, not ${answer}`);
    }
  } else expect(actual, label).toBe(answer);
}

/** One test for each function of a fixture. */
export function testFixture(name: string): void {
  const url = new URL(`../fixtures/linalg/${name}.json`, import.meta.url);
  const cases = JSON.parse(readFileSync(url, 'utf8')) as Case[];
  const functions = np.linalg as unknown as Record<string, (...args: unknown[]) => unknown>;
  describe(`${name}: as the oracle computes it`, () => {
    for (const fn of new Set(cases.map(([own]) => own))) {
      it(fn, () => {
        cases.forEach(([name, args, options, answer, tolerance], i) => {
          if (name !== fn) return;
          const given = args.map(argument);
          const own = Object.fromEntries(
            Object.entries(options).map(([key, x]) => [key, isStored(x) ? arrayFrom(x) : x]),
          );
          const extra = Object.keys(options).length > 0 ? [own] : [];
          const shapes = given.map((x) => (x instanceof np.NDArray ? `${x.dtype}(${x.shape.join()})` : String(x)));
          const label = `${fn}(${shapes.join(', ')}, ${JSON.stringify(options)}) #${i}`;
          let result: unknown;
          try {
            result = functions[fn]!(...given, ...extra);
          } catch (error) {
            throw new Error(`${label} threw ${String((error as Error).stack)}`, { cause: error });
          }
          expectAnswer(result, answer, tolerance, label);
        });
      });
    }
  });
}
