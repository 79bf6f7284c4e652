/** Scalar intrinsics against NumPy (special values, exactly or within 2 ulp) and mpmath (accuracy). */
import { describe, expect, it } from 'vitest';
import * as intrinsics from '../../src/backends/single/intrinsics.js';
import { doubles, fixture, ulps } from './fixture.js';

type Scalar = (...values: number[]) => number;
const scalars = intrinsics as unknown as Record<string, Scalar>;
const data = fixture<
  Record<'x' | 'a' | 'b' | 's' | 'p' | 'q', string> &
    Record<'one' | 'two' | 'single' | 'pair', Record<string, string>> & { ldexp: [string, string, string] }
>('intrinsics');

/** Functions that may differ from NumPy in the last places; all others must agree in the sign of zero too. */
const ROUNDED = new Set(['exp2', 'log2', 'cbrt', 'hypot', 'pow', 'logaddexp', 'logaddexp2']);

function check(name: string, columns: Float64Array[], expected: Float64Array): void {
  expected.forEach((value, i) => {
    const values = columns.map((column) => column[i]!);
    const actual = scalars[name]!(...values);
    const agrees = Object.is(actual, value) || (ROUNDED.has(name) && ulps(actual, value) <= 2.8);
    expect(agrees, `${name}(${values.join(', ')}) is ${actual}, expected ${value}`).toBe(true);
  });
}

describe('special values', () => {
  const groups = [
    [data.one, [data.x]],
    [data.two, [data.a, data.b]],
    [data.single, [data.s]],
    [data.pair, [data.p, data.q]],
    [{ ldexp: data.ldexp[2] }, [data.ldexp[0], data.ldexp[1]]],
  ] as const;
  for (const [functions, columns] of groups) {
    it.each(Object.keys(functions))('%s', (name) => {
      check(name, columns.map(doubles), doubles((functions as Record<string, string>)[name]!));
    });
  }

  it('signbit', () => {
    expect([1, 0, -0, -3, Infinity, -Infinity, NaN].map(intrinsics.signbit)).toEqual([
      false,
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('accuracy', () => {
  const accuracy = fixture<Record<string, string[]>>('elementary');
  const limit: Record<string, number> = { pow: 0.6, hypot: 1, exp2: 0.6 };
  it.each(Object.keys(accuracy))('%s', (name) => {
    const columns = accuracy[name]!.map(doubles);
    const expected = columns.pop()!;
    const evaluate = scalars[name] ?? (Math as unknown as Record<string, Scalar>)[name]!;
    const worst = Math.max(
      ...expected.map((value, i) => ulps(evaluate(...columns.map((column) => column[i]!)), value)),
    );
    // The expected values are rounded: a result off by less than limit + 0.5 ulp.
    expect(worst).toBeLessThanOrEqual(limit[name] === undefined ? 2 : Math.ceil(limit[name]!));
  });

  it('is exact where the result is', () => {
    for (let e = -1074; e <= 1023; e++) {
      expect(intrinsics.exp2(e)).toBe(intrinsics.ldexp(1, e));
      expect(intrinsics.pow(2, e)).toBe(intrinsics.ldexp(1, e));
      expect(intrinsics.log2(intrinsics.ldexp(1, e))).toBe(e);
    }
    for (let e = -100; e <= 100; e++) expect(intrinsics.pow(10, e)).toBe(Number(`1e${e}`));
    for (let base = 2; base < 100; base++) {
      for (let e = 1, power = base; power <= 2 ** 53; e++, power *= base) expect(intrinsics.pow(base, e)).toBe(power);
    }
  });
});

describe('integers', () => {
  const ints = fixture<
    Record<'a' | 'b' | 'f32' | 'g32' | 'power32', number[]> &
      Record<'c' | 'd' | 'f' | 'g' | 'power64', string[]> & {
        int32: Record<string, number[]>;
        int64: Record<string, string[]>;
      }
  >('integers');
  const names32: Record<string, Scalar> = {
    floorDivide: intrinsics.floorDivideInt,
    remainder: intrinsics.remainderInt,
    fmod: intrinsics.fmodInt,
    gcd: intrinsics.gcd,
    lcm: intrinsics.lcm,
  };
  const names64: Record<string, (a: bigint, b: bigint) => bigint> = {
    floorDivide: intrinsics.floorDivideBigInt,
    remainder: intrinsics.remainderBigInt,
    fmod: intrinsics.fmodBigInt,
    gcd: intrinsics.gcdBigInt,
    lcm: intrinsics.lcmBigInt,
  };

  it.each(Object.keys(names32))('int32 %s', (name) => {
    // NumPy 1.24 gives INT_MIN for the quotient of INT_MIN by -1, as wrapping does.
    const actual = Int32Array.from(ints.a, (a, i) => names32[name]!(a, ints.b[i]!));
    expect([...actual]).toEqual([...Int32Array.from(ints.int32[name]!)]);
    expect(ints.a.every((a, i) => !Object.is(names32[name]!(a, ints.b[i]!), -0))).toBe(true);
  });

  it.each(Object.keys(names64))('int64 %s', (name) => {
    const actual = BigInt64Array.from(ints.c, (c, i) => names64[name]!(BigInt(c), BigInt(ints.d[i]!)));
    expect([...actual]).toEqual([...BigInt64Array.from(ints.int64[name]!, BigInt)]);
  });

  it('powers wrap', () => {
    expect(ints.f32.map((f, i) => intrinsics.powerInt32(f, ints.g32[i]!))).toEqual(ints.power32);
    expect(ints.f.map((f, i) => String(intrinsics.powerInt64(BigInt(f), BigInt(ints.g[i]!))))).toEqual(ints.power64);
    expect(intrinsics.powerUint32(2 ** 32 - 1, 3)).toBe(2 ** 32 - 1);
    expect(intrinsics.powerUint64(2n ** 64n - 1n, 3n)).toBe(2n ** 64n - 1n);
    expect(intrinsics.lcmUint32(2 ** 32 - 1, 2)).toBe(2 ** 32 - 2);
  });

  it('counts bits', () => {
    expect([0, 1, -1, 255, -256, 2 ** 31 - 1, -(2 ** 31), 2 ** 32 - 1].map(intrinsics.popcount32)).toEqual([
      0, 1, 1, 8, 1, 31, 1, 32,
    ]);
    expect([0n, -1n, 2n ** 64n - 1n, -(2n ** 63n), 2n ** 40n + 3n].map(intrinsics.popcount64)).toEqual([
      0, 1, 64, 1, 3,
    ]);
  });
});
