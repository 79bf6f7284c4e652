/** Laws that hold for every shape and layout, checked on random ones; long rows take other ways than short ones. */
import { expect, it } from 'vitest';
import * as np from '../../src/index.js';

let state = 2024;
const random = (n: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};

/** A view of random shape, order of axes, steps and directions. */
function randomView(): np.NDArray<'int32'> {
  const shape = Array.from({ length: 1 + random(4) }, () => 1 + random(4));
  const wide = shape.map((n) => n * (1 + random(2)) + random(2));
  const size = wide.reduce((x, y) => x * y, 1);
  let view = np.arange(size, { dtype: 'int32' }).reshape(wide);
  view = view.at(...wide.map(() => ['::2', '::-1', ':', '1:', '::-2'][random(5)]!));
  const order = view.shape.map((_, k) => k).sort(() => random(3) - 1);
  return view.transpose(order);
}

/** A random shape of a size. */
function shapeOf(size: number): number[] {
  const shape: number[] = [];
  for (let left = size; left > 1 || shape.length === 0;) {
    const divisors = Array.from({ length: left }, (_, i) => i + 1).filter((d) => left % d === 0);
    const next = divisors[random(divisors.length)]!;
    shape.push(next);
    left /= next;
    if (shape.length > 6) {
      shape.push(left);
      break;
    }
  }
  return shape;
}

it('reshape keeps the order of elements, in C and in Fortran order', () => {
  for (let i = 0; i < 500; i++) {
    const x = randomView();
    const to = shapeOf(x.size);
    if (x.size === 0) continue;
    const y = x.reshape(to);
    expect(y.shape).toEqual(to);
    expect(y.toFlatArray()).toEqual(x.toFlatArray());
    const z = x.reshape(to, { order: 'F' });
    expect(z.shape).toEqual(to);
    expect(z.T.toFlatArray()).toEqual(x.T.toFlatArray());
    if (np.sharesMemory(x, y)) expect(np.reshape(x, to, { copy: false }).toFlatArray()).toEqual(x.toFlatArray());
  }
});

it('splitting undoes joining, rolling back undoes rolling, flips undo flips', () => {
  for (let i = 0; i < 200; i++) {
    const x = randomView();
    const axis = random(x.ndim);
    const flat = x.toArray();
    const twice = np.concatenate([x, x], { axis });
    expect(np.split(twice, 2, { axis }).map((part) => part.toArray())).toEqual([flat, flat]);
    expect(np.unstack(np.stack([x, x], { axis }), { axis })[1]!.toArray()).toEqual(flat);
    const shift = random(7) - 3;
    expect(np.roll(np.roll(x, shift, { axis }), -shift, { axis }).toArray()).toEqual(flat);
    expect(np.flip(np.flip(x, { axis }), { axis }).toArray()).toEqual(flat);
    expect(np.moveaxis(np.moveaxis(x, axis, 0), 0, axis).toArray()).toEqual(flat);
    const width = random(3);
    if (x.size === 0) continue;
    const inside = np.pad(x, width, { mode: 'edge' }).at(...x.shape.map((n) => `${width}:${width + n}`));
    expect(inside.toArray()).toEqual(flat);
  }
});

it('sorting, orders and sets agree with one another', () => {
  for (let i = 0; i < 200; i++) {
    const x = np.remainder(randomView(), 5);
    const axis = random(x.ndim);
    const sorted = np.sort(x, { axis });
    expect(np.takeAlongAxis(x, np.argsort(x, { axis }), axis).toArray()).toEqual(sorted.toArray());
    const [values, index, inverse, counts] = np.unique(x, {
      returnIndex: true,
      returnInverse: true,
      returnCounts: true,
    });
    expect(values.at(inverse).toArray()).toEqual(x.toArray());
    expect(x.ravel().at(index).toArray()).toEqual(values.toArray());
    expect(np.repeat(values, counts).toArray()).toEqual(np.sort(x, { axis: null }).toArray());
    const rows = np.unique(x, { axis, returnInverse: true });
    expect(np.take(rows[0], rows[1], { axis }).toArray()).toEqual(x.toArray());
    const places = np.nonzero(x);
    expect(x.at(...places).toArray()).toEqual(x.at(np.notEqual(x, 0)).toArray());
    if (x.size > 0) expect(np.ravelMultiIndex(places, x.shape).toArray()).toEqual(np.flatnonzero(x).toArray());
  }
});

const DTYPES = [
  'bool',
  'int8',
  'uint16',
  'int32',
  'int64',
  'float16',
  'float32',
  'float64',
  'complex64',
  'complex128',
] as const;

it('long rows and flat choices, for storages of every width', () => {
  for (const dtype of DTYPES) {
    const base = np.remainder(np.arange(4 * 400), 120).reshape(4, 400);
    const x = base.astype(dtype);
    const same = (y: np.NDArray, z: np.NDArray): void =>
      expect(Buffer.compare(y.tobytes(), z.astype(dtype).tobytes())).toBe(0);
    same(
      np.concatenate([x, x.at('::-1')], { axis: 1 }),
      np.array((base.toArray() as number[][]).map((row, i, all) => [...row, ...all[3 - i]!])),
    );
    same(np.take(x, [3, 0], { axis: 0 }), np.array([base.at(3).toArray(), base.at(0).toArray()]));
    same(
      np.roll(x, 7, { axis: 1 }).at(1),
      np.array([...(base.at(1, '393:').toArray() as number[]), ...(base.at(1, ':393').toArray() as number[])]),
    );
    const y = x.copy();
    y.set([[3, 1]], x.at('0:2'));
    same(y.at(3), base.at(0));
    same(y.at(1), base.at(1));
    const mask = np.greater(np.remainder(np.multiply(base, 7), 11), 5);
    const chosen = np.where(mask, x, x.at(0, 0));
    const naive = (base.toArray() as number[][]).map((row, i) => row.map((value, j) => (mask.item(i, j) ? value : 0)));
    same(chosen, np.array(naive));
    same(np.where(np.logicalNot(mask), x.at(0, 0), x), np.array(naive));
    same(np.where(mask, x, np.zerosLike(x)), np.array(naive));
    const z = x.copy();
    z.set([np.logicalNot(mask)], dtype === 'int64' ? 0n : 0);
    same(z, np.array(naive));
    same(np.tril(x, { k: 2 }), np.where(np.tri(4, 400, { k: 2, dtype: 'bool' }), base, 0));
    same(np.triu(x, { k: -1 }), np.where(np.tri(4, 400, { k: -2, dtype: 'bool' }), 0, base));
  }
});
