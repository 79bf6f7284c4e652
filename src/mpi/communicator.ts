/** Communicators: made from others by copying, splitting and arranging in a grid. */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { Handle } from './abi/abi.js';
import type { Buffer_, SendBuffer } from './buffer.js';
import { COMM_TYPE_SHARED, UNDEFINED, comparison, libraryRank, publicRank } from './constants.js';
import { int32, type Integers } from './datatype.js';
import { Group } from './group.js';
import { handleCells, makeHandle, readHandle, writeHandle } from './handles.js';
import { check, mpi } from './library.js';
import {
  allgathervNeighbors,
  alltoallvNeighbors,
  evenNeighbors,
  valuesOfNeighbors,
  type Degrees,
} from './neighbors.js';
import { ObjectCollectives } from './objectCollectives.js';
import type { Request } from './request.js';

/** Have faults in a new communicator returned, so that they can be thrown. */
function returning(handle: Handle): Handle {
  const { abi, calls } = mpi();
  if (handle !== abi.handle('MPI_COMM_NULL')) {
    check(calls.MPI_Comm_set_errhandler(handle, abi.handle('MPI_ERRORS_RETURN')), 'set_errhandler');
  }
  return handle;
}

/**
 * Processes that communicate. `MPI.COMM_WORLD` holds all; others are made from it.
 *
 * @example
 * const comm = MPI.COMM_WORLD;
 * console.log(`Process ${comm.rank} of ${comm.size} says hello!`);
 */
export class Comm extends ObjectCollectives {
  /** For the library's own use. */
  constructor(handle: Handle | string) {
    super(handle);
  }

