/** NumPy's functions on every backend for arrays on the host: one table of calls, NumPy's results. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backend } from '../../src/backends/backend.js';
import * as np from '../../src/index.js';
import { UFUNCS } from '../../src/ops/ufuncs/make.js';
import {
  call,
  cases,
  difference,
  expectedOf,
  hasFunction,
  inputs,
  large,
  resultOf,
  streams,
  summaryDifference,
  type Result,
  type Tolerance,
} from './cases.js';

/** A few units in the last place; sums relative to the largest value. */
const TIGHT: Tolerance = { relative: 4e-15, absolute: 2e-15 };

interface Contestant {
  readonly title: string;
  readonly workers: number;
  start(): Promise<void>;
}

const threads = (workers: number, leastWork?: number): Contestant => ({
  title: `threads, ${workers} workers${leastWork === undefined ? '' : ', everything shared out'}`,
  workers,
  start: () => np.setBackend('threads', leastWork === undefined ? { workers } : { workers, leastWork }),
});

/** With 1 and 3 workers everything must have the bits that it has with 2: see below. */
const CONTESTANTS: readonly Contestant[] = [
  { title: 'single', workers: 1, start: () => np.setBackend('single') },
  threads(2, 0),
  threads(2),
];

/** Float inputs as float64. */
function wide(name: string): np.NDArray {
  const array = inputs.get(name)!;
  return array.info.kind === 'f' ? array.astype('float64') : array.copy();
}

/** The large inputs, by formula. */
function many(name: string): np.NDArray {
  const values = Float64Array.from({ length: 300_000 }, (_, i) => (((i * 7919) % 10007) - 5000) / 1024);
  const flat = np.array(values);
  if (name === 'table') return flat.reshape(600, 500);
  if (name === 'rows') return flat.reshape(3, 100_000);
  if (name === 'sizes') return np.absolute(flat);
  return name === 'whole' ? np.multiply(flat, 1024).astype('int32') : flat;
}

function results(value: unknown): Result[] {
  return (Array.isArray(value) ? value : [value]).map((one) => resultOf(one as np.NDArray));
}

/** The bytes of a result, as text. */
function bytes(value: unknown): string {
  return (Array.isArray(value) ? value : [value])
    .map((one) => {
      if (!(one instanceof np.NDArray)) return `${typeof one} ${Object.is(one, -0) ? '-0' : String(one)}`;
      const { buffer, byteOffset, byteLength } = one.copy().data;
      return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');
    })
    .join();
}

afterAll(() => np.shutdown());

describe('the table of cases', () => {
  it('has every ufunc', () => {
    const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const covered = new Set(cases.map((one) => one.fn));
    expect([...UFUNCS.keys()].map(camel).filter((name) => !covered.has(name))).toEqual([]);
  });

  it('names functions that there are', () => {
    expect([...cases, ...large].filter((one) => !hasFunction(np, one.fn)).map((one) => one.fn)).toEqual([]);
    expect(new Set(cases.map((one) => one.name)).size).toBe(cases.length);
  });
});

describe.each(CONTESTANTS)('$title', (contestant) => {
  beforeAll(async () => {
    await contestant.start();
  });

  it('is the backend that computes', () => {
    expect(backend().name).toBe(contestant.title === 'single' ? 'single' : 'threads');
    expect(backend().capabilities.workers).toBe(contestant.workers);
  });

  it.each(cases)('$name', (one) => {
    expect(difference(results(call(np, one, wide)), expectedOf(one), TIGHT)).toBeUndefined();
  });

  it.each(large)('many elements: $name', (one) => {
    expect(summaryDifference(resultOf(call(np, one, many) as np.NDArray), one, TIGHT)).toBeUndefined();
  });

  it.each(streams)('random numbers: $method($args) of $size', ({ method, args, seed, size, ...expected }) => {
    const rng = np.random.defaultRng(seed) as unknown as Readonly<Record<string, (...args: unknown[]) => np.NDArray>>;
    const drawn = resultOf(rng[method]!(...args, size));
    expect(summaryDifference(drawn, expected, { relative: 1e-15, absolute: 0 })).toBeUndefined();
  });

  it('takes arrays that were made on another backend', async () => {
    await np.setBackend('single');
    const array = many('table');
    await contestant.start();
    expect(Number(np.sum(array))).toBeCloseTo(Number(np.sum(many('table'))), 6);
    expect(np.add(array, array, { out: array }).item(0, 0)).toBe(2 * Number(many('table').item(0, 0)));
  });
});

describe('any number of workers gives the same bits', () => {
  const digest = async (workers: number): Promise<string[]> => {
    await np.setBackend('threads', { workers, leastWork: 0 });
    return [
      ...cases.map((one) => `${one.name}: ${bytes(call(np, one, wide))}`),
      ...large.map((one) => `${one.name}: ${bytes(call(np, one, many))}`),
      ...streams.map(({ method, args, seed, size }) => {
        const rng = np.random.defaultRng(seed) as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
        return `${method} ${size}: ${bytes(rng[method]!(...args, size))}`;
      }),
    ];
  };
  let two: string[];
  beforeAll(async () => {
    two = await digest(2);
  });

  it.each([1, 3])('%i workers as 2', async (workers) => {
    const other = await digest(workers);
    const differ = two.filter((text, k) => text !== other[k]).map((text) => text.slice(0, text.indexOf(': ')));
    expect(differ).toEqual([]);
    expect(other.length).toBe(cases.length + large.length + streams.length);
  });
});
