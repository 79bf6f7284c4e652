/** The namespace `MPI`: what `from mpi4py import MPI` gives, under numloom's naming rules. */
import { isMainThread } from 'node:worker_threads';
import { ValueError, describe } from '../core/errors.js';
import { check, errorClassName, errorText, finalize, isFinalized, isInitialized, mpi } from './library.js';

export { MPIError as Exception, MPIError } from './errors.js';
export * from './constants.js';
export * from './errorClasses.js';
export { IN_PLACE, type BufferData, type BufferSpec, type Buffer_ as BufferLike, type SendBuffer } from './buffer.js';
export {
  Comm,
  Cartcomm,
  Distgraphcomm,
  Topocomm,
  COMM_NULL,
  COMM_SELF,
  COMM_WORLD,
  computeDims,
} from './communicator.js';
export { Comm as Intracomm } from './communicator.js';
export { Group } from './group.js';
export { Request, Prequest } from './request.js';
export { Status } from './status.js';
export { MatchedMessage as Message } from './objectMessages.js';
export { Win, type Target, type WindowOptions } from './window.js';
export { File } from './file.js';
export { Op, MAX, MIN, SUM, PROD, LAND, LOR, LXOR, BAND, BOR, BXOR, MAXLOC, MINLOC, REPLACE, NO_OP } from './op.js';
export {
  Datatype,
  BYTE,
  PACKED,
  CHAR,
  SIGNED_CHAR,
  UNSIGNED_CHAR,
  SHORT,
  UNSIGNED_SHORT,
  INT,
  UNSIGNED,
  LONG,
  UNSIGNED_LONG,
  LONG_LONG,
  UNSIGNED_LONG_LONG,
  FLOAT,
  DOUBLE,
  C_BOOL,
  C_BOOL as BOOL,
  INT8_T,
  UINT8_T,
  INT16_T,
  UINT16_T,
  INT32_T,
  UINT32_T,
  INT64_T,
  UINT64_T,
  COMPLEX,
  C_FLOAT_COMPLEX,
  DOUBLE_COMPLEX,
  C_DOUBLE_COMPLEX,
  FLOAT_INT,
  DOUBLE_INT,
  TWOINT,
} from './datatype.js';

/** Seconds on a steady clock. */
export function Wtime(): number {
  return mpi().calls.MPI_Wtime();
}

/** The resolution of `Wtime` in seconds. */
export function Wtick(): number {
  return mpi().calls.MPI_Wtick();
}

/** Start MPI now; it starts by itself when it is first used. */
export function Init(): void {
  mpi();
}

/** End MPI now; it ends by itself with the process. */
export function Finalize(): void {
  finalize();
}

export { isInitialized, isFinalized };

/** Levels of thread support. */
export const THREAD_SINGLE = 0;
export const THREAD_FUNNELED = 1;
export const THREAD_SERIALIZED = 2;
export const THREAD_MULTIPLE = 3;

/** The level of thread support: the calls of the main thread count, others are refused. */
export function queryThread(): number {
  mpi();
  return THREAD_FUNNELED;
}

/** Is this the thread that may call MPI? */
export function isThreadMain(): boolean {
  return isMainThread;
}

const text = Buffer.alloc(8192);
const length = new Int32Array(1);

/** The host's name. */
export function getProcessorName(): string {
  check(mpi().calls.MPI_Get_processor_name(text, length), 'getProcessorName');
  return text.toString('utf8', 0, length[0]);
}

/** The library's own description. */
export function getLibraryVersion(): string {
  check(mpi().calls.MPI_Get_library_version(text, length), 'getLibraryVersion');
  return text.toString('utf8', 0, length[0]).replace(/\0.*$/s, '').trim();
}

/** The version of the MPI standard. */
export function getVersion(): [version: number, subversion: number] {
  const cells = new Int32Array(2);
  check(mpi().calls.MPI_Get_version(cells.subarray(0, 1), cells.subarray(1)), 'getVersion');
  return [cells[0]!, cells[1]!];
}

/** Which library is in use: its family, its file, and its own description. */
export function vendor(): { readonly name: string; readonly path: string; readonly version: string } {
  const { abi, path } = mpi();
  return { name: abi.name, path, version: getLibraryVersion().split('\n')[0]! };
}

/** The class of an error code by name, e.g. `ERR_TRUNCATE`. */
export function getErrorClass(code: number): string {
  return errorClassName(code);
}

/** What the library says of an error code. */
export function getErrorString(code: number): string {
  return errorText(code);
}

/** What a message takes in the buffer of `Bsend` besides its data. */
export const BSEND_OVERHEAD = 512;

/** The memory that `Bsend` has: held, for the library writes to it until it is detached. */
const attached: Uint8Array[] = [];

/** Give `Bsend` memory to buffer in. */
export function attachBuffer(bytes: number): void {
  if (!Number.isInteger(bytes) || bytes < 0) {
    throw new ValueError(`attachBuffer: bytes must be a whole number from 0, got ${describe(bytes)}`);
  }
  const buffer = new Uint8Array(bytes);
  check(mpi().calls.MPI_Buffer_attach(buffer, bytes), 'attachBuffer');
  attached.push(buffer);
}

/** Take the memory of `Bsend` back; returns when everything in it has been sent. */
export function detachBuffer(): void {
  const address = new BigInt64Array(1);
  check(mpi().calls.MPI_Buffer_detach(address, length), 'detachBuffer');
  attached.length = 0;
}
