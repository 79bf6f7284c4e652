/** What every communicator has: its ranks, its name, a private twin for the library's own messages. */
import type { Handle } from './abi/abi.js';
import { libraryRank } from './constants.js';
import { MPIObject, handleCells, makeHandle, writeHandle } from './handles.js';
import { check, mpi } from './library.js';

/** Ranks and names. */
export abstract class CommunicatorBase extends MPIObject {
  #rank = -1;
  #size = -1;
  #twin: Handle | undefined;

  /** This process's rank. */
  get rank(): number {
    if (this.#rank < 0) {
      const cell = new Int32Array(1);
      check(mpi().calls.MPI_Comm_rank(this.handle, cell), 'getRank');
      this.#rank = cell[0]!;
    }
    return this.#rank;
  }

  /** How many processes there are. */
  get size(): number {
    if (this.#size < 0) {
      const cell = new Int32Array(1);
      check(mpi().calls.MPI_Comm_size(this.handle, cell), 'getSize');
      this.#size = cell[0]!;
    }
    return this.#size;
  }

  /**
   * This process's rank, from 0 on.
   *
   * @example
   * const rank = MPI.COMM_WORLD.getRank();
   */
  getRank(): number {
    return this.rank;
  }

  /** How many processes there are. */
  getSize(): number {
    return this.size;
  }

  /** The communicator's name. */
  getName(): string {
    const text = Buffer.alloc(512);
    const length = new Int32Array(1);
    check(mpi().calls.MPI_Comm_get_name(this.handle, text, length), 'getName');
    return text.toString('utf8', 0, length[0]);
  }

  /** Name the communicator. */
  setName(name: string): void {
    check(mpi().calls.MPI_Comm_set_name(this.handle, name), 'setName');
  }

  /** The communicator's name. */
  get name(): string {
    return this.getName();
  }

  set name(name: string) {
    this.setName(name);
  }

  /**
   * A twin with the same ranks, for messages that no receive of the program may take. Made when first needed, by all ranks at once.
   */
  protected get twin(): Handle {
    this.#twin ??= makeHandle((cell) => check(mpi().calls.MPI_Comm_dup(this.handle, cell), 'Dup'));
    return this.#twin;
  }

  /** Free the twin, if there is one. */
  protected freeTwin(): void {
    if (this.#twin === undefined) return;
    const cell = handleCells(1);
    writeHandle(cell, 0, this.#twin);
    check(mpi().calls.MPI_Comm_free(cell), 'Free');
    this.#twin = undefined;
  }

  /** A root, checked. */
  protected root(functionName: string, root: number): number {
    return libraryRank(functionName, 'root', root, this.size, 0);
  }
}
