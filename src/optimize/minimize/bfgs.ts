/** BFGS: a quasi-Newton method that keeps an approximation of the inverse Hessian (Nocedal and Wright, algorithm 6.1). */
import { ValueError } from '../../core/errors.js';
import { identity, matVec, type Mat } from '../dense/matrix.js';
import { dot, minus, norm2, normOrd, type Vec } from '../dense/vector.js';
import { GradientLine } from '../line/gradientLine.js';
import { wolfe } from '../line/wolfe.js';
import { MESSAGES, STOPPED, type OptimizeResult } from '../result.js';
import { handedOver, toArray, toMat } from '../values.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { History, type CommonOptions, type DifferenceOptions, type Problem, type ReturnAllOptions } from './problem.js';

export interface BFGSOptions extends CommonOptions, DifferenceOptions, ReturnAllOptions {
  /** End when the norm of the gradient is at most this. */
  gtol?: number;
  /** The order of that norm. */
  norm?: number;
  /** End when a step is at most this, relative to x. */
  xrtol?: number;
  /** Sufficient decrease and curvature in the line search. */
  c1?: number;
  c2?: number;
  /** The first approximation of the inverse Hessian; the identity by default. */
  hessInv0?: ArrayLike | null;
}

export const BFGS_OPTIONS = [
  'gtol',
  'norm',
  'eps',
  'maxiter',
  'disp',
  'returnAll',
  'finiteDiffRelStep',
  'xrtol',
  'c1',
  'c2',
  'hessInv0',
];

/** Does `0 < c1 < c2 < 1` hold? */
export function checkWolfe(c1: number, c2: number): void {
  if (!(c1 > 0 && c1 < 1 && c2 > 0 && c2 < 1 && c1 < c2)) {
    throw new ValueError("'c1' and 'c2' do not satisfy 'c1 < c2' and 0 < c1, c2 < 1");
  }
}

/** `h = (I - rho s y') h (I - rho y s') + rho s s'`, in place. */
function update(h: Mat, n: number, s: Vec, y: Vec, rho: number): void {
  const hy = matVec(h, n, n, y);
  const factor = rho * (1 + rho * dot(y, hy));
  for (let i = 0; i < n; i++) {
    const [a, b] = [factor * s[i]!, rho * s[i]!];
    const c = rho * hy[i]!;
    for (let j = 0; j < n; j++) h[i * n + j]! += a * s[j]! - b * hy[j]! - c * s[j]!;
  }
}

export function minimizeBFGS({ objective, x0, report }: Problem, options: BFGSOptions): OptimizeResult {
  const { gtol = 1e-5, norm = Infinity, xrtol = 0, c1 = 1e-4, c2 = 0.9, hessInv0 } = options;
  checkWolfe(c1, c2);
  const n = x0.length;
  const maxiter = options.maxiter ?? n * 200;
  const h = hessInv0 ? toMat('minimize: hessInv0', hessInv0, n, n) : identity(n);
  let x: Vec = x0.slice();
  let f = objective.value(x);
  let g: Vec = objective.gradient(x);
  let old = f + norm2(g) / 2;
  let size = normOrd(g, norm);
  let status = 0;
  let message: string = MESSAGES.success;
  let nit = 0;
  const history = new History(options.returnAll, x);
  while (size > gtol && nit < maxiter) {
    const p = matVec(h, n, n, g);
    for (let i = 0; i < n; i++) p[i] = -p[i]!;
    const line = new GradientLine(objective, x, p);
    const step = wolfe(line, f, old, dot(g, p), { c1, c2, amin: 1e-100, amax: 1e100 });
    if (!step) {
      status = 2;
      break;
    }
    const { alpha } = step;
    const next = line.point(alpha);
    const gradient = line.gradient(alpha);
    const y = minus(gradient, g);
    const s = p;
    for (let i = 0; i < n; i++) s[i]! *= alpha;
    old = f;
    f = step.phi;
    x = next;
    g = gradient;
    nit++;
    history.add(x);
    size = normOrd(g, norm);
    if (report(x, f)) {
      ({ status, message } = STOPPED);
      break;
    }
    if (size <= gtol) break;
    if (xrtol > 0 && norm2(s) <= xrtol * (xrtol + norm2(x))) break;
    if (!Number.isFinite(f)) {
      status = 2;
      break;
    }
    const curvature = dot(y, s);
    update(h, n, s, y, curvature === 0 ? 1000 : 1 / curvature);
  }
  if (status === 2) message = MESSAGES.precision;
  else if (status === 0 && nit >= maxiter && size > gtol) {
    status = 1;
    message = MESSAGES.maxiter;
  }
  if (status !== 99 && (Number.isNaN(size) || Number.isNaN(f) || x.some(Number.isNaN))) {
    status = 3;
    message = MESSAGES.nan;
  }
  return {
    x: handedOver(x),
    fun: f,
    jac: handedOver(g),
    hessInv: toArray(h, [n, n]),
    nit,
    nfev: objective.nfev,
    njev: objective.njev,
    success: status === 0,
    status,
    message,
    ...history.field,
  };
}
