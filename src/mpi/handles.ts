/** Handles that the library writes: cells of memory as wide as a handle. */
import type { Handle } from './abi/abi.js';
import { mpi } from './library.js';

/** Memory for handles. */
export type HandleCells = BigInt64Array | Int32Array;

/** Memory for so many handles. */
export function handleCells(length: number): HandleCells {
  return mpi().abi.handleType === 'int64' ? new BigInt64Array(length) : new Int32Array(length);
}

/** Read a handle. */
export function readHandle(cells: HandleCells, index = 0): Handle {
  return Number(cells[index]);
}

/** Write a handle. */
export function writeHandle(cells: HandleCells, index: number, handle: Handle): void {
  if (cells instanceof Int32Array) cells[index] = handle;
  else cells[index] = BigInt(handle);
}

/** Call a function that writes one handle, and read it. */
export function makeHandle(call: (cell: HandleCells) => void): Handle {
  const cell = handleCells(1);
  call(cell);
  return readHandle(cell);
}

/** An MPI object of the library's own, known by its name until MPI is started. */
export abstract class MPIObject {
  #handle: Handle | undefined;
  readonly #name: string | undefined;

  constructor(handle: Handle | string) {
    if (typeof handle === 'string') this.#name = handle;
    else this.#handle = handle;
  }

  /** The library's handle. */
  get handle(): Handle {
    return this.#handle ?? this.#resolve();
  }

  #resolve(): Handle {
    if (this.#name === undefined) throw new TypeError(`this ${this.constructor.name.replace(/^_/, '')} has been freed`);
    this.#handle = mpi().abi.handle(this.#name);
    return this.#handle;
  }

  /** The MPI name of a predefined object. */
  protected get predefinedName(): string | undefined {
    return this.#name;
  }

  /** Forget the handle: the object has been freed. */
  protected forget(): void {
    this.#handle = undefined;
  }

  /** Has it been freed? */
  protected get freed(): boolean {
    return this.#handle === undefined && this.#name === undefined;
  }
}
