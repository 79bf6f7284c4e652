/** Arrays seen in a larger shape, without copying: broadcastTo, broadcastArrays, broadcast. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import type { DType, Scalar } from '../core/dtype.js';
import { readElement } from '../core/element.js';
import { ValueError, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { broadcastShapes, broadcastSteps, checkShape, sizeOf, type ShapeLike } from '../core/shape.js';

/** The view of an array in a shape to which it is known to broadcast. */
export function spreadOver<D extends DType>(a: NDArray<D>, shape: readonly number[]): NDArray<D> {
  return a.strided(shape, broadcastSteps(a.shape, a.steps, shape), a.offset);
}

const fits = (a: NDArray, shape: readonly number[]): boolean => {
  const lead = shape.length - a.ndim;
  return lead >= 0 && a.shape.every((length, k) => length === 1 || length === shape[lead + k]);
};

/** The view of an array in the shape that it is assigned to, checked. */
export function broadcastInto<D extends DType>(
  functionName: string,
  a: NDArray<D>,
  shape: readonly number[],
): NDArray<D> {
  if (!fits(a, shape)) {
    throw new ValueError(
      `${functionName}: could not broadcast input array from shape ${shapeText(a.shape)} into shape ${shapeText(shape)}`,
    );
  }
  return spreadOver(a, shape);
}

/**
 * An array seen in a larger shape: a read-only view in which elements repeat.
 *
 * @param array - array_like
 * @param shape - the shape
 * @throws ValueError when the array does not broadcast to that shape
 * @example
 * np.broadcastTo([1, 2], [3, 2]).toArray(); // [[1, 2], [1, 2], [1, 2]]
 */
export function broadcastTo<A extends ArrayLike>(array: A, shape: ShapeLike): ArrayOf<DTypeOf<A>> {
  const source = asNDArray('broadcastTo', array);
  const to = checkShape('broadcastTo', shape);
  if (!fits(source, to)) {
    throw new ValueError(
      'broadcastTo: operands could not be broadcast together with remapped shapes [original->remapped]: ' +
        `${shapeText(source.shape)} and requested shape ${shapeText(to)}`,
    );
  }
  const view = spreadOver(source, to);
  view.writeable = false;
  return view as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * Arrays seen in their common shape: read-only views.
 *
 * @param args - array_likes
 * @throws ValueError when they do not broadcast together
 * @example
 * np.broadcastArrays([1, 2], [[3], [4]])[0].toArray(); // [[1, 2], [1, 2]]
 */
export function broadcastArrays<T extends readonly ArrayLike[]>(
  ...args: T
): { -readonly [K in keyof T]: ArrayOf<DTypeOf<T[K]>> } {
  const arrays = args.map((one) => asNDArray('broadcastArrays', one));
  const shape = broadcastShapes(...arrays.map((one) => one.shape));
  const views = arrays.map((one) => {
    const view = spreadOver(one, shape);
    view.writeable = false;
    return view;
  });
  return views as { -readonly [K in keyof T]: ArrayOf<DTypeOf<T[K]>> };
}

/** What `broadcast` gives: the common shape of several arrays, and their elements side by side. */
export class Broadcast<T extends readonly ArrayLike[] = readonly ArrayLike[]> {
  /** The common shape. */
  readonly shape: readonly number[];
  /** How many axes the common shape has. */
  readonly nd: number;
  /** How many elements the common shape has. */
  readonly size: number;
  /** How many arrays there are. */
  readonly numiter: number;
  /** How many tuples have been handed out by the iterations so far. */
  index = 0;
  private readonly views: readonly NDArray[];

  constructor(arrays: readonly NDArray[]) {
    this.shape = broadcastShapes(...arrays.map((one) => one.shape));
    this.nd = this.shape.length;
    this.size = sizeOf(this.shape);
    this.numiter = arrays.length;
    this.views = arrays.map((one) => spreadOver(one, this.shape));
  }

  /** The same as `nd`. */
  get ndim(): number {
    return this.nd;
  }

  /** The elements of each array, one list an index, in C order. */
  *[Symbol.iterator](): IterableIterator<{ -readonly [K in keyof T]: Scalar<DTypeOf<T[K]>> }> {
    for (this.index = 0; this.index < this.size;) {
      const at = this.index++;
      yield this.views.map((view) => readElement(view.info, view.storage, view.flatPosition(at))) as never;
    }
  }

  /** Count from the beginning again. */
  reset(): void {
    this.index = 0;
  }
}

/**
 * Several arrays broadcast against one another, as an object: their shape, and an iteration over tuples of elements.
 *
 * @param args - array_likes
 * @throws ValueError when they do not broadcast together
 * @example
 * const b = np.broadcast([1, 2], [[10], [20]]);
 * b.shape; // [2, 2]
 * [...b]; // [[1, 10], [2, 10], [1, 20], [2, 20]]
 */
export function broadcast<T extends readonly ArrayLike[]>(...args: T): Broadcast<T> {
  return new Broadcast<T>(args.map((one) => asNDArray('broadcast', one)));
}
