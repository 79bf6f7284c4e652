/**
 * Expressions: small immutable trees that keep themselves in order. Sums collect like terms, products collect equal bases, powers of
 * numbers are worked out, as SymPy does when an expression is made.
 */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { erf, expIntegral, logIntegral, sineCosineIntegrals } from './exponentialIntegrals.js';
import { abs, addRational, mulRational, powRational, rational, splitRoot, type Rational } from './rational.js';

/** What stands for an expression in arguments: one, a number, a bigint, or text to be read. */
export type ExprLike = Expr | number | bigint | string;

export type Kind = 'rational' | 'float' | 'constant' | 'symbol' | 'sum' | 'product' | 'power' | 'call';

/** An expression. Arithmetic by methods: `x.pow(2).add(x.mul(3))`. */
export class Expr {
  /** A text that equal expressions share. */
  readonly key: string;

  constructor(
    readonly kind: Kind,
    readonly args: readonly Expr[],
    readonly name: string,
    readonly value: Rational | number | null,
  ) {
    this.key =
      kind === 'rational'
        ? `${(value as Rational).p}/${(value as Rational).q}`
        : kind === 'float'
          ? `f${String(value)}`
          : args.length === 0
            ? `${kind[0]}:${name}`
            : `${kind}${name}(${args.map((arg) => arg.key).join(',')})`;
  }

  add(other: ExprLike): Expr {
    return sum([this, expr(other)]);
  }
  sub(other: ExprLike): Expr {
    return sum([this, negate(expr(other))]);
  }
  mul(other: ExprLike): Expr {
    return product([this, expr(other)]);
  }
  div(other: ExprLike): Expr {
    return product([this, power(expr(other), MINUS_ONE)]);
  }
  pow(other: ExprLike): Expr {
    return power(this, expr(other));
  }
  neg(): Expr {
    return negate(this);
  }
  equals(other: ExprLike): boolean {
    return this.key === expr(other).key;
  }

  /** Operators would glue texts together: `x + 1` is an error, `x.add(1)` the sum. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new DTypeError(`symbolic: operators do not work on expressions; write x.add(1), x.mul(2), x.pow(2)`);
  }

  /** The symbols in it, by name. */
  get freeSymbols(): Set<string> {
    const found = new Set<string>();
    const walk = (e: Expr): void => {
      if (e.kind === 'symbol') found.add(e.name);
      e.args.forEach(walk);
    };
    walk(this);
    return found;
  }

  /** Does this symbol occur? */
  has(symbol: Expr): boolean {
    return this.key === symbol.key || this.args.some((arg) => arg.has(symbol));
  }
}

let reader: ((text: string) => Expr) | null = null;
/** @internal The parser registers itself: it stands above the tree. */
export function setReader(read: (text: string) => Expr): void {
  reader = read;
}

/** Anything that stands for an expression, as one. */
export function expr(value: ExprLike): Expr {
  if (value instanceof Expr) return value;
  if (typeof value === 'bigint') return fraction(rational(value));
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string' && reader !== null) return reader(value);
  throw new DTypeError(`symbolic: expected an expression, a number or text, got ${describe(value)}`);
}

export const fraction = (value: Rational): Expr => new Expr('rational', [], '', value);

export function number(value: number): Expr {
  if (Number.isNaN(value)) throw new ValueError('symbolic: NaN is no number to calculate with');
  if (value === Infinity) return oo;
  if (value === -Infinity) return negate(oo);
  return Number.isSafeInteger(value) ? fraction(rational(BigInt(value))) : new Expr('float', [], '', value);
}

export const integer = (value: number | bigint): Expr => fraction(rational(BigInt(value)));
export const ZERO = integer(0);
export const ONE = integer(1);
export const MINUS_ONE = integer(-1);
const constant = (name: string): Expr => new Expr('constant', [], name, null);
/** The circle's number. */
export const pi = constant('pi');
/** The base of the natural logarithm. */
export const E = constant('E');
/** The imaginary unit. */
export const I = constant('I');
/** Infinity. */
export const oo = constant('oo');

export const isNumber = (e: Expr): boolean => e.kind === 'rational' || e.kind === 'float';
export const isZero = (e: Expr): boolean => e.kind === 'rational' && (e.value as Rational).p === 0n;
export const isOne = (e: Expr): boolean =>
  e.kind === 'rational' && (e.value as Rational).p === 1n && (e.value as Rational).q === 1n;