  #made(handle: Handle): Comm {
    return handle === mpi().abi.handle('MPI_COMM_NULL') ? COMM_NULL : new Comm(returning(handle));
  }

  /** Is it a communicator, and not `MPI.COMM_NULL`? */
  get isNull(): boolean {
    return this === COMM_NULL;
  }

  /** The same processes, with messages of their own. */
  Dup(): Comm {
    return this.#made(makeHandle((cell) => check(mpi().calls.MPI_Comm_dup(this.handle, cell), 'Dup')));
  }

  /** The same processes, with messages of their own. */
  Clone(): Comm {
    return this.Dup();
  }

  /**
   * Cut into communicators: ranks of one colour come together.
   *
   * @param color - which part this rank joins; `MPI.UNDEFINED` for none
   * @param key - orders the ranks of the new communicator
   * @returns the part, `MPI.COMM_NULL` for ranks in none
   * @example
   * const half = comm.Split(comm.rank % 2, comm.rank);
   */
  Split(color = 0, key = 0): Comm {
    for (const [name, value] of Object.entries({ color, key })) {
      if (!Number.isInteger(value))
        throw new DTypeError(`Split: ${name} must be a whole number, got ${describe(value)}`);
    }
    const { abi, calls } = mpi();
    const own = color === UNDEFINED ? abi.constants.UNDEFINED : color;
    return this.#made(makeHandle((cell) => check(calls.MPI_Comm_split(this.handle, own, key, cell), 'Split')));
  }

  /** Cut into communicators of processes that share memory (`MPI.COMM_TYPE_SHARED`): one a host. */
  SplitType(type: number = COMM_TYPE_SHARED, { key = 0 }: { readonly key?: number } = {}): Comm {
    const { abi, calls } = mpi();
    const own = type === UNDEFINED ? abi.constants.UNDEFINED : abi.constants.COMM_TYPE_SHARED;
    return this.#made(
      makeHandle((cell) =>
        check(calls.MPI_Comm_split_type(this.handle, own, key, abi.handle('MPI_INFO_NULL'), cell), 'SplitType'),
      ),
    );
  }

  /** A communicator of the processes of a group; every rank of this one must call it. */
  Create(group: Group): Comm {
    return this.#made(
      makeHandle((cell) => check(mpi().calls.MPI_Comm_create(this.handle, group.handle, cell), 'Create')),
    );
  }

  /** A communicator of the processes of a group; only those call it. */
  CreateGroup(group: Group, { tag = 0 }: { readonly tag?: number } = {}): Comm {
    return this.#made(
      makeHandle((cell) =>
        check(mpi().calls.MPI_Comm_create_group(this.handle, group.handle, tag, cell), 'CreateGroup'),
      ),
    );
  }

  /** The processes as a group. */
  getGroup(): Group {
    return new Group(makeHandle((cell) => check(mpi().calls.MPI_Comm_group(this.handle, cell), 'getGroup')));
  }

  /** `MPI.IDENT`, `MPI.CONGRUENT` (other messages), `MPI.SIMILAR` (other order) or `MPI.UNEQUAL`. */
  static Compare(a: Comm, b: Comm): number {
    const cell = new Int32Array(1);
    check(mpi().calls.MPI_Comm_compare(a.handle, b.handle, cell), 'Compare');
    return comparison(cell[0]!);
  }

  /**
   * Arrange the ranks in a grid.
   *
   * @param dims - how many along each axis; `MPI.computeDims` chooses them
   * @param options - `periods`: does an axis wrap around? (for all axes or for each, false if absent), `reorder`: may ranks change?
   * @returns the grid; `MPI.COMM_NULL` for ranks left over
   * @example
   * const cart = comm.CreateCart(MPI.computeDims(comm.size, 2), { periods: [true, false] });
   * const [left, right] = cart.Shift(1, 1);
   */
  CreateCart(
    dims: Integers,
    options: { readonly periods?: boolean | readonly boolean[]; readonly reorder?: boolean } = {},
  ): Cartcomm {
    checkOptions('CreateCart', options, ['periods', 'reorder']);
    const lengths = int32('CreateCart', 'dims', dims);
    const { periods = false, reorder = false } = options;
    const wraps = Int32Array.from(lengths, (_, k) => ((typeof periods === 'boolean' ? periods : periods[k]) ? 1 : 0));
    const cells = lengths.reduce((a, b) => a * b, 1);
    if (cells > this.size) {
      throw new ValueError(`CreateCart: a grid of ${lengths.join(' x ')} needs ${cells} ranks, there are ${this.size}`);
    }
    const handle = makeHandle((cell) =>
      check(
        mpi().calls.MPI_Cart_create(this.handle, lengths.length, lengths, wraps, reorder ? 1 : 0, cell),
        'CreateCart',
      ),
    );
    if (handle === mpi().abi.handle('MPI_COMM_NULL')) return COMM_NULL as Cartcomm;
    return new Cartcomm(returning(handle), lengths.length);
  }

  /**
   * Arrange the ranks as the nodes of a graph: each says who its neighbours are.
   *
   * @param sources - from whom this rank receives
   * @param destinations - to whom it sends
   * @param options - `reorder`: may ranks change?
   * @example
   * const ring = comm.CreateDistGraphAdjacent([(comm.rank + comm.size - 1) % comm.size], [(comm.rank + 1) % comm.size]);
   */
  CreateDistGraphAdjacent(
    sources: Integers,
    destinations: Integers,
    options: { readonly reorder?: boolean } = {},
  ): Distgraphcomm {
    const name = 'CreateDistGraphAdjacent';
    checkOptions(name, options, ['reorder']);
    const [from, to] = [int32(name, 'sources', sources), int32(name, 'destinations', destinations)];
    for (const rank of from) libraryRank(name, 'sources', rank, this.size, 0);
    for (const rank of to) libraryRank(name, 'destinations', rank, this.size, 0);
    const weights = new Int32Array(Math.max(1, from.length, to.length)).fill(1);
    const { abi, calls } = mpi();
    const [none, reorder] = [abi.handle('MPI_INFO_NULL'), options.reorder ? 1 : 0];
    const [ins, outs] = [from.length, to.length];
    const handle = makeHandle((cell) =>
      check(
        calls.MPI_Dist_graph_create_adjacent(this.handle, ins, from, weights, outs, to, weights, none, reorder, cell),
        name,
      ),
    );
    return new Distgraphcomm(returning(handle), [...from], [...to]);
  }

  /** End every process of the world with an exit code. */
  Abort(errorcode = 1): never {
    mpi().calls.MPI_Abort(this.handle, errorcode);
    process.exit(errorcode || 1);
  }

  /** Free it; all its ranks must. */
  Free(): void {
    if (this.predefinedName !== undefined) throw new ValueError(`Free: ${this.predefinedName} cannot be freed`);
    this.freeTwin();
    const cell = handleCells(1);
    writeHandle(cell, 0, this.handle);
    check(mpi().calls.MPI_Comm_free(cell), 'Free');
    this.forget();
  }

  /** Stands for what mpi4py calls an Intracomm: all are. */
  isInter(): false {
    return false;
  }

  isIntra(): true {
    return true;
  }

  /** Is it a grid or a graph? */
  isTopo(): boolean {
    return this instanceof Topocomm;
  }

  /** The processes as a group. */
  get group(): Group {
    return this.getGroup();
  }
}

