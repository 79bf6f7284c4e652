/** The elementary functions that numloom brings for devices are within 4 units in the last place, over their whole range. */
import { describe, expect, it } from 'vitest';
import type { GpuArray } from '../../src/backends/gpu/index.js';
import { divideFunctions } from '../../src/backends/gpu/walk.js';
import { openForTest } from './modes.js';

const { cp, title } = await openForTest('webgpu');

const POINTS = 3000;
const range = (low: number, high: number): Float32Array =>
  Float32Array.from({ length: POINTS }, (_, i) => low + ((high - low) * (i + 0.37)) / POINTS);

/** JavaScript's functions, exact to a rounding in float64, and where they are compared. */
const UNARY: readonly (readonly [string, (x: number) => number, readonly (readonly [number, number])[]])[] = [
  [
    'exp',
    Math.exp,
    [
      [-87, 88.7],
      [-1, 1],
    ],
  ],
  ['exp2', (x) => 2 ** x, [[-125, 127]]],
  [
    'expm1',
    Math.expm1,
    [
      [-20, 88],
      [-1, 1],
      [-1e-3, 1e-3],
    ],
  ],
  [
    'log',
    Math.log,
    [
      [1e-3, 3],
      [0.9, 1.1],
      [1, 1e30],
    ],
  ],
  [
    'log2',
    Math.log2,
    [
      [1e-3, 3],
      [0.9, 1.1],
      [1, 1e30],
    ],
  ],
  [
    'log10',
    Math.log10,
    [
      [1e-3, 3],
      [0.9, 1.1],
      [1, 1e30],
    ],
  ],
  [
    'log1p',
    Math.log1p,
    [
      [-0.99, 3],
      [-1e-3, 1e-3],
      [0, 1e5],
    ],
  ],
  [
    'sin',
    Math.sin,
    [
      [-7, 7],
      [-99999, 99999],
      [-0.01, 0.01],
    ],
  ],
  [
    'cos',
    Math.cos,
    [
      [-7, 7],
      [-99999, 99999],
    ],
  ],
  [
    'tan',
    Math.tan,
    [
      [-7, 7],
      [-9999, 9999],
    ],
  ],
  ['arcsin', Math.asin, [[-1, 1]]],
  ['arccos', Math.acos, [[-1, 1]]],
  [
    'arctan',
    Math.atan,
    [
      [-5, 5],
      [-1e4, 1e4],
    ],
  ],
  [
    'sinh',
    Math.sinh,
    [
      [-5, 5],
      [-88, 88],
      [-0.01, 0.01],
    ],
  ],
  [
    'cosh',
    Math.cosh,
    [
      [-5, 5],
      [-88, 88],
    ],
  ],
  [
    'tanh',
    Math.tanh,
    [
      [-5, 5],
      [-0.1, 0.1],
    ],
  ],
  [
    'arcsinh',
    Math.asinh,
    [
      [-5, 5],
      [-1e5, 1e5],
      [-0.01, 0.01],
    ],
  ],
  [
    'arccosh',
    Math.acosh,
    [
      [1, 5],
      [1, 1.01],
      [1, 1e5],
    ],
  ],
  ['arctanh', Math.atanh, [[-0.999, 0.999]]],
  [
    'cbrt',
    Math.cbrt,
    [
      [-10, 10],
      [0, 1e30],
    ],
  ],
];

const BINARY: readonly (readonly [string, (x: number, y: number) => number])[] = [
  ['power', Math.pow],
  ['hypot', Math.hypot],
  ['arctan2', Math.atan2],
];

/** The error in units in the last place of float32; results too small for it are left out. */
function ulps(actual: number, expected: number): number {
  if (actual === expected || Math.abs(expected) < 1.2e-38) return 0;
  return Math.abs(actual - expected) / 2 ** (Math.floor(Math.log2(Math.abs(expected))) - 23);
}

describe.skipIf(cp === null)(title, () => {
  const functions = cp as unknown as Readonly<Record<string, (...args: GpuArray[]) => GpuArray>>;
  const worst = (actual: ArrayLike<number>, expected: (i: number) => number): number => {
    let most = 0;
    for (let i = 0; i < POINTS; i++) {
      const error = ulps(actual[i]!, expected(i));
      if (!(error <= most)) most = error;
    }
    return most;
  };

  it.each(UNARY)('%s', async (name, exact, ranges) => {
    for (const [low, high] of ranges) {
      const x = range(low, high);
      const actual = (await functions[name]!(cp!.asarray(x)).get()).data as Float32Array;
      expect(
        worst(actual, (i) => exact(x[i]!)),
        `${name} on ${low} to ${high}`,
      ).toBeLessThanOrEqual(4);
    }
  });

  it.each(BINARY)('%s', async (name, exact) => {
    const x = range(0.01, 50);
    const y = range(-6, 6).map((_, i, all) => all[(i * 1733) % POINTS]!);
    const actual = (await functions[name]!(cp!.asarray(x), cp!.asarray(y)).get()).data as Float32Array;
    expect(worst(actual, (i) => exact(x[i]!, y[i]!))).toBeLessThanOrEqual(4);
  });

  it('divides whole numbers exactly up to 2**31', async () => {
    const { device } = cp!.ones([1]);
    const program = {
      key: 'quotient and rest',
      args: [
        ['n', 'Integer'],
        ['from', 'Integer'],
      ],
      body: `let q = 0; q++; q = divide(from + this.thread.x, n);
let rest = 0; rest++; rest = from + this.thread.x - q * n;
return rest >= 0 && rest < n ? 1.0 : 0.0;`,
      functions: divideFunctions(),
      rank: 1,
      width: 1,
    } as const;
    for (const n of [1, 3, 7, 1000, 4003, 65537, 1000003, 2 ** 24 + 1, 2 ** 30 - 1]) {
      for (const from of [0, 2 ** 24 - 500, 2 ** 27 + 3, 2 ** 30, 2 ** 31 - 1001]) {
        const right = await device.read('test', device.launch('test', program, [1000], [n, from]), 0, 1000);
        expect([n, from, right.every((one) => one === 1)]).toEqual([n, from, true]);
      }
    }
  });
});
