/** Roots of polynomials: factors first, then the formulas up to degree 4. */
import { ValueError } from '../core/errors.js';
import { factor } from './algebra.js';
import { coefficientsOf, expand } from './calculus.js';
import { Expr, I, MINUS_ONE, ONE, ZERO, call, fraction, integer, isInteger, isNumber, isZero, negate, pi, power, product, sum, symbol, toNumber } from './expr.js'; // prettier-ignore
import { complexValue } from './numeric.js';
import { rational } from './rational.js';

export const half = fraction(rational(1n, 2n));
/** A square root. */
export const sqrt = (e: Expr): Expr => power(e, half);

/** Thrown when an equation is not among those that can be solved. */
export class NotSolvedError extends ValueError {
  override name = 'NotSolvedError';
}

/** Roots of a polynomial with these coefficients (from the constant up), each once. */
export function polynomialRoots(c: readonly Expr[]): Expr[] | null {
  const n = c.length - 1;
  if (n < 1) return [];
  if (isZero(c[0]!)) return [ZERO, ...(polynomialRoots(c.slice(1)) ?? failDegree(n))];
  const lead = c[n]!;
  const over = (e: Expr): Expr => expand(product([e, power(lead, MINUS_ONE)]));
  if (n === 1) return [simplerQuotient(negate(c[0]!), lead)];
  if (n === 2) {
    const [p, q] = [c[1]!, c[0]!];
    const d = expand(p.pow(2).sub(product([integer(4), lead, q])));
    const root = d.freeSymbols.size === 0 ? sqrt(d) : sqrt(factor(d));
    const two = product([integer(2), lead]);
    if (isZero(d)) return [expand(product([negate(p), power(two, MINUS_ONE)]))];
    return [root, negate(root)].map((r) => {
      const made = product([sum([negate(p), negate(r)]), power(two, MINUS_ONE)]);
      return d.freeSymbols.size === 0 ? expand(made) : made;
    });
  }
  // Only even powers: a polynomial in x**2 (or x**k).
  const stride = c.reduce((g, v, k) => (k > 0 && !isZero(v) ? gcdNumber(g, k) : g), 0);
  if (stride > 1) {
    const inner = polynomialRoots(c.filter((_, k) => k % stride === 0));
    if (inner === null) return null;
    if (stride === 2) return inner.flatMap((u) => (isZero(u) ? [ZERO] : [negate(sqrt(u)), sqrt(u)]));
    if (stride === 3 || stride === 4) return inner.flatMap((u) => rootsOfUnity(u, stride));
    return null;
  }
  if (n === 3) return cubic(over(c[2]!), over(c[1]!), over(c[0]!));
  if (n === 4) return quartic(over(c[3]!), over(c[2]!), over(c[1]!), over(c[0]!));
  return null;
}

function failDegree(n: number): never {
  throw new NotSolvedError(
    `solve: a polynomial of degree ${n} that does not factor has no roots that can be written down; np.roots has numbers`,
  );
}

const simplerQuotient = (a: Expr, b: Expr): Expr =>
  isNumber(b) ? expand(product([a, power(b, MINUS_ONE)])) : product([a, power(b, MINUS_ONE)]);
const gcdNumber = (a: number, b: number): number => (b === 0 ? a : gcdNumber(b, a % b));

/** The roots of x**n = u. */
function rootsOfUnity(u: Expr, n: number): Expr[] {
  const negative = isNumber(u) && toNumber(u) < 0;
  const r = power(negative ? negate(u) : u, fraction(rational(1n, BigInt(n))));
  if (n === 3) {
    const s = negative ? MINUS_ONE : ONE;
    const part = (sign: number): Expr =>
      expand(
        product([
          s,
          r,
          sum([fraction(rational(-1n, 2n)), product([fraction(rational(BigInt(sign), 2n)), sqrt(integer(3)), I])]),
        ]),
      );
    return [product([s, r]), part(-1), part(1)];
  }
  if (!negative) return [negate(r), r, product([I, negate(r)]), product([I, r])];
  const w = product([r, sqrt(integer(2)), half]);
  return [[1, 1], [1, -1], [-1, 1], [-1, -1]].map(([a, b]) => expand(product([w, sum([integer(a!), product([integer(b!), I])])]))); // prettier-ignore
}

