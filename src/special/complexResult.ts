/** Ufuncs whose result is complex whatever goes in: Hankel functions, spherical harmonics. */
import { complexArg, arg, complexCall } from '../core/expression.js';
import type { ArrayLike, ScalarLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import type { NDArray } from '../core/ndarray.js';
import { registerFunction, REGISTERED_PREFIX } from '../backends/single/registeredFunctions.js';
import { callUfunc } from '../ops/ufuncs/call.js';
import { loop, UfuncTable } from '../ops/ufuncs/define.js';
import type { UfuncBase, UfuncOptions } from '../ops/ufuncs/types.js';
import { z } from './define.js';

/** What one complex result is: a plain value where every operand is. */
export type ComplexResultOf<A> = [A] extends [ScalarLike] ? Complex : NDArray<'complex64' | 'complex128'>;

/** A special function of two operands with complex values. */
export interface SpecialComplex2 extends UfuncBase {
  <A extends ArrayLike, B extends ArrayLike>(x1: A, x2: B, options?: UfuncOptions): ComplexResultOf<A | B>;
}

/** A special function of four operands with complex values. */
export interface SpecialComplex4 extends UfuncBase {
  <A extends ArrayLike, B extends ArrayLike, C extends ArrayLike, D extends ArrayLike>(
    x1: A,
    x2: B,
    x3: C,
    x4: D,
    options?: UfuncOptions,
  ): ComplexResultOf<A | B | C | D>;
}

/**
 * A ufunc with a complex result.
 *
 * @param name - SciPy's name
 * @param operands - a letter for each operand: 'r' real, 'c' complex (two arguments of the kernel)
 * @param kernel - leaves its result in `z`
 */
export function specialComplex<F extends UfuncBase>(
  name: string,
  operands: string,
  kernel: (...args: never[]) => void,
): F {
  const fnName = REGISTERED_PREFIX + name;
  registerFunction(fnName, kernel as (...args: number[]) => void);
  const nin = operands.length;
  const letters = [...operands];
  const output = complexCall(fnName, ...letters.map((letter, k) => (letter === 'c' ? complexArg(k) : arg(k))));
  const types = (real: string, complex: string): string =>
    `${letters.map((letter) => (letter === 'c' ? complex : real)).join('')}->${complex}`;
  const table = new UfuncTable({
    name,
    nin,
    nout: 1,
    loops: [loop(types('f', 'F'), output), loop(types('d', 'D'), output)],
  });
  const fn = (...args: unknown[]): unknown => {
    if (args.length === nin && args.every((value) => typeof value === 'number')) {
      const flat = letters.flatMap((letter, k) => (letter === 'c' ? [args[k], 0] : [args[k]])) as number[];
      (kernel as (...values: number[]) => void)(...flat);
      return new Complex(z[0]!, z[1]!);
    }
    return callUfunc(
      table,
      Array.from({ length: nin }, (_, k) => args[k]),
      args[nin],
    );
  };
  Object.defineProperty(fn, 'name', { value: name });
  Object.assign(fn, { ufuncName: name, nin, nout: 1, identity: null, types: table.spec.loops.map((one) => one.types) });
  return fn as unknown as F;
}
