/**
 * Equations: polynomials to degree 4 exactly, systems of linear equations, and equations whose unknown can be freed step by step. Every
 * root is put back into the equation before it is given.
 */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { factor, simplify } from './algebra.js';
import { coefficientsOf, expand, fraction2, subs, theSymbol } from './calculus.js';
import { E, Expr, I, MINUS_ONE, ONE, ZERO, call, expr, fraction, integer, isInteger, isNumber, isZero, negate, pi, power, product, rationalOf, sum, symbol, toNumber, type ExprLike } from './expr.js'; // prettier-ignore
import { complexValue, type Pair } from './numeric.js';
import { rational } from './rational.js';

const half = fraction(rational(1n, 2n));
const sqrt = (e: Expr): Expr => power(e, half);

/** Thrown when an equation is not among those that can be solved. */
export class NotSolvedError extends ValueError {
  override name = 'NotSolvedError';
}

/** Is a root right? Its value is put into the equation; roots with other symbols are tried at numbers for these. */
function isRoot(equation: Expr, x: Expr, root: Expr): boolean {
  const names = [...equation.freeSymbols].filter((name) => name !== x.name);
  for (const shift of [0, 0.41]) {
    const values: Record<string, Pair> = {};
    names.forEach((name, k) => (values[name] = [1.37 + 0.83 * k + shift, 0]));
    const at = complexValue(root, values);
    if (!at.every(Number.isFinite)) return false;
    const value = complexValue(equation, { ...values, [x.name]: at });
    if (!value.every(Number.isFinite)) return false;
    // Against the size of the equation's terms there.
    const terms = equation.kind === 'sum' ? equation.args : [equation];
    const scale = Math.max(
      1e-3,
      ...terms.map((term) => Math.hypot(...complexValue(term, { ...values, [x.name]: at }))),
    );
    if (Math.hypot(...value) > 1e-7 * scale) return false;
  }
  return true;
}

/** Roots in SymPy's order: real ones by size, then complex ones. */
function ordered(roots: readonly Expr[]): Expr[] {
  const seen = new Map<string, Expr>();
  for (const root of roots) seen.set(root.key, root);
  const list = [...seen.values()];
  if (list.some((root) => root.freeSymbols.size > 0)) return list;
  const keyed = list.map((root) => ({ root, v: complexValue(root) }));
  const real = (v: Pair): boolean => Math.abs(v[1]) < 1e-12 * Math.max(1, Math.abs(v[0]));
  return keyed
    .sort((a, b) => (real(a.v) ? 0 : 1) - (real(b.v) ? 0 : 1) || a.v[0] - b.v[0] || a.v[1] - b.v[1])
    .map(({ root }) => root);
}

