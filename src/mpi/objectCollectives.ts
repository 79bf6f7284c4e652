/**
 * Collective operations on any values, serialised: mpi4py's lower-case methods. Lengths travel first, then the bytes of all ranks in
 * one call. Reductions combine along a binomial tree in the order of ranks, so that an operation need not commute.
 */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { BYTE } from './datatype.js';
import { handleCells } from './handles.js';
import { check, mpi } from './library.js';
import { NonBlockingCollectives } from './nonBlocking.js';
import { checkLength, checkSize, receiveMatched } from './objectMessages.js';
import { Op, SUM, type Combine } from './op.js';
import { reduceTyped } from './typedReduction.js';
import { deserialize, encode, sent, serialize } from '../messages/serialize.js';
import { statusMemory } from './status.js';

/** How values are combined: one of MPI's operations or a function of two values. */
export interface CombineOptions<T> {
  /** `MPI.SUM` if absent. */
  readonly op?: Op | Combine<T>;
}

/** How values are combined, and who gets the result. */
export interface CombineRootOptions<T> extends CombineOptions<T> {
  readonly root?: number;
}

const lengthCell = new Int32Array(1);

/** Where each of several pieces begins. */
function starts(lengths: Int32Array): { displacements: Int32Array; total: number } {
  const displacements = new Int32Array(lengths.length);
  let total = 0;
  for (let k = 0; k < lengths.length; k++) {
    displacements[k] = total;
    total += lengths[k]!;
  }
  if (total > 2 ** 31 - 1) {
    throw new RangeError(`the values of all ranks take ${total} bytes together, more than one call moves (2 GiB)`);
  }
  return { displacements, total };
}

/** The values behind bytes that lie one after another; none keeps the others' memory. */
function split(bytes: Uint8Array, lengths: Int32Array, displacements: Int32Array): unknown[] {
  return Array.from(lengths, (length, k) => {
    const start = displacements[k]!;
    return deserialize(bytes.subarray(start, start + length), length, false);
  });
}

/** A short value is broadcast with its length in one block of so many bytes. */
const BLOCK_BYTES = 1024;
const block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
const blockValue = block.subarray(4);

function join(pieces: readonly Uint8Array[], displacements: Int32Array, total: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(total);
  pieces.forEach((piece, k) => bytes.set(piece, displacements[k]));
  return bytes;
}

function combineOf(functionName: string, op: Op | Combine<never> | undefined): Combine {
  if (op === undefined) return SUM.combine;
  if (op instanceof Op) return op.combine;
  if (typeof op === 'function') return op as unknown as Combine;
  throw new DTypeError(`${functionName}: op must be an MPI.Op or a function of two values, got ${describe(op)}`);
}

/** Collective operations on values. */
export abstract class ObjectCollectives extends NonBlockingCollectives {
  /**
   * Give the root's value to all.
   *
   * @param obj - the value; only the root's counts
   * @param options - `root`
   * @returns the value
   * @example
   * const settings = comm.bcast(comm.rank === 0 ? { tolerance: 1e-8 } : null);
   */
  bcast<T>(obj: T, options: { readonly root?: number } = {}): T {
    checkOptions('bcast', options, ['root']);
    const root = this.root('bcast', options.root ?? 0);
    const { calls } = mpi();
    const here = this.rank === root;
    if (here) {
      const { bytes, length } = encode('bcast', obj);
      checkSize('bcast', length);
      block.writeUInt32LE(length, 0);
      bytes.copy(blockValue, 0, 0, Math.min(length, blockValue.length));
      check(calls.MPI_Bcast(block, BLOCK_BYTES, BYTE.handle, root, this.handle), 'bcast');
      if (length > blockValue.length) {
        check(calls.MPI_Bcast(bytes, length, BYTE.handle, root, this.handle), 'bcast');
      }
      sent();
      return obj;
    }
    check(calls.MPI_Bcast(block, BLOCK_BYTES, BYTE.handle, root, this.handle), 'bcast');
    const length = block.readUInt32LE(0);
    if (length <= blockValue.length) return deserialize(blockValue, length, false) as T;
    const bytes = Buffer.allocUnsafeSlow(length);
    check(calls.MPI_Bcast(bytes, length, BYTE.handle, root, this.handle), 'bcast');
    return deserialize(bytes) as T;
  }

