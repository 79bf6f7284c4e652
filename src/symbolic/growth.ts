/**
 * Limits at infinity by Gruntz's algorithm (On Computing Limits in a Symbolic Manipulation System, 1996): the parts that vary most rapidly are
 * written by one of them, w, that goes to zero; the first term of the series in w says where the whole goes.
 */
import { ValueError } from '../core/errors.js';
import { derive, expand, rebuild, subs } from './calculus.js';
import {
  Expr, MINUS_ONE, ONE, ZERO, call, expr, fraction, integer, isInteger, isNumber, isZero, negate, oo, pi, power, product, rationalOf, sum, symbol, toNumber,
} from './expr.js'; // prettier-ignore
import { complexValue, realValue, type Pair } from './numeric.js';
import { addRational, mulRational, rational, type Rational } from './rational.js';

/** Thrown inside when the algorithm does not know how to go on. */
class Lost extends ValueError {
  override name = 'Lost';
}
const lost = (why: string): never => {
  throw new Lost(`limit: ${why}`);
};

/** Is it oo, or a multiple of it? */
export const isInfinite = (e: Expr): boolean =>
  e.key === oo.key || (e.kind === 'product' && e.args.some((arg) => arg.key === oo.key));

const MOST = 40;
const numberOf = (r: Rational): number => Number(r.p) / Number(r.q);

/** Is it zero for all large x? Terms that cancel are found by values, against their size. */
function vanishes(e: Expr, x: Expr): boolean {
  if (isZero(e)) return true;
  if (e.args.length === 0) return false;
  const expanded = expand(e);
  if (isZero(expanded)) return true;
  const terms = expanded.kind === 'sum' ? expanded.args : [expanded];
  if (terms.length === 1) return false;
  const names = [...expanded.freeSymbols].filter((name) => name !== x.name);
  let seen = 0;
  for (const at of [3.3, 7.7, 19.1, 41.7]) {
    const values: Record<string, Pair> = { [x.name]: [at, 0] };
    names.forEach((name, k) => (values[name] = [1.3 + 0.7 * k, 0]));
    const parts = terms.map((term) => complexValue(term, values));
    if (!parts.every((part) => part.every(Number.isFinite))) continue;
    seen++;
    const total = Math.hypot(parts.reduce((a, b) => a + b[0], 0), parts.reduce((a, b) => a + b[1], 0)); // prettier-ignore
    if (total > 1e-10 * Math.max(...parts.map((part) => Math.hypot(...part)))) return false;
  }
  return seen > 0;
}

/** log, taken apart where what is inside is positive anyway. */
function logOf(e: Expr): Expr {
  if (e.kind === 'call' && e.name === 'exp') return e.args[0]!;
  if (e.kind === 'product') return sum(e.args.map(logOf));
  if (e.kind === 'power') return product([e.args[1]!, logOf(e.args[0]!)]);
  return call('log', [e]);
}

/** Powers with the variable above as exp, so that what varies stands there. */
function normal(e: Expr, x: Expr): Expr {
  if (!e.has(x) || e.args.length === 0) return e;
  const args = e.args.map((arg) => normal(arg, x));
  if (e.kind === 'power' && args[1]!.has(x)) return call('exp', [product([args[1]!, logOf(args[0]!)])]);
  // sqrt(x**2) is x, which is positive here.
  const [base, exponent] = args;
  if (e.kind === 'power' && base!.kind === 'power' && base!.args[0]!.key === x.key && isNumber(base!.args[1]!))
    return power(x, product([base!.args[1]!, exponent!]));
  if (e.kind === 'call' && e.name === 'log' && args[0]!.kind === 'call' && args[0]!.name === 'exp')
    return args[0]!.args[0]!;
  if (e.kind === 'call' && e.name === 'tan') return product([call('sin', args), power(call('cos', args), MINUS_ONE)]);
  if (e.kind === 'call' && (e.name === 'sinh' || e.name === 'cosh' || e.name === 'tanh')) {
    const [a, b] = [call('exp', [args[0]!]), call('exp', [negate(args[0]!)])];
    const half = fraction(rational(1n, 2n));
    if (e.name === 'tanh') return product([sum([a, negate(b)]), power(sum([a, b]), MINUS_ONE)]);
    return product([half, sum([a, e.name === 'sinh' ? negate(b) : b])]);
  }
  return rebuild(e, args);
}

