/** The sorting kernels against naive models: all dtypes, random and awkward data. */
import fc from '../properties.js';
import { describe, expect, it } from 'vitest';
import type { DType, Storage } from '../../src/core/dtype.js';
import { decodeFloat16, encodeFloat16 } from '../../src/core/float16.js';
import {
  argpartitionSegment,
  argsortSegment,
  lexsortKeys,
  partitionSegment,
  searchsortedSegment,
  sortSegment,
} from '../../src/backends/single/sort/index.js';

type Value = number | bigint | readonly [number, number];

const ALL: DType[] = [
  ...(['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64'] as const),
  ...(['float16', 'float32', 'float64', 'complex64', 'complex128'] as const),
];

const STORAGE = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float16: Uint16Array,
  float32: Float32Array,
  float64: Float64Array,
  complex64: Float32Array,
  complex128: Float64Array,
};

const isComplex = (dtype: DType): boolean => dtype.startsWith('complex');

function store(values: readonly Value[], dtype: DType): Storage {
  const data = new STORAGE[dtype](values.length * (isComplex(dtype) ? 2 : 1)) as Float64Array;
  values.forEach((value, i) => {
    if (Array.isArray(value)) [data[2 * i], data[2 * i + 1]] = value as [number, number];
    else data[i] = dtype === 'float16' ? encodeFloat16(value as number) : (value as number);
  });
  return data;
}

function load(data: Storage, dtype: DType): Value[] {
  if (isComplex(dtype)) {
    return Array.from(
      { length: data.length / 2 },
      (_, i) => [data[2 * i] as number, data[2 * i + 1] as number] as const,
    );
  }
  return Array.from(data as Float64Array, (value) => (dtype === 'float16' ? decodeFloat16(value) : value));
}

const lessNumber = (a: number | bigint, b: number | bigint): boolean => a < b || (b !== b && a === a);

/** NumPy's order, written after its documentation. */
function less(a: Value, b: Value): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return lessNumber(a as number, b as number);
  const [ar, ai] = a as [number, number];
  const [br, bi] = b as [number, number];
  const rank = (re: number, im: number): number => 2 * +(re !== re) + +(im !== im);
  if (rank(ar, ai) !== rank(br, bi)) return rank(ar, ai) < rank(br, bi);
  return ar !== br && !(ar !== ar) ? ar < br : ai < bi;
}

const order = (a: Value, b: Value): number => (less(a, b) ? -1 : less(b, a) ? 1 : 0);

/** -0 and 0 stand in no order. */
const plain = (value: Value): Value => (Array.isArray(value) ? [value[0] + 0, value[1] + 0] : value === 0 ? 0 : value);

const special = (...values: number[]) => fc.constantFrom(...values, 0, -0, NaN, Infinity, -Infinity, 1, -1);

function valueOf(dtype: DType): fc.Arbitrary<Value> {
  switch (dtype) {
    case 'bool':
      return fc.integer({ min: 0, max: 1 });
    case 'int64':
      return fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -5n, max: 5n }));
    case 'uint64':
      return fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 5n }));
    case 'float16':
      return fc.oneof(fc.integer({ min: 0, max: 65535 }).map(decodeFloat16), special(65504, 2 ** -24));
    case 'float32':
      return fc.oneof(fc.float(), special(1e-45, 3.4028234663852886e38).map(Math.fround));
    case 'float64':
      return fc.oneof(fc.double(), special(5e-324, -1.7976931348623157e308), fc.double({ min: 0, max: 1 }));
    case 'complex64':
    case 'complex128':
      return fc.tuple(special(2), fc.oneof(special(3), fc.float()));
    default: {
      const bits = Number(dtype.replace(/\D+/, ''));
      const min = dtype.startsWith('u') ? 0 : -(2 ** (bits - 1));
      return fc.oneof(fc.integer({ min, max: min + 2 ** bits - 1 }), fc.integer({ min: 0, max: 3 }));
    }
  }
}

const segmentOf = (dtype: DType, maxLength = 900) =>
  fc.record({
    values: fc.array(valueOf(dtype), { maxLength, size: 'max' }),
    before: fc.array(valueOf(dtype), { maxLength: 3 }),
    after: fc.array(valueOf(dtype), { maxLength: 3 }),
  });

