/** Expressions evaluated by walking the tree, one element at a time: what a kernel means, in plain arithmetic. */
import type { Kernel } from '../../backends/backend.js';
import * as library from '../../backends/single/intrinsics.js';
import { isComplexExpr, type Expr, type Op } from '../../core/expression.js';
import { callComplex, isComplexArithmetic } from './complexFunctions.js';
import { EXACT, ROUNDED, type RealFunction } from './realFunctions.js';
import { convert, isTrue, type Element, type Part } from './scalars.js';
import { UNDEFINED } from './undefinedResult.js';

/** The function of a name: the reference's own, else (for a name that is new) the engine's or numloom's scalar function. */
function functionNamed(fn: string): RealFunction {
  const known =
    EXACT[fn] ??
    ROUNDED[fn] ??
    (library as unknown as Readonly<Record<string, RealFunction | undefined>>)[fn] ??
    (Math as unknown as Readonly<Record<string, RealFunction | undefined>>)[fn];
  if (!known) throw new Error(`no function is named ${fn}`);
  return known;
}

const asNumber = (part: Part): number | bigint => (typeof part === 'boolean' ? (part ? 1n : 0n) : part);

/** Operands of one operation: constants are integers beside integers. */
function operandsOf(args: readonly Expr[], elements: readonly Element[]): Part[] {
  const values = args.map((one) => evaluate(one, elements));
  if (!args.some((one) => one.kind === 'const')) return values;
  const integers = values.some((value, k) => args[k]!.kind !== 'const' && typeof value === 'bigint');
  const floats = values.some((value, k) => args[k]!.kind !== 'const' && typeof value === 'number');
  if (!integers || floats) return values;
  return values.map((value, k) => (args[k]!.kind === 'const' ? BigInt(value as number) : value));
}

function arithmetic(op: 'add' | 'sub' | 'mul', a: Part, b: Part): Part {
  let [x, y] = [asNumber(a), asNumber(b)];
  if (typeof x !== typeof y) [x, y] = [Number(x), Number(y)];
  // Both are of one type now; the operators do not care which.
  const [p, q] = [x as number, y as number];
  return op === 'add' ? p + q : op === 'sub' ? p - q : p * q;
}

function bits(op: 'bitand' | 'bitor' | 'bitxor', a: Part, b: Part): Part {
  if (typeof a === 'boolean') return op === 'bitand' ? a && b : op === 'bitor' ? a || b : a !== b;
  const [x, y] = [a as bigint, b as bigint];
  return op === 'bitand' ? x & y : op === 'bitor' ? x | y : x ^ y;
}

/** Shifts by 64 and more, or by negative numbers, move every bit out. */
function shift(op: 'shl' | 'shr', a: bigint, b: bigint): bigint {
  const count = b < 0n || b > 64n ? 64n : b;
  return op === 'shl' ? a << count : a >> count;
}

function operate(op: Op, values: readonly Part[]): Part {
  const [a, b, c] = values as [Part, Part, Part];
  const x = asNumber(a);
  const y = b === undefined ? 0 : asNumber(b);
  switch (op) {
    case 'add':
    case 'sub':
    case 'mul':
      return arithmetic(op, a, b);
    case 'div':
      return Number(x) / Number(y);
    case 'neg':
      return -x;
    case 'abs':
      return typeof x === 'bigint' ? (x < 0n ? -x : x) : Math.abs(x);
    // JavaScript compares a bigint and a number by their exact values; === does not.
    case 'eq':
      return x <= y && x >= y;
    case 'ne':
      return !(x <= y && x >= y);
    case 'lt':
      return x < y;
    case 'le':
      return x <= y;
    case 'gt':
      return x > y;
    case 'ge':
      return x >= y;
    case 'and':
      return isTrue(a) && isTrue(b);
    case 'or':
      return isTrue(a) || isTrue(b);
    case 'not':
      return !isTrue(a);
    case 'select':
      return isTrue(a) ? b : c;
    case 'bitand':
    case 'bitor':
    case 'bitxor':
      return bits(op, a, b);
    case 'bitnot':
      return typeof a === 'boolean' ? !a : ~(a as bigint);
    case 'shl':
    case 'shr':
      return shift(op, x as bigint, y as bigint);
  }
}

