// The module of dense linear algebra: what the host calls. Matrices lie at addresses with any strides in elements; work
// is done in product/ and beside it.
import { SPACE, product } from './product/product';

/** Where memory beyond the module's own constants begins. */
export function heapBase(): usize {
  return __heap_base;
}

/** Bytes of working space that products, rank-k updates and triangular solves need. */
export function space(): usize {
  return SPACE;
}

/** C = scale A B or C += scale A B, float64. */
export function dgemm(
  m: i32,
  n: i32,
  k: i32,
  scale: f64,
  a: usize,
  aRow: i32,
  aColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
  c: usize,
  cRow: i32,
  cColumn: i32,
  accumulate: bool,
  space: usize,
): void {
  product<f64>(
    1,
    m,
    n,
    k,
    scale,
    0,
    a,
    aRow,
    aColumn,
    false,
    b,
    bRow,
    bColumn,
    false,
    c,
    cRow,
    cColumn,
    accumulate,
    space,
  );
}
