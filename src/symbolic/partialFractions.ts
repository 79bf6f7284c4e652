/** Integrals of quotients of polynomials, by partial fractions over the rational numbers. */
import { factor } from './algebra.js';
import { coefficientsOf, expand, fraction2, over, subs } from './calculus.js';
import {
  Expr,
  MINUS_ONE,
  ONE,
  ZERO,
  call,
  integer,
  isInteger,
  isNumber,
  isZero,
  negate,
  power,
  product,
  sum,
  symbol,
  toNumber,
} from './expr.js';
import { realValue } from './numeric.js';
import { sqrt } from './roots.js';
import { solveLinear } from './systems.js';

const f = (name: string, e: Expr): Expr => call(name, [e]);

/** A quotient of polynomials, by partial fractions over the rational numbers. */
export function overPolynomials(e: Expr, x: Expr): Expr | null {
  const [top, bottom] = fraction2(e).map(expand) as [Expr, Expr];
  const a = coefficientsOf(top, x);
  const b = coefficientsOf(bottom, x);
  if (a === null || b === null || b.length < 2 || ![...a, ...b].every(isNumber)) return null;
  // What is left of a division is a polynomial.
  const rest = [...a];
  const whole: Expr[] = [];
  for (let k = rest.length - b.length; k >= 0; k--) {
    const q = over(rest[k + b.length - 1]!, b[b.length - 1]!);
    whole[k] = q;
    b.forEach((v, n) => (rest[k + n] = rest[k + n]!.sub(product([q, v]))));
  }
  const polynomial = sum(whole.map((v, k) => over(product([v, power(x, integer(k + 1))]), integer(k + 1))));
  const left = rest.slice(0, b.length - 1);
  if (left.every(isZero)) return polynomial;
  const parts = factor(bottom);
  const terms: { below: Expr; c: readonly Expr[]; n: number }[] = [];
  let front = ONE;
  for (const part of parts.kind === 'product' ? parts.args : [parts]) {
    if (!part.has(x)) {
      front = product([front, part]);
      continue;
    }
    const [base, exponent] =
      part.kind === 'power' && isInteger(part.args[1]!) ? [part.args[0]!, toNumber(part.args[1]!)] : [part, 1];
    const c = coefficientsOf(expand(base), x);
    if (c === null || c.length > 3 || (c.length === 3 && exponent > 2)) return quartic(left, b, x);
    for (let n = 1; n <= exponent; n++) terms.push({ below: base, c, n });
  }
  // Unknown numbers over each factor, found by comparing coefficients.
  const unknowns: Expr[] = [];
  const tops = terms.map(({ c }) => {
    const own = Array.from({ length: c.length - 1 }, () => {
      const u = symbol(`_c${unknowns.length}`);
      unknowns.push(u);
      return u;
    });
    return sum(own.map((u, k) => product([u, power(x, integer(k))])));
  });
  const all = product(
    terms
      .filter((t, k) => k + 1 === terms.length || terms[k + 1]!.below !== t.below)
      .map((t) => power(t.below, integer(t.n))),
  );
  const made = sum(terms.map((t, k) => expand(product([tops[k]!, cancelled(all, t.below, t.n)]))));
  const target = sum(left.map((v, k) => product([v, power(front, MINUS_ONE), power(x, integer(k))])));
  const equations = coefficientsOf(expand(made.sub(target)), x);
  if (equations === null) return null;
  const found = solveLinear(equations, unknowns);
  if (Array.isArray(found)) return null;
  const integrals = terms.map(({ below, c, n }, k) => {
    const over0 = coefficientsOf(expand(subs(tops[k]!, unknowns.map((u) => [u, found[u.name] ?? ZERO] as const))), x)!; // prettier-ignore
    if (c.length === 2) {
      const p = over0[0]!;
      return n === 1
        ? over(product([p, f('log', below)]), c[1]!)
        : over(product([p, power(below, integer(1 - n))]), product([c[1]!, integer(1 - n)]));
    }
    return overQuadratic(over0[0]!, over0[1] ?? ZERO, below, c, n, x);
  });
  return sum([polynomial, ...integrals]);
}

/** all / base**n, all being a product of powers. */
function cancelled(all: Expr, base: Expr, n: number): Expr {
  const factors = all.kind === 'product' ? all.args : [all];
  return product(
    factors.map((one) => {
      const [own, exponent] =
        one.kind === 'power' && isInteger(one.args[1]!) ? [one.args[0]!, toNumber(one.args[1]!)] : [one, 1];
      return own.key === base.key ? power(own, integer(exponent - n)) : one;
    }),
  );
}

/** The integral of (p + q x) / (a x**2 + b x + c)**n, n being 1 or 2. */
function overQuadratic(p: Expr, q: Expr, below: Expr, k: readonly Expr[], n: number, x: Expr): Expr {
  const [c, b, a] = [k[0]!, k[1]!, k[2]!];
  // q x + p is q/(2 a) times the derivative, and a number.
  const m = over(q, a.mul(2));
  const r = expand(p.sub(product([m, b])));
  const d = expand(a.mul(c).mul(4).sub(b.pow(2)));
  const slope = a.mul(2).mul(x).add(b);
  const positive = realValue(d) > 0;
  const root = sqrt(positive ? d : negate(d));
  const plain = positive
    ? over(product([integer(2), f('atan', expand(over(slope, root)))]), root)
    : over(f('log', slope.sub(root)).sub(f('log', slope.add(root))), root);
  if (n === 1) return sum([product([m, f('log', below)]), product([r, plain])]);
  // One power less by parts.
  return sum([
    negate(over(m, below)),
    product([r, over(slope, product([d, below]))]),
    product([r, a.mul(2), over(plain, d)]),
  ]);
}

/** 1 over x**4 + c and such: even denominators of degree 4 that only roots part. */
function quartic(left: readonly Expr[], b: readonly Expr[], x: Expr): Expr | null {
  if (b.length !== 5 || !isZero(b[1]!) || !isZero(b[3]!) || !left.every((v, k) => k % 2 === 0 || isZero(v)))
    return null;
  const [c, p, a] = [b[0]!, b[2]!, b[4]!];
  const s2 = over(c, a);
  if (!(realValue(s2) > 0)) return null;
  // x**4 + p x**2 + s**2 = (x**2 + r x + s)(x**2 - r x + s), r**2 = 2 s - p.
  const s = sqrt(s2);
  const rr = expand(s.mul(2).sub(over(p, a)));
  if (!(realValue(rr) > 0)) return null;
  const r = sqrt(rr);
  const [u, v] = [over(left[0]!, a), over(left[2] ?? ZERO, a)];
  // (A + B x)/(x**2 + r x + s) + (A - B x)/(x**2 - r x + s) with 2 A s = u and 2 (A - B r) = v.
  const A = over(u, s.mul(2));
  const B = over(A.sub(v.div(2)), r);
  return sum(
    [1, -1].map((sign) => {
      const q = product([integer(sign), r]);
      return overQuadratic(A, product([integer(sign), B]), x.pow(2).add(q.mul(x)).add(s), [s, q, ONE], 1, x);
    }),
  );
}
