/** Integrals without limits, by rules, or asked of the algebra library. Each answer is derived again and compared. */
import { ask, cancel, simplify } from './algebra.js';
import { coefficientsOf, commonPower, derive, expand, over, rebuild, subs } from './calculus.js';
import {
  Expr, MINUS_ONE, ONE, ZERO, call, fraction, integer, isInteger, isZero, negate, pi, power, product, sum, symbol, toNumber,
} from './expr.js'; // prettier-ignore
import { agree, realValue } from './numeric.js';
import { overPolynomials } from './partialFractions.js';
import { rational } from './rational.js';
import { half, sqrt } from './roots.js';

type Rule = (e: Expr, x: Expr, depth: number) => Expr | null;

const f = (name: string, e: Expr): Expr => call(name, [e]);

/** Integrals of functions of u. */
const TABLE: Readonly<Record<string, (u: Expr) => Expr>> = {
  sin: (u) => negate(f('cos', u)),
  cos: (u) => f('sin', u),
  tan: (u) => negate(f('log', f('cos', u))),
  exp: (u) => f('exp', u),
  sinh: (u) => f('cosh', u),
  cosh: (u) => f('sinh', u),
  tanh: (u) => f('log', f('cosh', u)),
  log: (u) => u.mul(f('log', u)).sub(u),
  asin: (u) => u.mul(f('asin', u)).add(sqrt(ONE.sub(u.pow(2)))),
  acos: (u) => u.mul(f('acos', u)).sub(sqrt(ONE.sub(u.pow(2)))),
  atan: (u) => u.mul(f('atan', u)).sub(f('log', u.pow(2).add(1)).div(2)),
  asinh: (u) => u.mul(f('asinh', u)).sub(sqrt(u.pow(2).add(1))),
  acosh: (u) => u.mul(f('acosh', u)).sub(sqrt(u.pow(2).sub(1))),
  atanh: (u) => u.mul(f('atanh', u)).add(f('log', ONE.sub(u.pow(2))).div(2)),
  erf: (u) => u.mul(f('erf', u)).add(over(f('exp', negate(u.pow(2))), sqrt(pi))),
};

/** a and b of a x + b, or null. */
function linear(u: Expr, x: Expr): [Expr, Expr] | null {
  const c = coefficientsOf(expand(u), x);
  return c !== null && c.length === 2 ? [c[1]!, c[0]!] : null;
}

/** A product as what holds x and what does not. */
function parted(e: Expr, x: Expr): [Expr, Expr[]] {
  const factors = e.kind === 'product' ? e.args : [e];
  return [product(factors.filter((one) => !one.has(x))), factors.filter((one) => one.has(x))];
}

/** Functions and powers of a linear argument. */
const byTable: Rule = (e, x) => {
  if (e.kind === 'call') {
    const line = linear(e.args[0]!, x);
    const known = TABLE[e.name];
    return line === null || known === undefined ? null : over(known(e.args[0]!), line[0]);
  }
  if (e.kind === 'power' || e.key === x.key) {
    const [base, n] = e.kind === 'power' ? [e.args[0]!, e.args[1]!] : [e, ONE];
    if (!base.has(x)) {
      // a**(b x + c)
      const line = linear(n, x);
      return line === null ? null : over(e, product([line[0], f('log', base)]));
    }
    const line = linear(base, x);
    if (line === null || n.has(x)) return null;
    if (n.equals(-1)) return over(f('log', base), line[0]);
    return over(power(base, n.add(1)), product([line[0], n.add(1)]));
  }
  return null;
};

