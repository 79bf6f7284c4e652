/**
 * Roots of unity, accurate to about half a unit in the last place: the angle is brought into one octant, and what its double
 * leaves over is put back by the first term of Taylor's series.
 */

/** The double nearest to pi / 4, and the rest. */
const QUARTER = Math.PI / 4;
const QUARTER_REST = 1.2246467991473532e-16 / 4;
const SPLITTER = 2 ** 27 + 1;

/** cos and sin of the last call of `root`. */
export let rootRe = 1;
export let rootIm = 0;

/** a * b - p, where p is the rounded product (T. Dekker, Numer. Math. 18, 1971). */
function productError(a: number, b: number, p: number): number {
  const ta = SPLITTER * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = SPLITTER * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return ah * bh - p + ah * bl + al * bh + al * bl;
}

/** Set `rootRe` and `rootIm` to cos and sin of 2 pi k / n, for integers 0 <= k < n. */
export function root(k: number, n: number): void {
  // Eighths of a turn: 8 k / n = octant + rest / n.
  let rest = 8 * k;
  let octant = Math.floor(rest / n);
  rest -= octant * n;
  if (octant & 1) {
    octant++;
    rest = n - rest;
  }
  // In odd octants the angle is counted back from the next axis or diagonal.
  const back = (Math.floor((8 * k) / n) & 1) === 1;
  const f = rest / n;
  const p = f * n;
  const left = (rest - p - productError(f, n, p)) / n;
  const a = QUARTER * f;
  const error = productError(QUARTER, f, a) + QUARTER_REST * f + QUARTER * left;
  const c0 = Math.cos(a);
  const s0 = Math.sin(a);
  const c = c0 - s0 * error;
  const s = (s0 + c0 * error) * (back ? -1 : 1);
  switch ((octant >> 1) & 3) {
    case 0:
      rootRe = c;
      rootIm = s;
      break;
    case 1:
      rootRe = -s;
      rootIm = c;
      break;
    case 2:
      rootRe = -c;
      rootIm = -s;
      break;
    default:
      rootRe = s;
      rootIm = -c;
  }
}