/** The most rapidly varying parts: x itself, or exponentials. */
function fastest(e: Expr, x: Expr, depth: number): Map<string, Expr> {
  if (!e.has(x)) return new Map();
  if (e.key === x.key) return new Map([[x.key, x]]);
  if (e.kind === 'call' && e.name === 'exp') {
    const inner = fastest(e.args[0]!, x, depth);
    const goes = limitAtInfinity(e.args[0]!, x, depth + 1);
    if (goes.has(oo)) return larger(new Map([[e.key, e]]), inner, x, depth);
    return inner;
  }
  let found = new Map<string, Expr>();
  for (const arg of e.args) found = larger(found, fastest(arg, x, depth), x, depth);
  return found;
}

function larger(a: Map<string, Expr>, b: Map<string, Expr>, x: Expr, depth: number): Map<string, Expr> {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  if ([...a.keys()].some((key) => b.has(key))) return new Map([...a, ...b]);
  const [f, g] = [[...a.values()][0]!, [...b.values()][0]!];
  const ratio = limitAtInfinity(product([logOf(f), power(logOf(g), MINUS_ONE)]), x, depth + 1);
  if (isZero(ratio)) return b;
  return ratio.has(oo) ? a : new Map([...a, ...b]);
}

/** A series in w: coefficients by exponent, cut off at `order`. */
interface Power {
  readonly terms: ReadonlyMap<string, { at: Rational; c: Expr }>;
  readonly order: number;
}
const keyOf = (r: Rational): string => `${r.p}/${r.q}`;

function made(list: Iterable<{ at: Rational; c: Expr }>, order: number): Power {
  const terms = new Map<string, { at: Rational; c: Expr }>();
  for (const { at, c } of list) {
    if (numberOf(at) >= order) continue;
    const known = terms.get(keyOf(at));
    terms.set(keyOf(at), { at, c: known === undefined ? c : sum([known.c, c]) });
  }
  for (const [key, { c }] of terms) if (isZero(c)) terms.delete(key);
  return { terms, order };
}

class Series {
  constructor(
    private readonly w: Expr,
    private readonly x: Expr,
    private readonly logw: Expr,
    private readonly order: number,
  ) {}

  private plain(c: Expr): Power {
    return made([{ at: rational(0n), c }], this.order);
  }
  /** The first term that is not zero. */
  lead(s: Power): { at: Rational; c: Expr } | null {
    const all = [...s.terms.values()].sort((a, b) => numberOf(a.at) - numberOf(b.at));
    return all.find(({ c }) => !vanishes(c, this.x)) ?? null;
  }
  private multiply(a: Power, b: Power): Power {
    const low = (s: Power): number => Math.min(s.order, ...[...s.terms.values()].map(({ at }) => numberOf(at)));
    const order = Math.min(this.order, a.order + low(b), b.order + low(a));
    const list: { at: Rational; c: Expr }[] = [];
    for (const p of a.terms.values()) {
      for (const q of b.terms.values()) {
        const at = addRational(p.at, q.at);
        if (numberOf(at) < order) list.push({ at, c: expand(product([p.c, q.c])) });
      }
    }
    return made(list, order);
  }
  private scaled(a: Power, c: Expr, shift = rational(0n)): Power {
    return made(
      [...a.terms.values()].map((t) => ({ at: addRational(t.at, shift), c: expand(product([t.c, c])) })),
      Math.min(this.order, a.order + numberOf(shift)),
    );
  }
  private plus(a: Power, b: Power): Power {
    return made([...a.terms.values(), ...b.terms.values()], Math.min(a.order, b.order));
  }
  /** f(u) by its coefficients c_k u^k, u beginning with a positive power. */
  private compose(u: Power, coefficientAt: (k: number) => Expr): Power {
    const first = [...u.terms.values()].map(({ at }) => numberOf(at)).sort((a, b) => a - b)[0];
    let total = this.plain(coefficientAt(0));
    if (first === undefined) return made(total.terms.values(), Math.min(this.order, u.order));
    let power: Power = this.plain(ONE);
    for (let k = 1; k * first < this.order; k++) {
      if (k > 60) lost('the series needs too many terms');
      power = this.multiply(power, u);
      total = this.plus(total, this.scaled(power, coefficientAt(k)));
    }
    return made(total.terms.values(), Math.min(total.order, u.order));
  }
  /** Parted as c w^v (1 + u). */
  private parted(s: Power): { at: Rational; c: Expr; u: Power } {
    const lead = this.lead(s) ?? lost('a series begins too late');
    const rest = made(
      [...s.terms.values()].filter(({ at }) => numberOf(at) > numberOf(lead.at)),
      s.order,
    );
    const u = this.scaled(rest, power(lead.c, MINUS_ONE), rational(-lead.at.p, lead.at.q));
    return { ...lead, u };
  }