/** Powers of sine, cosine and tangent of one linear argument. */
const trigonometric: Rule = (e, x, depth) => {
  const [, factors] = parted(e, x);
  let [m, n, t] = [0, 0, 0];
  let u: Expr | null = null;
  for (const factor of factors) {
    const [base, exponent] = factor.kind === 'power' ? [factor.args[0]!, factor.args[1]!] : [factor, ONE];
    if (base.kind !== 'call' || !['sin', 'cos', 'tan'].includes(base.name) || !isInteger(exponent)) return null;
    if (u !== null && u.key !== base.args[0]!.key) return null;
    u = base.args[0]!;
    if (base.name === 'sin') m += toNumber(exponent);
    else if (base.name === 'cos') n += toNumber(exponent);
    else t += toNumber(exponent);
  }
  if (u === null || (m === 0 && n === 0 && t === 1)) return null;
  const line = linear(u, x);
  if (line === null) return null;
  const [s, c] = [f('sin', u), f('cos', u)];
  const v = symbol('_s');
  const back = (inner: Expr, g: Expr): Expr | null => {
    const found = antiderivative(inner, v, depth + 1);
    return found === null ? null : over(subs(found, [[v, g]]), line[0]);
  };
  if (m === 0 && n === 0 && t > 1) {
    const rest = antiderivative(power(f('tan', u), integer(t - 2)), x, depth + 1);
    return rest === null
      ? null
      : over(power(f('tan', u), integer(t - 1)), product([integer(t - 1), line[0]])).sub(rest);
  }
  m += t;
  n -= t;
  if (((m % 2) + 2) % 2 === 1 && (m > 0 || n % 2 === 0)) {
    const inner = product([power(ONE.sub(v.pow(2)), integer((m - 1) / 2)), power(v, integer(n)), MINUS_ONE]);
    return back(n >= 0 && m > 0 ? expand(inner) : inner, c);
  }
  if (((n % 2) + 2) % 2 === 1 && (n > 0 || m % 2 === 0)) {
    const inner = product([power(ONE.sub(v.pow(2)), integer((n - 1) / 2)), power(v, integer(m))]);
    return back(m >= 0 && n > 0 ? expand(inner) : inner, s);
  }
  if (m >= 0 && n >= 0) {
    // Half the power, twice the angle.
    const twice = f('cos', product([integer(2), u]));
    const squares = product([
      power(ONE.sub(twice).div(2), integer(m / 2)),
      power(ONE.add(twice).div(2), integer(n / 2)),
    ]);
    return antiderivative(expand(squares), x, depth + 1);
  }
  if ((m + n) % 2 === 0 && m + n < 0) {
    // In the tangent: du = (1 + tan**2) dx.
    const inner = product([power(v, integer(m)), power(v.pow(2).add(1), integer(-(m + n) / 2 - 1))]);
    return back(m >= 0 ? expand(inner) : inner, over(s, c));
  }
  return null;
};

/** A polynomial times exp, sin, cos, sinh or cosh of a linear argument: by parts as often as its degree. */
const byParts: Rule = (e, x, depth) => {
  const [, factors] = parted(e, x);
  const at = factors.findIndex((one) => one.kind === 'call' && linear(one.args[0]!, x) !== null);
  if (at < 0) return null;
  const g = factors[at]!;
  const rest = expand(product(factors.filter((_, k) => k !== at)));
  const c = coefficientsOf(rest, x);
  if (['exp', 'sin', 'cos', 'sinh', 'cosh'].includes(g.name)) {
    if (c === null) return null;
    let total: Expr[] = [];
    let [p, integral] = [rest, g];
    for (let k = 0; k <= c.length; k++) {
      const next = byTable(integral, x, 0) ?? scaledTable(integral, x);
      if (next === null) return null;
      integral = next;
      total = [...total, product([integer(k % 2 ? -1 : 1), p, integral])];
      p = derive(p, x);
      if (isZero(p)) return expand(sum(total));
    }
    return null;
  }
  // log, atan, asin, ... become simpler when derived.
  if (!['log', 'atan', 'asin', 'acos', 'asinh', 'acosh', 'atanh', 'erf'].includes(g.name) || factors.length < 2)
    return null;
  const v = antiderivative(rest, x, depth + 1);
  if (v === null) return null;
  const inner = antiderivative(simplest(product([v, derive(g, x)]), x), x, depth + 1);
  return inner === null ? null : expand(product([v, g])).sub(inner);
};

