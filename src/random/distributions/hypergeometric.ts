// The hypergeometric distribution: how many good items are in a sample without replacement.

import { randomInterval } from '../bounded.js';
import { count, type Counts, type Sampler } from './distribution.js';
import { logFactorial } from './logFactorial.js';

const { floor, log, max, min, sqrt } = Math;

/** The largest population of good or bad items. */
export const LARGEST_POPULATION = 1e9;

/** By drawing the items one after another (or those that are left over, if they are fewer). */
function byItems(good: number, bad: number, sample: number): Sampler {
  const total = good + bad;
  const rest = total - sample;
  // NumPy halves an integer here: half of an odd total is rounded down.
  const leaves = sample > floor(total / 2);
  const steps = leaves ? rest : sample;
  return (bits) => {
    let missing = steps;
    let left = total;
    let goodLeft = good;
    while (missing > 0 && goodLeft > 0 && left > goodLeft) {
      left--;
      if (randomInterval(bits, left) < goodLeft) goodLeft--;
      missing--;
    }
    if (left === goodLeft) goodLeft -= missing; // only good items are left
    return leaves ? goodLeft : good - goodLeft;
  };
}

const D1 = 1.7155277699214135; // 2 sqrt(2 / e)
const D2 = 0.8989161620588988; // 3 - 2 sqrt(3 / e)

/**
 * By the ratio of uniforms.
 *
 * Source: E. Stadlober, "The Ratio of Uniforms Approach for Generating Discrete Random Variates", J. Comput. Appl. Math.
 * 31 (1990), algorithm HRUA.
 */
function byRatio(good: number, bad: number, sample: number): Sampler {
  const total = good + bad;
  const drawn = min(sample, total - sample);
  const fewer = min(good, bad);
  const more = max(good, bad);
  const p = fewer / total;
  const q = more / total;
  const a = drawn * p + 0.5;
  const variance = ((total - drawn) * drawn * p * q) / (total - 1);
  const c = sqrt(variance + 0.5);
  const h = D1 * c + D2;
  const logProbability = (k: number): number =>
    logFactorial(k) + logFactorial(fewer - k) + logFactorial(drawn - k) + logFactorial(more - drawn + k);
  const atMode = logProbability(floor(((drawn + 1) * (fewer + 1)) / (total + 2)));
  const bound = min(min(drawn, fewer) + 1, floor(a + 16 * c));
  return (bits) => {
    let k: number;
    for (;;) {
      const u = bits.nextDouble();
      const v = bits.nextDouble();
      const x = a + (h * (v - 0.5)) / u;
      if (!(x >= 0 && x < bound)) continue;
      k = floor(x);
      const t = atMode - logProbability(k);
      if (u * (4 - u) - 3 <= t) break;
      if (u * (u - t) >= 1) continue;
      if (2 * log(u) <= t) break;
    }
    if (good > bad) k = drawn - k;
    return drawn < sample ? good - k : k;
  };
}

/** A sampler of the number of good items among `sample` of `good + bad`. */
export function hypergeometricSampler(good: number, bad: number, sample: number): Sampler {
  return sample >= 10 && sample <= good + bad - 10 ? byRatio(good, bad, sample) : byItems(good, bad, sample);
}

export const hypergeometric: Counts = {
  name: 'hypergeometric',
  parameters: [count('ngood'), count('nbad'), count('nsample')],
  fault: (good, bad, sample) =>
    good >= LARGEST_POPULATION || bad >= LARGEST_POPULATION
      ? 'both ngood and nbad must be less than 1000000000'
      : good + bad < sample
        ? 'ngood + nbad < nsample'
        : undefined,
  prepare: hypergeometricSampler,
  largest: () => LARGEST_POPULATION,
};
