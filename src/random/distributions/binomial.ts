// The binomial distribution: by inversion while few successes are expected, by rejection (BTPE) beyond 30.

import { exp } from '../elementary.js';
import { count, probability, type Counts, type Sampler } from './distribution.js';

const { abs, floor, log, min, sqrt } = Math;

/**
 * By adding up probabilities from 0 successes on, for p <= 1/2.
 *
 * Source: V. Kachitvichyanukul and B. W. Schmeiser, Commun. ACM 31 (1988), algorithm BINV.
 */
function byInversion(n: number, p: number): Sampler {
  const q = 1 - p;
  const none = exp(n * Math.log1p(-p));
  const np = n * p;
  const bound = floor(min(n, np + 10 * sqrt(np * q + 1)));
  return (bits) => {
    let x = 0;
    let probabilityOfX = none;
    let u = bits.nextDouble();
    while (u > probabilityOfX) {
      x++;
      if (x > bound) {
        // Rounding has eaten the tail: start anew.
        x = 0;
        probabilityOfX = none;
        u = bits.nextDouble();
      } else {
        u -= probabilityOfX;
        probabilityOfX = ((n - x + 1) * p * probabilityOfX) / (x * q);
      }
    }
    return x;
  };
}

/** The correction of Stirling's formula, as BTPE's final test adds it up. */
function stirlingCorrection(x: number): number {
  const square = x * x;
  return (13680 - (462 - (132 - (99 - 140 / square) / square) / square) / square) / x / 166320;
}

/**
 * By rejection from a triangle in the middle, two parallelograms at its sides and two exponential tails, for p <= 1/2.
 *
 * Source: V. Kachitvichyanukul and B. W. Schmeiser, "Binomial Random Variate Generation", Commun. ACM 31 (1988),
 * algorithm BTPE.
 */
function byRejection(n: number, p: number): Sampler {
  const q = 1 - p;
  const nrq = n * p * q;
  const centre = n * p + p;
  const mode = floor(centre);
  const halfWidth = floor(2.195 * sqrt(nrq) - 4.6 * q) + 0.5;
  const middle = mode + 0.5;
  const left = middle - halfWidth;
  const right = middle + halfWidth;
  const c = 0.134 + 20.5 / (15.3 + mode);
  const decay = (ratio: number): number => ratio * (1 + ratio / 2);
  const leftDecay = decay((centre - left) / (centre - left * p));
  const rightDecay = decay((right - centre) / (right * q));
  // Areas of the pieces, added up from the middle outwards.
  const area1 = halfWidth;
  const area2 = area1 * (1 + c + c);
  const area3 = area2 + c / leftDecay;
  const area4 = area3 + c / rightDecay;
  const s = p / q;
  const a = s * (n + 1);

  /** Is y accepted at the height v? */
  const accepted = (y: number, v: number): boolean => {
    const k = abs(y - mode);
    if (k <= 20 || k >= nrq / 2 - 1) {
      // The ratio of probabilities, factor by factor.
      let ratio = 1;
      for (let i = mode + 1; i <= y; i++) ratio *= a / i - s;
      for (let i = y + 1; i <= mode; i++) ratio /= a / i - s;
      return v <= ratio;
    }
    const rho = (k / nrq) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5);
    const t = (-k * k) / (2 * nrq);
    const height = log(v);
    if (height < t - rho) return true;
    if (height > t + rho) return false;
    const x1 = y + 1;
    const f1 = mode + 1;
    const z = n + 1 - mode;
    const w = n - y + 1;
    const bound =
      middle * log(f1 / x1) +
      (n - mode + 0.5) * log(z / w) +
      (y - mode) * log((w * p) / (x1 * q)) +
      stirlingCorrection(f1) +
      stirlingCorrection(z) +
      stirlingCorrection(x1) +
      stirlingCorrection(w);
    return height <= bound;
  };

  return (bits) => {
    for (;;) {
      const u = bits.nextDouble() * area4;
      let v = bits.nextDouble();
      if (u <= area1) return floor(middle - halfWidth * v + u);
      let y: number;
      if (u <= area2) {
        const x = left + (u - area1) / c;
        v = v * c + 1 - abs(mode - x + 0.5) / halfWidth;
        if (v > 1) continue;
        y = floor(x);
      } else if (u <= area3) {
        y = floor(left + log(v) / leftDecay);
        if (y < 0 || v === 0) continue;
        v *= (u - area2) * leftDecay;
      } else {
        y = floor(right - log(v) / rightDecay);
        if (y > n || v === 0) continue;
        v *= (u - area3) * rightDecay;
      }
      if (accepted(y, v)) return y;
    }
  };
}

/** A sampler of the number of successes in n trials of probability p. */
export function binomialSampler(n: number, p: number): Sampler {
  if (n === 0 || p === 0) return () => 0;
  if (p <= 0.5) return p * n <= 30 ? byInversion(n, p) : byRejection(n, p);
  const q = 1 - p;
  const failures = q * n <= 30 ? byInversion(n, q) : byRejection(n, q);
  return (bits) => n - failures(bits);
}

export const binomial: Counts = {
  name: 'binomial',
  parameters: [count('n'), probability('p')],
  prepare: binomialSampler,
  largest: (n) => n,
};
