// The module of `matmul`: stacks of matrix products on blocks that the host copies in.
import { direct } from './product/direct';
import { SPACE, product } from './product/product';

/** Where memory beyond the module's own constants begins. */
export function heapBase(): usize {
  return __heap_base;
}

/** Bytes of working space that the packed products need. */
export function space(): usize {
  return SPACE;
}

/** `count` products of small matrices, the operands `aNext`, `bNext` bytes on each time; see product/direct.ts. */
// @ts-ignore: decorator
@inline
function directs<T>(
  count: i32, m: i32, n: i32, k: i32, a: usize, aNext: usize, aRow: i32, aColumn: i32, b: usize, bNext: usize, c: usize,
): void {
  const cNext = <usize>(m * n) * sizeof<T>();
  for (let t = 0; t < count; t++) {
    direct<T>(m, n, k, a, aRow, aColumn, b, c);
    a += aNext;
    b += bNext;
    c += cNext;
  }
}

/** `count` packed products; see product/product.ts. C has rows without gaps, or columns. */
// @ts-ignore: decorator
@inline
function products<T>(
  parts: i32, count: i32, m: i32, n: i32, k: i32, a: usize, aNext: usize, aRow: i32, aColumn: i32,
  b: usize, bNext: usize, bRow: i32, bColumn: i32, c: usize, accumulate: bool, space: usize,
): void {
  const cNext = <usize>(m * n * parts) * sizeof<T>();
  for (let t = 0; t < count; t++) {
    product<T>(parts, m, n, k, 1, 0, a, aRow, aColumn, false, b, bRow, bColumn, false, c, n, 1, accumulate, space);
    a += aNext;
    b += bNext;
    c += cNext;
  }
}

export function dDirect(
  count: i32, m: i32, n: i32, k: i32, a: usize, aNext: usize, aRow: i32, aColumn: i32, b: usize, bNext: usize, c: usize,
): void {
  directs<f64>(count, m, n, k, a, aNext, aRow, aColumn, b, bNext, c);
}

export function sDirect(
  count: i32, m: i32, n: i32, k: i32, a: usize, aNext: usize, aRow: i32, aColumn: i32, b: usize, bNext: usize, c: usize,
): void {
  directs<f32>(count, m, n, k, a, aNext, aRow, aColumn, b, bNext, c);
}

export function iDirect(
  count: i32, m: i32, n: i32, k: i32, a: usize, aNext: usize, aRow: i32, aColumn: i32, b: usize, bNext: usize, c: usize,
): void {
  directs<i32>(count, m, n, k, a, aNext, aRow, aColumn, b, bNext, c);
}

export function dPacked(
  parts: i32, count: i32, m: i32, n: i32, k: i32, a: usize, aNext: usize, aRow: i32, aColumn: i32,
  b: usize, bNext: usize, bRow: i32, bColumn: i32, c: usize, accumulate: bool, space: usize,
): void {
  products<f64>(parts, count, m, n, k, a, aNext, aRow, aColumn, b, bNext, bRow, bColumn, c, accumulate, space);
}

export function sPacked(
  parts: i32, count: i32, m: i32, n: i32, k: i32, a: usize, aNext: usize, aRow: i32, aColumn: i32,
  b: usize, bNext: usize, bRow: i32, bColumn: i32, c: usize, accumulate: bool, space: usize,
): void {
  products<f32>(parts, count, m, n, k, a, aNext, aRow, aColumn, b, bNext, bRow, bColumn, c, accumulate, space);
}

export function iPacked(
  parts: i32, count: i32, m: i32, n: i32, k: i32, a: usize, aNext: usize, aRow: i32, aColumn: i32,
  b: usize, bNext: usize, bRow: i32, bColumn: i32, c: usize, accumulate: bool, space: usize,
): void {
  products<i32>(parts, count, m, n, k, a, aNext, aRow, aColumn, b, bNext, bRow, bColumn, c, accumulate, space);
}
