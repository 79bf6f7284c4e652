/** From expressions to functions: compiled for plain numbers, by ufuncs for arrays. */
import type { ArrayLike } from '../core/arrayLike.js';
import { asNDArray } from '../core/arrayLike.js';
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import * as arithmetic from '../ops/ufuncs/arithmetic.js';
import * as elementary from '../ops/ufuncs/elementary.js';
import { theSymbol } from './calculus.js';
import { Expr, NUMERIC, expr, isInteger, isNumber, toNumber, type ExprLike } from './expr.js';
import { Matrix } from './matrix.js';

/** A compiled expression: numbers give a number, arrays an array. */
export interface NumberFunction {
  (...values: number[]): number;
  (...values: ArrayLike[]): NDArray<'float64'>;
}
/** A compiled list of expressions. */
export interface ListFunction {
  (...values: ArrayLike[]): number[];
}
/** A compiled matrix of expressions. */
export interface MatrixFunction {
  (...values: ArrayLike[]): number[][];
}

const UFUNCS: Readonly<Record<string, (x: ArrayLike) => NDArray>> = {
  sin: elementary.sin, cos: elementary.cos, tan: elementary.tan, exp: elementary.exp, log: elementary.log, asin: elementary.arcsin, acos: elementary.arccos,
  atan: elementary.arctan, sinh: elementary.sinh, cosh: elementary.cosh, tanh: elementary.tanh, asinh: elementary.arcsinh, acosh: elementary.arccosh,
  atanh: elementary.arctanh, abs: arithmetic.absolute, sign: arithmetic.sign, floor: arithmetic.floor, ceiling: arithmetic.ceil,
} as unknown as Record<string, (x: ArrayLike) => NDArray>; // prettier-ignore

const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, E: Math.E, oo: Infinity };

/** JavaScript for an expression; parts that occur often are worked out once. */
class Writer {
  readonly lines: string[] = [];
  private readonly known = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly names: ReadonlyMap<string, string>,
    expressions: readonly Expr[],
  ) {
    const visit = (e: Expr): void => {
      if (e.args.length === 0) return;
      const n = (this.counts.get(e.key) ?? 0) + 1;
      this.counts.set(e.key, n);
      if (n === 1) e.args.forEach(visit);
    };
    expressions.forEach(visit);
  }

  write(e: Expr): string {
    const known = this.known.get(e.key);
    if (known !== undefined) return known;
    const text = this.text(e);
    if (e.args.length === 0 || (this.counts.get(e.key) ?? 0) < 2) return text;
    const name = `t${this.lines.length}`;
    this.lines.push(`const ${name} = ${text};`);
    this.known.set(e.key, name);
    return name;
  }

  private text(e: Expr): string {
    if (isNumber(e)) return `(${toNumber(e)})`;
    switch (e.kind) {
      case 'symbol': {
        const name = this.names.get(e.name);
        if (name === undefined) throw new ValueError(`lambdify: ${e.name} is not among the arguments`);
        return name;
      }
      case 'constant':
        if (CONSTANTS[e.name] === undefined) throw new ValueError(`lambdify: ${e.name} is no real number`);
        return `(${CONSTANTS[e.name]})`;
      case 'sum':
        return `(${e.args.map((arg) => this.write(arg)).join(' + ')})`;
      case 'product':
        return `(${e.args.map((arg) => this.write(arg)).join(' * ')})`;
      case 'power': {
        const [base, exponent] = [e.args[0]!, e.args[1]!];
        const b = this.write(base);
        if (exponent.key === '1/2') return `Math.sqrt(${b})`;
        if (exponent.key === '-1/2') return `(1 / Math.sqrt(${b}))`;
        if (isInteger(exponent) && Math.abs(toNumber(exponent)) <= 4) {
          // A name, so that the base is worked out once.
          const name = /^\w+$/.test(b) ? b : this.name(b);
          const times = Array<string>(Math.abs(toNumber(exponent)))
            .fill(name)
            .join(' * ');
          return toNumber(exponent) < 0 ? `(1 / (${times}))` : `(${times})`;
        }
        return `Math.pow(${b}, ${this.write(exponent)})`;
      }
      default:
        if (NUMERIC[e.name] === undefined) throw new ValueError(`lambdify: ${e.name} has no numbers`);
        return `f.${e.name}(${this.write(e.args[0]!)})`;
    }
  }

  private name(text: string): string {
    const name = `t${this.lines.length}`;
    this.lines.push(`const ${name} = ${text};`);
    return name;
  }
}