/** Cardano's formula for x**3 + a x**2 + b x + c; with three real roots by cosines (Viète), which need no complex numbers. */
function cubic(a: Expr, b: Expr, c: Expr): Expr[] {
  const third = fraction(rational(1n, 3n));
  const shift = product([a, negate(third)]);
  const p = expand(b.sub(product([a.pow(2), third])));
  const q = expand(sum([product([fraction(rational(2n, 27n)), a.pow(3)]), negate(product([a, b, third])), c]));
  const d = expand(
    sum([product([q.pow(2), fraction(rational(1n, 4n))]), product([p.pow(3), fraction(rational(1n, 27n))])]),
  );
  if (d.freeSymbols.size > 0)
    throw new NotSolvedError('solve: a cubic equation with symbols for coefficients is not solved');
  if (toNumberOf(d) < 0) {
    const m = product([integer(2), sqrt(product([negate(p), third]))]);
    const angle = call('acos', [
      product([fraction(rational(3n, 2n)), q, power(p, MINUS_ONE), sqrt(product([integer(-3), power(p, MINUS_ONE)]))]),
    ]);
    return [0, 1, 2].map((k) =>
      sum([shift, product([m, call('cos', [sum([product([angle, third]), product([integer(-2 * k), pi, third])])])])]),
    );
  }
  const root = sqrt(d);
  const cube = (e: Expr): Expr => (toNumberOf(e) < 0 ? negate(power(expand(negate(e)), third)) : power(e, third));
  const u = cube(sum([negate(product([q, half])), root]));
  const v = isZero(u)
    ? cube(sum([negate(product([q, half])), negate(root)]))
    : product([negate(p), third, power(u, MINUS_ONE)]);
  const part = (sign: number): Expr =>
    sum([
      shift,
      product([fraction(rational(-1n, 2n)), sum([u, v])]),
      product([fraction(rational(BigInt(sign), 2n)), sqrt(integer(3)), I, sum([u, negate(v)])]),
    ]);
  return [sum([shift, u, v]), part(-1), part(1)];
}

const toNumberOf = (e: Expr): number => complexValue(e)[0];

/** Ferrari's way for x**4 + a x**3 + b x**2 + c x + d. */
function quartic(a: Expr, b: Expr, c: Expr, d: Expr): Expr[] {
  const f = (p: bigint, q: bigint): Expr => fraction(rational(p, q));
  const shift = product([a, f(-1n, 4n)]);
  const p = expand(sum([b, product([f(-3n, 8n), a.pow(2)])]));
  const q = expand(sum([product([f(1n, 8n), a.pow(3)]), product([f(-1n, 2n), a, b]), c]));
  const r = expand(
    sum([product([f(-3n, 256n), a.pow(4)]), product([f(1n, 16n), a.pow(2), b]), product([f(-1n, 4n), a, c]), d]),
  );
  if (isZero(q)) return polynomialRoots([r, ZERO, p, ZERO, ONE])!.map((y) => expand(sum([y, shift])));
  // A root m of the resolvent m**3 + p m**2 + (p**2/4 - r) m - q**2/8, not zero.
  const resolvent = [product([f(-1n, 8n), q.pow(2)]), expand(sum([product([f(1n, 4n), p.pow(2)]), negate(r)])), p, ONE];
  const candidates = exactRoots(resolvent).filter((m) => Math.hypot(...complexValue(m)) > 1e-12);
  const m = candidates.sort(
    (x, y) => (complexValue(y)[0] > 0 ? 1 : 0) - (complexValue(x)[0] > 0 ? 1 : 0) || sizeOf(x) - sizeOf(y),
  )[0]!;
  const s = sqrt(expand(product([integer(2), m])));
  return [1, -1].flatMap((sign) => {
    const inside = sum([
      product([integer(-2), m]),
      product([integer(-2), p]),
      negate(product([integer(2 * sign), q, power(s, MINUS_ONE)])),
    ]);
    const root = sqrt(expand(inside));
    return [1, -1].map((t) =>
      expand(sum([product([half, sum([product([integer(sign), s]), product([integer(t), root])])]), shift])),
    );
  });
}

const sizeOf = (e: Expr): number => 1 + e.args.reduce((n, arg) => n + sizeOf(arg), 0);

/** Roots of a polynomial with rational coefficients: first its factors, then the formulas. */
export function exactRoots(c: readonly Expr[]): Expr[] {
  const x = symbol('_u');
  const polynomial = sum(c.map((v, k) => product([v, power(x, integer(k))])));
  const parts = factor(polynomial);
  const found: Expr[] = [];
  for (const part of parts.kind === 'product' ? parts.args : [parts]) {
    const base = part.kind === 'power' && isInteger(part.args[1]!) ? part.args[0]! : part;
    if (!base.has(x)) continue;
    const own = coefficientsOf(expand(base), x);
    if (own === null) failDegree(c.length - 1);
    found.push(...(polynomialRoots(own!) ?? failDegree(own!.length - 1)));
  }
  return found;
}