function evaluate(expr: Expr, elements: readonly Element[]): Part {
  switch (expr.kind) {
    case 'arg':
      return elements[expr.index]![expr.part === 'im' ? 1 : 0]!;
    case 'const':
      return expr.value;
    case 'op':
      return operate(expr.op, operandsOf(expr.args, elements));
    case 'call': {
      const values = operandsOf(expr.args, elements).map((value) =>
        typeof value === 'boolean' ? asNumber(value) : value,
      );
      return functionNamed(expr.fn)(...(values as never[]));
    }
    case 'part': {
      const parts = expr.of.args.map((one) => Number(evaluate(one, elements)));
      return callComplex(expr.of.fn, parts)[expr.part === 're' ? 0 : 1];
    }
  }
}

/**
 * The results of a kernel for one element.
 *
 * @param kernel - what is computed
 * @param elements - one of each input, of any dtype
 * @param asTheyAre - are the elements of the kernel's dtypes already?
 * @returns per output an element of the kernel's dtype; undefined where the contract leaves it open
 */
export function compute(kernel: Kernel, elements: readonly Element[], asTheyAre = false): (Element | undefined)[] {
  const exact = computeExactly(kernel, elements, asTheyAre);
  return exact.map((values, j) => values && convert(values, kernel.outputs[j]!));
}

/** The same before the results are rounded to the outputs' dtypes: for folds, which may keep more digits. */
export function computeExactly(
  kernel: Kernel,
  elements: readonly Element[],
  asTheyAre = false,
): (Element | undefined)[] {
  const converted = asTheyAre ? elements : elements.map((element, k) => convert(element, kernel.inputs[k]!));
  if (converted.some((one) => one === undefined)) return kernel.results.map(() => undefined);
  const args = converted as Element[];
  return kernel.results.map((result) => {
    try {
      return isComplexExpr(result) ? [evaluate(result.re, args), evaluate(result.im, args)] : [evaluate(result, args)];
    } catch (error) {
      if (error === UNDEFINED) return undefined;
      throw error;
    }
  });
}

/** How far a kernel's results may lie from the reference's. */
export type Accuracy = 'exact' | 'arithmetic' | 'function' | 'complex function';

const ORDER: readonly Accuracy[] = ['exact', 'arithmetic', 'function', 'complex function'];
const worst = (list: readonly Accuracy[]): Accuracy =>
  list.reduce((most, one) => (ORDER.indexOf(one) > ORDER.indexOf(most) ? one : most), 'exact' as Accuracy);

/** Roundings on the way to a value, and the least accurate function on it. */
function look(expr: Expr): { roundings: number; accuracy: Accuracy } {
  switch (expr.kind) {
    case 'arg':
    case 'const':
      return { roundings: 0, accuracy: 'exact' };
    case 'part': {
      const accuracy = isComplexArithmetic(expr.of.fn) ? 'arithmetic' : 'complex function';
      return { roundings: 9, accuracy };
    }
    default: {
      const inner = expr.args.map(look);
      const roundings = inner.reduce((sum, one) => sum + one.roundings, 0);
      const accuracy = worst(inner.map((one) => one.accuracy));
      if (expr.kind === 'op') {
        return { roundings: roundings + (['add', 'sub', 'mul', 'div'].includes(expr.op) ? 1 : 0), accuracy };
      }
      if (Object.hasOwn(EXACT, expr.fn)) return { roundings: roundings + 1, accuracy };
      return { roundings: 9, accuracy: worst([accuracy, 'function']) };
    }
  }
}

/** How accurate a kernel's output must be: exact where it is rounded once at most. */
export function accuracyOf(kernel: Kernel, output: number): Accuracy {
  const { kind } = kernel.outputs[output]!;
  if (kind !== 'f' && kind !== 'c') return 'exact';
  const result = kernel.results[output]!;
  const looks = (isComplexExpr(result) ? [result.re, result.im] : [result]).map(look);
  const least = worst(looks.map((one) => one.accuracy));
  if (least !== 'exact') return least;
  return looks.every((one) => one.roundings <= 1) ? 'exact' : 'arithmetic';
}