/** Processes that have neighbours: a grid or a graph. Neighbours are in the order of `inedges` and `outedges`. */
export abstract class Topocomm extends Comm {
  /** From how many this rank receives, and to how many it sends. */
  abstract get degrees(): Degrees;
  /** From whom this rank receives. */
  abstract get inedges(): number[];
  /** To whom this rank sends. */
  abstract get outedges(): number[];

  get indegree(): number {
    return this.degrees.indegree;
  }

  get outdegree(): number {
    return this.degrees.outdegree;
  }

  /**
   * Give all neighbours one array, and get one from each.
   *
   * @param sendbuf - for all of them
   * @param recvbuf - an equal part for each
   */
  NeighborAllgather(sendbuf: SendBuffer, recvbuf: Buffer_): void {
    evenNeighbors('allgather', 'NeighborAllgather', this.handle, this.degrees, sendbuf, recvbuf, false);
  }

  /** As `NeighborAllgather`, of any length: `recvbuf` is `[data, counts]`. */
  NeighborAllgatherv(sendbuf: SendBuffer, recvbuf: Buffer_): void {
    allgathervNeighbors('NeighborAllgatherv', this.handle, this.degrees, sendbuf, recvbuf, false);
  }

  /** Give each neighbour an equal part, and get one from each. */
  NeighborAlltoall(sendbuf: SendBuffer, recvbuf: Buffer_): void {
    evenNeighbors('alltoall', 'NeighborAlltoall', this.handle, this.degrees, sendbuf, recvbuf, false);
  }

  /** As `NeighborAlltoall`, of any lengths: both are `[data, counts]`. */
  NeighborAlltoallv(sendbuf: SendBuffer, recvbuf: Buffer_): void {
    alltoallvNeighbors('NeighborAlltoallv', this.handle, this.degrees, sendbuf, recvbuf, false);
  }

  /** Begin a `NeighborAllgather`. */
  IneighborAllgather(sendbuf: SendBuffer, recvbuf: Buffer_): Request {
    return evenNeighbors('allgather', 'IneighborAllgather', this.handle, this.degrees, sendbuf, recvbuf, true)!;
  }

  /** Begin a `NeighborAllgatherv`. */
  IneighborAllgatherv(sendbuf: SendBuffer, recvbuf: Buffer_): Request {
    return allgathervNeighbors('IneighborAllgatherv', this.handle, this.degrees, sendbuf, recvbuf, true)!;
  }

  /** Begin a `NeighborAlltoall`. */
  IneighborAlltoall(sendbuf: SendBuffer, recvbuf: Buffer_): Request {
    return evenNeighbors('alltoall', 'IneighborAlltoall', this.handle, this.degrees, sendbuf, recvbuf, true)!;
  }

  /** Begin a `NeighborAlltoallv`. */
  IneighborAlltoallv(sendbuf: SendBuffer, recvbuf: Buffer_): Request {
    return alltoallvNeighbors('IneighborAlltoallv', this.handle, this.degrees, sendbuf, recvbuf, true)!;
  }

  /**
   * Give all neighbours a value, and get one from each; null beyond an edge.
   *
   * @example
   * const cart = comm.CreateCart([comm.size], { periods: true });
   * const [left, right] = cart.neighborAllgather(cart.rank);
   */
  neighborAllgather<T>(sendobj: T): (T | null)[] {
    const { degrees } = this;
    const copies = new Array<T>(degrees.outdegree).fill(sendobj);
    return valuesOfNeighbors('neighborAllgather', this.handle, degrees, copies) as (T | null)[];
  }

  /** Give each neighbour a value, and get one from each; null beyond an edge. */
  neighborAlltoall<T>(sendobj: readonly T[]): (T | null)[] {
    const { degrees } = this;
    if (!Array.isArray(sendobj) || sendobj.length !== degrees.outdegree) {
      throw new ValueError(
        `neighborAlltoall: expecting ${degrees.outdegree} items, one for each neighbour, got ${Array.isArray(sendobj) ? sendobj.length : describe(sendobj)}`,
      );
    }
    return valuesOfNeighbors('neighborAlltoall', this.handle, degrees, sendobj) as (T | null)[];
  }
}

/** Processes arranged in a grid; made by `comm.CreateCart`. */
export class Cartcomm extends Topocomm {
  /** How many axes the grid has. */
  readonly ndim: number;

  /** For the library's own use. */
  constructor(handle: Handle, ndim: number) {
    super(handle);
    this.ndim = ndim;
  }

