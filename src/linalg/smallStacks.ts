/**
 * Stacks of many small real matrices, each computed in a loop of its own below instead of one call a matrix. Every function
 * gives null where the general way must be taken.
 */
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { LinAlgError } from '../core/errors.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { copyAs } from '../ops/creation.js';
import { SMALL, stacks } from './engine/portable/stacks.js';
import type { Kind } from './engine/engine.js';
import { INFO, allFinite, arrayOf } from './matrices.js';

/** Elements handed down at once, which bounds the memory that is needed below. */
const CHUNK = 1 << 20;

/** Are these many small real matrices? */
export function isSmallStack(kind: Kind, count: number, m: number, n: number): boolean {
  return (kind === 'd' || kind === 's') && count > 1 && m > 0 && n > 0 && m <= SMALL && n <= SMALL;
}

/** The elements of an array by rows as float64: its own where they lie so already, unless a fresh copy is wanted. */
function elements(a: NDArray, fresh: boolean): Float64Array {
  if (!fresh && a.isC && a.info === (DTYPES.float64 as DTypeInfo)) return a.data as Float64Array;
  return copyAs(a, DTYPES.float64).data;
}

/** Call `each` with ranges of matrices whose elements together fit a chunk; gives the number of the first that failed. */
function inChunks(count: number, size: number, each: (from: number, to: number) => number): number {
  const step = Math.max(1, Math.floor(CHUNK / Math.max(size, 1)));
  for (let from = 0; from < count; from += step) {
    const failed = each(from, Math.min(from + step, count));
    if (failed > 0) return from + failed;
  }
  return 0;
}

/** Float64 results in the dtype of a kind. */
function delivered(kind: Kind, shape: readonly number[], data: Float64Array): NDArray {
  const result = arrayOf('d', shape, data);
  return kind === 'd' ? result : copyAs(result, INFO[kind] as DTypeInfo);
}

const countOf = (a: NDArray): number => a.size / (a.shape[a.ndim - 2]! * a.shape[a.ndim - 1]!);

/** `a^-1 b` for arrays of one stack. */
export function solveStack(kind: Kind, a: NDArray, b: NDArray): NDArray {
  const [n, k] = b.shape.slice(-2) as [number, number];
  const [left, right] = [elements(a, false), elements(b, true)];
  const failed = inChunks(countOf(a), n * (n + k), (from, to) =>
    stacks.solve(to - from, n, k, left.subarray(from * n * n, to * n * n), right.subarray(from * n * k, to * n * k)),
  );
  if (failed > 0) throw new LinAlgError('Singular matrix');
  return delivered(kind, b.shape, right);
}

export function invStack(kind: Kind, a: NDArray): NDArray {
  const n = a.shape[a.ndim - 1]!;
  const given = elements(a, false);
  const result = emptyArray(DTYPES.float64, a.shape).storage;
  const failed = inChunks(countOf(a), 2 * n * n, (from, to) =>
    stacks.inv(to - from, n, given.subarray(from * n * n, to * n * n), result.subarray(from * n * n, to * n * n)),
  );
  if (failed > 0) throw new LinAlgError('Singular matrix');
  return delivered(kind, a.shape, result);
}

export function detStack(kind: Kind, a: NDArray): NDArray {
  const n = a.shape[a.ndim - 1]!;
  const given = elements(a, false);
  const result = new Float64Array(countOf(a));
  inChunks(result.length, n * n, (from, to) =>
    stacks.det(to - from, n, given.subarray(from * n * n, to * n * n), result.subarray(from, to)),
  );
  return delivered(kind, a.shape.slice(0, -2), result);
}

/** Lower factors with zeros above; the number of the first matrix that has none instead. */
export function choleskyStack(kind: Kind, a: NDArray): NDArray | number {
  const n = a.shape[a.ndim - 1]!;
  const data = elements(a, true);
  const failed = inChunks(countOf(a), n * n, (from, to) =>
    stacks.cholesky(to - from, n, data.subarray(from * n * n, to * n * n)),
  );
  if (failed > 0) return failed;
  for (let k = 0; k < data.length; k += n * n) {
    for (let i = 0; i < n; i++) data.fill(0, k + i * n + i + 1, k + (i + 1) * n);
  }
  return delivered(kind, a.shape, data);
}

/** `[u, s, vt]` of the reduced decomposition, or `[s]`; null for nan, inf or no convergence. */
export function svdStack(kind: Kind, a: NDArray, vectors: boolean): NDArray[] | null {
  const [m, n] = a.shape.slice(-2) as [number, number];
  const k = Math.min(m, n);
  const given = elements(a, false);
  if (!allFinite(given)) return null;
  const count = countOf(a);
  const batch = a.shape.slice(0, -2);
  const s = new Float64Array(count * k);
  const [u, vt] = vectors ? [new Float64Array(count * m * k), new Float64Array(count * k * n)] : [undefined, undefined];
  const failed = inChunks(count, m * n + k * (m + n + 1), (from, to) =>
    stacks.svd(
      to - from,
      m,
      n,
      given.subarray(from * m * n, to * m * n),
      s.subarray(from * k, to * k),
      u?.subarray(from * m * k, to * m * k),
      vt?.subarray(from * k * n, to * k * n),
    ),
  );
  if (failed > 0) return null;
  const values = delivered(kind, [...batch, k], s);
  if (!u || !vt) return [values];
  return [delivered(kind, [...batch, m, k], u), values, delivered(kind, [...batch, k, n], vt)];
}

/** `[w, v]` or `[w]`; null for nan, inf or no convergence. */
export function eighStack(kind: Kind, a: NDArray, uplo: 'L' | 'U', vectors: boolean): NDArray[] | null {
  const n = a.shape[a.ndim - 1]!;
  const data = elements(a, true);
  if (!allFinite(data)) return null;
  const w = new Float64Array(countOf(a) * n);
  const failed = inChunks(countOf(a), n * (n + 1), (from, to) =>
    stacks.eigh(to - from, n, uplo, vectors, data.subarray(from * n * n, to * n * n), w.subarray(from * n, to * n)),
  );
  if (failed > 0) return null;
  const values = delivered(kind, a.shape.slice(0, -1), w);
  return vectors ? [values, delivered(kind, a.shape, data)] : [values];
}
