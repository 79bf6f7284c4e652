/** Ufuncs on every layout, with out, where, dtype; overlap; and what must be refused. */
import fc from '../properties.js';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { broadcastShapes } from '../../src/core/shape.js';

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });

/** The same values in another layout: transposed, reversed, or every second of a larger array. */
function relaid(a: np.NDArray, layout: number): np.NDArray {
  if (a.ndim === 0 || layout === 0) return a;
  if (layout === 1) {
    const f = np.empty(a.shape, { dtype: a.dtype, order: 'F' });
    return f.set(['...'], a);
  }
  if (layout === 2) {
    const reversed = a.at(...a.shape.map(() => '::-1')).copy();
    return reversed.at(...a.shape.map(() => '::-1'));
  }
  const wide = np.zeros(
    a.shape.map((n) => 2 * n + 1),
    { dtype: a.dtype },
  );
  const part = wide.at(...a.shape.map(() => '1::2'));
  return part.set(['...'], a);
}

const filled = (shape: readonly number[], seed: number, dtype: np.DType = 'float64'): np.NDArray => {
  const size = shape.reduce((p, n) => p * n, 1);
  const values = Array.from({ length: size }, (_, i) => ((i * 7919 + seed * 104729) % 23) - 11);
  const flat = np.array(values, { dtype });
  return flat.strided(
    shape,
    shape.map((_, k) => shape.slice(k + 1).reduce((p, n) => p * n, 1)),
    0,
  );
};

/** Element by element, straight from the definition of broadcasting. */
function naive(a: np.NDArray, b: np.NDArray, f: (x: number, y: number) => number): unknown {
  const shape = broadcastShapes(a.shape, b.shape);
  const pick = (x: np.NDArray, index: number[]): number =>
    x.item(...index.slice(shape.length - x.ndim).map((i, k) => (x.shape[k] === 1 ? 0 : i))) as number;
  const walk = (index: number[]): unknown =>
    index.length === shape.length
      ? f(pick0(a, index), pick0(b, index))
      : Array.from({ length: shape[index.length]! }, (_, i) => walk([...index, i]));
  const pick0 = (x: np.NDArray, index: number[]): number => (x.ndim === 0 ? (x.item() as number) : pick(x, index));
  return walk([]);
}

/** Two shapes that broadcast together. */
const compatible = shapes
  .chain((shape) =>
    fc.tuple(
      fc.constant(shape),
      fc.tuple(
        fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
        fc.integer({ min: 0, max: shape.length }),
      ),
    ),
  )
  .map(([shape, [ones, cut]]) => [shape, shape.map((n, k) => (ones[k] ? 1 : n)).slice(cut)] as const);

