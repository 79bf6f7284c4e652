/** Communicators: made from others by copying, splitting and arranging in a grid. */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { Handle } from './abi/abi.js';
import { COMM_TYPE_SHARED, UNDEFINED, comparison, publicRank } from './constants.js';
import { int32, type Integers } from './datatype.js';
import { Group } from './group.js';
import { handleCells, makeHandle, readHandle, writeHandle } from './handles.js';
import { check, mpi } from './library.js';
import { ObjectCollectives } from './objectCollectives.js';

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
}

/** Processes arranged in a grid; made by `comm.CreateCart`. */
export class Cartcomm extends Comm {
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
