/** The compiled loops of special functions against the kernels that they are translated from, and against mpmath's values. */
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as special from '../../src/special/index.js';
import { SPECIAL } from '../../src/special/define.js';
import { kernelsConfig, loopNumber, nativeLibrary } from '../../src/backends/native/kernels/library.js';
import { useProvider, wantedProvider } from '../../src/backends/provider.js';
import { fixture } from '../oracle.js';

const asked = wantedProvider();
useProvider('native');
const config = kernelsConfig();
const missing = config.loaded ? '' : ` (skipped: ${config.reason})`;

type Fn = (...args: unknown[]) => np.NDArray;
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const functions = special as unknown as Record<string, Fn>;

/** Those that have a compiled loop, by numloom's names. */
function compiled(): string[] {
  const library = nativeLibrary()!;
  return [...SPECIAL]
    .filter(([name, { table }]) => {
      const loop = table.loops.find(({ types }) => /^d+->d$/.test(types));
      return loop && loopNumber(library, loop) >= 0 && camel(name) in special;
    })
    .map(([name]) => camel(name));
}

const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);
function place(x: number): bigint {
  double[0] = x;
  return bits[0]! < 0n ? -(bits[0]! & 0x7fffffffffffffffn) : bits[0]!;
}

/** Each region, and how many units in the last place the two may be apart. */
const REGIONS: readonly [name: string, most: number, ...ranges: [number, number][]][] = [
  ['gamma', 8, [0.01, 171]],
  ['gamma', 8, [-40, 0]],
  ['gammaln', 8, [3, 1e4]],
  ['psi', 8, [2, 1e3]],
  ['erf', 8, [-7, 7]],
  ['erfc', 8, [-6, 27]],
  ['erfcx', 8, [-10, 100]],
  ['erfinv', 8, [-0.999999, 0.999999]],
  ['ndtr', 8, [-38, 9]],
  ['logNdtr', 16, [-100, 5]],
  ['ndtri', 8, [0.0001, 0.45]],
  ['expit', 4, [-800, 800]],
  ['logit', 8, [1e-9, 0.45]],
  ['xlogy', 4, [0, 9], [0, 9]],
  ['xlog1py', 4, [0, 9], [0, 9]],
  ['entr', 4, [0, 0.3]],
  ['relEntr', 8, [1, 3], [4, 9]],
  ['beta', 128, [0.1, 90], [0.1, 90]],
  ['betaln', 128, [5, 90], [5, 90]],
  ['gammainc', 128, [0.1, 60], [0.1, 90]],
  ['gammaincc', 128, [0.1, 60], [0.1, 90]],
  ['betainc', 128, [0.5, 30], [0.5, 30], [0.05, 0.95]],
  ['ellipk', 4, [-9, 1]],
  ['ellipe', 8, [-9, 1]],
  ['exp1', 8, [0.01, 50]],
  ['expi', 8, [1, 50]],
  ['zeta', 16, [1.1, 30], [0.2, 20]],
  ['j0', 64, [0, 2]],
  ['i0', 8, [-30, 30]],
  ['k0', 8, [0.01, 30]],
];

describe.runIf(config.loaded)(`compiled special functions${missing}`, () => {
  afterAll(() => useProvider(asked));

  it('are most of the simple ones', () => {
    const names = compiled();
    expect(names.length).toBeGreaterThan(80);
    for (const [name] of REGIONS) expect(names).toContain(name);
  });

  it.each(REGIONS)('%s is within %d units of the kernel', (name, most, ...ranges) => {
    const columns = ranges.map(([low, high], k) =>
      Float64Array.from(
        { length: 500 },
        (_, i) => low + (high - low) * (((i + 1) * 0.6180339887498949 + 0.37 * k) % 1),
      ),
    );
    const library = nativeLibrary()!;
    for (let level = 0; level < 3; level++) {
      if (!library.select(level)) continue;
      const got = functions[name]!(...columns.map((x) => np.array(x)));
      const single = functions[name]!(...columns.map((x) => np.array(x, { dtype: 'float32' })));
      expect(single.dtype).toBe('float32');
      for (let i = 0; i < 500; i++) {
        const want = functions[name]!(...columns.map((x) => x[i])) as unknown as number;
        const apart = Math.abs(Number(place(got.item(i) as number) - place(want)));
        expect(apart, `${name}(${columns.map((x) => x[i]).join(', ')}), level ${level}`).toBeLessThanOrEqual(most);
        const rounded = Math.fround(functions[name]!(...columns.map((x) => Math.fround(x[i]!))) as unknown as number);
        const gap = rounded === single.item(i) ? 0 : Math.abs((single.item(i) as number) - rounded);
        expect(gap).toBeLessThanOrEqual(1.2e-7 * Math.abs(rounded) + 2e-45);
      }
    }
  });

  const ends = [0, -0, 1, -1, 0.5, -0.5, 2, -2, 7, 170.5, 1e17, -1e17, 1e-300, 1e300, Infinity, -Infinity, NaN];
  it('agree at the ends of domains', () => {
    const wrong: string[] = [];
    const operands = new Map([...SPECIAL].map(([name, { table }]) => [camel(name), table.spec.nin]));
    for (const name of compiled()) {
      const nin = operands.get(name)!;
      // Some take as many steps as their operands say, which is too many here.
      if (nin > 2 || /^(smirnov|eval|comb|binom|factorial|diric)/.test(name)) continue;
      const grid = nin === 1 ? ends.map((x) => [x]) : ends.flatMap((x) => ends.map((y) => [x, y]));
      const columns = Array.from({ length: nin }, (_, k) => np.array(grid.map((point) => point[k]!)));
      const got = functions[name]!(...columns).toArray() as number[];
      grid.forEach((point, i) => {
        const want = functions[name]!(...point) as unknown as number;
        const agree =
          Object.is(got[i], want) || Math.abs(got[i]! - want) <= 1e-12 * Math.abs(want) || (got[i] === 0 && want === 0);
        if (!agree) wrong.push(`${name}(${point.join(', ')}) is ${got[i]}, the kernel gives ${want}`);
      });
    }
    expect(wrong).toEqual([]);
  });

  interface Row {
    name: string;
    region: string;
    parts: number;
    bound: number;
    points: { args: unknown[]; values: unknown[] }[];
  }

  it("have mpmath's values", () => {
    const names = new Set(compiled());
    let checked = 0;
    for (const { name, region, parts, bound, points } of fixture<Row[]>('special/values.json.gz')) {
      if (!names.has(name) || parts !== 1 || points.some(({ args }) => args.some((x) => typeof x !== 'number')))
        continue;
      const columns = points[0]!.args.map((_, k) => np.array(points.map(({ args }) => args[k] as number)));
      const got = functions[name]!(...columns).toArray() as number[];
      points.forEach(({ args, values }, i) => {
        const want = Number(values[0]);
        const error = Math.abs(got[i]! - want) / (Math.abs(want) || 1);
        expect(error, `${name}(${args.join(', ')}), ${region}`).toBeLessThan(2 * bound);
      });
      checked++;
    }
    expect(checked).toBeGreaterThan(60);
  });
});
