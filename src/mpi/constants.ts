/**
 * MPI's integer constants as programs see them. Libraries give them different values, and a program may read them before one is
 * loaded: so these are numloom's own, translated at each call.
 */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import type { Constant } from './abi/abi.js';
import { mpi } from './library.js';

/** Receive from whoever sends. */
export const ANY_SOURCE = -1;
/** Receive whatever the tag. */
export const ANY_TAG = -1;
/** Nobody: communication with this rank does nothing. */
export const PROC_NULL = -2;
/** No value. */
export const UNDEFINED = -32766;

export const COMM_TYPE_SHARED = 0;

/** Results of comparing communicators and groups. */
export const IDENT = 0;
export const CONGRUENT = 1;
export const SIMILAR = 2;
export const UNEQUAL = 3;

export const LOCK_EXCLUSIVE = 1;
export const LOCK_SHARED = 2;

/** What a program promises about window synchronisation. */
export const MODE_NOCHECK = 1;
export const MODE_NOPRECEDE = 2;
export const MODE_NOPUT = 4;
export const MODE_NOSTORE = 8;
export const MODE_NOSUCCEED = 16;

/** How a file is opened; joined by `|`. */
export const MODE_CREATE = 1;
export const MODE_RDONLY = 2;
export const MODE_WRONLY = 4;
export const MODE_RDWR = 8;
export const MODE_DELETE_ON_CLOSE = 16;
export const MODE_UNIQUE_OPEN = 32;
export const MODE_EXCL = 64;
export const MODE_APPEND = 128;
export const MODE_SEQUENTIAL = 256;

export const SEEK_SET = 600;
export const SEEK_CUR = 602;
export const SEEK_END = 604;

const FILE_FLAGS: readonly (readonly [number, Constant])[] = [
  [MODE_CREATE, 'MODE_CREATE'],
  [MODE_RDONLY, 'MODE_RDONLY'],
  [MODE_WRONLY, 'MODE_WRONLY'],
  [MODE_RDWR, 'MODE_RDWR'],
  [MODE_DELETE_ON_CLOSE, 'MODE_DELETE_ON_CLOSE'],
  [MODE_UNIQUE_OPEN, 'MODE_UNIQUE_OPEN'],
  [MODE_EXCL, 'MODE_EXCL'],
  [MODE_APPEND, 'MODE_APPEND'],
  [MODE_SEQUENTIAL, 'MODE_SEQUENTIAL'],
];

const WINDOW_FLAGS: readonly (readonly [number, Constant])[] = [
  [MODE_NOCHECK, 'MODE_NOCHECK'],
  [MODE_NOPRECEDE, 'MODE_NOPRECEDE'],
  [MODE_NOPUT, 'MODE_NOPUT'],
  [MODE_NOSTORE, 'MODE_NOSTORE'],
  [MODE_NOSUCCEED, 'MODE_NOSUCCEED'],
];

function translate(flags: number, table: readonly (readonly [number, Constant])[]): number {
  const { constants } = mpi().abi;
  let result = 0;
  for (const [bit, name] of table) if (flags & bit) result |= constants[name];
  return result;
}

/** A file mode in the library's own bits. */
export function fileMode(flags: number): number {
  return translate(flags, FILE_FLAGS);
}

/** Assertions about a window in the library's own bits. */
export function windowAssertion(flags: number): number {
  return translate(flags, WINDOW_FLAGS);
}

/** Where a file position is counted from, in the library's own number. */
export function whence(value: number): number {
  const { constants } = mpi().abi;
  if (value === SEEK_SET) return constants.SEEK_SET;
  return value === SEEK_CUR ? constants.SEEK_CUR : constants.SEEK_END;
}

/** A lock's kind in the library's own number. */
export function lockType(value: number): number {
  const { constants } = mpi().abi;
  return value === LOCK_SHARED ? constants.LOCK_SHARED : constants.LOCK_EXCLUSIVE;
}

/** The result of a comparison, from the library's own number. */
export function comparison(value: number): number {
  const { constants } = mpi().abi;
  if (value === constants.IDENT) return IDENT;
  if (value === constants.CONGRUENT) return CONGRUENT;
  return value === constants.SIMILAR ? SIMILAR : UNEQUAL;
}

/** A rank that a call returned, with numloom's own numbers for the special ones. */
export function publicRank(rank: number): number {
  if (rank >= 0) return rank;
  const { constants } = mpi().abi;
  if (rank === constants.PROC_NULL) return PROC_NULL;
  return rank === constants.ANY_SOURCE ? ANY_SOURCE : rank;
}

/**
 * A rank for the library, checked.
 *
 * @param special - may it be `PROC_NULL` (1), and `ANY_SOURCE` too (2)?
 */
export function libraryRank(
  functionName: string,
  argument: string,
  rank: number,
  size: number,
  special: 0 | 1 | 2,
): number {
  if (rank >= 0 && rank < size && Number.isInteger(rank)) return rank;
  if (typeof rank !== 'number' || !Number.isInteger(rank)) {
    throw new DTypeError(`${functionName}: ${argument} must be a rank, a whole number, got ${describe(rank)}`);
  }
  const { constants } = mpi().abi;
  if (special >= 1 && rank === PROC_NULL) return constants.PROC_NULL;
  if (special === 2 && rank === ANY_SOURCE) return constants.ANY_SOURCE;
  const also = special === 2 ? ', MPI.ANY_SOURCE or MPI.PROC_NULL' : special === 1 ? ' or MPI.PROC_NULL' : '';
  throw new ValueError(
    `${functionName}: ${argument} must be a rank of this communicator, 0 to ${size - 1}${also}, got ${rank}`,
  );
}

/** A tag for the library, checked. */
export function libraryTag(functionName: string, argument: string, tag: number, any: boolean): number {
  if (tag >= 0 && Number.isInteger(tag)) return tag;
  if (any && tag === ANY_TAG) return mpi().abi.constants.ANY_TAG;
  throw new ValueError(
    `${functionName}: ${argument} must be a whole number from 0${any ? ' or MPI.ANY_TAG' : ''}, got ${describe(tag)}`,
  );
}
