/**
 * The operations that the benchmark times: one entry each. An entry names its operands (inputs.ts makes them, the same numbers for every
 * library) and has one closure for each library: numloom (which runs on every host backend), NumPy as Python text, the GPU, peers.
 * test/bench runs every entry on everything that it lists and compares the answers.
 */
import * as np from 'numloom';
import type { Case } from './case.js';
import type { InputName } from './inputs.js';

/** What is the same in many entries. */
type Rest = Omit<Case, 'name' | 'family' | 'inputs' | 'numloom' | 'numpy'>;

/** A function of x alone, under the same name everywhere. */
function unary(name: 'exp' | 'sin' | 'sqrt', rest: Rest = {}): Case {
  return {
    name,
    family: 'element-wise',
    inputs: ['x'],
    numloom: ({ x }) => np[name](x),
    numpy: `np.${name}(x)`,
    gpu: name,
    peers: {
      'numpy-ts': (ts, { x }) => ts[name]!(x),
    },
    ...rest,
  };
}

/** A function of x and y, under the same name everywhere; `scalar` is it for two numbers. */
function binary(
  name: 'add' | 'multiply' | 'less' | 'power',
  scalar: ((u: number, v: number) => number) | null,
  rest: Rest = {},
): Case {
  return {
    name,
    family: 'element-wise',
    inputs: ['x', 'y'],
    numloom: ({ x, y }) => (np[name] as typeof np.add)(x, y),
    numpy: `np.${name}(x, y)`,
    gpu: name,
    peers: {
      'numpy-ts': (ts, { x, y }) => ts[name]!(x, y),
      ...(scalar && {
        '@stdlib': (std, { x, y, out }) => std.binary([x, y, out], [x.length], [1, 1, 1], scalar),
      }),
    },
    ...rest,
  };
}

/** An operation on the matrix m of about as many elements as the size says. */
function onMatrix(
  name: string,
  family: Case['family'],
  numloom: Case['numloom'],
  numpy: string,
  rest: Rest & { readonly inputs?: readonly InputName[] } = {},
): Case {
  return { name, family, inputs: ['m'], numloom, numpy, elements: ({ side }) => side * side, ...rest };
}

/** A decomposition or a solve; what it gives is made unique where signs or orders are free. */
function linear(
  name: string,
  inputs: readonly InputName[],
  numloom: Case['numloom'],
  numpy: string,
  rest: Rest = { product: true },
): Case {
  return { name, family: 'linear algebra', inputs, numloom, numpy, dtypes: ['float64'], ...rest };
}

