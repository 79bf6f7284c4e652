/** Monotone cubics through the dimensions of a grid one after another, the last first. */
import type { GridData } from './gridKernels.js';
import { pchipSlopesOf } from './cubicHermite.js';
import { intervalOf } from './intervals.js';
import { sharedKernel } from './sharing.js';

/** Values of the cubic on interval i of a row, from values and slopes. */
function cubicAt(grid: Float64Array, i: number, x: number, y0: number, y1: number, d0: number, d1: number): number {
  const h = grid[i + 1]! - grid[i]!;
  const s = x - grid[i]!;
  const slope = (y1 - y0) / h;
  const bend = (d0 + d1 - 2 * slope) / h;
  return (((bend / h) * s + ((slope - d0) / h - bend)) * s + d0) * s + y0;
}

const shared = sharedKernel('grid: pchip', ([values, slopes, ...grids], width: number, points, out) =>
  evaluateHere(
    { values: values as Float64Array, grids: grids as Float64Array[], width },
    slopes as Float64Array,
    points,
    out,
  ),
);

/** Interpolate by monotone cubics; beyond the grid the outer cubics go on. */
export function gridPchip({ grids, values, width }: GridData, points: Float64Array, out: Float64Array): void {
  const d = grids.length;
  const last = grids[d - 1]!;
  const n = last.length;
  const rows = values.length / (n * width);
  // The slopes along the last dimension do not depend on the point.
  const slopes = new Float64Array(values.length);
  for (let r = 0; r < rows; r++) {
    const at = r * n * width;
    slopes.set(pchipSlopesOf(last, values.subarray(at, at + n * width), width), at);
  }
  shared([values, slopes, ...grids], width, points, out, points.length / d, 20 * rows * width);
}

function evaluateHere(
  { grids, values, width }: GridData,
  slopes: Float64Array,
  points: Float64Array,
  out: Float64Array,
): void {
  const d = grids.length;
  const count = points.length / d;
  const last = grids[d - 1]!;
  const n = last.length;
  const rows = values.length / (n * width);
  for (let p = 0; p < count; p++) {
    let missing = false;
    for (let k = 0; k < d; k++) if (points[p * d + k] !== points[p * d + k]) missing = true;
    if (missing) {
      out.fill(NaN, p * width, (p + 1) * width);
      continue;
    }
    const x = points[p * d + d - 1]!;
    const i = intervalOf(last, x, 0, n - 2, 0);
    let level = new Float64Array(rows * width);
    for (let r = 0; r < rows; r++) {
      for (let column = 0; column < width; column++) {
        const a = (r * n + i) * width + column;
        level[r * width + column] = cubicAt(last, i, x, values[a]!, values[a + width]!, slopes[a]!, slopes[a + width]!);
      }
    }
    for (let k = d - 2; k >= 0; k--) {
      const grid = grids[k]!;
      const at = points[p * d + k]!;
      const m = grid.length;
      const left = level.length / (m * width);
      const next = new Float64Array(left * width);
      const j = intervalOf(grid, at, 0, m - 2, 0);
      for (let r = 0; r < left; r++) {
        const row = level.subarray(r * m * width, (r + 1) * m * width);
        const s = pchipSlopesOf(grid, row, width);
        for (let column = 0; column < width; column++) {
          const a = j * width + column;
          next[r * width + column] = cubicAt(grid, j, at, row[a]!, row[a + width]!, s[a]!, s[a + width]!);
        }
      }
      level = next;
    }
    out.set(level, p * width);
  }
}