export const isInteger = (e: Expr): boolean => e.kind === 'rational' && (e.value as Rational).q === 1n;
export const rationalOf = (e: Expr): Rational => e.value as Rational;
export const toNumber = (e: Expr): number => {
  if (e.kind === 'float') return e.value as number;
  const { p, q } = e.value as Rational;
  return Number(p) / Number(q);
};

export function negate(e: Expr): Expr {
  return product([MINUS_ONE, e]);
}

const combine = (
  a: Expr,
  b: Expr,
  exact: (x: Rational, y: Rational) => Rational,
  floating: (x: number, y: number) => number,
): Expr =>
  a.kind === 'rational' && b.kind === 'rational'
    ? fraction(exact(a.value as Rational, b.value as Rational))
    : new Expr('float', [], '', floating(toNumber(a), toNumber(b)));
const addNumbers = (a: Expr, b: Expr): Expr => combine(a, b, addRational, (x, y) => x + y);
const mulNumbers = (a: Expr, b: Expr): Expr => combine(a, b, mulRational, (x, y) => x * y);

/** A term as its number and the rest. */
export function coefficient(term: Expr): [Expr, Expr] {
  if (isNumber(term)) return [term, ONE];
  if (term.kind !== 'product' || !isNumber(term.args[0]!)) return [ONE, term];
  const rest = term.args.slice(1);
  return [term.args[0]!, rest.length === 1 ? rest[0]! : new Expr('product', rest, '', null)];
}

/** A sum, like terms collected. */
export function sum(terms: readonly Expr[]): Expr {
  let constantPart = ZERO;
  const parts = new Map<string, [Expr, Expr]>();
  const put = (term: Expr): void => {
    if (term.kind === 'sum') {
      term.args.forEach(put);
      return;
    }
    const [c, rest] = coefficient(term);
    if (rest === ONE || isOne(rest)) {
      constantPart = addNumbers(constantPart, c);
      return;
    }
    const known = parts.get(rest.key);
    parts.set(rest.key, [known === undefined ? c : addNumbers(known[0], c), rest]);
  };
  terms.forEach(put);
  if (parts.has(oo.key)) {
    const [c] = parts.get(oo.key)!;
    if (isZero(c)) throw new ValueError('symbolic: oo - oo has no value');
    if ([...parts.values()].every(([, rest]) => rest.key === oo.key))
      return toNumber(c) > 0 ? oo : new Expr('product', [MINUS_ONE, oo], '', null);
  }
  const kept: Expr[] = [];
  if (!isZero(constantPart)) kept.push(constantPart);
  for (const [c, rest] of parts.values()) if (!isZero(c)) kept.push(isOne(c) ? rest : scaled(c, rest));
  if (kept.length === 0) return constantPart.kind === 'float' ? constantPart : ZERO;
  if (kept.length === 1) return kept[0]!;
  kept.sort((a, b) => (a.key < b.key ? -1 : 1));
  return new Expr('sum', kept, '', null);
}

/** A number times something that holds none. */
function scaled(c: Expr, rest: Expr): Expr {
  if (rest.kind === 'product') return new Expr('product', [c, ...rest.args], '', null);
  // 2*(x + 1) is 2*x + 2, as in SymPy.
  if (rest.kind === 'sum') return sum(rest.args.map((term) => product([c, term])));
  return new Expr('product', [c, rest], '', null);
}

/** A product, powers of one base collected. */
export function product(factors: readonly Expr[]): Expr {
  let c = ONE;
  const parts = new Map<string, { base: Expr; exponents: Expr[] }>();
  const put = (factor: Expr): void => {
    if (factor.kind === 'product') factor.args.forEach(put);
    else if (isNumber(factor)) c = mulNumbers(c, factor);
    else {
      const [base, exponent] =
        factor.kind === 'power'
          ? [factor.args[0]!, factor.args[1]!]
          : factor.name === 'exp' && factor.kind === 'call'
            ? [E, factor.args[0]!]
            : [factor, ONE];
      const known = parts.get(base.key);
      if (known === undefined) parts.set(base.key, { base, exponents: [exponent] });
      else known.exponents.push(exponent);
    }
  };
  factors.forEach(put);
  if (isZero(c)) {
    if (parts.has(oo.key)) throw new ValueError('symbolic: 0*oo has no value');
    return c;
  }
  const kept: Expr[] = [];
  let again = false;
  for (const { base, exponents } of parts.values()) {
    const made = exponents.length === 1 ? raw(base, exponents[0]!) : power(base, sum(exponents));
    if (isNumber(made)) c = mulNumbers(c, made);
    else if (made.kind === 'product') {
      again = true;
      kept.push(made);
    } else kept.push(made);
  }
  if (again) return product([c, ...kept]);
  if (isZero(c)) return c;
  // Numbers under roots come together: 1/sqrt(2) is sqrt(2)/2.
  if (kept.length === 0) return c;
  const infinite = kept.find((e) => e.key === oo.key);
  if (infinite !== undefined && kept.length === 1)
    return toNumber(c) > 0 ? oo : new Expr('product', [MINUS_ONE, oo], '', null);
  kept.sort(factorOrder);
  if (isOne(c)) return kept.length === 1 ? kept[0]! : new Expr('product', kept, '', null);
  if (kept.length === 1) return scaled(c, kept[0]!);
  return new Expr('product', [c, ...kept], '', null);
}

