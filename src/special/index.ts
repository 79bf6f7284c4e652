/** numloom/special: special functions as ufuncs, under SciPy's names. */
import '../setup.js';

export {
  agm,
  ellipe,
  ellipeinc,
  ellipj,
  ellipk,
  ellipkinc,
  ellipkm1,
  elliprc,
  elliprd,
  elliprf,
  elliprg,
  elliprj,
} from './elliptic.js';
export { beta, betaln, gamma, gammaln, gammasgn, loggamma, multigammaln, poch, rgamma } from './gamma.js';
export { digamma, polygamma, psi } from './digamma.js';
export { zeta, zetac } from './zeta.js';
export { cosdg, cosm1, cotdg, radian, sindg, tandg } from './trigonometric.js';
export {
  dawsn,
  erf,
  erfc,
  erfcinv,
  erfcx,
  erfi,
  erfinv,
  fresnel,
  logNdtr,
  modfresnelm,
  modfresnelp,
  ndtr,
  ndtri,
  ndtriExp,
  voigtProfile,
  wofz,
} from './errorFunctions.js';
export {
  betainc,
  betaincc,
  betainccinv,
  betaincinv,
  gammainc,
  gammaincc,
  gammainccinv,
  gammaincinv,
} from './incomplete.js';
export { erfZeros, fresnelZeros, fresnelcZeros, fresnelsZeros } from './errorZeros.js';
export * from './distributions.js';
export { exp1, expi, expn, shichi, sici, spence } from './exponentialIntegrals.js';
export {
  boxcox,
  boxcox1p,
  exp10,
  expit,
  exprel,
  invBoxcox,
  invBoxcox1p,
  logExpit,
  logit,
  powm1,
  xlog1py,
  xlogy,
} from './logistic.js';
export { entr, huber, klDiv, pseudoHuber, relEntr } from './information.js';
export { lambertw, owensT, wrightomega, type LambertwOptions } from './lambert.js';
export {
  bernoulli,
  binom,
  comb,
  diric,
  euler,
  factorial,
  factorial2,
  factorialk,
  perm,
  stirling2,
  type CombOptions,
  type ExactOptions,
} from './combinatorics.js';
export {
  logSoftmax,
  logsumexp,
  softmax,
  type AxisLike,
  type LogsumexpOptions,
  type SoftmaxOptions,
} from './softmax.js';
export { cbrt, exp2, expm1, log1p } from '../ops/ufuncs/elementary.js';
export { rint as round } from '../ops/ufuncs/arithmetic.js';
export { sinc } from '../ops/windows.js';
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
export * from './mathieu.js';
export * from './spheroidal.js';
export * from './ellipsoidal.js';
export * from './wrightBessel.js';
export {
  errstate,
  geterr,
  seterr,
  SpecialFunctionError,
  SpecialFunctionWarning,
  type SpecialErrorAction,
  type SpecialErrorCategory,
  type SpecialErrorOverrides,
  type SpecialErrorScope,
  type SpecialErrorState,
} from './errorState.js';
