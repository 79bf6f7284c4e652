/** DistributedArray: an array cut in blocks over the ranks of a communicator, under NumPy's names. */
import type { DType, DTypeLike, ResolveDType, Scalar } from '../../core/dtype.js';
import { dtype as dtypeInfo } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { NDArray, emptyArray } from '../../core/ndarray.js';
import { promoteTypes } from '../../core/promotion.js';
import { asarray, full, zeros } from '../../ops/creation.js';
import { ascontiguousarray } from '../../ops/layout.js';
import * as arithmetic from '../../ops/ufuncs/arithmetic.js';
import * as elementary from '../../ops/ufuncs/elementary.js';
import { COMM_WORLD, type Comm } from '../communicator.js';
import { haloOf, type Halo, type HaloOptions } from './halo.js';
import { Layout, checkGrid } from './layout.js';
import { distributedMatmul } from './matmul.js';
import { loadBlock, saveBlocks } from './npy.js';
import { redistribute, transposed } from './redistribute.js';
import { distributedReduce, type DistributedReduction } from './reductions.js';
import { sampleSort, distributedCumsum } from './sorting.js';

/** Over whom and how an array is cut. */
export interface DistributionOptions {
  /** `MPI.COMM_WORLD` if absent. */
  readonly comm?: Comm;
  /** Ranks along each axis; all along the first if absent. */
  readonly grid?: readonly number[];
}

/** How an array is made. */
export interface DistributedCreationOptions<T extends DTypeLike = DTypeLike> extends DistributionOptions {
  /** float64 if absent. */
  readonly dtype?: T;
}

/** What an operation takes beside an array: another one, a number, or an array that every rank has. */
export type DistributedOperand = DistributedArray | NDArray | number | bigint | boolean;

type Operation = (...operands: never[]) => unknown;

const shapeOf = (shape: number | readonly number[]): number[] => (typeof shape === 'number' ? [shape] : [...shape]);

/**
 * An array cut in blocks over the ranks of a communicator. Each rank holds its block as an ordinary NDArray, `local`. All ranks call
 * the same methods in the same order; with one rank the same program runs.
 *
 * @example
 * const a = DistributedArray.arange(1000);
 * const total = a.multiply(a).sum(); // the same number on every rank
 */
export class DistributedArray<D extends DType = DType> {
  /** How it is cut. */
  readonly layout: Layout;
  /** This rank's block. */
  readonly local: NDArray<D>;

  /** For the library's own use; see the static methods. */
  constructor(layout: Layout, local: NDArray<D>) {
    this.layout = layout;
    this.local = local;
  }

