/**
 * The interface that a backend implements: where the loops over data are. Everything that numloom computes on the host
 * comes down to these calls. Operands are strided views; the caller has resolved dtypes, broadcast the shapes and
 * allocated the results.
 */
import type { DTypeInfo, Storage } from '../core/dtype.js';
import type { Output } from '../core/expression.js';
import { setAllocator, type Allocator } from '../core/storage.js';
import type { Task } from './task.js';

/**
 * Elements to read or write: `steps[k]` elements apart along axis k of the shape that comes with the call (0 where the
 * operand is broadcast), from element `offset` of `storage`. An NDArray is such a view of its own shape.
 */
export interface StridedView {
  readonly info: DTypeInfo;
  readonly storage: Storage;
  readonly offset: number;
  readonly steps: readonly number[];
}

/**
 * An element-wise computation: expressions over arguments, each argument first converted to its dtype.
 * One object per ufunc loop, so that a backend may cache what it renders by identity.
 */
export interface Kernel {
  /** A name that no other kernel has, e.g. `add:dd->d`. */
  readonly id: string;
  readonly inputs: readonly DTypeInfo[];
  readonly outputs: readonly DTypeInfo[];
  readonly results: readonly Output[];
  /** Is one element cheap enough that loops should be unrolled? */
  readonly cheap: boolean;
  /** Is the kernel a binary one that may be folded in any order? */
  readonly associative: boolean;
}

/** What a backend can do, for programs and for `showConfig`. */
export interface Capabilities {
  /** How many threads compute, the calling one included. */
  readonly workers: number;
  /** Do large arrays lie in memory that other threads see? */
  readonly shared: boolean;
  /** Does every method give bit for bit what the backend of one thread gives? If not, floats may be rounded otherwise. */
  readonly exact: boolean;
}

/** Computes on strided views, synchronously. docs/backends.md shows how to write one and how to put it to the test. */
export interface Backend {
  /** `'single'`, `'threads'`, ... */
  readonly name: string;
  readonly capabilities: Capabilities;

  /** Where large arrays are made while this backend is on; absent for the ordinary heap. */
  readonly allocator?: Allocator;

  /**
   * `outputs[j] = kernel.results[j](inputs...)`, rounded or wrapped to the kernel's dtype and then converted to the view's,
   * at every index of `shape`, and only where `mask` (if given) is true.
   * Outputs overlap inputs only where they are the same elements in the same places.
   */
  elementwise(
    kernel: Kernel,
    shape: readonly number[],
    inputs: readonly StridedView[],
    outputs: readonly StridedView[],
    mask?: StridedView,
  ): void;

  /**
   * `elementwise` over `n` elements where every operand (inputs, then outputs) lies without gaps from its offset on in
   * the same order. Bit o of `still` says that operand o is one element that serves all.
   */
  elementwiseFlat(kernel: Kernel, n: number, operands: readonly StridedView[], still: number): void;

  /**
   * Fold a binary kernel over the axes of `shape` along which `out.steps` is 0: `out = kernel(out, source)`. `out` holds
   * the initial values. Float sums are pairwise along the reduced axis that runs fastest.
   */
  reduce(kernel: Kernel, shape: readonly number[], source: StridedView, out: StridedView, mask?: StridedView): void;

  /** Running fold along `axis`: `out[0] = source[0]`, `out[i] = kernel(out[i - 1], source[i])`. */
  scan(kernel: Kernel, shape: readonly number[], axis: number, source: StridedView, out: StridedView): void;

  /** `target = source` with conversion between dtypes (unsafe casting); any layouts. */
  copy(shape: readonly number[], source: StridedView, target: StridedView, mask?: StridedView): void;

  /**
   * Copy between `view` and a packed C-ordered array: block i of `packed` and the block of `view` at `positions[i]`
   * (counted in blocks from `view.offset`). All of one dtype; `gather` reads `view`, `scatter` writes it.
   * Each position moves a block of `block` neighbouring elements.
   */
  gather(view: StridedView, positions: Int32Array | Float64Array, block: number, packed: StridedView): void;
  scatter(view: StridedView, positions: Int32Array | Float64Array, block: number, packed: StridedView): void;

  /**
   * `target[p] = kernel(target[p], values[i])` for the positions p one after another, so that places that come twice
   * count twice. Positions are elements counted from `target.offset`; `values` is packed, absent for unary kernels.
   */
  update(kernel: Kernel, target: StridedView, positions: Int32Array | Float64Array, values?: StridedView): void;

  /**
   * Batched matrix product `out[b] = a[b] @ b[b]`, all of one dtype. The last two steps of each view are those of its
   * matrix (m x k, k x n, m x n), the ones before run over `batch`.
   */
  matmul(
    batch: readonly number[],
    m: number,
    k: number,
    n: number,
    a: StridedView,
    b: StridedView,
    out: StridedView,
  ): void;

  /** Sort along the last axis of `shape`, in place, ascending, NaN last; stable. */
  sort(shape: readonly number[], target: StridedView): void;

  /** Write to `out` (int32) the order that sorts `source` along the last axis of `shape`; stable. */
  argsort(shape: readonly number[], source: StridedView, out: StridedView): void;

  /**
   * For every row, the index (int32) of its largest or smallest element: the first one, and the first nan before any
   * number. Any dtype but float16. `rest` is the shape of the rows' places, `n` the elements of a row, `step` lies between them.
   */
  argExtrema(
    which: 'max' | 'min',
    rest: readonly number[],
    source: StridedView,
    step: number,
    n: number,
    out: StridedView,
  ): void;

  /** `out += sum((source - mean)**2)` over the axes along which `out` and `mean` (float64) have steps of 0. */
  squaredDeviations(shape: readonly number[], source: StridedView, mean: StridedView, out: StridedView): void;

  /**
   * Do a task's chunks 0 to `chunks - 1`, in any order, at any place, each once: random fills, calls of user functions
   * and whatever else comes in independent parts.
   *
   * @param work - an estimate of what all chunks take together on one thread, in nanoseconds
   */
  run<A extends readonly unknown[]>(task: Task<A>, chunks: number, work: number, ...args: A): void;
}

let active: Backend | undefined;
/** The backend itself, where what computes is a shell around it. */
let plain: Backend | undefined;
let shell: ((backend: Backend) => Backend) | null = null;

/** The backend that computes now. */
export function backend(): Backend {
  return active!;
}

/** The backend itself, without a profiler's shell: what switches compare. */
export function chosenBackend(): Backend {
  return plain!;
}

/** Compute on `next` from now on, and make arrays where it wants them. */
export function useBackend(next: Backend): void {
  plain = next;
  active = shell === null ? next : shell(next);
  setAllocator(next.allocator);
}

/** Put a shell around the backends to come and the present one; null takes it off. */
export function watchBackend(around: ((backend: Backend) => Backend) | null): void {
  shell = around;
  if (plain !== undefined) active = around === null ? plain : around(plain);
}
