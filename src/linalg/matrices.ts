/**
 * What all of numloom.linalg stands on: checked arguments, the four kinds in which linear algebra computes, and the way
 * from arrays to the packed matrices by columns that the engines take, and back. Axes before the last two are a stack.
 */
import type { DTypeOf, ArrayLike } from '../core/arrayLike.js';
import { asNDArray } from '../core/arrayLike.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { DTypeError, LinAlgError, ValueError, shapeText } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { promoteInfo, type Promote } from '../core/promotion.js';
import { broadcastShapes, broadcastSteps, sizeOf, stepsC } from '../core/shape.js';
import { nativeLibrary } from '../backends/native/kernels/library.js';
import { copyAs } from '../ops/creation.js';
import type { Kind, Matrix } from './engine/engine.js';

/** The dtype in which linear algebra computes with elements of `D`. */
export type FloatDType<D> = D extends 'float32' | 'complex64' | 'complex128' ? D : 'float64';

/** The dtype of results of a function of one array-like. */
export type FloatOf<A> = FloatDType<DTypeOf<A>>;

/** The dtype of results of a function of two. */
export type MeetOf<A, B> = Promote<FloatOf<A>, FloatOf<B>>;

/** The real dtype of the same precision. */
export type RealOf<A> =
  FloatOf<A> extends infer D ? (D extends 'float32' | 'complex64' ? 'float32' : 'float64') : never;

/** The complex dtype of the same precision. */
export type ComplexOf<A> =
  FloatOf<A> extends infer D ? (D extends 'float32' | 'complex64' ? 'complex64' : 'complex128') : never;

/** Real or complex, of the same precision. */
export type EitherOf<A> = FloatOf<A> | ComplexOf<A>;

/** What functions that check for nan and inf take. */
export interface CheckOptions {
  /** Make nan or inf a ValueError. */
  checkFinite?: boolean;
}

/** The dtype record of a kind. */
export const INFO = { s: DTYPES.float32, d: DTYPES.float64, c: DTYPES.complex64, z: DTYPES.complex128 } as const;

/** The kind of real numbers of the same precision. */
export const REAL = { s: 's', d: 'd', c: 's', z: 'd' } as const;

/** The kind of complex numbers of the same precision. */
export const COMPLEX = { s: 'c', d: 'z', c: 'c', z: 'z' } as const;

/** The distance of 1 to the next larger number. */
export const EPS = { s: 2 ** -23, d: 2 ** -52, c: 2 ** -23, z: 2 ** -52 } as const;

/** Are elements of this kind pairs? */
export function isComplexKind(kind: Kind): boolean {
  return kind === 'c' || kind === 'z';
}

/** Storage slots an element. */
export function lanesOf(kind: Kind): 1 | 2 {
  return kind === 'c' || kind === 'z' ? 2 : 1;
}

/** Zeros of a kind; `n` elements. */
export function zerosOf(kind: Kind, n: number): Matrix {
  const length = n * lanesOf(kind);
  return kind === 's' || kind === 'c' ? new Float32Array(length) : new Float64Array(length);
}

/** The kind in which arrays of these dtypes are computed. */
export function kindOf(functionName: string, ...infos: DTypeInfo[]): Kind {
  let info: DTypeInfo | undefined;
  for (const given of infos) {
    if (given.name === 'float16') throw new DTypeError(`${functionName}: array type float16 is unsupported in linalg`);
    const floating = given.kind === 'f' || given.kind === 'c' ? given : DTYPES.float64;
    info = info === undefined ? floating : promoteInfo(info, floating);
  }
  return info === DTYPES.float32 ? 's' : info === DTYPES.complex64 ? 'c' : info === DTYPES.complex128 ? 'z' : 'd';
}

/** An array-like of at least `least` axes. */
export function matrixOf(functionName: string, value: ArrayLike, least = 2): NDArray {
  const array = asNDArray(functionName, value);
  if (array.ndim < least) {
    throw new LinAlgError(
      `${functionName}: ${array.ndim}-dimensional array given. Array must be at least ${least === 1 ? 'one' : 'two'}-dimensional`,
    );
  }
  return array;
}

/** An array-like of exactly `ndim` axes. */
export function exactly(functionName: string, name: string, value: ArrayLike, ndim: number): NDArray {
  const array = asNDArray(functionName, value);
  if (array.ndim !== ndim) {
    throw new ValueError(
      `${functionName}: ${name} must have ${ndim} ax${ndim === 1 ? 'is' : 'es'}, got an array of shape ${shapeText(array.shape)}`,
    );
  }
  return array;
}

