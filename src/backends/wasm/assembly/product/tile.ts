// The micro-kernel under every matrix product: a tile of C, four rows by two vectors, stays in registers while it sums
// over k. Eight sums are as many as V8 keeps in registers next to their operands: larger tiles (6 x 4, 4 x 6, 5 x 4)
// spill on Node 20 and run at half the speed, on Node 24 they gain a tenth at most.
import { lanes, madd, spread } from './lanes';

/** Rows of a tile. */
export const ROWS: i32 = 4;

/** Columns of a tile: two vectors. */
// @ts-ignore: decorator
@inline
export function columns<T>(): i32 {
  return 2 * lanes<T>();
}

/** Write a vector of sums, or add it to what is there. */
// @ts-ignore: decorator
@inline
function put<T>(at: usize, sums: v128, accumulate: bool): void {
  v128.store(at, accumulate ? v128.add<T>(v128.load(at), sums) : sums);
}

/**
 * C = A B or C += A B for one tile.
 * @param k how many products are summed for each element
 * @param a a panel of A: for each l, its four rows side by side
 * @param b a panel of B: for each l, its two vectors of columns side by side
 * @param c the tile, rows of two vectors
 * @param row bytes from one row of C to the next
 */
export function tile<T>(k: i32, a: usize, b: usize, c: usize, row: usize, accumulate: bool): void {
  let c00 = v128.splat<T>(0), c01 = v128.splat<T>(0);
  let c10 = v128.splat<T>(0), c11 = v128.splat<T>(0);
  let c20 = v128.splat<T>(0), c21 = v128.splat<T>(0);
  let c30 = v128.splat<T>(0), c31 = v128.splat<T>(0);
  const end = a + <usize>k * (<usize>ROWS * sizeof<T>());
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = spread<T>(a);
    c00 = madd<T>(a0, b0, c00);
    c01 = madd<T>(a0, b1, c01);
    const a1 = spread<T>(a + sizeof<T>());
    c10 = madd<T>(a1, b0, c10);
    c11 = madd<T>(a1, b1, c11);
    const a2 = spread<T>(a + 2 * sizeof<T>());
    c20 = madd<T>(a2, b0, c20);
    c21 = madd<T>(a2, b1, c21);
    const a3 = spread<T>(a + 3 * sizeof<T>());
    c30 = madd<T>(a3, b0, c30);
    c31 = madd<T>(a3, b1, c31);
    a += <usize>ROWS * sizeof<T>();
    b += 32;
  }
  put<T>(c, c00, accumulate);
  put<T>(c + 16, c01, accumulate);
  c += row;
  put<T>(c, c10, accumulate);
  put<T>(c + 16, c11, accumulate);
  c += row;
  put<T>(c, c20, accumulate);
  put<T>(c + 16, c21, accumulate);
  c += row;
  put<T>(c, c30, accumulate);
  put<T>(c + 16, c31, accumulate);
}
