/** `args`: what functions of integrals get after their variables. */
import { DTypeError, describe } from '../core/errors.js';

/**
 * A function with its further arguments fixed.
 *
 * @throws DTypeError if it is none, or `args` no array
 */
export function withArgs<F extends (...all: never[]) => unknown>(
  functionName: string,
  argument: string,
  fun: F,
  args: readonly unknown[] | undefined,
): (...variables: unknown[]) => ReturnType<F> {
  if (typeof fun !== 'function') {
    throw new DTypeError(`${functionName}: ${argument} must be a function, got ${describe(fun)}`);
  }
  const call = fun as unknown as (...all: unknown[]) => ReturnType<F>;
  if (args === undefined) return call;
  if (!Array.isArray(args)) throw new DTypeError(`${functionName}: args must be an array, got ${describe(args)}`);
  return args.length === 0 ? call : (...variables) => call(...variables, ...(args as unknown[]));
}
