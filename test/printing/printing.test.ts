/** Printing as users meet it: console.log, String, print options, formatters, errors, speed on large arrays. */
import { inspect } from 'node:util';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';

const DEFAULTS = np.getPrintoptions();
afterEach(() => np.setPrintoptions(DEFAULTS));

describe('String and console.log', () => {
  const a = np.array([
    [1, 2.5],
    [3, 4],
  ]);

  it('str', () => {
    expect(String(a)).toBe('[[1.  2.5]\n [3.  4. ]]');
    expect(`${np.array([1, 2])}`).toBe('[1. 2.]');
    expect(`${np.array(3)} ${np.array(true)} ${np.array(5n)}`).toBe('3.0 True 5');
    expect(a.toString()).toBe(np.arrayStr(a));
  });

  it('repr, also within objects, indented', () => {
    expect(inspect(a)).toBe('array([[1. , 2.5],\n       [3. , 4. ]])');
    expect(inspect({ a })).toBe('{\n  a: array([[1. , 2.5],\n         [3. , 4. ]])\n}');
    expect(inspect([np.array([1])])).toBe('[ array([1.]) ]');
  });

  it('the default integer int32 is implied, int64 is not', () => {
    expect(np.arrayRepr(np.array([1, 2], { dtype: 'int' }))).toBe('array([1, 2])');
    expect(np.arrayRepr(np.array([1n, 2n]))).toBe('array([1, 2], dtype=int64)');
    expect(np.arrayRepr(np.zeros([0, 3], { dtype: 'int' }))).toBe('array([], shape=(0, 3), dtype=int32)');
  });

  it('takes array-likes', () => {
    expect(np.array2string([[1, 2]])).toBe('[[1. 2.]]');
    expect(np.arrayRepr(new Float32Array(2))).toBe('array([0., 0.], dtype=float32)');
    expect(np.arrayStr(1e16)).toBe('1e+16');
  });

  it('complex scalars print as Python does', () => {
    expect(String(new np.Complex(1e16, -1e-5))).toBe('(1e+16-1e-05j)');
    expect(String(new np.Complex(0, 2))).toBe('2j');
    expect(String(new np.Complex(-0, NaN))).toBe('(-0+nanj)');
  });
});

