// Distributions that are elementary functions of one or two standard draws: by inversion of their distribution function,
// or as functions of normal and exponential draws. Textbook formulas: L. Devroye, "Non-Uniform Random Variate Generation"
// (Springer, 1986); which standard draw each starts from is NumPy's.

import { exp, log, pow } from '../elementary.js';
import { standardNormal } from '../ziggurat.js';
import { anyNumber, nonNegative, positive, type Distribution } from './distribution.js';
import { transformed } from './fill.js';

export const lognormal = transformed({
  name: 'lognormal',
  parameters: [anyNumber('mean'), nonNegative('sigma')],
  source: 'normal',
  map: (mean, sigma) => (z) => exp(mean + sigma * z),
});

export const rayleigh = transformed({
  name: 'rayleigh',
  parameters: [nonNegative('scale')],
  source: 'exponential',
  map: (scale) => (e) => scale * Math.sqrt(2 * e),
});

export const pareto = transformed({
  name: 'pareto',
  parameters: [positive('a')],
  source: 'exponential',
  map: (a) => (e) => Math.expm1(e / a),
});

export const power = transformed({
  name: 'power',
  parameters: [positive('a')],
  source: 'exponential',
  map: (a) => {
    const inverse = 1 / a;
    return (e) => pow(-Math.expm1(-e), inverse);
  },
});

const positiveWeibull = transformed({
  name: 'weibull',
  parameters: [nonNegative('a')],
  source: 'exponential',
  map: (a) => {
    const inverse = 1 / a;
    return (e) => pow(e, inverse);
  },
});

/** (Shape 0 takes no draw, so it is not a transformed draw.) */
export const weibull: Distribution = {
  name: 'weibull',
  parameters: positiveWeibull.parameters,
  prepare: (a) => (a === 0 ? () => 0 : positiveWeibull.prepare(a, 0, 0)),
};

export const laplace: Distribution = {
  name: 'laplace',
  parameters: [anyNumber('loc'), nonNegative('scale')],
  prepare: (loc, scale) => (bits) => {
    let u: number;
    do u = bits.nextDouble();
    while (u === 0);
    return u >= 0.5 ? loc - scale * log(2 - u - u) : loc + scale * log(u + u);
  },
};

export const gumbel: Distribution = {
  name: 'gumbel',
  parameters: [anyNumber('loc'), nonNegative('scale')],
  prepare: (loc, scale) => (bits) => {
    let u: number;
    do u = 1 - bits.nextDouble();
    while (u === 1);
    return loc - scale * log(-log(u));
  },
};

export const logistic: Distribution = {
  name: 'logistic',
  parameters: [anyNumber('loc'), nonNegative('scale')],
  prepare: (loc, scale) => (bits) => {
    let u: number;
    do u = bits.nextDouble();
    while (u === 0);
    return loc + scale * log(u / (1 - u));
  },
};

export const standardCauchy: Distribution = {
  name: 'standardCauchy',
  parameters: [],
  prepare: () => (bits) => {
    const numerator = standardNormal(bits);
    return numerator / standardNormal(bits);
  },
};

export const triangular: Distribution = {
  name: 'triangular',
  parameters: [anyNumber('left'), anyNumber('mode'), anyNumber('right')],
  fault: (left, mode, right) =>
    left > mode ? 'left > mode' : mode > right ? 'mode > right' : left === right ? 'left == right' : undefined,
  prepare: (left, mode, right) => {
    const base = right - left;
    const rise = mode - left;
    const ratio = rise / base;
    const leftProduct = rise * base;
    const rightProduct = (right - mode) * base;
    return (bits) => {
      const u = bits.nextDouble();
      return u <= ratio ? left + Math.sqrt(u * leftProduct) : right - Math.sqrt((1 - u) * rightProduct);
    };
  },
};

/**
 * The inverse Gaussian distribution.
 *
 * Source: J. R. Michael, W. R. Schucany and R. W. Haas, "Generating Random Variates Using Transformations with Multiple
 * Roots", Am. Stat. 30 (1976); the smaller root written without cancellation.
 */
export const wald: Distribution = {
  name: 'wald',
  parameters: [positive('mean'), positive('scale')],
  prepare: (mean, scale) => (bits) => {
    const z = standardNormal(bits);
    const y = mean * z * z;
    const root = mean * (1 - 2 / (1 + Math.sqrt(1 + (4 * scale) / y)));
    return bits.nextDouble() <= mean / (mean + root) ? root : (mean * mean) / root;
  },
};
