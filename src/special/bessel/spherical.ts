/** Spherical Bessel functions of integer order and their derivatives (DLMF 10.47), from the Bessel functions of order n + 1/2. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { checkOptions } from '../../core/errors.js';
import { special, z } from '../define.js';
import type { ResultOf, Special2 } from '../types.js';
import * as complex from './complexArgument.js';
import * as real from './realOrder.js';

/** Options of the spherical functions. */
export interface SphericalOptions {
  /** Give the derivative instead. */
  derivative?: boolean;
}

type ComplexKernel = (v: number, x: number, y: number) => void;

const isOrder = (n: number): boolean => n >= 0 && Number.isInteger(n);

/** sqrt(pi / (2 x)) f(n + 1/2, x) for x > 0. */
function scaled(f: (v: number, x: number) => number, n: number, x: number): number {
  return f(n + 0.5, x) * Math.sqrt(Math.PI / (2 * x));
}

function sphericalJ(n: number, x: number): number {
  if (!isOrder(n) || Number.isNaN(x)) return NaN;
  if (x === 0) return n === 0 ? 1 : 0;
  if (n === 0) return x === Infinity || x === -Infinity ? 0 : Math.sin(x) / x;
  return x > 0 ? scaled(real.jv, n, x) : (n % 2 === 0 ? 1 : -1) * scaled(real.jv, n, -x);
}

function sphericalY(n: number, x: number): number {
  if (!isOrder(n) || Number.isNaN(x)) return NaN;
  if (x === 0) return -Infinity;
  return x > 0 ? scaled(real.yv, n, x) : (n % 2 === 0 ? -1 : 1) * scaled(real.yv, n, -x);
}

function sphericalI(n: number, x: number): number {
  if (!isOrder(n) || Number.isNaN(x)) return NaN;
  if (x === 0) return n === 0 ? 1 : 0;
  if (x === Infinity) return x;
  if (x === -Infinity) return n % 2 === 0 ? Infinity : x;
  if (n === 0 && Math.abs(x) < 700) return Math.sinh(x) / x;
  return x > 0 ? scaled(real.iv, n, x) : (n % 2 === 0 ? 1 : -1) * scaled(real.iv, n, -x);
}

function sphericalK(n: number, x: number): number {
  if (!isOrder(n) || Number.isNaN(x)) return NaN;
  if (x === 0) return Infinity;
  if (x < 0) return x === -Infinity ? x : NaN;
  return scaled(real.kv, n, x);
}

/** sqrt(pi / (2 z)) f(n + 1/2, z) into `z`. */
function complexScaled(f: ComplexKernel, atZero: (n: number) => [number, number]): ComplexKernel {
  return (n, x, y) => {
    if (!isOrder(n) || Number.isNaN(x) || Number.isNaN(y)) {
      z[0] = z[1] = NaN;
      return;
    }
    if (x === 0 && y === 0) {
      [z[0], z[1]] = atZero(n) as [number, number];
      return;
    }
    f(n + 0.5, x, y);
    const modulus = Math.sqrt(Math.PI / 2 / Math.hypot(x, y));
    const angle = -0.5 * Math.atan2(y, x);
    const c = modulus * Math.cos(angle);
    const s = modulus * Math.sin(angle);
    const re = z[0]!;
    const im = z[1]!;
    z[0] = c * re - s * im;
    z[1] = c * im + s * re;
  };
}

const regular = (n: number): [number, number] => [n === 0 ? 1 : 0, 0];
const complexJ = complexScaled(complex.jvComplex, regular);
const complexI = complexScaled(complex.ivComplex, regular);
const complexY = complexScaled(complex.yvComplex, () => [NaN, NaN]);
const complexK = complexScaled(complex.kvComplex, () => [NaN, NaN]);

/**
 * The derivative s f(n - 1) - (n + 1) f(n) / x, or t f(1) for n = 0 (DLMF 10.51).
 */
