/** Reduction operations: MPI's own, which also work on JavaScript values, and those a program defines. */
import { Complex } from '../core/complex.js';
import type { TypedArray } from '../core/dtype.js';
import { DTYPES } from '../core/dtype.js';
import type { Koffi } from '../backends/native/koffi.js';
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { add, maximum, minimum, multiply } from '../ops/ufuncs/arithmetic.js';
import { bitwiseAnd, bitwiseOr, bitwiseXor, logicalAnd, logicalOr, logicalXor } from '../ops/ufuncs/logic.js';
import type { Handle } from './abi/abi.js';
import { DATATYPES, type Datatype } from './datatype.js';
import { MPIObject, handleCells, makeHandle, writeHandle } from './handles.js';
import { check, mpi } from './library.js';

/** Combines two values of the lower-case methods. */
export type Combine<T = unknown> = (a: T, b: T) => T;

/** Combines the elements of a message into those of another: what `Op.Create` takes. */
export type BufferFunction = (input: TypedArray, inout: TypedArray, datatype: Datatype) => void;

/** A reduction operation, e.g. `MPI.SUM`. */
export class Op extends MPIObject {
  readonly name: string;
  /** Combines two values of the lower-case methods. */
  readonly combine: Combine;
  #release: (() => void) | undefined;
  readonly commutative: boolean;

  /** For the library's own use; `Op.Create` makes one from a function. */
  constructor(handle: Handle | string, combine: Combine, commutative = true, release?: () => void) {
    super(handle);
    this.name = typeof handle === 'string' ? handle : 'user-defined';
    this.combine = combine;
    this.commutative = commutative;
    this.#release = release;
  }

  /**
   * An operation of one's own.
   *
   * For the capitalised methods the function gets typed arrays: it combines `input` into `inout`, element by element. For the
   * lower-case ones it gets two values and returns the result; a plain function will do there too.
   *
   * @param fn - combines
   * @param options - `commute`: may the order of operands change? False if absent
   * @example
   * const larger = MPI.Op.Create((input, inout) => {
   *   for (let i = 0; i < inout.length; i++) if (Math.abs(input[i]) > Math.abs(inout[i])) inout[i] = input[i];
   * }, { commute: true });
   * comm.Allreduce(a, b, { op: larger });
   */
  static Create(fn: BufferFunction | Combine<never>, { commute = false }: { readonly commute?: boolean } = {}): Op {
    if (typeof fn !== 'function') throw new DTypeError(`Op.Create: fn must be a function, got ${describe(fn)}`);
    const { koffi, calls } = mpi();
    const prototype = (userPrototype ??= koffi.proto('void', ['void *', 'void *', 'void *', 'void *']));
    const callback = koffi.register((input: bigint, inout: bigint, length: bigint, type: bigint) => {
      try {
        const count = koffi.decode.int(length);
        const datatype = datatypeAt(type);
        (fn as BufferFunction)(viewOf(input, count, datatype), viewOf(inout, count, datatype), datatype);
      } catch (error) {
        pendingFault ??= { error };
      }
    }, koffi.pointer(prototype));
    const handle = makeHandle((cell) => check(calls.MPI_Op_create(callback, commute ? 1 : 0, cell), 'Op.Create'));
    return new Op(handle, fn as Combine, commute, () => koffi.unregister(callback));
  }

  /** Free an operation of one's own. */
  Free(): void {
    if (this.predefinedName !== undefined) throw new ValueError(`Free: ${this.name} is predefined and cannot be freed`);
    const cell = handleCells(1);
    writeHandle(cell, 0, this.handle);
    check(mpi().calls.MPI_Op_free(cell), 'Free');
    this.#release?.();
    this.forget();
  }

  /** May the order of operands change? */
  isCommutative(): boolean {
    return this.commutative;
  }

  /** Is it one of MPI's own? */
  get isPredefined(): boolean {
    return this.predefinedName !== undefined;
  }
}

let userPrototype: Koffi.TypeObject | undefined;
let pendingFault: { readonly error: unknown } | undefined;

/** Throw what a function of the program's own threw inside the library. */
export function throwPendingFault(): void {
  if (pendingFault === undefined) return;
  const { error } = pendingFault;
  pendingFault = undefined;
  throw error;
}

/** Which dtype a handle inside a callback stands for. */
function datatypeAt(address: bigint): Datatype {
  const { abi, koffi } = mpi();
  const handle = Number(abi.handleType === 'int' ? koffi.decode.int(address) : koffi.decode.int64(address));
  for (const datatype of Object.values(DATATYPES)) if (datatype.handle === handle) return datatype;
  throw new DTypeError('Op.Create: the function was called for a derived datatype, which has no typed array');
}

function viewOf(address: bigint, count: number, datatype: Datatype): TypedArray {
  const { koffi } = mpi();
  const info = DTYPES[datatype.dtype!];
  return new info.Storage(koffi.view(address, count * info.itemsize), 0, count * info.lanes) as TypedArray;
}

