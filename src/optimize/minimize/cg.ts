/** Nonlinear conjugate gradients by Polak and Ribière with restarts (Nocedal and Wright, section 5.2; L. Grippo and S. Lucidi, 1997). */
import { dot, minus, norm2, normOrd, scaled, type Vec } from '../dense/vector.js';
import { GradientLine } from '../line/gradientLine.js';
import { wolfe } from '../line/wolfe.js';
import { MESSAGES, STOPPED, type OptimizeResult } from '../result.js';
import { handedOver } from '../values.js';
import { checkWolfe } from './bfgs.js';
import { History, type CommonOptions, type DifferenceOptions, type Problem, type ReturnAllOptions } from './problem.js';

export interface CGOptions extends CommonOptions, DifferenceOptions, ReturnAllOptions {
  /** End when the norm of the gradient is at most this. */
  gtol?: number;
  /** The order of that norm. */
  norm?: number;
  /** Sufficient decrease and curvature in the line search. */
  c1?: number;
  c2?: number;
}

export const CG_OPTIONS = ['gtol', 'norm', 'eps', 'maxiter', 'disp', 'returnAll', 'finiteDiffRelStep', 'c1', 'c2'];

/** A step must lead to a direction that descends at least by this part of the squared gradient. */
const DESCENT = 0.01;

export function minimizeCG({ objective, x0, report }: Problem, options: CGOptions): OptimizeResult {
  const { gtol = 1e-5, norm = Infinity, c1 = 1e-4, c2 = 0.4 } = options;
  checkWolfe(c1, c2);
  const maxiter = options.maxiter ?? x0.length * 200;
  let x: Vec = x0.slice();
  let f = objective.value(x);
  let g: Vec = objective.gradient(x);
  let old = f + norm2(g) / 2;
  let p = scaled(-1, g);
  let size = normOrd(g, norm);
  let [status, message]: [number, string] = [0, MESSAGES.success];
  let nit = 0;
  const history = new History(options.returnAll, x);
  while (size > gtol && nit < maxiter) {
    const line = new GradientLine(objective, x, p);
    const squared = dot(g, g);
    let next: { alpha: number; x: Vec; g: Vec; p: Vec; size: number } | undefined;
    const advance = (alpha: number): NonNullable<typeof next> => {
      const gradient = line.gradient(alpha);
      const beta = Math.max(0, dot(minus(gradient, g), gradient) / squared);
      const direction = new Float64Array(p.length);
      for (let i = 0; i < p.length; i++) direction[i] = -gradient[i]! + beta * p[i]!;
      return { alpha, x: line.point(alpha), g: gradient, p: direction, size: normOrd(gradient, norm) };
    };
    const accept = (alpha: number): boolean => {
      next = advance(alpha);
      return next.size <= gtol || dot(next.p, next.g) <= -DESCENT * dot(next.g, next.g);
    };
    const step = wolfe(line, f, old, dot(g, p), { c1, c2, amin: 1e-100, amax: 1e100, accept });
    if (!step) {
      status = 2;
      break;
    }
    if (!next || next.alpha !== step.alpha) next = advance(step.alpha);
    old = f;
    f = step.phi;
    ({ x, g, p, size } = next);
    nit++;
    history.add(x);
    if (report(x, f)) {
      ({ status, message } = STOPPED);
      break;
    }
  }
  if (status === 2) message = MESSAGES.precision;
  else if (status === 0 && nit >= maxiter && size > gtol) [status, message] = [1, MESSAGES.maxiter];
  if (status !== 99 && (Number.isNaN(size) || Number.isNaN(f) || x.some(Number.isNaN)))
    [status, message] = [3, MESSAGES.nan];
  return {
    x: handedOver(x),
    fun: f,
    jac: handedOver(g),
    nit,
    nfev: objective.nfev,
    njev: objective.njev,
    success: status === 0,
    status,
    message,
    ...history.field,
  };
}
