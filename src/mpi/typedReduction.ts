/**
 * Reductions of numbers and of arrays of one shape without serialisation. No rank knows what the others have: so a short reduction tells
 * all ranks whether they agree, and for numbers brings the result at once.
 */
import type { TypedArray } from '../core/dtype.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { VIEW_NUMBERS } from '../messages/compactFormat.js';
import { packed } from '../messages/exchange.js';
import type { Handle } from './abi/abi.js';
import { DATATYPES, DOUBLE, datatypeOfView, type Datatype } from './datatype.js';
import { check, mpi } from './library.js';
import { MAX, MIN, PROD, SUM, type Op } from './op.js';

/** What a rank that has no number gives for "all have numbers", by operation. */
const REFUSAL: ReadonlyMap<Op, number> = new Map([
  [SUM, 1],
  [PROD, 0],
  [MAX, 1],
  [MIN, -1],
]);

const cells = new Float64Array(2);
const totals = new Float64Array(2);
const PRIME = 0x01000193;

function allreduceCells(functionName: string, op: Op, comm: Handle): void {
  check(mpi().calls.MPI_Allreduce(cells, totals, 2, DOUBLE.handle, op.handle, comm), functionName);
}

/** An array that MPI can combine as the operation does: its datatype, its elements, and what the result is. */
interface Combinable {
  readonly datatype: Datatype;
  readonly elements: TypedArray;
  /** The result, and its elements. */
  make(): { readonly value: unknown; readonly elements: TypedArray };
  /** Type and shape as a number that differs where they do. */
  readonly key: number;
}

function keyOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x01234567];
  for (let k = 0; k < text.length; k++) {
    low = Math.imul(low ^ text.charCodeAt(k), PRIME);
    high = Math.imul(high ^ text.charCodeAt(k), 0x85ebca6b);
  }
  return (low >>> 0) + (high & 0xfffff) * 2 ** 32 || 1;
}

/** Does MPI combine elements of a dtype as NumPy does? A NaN wins in NumPy's maximum, not in MPI's. */
function combines(op: Op, datatype: Datatype): boolean {
  const { dtype } = datatype;
  if (dtype === undefined || dtype === 'bool' || dtype === 'float16') return false;
  return op === SUM || op === PROD || /^u?int/.test(dtype);
}

function combinable(op: Op, value: unknown): Combinable | undefined {
  if (value instanceof NDArray) {
    const array: NDArray = value;
    const datatype = DATATYPES[array.dtype];
    if (!combines(op, datatype)) return undefined;
    return {
      datatype,
      elements: packed(array),
      make() {
        const made = emptyArray(array.info, array.shape) as unknown as NDArray;
        return { value: made, elements: made.data as TypedArray };
      },
      key: keyOf(`${array.dtype} ${array.shape.join()}`),
    };
  }
  if (!ArrayBuffer.isView(value) || value instanceof Uint8ClampedArray) return undefined;
  if (!VIEW_NUMBERS.has(Object.getPrototypeOf(value))) return undefined;
  const datatype = datatypeOfView(value);
  if (!combines(op, datatype)) return undefined;
  const elements = value as TypedArray;
  return {
    datatype,
    elements,
    make() {
      const made = new (elements.constructor as new (length: number) => TypedArray)(elements.length);
      return { value: made, elements: made };
    },
    key: keyOf(`view ${datatype.name} ${elements.length}`),
  };
}

/** Elements in a message as MPI counts them. */
function countOf({ elements, datatype }: Combinable): number {
  return elements.byteLength / datatype.basicSize;
}

/**
 * Combine numbers, or arrays of one type and shape. All ranks get the same answer as to whether that was possible.
 *
 * @param root - who gets the result; all where undefined
 * @returns the result (of an array undefined on ranks that get none); undefined where values must be combined one by one
 */
export function reduceTyped(
  functionName: string,
  op: Op,
  value: unknown,
  comm: Handle,
  rank: number,
  root?: number,
): { readonly value: unknown } | undefined {
  const refusal = REFUSAL.get(op);
  if (refusal === undefined) return undefined;
  const agreed = op === PROD ? 1 : 0;
  const isNumber = typeof value === 'number';
  cells[0] = isNumber ? value : 0;
  cells[1] = isNumber ? agreed : refusal;
  allreduceCells(functionName, op, comm);
  if (totals[1] === agreed) return { value: totals[0]! };
  const array = combinable(op, value);
  cells[0] = array ? array.key : 0;
  cells[1] = -cells[0];
  allreduceCells(functionName, MAX, comm);
  // The largest key is the least one: all are the same.
  if (array === undefined || totals[0] !== -totals[1]!) return undefined;
  const { calls } = mpi();
  const { elements, datatype } = array;
  const count = countOf(array);
  const type = datatype.handle;
  const result = root === undefined || root === rank ? array.make() : undefined;
  const into = result?.elements ?? null;
  check(
    root === undefined
      ? calls.MPI_Allreduce(elements, into, count, type, op.handle, comm)
      : calls.MPI_Reduce(elements, into, count, type, op.handle, root, comm),
    functionName,
  );
  return { value: result?.value };
}
