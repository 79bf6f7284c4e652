/** Orthogonal polynomials as objects: coefficients, roots, quadrature weights, values. */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../../core/arrayLike.js';
import { checkOptions } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { poly1d, type PolynomialLike } from '../../ops/poly1d.js';
import { multiply } from '../../ops/ufuncs/arithmetic.js';
import { count, vector } from '../arrays.js';
import * as evaluate from './evaluate.js';
import { hermiteRecurrence, jacobiRecurrence, laguerreRecurrence } from './families.js';
import type { Recurrence, Rule } from './nodes.js';
import * as roots from './roots.js';

/** Options of the polynomials. */
export interface OrthopolyOptions {
  /** Scale the leading coefficient to 1. */
  monic?: boolean;
}

/** What an orthogonal polynomial is made of. */
interface Parts {
  coefficients: Float64Array;
  rule: Rule;
  weightFunction: (x: number) => number;
  limits: readonly [number, number];
  squareNorm: number;
  factor: number;
  value: (x: ArrayLike) => unknown;
}

/** An orthogonal polynomial: a `poly1d` with its Gauss quadrature. */
export class orthopoly1d extends poly1d {
  /** The interval of orthogonality. */
  readonly limits: readonly [number, number];
  /** The norm under the weight function. */
  readonly normcoef: number;
  /** The weight function. */
  readonly weightFunc: (x: number) => number;
  /** One row per root: the root, its quadrature weight, that weight over the weight function. */
  readonly weights: NDArray<'float64'>;
  private readonly nodes: Float64Array;
  private readonly value: (x: ArrayLike) => unknown;
  private readonly factor: number;

  constructor(parts: Parts) {
    super(vector(parts.coefficients));
    const { x, w } = parts.rule;
    const rows = new Float64Array(3 * x.length);
    x.forEach((node, k) => rows.set([node, w[k]!, w[k]! / parts.weightFunction(node)], 3 * k));
    this.nodes = x;
    this.weights = vector(rows, [x.length, 3]);
    this.limits = parts.limits;
    this.normcoef = Math.sqrt(parts.squareNorm) * Math.abs(parts.factor);
    this.weightFunc = parts.weightFunction;
    this.value = parts.value;
    this.factor = parts.factor;
  }

  /** The roots, ascending. */
  override get roots(): NDArray<'float64'> {
    return vector(this.nodes.slice());
  }

  override evaluate(x: poly1d): poly1d;
  override evaluate<X extends ArrayLike>(x: X): X extends ScalarLike ? number : NDArray;
  override evaluate(x: PolynomialLike): unknown {
    if (x instanceof poly1d) return super.evaluate(x);
    const y = this.value(isScalarLike(x) ? x : asNDArray(this.constructor.name, x));
    return typeof y === 'number' ? y * this.factor : multiply(y as NDArray, this.factor);
  }
}

/**
 * Coefficients from the highest power down of k p(n), p monic in t = scale x + shift with the given recurrence; and the sum of
 * squares' integral. The leading coefficient is `lead`.
 */
function expand(n: number, of: Recurrence, lead: number, scale: number, shift: number): Float64Array {
  let before = new Float64Array(n + 1);
  let now = new Float64Array(n + 1);
  now[0] = 1;
  for (let k = 0; k < n; k++) {
    const next = new Float64Array(n + 1);
    const a = of.a(k) - shift;
    const b = k === 0 ? 0 : of.b(k);
    for (let i = 0; i <= k; i++) {
      next[i + 1]! += scale * now[i]!;
      next[i]! -= a * now[i]!;
    }
    if (k > 0) for (let i = 0; i < k; i++) next[i]! -= b * before[i]!;
    before = now;
    now = next;
  }
  const factor = lead / now[n]!;
  return now.reverse().map((c) => (c === 0 ? 0 : c * factor));
}

interface Kind {
  recurrence: Recurrence;
  /** The leading coefficient. */
  lead: number;
  rule: (n: number) => readonly [NDArray<'float64'>, NDArray<'float64'>];
  weight: (x: number) => number;
  limits: readonly [number, number];
  value: (x: ArrayLike) => unknown;
  scale?: number;
  shift?: number;
}