/** The table for a number times a function. */
function scaledTable(e: Expr, x: Expr): Expr | null {
  const [c, factors] = parted(e, x);
  if (factors.length !== 1) return null;
  const found = byTable(factors[0]!, x, 0);
  return found === null ? null : product([c, found]);
}

function simplest(e: Expr, x: Expr): Expr {
  try {
    const made = cancel(e);
    return made.has(x) ? made : expand(made);
  } catch {
    return e;
  }
}

/** exp(a x) sin(b x + c) and its like. */
const damped: Rule = (e, x) => {
  const [, factors] = parted(e, x);
  if (factors.length !== 2) return null;
  const g = factors.find((one) => one.name === 'exp');
  const h = factors.find((one) => one.name === 'sin' || one.name === 'cos');
  if (g === undefined || h === undefined) return null;
  const [p, q] = [linear(g.args[0]!, x), linear(h.args[0]!, x)];
  if (p === null || q === null) return null;
  const [a, b] = [p[0], q[0]];
  const [s, c] = [f('sin', h.args[0]!), f('cos', h.args[0]!)];
  const inner = h.name === 'sin' ? a.mul(s).sub(b.mul(c)) : a.mul(c).add(b.mul(s));
  return expand(over(product([g, inner]), a.pow(2).add(b.pow(2))));
};

/** What leads to the exponential, sine, cosine and logarithmic integrals and to the error function. */
const special: Rule = (e, x) => {
  const [, factors] = parted(e, x);
  if (factors.length === 1 && factors[0]!.name === 'exp') {
    const c = coefficientsOf(expand(factors[0]!.args[0]!), x);
    if (c === null || c.length !== 3 || !(realValue(c[2]!) < 0 || c[2]!.freeSymbols.size > 0)) return null;
    const [g, b, a] = [c[0]!, c[1]!, negate(c[2]!)];
    // -a x**2 + b x + g is -(sqrt(a) x - b/(2 sqrt(a)))**2 + b**2/(4 a) + g.
    const inside = sqrt(a)
      .mul(x)
      .sub(over(b, sqrt(a).mul(2)));
    const front = f('exp', over(b.pow(2), a.mul(4)).add(g));
    return product([half, sqrt(pi), power(a, fraction(rational(-1n, 2n))), front, f('erf', inside)]);
  }
  if (factors.length === 1 && factors[0]!.kind === 'power' && factors[0]!.args[1]!.equals(-1)) {
    const inner = factors[0]!.args[0]!;
    if (inner.kind === 'call' && inner.name === 'log' && inner.args[0]!.key === x.key) return f('li', x);
  }
  if (factors.length !== 2) return null;
  const g = factors.find((one) => ['exp', 'sin', 'cos'].includes(one.name));
  const below = factors.find((one) => one !== g);
  if (g === undefined || below === undefined) return null;
  const c = coefficientsOf(expand(g.args[0]!), x);
  const degree =
    below.key === x.key
      ? 1
      : below.kind === 'power' && below.args[0]!.key === x.key && isInteger(below.args[1]!)
        ? toNumber(below.args[1]!)
        : 0;
  if (g.name === 'exp' && c !== null && c.length === 3 && degree > 0 && degree < 40) {
    // x**(n - 1) times the derivative of the exponential, by parts.
    const less = (n: number, factor: Expr): Expr | null => {
      if (n < 0 || isZero(factor)) return ZERO;
      const own = special(n === 0 ? g : product([power(x, integer(n)), g]), x, 0);
      return own === null ? null : product([factor, own]);
    };
    const [one, two] = [less(degree - 1, c[1]!), less(degree - 2, integer(degree - 1))];
    if (one === null || two === null) return degree === 1 && isZero(c[1]!) ? over(g, c[2]!.mul(2)) : null;
    return over(
      product([power(x, integer(degree - 1)), g])
        .sub(one)
        .sub(two),
      c[2]!.mul(2),
    );
  }
  if (below.kind !== 'power' || !isInteger(below.args[1]!) || below.args[0]!.key !== x.key) return null;
  const n = toNumber(below.args[1]!);
  const line = linear(g.args[0]!, x);
  if (line === null || n >= 0 || n < -12) return null;
  const [a, b] = line;
  if (n < -1) {
    // One power less by parts.
    const inner = viaSpecial(product([derive(g, x), power(x, integer(n + 1))]), x);
    return inner === null ? null : over(product([g, power(x, integer(n + 1))]).sub(inner), integer(n + 1));
  }
  const u = a.mul(x);
  if (g.name === 'exp') return product([f('exp', b), f('Ei', u)]);
  if (!isZero(b)) return null;
  return f(g.name === 'sin' ? 'Si' : 'Ci', u);
};

