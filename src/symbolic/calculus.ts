/** What is done to expressions by rules: replacing, expanding, derivatives, Taylor series, limits. */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import {
  E, Expr, MINUS_ONE, ONE, ZERO, call, expr, integer, isInteger, isNumber, isZero, negate, number, oo, power, product, rationalOf, sum, symbol, toNumber,
  type ExprLike,
} from './expr.js'; // prettier-ignore
import { complexValue, realValue } from './numeric.js';

/** Make an expression anew with other arguments. */
export function rebuild(e: Expr, args: readonly Expr[]): Expr {
  switch (e.kind) {
    case 'sum':
      return sum(args);
    case 'product':
      return product(args);
    case 'power':
      return power(args[0]!, args[1]!);
    case 'call':
      return call(e.name, args);
    default:
      return e;
  }
}

/**
 * Replace a part by another.
 *
 * @param from - a symbol or expression, or a list of pairs replaced at once
 * @example
 * const x = Symbol('x');
 * subs(x.pow(2), x, 3); // 9
 */
export function subs(e: ExprLike, from: ExprLike | readonly (readonly [ExprLike, ExprLike])[], to?: ExprLike): Expr {
  const pairs = Array.isArray(from)
    ? (from as readonly (readonly [ExprLike, ExprLike])[]).map(([a, b]) => [expr(a), expr(b)] as const)
    : [[expr(from as ExprLike), expr(to ?? failTo())] as const];
  const table = new Map(pairs.map(([a, b]) => [a.key, b]));
  const walk = (part: Expr): Expr => {
    const found = table.get(part.key);
    if (found !== undefined) return found;
    if (part.args.length === 0) return part;
    const args = part.args.map(walk);
    return args.every((arg, k) => arg === part.args[k]) ? part : rebuild(part, args);
  };
  return walk(expr(e));
}

function failTo(): never {
  throw new DTypeError('subs: give what to put in the place');
}

/** Multiply everything out. */
export function expand(e: ExprLike): Expr {
  const given = expr(e);
  if (given.args.length === 0) return given;
  const args = given.args.map(expand);
  if (given.kind === 'product') return args.reduce(distribute, ONE);
  if (
    given.kind === 'power' &&
    args[0]!.kind === 'sum' &&
    isInteger(args[1]!) &&
    toNumber(args[1]!) > 1 &&
    toNumber(args[1]!) <= 200
  ) {
    let result = ONE;
    let base = args[0]!;
    for (let n = toNumber(args[1]!); n > 0; n = Math.floor(n / 2)) {
      if (n % 2 === 1) result = distribute(result, base);
      if (n > 1) base = distribute(base, base);
    }
    return result;
  }
  if (given.kind === 'power' && args[1]!.kind === 'sum')
    return args[1]!.args.map((part) => power(args[0]!, part)).reduce(distribute, ONE);
  if (given.kind === 'call' && given.name === 'exp' && args[0]!.kind === 'sum')
    return product(args[0]!.args.map((part) => call('exp', [part])));
  const made = rebuild(given, args);
  return made.key === given.key ? made : made.kind === 'product' ? expand(made) : made;
}

function distribute(a: Expr, b: Expr): Expr {
  const left = a.kind === 'sum' ? a.args : [a];
  const right = b.kind === 'sum' ? b.args : [b];
  return sum(left.flatMap((x) => right.map((y) => product([x, y]))));
}

/** Derivatives of functions of one variable. */
const DERIVATIVES: Readonly<Record<string, (x: Expr) => Expr>> = {
  sin: (x) => call('cos', [x]),
  cos: (x) => negate(call('sin', [x])),
  tan: (x) => call('tan', [x]).pow(2).add(1),
  exp: (x) => call('exp', [x]),
  log: (x) => power(x, MINUS_ONE),
  asin: (x) => power(ONE.sub(x.pow(2)), expr('-1/2')),
  acos: (x) => negate(power(ONE.sub(x.pow(2)), expr('-1/2'))),
  atan: (x) => power(x.pow(2).add(1), MINUS_ONE),
  sinh: (x) => call('cosh', [x]),
  cosh: (x) => call('sinh', [x]),
  tanh: (x) => ONE.sub(call('tanh', [x]).pow(2)),
  asinh: (x) => power(x.pow(2).add(1), expr('-1/2')),
  acosh: (x) => power(x.pow(2).sub(1), expr('-1/2')),
  atanh: (x) => power(ONE.sub(x.pow(2)), MINUS_ONE),
  erf: (x) => product([integer(2), call('exp', [negate(x.pow(2))]), power(expr('pi'), expr('-1/2'))]),
  abs: (x) => call('sign', [x]),
  sign: () => ZERO,
};

/** The symbol that an argument must be. */
export function theSymbol(functionName: string, value: ExprLike): Expr {
  const s = typeof value === 'string' ? symbol(value) : value;
  if (!(s instanceof Expr) || s.kind !== 'symbol')
    throw new DTypeError(`${functionName}: expected a symbol, got ${describe(String(value))}`);
  return s;
}

function derive(e: Expr, x: Expr): Expr {
  if (e.key === x.key) return ONE;
  if (!e.has(x)) return ZERO;
  switch (e.kind) {
    case 'sum':
      return sum(e.args.map((term) => derive(term, x)));
    case 'product':
      return sum(
        e.args.map((factor, k) => product([...e.args.slice(0, k), derive(factor, x), ...e.args.slice(k + 1)])),
      );
    case 'power': {
      const [base, exponent] = [e.args[0]!, e.args[1]!];
      if (!exponent.has(x)) return product([exponent, power(base, exponent.sub(1)), derive(base, x)]);
      const logarithm = call('log', [base]);
      return product([
        e,
        sum([product([derive(exponent, x), logarithm]), product([exponent, derive(base, x), power(base, MINUS_ONE)])]),
      ]);
    }
    default: {
      const rule = DERIVATIVES[e.name];
      if (rule === undefined) throw new ValueError(`diff: the derivative of ${e.name} is not known`);
      return product([rule(e.args[0]!), derive(e.args[0]!, x)]);
    }
  }
}

