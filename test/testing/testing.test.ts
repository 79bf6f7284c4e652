/** The assertions of numloom/testing: when they fail, and what they say, against NumPy. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import * as testing from '../../src/testing/index.js';
import { dtypeOfChar } from '../../src/core/dtype.js';
import { fixture } from '../oracle.js';

type Nested = number | string | boolean | Nested[];
type Argument = number | string | [char: string, values: Nested, shape: number[]];
type Case = [name: string, args: Argument[], options: Record<string, unknown>, message: string | null];

const real = (value: unknown): unknown =>
  value === 'nan' ? NaN : value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value;

function argument(value: Argument): unknown {
  if (!Array.isArray(value)) return real(value);
  const [char, values, shape] = value;
  const read = (v: Nested): np.ArrayLike => {
    if (Array.isArray(v)) {
      if (char === 'D' && !Array.isArray(v[0])) return new np.Complex(real(v[0]) as number, real(v[1]) as number);
      return v.map(read);
    }
    return real(v) as number;
  };
  const array = np.array(read(values), { dtype: dtypeOfChar(char).name });
  expect(array.shape).toEqual(shape);
  return array;
}

describe('messages are NumPy’s', () => {
  const cases = fixture<Case[]>('testing/messages.json');
  it.each(cases.map((one) => [`${one[0]} ${JSON.stringify(one.slice(1, 3))}`, one] as const))(
    '%s',
    (_, [name, args, options, message]) => {
      const assertion = (testing as unknown as Record<string, (...a: unknown[]) => unknown>)[name]!;
      const given = args.map(argument);
      if (Object.keys(options).length > 0) given.push(options);
      let error: Error | undefined;
      try {
        assertion(...given);
      } catch (thrown) {
        error = thrown as Error;
      }
      expect(error?.message ?? null).toBe(message);
      if (error) expect(error).toBeInstanceOf(testing.AssertionError);
    },
  );
});

describe('what NumPy writes otherwise or does not have', () => {
  const message = (run: () => void): string => {
    try {
      run();
    } catch (error) {
      return (error as Error).message;
    }
    return 'passed';
  };

  it('assertEqual goes into lists and objects', () => {
    testing.assertEqual({ a: [1, NaN], b: np.arange(2) }, { a: [1, NaN], b: [0, 1] });
    testing.assertEqual(new np.Complex(1, 2), new np.Complex(1, 2));
    testing.assertEqual(3, 3n);
    expect(message(() => testing.assertEqual([1, 2, 3], [1, 2, 4]))).toBe(
      '\nItems are not equal:\nitem=2\n\n ACTUAL: 3\n DESIRED: 4',
    );
    expect(message(() => testing.assertEqual([1, 2], [1, 2, 3]))).toBe(
      '\nItems are not equal:\n ACTUAL: 2\n DESIRED: 3',
    );
    expect(message(() => testing.assertEqual({ a: 1 }, { a: 2 }))).toBe(
      "\nItems are not equal:\nkey='a'\n\n ACTUAL: 1\n DESIRED: 2",
    );
    expect(message(() => testing.assertEqual({ a: 1 }, { b: 1 }))).toContain("'b' is missing");
    expect(message(() => testing.assertEqual(1, { b: 1 }))).toContain('Items are not equal');
    expect(message(() => testing.assertEqual(0, -0))).toBe('\nItems are not equal:\n ACTUAL: 0\n DESIRED: -0');
    expect(message(() => testing.assertEqual(true, false))).toBe(
      '\nItems are not equal:\n ACTUAL: true\n DESIRED: false',
    );
    expect(message(() => testing.assertEqual(new np.Complex(1, 2), new np.Complex(1, 3)))).toBe(
      '\nItems are not equal:\n ACTUAL: (1+2j)\n DESIRED: (1+3j)',
    );
    expect(message(() => testing.assertEqual(null, undefined))).toContain('ACTUAL: null');
  });

  it('integers are compared exactly', () => {
    const big = np.array([2n ** 60n, 5n]);
    testing.assertArrayEqual(big, [2n ** 60n, 5n]);
    expect(message(() => testing.assertArrayEqual(big, [2n ** 60n + 1n, 5n]))).toContain(
      'Max absolute difference among violations: 1\n',
    );
    expect(
      message(() => testing.assertArrayEqual(np.array([1, 2], { dtype: 'int' }), np.array([1, 4], { dtype: 'int' }))),
    ).toBe(
      '\nArrays are not equal\n\nMismatched elements: 1 / 2 (50%)\nMismatch at index:\n [1]: 2 (ACTUAL), 4 (DESIRED)\nMax absolute difference among violations: 2\nMax relative difference among violations: 0.5\n ACTUAL: array([1, 2])\n DESIRED: array([1, 4])',
    );
  });

  it('assertRaises', () => {
    const error = testing.assertRaises(np.ValueError, np.zeros, -1);
    expect(error.message).toContain('negative dimensions');
    expectTypeOf(error).toEqualTypeOf<np.ValueError>();
    expect(message(() => void testing.assertRaises(np.ValueError, Math.abs, 1))).toBe('ValueError not raised by abs');
    expect(() => testing.assertRaises(np.ValueError, () => np.zeros('x' as never))).toThrow(np.DTypeError);
    expect(() => testing.assertRaises(np.ValueError, 5 as never)).toThrow('callable must be a function');
  });

  it('assertStringEqual shows the lines that differ', () => {
    expect(message(() => testing.assertStringEqual('ab\ncd\nef', 'ab\ncx\nef'))).toBe(
      'Differences in strings:\n- cd\n+ cx',
    );
    expect(message(() => testing.assertStringEqual('a', 'a\nb'))).toBe('Differences in strings:\n+ b');
    expect(() => testing.assertStringEqual(1 as never, 'a')).toThrow('expected a string, got 1');
  });

  it('options and arguments are checked', () => {
    expect(() => testing.assertAllclose([1], [1], { rto: 1 } as never)).toThrow("unexpected option 'rto'");
    expect(() => testing.assertAllclose('x' as never, [1])).toThrow(np.DTypeError);
    expect(() => testing.assertArrayMaxUlp([new np.Complex(1)], [1])).toThrow('not for complex arrays');
    expect(() => testing.assertArrayMaxUlp([1, 2], [1, 2, 3])).toThrow(
      'Arrays do not have the same shape: (2,) - (3,)',
    );
    expect(testing.assertArrayMaxUlp([1, 1 + 2 ** -52], [1, 1]).toArray()).toEqual([0, 1]);
  });
});