function viaSpecial(e: Expr, x: Expr): Expr | null {
  const [c, factors] = parted(e, x);
  const found = special(product(factors), x, 0);
  return found === null ? null : product([c, found]);
}

/** Roots of squares: sqrt(c + a x**2) and its reciprocal. */
const roots: Rule = (e, x) => {
  if (e.kind !== 'power' || !(e.args[1]!.key === '1/2' || e.args[1]!.key === '-1/2')) return null;
  const k = coefficientsOf(expand(e.args[0]!), x);
  if (k === null || k.length !== 3) return null;
  // The square is completed: a (x + s)**2 + c.
  const a = k[2]!;
  const s = over(k[1]!, a.mul(2));
  const c = expand(k[0]!.sub(over(k[1]!.pow(2), a.mul(4))));
  const u = x.add(s);
  const [va, vc] = [realValue(a), realValue(c)];
  let inverse: Expr | null = null;
  if (va < 0 && vc > 0) inverse = over(f('asin', u.mul(sqrt(negate(over(a, c))))), sqrt(negate(a)));
  else if (va > 0 && vc > 0) inverse = over(f('asinh', u.mul(sqrt(over(a, c)))), sqrt(a));
  else if (va > 0 && vc < 0) inverse = over(f('log', sqrt(a).mul(u).add(sqrt(e.args[0]!))), sqrt(a));
  if (inverse === null) return null;
  if (e.args[1]!.key === '-1/2') return inverse;
  return product([half, u, e]).add(product([half, c, inverse]));
};

/** A part u of the whole such that the rest is a function of u times its derivative. */
const bySubstitution: Rule = (e, x, depth) => {
  if (depth > 3) return null;
  const parts = new Map<string, Expr>();
  const walk = (part: Expr): void => {
    if (!part.has(x) || part.key === x.key) return;
    if (part !== e) parts.set(part.key, part);
    part.args.forEach(walk);
  };
  walk(e);
  // A power that is in all others: x**2 for x/(x**4 + 1).
  const common = commonPower(parted(e, x)[1], x);
  if (common > 1) parts.set('', power(x, integer(common)));
  const v = symbol(`_u${depth}`);
  for (const u of [...parts.values()].sort((a, b) => a.key.length - b.key.length).slice(0, 8)) {
    if (linear(u, x) !== null && u.kind !== 'sum') continue;
    const slope = derive(u, x);
    if (isZero(slope)) continue;
    const replace = (whole: Expr): Expr => putFor(whole, u, v, x);
    for (const inside of [replace(over(e, slope)), replace(simplest(over(e, slope), x))]) {
      if (inside.has(x)) continue;
      const found = antiderivative(inside, v, depth + 1);
      if (found !== null) return subs(found, [[v, u]]);
    }
    if (u.kind === 'call' && u.name === 'log' && u.args[0]!.key === x.key) {
      const inside = product([subs(replace(e), [[x, f('exp', v)]]), f('exp', v)]);
      const found = inside.has(x) ? null : antiderivative(inside, v, depth + 1);
      if (found !== null) return subs(found, [[f('exp', v), x], [v, u]]); // prettier-ignore
    }
    // x itself by u, where u is a root or power of x.
    if (
      u.kind === 'power' &&
      u.args[1]!.kind === 'rational' &&
      linear(u.args[0]!, x) !== null &&
      !isInteger(u.args[1]!)
    ) {
      const [a, b] = linear(u.args[0]!, x)!;
      const back = over(power(v, power(u.args[1]!, MINUS_ONE)).sub(b), a);
      const inside = simplest(product([subs(replace(e), [[x, back]]), derive(back, v)]), v);
      if (inside.has(x)) continue;
      const found = antiderivative(inside, v, depth + 1);
      if (found !== null) return subs(found, [[v, u]]);
    }
  }
  return null;
};

