/** The table of calls that oracle.py made: how to make one on a namespace, and how to compare what comes out. */
import type { DTypeInfo } from '../../src/core/dtype.js';
import { NDArray, type Scalar } from '../../src/index.js';
import { decode, fixture } from '../oracle.js';

interface Encoded {
  readonly char: string;
  readonly shape: readonly number[];
  readonly data: string;
}

/** A call and what NumPy gives for it. */
export interface Case {
  readonly name: string;
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly options?: object;
  readonly expected: readonly Encoded[];
  /** Only for arrays on the host. */
  readonly host?: boolean;
}

/** What is known of a result of many elements. */
export interface Summary {
  readonly shape: readonly number[];
  readonly places: readonly number[];
  readonly picks: readonly number[];
  readonly total: number;
  /** The sum of the sizes. */
  readonly scale: number;
}

/** A call on many elements. */
export interface LargeCase extends Summary {
  readonly name: string;
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly options?: object;
}

/** Random numbers of a seed. */
export interface Stream extends Summary {
  readonly method: string;
  readonly args: readonly number[];
  readonly seed: number;
  readonly size: number;
}

const table = fixture<{
  inputs: Record<string, Encoded>;
  cases: Case[];
  large: LargeCase[];
  streams: Stream[];
}>('conformance/cases.json.gz');

export const { cases, large, streams } = table;

/** The inputs, floats as float32. */
export const inputs = new Map<string, NDArray>(
  Object.entries(table.inputs).map(([name, { char, shape, data }]) => [name, decode(char, data, shape)]),
);

/** A result as the test sees it. */
export interface Result {
  readonly shape: readonly number[];
  /** Of the dtype; `n` for a plain number, which may stand for an integer too. */
  readonly kind: DTypeInfo['kind'] | 'n';
  readonly values: readonly number[];
}

/** The results that NumPy gave. */
export function expectedOf({ expected }: Case): Result[] {
  return expected.map(({ char, shape, data }) => resultOf(decode(char, data, shape)));
}

/** An array or plain value as a result. */
export function resultOf(value: NDArray | Scalar): Result {
  if (value instanceof NDArray) {
    return { shape: value.shape, kind: value.info.kind, values: value.toFlatArray().map(Number) };
  }
  const kind = typeof value === 'boolean' ? 'b' : typeof value === 'bigint' ? 'i' : 'n';
  return { shape: [], kind, values: [Number(value)] };
}

type Fn = (...args: unknown[]) => unknown;
type Namespace = Readonly<Record<string, Fn>>;
interface HasAt {
  readonly T: unknown;
  at(...indices: unknown[]): unknown;
  copy(): unknown;
}

/** Calls that are more than one function. */
const PROGRAMS: Readonly<Record<string, (xp: Namespace, ...args: never[]) => unknown>> = {
  '@at': (_, a: HasAt, ...indices: unknown[]) => a.at(...indices),
  sumOfAt: (xp, a: HasAt, ...indices: unknown[]) => xp.sum!(xp.exp!(a.at(...indices))),
  matmulTransposed: (xp, a: HasAt, b: HasAt) => xp.matmul!(a, b.T),
  partitionedAt: (xp, a: HasAt, k: number) => (xp.partition!(a, k) as HasAt).at(k),
  searchsortedSorted: (xp, a: HasAt, v: HasAt) => xp.searchsorted!(xp.sort!(a), v),
  tableTimesTransposed: (xp, _: HasAt, b: HasAt) => xp.matmul!(b, b.T),
  copyOfTransposed: (xp, a: HasAt) => xp.copy!(a.T),
  everyThirdBackwards: (xp, a: HasAt) => xp.exp!(a.at('::-3')),
};

/** Has a namespace the function of a case? */
export function hasFunction(xp: object, fn: string): boolean {
  return fn in PROGRAMS || typeof (xp as Namespace)[fn.split('.')[0]!] === 'function';
}

