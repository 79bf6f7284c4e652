/** The same table of calls on the GPU backend, in every mode that the machine offers. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type GpuArray, type GpuMode, type GpuNamespace } from '../../src/backends/gpu/index.js';
import type { NDArray } from '../../src/index.js';
import { call, cases, difference, expectedOf, hasFunction, inputs, resultOf, type Result } from './cases.js';

// A WebGPU device in software, where Debian's chromium is installed.
const SOFTWARE = '/usr/lib/chromium/vk_swiftshader_icd.json';
if (process.env['VK_ICD_FILENAMES'] === undefined && existsSync(SOFTWARE)) process.env['VK_ICD_FILENAMES'] = SOFTWARE;

/** float32 on the device, and functions within some of its units. */
const SINGLE = { relative: 2e-5, absolute: 2e-6 };

const required = new Set((process.env['NUMLOOM_REQUIRE'] ?? '').split(/[\s,]+/));

interface Contestant {
  readonly title: string;
  readonly cp: GpuNamespace | undefined;
}

async function contestant(mode: GpuMode): Promise<Contestant> {
  try {
    return { title: `gpu, ${mode}`, cp: await open({ mode }) };
  } catch (error) {
    // A mode that must be there fails here instead of being skipped.
    if (required.has(mode)) throw error;
    return {
      title: `gpu, ${mode}: skipped (${error instanceof Error ? error.message : String(error)})`,
      cp: undefined,
    };
  }
}

const contestants: Contestant[] = [];
for (const mode of ['cpu', 'webasm', 'webgpu'] as const) contestants.push(await contestant(mode));

async function results(value: unknown): Promise<Result[]> {
  const list = (Array.isArray(value) ? value : [value]) as GpuArray[];
  return Promise.all(list.map(async (one) => resultOf((await one.get()) as NDArray)));
}

/** Mean and deviation of numbers. */
function moments(values: readonly number[]): [mean: number, deviation: number] {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length)];
}

/** The draws of a seed, by method. */
async function draws(cp: GpuNamespace): Promise<Record<string, readonly number[]>> {
  const drawn: Record<string, readonly number[]> = {};
  const keep = async (name: string, array: GpuArray): Promise<void> => {
    drawn[name] = resultOf((await array.get()) as NDArray).values;
  };
  cp.random.seed(2024);
  await keep('random', cp.random.random(20_000));
  await keep('normal', cp.random.normal(3, 2, [100, 200]));
  await keep('uniform', cp.random.uniform(-1, 2, 20_000));
  return drawn;
}

/** What the first mode drew. */
let reference: Record<string, readonly number[]> | undefined;

describe.each(contestants)('$title', ({ cp }) => {
  const device = new Map<string, GpuArray>();
  const onDevice = (name: string): GpuArray => {
    let array = device.get(name);
    if (!array) device.set(name, (array = cp!.array(inputs.get(name)! as never) as unknown as GpuArray));
    return array;
  };

  beforeAll(() => device.clear());
  afterAll(async () => {
    await cp?.close();
  });

  const shared = cases.filter((one) => !one.host);

  it.skipIf(!cp)('has every function of the table', () => {
    expect(shared.filter((one) => !hasFunction(cp!, one.fn)).map((one) => one.fn)).toEqual([]);
  });

  it.skipIf(!cp).each(shared)('$name', async (one) => {
    const actual = await results(call(cp!, one, onDevice));
    expect(difference(actual, expectedOf(one), SINGLE)).toBeUndefined();
  });

  it.skipIf(!cp)('random numbers: the same in every mode, of the right moments', async () => {
    const drawn = await draws(cp!);
    reference ??= drawn;
    expect(drawn).toEqual(reference);
    // Five standard errors of the mean, and of the deviation.
    const expected = { random: [0.5, Math.sqrt(1 / 12)], normal: [3, 2], uniform: [0.5, Math.sqrt(9 / 12)] };
    for (const [name, [mean, deviation]] of Object.entries(expected) as [string, [number, number]][]) {
      const [m, d] = moments(drawn[name]!);
      const error = deviation / Math.sqrt(drawn[name]!.length);
      expect(Math.abs(m - mean), `mean of ${name}`).toBeLessThan(5 * error);
      expect(Math.abs(d - deviation), `deviation of ${name}`).toBeLessThan(5 * error);
    }
    expect(drawn['random']!.every((v) => v >= 0 && v < 1)).toBe(true);
    expect(new Set(drawn['random']).size).toBeGreaterThan(19_000);
  });
});

describe('contestants', () => {
  it('are there: modes that need no hardware', () => {
    expect(contestants.slice(0, 2).every((one) => one.cp)).toBe(true);
  });
});
