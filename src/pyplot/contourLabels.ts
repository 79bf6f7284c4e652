/** Where a text stands on a contour line: a straight part of it, away from other texts, turned as the line is, the line parted for it. */

/** A place on a chain for a text, and the chain without the part below it. Places are pixels. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  /** Degrees, counter-clockwise, never upside down. */
  readonly angle: number;
  /** The pieces left of the line: indices of points with a part of the way to the next. */
  readonly pieces: readonly (readonly [from: number, to: number])[];
}

/**
 * Find a place.
 *
 * @param chain - the line in pixels, x and y in turn
 * @param width - the text's, in pixels
 * @param taken - middles of texts that stand already
 * @param box - the frame: left, right, top, bottom
 */
export function labelPlace(
  chain: readonly number[],
  width: number,
  taken: readonly (readonly [number, number])[],
  box: readonly [number, number, number, number],
): LabelPlace | null {
  const n = chain.length / 2;
  const length = new Float64Array(n);
  for (let k = 1; k < n; k++)
    length[k] = length[k - 1]! + Math.hypot(chain[2 * k]! - chain[2 * k - 2]!, chain[2 * k + 1]! - chain[2 * k - 1]!);
  const total = length[n - 1]!;
  if (!(total > 1.8 * width)) return null;
  /** The index, with a part, at a way along the line. */
  const indexAt = (way: number): number => {
    let k = 0;
    while (k + 2 < n && length[k + 1]! < way) k++;
    return k + (way - length[k]!) / (length[k + 1]! - length[k]! || 1);
  };
  const point = (at: number): [number, number] => {
    const k = Math.min(n - 2, Math.floor(at));
    const t = at - k;
    return [
      chain[2 * k]! + t * (chain[2 * k + 2]! - chain[2 * k]!),
      chain[2 * k + 1]! + t * (chain[2 * k + 3]! - chain[2 * k + 1]!),
    ];
  };
  const half = width / 2 + 2;
  let best: { score: number; way: number } | null = null;
  const steps = Math.min(60, Math.max(8, Math.floor(total / 8)));
  for (let s = 0; s <= steps; s++) {
    const way = half + ((total - 2 * half) * s) / steps;
    const [a, m, b] = [point(indexAt(way - half)), point(indexAt(way)), point(indexAt(way + half))];
    if (m[0] < box[0] + half || m[0] > box[1] - half || m[1] < box[2] + 8 || m[1] > box[3] - 8) continue;
    // How far the line strays from its chord, how near other texts are, how far from the middle of the line.
    const chord = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const astray = Math.abs((b[0] - a[0]) * (a[1] - m[1]) - (a[0] - m[0]) * (b[1] - a[1])) / chord;
    let near = 0;
    for (const [x, y] of taken) near = Math.max(near, 1 - Math.hypot(x - m[0], y - m[1]) / (2.5 * width));
    const score = astray / 4 + 16 * near + 0.3 * Math.abs(s / steps - 0.5);
    if (best === null || score < best.score) best = { score, way };
  }
  if (best === null) return null;
  const [from, to] = [indexAt(best.way - half), indexAt(best.way + half)];
  const [a, b] = [point(from), point(to)];
  const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  let angle = (Math.atan2(-(b[1] - a[1]), b[0] - a[0]) * 180) / Math.PI;
  if (angle > 90) angle -= 180;
  if (angle < -90) angle += 180;
  return { x, y, angle, pieces: [[0, from], [to, n - 1]] }; // prettier-ignore
}

/** A piece of a chain between two indices with parts. */
export function pieceOf(chain: ArrayLike<number>, from: number, to: number): number[] {
  const between = (at: number): number[] => {
    const k = Math.min(chain.length / 2 - 2, Math.floor(at));
    const t = at - k;
    return [0, 1].map((c) => chain[2 * k + c]! + t * (chain[2 * k + 2 + c]! - chain[2 * k + c]!));
  };
  const piece = between(from);
  for (let k = Math.floor(from) + 1; k < to; k++) piece.push(chain[2 * k]!, chain[2 * k + 1]!);
  piece.push(...between(to));
  return piece;
}
