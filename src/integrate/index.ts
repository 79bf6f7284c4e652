/** numloom/integrate: initial value problems and integrals, under SciPy's names. */
import '../setup.js';

export { solveIvp, type IvpResult } from './ivp/solveIvp.js';
export type { AbortLike } from '../core/abort.js';
export type { IvpMethod, SolveIvpOptions, StateOf } from './ivp/options.js';
export type { EventFunction } from './ivp/events.js';
export type { JacobianLike } from './ivp/jacobian.js';
export type { JacobianSparsity } from './ivp/sparsity.js';
export { OdeSolution } from './ivp/odeSolution.js';
export { quad, type QuadInfo, type QuadOptions, type QuadWeight } from './quad/quad.js';
export {
  dblquad,
  nquad,
  tplquad,
  type Bound,
  type NestedQuadOptions,
  type NquadOptions,
  type Range,
  type RangeOptions,
} from './quad/nested.js';
export {
  cumulativeSimpson,
  cumulativeTrapezoid,
  romb,
  simpson,
  type CumulativeOptions,
  type SampledOptions,
} from './quad/sampled.js';
export { IntegrationWarning, ODEintWarning } from './warnings.js';
export { fixedQuad, newtonCotes } from './quad/fixed.js';
export { trapezoid, type TrapezoidOptions } from '../ops/differences.js';
export { solveIvpMany, type ManyFunction, type ManyIvpResult, type SolveIvpManyOptions } from './ivp/many.js';
export { odeint, type OdeintInfo, type OdeintOptions } from './ivp/odeint.js';
export { solveBvp, type BvpResult, type BvpSolution, type SolveBvpOptions } from './bvp/solveBvp.js';
export { quadVec, type IntegralOf, type QuadVecInfo, type QuadVecOptions, type VectorRule } from './quad/vector.js';
export { complexOde, ode, type Integrator, type IntegratorOptions, type SolOut } from './ivp/ode.js';
export { qmcQuad, type QmcQuadOptions, type QmcQuadResult } from './quad/quasiMonteCarlo.js';
export {
  BDF,
  DOP853,
  DenseOutput,
  LSODA,
  OdeSolver,
  RK23,
  RK45,
  Radau,
  type ExplicitSolverOptions,
  type ImplicitSolverOptions,
  type LsodaOptions,
} from './ivp/steppers.js';
