/** Nodes and weights of Gauss quadrature: `rootsLegendre` and its family. */
import { checkOptions, describe, ValueError } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { count, vector } from '../arrays.js';
import {
  betaOf,
  chebytRule,
  chebyuRule,
  hermiteRecurrence,
  jacobiRecurrence,
  laguerreRecurrence,
  laguerreRule,
  legendreRule,
} from './families.js';
import { gaussRule, type Rule } from './nodes.js';

/** Options of the quadrature rules. */
export interface RootsOptions {
  /** Also give the integral of the weight function. */
  mu?: boolean;
}

type Vector = NDArray<'float64'>;
/** Nodes and weights; with `mu`, the integral of the weight function too. */
export type RootsOf<O> = O extends { mu: true } ? [x: Vector, w: Vector, mu: number] : [x: Vector, w: Vector];

function give<O extends RootsOptions>(name: string, options: O, rule: Rule, mass: number): RootsOf<O> {
  checkOptions(name, options, ['mu']);
  const both = [vector(rule.x), vector(rule.w)];
  return (options.mu ? [...both, mass] : both) as RootsOf<O>;
}

function above(name: string, parameter: string, value: unknown, least: number): number {
  if (typeof value !== 'number' || !(value > least)) {
    throw new ValueError(`${name}: ${parameter} must be greater than ${least}, got ${describe(value)}`);
  }
  return value;
}

function mapped(rule: Rule, scale: number, shift: number, weight: number): Rule {
  return { x: rule.x.map((x) => scale * x + shift), w: rule.w.map((w) => weight * w) };
}

/**
 * Gauss-Legendre quadrature on [-1, 1]: weight 1.
 *
 * @param n - how many nodes, at least 1
 * @param options - `mu`: give the integral of the weight function as a third result
 * @returns nodes, ascending, and weights
 * @throws ValueError unless n is an integer of at least 1
 * @example
 * const [x, w] = special.rootsLegendre(2); // [[-0.57735..., 0.57735...], [1, 1]]
 */
export function rootsLegendre<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsLegendre', 'n', n, 1);
  return give('rootsLegendre', options ?? ({} as O), legendreRule(n), 2);
}
/** Gauss-Legendre quadrature on [0, 1]. */
export function rootsShLegendre<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsShLegendre', 'n', n, 1);
  return give('rootsShLegendre', options ?? ({} as O), mapped(legendreRule(n), 0.5, 0.5, 0.5), 1);
}
/** Gauss-Chebyshev quadrature, first kind: weight (1 - x^2)^(-1/2) on [-1, 1]. */
export function rootsChebyt<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsChebyt', 'n', n, 1);
  return give('rootsChebyt', options ?? ({} as O), chebytRule(n), Math.PI);
}
/** Gauss-Chebyshev quadrature, second kind: weight (1 - x^2)^(1/2) on [-1, 1]. */
export function rootsChebyu<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsChebyu', 'n', n, 1);
  return give('rootsChebyu', options ?? ({} as O), chebyuRule(n), Math.PI / 2);
}
/** Gauss-Chebyshev quadrature, first kind, on [-2, 2]: weight (1 - (x / 2)^2)^(-1/2). */
export function rootsChebyc<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsChebyc', 'n', n, 1);
  return give('rootsChebyc', options ?? ({} as O), mapped(chebytRule(n), 2, 0, 2), 2 * Math.PI);
}
/** Gauss-Chebyshev quadrature, second kind, on [-2, 2]: weight (1 - (x / 2)^2)^(1/2). */
export function rootsChebys<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsChebys', 'n', n, 1);
  return give('rootsChebys', options ?? ({} as O), mapped(chebyuRule(n), 2, 0, 2), Math.PI);
}
/** Gauss-Chebyshev quadrature, first kind, on [0, 1]: weight (x - x^2)^(-1/2). */
export function rootsShChebyt<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsShChebyt', 'n', n, 1);
  return give('rootsShChebyt', options ?? ({} as O), mapped(chebytRule(n), 0.5, 0.5, 1), Math.PI);
}
/** Gauss-Chebyshev quadrature, second kind, on [0, 1]: weight (x - x^2)^(1/2). */
export function rootsShChebyu<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsShChebyu', 'n', n, 1);
  return give('rootsShChebyu', options ?? ({} as O), mapped(chebyuRule(n), 0.5, 0.5, 0.25), Math.PI / 8);
}

