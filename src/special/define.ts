/**
 * From scalar functions to ufuncs: a kernel is a function of one to five numbers that gives a number, or leaves several in
 * `z`; around it stand NumPy's rules for broadcasting, dtypes, `out`, `where` and plain numbers.
 *
 * Loops are SciPy's: float32 is computed in float64 and rounded once; integers of up to 16 bits, bool and float16 give
 * float32, all other integers float64.
 */
import { complexArg, arg, call, complexCall, multiCall, multiComplexCall, type Output } from '../core/expression.js';
import { NDArray } from '../core/ndarray.js';
import { checkOptions } from '../core/errors.js';
import { registerFunction, REGISTERED_PREFIX } from '../backends/single/registeredFunctions.js';
import { give, z } from '../backends/single/complex/result.js';
import { callUfunc, callUnary } from '../ops/ufuncs/call.js';
import { loop, UfuncTable, type LoopSpec } from '../ops/ufuncs/define.js';
import { isWatching, watched } from './errorState.js';
import type { SpecialUfunc } from './types.js';

export { give, z };

type Real = (...args: number[]) => number;
type Several = (...args: number[]) => void;

/** What a ufunc computes with besides its real kernel. */
export interface Variants {
  /**
   * The complex kernel: it takes real and imaginary parts in turn and leaves the parts of its results in `z`. Operands
   * before `complexFrom` (orders, parameters) stay real.
   */
  complex?: (...args: number[]) => void;
  /** The first operand that is complex in the complex kernel. */
  complexFrom?: number;
}

/** The ufuncs made here, by SciPy's name, each with its kernel. */
export const SPECIAL = new Map<string, { table: UfuncTable; kernel: Real | Several }>();

/** A name in snake_case as an identifier. */
const identifier = (name: string): string => REGISTERED_PREFIX + name;

function complexLoops(name: string, nin: number, nout: number, { complex, complexFrom = 0 }: Variants): LoopSpec[] {
  if (!complex) return [];
  const fn = identifier(`${name}_complex`);
  registerFunction(fn, complex);
  const operands = Array.from({ length: nin }, (_, k) => (k < complexFrom ? arg(k) : complexArg(k)));
  const results: Output[] = nout === 1 ? [complexCall(fn, ...operands)] : multiComplexCall(fn, nout, ...operands);
  const types = (real: string, other: string): string =>
    `${real.repeat(complexFrom)}${other.repeat(nin - complexFrom)}->${other.repeat(nout)}`;
  return [loop(types('f', 'F'), ...results), loop(types('d', 'D'), ...results)];
}

/** Loops of a real function with complex results, which its kernel leaves as pairs. */
function toComplexLoops(fn: string, nin: number, nout: number): LoopSpec[] {
  const results = multiComplexCall(fn, nout, ...Array.from({ length: nin }, (_, k) => arg(k)));
  return ['fF', 'dD'].map(([from, to]) => loop(`${from!.repeat(nin)}->${to!.repeat(nout)}`, ...results));
}

function makeTable(
  name: string,
  nin: number,
  nout: number,
  results: readonly Output[],
  variants: Variants,
): UfuncTable {
  const loops = ['f', 'd'].map((char) => loop(`${char.repeat(nin)}->${char.repeat(nout)}`, ...results));
  const realOperands = variants.complexFrom ?? 0;
  return new UfuncTable({
    name,
    nin,
    nout,
    realOperands,
    loops: [...loops, ...complexLoops(name, nin, nout, variants)],
  });
}

/** Are these all plain numbers? */
function areNumbers(args: readonly unknown[], nin: number): args is readonly number[] {
  if (args.length !== nin) return false;
  for (let k = 0; k < nin; k++) if (typeof args[k] !== 'number') return false;
  return true;
}

function describe(fn: Function, table: UfuncTable): void {
  const { name, nin, nout, loops } = table.spec;
  Object.defineProperty(fn, 'name', { value: name });
  Object.assign(fn, { ufuncName: name, nin, nout, identity: null, types: loops.map((one) => one.types) });
}