  of(e: Expr): Power {
    if (e.key === this.w.key) return made([{ at: rational(1n), c: ONE }], this.order);
    if (!e.has(this.w)) return this.plain(e);
    switch (e.kind) {
      case 'sum':
        return e.args.map((arg) => this.of(arg)).reduce((a, b) => this.plus(a, b));
      case 'product':
        return e.args.map((arg) => this.of(arg)).reduce((a, b) => this.multiply(a, b));
      case 'power': {
        const exponent = e.args[1]!;
        if (exponent.kind !== 'rational') return lost(`the power ${String(e)} is not known`);
        const r = rationalOf(exponent);
        const { at, c, u } = this.parted(this.of(e.args[0]!));
        const shift = mulRational(at, r);
        const binomial = this.compose(u, (k) => {
          let value = ONE;
          for (let n = 0; n < k; n++) value = product([value, exponent.sub(n), fraction(rational(1n, BigInt(n + 1)))]);
          return value;
        });
        return this.scaled(binomial, power(c, exponent), shift);
      }
      default:
        return this.called(e);
    }
  }

  private called(e: Expr): Power {
    const s = this.of(e.args[0]!);
    const all = [...s.terms.values()];
    const below = all.filter(({ at, c }) => numberOf(at) < 0 && !vanishes(c, this.x));
    const zero = all.find(({ at }) => at.p === 0n)?.c ?? ZERO;
    const u = made(all.filter(({ at }) => numberOf(at) > 0), s.order); // prettier-ignore
    const factorial = (k: number): Expr => {
      let value = 1n;
      for (let n = 2n; n <= BigInt(k); n++) value *= n;
      return fraction(rational(1n, value));
    };
    if (e.name === 'log') {
      const { at, c, u: rest } = this.parted(s);
      const tail = this.compose(rest, (k) => (k === 0 ? ZERO : fraction(rational(k % 2 ? 1n : -1n, BigInt(k)))));
      return this.plus(this.plain(sum([logOf(c), product([fraction(at), this.logw])])), tail);
    }
    if (e.name === 'abs' || e.name === 'sign') {
      const lead = this.lead(s);
      if (lead === null) return lost('a sign is not known');
      const sign = signAtInfinity(lead.c, this.x, 0);
      return e.name === 'sign' ? this.plain(integer(sign)) : this.scaled(s, integer(sign));
    }
    if (e.name === 'floor' || e.name === 'ceiling') return lost(`${e.name} has no series`);
    if (below.length > 0) {
      const lead = this.lead(s)!;
      const sign = signAtInfinity(lead.c, this.x, 0);
      if (e.name === 'atan') {
        const turned = this.of(call('atan', [power(e.args[0]!, MINUS_ONE)]));
        return this.plus(
          this.plain(product([integer(sign), pi, fraction(rational(1n, 2n))])),
          this.scaled(turned, MINUS_ONE),
        );
      }
      if (e.name === 'asinh' || e.name === 'acosh') {
        const inside = e.args[0]!;
        if (sign < 0) return this.scaled(this.of(call('asinh', [negate(inside)])), MINUS_ONE);
        return this.of(
          call('log', [sum([inside, power(inside.pow(2).add(e.name === 'asinh' ? 1 : -1), expr('1/2'))])]),
        );
      }
      if (e.name === 'erf') return this.plain(integer(sign));
      return lost(`${e.name} has no series where its argument is infinite`);
    }
    if (e.name === 'exp') {
      const tail = this.compose(u, factorial);
      return this.scaled(tail, call('exp', [zero]));
    }
    // Taylor's series about the constant term.
    const v = symbol('_v');
    const f = call(e.name, [v]);
    const derivatives: Expr[] = [f];
    return this.compose(u, (k) => {
      while (derivatives.length <= k) derivatives.push(derive(derivatives[derivatives.length - 1]!, v));
      return product([subs(derivatives[k]!, [[v, zero]]), factorial(k)]);
    });
  }
}

