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

  it('functions of float32 are within 2 ulp, with every instruction set', () => {
    const library = nativeLibrary()!;
    useProvider('native');
    const word = new Int32Array(1);
    const single = new Float32Array(word.buffer);
    const singlePlace = (x: number): number => {
      single[0] = x;
      return word[0]! < 0 ? -(word[0]! & 0x7fffffff) : word[0]!;
    };
    const rng = np.random.defaultRng(5);
    const spread = (n: number): np.NDArray =>
      np.multiply(np.exp(rng.uniform(-60, 60, [n])), np.sign(rng.uniform(-1, 1, [n])));
    const special = np.array([
      0,
      -0,
      1,
      -1,
      Infinity,
      -Infinity,
      NaN,
      1e-45,
      -1e-40,
      3e38,
      0.5,
      -0.625,
      2,
      3,
      -3,
      1e10,
    ]);
    const ranges: Record<string, np.NDArray[]> = {
      sin: [rng.uniform(-10, 10, [3000]), rng.uniform(-29000, 29000, [3000]), spread(2000), special],
      cos: [rng.uniform(-10, 10, [3000]), rng.uniform(-29000, 29000, [3000]), spread(2000), special],
      tanh: [rng.uniform(-1, 1, [3000]), rng.uniform(-12, 12, [3000]), spread(2000), special],
      arctan: [rng.uniform(-3, 3, [3000]), spread(2000), special],
      arcsin: [rng.uniform(-1, 1, [3000]), spread(2000), special],
      expm1: [rng.uniform(-1, 1, [3000]), rng.uniform(-100, 100, [3000]), spread(2000), special],
      log1p: [rng.uniform(-1, 2, [3000]), spread(2000), special],
      sinh: [rng.uniform(-1.5, 1.5, [3000]), rng.uniform(-91, 91, [3000]), spread(2000), special],
      cosh: [rng.uniform(-1.5, 1.5, [3000]), rng.uniform(-91, 91, [3000]), spread(2000), special],
      cbrt: [rng.uniform(-10, 10, [3000]), spread(4000), special],
    };
    // Near multiples of pi / 2 hardly a digit is left.
    const turns = np.arange(1, 5000).mul(Math.PI / 2);
    ranges.sin!.push(turns);
    ranges.cos!.push(turns);
    const check = (name: string, got: np.NDArray, expected: np.NDArray, of: (i: number) => string): void => {
      expect(got.dtype).toBe('float32');
      for (let i = 0; i < got.size; i++) {
        const [a, b] = [got.item(i) as number, Math.fround(expected.item(i) as number)];
        if (Object.is(a, b) || Math.abs(singlePlace(a) - singlePlace(b)) <= 2) continue;
        expect.fail(`${name}(${of(i)}) is ${a} for ${b}`);
      }
    };
    for (let level = 0; level < 3; level++) {
      if (!library.select(level)) continue;
      for (const [name, lists] of Object.entries(ranges)) {
        for (const list of lists) {
          const x = list.astype('float32');
          check(name, functions[name]!(x), functions[name]!(x.astype('float64')), (i) => String(x.item(i)));
        }
      }
      const bases = np
        .concatenate([spread(3000), rng.uniform(0.5, 2, [3000]), np.repeat(special, 16)])
        .astype('float32');
      const exponents = np
        .concatenate([rng.uniform(-3, 3, [3000]), rng.uniform(-150, 150, [3000]), np.tile(special, 16)])
        .astype('float32');
      const wide = (a: np.NDArray): np.NDArray => a.astype('float64');
      for (const name of ['arctan2', 'hypot']) {
        check(
          name,
          functions[name]!(bases, exponents),
          functions[name]!(wide(bases), wide(exponents)),
          (i) => `${bases.item(i)}, ${exponents.item(i)}`,
        );
      }
      check(
        'power',
        np.power(bases, exponents),
        np.power(wide(bases), wide(exponents)),
        (i) => `${bases.item(i)}, ${exponents.item(i)}`,
      );
    }
  });

  it('powers do not depend on their neighbours', () => {
    useProvider('native');
    const rng = np.random.defaultRng(6);
    const special = [0, -0, -1.5, 2, Infinity, NaN, 5e-324, -2, 1, 1e300];
    const x = rng.uniform(0, 3, [1000]);
    const y = rng.uniform(-30, 30, [1000]);
    const expected = np.power(x, y);
    for (let i = 0; i < 1000; i += 3) {
      x.set([i], special[i % 10]!);
      y.set([i], i % 2 ? special[(i * 7) % 10]! : (i % 9) - 4);
    }
    const mixed = np.power(x, y);
    for (let i = 0; i < 1000; i++) {
      if (i % 3) expect(mixed.item(i)).toBe(expected.item(i));
      else expect(mixed.item(i)).toBe(np.power(x.at(`${i}:${i + 1}`), y.at(`${i}:${i + 1}`)).item(0));
    }
  });
});