function factorOrder(a: Expr, b: Expr): number {
  const rank = (e: Expr): number => {
    const base = e.kind === 'power' ? e.args[0]! : e;
    return base.kind === 'rational'
      ? 0
      : base.kind === 'constant'
        ? 1
        : base.kind === 'symbol'
          ? 2
          : base.kind === 'sum'
            ? 4
            : 3;
  };
  const name = (e: Expr): string => (e.kind === 'power' ? e.args[0]! : e).key;
  const [m, n] = [name(a), name(b)];
  return rank(a) - rank(b) || (m < n ? -1 : m > n ? 1 : 0);
}

/** A power that is known to be in order. */
function raw(base: Expr, exponent: Expr): Expr {
  if (isOne(exponent)) return base;
  if (base.key === E.key) return call('exp', [exponent]);
  return new Expr('power', [base, exponent], '', null);
}

/** A power. */
export function power(base: Expr, exponent: Expr): Expr {
  if (isZero(exponent)) return ONE;
  if (isOne(exponent)) return base;
  if (isOne(base)) return ONE;
  if (base.key === E.key) return call('exp', [exponent]);
  if (isZero(base) && isNumber(exponent)) {
    if (toNumber(exponent) < 0) throw new ValueError('symbolic: division by zero');
    return ZERO;
  }
  if (base.kind === 'float' && isNumber(exponent)) {
    const v = toNumber(base) ** toNumber(exponent);
    if (!Number.isNaN(v)) return new Expr('float', [], '', v);
  }
  if (base.kind === 'rational' && exponent.kind === 'float' && toNumber(base) > 0)
    return new Expr('float', [], '', toNumber(base) ** toNumber(exponent));
  if (base.kind === 'rational' && exponent.kind === 'rational')
    return rationalPower(rationalOf(base), rationalOf(exponent));
  if (base.key === I.key && isInteger(exponent)) {
    const k = Number(((rationalOf(exponent).p % 4n) + 4n) % 4n);
    return [ONE, I, MINUS_ONE, negate(I)][k]!;
  }
  if (base.key === oo.key && isNumber(exponent)) return toNumber(exponent) > 0 ? oo : ZERO;
  if (isInteger(exponent)) {
    if (base.kind === 'power') return power(base.args[0]!, product([base.args[1]!, exponent]));
    if (base.kind === 'product') return product(base.args.map((factor) => power(factor, exponent)));
    if (base.kind === 'call' && base.name === 'exp') return call('exp', [product([base.args[0]!, exponent])]);
  }
  if (base.kind === 'product' && exponent.kind === 'rational') {
    // A positive number comes out of a root.
    const [c, rest] = coefficient(base);
    if (!isOne(c) && toNumber(c) > 0) return product([power(c, exponent), power(rest, exponent)]);
  }
  return new Expr('power', [base, exponent], '', null);
}

