/**
 * Fourier transforms for matrices that are constant along their diagonals: products with Toeplitz matrices as parts of convolutions,
 * and the eigenvalues of circulant matrices (Golub and Van Loan, Matrix Computations, section 4.8).
 */
import { DTYPES } from '../core/dtype.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { fft, ifft } from '../fft/complex.js';
import { nextFastLen } from '../fft/lengths.js';
import { multiply } from '../ops/ufuncs/arithmetic.js';
import type { Matrix } from './engine/engine.js';

/** Below so many multiplications a product by its definition is quicker, and rounded less. */
const DIRECT_BELOW = 16384;

/** Is a product of a Toeplitz matrix of this shape with `columns` vectors better computed by transforms? */
export function convolves(m: number, n: number, columns: number): boolean {
  return m * n >= DIRECT_BELOW && columns > 0;
}

/** Rows of complex numbers; `values` holds `count` rows of `n`, as pairs where `complex`. */
function complexRows(values: Matrix, count: number, n: number, complex: boolean): NDArray<'complex128'> {
  const rows = emptyArray(DTYPES.complex128, [count, n]);
  const { storage } = rows;
  if (complex) storage.set(values.subarray(0, 2 * count * n));
  else {
    for (let i = 0; i < count * n; i++) {
      storage[2 * i] = values[i]!;
      storage[2 * i + 1] = 0;
    }
  }
  return rows;
}

/**
 * The product of a Toeplitz matrix with columns.
 *
 * @param values - its diagonals from the upper right corner to the lower left one, m + n - 1 of them
 * @param x - columns of n numbers one after another
 * @param out - receives columns of m numbers
 * @param complex - are numbers pairs?
 */
export function toeplitzProduct(
  values: Matrix,
  m: number,
  n: number,
  x: Matrix,
  columns: number,
  out: Matrix,
  complex: boolean,
): void {
  // What a longer convolution has beyond this length comes round to places that are not read.
  const length = nextFastLen(m + n - 1);
  const spectrum = fft(complexRows(values, 1, m + n - 1, complex), { n: length });
  const product = ifft(multiply(fft(complexRows(x, columns, n, complex), { n: length }), spectrum));
  const data = product.data as Float64Array;
  for (let column = 0; column < columns; column++) {
    for (let i = 0; i < m; i++) {
      const [from, to] = [2 * (column * length + n - 1 + i), column * m + i];
      if (!complex) out[to] = data[from]!;
      else {
        out[2 * to] = data[from]!;
        out[2 * to + 1] = data[from + 1]!;
      }
    }
  }
}

/** The discrete Fourier transform of a vector in two parts; `inverse` with its factor 1 / n. */
export function transformParts(
  re: Float64Array,
  im: Float64Array,
  inverse: boolean,
): [re: Float64Array, im: Float64Array] {
  const n = re.length;
  const vector = emptyArray(DTYPES.complex128, [n]);
  for (let k = 0; k < n; k++) {
    vector.storage[2 * k] = re[k]!;
    vector.storage[2 * k + 1] = im[k]!;
  }
  const data = (inverse ? ifft(vector) : fft(vector)).data as Float64Array;
  const result: [Float64Array, Float64Array] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < n; k++) {
    result[0][k] = data[2 * k]!;
    result[1][k] = data[2 * k + 1]!;
  }
  return result;
}