export const CASES: readonly Case[] = [
  binary('add', (u, v) => u + v, { quick: true, atMost: 1.6 }),
  {
    name: 'add, out',
    family: 'element-wise',
    inputs: ['x', 'y', 'out'],
    numloom: ({ x, y, out }) => np.add(x, y, { out }),
    numpy: 'np.add(x, y, out=out)',
    atMost: 1.6,
  },
  binary('multiply', (u, v) => u * v, { atMost: 1.6 }),
  binary('less', null, { atMost: 1.6 }),
  unary('exp', { quick: true, atMost: 20 }),
  unary('sin'),
  unary('sqrt', { atMost: 3 }),
  binary('power', (u, v) => u ** v),

  onMatrix('a + a.T', 'layout', ({ m }) => np.add(m, m.T), 'm + m.T', {
    gpu: (cp, { m }) => cp.add!(m, m.T),
    atMost: [2, 'add'],
  }),
  onMatrix('a.T + a.T', 'layout', ({ m }) => np.add(m.T, m.T), 'm.T + m.T', {
    gpu: (cp, { m }) => cp.add!(m.T, m.T),
    atMost: [2, 'add'],
  }),
  onMatrix('a[::2] + a[::2]', 'layout', ({ m }) => np.add(m.at('::2'), m.at('::2')), 'm[::2] + m[::2]', {
    elements: ({ side }) => Math.ceil(side / 2) * side,
    atMost: [2, 'add'],
  }),
  onMatrix(
    'a[:, ::2] + a[:, ::2]',
    'layout',
    ({ m }) => np.add(m.at(':', '::2'), m.at(':', '::2')),
    'm[:, ::2] + m[:, ::2]',
    { elements: ({ side }) => Math.ceil(side / 2) * side, atMost: [2, 'add'] },
  ),
  onMatrix('a + row', 'layout', ({ m, row }) => np.add(m, row), 'm + row', {
    inputs: ['m', 'row'],
    gpu: 'add',
    atMost: [2, 'add'],
  }),
  onMatrix('a + column', 'layout', ({ m, column }) => np.add(m, column), 'm + column', {
    inputs: ['m', 'column'],
    gpu: 'add',
    atMost: [2, 'add'],
  }),
  onMatrix('copy', 'layout', ({ m }) => m.copy(), 'm.copy()', { gpu: 'copy' }),
  onMatrix('transposed copy', 'layout', ({ m }) => np.ascontiguousarray(m.T), 'np.ascontiguousarray(m.T)', {
    gpu: (cp, { m }) => cp.copy!(m.T),
  }),

  {
    name: 'where',
    family: 'selection',
    inputs: ['mask', 'x', 'y'],
    numloom: ({ mask, x, y }) => np.where(mask, x, y),
    numpy: 'np.where(mask, x, y)',
    gpu: 'where',
    peers: {
      'numpy-ts': (ts, { mask, x, y }) => ts.where!(mask, x, y),
    },
  },
  {
    name: 'take',
    family: 'selection',
    inputs: ['x', 'places'],
    numloom: ({ x, places }) => np.take(x, places),
    numpy: 'np.take(x, places)',
  },
  {
    name: 'a[mask]',
    family: 'selection',
    inputs: ['x', 'mask'],
    numloom: ({ x, mask }) => x.at(mask),
    numpy: 'x[mask]',
  },

  {
    name: 'sum',
    family: 'reduction',
    inputs: ['x'],
    quick: true,
    atMost: 2.5,
    numloom: ({ x }) => np.sum(x),
    numpy: 'np.sum(x)',
    gpu: 'sum',
    peers: {
      'numpy-ts': (ts, { x }) => ts.sum!(x),
      '@stdlib': (std, { x }) => std.sum(x.length, x, 1),
    },
  },
  onMatrix('sum, axis 0', 'reduction', ({ m }) => np.sum(m, { axis: 0 }), 'np.sum(m, axis=0)', {
    gpu: (cp, { m }) => cp.sum!(m, { axis: 0 }),
    atMost: 2.5,
  }),
  onMatrix('sum, axis 1', 'reduction', ({ m }) => np.sum(m, { axis: 1 }), 'np.sum(m, axis=1)', {
    gpu: (cp, { m }) => cp.sum!(m, { axis: 1 }),
    atMost: 2.5,
  }),
  {
    name: 'max',
    family: 'reduction',
    inputs: ['x'],
    atMost: 2.5,
    numloom: ({ x }) => np.max(x),
    numpy: 'np.max(x)',
    gpu: 'max',
    peers: {
      'numpy-ts': (ts, { x }) => ts.max!(x),
      '@stdlib': (std, { x }) => std.max(x.length, x, 1),
    },
  },
  {
    name: 'mean',
    family: 'reduction',
    inputs: ['x'],
    numloom: ({ x }) => np.mean(x),
    numpy: 'np.mean(x)',
    gpu: 'mean',
    peers: {
      'numpy-ts': (ts, { x }) => ts.mean!(x),
    },
  },
  {
    name: 'std',
    family: 'reduction',
    inputs: ['x'],
    numloom: ({ x }) => np.std(x),
    numpy: 'np.std(x)',
    gpu: 'std',
    peers: {
      'numpy-ts': (ts, { x }) => ts.std!(x),
    },
  },
  {
    name: 'median',
    family: 'reduction',
    inputs: ['x'],
    numloom: ({ x }) => np.median(x),
    numpy: 'np.median(x)',
  },
  {
    name: 'cumsum',
    family: 'reduction',
    inputs: ['x'],
    numloom: ({ x }) => np.cumsum(x),
    numpy: 'np.cumsum(x)',
    gpu: 'cumsum',
    peers: {
      'numpy-ts': (ts, { x }) => ts.cumsum!(x),
    },
  },

  {
    name: 'sort',
    family: 'sorting',
    inputs: ['x'],
    quick: true,
    atMost: 1 / 3,
    numloom: ({ x }) => np.sort(x),
    numpy: 'np.sort(x)',
    peers: {
      'numpy-ts': (ts, { x }) => ts.sort!(x),
      '@stdlib': (std, { x }) => std.sort(x.length, 1, x.slice(), 1),
      'built in': ({ x }) => x.slice().sort(),
    },
  },
  {
    name: 'argsort',
    family: 'sorting',
    inputs: ['x'],
    numloom: ({ x }) => np.argsort(x),
    numpy: 'np.argsort(x)',
    peers: {
      'numpy-ts': (ts, { x }) => ts.argsort!(x),
    },
  },

  {
    name: 'dot',
    family: 'product',
    inputs: ['x', 'y'],
    numloom: ({ x, y }) => np.dot(x, y),
    numpy: 'np.dot(x, y)',
    gpu: 'dot',
    peers: {
      'numpy-ts': (ts, { x, y }) => ts.dot!(x, y),
    },
  },
  {
    name: 'matmul',
    family: 'product',
    inputs: ['a', 'b'],
    product: true,
    quick: true,
    numloom: ({ a, b }) => np.matmul(a, b),
    numpy: 'np.matmul(a, b)',
    gpu: 'matmul',
    peers: {
      'numpy-ts': (ts, { a, b }) => ts.matmul!(a, b),
      'ml-matrix': ({ a, b }) => (a as { mmul(other: unknown): unknown }).mmul(b),
      '@stdlib': (std, { a, b, out }) => {
        const n = Math.round(Math.sqrt(a.length));
        return std.gemm('row-major', 'no-transpose', 'no-transpose', n, n, n, 1, a, n, b, n, 0, out, n);
      },
    },
  },

  linear('solve', ['a', 'rhs'], ({ a, rhs }) => np.linalg.solve(a, rhs), 'np.linalg.solve(a, rhs)', {
    product: true,
    quick: true,
  }),
  linear('cholesky', ['spd'], ({ spd }) => np.linalg.cholesky(spd), 'np.linalg.cholesky(spd)'),
  linear('eigh', ['spd'], ({ spd }) => np.linalg.eigh(spd).eigenvalues, 'np.linalg.eigh(spd)[0]'),
  linear('svd', ['a'], ({ a }) => np.linalg.svd(a).S, 'np.linalg.svd(a)[1]'),
  linear(
    'eig',
    ['a'],
    ({ a }) => np.sort(np.absolute(np.linalg.eig(a).eigenvalues)),
    'np.sort(np.abs(np.linalg.eig(a)[0]))',
  ),
  linear(
    'lstsq',
    ['tall', 'rhs'],
    ({ tall, rhs }) => np.linalg.lstsq(tall, rhs).x,
    'np.linalg.lstsq(tall, rhs, rcond=None)[0]',
  ),
  linear('matmul of 4 x 4', ['stack'], ({ stack }) => np.matmul(stack, stack), 'stack @ stack', {}),
  linear(
    'solve of 4 x 4',
    ['stack', 'columns'],
    ({ stack, columns }) => np.linalg.solve(stack, columns),
    'np.linalg.solve(stack, columns)',
    {},
  ),
  linear('svd of 4 x 4', ['stack'], ({ stack }) => np.linalg.svd(stack).S, 'np.linalg.svd(stack)[1]', {}),

  {
    name: 'random',
    family: 'random',
    inputs: ['rng', 'x'],
    quick: true,
    drawn: true,
    atMost: 4,
    numloom: ({ rng, x }) => rng.random(x.shape, { dtype: x.dtype }),
    numpy: 'rng.random(n, dtype)',
    gpu: (cp, _, { n }) => cp.random.rand!([n]),
    peers: {
      '@stdlib': (std, { out }) => {
        for (let i = 0; i < out.length; i++) out[i] = std.randu();
        return out;
      },
    },
  },
  {
    name: 'normal',
    family: 'random',
    inputs: ['rng', 'x'],
    drawn: true,
    numloom: ({ rng, x }) => rng.standardNormal(x.shape, { dtype: x.dtype }),
    numpy: 'rng.standard_normal(n, dtype)',
    gpu: (cp, _, { n }) => cp.random.standardNormal!([n]),
  },
  {
    name: 'integers',
    family: 'random',
    inputs: ['rng', 'shape'],
    drawn: true,
    dtypes: ['float64'],
    numloom: ({ rng, shape }) => rng.integers(0, 1000, shape),
    numpy: 'rng.integers(0, 1000, shape)',
  },

  // Powers of two in cache and out of it, and a prime.
  {
    name: 'fft',
    family: 'transform',
    inputs: ['z'],
    dtypes: ['float64'],
    sizes: [2 ** 10, 2 ** 16, 2 ** 20, 1000003],
    numloom: ({ z }) => np.fft.fft(z),
    numpy: 'np.fft.fft(z)',
  },
  {
    name: 'fft2',
    family: 'transform',
    inputs: ['zm'],
    dtypes: ['float64'],
    sizes: [512 * 512],
    numloom: ({ zm }) => np.fft.fft2(zm),
    numpy: 'np.fft.fft2(zm)',
  },
  {
    name: 'rfft',
    family: 'transform',
    inputs: ['x'],
    dtypes: ['float64'],
    sizes: [2 ** 10, 2 ** 16, 2 ** 20],
    numloom: ({ x }) => np.fft.rfft(x),
    numpy: 'np.fft.rfft(x)',
  },
  {
    name: 'dct',
    family: 'transform',
    inputs: ['x'],
    dtypes: ['float64'],
    sizes: [2 ** 10, 2 ** 16, 2 ** 20],
    numloom: ({ x }) => np.fft.dct(x),
    numpy: 'scipy.fft.dct(x)',
  },
];
