/**
 * Rules for integrands with a known singular or oscillating factor: f is expanded in Chebyshev polynomials, whose integrals against the factor
 * (modified moments) follow from recurrences. QUADPACK (1983), sections 2.2.3 and 3.3; R. Piessens and M. Branders, Modified Clenshaw-Curtis
 * method for the computation of Bessel function integrals, BIT 23 (1983), for the oscillating factor.
 */
import { against, expand } from './chebyshev.js';
import type { Rule } from './adaptive.js';
import { GK15, gaussKronrod, type Estimate } from './gaussKronrod.js';

const COUNT = 25;

/** The estimate of a rule on 13 and 25 points: nothing is known of the function's spread. */
function fromPair(low: number, high: number): Estimate {
  const error = Math.abs(high - low);
  return { value: high, error, absolute: Math.abs(high), deviation: NaN };
}

/** Integrate `f(x) / (x - c)` as a principal value. */
export function cauchyRule(f: (x: number) => number, c: number): Rule {
  return (a, b) => {
    const middle = 0.5 * (a + b);
    const half = 0.5 * (b - a);
    const at = (c - middle) / half;
    if (Math.abs(at) >= 1.1) return gaussKronrod(GK15, (x) => f(x) / (x - c), a, b);
    const { low, high } = expand((x) => f(middle + half * x));
    const moments = new Float64Array(COUNT);
    moments[0] = Math.log(Math.abs((1 - at) / (1 + at)));
    moments[1] = 2 + at * moments[0];
    for (let k = 2; k < COUNT; k++) {
      // The integral of T_(k-1) over [-1, 1] is what the recurrence of T_k leaves.
      const rest = k % 2 === 1 ? 4 / (1 - (k - 1) * (k - 1)) : 0;
      moments[k] = 2 * at * moments[k - 1]! - moments[k - 2]! + rest;
    }
    return fromPair(against(low, moments), against(high, moments));
  };
}

/** A factor `(x - a)**alpha (b - x)**beta`, times logarithms of x - a and b - x where asked for. */
export interface Algebraic {
  readonly a: number;
  readonly b: number;
  readonly alpha: number;
  readonly beta: number;
  readonly logA: boolean;
  readonly logB: boolean;
}

/** Integrals over [-1, 1] of `T_k(x) (1 + x)**p`, and of the same times log((1 + x) / 2) if `log`. */
function endMoments(p: number): { plain: Float64Array; log: Float64Array } {
  const plain = new Float64Array(COUNT);
  const log = new Float64Array(COUNT);
  const q = p + 1;
  const scale = 2 ** q;
  plain[0] = scale / q;
  plain[1] = (plain[0] * p) / (p + 2);
  let an = 2;
  for (let k = 2; k < COUNT; k++) {
    plain[k] = -(scale + an * (an - p - 2) * plain[k - 1]!) / ((an - 1) * (an + p + 1));
    an++;
  }
  log[0] = -plain[0] / q;
  log[1] = -(2 * scale) / ((p + 2) * (p + 2)) - log[0];
  an = 2;
  for (let k = 2; k < COUNT; k++) {
    log[k] = -(an * (an - p - 2) * log[k - 1]! - an * plain[k - 1]! + (an - 1) * plain[k]!) / ((an - 1) * (an + p + 1));
    an++;
  }
  return { plain, log };
}

/** Integrate f times an algebraic factor; the interval's ends a and b are those of the factor. */
export function algebraicRule(f: (x: number) => number, factor: Algebraic): Rule {
  const { a, b, alpha, beta, logA, logB } = factor;
  const left = endMoments(alpha);
  const right = endMoments(beta);
  const leftFactor = (x: number): number => (x - a) ** alpha * (logA ? Math.log(x - a) : 1);
  const rightFactor = (x: number): number => (b - x) ** beta * (logB ? Math.log(b - x) : 1);
  return (from, to) => {
    const middle = 0.5 * (from + to);
    const half = 0.5 * (to - from);
    const atLeft = from === a;
    const atRight = to === b;
    if (atLeft || atRight) {
      // At an end: (x - a) = half (1 + u), and the factor of the other end is smooth.
      const { low, high } = expand((u) => {
        const x = middle + half * (atLeft ? u : -u);
        return f(x) * (atLeft ? rightFactor(x) : leftFactor(x));
      });
      const power = atLeft ? alpha : beta;
      const { plain, log } = atLeft ? left : right;
      const scale = half ** (power + 1);
      const value = (c: Float64Array): number => {
        const base = against(c, plain);
        // log(half (1 + u)) = log(2 half) + log((1 + u) / 2).
        return scale * ((atLeft ? logA : logB) ? against(c, log) + base * Math.log(to - from) : base);
      };
      return fromPair(value(low), value(high));
    }
    return gaussKronrod(GK15, (x) => f(x) * leftFactor(x) * rightFactor(x), from, to);
  };
}

