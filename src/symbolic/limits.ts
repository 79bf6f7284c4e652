/** Taylor series and limits: by putting in, l'Hopital's rule, and the growth of what varies fastest. */
import { ValueError } from '../core/errors.js';
import { simplify } from './algebra.js';
import { coefficientsOf, derive, expand, fraction2, subs, theSymbol } from './calculus.js';
import {
  E, Expr, MINUS_ONE, ONE, ZERO, call, expr, integer, isNumber, isZero, negate, number, oo, power, product, sum, symbol, type ExprLike,
} from './expr.js'; // prettier-ignore
import { isInfinite, limitAtInfinity } from './growth.js';
import { complexValue, realValue } from './numeric.js';
import { jumps, squeezed, withoutJumps } from './squeeze.js';

/** Has every part a finite value? 1/log(0) is no value, though it counts as 1/-oo. */
function hasParts(e: Expr): boolean {
  if (e.freeSymbols.size === 0 && !complexValue(e).every(Number.isFinite)) return false;
  return e.args.every(hasParts);
}

/** A value at a place, where there is one: finite, found by putting it in. */
function valueAt(e: Expr, x: Expr, place: Expr): Expr | null {
  // At a jump the value is not the limit.
  if (jumps(e)) return null;
  try {
    const v = subs(e, [[x, place]]);
    const names = v.freeSymbols.size > 0;
    if (v.has(oo) || !hasParts(v)) return null;
    if (!names && !complexValue(v).every(Number.isFinite)) return null;
    return v;
  } catch {
    return null;
  }
}

/**
 * The Taylor polynomial about a place, up to but without power `n`.
 *
 * @param e - the function
 * @param x - its variable
 * @param x0 - the place
 * @param n - the first power left out
 * @throws ValueError where a derivative has no value there
 */
export function series(e: ExprLike, x: ExprLike, x0: ExprLike = 0, n = 6): Expr {
  const variable = theSymbol('series', x);
  const place = expr(x0);
  if (!Number.isInteger(n) || n < 1) throw new ValueError(`series: n must be a positive whole number, got ${n}`);
  // Over a power of x - x0 the series is that of what stands above, moved.
  const [top, bottom] = fraction2(expr(e));
  const moved = bottom.has(variable)
    ? coefficientsOf(expand(subs(bottom, [[variable, variable.add(place)]])), variable)
    : null;
  if (moved !== null && moved.length > 1 && moved.slice(0, -1).every(isZero)) {
    const k = moved.length - 1;
    const above = series(top, variable, place, n + k);
    const divided = product([above, power(variable.sub(place), integer(-k)), power(moved[k]!, MINUS_ONE)]);
    const terms = expand(divided);
    if ((terms.kind === 'sum' ? terms.args : [terms]).every((term) => !fraction2(term)[1].has(variable))) return terms;
  }
  let derivative = expr(e);
  const terms: Expr[] = [];
  let factorial = ONE;
  for (let k = 0; k < n; k++) {
    if (k > 0) {
      derivative = derive(derivative, variable);
      factorial = factorial.mul(k);
    }
    let value = valueAt(derivative, variable, place);
    if (value === null) {
      try {
        value = limit(derivative, variable, place);
      } catch {
        value = null;
      }
      if (value === null || value.has(oo))
        throw new ValueError(`series: ${String(expr(e))} has no Taylor series about ${String(place)}`);
    }
    terms.push(product([value, power(factorial, MINUS_ONE), power(variable.sub(place), integer(k))]));
  }
  return sum(terms);
}

/** Values of a function on the way to a place; they say whether a limit is right, and what diverges. */
function approach(e: Expr, x: Expr, place: number, side: number): number[] {
  const found: number[] = [];
  const steps = [1e-2, 1e-3, 1e-4, 1e-5];
  for (const step of Number.isFinite(place) ? steps : [0.1, 0.03, ...steps]) {
    const at = Number.isFinite(place) ? place + side * step : Math.sign(place) / step;
    found.push(realValue(e, { [x.name]: at }));
  }
  return found;
}

