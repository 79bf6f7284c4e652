/** Values as bytes and back: against structured cloning, and what goes beyond it. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from '../properties.js';
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { deserialize, encode, sent, serialize } from '../../src/messages/serialize.js';

/** There and back, through memory that is overwritten afterwards. */
function travel<T>(value: T): T {
  const { bytes, length } = encode('send', value);
  const memory = Buffer.allocUnsafeSlow(length + 8);
  bytes.copy(memory, 0, 0, length);
  sent();
  const result = deserialize(memory, length, false) as T;
  memory.fill(0xff);
  const own = serialize('send', value);
  assert.deepStrictEqual(deserialize(own), result);
  return result;
}

const isCompact = (value: unknown): boolean => serialize('send', value)[0] === 4;

describe('values as bytes', () => {
  it('arrive as structured cloning copies them', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      withBoxedValues: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const expected = structuredClone(value);
        // Node before 24 says that two invalid dates differ; they have a test of their own.
        fc.pre(isDeepStrictEqual(expected, structuredClone(value)));
        assert.deepStrictEqual(travel(value), expected);
      }),
      { numRuns: 600 },
    );
  });

  it('an invalid date arrives as one', () => {
    const { bytes, length } = encode('send', [new Date(Number.NaN)]);
    const [date] = deserialize(Buffer.from(bytes.subarray(0, length)), length, false) as [Date];
    expect(date).toBeInstanceOf(Date);
    expect(date.getTime()).toBeNaN();
  });

  it('lists of records arrive as structured cloning copies them', () => {
    const record = fc.record(
      { id: fc.integer(), name: fc.string({ unit: 'binary' }), 'a key': fc.double(), on: fc.boolean() },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(fc.array(record, { maxLength: 60 }), (list) =>
        assert.deepStrictEqual(travel(list), structuredClone(list)),
      ),
      { numRuns: 100 },
    );
  });

  const symbol = Symbol('key');
  class Point {
    x = 1;
    #hidden = 2;
    get norm(): number {
      return this.x + this.#hidden;
    }
  }
  const cases: Record<string, unknown> = {
    'minus zero': [-0, 0, { a: -0 }, [-0, 1, 2, 3, 4]],
    'not a number': [NaN, [NaN, Infinity, -Infinity, 1]],
    undefined: { a: undefined, b: [undefined], c: null },
    integers: [0, 127, 128, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 53, 0.1],
    'big integers': [0n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, 5n ** 100n],
    dates: [new Date(0), new Date(1e12 + 0.5)],
    'maps and sets': {
      m: new Map<unknown, unknown>([
        [{ a: 1 }, [1]],
        ['b', new Set([1, 'x'])],
      ]),
      s: new Set([NaN, -0]),
    },
    gaps: [1, , 3],
    'a long list of gaps': new Array(5),
    strings: [
      '',
      'a',
      'äÿ',
      'Ā',
      '\u{1f600}',
      '\ud800',
      'x'.repeat(128),
      'x'.repeat(129),
      'ä'.repeat(300),
      '語'.repeat(70_000),
    ],
    'a long string with half a character': 'x'.repeat(200) + '\udc00',
    keys: { '': 1, 'a b': 2, 'quote\'"\\': 3, ä: 4, Ā: 5, constructor: 6, toString: 7, 10: 8, 2: 9 },
    'a key __proto__': JSON.parse('{"__proto__": {"a": 1}, "b": 2}'),
    'long keys': { ['k'.repeat(65)]: 1, ['k'.repeat(64)]: 2 },
    'many keys': Object.fromEntries(Array.from({ length: 100 }, (_, k) => [`key ${k}`, k])),
    'many shapes': Array.from({ length: 400 }, (_, k) => [
      { [`key ${k}`]: k, z: 1 },
      { [`key ${k}`]: -k, z: 2 },
    ]),
    'a class': new Point(),
    'symbol keys': { [symbol]: 1, a: 2 },
    'a regular expression': [/a+/gi],
    'an error': [new RangeError('text')],
    'typed arrays': [
      new Float64Array([1, NaN]),
      new Uint8ClampedArray(3),
      BigUint64Array.of(2n ** 64n - 1n),
      new Float32Array(10).subarray(2, 5),
      new Uint16Array(0),
      new Int8Array(5000).fill(-3),
      new DataView(new ArrayBuffer(4)),
    ],
    'an array buffer': { a: new ArrayBuffer(16) },
    'deep nesting': Array.from({ length: 500 }).reduce<unknown>((inner) => ({ inner }), 1),
  };
  for (const [name, value] of Object.entries(cases)) {
    it(`${name} arrive`, () => {
      const got = travel(value);
      if (value instanceof Point) assert.deepStrictEqual(got, { x: 1 });
      else assert.deepStrictEqual(got, structuredClone(value));
    });
  }

  it('a large typed array arrives as such', () => {
    const large = Float64Array.from({ length: 1000 }, (_, k) => k);
    const got = travel(large.subarray(1));
    assert.deepStrictEqual(got, large.slice(1));
    expect(got.buffer).not.toBe(large.buffer);
  });

  it('a date that is none arrives as such', () => {
    const [date] = deserialize(serialize('send', [new Date(NaN)])) as [Date];
    expect(date).toBeInstanceOf(Date);
    expect(date.getTime()).toBeNaN();
  });

  it('Buffers stay Buffers', () => {
    expect(travel({ b: Buffer.from('abc') })).toEqual({ b: Buffer.from('abc') });
  });

  it('an object that comes twice comes once', () => {
    const shared = { a: 1 };
    const few = travel({ one: shared, two: [shared] });
    expect(few.one).toBe(few.two[0]);
    const many: unknown[] = Array.from({ length: 50 }, (_, k) => ({ k }));
    many.push(many[7]);
    const got = travel(many);
    expect(got[50]).toBe(got[7]);
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    const round = travel(circle);
    expect(round.self).toBe(round);
    expect(isCompact(circle)).toBe(false);
  });

  it('common values take the compact form', () => {
    const list = Array.from({ length: 1000 }, (_, k) => ({
      id: k,
      name: `item ${k}`,
      value: k / 7,
      tags: ['a', null],
    }));
    for (const value of [1.5, 'text', true, null, undefined, [1, 2, 3, 4], { a: 1 }, new Map([[1, 2]]), list]) {
      expect(isCompact(value)).toBe(true);
    }
    expect(serialize('send', list).length).toBeLessThan(50 * 1000);
    assert.deepStrictEqual(travel(list), list);
  });

  it('NDArrays and complex numbers of all kinds', () => {
    const arrays = [
      np.arange(6).reshape(2, 3),
      np.arange(24).reshape(2, 3, 4).T,
      np.arange(10).at('::-2'),
      np.array([true, false]),
      np.array([new np.Complex(1, -0)]),
      np.zeros([0, 3], { dtype: 'int16' }),
      np.full([], 7),
      np.arange(3, { dtype: 'float16' } as never),
      np.arange(2000),
    ] as np.NDArray[];
    const got = travel({ arrays, z: new np.Complex(NaN, -0), map: new Map([['a', arrays[0]]]) });
    got.arrays.forEach((array, k) => {
      expect(array).toBeInstanceOf(np.NDArray);
      expect(array.dtype).toBe(arrays[k]!.dtype);
      expect(array.shape).toEqual(arrays[k]!.shape);
      expect(String(array)).toBe(String(arrays[k]));
    });
    expect(got.z).toBeInstanceOf(np.Complex);
    expect([got.z.re, got.z.im]).toEqual([NaN, -0]);
    expect(String(travel(arrays[1]))).toBe(String(arrays[1]));
    expect(String(travel(arrays[8]))).toBe(String(arrays[8]));
    // With something that V8 must write.
    const mixed = travel({ a: arrays[0], r: /x/ });
    expect(String(mixed.a)).toBe(String(arrays[0]));
  });

  it('a getter may send something itself', () => {
    const inner = { b: [1, 'two'] };
    let seen: unknown;
    const value = {
      a: 'first',
      get late() {
        seen = travel(inner);
        return 'last';
      },
      c: 'third',
    };
    expect(travel(value)).toEqual({ a: 'first', late: 'last', c: 'third' });
    expect(seen).toEqual(inner);
    const failing = {
      a: 1,
      get b(): number {
        throw new Error('in a getter');
      },
    };
    expect(() => serialize('send', failing)).toThrow('in a getter');
    expect(travel({ a: 1 })).toEqual({ a: 1 });
  });

  it('functions and promises are refused', () => {
    expect(() => serialize('send', { f: () => 1 })).toThrow(/^a function cannot be sent/);
    expect(() => serialize('send', [new Map([[1, () => 1]])])).toThrow(/^a function cannot be sent/);
    expect(() => serialize('send', [Promise.resolve(1)])).toThrow(
      /^send: a value that cannot be cloned cannot be sent/,
    );
    expect(() => serialize('send', { s: Symbol('x') })).toThrow(/cannot be cloned/);
  });

  it('properties that all objects were given are not sent', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    prototype.everywhere = 1;
    try {
      expect(Object.keys(travel({ a: 1 }))).toEqual(['a']);
    } finally {
      delete prototype.everywhere;
    }
  });
});