function rationalPower(base: Rational, exponent: Rational): Expr {
  if (exponent.q === 1n) {
    if (abs(exponent.p) > 10000n) return new Expr('power', [fraction(base), fraction(exponent)], '', null);
    return fraction(powRational(base, exponent.p));
  }
  const n = Number(exponent.q);
  // Roots of numbers too long to be worked out stay as they are.
  const digits = (v: bigint): number => v.toString(16).length;
  if (n > 100 || abs(exponent.p / exponent.q) > 10000n || n * (digits(abs(base.p)) + digits(base.q)) > 240)
    return new Expr('power', [fraction(base), fraction(exponent)], '', null);
  if (base.p < 0n) {
    if (exponent.q === 2n) {
      const turned = power(I, fraction(rational(exponent.p)));
      return product([turned, rationalPower({ p: -base.p, q: base.q }, exponent)]);
    }
    if (base.p === -1n && base.q === 1n) return new Expr('power', [MINUS_ONE, fraction(exponent)], '', null);
    return product([
      new Expr('power', [MINUS_ONE, fraction(exponent)], '', null),
      rationalPower({ p: -base.p, q: base.q }, exponent),
    ]);
  }
  // b^(p/q) = b^whole * b^(part), the part between 0 and 1, without roots below the line.
  let whole = exponent.p / exponent.q;
  if (exponent.p < 0n && exponent.p % exponent.q !== 0n) whole -= 1n;
  const part = exponent.p - whole * exponent.q;
  const under = base.p ** part * base.q ** (BigInt(n) - part);
  const [outside, inside] = splitRoot(base.q === 1n ? base.p ** part : under, n);
  const factor = mulRational(powRational(base, whole), base.q === 1n ? rational(outside) : rational(outside, base.q));
  if (inside === 1n) return fraction(factor);
  let root = new Expr('power', [fraction(rational(inside)), fraction(rational(1n, BigInt(n)))], '', null);
  // 2^(2/3) is not the cube root of 4 in SymPy's words, but the same; keep the smaller base where it is a power.
  for (let k = n - 1; k > 1; k--) {
    const [b, rest] = splitRoot(inside, k);
    if (rest === 1n) {
      const e = rational(BigInt(k), BigInt(n));
      root = new Expr('power', [fraction(rational(b)), fraction(e)], '', null);
      break;
    }
  }
  if (factor.p === 1n && factor.q === 1n) return root;
  return new Expr('product', [fraction(factor), root], '', null);
}

/** Values of functions at places where they are plain. */
const KNOWN: Record<string, (x: Expr) => Expr | null> = {
  sin: (x) => trigonometric('sin', x),
  cos: (x) => trigonometric('cos', x),
  tan: (x) => trigonometric('tan', x),
  exp: (x) =>
    isZero(x)
      ? ONE
      : isOne(x)
        ? E
        : x.kind === 'call' && x.name === 'log'
          ? x.args[0]!
          : x.key === oo.key
            ? oo
            : isMinusInfinity(x)
              ? ZERO
              : powerOfLog(x),
  log: (x) =>
    isOne(x)
      ? ZERO
      : x.key === E.key
        ? ONE
        : x.kind === 'call' && x.name === 'exp' && x.args[0]!.kind === 'rational'
          ? x.args[0]!
          : x.key === oo.key
            ? oo
            : null,
  asin: (x) => (isZero(x) ? ZERO : isOne(x) ? pi.div(2) : x.key === '1/2' ? pi.div(6) : odd('asin', x)),
  acos: (x) =>
    isOne(x)
      ? ZERO
      : isZero(x)
        ? pi.div(2)
        : x.key === '1/2'
          ? pi.div(3)
          : x.kind === 'rational' && isNegative(x)
            ? pi.sub(call('acos', [negate(x)]))
            : null,
  atan: (x) =>
    isZero(x)
      ? ZERO
      : isOne(x)
        ? pi.div(4)
        : x.key === oo.key
          ? pi.div(2)
          : isMinusInfinity(x)
            ? pi.div(-2)
            : odd('atan', x),
  sinh: (x) => (isZero(x) ? ZERO : x.key === oo.key || isMinusInfinity(x) ? x : odd('sinh', x)),
  cosh: (x) => (isZero(x) ? ONE : x.key === oo.key || isMinusInfinity(x) ? oo : even('cosh', x)),
  tanh: (x) => (isZero(x) ? ZERO : x.key === oo.key ? ONE : isMinusInfinity(x) ? MINUS_ONE : odd('tanh', x)),
  Si: (x) => (isZero(x) ? ZERO : x.key === oo.key ? pi.div(2) : isMinusInfinity(x) ? pi.div(-2) : odd('Si', x)),
  Ei: (x) => (x.key === oo.key ? oo : isMinusInfinity(x) ? ZERO : null),
  Ci: (x) => (x.key === oo.key ? ZERO : null),
  erf: (x) => (isZero(x) ? ZERO : x.key === oo.key ? ONE : isMinusInfinity(x) ? MINUS_ONE : odd('erf', x)),
  floor: (x) => (x.kind === 'rational' ? fraction(rational(floorOf(rationalOf(x)))) : null),
  ceiling: (x) => (x.kind === 'rational' ? fraction(rational(-floorOf(rationalOf(negate(x))))) : null),
  sign: (x) => (x.kind === 'rational' ? integer(Math.sign(toNumber(x))) : odd('sign', x)),
  abs: (x) =>
    x.kind === 'rational'
      ? toNumber(x) < 0
        ? negate(x)
        : x
      : isNumber(x)
        ? number(Math.abs(toNumber(x)))
        : even('abs', x),
};