/** Put v for u, also where u is hidden in a power of it: exp(2 x) is the square of exp(x), x**4 that of x**2. */
function putFor(whole: Expr, u: Expr, v: Expr, x: Expr): Expr {
  if (whole.key === u.key) return v;
  if (u.kind === 'call' && u.name === 'exp' && whole.kind === 'call' && whole.name === 'exp') {
    const k = expand(over(whole.args[0]!, u.args[0]!));
    if (isInteger(k)) return power(v, k);
  }
  if (u.kind === 'power' && whole.kind === 'power' && whole.args[0]!.key === u.args[0]!.key) {
    const k = over(whole.args[1]!, u.args[1]!);
    if (isInteger(k)) return power(v, k);
  }
  if (whole.args.length === 0 || !whole.has(x)) return whole;
  return rebuild(
    whole,
    whole.args.map((arg) => putFor(arg, u, v, x)),
  );
}

/** Quotients of sines and cosines of x, by t = tan(x/2). */
const halfAngle: Rule = (e, x, depth) => {
  if (depth > 1) return null;
  const t = symbol('_t');
  const below = power(t.pow(2).add(1), MINUS_ONE);
  const made = putFor(
    putFor(e, f('sin', x), product([integer(2), t, below]), x),
    f('cos', x),
    product([ONE.sub(t.pow(2)), below]),
    x,
  );
  if (made.has(x) || made.key === e.key) return null;
  const found = antiderivative(simplest(product([made, integer(2), below]), t), t, depth + 1);
  return found === null ? null : subs(found, [[t, f('tan', x.div(2))]]);
};

const byLibrary: Rule = (e, x, depth) => {
  if (depth > 1 || e.args.some((arg) => arg.name.startsWith('_'))) return null;
  return ask(e, (text, names) => `integrate(${text},${names[x.name]})`);
};

const RULES: readonly Rule[] = [byTable, overPolynomials, roots, trigonometric, damped, special, byParts, bySubstitution, halfAngle, byLibrary]; // prettier-ignore

/** Does this answer hold? Its derivative is compared at places. */
function holds(found: Expr, e: Expr, x: Expr): boolean {
  try {
    return agree(derive(found, x), e, 1e-6);
  } catch {
    return false;
  }
}

/** An integral of e, or null where none is found. */
export function antiderivative(e: Expr, x: Expr, depth = 0): Expr | null {
  if (depth > 6) return null;
  if (!e.has(x)) return product([e, x]);
  if (e.kind === 'sum') {
    const parts = e.args.map((part) => antiderivative(part, x, depth));
    if (parts.every((part) => part !== null)) return sum(parts as Expr[]);
  }
  const [c, factors] = parted(e, x);
  const inner = product(factors);
  for (const rule of RULES) {
    let found: Expr | null = null;
    try {
      found = rule(inner, x, depth);
    } catch {
      // A rule that runs into nonsense has no answer.
    }
    if (found !== null && holds(found, inner, x)) return c.key === ONE.key ? found : expand(product([c, found]));
  }
  for (const other of depth < 4 ? [expand(e), simplify(e)] : []) {
    if (other.key !== e.key) {
      const found = antiderivative(other, x, depth + 2);
      if (found !== null) return found;
    }
  }
  return null;
}
