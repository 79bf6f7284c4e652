/**
 * Every case of the benchmark computes the same everywhere that it is timed: on numloom's host backends and on the GPU modes that need no
 * GPU against NumPy's own answer to the case's Python (test/fixtures/bench/answers.json), and in the other libraries that are installed.
 */
import * as np from 'numloom';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onGpu, type Case } from '../../bench/case.js';
import { CASES } from '../../bench/cases.js';
import { deviceInputs } from '../../bench/contestants.js';
import { openGpu, type GpuNamespace } from '../../bench/gpu.js';
import { extent, makeInputs } from '../../bench/inputs.js';
import { loadPeers } from '../../bench/peers.js';
import type { Answer } from '../../bench/python.js';
import type { Precision } from '../../bench/results.js';
import { fixture } from '../oracle.js';
import { TINY, tinySize } from './tiny.js';

const { answers } = fixture<{ answers: Record<string, Answer> }>('bench/answers.json');
const all = CASES.flatMap((one) =>
  (one.dtypes ?? TINY.dtypes).map((dtype): [string, Precision, Case] => [one.name, dtype, one]),
);
const tiny = (one: Case, dtype: Precision) => extent(tinySize(one), dtype);

/** Numbers of whatever a library gave. */
function flat(value: unknown): number[] {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return [Number(value)];
  if (value instanceof np.Complex) return [value.re, value.im];
  if (value instanceof np.NDArray) return value.toFlatArray().flatMap(flat);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, Number);
  if (Array.isArray(value)) return value.flatMap(flat);
  const other = value as { toArray?: () => unknown; to2DArray?: () => unknown };
  return flat(other.to2DArray?.() ?? other.toArray?.());
}

/** Assert NumPy's values, to some units in the last place of the precision, or, for what is drawn elsewhere, number and range. */
function expectAnswer(one: Case, dtype: Precision, value: unknown, ownStream = false): void {
  const expected = answers[`${one.name} ${dtype}`]!;
  const got = flat(value);
  expect(got).toHaveLength(expected.values.length);
  if (ownStream) {
    for (const number of got) expect(Math.abs(number)).toBeLessThan(one.name === 'normal' ? 8 : 1);
    expect(new Set(got).size).toBeGreaterThan(1);
    return;
  }
  const unit = dtype === 'float32' ? 2 ** -23 : 2 ** -52;
  got.forEach((number, k) => {
    const want = Number(expected.values[k]);
    expect(Math.abs(number - want)).toBeLessThanOrEqual(16 * unit * Math.max(1, Math.abs(want)));
  });
}

test('the fixture has an answer for every case, and no case twice', () => {
  expect(Object.keys(answers).sort()).toEqual(all.map(([name, dtype]) => `${name} ${dtype}`).sort());
});

test('targets refer to operations that there are', () => {
  for (const { atMost } of CASES)
    if (typeof atMost === 'object') expect(CASES.map((one) => one.name)).toContain(atMost[1]);
});

describe.each([
  ['single', undefined],
  ['threads', 2],
] as const)('%s', (backend, workers) => {
  beforeAll(() => np.setBackend(backend, workers ? { workers } : undefined));
  afterAll(() => np.shutdown());
  test.each(all)('%s, %s: the answer of NumPy', (_, dtype, one) => {
    const value = one.numloom(makeInputs(one.inputs, tiny(one, dtype)));
    expectAnswer(one, dtype, value);
    if (value instanceof np.NDArray) {
      // NumPy's default integer has 64 bits, numloom's 32.
      const wanted = answers[`${one.name} ${dtype}`]!;
      expect(value.dtype.replace(/\d+$/, '')).toBe(wanted.dtype.replace(/\d+$/, ''));
      if (wanted.dtype.startsWith('float')) expect(value.dtype).toBe(wanted.dtype);
      expect(value.shape).toEqual(wanted.shape);
    }
  });
});

describe('threads give what single gives at a size that they share', () => {
  afterAll(() => np.shutdown());
  test.each(all)('%s, %s', async (_, dtype, one) => {
    const size = extent(one.product ? 160 : 200_000, dtype);
    const run = (): number[] => flat(one.numloom(makeInputs(one.inputs, size)));
    await np.setBackend('single');
    const expected = run();
    // Whatever is more than a microsecond of work is shared out.
    await np.setBackend('threads', { workers: 2, leastWork: 1 });
    const got = run();
    expect(got).toHaveLength(expected.length);
    const unit = dtype === 'float32' ? 2 ** -23 : 2 ** -52;
    // Every number of a spectrum has the error of the largest.
    const least = one.family === 'transform' ? expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1) : 1;
    // Factorisations on several threads are rounded otherwise, and the matrix multiplies that by its condition number.
    const allowed = one.family === 'linear algebra' ? 2 ** 16 : 512;
    const differences = got.map((value, k) => Math.abs(value - expected[k]!) / Math.max(least, Math.abs(expected[k]!)));
    expect(differences.reduce((most, value) => Math.max(most, value), 0)).toBeLessThanOrEqual(allowed * unit);
  });
});

describe.each(['webasm', 'cpu'] as const)('numloom/gpu, %s', (mode) => {
  let cp: GpuNamespace;
  beforeAll(async () => {
    cp = await openGpu(mode);
  });
  afterAll(async () => cp?.close?.());
  const timed = CASES.filter((one) => one.gpu !== undefined).map((one): [string, Case] => [one.name, one]);
  test.each(timed)('%s: the answer of NumPy', async (_, one) => {
    const size = tiny(one, 'float32');
    const result = onGpu(one, cp, deviceInputs(one, cp, size), size)!();
    await cp.synchronize();
    expectAnswer(one, 'float32', await result.get(), one.drawn);
  });
});

const { peers, absent } = await loadPeers(fileURLToPath(new URL('../../bench/peers', import.meta.url)));
describe('other libraries', () => {
  for (const peer of peers) {
    const timed = all.filter(([, dtype, one]) => one.peers?.[peer.name] && peer.dtypes.includes(dtype));
    test.each(timed)(`${peer.name}: %s, %s`, (_, dtype, one) => {
      const prepared = peer.prepare(one.peers!, makeInputs(one.inputs, tiny(one, dtype)))!;
      expectAnswer(one, dtype, prepared.call(), one.drawn);
    });
  }
  for (const name of absent) test.skip(`${name} is not installed (npm run bench:peers)`, () => undefined);
});