/** The first term of e for x to infinity: e ~ c w^at, w going to zero. */
function leadTerm(given: Expr, x: Expr, depth: number): { c: Expr; at: Rational } {
  let e = given;
  let parts = fastest(e, x, depth);
  if (parts.has(x.key)) {
    // Everything one step faster: x becomes exp(x), log(x) becomes x.
    const faster = (part: Expr): Expr => {
      if (part.key === x.key) return call('exp', [x]);
      if (part.args.length === 0) return part;
      const args = part.args.map(faster);
      if (part.kind === 'call' && part.name === 'log') return logOf(args[0]!);
      return rebuild(part, args);
    };
    e = faster(e);
    parts = new Map([...parts.values()].map((part) => faster(part)).map((part) => [part.key, part] as const));
  }
  // The shortest stands for all.
  const g = [...parts.values()].sort((a, b) => a.key.length - b.key.length)[0]!;
  const s = g.args[0]!;
  const up = signAtInfinity(s, x, depth + 1) > 0;
  const w = symbol('_w');
  const logw = up ? negate(s) : s;
  const rewrite = (part: Expr): Expr => {
    if (part.args.length === 0) return part;
    if (part.kind === 'call' && part.name === 'exp' && part.has(x)) {
      // Powers that were multiplied have become one exponential: each of this growth is a power of w, and what is left of it.
      const own = part.args[0]!;
      const c = expand(product([own, power(s, MINUS_ONE)]));
      const ratio = c.has(x) ? limitAtInfinity(c, x, depth + 1) : c;
      if (!isZero(ratio) && !ratio.has(oo)) {
        if (ratio.kind !== 'rational') return lost('a ratio of growths is not a fraction');
        const rest = expand(own.sub(product([ratio, s])));
        return product([call('exp', [rewrite(rest)]), power(w, up ? negate(ratio) : ratio)]);
      }
    }
    return rebuild(part, part.args.map(rewrite));
  };
  const written = rewrite(e);
  for (const order of [1.01, 3.01, 7.01]) {
    const series = new Series(w, x, logw, order);
    try {
      const found = series.lead(series.of(written));
      if (found !== null) return found;
    } catch (error) {
      if (!(error instanceof Lost) || order > 7) throw error;
    }
  }
  return lost('no first term was found');
}

/** The sign of e for large x. */
export function signAtInfinity(e: Expr, x: Expr, depth: number): number {
  if (depth > MOST) return lost('the expression is too deep');
  if (!e.has(x)) {
    if (e.key === oo.key) return 1;
    const v = realValue(e);
    if (Number.isNaN(v)) return lost(`the sign of ${String(e)} is not known`);
    return Math.sign(v);
  }
  if (e.key === x.key) return 1;
  if (e.kind === 'product') return e.args.reduce((sign, arg) => sign * signAtInfinity(arg, x, depth + 1), 1);
  if (e.kind === 'call' && e.name === 'exp') return 1;
  if (e.kind === 'power' && isNumber(e.args[1]!)) {
    const sign = signAtInfinity(e.args[0]!, x, depth + 1);
    if (sign > 0) return 1;
    if (isInteger(e.args[1]!)) return toNumber(e.args[1]!) % 2 ? sign : sign * sign;
  }
  return signAtInfinity(leadTerm(e, x, depth + 1).c, x, depth + 1);
}

/**
 * The limit of e as x goes to infinity.
 *
 * @throws ValueError where the algorithm does not find it
 */
export function limitAtInfinity(e: Expr, x: Expr, depth = 0): Expr {
  if (depth > MOST) return lost('the expression is too deep');
  const given = normal(e, x);
  if (!given.has(x)) return given;
  if (given.key === x.key) return oo;
  const { c, at } = leadTerm(given, x, depth + 1);
  const power = numberOf(at);
  if (power > 0) return ZERO;
  if (power < 0) return signAtInfinity(c, x, depth + 1) > 0 ? oo : negate(oo);
  return limitAtInfinity(expand(c), x, depth + 1);
}