  /**
   * Give each rank one of the root's values.
   *
   * @param sendobj - on the root a list with one value for each rank; ignored elsewhere
   * @param options - `root`
   * @returns this rank's value
   */
  scatter<T>(sendobj: readonly T[] | null | undefined, options: { readonly root?: number } = {}): T {
    checkOptions('scatter', options, ['root']);
    const root = this.root('scatter', options.root ?? 0);
    const { calls } = mpi();
    let lengths: Int32Array | null = null;
    let displacements: Int32Array | null = null;
    let bytes: Uint8Array | null = null;
    if (this.rank === root) {
      const pieces = this.#pieces('scatter', sendobj);
      lengths = Int32Array.from(pieces, (piece) => piece.length);
      const laid = starts(lengths);
      displacements = laid.displacements;
      bytes = join(pieces, displacements, laid.total);
    }
    check(calls.MPI_Scatter(lengths, 4, BYTE.handle, lengthCell, 4, BYTE.handle, root, this.handle), 'scatter');
    const own = Buffer.allocUnsafeSlow(lengthCell[0]!);
    check(
      calls.MPI_Scatterv(bytes, lengths, displacements, BYTE.handle, own, own.length, BYTE.handle, root, this.handle),
      'scatter',
    );
    return deserialize(own) as T;
  }

