/**
 * How BLAS sees matrices: by columns, one after another in memory, as they are or transposed. Most of numloom's matrices can be
 * described so where they lie; the others are packed first.
 */
import type { DTypeInfo } from '../../../core/dtype.js';
import { emptyArray } from '../../../core/ndarray.js';
import type { StridedView } from '../../backend.js';
import { copy } from '../../single/copy.js';

export type Elements = Float32Array | Float64Array;

/** A matrix: element (i, j) lies `i * row + j * column` elements from `offset` of `storage`. */
export interface Strided {
  readonly storage: Elements;
  readonly offset: number;
  readonly row: number;
  readonly column: number;
}

export function turned(a: Strided): Strided {
  return { storage: a.storage, offset: a.offset, row: a.column, column: a.row };
}

/** BLAS's description: transposed or not, and the distance of what it takes for columns. */
export interface Columns {
  readonly trans: 'N' | 'T';
  readonly lead: number;
}

/** Describe an m x n matrix, or undefined where it must be packed. */
export function columnsOf(m: number, n: number, row: number, column: number): Columns | undefined {
  // Along an axis of length 1 the step says nothing.
  if ((row === 1 || m === 1) && (column >= m || n === 1) && (column > 0 || n === 1)) {
    return { trans: 'N', lead: Math.max(n === 1 ? m : column, 1) };
  }
  if ((column === 1 || n === 1) && (row >= n || m === 1) && (row > 0 || m === 1)) {
    return { trans: 'T', lead: Math.max(m === 1 ? n : row, 1) };
  }
  return undefined;
}

/** A packed copy of an m x n matrix, by rows. */
export function packed(info: DTypeInfo, m: number, n: number, { storage, offset, row, column }: Strided): Strided {
  const result = emptyArray(info, [m, n]);
  copy([m, n], { info, storage, offset, steps: [row, column] }, result);
  return {
    storage: result.storage as Elements,
    offset: result.offset,
    row: n,
    column: 1,
  };
}

/** A fresh m x n matrix by rows, to be copied to where it is wanted. */
export function room(info: DTypeInfo, m: number, n: number): Strided & { readonly view: StridedView } {
  const view = emptyArray(info, [m, n]);
  return {
    view,
    storage: view.storage as Elements,
    offset: view.offset,
    row: n,
    column: 1,
  };
}