/** Call the general way: `args` are `nin` operands and perhaps options. */
function callGeneral(table: UfuncTable, args: readonly unknown[]): unknown {
  const { name, nin } = table.spec;
  if (args.length > nin + 1) checkOptions(name, args[args.length - 1], []);
  const operands = Array.from({ length: nin }, (_, k) => args[k]);
  const result = callUfunc(table, operands, args[nin]);
  return isWatching ? watched(name, operands, result) : result;
}

/**
 * A ufunc of one result.
 *
 * @param name - SciPy's name
 * @param kernel - the function of numbers
 * @param variants - its complex version
 */
export function special<F extends SpecialUfunc>(
  name: string,
  kernel: (...args: never[]) => number,
  variants: Variants = {},
): F {
  const real = kernel as Real;
  const nin = kernel.length;
  const fnName = identifier(name);
  registerFunction(fnName, real);
  const operands = Array.from({ length: nin }, (_, k) => arg(k));
  const table = makeTable(name, nin, 1, [call(fnName, ...operands)], variants);
  SPECIAL.set(name, { table, kernel: real });
  const fn = (...args: unknown[]): unknown => {
    if (isWatching) {
      return areNumbers(args, nin) ? watched(name, args, real(...args)) : callGeneral(table, args);
    }
    if (nin === 1 && args.length === 1 && args[0] instanceof NDArray) return callUnary(table, args[0], undefined);
    return areNumbers(args, nin) ? real(...args) : callGeneral(table, args);
  };
  describe(fn, table);
  return fn as unknown as F;
}

/**
 * A ufunc of several results.
 *
 * @param name - SciPy's name
 * @param nout - how many results
 * @param kernel - the function of numbers; it leaves its results in `z`
 * @param variants - its complex version
 */
export function specialMulti<F extends SpecialUfunc>(
  name: string,
  nout: number,
  kernel: (...args: never[]) => void,
  variants: Variants = {},
): F {
  const real = kernel as Several;
  const nin = kernel.length;
  const fnName = identifier(name);
  registerFunction(fnName, real);
  const operands = Array.from({ length: nin }, (_, k) => arg(k));
  const table = makeTable(name, nin, nout, multiCall(fnName, nout, ...operands), variants);
  SPECIAL.set(name, { table, kernel: real });
  const fn = (...args: unknown[]): unknown => {
    if (!areNumbers(args, nin)) return callGeneral(table, args);
    real(...args);
    const results = Array.from(z.subarray(0, nout));
    return isWatching ? watched(name, args, results) : results;
  };
  describe(fn, table);
  return fn as unknown as F;
}

/**
 * A ufunc that computes in complex numbers whatever it is given.
 *
 * @param name - SciPy's name
 * @param nin - how many operands it has; those before `complexFrom` are real
 * @param kernel - it takes real and imaginary parts in turn and leaves those of its result in `z`
 * @param complexFrom - the first operand that is complex
 */
export function specialComplex<F extends SpecialUfunc>(
  name: string,
  nin: number,
  kernel: (...args: number[]) => void,
  complexFrom = 0,
): F {
  const loops = complexLoops(name, nin, 1, { complex: kernel, complexFrom });
  const table = new UfuncTable({ name, nin, nout: 1, realOperands: complexFrom, loops });
  SPECIAL.set(name, { table, kernel });
  const fn = (...args: unknown[]): unknown => callGeneral(table, args);
  describe(fn, table);
  return fn as unknown as F;
}

/**
 * A ufunc of real operands and complex results.
 *
 * @param name - SciPy's name
 * @param nin - how many operands it has
 * @param nout - how many results it gives
 * @param kernel - it leaves real and imaginary parts of its results in turn in `z`
 */
export function specialToComplex<F extends SpecialUfunc>(
  name: string,
  nin: number,
  nout: number,
  kernel: (...args: never[]) => void,
): F {
  const fnName = identifier(name);
  registerFunction(fnName, kernel as Several);
  const table = new UfuncTable({ name, nin, nout, loops: toComplexLoops(fnName, nin, nout) });
  SPECIAL.set(name, { table, kernel: kernel as Several });
  const fn = (...args: unknown[]): unknown => callGeneral(table, args);
  describe(fn, table);
  return fn as unknown as F;
}
