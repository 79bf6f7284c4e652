/** Points counted in hexagons: two grids of rectangles, moved against each other by half; each point goes to the nearer middle (Carr et al. 1987). */

export interface Hexagons {
  /** The middles, x and y in turn. */
  readonly middles: Float64Array;
  /** How many points each has, and which (in one list, by hexagon). */
  readonly counts: Float64Array;
  readonly members: readonly number[][];
  /** The half width and a third of the height of one. */
  readonly size: readonly [number, number];
}

/** Count points; `nx` hexagons lie beside each other. */
export function hexagons(
  x: Float64Array,
  y: Float64Array,
  nx: number,
  ny: number,
  [x0, x1, y0, y1]: readonly [number, number, number, number],
): Hexagons {
  const dx = (x1 - x0) / nx;
  const dy = (y1 - y0) / ny;
  // The first grid has a row and column more than the second.
  const first = (nx + 1) * (ny + 1);
  const total = first + nx * ny;
  const members: number[][] = Array.from({ length: total }, () => []);
  for (let n = 0; n < x.length; n++) {
    const s = (x[n]! - x0) / dx;
    const t = (y[n]! - y0) / dy;
    if (!Number.isFinite(s + t)) continue;
    const [j1, i1] = [Math.round(s), Math.round(t)];
    const [j2, i2] = [Math.floor(s), Math.floor(t)];
    const d1 = (s - j1) ** 2 + 3 * (t - i1) ** 2;
    const d2 = (s - j2 - 0.5) ** 2 + 3 * (t - i2 - 0.5) ** 2;
    if (d1 < d2) {
      if (j1 >= 0 && j1 <= nx && i1 >= 0 && i1 <= ny) members[j1 * (ny + 1) + i1]!.push(n);
    } else if (j2 >= 0 && j2 < nx && i2 >= 0 && i2 < ny) members[first + j2 * ny + i2]!.push(n);
  }
  const middles = new Float64Array(2 * total);
  for (let k = 0; k < first; k++) {
    middles[2 * k] = x0 + Math.floor(k / (ny + 1)) * dx;
    middles[2 * k + 1] = y0 + (k % (ny + 1)) * dy;
  }
  for (let k = 0; k < nx * ny; k++) {
    middles[2 * (first + k)] = x0 + (Math.floor(k / ny) + 0.5) * dx;
    middles[2 * (first + k) + 1] = y0 + ((k % ny) + 0.5) * dy;
  }
  return { middles, counts: Float64Array.from(members, (list) => list.length), members, size: [dx / 2, dy / 3] };
}