/**
 * The limit of an expression.
 *
 * @param e - the expression, in one variable
 * @param x - the variable
 * @param x0 - where it goes, perhaps `oo`
 * @param dir - from above `'+'` (as in SymPy) or below `'-'`
 * @throws ValueError when it is not found; what is found has been checked against values on the way
 * @example
 * limit('sin(x)/x', 'x', 0); // 1
 */
export function limit(e: ExprLike, x: ExprLike, x0: ExprLike, dir: '+' | '-' = '+'): Expr {
  const given = expr(e);
  const variable = theSymbol('limit', x);
  const place = expr(x0);
  const side = dir === '-' ? -1 : 1;
  // The same for x to infinity.
  const turned = (): Expr => {
    if (!isInfinite(place)) return subs(given, [[variable, place.add(power(variable, MINUS_ONE).mul(side))]]);
    return place.key === oo.key ? given : subs(given, [[variable, negate(variable)]]);
  };
  // First plain rules, then the growth of what varies fastest, then bounds of what swings; each answer is compared with values on the way.
  const ways: (() => Expr | null)[] = [
    () => rules(given, variable, place, side, 0),
    () => limitAtInfinity(withoutJumps(turned(), variable), variable),
    () => squeezed(withoutJumps(turned(), variable), variable),
  ];
  const values = given.freeSymbols.size <= 1 ? approach(given, variable, realValue(place), side) : [];
  for (const [k, way] of ways.entries()) {
    try {
      const found = way();
      // What swings comes near late and not step by step; its bounds are a proof.
      const passes = found !== null && (!found.has(oo) || isInfinite(found)) && (isLimit(found, values) || k === 2);
      if (passes) return found;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
    }
  }
  // Perhaps what swings cancels: sin(x)**2 + cos(x)**2.
  const shorter = simplify(given);
  if (shorter.key !== given.key) return limit(shorter, variable, place, dir);
  throw new ValueError(`limit: the limit of ${String(given)} at ${String(place)} was not found`);
}

/** Do these values go there? */
function isLimit(found: Expr, values: readonly number[]): boolean {
  if (values.length === 0) return true;
  const target = realValue(found);
  // What overflows on the way to a finite limit says nothing.
  const known = values.filter((v) => (Number.isFinite(target) ? Number.isFinite(v) : !Number.isNaN(v)));
  if (known.length < 2) return true;
  const last = known[known.length - 1]!;
  if (!Number.isFinite(target)) {
    const end = known.slice(-3);
    const grows = end.every(
      (v, k) => Math.sign(v) === Math.sign(target) && (k === 0 || Math.abs(v) >= Math.abs(end[k - 1]!)),
    );
    return grows && Math.abs(last) > Math.abs(known[0]!);
  }
  const far = known.map((v) => Math.abs(v - target));
  const nearing = far.every((d, k) => k === 0 || d < far[k - 1]!);
  return (
    (nearing || far.some((d) => d < 0.05 * Math.max(1, Math.abs(target)))) &&
    Math.abs(last - target) <= Math.abs(known[0]! - target) + 1e-3
  );
}

