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
export { PCG64, type PCG64State } from './pcg64.js';
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