/** Throws unless the last two axes are as long as each other; gives that length. */
export function squareSide(functionName: string, a: NDArray): number {
  const n = a.shape[a.ndim - 1]!;
  if (a.shape[a.ndim - 2] !== n) {
    throw new LinAlgError(
      `${functionName}: Last 2 dimensions of the array must be square, got an array of shape ${shapeText(a.shape)}`,
    );
  }
  return n;
}

/** An array-like whose last two axes are square. */
export function squareOf(functionName: string, value: ArrayLike): NDArray {
  const array = matrixOf(functionName, value);
  squareSide(functionName, array);
  return array;
}

/** Are all values finite? */
export function allFinite(values: Matrix): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return false;
  return true;
}

/** The largest modulus; 0 of nothing. */
export function largestSize(values: Matrix): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}

/** Throws when an array of floats holds nan or inf. */
export function checkFiniteArray(functionName: string, array: NDArray): void {
  if (array.info.kind !== 'f' && array.info.kind !== 'c') return;
  const { lanes } = array.info;
  const storage = array.storage as Matrix;
  let fine = true;
  if (array.isC) fine = allFinite(storage.subarray(array.offset * lanes, (array.offset + array.size) * lanes));
  else {
    array.forEachPosition((position) => {
      for (let lane = 0; lane < lanes; lane++) if (!Number.isFinite(storage[position * lanes + lane]!)) fine = false;
    });
  }
  if (!fine) throw new ValueError(`${functionName}: array must not contain infs or NaNs`);
}

/** Matrices by columns without gaps, one after another. */
export interface Stack {
  readonly kind: Kind;
  /** The axes of the stack. */
  readonly batch: readonly number[];
  readonly count: number;
  readonly m: number;
  readonly n: number;
  readonly data: Matrix;
}

/** The side of the squares in which `transposeReal` walks. */
const TILE = 16;

/** `to[j * m + i] = from[at + i * step + j]` for an m x n matrix of real elements. */
function transposeReal(from: Matrix, at: number, step: number, m: number, n: number, to: Matrix): void {
  for (let i0 = 0; i0 < m; i0 += TILE) {
    const i1 = Math.min(i0 + TILE, m);
    for (let j0 = 0; j0 < n; j0 += TILE) {
      const j1 = Math.min(j0 + TILE, n);
      for (let i = i0; i < i1; i++) {
        const row = at + i * step;
        for (let j = j0; j < j1; j++) to[j * m + i] = from[row + j]!;
      }
    }
  }
}

/** Are there compiled loops, which copy against the order of memory faster than the loop here? */
const hasCopies = (): boolean => nativeLibrary() !== undefined;

/** A fresh copy of the last two axes by columns, of a kind. */
export function columns(a: NDArray, kind: Kind): Stack {
  const [m, n] = [a.shape[a.ndim - 2]!, a.shape[a.ndim - 1]!];
  const batch = a.shape.slice(0, -2);
  if (
    a.ndim === 2 &&
    a.info === (INFO[kind] as DTypeInfo) &&
    a.steps[1] === 1 &&
    !isComplexKind(kind) &&
    !hasCopies()
  ) {
    const data = emptyArray(INFO[kind] as DTypeInfo, [m, n]).storage as Matrix;
    transposeReal(a.storage as Matrix, a.offset, a.steps[0]!, m, n, data);
    return { kind, batch, count: 1, m, n, data };
  }
  const copy = copyAs(a.mT, INFO[kind] as DTypeInfo);
  return { kind, batch, count: sizeOf(batch), m, n, data: copy.data as Matrix };
}

/** The last axis as columns of one: vectors as matrices. */
export function columnOf(a: NDArray): NDArray {
  return a.strided([...a.shape, 1], [...a.steps, 0], a.offset);
}

/** Matrix k of a stack. */
export function at(stack: Stack, k: number): Matrix {
  if (stack.count === 1) return stack.data;
  const size = stack.m * stack.n * lanesOf(stack.kind);
  return stack.data.subarray(k * size, (k + 1) * size);
}

/** An array over data in C order, sharing it. */
export function arrayOf(kind: Kind, shape: readonly number[], data: Matrix): NDArray {
  return new NDArray(INFO[kind] as DTypeInfo, data, shape, stepsC(shape), 0, null, true);
}

/** The transposes of a stack's matrices as an array in C order, without a copy. */
export function transposedArray({ kind, batch, m, n, data }: Stack): NDArray {
  return arrayOf(kind, [...batch, n, m], data);
}

