/** What the algebra library (nerdamer-prime) does: factoring, simplifying. Each answer is checked before it is believed. */
import { ValueError } from '../core/errors.js';
import { expand, fraction2, subs } from './calculus.js';
import { Expr, MINUS_ONE, call, expr, isNumber, power, product, sum, symbol, type ExprLike } from './expr.js';
import { algebra } from './library.js';
import { agree } from './numeric.js';
import { readAlgebra } from './parse.js';
import { toText } from './print.js';

/** Ask the library: symbols get names of ours, so that none means a constant. */
export function ask(e: Expr, question: (text: string, names: Readonly<Record<string, string>>) => string): Expr | null {
  const symbols = [...e.freeSymbols].sort();
  const names: Record<string, string> = {};
  symbols.forEach((name, k) => (names[name] = `v${k}v`));
  const renamed = subs(
    e,
    symbols.map((name) => [symbol(name), symbol(names[name]!)] as const),
  );
  const text = toText(renamed)
    .replace(/\*\*/g, '^')
    .replace(/\bE\b/g, 'e')
    .replace(/\bI\b/g, 'i')
    .replace(/\bAbs\(/g, 'abs(');
  try {
    const answer = algebra(question(text, names));
    return subs(
      readAlgebra(answer),
      symbols.map((name) => [symbol(names[name]!), symbol(name)] as const),
    );
  } catch {
    // An answer that cannot be read (an unsolved integral, a function of the library's own) is none.
    return null;
  }
}

/** How long an expression is. */
const size = (e: Expr): number =>
  (e.args.length === 0 ? 1 : e.args.reduce((n, arg) => n + size(arg), 1)) +
  (e.kind === 'power' && isNumber(e.args[1]!) && e.args[1]!.kind === 'rational' ? 1 : 0);

/** sin(x)**2 + cos(x)**2 = 1 and cosh**2 - sinh**2 = 1, wherever their coefficients agree. */
function pythagoras(e: Expr): Expr {
  if (e.args.length === 0) return e;
  const inner = e.args.map(pythagoras);
  const made = e.kind === 'sum' ? sum(inner) : e.kind === 'product' ? product(inner) : e.kind === 'power' ? power(inner[0]!, inner[1]!) : call(e.name, inner);
  if (made.kind !== 'sum') return made;
  for (const [name, other, sign] of [['sin', 'cos', -1], ['cos', 'sin', -1], ['cosh', 'sinh', 1]] as const) {
    for (const term of made.args) {
      const square = (term.kind === 'product' ? term.args : [term]).find((f) => f.kind === 'power' && f.args[1]!.key === '2/1' && f.args[0]!.kind === 'call' && f.args[0]!.name === name);
      if (square === undefined) continue;
      const x = square.args[0]!.args[0]!;
      const replaced = expand(subs(made, [[square, expr(1).add(call(other, [x]).pow(2).mul(sign))]]));
      if (size(replaced) < size(made)) return pythagoras(replaced);
    }
  }
  return made;
} // prettier-ignore

/**
 * The shortest form that is found: expanded, factored, cancelled, by trigonometric identities.
 *
 * @example
 * simplify('sin(x)**2 + cos(x)**2'); // 1
 */
export function simplify(e: ExprLike): Expr {
  const given = expr(e);
  const candidates = [given];
  const consider = (made: () => Expr | null): void => {
    try {
      const candidate = made();
      if (candidate !== null && agree(candidate, given)) candidates.push(candidate);
    } catch {
      // A way that leads nowhere.
    }
  };
  consider(() => expand(given));
  consider(() => pythagoras(given));
  consider(() => pythagoras(expand(given)));
  consider(() => cancel(given));
  if (given.freeSymbols.size > 0) {
    consider(() => ask(given, (text) => `simplify(${text})`));
    consider(() => factor(given));
  }
  return candidates.reduce((best, candidate) => (size(candidate) < size(best) ? candidate : best));
}

/** A quotient in lowest terms. */
export function cancel(e: ExprLike): Expr {
  const [top, bottom] = fraction2(expr(e));
  if (isNumber(bottom)) return expand(e);
  const made = product([factor(top), power(factor(bottom), MINUS_ONE)]);
  const [t, b] = fraction2(made);
  const result = product([expand(t), power(expand(b), MINUS_ONE)]);
  if (!agree(result, expr(e))) throw new ValueError(`cancel: ${String(expr(e))} could not be brought to lowest terms`);
  return result;
}

/** Quotients over one line. */
export function together(e: ExprLike): Expr {
  const [top, bottom] = fraction2(expr(e));
  return product([top, power(bottom, MINUS_ONE)]);
}

/**
 * A polynomial as a product over the rational numbers; what does not factor comes back as it is.
 *
 * @example
 * factor('x**2 + 2*x + 1'); // (x + 1)**2
 */
export function factor(e: ExprLike): Expr {
  const given = expr(e);
  if (given.freeSymbols.size === 0) return given;
  const [top, bottom] = fraction2(given);
  if (!isNumber(bottom)) return product([factor(top), power(factor(bottom), MINUS_ONE)]);
  const found = ask(expand(given), (text) => `factor(${text})`);
  if (found === null || !agree(found, given)) return given;
  // A factor with roots of numbers is no factor over the rationals.
  const irrational = (part: Expr): boolean =>
    (part.kind === 'power' && part.args[0]!.kind === 'rational') || part.kind === 'float' || part.args.some(irrational);
  return irrational(found) && !irrational(given) ? given : found;
}
