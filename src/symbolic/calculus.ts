/** What is done to expressions by rules: replacing, expanding, derivatives, quotients and coefficients. */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import {
  Expr, MINUS_ONE, ONE, ZERO, call, expr, integer, isInteger, isNumber, isZero, negate, power, product, rationalOf, sum, symbol, toNumber, type ExprLike,
} from './expr.js'; // prettier-ignore

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
 * @param from - a symbol or expression, a list of pairs replaced at once, or an object of values by name
 * @example
 * const x = Symbol('x');
 * subs(x.pow(2), x, 3); // 9
 * subs('x**2 + y', { x: 3, y: 'z' }); // z + 9
 */
export function subs(
  e: ExprLike,
  from: ExprLike | readonly (readonly [ExprLike, ExprLike])[] | Readonly<Record<string, ExprLike>>,
  to?: ExprLike,
): Expr {
  const list =
    to === undefined && typeof from === 'object' && !(from instanceof Expr) && !Array.isArray(from) && from !== null
      ? Object.entries(from as Readonly<Record<string, ExprLike>>)
      : from;
  const pairs = Array.isArray(list)
    ? (list as readonly (readonly [ExprLike, ExprLike])[]).map(([a, b]) => [expr(a), expr(b)] as const)
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
  Ei: (x) => product([call('exp', [x]), power(x, MINUS_ONE)]),
  Si: (x) => product([call('sin', [x]), power(x, MINUS_ONE)]),
  Ci: (x) => product([call('cos', [x]), power(x, MINUS_ONE)]),
  li: (x) => power(call('log', [x]), MINUS_ONE),
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

/** The derivative by one symbol. */
export function derive(e: Expr, x: Expr): Expr {
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

/** a / b. */
export const over = (a: Expr, b: Expr): Expr => product([a, power(b, MINUS_ONE)]);

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

/** The greatest k for which a product is x**(k - 1) times something in x**k; 0 where powers of x do not say so. */
export function commonPower(factors: readonly Expr[], x: Expr): number {
  const found = new Set<number>();
  const walk = (part: Expr): void => {
    if (part.kind === 'power' && part.args[0]!.key === x.key && isInteger(part.args[1]!))
      found.add(Math.abs(toNumber(part.args[1]!)));
    else if (part.key === x.key) found.add(1);
    else part.args.forEach(walk);
  };
  let outside = 1;
  for (const one of factors) {
    if (one.key === x.key) outside++;
    else if (one.kind === 'power' && one.args[0]!.key === x.key && isInteger(one.args[1]!))
      outside += toNumber(one.args[1]!);
    else walk(one);
  }
  if (found.size === 0) return 0;
  found.add(Math.abs(outside));
  let k = 0;
  for (const n of found) for (let m = n; m !== 0;) [k, m] = [m, k % m];
  return k;
}
