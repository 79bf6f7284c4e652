/** The second half of the spectrum of a real array: x[-k] is the conjugate of x[k]. */
import type { NDArray } from '../core/ndarray.js';
import { conjugate } from '../ops/ufuncs/arithmetic.js';

/** Fill the part beyond n / 2 along axis `last` of a spectrum over `axes` from the part before. */
export function fillMirrored(a: NDArray, axes: readonly number[], last: number): void {
  const n = a.shape[last]!;
  const half = Math.floor(n / 2) + 1;
  if (half >= n || a.size === 0) return;
  if (a.ndim === 1) return fillRow(a, n, half);
  const shape = [...a.shape];
  const fromSteps = [...a.steps];
  const toSteps = [...a.steps];
  shape[last] = n - half;
  fromSteps[last] = -a.steps[last]!;
  const rest = axes.filter((axis) => axis !== last);
  /** Index 0 of an axis mirrors itself, the others each other. */
  const fill = (place: number, from: number, to: number): void => {
    if (place === rest.length) {
      conjugate(a.strided([...shape], [...fromSteps], from), { out: a.strided([...shape], [...toSteps], to) });
      return;
    }
    const axis = rest[place]!;
    const step = a.steps[axis]!;
    const length = a.shape[axis]!;
    shape[axis] = 1;
    fill(place + 1, from, to);
    if (length > 1) {
      shape[axis] = length - 1;
      fromSteps[axis] = -step;
      fill(place + 1, from + (length - 1) * step, to + step);
    }
    shape[axis] = length;
    fromSteps[axis] = step;
  };
  const step = a.steps[last]!;
  fill(0, a.offset + (n - half) * step, a.offset + half * step);
}

function fillRow(a: NDArray, n: number, half: number): void {
  const data = a.storage as Float64Array;
  const step = 2 * a.steps[0]!;
  let from = 2 * a.offset + (n - half) * step;
  let to = 2 * a.offset + half * step;
  for (let k = half; k < n; k++) {
    data[to] = data[from]!;
    // (0 - x has no negative zero.)
    data[to + 1] = 0 - data[from + 1]!;
    from -= step;
    to += step;
  }
}

/**
 * Give the first and the middle element of one row's spectrum the imaginary part 0 where it is the negative zero: they are real.
 *
 * @param n - the length of the real row
 */
export function dropNegativeZeros(spectrum: NDArray, n: number): void {
  if (spectrum.ndim !== 1 || n === 0) return;
  const data = spectrum.storage as Float64Array;
  const step = 2 * spectrum.steps[0]!;
  const first = 2 * spectrum.offset + 1;
  const middle = first + (n >> 1) * step;
  data[first]! += 0;
  if (n % 2 === 0) data[middle]! += 0;
}
