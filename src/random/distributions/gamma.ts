// The gamma distribution, in double and single precision, and those made of gamma draws: chi-square, F, Student's t,
// beta, and their non-central forms.

import type { BitGenerator } from '../bitGenerator.js';
import { exp, log, pow } from '../elementary.js';
import {
  nextFloat,
  standardExponential,
  standardExponentialFloat32,
  standardNormal,
  standardNormalFloat32,
} from '../ziggurat.js';
import { nonNegative, positive, type Distribution, type Sampler } from './distribution.js';
import { poissonSampler } from './poisson.js';

const { fround, sqrt } = Math;

/**
 * A sampler of the standard gamma distribution.
 *
 * Sources: G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables", ACM Trans. Math. Softw. 26
 * (2000), for shapes above 1; J. H. Ahrens and U. Dieter, Computing 12 (1974), below, with an exponential draw in place
 * of a logarithm.
 *
 * @param shape - not negative; shape 0 gives 0 without a draw
 */
export function gammaSampler(shape: number): Sampler {
  if (shape === 1) return standardExponential;
  if (shape === 0) return () => 0;
  if (shape < 1) {
    const inverse = 1 / shape;
    return (bits) => {
      for (;;) {
        const u = bits.nextDouble();
        const v = standardExponential(bits);
        if (u <= 1 - shape) {
          const x = pow(u, inverse);
          if (x <= v) return x;
        } else {
          const y = -log((1 - u) / shape);
          const x = pow(1 - shape + shape * y, inverse);
          if (x <= v + y) return x;
        }
      }
    };
  }
  const b = shape - 1 / 3;
  const c = 1 / sqrt(9 * b);
  return (bits) => {
    for (;;) {
      const x = standardNormal(bits);
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = bits.nextDouble();
      if (u < 1 - 0.0331 * (x * x) * (x * x)) return b * v;
      if (Math.log(u) < 0.5 * x * x + b * (1 - v + Math.log(v))) return b * v;
      if (Number.isNaN(v)) return NaN;
    }
  };
}

/** The same in single precision. */
export function gammaSamplerFloat32(given: number): Sampler {
  const shape = fround(given);
  if (shape === 1) return standardExponentialFloat32;
  if (shape === 0) return () => 0;
  if (shape < 1) {
    const inverse = fround(1 / shape);
    const rest = fround(1 - shape);
    return (bits) => {
      for (;;) {
        const u = nextFloat(bits);
        const v = standardExponentialFloat32(bits);
        if (u <= rest) {
          const x = fround(pow(u, inverse));
          if (x <= v) return x;
        } else {
          const y = -fround(log(fround(fround(1 - u) / shape)));
          const x = fround(pow(fround(rest + fround(shape * y)), inverse));
          if (x <= fround(v + y)) return x;
        }
      }
    };
  }
  const b = fround(shape - fround(1 / 3));
  const c = fround(1 / fround(sqrt(fround(9 * b))));
  return (bits) => {
    for (;;) {
      const x = standardNormalFloat32(bits);
      const root = fround(1 + fround(c * x));
      if (root <= 0) continue;
      const v = fround(fround(root * root) * root);
      const u = nextFloat(bits);
      const square = fround(x * x);
      if (u < fround(1 - fround(fround(fround(0.0331) * square) * square))) return fround(b * v);
      const bound = fround(fround(fround(0.5 * x) * x) + fround(b * fround(fround(1 - v) + fround(log(v)))));
      if (fround(log(u)) < bound) return fround(b * v);
      if (Number.isNaN(v)) return NaN;
    }
  };
}

export const standardGamma: Distribution = {
  name: 'standardGamma',
  parameters: [nonNegative('shape')],
  prepare: gammaSampler,
};

export const gamma: Distribution = {
  name: 'gamma',
  parameters: [nonNegative('shape'), nonNegative('scale')],
  prepare: (shape, scale) => {
    const draw = gammaSampler(shape);
    return (bits) => scale * draw(bits);
  },
};

