/** From table entries to the functions that users call. */
import type { ArrayLike } from '../../core/arrayLike.js';
import type { NDArray } from '../../core/ndarray.js';
import { callBinary, callUnary } from './call.js';
import { UfuncTable, type UfuncSpec } from './define.js';
import { accumulate, at, outer, reduce, reduceat } from './fold.js';
import type {
  AccumulateOptions,
  BinaryPairUfunc,
  BinaryUfunc,
  ReduceOptions,
  Rule,
  UfuncOptions,
  UnaryPairUfunc,
  UnaryUfunc,
} from './types.js';
import type { DType } from '../../core/dtype.js';

/** All ufuncs by NumPy's name. */
export const UFUNCS = new Map<string, UfuncTable>();

/** The table of each ufunc, for the functions that fold or combine with them. */
const tables = new WeakMap<object, UfuncTable>();

/** The table behind a ufunc. */
export function tableOf(ufunc: object): UfuncTable {
  return tables.get(ufunc)!;
}

/** Is this one of numloom's ufuncs? */
export function isUfunc(value: unknown): boolean {
  return typeof value === 'function' && tables.has(value);
}

type Entry = Omit<UfuncSpec, 'nin' | 'nout' | 'name'>;

function register(name: string, nin: 1 | 2, nout: 1 | 2, entry: Entry): UfuncTable {
  const table = new UfuncTable({ name, nin, nout, ...entry });
  UFUNCS.set(name, table);
  return table;
}

function describeUfunc(fn: Function, table: UfuncTable, methods: object): void {
  const { spec } = table;
  tables.set(fn, table);
  Object.defineProperty(fn, 'name', { value: spec.name });
  Object.assign(fn, methods, {
    ufuncName: spec.name,
    nin: spec.nin,
    nout: spec.nout,
    identity: spec.identity ?? null,
    types: spec.loops.map((one) => one.types),
  });
}

/** A ufunc of one operand and one result. */
export function unary<R extends Rule = 'same'>(name: string, entry: Entry): UnaryUfunc<R> {
  const table = register(name, 1, 1, entry);
  const fn = (x: unknown, options?: unknown): unknown => callUnary(table, x, options);
  describeUfunc(fn, table, { at: (a: NDArray, indices: never) => at(table, a, indices) });
  return fn as unknown as UnaryUfunc<R>;
}

/** A ufunc of two operands and one result. */
export function binary<R extends Rule = 'same'>(name: string, entry: Entry): BinaryUfunc<R> {
  const table = register(name, 2, 1, entry);
  const fn = (x1: unknown, x2: unknown, options?: unknown): unknown => callBinary(table, x1, x2, options);
  describeUfunc(fn, table, {
    reduce: (a: ArrayLike, options?: ReduceOptions) => reduce(table, `${name}.reduce`, a, { axis: 0, ...options }),
    accumulate: (a: ArrayLike, options?: AccumulateOptions) => accumulate(table, `${name}.accumulate`, a, options),
    reduceat: (a: ArrayLike, indices: ArrayLike, options?: AccumulateOptions) => reduceat(table, a, indices, options),
    outer: (a: ArrayLike, b: ArrayLike, options?: UfuncOptions) => outer(table, a, b, options),
    at: (a: NDArray, indices: never, b: ArrayLike) => at(table, a, indices, b),
  });
  return fn as unknown as BinaryUfunc<R>;
}

/** A ufunc of one operand and two results. */
export function unaryPair<R1 extends Rule, R2 extends DType | null = null>(
  name: string,
  entry: Entry,
): UnaryPairUfunc<R1, R2> {
  const table = register(name, 1, 2, entry);
  const fn = (x: unknown, options?: unknown): unknown => callUnary(table, x, options);
  describeUfunc(fn, table, {});
  return fn as unknown as UnaryPairUfunc<R1, R2>;
}

/** A ufunc of two operands and two results. */
export function binaryPair<R extends Rule>(name: string, entry: Entry): BinaryPairUfunc<R> {
  const table = register(name, 2, 2, entry);
  const fn = (x1: unknown, x2: unknown, options?: unknown): unknown => callBinaryPair(table, x1, x2, options);
  describeUfunc(fn, table, {});
  return fn as unknown as BinaryPairUfunc<R>;
}

function callBinaryPair(table: UfuncTable, x1: unknown, x2: unknown, options: unknown): unknown {
  return callBinary(table, x1, x2, options ?? {});
}