function rules(e: Expr, x: Expr, place: Expr, side: number, depth: number): Expr | null {
  if (!e.has(x)) return e;
  if (depth > 12) return null;
  if (isInfinite(place)) {
    // x = 1/t, t to 0 from the right side.
    const t = symbol('_t');
    const turned = subs(e, [[x, power(t, MINUS_ONE)]]);
    const sign = place.key === oo.key ? 1 : -1;
    const direct = polynomialAtInfinity(e, x, place);
    if (direct !== null) return direct;
    return rules(simplifyPowers(turned), t, ZERO, sign, depth + 1);
  }
  const direct = valueAt(e, x, place);
  if (direct !== null && !vanishes(e, x, place)) return direct;
  if (e.kind === 'power' && e.args[1]!.has(x)) {
    const inner = rules(product([e.args[1]!, call('log', [e.args[0]!])]), x, place, side, depth + 1);
    return inner === null ? null : isInfinite(inner) ? call('exp', [inner]) : power(E, inner);
  }
  if (e.kind === 'call') {
    const inner = rules(e.args[0]!, x, place, side, depth + 1);
    if (inner === null || jumps(e)) return null;
    if (e.name === 'log' && isZero(inner)) return negate(oo);
    const value = call(e.name, [inner]);
    // sin(oo) is no value.
    return value.has(oo) && value.kind === 'call' ? null : value;
  }
  const [top, bottom] = fraction2(e);
  if (isOne2(bottom)) {
    if (e.kind === 'sum' || e.kind === 'product') {
      const parts = e.args.map((arg) => rules(arg, x, place, side, depth + 1));
      if (parts.every((part) => part !== null)) {
        try {
          return e.kind === 'sum' ? sum(parts as Expr[]) : product(parts as Expr[]);
        } catch {
          // 0 * oo: one factor goes below the line.
          if (e.kind === 'product') {
            const big = e.args.filter((_, k) => isInfinite(parts[k]!));
            const small = e.args.filter((_, k) => !isInfinite(parts[k]!));
            return quotient(product(big), power(product(small), MINUS_ONE), x, place, side, depth + 1);
          }
        }
      }
    }
    return null;
  }
  return quotient(top, bottom, x, place, side, depth + 1);
}

const isOne2 = (e: Expr): boolean => !e.freeSymbols.size && isNumber(e);

/** L'Hôpital's rule where both go to zero, or both beyond all bounds. */
function quotient(top: Expr, bottom: Expr, x: Expr, place: Expr, side: number, depth: number): Expr | null {
  if (depth > 12) return null;
  const a = valueAt(top, x, place) ?? rules(top, x, place, side, depth + 1);
  const b = valueAt(bottom, x, place) ?? rules(bottom, x, place, side, depth + 1);
  if (a === null || b === null) return null;
  const zero = (v: Expr): boolean => isZero(v) || (!isInfinite(v) && Math.abs(realValue(v)) < 1e-14);
  if ((zero(a) && zero(b)) || (isInfinite(a) && isInfinite(b))) {
    const [dt, db] = [derive(top, x), derive(bottom, x)];
    return rules(simplifyPowers(product([dt, power(db, MINUS_ONE)])), x, place, side, depth + 1);
  }
  if (zero(b)) {
    const [value] = approach(product([top, power(bottom, MINUS_ONE)]), x, realValue(place), side).slice(-1);
    return value! > 0 ? oo : value! < 0 ? negate(oo) : null;
  }
  if (isInfinite(b)) return ZERO;
  return product([a, power(b, MINUS_ONE)]);
}

/** Is a denominator zero there, though the whole got a value by cancelling? */
function vanishes(e: Expr, x: Expr, place: Expr): boolean {
  const [, bottom] = fraction2(e);
  const v = valueAt(bottom, x, place);
  return v !== null && isZero(v);
}

const simplifyPowers = (e: Expr): Expr => {
  const [top, bottom] = fraction2(e);
  return product([expand(top), power(expand(bottom), MINUS_ONE)]);
};

/** A quotient of polynomials by its leading powers. */
function polynomialAtInfinity(e: Expr, x: Expr, place: Expr): Expr | null {
  const [top, bottom] = fraction2(e).map(expand) as [Expr, Expr];
  const a = coefficientsOf(top, x);
  const b = coefficientsOf(bottom, x);
  if (a === null || b === null) return null;
  const [n, m] = [a.length - 1, b.length - 1];
  if (n < m) return ZERO;
  const ratio = product([a[n]!, power(b[m]!, MINUS_ONE)]);
  if (n === m) return ratio;
  const sign = place.key === oo.key || (n - m) % 2 === 0 ? 1 : -1;
  return product([number(sign * Math.sign(realValue(ratio))), oo]);
}
