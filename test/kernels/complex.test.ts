/** Complex scalar functions against NumPy, special values and the signs of zeros included. */
import { describe, expect, it } from 'vitest';
import * as functions from '../../src/backends/single/complexIntrinsics.js';
import { doubles, fixture } from './fixture.js';

const data = fixture<Record<'z' | 'a' | 'b', string> & Record<'one' | 'two', Record<string, string>>>('complex');
const { z } = functions;
const complex = functions as unknown as Record<string, (...parts: number[]) => void>;

/** Equal, or finite and as near as `tolerance`, relative to the part itself. */
const near = (actual: number, expected: number, tolerance: number): boolean =>
  Object.is(actual, expected) ||
  (expected !== 0 && Math.abs(actual - expected) <= tolerance * Math.abs(expected)) ||
  Math.abs(actual - expected) <= (Math.abs(expected) < 1e-300 ? 1e-322 : 0);

describe('one argument', () => {
  const points = doubles(data.z);
  it.each(Object.keys(data.one))('%s', (name) => {
    const expected = doubles(data.one[name]!);
    // NumPy rounds the product with ln 2 before it takes the exponential.
    const tolerance = name === 'cexp2' ? 3e-13 : 4e-15;
    for (let i = 0; i < points.length; i += 2) {
      complex[name]!(points[i]!, points[i + 1]!);
      const [re, im] = [expected[i]!, expected[i + 1]!];
      const agrees = near(z[0]!, re, tolerance) && near(z[1]!, im, tolerance);
      expect(agrees, `${name}(${points[i]}, ${points[i + 1]}) is ${z[0]}, ${z[1]}; expected ${re}, ${im}`).toBe(true);
    }
  });
});

describe('two arguments', () => {
  const [a, b] = [doubles(data.a), doubles(data.b)];
  it.each(Object.keys(data.two))('%s', (name) => {
    const expected = doubles(data.two[name]!);
    let at = 0;
    for (let i = 0; i < a.length; i += 2) {
      for (let j = 0; j < b.length; j += 2, at += 2) {
        complex[name]!(a[i]!, a[i + 1]!, b[j]!, b[j + 1]!);
        const [re, im] = [expected[at]!, expected[at + 1]!];
        // A power is as accurate as its logarithm times its exponent can be.
        const tolerance = name === 'cpow' ? 4e-13 : 0;
        const size = tolerance * Math.hypot(re, im);
        const agrees = [z[0]!, z[1]!].every((actual, part) => {
          const wanted = expected[at + part]!;
          return Object.is(actual, wanted) || actual === wanted || Math.abs(actual - wanted) <= size;
        });
        const call = `${name}(${a[i]}, ${a[i + 1]}, ${b[j]}, ${b[j + 1]})`;
        expect(agrees, `${call} is ${z[0]}, ${z[1]}; expected ${re}, ${im}`).toBe(true);
      }
    }
  });
});

describe('where NumPy 1.24 is less accurate', () => {
  it('log1p, expm1 and others keep small and real arguments', () => {
    functions.clog1p(1e-300, 1e-10);
    expect([z[0], z[1]]).toEqual([5.0000000000000005e-21, 1e-10]);
    functions.cexpm1(1e-20, 0);
    expect([z[0], z[1]]).toEqual([1e-20, 0]);
    functions.cexpm1(1000, 0);
    expect([z[0], z[1]]).toEqual([Infinity, 0]);
    functions.cexpm1(1, 1);
    expect(z[0]).toBeCloseTo(Math.E * Math.cos(1) - 1, 14);
    functions.clog2(8, 0);
    expect(z[0]).toBeCloseTo(3, 15);
  });
});