function make(name: string, n: number, options: OrthopolyOptions, kind: Kind): orthopoly1d {
  checkOptions(name, options, ['monic']);
  count(name, 'n', n);
  const { recurrence, scale = 1, shift = 0 } = kind;
  const [x, w] = n === 0 ? [vector(new Float64Array(0)), vector(new Float64Array(0))] : kind.rule(n);
  const lead = options.monic ? 1 : kind.lead;
  // The squared norm: the weight's integral in x times the product of the b, for the polynomial as it stands.
  let norm = n === 0 ? kind.rule(1)[1].item(0) : 0;
  if (n > 0) {
    for (let k = 0; k < n; k++) norm += w.item(k);
    for (let k = 1; k <= n; k++) norm *= recurrence.b(k) / (scale * scale);
  }
  return new orthopoly1d({
    coefficients: expand(n, recurrence, lead, scale, shift),
    rule: { x: Float64Array.from(x.toArray() as number[]), w: Float64Array.from(w.toArray() as number[]) },
    weightFunction: kind.weight,
    limits: kind.limits,
    squareNorm: norm * kind.lead * kind.lead,
    factor: lead / kind.lead,
    value: kind.value,
  });
}

/** The product of f(k), k = 1..n. */
function product(n: number, f: (k: number) => number): number {
  let value = 1;
  for (let k = 1; k <= n; k++) value *= f(k);
  return value;
}

const one = (): number => 1;
const UNIT = [-1, 1] as const;
const HALF = [0, 1] as const;
const TWO = [-2, 2] as const;
/** The leading coefficient of the Jacobi polynomial: C(2 n + a + b, n) / 2^n. */
const jacobiLead = (n: number, a: number, b: number): number => product(n, (k) => (n + a + b + k) / (2 * k));

/**
 * The Legendre polynomial of degree n as an object.
 *
 * @param n - the degree, at least 0
 * @param options - `monic`
 * @returns an object with `coeffs`, `roots`, `weights`, `evaluate(x)`
 * @throws ValueError unless n is an integer of at least 0
 * @example
 * special.legendre(2).evaluate(0.5); // -0.125
 */