function derivative(
  f: (n: number, x: number) => number,
  s: number,
  t: number,
  atZero: (n: number) => number,
): (n: number, x: number) => number {
  return (n, x) => {
    if (!isOrder(n)) return NaN;
    if (n === 0) return t * f(1, x);
    if (x === 0) return atZero(n);
    return s * f(n - 1, x) - ((n + 1) * f(n, x)) / x;
  };
}

function complexDerivative(f: ComplexKernel, s: number, t: number, regularAtZero: boolean): ComplexKernel {
  return (n, x, y) => {
    f(n === 0 ? 1 : n, x, y);
    const re = z[0]!;
    const im = z[1]!;
    if (n === 0) {
      z[0] = t * re;
      z[1] = t * im;
      return;
    }
    if (x === 0 && y === 0 && regularAtZero) {
      z[0] = n === 1 ? 1 / 3 : 0;
      z[1] = 0;
      return;
    }
    f(n - 1, x, y);
    const d = (n + 1) / (x * x + y * y);
    const a = (re * x + im * y) * d;
    const b = (im * x - re * y) * d;
    z[0] = s * z[0]! - a;
    z[1] = s * z[1]! - b;
  };
}

const slope = (n: number): number => (n === 1 ? 1 / 3 : 0);
const infinite = (): number => -Infinity;

type Kernel = (n: number, x: number) => number;
function pair(name: string, f: Kernel, g: ComplexKernel, df: Kernel, dg: ComplexKernel): readonly [Special2, Special2] {
  return [
    special<Special2>(name, f, { complex: g, complexFrom: 1 }),
    special<Special2>(`${name}_derivative`, df, { complex: dg, complexFrom: 1 }),
  ];
}

const J = pair(
  'spherical_jn',
  sphericalJ,
  complexJ,
  derivative(sphericalJ, 1, -1, slope),
  complexDerivative(complexJ, 1, -1, true),
);
const Y = pair(
  'spherical_yn',
  sphericalY,
  complexY,
  derivative(sphericalY, 1, -1, () => NaN),
  complexDerivative(complexY, 1, -1, false),
);
const I = pair(
  'spherical_in',
  sphericalI,
  complexI,
  derivative(sphericalI, 1, 1, slope),
  complexDerivative(complexI, 1, 1, true),
);
const K = pair(
  'spherical_kn',
  sphericalK,
  complexK,
  derivative(sphericalK, -1, -1, infinite),
  complexDerivative(complexK, -1, -1, false),
);

function choose(name: string, of: readonly [Special2, Special2], options: SphericalOptions): Special2 {
  checkOptions(name, options, ['derivative']);
  return options.derivative ? of[1] : of[0];
}

/**
 * The spherical Bessel function of the first kind of integer order n >= 0, or its derivative.
 *
 * @param n - the order
 * @param z - the argument, real or complex
 * @param options - `derivative`
 * @example
 * special.sphericalJn(0, 1); // 0.8414709848078965
 */
export function sphericalJn<A extends ArrayLike, B extends ArrayLike>(n: A, z: B, options: SphericalOptions = {}) {
  return choose('sphericalJn', J, options)(n, z) as ResultOf<A | B>;
}
/** The spherical Bessel function of the second kind of integer order n >= 0, or its derivative. */
export function sphericalYn<A extends ArrayLike, B extends ArrayLike>(n: A, z: B, options: SphericalOptions = {}) {
  return choose('sphericalYn', Y, options)(n, z) as ResultOf<A | B>;
}
/** The modified spherical Bessel function of the first kind of integer order n >= 0, or its derivative. */
export function sphericalIn<A extends ArrayLike, B extends ArrayLike>(n: A, z: B, options: SphericalOptions = {}) {
  return choose('sphericalIn', I, options)(n, z) as ResultOf<A | B>;
}
/** The modified spherical Bessel function of the second kind of integer order n >= 0, or its derivative. */
export function sphericalKn<A extends ArrayLike, B extends ArrayLike>(n: A, z: B, options: SphericalOptions = {}) {
  return choose('sphericalKn', K, options)(n, z) as ResultOf<A | B>;
}