/**
 * Make a case's call.
 *
 * @param xp - the namespace
 * @param one - the case
 * @param input - the input of a name, as the namespace takes it
 * @returns one result or several
 */
export function call(
  xp: object,
  one: { fn: string; args: readonly unknown[]; options?: object },
  input: (name: string) => unknown,
): unknown {
  const args = one.args.map((arg) => {
    if (typeof arg !== 'object' || arg === null || Array.isArray(arg)) return arg;
    const given = arg as { x?: string; xs?: string[] };
    return given.xs ? given.xs.map(input) : input(given.x!);
  });
  if (one.options) args.push(one.options);
  const program = PROGRAMS[one.fn];
  if (program) return (program as (...all: unknown[]) => unknown)(xp, ...args);
  const [name, method] = one.fn.split('.') as [string, string?];
  const fn = (xp as Namespace)[name]!;
  return method ? (fn as unknown as Namespace)[method]!(...args) : fn(...args);
}

/** How far results may lie from NumPy's: in part of the value, and of the largest value in the array. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

/** Does what came out have the kind that NumPy's result has? Signed or not is one, as is a plain number. */
const sameKind = (actual: string, expected: string): boolean =>
  actual === expected || (actual === 'n' && expected !== 'b') || (/[iu]/.test(actual) && /[iu]/.test(expected));

/**
 * The first difference between results and NumPy's, in words; undefined if there is none. Truth values and whole numbers
 * must be equal.
 */
export function difference(
  actual: readonly Result[],
  expected: readonly Result[],
  tolerance: Tolerance,
): string | undefined {
  if (actual.length !== expected.length) return `${actual.length} results, NumPy has ${expected.length}`;
  for (const [k, want] of expected.entries()) {
    const got = actual[k]!;
    if (!sameKind(got.kind, want.kind)) return `result ${k} is of kind ${got.kind}, NumPy's of kind ${want.kind}`;
    if (got.shape.join() !== want.shape.join()) return `result ${k} has shape [${got.shape}], NumPy's [${want.shape}]`;
    const scale = want.values.reduce((most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most), 0);
    for (const [i, wanted] of want.values.entries()) {
      const value = got.values[i]!;
      const allowed = want.kind === 'f' ? tolerance.relative * Math.abs(wanted) + tolerance.absolute * scale : 0;
      const same = value === wanted || (Number.isNaN(value) && Number.isNaN(wanted));
      if (same || (Number.isFinite(wanted) && Math.abs(value - wanted) <= allowed)) continue;
      return `result ${k}, element ${i} is ${value}, NumPy has ${wanted}`;
    }
  }
  return undefined;
}

/** The same for a result of which a summary is known. */
export function summaryDifference(actual: Result, expected: Summary, tolerance: Tolerance): string | undefined {
  if (actual.shape.join() !== expected.shape.join()) return `shape [${actual.shape}], NumPy has [${expected.shape}]`;
  const n = Math.max(1, actual.values.length);
  const exact = actual.kind !== 'f' && actual.kind !== 'n';
  const typical = expected.scale / n;
  for (const [k, place] of expected.places.entries()) {
    const [value, wanted] = [actual.values[place]!, expected.picks[k]!];
    const allowed = exact ? 0 : tolerance.relative * Math.abs(wanted) + tolerance.absolute * typical;
    if (value !== wanted && !(Math.abs(value - wanted) <= allowed) && !(value !== value && wanted !== wanted)) {
      return `element ${place} is ${value}, NumPy has ${wanted}`;
    }
  }
  const total = actual.values.reduce((sum, value) => sum + value, 0);
  if (Number.isNaN(expected.total) && Number.isNaN(total)) return undefined;
  const allowed = exact ? 0 : (tolerance.relative + n * 2 ** -52) * expected.scale;
  return Math.abs(total - expected.total) <= allowed ? undefined : `the sum is ${total}, NumPy has ${expected.total}`;
}
