/** `fsolve`: a root of a system as MINPACK finds it. */
import type { ArrayLike } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import type { AbortLike } from './calls.js';
import { shapeOf, toVec, type Vector } from './values.js';
import { warn } from './warnings.js';
import { runHybr, type RootResult, type Setting } from './root.js';

/** Options of `fsolve`. */
export interface FsolveOptions<A extends readonly unknown[] = []> {
  args?: A;
  fprime?: ((x: Vector, ...args: A) => ArrayLike) | null;
  fullOutput?: boolean;
  colDeriv?: boolean;
  xtol?: number;
  maxfev?: number;
  band?: readonly [number, number] | null;
  epsfcn?: number | null;
  factor?: number;
  diag?: ArrayLike | null;
  signal?: AbortLike;
}

/** What `fsolve` returns. */
export type FsolveResult<F> = F extends true
  ? [
      x: Vector,
      infodict: Pick<RootResult, 'nfev' | 'njev' | 'fjac' | 'r' | 'qtf'> & { fvec: Vector },
      ier: number,
      mesg: string,
    ]
  : Vector;

/**
 * A root of a system of equations by Powell's hybrid method, as MINPACK's hybrd and hybrj do.
 *
 * @param func - gets a vector of n numbers, returns n numbers
 * @param x0 - where to start
 * @param options - Jacobian and tolerances
 * @returns x; with `fullOutput` `[x, infodict, ier, mesg]`
 * @throws ValueError where `func` returns another number of values
 * @example
 * fsolve((x) => [x.item(0) * Math.cos(x.item(1)) - 4, x.item(1) * x.item(0) - x.item(1) - 5], [1, 1]); // array([6.50409711, 0.90841421])
 */
export function fsolve<A extends readonly unknown[] = [], F extends boolean = false>(
  func: (x: Vector, ...args: A) => ArrayLike,
  x0: ArrayLike,
  options: FsolveOptions<A> & { fullOutput?: F } = {},
): FsolveResult<F> {
  checkOptions('fsolve', options, [
    'args',
    'fprime',
    'fullOutput',
    'colDeriv',
    'xtol',
    'maxfev',
    'band',
    'epsfcn',
    'factor',
    'diag',
    'signal',
  ]);
  const { colDeriv, xtol, maxfev, epsfcn, factor, diag } = options;
  const setting: Setting = {
    name: 'fsolve',
    fun: func,
    jac: options.fprime ?? undefined,
    args: options.args,
    x0: toVec('fsolve: x0', x0),
    shape: shapeOf(x0),
    signal: options.signal,
  };
  const result = runHybr(setting, {
    ...(colDeriv === undefined ? {} : { colDeriv }),
    ...(xtol === undefined ? {} : { xtol }),
    ...(maxfev === undefined ? {} : { maxfev }),
    ...(epsfcn === undefined ? {} : { eps: epsfcn }),
    ...(factor === undefined ? {} : { factor }),
    ...(diag === undefined ? {} : { diag }),
  });
  if (!options.fullOutput) {
    if (result.status > 1) warn(`fsolve: ${result.message}`);
    return result.x as FsolveResult<F>;
  }
  const { nfev, njev, fjac, r, qtf, fun, status, message } = result;
  return [
    result.x,
    { nfev, ...(njev === undefined ? {} : { njev }), fvec: fun, fjac, r, qtf },
    status,
    message,
  ] as FsolveResult<F>;
}
