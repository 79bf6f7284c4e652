// Products of small matrices as they lie, without packing, where rows of B and of C have no gaps. Tiles of four rows by two
// vectors of columns, and of what is left over, stay in registers.
import { lanes, madd, spread } from './lanes';

/** Four rows by two vectors. */
// @ts-ignore: decorator
@inline
function fourByTwo<T>(k: i32, a: usize, row: usize, column: usize, b: usize, next: usize, c: usize): void {
  let c00 = v128.splat<T>(0), c01 = v128.splat<T>(0);
  let c10 = v128.splat<T>(0), c11 = v128.splat<T>(0);
  let c20 = v128.splat<T>(0), c21 = v128.splat<T>(0);
  let c30 = v128.splat<T>(0), c31 = v128.splat<T>(0);
  const row3 = 3 * row;
  for (let l = 0; l < k; l++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = spread<T>(a);
    c00 = madd<T>(a0, b0, c00);
    c01 = madd<T>(a0, b1, c01);
    const a1 = spread<T>(a + row);
    c10 = madd<T>(a1, b0, c10);
    c11 = madd<T>(a1, b1, c11);
    const a2 = spread<T>(a + 2 * row);
    c20 = madd<T>(a2, b0, c20);
    c21 = madd<T>(a2, b1, c21);
    const a3 = spread<T>(a + row3);
    c30 = madd<T>(a3, b0, c30);
    c31 = madd<T>(a3, b1, c31);
    a += column;
    b += next;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += next;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += next;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += next;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/** Four rows by one vector. */
// @ts-ignore: decorator
@inline
function fourByOne<T>(k: i32, a: usize, row: usize, column: usize, b: usize, next: usize, c: usize): void {
  let c0 = v128.splat<T>(0), c1 = v128.splat<T>(0), c2 = v128.splat<T>(0), c3 = v128.splat<T>(0);
  const row3 = 3 * row;
  for (let l = 0; l < k; l++) {
    const v = v128.load(b);
    c0 = madd<T>(spread<T>(a), v, c0);
    c1 = madd<T>(spread<T>(a + row), v, c1);
    c2 = madd<T>(spread<T>(a + 2 * row), v, c2);
    c3 = madd<T>(spread<T>(a + row3), v, c3);
    a += column;
    b += next;
  }
  v128.store(c, c0);
  v128.store(c + next, c1);
  v128.store(c + 2 * next, c2);
  v128.store(c + 3 * next, c3);
}

/** One row by one vector. */
// @ts-ignore: decorator
@inline
function oneByOne<T>(k: i32, a: usize, column: usize, b: usize, next: usize, c: usize): void {
  let sum = v128.splat<T>(0);
  for (let l = 0; l < k; l++) {
    sum = madd<T>(spread<T>(a), v128.load(b), sum);
    a += column;
    b += next;
  }
  v128.store(c, sum);
}

/** One element. */
// @ts-ignore: decorator
@inline
function single<T>(k: i32, a: usize, column: usize, b: usize, next: usize, c: usize): void {
  let sum: T = 0;
  for (let l = 0; l < k; l++) {
    sum += load<T>(a) * load<T>(b);
    a += column;
    b += next;
  }
  store<T>(c, sum);
}

/** C = A B, m x n with k summed. Rows of B and C are `n` elements; A's strides are in elements. */
export function direct<T>(m: i32, n: i32, k: i32, a: usize, aRow: i32, aColumn: i32, b: usize, c: usize): void {
  const row = <usize>aRow * sizeof<T>();
  const column = <usize>aColumn * sizeof<T>();
  const next = <usize>n * sizeof<T>();
  const one = lanes<T>();
  for (let i = 0; i < m; ) {
    const four = i + 4 <= m;
    let p = b;
    let q = c;
    let j = 0;
    if (four) {
      for (; j + 2 * one <= n; j += 2 * one, p += 32, q += 32) fourByTwo<T>(k, a, row, column, p, next, q);
      for (; j + one <= n; j += one, p += 16, q += 16) fourByOne<T>(k, a, row, column, p, next, q);
      for (; j < n; j++, p += sizeof<T>(), q += sizeof<T>()) {
        for (let r: usize = 0; r < 4; r++) single<T>(k, a + r * row, column, p, next, q + r * next);
      }
      i += 4;
      a += 4 * row;
      c += 4 * next;
    } else {
      for (; j + one <= n; j += one, p += 16, q += 16) oneByOne<T>(k, a, column, p, next, q);
      for (; j < n; j++, p += sizeof<T>(), q += sizeof<T>()) single<T>(k, a, column, p, next, q);
      i++;
      a += row;
      c += next;
    }
  }
}
