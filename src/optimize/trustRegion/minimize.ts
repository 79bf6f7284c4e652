/** The loop of the trust-region methods: a step within the region, then a larger or smaller region (Nocedal and Wright, algorithm 4.1). */
import { LinAlgError, ValueError } from '../../core/errors.js';
import { along, allFinite } from '../dense/vector.js';
import { History, type CommonOptions, type Problem, type ReturnAllOptions } from '../minimize/problem.js';
import { MESSAGES, STOPPED, type OptimizeResult } from '../result.js';
import { handedOver, toArray } from '../values.js';
import type { StepFinder } from './methods.js';
import { Model } from './subproblem.js';

export interface TrustRegionOptions extends CommonOptions, ReturnAllOptions {
  /** The radius at first. */
  initialTrustRadius?: number;
  /** The most it may grow to. */
  maxTrustRadius?: number;
  /** A step is taken if the value falls by more than this part of what the model says. */
  eta?: number;
  /** End when the gradient is shorter than this. */
  gtol?: number;
  /** trust-krylov: solve subproblems only as far as needed. */
  inexact?: boolean;
}

export const TRUST_REGION_OPTIONS = [
  'initialTrustRadius',
  'maxTrustRadius',
  'eta',
  'gtol',
  'maxiter',
  'disp',
  'returnAll',
  'inexact',
];

export function minimizeTrustRegion(
  { objective, x0, report }: Problem,
  options: TrustRegionOptions,
  finder: StepFinder,
  name: string,
): OptimizeResult {
  if (!objective.ownGradient) throw new ValueError(`minimize: Jacobian is required for ${name}`);
  if (!objective.hasHessian && !(objective.hasHessp && (name === 'trust-ncg' || name === 'trust-krylov'))) {
    throw new ValueError(
      `minimize: ${name === 'trust-ncg' || name === 'trust-krylov' ? 'Either the Hessian or the Hessian-vector product' : 'Hessian'} is required for ${name}`,
    );
  }
  const { initialTrustRadius = 1, maxTrustRadius = 1000, eta = 0.15, gtol = 1e-4 } = options;
  if (!(eta >= 0 && eta < 0.25))
    throw new ValueError(`minimize: invalid acceptance stringency: eta must be in [0, 0.25), got ${eta}`);
  if (!(maxTrustRadius > 0)) throw new ValueError('minimize: the max trust radius must be positive');
  if (!(initialTrustRadius > 0)) throw new ValueError('minimize: the initial trust radius must be positive');
  if (initialTrustRadius >= maxTrustRadius)
    throw new ValueError('minimize: the initial trust radius must be less than the max trust radius');
  const maxiter = options.maxiter ?? x0.length * 200;
  let radius = initialTrustRadius;
  let model = new Model(objective, x0.slice());
  const history = new History(options.returnAll, x0);
  let nit = 0;
  let status = model.gradientSize < gtol ? 0 : -1;
  let message: string | undefined;
  while (status < 0) {
    let p;
    let atBorder;
    try {
      ({ p, atBorder } = finder.step(model, radius));
    } catch (error) {
      if (!(error instanceof LinAlgError)) throw error;
      status = 3;
      break;
    }
    if (!allFinite(p)) {
      status = 3;
      break;
    }
    const proposed = new Model(objective, along(model.x, 1, p));
    const predicted = model.f - model.value(p);
    if (!(predicted > 0)) {
      status = 2;
      break;
    }
    const ratio = (model.f - proposed.f) / predicted;
    if (!(ratio >= 0.25)) radius *= 0.25;
    else if (ratio > 0.75 && atBorder) radius = Math.min(2 * radius, maxTrustRadius);
    if (ratio > eta) model = proposed;
    nit++;
    history.add(model.x);
    if (report(model.x, model.f)) {
      ({ status, message } = STOPPED);
      break;
    }
    if (model.gradientSize < gtol) status = 0;
    else if (nit >= maxiter) status = 1;
    else if (radius < 1e-300) status = 2;
  }
  message ??= [
    MESSAGES.success,
    MESSAGES.maxiter,
    'A bad approximation caused failure to predict improvement.',
    'A linalg error occurred, such as a non-psd Hessian.',
  ][status]!;
  const n = x0.length;
  return {
    x: handedOver(model.x),
    fun: model.f,
    jac: handedOver(model.g),
    nit,
    nfev: objective.nfev,
    njev: objective.njev,
    nhev: objective.nhev,
    success: status === 0,
    status,
    message,
    ...(objective.hasHessian ? { hess: toArray(model.hessian.slice(), [n, n]) } : {}),
    ...history.field,
  };
}
