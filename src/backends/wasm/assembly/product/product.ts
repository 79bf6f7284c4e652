// Matrix products by blocks that fit the caches, after K. Goto and R. van de Geijn, "Anatomy of high-performance matrix
// multiplication" (ACM Trans. Math. Softw. 34, 2008), and F. Van Zee and R. van de Geijn, "BLIS" (ibid. 41, 2015): five
// loops around one micro-kernel. A block of B is packed once and used by all rows of A; a block of A stays in the
// second-level cache; a panel of each in the first. Strides are free in packing, so a transpose is only other strides.
import { pack, packBlocks, packPairs } from './pack';
import { ROWS, columns, tile } from './tile';

/** Bytes of one line of a block along k: 256 doubles. */
const DEPTH: i32 = 2048;
/** Rows of a block of A: 256 KB. */
const HEIGHT: i32 = 128;
/** Real columns of a block of B: 2 MB. */
const BREADTH: i32 = 1024;
/** A tile at the edge of C is computed whole here, then what exists of it is copied. */
const EDGE: usize = 256;

/** Bytes of working space that `product` needs, whatever the matrices. */
export const SPACE: usize = EDGE + <usize>DEPTH * (HEIGHT + BREADTH);

/** Blocks of nearly equal size rather than full ones and a small rest, in whole tiles. */
function even(length: i32, most: i32, unit: i32): i32 {
  const blocks = (length + most - 1) / most;
  return (((length + blocks - 1) / blocks + unit - 1) / unit) * unit;
}

/** What exists of an edge tile, from where it was computed. */
function scatter<T>(
  parts: i32,
  rows: i32,
  cols: i32,
  from: usize,
  c: usize,
  row: usize,
  column: usize,
  first: i32,
  accumulate: bool,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const place = first + j;
      const at =
        c +
        <usize>i * row +
        (parts == 2 ? <usize>(place >> 1) * column + <usize>(place & 1) * sizeof<T>() : <usize>place * column);
      const value = load<T>(from + <usize>(i * columns<T>() + j) * sizeof<T>());
      store<T>(at, accumulate ? load<T>(at) + value : value);
    }
  }
}

/**
 * C = scale op(A) op(B), or C += that, m x n with k summed; op conjugates or not. Matrices may have any strides, counted
 * in elements; C must not overlap A and B. `parts` is 1 for real elements, 2 for complex ones.
 * @param space SPACE bytes
 */
export function product<T>(
  parts: i32,
  m: i32,
  n: i32,
  k: i32,
  scaleRe: T,
  scaleIm: T,
  a: usize,
  aRow: i32,
  aColumn: i32,
  aConjugate: bool,
  b: usize,
  bRow: i32,
  bColumn: i32,
  bConjugate: bool,
  c: usize,
  cRow: i32,
  cColumn: i32,
  accumulate: bool,
  space: usize,
): void {
  if (m <= 0 || n <= 0) return;
  if (cColumn != 1 && cRow == 1) {
    // Columns of C lie without gaps: compute its transpose.
    product<T>(
      parts,
      n,
      m,
      k,
      scaleRe,
      scaleIm,
      b,
      bColumn,
      bRow,
      bConjugate,
      a,
      aColumn,
      aRow,
      aConjugate,
      c,
      cColumn,
      cRow,
      accumulate,
      space,
    );
    return;
  }
  const size = <usize>parts * sizeof<T>();
  const rowBytes = <usize>cRow * size;
  const columnBytes = <usize>cColumn * size;
  if (k <= 0) {
    if (accumulate) return;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) memory.fill(c + <usize>i * rowBytes + <usize>j * columnBytes, 0, size);
    }
    return;
  }
  const width = columns<T>();
  const packedA = space + EDGE;
  const packedB = packedA + <usize>DEPTH * HEIGHT;
  const depth = even(k, DEPTH / <i32>size, 1);
  const height = even(m, HEIGHT, ROWS);
  const breadth = even(n, BREADTH / parts, width / parts);
  for (let j0 = 0; j0 < n; j0 += breadth) {
    const across = min(breadth, n - j0);
    const reals = across * parts;
    for (let l0 = 0; l0 < k; l0 += depth) {
      const deep = min(depth, k - l0);
      const sums = deep * parts;
      const add = accumulate || l0 > 0;
      const fromB = b + (<usize>l0 * <usize>bRow + <usize>j0 * <usize>bColumn) * size;
      if (parts == 1) pack<T>(width, across, deep, fromB, bColumn, bRow, scaleRe, packedB);
      else
        packBlocks<T>(width, across, deep, fromB, bColumn, bRow, bConjugate ? <T>-1 : <T>1, scaleRe, scaleIm, packedB);
      for (let i0 = 0; i0 < m; i0 += height) {
        const high = min(height, m - i0);
        const fromA = a + (<usize>i0 * <usize>aRow + <usize>l0 * <usize>aColumn) * size;
        if (parts == 1) pack<T>(ROWS, high, deep, fromA, aRow, aColumn, 1, packedA);
        else packPairs<T>(ROWS, high, deep, fromA, aRow, aColumn, aConjugate ? <T>-1 : <T>1, packedA);
        const corner = c + <usize>i0 * rowBytes + <usize>j0 * columnBytes;
        for (let j = 0; j < reals; j += width) {
          const panelB = packedB + <usize>(j * sums) * sizeof<T>();
          const whole = cColumn == 1 && j + width <= reals;
          for (let i = 0; i < high; i += ROWS) {
            const panelA = packedA + <usize>(i * sums) * sizeof<T>();
            const at = corner + <usize>i * rowBytes;
            if (whole && i + ROWS <= high) {
              tile<T>(sums, panelA, panelB, at + <usize>j * sizeof<T>(), rowBytes, add);
            } else {
              tile<T>(sums, panelA, panelB, space, 32, false);
              scatter<T>(parts, min(ROWS, high - i), min(width, reals - j), space, at, rowBytes, columnBytes, j, add);
            }
          }
        }
      }
    }
  }
}