  static #layout(functionName: string, shape: number | readonly number[], options: DistributedCreationOptions): Layout {
    checkOptions(functionName, options, ['comm', 'grid', 'dtype']);
    const lengths = shapeOf(shape);
    const comm = options.comm ?? COMM_WORLD;
    return new Layout(comm, lengths, checkGrid(functionName, comm, lengths.length, options.grid));
  }

  /**
   * An array of zeros.
   *
   * @param shape - the whole array's shape
   * @param options - `comm`, `grid`, `dtype`
   */
  static zeros<T extends DTypeLike = 'float64'>(
    shape: number | readonly number[],
    options: DistributedCreationOptions<T> = {},
  ): DistributedArray<ResolveDType<T>> {
    return DistributedArray.full(shape, 0, { dtype: 'float64' as T, ...options });
  }

  /** An array of ones. */
  static ones<T extends DTypeLike = 'float64'>(
    shape: number | readonly number[],
    options: DistributedCreationOptions<T> = {},
  ): DistributedArray<ResolveDType<T>> {
    return DistributedArray.full(shape, 1, { dtype: 'float64' as T, ...options });
  }

  /** An array of one value. */
  static full<T extends DTypeLike = 'float64'>(
    shape: number | readonly number[],
    value: number,
    options: DistributedCreationOptions<T> = {},
  ): DistributedArray<ResolveDType<T>> {
    const layout = DistributedArray.#layout('full', shape, options);
    const local = full(layout.block.shape, value, { dtype: options.dtype ?? ('float64' as T) });
    return new DistributedArray(layout, local as unknown as NDArray<ResolveDType<T>>);
  }

  /**
   * The numbers from 0 on.
   *
   * @param stop - how many
   */
  static arange<T extends DTypeLike = 'float64'>(
    stop: number,
    options: DistributedCreationOptions<T> = {},
  ): DistributedArray<ResolveDType<T>> {
    return DistributedArray.fromfunction((k) => k, [Math.max(0, Math.ceil(stop))], options);
  }

  /**
   * An array whose elements a function gives from their indices.
   *
   * @param fn - takes the indices in the whole array
   * @param shape - the whole array's shape
   * @example
   * const hilbert = DistributedArray.fromfunction((i, j) => 1 / (i + j + 1), [1000, 1000]);
   */
  static fromfunction<T extends DTypeLike = 'float64'>(
    fn: (...indices: number[]) => number,
    shape: number | readonly number[],
    options: DistributedCreationOptions<T> = {},
  ): DistributedArray<ResolveDType<T>> {
    const layout = DistributedArray.#layout('fromfunction', shape, options);
    const { starts, shape: lengths } = layout.block;
    const local = zeros(lengths, { dtype: options.dtype ?? ('float64' as T) }) as NDArray;
    const flat = local.data as Float64Array;
    const indices = [...starts];
    for (let k = 0; k < flat.length; k++) {
      flat[k] = fn(...indices);
      for (let axis = lengths.length - 1; axis >= 0 && ++indices[axis]! - starts[axis]! === lengths[axis]!; axis--) {
        indices[axis] = starts[axis]!;
      }
    }
    return new DistributedArray(layout, local as unknown as NDArray<ResolveDType<T>>);
  }

  /**
   * An array of blocks that the ranks have already.
   *
   * @param local - this rank's block
   * @param shape - the whole array's shape
   */
  static fromLocal<D extends DType>(
    local: NDArray<D>,
    shape: number | readonly number[],
    options: DistributionOptions = {},
  ): DistributedArray<D> {
    const layout = DistributedArray.#layout('fromLocal', shape, options);
    if (local.shape.join() !== layout.block.shape.join()) {
      throw new ValueError(
        `fromLocal: this rank's block must be of shape ${shapeText(layout.block.shape)}, got ${shapeText(local.shape)}`,
      );
    }
    return new DistributedArray(layout, local);
  }

  /**
   * Cut an array that one rank has.
   *
   * @param array - the whole array on the root, null elsewhere
   * @param options - `root`, `comm`, `grid`
   */
  static scatter<D extends DType>(
    array: NDArray<D> | null,
    options: DistributionOptions & { readonly root?: number } = {},
  ): DistributedArray<D> {
    checkOptions('scatter', options, ['root', 'comm', 'grid']);
    const { root = 0, comm = COMM_WORLD } = options;
    const mine = comm.rank === root ? array : null;
    if (comm.rank === root && !(array instanceof NDArray)) {
      throw new DTypeError(`scatter: the root must give an NDArray, got ${describe(array)}`);
    }
    const head = comm.bcast(mine ? { shape: [...mine.shape], dtype: mine.dtype as DType } : null, { root })!;
    const layout = new Layout(comm, head.shape, checkGrid('scatter', comm, head.shape.length, options.grid));
    const info = dtypeInfo(head.dtype as D);
    const local = emptyArray(info as never, layout.block.shape) as unknown as NDArray<D>;
    const sizes = Int32Array.from({ length: comm.size }, (_, rank) =>
      layout.blockOf(rank).shape.reduce((a, b) => a * b, 1),
    );
    let packed: NDArray | null = null;
    if (mine) {
      packed = emptyArray(info as never, [sizes.reduce((a, b) => a + b, 0)]) as unknown as NDArray;
      let at = 0;
      for (let rank = 0; rank < comm.size; rank++) {
        const piece = blockView(mine as unknown as NDArray, layout.blockOf(rank));
        const target = packed.strided([...piece.shape], stepsOf(piece.shape), at);
        assign(target, piece);
        at += piece.size;
      }
    }
    comm.Scatterv(packed ? [packed, sizes] : null, local as unknown as NDArray, { root });
    return new DistributedArray(layout, local);
  }

  /**
   * Read a .npy file: each rank reads its block.
   *
   * @param path - the file
   * @param options - `comm`, `grid`
   */
  static load(path: string, options: DistributionOptions = {}): DistributedArray {
    checkOptions('load', options, ['comm', 'grid']);
    return loadBlock(path, options.comm ?? COMM_WORLD, options.grid);
  }

  /** Write a .npy file: each rank writes its block. */
  save(path: string): void {
    saveBlocks(path, this);
  }

  get comm(): Comm {
    return this.layout.comm;
  }

  /** The whole array's shape. */
  get shape(): readonly number[] {
    return this.layout.shape;
  }

  get ndim(): number {
    return this.layout.shape.length;
  }

  get size(): number {
    return this.layout.shape.reduce((a, b) => a * b, 1);
  }

  get dtype(): D {
    return this.local.dtype;
  }

  /** Ranks along each axis. */
  get grid(): readonly number[] {
    return this.layout.grid;
  }

  /** Where this rank's block begins in the whole array. */
  get starts(): readonly number[] {
    return this.layout.block.starts;
  }

  /** The same array cut in another way. */
  redistribute(grid: readonly number[]): DistributedArray<D> {
    return redistribute(this, checkGrid('redistribute', this.comm, this.ndim, grid));
  }

  /**
   * The whole array on the root.
   *
   * @param options - `root`
   * @returns null elsewhere
   */
  gather(options: { readonly root?: number } = {}): NDArray<D> | null {
    checkOptions('gather', options, ['root']);
    const { comm, layout } = this;
    const { root = 0 } = options;
    const here = comm.rank === root;
    const sizes = this.#sizes();
    const packed = here ? (emptyArray(this.local.info, [this.size]) as unknown as NDArray) : null;
    comm.Gatherv(this.#packed(), packed ? [packed, sizes] : null, { root });
    return packed ? (unpack(packed, layout) as unknown as NDArray<D>) : null;
  }

  /** The whole array on every rank. */
  allgather(): NDArray<D> {
    const packed = emptyArray(this.local.info, [this.size]) as unknown as NDArray;
    this.comm.Allgatherv(this.#packed(), [packed, this.#sizes()]);
    return unpack(packed, this.layout) as unknown as NDArray<D>;
  }

  #sizes(): Int32Array {
    return Int32Array.from({ length: this.comm.size }, (_, rank) =>
      this.layout.blockOf(rank).shape.reduce((a, b) => a * b, 1),
    );
  }

  #packed(): NDArray {
    return ascontiguousarray(this.local as unknown as NDArray) as NDArray;
  }

  /**
   * Apply a function to the blocks, element by element: any ufunc of NumPy's.
   *
   * @param fn - takes the blocks and gives a block of the same shape
   * @param others - further operands: arrays cut in any way, numbers
   * @example
   * a.apply(np.exp); a.apply(np.add, b);
   */
  apply<R extends DType = D>(fn: Operation, ...others: DistributedOperand[]): DistributedArray<R> {
    const operands = others.map((other) => this.#operand(other));
    const local = (fn as (...all: unknown[]) => unknown)(this.local, ...operands);
    const block = asarray(local as never) as unknown as NDArray<R>;
    if (block.shape.join() !== this.local.shape.join()) {
      throw new ValueError(
        `apply: the function made a block of shape ${shapeText(block.shape)} of one of shape ${shapeText(this.local.shape)}; it must work element by element`,
      );
    }
    return new DistributedArray(this.layout, block);
  }

  #operand(other: DistributedOperand): unknown {
    if (other instanceof DistributedArray) {
      if (other.shape.join() !== this.shape.join()) {
        throw new ValueError(
          `operands could not be broadcast together with shapes ${shapeText(this.shape)} ${shapeText(other.shape)}`,
        );
      }
      return this.layout.matches(other.layout) ? other.local : redistribute(other, this.grid).local;
    }
    if (other instanceof NDArray && other.ndim > 0) {
      // Every rank has it whole: take what belongs to the block, along the axes that are not of length 1.
      const { starts, shape } = this.layout.block;
      const skip = this.ndim - other.ndim;
      if (skip < 0) throw new ValueError('apply: an operand has more axes than the distributed array');
      const along = other.shape.map((length, k) => (length === 1 ? [0, 1] : [starts[k + skip]!, shape[k + skip]!]));
      other.shape.forEach((length, k) => {
        if (length !== 1 && length !== this.shape[k + skip]) {
          throw new ValueError(
            `operands could not be broadcast together with shapes ${shapeText(this.shape)} ${shapeText(other.shape)}`,
          );
        }
      });
      return blockView(other, {
        starts: along.map(([start]) => start!),
        shape: along.map(([, length]) => length!),
      });
    }
    return other;
  }

  add(other: DistributedOperand): DistributedArray {
    return this.apply(arithmetic.add as Operation, other);
  }

  subtract(other: DistributedOperand): DistributedArray {
    return this.apply(arithmetic.subtract as Operation, other);
  }

  multiply(other: DistributedOperand): DistributedArray {
    return this.apply(arithmetic.multiply as Operation, other);
  }

  divide(other: DistributedOperand): DistributedArray {
    return this.apply(arithmetic.divide as Operation, other);
  }

  power(other: DistributedOperand): DistributedArray {
    return this.apply(arithmetic.power as Operation, other);
  }

  negative(): DistributedArray {
    return this.apply(arithmetic.negative as Operation);
  }

  absolute(): DistributedArray {
    return this.apply(arithmetic.absolute as Operation);
  }

  sqrt(): DistributedArray {
    return this.apply(elementary.sqrt as Operation);
  }

  exp(): DistributedArray {
    return this.apply(elementary.exp as Operation);
  }

  /** The sum: of everything a number, along an axis an array that every rank has. */
  sum(): Scalar;
  sum(options: { readonly axis: number }): NDArray;
  sum(options: { readonly axis?: number } = {}): Scalar | NDArray {
    return distributedReduce(this, 'sum', options.axis);
  }

  prod(): Scalar;
  prod(options: { readonly axis: number }): NDArray;
  prod(options: { readonly axis?: number } = {}): Scalar | NDArray {
    return distributedReduce(this, 'prod', options.axis);
  }

  max(): Scalar;
  max(options: { readonly axis: number }): NDArray;
  max(options: { readonly axis?: number } = {}): Scalar | NDArray {
    return distributedReduce(this, 'max', options.axis);
  }

  min(): Scalar;
  min(options: { readonly axis: number }): NDArray;
  min(options: { readonly axis?: number } = {}): Scalar | NDArray {
    return distributedReduce(this, 'min', options.axis);
  }

  /** Any of the reductions by name. */
  reduce(name: DistributedReduction, axis?: number): Scalar | NDArray {
    return distributedReduce(this, name, axis);
  }

  /** The mean of everything, or along an axis. */
  mean(): number;
  mean(options: { readonly axis: number }): NDArray;
  mean(options: { readonly axis?: number } = {}): number | NDArray {
    const { axis } = options;
    if (axis === undefined) return Number(this.sum()) / this.size;
    const along = axis < 0 ? axis + this.ndim : axis;
    return arithmetic.divide(this.sum({ axis }), this.shape[along]!) as unknown as NDArray;
  }

  /** The variance of everything. */
  var({ ddof = 0 }: { readonly ddof?: number } = {}): number {
    const centred = this.subtract(this.mean());
    return Number(centred.multiply(centred).sum()) / (this.size - ddof);
  }

  /** The standard deviation of everything. */
  std(options: { readonly ddof?: number } = {}): number {
    return Math.sqrt(this.var(options));
  }

  /** The inner product of two arrays of one shape: a number. */
  dot(other: DistributedArray): number {
    return Number(this.multiply(other).sum());
  }

  /** The Euclidean norm of all elements. */
  norm(): number {
    return Math.sqrt(Number(this.multiply(this).sum()));
  }

  /**
   * The matrix product with another distributed array, or a vector that every rank has.
   *
   * @param other - a matrix cut in any way, or a vector
   */
  matmul(other: DistributedArray): DistributedArray {
    return distributedMatmul(this as unknown as DistributedArray, other);
  }

  /** The axes in reverse order, blocks sent where they belong. */
  transpose(): DistributedArray<D> {
    return transposed(this);
  }

  /** The axes in reverse order. */
  get T(): DistributedArray<D> {
    return transposed(this);
  }

  /** The elements of a vector in order. */
  sort(): DistributedArray<D> {
    return sampleSort(this);
  }

  /** Running sums of a vector. */
  cumsum(): DistributedArray {
    return distributedCumsum(this as unknown as DistributedArray);
  }

  /**
   * Give the block a margin that holds the neighbours' nearest elements: for stencils.
   *
   * @param options - `width` (1 if absent), `periods`: does an axis wrap around?, `fill`: what lies beyond an edge (0 if absent)
   */
  halo(options: HaloOptions = {}): Halo {
    return haloOf(this as unknown as DistributedArray, options);
  }

  /** The same with another dtype. */
  astype<T extends DTypeLike>(dtype: T): DistributedArray<ResolveDType<T>> {
    const local = asarray(this.local as never, { dtype });
    return new DistributedArray(this.layout, local as unknown as NDArray<ResolveDType<T>>);
  }

  /** A copy of one's own. */
  copy(): DistributedArray<D> {
    const local = emptyArray(this.local.info, this.local.shape);
    assign(local as unknown as NDArray, this.local as unknown as NDArray);
    return new DistributedArray(this.layout, local);
  }

  toString(): string {
    return `DistributedArray(shape=${shapeText(this.shape)}, dtype=${this.dtype}, grid=${shapeText(this.grid)})`;
  }
}

