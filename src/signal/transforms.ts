/** Fourier transforms of plain rows of numbers: complex numbers are neighbouring pairs. */
import type { NDArray } from '../core/ndarray.js';
import { fft, ifft, irfft, rfft } from '../fft/index.js';
import { interleavedArray, realArray } from './values.js';

const plain = (a: NDArray): Float64Array => (a as NDArray<'float64'>).data;

/**
 * The half spectra (n / 2 + 1 pairs a row) of rows of reals.
 *
 * @param x - the rows, one after another
 * @param rows - how many
 * @param n - the length of the transform: rows are cut off or filled up with zeros
 */
export function transformReal(x: Float64Array, rows = 1, n = x.length / rows): Float64Array {
  return plain(rfft(realArray(x, [rows, x.length / rows]), { n }) as NDArray);
}

/** Rows of `n` reals from their half spectra. */
export function inverseReal(spectra: Float64Array, rows: number, n: number): Float64Array {
  return plain(irfft(interleavedArray(spectra, [rows, spectra.length / 2 / rows]), { n }) as NDArray);
}

/** The spectra of rows of complex numbers, or with `inverse` the numbers from their spectra. */
export function transformComplex(
  pairs: Float64Array,
  rows = 1,
  n = pairs.length / 2 / rows,
  inverse = false,
): Float64Array {
  const array = interleavedArray(pairs, [rows, pairs.length / 2 / rows]);
  return plain((inverse ? ifft(array, { n }) : fft(array, { n })) as NDArray);
}

/** Multiply pairs by pairs, in place; `b` may be shorter and is repeated. */
export function multiplyPairs(a: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let at = 0; at < a.length; at += n) {
    for (let i = 0; i < n; i += 2) {
      const re = a[at + i]!;
      const im = a[at + i + 1]!;
      a[at + i] = re * b[i]! - im * b[i + 1]!;
      a[at + i + 1] = re * b[i + 1]! + im * b[i]!;
    }
  }
}
