/** Products of several matrices: powers, and chains in the cheapest order. */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTypeError, LinAlgError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { emptyArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import type { DType } from '../core/dtype.js';
import { putOut } from '../ops/axes.js';
import { copyAs } from '../ops/creation.js';
import { matmul } from '../ops/matmul.js';
import { dot } from '../ops/products.js';
import { inv } from './inverse.js';
import { squareOf, typed, type FloatOf } from './matrices.js';

/**
 * A matrix multiplied with itself; negative powers are those of the inverse.
 *
 * @param a - array_like of shape (..., n, n)
 * @param n - the power, an integer
 * @returns an array of the same shape and, for n >= 0, the same dtype
 * @throws LinAlgError when the matrix is not square, or singular and n < 0; DTypeError when n is no integer
 * @example
 * np.linalg.matrixPower([[1, 1], [1, 0]], 10).item(0, 1); // 55
 */
export function matrixPower<A extends ArrayLike>(a: A, n: number): ArrayOf<DTypeOf<A> | FloatOf<A>> {
  const array = squareOf('matrixPower', a);
  if (!Number.isInteger(n)) throw new DTypeError(`matrixPower: exponent must be an integer, got ${describe(n)}`);
  if (n === 0) {
    const result = emptyArray(array.info, array.shape);
    const side = array.shape[array.ndim - 1]!;
    const storage = result.storage as Float64Array;
    const { lanes } = array.info;
    const one = (array.info.domain === 'bigint' ? 1n : array.info.name === 'float16' ? 0x3c00 : 1) as number;
    storage.fill((array.info.domain === 'bigint' ? 0n : 0) as number);
    for (let k = 0; k < array.size; k += side * side) {
      for (let i = 0; i < side; i++) storage[(k + i * side + i) * lanes] = one;
    }
    return typed(result);
  }
  const product = (x: NDArray, y: NDArray): NDArray => matmul(x, y) as NDArray;
  let base = n < 0 ? (inv(array) as NDArray) : array;
  let power = Math.abs(n);
  let result: NDArray | null = null;
  for (;;) {
    if (power % 2 === 1) result = result ? product(result, base) : base;
    power = Math.floor(power / 2);
    if (power === 0) break;
    base = product(base, base);
  }
  return typed(result === array ? copyAs(array, array.info) : result!);
}

/** Where each chain is best split (T. Cormen and others, Introduction to Algorithms, section on matrix chains). */
function bestSplits(dimensions: readonly number[]): number[][] {
  const n = dimensions.length - 1;
  const cost = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const split = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let length = 1; length < n; length++) {
    for (let i = 0; i + length < n; i++) {
      const j = i + length;
      cost[i]![j] = Infinity;
      for (let k = i; k < j; k++) {
        const q = cost[i]![k]! + cost[k + 1]![j]! + dimensions[i]! * dimensions[k + 1]! * dimensions[j + 1]!;
        if (q < cost[i]![j]!) {
          cost[i]![j] = q;
          split[i]![j] = k;
        }
      }
    }
  }
  return split;
}

/**
 * The product of two or more matrices, multiplied in the order that takes the fewest operations.
 *
 * @param arrays - array_likes of two axes; the first and the last may have one
 * @param options - `out`: write the result here
 * @returns the product; a plain value where both ends are vectors
 * @throws ValueError for fewer than two arrays, or lengths that do not match; LinAlgError for inner arrays that are no matrices
 * @example
 * np.linalg.multiDot([[[1, 2]], [[3], [4]], [[5, 6]]]).toArray(); // [[55, 66]]
 */
export function multiDot<D extends DType = DType>(
  arrays: readonly ArrayLike[],
  options: { out?: NDArray<D> | null } = {},
): NDArray<D> {
  checkOptions('multiDot', options, ['out']);
  const { out } = options;
  if (arrays.length < 2) throw new ValueError('multiDot: Expecting at least two arrays.');
  const given = arrays.map((array) => asNDArray('multiDot', array));
  const finish = (result: unknown): NDArray<D> => result as NDArray<D>;
  const product = (x: NDArray, y: NDArray, last: boolean): NDArray =>
    dot(x, y, last && out ? { out: out as NDArray } : undefined) as unknown as NDArray;
  if (given.length === 2) return finish(product(given[0]!, given[1]!, true));
  const last = given.length - 1;
  given.forEach((array, k) => {
    if (array.ndim !== 2 && !((k === 0 || k === last) && array.ndim === 1)) {
      throw new LinAlgError(
        `multiDot: ${array.ndim}-dimensional array given as number ${k}. Array must be two-dimensional`,
      );
    }
  });
  const [startsFlat, endsFlat] = [given[0]!.ndim === 1, given[last]!.ndim === 1];
  const matrices = [...given];
  if (startsFlat) matrices[0] = asRow(given[0]!);
  if (endsFlat) matrices[last] = asRow(given[last]!).T;
  matrices.slice(1).forEach((matrix, k) => {
    if (matrices[k]!.shape[1] !== matrix.shape[0]) {
      throw new ValueError(
        `multiDot: shapes ${shapeText(matrices[k]!.shape)} and ${shapeText(matrix.shape)} not aligned: ${matrices[k]!.shape[1]} != ${matrix.shape[0]}`,
      );
    }
  });
  const splits = bestSplits([matrices[0]!.shape[0]!, ...matrices.map((matrix) => matrix.shape[1]!)]);
  const chain = (i: number, j: number): NDArray => {
    if (i === j) return matrices[i]!;
    const k = splits[i]![j]!;
    const outermost = i === 0 && j === last && !startsFlat && !endsFlat;
    return product(chain(i, k), chain(k + 1, j), outermost);
  };
  const result = chain(0, last);
  if (!startsFlat && !endsFlat) return finish(result);
  const shape = [...(startsFlat ? [] : [result.shape[0]!]), ...(endsFlat ? [] : [result.shape[1]!])];
  if (shape.length === 0) return finish(result.item());
  const flat = result.strided(shape, [1], result.offset);
  if (!out) return finish(flat);
  return finish(putOut('multiDot', flat, out as NDArray));
}

function asRow(a: NDArray): NDArray {
  return a.strided([1, a.shape[0]!], [0, a.steps[0]!], a.offset);
}
