/**
 * Scalar functions that modules above add to the intrinsics, so that expressions can call them by name: those of
 * numloom/special. A worker that is sent a kernel with a name it does not know loads the modules that register names.
 */
import type { ComplexCall, Expr, Output } from '../../core/expression.js';
import { isComplexExpr } from '../../core/expression.js';

type ScalarFunction = (...args: number[]) => number | void;

const functions = new Map<string, ScalarFunction>();

/** What the names of registered functions begin with, so that they clash with no intrinsic. */
export const REGISTERED_PREFIX = 'fn_';

/**
 * Make a function known to expressions.
 *
 * @param name - an identifier that begins with `REGISTERED_PREFIX`
 * @param fn - of numbers; it gives a number, or leaves several in `z`
 */
export function registerFunction(name: string, fn: ScalarFunction): void {
  functions.set(name, fn);
}

/** The function of that name, if there is one. */
export function registeredFunction(name: string): ScalarFunction | undefined {
  return functions.get(name);
}

/** Do these results call functions that are not registered here? */
export function callsUnregistered(results: readonly Output[]): boolean {
  const lacks = (node: Expr | ComplexCall): boolean => {
    switch (node.kind) {
      case 'part':
        return lacks(node.of);
      case 'call':
      case 'complexCall':
        return (node.fn.startsWith(REGISTERED_PREFIX) && !functions.has(node.fn)) || node.args.some(lacks);
      case 'op':
        return node.args.some(lacks);
      default:
        return false;
    }
  };
  return results.some((one) => (isComplexExpr(one) ? lacks(one.re) || lacks(one.im) : lacks(one)));
}
