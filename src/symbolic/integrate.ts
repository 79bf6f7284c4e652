/** Integrals: rules of our own first, then the algebra library; what is found is derived again and compared. */
import { DTypeError, ValueError } from '../core/errors.js';
import { antiderivative } from './antiderivative.js';
import { expand, subs, theSymbol } from './calculus.js';
import { Expr, expr, type ExprLike } from './expr.js';
import { limit } from './limits.js';
import { realValue } from './numeric.js';

/**
 * An integral: indefinite, or between limits.
 *
 * @param e - what is integrated
 * @param x - the variable, or `[x, a, b]`
 * @throws ValueError when it is not found; what is found has been derived again and compared
 * @example
 * integrate('x*exp(x)', 'x'); // x*exp(x) - exp(x)
 */
export function integrate(e: ExprLike, x: ExprLike | readonly [ExprLike, ExprLike, ExprLike]): Expr {
  if (arguments.length > 2) throw new DTypeError('integrate: limits stand with the variable: integrate(e, [x, a, b])');
  const given = expr(e);
  const definite = Array.isArray(x);
  const variable = theSymbol('integrate', definite ? (x as readonly ExprLike[])[0]! : (x as ExprLike));
  const found = antiderivative(given, variable);
  if (found === null)
    throw new ValueError(
      `integrate: no integral of ${String(given)} was found; numloom/integrate has quad for numbers`,
    );
  if (!definite) return found;
  const [, a, b] = x as readonly [ExprLike, ExprLike, ExprLike];
  const at = (place: Expr, dir: '+' | '-'): Expr => {
    if (!place.has(expr('oo'))) {
      try {
        const v = subs(found, [[variable, place]]);
        if (v.freeSymbols.size > 0 || Number.isFinite(realValue(v))) return v;
      } catch {
        // The limit says it.
      }
    }
    return limit(found, variable, place, dir);
  };
  const [low, high] = [expr(a), expr(b)];
  const result = expand(at(high, '-').sub(at(low, '+')));
  checkDefinite(given, variable, low, high, result, found);
  return result;
}

/**
 * Compare a definite integral with numbers: a pole between the limits makes the difference of ends wrong. Of an infinite range a finite part is
 * compared.
 */
function checkDefinite(e: Expr, x: Expr, low: Expr, high: Expr, result: Expr, found: Expr): void {
  const [from, to] = [realValue(low), realValue(high)];
  if (Number.isNaN(from + to) && from !== -to) return;
  if (e.freeSymbols.size > 1) return;
  const finite = Number.isFinite(from) && Number.isFinite(to);
  const a = Number.isFinite(from) ? from : Number.isFinite(to) ? to - 40 : -40;
  const b = Number.isFinite(to) ? to : Number.isFinite(from) ? from + 40 : 40;
  const n = finite ? 400 : 4000;
  let total = 0;
  let rough = 0;
  for (let k = 0; k < n; k++) {
    // Midpoints: ends may be singular.
    const v = realValue(e, { [x.name]: a + ((k + 0.5) / n) * (b - a) });
    if (!Number.isFinite(v))
      throw new ValueError(
        `integrate: ${String(e)} has no value at some places between ${String(low)} and ${String(high)}`,
      );
    total += (v * (b - a)) / n;
    rough += Math.abs((v * (b - a)) / n);
  }
  const value = finite
    ? realValue(result)
    : realValue(found, { [x.name]: b - 1e-9 }) - realValue(found, { [x.name]: a + 1e-9 });
  if (Math.abs(value) === Infinity || (!finite && Number.isNaN(value))) return;
  if (!(Math.abs(value - total) <= 0.05 * Math.max(rough, 1e-9))) {
    throw new ValueError(
      `integrate: the integral of ${String(e)} between ${String(low)} and ${String(high)} does not converge or was not found`,
    );
  }
}