describe('large arrays', () => {
  it('are summarised from just past the threshold', () => {
    expect(String(np.zeros(1000))).not.toContain('...');
    expect(String(np.zeros(1001))).toBe('[0. 0. 0. ... 0. 0. 0.]');
    expect(np.arrayRepr(np.zeros(1001))).toBe('array([0., 0., 0., ..., 0., 0., 0.], shape=(1001,))');
  });

  it('are not walked through', () => {
    const huge = np.zeros(1).strided([60000, 60000], [0, 0], 0);
    const start = performance.now();
    for (let i = 0; i < 20; i++) np.arrayRepr(huge);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('print whole with an infinite threshold', () => {
    const text = np.array2string(np.arange(5000), { threshold: Infinity });
    expect(text.match(/\d+\./g)).toHaveLength(5000);
  });
});

describe('print options', () => {
  it('are set, read and reset', () => {
    np.setPrintoptions({ precision: 3, nanstr: 'NotANum', infstr: 'oo' });
    expect(np.getPrintoptions()).toEqual({ ...DEFAULTS, precision: 3, nanstr: 'NotANum', infstr: 'oo' });
    expect(String(np.array([NaN, 1 / 3, Infinity]))).toBe('[NotANum   0.333      oo]');
    expect(String(np.array(NaN))).toBe('nan');
    np.setPrintoptions(DEFAULTS);
    expect(np.getPrintoptions()).toEqual(DEFAULTS);
  });

  it('null leaves an option as it is; what is read is a copy', () => {
    np.setPrintoptions({ precision: 3, edgeitems: null });
    np.getPrintoptions().precision = 5;
    expect(np.getPrintoptions()).toEqual({ ...DEFAULTS, precision: 3 });
  });

  it('the formatter goes with the next change', () => {
    np.setPrintoptions({ formatter: { int: (x) => `<${x}>` } });
    expect(String(np.array([1, 2], { dtype: 'int' }))).toBe('[<1> <2>]');
    expect(String(np.array([1, 2]))).toBe('[1. 2.]');
    np.setPrintoptions({ edgeitems: 2 });
    expect(np.getPrintoptions().formatter).toBeNull();
  });

  it('overrideRepr writes in place of repr', () => {
    np.setPrintoptions({ overrideRepr: (a) => `<${a.dtype} ${a.shape.join('x')}>` });
    expect(inspect(np.zeros([2, 3]))).toBe('<float64 2x3>');
  });

  it('hold for the length of a function', async () => {
    const third = np.array([1 / 3]);
    expect(np.printoptions({ precision: 2 }, () => String(third))).toBe('[0.33]');
    expect(String(third)).toBe('[0.33333333]');
    expect(() =>
      np.printoptions({ precision: 2 }, () => {
        throw new Error('from within');
      }),
    ).toThrow('from within');
    expect(np.getPrintoptions()).toEqual(DEFAULTS);
    const text = await np.printoptions({ precision: 3 }, async () => {
      await Promise.resolve();
      return String(third);
    });
    expect(text).toBe('[0.333]');
    expect(np.getPrintoptions()).toEqual(DEFAULTS);
    expectTypeOf(np.printoptions({}, () => 1)).toEqualTypeOf<number>();
  });

  it('hold until restored', () => {
    const scope = np.printoptions({ precision: 2 });
    expect(np.getPrintoptions().precision).toBe(2);
    scope.restore();
    expect(np.getPrintoptions()).toEqual(DEFAULTS);
  });

  it.each<[np.PrintOverrides, string]>([
    [{ precision: -1 }, 'setPrintoptions: precision must be an integer >= 0, got -1'],
    [{ precision: 1.5 }, 'setPrintoptions: precision must be an integer >= 0, got 1.5'],
    [{ threshold: NaN }, 'setPrintoptions: threshold must be a number and not NaN'],
    [
      { floatmode: 'x' as 'fixed' },
      `setPrintoptions: floatmode must be one of "fixed", "unique", "maxprec", "maxprec_equal", got 'x'`,
    ],
    [{ sign: 'x' as '+' }, "setPrintoptions: sign must be one of ' ', '+', or '-', got 'x'"],
    [{ edgeitems: -2 }, 'setPrintoptions: edgeitems must be an integer >= 0, got -2'],
    [{ digits: 3 } as np.PrintOverrides, "setPrintoptions() got an unexpected option 'digits'"],
    [{ formatter: { flot: String } as np.Formatters }, "setPrintoptions: formatter() got an unexpected option 'flot'"],
    [
      { formatter: { float: 3 } as unknown as np.Formatters },
      'setPrintoptions: formatter.float must be a function, got 3',
    ],
  ])('%o is refused and changes nothing', (options, message) => {
    expect(() => np.setPrintoptions({ linewidth: 40, ...options })).toThrow(message);
    expect(np.getPrintoptions()).toEqual(DEFAULTS);
  });
});

describe('formatter', () => {
  it('goes by kind, the narrower name first', () => {
    const text = (a: np.ArrayLike, formatter: np.Formatters): string => np.array2string(a, { formatter });
    expect(text([1, 2], { all: () => 'a', floatKind: () => 'k' })).toBe('[k k]');
    expect(text([1, 2], { floatKind: () => 'k', float: (x) => x.toFixed(1) })).toBe('[1.0 2.0]');
    expect(text([true], { all: (x) => `${x}!` })).toBe('[true!]');
    expect(text([1n], { intKind: (x) => `${x}n` })).toBe('[1n]');
    expect(text([new np.Complex(1, 2)], { complexfloat: (z) => `${z.re}|${z.im}` })).toBe('[1|2]');
    expect(text([1], { int: () => 'no', all: null })).toBe('[1.]');
    expect(text(3, { float: (x) => `<${x}>` })).toBe('<3>');
  });

  it('texts of several lines hang', () => {
    const formatter = { float: (x: number) => `${x}\n--` };
    expect(np.array2string([1, 2], { formatter })).toBe('[1\n -- 2\n    --]');
  });

  it('must give strings', () => {
    expect(() =>
      np.array2string([1], { formatter: { float: ((x: number) => x) as unknown as (x: number) => string } }),
    ).toThrow('formatter: expected a string for 1, got 1');
  });
});

describe('bad input', () => {
  it.each<[() => unknown, string]>([
    [
      () => np.array2string([1], { separator: 3 as unknown as string }),
      'array2string: separator must be a string, got 3',
    ],
    [() => np.array2string([1], { linewidth: 3 } as object), "array2string() got an unexpected option 'linewidth'"],
    [() => np.arrayRepr([1], { maxLineWidth: NaN }), 'arrayRepr: maxLineWidth must be a number and not NaN'],
    [() => np.arrayStr([1], { separator: ',' } as object), "arrayStr() got an unexpected option 'separator'"],
    [
      () => np.formatFloatPositional('1' as unknown as number),
      "formatFloatPositional: x must be a number or a 0-dimensional array of floats, got '1'",
    ],
    [
      () => np.formatFloatPositional(np.zeros(3)),
      'only 0-dimensional arrays can be converted to scalars, x has shape (3,)',
    ],
    [() => np.formatFloatPositional(1, { unique: false }), 'in non-unique mode precision must be supplied'],
    [
      () => np.formatFloatPositional(1, { precision: 2, minDigits: 3 }),
      'minDigits must be less than or equal to precision, got 3 > 2',
    ],
    [
      () => np.formatFloatPositional(1, { precision: 0, fractional: false }),
      'precision must be greater than 0 if fractional is false',
    ],
    [() => np.formatFloatScientific(1, { padLeft: -1 }), 'formatFloatScientific: padLeft must be >= 0, got -1'],
    [() => np.formatFloatScientific(1, { trim: 'x' as 'k' }), "trim must be 'k', '.', '0' or '-', got 'x'"],
    [() => np.finfo('int32'), "finfo: data type 'int32' not inexact"],
    [() => np.iinfo('float32'), "iinfo: Invalid integer data type 'f'"],
    [() => np.iinfo('bool'), "iinfo: Invalid integer data type 'b'"],
    [() => np.finfo('quad' as 'float64'), "data type 'quad' not understood"],
  ])('%s', (call, message) => {
    expect(call).toThrow(message);
  });
});

describe('finfo and iinfo', () => {
  it('take arrays, other spellings and complex dtypes', () => {
    expect(np.finfo('complex64')).toBe(np.finfo('float32'));
    expect(np.finfo(np.zeros(2, { dtype: 'float16' })).dtype).toBe('float16');
    expect(np.finfo('f8').eps).toBe(Number.EPSILON);
    expect(np.iinfo('int').max).toBe(2147483647);
    expectTypeOf(np.iinfo('int64').max).toEqualTypeOf<bigint>();
    expectTypeOf(np.iinfo('u1').max).toEqualTypeOf<number>();
    expectTypeOf(np.finfo('complex64').dtype).toEqualTypeOf<'float32'>();
  });
});
