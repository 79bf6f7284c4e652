/**
 * Where a Jacobian may be other than zero: which columns one evaluation of f can difference together (A. Curtis, M. Powell and J. Reid, On the
 * estimation of sparse Jacobian matrices, 1974), and an order of the unknowns that makes the matrix banded (E. Cuthill and J. McKee, 1969, reversed).
 */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { ValueError, describe, shapeText } from '../../core/errors.js';
import { copyAs } from '../../ops/creation.js';

/** What users may give as sparsity: a matrix that is not 0 where the Jacobian may be, the places alone, or the diagonals. */
export type JacobianSparsity =
  | ArrayLike
  | { readonly rows: ArrayLike; readonly columns: ArrayLike }
  | { readonly lower: number; readonly upper: number };

/** The rows that each column may touch, compressed: column j has `rows[starts[j]]` to `rows[starts[j + 1] - 1]`. */
export interface Pattern {
  readonly n: number;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  /** The group of each column: columns of a group touch different rows. */
  readonly groups: Int32Array;
  readonly groupCount: number;
  /** Where unknown i stands in the order of small bandwidth. */
  readonly place: Int32Array;
  readonly lower: number;
  readonly upper: number;
}

function places(functionName: string, sparsity: JacobianSparsity, n: number): [number, number][] {
  const list: [number, number][] = [];
  if (typeof sparsity === 'object' && 'lower' in sparsity && 'upper' in sparsity) {
    const { lower, upper } = sparsity;
    for (const [name, value] of Object.entries({ lower, upper })) {
      if (!Number.isInteger(value) || value < 0) {
        throw new ValueError(
          `${functionName}: jacSparsity.${name} must be a whole number of at least 0, got ${describe(value)}`,
        );
      }
    }
    for (let j = 0; j < n; j++) {
      for (let i = Math.max(0, j - upper); i <= Math.min(n - 1, j + lower); i++) list.push([i, j]);
    }
    return list;
  }
  if (typeof sparsity === 'object' && 'rows' in sparsity && 'columns' in sparsity) {
    const pair = [sparsity.rows as ArrayLike, sparsity.columns].map(
      (one) => copyAs(asNDArray(functionName, one), DTYPES.float64).data as Float64Array,
    );
    const [rows, columns] = pair as [Float64Array, Float64Array];
    if (rows.length !== columns.length) {
      throw new ValueError(
        `${functionName}: jacSparsity has ${rows.length} rows and ${columns.length} columns; they go in pairs`,
      );
    }
    rows.forEach((i, k) => {
      const j = columns[k]!;
      if (!(i >= 0 && i < n && j >= 0 && j < n)) {
        throw new ValueError(
          `${functionName}: jacSparsity names element (${i}, ${j}) of a matrix of shape (${n},${n})`,
        );
      }
      list.push([i, j]);
    });
    return list;
  }
  const matrix = asNDArray(functionName, sparsity as ArrayLike);
  if (matrix.ndim !== 2 || matrix.shape[0] !== n || matrix.shape[1] !== n) {
    throw new ValueError(`${functionName}: jacSparsity must have shape (${n},${n}), got ${shapeText(matrix.shape)}`);
  }
  const flags = copyAs(matrix, DTYPES.bool).data as Uint8Array;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (flags[i * n + j]) list.push([i, j]);
  return list;
}

/** Work out groups and order of a sparsity. */
export function patternOf(functionName: string, sparsity: JacobianSparsity, n: number): Pattern {
  const list = places(functionName, sparsity, n);
  const starts = new Int32Array(n + 1);
  for (const [, j] of list) starts[j + 1]!++;
  for (let j = 0; j < n; j++) starts[j + 1]! += starts[j]!;
  const rows = new Int32Array(list.length);
  const next = starts.slice();
  for (const [i, j] of list) rows[next[j]!++] = i;
  const { groups, groupCount } = groupColumns(n, starts, rows);
  const place = narrowOrder(n, starts, rows);
  let lower = 0;
  let upper = 0;
  for (let j = 0; j < n; j++) {
    for (let k = starts[j]!; k < starts[j + 1]!; k++) {
      const below = place[rows[k]!]! - place[j]!;
      lower = Math.max(lower, below);
      upper = Math.max(upper, -below);
    }
  }
  return { n, starts, rows, groups, groupCount, place, lower, upper };
}

/** Put each column into the first group whose columns touch none of its rows. */
function groupColumns(n: number, starts: Int32Array, rows: Int32Array): { groups: Int32Array; groupCount: number } {
  const groups = new Int32Array(n).fill(-1);
  let groupCount = 0;
  let left = n;
  while (left > 0) {
    const taken = new Uint8Array(n);
    for (let j = 0; j < n; j++) {
      if (groups[j] !== -1) continue;
      let free = true;
      for (let k = starts[j]!; free && k < starts[j + 1]!; k++) free = !taken[rows[k]!];
      if (!free) continue;
      for (let k = starts[j]!; k < starts[j + 1]!; k++) taken[rows[k]!] = 1;
      groups[j] = groupCount;
      left--;
    }
    groupCount++;
  }
  return { groups, groupCount };
}

/** Reverse Cuthill-McKee: neighbours get near places. Returns the place of each unknown. */
function narrowOrder(n: number, starts: Int32Array, rows: Int32Array): Int32Array {
  const neighbours: number[][] = Array.from({ length: n }, () => []);
  for (let j = 0; j < n; j++) {
    for (let k = starts[j]!; k < starts[j + 1]!; k++) {
      const i = rows[k]!;
      if (i === j) continue;
      neighbours[i]!.push(j);
      neighbours[j]!.push(i);
    }
  }
  const degree = neighbours.map((list) => list.length);
  const byDegree = (a: number, b: number): number => degree[a]! - degree[b]!;
  const seen = new Uint8Array(n);
  const order: number[] = [];
  const starters = Array.from({ length: n }, (_, i) => i).sort(byDegree);
  for (const start of starters) {
    if (seen[start]) continue;
    seen[start] = 1;
    let head = order.length;
    order.push(start);
    while (head < order.length) {
      const fresh = [...new Set(neighbours[order[head++]!]!.filter((i) => !seen[i]))].sort(byDegree);
      for (const i of fresh) seen[i] = 1;
      order.push(...fresh);
    }
  }
  const place = new Int32Array(n);
  order.forEach((i, k) => {
    place[i] = n - 1 - k;
  });
  return place;
}
