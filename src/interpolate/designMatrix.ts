/** DesignMatrix: the values of all B-splines at points, of which only k + 1 a row are not zero. */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { arrayOver, reals } from './data.js';

/**
 * A sparse matrix with as many entries in every row, in SciPy's CSR form: row i has the entries `data[indptr[i]]` to
 * `data[indptr[i + 1] - 1]`, in the columns that `indices` says.
 *
 * @example
 * const m = BSpline.designMatrix([0.5, 1.5], [0, 0, 1, 2, 2], 1);
 * m.toarray(); // [[0.5, 0.5, 0], [0, 0.5, 0.5]]
 */
export class DesignMatrix {
  /** Points by B-splines. */
  readonly shape: readonly [rows: number, columns: number];
  readonly data: NDArray<'float64'>;
  readonly indices: NDArray<'int32'>;
  readonly indptr: NDArray<'int32'>;
  readonly #values: Float64Array;
  readonly #first: Int32Array;

  /** @internal From rows of neighbouring values and the column of each row's first one. */
  constructor(values: Float64Array, first: Int32Array, columns: number) {
    const rows = first.length;
    const count = rows === 0 ? 0 : values.length / rows;
    this.#values = values;
    this.#first = first;
    this.shape = [rows, columns];
    this.data = arrayOver(values, [values.length]);
    const indices = new Int32Array(values.length);
    const indptr = new Int32Array(rows + 1);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < count; j++) indices[i * count + j] = first[i]! + j;
      indptr[i + 1] = (i + 1) * count;
    }
    this.indices = integers(indices);
    this.indptr = integers(indptr);
  }

  /** The number of entries that are kept. */
  get nnz(): number {
    return this.#values.length;
  }

  /** An ordinary array. */
  toarray(): NDArray<'float64'> {
    const [rows, columns] = this.shape;
    const out = new Float64Array(rows * columns);
    const count = rows === 0 ? 0 : this.nnz / rows;
    for (let i = 0; i < rows; i++) {
      out.set(this.#values.subarray(i * count, (i + 1) * count), i * columns + this.#first[i]!);
    }
    return arrayOver(out, [rows, columns]);
  }

  /**
   * The product with a vector of coefficients, or with a matrix of them, one column a vector: values of splines at the points.
   *
   * @param c - array_like of as many rows as the matrix has columns
   * @throws ValueError for another number of rows
   */
  dot(c: ArrayLike): NDArray<'float64'> {
    const a = reals('DesignMatrix.dot', 'c', c);
    const [rows, columns] = this.shape;
    if ((a.ndim !== 1 && a.ndim !== 2) || a.shape[0] !== columns) {
      throw new ValueError(`DesignMatrix.dot: c must have ${columns} rows, got shape ${shapeText(a.shape)}`);
    }
    const width = a.ndim === 2 ? a.shape[1]! : 1;
    const given = a.data;
    const count = rows === 0 ? 0 : this.nnz / rows;
    const out = new Float64Array(rows * width);
    for (let i = 0; i < rows; i++) {
      for (let column = 0; column < width; column++) {
        let sum = 0;
        for (let j = 0; j < count; j++) sum += this.#values[i * count + j]! * given[(this.#first[i]! + j) * width + column]!; // prettier-ignore
        out[i * width + column] = sum;
      }
    }
    return arrayOver(out, a.ndim === 2 ? [rows, width] : [rows]);
  }
}

const integers = (values: Int32Array): NDArray<'int32'> =>
  new NDArray(DTYPES.int32, values, [values.length], [1], 0, null, true);
