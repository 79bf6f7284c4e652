/** numloom/optimize: SciPy's scipy.optimize. Minimisation, roots, least squares, linear programmes, assignment. */
import '../setup.js';

export { minimize, type MinimizeOptions, type ObjectiveFunction } from './minimize.js';
export type { MinimizeMethod, MinimizeMethodOptions } from './minimize/methods.js';
export type { IntermediateResult, LinearMap, MinimizeCallback, OptimizeResult } from './result.js';
export { Bounds, type BoundPair, type BoundsLike } from './bounds.js';
export {
  LinearConstraint,
  NonlinearConstraint,
  type ConstraintDict,
  type ConstraintFunction,
  type ConstraintLike,
  type ConstraintsLike,
  type NonlinearConstraintOptions,
} from './constraints.js';
export { BFGS, HessianUpdateStrategy, SR1, type BFGSStrategyOptions, type SR1Options } from './hessianUpdates.js';
export type { TrustConstrResult } from './constrained/trustConstr.js';
export { LbfgsInvHessProduct } from './minimize/lbfgsb.js';
export { fixedPoint, type FixedPointOptions } from './fixedPoint.js';
export { rosen, rosenDer, rosenHess, rosenHessProd } from './rosenbrock.js';
export { OptimizeWarning, setWarningHandler } from './warnings.js';
export type { DifferenceMethod } from './difference/steps.js';
export type { AbortLike } from './calls.js';
export type { Vector } from './values.js';
export {
  ConvergenceError,
  bisect,
  brenth,
  brentq,
  newton,
  ridder,
  rootScalar,
  toms748,
  type BracketOptions,
  type NewtonOptions,
  type RootResults,
  type RootScalarMethod,
  type RootScalarOptions,
} from './rootScalar.js';
export {
  BracketError,
  bracket,
  brent,
  fminbound,
  golden,
  minimizeScalar,
  type BracketLike,
  type ClassicMinimumOptions,
  type MinimizeScalarOptions,
  type ScalarResult,
} from './minimizeScalar.js';
export { curveFit, type CurveFitOptions, type CurveFitResult } from './curveFit.js';
export {
  leastSquares,
  type BoundsPair,
  type LeastSquaresOptions,
  type LeastSquaresResult,
  type ResidualFunction,
} from './leastSquares.js';
export { leastsq, type LeastsqInfo, type LeastsqOptions, type LeastsqResult } from './leastsq.js';
export { lsqLinear, nnls, type LsqLinearOptions, type LsqLinearResult } from './lsqLinear.js';
export { fsolve, type FsolveOptions, type FsolveResult } from './fsolve.js';
export {
  NoConvergence,
  root,
  type HybrOptions,
  type JacobianOptions,
  type NonlinOptions,
  type RootLmOptions,
  type RootMethod,
  type RootMethodOptions,
  type RootOptions,
  type RootResult,
} from './root.js';
export {
  anderson,
  broyden1,
  broyden2,
  diagbroyden,
  excitingmixing,
  linearmixing,
  newtonKrylov,
  type NonlinFunctionOptions,
  type SystemFunction,
  type SystemSolver,
} from './systemSolvers.js';
export { useHighs } from './linear/highs.js';
export {
  linprog,
  milp,
  type LinprogMethod,
  type LinprogOptions,
  type LinprogResult,
  type MilpOptions,
  type MilpResult,
  type Sensitivity,
} from './linprog.js';
export {
  linearSumAssignment,
  quadraticAssignment,
  type QuadraticAssignmentOptions,
  type QuadraticAssignmentResult,
} from './assignment.js';
export {
  approxDerivative,
  approxFprime,
  checkGrad,
  type ApproxDerivativeOptions,
  type CheckGradOptions,
} from './differentiation.js';
export type { Seeded } from './global/randomness.js';
export {
  differentialEvolution,
  type DifferentialEvolutionOptions,
  type DifferentialEvolutionResult,
  type DifferentialStrategy,
} from './global/differentialEvolution.js';
export { dualAnnealing, type DualAnnealingOptions } from './global/dualAnnealing.js';
export { basinhopping, type BasinhoppingOptions, type BasinhoppingResult } from './global/basinhopping.js';
export { direct, type DirectOptions } from './global/direct.js';
export { shgo, type ShgoOptions, type ShgoResult } from './global/shgo.js';
export { brute, type BruteOptions, type BruteRange, type BruteResult } from './global/brute.js';
export type { MinimizerKwargs } from './global/local.js';
export { lineSearch, type LineSearchOptions } from './lineSearch.js';
export { showOptions } from './showOptions.js';
export {
  fmin,
  fminBfgs,
  fminCg,
  fminCobyla,
  fminLBfgsB,
  fminNcg,
  fminPowell,
  fminSlsqp,
  fminTnc,
  type ClassicOptions,
  type FminCobylaOptions,
  type FminGradientOptions,
  type FminLBfgsBOptions,
  type FminNcgOptions,
  type FminOptions,
  type FminSlsqpOptions,
  type FminTncOptions,
} from './classic.js';
export type { NewtonArrayOptions, NewtonComplexOptions, RootOf } from './newtonArrays.js';
export {
  BroydenFirst,
  InverseJacobian,
  KrylovJacobian,
  type BroydenFirstOptions,
  type InnerPreconditioner,
  type JacobianApproximation,
  type KrylovJacobianOptions,
} from './jacobians.js';
export { StopIteration } from './callbacks.js';
