/**
 * The operations that the benchmark times: one entry each, with numloom's call, the same in NumPy, and in peers that have it.
 * `target` is the most times NumPy's time that numloom may take, or, with `against`, the most times another operation's time.
 */
import * as np from 'numloom';
import type { Peers } from './peers.js';

/** One operation. */
export interface Case {
  readonly name: string;
  /** Calls in a row per measurement, so that short ones are measurable. */
  readonly repeat?: number;
  readonly target?: number;
  /** The operation of this list to which `target` refers, instead of NumPy's. */
  readonly against?: string;
  /** Makes the operands and gives the call to time. */
  readonly ours: () => () => unknown;
  /** NumPy's set-up and statement. */
  readonly numpy: readonly [setup: string, statement: string];
  /** The same in other libraries; null where a library lacks it. */
  readonly peers?: (peers: Peers) => Record<string, (() => unknown) | null>;
}

const size = 1_000_000;
const vector = (seed: number, n = size): np.NDArray<'float64'> => np.random.defaultRng(seed).random([n]);
const setup2 = `r=np.random.default_rng(1);x=r.random(${size});y=np.random.default_rng(2).random(${size})`;
const square = `${setup2};m=x.reshape(1000,1000);w=y.reshape(1000,1000)`;
const matrix = (seed: number): np.NDArray<'float64'> => vector(seed).reshape([1000, 1000]);

/** An element-wise operation on two million-element vectors. */
function pair(
  name: string,
  call: (a: np.NDArray<'float64'>, b: np.NDArray<'float64'>) => unknown,
  numpy: string,
  target: number,
  scalar?: (a: number, b: number) => number,
): Case {
  return {
    name,
    target,
    ours: () => {
      const [x, y] = [vector(1), vector(2)];
      return () => call(x, y);
    },
    numpy: [setup2, numpy],
    ...(scalar
      ? {
          peers: (peers) => {
            const [x, y] = [vector(1).data, vector(2).data];
            const ts = peers.numpyTs;
            const [u, v] = ts ? [ts.array(Array.from(x)), ts.array(Array.from(y))] : [];
            return {
              'numpy-ts': ts ? () => (ts[name.split(' ')[0]!] as (a: unknown, b: unknown) => unknown)(u, v) : null,
              '@stdlib': peers.stdlibBinary
                ? () => peers.stdlibBinary!([x, y, new Float64Array(size)], [size], [1, 1, 1], scalar)
                : null,
            };
          },
        }
      : {}),
  };
}

