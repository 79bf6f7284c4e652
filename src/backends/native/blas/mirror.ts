/** The other triangle of a symmetric matrix of which one has been computed. */

/** Elements on a side of a tile: two tiles stay in the first cache. */
const TILE = 32;

/** Copy the lower triangle to the upper one: n columns, `lead` elements apart. */
export function mirror(a: Float32Array | Float64Array, n: number, lead: number, lanes: number): void {
  for (let j0 = 0; j0 < n; j0 += TILE) {
    const j1 = Math.min(j0 + TILE, n);
    for (let i0 = j0; i0 < n; i0 += TILE) {
      const i1 = Math.min(i0 + TILE, n);
      if (lanes === 1) realTile(a, lead, i0, i1, j0, j1);
      else complexTile(a, lead, i0, i1, j0, j1);
    }
  }
}

function realTile(a: Float32Array | Float64Array, lead: number, i0: number, i1: number, j0: number, j1: number): void {
  for (let i = i0; i < i1; i++) {
    const end = Math.min(j1, i);
    for (let j = j0, to = j0 + i * lead, from = i + j0 * lead; j < end; j++, to++, from += lead) a[to] = a[from]!;
  }
}

function complexTile(
  a: Float32Array | Float64Array,
  lead: number,
  i0: number,
  i1: number,
  j0: number,
  j1: number,
): void {
  for (let i = i0; i < i1; i++) {
    const end = Math.min(j1, i);
    for (let j = j0; j < end; j++) {
      const to = 2 * (j + i * lead);
      const from = 2 * (i + j * lead);
      a[to] = a[from]!;
      a[to + 1] = a[from + 1]!;
    }
  }
}
