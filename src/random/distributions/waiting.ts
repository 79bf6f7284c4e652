// Counts with long tails: geometric, logarithmic series and Zipf.

import { pow } from '../elementary.js';
import { standardExponential } from '../ziggurat.js';
import { aboveOne, positiveProbability, properProbability, type Counts, type Sampler } from './distribution.js';

const { ceil, expm1, floor, log, log1p } = Math;
const INT64_MAX = 2 ** 63;

/** The number of trials up to the first success, by adding up probabilities. */
function bySearch(p: number): Sampler {
  const q = 1 - p;
  return (bits) => {
    const u = bits.nextDouble();
    let n = 1;
    let product = p;
    for (let sum = p; u > sum; n++) {
      product *= q;
      sum += product;
    }
    return n;
  };
}

/** The same by rounding up an exponential draw. */
function byInversion(p: number): Sampler {
  const rate = log1p(-p);
  return (bits) => {
    const z = ceil(-standardExponential(bits) / rate);
    return z >= INT64_MAX ? INT64_MAX : z;
  };
}

export const geometric: Counts = {
  name: 'geometric',
  parameters: [positiveProbability('p')],
  prepare: (p) => (p >= 1 / 3 ? bySearch(p) : byInversion(p)),
  // No exponential draw by the ziggurat exceeds 44.5.
  largest: (p) => 60 / p,
};

/** Source: A. W. Kemp, "Efficient Generation of Logarithmically Distributed Pseudo-Random Variables", Appl. Stat. 30 (1981). */
export const logseries: Counts = {
  name: 'logseries',
  parameters: [properProbability('p')],
  prepare: (p) => {
    const r = log1p(-p);
    return (bits) => {
      for (;;) {
        const v = bits.nextDouble();
        if (v >= p) return 1;
        const q = -expm1(r * bits.nextDouble());
        if (v > q * q) return v >= q ? 1 : 2;
        const n = floor(1 + log(v) / log(q));
        if (n >= 1 && v !== 0) return n;
      }
    };
  },
  // No double draw is below 2**-53.
  largest: (p) => 2 - 37 / log(p),
};

/** Source: L. Devroye, "Non-Uniform Random Variate Generation" (1986), X.6.1, cut off at the largest 64-bit integer. */
export const zipf: Counts = {
  name: 'zipf',
  parameters: [aboveOne('a')],
  prepare: (a) => {
    if (a >= 1025) return () => 1;
    const above = a - 1;
    const b = pow(2, above);
    const least = pow(INT64_MAX, -above);
    return (bits) => {
      for (;;) {
        const u = bits.nextDouble();
        const v = bits.nextDouble();
        const x = floor(pow(u * least + (1 - u), -1 / above));
        if (x >= INT64_MAX || x < 1) continue;
        const t = pow(1 + 1 / x, above);
        if ((v * x * (t - 1)) / (b - 1) <= t / b) return x;
      }
    };
  },
  largest: () => Infinity,
};
