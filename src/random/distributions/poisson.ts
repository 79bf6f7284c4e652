// The Poisson distribution, and the negative binomial one: a Poisson distribution with a gamma-distributed mean.

import type { BitGenerator } from '../bitGenerator.js';
import { exp } from '../elementary.js';
import { positive, positiveProbability, type Counts, type ParameterRule, type Sampler } from './distribution.js';
import { gammaSampler } from './gamma.js';
import { logGamma } from './logFactorial.js';

/** The largest mean: ten standard deviations below 2**63. */
const LARGEST_MEAN = 9223372036854775807 - Math.sqrt(9223372036854775807) * 10;

const { abs, floor, log, sqrt } = Math;

/** The number of factors in [0, 1) until their product falls to exp(-lam). */
function byProducts(lam: number): Sampler {
  const least = exp(-lam);
  return (bits) => {
    let product = bits.nextDouble();
    let n = 0;
    for (; product > least; n++) product *= bits.nextDouble();
    return n;
  };
}

/** Transformed rejection. Source: W. Hormann, Insurance: Mathematics and Economics 12 (1993), algorithm PTRS. */
function byRejection(lam: number): Sampler {
  const logLam = log(lam);
  const b = 0.931 + 2.53 * sqrt(lam);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const logInverseAlpha = log(inverseAlpha);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  return (bits: BitGenerator) => {
    for (;;) {
      const u = bits.nextDouble() - 0.5;
      const v = bits.nextDouble();
      const us = 0.5 - abs(u);
      const k = floor(((2 * a) / us + b) * u + lam + 0.43);
      if (us >= 0.07 && v <= squeeze) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      if (log(v) + logInverseAlpha - log(a / (us * us) + b) <= -lam + k * logLam - logGamma(k + 1)) return k;
    }
  };
}

/** A sampler of the Poisson distribution with a mean of `lam` >= 0. */
export function poissonSampler(lam: number): Sampler {
  if (lam >= 10) return byRejection(lam);
  return lam === 0 ? () => 0 : byProducts(lam);
}

const mean: ParameterRule = {
  name: 'lam',
  fault: (lam) =>
    lam >= 0 && !Object.is(lam, -0)
      ? lam > LARGEST_MEAN
        ? 'lam value too large'
        : undefined
      : 'lam < 0 or lam is NaN',
};

export const poisson: Counts = {
  name: 'poisson',
  parameters: [mean],
  prepare: poissonSampler,
  // (Beyond a billion standard deviations there is nothing.)
  largest: (lam) => (lam <= 2 ** 30 ? 2 ** 31 - 1 : Infinity),
};

export const negativeBinomial: Counts = {
  name: 'negativeBinomial',
  parameters: [positive('n'), positiveProbability('p')],
  fault: (n, p) => {
    // NumPy's bound: ten standard deviations of the gamma-distributed mean stay below the largest Poisson mean.
    const scale = (1 - p) / p;
    return Number.isNaN(n)
      ? 'n is NaN'
      : scale * (n + 10 * sqrt(n)) > LARGEST_MEAN
        ? 'n too large or p too small, see Generator.negativeBinomial'
        : undefined;
  },
  prepare: (n, p) => {
    const draw = gammaSampler(n);
    const scale = (1 - p) / p;
    return (bits) => poissonSampler(scale * draw(bits))(bits);
  },
  // A gamma draw lies less than 100 + 10 sqrt(n) above its mean n.
  largest: (n, p) => (((1 - p) / p) * (n + 10 * sqrt(n) + 100) <= 2 ** 30 ? 2 ** 31 - 1 : Infinity),
};
