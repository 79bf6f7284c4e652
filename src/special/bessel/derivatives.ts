/**
 * Derivatives of Bessel and Hankel functions of any order of differentiation: sums of neighbours with binomial weights (DLMF 10.6.7,
 * 10.29.5).
 */
import { checkOptions, describe as described, ValueError } from '../../core/errors.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { special, z } from '../define.js';
import { specialComplex, type ComplexResultOf } from '../complexResult.js';
import type { ResultOf, Special3 } from '../types.js';
import type { UfuncBase } from '../../ops/ufuncs/types.js';
import * as complex from './complexArgument.js';
import * as real from './realOrder.js';

/** Options of the derivatives. */
export interface DerivativeOptions {
  /** How often to differentiate: an integer of at least 0; 1 unless given. */
  n?: number;
}

type Kernel = (v: number, x: number) => number;
type ComplexKernel = (v: number, x: number, y: number) => void;

/** The n-th derivative from f at v - n, v - n + 2, ..., v + n; `sign` is that of the second neighbour. */
function realSum(f: Kernel, sign: number, overall: number): (v: number, x: number, n: number) => number {
  return (v, x, n) => {
    let weight = Math.pow(0.5 * overall, n);
    let sum = weight * f(v - n, x);
    for (let k = 1; k <= n; k++) {
      weight *= (sign * (n - k + 1)) / k;
      sum += weight * f(v - n + 2 * k, x);
    }
    return sum;
  };
}

function complexSum(f: ComplexKernel, sign: number, overall: number) {
  return (v: number, x: number, y: number, n: number): void => {
    let weight = Math.pow(0.5 * overall, n);
    f(v - n, x, y);
    let re = weight * z[0]!;
    let im = weight * z[1]!;
    for (let k = 1; k <= n; k++) {
      weight *= (sign * (n - k + 1)) / k;
      f(v - n + 2 * k, x, y);
      re += weight * z[0]!;
      im += weight * z[1]!;
    }
    z[0] = re;
    z[1] = im;
  };
}

/** The order of differentiation that the options name. */
function orderOf(name: string, options: DerivativeOptions): number {
  checkOptions(name, options, ['n']);
  const { n = 1 } = options;
  if (!Number.isInteger(n) || n < 0) {
    throw new ValueError(`${name}: n must be an integer of at least 0, got ${described(n)}`);
  }
  return n;
}

type Call = (v: ArrayLike, x: ArrayLike, n: number) => unknown;

function ufunc(name: string, f: Kernel, g: ComplexKernel, sign: number, overall: number): Call {
  const sum = complexSum(g, sign, overall);
  // The order of differentiation comes last and would have to be complex too: it is, with imaginary part 0.
  const kernel = (v: number, x: number, y: number, n: number, _zero: number): void => sum(v, x, y, n);
  return special<Special3>(name, realSum(f, sign, overall), { complex: kernel, complexFrom: 1 }) as unknown as Call;
}

function hankelUfunc(name: string, g: ComplexKernel): Call {
  return specialComplex<UfuncBase>(name, 'rcr', complexSum(g, -1, 1)) as unknown as Call;
}

const j = ufunc('jvp', real.jv, complex.jvComplex, -1, 1);
const y = ufunc('yvp', real.yv, complex.yvComplex, -1, 1);
const i = ufunc('ivp', real.iv, complex.ivComplex, 1, 1);
const k = ufunc('kvp', real.kv, complex.kvComplex, 1, -1);
const h1 = hankelUfunc('h1vp', complex.hankel1Complex);
const h2 = hankelUfunc('h2vp', complex.hankel2Complex);

/**
 * The n-th derivative of J(v, z) with respect to z.
 *
 * @param v - the order, real
 * @param z - the argument, real or complex
 * @param options - `n`, how often to differentiate
 * @example
 * special.jvp(0, 1); // -0.44005058574493355
 */
export function jvp<A extends ArrayLike, B extends ArrayLike>(v: A, z: B, options: DerivativeOptions = {}) {
  return j(v, z, orderOf('jvp', options)) as ResultOf<A | B>;
}
/** The n-th derivative of Y(v, z) with respect to z. */
export function yvp<A extends ArrayLike, B extends ArrayLike>(v: A, z: B, options: DerivativeOptions = {}) {
  return y(v, z, orderOf('yvp', options)) as ResultOf<A | B>;
}
/** The n-th derivative of I(v, z) with respect to z. */
export function ivp<A extends ArrayLike, B extends ArrayLike>(v: A, z: B, options: DerivativeOptions = {}) {
  return i(v, z, orderOf('ivp', options)) as ResultOf<A | B>;
}
/** The n-th derivative of K(v, z) with respect to z. */
export function kvp<A extends ArrayLike, B extends ArrayLike>(v: A, z: B, options: DerivativeOptions = {}) {
  return k(v, z, orderOf('kvp', options)) as ResultOf<A | B>;
}
/** The n-th derivative of the Hankel function H1(v, z) with respect to z. */
export function h1vp<A extends ArrayLike, B extends ArrayLike>(v: A, z: B, options: DerivativeOptions = {}) {
  return h1(v, z, orderOf('h1vp', options)) as ComplexResultOf<A | B>;
}
/** The n-th derivative of the Hankel function H2(v, z) with respect to z. */
export function h2vp<A extends ArrayLike, B extends ArrayLike>(v: A, z: B, options: DerivativeOptions = {}) {
  return h2(v, z, orderOf('h2vp', options)) as ComplexResultOf<A | B>;
}
