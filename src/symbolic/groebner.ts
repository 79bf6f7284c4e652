/** Polynomials in several unknowns with rational coefficients, and Buchberger's algorithm (1965) for a basis in lexicographic order. */
import { Expr, ONE, fraction, integer, isInteger, power, product, rationalOf, sum, toNumber } from './expr.js';
import { addRational, gcd, mulRational, rational, type Rational } from './rational.js';

/** Terms in falling order: exponents and a coefficient each. */
export type Polynomial = readonly { readonly e: readonly number[]; readonly c: Rational }[];

const compare = (a: readonly number[], b: readonly number[]): number => {
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return b[k]! - a[k]!;
  return 0;
};
const divides = (a: readonly number[], b: readonly number[]): boolean => a.every((v, k) => v <= b[k]!);

function collected(terms: Iterable<{ e: readonly number[]; c: Rational }>): Polynomial {
  const all = new Map<string, { e: readonly number[]; c: Rational }>();
  for (const { e, c } of terms) {
    const known = all.get(e.join());
    all.set(e.join(), { e, c: known === undefined ? c : addRational(known.c, c) });
  }
  return [...all.values()].filter(({ c }) => c.p !== 0n).sort((a, b) => compare(a.e, b.e));
}

/** An expression as a polynomial in these unknowns; null when it is none with rational coefficients. */
export function toPolynomial(expanded: Expr, xs: readonly Expr[]): Polynomial | null {
  const terms: { e: number[]; c: Rational }[] = [];
  for (const term of expanded.kind === 'sum' ? expanded.args : [expanded]) {
    const e = xs.map(() => 0);
    let c = rational(1n);
    for (const factor of term.kind === 'product' ? term.args : [term]) {
      const base = factor.kind === 'power' ? factor.args[0]! : factor;
      const exponent = factor.kind === 'power' ? factor.args[1]! : ONE;
      const k = xs.findIndex((x) => x.key === base.key);
      if (factor.kind === 'rational') c = mulRational(c, rationalOf(factor));
      else if (k >= 0 && isInteger(exponent) && toNumber(exponent) > 0) e[k]! += toNumber(exponent);
      else return null;
    }
    terms.push({ e, c });
  }
  return collected(terms);
}

/** A polynomial as an expression. */
export function fromPolynomial(p: Polynomial, xs: readonly Expr[]): Expr {
  return sum(p.map(({ e, c }) => product([fraction(c), ...e.map((n, k) => power(xs[k]!, integer(n)))])));
}

/** Without common factors of the coefficients, the first one positive. */
function primitive(p: Polynomial): Polynomial {
  if (p.length === 0) return p;
  const q = p.reduce((all, { c }) => (all * c.q) / gcd(all, c.q), 1n);
  let g = 0n;
  for (const { c } of p) g = gcd(g, (c.p * q) / c.q);
  if (p[0]!.c.p < 0n) g = -g;
  return p.map(({ e, c }) => ({ e, c: rational((c.p * q) / c.q / g) }));
}

/** a - c x^e b. */
function minusTimes(a: Polynomial, c: Rational, e: readonly number[], b: Polynomial): Polynomial {
  const turned = rational(-c.p, c.q);
  return collected([
    ...a,
    ...b.map((term) => ({ e: term.e.map((v, k) => v + e[k]!), c: mulRational(turned, term.c) })),
  ]);
}

const ratio = (a: Rational, b: Rational): Rational => rational(a.p * b.q, a.q * b.p);
const difference = (a: readonly number[], b: readonly number[]): number[] => a.map((v, k) => v - b[k]!);

function reduced(p: Polynomial, basis: readonly Polynomial[]): Polynomial {
  const rest: { e: readonly number[]; c: Rational }[] = [];
  let left = p;
  for (let n = 0; left.length > 0; n++) {
    if (n > 20000) return [];
    const head = left[0]!;
    const by = basis.find((b) => divides(b[0]!.e, head.e));
    if (by === undefined) {
      rest.push(head);
      left = left.slice(1);
    } else left = minusTimes(left, ratio(head.c, by[0]!.c), difference(head.e, by[0]!.e), by);
  }
  return primitive(rest);
}

/** The reduced basis; null when it takes too long. */
export function groebner(polynomials: readonly Polynomial[]): Polynomial[] | null {
  let basis = polynomials.map(primitive).filter((p) => p.length > 0);
  const pairs: [number, number][] = [];
  for (let i = 0; i < basis.length; i++) for (let j = 0; j < i; j++) pairs.push([j, i]);
  const lcm = (i: number, j: number): number[] => basis[i]![0]!.e.map((v, k) => Math.max(v, basis[j]![0]!.e[k]!));
  const degree = ([i, j]: [number, number]): number => lcm(i, j).reduce((a, b) => a + b, 0);
  const started = Date.now();
  for (let count = 0; pairs.length > 0; count++) {
    if (count > 3000 || Date.now() - started > 10000) return null;
    // The pair of least degree first.
    let best = 0;
    for (let k = 1; k < pairs.length; k++) if (degree(pairs[k]!) < degree(pairs[best]!)) best = k;
    const [i, j] = pairs.splice(best, 1)[0]!;
    const [f, g] = [basis[i]!, basis[j]!];
    // Heads without common unknowns reduce to zero.
    if (f[0]!.e.every((v, k) => v === 0 || g[0]!.e[k] === 0)) continue;
    const common = lcm(i, j);
    const one = rational(1n);
    const a = minusTimes([], ratio(rational(-1n), f[0]!.c), difference(common, f[0]!.e), f);
    const s = minusTimes(a, ratio(one, g[0]!.c), difference(common, g[0]!.e), g);
    const r = reduced(s, basis);
    if (r.length === 0) continue;
    basis.push(r);
    for (let k = 0; k + 1 < basis.length; k++) pairs.push([k, basis.length - 1]);
  }
  basis = basis.filter(
    (p, i) => !basis.some((q, j) => j !== i && divides(q[0]!.e, p[0]!.e) && (j < i || compare(q[0]!.e, p[0]!.e) !== 0)),
  );
  return basis.map((p, i) => reduced(p, basis.filter((_, j) => j !== i))).filter((p) => p.length > 0); // prettier-ignore
}
