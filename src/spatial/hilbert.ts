/** Points in the order of a Hilbert curve, so that neighbours in the list are neighbours in space. */

/**
 * The place of a cell on the Hilbert curve, by transposed Gray codes (J. Skilling, Programming the Hilbert curve, AIP Conf. Proc. 707,
 * 2004). `cell` is used up.
 */
function hilbertIndex(cell: Uint32Array, bits: number): number {
  const d = cell.length;
  // Undo the turns that the curve makes from level to level.
  for (let q = 1 << (bits - 1); q > 1; q >>>= 1) {
    const low = q - 1;
    for (let i = 0; i < d; i++) {
      if (cell[i]! & q) cell[0]! ^= low;
      else {
        const swap = (cell[0]! ^ cell[i]!) & low;
        cell[0]! ^= swap;
        cell[i]! ^= swap;
      }
    }
  }
  for (let i = 1; i < d; i++) cell[i]! ^= cell[i - 1]!;
  let turn = 0;
  for (let q = 1 << (bits - 1); q > 1; q >>>= 1) if (cell[d - 1]! & q) turn ^= q - 1;
  for (let i = 0; i < d; i++) cell[i]! ^= turn;
  let index = 0;
  for (let b = bits - 1; b >= 0; b--) for (let i = 0; i < d; i++) index = index * 2 + ((cell[i]! >>> b) & 1);
  return index;
}

/** Numbers of the points, ordered along the curve. */
export function hilbertOrder(points: Float64Array, d: number): Int32Array {
  const n = points.length / d;
  const bits = Math.max(1, Math.min(16, Math.floor(52 / d)));
  const low = new Float64Array(d).fill(Infinity);
  const high = new Float64Array(d).fill(-Infinity);
  for (let i = 0; i < points.length; i++) {
    const k = i % d;
    if (points[i]! < low[k]!) low[k] = points[i]!;
    if (points[i]! > high[k]!) high[k] = points[i]!;
  }
  const top = 2 ** bits - 1;
  const keys = new Float64Array(n);
  const cell = new Uint32Array(d);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < d; k++) {
      const extent = high[k]! - low[k]!;
      cell[k] = extent > 0 ? Math.min(top, Math.floor(((points[i * d + k]! - low[k]!) / extent) * top)) : 0;
    }
    keys[i] = hilbertIndex(cell, bits);
  }
  return Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]!);
}
