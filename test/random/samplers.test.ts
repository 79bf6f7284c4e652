// What the fixtures do not show of the samplers: errors in NumPy's words, edge cases, laws.

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BoundedUint64, boundedInteger, randomInterval } from '../../src/random/bounded.js';
import { choiceWithProbabilities, choiceWithoutReplacement } from '../../src/random/choice.js';
import { fillIntegers, fillIntegersBetween } from '../../src/random/integers.js';
import { PCG64 } from '../../src/random/pcg64.js';
import { permutation, shuffle, shuffleSwaps } from '../../src/random/permute.js';
import { fillExponential, fillNormal, fillUniform, randomBytes } from '../../src/random/samples.js';
import {
  fillStandardExponential,
  fillStandardNormal,
  standardExponential,
  standardExponentialFloat32,
  standardNormal,
  standardNormalFloat32,
} from '../../src/random/ziggurat.js';
import {
  exponentialTables32,
  exponentialTables64,
  normalTables32,
  normalTables64,
} from '../../src/random/zigguratTables.js';

const bits = (): PCG64 => new PCG64(2024);

describe('ziggurat', () => {
  it('has NumPy’s tables to the bit', () => {
    // SHA-256 (first 16 digits) of the bounds, widths and densities in NumPy's ziggurat_constants.h, as doubles
    const digests = [normalTables64, normalTables32, exponentialTables64, exponentialTables32].map((tables) => {
      const { accept, width, density } = tables();
      const hash = createHash('sha256');
      for (const table of [accept, width, density]) hash.update(new Uint8Array(table.buffer));
      return hash.digest('hex').slice(0, 16);
    });
    expect(digests).toEqual(['9147997887d75653', '625b6dec857a04ec', '85ea09d279405ef9', 'fcc56d8ea3abe7a1']);
  });

  it('draws the same one by one and into arrays', () => {
    const cases = [
      [standardNormal, fillStandardNormal, Float64Array],
      [standardNormalFloat32, fillStandardNormal, Float32Array],
      [standardExponential, fillStandardExponential, Float64Array],
      [standardExponentialFloat32, fillStandardExponential, Float32Array],
    ] as const;
    for (const [one, fill, Type] of cases) {
      const single = bits();
      const filled = fill(bits(), new Type(3000));
      expect(Array.from(filled)).toEqual(Array.from({ length: 3000 }, () => one(single)));
    }
  });

  it('refuses an unknown method', () => {
    expect(() => fillStandardExponential(bits(), new Float64Array(1), 'zag' as 'zig')).toThrow(
      "standardExponential: method must be 'zig' or 'inv', got \"zag\"",
    );
  });
});

describe('integers', () => {
  it('draws nothing for an interval of one value', () => {
    const stream = bits();
    const before = stream.state;
    expect(fillIntegers(stream, 'int8', new Int8Array(3), -5, -4)).toEqual(Int8Array.of(-5, -5, -5));
    expect(fillIntegers(stream, 'uint64', new BigUint64Array(1), 2n ** 64n - 1n, 2n ** 64n)[0]).toBe(2n ** 64n - 1n);
    expect(fillIntegersBetween(stream, 'int64', new BigInt64Array(2), [1, 2], [1, 2], true)).toEqual(
      BigInt64Array.of(1n, 2n),
    );
    expect(stream.state).toEqual(before);
  });

  it('writes a part of a 64-bit buffer only', () => {
    const whole = new BigInt64Array(4).fill(-1n);
    fillIntegers(bits(), 'int64', whole.subarray(1, 3), 10, 12);
    expect(whole[0]).toBe(-1n);
    expect(whole[3]).toBe(-1n);
    expect([...whole.subarray(1, 3)].every((v) => v === 10n || v === 11n)).toBe(true);
  });

  it('refuses bounds in NumPy’s words', () => {
    const draw = (dtype: 'int8', low: number | bigint, high: number | bigint, endpoint = false) =>
      fillIntegers(bits(), dtype, new Int8Array(1), low, high, endpoint);
    expect(() => draw('int8', 3, 3)).toThrow('integers: low >= high, got low 3 and high 3');
    expect(() => draw('int8', 4, 3, true)).toThrow('integers: low > high, got low 4 and high 3');
    expect(() => draw('int8', -129, 3)).toThrow('integers: low is out of bounds for int8, got low -129');
    expect(() => draw('int8', 0, 129n)).toThrow('integers: high is out of bounds for int8, got high 129');
    expect(() => draw('int8', 0.5, 3)).toThrow('integers: low must be an integer, got 0.5');
    expect(() => draw('int8', 0, NaN)).toThrow('integers: high must be an integer, got NaN');
    expect(() => draw('float64' as 'int8', 0, 3)).toThrow('integers: Unsupported dtype "float64" for integers');
    expect(() => fillIntegersBetween(bits(), 'int8', new Int8Array(2), [0], 3)).toThrow(
      'integers: low must have one value for each of 2, got 1',
    );
  });
});

