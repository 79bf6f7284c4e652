/** Bessel functions as ufuncs: orders 0 and 1, any real order with real or complex argument, Hankel functions. */
import { special } from '../define.js';
import { specialComplex, type SpecialComplex2 } from '../complexResult.js';
import type { Special1, Special2 } from '../types.js';
import * as complex from './complexArgument.js';
import * as modified from './modified01.js';
import * as first from './order01.js';
import * as real from './realOrder.js';

/**
 * The Bessel function of the first kind of order 0.
 *
 * @example
 * special.j0(1); // 0.7651976865579666
 */
export const j0 = special<Special1>('j0', first.j0);
/** The Bessel function of the first kind of order 1. */
export const j1 = special<Special1>('j1', first.j1);
/** The Bessel function of the second kind of order 0; NaN for x < 0. */
export const y0 = special<Special1>('y0', first.y0);
/** The Bessel function of the second kind of order 1; NaN for x < 0. */
export const y1 = special<Special1>('y1', first.y1);
/** The modified Bessel function of the first kind of order 0. */
export const i0 = special<Special1>('i0', modified.i0);
/** The modified Bessel function of the first kind of order 0 times exp(-|x|). */
export const i0e = special<Special1>('i0e', modified.i0e);
/** The modified Bessel function of the first kind of order 1. */
export const i1 = special<Special1>('i1', modified.i1);
/** The modified Bessel function of the first kind of order 1 times exp(-|x|). */
export const i1e = special<Special1>('i1e', modified.i1e);
/** The modified Bessel function of the second kind of order 0; NaN for x < 0. */
export const k0 = special<Special1>('k0', modified.k0);
/** The modified Bessel function of the second kind of order 0 times exp(x). */
export const k0e = special<Special1>('k0e', modified.k0e);
/** The modified Bessel function of the second kind of order 1; NaN for x < 0. */
export const k1 = special<Special1>('k1', modified.k1);
/** The modified Bessel function of the second kind of order 1 times exp(x). */
export const k1e = special<Special1>('k1e', modified.k1e);

/**
 * The Bessel function of the first kind of real order v: J(v, z), z real or complex. For real z < 0 and an order that is no integer
 * the result is NaN: give z as complex.
 *
 * @example
 * special.jv(2.5, [1, 10]).toArray(); // [0.049496810228..., 0.196658...]
 */
export const jv = special<Special2>('jv', real.jv, { complex: complex.jvComplex, complexFrom: 1 });
/** J(v, z) times exp(-|Im z|). */
export const jve = special<Special2>('jve', real.jv, { complex: complex.jveComplex, complexFrom: 1 });
/** The Bessel function of the second kind of real order v: Y(v, z). */
export const yv = special<Special2>('yv', real.yv, { complex: complex.yvComplex, complexFrom: 1 });
/** Y(v, z) times exp(-|Im z|). */
export const yve = special<Special2>('yve', real.yv, { complex: complex.yveComplex, complexFrom: 1 });
/** The modified Bessel function of the first kind of real order v: I(v, z). */
export const iv = special<Special2>('iv', real.iv, { complex: complex.ivComplex, complexFrom: 1 });
/** I(v, z) times exp(-|Re z|). */
export const ive = special<Special2>('ive', real.ive, { complex: complex.iveComplex, complexFrom: 1 });
/** The modified Bessel function of the second kind of real order v: K(v, z). */
export const kv = special<Special2>('kv', real.kv, { complex: complex.kvComplex, complexFrom: 1 });
/** K(v, z) times exp(z). */
export const kve = special<Special2>('kve', real.kve, { complex: complex.kveComplex, complexFrom: 1 });
/** The Bessel function of the first kind: the same as `jv`. */
export const jn = jv;
/** The Bessel function of the second kind of integer order n. */
export const yn = special<Special2>('yn', (n: number, x: number): number => real.yv(Math.trunc(n), x));
/** The modified Bessel function of the second kind of integer order n. */
export const kn = special<Special2>('kn', (n: number, x: number): number => real.kv(Math.trunc(n), x));

/**
 * The Hankel function of the first kind, J(v, z) + i Y(v, z).
 *
 * @example
 * special.hankel1(0, 1); // Complex 0.765197... + 0.088256... i
 */
export const hankel1 = specialComplex<SpecialComplex2>('hankel1', 'rc', complex.hankel1Complex);
/** The Hankel function of the first kind times exp(-i z). */
export const hankel1e = specialComplex<SpecialComplex2>('hankel1e', 'rc', complex.hankel1eComplex);
/** The Hankel function of the second kind, J(v, z) - i Y(v, z). */
export const hankel2 = specialComplex<SpecialComplex2>('hankel2', 'rc', complex.hankel2Complex);
/** The Hankel function of the second kind times exp(i z). */
export const hankel2e = specialComplex<SpecialComplex2>('hankel2e', 'rc', complex.hankel2eComplex);
