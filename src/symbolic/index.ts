/** numloom/symbolic: SymPy's daily use. Expressions, derivatives, integrals, limits, equations, and functions made from them. */
import '../setup.js';
import { integrate as integrateWith, setLimit } from './algebra.js';
import { limit } from './calculus.js';
import { Expr, call, expr, fraction, number, symbol, type ExprLike } from './expr.js';
import { complexValue } from './numeric.js';
import { rational } from './rational.js';
import './parse.js';
import './print.js';

setLimit(limit);
/** @see algebra.ts */
export const integrate = integrateWith;

export { Expr, E, I, oo, pi, type ExprLike } from './expr.js';
export { sympify } from './parse.js';
export { latex, pretty } from './print.js';
export { diff, expand, limit, series, subs } from './calculus.js';
export { cancel, factor, simplify, together } from './algebra.js';
export { NotSolvedError, solve } from './solve.js';
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
  const [re, im] = complexValue(expr(e));
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
export const erf = f('erf');
export const Abs = f('abs');
