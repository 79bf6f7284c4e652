/** `solve`: one equation or a system, the answer never a guess. */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { simplify } from './algebra.js';
import { expand, fraction2, theSymbol } from './calculus.js';
import { ordered, solveOne } from './equation.js';
import { Expr, expr, isZero, symbol, type ExprLike } from './expr.js';
import { NotSolvedError } from './roots.js';
import { isLinear, solveLinear, solveSystem, type Solution } from './systems.js';

export { NotSolvedError };

/**
 * Solve equations (expressions that shall be zero).
 *
 * @param equations - one, or a list for a system
 * @param unknowns - the symbol, or a list of them
 * @returns one equation: its roots, each once. A linear system: an object from names to values, or an empty list without a solution. Another
 *   system: a list of such objects
 * @throws NotSolvedError when it cannot be solved exactly; never a root that does not solve it
 * @example
 * solve('x**2 + 2*x + 1', 'x').map(String); // ['-1']
 * solve(['x + y - 3', 'x - y - 1'], ['x', 'y']); // { x: 2, y: 1 }
 * solve(['x**2 + y**2 - 5', 'x*y - 2'], ['x', 'y']); // four of them, { x: -2, y: -1 } first
 */
export function solve(equations: ExprLike, unknowns?: ExprLike): Expr[];
export function solve(equations: readonly ExprLike[], unknowns?: readonly ExprLike[]): Solution | Solution[];
export function solve(
  equations: ExprLike | readonly ExprLike[],
  unknowns?: ExprLike | readonly ExprLike[],
): Expr[] | Solution | Solution[] {
  if (Array.isArray(equations)) {
    const original = (equations as readonly ExprLike[]).map(expr);
    const list = original.map((e) => expand(fraction2(e)[0]));
    const names = unknowns ?? [...new Set(list.flatMap((e) => [...e.freeSymbols]))].sort();
    if (!Array.isArray(names)) throw new DTypeError(`solve: a system wants a list of unknowns, got ${describe(names)}`);
    const xs = names.map((name: ExprLike) => theSymbol('solve', name));
    return isLinear(list, xs) ? solveLinear(list, xs) : solveSystem(list, xs, original);
  }
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
