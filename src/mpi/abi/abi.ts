/**
 * What differs between MPI libraries: the width and values of handles, the integer constants, and where a status keeps its
 * fields. The rest of the module is written against this interface.
 */

/** An MPI handle as a number: an address in Open MPI, an integer in MPICH, either in the standard ABI. */
export type Handle = number;

/** What a library's header says. */
export interface Abi {
  /** The library's family. */
  readonly name: 'Open MPI' | 'MPICH' | 'MPI standard ABI';
  /** How handles are passed: koffi's name of the type. */
  readonly handleType: 'int' | 'int64';
  /** How file handles are passed; MPICH's are addresses while its others are integers. */
  readonly fileType: 'int' | 'int64';
  /** The value of a predefined handle by its MPI name, e.g. `MPI_COMM_WORLD`. */
  handle(name: string): Handle;
  /** Integer constants by their MPI name. */
  readonly constants: Readonly<Record<Constant, number>>;
  readonly inPlace: number | bigint;
  /** The address that stands for "no status wanted". */
  readonly statusIgnore: number;
  readonly status: StatusLayout;
  /** Error classes whose numbers differ between libraries, by name without `MPI_`. */
  readonly errorClasses: Readonly<Record<string, number>>;
}

/** Where a status keeps its fields, in 32-bit words. */
export interface StatusLayout {
  readonly words: number;
  readonly source: number;
  readonly tag: number;
  readonly error: number;
  /** Where the received bytes are counted, if that is known: the low word and the high one. */
  readonly bytes?: readonly [low: number, high: number];
  /** Which bits of the high word count. */
  readonly highShift?: number;
}

/** The names of the integer constants in use. */
export type Constant =
  | 'ANY_SOURCE'
  | 'ANY_TAG'
  | 'PROC_NULL'
  | 'ROOT'
  | 'UNDEFINED'
  | 'KEYVAL_TAG_UB'
  | 'COMM_TYPE_SHARED'
  | 'ORDER_C'
  | 'ORDER_FORTRAN'
  | 'LOCK_EXCLUSIVE'
  | 'LOCK_SHARED'
  | 'MODE_NOCHECK'
  | 'MODE_NOSTORE'
  | 'MODE_NOPUT'
  | 'MODE_NOPRECEDE'
  | 'MODE_NOSUCCEED'
  | 'MODE_CREATE'
  | 'MODE_RDONLY'
  | 'MODE_WRONLY'
  | 'MODE_RDWR'
  | 'MODE_DELETE_ON_CLOSE'
  | 'MODE_UNIQUE_OPEN'
  | 'MODE_EXCL'
  | 'MODE_APPEND'
  | 'MODE_SEQUENTIAL'
  | 'SEEK_SET'
  | 'SEEK_CUR'
  | 'SEEK_END'
  | 'IDENT'
  | 'CONGRUENT'
  | 'SIMILAR'
  | 'UNEQUAL'
  | 'THREAD_FUNNELED';

/** The file modes that Open MPI and MPICH share (both come from ROMIO). */
export const ROMIO = {
  MODE_CREATE: 1,
  MODE_RDONLY: 2,
  MODE_WRONLY: 4,
  MODE_RDWR: 8,
  MODE_DELETE_ON_CLOSE: 16,
  MODE_UNIQUE_OPEN: 32,
  MODE_EXCL: 64,
  MODE_APPEND: 128,
  MODE_SEQUENTIAL: 256,
  SEEK_SET: 600,
  SEEK_CUR: 602,
  SEEK_END: 604,
} as const;

/** Results of comparing communicators and groups, the same everywhere. */
export const COMPARISONS = { IDENT: 0, CONGRUENT: 1, SIMILAR: 2, UNEQUAL: 3 } as const;
