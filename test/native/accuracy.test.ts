/** The compiled elementary functions against values rounded from 60 digits, and at their special places. */
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { kernelsConfig, nativeLibrary } from '../../src/backends/native/kernels/library.js';
import { useProvider, wantedProvider } from '../../src/backends/provider.js';
import { fixture } from '../oracle.js';

const asked = wantedProvider();
useProvider('native');
const config = kernelsConfig();
const missing = config.loaded ? '' : ` (skipped: ${config.reason})`;

type Unary = (x: np.NDArray) => np.NDArray<'float64'>;
type Binary = (x: np.NDArray, y: np.NDArray) => np.NDArray<'float64'>;
const functions = np as unknown as Record<string, Unary & Binary>;

const values = fixture<Record<string, { x: number[]; y2?: number[]; y: number[] }>>('native/elementary.json');

/** The most that a result may be from the correctly rounded one, in units in the last place. */
const TWO = new Set(['expm1', 'tan', 'sinh', 'cosh', 'tanh', 'arcsinh', 'arccosh', 'arctanh', 'log1p']);

const bits = new BigInt64Array(1);
const number = new Float64Array(bits.buffer);
function place(x: number): bigint {
  number[0] = x;
  return bits[0]! < 0n ? -(bits[0]! & 0x7fffffffffffffffn) : bits[0]!;
}

describe.runIf(config.loaded)(`compiled elementary functions${missing}`, () => {
  afterAll(() => useProvider(asked));

  for (const [name, { x, y2, y }] of Object.entries(values)) {
    it(`${name} is within ${TWO.has(name) ? 2 : 1} ulp, with every instruction set`, () => {
      const library = nativeLibrary()!;
      let tried = 0;
      for (let level = 0; level < 3; level++) {
        if (!library.select(level)) continue;
        tried++;
        const result = y2 ? functions[name]!(np.array(x), np.array(y2)) : functions[name]!(np.array(x));
        y.forEach((expected, i) => {
          const got = result.item(i) as number;
          const apart = place(got) - place(expected);
          const most = TWO.has(name) ? 2n : 1n;
          if (apart > most || apart < -most)
            expect.fail(`${name}(${x[i]}${y2 ? `, ${y2[i]}` : ''}) is ${got} for ${expected}`);
        });
      }
      expect(tried).toBeGreaterThan(0);
    });
  }

  it('special places are those of the portable functions', () => {
    const special = [
      0,
      -0,
      1,
      -1,
      Infinity,
      -Infinity,
      NaN,
      5e-324,
      -5e-324,
      1e308,
      -1e308,
      0.5,
      -0.5,
      1e-300,
      1e22,
      710,
      -746,
      1100,
    ];
    const x = np.array(Array.from({ length: 90 }, (_, i) => special[i % special.length]!));
    for (const [name, { y2 }] of Object.entries(values)) {
      const others = y2 ? special : [0];
      for (const other of others) {
        const compute = (): np.NDArray => (y2 ? functions[name]!(x, np.full(90, other)) : functions[name]!(x));
        useProvider('portable');
        const expected = compute();
        useProvider('native');
        const got = compute();
        for (let i = 0; i < special.length; i++) {
          const [a, b] = [got.item(i) as number, expected.item(i) as number];
          if (Object.is(a, b) || Math.abs(Number(place(a) - place(b))) <= 2) continue;
          expect.fail(`${name}(${special[i]}${y2 ? `, ${other}` : ''}) is ${a} for ${b}`);
        }
      }
    }
  });
});
