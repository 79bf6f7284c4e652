// matmul through the WebAssembly module against sums of products, for all sizes at which its ways change, all layouts, stacks,
// and results that are views; within the error bound of sums of products.
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';

const dtypes = ['float64', 'float32', 'complex128', 'complex64', 'int32', 'uint32'] as const;
type Dtype = (typeof dtypes)[number];

let seed = 1;
/** Values in [-1, 1) that float32 holds, or small integers; the same on every run. */
function values(dtype: Dtype, shape: number[]): np.NDArray {
  const parts = dtype.startsWith('complex') ? 2 : 1;
  const n = shape.reduce((a, b) => a * b, 1) * parts;
  const list = Float64Array.from({ length: n }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return dtype.includes('int') ? (seed >> 8) & 0xffff : Math.fround(seed / 2 ** 31);
  });
  if (parts === 1) return np.array(list).astype(dtype).reshape(shape);
  const [re, im] = [list.filter((_, i) => i % 2 === 0), list.filter((_, i) => i % 2 === 1)];
  return np
    .add(np.array(re), np.multiply(np.array(im), new np.Complex(0, 1)))
    .astype(dtype)
    .reshape(shape);
}

/** The same matrices lying otherwise. */
const layouts: Record<string, (a: np.NDArray) => np.NDArray> = {
  rows: (a) => a,
  columns: (a) => np.swapaxes(np.swapaxes(a, -1, -2).copy(), -1, -2),
  'every other': (a) => {
    const wide = np.zeros([...a.shape.slice(0, -1), 2 * a.shape[a.ndim - 1]!], { dtype: a.dtype });
    const view = wide.at('...', '::2');
    np.copyto(view, a);
    return view;
  },
  backwards: (a) => np.flip(np.flip(a).copy()),
};

/** a @ b by sums of outer products in double precision, and the same of magnitudes. */
function expected(a: np.NDArray, b: np.NDArray): [np.NDArray, np.NDArray] {
  const sum = (x: np.NDArray, y: np.NDArray): np.NDArray => {
    let total: np.NDArray | undefined;
    for (let l = 0; l < x.shape[x.ndim - 1]!; l++) {
      const product = np.multiply(x.at('...', `${l}:${l + 1}`), y.at('...', `${l}:${l + 1}`, ':'));
      total = total ? np.add(total, product) : product;
    }
    return total!;
  };
  const wide = a.dtype.startsWith('complex') ? 'complex128' : a.info.kind === 'f' ? 'float64' : a.dtype;
  return [sum(a.astype(wide), b.astype(wide)), sum(np.absolute(a).astype('float64'), np.absolute(b).astype('float64'))];
}

function check(
  a: np.NDArray,
  b: np.NDArray,
  result: np.NDArray,
  k: number,
  label: string,
  [value, size] = expected(a, b),
): void {
  if (a.info.kind === 'i' || a.info.kind === 'u') {
    expect(np.arrayEqual(result, value), label).toBe(true);
    return;
  }
  const eps = a.dtype === 'float64' || a.dtype === 'complex128' ? 2 ** -53 : 2 ** -24;
  const error = np.absolute(np.subtract(result, value));
  const bound = np.multiply(size, 2 * (2 * k + 4) * eps);
  expect(np.all(np.lessEqual(error, bound)), label).toBe(true);
}

for (const dtype of dtypes) {
  describe(`matmul, ${dtype}`, () => {
    it('sizes', () => {
      const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 17, 49, 65, 129];
      for (const n of sizes) {
        for (const [m, k, columns] of [
          [n, n, n],
          [n, 65, 9],
          [9, n, 63],
          [64, 9, n],
        ] as const) {
          const [a, b] = [values(dtype, [m, k]), values(dtype, [k, columns])];
          check(a, b, np.matmul(a, b) as np.NDArray, k, `${m} ${k} ${columns}`);
        }
      }
    });

    it('layouts and results that are views', () => {
      for (const [m, k, n] of [
        [12, 11, 13],
        [70, 50, 61],
        [3, 600, 9],
      ] as const) {
        const [a, b] = [values(dtype, [m, k]), values(dtype, [k, n])];
        const wanted = expected(a, b);
        for (const la of Object.keys(layouts))
          for (const lb of Object.keys(layouts))
            for (const lc of Object.keys(layouts)) {
              const frame = layouts[lc]!(np.zeros([m, n], { dtype }));
              np.matmul(layouts[la]!(a), layouts[lb]!(b), { out: frame });
              check(a, b, frame, k, `${m} ${la} ${lb} ${lc}`, wanted);
              if (m > 20) break;
            }
      }
    });

    it('stacks', () => {
      for (const [count, m, k, n] of [
        [300, 4, 4, 4],
        [97, 3, 5, 2],
        [5, 30, 70, 20],
        [3, 50, 40, 60],
      ] as const) {
        const [a, b] = [values(dtype, [count, m, k]), values(dtype, [count, k, n])];
        check(a, b, np.matmul(a, b) as np.NDArray, k, `${count}`);
        const one = b.at(0) as np.NDArray;
        check(a, one.reshape(1, k, n), np.matmul(a, one) as np.NDArray, k, `${count}, one on the right`);
        const every = a.at('::2');
        check(every, b.at('::2'), np.matmul(every, b.at('::2')) as np.NDArray, k, `${count}, every other`);
        const out = np.zeros([count, n, m], { dtype });
        np.matmul(layouts.columns!(a), b, { out: np.swapaxes(out, -1, -2) });
        check(a, b, np.swapaxes(out, -1, -2), k, `${count}, turned`);
      }
    });

    it('empty', () => {
      expect((np.matmul(np.zeros([0, 50], { dtype }), np.zeros([50, 40], { dtype })) as np.NDArray).shape).toEqual([
        0, 40,
      ]);
      const none = np.matmul(np.zeros([50, 0], { dtype }), np.zeros([0, 40], { dtype })) as np.NDArray;
      expect(np.any(none)).toBe(false);
    });
  });
}

describe('matmul in blocks', () => {
  // Larger than a block of C (1,024 x 1,024 doubles) and of k (256): by blocks of rows and columns that fit one.
  it('gives what its blocks give', () => {
    const [m, k, n] = [1100, 300, 1030];
    const [a, b] = [values('float64', [m, k]), values('float64', [k, n])];
    const whole = np.matmul(a, b) as np.NDArray;
    for (const [i, j] of [
      [0, 0],
      [500, 500],
      [1060, 990],
    ] as const) {
      const [rows, columns] = [a.at(`${i}:${i + 40}`), b.at(':', `${j}:${j + 40}`)];
      check(rows, columns, whole.at(`${i}:${i + 40}`, `${j}:${j + 40}`), k, `${i} ${j}`);
    }
    const turned = np.matmul(b.T, a.T) as np.NDArray;
    expect(np.allclose(turned.T, whole, { rtol: 0, atol: 1e-12 })).toBe(true);
  });
});
