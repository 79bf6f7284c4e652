/** The methods of `minimize`: names, options, what they can handle, and the solver of each. */
import type { PreparedConstraint } from '../constraints.js';
import { COBYLA_OPTIONS, minimizeCOBYLA, type COBYLAOptions } from '../constrained/cobyla.js';
import { COBYQA_OPTIONS, minimizeCOBYQA, type COBYQAOptions } from '../constrained/cobyqa.js';
import { minimizeSLSQP, SLSQP_OPTIONS, type SLSQPOptions } from '../constrained/slsqp.js';
import { minimizeTrustConstr, TRUST_CONSTR_OPTIONS, type TrustConstrOptions } from '../constrained/trustConstr.js';
import type { OptimizeResult } from '../result.js';
import { dogleg, exact, krylov, steihaug } from '../trustRegion/methods.js';
import { minimizeTrustRegion, TRUST_REGION_OPTIONS, type TrustRegionOptions } from '../trustRegion/minimize.js';
import { BFGS_OPTIONS, minimizeBFGS, type BFGSOptions } from './bfgs.js';
import { CG_OPTIONS, minimizeCG, type CGOptions } from './cg.js';
import { LBFGSB_OPTIONS, minimizeLBFGSB, type LBFGSBOptions } from './lbfgsb.js';
import { minimizeNelderMead, NELDER_MEAD_OPTIONS, type NelderMeadOptions } from './neldermead.js';
import { minimizeNewtonCG, NEWTON_CG_OPTIONS, type NewtonCGOptions } from './newtonCG.js';
import { minimizePowell, POWELL_OPTIONS, type PowellOptions } from './powell.js';
import type { Problem } from './problem.js';
import { minimizeTNC, TNC_OPTIONS, type TNCOptions } from './tnc.js';

/** The options of each method, under its name. */
export interface MinimizeMethodOptions {
  'Nelder-Mead': NelderMeadOptions;
  Powell: PowellOptions;
  CG: CGOptions;
  BFGS: BFGSOptions;
  'Newton-CG': NewtonCGOptions;
  'L-BFGS-B': LBFGSBOptions;
  TNC: TNCOptions;
  COBYLA: COBYLAOptions;
  COBYQA: COBYQAOptions;
  SLSQP: SLSQPOptions;
  'trust-constr': TrustConstrOptions;
  dogleg: TrustRegionOptions;
  'trust-ncg': TrustRegionOptions;
  'trust-exact': TrustRegionOptions;
  'trust-krylov': TrustRegionOptions;
}

/** The methods of `minimize`. */
export type MinimizeMethod = keyof MinimizeMethodOptions;

/** What `minimize` knows of a method. */
export interface MethodEntry {
  readonly options: readonly string[];
  /** The options that `tol` sets. */
  readonly tol: readonly string[];
  readonly gradient: boolean;
  readonly hessian: boolean;
  readonly bounds: boolean;
  readonly constraints: boolean;
  /** The default step of differences. */
  readonly eps?: number;
  readonly solve: (problem: Problem, options: never, constraints: readonly PreparedConstraint[]) => OptimizeResult;
}

const trust = (
  finder: (options: TrustRegionOptions) => Parameters<typeof minimizeTrustRegion>[2],
  name: string,
): MethodEntry => ({
  options: TRUST_REGION_OPTIONS,
  tol: ['gtol'],
  gradient: true,
  hessian: true,
  bounds: false,
  constraints: false,
  solve: (problem, options: TrustRegionOptions) => minimizeTrustRegion(problem, options, finder(options), name),
});

const none = { gradient: false, hessian: false, bounds: false, constraints: false };

export const METHODS: Readonly<Record<MinimizeMethod, MethodEntry>> = {
  'Nelder-Mead': {
    ...none,
    options: NELDER_MEAD_OPTIONS,
    tol: ['xatol', 'fatol'],
    bounds: true,
    solve: minimizeNelderMead,
  },
  Powell: { ...none, options: POWELL_OPTIONS, tol: ['xtol', 'ftol'], bounds: true, solve: minimizePowell },
  CG: { ...none, options: CG_OPTIONS, tol: ['gtol'], gradient: true, solve: minimizeCG },
  BFGS: { ...none, options: BFGS_OPTIONS, tol: ['gtol'], gradient: true, solve: minimizeBFGS },
  'Newton-CG': {
    ...none,
    options: NEWTON_CG_OPTIONS,
    tol: ['xtol'],
    gradient: true,
    hessian: true,
    solve: minimizeNewtonCG,
  },
  'L-BFGS-B': {
    ...none,
    options: LBFGSB_OPTIONS,
    tol: ['ftol', 'gtol'],
    gradient: true,
    bounds: true,
    eps: 1e-8,
    solve: minimizeLBFGSB,
  },
  TNC: {
    ...none,
    options: TNC_OPTIONS,
    tol: ['ftol', 'xtol', 'gtol'],
    gradient: true,
    bounds: true,
    eps: 1e-8,
    solve: minimizeTNC,
  },
  COBYLA: { ...none, options: COBYLA_OPTIONS, tol: ['tol'], bounds: true, constraints: true, solve: minimizeCOBYLA },
  COBYQA: {
    ...none,
    options: COBYQA_OPTIONS,
    tol: ['finalTrRadius'],
    bounds: true,
    constraints: true,
    solve: minimizeCOBYQA,
  },
  SLSQP: {
    options: SLSQP_OPTIONS,
    tol: ['ftol'],
    gradient: true,
    hessian: false,
    bounds: true,
    constraints: true,
    solve: minimizeSLSQP,
  },
  'trust-constr': {
    options: TRUST_CONSTR_OPTIONS,
    tol: ['xtol', 'gtol', 'barrierTol'],
    gradient: true,
    hessian: true,
    bounds: true,
    constraints: true,
    solve: minimizeTrustConstr,
  },
  dogleg: trust(dogleg, 'dogleg'),
  'trust-ncg': trust(steihaug, 'trust-ncg'),
  'trust-exact': trust(exact, 'trust-exact'),
  'trust-krylov': trust((options) => krylov(options.inexact ?? true), 'trust-krylov'),
};

/** The entry of a method by any spelling of its name. */
export function methodNamed(name: string): [MinimizeMethod, MethodEntry] | undefined {
  const lower = name.toLowerCase();
  for (const [key, entry] of Object.entries(METHODS))
    if (key.toLowerCase() === lower) return [key as MinimizeMethod, entry];
  return undefined;
}
