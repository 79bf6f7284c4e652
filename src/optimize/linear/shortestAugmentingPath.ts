/** The linear assignment problem by shortest augmenting paths with dual variables (R. Jonker and A. Volgenant, Computing 38, 1987; D. Crouse 2016). */
import type { Mat } from '../dense/matrix.js';

/**
 * A start that leaves few rows free: each free row takes its cheapest column, at a price that makes the second cheapest as good, and sends
 * away who had it ("augmenting row reduction" of Jonker and Volgenant). Reduced costs stay non-negative, and columns without a row keep
 * the price 0. Ends when no row is free, or after a few looks at each row.
 */
function reduceRows(
  cost: Mat,
  m: number,
  n: number,
  u: Float64Array,
  v: Float64Array,
  columnOf: Int32Array,
  rowOf: Int32Array,
): void {
  const free = Int32Array.from({ length: m }, (_, i) => m - 1 - i);
  let left = m;
  for (let looks = 4 * m; left > 0 && looks > 0; looks--) {
    const i = free[--left]!;
    const row = i * n;
    let first = Infinity;
    let second = Infinity;
    let j = -1;
    for (let k = 0; k < n; k++) {
      const reduced = cost[row + k]! - v[k]!;
      if (reduced < second) {
        if (reduced < first) {
          second = first;
          first = reduced;
          j = k;
        } else second = reduced;
      }
    }
    if (j < 0) return; // inf everywhere: the search will say so
    u[i] = first;
    const other = rowOf[j]!;
    // Without a second choice, or with an equal one, nobody is sent away.
    if (other >= 0 && !(second > first && second < Infinity)) continue;
    if (second < Infinity) {
      u[i] = second;
      v[j] = v[j]! - (second - first);
    }
    columnOf[i] = j;
    rowOf[j] = i;
    if (other >= 0) {
      columnOf[other] = -1;
      free[left++] = other;
    }
  }
}

/**
 * The column of each row, m <= n; undefined where inf leaves no assignment.
 *
 * @param reduced - start with the reduction of rows? It is several times faster, but of several least assignments it may find another than
 *   searches alone, as SciPy makes them, do
 */
export function assign(cost: Mat, m: number, n: number, reduced = true): Int32Array | undefined {
  const u = new Float64Array(m);
  const v = new Float64Array(n);
  const columnOf = new Int32Array(m).fill(-1);
  const rowOf = new Int32Array(n).fill(-1);
  const shortest = new Float64Array(n);
  const path = new Int32Array(n);
  const remaining = new Int32Array(n);
  const rowSeen = new Uint8Array(m);
  const columnSeen = new Uint8Array(n);
  if (reduced) reduceRows(cost, m, n, u, v, columnOf, rowOf);
  for (let start = 0; start < m; start++) {
    if (columnOf[start]! >= 0) continue;
    // Dijkstra from a free row to the nearest free column.
    let least = 0;
    let count = n;
    for (let j = 0; j < n; j++) remaining[j] = n - j - 1;
    rowSeen.fill(0);
    columnSeen.fill(0);
    shortest.fill(Infinity);
    let sink = -1;
    let i = start;
    while (sink < 0) {
      rowSeen[i] = 1;
      let at = -1;
      let lowest = Infinity;
      const base = least - u[i]!;
      const row = i * n;
      for (let k = 0; k < count; k++) {
        const j = remaining[k]!;
        const r = base + cost[row + j]! - v[j]!;
        if (r < shortest[j]!) {
          path[j] = i;
          shortest[j] = r;
        }
        if (shortest[j]! < lowest || (shortest[j] === lowest && rowOf[j]! < 0)) {
          lowest = shortest[j]!;
          at = k;
        }
      }
      least = lowest;
      if (!(least < Infinity)) return undefined;
      const j = remaining[at]!;
      if (rowOf[j]! < 0) sink = j;
      else i = rowOf[j]!;
      columnSeen[j] = 1;
      remaining[at] = remaining[--count]!;
    }
    u[start]! += least;
    for (let k = 0; k < m; k++) if (rowSeen[k] && k !== start) u[k]! += least - shortest[columnOf[k]!]!;
    for (let k = 0; k < n; k++) if (columnSeen[k]) v[k]! -= least - shortest[k]!;
    for (let j = sink; ;) {
      const row = path[j]!;
      rowOf[j] = row;
      const next = columnOf[row]!;
      columnOf[row] = j;
      if (row === start) break;
      j = next;
    }
  }
  return columnOf;
}
