/** Groups: ordered sets of processes, from which communicators are made. */
import type { Handle } from './abi/abi.js';
import { UNDEFINED, comparison } from './constants.js';
import { int32, type Integers } from './datatype.js';
import { MPIObject, handleCells, makeHandle, writeHandle } from './handles.js';
import { check, mpi } from './library.js';

/** An ordered set of processes. */
export class Group extends MPIObject {
  /** For the library's own use; `comm.getGroup()` gives one. */
  constructor(handle: Handle | string) {
    super(handle);
  }

  static #from(call: Parameters<typeof makeHandle>[0]): Group {
    return new Group(makeHandle(call));
  }

  /** How many processes. */
  get size(): number {
    const cell = new Int32Array(1);
    check(mpi().calls.MPI_Group_size(this.handle, cell), 'getSize');
    return cell[0]!;
  }

  /** This process's rank in the group, `MPI.UNDEFINED` if it is not in it. */
  get rank(): number {
    const { abi, calls } = mpi();
    const cell = new Int32Array(1);
    check(calls.MPI_Group_rank(this.handle, cell), 'getRank');
    return cell[0] === abi.constants.UNDEFINED ? UNDEFINED : cell[0]!;
  }

  getSize(): number {
    return this.size;
  }

  getRank(): number {
    return this.rank;
  }

  /** The group of some of the ranks, in the order given. */
  Incl(ranks: Integers): Group {
    const list = int32('Incl', 'ranks', ranks);
    return Group.#from((cell) => check(mpi().calls.MPI_Group_incl(this.handle, list.length, list, cell), 'Incl'));
  }

  /** The group without some of the ranks. */
  Excl(ranks: Integers): Group {
    const list = int32('Excl', 'ranks', ranks);
    return Group.#from((cell) => check(mpi().calls.MPI_Group_excl(this.handle, list.length, list, cell), 'Excl'));
  }

  /** The group of the ranks in some ranges, each `[first, last, stride]`. */
  RangeIncl(ranges: readonly (readonly [first: number, last: number, stride: number])[]): Group {
    const list = int32('RangeIncl', 'ranges', ranges.flat());
    return Group.#from((cell) =>
      check(mpi().calls.MPI_Group_range_incl(this.handle, ranges.length, list, cell), 'RangeIncl'),
    );
  }

  /** The group without the ranks in some ranges. */
  RangeExcl(ranges: readonly (readonly [first: number, last: number, stride: number])[]): Group {
    const list = int32('RangeExcl', 'ranges', ranges.flat());
    return Group.#from((cell) =>
      check(mpi().calls.MPI_Group_range_excl(this.handle, ranges.length, list, cell), 'RangeExcl'),
    );
  }

  /** Those in either group. */
  static Union(a: Group, b: Group): Group {
    return Group.#from((cell) => check(mpi().calls.MPI_Group_union(a.handle, b.handle, cell), 'Union'));
  }

  /** Those in both groups. */
  static Intersection(a: Group, b: Group): Group {
    return Group.#from((cell) => check(mpi().calls.MPI_Group_intersection(a.handle, b.handle, cell), 'Intersection'));
  }

  /** Those in the first group only. */
  static Difference(a: Group, b: Group): Group {
    return Group.#from((cell) => check(mpi().calls.MPI_Group_difference(a.handle, b.handle, cell), 'Difference'));
  }

  /** The ranks that processes of this group have in another; `MPI.UNDEFINED` where they are not in it. */
  TranslateRanks(ranks: Integers, other: Group): number[] {
    const { abi, calls } = mpi();
    const list = int32('TranslateRanks', 'ranks', ranks);
    const found = new Int32Array(list.length);
    check(calls.MPI_Group_translate_ranks(this.handle, list.length, list, other.handle, found), 'TranslateRanks');
    return Array.from(found, (rank) => (rank === abi.constants.UNDEFINED ? UNDEFINED : rank));
  }

  /** `MPI.IDENT`, `MPI.SIMILAR` or `MPI.UNEQUAL`. */
  static Compare(a: Group, b: Group): number {
    const cell = new Int32Array(1);
    check(mpi().calls.MPI_Group_compare(a.handle, b.handle, cell), 'Compare');
    return comparison(cell[0]!);
  }

  /** Free it. */
  Free(): void {
    const cell = handleCells(1);
    writeHandle(cell, 0, this.handle);
    check(mpi().calls.MPI_Group_free(cell), 'Free');
    this.forget();
  }
}
