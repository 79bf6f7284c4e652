/** Random indices of every kind, read and assigned, against NumPy; and what must be refused. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { fixture } from '../oracle.js';

type Part = number | string | null | { a: number[] } | { m: boolean[] };
type Case = [number[], string, Part[], number[] | 'IndexError', number[], number[] | null, number];
const cases = fixture<Case[]>('core/indexing.json.gz');

/** arange of a shape in C order over storage of the given layout. */
function laidOut(shape: readonly number[], layout: string): np.NDArray<'float64'> {
  const size = shape.reduce((a, b) => a * b, 1);
  const stepsC = (s: readonly number[]): number[] => s.map((_, k) => s.slice(k + 1).reduce((a, b) => a * b, 1));
  if (layout === 'T') {
    return np.arange(size).strided([...shape].reverse(), stepsC([...shape].reverse()), 0).T;
  }
  if (layout === 'step') {
    const big = shape.map((n) => 2 * n);
    return np
      .arange(size * 2 ** shape.length)
      .strided(big, stepsC(big), 0)
      .at(...shape.map(() => '::2'));
  }
  const a = np.arange(size).strided(shape, stepsC(shape), 0);
  return layout === 'rev' ? a.at(...shape.map(() => '::-1')) : a;
}

const toIndex = (part: Part): np.Index => {
  if (part === null || typeof part !== 'object') return part;
  return 'a' in part ? np.array(part.a, { dtype: 'int' }) : np.array(part.m);
};

describe('a.at(...) and a.set([...], value)', () => {
  it(`read ${cases.length} random indices as NumPy does`, () => {
    for (const [shape, layout, parts, want, values] of cases) {
      const label = `${JSON.stringify(shape)} ${layout} ${JSON.stringify(parts)}`;
      const a = laidOut(shape, layout);
      if (want === 'IndexError') {
        expect(() => a.at(...parts.map(toIndex)), label).toThrow(np.IndexError);
        continue;
      }
      const got = a.at(...parts.map(toIndex));
      expect(`${label} -> ${JSON.stringify(got.shape)}`).toBe(`${label} -> ${JSON.stringify(want)}`);
      expect(got.toFlatArray(), label).toEqual(values);
    }
  });
  it('assign arrays and plain values as NumPy does', () => {
    for (const [shape, layout, parts, want, , assigned, filled] of cases) {
      if (want === 'IndexError') continue;
      const label = `${JSON.stringify(shape)} ${layout} ${JSON.stringify(parts)}`;
      const index = parts.map(toIndex);
      const size = want.reduce((a, b) => a * b, 1);
      const value = np.subtract(-1, np.arange(size));
      if (assigned) {
        const b = laidOut(shape, layout).copy();
        b.set(
          index,
          value.strided(
            want,
            want.map((_, k) => want.slice(k + 1).reduce((x, y) => x * y, 1)),
            0,
          ),
        );
        expect(b.toFlatArray(), label).toEqual(assigned);
      }
      const c = laidOut(shape, layout);
      c.set(index, 99);
      expect(c.toFlatArray().filter((x) => x === 99).length, label).toBe(filled);
    }
  });
  it('views share memory, copies do not', () => {
    const a = np.arange(6);
    a.at('1:4').set(['...'], 0);
    expect(a.toArray()).toEqual([0, 0, 0, 0, 4, 5]);
    a.at([4, 5]).set(['...'], 9);
    expect(a.toArray()).toEqual([0, 0, 0, 0, 4, 5]);
  });
  it('assignment from an overlapping view gives what a copy would', () => {
    const a = np.arange(6);
    a.set(['1:'], a.at(':-1'));
    expect(a.toArray()).toEqual([0, 0, 1, 2, 3, 4]);
    const b = np.arange(5);
    np.add(b.at('1:'), b.at(':-1'), { out: b.at('1:') });
    expect(b.toArray()).toEqual([0, 1, 3, 5, 7]);
  });
  it('a.item and a.itemset', () => {
    const a = np.array([
      [1, 2],
      [3, 4],
    ]);
    expect(a.item(1, 0)).toBe(3);
    expect(a.item(-1)).toBe(4);
    expect(() => a.item(2, 0)).toThrow('index 2 is out of bounds for axis 0 with size 2');
    expect(() => a.item()).toThrow('size 1');
    a.itemset(0, 1, 7);
    expect(a.toArray()).toEqual([
      [1, 7],
      [3, 4],
    ]);
  });
});

describe('bad indices are refused in NumPy’s words and change nothing', () => {
  const a = np.array([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const bad: [string, () => unknown, string][] = [
    ['out of range', () => a.at(2), 'index 2 is out of bounds for axis 0 with size 2'],
    ['too many', () => a.at(0, 0, 0), 'too many indices for array: array is 2-dimensional, but 3 were indexed'],
    ['fraction', () => a.at(0.5), 'only integers, slices'],
    ['two ellipses', () => a.at('...', '...'), 'an index can only have a single ellipsis'],
    [
      'mask length',
      () => a.at([true, false, true]),
      'boolean index did not match indexed array along axis 0; size of axis is 2 but size of corresponding boolean axis is 3',
    ],
    ['array out of range', () => a.at([0, 5]), 'index 5 is out of bounds for axis 0 with size 2'],
    ['float array', () => a.at(np.array([0.5])), 'arrays used as indices must be of integer (or boolean) type'],
    [
      'arrays that do not broadcast',
      () => a.at([0, 1], [0, 1, 2]),
      'shape mismatch: indexing arrays could not be broadcast together with shapes (2,) (3,)',
    ],
    ['zero step', () => a.at('::0'), 'slice step cannot be zero'],
    ['odd text', () => a.at('x'), "index 'x' is not understood"],
    ['value shape', () => a.set([0], [1, 2]), 'could not broadcast input array from shape (2,) into shape (3,)'],
    ['fraction into integers', () => np.zeros(2, { dtype: 'int' }).set([0], 1.5), 'cannot convert 1.5 to int32'],
    ['too large', () => np.zeros(2, { dtype: 'uint8' }).set([0], 300), 'integer 300 out of bounds for uint8'],
    [
      'kind lost',
      () => np.zeros(2, { dtype: 'int' }).set(['...'], np.array([1, 2])),
      'cannot assign float64 values to an array of int32',
    ],
  ];
  for (const [label, run, message] of bad) {
    it(label, () => {
      const before = a.toArray();
      expect(run).toThrow(message);
      expect(a.toArray()).toEqual(before);
    });
  }
});
