// Products of which one triangle is wanted (rank-k and rank-2k updates of symmetric and Hermitian matrices): the square
// halves by recursion, so that nearly all of the work is whole products.
import { SPACE, product } from './product';

/** Diagonal blocks up to this order are computed whole, aside. */
const BASE: i32 = 32;

/** Bytes of working space: of a product, and a diagonal block of complex doubles. */
export const TRIANGLE_SPACE: usize = SPACE + <usize>(BASE * BASE) * 16;

/**
 * The lower or upper triangle of C = scale op(A) op(B), or of C += that: n x n with k summed. The other triangle is
 * neither read nor written. A rank-k update has B = A^T, which is A with its strides exchanged.
 * @param parts 1 for real elements, 2 for complex ones
 * @param space TRIANGLE_SPACE bytes
 */
export function triangleProduct<T>(
  parts: i32, lower: bool, n: i32, k: i32, scaleRe: T, scaleIm: T,
  a: usize, aRow: i32, aColumn: i32, aConjugate: bool,
  b: usize, bRow: i32, bColumn: i32, bConjugate: bool,
  c: usize, cRow: i32, cColumn: i32, accumulate: bool, space: usize,
): void {
  const size = <usize>parts * sizeof<T>();
  const rowBytes = <usize>cRow * size;
  const columnBytes = <usize>cColumn * size;
  if (n > BASE) {
    const half = (n / 2 + 3) & ~3;
    const rest = n - half;
    const a2 = a + <usize>half * <usize>aRow * size;
    const b2 = b + <usize>half * <usize>bColumn * size;
    triangleProduct<T>(
      parts, lower, half, k, scaleRe, scaleIm, a, aRow, aColumn, aConjugate, b, bRow, bColumn, bConjugate,
      c, cRow, cColumn, accumulate, space,
    );
    if (lower) {
      product<T>(
        parts, rest, half, k, scaleRe, scaleIm, a2, aRow, aColumn, aConjugate, b, bRow, bColumn, bConjugate,
        c + <usize>half * rowBytes, cRow, cColumn, accumulate, space,
      );
    } else {
      product<T>(
        parts, half, rest, k, scaleRe, scaleIm, a, aRow, aColumn, aConjugate, b2, bRow, bColumn, bConjugate,
        c + <usize>half * columnBytes, cRow, cColumn, accumulate, space,
      );
    }
    triangleProduct<T>(
      parts, lower, rest, k, scaleRe, scaleIm, a2, aRow, aColumn, aConjugate, b2, bRow, bColumn, bConjugate,
      c + <usize>half * (rowBytes + columnBytes), cRow, cColumn, accumulate, space,
    );
    return;
  }
  const block = space + SPACE;
  product<T>(
    parts, n, n, k, scaleRe, scaleIm, a, aRow, aColumn, aConjugate, b, bRow, bColumn, bConjugate,
    block, n, 1, false, space,
  );
  for (let i = 0; i < n; i++) {
    const from = lower ? 0 : i;
    const to = lower ? i : n - 1;
    for (let j = from; j <= to; j++) {
      const source = block + <usize>(i * n + j) * size;
      const at = c + <usize>i * rowBytes + <usize>j * columnBytes;
      for (let p: usize = 0; p < size; p += sizeof<T>()) {
        const value = load<T>(source + p);
        store<T>(at + p, accumulate ? load<T>(at + p) + value : value);
      }
    }
  }
}
