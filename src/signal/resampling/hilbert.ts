/** Analytic signals: spectra without negative frequencies (L. Marple, IEEE Trans. Signal Processing 47, 1999). */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { fft2, ifft2 } from '../../fft/index.js';
import { transformComplex, transformReal } from '../transforms.js';
import {
  arrayOfRows,
  interleavedArray,
  partsArray,
  rowsOf,
  separated,
  shapedParts,
  type Complexes,
} from '../values.js';

/** Options of `hilbert`. */
export interface HilbertOptions {
  /** The length of the transform; that of the signal by default. */
  N?: number | null;
  /** The axis of time. Default -1. */
  axis?: number;
}

/**
 * The analytic signal: the signal, and as imaginary part its Hilbert transform.
 *
 * @param x - a real signal
 * @returns the complex signal
 * @throws ValueError for a complex signal, or a length that is not positive
 * @example
 * hilbert([1, 0, -1, 0]).item(0).re; // 1
 */
export function hilbert(x: ArrayLike, options: HilbertOptions = {}): Complexes {
  checkOptions('hilbert', options, ['N', 'axis']);
  const rows = rowsOf('hilbert', 'x', x, options.axis ?? -1);
  if (rows.im) throw new ValueError('hilbert: x must be real.');
  const N = options.N ?? rows.n;
  if (!Number.isInteger(N) || N <= 0) throw new ValueError(`hilbert: N must be positive, got ${describe(N)}.`);
  const half = transformReal(rows.re, rows.rows, N);
  const bins = Math.floor(N / 2) + 1;
  const spectra = new Float64Array(2 * N * rows.rows);
  for (let row = 0; row < rows.rows; row++) {
    for (let k = 0; k < bins; k++) {
      const weight = k === 0 || 2 * k === N ? 1 : 2;
      spectra[2 * (row * N + k)] = weight * half[2 * (row * bins + k)]!;
      spectra[2 * (row * N + k) + 1] = weight * half[2 * (row * bins + k) + 1]!;
    }
  }
  return arrayOfRows(separated(transformComplex(spectra, rows.rows, N, true)), rows) as Complexes;
}

/**
 * The analytic signal of an image: only frequencies that are positive along both axes.
 *
 * @param x - a real image
 * @param options - `N`: the lengths of the transform, one or two; those of the image by default
 * @returns the complex image
 * @throws ValueError for what is no real image, or lengths that are not positive
 * @example
 * hilbert2([[1, 2], [3, 4]]).shape; // [2, 2]
 */
export function hilbert2(x: ArrayLike, options: { N?: number | readonly [number, number] | null } = {}): Complexes {
  checkOptions('hilbert2', options, ['N']);
  const given = asNDArray('hilbert2', x);
  const array = given.ndim === 1 ? given.strided([1, ...given.shape], [0, ...given.steps], given.offset) : given;
  if (array.ndim !== 2) throw new ValueError(`hilbert2: x must be 2-D, got shape ${shapeText(array.shape)}.`);
  if (array.info.kind === 'c') throw new ValueError('hilbert2: x must be real.');
  const { N = null } = options;
  const lengths = N === null ? [...array.shape] : typeof N === 'number' ? [N, N] : [...N];
  if (lengths.length !== 2 || lengths.some((n) => !Number.isInteger(n) || n <= 0)) {
    throw new ValueError('hilbert2: When given as a tuple, N must hold exactly two positive integers');
  }
  const spectrum = shapedParts('hilbert2', 'x', fft2(array, { s: lengths }) as NDArray);
  const [m, n] = lengths as [number, number];
  const weight = (k: number, length: number): number => {
    if (length % 2 === 0) return k === 0 || k === length / 2 ? 1 : k < length / 2 ? 2 : 0;
    return k === 0 ? 1 : k < (length + 1) / 2 ? 2 : 0;
  };
  const pairs = new Float64Array(2 * m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const w = weight(i, m) * weight(j, n);
      pairs[2 * (i * n + j)] = w * spectrum.re[i * n + j]!;
      pairs[2 * (i * n + j) + 1] = w * spectrum.im![i * n + j]!;
    }
  }
  const result = ifft2(interleavedArray(pairs, [m, n])) as NDArray;
  return partsArray(shapedParts('hilbert2', 'x', result), [m, n]) as Complexes;
}