/** A stack's matrices as an array in C order. */
export function stackArray(stack: Stack): NDArray {
  const { kind, m, n } = stack;
  if (m > 1 && n > 1 && stack.count === 1 && stack.batch.length === 0 && !isComplexKind(kind)) {
    const data = emptyArray(INFO[kind] as DTypeInfo, [m, n]).storage as Matrix;
    transposeReal(stack.data, 0, m, n, m, data);
    return arrayOf(kind, [m, n], data);
  }
  const transposed = transposedArray(stack);
  if (stack.m === 1 || stack.n === 1) return arrayOf(stack.kind, [...stack.batch, stack.m, stack.n], stack.data);
  return copyAs(transposed.mT, transposed.info);
}

/** `a` with the axes before its last `core` broadcast to `batch`. */
export function overBatch(a: NDArray, batch: readonly number[], core: number): NDArray {
  const lead = a.ndim - core;
  if (lead === batch.length && batch.every((length, k) => a.shape[k] === length)) return a;
  return a.strided(
    [...batch, ...a.shape.slice(lead)],
    [...broadcastSteps(a.shape.slice(0, lead), a.steps, batch), ...a.steps.slice(lead)],
    a.offset,
  );
}

/** The common stack of arrays, each with its own number of last axes that are not of the stack. */
export function commonBatch(...pairs: (readonly [a: NDArray, core: number])[]): number[] {
  return broadcastShapes(...pairs.map(([a, core]) => a.shape.slice(0, a.ndim - core)));
}

/** Views of the members of a stack, in C order. */
export function* members(a: NDArray, core: number): IterableIterator<NDArray> {
  const lead = a.ndim - core;
  if (lead === 0) {
    yield a;
    return;
  }
  const [shape, steps] = [a.shape.slice(lead), a.steps.slice(lead)];
  const outer = a.strided(a.shape.slice(0, lead), a.steps.slice(0, lead), a.offset);
  const positions: number[] = [];
  outer.forEachPosition((position) => positions.push(position));
  for (const position of positions) yield a.strided(shape, steps, position);
}

/**
 * A function of single matrices over a stack of them: it is called for each, and what it returns is stacked.
 *
 * @param cores - how many last axes of each array the function takes
 * @param each - from one member of each array to arrays; numbers become arrays without axes
 */
export function eachMember(
  arrays: readonly NDArray[],
  cores: readonly number[],
  each: (...members: NDArray[]) => NDArray[],
): NDArray[] {
  if (arrays.every((a, k) => a.ndim === cores[k])) return each(...arrays);
  const batch = commonBatch(...arrays.map((a, k) => [a, cores[k]!] as const));
  const lists = arrays.map((a, k) => [...members(overBatch(a, batch, cores[k]!), cores[k]!)]);
  const count = sizeOf(batch);
  if (count === 0) {
    // What one of zeros gives tells shapes and dtypes.
    const sample = each(
      ...arrays.map((a, k) => {
        const shape = a.shape.slice(a.ndim - cores[k]!);
        const kind = kindOf('linalg', a.info);
        const zeros = zerosOf(kind, sizeOf(shape));
        const [m, n] = [shape[shape.length - 2] ?? 0, shape[shape.length - 1] ?? 0];
        for (let i = 0; i < Math.min(m, n); i++) zeros[(i * n + i) * lanesOf(kind)] = 1;
        return arrayOf(kind, shape, zeros);
      }),
    );
    return sample.map((s) => s.strided([...batch, ...s.shape], [...batch.map(() => 0), ...s.steps], s.offset));
  }
  const results: NDArray[][] = [];
  for (let i = 0; i < count; i++) results.push(each(...lists.map((list) => list[i]!)));
  return results[0]!.map((first, k) =>
    stacked(
      results.map((r) => r[k]!),
      batch,
      first,
    ),
  );
}

function stacked(list: readonly NDArray[], batch: readonly number[], first: NDArray): NDArray {
  const info = list.reduce<DTypeInfo>((common, a) => promoteInfo(common, a.info), first.info);
  for (const a of list) {
    if (a.ndim !== first.ndim || a.shape.some((length, k) => length !== first.shape[k])) {
      throw new ValueError(
        `linalg: the results of a stack have different shapes, ${shapeText(first.shape)} and ${shapeText(a.shape)}; call the function for one matrix at a time`,
      );
    }
  }
  const { lanes } = info;
  const data = new info.Storage(list.length * first.size * lanes);
  list.forEach((a, i) => (data as Matrix).set(copyAs(a, info).data as Matrix, i * first.size * lanes));
  const shape = [...batch, ...first.shape];
  return new NDArray(info, data, shape, stepsC(shape), 0, null, true);
}

/** A typed result: the dtype is worked out where the types cannot follow. */
export function typed<T>(result: NDArray): T {
  return result as unknown as T;
}
