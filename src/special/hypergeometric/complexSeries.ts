/**
 * Hypergeometric series of complex arguments and real parameters in pairs of doubles (T. Dekker, Numer. Math. 18, 1971): about 31
 * digits, for sums that cancel.
 */

import { productOf } from './doubled.js';

/** A number as an unevaluated sum. */
type Pair = [high: number, low: number];

function times([ah, al]: Pair, [bh, bl]: Pair): Pair {
  const [p, e] = productOf(ah, bh);
  const low = e + ah * bl + al * bh;
  const high = p + low;
  return [high, low - (high - p)];
}

function plus([ah, al]: Pair, [bh, bl]: Pair): Pair {
  const s = ah + bh;
  const t = s - ah;
  const e = ah - (s - t) + (bh - t) + al + bl;
  const high = s + e;
  return [high, e - (high - s)];
}

function over([ah, al]: Pair, [bh, bl]: Pair): Pair {
  const q = ah / bh;
  const [p, e] = productOf(q, bh);
  const low = (ah - p - e + al - q * bl) / bh;
  const high = q + low;
  return [high, low - (high - q)];
}

/** What the last series gave, and its largest term against the sum: Infinity where it did not end. */
export const series = { re: 0, im: 0, loss: 0 };

/**
 * The sum over n of the product of (tops)_n over that of (bottoms)_n, times z^n / n!; it goes to `series`.
 *
 * @param tops - numerator parameters, each as a pair
 * @param bottoms - denominator parameters
 * @param x - the argument's real part
 * @param y - its imaginary part
 */
export function complexSeries(tops: readonly Pair[], bottoms: readonly Pair[], x: number, y: number): void {
  let re: Pair = [1, 0];
  let im: Pair = [0, 0];
  let sumRe: Pair = [1, 0];
  let sumIm: Pair = [0, 0];
  let most = 1;
  series.loss = Infinity;
  for (let n = 0; n < 3000; n++) {
    let factor: Pair = [1, 0];
    let past = true;
    for (const a of tops) {
      factor = times(factor, plus(a, [n, 0]));
      if (n < -a[0]) past = false;
    }
    let under: Pair = [n + 1, 0];
    for (const b of bottoms) {
      under = times(under, plus(b, [n, 0]));
      if (n < -b[0]) past = false;
    }
    factor = over(factor, under);
    const ownX = times(factor, [x, 0]);
    const ownY = times(factor, [y, 0]);
    const next = plus(times(re, ownX), times(im, [-ownY[0], -ownY[1]]));
    im = plus(times(re, ownY), times(im, ownX));
    re = next;
    sumRe = plus(sumRe, re);
    sumIm = plus(sumIm, im);
    const size = Math.hypot(re[0], im[0]);
    const total = Math.hypot(sumRe[0], sumIm[0]);
    if (size > most) most = size;
    if (!Number.isFinite(total)) break;
    if (size === 0 || (past && size <= 1e-20 * total)) {
      series.loss = most / total;
      break;
    }
  }
  series.re = sumRe[0];
  series.im = sumIm[0];
}