/** The largest whole number that is not above it. */
const floorOf = ({ p, q }: Rational): bigint => (p - (((p % q) + q) % q)) / q;
export const isMinusInfinity = (x: Expr): boolean =>
  x.kind === 'product' && x.args.length === 2 && x.args[1]!.key === oo.key;
const isNegative = (x: Expr): boolean => toNumber(coefficient(x)[0]) < 0;
const odd = (name: string, x: Expr): Expr | null =>
  isNegative(x) && x.kind !== 'sum' ? negate(call(name, [negate(x)])) : null;
const even = (name: string, x: Expr): Expr | null =>
  isNegative(x) && x.kind !== 'sum' ? call(name, [negate(x)]) : null;

/** exp(2*log(x)) is x**2. */
function powerOfLog(x: Expr): Expr | null {
  const [c, rest] = coefficient(x);
  return rest.kind === 'call' && rest.name === 'log' ? power(rest.args[0]!, c) : null;
}

/** sin, cos, tan at multiples of pi/12. */
function trigonometric(name: 'sin' | 'cos' | 'tan', x: Expr): Expr | null {
  if (isZero(x)) return name === 'cos' ? ONE : ZERO;
  const [c, rest] = coefficient(x);
  if (rest.key === pi.key && c.kind === 'rational' && 12n % rationalOf(c).q === 0n) {
    const k = Number((((rationalOf(c).p * (12n / rationalOf(c).q)) % 24n) + 24n) % 24n);
    if (name === 'tan') {
      const bottom = sine((k + 6) % 24);
      if (bottom === null || isZero(bottom)) return null;
      const top = sine(k);
      return top === null ? null : product([top, power(bottom, MINUS_ONE)]);
    }
    return sine(name === 'sin' ? k : (k + 6) % 24);
  }
  if (x.kind === 'call' && x.name === `a${name}`) return x.args[0]!;
  return name === 'cos' ? even(name, x) : odd(name, x);
}

/** The sine of k pi/12. */
function sine(k: number): Expr | null {
  if (k >= 12) {
    const s = sine(k - 12);
    return s === null ? null : negate(s);
  }
  if (k > 6) return sine(12 - k);
  const half = (n: bigint): Expr =>
    product([fraction(rational(1n, 2n)), power(fraction(rational(n)), fraction(rational(1n, 2n)))]);
  return k === 0
    ? ZERO
    : k === 2
      ? fraction(rational(1n, 2n))
      : k === 3
        ? half(2n)
        : k === 4
          ? half(3n)
          : k === 6
            ? ONE
            : null;
}

/** A function of expressions. */
export function call(name: string, args: readonly Expr[]): Expr {
  if (name === 'sqrt') return power(args[0]!, fraction(rational(1n, 2n)));
  const x = args[0]!;
  const known = args.length === 1 ? KNOWN[name]?.(x) : null;
  if (known !== null && known !== undefined) return known;
  if (args.length === 1 && x.kind === 'float' && NUMERIC[name] !== undefined) {
    const v = NUMERIC[name](x.value as number);
    if (Number.isFinite(v)) return new Expr('float', [], '', v);
  }
  return new Expr('call', args, name, null);
}

/** Functions of one number as numbers. */
export const NUMERIC: Readonly<Record<string, (x: number) => number>> = {
  sin: Math.sin, cos: Math.cos, tan: Math.tan, exp: Math.exp, log: Math.log, asin: Math.asin, acos: Math.acos, atan: Math.atan, sinh: Math.sinh,
  cosh: Math.cosh, tanh: Math.tanh, asinh: Math.asinh, acosh: Math.acosh, atanh: Math.atanh, abs: Math.abs, sign: Math.sign, floor: Math.floor,
  ceiling: Math.ceil, erf: (x) => erf(x), Ei: expIntegral, li: logIntegral, Si: (x) => sineCosineIntegrals(x)[0], Ci: (x) => sineCosineIntegrals(x)[1],
}; // prettier-ignore

/** A symbol. */
export function symbol(name: string): Expr {
  if (typeof name !== 'string' || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
    throw new ValueError(`Symbol: a name is letters, digits and _, beginning with a letter, got ${describe(name)}`);
  }
  return new Expr('symbol', [], name, null);
}