describe('bounded integers', () => {
  it('stay in their range, at every size', () => {
    const stream = bits();
    for (const max of [1, 2, 3, 255, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1, 2 ** 32, 2 ** 33, 2 ** 52 + 1, 2 ** 53 - 1]) {
      for (let i = 0; i < 200; i++) {
        for (const value of [boundedInteger(stream, max), randomInterval(stream, max)]) {
          expect(Number.isSafeInteger(value) && value >= 0 && value <= max).toBe(true);
        }
      }
    }
  });

  it('are Lemire’s, by the definition in BigInt', () => {
    const range = 3n * 2n ** 61n + 12345n;
    const draws = new BoundedUint64(bits(), range);
    const words = bits();
    for (let i = 0; i < 500; i++) {
      let product: bigint;
      do product = words.randomRaw(1)[0]! * (range + 1n);
      while (BigInt.asUintN(64, product) < 2n ** 64n % (range + 1n));
      draws.draw();
      expect((BigInt(draws.high) << 32n) | BigInt(draws.low)).toBe(product >> 64n);
    }
  });
});

describe('shuffle and choice', () => {
  it('shuffles lists, typed arrays and rows alike', () => {
    const n = 57;
    const order = [...permutation(bits(), n)];
    expect(
      shuffle(
        bits(),
        Array.from({ length: n }, (_, i) => i),
      ),
    ).toEqual(order);
    expect(
      [
        ...shuffle(
          bits(),
          BigInt64Array.from({ length: n }, (_, i) => BigInt(i)),
        ),
      ].map(Number),
    ).toEqual(order);
    const rows = Array.from({ length: n }, (_, i) => [i]);
    shuffleSwaps(bits(), n, (i, j) => ([rows[i], rows[j]] = [rows[j]!, rows[i]!]));
    expect(rows.flat()).toEqual(order);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  });

  it('chooses different members', () => {
    for (const [population, size] of [
      [10, 10],
      [10_001, 5000],
      [1_000_000, 1000],
      [2 ** 40, 50],
    ] as const) {
      const chosen = [...choiceWithoutReplacement(bits(), population, size)].map(Number);
      expect(new Set(chosen).size).toBe(size);
      expect(chosen.every((v) => v >= 0 && v < population)).toBe(true);
    }
  });

  it('refuses arguments in NumPy’s words', () => {
    expect(() => choiceWithoutReplacement(bits(), 3, 4)).toThrow(
      'Cannot take a larger sample than population when replace is False',
    );
    expect(() => choiceWithoutReplacement(bits(), 0, 1)).toThrow('a must be a positive integer unless no samples');
    expect(choiceWithoutReplacement(bits(), 0, 0)).toHaveLength(0);
    expect(() => choiceWithoutReplacement(bits(), 3, -1)).toThrow('negative dimensions are not allowed');
    expect(() => choiceWithProbabilities(bits(), [0.5, 0.4], 1)).toThrow('Probabilities do not sum to 1');
    expect(() => choiceWithProbabilities(bits(), [1.5, -0.5], 1)).toThrow('Probabilities are not non-negative');
    expect(() => choiceWithProbabilities(bits(), [NaN, 1], 1)).toThrow('Probabilities contain NaN');
    expect(() => choiceWithProbabilities(bits(), [1, 0], 2, false)).toThrow('Fewer non-zero entries in p than size');
    expect(() => permutation(bits(), -1)).toThrow('permutation: x must be an integer in [0, 2**31), got -1');
  });
});

describe('samples with parameters', () => {
  it('refuses arguments in NumPy’s words', () => {
    const out = new Float64Array(2);
    expect(() => fillUniform(bits(), out, 0, Infinity)).toThrow('high - low range exceeds valid bounds');
    expect(() => fillUniform(bits(), out, [0, 2], 1)).toThrow('uniform: high - low < 0, got low 2 and high 1');
    expect(() => fillNormal(bits(), out, 0, -1)).toThrow('normal: scale < 0, got scale -1');
    expect(() => fillNormal(bits(), out, 0, [1])).toThrow('normal: scale must have one value for each of 2, got 1');
    expect(() => fillExponential(bits(), out, [1, -2])).toThrow('exponential: scale < 0, got scale -2');
    expect(() => randomBytes(bits(), 1.5)).toThrow('bytes: length must be a non-negative integer, got 1.5');
  });
});