/** An expression over arrays, each part once. */
function overArrays(e: Expr, values: ReadonlyMap<string, ArrayLike>, done: Map<string, ArrayLike>): ArrayLike {
  const known = done.get(e.key);
  if (known !== undefined) return known;
  let result: ArrayLike;
  const part = (k: number): ArrayLike => overArrays(e.args[k]!, values, done);
  if (isNumber(e)) result = toNumber(e);
  else if (e.kind === 'constant') result = CONSTANTS[e.name]!;
  else if (e.kind === 'symbol') result = values.get(e.name)!;
  else if (e.kind === 'sum' || e.kind === 'product') {
    const join = e.kind === 'sum' ? arithmetic.add : arithmetic.multiply;
    result = part(0);
    for (let k = 1; k < e.args.length; k++) result = join(result, part(k)) as ArrayLike;
  } else if (e.kind === 'power') {
    const exponent = e.args[1]!;
    result =
      exponent.key === '1/2'
        ? (elementary.sqrt(part(0)) as ArrayLike)
        : exponent.key === '2/1'
          ? (arithmetic.square(part(0)) as ArrayLike)
          : exponent.key === '-1/1'
            ? (arithmetic.divide(1, part(0)) as ArrayLike)
            : (arithmetic.power(part(0), part(1)) as ArrayLike);
  } else {
    const f = UFUNCS[e.name];
    if (f !== undefined) result = f(part(0));
    else {
      const scalar = NUMERIC[e.name]!;
      const given = asNDArray('lambdify', part(0));
      result = asNDArray('lambdify', Float64Array.from(given.toFlatArray() as number[], scalar)).strided(
        given.shape,
        contiguous(given.shape),
        0,
      );
    }
  }
  done.set(e.key, result);
  return result;
}

const contiguous = (shape: readonly number[]): number[] =>
  shape.map((_, k) => shape.slice(k + 1).reduce((a, b) => a * b, 1));

/**
 * A function of an expression.
 *
 * @param args - the symbols in the order of the function's arguments; `[[x, y]]` makes a function of one vector, as optimize wants it
 * @param e - an expression, a list of them (a gradient), or a Matrix (a Hessian)
 * @returns for an expression: numbers give a number, arrays (broadcast together) an array; for a list or Matrix: lists of numbers
 * @throws ValueError for a symbol that is not among the arguments
 * @example
 * const f = lambdify(['x', 'y'], 'x**2 + y');
 * f(2, 1); // 5
 * f(np.arange(3), 1); // array([1., 2., 5.])
 */
export function lambdify(args: readonly (ExprLike | readonly ExprLike[])[], e: ExprLike): NumberFunction;
export function lambdify(args: readonly (ExprLike | readonly ExprLike[])[], e: readonly ExprLike[]): ListFunction;
export function lambdify(args: readonly (ExprLike | readonly ExprLike[])[], e: Matrix): MatrixFunction;
export function lambdify(
  args: readonly (ExprLike | readonly ExprLike[])[],
  e: ExprLike | readonly ExprLike[] | Matrix,
): NumberFunction | ListFunction | MatrixFunction {
  if (!Array.isArray(args)) throw new DTypeError(`lambdify: arguments are a list of symbols, got ${describe(args)}`);
  const vector = args.length === 1 && Array.isArray(args[0]);
  const symbols = (vector ? (args[0] as readonly ExprLike[]) : (args as readonly ExprLike[])).map((arg) =>
    theSymbol('lambdify', arg),
  );
  const names = new Map(symbols.map((s, k) => [s.name, `a${k}`]));
  const rows: readonly (readonly Expr[])[] =
    e instanceof Matrix ? e.rows : [Array.isArray(e) ? e.map((one: ExprLike) => expr(one)) : [expr(e as ExprLike)]];
  const all = rows.flat();
  const writer = new Writer(names, all);
  const texts = all.map((one) => writer.write(one));
  const single = !(e instanceof Matrix) && !Array.isArray(e);
  let n = 0;
  const result = single
    ? texts[0]
    : e instanceof Matrix
      ? `[${rows.map((row) => `[${row.map(() => texts[n++]).join(', ')}]`).join(', ')}]`
      : `[${texts.join(', ')}]`;
  const body = `${writer.lines.join('\n')}\nreturn ${result};`;
  const compiled = new Function('f', `return function (${[...names.values()].join(', ')}) {\n${body}\n}`)(NUMERIC) as (
    ...values: number[]
  ) => number;
  const count = symbols.length;
  const check = (given: number): void => {
    if (given !== count)
      throw new DTypeError(
        `lambdify: this function takes ${count} ${count === 1 ? 'value' : 'values'} (${symbols.map(String).join(', ')}), got ${given}`,
      );
  };
  if (vector) {
    return ((point: ArrayLike) => {
      const values = point instanceof Float64Array ? point : (asNDArray('lambdify', point).toFlatArray() as number[]);
      check(values.length);
      return compiled(...(values as number[]));
    }) as unknown as NumberFunction;
  }
  return ((...values: ArrayLike[]) => {
    check(values.length);
    let plain = true;
    for (let k = 0; k < values.length; k++) if (typeof values[k] !== 'number') plain = false;
    if (plain) return compiled(...(values as number[]));
    if (!single) {
      return compiled(...values.map((v) => Number(asNDArray('lambdify', v).item())));
    }
    const arrays = new Map(symbols.map((s, k) => [s.name, values[k]!]));
    const found = overArrays(all[0]!, arrays, new Map());
    if (all[0]!.freeSymbols.size > 0 && found instanceof NDArray) return found;
    // A constant over arrays is as large as they are.
    const shape = asNDArray(
      'lambdify',
      values.find((v) => typeof v !== 'number')!,
    );
    return arithmetic.add(arithmetic.multiply(shape, 0), found);
  }) as NumberFunction;
}
