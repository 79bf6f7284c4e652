/**
 * Hypergeometric series in pairs of doubles (T. Dekker, Numer. Math. 18, 1971): about 31 digits, for sums that cancel.
 */

/** The unevaluated sum of a product and its rounding error goes to `low`. */
let low = 0;
function product(a: number, b: number): number {
  const p = a * b;
  const s = 134217729 * a;
  const ah = s - (s - a);
  const al = a - ah;
  const t = 134217729 * b;
  const bh = t - (t - b);
  const bl = b - bh;
  low = ah * bh - p + ah * bl + al * bh + al * bl;
  return p;
}

/** The largest term against the sum. */
export let doubledLoss = 0;

/** a + b and what rounding took, as a pair. */
export function pairOf(a: number, b: number): [number, number] {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

/** a * b and what rounding took, as a pair. */
export function productOf(a: number, b: number): [number, number] {
  const p = product(a, b);
  return [p, low];
}

/** n / (d + rest) as a pair. */
export function quotientOf(n: number, d: number, rest: number): [number, number] {
  const q = n / d;
  const p = product(q, d);
  return [q, (n - p - low - q * rest) / d];
}

/**
 * The sum over n of the product of (tops)_n over that of (bottoms)_n, times x^n / n!.
 *
 * @param tops - numerator parameters, each as a pair hi, lo: flat
 * @param bottoms - denominator parameters, likewise
 */
export function doubledSeries(tops: readonly number[], bottoms: readonly number[], xh: number, xl = 0): number {
  let th = 1;
  let tl = 0;
  let sh = 1;
  let sl = 0;
  let most = 1;
  doubledLoss = Infinity;
  for (let n = 0; n < 4000; n++) {
    // Times x and the numerators.
    for (let k = -2; k < tops.length; k += 2) {
      let fh = xh;
      let fl = xl;
      if (k >= 0) {
        const a = tops[k]!;
        fh = a + n;
        const t = fh - a;
        fl = a - (fh - t) + (n - t) + tops[k + 1]!;
      }
      const p = product(th, fh);
      const e = low + th * fl + tl * fh;
      th = p + e;
      tl = e - (th - p);
    }
    // Over n + 1 and the denominators.
    for (let k = -2; k < bottoms.length; k += 2) {
      let fh = n + 1;
      let fl = 0;
      if (k >= 0) {
        const b = bottoms[k]!;
        fh = b + n;
        const t = fh - b;
        fl = b - (fh - t) + (n - t) + bottoms[k + 1]!;
      }
      const q = th / fh;
      const p = product(q, fh);
      const r = (th - p - low + tl - q * fl) / fh;
      th = q + r;
      tl = r - (th - q);
    }
    const s = sh + th;
    const t = s - sh;
    const e = sh - (s - t) + (th - t) + sl + tl;
    sh = s + e;
    sl = e - (sh - s);
    const size = Math.abs(th);
    if (size > most) most = size;
    if (!Number.isFinite(sh)) break;
    if (size <= 1e-20 * Math.abs(sh)) {
      let past = true;
      for (let k = 0; k < tops.length; k += 2) if (n < -tops[k]!) past = false;
      for (let k = 0; k < bottoms.length; k += 2) if (n < -bottoms[k]!) past = false;
      if (past || size === 0) {
        doubledLoss = most / Math.abs(sh);
        break;
      }
    }
  }
  return sh;
}