/** The rule for (1 - x)^a (1 + x)^b. */
export function jacobiRule(n: number, a: number, b: number): Rule {
  if (a === -0.5 && b === -0.5) return chebytRule(n);
  if (a === 0.5 && b === 0.5) return chebyuRule(n);
  return a === 0 && b === 0 ? legendreRule(n) : gaussRule(n, jacobiRecurrence(a, b));
}

/** Gauss-Jacobi quadrature: weight (1 - x)^alpha (1 + x)^beta on [-1, 1], alpha and beta > -1. */
export function rootsJacobi<O extends RootsOptions = {}>(
  n: number,
  alpha: number,
  beta: number,
  options?: O,
): RootsOf<O> {
  count('rootsJacobi', 'n', n, 1);
  above('rootsJacobi', 'alpha', alpha, -1);
  above('rootsJacobi', 'beta', beta, -1);
  const mass = jacobiRecurrence(alpha, beta).mass;
  return give('rootsJacobi', options ?? ({} as O), jacobiRule(n, alpha, beta), mass);
}
/** Gauss-Jacobi quadrature on [0, 1]: weight (1 - x)^(p - q) x^(q - 1), p - q > -1 and q > 0. */
export function rootsShJacobi<O extends RootsOptions = {}>(n: number, p1: number, q1: number, options?: O): RootsOf<O> {
  count('rootsShJacobi', 'n', n, 1);
  above('rootsShJacobi', 'q1', q1, 0);
  above('rootsShJacobi', 'p1 - q1', p1 - q1, -1);
  const rule = mapped(jacobiRule(n, p1 - q1, q1 - 1), 0.5, 0.5, Math.pow(2, -p1));
  return give('rootsShJacobi', options ?? ({} as O), rule, betaOf(p1 - q1 + 1, q1));
}
/** Gauss-Gegenbauer quadrature: weight (1 - x^2)^(alpha - 1/2) on [-1, 1], alpha > -1/2. */
export function rootsGegenbauer<O extends RootsOptions = {}>(n: number, alpha: number, options?: O): RootsOf<O> {
  count('rootsGegenbauer', 'n', n, 1);
  above('rootsGegenbauer', 'alpha', alpha, -0.5);
  const a = alpha - 0.5;
  return give('rootsGegenbauer', options ?? ({} as O), jacobiRule(n, a, a), jacobiRecurrence(a, a).mass);
}
/** Gauss-Laguerre quadrature: weight exp(-x) on [0, infinity). */
export function rootsLaguerre<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsLaguerre', 'n', n, 1);
  return give('rootsLaguerre', options ?? ({} as O), laguerreRule(n, 0), 1);
}
/** Generalized Gauss-Laguerre quadrature: weight x^alpha exp(-x) on [0, infinity), alpha > -1. */
export function rootsGenlaguerre<O extends RootsOptions = {}>(n: number, alpha: number, options?: O): RootsOf<O> {
  count('rootsGenlaguerre', 'n', n, 1);
  above('rootsGenlaguerre', 'alpha', alpha, -1);
  const recurrence = laguerreRecurrence(alpha);
  return give('rootsGenlaguerre', options ?? ({} as O), laguerreRule(n, alpha), recurrence.mass);
}
/** Gauss-Hermite quadrature: weight exp(-x^2). */
export function rootsHermite<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsHermite', 'n', n, 1);
  return give('rootsHermite', options ?? ({} as O), gaussRule(n, hermiteRecurrence(0.5)), Math.sqrt(Math.PI));
}
/** Gauss-Hermite quadrature: weight exp(-x^2 / 2). */
export function rootsHermitenorm<O extends RootsOptions = {}>(n: number, options?: O): RootsOf<O> {
  count('rootsHermitenorm', 'n', n, 1);
  return give('rootsHermitenorm', options ?? ({} as O), gaussRule(n, hermiteRecurrence(1)), Math.sqrt(2 * Math.PI));
}

/* SciPy's short names. */
export {
  rootsLegendre as pRoots,
  rootsShLegendre as psRoots,
  rootsChebyt as tRoots,
  rootsChebyu as uRoots,
  rootsChebyc as cRoots,
  rootsChebys as sRoots,
  rootsShChebyt as tsRoots,
  rootsShChebyu as usRoots,
  rootsJacobi as jRoots,
  rootsShJacobi as jsRoots,
  rootsGegenbauer as cgRoots,
  rootsLaguerre as lRoots,
  rootsGenlaguerre as laRoots,
  rootsHermite as hRoots,
  rootsHermitenorm as heRoots,
};
