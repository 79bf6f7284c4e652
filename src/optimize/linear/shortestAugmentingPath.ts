/** The linear assignment problem by shortest augmenting paths with dual variables (R. Jonker and A. Volgenant, Computing 38, 1987; D. Crouse 2016). */
import type { Mat } from '../dense/matrix.js';

/** The column of each row, m <= n; undefined where inf leaves no assignment. */
export function assign(cost: Mat, m: number, n: number): Int32Array | undefined {
  const u = new Float64Array(m);
  const v = new Float64Array(n);
  const columnOf = new Int32Array(m).fill(-1);
  const rowOf = new Int32Array(n).fill(-1);
  const shortest = new Float64Array(n);
  const path = new Int32Array(n);
  const remaining = new Int32Array(n);
  const rowSeen = new Uint8Array(m);
  const columnSeen = new Uint8Array(n);
  for (let start = 0; start < m; start++) {
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
