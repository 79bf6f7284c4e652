/** Factors of lengths, and what a transform of a length costs: which lengths are computed by passes, which as convolutions. */

/** The largest radix that a pass may have. */
const LARGEST_RADIX = 61;

/** Operations a point, relative, of a pass of a radix. */
function passCost(radix: number): number {
  return radix <= 8 ? [0, 0, 2, 3.2, 3.2, 4.6, 6, 6.5, 4.4][radix]! : 1.5 * radix;
}

/** The radices of a length's passes; undefined if it has a factor for which there is no pass. */
export function radicesOf(n: number): number[] | undefined {
  const radices: number[] = [];
  let rest = n;
  const divide = (radix: number): void => {
    while (rest % radix === 0) {
      radices.push(radix);
      rest /= radix;
    }
  };
  for (const radix of [8, 4, 2, 3, 5, 7]) divide(radix);
  // 8 * 2 = 4 * 4
  const two = radices.indexOf(2);
  if (two >= 0) {
    const eight = radices.lastIndexOf(8);
    if (eight >= 0) {
      radices[eight] = 4;
      radices[two] = 4;
    }
  }
  for (let radix = 11; radix * radix <= rest; radix += 2) divide(radix);
  if (rest > 1) radices.push(rest);
  if (radices.some((radix) => radix > LARGEST_RADIX)) return undefined;
  return radices.sort((a, b) => b - a);
}

/** What the passes of a length cost, in relative units; Infinity if there are none. */
export function costOf(n: number): number {
  const radices = radicesOf(n);
  if (!radices) return Infinity;
  return n * radices.reduce((sum, radix) => sum + passCost(radix), 0);
}

/** The least length from `least` on with no prime factor above `largest` (2, 3, 5, 7 or 11). */
export function smoothFrom(least: number, largest: 5 | 7 | 11): number {
  let best = 2 ** Math.ceil(Math.log2(Math.max(least, 1)));
  const sevens = largest >= 7 ? best : 1;
  const elevens = largest >= 11 ? best : 1;
  for (let e = 1; e <= elevens; e *= 11) {
    for (let d = e; d <= (largest >= 7 ? sevens : d) && d < best; d *= 7) {
      for (let c = d; c < best; c *= 5) {
        for (let b = c; b < best; b *= 3) {
          let a = b;
          while (a < least) a *= 2;
          if (a < best) best = a;
          if (best === least) return best;
        }
      }
      if (largest < 7) break;
    }
  }
  return best;
}

/** The greatest length up to `most` with no prime factor above `largest`. */
export function smoothUpTo(most: number, largest: 5 | 11): number {
  let best = 1;
  const walk = (product: number, primes: readonly number[]): void => {
    if (primes.length === 0) {
      // The last prime is 2: as many of them as fit.
      let a = product;
      while (a * 2 <= most) a *= 2;
      if (a > best) best = a;
      return;
    }
    for (let p = product; p <= most && best < most; p *= primes[0]!) walk(p, primes.slice(1));
  };
  walk(1, largest === 11 ? [11, 7, 5, 3] : [5, 3]);
  return best;
}

/** A length for the convolution behind a transform of length n: the cheapest from 2 n - 1 on. */
export function convolutionLength(n: number): number {
  let best = 0;
  let bestCost = Infinity;
  for (let m = smoothFrom(2 * n - 1, 5), tries = 0; tries < 4; m = smoothFrom(m + 1, 5), tries++) {
    const cost = costOf(m);
    if (cost < bestCost) {
      best = m;
      bestCost = cost;
    }
  }
  return best;
}