/**
 * A derivative.
 *
 * @param e - what is derived
 * @param variables - symbols, each perhaps with a count after it: `diff(f, x, y)`, `diff(f, x, 2)`
 * @example
 * diff('x**3', 'x', 2); // 6*x
 */
export function diff(e: ExprLike, ...variables: readonly (ExprLike | number)[]): Expr {
  let result = expr(e);
  const given = variables.length > 0 ? [...variables] : [...result.freeSymbols];
  if (variables.length === 0 && given.length !== 1) {
    throw new ValueError(`diff: which variable? ${describe(String(result))} has ${given.length}; name it`);
  }
  for (let k = 0; k < given.length; k++) {
    const x = theSymbol('diff', given[k]!);
    let times = 1;
    if (typeof given[k + 1] === 'number') times = given[++k] as number;
    if (!Number.isInteger(times) || times < 0) throw new ValueError(`diff: order must be a whole number, got ${times}`);
    for (let n = 0; n < times; n++) result = derive(result, x);
  }
  return result;
}

/** A value at a place, where there is one: finite, found by putting it in. */
function valueAt(e: Expr, x: Expr, place: Expr): Expr | null {
  try {
    const v = subs(e, [[x, place]]);
    const names = v.freeSymbols.size > 0;
    if (v.has(oo)) return null;
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

/** An expression as a quotient: factors with negative powers go below. */
export function fraction2(e: Expr): [Expr, Expr] {
  if (e.kind === 'sum') {
    const parts = e.args.map(fraction2);
    const seen = new Map<string, Expr>();
    for (const [, below] of parts) {
      for (const factor of below.kind === 'product' ? below.args : [below]) {
        const [base, n] = factor.kind === 'power' ? [factor.args[0]!, factor.args[1]!] : [factor, ONE];
        const known = seen.get(base.key);
        const old = known?.kind === 'power' ? known.args[1]! : ONE;
        if (known === undefined || (isNumber(n) && isNumber(old) && toNumber(n) > toNumber(old)))
          seen.set(base.key, power(base, n));
      }
    }
    const common = product([...seen.values()]);
    return [sum(parts.map(([top, below]) => product([top, common, power(below, MINUS_ONE)]))), common];
  }
  const over: Expr[] = [];
  const under: Expr[] = [];
  for (const factor of e.kind === 'product' ? e.args : [e]) {
    if (factor.kind === 'power' && isNumber(factor.args[1]!) && toNumber(factor.args[1]!) < 0)
      under.push(power(factor.args[0]!, negate(factor.args[1]!)));
    else if (factor.kind === 'rational' && rationalOf(factor).q !== 1n) {
      over.push(integer(rationalOf(factor).p));
      under.push(integer(rationalOf(factor).q));
    } else over.push(factor);
  }
  return [product(over), product(under)];
}

/** Values of a function on the way to a place; they say whether a limit is right, and what diverges. */
function approach(e: Expr, x: Expr, place: number, side: number): number[] {
  const found: number[] = [];
  for (const step of [1e-2, 1e-3, 1e-4, 1e-5]) {
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
  let found: Expr | null = null;
  try {
    found = rules(given, variable, place, side, 0);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
  }
  if (
    found !== null &&
    given.freeSymbols.size <= 1 &&
    !isLimit(found, approach(given, variable, realValue(place), side))
  )
    found = null;
  if (found === null) throw new ValueError(`limit: the limit of ${String(given)} at ${String(place)} was not found`);
  return found;
}

/** Do these values go there? */
function isLimit(found: Expr, values: readonly number[]): boolean {
  const target = realValue(found);
  const known = values.filter((v) => !Number.isNaN(v));
  if (known.length < 2) return true;
  const last = known[known.length - 1]!;
  if (!Number.isFinite(target)) return Math.sign(last) === Math.sign(target) && Math.abs(last) > Math.abs(known[0]!);
  return (
    known.some((v) => Math.abs(v - target) < 0.05 * Math.max(1, Math.abs(target))) &&
    Math.abs(last - target) <= Math.abs(known[0]! - target) + 1e-3
  );
}

const isInfinite = (e: Expr): boolean =>
  e.key === oo.key || (e.kind === 'product' && e.args.some((arg) => arg.key === oo.key));

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
    if (inner === null) return null;
    if (e.name === 'log' && isZero(inner)) return negate(oo);
    return call(e.name, [inner]);
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

/** The coefficients of a polynomial, from the constant one up; null when it is none. */
export function coefficientsOf(e: Expr, x: Expr): Expr[] | null {
  const terms = e.kind === 'sum' ? e.args : [e];
  const found: Expr[][] = [];
  for (const term of terms) {
    let degree = 0;
    const rest: Expr[] = [];
    for (const factor of term.kind === 'product' ? term.args : [term]) {
      if (!factor.has(x)) rest.push(factor);
      else if (factor.key === x.key) degree++;
      else if (
        factor.kind === 'power' &&
        factor.args[0]!.key === x.key &&
        isInteger(factor.args[1]!) &&
        toNumber(factor.args[1]!) > 0
      )
        degree += toNumber(factor.args[1]!);
      else return null;
    }
    if (degree > 1000) return null;
    (found[degree] ??= []).push(product(rest));
  }
  const list = Array.from({ length: found.length }, (_, k) => sum(found[k] ?? [ZERO]));
  while (list.length > 1 && isZero(list[list.length - 1]!)) list.pop();
  return list;
}