  /** The grid and this rank's place: [dims, periods, coordinates]. */
  getTopo(): [dims: number[], periods: boolean[], coords: number[]] {
    const [dims, periods, coords] = [0, 1, 2].map(() => new Int32Array(this.ndim)) as [
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    check(mpi().calls.MPI_Cart_get(this.handle, this.ndim, dims, periods, coords), 'getTopo');
    return [[...dims], Array.from(periods, Boolean), [...coords]];
  }

  /** How many ranks along each axis. */
  get dims(): number[] {
    return this.getTopo()[0];
  }

  /** Does each axis wrap around? */
  get periods(): boolean[] {
    return this.getTopo()[1];
  }

  /** This rank's place. */
  get coords(): number[] {
    return this.getTopo()[2];
  }

  /** How many axes the grid has. */
  getDim(): number {
    return this.ndim;
  }

  /** How many axes the grid has. */
  get dim(): number {
    return this.ndim;
  }

  /** Two neighbours along each axis. */
  get degrees(): Degrees {
    return { indegree: 2 * this.ndim, outdegree: 2 * this.ndim };
  }

  /** The neighbours, along each axis the one before and the one after. */
  get inedges(): number[] {
    return Array.from({ length: this.ndim }, (_, axis) => this.Shift(axis, 1)).flat();
  }

  get outedges(): number[] {
    return this.inedges;
  }

  /** A rank's place in the grid. */
  getCoords(rank: number): number[] {
    const coords = new Int32Array(this.ndim);
    check(mpi().calls.MPI_Cart_coords(this.handle, rank, this.ndim, coords), 'getCoords');
    return [...coords];
  }

  /** The rank at a place in the grid. */
  getCartRank(coords: Integers): number {
    const list = int32('getCartRank', 'coords', coords);
    if (list.length !== this.ndim) {
      throw new ValueError(`getCartRank: the grid has ${this.ndim} axes, got ${list.length} coordinates`);
    }
    const cell = new Int32Array(1);
    check(mpi().calls.MPI_Cart_rank(this.handle, list, cell), 'getCartRank');
    return cell[0]!;
  }

  /**
   * The neighbours along an axis: from whom and to whom data moves that is shifted.
   *
   * @param direction - the axis
   * @param disp - how far; negative goes back
   * @returns `MPI.PROC_NULL` beyond an edge that does not wrap
   */
  Shift(direction: number, disp: number): [source: number, dest: number] {
    const cells = new Int32Array(2);
    check(mpi().calls.MPI_Cart_shift(this.handle, direction, disp, cells.subarray(0, 1), cells.subarray(1)), 'Shift');
    return [publicRank(cells[0]!), publicRank(cells[1]!)];
  }

  /** The grids along some of the axes: rows, say. */
  Sub(remainDims: readonly boolean[]): Cartcomm {
    const keep = Int32Array.from(remainDims, (kept) => (kept ? 1 : 0));
    const cell = handleCells(1);
    check(mpi().calls.MPI_Cart_sub(this.handle, keep, cell), 'Sub');
    return new Cartcomm(returning(readHandle(cell)), remainDims.filter(Boolean).length);
  }
}

/** Processes that are the nodes of a graph; made by `comm.CreateDistGraphAdjacent`. */
export class Distgraphcomm extends Topocomm {
  readonly #sources: readonly number[];
  readonly #destinations: readonly number[];

  /** For the library's own use. */
  constructor(handle: Handle, sources: readonly number[], destinations: readonly number[]) {
    super(handle);
    this.#sources = sources;
    this.#destinations = destinations;
  }

  get degrees(): Degrees {
    return { indegree: this.#sources.length, outdegree: this.#destinations.length };
  }

  get inedges(): number[] {
    return [...this.#sources];
  }

  get outedges(): number[] {
    return [...this.#destinations];
  }
}

/** No communicator. */
export const COMM_NULL = new Comm('MPI_COMM_NULL');
/** All processes of the program. */
export const COMM_WORLD = new Comm('MPI_COMM_WORLD');
/** This process alone. */
export const COMM_SELF = new Comm('MPI_COMM_SELF');

/**
 * Choose a grid: as square as the number of ranks allows.
 *
 * @param nnodes - how many ranks
 * @param dims - how many axes, or lengths of which those that are 0 are chosen
 * @example
 * MPI.computeDims(12, 2); // [4, 3]
 */
export function computeDims(nnodes: number, dims: number | Integers): number[] {
  const list = typeof dims === 'number' ? new Int32Array(dims) : Int32Array.from(int32('computeDims', 'dims', dims));
  check(mpi().calls.MPI_Dims_create(nnodes, list.length, list), 'computeDims');
  return [...list];
}