/** Roots of a polynomial with these coefficients (from the constant up), each once. */
function polynomialRoots(c: readonly Expr[]): Expr[] | null {
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
function exactRoots(c: readonly Expr[]): Expr[] {
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

/** Free the unknown step by step: f = value. */
function free(f: Expr, value: Expr, x: Expr): Expr[] | null {
  if (f.key === x.key) return [value];
  const holders = f.args.filter((arg) => arg.has(x));
  if (holders.length !== 1) return null;
  const inner = holders[0]!;
  const rest = f.args.filter((arg) => arg !== inner);
  switch (f.kind) {
    case 'sum':
      return free(inner, expand(sum([value, ...rest.map(negate)])), x);
    case 'product':
      return free(inner, product([value, ...rest.map((arg) => power(arg, MINUS_ONE))]), x);
    case 'power': {
      const [base, exponent] = [f.args[0]!, f.args[1]!];
      if (inner === exponent && base.kind === 'rational' && value.kind === 'rational') {
        // 2**x = 8: a whole power is written as such.
        const guess = Math.round(Math.log(toNumber(value)) / Math.log(toNumber(base)));
        if (Number.isFinite(guess) && Math.abs(guess) < 1000 && power(base, integer(guess)).key === value.key)
          return free(exponent, integer(guess), x);
      }
      if (inner === exponent)
        return free(exponent, product([call('log', [value]), power(call('log', [base]), MINUS_ONE)]), x);
      if (exponent.kind !== 'rational') return free(base, power(value, power(exponent, MINUS_ONE)), x);
      const { p, q } = rationalOf(exponent);
      const n = p < 0n ? -p : p;
      const turned = p < 0n ? power(value, MINUS_ONE) : value;
      const raised = power(turned, integer(q));
      if (n === 1n) return free(base, raised, x);
      const u = symbol('_p');
      const roots = polynomialRoots([negate(raised), ...Array<Expr>(Number(n) - 1).fill(ZERO), ONE]);
      if (roots === null) return null;
      const all = roots.map((root) => free(base, root, x));
      return all.some((list) => list === null) ? null : (all as Expr[][]).flat().filter((root) => !root.has(u));
    }
    case 'call': {
      const back: Readonly<Record<string, (v: Expr) => Expr[]>> = {
        exp: (v) => (isZero(v) ? [] : [call('log', [v])]),
        log: (v) => [power(E, v)],
        sin: (v) => [call('asin', [v]), pi.sub(call('asin', [v]))],
        cos: (v) => [call('acos', [v]), pi.mul(2).sub(call('acos', [v]))],
        tan: (v) => [call('atan', [v])],
        asin: (v) => [call('sin', [v])],
        acos: (v) => [call('cos', [v])],
        atan: (v) => [call('tan', [v])],
        sinh: (v) => [call('log', [sum([v, sqrt(v.pow(2).add(1))])])],
        cosh: (v) => [
          call('log', [sum([v, sqrt(v.pow(2).sub(1))])]),
          negate(call('log', [sum([v, sqrt(v.pow(2).sub(1))])])),
        ],
        tanh: (v) => [product([half, call('log', [product([v.add(1), power(ONE.sub(v), MINUS_ONE)])])])],
        abs: (v) => [v, negate(v)],
      };
      const values = back[f.name]?.(value);
      if (values === undefined) return null;
      const all = values.map((v) => free(inner, v, x));
      return all.some((list) => list === null) ? null : (all as Expr[][]).flat();
    }
    default:
      return null;
  }
}

/** Parts of an equation that could stand for a new unknown: exp(x), sin(x), sqrt(x), ... */
function generators(e: Expr, x: Expr): Expr[] {
  const found = new Map<string, Expr>();
  const walk = (part: Expr): void => {
    if (!part.has(x)) return;
    if (part.kind === 'call' || (part.kind === 'power' && (!isInteger(part.args[1]!) || toNumber(part.args[1]!) < 0))) {
      // exp(2*x) is a power of exp(x).
      if (part.kind === 'call' && part.name === 'exp') found.set('exp', call('exp', [x]));
      else if (part.kind === 'power' && part.args[1]!.kind === 'rational' && rationalOf(part.args[1]!).q > 1n) {
        const g = power(part.args[0]!, fraction(rational(1n, rationalOf(part.args[1]!).q)));
        found.set(g.key, g);
      } else found.set(part.key, part);
      return;
    }
    part.args.forEach(walk);
  };
  walk(e);
  return [...found.values()];
}

function solveOne(equation: Expr, x: Expr): Expr[] {
  const [top] = fraction2(equation);
  const f = expand(top);
  if (!f.has(x)) return [];
  const c = coefficientsOf(f, x);
  const candidates: Expr[] = [];
  if (c !== null) {
    const symbols = f.freeSymbols.size > 1;
    candidates.push(...(symbols ? (polynomialRoots(c) ?? exactRoots(c)) : exactRoots(c)));
  } else {
    const product2 = factor(top);
    const parts = product2.kind === 'product' ? product2.args.filter((arg) => arg.has(x)) : [];
    const freed = free(top, ZERO, x) ?? free(f, ZERO, x);
    if (freed !== null) candidates.push(...freed);
    else if (parts.length > 1)
      candidates.push(...parts.flatMap((part) => solveOne(part.kind === 'power' ? part.args[0]! : part, x)));
    else candidates.push(...bySubstitution(f, x));
  }
  const right = candidates.filter((root) => isRoot(equation, x, root));
  if (right.length === 0 && candidates.length > 0 && c !== null)
    throw new NotSolvedError(`solve: the roots of ${String(equation)} could not be confirmed`);
  return right;
}

function bySubstitution(f: Expr, x: Expr): Expr[] {
  const all = generators(f, x);
  const u = symbol('_g');
  for (const g of all) {
    const walk = (part: Expr): Expr => {
      if (part.key === g.key) return u;
      if (g.name === 'exp' && part.kind === 'call' && part.name === 'exp') {
        const k = expand(product([part.args[0]!, power(x, MINUS_ONE)]));
        if (!k.has(x)) return power(u, k);
      }
      if (g.kind === 'power' && part.kind === 'power' && part.args[0]!.key === g.args[0]!.key)
        return power(u, product([part.args[1]!, power(g.args[1]!, MINUS_ONE)]));
      if (g.kind === 'power' && part.key === g.args[0]!.key) return power(u, power(g.args[1]!, MINUS_ONE));
      if (part.args.length === 0) return part;
      const args = part.args.map(walk);
      return part.kind === 'sum'
        ? sum(args)
        : part.kind === 'product'
          ? product(args)
          : part.kind === 'power'
            ? power(args[0]!, args[1]!)
            : call(part.name, args);
    };
    const replaced = walk(f);
    if (replaced.has(x)) continue;
    const roots = solveOne(replaced, u);
    return roots.flatMap((root) => free(g, root, x) ?? []);
  }
  throw new NotSolvedError(
    `solve: ${String(f)} = 0 mixes ${String(x)} in ways that are not solved exactly; numloom/optimize has brentq and root for numbers`,
  );
}

/**
 * Solve equations (expressions that shall be zero).
 *
 * @param equations - one, or a list for a system of linear equations
 * @param unknowns - the symbol, or a list of them
 * @returns one equation: its roots, each once. A system: an object from names to values, or an empty list without a solution
 * @throws NotSolvedError when it cannot be solved exactly; never a root that does not solve it
 * @example
 * solve('x**2 + 2*x + 1', 'x').map(String); // ['-1']
 * solve(['x + y - 3', 'x - y - 1'], ['x', 'y']); // { x: 2, y: 1 }
 */
export function solve(equations: ExprLike, unknowns?: ExprLike): Expr[];
export function solve(equations: readonly ExprLike[], unknowns?: readonly ExprLike[]): Record<string, Expr> | [];
export function solve(
  equations: ExprLike | readonly ExprLike[],
  unknowns?: ExprLike | readonly ExprLike[],
): Expr[] | Record<string, Expr> {
  if (Array.isArray(equations))
    return solveLinear(equations as readonly ExprLike[], unknowns as readonly ExprLike[] | undefined);
  const equation = expr(equations as ExprLike);
  let x = unknowns as ExprLike | undefined;
  if (x === undefined) {
    const names = [...equation.freeSymbols];
    if (names.length !== 1)
      throw new ValueError(`solve: which unknown? ${String(equation)} has ${names.join(', ') || 'none'}; name it`);
    x = symbol(names[0]!);
  }
  const unknown = theSymbol('solve', x);
  if (!equation.has(unknown)) {
    if (isZero(simplify(equation)))
      throw new NotSolvedError(`solve: every ${String(unknown)} solves ${String(equation)} = 0`);
    return [];
  }
  return ordered(solveOne(equation, unknown));
}

function solveLinear(
  equations: readonly ExprLike[],
  unknowns: readonly ExprLike[] | undefined,
): Record<string, Expr> | [] {
  const list = equations.map((e) => expand(fraction2(expr(e))[0]));
  const names = unknowns ?? [...new Set(list.flatMap((e) => [...e.freeSymbols]))].sort();
  if (!Array.isArray(names)) throw new DTypeError(`solve: a system wants a list of unknowns, got ${describe(names)}`);
  const xs = names.map((name: ExprLike) => theSymbol('solve', name));
  // Rows of coefficients, the constant last.
  const rows = list.map((e) => {
    const row = xs.map((x) => {
      const c = coefficientsOf(e, x);
      if (c === null || c.length > 2)
        throw new NotSolvedError(
          `solve: ${String(e)} is not linear in ${xs.map(String).join(', ')}; only linear systems are solved`,
        );
      const a = c[1] ?? ZERO;
      if (xs.some((y) => a.has(y)))
        throw new NotSolvedError(`solve: ${String(e)} is not linear in ${xs.map(String).join(', ')}`);
      return a;
    });
    return [
      ...row,
      negate(
        subs(
          e,
          xs.map((x) => [x, ZERO] as const),
        ),
      ),
    ];
  });
  const pivots: number[] = [];
  let r = 0;
  for (let k = 0; k < xs.length && r < rows.length; k++) {
    const at = rows.findIndex((row, i) => i >= r && !isZero(simplify(row[k]!)));
    if (at < 0) continue;
    [rows[r], rows[at]] = [rows[at]!, rows[r]!];
    const pivot = power(rows[r]![k]!, MINUS_ONE);
    rows[r] = rows[r]!.map((v) => expand(product([v, pivot])));
    for (let i = 0; i < rows.length; i++) {
      if (i === r || isZero(rows[i]![k]!)) continue;
      const times = rows[i]![k]!;
      rows[i] = rows[i]!.map((v, j) => expand(v.sub(product([times, rows[r]![j]!]))));
    }
    pivots.push(k);
    r++;
  }
  if (rows.slice(r).some((row) => !isZero(simplify(row[xs.length]!)))) return [];
  const found: Record<string, Expr> = {};
  pivots.forEach((k, i) => {
    const others = xs.map((x, j) => (j === k || isZero(rows[i]![j]!) ? ZERO : negate(product([rows[i]![j]!, x]))));
    found[xs[k]!.name] = simplify(sum([rows[i]![xs.length]!, ...others]));
  });
  for (const e of list) {
    const left = simplify(
      subs(
        e,
        xs.filter((x) => found[x.name] !== undefined).map((x) => [x, found[x.name]!] as const),
      ),
    );
    if (!isZero(left) && !(Math.hypot(...complexValue(left)) < 1e-9))
      throw new NotSolvedError(`solve: the solution of ${String(e)} could not be confirmed`);
  }
  return found;
}