describe('broadcasting and layouts', () => {
  it('give what the definition says, whatever the layouts', () => {
    fc.assert(
      fc.property(
        compatible,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        ([s, t], la, lb, swap) => {
          const [a, b] = [filled(s, 1), filled(t, 2)];
          const [x, y] = [relaid(a, la), relaid(b, lb)];
          const got = swap ? np.subtract(y, x) : np.subtract(x, y);
          expect(got.toArray()).toEqual(swap ? naive(b, a, (u, v) => u - v) : naive(a, b, (u, v) => u - v));
        },
      ),
      { numRuns: 300 },
    );
  });
  it('shapes that do not fit are refused in NumPy’s words', () => {
    fc.assert(
      fc.property(shapes, shapes, (s, t) => {
        const lead = Math.abs(s.length - t.length);
        const [long, short] = s.length >= t.length ? [s, t] : [t, s];
        const fits = short.every((n, k) => n === long[lead + k] || n === 1 || long[lead + k] === 1);
        if (fits) expect(np.add(filled(s, 1), filled(t, 2)).shape).toEqual(broadcastShapes(s, t));
        else
          expect(() => np.add(filled(s, 1), filled(t, 2))).toThrow(
            'operands could not be broadcast together with shapes',
          );
      }),
    );
    expect(() => np.add(np.zeros([2, 3]), np.zeros(4))).toThrow(
      'operands could not be broadcast together with shapes (2,3) (4,)',
    );
  });
  it('reduce over any axes of any layout as the definition says', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 15 }),
        fc.boolean(),
        (s, layout, bits, keepdims) => {
          const a = relaid(filled(s, 3), layout);
          const axis = s.map((_, k) => k).filter((k) => (bits >> k) & 1);
          const got = np.add.reduce(a, { axis, keepdims });
          const sums = new Map<string, number>();
          const walk = (index: number[]): void => {
            if (index.length < s.length) {
              for (let i = 0; i < s[index.length]!; i++) walk([...index, i]);
              return;
            }
            const key = index.filter((_, k) => !axis.includes(k)).join();
            sums.set(key, (sums.get(key) ?? 0) + (a.ndim ? (a.item(...index) as number) : (a.item() as number)));
          };
          walk([]);
          expect(got.shape).toEqual(
            keepdims ? s.map((n, k) => (axis.includes(k) ? 1 : n)) : s.filter((_, k) => !axis.includes(k)),
          );
          const flat = got.toFlatArray() as number[];
          if (sums.size) expect(flat.map((x) => x + 0)).toEqual([...sums.values()].map((x) => x + 0));
          else expect(flat.every((x) => x === 0)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
  it('accumulate along any axis of any layout', () => {
    fc.assert(
      fc.property(
        shapes.filter((s) => s.length > 0),
        fc.integer({ min: 0, max: 3 }),
        fc.nat(3),
        (s, layout, k) => {
          const axis = k % s.length;
          const a = relaid(filled(s, 5), layout);
          const got = np.add.accumulate(a, { axis });
          if (got.size === 0) return;
          const last = got.at(...s.map((_, j) => (j === axis ? -1 : ':')));
          expect((last.toFlatArray() as number[]).map((x) => x + 0)).toEqual(
            (np.add.reduce(a, { axis }).toFlatArray() as number[]).map((x) => x + 0),
          );
          if (s[axis]! > 1) {
            const steps = np.subtract(
              got.at(...s.map((_, j) => (j === axis ? '1:' : ':'))),
              got.at(...s.map((_, j) => (j === axis ? ':-1' : ':'))),
            );
            expect(steps.toFlatArray()).toEqual(a.at(...s.map((_, j) => (j === axis ? '1:' : ':'))).toFlatArray());
          }
        },
      ),
    );
  });
});

describe('options', () => {
  const a = np.array([1, 2, 3]);
  it('out receives the result and is returned', () => {
    const out = np.zeros(3);
    expect(np.add(a, 1, { out })).toBe(out);
    expect(out.toArray()).toEqual([2, 3, 4]);
  });
  it('out may be another dtype of the same kind, or a strided view', () => {
    const small = np.zeros(3, { dtype: 'float32' });
    expect(np.multiply(a, 2, { out: small }).toArray()).toEqual([2, 4, 6]);
    const wide = np.zeros(6);
    np.add(a, a, { out: wide.at('::2') });
    expect(wide.toArray()).toEqual([2, 0, 4, 0, 6, 0]);
  });
  it('where leaves the rest of out alone', () => {
    const out = np.array([9, 9, 9]);
    np.add(a, 1, { out, where: [true, false, true] });
    expect(out.toArray()).toEqual([2, 9, 4]);
  });
  it('dtype decides what is computed', () => {
    expect(np.add(a, 1, { dtype: 'float32' }).dtype).toBe('float32');
    expectTypeOf(np.add(a, 1, { dtype: 'complex64' })).toEqualTypeOf<np.NDArray<'complex64'>>();
  });
  it('overlapping operands and results give what copies would', () => {
    for (const [from, to] of [
      [':-1', '1:'],
      ['1:', ':-1'],
      ['::-1', ':'],
    ] as const) {
      const x = np.arange(7);
      const want = np.multiply(x.at(from).copy(), 2).toArray();
      np.multiply(x.at(from), 2, { out: x.at(to) });
      expect(x.at(to).toArray()).toEqual(want);
    }
    const m = filled([4, 4], 1).copy();
    const want = np.add(m.copy().T, m.copy()).toArray();
    np.add(m.T, m, { out: m });
    expect(m.toArray()).toEqual(want);
  });
  it('an operation on plain values gives a plain value', () => {
    expect(np.add(1, 2)).toBe(3);
    expect(np.add(1n, 2n)).toBe(3n);
    expect(np.less(1, 2)).toBe(true);
    expect(String(np.add(new np.Complex(1, 2), 1))).toBe('(2+2j)');
    expect(np.modf(-3.5)).toEqual([-0.5, -3]);
  });
  it('methods: outer, reduceat, at', () => {
    expect(np.multiply.outer([1, 2], [3, 4, 5]).toArray()).toEqual([
      [3, 4, 5],
      [6, 8, 10],
    ]);
    expect(np.add.reduceat(np.arange(8), [0, 4, 1, 5, 2, 6, 3, 7]).toArray()).toEqual([6, 4, 10, 5, 14, 6, 18, 7]);
    const z = np.zeros(4, { dtype: 'int' });
    np.add.at(z, [0, 0, 3], 1);
    expect(z.toArray()).toEqual([2, 0, 0, 1]);
    const w = np.array([1, 2, 3]);
    np.negative.at(w, [0, 2]);
    expect(w.toArray()).toEqual([-1, 2, -3]);
  });
  it('sums of halves, thirds and tenths are pairwise: the error does not grow with n', () => {
    const x = np.full(1_000_000, 0.1);
    expect(np.add.reduce(x, { axis: null })).toBe(100000.00000000003);
    expect(np.add.reduce(x)).toBeInstanceOf(np.NDArray);
  });
});

describe('bad operands and options are refused, and change nothing', () => {
  const a = np.array([1, 2, 3]);
  const int = np.array([1, 2, 3], { dtype: 'int' });
  const out = np.array([7, 7, 7]);
  const loose = (o: unknown): never => o as never;
  const bad: [string, () => unknown, string][] = [
    [
      'unknown option',
      () => np.add(a, 1, loose({ axis: 0 })),
      "add() got an unexpected option 'axis'; it takes out, where, dtype, casting, order",
    ],
    ['options that are no object', () => np.add(a, 1, loose(3)), 'add: options must be an object'],
    ['out of the wrong shape', () => np.add(a, [[1], [2]], { out }), "doesn't match the broadcast shape (2,3)"],
    [
      'out of the wrong dtype',
      () => np.add(a, 1.5, { out: int }),
      "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int32') with casting rule 'same_kind'",
    ],
    [
      'out that is no array',
      () => np.add(a, 1, loose({ out: [1, 2, 3] })),
      'add: out must be an NDArray, got [1, 2, 3]',
    ],
    ['unknown dtype', () => np.add(a, 1, loose({ dtype: 'float63' })), "data type 'float63' not understood"],
    [
      'dtype without a loop',
      () => np.sqrt(a, { dtype: 'int32' }),
      'No loop matching the specified signature and casting was found for ufunc sqrt',
    ],
    [
      'unsafe dtype',
      () => np.add(a, 1, { dtype: 'int32' }),
      "Cannot cast ufunc 'add' input 0 from dtype('float64') to dtype('int32')",
    ],
    ['bits of floats', () => np.bitwiseAnd(a, 1), "ufunc 'bitwise_and' not supported for the input types"],
    ['boolean minus', () => np.subtract(np.array([true]), np.array([false])), 'numpy boolean subtract'],
    ['negative integer power', () => np.power(int, -1), 'Integers to negative integer powers are not allowed.'],
    ['integer too large', () => np.add(np.zeros(2, { dtype: 'uint8' }), 300), 'integer 300 out of bounds for uint8'],
    [
      'ragged rows',
      () => np.add(loose([[1, 2], [3]]), 1),
      'inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.',
    ],
    [
      'text',
      () => np.add(loose('abc'), 1),
      "add: expected numbers, nested arrays, a typed array or an NDArray, got 'abc'",
    ],
    ['a missing operand', () => np.add(a, loose(undefined)), 'argument 2 is missing'],
    ['where that is not boolean', () => np.add(a, 1, { out, where: [1, 0, 1] }), 'where must be boolean'],
    [
      'read-only out',
      () => {
        const locked = np.zeros(3);
        locked.writeable = false;
        np.add(a, 1, { out: locked });
      },
      'read-only',
    ],
    [
      'reduceat into the wrong shape',
      () => np.add.reduceat(a, [0, 1], { out }),
      'add.reduceat: output parameter has shape (3,), the result has (2,)',
    ],
    [
      'a fold into what is no array',
      () => np.add.reduce(a, loose({ out: [0] })),
      'add.reduce: out must be an NDArray, got [0]',
    ],
    [
      'empty maximum',
      () => np.maximum.reduce([], { axis: 0 }),
      'zero-size array to reduction operation maximum which has no identity',
    ],
    ['axis out of range', () => np.add.reduce(a, { axis: 1 }), 'axis 1 is out of bounds for array of dimension 1'],
    ['axis twice', () => np.add.reduce(np.zeros([2, 2]), { axis: [0, -2] }), "duplicate value in 'axis'"],
    ['order of subtraction', () => np.subtract.reduce(np.zeros([2, 2]), { axis: [0, 1] }), 'not reorderable'],
  ];
  for (const [label, run, message] of bad) {
    it(label, () => {
      expect(run).toThrow(message);
      expect(out.toArray()).toEqual([7, 7, 7]);
    });
  }
});