const runs = { numRuns: 40, endOnFailure: true };

describe.each(ALL)('%s', (dtype) => {
  it('sorts as the model does and leaves the rest alone', () => {
    fc.assert(
      fc.property(segmentOf(dtype), ({ values, before, after }) => {
        const data = store([...before, ...values, ...after], dtype);
        sortSegment(data, dtype, before.length, before.length + values.length);
        const expected = load(store([...before, ...[...values].sort(order), ...after], dtype), dtype);
        expect(load(data, dtype).map(plain)).toEqual(expected.map(plain));
        const minusZeros = (list: Value[]): number => list.flat().filter((value) => Object.is(value, -0)).length;
        expect(minusZeros(load(data, dtype))).toBe(minusZeros(expected));
      }),
      runs,
    );
  });

  it('argsorts stably', () => {
    fc.assert(
      fc.property(segmentOf(dtype), ({ values, before, after }) => {
        const data = store([...before, ...values, ...after], dtype);
        const out = new Int32Array(values.length + 2).fill(-7);
        argsortSegment(data, dtype, before.length, before.length + values.length, out, 1, true);
        const expected = values.map((_, i) => i).sort((i, j) => order(values[i]!, values[j]!));
        expect([...out]).toEqual([-7, ...expected, -7]);
      }),
      runs,
    );
  });

  it('partitions, and gives the positions that do', () => {
    fc.assert(
      fc.property(segmentOf(dtype), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), ({ values, before }, picks) => {
        fc.pre(values.length > 0);
        const kths = picks.map((pick) => pick % values.length);
        const data = store([...before, ...values], dtype);
        const n = values.length;
        const sorted = [...values].sort(order);
        const out = new Int32Array(n);
        argpartitionSegment(data, dtype, before.length, before.length + n, kths, out, 0);
        expect([...out].sort((i, j) => i - j)).toEqual(values.map((_, i) => i));
        partitionSegment(data, dtype, before.length, before.length + n, kths);
        for (const result of [load(data, dtype).slice(before.length), [...out].map((i) => values[i]!)]) {
          expect(result.map(plain).sort(order)).toEqual(sorted.map(plain));
          for (const kth of kths) {
            expect(plain(result[kth]!)).toEqual(plain(sorted[kth]!));
            expect(result.slice(0, kth).some((value) => less(result[kth]!, value))).toBe(false);
            expect(result.slice(kth).some((value) => less(value, result[kth]!))).toBe(false);
          }
        }
      }),
      runs,
    );
  });

  it.each(['left', 'right'] as const)('finds places, %s', (side) => {
    const one = fc.array(valueOf(dtype), { maxLength: 60 });
    const many = fc.oneof(one, fc.array(valueOf(dtype), { minLength: 256, maxLength: 300 }));
    fc.assert(
      fc.property(one, many, fc.boolean(), (values, queries, ascending) => {
        if (ascending) queries.sort(order);
        const sorted = [...values].sort(order);
        const expected = queries.map(
          (query) => sorted.filter((value) => (side === 'left' ? less(value, query) : !less(query, value))).length,
        );
        const out = new Int32Array(queries.length);
        const queried = store(queries, dtype);
        searchsortedSegment(store(sorted, dtype), dtype, 0, sorted.length, queried, 0, queries.length, side, out);
        expect([...out]).toEqual(expected);
        const sorter = Int32Array.from(values.map((_, i) => i).sort((i, j) => order(values[i]!, values[j]!)));
        const unsorted = store([...queries, ...values], dtype);
        const start = queries.length;
        searchsortedSegment(unsorted, dtype, start, start + values.length, unsorted, 0, start, side, out, sorter);
        expect([...out]).toEqual(expected);
      }),
      runs,
    );
  });
});

