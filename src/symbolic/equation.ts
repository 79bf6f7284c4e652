/** One equation: its unknown is freed step by step, or stands in one function that takes its place. Every root is put back before it is given. */
import { factor } from './algebra.js';
import { coefficientsOf, expand, fraction2 } from './calculus.js';
import { E, Expr, MINUS_ONE, ONE, ZERO, call, fraction, integer, isInteger, isZero, negate, pi, power, product, rationalOf, sum, symbol, toNumber } from './expr.js'; // prettier-ignore
import { complexValue, type Pair } from './numeric.js';
import { rational } from './rational.js';
import { NotSolvedError, exactRoots, half, polynomialRoots, sqrt } from './roots.js';

/** Is a root right? Its value is put into the equation; roots with other symbols are tried at numbers for these. */
export function isRoot(equation: Expr, x: Expr, root: Expr): boolean {
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
export function ordered(roots: readonly Expr[]): Expr[] {
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

export function solveOne(equation: Expr, x: Expr): Expr[] {
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
