/** Every distribution against NumPy: 100,000 draws hashed, the position in the stream, broadcasting, errors, types. */
import { createHash } from 'node:crypto';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { NDArray, random } from '../../src/index.js';
import { fixture } from '../oracle.js';

type Arg = number | number[] | number[][];
type Kind = 'exact' | 'libm' | 'single';
interface Fixture {
  cases: [
    method: string,
    args: Arg[],
    options: Record<string, string>,
    kind: Kind,
    hash: string,
    word: string,
    first: number[],
    count: number,
  ][];
  smallBeta: [zeros: number, ones: number, least: number];
  arrays: [method: string, args: Arg[], shape: number[], values: number[], word: string][];
}

const data = fixture<Fixture>('random/distributions.json');
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function call(rng: np.random.Generator, method: string, args: readonly unknown[]): NDArray {
  return (rng as unknown as Record<string, (...given: readonly unknown[]) => NDArray>)[camel(method)]!(...args);
}

/** SHA-256 of counts as int64, of floats as they are, or of numbers rounded to float32, or of float32 rounded further. */
function digest(x: NDArray, kind: Kind): string {
  const flat = x.data;
  const bytes =
    kind === 'libm'
      ? Float32Array.from(flat as ArrayLike<number>, Number)
      : kind === 'single'
        ? Int32Array.from(new Int32Array((flat as Float32Array).slice().buffer), (bits) => (bits + 0x800) >> 12)
        : x.dtype === 'int32'
          ? BigInt64Array.from(flat as Int32Array, BigInt)
          : flat;
  return createHash('sha256')
    .update(new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength))
    .digest('hex')
    .slice(0, 16);
}

describe('draws are NumPy’s', () => {
  it.each(data.cases)('%s(%j, %j): %s', (method, args, options, kind, hash, word, first, count) => {
    const rng = random.defaultRng(5);
    const given: unknown[] = [...args, count];
    if (Object.keys(options).length > 0) given.push(options);
    const x = call(rng, method, given);
    expect(String(rng.bitGenerator.randomRaw(1)[0])).toBe(word);
    const got = Array.from({ length: first.length }, (_, i) => Number(x.data[i]));
    if (kind === 'exact') expect(got).toEqual(first);
    // exp, log and pow here are correctly rounded, the C library's nearly always
    else {
      const least = method === 'multivariate_normal' ? 3 : 0; // sums cancel
      const unit = kind === 'single' ? 2 ** -22 : 4e-16;
      got.forEach((value, i) => {
        expect(Math.abs(value - first[i]!)).toBeLessThanOrEqual(unit * Math.max(least, Math.abs(first[i]!)));
      });
    }
    expect(digest(x, kind)).toBe(hash);
  });

  it.each(data.arrays)('%s(%j) broadcasts to %j', (method, args, shape, values, word) => {
    const rng = random.defaultRng(9);
    const x = call(rng, method, args);
    expect(x.shape).toEqual(shape);
    x.toFlatArray().forEach((value, i) => {
      expect(Math.abs(Number(value) - values[i]!)).toBeLessThanOrEqual(4e-16 * Math.abs(values[i]!));
    });
    expect(String(rng.bitGenerator.randomRaw(1)[0])).toBe(word);
  });

  it('beta draws below the smallest power are not zero', () => {
    const x = random.defaultRng(11).beta(0.01, 0.02, 20_000).data;
    const [zeros, ones, least] = data.smallBeta;
    expect(x.filter((value) => value === 0).length).toBe(zeros);
    expect(x.filter((value) => value === 1).length).toBe(ones);
    expect(x.includes(least) || x.some((value) => Math.abs(value / least - 1) < 1e-12)).toBe(true);
  });

  it('single values are the first of an array', () => {
    for (const [method, args, options, , , , first] of data.cases) {
      if (Object.keys(options).length > 0 || Array.isArray(args[0]) || Array.isArray(args[1])) continue;
      const value = call(random.defaultRng(5), method, args) as unknown as number;
      expect(Math.abs(value - first[0]!)).toBeLessThanOrEqual(4e-16 * Math.abs(first[0]!));
    }
  });
});

