/**
 * The singular term of a boundary value problem, y' = f(x, y, p) + S y / (x - a): what it adds away from a, what takes its place at a, where a
 * bounded solution needs S y(a) = 0 and has the slope (I - S)^-1 f.
 */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, shapeText } from '../../core/errors.js';
import { copyAs } from '../../ops/creation.js';
import { eye } from '../../ops/diagonals.js';
import { matmul } from '../../ops/matmul.js';
import { subtract } from '../../ops/ufuncs/arithmetic.js';
import { pinv } from '../../linalg/index.js';
import type { NDArray } from '../../core/ndarray.js';

/** The term for one problem; vectors and matrices are node after node. */
export class SingularTerm {
  readonly #n: number;
  readonly #a: number;
  readonly #s: Float64Array;
  /** Takes f at a to the slope there. */
  readonly #slope: Float64Array;
  /** Takes a state at a to the nearest one that is allowed. */
  readonly #allowed: Float64Array;

  /**
   * @param S - the matrix, n x n
   * @param n - the number of equations
   * @param a - where it is singular: the beginning of the interval
   */
  constructor(S: ArrayLike, n: number, a: number) {
    const given = asNDArray('solveBvp', S);
    if (given.ndim !== 2 || given.shape[0] !== n || given.shape[1] !== n) {
      throw new ValueError(
        `solveBvp: S is expected to have shape (${n},${n}), but actually has ${shapeText(given.shape)}`,
      );
    }
    if (given.info.kind === 'c') throw new DTypeError('solveBvp: S must be real');
    const matrix = copyAs(given, DTYPES.float64) as NDArray<'float64'>;
    const values = (x: ArrayLike): Float64Array =>
      (copyAs(asNDArray('solveBvp', x), DTYPES.float64).data as Float64Array).slice();
    this.#n = n;
    this.#a = a;
    this.#s = values(matrix);
    this.#slope = values(pinv(subtract(eye(n), matrix)));
    this.#allowed = values(subtract(eye(n), matmul(pinv(matrix), matrix)));
  }

  /** Replaces n x columns numbers at `first` by a matrix times them. */
  #apply(matrix: Float64Array, values: Float64Array, first: number, columns: number): void {
    const n = this.#n;
    const old = values.slice(first, first + n * columns);
    for (let r = 0; r < n; r++) {
      for (let c = 0; c < columns; c++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += matrix[r * n + i]! * old[i * columns + c]!;
        values[first + r * columns + c] = sum;
      }
    }
  }

  /** Adds the term to right-hand sides. */
  toField(x: Float64Array, y: Float64Array, f: Float64Array): void {
    const n = this.#n;
    x.forEach((at, i) => {
      if (at === this.#a) return this.#apply(this.#slope, f, i * n, 1);
      for (let r = 0; r < n; r++) {
        let sum = 0;
        for (let c = 0; c < n; c++) sum += this.#s[r * n + c]! * y[i * n + c]!;
        f[i * n + r]! += sum / (at - this.#a);
      }
    });
  }

  /** Adds the term's derivatives to those of right-hand sides with k parameters. */
  toJacobian(x: Float64Array, jacobian: { y: Float64Array; p: Float64Array }, k: number): void {
    const n = this.#n;
    x.forEach((at, i) => {
      if (at === this.#a) {
        this.#apply(this.#slope, jacobian.y, i * n * n, n);
        if (k > 0) this.#apply(this.#slope, jacobian.p, i * n * k, k);
      } else for (let q = 0; q < n * n; q++) jacobian.y[i * n * n + q]! += this.#s[q]! / (at - this.#a);
    });
  }

  /** Makes the state of the first node one that is allowed. */
  project(y: Float64Array): void {
    this.#apply(this.#allowed, y, 0, 1);
  }
}
