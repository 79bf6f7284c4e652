/** numloom/symbolic: SymPy's daily use. Expressions, derivatives, integrals, limits, equations, and functions made from them. */
import '../setup.js';
import { ValueError } from '../core/errors.js';
import { Expr, call, expr, fraction, number, symbol, type ExprLike } from './expr.js';
import { complexValue } from './numeric.js';
import { rational } from './rational.js';
import './parse.js';
import './print.js';

export { Expr, E, I, oo, pi, type ExprLike } from './expr.js';
export { sympify } from './parse.js';
export { latex, pretty } from './print.js';
export { diff, expand, subs } from './calculus.js';
export { limit, series } from './limits.js';
export { cancel, factor, simplify, together } from './algebra.js';
export { integrate } from './integrate.js';
export { NotSolvedError, solve } from './solve.js';
export type { Solution } from './systems.js';
export { Matrix, gradient, hessian, jacobian } from './matrix.js';
export { lambdify, type ListFunction, type MatrixFunction, type NumberFunction } from './lambdify.js';

/**
 * A symbol.
 *
 * @example
 * const x = Symbol('x');
 * String(x.pow(2).add(1)); // 'x**2 + 1'
 */
export function Symbol(name: string): Expr {
  return symbol(name);
}

/** Symbols by names, parted by blanks or commas. */
export function symbols(names: string): Expr[] {
  return names
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map(symbol);
}

/** A fraction of whole numbers. */
export function Rational(p: number | bigint, q: number | bigint = 1): Expr {
  return fraction(rational(BigInt(p), BigInt(q)));
}

/** A number as it is, not as a fraction. */
export function Float(value: number): Expr {
  return new Expr('float', [], '', number(value).kind === 'constant' ? NaN : value);
}

/** The value as a number: real, or [real, imaginary]. */
export function evalf(e: ExprLike): number | [number, number] {
  const given = expr(e);
  const [name] = given.freeSymbols;
  if (name !== undefined)
    throw new ValueError(
      `evalf: ${String(given)} has no value while ${name} has none; put one in by subs, or use lambdify`,
    );
  const [re, im] = complexValue(given);
  return im === 0 ? re : [re, im];
}

const f =
  (name: string) =>
  (x: ExprLike): Expr =>
    call(name, [expr(x)]);
export const sin = f('sin');
export const cos = f('cos');
export const tan = f('tan');
export const exp = f('exp');
export const log = f('log');
export const sqrt = f('sqrt');
export const asin = f('asin');
export const acos = f('acos');
export const atan = f('atan');
export const sinh = f('sinh');
export const cosh = f('cosh');
export const tanh = f('tanh');
export const asinh = f('asinh');
export const acosh = f('acosh');
export const atanh = f('atanh');
export const erf = f('erf');
/** The exponential, logarithmic, sine and cosine integrals. */
export const Ei = f('Ei');
export const li = f('li');
export const Si = f('Si');
export const Ci = f('Ci');
export const Abs = f('abs');
