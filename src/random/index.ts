// NumPy's numpy.random: `defaultRng` and what it gives, and the functions on one shared generator.

import '../setup.js';
export {
  Generator,
  defaultRng,
  type ChoiceOptions,
  type ExponentialOptions,
  type FloatOptions,
  type IntegersOptions,
  type Seed,
} from './generator.js';
export type { MultivariateNormalOptions } from './distributions/multivariateNormal.js';
export type { HypergeometricMethod } from './distributions/vectors.js';
export { MT19937, type MT19937State } from './mt19937.js';
export { PCG64, type PCG64State } from './pcg64.js';
export { PCG64DXSM, type PCG64DXSMState } from './pcg64dxsm.js';
export { Philox, type PhiloxOptions, type PhiloxState } from './philox.js';
export { SFC64, type SFC64State } from './sfc64.js';
export { SeedSequence, type SeedLike, type SeedSequenceLike, type SeedSequenceOptions } from './seedSequence.js';
export type { BitGenerator, BitGeneratorState, JumpableBitGenerator } from './bitGenerator.js';
export {
  bytes,
  choice,
  exponential,
  normal,
  permutation,
  rand,
  randint,
  randn,
  random,
  seed,
  shuffle,
  standardNormal,
  uniform,
} from './shared.js';
