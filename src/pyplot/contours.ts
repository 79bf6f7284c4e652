/**
 * Contours by marching squares (Lorensen and Cline's idea in two dimensions): the lines where a field has a value, and the closed rings
 * around where it is above it. A cell with four crossings is decided by the mean of its corners.
 */
import type { Matrix } from './values.js';

/** A chain of points, x and y in turn. */
export type Chain = number[];

/**
 * The chains along which a field equals `level`, with the higher side on their left; joined where they meet.
 *
 * @param x - the place of each column, `y` of each row; or one for each element
 * @param closed - treat what lies outside (and NaN) as below, so that every chain closes: the rings of the region above
 */
export function contourChains(
  field: Matrix,
  x: Float64Array,
  y: Float64Array,
  level: number,
  closed: boolean,
): Chain[] {
  const { rows, columns, data } = field;
  const full = x.length === rows * columns && y.length === rows * columns && !(rows === 1 || columns === 1);
  const px = (i: number, j: number): number => (full ? x[i * columns + j]! : x[j]!);
  const py = (i: number, j: number): number => (full ? y[i * columns + j]! : y[i]!);
  const pad = closed ? 1 : 0;
  // Values on the grid, with a border of -Infinity for closed rings.
  const width = columns + 2 * pad;
  const height = rows + 2 * pad;
  const value = (i: number, j: number): number => {
    const r = i - pad;
    const c = j - pad;
    if (r < 0 || c < 0 || r >= rows || c >= columns) return -Infinity;
    const v = data[r * columns + c]!;
    return closed && Number.isNaN(v) ? -Infinity : v;
  };
  const clampRow = (i: number): number => Math.min(rows - 1, Math.max(0, i - pad));
  const clampColumn = (j: number): number => Math.min(columns - 1, Math.max(0, j - pad));
  // Every grid edge has a number; a crossing on it is one point.
  const horizontal = (i: number, j: number): number => i * width + j; // from (i, j) to (i, j + 1)
  const vertical = (i: number, j: number): number => width * height + i * width + j; // from (i, j) to (i + 1, j)
  const points = new Map<number, [number, number]>();
  const crossing = (id: number, i0: number, j0: number, i1: number, j1: number): number => {
    if (!points.has(id)) {
      const a = value(i0, j0);
      const b = value(i1, j1);
      let t = a === -Infinity ? 1 : b === -Infinity ? 0 : (level - a) / (b - a);
      if (!Number.isFinite(t)) t = 0.5;
      const [r0, c0, r1, c1] = [clampRow(i0), clampColumn(j0), clampRow(i1), clampColumn(j1)];
      const x0 = px(r0, c0);
      const y0 = py(r0, c0);
      points.set(id, [x0 + t * (px(r1, c1) - x0), y0 + t * (py(r1, c1) - y0)]);
    }
    return id;
  };
  const next = new Map<number, number>();
  for (let i = 0; i + 1 < height; i++) {
    for (let j = 0; j + 1 < width; j++) {
      const a = value(i, j);
      const b = value(i, j + 1);
      const c = value(i + 1, j + 1);
      const d = value(i + 1, j);
      if (a !== a || b !== b || c !== c || d !== d) continue;
      const code = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
      if (code === 0 || code === 15) continue;
      const low = (): number => crossing(horizontal(i, j), i, j, i, j + 1);
      const high = (): number => crossing(horizontal(i + 1, j), i + 1, j, i + 1, j + 1);
      const left = (): number => crossing(vertical(i, j), i, j, i + 1, j);
      const right = (): number => crossing(vertical(i, j + 1), i, j + 1, i + 1, j + 1);
      const join = (from: number, to: number): void => void next.set(from, to);
      // With rows upwards, the higher side lies on the left of from -> to.
      switch (code) {
        case 1: join(low(), left()); break;
        case 2: join(right(), low()); break;
        case 3: join(right(), left()); break;
        case 4: join(high(), right()); break;
        case 6: join(high(), low()); break;
        case 7: join(high(), left()); break;
        case 8: join(left(), high()); break;
        case 9: join(low(), high()); break;
        case 11: join(right(), high()); break;
        case 12: join(left(), right()); break;
        case 13: join(low(), right()); break;
        case 14: join(left(), low()); break;
        default: {
          const centre = (a + b + c + d) / 4 >= level;
          if ((code === 5) === centre) {
            // The two high corners are joined through the middle (5), or the two low ones are not (10).
            if (code === 5) { join(high(), left()); join(low(), right()); }
            else { join(right(), low()); join(left(), high()); }
          } else if (code === 5) { join(low(), left()); join(high(), right()); }
          else { join(right(), high()); join(left(), low()); }
        }
      }
    }
  } // prettier-ignore
  return joinChains(next, points);
}

function joinChains(next: Map<number, number>, points: Map<number, [number, number]>): Chain[] {
  const chains: Chain[] = [];
  const targets = new Set(next.values());
  const follow = (start: number): void => {
    const chain: Chain = [];
    let at: number | undefined = start;
    while (at !== undefined) {
      const [u, v] = points.get(at)!;
      const n = chain.length;
      if (n < 2 || chain[n - 2] !== u || chain[n - 1] !== v) chain.push(u, v);
      const to: number | undefined = next.get(at);
      next.delete(at);
      at = to;
    }
    if (chain.length >= 4) chains.push(chain);
  };
  for (const start of [...next.keys()]) if (!targets.has(start)) follow(start);
  for (const start of [...next.keys()]) if (next.has(start)) follow(start);
  return chains;
}

/** A chain backwards. */
export function reversed(chain: Chain): Chain {
  const result: Chain = [];
  for (let k = chain.length - 2; k >= 0; k -= 2) result.push(chain[k]!, chain[k + 1]!);
  return result;
}