describe('large segments', () => {
  const size = 10000;
  let state = 12345;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
  const shapes: Record<string, (i: number) => number> = {
    uniform: random,
    sorted: (i) => i / 7,
    reversed: (i) => -i / 7,
    sawtooth: (i) => i % 1000,
    few: () => Math.floor(random() * 5) - 2,
    'heavy tails': () => Math.tan(Math.PI * (random() - 0.5)) ** 5,
    'one outlier': (i) => (i === 777 ? 1e300 : random()),
    'two clusters': () => (random() < 0.5 ? 1 + random() * 1e-9 : -1e9 + random()),
    'full range': () => (random() - 0.5) * 1.7e308 * (random() < 0.5 ? 2 : 1),
    subnormal: () => Math.floor(random() * 1000) * 5e-324,
    'NaN and infinities': () => [NaN, Infinity, -Infinity, random(), -0, 0][Math.floor(random() * 6)]!,
    constant: () => 3.25,
    'all NaN': () => NaN,
    'nearly sorted': (i) => (i % 1000 === 0 ? random() * size : i),
  };
  const dtypes = ['float64', 'float32', 'float16', 'int64', 'uint64', 'complex128'] as const;

  const cases = Object.keys(shapes).flatMap((shape) => dtypes.map((dtype) => [shape, dtype] as const));
  it.each(cases)('%s, %s', (shape, dtype) => {
    const numbers = Array.from({ length: size }, (_, i) => shapes[shape]!(i));
    let values: Value[] = numbers;
    if (dtype === 'int64' || dtype === 'uint64') {
      const big = (x: number): bigint =>
        BigInt(Math.round(Number.isFinite(x) ? Math.max(-1e18, Math.min(1e18, x * 1e6)) : 0));
      values = numbers.map((x) => (dtype === 'int64' ? big(x) * 9n : BigInt.asUintN(64, big(x) * 17n)));
    } else if (dtype === 'complex128') {
      values = numbers.map((x, i) => [x, numbers[(i * 31) % size]!] as const);
    }
    const data = store(values, dtype);
    values = load(data, dtype);
    const expected = values.map((_, i) => i).sort((i, j) => order(values[i]!, values[j]!));
    const out = new Int32Array(size);
    argsortSegment(data, dtype, 0, size, out, 0);
    expect(out).toEqual(Int32Array.from(expected));

    const kths = [17, 5000, 9990];
    const selected = data.slice() as Storage;
    partitionSegment(selected, dtype, 0, size, kths);
    argpartitionSegment(data, dtype, 0, size, kths, out, 0);
    expect(out.slice().sort()).toEqual(Int32Array.from(values, (_, i) => i));
    for (const result of [load(selected, dtype), [...out].map((i) => values[i]!)]) {
      for (const kth of kths) {
        const element = result[kth]!;
        expect(plain(element)).toEqual(plain(values[expected[kth]!]!));
        expect(result.slice(0, kth).some((value) => less(element, value))).toBe(false);
        expect(result.slice(kth).some((value) => less(value, element))).toBe(false);
      }
    }
    sortSegment(selected, dtype, 0, size);
    sortSegment(data, dtype, 0, size);
    for (const result of [load(data, dtype), load(selected, dtype)]) {
      expect(result.findIndex((value, i) => order(value, values[expected[i]!]!) !== 0)).toBe(-1);
    }
  });
});

describe('lexsort', () => {
  it('sorts by the last key first', () => {
    const key = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(key, key, key), { maxLength: 100 }), (rows) => {
        const a = Float64Array.from([99, ...rows.map((row) => row[0])]);
        const b = BigInt64Array.from(rows.map((row) => BigInt(row[1])));
        const c = Float32Array.from(rows.flatMap((row) => [row[2], row[0]]));
        const out = new Int32Array(rows.length);
        lexsortKeys(
          [
            { data: a, dtype: 'float64', start: 1 },
            { data: b, dtype: 'int64', start: 0 },
            { data: c, dtype: 'complex64', start: 0 },
          ],
          rows.length,
          out,
        );
        const indices = rows.map((_, i) => i);
        indices.sort((i, j) => {
          const [p, q] = [rows[i]!, rows[j]!];
          return p[2] - q[2] || p[0] - q[0] || p[1] - q[1];
        });
        expect([...out]).toEqual(indices);
      }),
    );
  });
});