const chisquareSampler = (df: number): Sampler => {
  const draw = gammaSampler(df / 2);
  return (bits) => 2 * draw(bits);
};

export const chisquare: Distribution = { name: 'chisquare', parameters: [positive('df')], prepare: chisquareSampler };

export const f: Distribution = {
  name: 'f',
  parameters: [positive('dfnum'), positive('dfden')],
  prepare: (dfnum, dfden) => {
    const numerator = chisquareSampler(dfnum);
    const denominator = chisquareSampler(dfden);
    return (bits) => {
      const top = numerator(bits) * dfden;
      return top / (denominator(bits) * dfnum);
    };
  },
};

export const standardT: Distribution = {
  name: 'standardT',
  parameters: [positive('df')],
  prepare: (df) => {
    const draw = gammaSampler(df / 2);
    const factor = sqrt(df / 2);
    return (bits) => {
      const z = standardNormal(bits);
      return (factor * z) / sqrt(draw(bits));
    };
  },
};

/** A non-central chi-square draw is a central one with a random number of degrees of freedom, or a shifted square more. */
function noncentralSampler(df: number, nonc: number): Sampler {
  if (Number.isNaN(nonc)) return () => NaN;
  if (nonc === 0) return chisquareSampler(df);
  if (df > 1) {
    const rest = chisquareSampler(df - 1);
    const shift = sqrt(nonc);
    return (bits) => {
      const central = rest(bits);
      const z = standardNormal(bits) + shift;
      return central + z * z;
    };
  }
  const poisson = poissonSampler(nonc / 2);
  return (bits) => chisquareSampler(df + 2 * poisson(bits))(bits);
}

export const noncentralChisquare: Distribution = {
  name: 'noncentralChisquare',
  parameters: [positive('df'), nonNegative('nonc')],
  prepare: noncentralSampler,
};

export const noncentralF: Distribution = {
  name: 'noncentralF',
  parameters: [positive('dfnum'), positive('dfden'), nonNegative('nonc')],
  prepare: (dfnum, dfden, nonc) => {
    const numerator = noncentralSampler(dfnum, nonc);
    const denominator = chisquareSampler(dfden);
    return (bits) => {
      const top = numerator(bits) * dfden;
      return top / (denominator(bits) * dfnum);
    };
  },
};

/** Below this, a beta distribution is two points to every double. */
const TINY = 3e-103;

/**
 * A beta draw for a, b <= 1.
 *
 * Source: M. D. Johnk, "Erzeugung von betaverteilten und gammaverteilten Zufallszahlen", Metrika 8 (1964); by logarithms
 * where a power underflows.
 */
function johnk(bits: BitGenerator, a: number, b: number): number {
  for (;;) {
    const u = bits.nextDouble();
    const v = bits.nextDouble();
    const x = pow(u, 1 / a);
    const y = pow(v, 1 / b);
    const sum = x + y;
    if (sum <= 1 && u + v > 0) {
      if (x > 0 && y > 0) return x / sum;
      const difference = log(u) / a - log(v) / b;
      return difference > 0 ? exp(-Math.log1p(exp(-difference))) : exp(difference - Math.log1p(exp(difference)));
    }
    if (Number.isNaN(sum)) return NaN;
  }
}

/** A sampler of the beta distribution. */
export function betaSampler(a: number, b: number): Sampler {
  if (a < TINY && b < TINY) return (bits) => ((a + b) * bits.nextDouble() < a ? 1 : 0);
  if (a <= 1 && b <= 1) return (bits) => johnk(bits, a, b);
  const first = gammaSampler(a);
  const second = gammaSampler(b);
  return (bits) => {
    const x = first(bits);
    return x / (x + second(bits));
  };
}

export const beta: Distribution = {
  name: 'beta',
  parameters: [positive('a'), positive('b')],
  prepare: betaSampler,
};
