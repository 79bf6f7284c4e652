/** Bessel functions, Airy functions, hypergeometric functions and orthogonal polynomials against mpmath's values. */
import { describe, expect, it } from 'vitest';
import { Complex } from '../../src/index.js';
import * as special from '../../src/special/index.js';
import { fixture } from '../oracle.js';

type Plain = number | [number, number];
interface Row {
  name: string;
  region: string;
  args: Plain[][];
  values: Plain[][];
}

/** Relative error allowed where 2e-13 is too little: large parameters, points next to zeros. */
const LOOSE: Record<string, number> = {
  hyperu: 1e-8,
  hyp2f1: 1e-11,
  yv: 5e-12,
  hyp0f1: 2e-12,
  lpmv: 1e-10,
  sphHarm: 1e-12,
  itairy: 1e-10,
};

const plain = (value: Plain): number | Complex => (typeof value === 'number' ? value : new Complex(value[0], value[1]));
const functions = special as unknown as Record<string, (...args: unknown[]) => unknown>;

const relativeError = (actual: unknown, expected: Plain): number => {
  if (typeof expected === 'number') return Math.abs((actual as number) - expected) / Math.abs(expected);
  const { re, im } = actual as Complex;
  return Math.hypot(re - expected[0], im - expected[1]) / Math.hypot(...expected);
};

describe('special functions have the values that mpmath computes', () => {
  for (const { name, region, args, values } of fixture<Row[]>('special/accuracy.json.gz')) {
    it(`${name}, ${region}`, () => {
      expect(args.length).toBeGreaterThan(3);
      args.forEach((point, k) => {
        const result = functions[name]!(...point.map(plain));
        const list = Array.isArray(result) ? result : [result];
        values[k]!.forEach((value, j) => {
          const error = relativeError(list[j], value);
          if (!(error <= (LOOSE[name] ?? 2e-13)))
            throw new Error(`${name}(${point.join(', ')}) is ${String(list[j])}, not ${String(value)}: ${error}`);
        });
      });
    });
  }
});