export const CASES: readonly Case[] = [
  {
    name: 'add, 10 elements',
    repeat: 20_000,
    target: 1,
    ours: () => {
      const [x, y] = [vector(1, 10), vector(2, 10)];
      return () => np.add(x, y);
    },
    numpy: ['x=np.random.rand(10);y=np.random.rand(10)', 'np.add(x,y)'],
    peers: (peers) => {
      const ts = peers.numpyTs;
      const [u, v] = ts ? [ts.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), ts.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])] : [];
      return { 'numpy-ts': ts ? () => (ts['add'] as (a: unknown, b: unknown) => unknown)(u, v) : null };
    },
  },
  pair(
    'add 1e6',
    (a, b) => np.add(a, b),
    'x+y',
    1.6,
    (a, b) => a + b,
  ),
  pair(
    'multiply 1e6',
    (a, b) => np.multiply(a, b),
    'x*y',
    1.6,
    (a, b) => a * b,
  ),
  pair('less 1e6', (a, b) => np.less(a, b), 'x<y', 1.6),
  pair('equal 1e6', (a, b) => np.equal(a, b), 'x==y', 1.6),
  pair('sqrt 1e6', (a) => np.sqrt(a), 'np.sqrt(x)', 3),
  pair('exp 1e6', (a) => np.exp(a), 'np.exp(x)', 20),
  {
    name: 'add with out, 1e6',
    target: 1.6,
    ours: () => {
      const [x, y, out] = [vector(1), vector(2), np.empty(size)];
      return () => np.add(x, y, { out });
    },
    numpy: [`${setup2};o=np.empty(${size})`, 'np.add(x,y,out=o)'],
  },
  {
    name: 'sum 1e6',
    target: 2.5,
    ours: () => {
      const x = vector(1);
      return () => np.sum(x);
    },
    numpy: [setup2, 'x.sum()'],
    peers: (peers) => {
      const x = vector(1).data;
      const ts = peers.numpyTs;
      const u = ts ? ts.array(Array.from(x)) : undefined;
      return {
        'numpy-ts': ts ? () => (ts['sum'] as (a: unknown) => unknown)(u) : null,
        '@stdlib': peers.stdlibSum ? () => peers.stdlibSum!(size, x, 1) : null,
      };
    },
  },
  {
    name: 'max 1e6',
    target: 2.5,
    ours: () => {
      const x = vector(1);
      return () => np.max(x);
    },
    numpy: [setup2, 'x.max()'],
    peers: (peers) => {
      const x = vector(1).data;
      return { '@stdlib': peers.stdlibMax ? () => peers.stdlibMax!(size, x, 1) : null };
    },
  },
  ...(
    [
      ['a + a.T, 1000 x 1000', (m: np.NDArray<'float64'>) => np.add(m, m.T), 'm+m.T', 2],
      ['a.T + a.T', (m: np.NDArray<'float64'>) => np.add(m.T, m.T), 'm.T+m.T', 2],
      ['a[::2] + a[::2]', (m: np.NDArray<'float64'>) => np.add(m.at('::2'), m.at('::2')), 'm[::2]+m[::2]', 2],
      [
        'a[:, ::2] + a[:, ::2]',
        (m: np.NDArray<'float64'>) => np.add(m.at(':', '::2'), m.at(':', '::2')),
        'm[:,::2]+m[:,::2]',
        2,
      ],
      ['a + row', (m: np.NDArray<'float64'>) => np.add(m, m.at(0)), 'm+m[0]', 2],
      ['a + column', (m: np.NDArray<'float64'>) => np.add(m, m.at(':', '0:1')), 'm+m[:,0:1]', 2],
      ['sum, axis 0', (m: np.NDArray<'float64'>) => np.sum(m, { axis: 0 }), 'm.sum(axis=0)', 2.5],
      ['sum, axis 1', (m: np.NDArray<'float64'>) => np.sum(m, { axis: 1 }), 'm.sum(axis=1)', 2.5],
    ] as const
  ).map(([name, call, numpy, target]): Case => ({
    name,
    target,
    ...(name.startsWith('a') ? { against: 'add 1e6' } : {}),
    ours: () => {
      const m = matrix(1);
      return () => call(m);
    },
    numpy: [square, numpy],
  })),
  {
    name: 'sort 1e6',
    target: 1 / 3,
    ours: () => {
      const x = vector(1);
      return () => np.sort(x);
    },
    numpy: [setup2, 'np.sort(x)'],
    peers: (peers) => {
      const x = vector(1).data;
      const ts = peers.numpyTs;
      const u = ts ? ts.array(Array.from(x)) : undefined;
      return {
        'numpy-ts': ts ? () => (ts['sort'] as (a: unknown) => unknown)(u) : null,
        '@stdlib': peers.stdlibSort ? () => peers.stdlibSort!(size, 1, x.slice(), 1) : null,
        'Float64Array.sort': () => x.slice().sort(),
      };
    },
  },
  {
    name: 'argsort 1e6',
    ours: () => {
      const x = vector(1);
      return () => np.argsort(x);
    },
    numpy: [setup2, 'np.argsort(x)'],
  },
  {
    name: 'rng.random 1e6',
    target: 4,
    ours: () => {
      const rng = np.random.defaultRng(1);
      return () => rng.random([size]);
    },
    numpy: ['r=np.random.default_rng(1)', `r.random(${size})`],
    peers: (peers) => ({
      '@stdlib': peers.stdlibRandom
        ? () => {
            const out = new Float64Array(size);
            for (let i = 0; i < size; i++) out[i] = peers.stdlibRandom!();
            return out;
          }
        : null,
    }),
  },
  {
    name: 'rng.normal 1e6',
    ours: () => {
      const rng = np.random.defaultRng(1);
      return () => rng.normal(0, 1, [size]);
    },
    numpy: ['r=np.random.default_rng(1)', `r.normal(0,1,${size})`],
  },
  {
    name: 'cumsum 1e6',
    ours: () => {
      const x = vector(1);
      return () => np.cumsum(x);
    },
    numpy: [setup2, 'np.cumsum(x)'],
  },
  {
    name: 'a[mask] 1e6',
    ours: () => {
      const x = vector(1);
      const mask = np.greater(x, 0.5);
      return () => x.at(mask);
    },
    numpy: [`${setup2};k=x>0.5`, 'x[k]'],
  },
  {
    name: 'where 1e6',
    ours: () => {
      const [x, y] = [vector(1), vector(2)];
      const mask = np.greater(x, 0.5);
      return () => np.where(mask, x, y);
    },
    numpy: [`${setup2};k=x>0.5`, 'np.where(k,x,y)'],
  },
  {
    name: 'median 1e6',
    ours: () => {
      const x = vector(1);
      return () => np.median(x);
    },
    numpy: [setup2, 'np.median(x)'],
  },
  {
    name: 'matmul 200 x 200',
    ours: () => {
      const [a, b] = [vector(1, 40_000).reshape([200, 200]), vector(2, 40_000).reshape([200, 200])];
      return () => np.matmul(a, b);
    },
    numpy: ['a=np.random.rand(200,200);b=np.random.rand(200,200)', 'a@b'],
    peers: (peers) => {
      const [x, y] = [vector(1, 40_000).data, vector(2, 40_000).data];
      const { Matrix } = peers;
      const make = (data: Float64Array): unknown[] =>
        Array.from({ length: 200 }, (_, i) => Array.from(data.subarray(200 * i, 200 * i + 200)));
      const [p, q] = Matrix ? [new Matrix(make(x)), new Matrix(make(y))] : [];
      return {
        'ml-matrix': p && q ? () => p.mmul(q) : null,
        '@stdlib': peers.stdlibGemm
          ? () =>
              peers.stdlibGemm!(
                'row-major',
                'no-transpose',
                'no-transpose',
                200,
                200,
                200,
                1,
                x,
                200,
                y,
                200,
                0,
                new Float64Array(40_000),
                200,
              )
          : null,
      };
    },
  },
];
