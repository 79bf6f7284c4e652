/** Error functions and their kin as ufuncs. */
import { special, specialComplex, specialMulti, specialToComplex } from './define.js';
import {
  dawsnKernel,
  erfKernel,
  erfcKernel,
  erfcinvKernel,
  erfcxKernel,
  erfiKernel,
  erfinvKernel,
  expMinusHalfSquare,
  logNdtrKernel,
  ndtrKernel,
  ndtriExpKernel,
  ndtriKernel,
} from './errorKernel.js';
import { dawsnComplex, erfComplex, erfcComplex, erfcxComplex, erfiComplex, wofzKernel, wofzReal } from './faddeeva.js';
import { fresnelComplex } from './fresnelComplex.js';
import { fresnelKernel, modfresnelmKernel, modfresnelpKernel } from './fresnelKernel.js';
import type { Special1, Special1Complex, Special1Of, Special1OfComplex, Special3 } from './types.js';

/** Voigt's profile: a normal distribution of deviation sigma convolved with a Cauchy distribution of half-width gamma. */
function voigtKernel(x: number, sigma: number, gamma: number): number {
  if (sigma === 0) {
    if (gamma === 0) return x === x ? (x === 0 ? Infinity : 0) : x;
    return gamma / Math.PI / (x * x + gamma * gamma);
  }
  if (gamma === 0) {
    const t = Math.abs(x / sigma);
    return (t < 39 ? expMinusHalfSquare(t) : t === t ? 0 : t) / (Math.sqrt(2 * Math.PI) * sigma);
  }
  const scale = Math.SQRT1_2 / sigma;
  return wofzReal(x * scale, gamma * scale) / (sigma * Math.sqrt(2 * Math.PI));
}

/**
 * The error function 2/√π ∫ exp(-t²) dt from 0 to x, of real and complex arguments.
 *
 * @example
 * special.erf(1); // 0.8427007929497149
 */
export const erf = special<Special1>('erf', erfKernel, { complex: erfComplex });
/**
 * The complementary error function `1 - erf(x)`, accurate for large x.
 *
 * @example
 * erfc([0, 1]).toArray(); // [1, 0.15729920705028513]
 */
export const erfc = special<Special1>('erfc', erfcKernel, { complex: erfcComplex });
/** The scaled complementary error function `exp(x**2) * erfc(x)`. */
export const erfcx = special<Special1>('erfcx', erfcxKernel, { complex: erfcxComplex });
/** The imaginary error function `-i erf(ix)`. */
export const erfi = special<Special1>('erfi', erfiKernel, { complex: erfiComplex });
/** Dawson's integral `sqrt(pi) / 2 * exp(-x**2) * erfi(x)`. */
export const dawsn = special<Special1>('dawsn', dawsnKernel, { complex: dawsnComplex });
/** The Faddeeva function `exp(-z**2) * erfc(-iz)`; always complex. */
export const wofz = specialComplex<Special1Complex>('wofz', 1, wofzKernel);
/** The inverse of `erf`. */
export const erfinv = special<Special1>('erfinv', erfinvKernel);
/** The inverse of `erfc`. */
export const erfcinv = special<Special1>('erfcinv', erfcinvKernel);
/** Voigt's profile: `voigtProfile(x, sigma, gamma)`. */
export const voigtProfile = special<Special3>('voigt_profile', voigtKernel);
/**
 * The standard normal distribution's probability of values below x.
 *
 * @example
 * special.ndtr(1.96); // 0.9750021048517795
 */
export const ndtr = special<Special1>('ndtr', ndtrKernel);
/** The logarithm of `ndtr(x)`, accurate for x far below 0. */
export const logNdtr = special<Special1>('log_ndtr', logNdtrKernel);
/** The inverse of `ndtr`: quantiles of the standard normal distribution. */
export const ndtri = special<Special1>('ndtri', ndtriKernel);
/** The inverse of `logNdtr`. */
export const ndtriExp = special<Special1>('ndtri_exp', ndtriExpKernel);
/**
 * Fresnel's integrals S and C: ∫ sin(πt²/2) dt and ∫ cos(πt²/2) dt from 0 to x.
 *
 * @returns S and C
 */
export const fresnel = specialMulti<Special1Of<2>>('fresnel', 2, fresnelKernel, { complex: fresnelComplex });
/** The modified Fresnel integrals F+ and K+, complex functions of real arguments. */
export const modfresnelp = specialToComplex<Special1OfComplex<2>>('modfresnelp', 1, 2, modfresnelpKernel);
/** The modified Fresnel integrals F- and K-, complex functions of real arguments. */
export const modfresnelm = specialToComplex<Special1OfComplex<2>>('modfresnelm', 1, 2, modfresnelmKernel);