/** The handle cell of an operation, for those calls that want its address. */
export function opHandle(op: Op): Handle {
  return op.handle;
}

type Numeric = number | bigint;

/** Values that neither numbers nor arrays combine: say which. */
function refuse(name: string, a: unknown, b: unknown): never {
  throw new DTypeError(`${name}: cannot combine ${describe(a)} and ${describe(b)}`);
}

/** An operation on numbers, on arrays element by element, on `Complex`, and where it makes sense on strings and lists. */
function onValues(
  name: string,
  numbers: (a: never, b: never) => unknown,
  arrays: (a: never, b: never) => unknown,
  others?: (a: unknown, b: unknown) => unknown,
): Combine {
  return (a, b) => {
    if (typeof a === typeof b && (typeof a === 'number' || typeof a === 'bigint'))
      return numbers(a as never, b as never);
    // A truth value counts as 0 or 1: the logical operations give some on the way.
    if (typeof a === 'boolean') {
      if (typeof b === 'bigint') return numbers(BigInt(a) as never, b as never);
      if (typeof b === 'number' || typeof b === 'boolean') return numbers(Number(a) as never, Number(b) as never);
    } else if (typeof b === 'boolean') {
      if (typeof a === 'bigint') return numbers(a as never, BigInt(b) as never);
      if (typeof a === 'number') return numbers(a as never, Number(b) as never);
    }
    if (a instanceof NDArray || b instanceof NDArray || ArrayBuffer.isView(a) || ArrayBuffer.isView(b)) {
      const result = arrays(a as never, b as never);
      if (ArrayBuffer.isView(a) && result instanceof NDArray) return result.data;
      return result;
    }
    if (a instanceof Complex || b instanceof Complex) {
      const result = arrays(a as never, b as never);
      return result instanceof NDArray ? result.item() : result;
    }
    return others ? others(a, b) : refuse(name, a, b);
  };
}

/** Pairs of a value and its place, as Python's tuples: the first extreme wins. */
function located(name: string, better: (a: Numeric, b: Numeric) => boolean): Combine {
  return (a, b) => {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== 2 || b.length !== 2) refuse(name, a, b);
    const [x, i] = a as [Numeric, Numeric];
    const [y, j] = b as [Numeric, Numeric];
    if (x === y) return i <= j ? [x, i] : [y, j];
    return better(x, y) ? [x, i] : [y, j];
  };
}

const ordered = (a: unknown, b: unknown): boolean => typeof a === 'string' && typeof b === 'string';

export const MAX = new Op(
  'MPI_MAX',
  onValues(
    'MAX',
    (a: Numeric, b: Numeric) => (a > b ? a : b),
    maximum,
    (a, b) => (ordered(a, b) ? ((a as string) > (b as string) ? a : b) : refuse('MAX', a, b)),
  ),
);
export const MIN = new Op(
  'MPI_MIN',
  onValues(
    'MIN',
    (a: Numeric, b: Numeric) => (a < b ? a : b),
    minimum,
    (a, b) => (ordered(a, b) ? ((a as string) < (b as string) ? a : b) : refuse('MIN', a, b)),
  ),
);
export const SUM = new Op(
  'MPI_SUM',
  onValues(
    'SUM',
    (a: number, b: number) => a + b,
    add,
    (a, b) => {
      // Python's + on strings and lists.
      if (typeof a === 'string' && typeof b === 'string') return a + b;
      if (Array.isArray(a) && Array.isArray(b)) return [...(a as unknown[]), ...(b as unknown[])];
      return refuse('SUM', a, b);
    },
  ),
);
export const PROD = new Op(
  'MPI_PROD',
  onValues('PROD', (a: number, b: number) => a * b, multiply),
);
export const LAND = new Op(
  'MPI_LAND',
  onValues('LAND', (a: Numeric, b: Numeric) => Boolean(a) && Boolean(b), logicalAnd),
);
export const LOR = new Op(
  'MPI_LOR',
  onValues('LOR', (a: Numeric, b: Numeric) => Boolean(a) || Boolean(b), logicalOr),
);
export const LXOR = new Op(
  'MPI_LXOR',
  onValues('LXOR', (a: Numeric, b: Numeric) => Boolean(a) !== Boolean(b), logicalXor),
);
export const BAND = new Op(
  'MPI_BAND',
  onValues('BAND', (a: number, b: number) => a & b, bitwiseAnd),
);
export const BOR = new Op(
  'MPI_BOR',
  onValues('BOR', (a: number, b: number) => a | b, bitwiseOr),
);
export const BXOR = new Op(
  'MPI_BXOR',
  onValues('BXOR', (a: number, b: number) => a ^ b, bitwiseXor),
);
export const MAXLOC = new Op(
  'MPI_MAXLOC',
  located('MAXLOC', (a, b) => a > b),
);
export const MINLOC = new Op(
  'MPI_MINLOC',
  located('MINLOC', (a, b) => a < b),
);
export const REPLACE = new Op('MPI_REPLACE', (_a, b) => b, false);
export const NO_OP = new Op('MPI_NO_OP', (a) => a, false);
