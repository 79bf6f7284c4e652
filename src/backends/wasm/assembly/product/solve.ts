// Triangular systems with many right-hand sides: op(A) X = B. All sixteen cases of BLAS (side, triangle, transpose, unit
// diagonal) are one here: a transpose is exchanged strides and the other triangle, and X A = B is A^T X^T = B^T. Recursion
// on the order of A leaves nearly all of the work to the product.
import { lanes, nmadd } from './lanes';
import { SPACE, product } from './product';

/** Order of the systems that are solved by substitution. */
const BASE: i32 = 32;
/** Their right-hand sides are taken so many bytes of a row at a time: 32 rows of 512 bytes stay in the first-level cache. */
const STRIP: i32 = 512;

/** Bytes of working space: of a product, and a strip of right-hand sides. */
export const SOLVE_SPACE: usize = SPACE + <usize>(BASE * STRIP);

/** Substitution on the rows of a strip, which lie `STRIP` bytes apart, `vectors` vectors each. */
function substitute<T>(
  parts: i32, lower: bool, unit: bool, conjugate: bool, m: i32, vectors: i32, a: usize, row: usize, column: usize, strip: usize,
): void {
  for (let r = 0; r < m; r++) {
    const i = lower ? r : m - 1 - r;
    const own = strip + <usize>(i * STRIP);
    const end = own + <usize>vectors * 16;
    for (let s = 0; s < r; s++) {
      const l = lower ? s : m - 1 - s;
      const at = a + <usize>i * row + <usize>l * column;
      const factor = v128.splat<T>(load<T>(at));
      let q = strip + <usize>(l * STRIP);
      if (parts == 1) {
        for (let p = own; p < end; p += 16, q += 16) v128.store(p, nmadd<T>(factor, v128.load(q), v128.load(p)));
      } else {
        const turn = turned<T>(conjugate ? -load<T>(at + sizeof<T>()) : load<T>(at + sizeof<T>()));
        for (let p = own; p < end; p += 16, q += 16) {
          const x = v128.load(q);
          v128.store(p, nmadd<T>(turn, exchanged<T>(x), nmadd<T>(factor, x, v128.load(p))));
        }
      }
    }
    if (unit) continue;
    const at = a + <usize>i * (row + column);
    if (parts == 1) {
      const pivot = v128.splat<T>(load<T>(at));
      for (let p = own; p < end; p += 16) v128.store(p, v128.div<T>(v128.load(p), pivot));
    } else {
      const im = load<T>(at + sizeof<T>());
      divide<T>(own, end, load<T>(at), conjugate ? -im : im);
    }
  }
}

/** The imaginary part times i: what multiplies a pair whose parts are exchanged. */
// @ts-ignore: decorator
@inline
function turned<T>(im: T): v128 {
  let v = v128.splat<T>(im);
  v = v128.replace_lane<T>(v, 0, -im);
  if (sizeof<T>() == 4) v = v128.replace_lane<T>(v, 2, -im);
  return v;
}

/** (re, im) becomes (im, re). */
// @ts-ignore: decorator
@inline
function exchanged<T>(x: v128): v128 {
  return sizeof<T>() == 8 ? v128.shuffle<i64>(x, x, 1, 0) : v128.shuffle<i32>(x, x, 1, 0, 3, 2);
}

/** Complex numbers divided by one (R. L. Smith, Comm. ACM 5, 1962). */
function divide<T>(from: usize, end: usize, re: T, im: T): void {
  const flat = abs<T>(re) >= abs<T>(im);
  const ratio: T = flat ? im / re : re / im;
  const whole: T = flat ? re + im * ratio : im + re * ratio;
  for (let p = from; p < end; p += 2 * sizeof<T>()) {
    const x = load<T>(p);
    const y = load<T>(p + sizeof<T>());
    store<T>(p, (flat ? x + y * ratio : x * ratio + y) / whole);
    store<T>(p + sizeof<T>(), (flat ? y - x * ratio : y * ratio - x) / whole);
  }
}

/**
 * Solve op(A) X = B where A is m x m, lower or upper as `lower` says, and op conjugates or not; B (m x n) becomes X. The
 * other triangle of A is not read, nor its diagonal where it is said to be one. Strides are counted in elements.
 * @param parts 1 for real elements, 2 for complex ones
 * @param space SOLVE_SPACE bytes
 */
export function solveTriangle<T>(
  parts: i32, lower: bool, unit: bool, conjugate: bool, m: i32, n: i32,
  a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, space: usize,
): void {
  const size = <usize>parts * sizeof<T>();
  const bRowBytes = <usize>bRow * size;
  const bColumnBytes = <usize>bColumn * size;
  if (m > BASE) {
    const half = (m / 2 + 3) & ~3;
    const rest = m - half;
    const diagonal = a + <usize>half * <usize>(aRow + aColumn) * size;
    const b2 = b + <usize>half * bRowBytes;
    if (lower) {
      solveTriangle<T>(parts, lower, unit, conjugate, half, n, a, aRow, aColumn, b, bRow, bColumn, space);
      product<T>(
        parts, rest, n, half, -1, 0, a + <usize>half * <usize>aRow * size, aRow, aColumn, conjugate,
        b, bRow, bColumn, false, b2, bRow, bColumn, true, space,
      );
      solveTriangle<T>(parts, lower, unit, conjugate, rest, n, diagonal, aRow, aColumn, b2, bRow, bColumn, space);
    } else {
      solveTriangle<T>(parts, lower, unit, conjugate, rest, n, diagonal, aRow, aColumn, b2, bRow, bColumn, space);
      product<T>(
        parts, half, n, rest, -1, 0, a + <usize>half * <usize>aColumn * size, aRow, aColumn, conjugate,
        b2, bRow, bColumn, false, b, bRow, bColumn, true, space,
      );
      solveTriangle<T>(parts, lower, unit, conjugate, half, n, a, aRow, aColumn, b, bRow, bColumn, space);
    }
    return;
  }
  const strip = space + SPACE;
  const across = STRIP / <i32>size;
  for (let j = 0; j < n; j += across) {
    const many = min(across, n - j);
    const corner = b + <usize>j * bColumnBytes;
    move<T>(parts, true, m, many, corner, bRowBytes, bColumnBytes, strip);
    substitute<T>(
      parts, lower, unit, conjugate, m, (many * <i32>size + 15) / 16, a, <usize>aRow * size, <usize>aColumn * size, strip,
    );
    move<T>(parts, false, m, many, corner, bRowBytes, bColumnBytes, strip);
  }
}

/** Copy right-hand sides into the strip or back. */
function move<T>(
  parts: i32, into: bool, m: i32, n: i32, b: usize, row: usize, column: usize, strip: usize,
): void {
  const size = <usize>parts * sizeof<T>();
  for (let i = 0; i < m; i++) {
    let p = b + <usize>i * row;
    let q = strip + <usize>(i * STRIP);
    const end = q + <usize>n * size;
    if (into) {
      // What fills up the last vector must not be a denormal or nan, which would be slow.
      if ((end & 15) != 0) v128.store(end & ~15, v128.splat<T>(0));
      for (; q < end; p += column, q += size) {
        store<T>(q, load<T>(p));
        if (parts == 2) store<T>(q + sizeof<T>(), load<T>(p + sizeof<T>()));
      }
    } else {
      for (; q < end; p += column, q += size) {
        store<T>(p, load<T>(q));
        if (parts == 2) store<T>(p + sizeof<T>(), load<T>(q + sizeof<T>()));
      }
    }
  }
}