  #pieces(functionName: string, list: readonly unknown[] | null | undefined): Uint8Array[] {
    const values = list !== null && typeof list === 'object' && Symbol.iterator in list ? [...list] : undefined;
    if (values?.length !== this.size) {
      throw new ValueError(
        `${functionName}: expecting ${this.size} items, one for each rank, got ${values ? values.length : describe(list)}`,
      );
    }
    return values.map((value) => checkLength(functionName, serialize(functionName, value)));
  }

  /**
   * Collect a value from each rank on the root.
   *
   * @param sendobj - this rank's value
   * @param options - `root`
   * @returns the list on the root, null elsewhere
   * @example
   * const results = comm.gather(comm.rank ** 2);
   * if (comm.rank === 0) console.log(results);
   */
  gather<T>(sendobj: T, options: { readonly root?: number } = {}): T[] | null {
    checkOptions('gather', options, ['root']);
    const root = this.root('gather', options.root ?? 0);
    const { calls } = mpi();
    const bytes = checkLength('gather', serialize('gather', sendobj));
    const here = this.rank === root;
    const lengths = here ? new Int32Array(this.size) : null;
    lengthCell[0] = bytes.length;
    check(calls.MPI_Gather(lengthCell, 4, BYTE.handle, lengths, 4, BYTE.handle, root, this.handle), 'gather');
    const laid = lengths ? starts(lengths) : undefined;
    const all = laid ? Buffer.allocUnsafeSlow(laid.total) : null;
    check(
      calls.MPI_Gatherv(
        bytes,
        bytes.length,
        BYTE.handle,
        all,
        lengths,
        laid?.displacements ?? null,
        BYTE.handle,
        root,
        this.handle,
      ),
      'gather',
    );
    return here ? (split(all!, lengths!, laid!.displacements) as T[]) : null;
  }

  /** Collect a value from each rank on every rank. */
  allgather<T>(sendobj: T): T[] {
    const { calls } = mpi();
    const bytes = checkLength('allgather', serialize('allgather', sendobj));
    const lengths = new Int32Array(this.size);
    lengthCell[0] = bytes.length;
    check(calls.MPI_Allgather(lengthCell, 4, BYTE.handle, lengths, 4, BYTE.handle, this.handle), 'allgather');
    const { displacements, total } = starts(lengths);
    const all = Buffer.allocUnsafeSlow(total);
    check(
      calls.MPI_Allgatherv(bytes, bytes.length, BYTE.handle, all, lengths, displacements, BYTE.handle, this.handle),
      'allgather',
    );
    return split(all, lengths, displacements) as T[];
  }

  /**
   * Give each rank a value, and get one from each.
   *
   * @param sendobj - one value for each rank
   * @returns the values of ranks 0, 1, ... for this one
   */
  alltoall<T>(sendobj: readonly T[]): T[] {
    const { calls } = mpi();
    const pieces = this.#pieces('alltoall', sendobj);
    const sends = Int32Array.from(pieces, (piece) => piece.length);
    const out = starts(sends);
    const receives = new Int32Array(this.size);
    check(calls.MPI_Alltoall(sends, 4, BYTE.handle, receives, 4, BYTE.handle, this.handle), 'alltoall');
    const into = starts(receives);
    const bytes = join(pieces, out.displacements, out.total);
    const all = Buffer.allocUnsafeSlow(into.total);
    check(
      calls.MPI_Alltoallv(
        bytes,
        sends,
        out.displacements,
        BYTE.handle,
        all,
        receives,
        into.displacements,
        BYTE.handle,
        this.handle,
      ),
      'alltoall',
    );
    return split(all, receives, into.displacements) as T[];
  }

  /** Send to a rank on the twin. */
  #give(value: unknown, dest: number, tag: number): void {
    const { bytes, length } = encode('reduce', value);
    checkSize('reduce', length);
    check(mpi().calls.MPI_Send(bytes, length, BYTE.handle, dest, tag, this.twin), 'reduce');
    sent();
  }

  /** Receive from a rank on the twin. */
  #get(source: number, tag: number): unknown {
    const cell = handleCells(1);
    const probed = statusMemory();
    check(mpi().calls.MPI_Mprobe(source, tag, this.twin, cell, probed), 'reduce');
    return receiveMatched(cell, probed, 'reduce');
  }

  /** Numbers and arrays of one shape go without serialisation, where the operation is one of MPI's. */
  #typed<T>(
    functionName: string,
    value: T,
    { op = SUM }: CombineOptions<T>,
    root?: number,
  ): { readonly value: unknown } | undefined {
    if (this.size === 1 || !(op instanceof Op)) return undefined;
    return reduceTyped(functionName, op, value, this.handle, this.rank, root);
  }

  /** Combine along a binomial tree: the result is on rank 0. */
  #tree(value: unknown, combine: Combine): unknown {
    const { rank, size } = this;
    let sum = value;
    for (let step = 1; step < size; step *= 2) {
      if (rank & step) {
        this.#give(sum, rank - step, 1);
        return undefined;
      }
      if (rank + step < size) sum = combine(sum, this.#get(rank + step, 1));
    }
    return sum;
  }

  /**
   * Combine the values of all ranks on the root.
   *
   * @param sendobj - this rank's value
   * @param options - `op`: one of MPI's or a function `(a, b) => c`, `MPI.SUM` if absent; `root`
   * @returns the result on the root, null elsewhere
   */
  reduce<T>(sendobj: T, options: CombineRootOptions<T> = {}): T | null {
    checkOptions('reduce', options, ['op', 'root']);
    const root = this.root('reduce', options.root ?? 0);
    const typed = this.#typed('reduce', sendobj, options, root);
    if (typed) return this.rank === root ? (typed.value as T) : null;
    let result = this.#tree(sendobj, combineOf('reduce', options.op as Op | Combine<never>));
    if (root !== 0) {
      if (this.rank === 0) this.#give(result, root, 2);
      else if (this.rank === root) result = this.#get(0, 2);
    }
    return this.rank === root ? (result as T) : null;
  }

  /**
   * Combine the values of all ranks on every rank.
   *
   * @param sendobj - this rank's value
   * @param options - `op`: one of MPI's or a function `(a, b) => c`; `MPI.SUM` if absent
   * @example
   * const total = comm.allreduce(partialSum);
   * const largest = comm.allreduce(error, { op: MPI.MAX });
   */
  allreduce<T>(sendobj: T, options: CombineOptions<T> = {}): T {
    checkOptions('allreduce', options, ['op']);
    const typed = this.#typed('allreduce', sendobj, options);
    if (typed) return typed.value as T;
    return this.bcast(this.#tree(sendobj, combineOf('allreduce', options.op as Op | Combine<never>))) as T;
  }

  /** Combine the values of ranks 0 to this one. */
  scan<T>(sendobj: T, options: CombineOptions<T> = {}): T {
    checkOptions('scan', options, ['op']);
    const combine = combineOf('scan', options.op as Op | Combine<never>);
    const before = this.#before(sendobj, combine);
    return (before ? combine(before.value, sendobj) : sendobj) as T;
  }

  /** Combine the values of the ranks before this one; null on rank 0. */
  exscan<T>(sendobj: T, options: CombineOptions<T> = {}): T | null {
    checkOptions('exscan', options, ['op']);
    const before = this.#before(sendobj, combineOf('exscan', options.op as Op | Combine<never>));
    return before ? (before.value as T) : null;
  }

  /**
   * The combination of the ranks before this one, by recursive doubling: after a step of width w, each rank knows the combination of the
   * group of 2w ranks that it belongs to.
   */
  #before(value: unknown, combine: Combine): { readonly value: unknown } | undefined {
    const { rank, size } = this;
    let before: { value: unknown } | undefined;
    let group = value;
    for (let step = 1; step < size; step *= 2) {
      const partner = rank ^ step;
      if (partner >= size) continue;
      let theirs: unknown;
      if (rank < partner) {
        this.#give(group, partner, 3);
        theirs = this.#get(partner, 3);
        group = combine(group, theirs);
      } else {
        theirs = this.#get(partner, 3);
        this.#give(group, partner, 3);
        before = { value: before ? combine(theirs, before.value) : theirs };
        group = combine(theirs, group);
      }
    }
    return before;
  }
}
