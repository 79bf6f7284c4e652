/** numloom/special: special functions as ufuncs, under SciPy's names. */
import '../setup.js';

export { ellipj, ellipk, ellipkm1 } from './elliptic.js';
export { beta, betaln, gamma, gammaln, gammasgn, loggamma, multigammaln, poch, rgamma } from './gamma.js';
export { digamma, polygamma, psi } from './digamma.js';
export { zeta, zetac } from './zeta.js';
export { cosdg, cosm1, cotdg, radian, sindg, tandg } from './trigonometric.js';
export type * from './types.js';
export * from './bessel/index.js';
export * from './airy.js';
export * from './hypergeometric/functions.js';
export * from './orthogonal/index.js';
export * from './legendre.js';
export * from './kelvin.js';
export * from './struve.js';
export * from './parabolicCylinder.js';
export * from './besselIntegrals.js';