describe('bad parameters are one clear error, before anything is drawn', () => {
  const rng = random.defaultRng(1);
  const cases: [run: () => unknown, type: unknown, text: string][] = [
    [() => rng.beta(0, 1), np.ValueError, 'beta: a <= 0, got a 0'],
    [() => rng.beta(1, -1), np.ValueError, 'beta: b <= 0'],
    [() => rng.binomial(-1, 0.5), np.ValueError, 'binomial: n < 0'],
    [() => rng.binomial(10, 1.5), np.ValueError, 'binomial: p < 0, p > 1 or p is NaN'],
    [() => rng.binomial(10, NaN), np.ValueError, 'p is NaN'],
    [() => rng.binomial(10.5, 0.5), np.DTypeError, 'binomial: n must be an integer below 2**53, got 10.5'],
    [() => rng.binomial([10, -1], 0.5), np.ValueError, 'n < 0, got n -1'],
    [() => rng.chisquare(0), np.ValueError, 'df <= 0'],
    [() => rng.f(1, 0), np.ValueError, 'dfden <= 0'],
    [() => rng.gamma(-1, 1), np.ValueError, 'gamma: shape < 0'],
    [() => rng.gamma(1, -0), np.ValueError, 'gamma: scale < 0'],
    [() => rng.standardGamma(-1, null, { dtype: 'float32' }), np.ValueError, 'standardGamma: shape < 0'],
    [() => rng.standardGamma(1, 2, { dtype: 'int8' as 'float32' }), np.DTypeError, "Unsupported dtype 'int8'"],
    [() => rng.geometric(0), np.ValueError, 'p <= 0, p > 1 or p contains NaNs'],
    [() => rng.gumbel(0, -1), np.ValueError, 'scale < 0'],
    [() => rng.lognormal(0, -1), np.ValueError, 'sigma < 0'],
    [() => rng.hypergeometric(1, 2, 4), np.ValueError, 'ngood + nbad < nsample, got ngood 1, nbad 2, nsample 4'],
    [() => rng.hypergeometric(-1, 2, 1), np.ValueError, 'ngood < 0'],
    [() => rng.hypergeometric(2e9, 2, 1), np.ValueError, 'both ngood and nbad must be less than 1000000000'],
    [() => rng.logseries(1), np.ValueError, 'p < 0, p >= 1 or p is NaN'],
    [() => rng.negativeBinomial(0, 0.5), np.ValueError, 'n <= 0'],
    [() => rng.negativeBinomial(1e30, 1e-10), np.ValueError, 'n too large or p too small'],
    [() => rng.noncentralChisquare(1, -1), np.ValueError, 'nonc < 0'],
    [() => rng.pareto(0), np.ValueError, 'a <= 0'],
    [() => rng.poisson(-1), np.ValueError, 'lam < 0 or lam is NaN'],
    [() => rng.poisson(1e20), np.ValueError, 'lam value too large'],
    [() => rng.power(0), np.ValueError, 'a <= 0'],
    [() => rng.rayleigh(-1), np.ValueError, 'scale < 0'],
    [() => rng.standardT(0), np.ValueError, 'df <= 0'],
    [() => rng.triangular(0, -1, 1), np.ValueError, 'left > mode, got left 0, mode -1, right 1'],
    [() => rng.triangular(0, 2, 1), np.ValueError, 'mode > right'],
    [() => rng.triangular(0, 0, 0), np.ValueError, 'left == right'],
    [() => rng.triangular([0, 2], 1, 3, 2), np.ValueError, 'left > mode'],
    [() => rng.vonmises(0, -1), np.ValueError, 'kappa < 0'],
    [() => rng.wald(0, 1), np.ValueError, 'mean <= 0'],
    [() => rng.weibull(-1), np.ValueError, 'a < 0'],
    [() => rng.zipf(1), np.ValueError, 'a <= 1 or a is NaN'],
    [() => rng.poisson([1, 2, 3], 2), np.ValueError, 'Output size (2,) is not compatible'],
    [() => rng.dirichlet([1, -1]), np.ValueError, 'alpha < 0'],
    [() => rng.dirichlet(3), np.ValueError, 'alpha must be 1-dimensional'],
    [() => rng.multinomial(-1, [1]), np.ValueError, 'n < 0'],
    [() => rng.multinomial(1.5, [1]), np.DTypeError, 'n must be an integer'],
    [() => rng.multinomial(1, [0.5, 0.6, 0]), np.ValueError, 'sum(pvals[:-1]) > 1.0'],
    [() => rng.multinomial(1, [0.5, -0.1]), np.ValueError, 'pvals < 0, pvals > 1 or pvals contains NaNs'],
    [() => rng.multinomial(1, []), np.ValueError, 'pvals must have at least 1 dimension'],
    [() => rng.multinomial([1, 2], [0.5, 0.5], 3), np.ValueError, 'Output size (3,) is not compatible'],
    [() => rng.multivariateHypergeometric([1, 1], 3), np.ValueError, 'nsample > sum(colors)'],
    [
      () => rng.multivariateHypergeometric([1, -1], 0),
      np.ValueError,
      'one-dimensional sequence of nonnegative integers',
    ],
    [() => rng.multivariateHypergeometric([1, 1], -1), np.ValueError, 'nsample must be nonnegative'],
    [() => rng.multivariateHypergeometric([2e9, 1], 1), np.ValueError, 'sum(colors) must be less than 1000000000'],
    [() => rng.multivariateHypergeometric([1], 1, 1, { method: 'x' as 'count' }), np.ValueError, 'method must be'],
    [() => rng.multivariateNormal([[0]], [[1]]), np.ValueError, 'mean must be 1 dimensional'],
    [() => rng.multivariateNormal([0], [1]), np.ValueError, 'cov must be 2 dimensional and square'],
    [() => rng.multivariateNormal([0, 0], [[1]]), np.ValueError, 'mean and cov must have same length'],
    [() => rng.multivariateNormal([0], [[1]], 1, { method: 'qr' as 'svd' }), np.ValueError, 'method must be one of'],
    [
      () => rng.multivariateNormal([0], [[1]], 1, { checkValid: 'no' as 'warn' }),
      np.ValueError,
      'checkValid must equal',
    ],
    [
      () =>
        rng.multivariateNormal(
          [0, 0],
          [
            [1, 2],
            [2, 1],
          ],
          1,
          { checkValid: 'raise' },
        ),
      np.ValueError,
      'covariance is not symmetric positive-semidefinite',
    ],
    [
      () =>
        rng.multivariateNormal(
          [0, 0],
          [
            [1, 2],
            [2, 1],
          ],
          1,
          { checkValid: 'raise', method: 'eigh' },
        ),
      np.ValueError,
      'covariance is not symmetric positive-semidefinite',
    ],
    [
      () =>
        rng.multivariateNormal(
          [0, 0],
          [
            [1, 2],
            [2, 1],
          ],
          1,
          { method: 'cholesky' },
        ),
      np.LinAlgError,
      'not positive definite',
    ],
  ];
  it.each(cases.map(([run, type, text]) => [text, run, type] as const))('%s', (text, run, type) => {
    const before = rng.bitGenerator.state;
    let error: unknown;
    try {
      run();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(type as never);
    expect((error as Error).message).toContain(text);
    expect(rng.bitGenerator.state).toEqual(before);
  });
});

describe('results', () => {
  it('counts are int32 while every possible value fits, int64 beyond', () => {
    const rng = random.defaultRng(1);
    expect(rng.poisson(3, 2).dtype).toBe('int32');
    expect(rng.poisson(1e10, 2).dtype).toBe('int64');
    expect(rng.binomial(2 ** 31 - 1, 0.5, 2).dtype).toBe('int32');
    expect(rng.binomial([10, 2 ** 31], 0.5).dtype).toBe('int64');
    expect(rng.geometric(1e-9, 2).dtype).toBe('int64');
    expect(rng.negativeBinomial(5, 0.5, 2).dtype).toBe('int32');
    expect(rng.zipf(3, 2).dtype).toBe('int64');
    expect(rng.multinomial(2 ** 31, [0.5, 0.5]).dtype).toBe('int64');
    expect(typeof rng.zipf(2)).toBe('number');
    expect(rng.poisson(1e10)).toBeGreaterThan(9e9);
  });

  it('have the shapes asked for, empty ones too', () => {
    const rng = random.defaultRng(1);
    expect(rng.gamma(2, 1, [2, 3]).shape).toEqual([2, 3]);
    expect(rng.poisson(2, [0, 3]).shape).toEqual([0, 3]);
    expect(rng.gamma([], 1).shape).toEqual([0]);
    expect(rng.binomial([], 0.5).dtype).toBe('int32');
    expect(rng.multinomial(5, [0.5, 0.5], [2, 3]).shape).toEqual([2, 3, 2]);
    expect(rng.multinomial([], [0.5, 0.5]).shape).toEqual([0, 2]);
    expect(rng.dirichlet([], 2).shape).toEqual([2, 0]);
    expect(rng.multivariateHypergeometric([], 0).shape).toEqual([0]);
    expect(rng.multivariateNormal([], np.zeros([0, 0]), 2, { method: 'eigh' }).shape).toEqual([2, 0]);
  });

  it('standardGamma writes to out', () => {
    const out = np.zeros([2, 2], { dtype: 'float32' });
    expect(random.defaultRng(3).standardGamma(2, null, { out })).toBe(out);
    expect(out.toArray()).toEqual(random.defaultRng(3).standardGamma(2, [2, 2], { dtype: 'float32' }).toArray());
    expect(random.defaultRng(3).standardGamma([1, 2], null, { dtype: 'float32' }).dtype).toBe('float32');
  });

  it('multivariate normal draws have the mean and covariance asked for, by every method', () => {
    const cov = [
      [2, 0.7, -0.4],
      [0.7, 1, 0.2],
      [-0.4, 0.2, 3],
    ];
    for (const method of ['svd', 'eigh', 'cholesky'] as const) {
      const x = random.defaultRng(7).multivariateNormal([1, 2, 3], cov, 40_000, { method });
      (np.mean(x, { axis: 0 }).toArray() as number[]).forEach((m, i) => expect(Math.abs(m - i - 1)).toBeLessThan(0.04));
      (np.cov(x.T).toArray() as number[][])
        .flat()
        .forEach((c, i) => expect(Math.abs(c - cov.flat()[i]!)).toBeLessThan(0.08));
    }
    // a singular covariance: the second number is always twice the first
    const line = random.defaultRng(7).multivariateNormal(
      [0, 0],
      [
        [1, 2],
        [2, 4],
      ],
      5,
    );
    for (const [a, b] of line.toArray() as [number, number][]) expect(b).toBeCloseTo(2 * a, 6);
  });
});

it('types', () => {
  const rng = random.defaultRng(1);
  expectTypeOf(rng.gamma(2)).toEqualTypeOf<number>();
  expectTypeOf(rng.gamma([2, 3])).toEqualTypeOf<NDArray<'float64'>>();
  expectTypeOf(rng.standardCauchy(3)).toEqualTypeOf<NDArray<'float64'>>();
  expectTypeOf(rng.standardGamma(2)).toEqualTypeOf<number>();
  expectTypeOf(rng.standardGamma(2, 3, { dtype: 'float32' })).toEqualTypeOf<NDArray<'float32'>>();
  expectTypeOf(rng.poisson()).toEqualTypeOf<number>();
  expectTypeOf(rng.poisson(3, 4)).toEqualTypeOf<NDArray<'int32'>>();
  expectTypeOf(rng.zipf(3, 4)).toEqualTypeOf<NDArray<'int64'>>();
  expectTypeOf(rng.multinomial(3, [1])).toEqualTypeOf<NDArray<'int32'>>();
  expectTypeOf(rng.dirichlet([1, 2])).toEqualTypeOf<NDArray<'float64'>>();
  // @ts-expect-error a scale without a shape
  expect(() => rng.gamma(undefined, 1)).toThrow();
});
