/** The error that MPI's functions throw. */

/** A fault that the MPI library reports: its code, its class and its own words. */
export class MPIError extends Error {
  override name = 'MPIError';
  /** The library's code; 0 where the fault was found before the library was asked. */
  readonly errorCode: number;
  /** The class of the code, by name: `ERR_TRUNCATE`, `ERR_RANK` and so on. */
  readonly errorClass: string;

  constructor(message: string, errorCode = 0, errorClass = 'ERR_OTHER') {
    super(message);
    this.errorCode = errorCode;
    this.errorClass = errorClass;
  }

  /** The code, under mpi4py's name. */
  getErrorCode(): number {
    return this.errorCode;
  }

  /** The class by name, e.g. `ERR_TRUNCATE`. */
  getErrorClass(): string {
    return this.errorClass;
  }

  /** The message. */
  getErrorString(): string {
    return this.message;
  }
}