/** Distances between neighbours of a contiguous block. */
export function stepsOf(shape: readonly number[]): number[] {
  return shape.map((_, k) => shape.slice(k + 1).reduce((a, b) => a * b, 1));
}

/** A block of an array as a view. */
export function blockView<D extends DType>(
  array: NDArray<D>,
  { starts, shape }: { readonly starts: readonly number[]; readonly shape: readonly number[] },
): NDArray<D> {
  const offset = starts.reduce((at, start, axis) => at + start * array.steps[axis]!, array.offset);
  return array.strided([...shape], [...array.steps], offset);
}

/** Copy elements into a view. */
export function assign(target: NDArray, source: NDArray): void {
  if (target.size > 0) arithmetic.positive(source as never, { out: target, casting: 'unsafe' } as never);
}

/** The dtype of a product or sum of two arrays. */
export function commonDType(a: DistributedArray, b: DistributedArray): DType {
  return promoteTypes(a.dtype, b.dtype);
}

function unpack(packed: NDArray, layout: Layout): NDArray {
  const { comm, shape } = layout;
  if (comm.size === 1) return packed.strided([...shape], stepsOf(shape), 0);
  const whole = emptyArray(packed.info, shape) as unknown as NDArray;
  let at = 0;
  for (let rank = 0; rank < comm.size; rank++) {
    const block = layout.blockOf(rank);
    const piece = packed.strided([...block.shape], stepsOf(block.shape), at);
    assign(blockView(whole, block), piece);
    at += piece.size;
  }
  return whole;
}
