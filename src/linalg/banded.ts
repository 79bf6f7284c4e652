/** Banded systems: the diagonals as rows of an array, `ab[upper + i - j, j] = a[i, j]`, as LAPACK and SciPy store them. */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { ArrayOf } from '../core/ndarray.js';
import { fromArray, toArray, toVector, type Dense } from './dense.js';
import { engine } from './engine/index.js';
import type { Matrix } from './engine/engine.js';
import {
  checkFiniteArray,
  exactly,
  kindOf,
  lanesOf,
  matrixOf,
  typed,
  zerosOf,
  type CheckOptions,
  type MeetOf,
} from './matrices.js';

/** A square matrix in the layout of banded LU, with room for the fill-in. */
export function bandFromDense(a: Dense, below: number, above: number): Matrix {
  const { kind, n } = a;
  const lanes = lanesOf(kind);
  const height = 2 * below + above + 1;
  const band = zerosOf(kind, height * n);
  for (let j = 0; j < n; j++) {
    const from = Math.max(0, j - above);
    const to = Math.min(n, j + below + 1);
    band.set(
      a.data.subarray((j * n + from) * lanes, (j * n + to) * lanes),
      (j * height + below + above + from - j) * lanes,
    );
  }
  return band;
}

/**
 * Solve `a @ x = b` for a banded matrix.
 *
 * @param lAndU - how many diagonals lie below and above the main one
 * @param ab - array_like of shape (l + u + 1, n), the diagonals as rows: `ab[u + i - j, j] = a[i, j]`
 * @param b - array_like of shape (n,) or (n, k)
 * @param options - `checkFinite` (true by default)
 * @returns x, of the shape of b
 * @throws LinAlgError when the matrix is singular; ValueError when shapes do not fit
 * @example
 * np.linalg.solveBanded([1, 1], [[0, 1, 1], [4, 4, 4], [1, 1, 0]], [5, 6, 5]).toArray(); // [1, 1, 1]
 */
export function solveBanded<A extends ArrayLike, B extends ArrayLike>(
  lAndU: readonly [l: number, u: number],
  ab: A,
  b: B,
  options: CheckOptions = {},
): ArrayOf<MeetOf<A, B>> {
  checkOptions('solveBanded', options, ['checkFinite']);
  const [band, right] = [exactly('solveBanded', 'ab', ab, 2), matrixOf('solveBanded', b, 1)];
  if (options.checkFinite ?? true) [band, right].forEach((array) => checkFiniteArray('solveBanded', array));
  const [below, above] = lAndU;
  const n = band.shape[1]!;
  if (right.shape[0] !== n || right.ndim > 2) {
    throw new ValueError(
      `solveBanded: shapes of ab and b are not compatible: ${shapeText(band.shape)} and ${shapeText(right.shape)}`,
    );
  }
  if (below + above + 1 !== band.shape[0]) {
    throw new ValueError(
      `solveBanded: invalid values for the number of lower and upper diagonals: l+u+1 (${below + above + 1}) does not equal ab.shape[0] (${band.shape[0]})`,
    );
  }
  const kind = kindOf('solveBanded', band.info, right.info);
  const [given, x] = [fromArray(band, kind), fromArray(right, kind)];
  if (x.data.length > 0) {
    const lanes = lanesOf(kind);
    const info = below === 1 && above === 1 && n > 1 ? tridiagonal(given, x) : withFill(given, x, below, above, lanes);
    if (info > 0) throw new LinAlgError(`solveBanded: singular matrix: pivot ${info} is exactly zero`);
  }
  return typed(right.ndim === 1 ? toVector(x) : toArray(x));
}

function tridiagonal(band: Dense, x: Dense): number {
  const { kind, n, data } = band;
  const lanes = lanesOf(kind);
  const [lower, middle, upper] = [zerosOf(kind, n - 1), zerosOf(kind, n), zerosOf(kind, n - 1)];
  for (let j = 0; j < n; j++) {
    for (let lane = 0; lane < lanes; lane++) {
      middle[j * lanes + lane] = data[(3 * j + 1) * lanes + lane]!;
      if (j > 0) upper[(j - 1) * lanes + lane] = data[3 * j * lanes + lane]!;
      if (j < n - 1) lower[j * lanes + lane] = data[(3 * j + 2) * lanes + lane]!;
    }
  }
  return engine().gtsv(kind, n, x.n, lower, middle, upper, x.data);
}

function withFill(band: Dense, x: Dense, below: number, above: number, lanes: number): number {
  const { kind, m, n } = band;
  const height = m + below;
  const full = zerosOf(kind, height * n);
  for (let j = 0; j < n; j++) {
    full.set(band.data.subarray(j * m * lanes, (j + 1) * m * lanes), (j * height + below) * lanes);
  }
  return engine().gbsv(kind, n, below, above, x.n, full, new Int32Array(n), x.data);
}