export function legendre(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('legendre', n, options, {
    recurrence: { ...jacobiRecurrence(0, 0), mass: 2 },
    lead: product(n, (k) => (2 * k - 1) / k),
    rule: (m) => roots.rootsLegendre(m),
    weight: one,
    limits: UNIT,
    value: (x) => evaluate.evalLegendre(n, x),
  });
}
/** The Legendre polynomial of degree n on [0, 1]. */
export function shLegendre(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('shLegendre', n, options, {
    recurrence: jacobiRecurrence(0, 0),
    lead: product(n, (k) => (4 * k - 2) / k),
    rule: (m) => roots.rootsShLegendre(m),
    weight: one,
    limits: HALF,
    value: (x) => evaluate.evalShLegendre(n, x),
    scale: 2,
    shift: -1,
  });
}
/** The Jacobi polynomial of degree n with parameters alpha and beta > -1. */
export function jacobi(n: number, alpha: number, beta: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('jacobi', n, options, {
    recurrence: jacobiRecurrence(alpha, beta),
    lead: jacobiLead(n, alpha, beta),
    rule: (m) => roots.rootsJacobi(m, alpha, beta),
    weight: (x) => Math.pow(1 - x, alpha) * Math.pow(1 + x, beta),
    limits: UNIT,
    value: (x) => evaluate.evalJacobi(n, alpha, beta, x),
  });
}
/** The Jacobi polynomial G of degree n on [0, 1]. */
export function shJacobi(n: number, p: number, q: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('shJacobi', n, options, {
    recurrence: jacobiRecurrence(p - q, q - 1),
    lead: 1,
    rule: (m) => roots.rootsShJacobi(m, p, q),
    weight: (x) => Math.pow(1 - x, p - q) * Math.pow(x, q - 1),
    limits: HALF,
    value: (x) => evaluate.evalShJacobi(n, p, q, x),
    scale: 2,
    shift: -1,
  });
}
/** The Gegenbauer polynomial of degree n with parameter alpha > -1/2. */
export function gegenbauer(n: number, alpha: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('gegenbauer', n, options, {
    recurrence: jacobiRecurrence(alpha - 0.5, alpha - 0.5),
    lead: product(n, (k) => (2 * (alpha + k - 1)) / k),
    rule: (m) => roots.rootsGegenbauer(m, alpha),
    weight: (x) => Math.pow(1 - x * x, alpha - 0.5),
    limits: UNIT,
    value: (x) => evaluate.evalGegenbauer(n, alpha, x),
  });
}
/** The Chebyshev polynomial of the first kind of degree n. */
export function chebyt(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('chebyt', n, options, {
    recurrence: chebyshev(0.5),
    lead: n === 0 ? 1 : 2 ** (n - 1),
    rule: (m) => roots.rootsChebyt(m),
    weight: (x) => 1 / Math.sqrt(1 - x * x),
    limits: UNIT,
    value: (x) => evaluate.evalChebyt(n, x),
  });
}
/** The Chebyshev polynomial of the second kind of degree n. */
export function chebyu(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('chebyu', n, options, {
    recurrence: chebyshev(0.25),
    lead: 2 ** n,
    rule: (m) => roots.rootsChebyu(m),
    weight: (x) => Math.sqrt(1 - x * x),
    limits: UNIT,
    value: (x) => evaluate.evalChebyu(n, x),
  });
}
/** The Chebyshev polynomial C of degree n on [-2, 2]. */
export function chebyc(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('chebyc', n, options, {
    recurrence: chebyshev(0.5),
    lead: n === 0 ? 2 : 1,
    rule: (m) => roots.rootsChebyc(m),
    weight: (x) => 1 / Math.sqrt(1 - (x * x) / 4),
    limits: TWO,
    value: (x) => evaluate.evalChebyc(n, x),
    scale: 0.5,
  });
}
/** The Chebyshev polynomial S of degree n on [-2, 2]. */
export function chebys(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('chebys', n, options, {
    recurrence: chebyshev(0.25),
    lead: 1,
    rule: (m) => roots.rootsChebys(m),
    weight: (x) => Math.sqrt(1 - (x * x) / 4),
    limits: TWO,
    value: (x) => evaluate.evalChebys(n, x),
    scale: 0.5,
  });
}
/** The Chebyshev polynomial of the first kind of degree n on [0, 1]. */
export function shChebyt(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('shChebyt', n, options, {
    recurrence: chebyshev(0.5),
    lead: n === 0 ? 1 : 2 * 4 ** (n - 1),
    rule: (m) => roots.rootsShChebyt(m),
    weight: (x) => 1 / Math.sqrt(x - x * x),
    limits: HALF,
    value: (x) => evaluate.evalShChebyt(n, x),
    scale: 2,
    shift: -1,
  });
}
/** The Chebyshev polynomial of the second kind of degree n on [0, 1]. */
export function shChebyu(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('shChebyu', n, options, {
    recurrence: chebyshev(0.25),
    lead: 4 ** n,
    rule: (m) => roots.rootsShChebyu(m),
    weight: (x) => Math.sqrt(x - x * x),
    limits: HALF,
    value: (x) => evaluate.evalShChebyu(n, x),
    scale: 2,
    shift: -1,
  });
}
/** The Laguerre polynomial of degree n. */
export function laguerre(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return genlaguerre(n, 0, options);
}
/** The generalized Laguerre polynomial of degree n with parameter alpha > -1. */
export function genlaguerre(n: number, alpha: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('genlaguerre', n, options, {
    recurrence: laguerreRecurrence(alpha),
    lead: product(n, (k) => -1 / k),
    rule: (m) => roots.rootsGenlaguerre(m, alpha),
    weight: (x) => Math.pow(x, alpha) * Math.exp(-x),
    limits: [0, Infinity],
    value: (x) => evaluate.evalGenlaguerre(n, alpha, x),
  });
}
/** The physicists' Hermite polynomial of degree n. */
export function hermite(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('hermite', n, options, {
    recurrence: hermiteRecurrence(0.5),
    lead: 2 ** n,
    rule: (m) => roots.rootsHermite(m),
    weight: (x) => Math.exp(-x * x),
    limits: [-Infinity, Infinity],
    value: (x) => evaluate.evalHermite(n, x),
  });
}
/** The statisticians' Hermite polynomial of degree n. */
export function hermitenorm(n: number, options: OrthopolyOptions = {}): orthopoly1d {
  return make('hermitenorm', n, options, {
    recurrence: hermiteRecurrence(1),
    lead: 1,
    rule: (m) => roots.rootsHermitenorm(m),
    weight: (x) => Math.exp((-x * x) / 2),
    limits: [-Infinity, Infinity],
    value: (x) => evaluate.evalHermitenorm(n, x),
  });
}

/** Monic Chebyshev polynomials: b(1) = `first`, then 1/4. */
function chebyshev(first: number): Recurrence {
  return { a: () => 0, b: (k) => (k === 1 ? first : 0.25), mass: Math.PI, even: true };
}

/**
 * The associated Laguerre polynomial of degree n and order k, at x.
 *
 * @param x - where
 * @param n - the degree, an integer
 * @param options - `k`, the order > -1, 0 unless given
 */
export function assocLaguerre<X extends ArrayLike>(x: X, n: number, options: { k?: number } = {}) {
  checkOptions('assocLaguerre', options, ['k']);
  return evaluate.evalGenlaguerre(n, options.k ?? 0, x);
}
