/** Iterators, memory overlap, flags and in-place methods. */
import { expect, it } from 'vitest';
import * as np from '../../src/index.js';

it('a.flat', () => {
  const x = np.arange(6).reshape(2, 3).T;
  expect([...x.flat]).toEqual([0, 3, 1, 4, 2, 5]);
  expect(x.flat.length).toBe(6);
  expect(x.flat.at(1)).toBe(3);
  expect(x.flat.at(-1)).toBe(5);
  expect(x.flat.at('1:6:2').toArray()).toEqual([3, 4, 5]);
  expect(x.flat.at([0, 5]).toArray()).toEqual([0, 5]);
  x.flat.set(1, 30);
  x.flat.set('2:4', [7, 8]);
  expect(x.toArray()).toEqual([
    [0, 30],
    [7, 8],
    [2, 5],
  ]);
  expect(() => x.flat.at(6)).toThrow(np.IndexError);
  expect(() => x.flat.set(-7, 1)).toThrow(np.IndexError);
  x.flat = [1, 2];
  expect(x.toArray()).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
  x.flat = 0;
  expect(x.flat.copy().toArray()).toEqual([0, 0, 0, 0, 0, 0]);
  const it = x.flat;
  for (const _ of it) if (it.index === 3) break;
  expect(it.coords).toEqual([1, 1]);
});

it('nditer', () => {
  const x = np.arange(6).reshape(2, 3);
  expect([...np.nditer(x)].map((one) => one.item())).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...np.nditer(x.T)].map((one) => one.item())).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...np.nditer(x, { order: 'F' })].map((one) => one.item())).toEqual([0, 3, 1, 4, 2, 5]);
  const seen: unknown[] = [];
  const it = np.nditer(x, { flags: ['multi_index', 'c_index'] });
  for (const one of it) seen.push([it.multiIndex, it.index, one.item()]);
  expect(seen[4]).toEqual([[1, 1], 4, 4]);
  for (const one of np.nditer(x, { opFlags: ['readwrite'] })) one.set(['...'], (one.item() as number) * 2);
  expect(x.toArray()).toEqual([
    [0, 2, 4],
    [6, 8, 10],
  ]);
  for (const one of np.nditer(x)) expect(() => one.set(['...'], 1)).toThrow(/read-only/);
  const pairs = [...np.nditer([x, np.array([1, 2, 3])])].map((two) => [two[0]!.item(), two[1]!.item()]);
  expect(pairs[5]).toEqual([10, 3]);
  expect([...np.nditer(x, { flags: ['external_loop'] })].map((one) => one.shape)).toEqual([[3], [3]]);
  expect(() => np.nditer(x, { flags: ['nonsense'] })).toThrow(np.ValueError);
  expect(() => np.nditer(np.zeros(0))).toThrow(/zerosize_ok/);
  expect(() => np.nditer(x).multiIndex).toThrow(np.ValueError);
});

it('overlap of memory, by bounds and exactly', () => {
  const x = np.zeros([10, 10]);
  const even = x.at(':', '::2');
  const odd = x.at(':', '1::2');
  expect(np.mayShareMemory(even, odd)).toBe(true);
  expect(np.sharesMemory(even, odd)).toBe(false);
  expect(np.sharesMemory(even, x.at(3, ':'))).toBe(true);
  expect(np.sharesMemory(x.at(':5'), x.at('5:'))).toBe(false);
  expect(np.sharesMemory(x, np.zeros([10, 10]))).toBe(false);
  expect(np.sharesMemory(x.at('::3', '::3'), x.at('1::3', '1::3'))).toBe(false);
  expect(np.sharesMemory(x.at('::3'), x.at('::2', '::-1'))).toBe(true);
  const bytes = x.view('uint8');
  expect(np.sharesMemory(bytes.at(':', '::8'), x)).toBe(true);
  expect(np.sharesMemory(even, odd, { maxWork: 0 })).toBe(true);
  const [low, high] = np.byteBounds(x);
  expect(high - low).toBe(800);
});

