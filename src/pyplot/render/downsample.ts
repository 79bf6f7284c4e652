/** Fewer points that look the same: the first, last, least and greatest of each pixel column (M4, Jugel et al. 2014). */

/** Indices to keep of a line whose x never turns back; all of them when they are few. */
export function keepM4(
  x: Float64Array,
  y: Float64Array,
  low: number,
  high: number,
  columns: number,
): Int32Array | null {
  const n = x.length;
  if (n <= 4 * columns) return null;
  for (let i = 1; i < n; i++) if (!(x[i]! >= x[i - 1]!)) return null;
  const kept = new Int32Array(Math.min(n, 4 * columns + 8 + 2 * columns));
  let count = 0;
  const width = (high - low) / columns;
  let i = 0;
  const push = (k: number): void => {
    if (count > 0 && kept[count - 1] === k) return;
    if (count < kept.length) kept[count++] = k;
  };
  while (i < n) {
    const column = Math.floor((x[i]! - low) / width);
    let min = i;
    let max = i;
    let gap = -1;
    let j = i;
    for (; j < n && Math.floor((x[j]! - low) / width) === column; j++) {
      const v = y[j]!;
      if (v !== v) gap = j;
      if (v < y[min]! || y[min] !== y[min]) min = j;
      if (v > y[max]! || y[max] !== y[max]) max = j;
    }
    if (column >= -1 && column <= columns) {
      const some = [i, min, max, j - 1];
      if (gap >= 0) some.push(gap);
      for (const k of some.sort((a, b) => a - b)) push(k);
    }
    i = j;
  }
  return kept.subarray(0, count);
}

/** Indices to keep of any line: those a quarter pixel from the one before. */
export function keepDistinct(x: Float64Array, y: Float64Array, pixelsX: number, pixelsY: number): Int32Array {
  const kept = new Int32Array(x.length);
  let count = 0;
  let px = NaN;
  let py = NaN;
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i]! - px) * pixelsX;
    const dy = (y[i]! - py) * pixelsY;
    if (dx * dx + dy * dy < 0.0625 && i + 1 < x.length) continue;
    kept[count++] = i;
    px = x[i]!;
    py = y[i]!;
  }
  return kept.subarray(0, count);
}