/** `J_n(w)` for n from 0 to `last`, by Miller's backward recurrence. */
function besselSequence(w: number, last: number): Float64Array {
  const j = new Float64Array(last + 1);
  let next = 0;
  let current = 1e-300;
  let norm = 0;
  for (let n = last + 1; n >= 0; n--) {
    if (n <= last) j[n] = current;
    if (n % 2 === 0) norm += n === 0 ? current : 2 * current;
    const before = (2 * n * current) / w - next;
    next = current;
    current = before;
    if (Math.abs(current) > 1e250) {
      // Kept within range; what is lost below is negligible.
      for (let k = n; k <= last; k++) j[k]! *= 1e-250;
      next *= 1e-250;
      current *= 1e-250;
      norm *= 1e-250;
    }
  }
  for (let n = 0; n <= last; n++) j[n]! /= norm;
  return j;
}

/**
 * Integrals over [-1, 1] of `T_k(x) cos(w x)` for even k and of `T_k(x) sin(w x)` for odd k; the others are 0. From the expansion
 * cos(w x) + i sin(w x) = sum of i**n J_n(w) T_n(x) (Jacobi and Anger), and the integrals of products of Chebyshev polynomials.
 */
export function oscillatingMoments(w: number): Float64Array {
  const moments = new Float64Array(COUNT);
  const size = Math.abs(w);
  // Beyond w the functions fall off over a width of the order of the cube root of w.
  const bessel = besselSequence(size, Math.ceil(size + 16 * Math.cbrt(size)) + 60);
  for (let k = 0; k < COUNT; k++) {
    let sum = 0;
    for (let n = k % 2; n < bessel.length; n += 2) {
      const sign = n % 4 < 2 ? 1 : -1;
      const product = 1 / (1 - (n + k) ** 2) + 1 / (1 - (n - k) ** 2);
      sum += (n === 0 ? 1 : 2) * sign * bessel[n]! * product;
    }
    moments[k] = sum;
  }
  return moments;
}

/** Integrate `f(x) cos(omega x)`, or with sin. */
export function oscillatingRule(f: (x: number) => number, kind: 'cos' | 'sin', omega: number): Rule {
  const known = new Map<number, Float64Array>();
  const factor = kind === 'cos' ? Math.cos : Math.sin;
  return (a, b) => {
    const middle = 0.5 * (a + b);
    const half = 0.5 * (b - a);
    const w = omega * half;
    if (Math.abs(w) <= 2) return gaussKronrod(GK15, (x) => f(x) * factor(omega * x), a, b);
    const size = Math.abs(w);
    let moments = known.get(size);
    if (!moments) known.set(size, (moments = oscillatingMoments(size)));
    const { low, high } = expand((u) => f(middle + half * u));
    // cos(omega x) = cos(omega middle) cos(w u) - sin(omega middle) sin(w u), and so on.
    const [c, s] = [Math.cos(omega * middle), Math.sin(omega * middle)];
    const turn = Math.sign(w);
    const value = (series: Float64Array): number => {
      let even = 0;
      let odd = 0;
      for (let k = 0; k < series.length; k += 2) even += series[k]! * moments[k]!;
      for (let k = 1; k < series.length; k += 2) odd += series[k]! * moments[k]!;
      odd *= turn;
      return half * (kind === 'cos' ? c * even - s * odd : s * even + c * odd);
    };
    return fromPair(value(low), value(high));
  };
}