it('exact overlap agrees with enumeration', () => {
  const x = np.zeros(60);
  const places = (y: np.NDArray): Set<number> => {
    const found = new Set<number>();
    y.forEachPosition((position) => found.add(position));
    return found;
  };
  let state = 12345;
  const random = (n: number): number => (state = (state * 1103515245 + 12345) % 2147483648) % n;
  const view = (): np.NDArray =>
    np.strideTricks.asStrided(x.at(`${random(10)}:`), {
      shape: [1 + random(3), 1 + random(4)],
      strides: [8 * random(9), 8 * random(7)],
    });
  for (let i = 0; i < 300; i++) {
    const [p, q] = [view(), view()];
    const other = places(q);
    expect(np.sharesMemory(p, q)).toBe([...places(p)].some((one) => other.has(one)));
  }
});

it('flags, fill, resize and fields', () => {
  const x = np.arange(4);
  expect(x.fill(3).toArray()).toEqual([3, 3, 3, 3]);
  expect(() => np.zeros(2, { dtype: 'int8' }).fill(300)).toThrow(np.ValueError);
  x.resize(2, 3);
  expect(x.toArray()).toEqual([
    [3, 3, 3],
    [3, 0, 0],
  ]);
  expect(x.resize([1]).toArray()).toEqual([3]);
  expect(() => np.zeros(4).at('1:').resize(2)).toThrow(/own/);
  const y = np.zeros(3, { dtype: 'int32' });
  y.setfield(1, 'uint8', { offset: 1 });
  expect(y.toArray()).toEqual([256, 256, 256]);
  expect(() => y.getfield('int64')).toThrow(np.ValueError);
  y.setflags({ write: false });
  expect(() => y.set([0], 1)).toThrow(/read-only/);
  expect(() => y.at('1:').setflags({ write: true })).toThrow(np.ValueError);
  const z = np.arange(3, { dtype: 'int16' });
  expect(z.byteswap({ inplace: true })).toBe(z);
  expect(z.toArray()).toEqual([0, 256, 512]);
});

it('layout', () => {
  const x = np.arange(6).reshape(2, 3);
  expect(np.ascontiguousarray(x)).toBe(x);
  expect(np.ascontiguousarray(x.T).flags.cContiguous).toBe(true);
  expect(np.require(x.T, { requirements: 'C' }).flags.cContiguous).toBe(true);
  expect(np.require(x, { requirements: ['C', 'W'] })).toBe(x);
  expect(np.require(x.at(':1'), { requirements: ['OWNDATA'] }).flags.ownsData).toBe(true);
  expect(np.require(np.broadcastTo(1, 3), { requirements: 'W' }).writeable).toBe(true);
  expect(() => np.require(x, { requirements: ['C', 'F'] })).toThrow(np.ValueError);
  expect(() => np.require(x, { requirements: 'Q' })).toThrow(np.ValueError);
  expect(np.copy(x.T).flags.fContiguous).toBe(true);
  expect(np.copy(x.T, { order: 'C' }).flags.cContiguous).toBe(true);
  expect(np.zerosLike(x.T).flags.fContiguous).toBe(true);
  expect(np.asarray(np.arange(6).at('::2'), { order: 'C' }).isC).toBe(true);
});

it('copyto reads what it overwrites first', () => {
  const x = np.arange(5);
  np.copyto(x.at('1:'), x.at(':-1'));
  expect(x.toArray()).toEqual([0, 0, 1, 2, 3]);
});

it('indices as values', () => {
  const x = np.arange(20).reshape(4, 5);
  expect(String(np.s_('2::2'))).toBe('2::2');
  expect(x.at(...np.s_('1:3', 0)).toArray()).toEqual([5, 10]);
  expect(x.at(...np.indexExp('::2')).shape).toEqual([2, 5]);
});
