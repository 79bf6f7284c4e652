/** Every mode gives NumPy's answers, within the stated units in the last place of float32. */
import { describe, expect, it } from 'vitest';
import type { GpuArray, GpuNamespace } from '../../src/backends/gpu/index.js';
import type { NDArray } from '../../src/index.js';
import { decode, expectClose, fixture } from '../oracle.js';
import { openAll } from './modes.js';

interface Encoded {
  readonly c: string;
  readonly s: readonly number[];
  readonly d: string;
}

interface Case {
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly o: Readonly<Record<string, unknown>>;
  readonly tol: number;
  readonly r: Encoded;
}

const { inputs, cases } = fixture<{ inputs: Record<string, Encoded>; cases: Case[] }>('gpu/cases.json.gz');
const host = Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, decode(one.c, one.d, one.s)]));

/** Sums of products are off by rounding errors of what is added up: judged against the largest result. */
function expectProduct(actual: NDArray, expected: NDArray, label: string): void {
  expect(`${label} [${actual.shape.join()}]`).toBe(`${label} [${expected.shape.join()}]`);
  const want = expected.toFlatArray() as number[];
  const largest = Math.max(...want.map(Math.abs));
  (actual.toFlatArray() as number[]).forEach((value, i) => {
    if (!(Math.abs(value - want[i]!) <= 1e-6 * largest)) {
      throw new Error(`${label}: element ${i} is ${value}, NumPy has ${want[i]}`);
    }
  });
}

type Functions = Readonly<Record<string, (...args: unknown[]) => GpuArray>>;

async function run(cp: GpuNamespace, sent: Map<string, GpuArray>, one: Case): Promise<NDArray> {
  const args = one.args.map((arg) => {
    if (typeof arg !== 'string' || !arg.startsWith('$')) return arg;
    const name = arg.slice(1);
    if (!sent.has(name)) sent.set(name, cp.asarray(host[name]!) as GpuArray);
    return sent.get(name)!;
  });
  if (Object.keys(one.o).length > 0) args.push(one.o);
  return (await (cp as unknown as Functions)[one.fn]!(...args).get()) as unknown as NDArray;
}

for (const { title, cp } of await openAll()) {
  describe.skipIf(cp === null)(title, () => {
    const sent = new Map<string, GpuArray>();
    const names = [...new Set(cases.map((one) => one.fn))];
    it.each(names)('%s', async (name) => {
      for (const one of cases.filter((each) => each.fn === name)) {
        const label = `${one.fn}(${one.args.map(String).join(', ')}, ${JSON.stringify(one.o)})`;
        const expected = decode(one.r.c, one.r.d, one.r.s);
        const actual = await run(cp!, sent, one);
        if (one.tol < 0) expectProduct(actual, expected, label);
        else expectClose(actual, expected, one.tol, label);
      }
    });
  });
}
