/** How an array is cut in blocks over a grid of ranks: which block belongs to whom. */
import { DTypeError, ValueError, describe, shapeText } from '../../core/errors.js';
import type { Comm } from '../communicator.js';

/** A block: where it begins and how long it is along each axis. */
export interface Block {
  readonly starts: readonly number[];
  readonly shape: readonly number[];
}

/** Where a part of several begins and how long it is: the first ones get one more, as `np.arraySplit` cuts. */
export function part(length: number, parts: number, index: number): [start: number, length: number] {
  const least = Math.floor(length / parts);
  const more = length % parts;
  return [index * least + Math.min(index, more), least + (index < more ? 1 : 0)];
}

/** A grid of ranks and the shape that is cut over it. Ranks go along the last axis first. */
export class Layout {
  readonly comm: Comm;
  readonly shape: readonly number[];
  /** Ranks along each axis. */
  readonly grid: readonly number[];
  /** This rank's place in the grid. */
  readonly coords: readonly number[];
  /** This rank's block. */
  readonly block: Block;

  constructor(comm: Comm, shape: readonly number[], grid: readonly number[]) {
    this.comm = comm;
    this.shape = shape;
    this.grid = grid;
    this.coords = this.coordsOf(comm.rank);
    this.block = this.blockAt(this.coords);
  }

  /** A rank's place in the grid. */
  coordsOf(rank: number): number[] {
    const coords = new Array<number>(this.grid.length);
    for (let axis = this.grid.length - 1; axis >= 0; axis--) {
      coords[axis] = rank % this.grid[axis]!;
      rank = Math.floor(rank / this.grid[axis]!);
    }
    return coords;
  }

  /** The rank at a place in the grid. */
  rankAt(coords: readonly number[]): number {
    return coords.reduce((rank, at, axis) => rank * this.grid[axis]! + at, 0);
  }

  /** The block at a place in the grid. */
  blockAt(coords: readonly number[]): Block {
    const parts = coords.map((at, axis) => part(this.shape[axis]!, this.grid[axis]!, at));
    return { starts: parts.map(([start]) => start), shape: parts.map(([, length]) => length) };
  }

  /** A rank's block. */
  blockOf(rank: number): Block {
    return this.blockAt(this.coordsOf(rank));
  }

  /** Is the other array cut in the same way? */
  matches(other: Layout): boolean {
    return (
      this.comm === other.comm && this.shape.join() === other.shape.join() && this.grid.join() === other.grid.join()
    );
  }
}

/** The part that two blocks share, undefined if there is none. */
export function common(a: Block, b: Block): Block | undefined {
  const starts = a.starts.map((start, k) => Math.max(start, b.starts[k]!));
  const shape = starts.map((start, k) => Math.min(a.starts[k]! + a.shape[k]!, b.starts[k]! + b.shape[k]!) - start);
  return shape.every((length) => length > 0) ? { starts, shape } : undefined;
}

/** A grid for a shape: all ranks along the first axis, or what the program asks for. */
export function checkGrid(functionName: string, comm: Comm, ndim: number, grid?: readonly number[]): readonly number[] {
  if (grid === undefined) {
    if (ndim === 0 && comm.size > 1) throw new ValueError(`${functionName}: an array without axes cannot be cut`);
    return Array.from({ length: ndim }, (_, axis) => (axis === 0 ? comm.size : 1));
  }
  if (!Array.isArray(grid) || !grid.every((count) => Number.isInteger(count) && count > 0)) {
    throw new DTypeError(`${functionName}: grid must be a list of numbers of ranks, got ${describe(grid)}`);
  }
  const ranks = (grid as readonly number[]).reduce((a, b) => a * b, 1);
  if (grid.length !== ndim || ranks !== comm.size) {
    throw new ValueError(
      `${functionName}: grid ${shapeText(grid as readonly number[])} does not cut ${ndim} axes over ${comm.size} ranks`,
    );
  }
  return grid as readonly number[];
}
