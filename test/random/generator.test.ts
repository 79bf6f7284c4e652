/** The Generator that users hold, against NumPy: values, shapes, dtypes, layouts; its errors and types. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { NDArray, random } from '../../src/index.js';
import { decode, fixture } from '../oracle.js';

type Result = [char: string, shape: number[], bytes: string];
type Plain =
  number | boolean | null | Plain[] | { big: string } | { a: [string, number[], string] } | { v: [string, Plain] };
type Step = [method: string, args: Plain[], options: Record<string, Plain>, result: Result | Plain];
interface Fixture {
  programs: { seed: number | number[]; steps: Step[] }[];
  spawn: [number, number][];
}

const data = fixture<Fixture>('random/generator.json');

function counting(char: string, shape: number[], layout: string): NDArray {
  const size = shape.reduce((a, b) => a * b, 1);
  const flat = np.array(Array.from({ length: size }, (_, i) => i)).astype(dtypeName(char));
  const steps = shape.map((_, k) => shape.slice(k + 1).reduce((a, b) => a * b, 1));
  const c = flat.strided(shape, steps, 0);
  if (layout === 'C') return c;
  if (layout === 'F') return c.copy({ order: 'F' });
  const wide = np.zeros(
    shape.map((n) => 2 * n),
    { dtype: dtypeName(char) },
  );
  const view = wide.at(...shape.map((_, k) => (k === shape.length - 1 ? '::-2' : '::2')));
  return view.set(['...'], c);
}

const dtypeName = (char: string): np.DType => decode(char, '').dtype;

function argument(value: Plain | undefined): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(argument);
  if (typeof value !== 'object') return value;
  if ('big' in value) return BigInt(value.big);
  if ('a' in value) return counting(...value.a);
  return np.array(argument(value.v[1]) as np.ArrayLike, { dtype: dtypeName(value.v[0]) });
}

function expectSame(actual: unknown, [char, shape, bytes]: Result, method: string): void {
  const want = decode(char, bytes);
  if (actual instanceof Uint8Array) actual = np.asarray(actual);
  if (actual instanceof NDArray) {
    expect(actual.shape).toEqual(shape);
    // Positions and default integers are int64 in NumPy and int32 here.
    if (!(actual.dtype === 'int32' && want.dtype === 'int64')) expect(actual.dtype).toBe(want.dtype);
    expect(actual.astype(want.dtype).toFlatArray(), method).toEqual(want.toFlatArray());
  } else {
    expect(shape).toEqual([]);
    expect(typeof actual === 'number' ? actual : Number(actual), method).toBe(Number(want.item(0)));
  }
}

describe('Generator gives NumPy’s numbers', () => {
  data.programs.forEach((program, k) => {
    it(`program ${k}, seed ${String(program.seed)}`, () => {
      const rng = random.defaultRng(program.seed);
      program.steps.forEach(([method, args, options, result], i) => {
        const label = `step ${i}: ${method}(${JSON.stringify(args)}, ${JSON.stringify(options)})`;
        const given = args.map(argument);
        const named = Object.fromEntries(Object.entries(options).map(([key, value]) => [key, argument(value)]));
        const arity =
          { random: 1, standardNormal: 1, standardExponential: 1, integers: 3, choice: 2 }[method] ?? given.length;
        while (given.length < arity) given.push(undefined);
        if (Object.keys(named).length > 0) given.push(named);
        const call = (rng as unknown as Record<string, (...a: unknown[]) => unknown>)[method]!;
        let actual = call.apply(rng, given);
        if (method === 'shuffle') actual = given[0];
        if (Array.isArray(result) && typeof result[0] === 'string') expectSame(actual, result as Result, label);
        else expect(typeof actual === 'bigint' ? Number(actual) : actual, label).toEqual(result);
      });
    });
  });

  it('spawns NumPy’s children', () => {
    const rng = random.defaultRng(7);
    const got: number[][] = [];
    for (const count of [2, 1]) {
      for (const child of rng.spawn(count)) {
        got.push(child.random(2).toArray() as number[]);
        got.push(child.spawn(1)[0]!.random(2).toArray() as number[]);
      }
    }
    expect(got).toEqual(data.spawn);
  });
});

describe('defaultRng', () => {
  it('takes seeds, seed sequences, bit generators and generators', () => {
    const first = random.defaultRng(42).random();
    expect(first).toBe(0.7739560485559633);
    expect(random.defaultRng(42n).random()).toBe(first);
    expect(random.defaultRng([42]).random()).toBe(first);
    expect(random.defaultRng(new random.SeedSequence(42)).random()).toBe(first);
    expect(random.defaultRng(new random.PCG64(42)).random()).toBe(first);
    const rng = random.defaultRng(42);
    expect(random.defaultRng(rng)).toBe(rng);
    expect(random.defaultRng().random()).not.toBe(random.defaultRng().random());
    expect(String(rng)).toBe('Generator(PCG64)');
  });
});

describe('results', () => {
  it('go into out, in the order of its memory', () => {
    const want = random.defaultRng(1).random(6).toArray() as number[];
    const c = np.zeros([2, 3]);
    expect(random.defaultRng(1).random(null, { out: c })).toBe(c);
    expect(c.toFlatArray()).toEqual(want);
    const f = np.zeros([2, 3], { order: 'F' });
    random.defaultRng(1).random([2, 3], { out: f });
    expect(f.T.toFlatArray()).toEqual(want);
    const part = np.zeros(10);
    random.defaultRng(1).random(undefined, { out: part.at('2:8') });
    expect(part.toArray()).toEqual([0, 0, ...want, 0, 0]);
    const single = np.zeros(3, { dtype: 'float32' });
    expect(random.defaultRng(1).standardNormal(3, { out: single }).toArray()).toEqual(
      random.defaultRng(1).standardNormal(3, { dtype: 'float32' }).toArray(),
    );
  });

  it('permuted writes to out', () => {
    const x = np.array([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    const want = random.defaultRng(3).permuted(x, { axis: 1 }).toArray();
    const out = np.zeros([2, 3], { order: 'F' });
    expect(random.defaultRng(3).permuted(x, { axis: 1, out })).toBe(out);
    expect(out.toArray()).toEqual(want);
    random.defaultRng(3).permuted(x, { axis: 1, out: x });
    expect(x.toArray()).toEqual(want);
  });

  it('choose and permute strings', () => {
    const colours = ['red', 'green', 'blue'] as const;
    expect(random.defaultRng(1).choice(colours, 2)).toEqual(['green', 'green']);
    expect(colours).toContain(random.defaultRng(1).choice(colours));
    expect(random.defaultRng(1).permutation(colours).sort()).toEqual(['blue', 'green', 'red']);
  });

  it('leave what was given alone, but for shuffle', () => {
    const x = np.arange(20);
    random.defaultRng(0).permutation(x);
    random.defaultRng(0).permuted(x);
    random.defaultRng(0).choice(x, 5, { replace: false });
    expect(x.toArray()).toEqual(np.arange(20).toArray());
    const typed = Float64Array.of(1, 2, 3, 4);
    random.defaultRng(5).shuffle(typed);
    const list = [1, 2, 3, 4];
    random.defaultRng(5).shuffle(list);
    expect(Array.from(typed)).toEqual(list);
    const one = np.arange(3);
    const row = np.array([[1, 2]]);
    const picked = random.defaultRng(0).choice(row);
    picked.set([0], 9);
    expect(row.toArray()).toEqual([[1, 2]]);
    expect(one.size).toBe(3);
  });

  it('int32 where bounds fit, int64 beyond, bigints for bigints', () => {
    const rng = random.defaultRng(1);
    expect(rng.integers(0, 2 ** 31, 2).dtype).toBe('int32');
    expect(rng.integers(0, 2 ** 31, 2, { endpoint: true }).dtype).toBe('int64');
    expect(rng.integers(-(2 ** 31) - 1, 0, 2).dtype).toBe('int64');
    expect(rng.integers(0n, 5n, 2).dtype).toBe('int64');
    expect(typeof rng.integers(5n)).toBe('bigint');
    expect(typeof rng.integers(0, 5, null, { dtype: 'int64' })).toBe('bigint');
    expect(typeof rng.integers(0, 2, null, { dtype: 'bool' })).toBe('boolean');
    expect(rng.integers(0, 1, { endpoint: true })).toBeLessThan(2);
    expect(rng.integers([0, 2 ** 33], 2 ** 40).dtype).toBe('int64');
  });

  it('large draws fill the storage itself', () => {
    const a = random.defaultRng(1).random(1e5);
    expect(a.storage.length).toBe(1e5);
    expect(a.storage[99_999]).toBe(a.item(99_999));
  });
});

describe('the shared generator', () => {
  it('draws what defaultRng draws', () => {
    random.seed(42);
    const rng = random.defaultRng(42);
    expect(random.rand()).toBe(rng.random());
    expect(random.rand(2, 3).toArray()).toEqual(rng.random([2, 3]).toArray());
    expect(random.randn()).toBe(rng.standardNormal());
    expect(random.randn(3).toArray()).toEqual(rng.standardNormal(3).toArray());
    expect(random.randint(10)).toBe(rng.integers(10));
    expect(random.randint(1, 7, [2, 2]).toArray()).toEqual(rng.integers(1, 7, [2, 2]).toArray());
    expect(random.random(2).toArray()).toEqual(rng.random(2).toArray());
    expect(random.normal(1, 2)).toBe(rng.normal(1, 2));
    expect(random.uniform(1, 2)).toBe(rng.uniform(1, 2));
    expect(random.choice(5)).toBe(rng.choice(5));
    expect(random.permutation(5).toArray()).toEqual(rng.permutation(5).toArray());
    const [a, b] = [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ];
    random.shuffle(a!);
    rng.shuffle(b!);
    expect(a).toEqual(b);
  });
});

describe('bad input is one clear error', () => {
  const rng = random.defaultRng(1);
  const readOnly = np.zeros(3);
  readOnly.writeable = false;
  const cases: [label: string, run: () => unknown, type: unknown, text: string][] = [
    ['seed', () => random.defaultRng(-1), np.ValueError, 'expected non-negative integer'],
    ['seed text', () => random.defaultRng('x' as never), np.DTypeError, 'expects int or sequence of ints'],
    ['Generator', () => new random.Generator({} as never), np.DTypeError, 'expected a bit generator'],
    ['option', () => rng.random(1, { dtyp: 'float32' } as never), np.DTypeError, "unexpected option 'dtyp'"],
    [
      'dtype',
      () => rng.random(1, { dtype: 'int32' as 'float32' }),
      np.DTypeError,
      "Unsupported dtype 'int32' for random",
    ],
    ['size', () => rng.random(-1), np.ValueError, 'negative dimensions are not allowed'],
    [
      'out dtype',
      () => rng.random(3, { dtype: 'float32', out: np.zeros(3) as unknown as NDArray<'float32'> }),
      np.DTypeError,
      'Supplied output array has the wrong type. Expected float32, got float64',
    ],
    [
      'out shape',
      () => rng.random(4, { out: np.zeros(3) }),
      np.ValueError,
      'size must match out.shape when used together',
    ],
    ['out layout', () => rng.random(null, { out: np.zeros(6).at('::2') }), np.ValueError, 'must be contiguous'],
    ['low, high', () => rng.uniform(2, 1), np.ValueError, 'high - low < 0'],
    ['infinite', () => rng.uniform(0, Infinity), np.ValueError, 'high - low range exceeds valid bounds'],
    [
      'names of parameters',
      () => rng.normal({ size: 3 } as never),
      np.DTypeError,
      'normal: parameters go by position, the size after them, got an object with size',
    ],
    ['name of the size', () => rng.random({ size: 3 } as never), np.DTypeError, 'random: parameters go by position'],
    ['names of bounds', () => rng.integers({ high: 3 } as never), np.DTypeError, 'integers: parameters go by position'],
    ['scale', () => rng.normal(0, -1), np.ValueError, 'scale < 0'],
    ['scales', () => rng.exponential([1, -2]), np.ValueError, 'scale < 0'],
    [
      'size of parameters',
      () => rng.normal([1, 2, 3], 1, 2),
      np.ValueError,
      'Output size (2,) is not compatible with broadcast dimensions of inputs (3,).',
    ],
    [
      'parameters',
      () => rng.normal([1, 2, 3], [1, 2]),
      np.ValueError,
      'could not be broadcast together with shapes (3,) (2,)',
    ],
    ['integers', () => rng.integers(5, 5), np.ValueError, 'low >= high'],
    [
      'integers bound',
      () => rng.integers(0, 300, 2, { dtype: 'uint8' }),
      np.ValueError,
      'high is out of bounds for uint8',
    ],
    ['integers fraction', () => rng.integers(0, 1.5), np.DTypeError, 'high must be an integer'],
    [
      'integers dtype',
      () => rng.integers(0, 5, 2, { dtype: 'float64' as 'int8' }),
      np.DTypeError,
      'Unsupported dtype "float64"',
    ],
    ['integers inexact', () => rng.integers(0, 2 ** 60), np.ValueError, 'give bigints'],
    ['choice empty', () => rng.choice(0), np.ValueError, 'a must be a positive integer unless no samples are taken'],
    [
      'choice none',
      () => rng.choice(new Float64Array(0)),
      np.ValueError,
      'a cannot be empty unless no samples are taken',
    ],
    [
      'choice too many',
      () => rng.choice(3, 4, { replace: false }),
      np.ValueError,
      'Cannot take a larger sample than population',
    ],
    ['choice p shape', () => rng.choice(4, 1, { p: [[0.5, 0.5]] }), np.ValueError, 'p must be 1-dimensional'],
    ['choice p size', () => rng.choice(4, 1, { p: [0.5, 0.5] }), np.ValueError, 'a and p must have same size'],
    ['choice p sum', () => rng.choice(2, 1, { p: [0.5, 0.6] }), np.ValueError, 'Probabilities do not sum to 1'],
    ['choice axis', () => rng.choice([1, 2], 1, { axis: 1 }), np.AxisError, 'axis 1 is out of bounds'],
    ['shuffle axis', () => rng.shuffle(np.zeros(3), { axis: 1 }), np.AxisError, 'axis 1 is out of bounds'],
    ['shuffle list axis', () => rng.shuffle([1], { axis: 1 }), np.ValueError, 'Axis argument is only supported'],
    ['shuffle read-only', () => rng.shuffle(readOnly), np.ValueError, 'array is read-only'],
    ['shuffle number', () => rng.shuffle(3 as never), np.DTypeError, 'x must be'],
    ['permutation', () => rng.permutation(-1), np.ValueError, 'x must be an integer in'],
    [
      'permuted out',
      () => rng.permuted([1, 2], { out: np.zeros(3) }),
      np.ValueError,
      'out must have the same shape as x',
    ],
    [
      'permuted dtype',
      () => rng.permuted([1.5, 2], { out: np.zeros(2, { dtype: 'int' }) }),
      np.DTypeError,
      'Cannot cast',
    ],
    ['bytes', () => rng.bytes(-1), np.ValueError, 'non-negative integer'],
    ['spawn', () => rng.spawn(-1), np.ValueError, 'n_children must be non-negative'],
  ];
  it.each(cases)('%s', (_, run, type, text) => {
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

it('types', () => {
  const rng = random.defaultRng(1);
  expectTypeOf(rng.random()).toEqualTypeOf<number>();
  expectTypeOf(rng.random(3)).toEqualTypeOf<NDArray<'float64'>>();
  expectTypeOf(rng.random(3, { dtype: 'float32' })).toEqualTypeOf<NDArray<'float32'>>();
  expectTypeOf(rng.normal(0, 1)).toEqualTypeOf<number>();
  expectTypeOf(rng.normal([0, 1], 1)).toEqualTypeOf<NDArray<'float64'>>();
  expectTypeOf(rng.normal(0, 1, [2, 2])).toEqualTypeOf<NDArray<'float64'>>();
  expectTypeOf(rng.integers(5)).toEqualTypeOf<number>();
  expectTypeOf(rng.integers(5n)).toEqualTypeOf<bigint>();
  expectTypeOf(rng.integers(0, 5, 2)).toEqualTypeOf<NDArray<'int32'>>();
  expectTypeOf(rng.integers(0, 5, 2, { dtype: 'int64' })).toEqualTypeOf<NDArray<'int64'>>();
  expectTypeOf(rng.integers(0, 5, null, { dtype: 'int64' })).toEqualTypeOf<bigint>();
  expectTypeOf(rng.choice(5)).toEqualTypeOf<number>();
  expectTypeOf(rng.choice([1.5, 2])).toEqualTypeOf<number>();
  expectTypeOf(rng.choice(['a', 'b'] as const)).toEqualTypeOf<'a' | 'b'>();
  expectTypeOf(rng.choice([1.5, 2], 3)).toEqualTypeOf<NDArray<'float64'>>();
  expectTypeOf(rng.permutation(5)).toEqualTypeOf<NDArray<'int32'>>();
  expectTypeOf(rng.permutation(new Float32Array(2))).toEqualTypeOf<NDArray<'float32'>>();
  expectTypeOf(random.random(2)).toEqualTypeOf<NDArray<'float64'>>();
});
