/** Open MPI: handles are the addresses of objects that the library exports. Source: mpi.h of Open MPI 4.1. */
import { COMPARISONS, ROMIO, type Abi, type Handle } from './abi.js';
import { OPEN_MPI_CLASSES } from './errorClasses.js';

/** Symbols whose names do not follow from MPI's. */
const SYMBOLS: Readonly<Record<string, string>> = {
  MPI_REQUEST_NULL: 'ompi_request_null',
  MPI_MESSAGE_NULL: 'ompi_message_null',
  MPI_MESSAGE_NO_PROC: 'ompi_message_no_proc',
  MPI_LONG_LONG: 'ompi_mpi_long_long_int',
  MPI_C_FLOAT_COMPLEX: 'ompi_mpi_c_float_complex',
  MPI_C_DOUBLE_COMPLEX: 'ompi_mpi_c_double_complex',
};

/** MPI's predefined operations are `ompi_mpi_op_sum` and so on. */
const OPS = /^MPI_(OP_NULL|SUM|PROD|MAX|MIN|LAND|BAND|LOR|BOR|LXOR|BXOR|MAXLOC|MINLOC|REPLACE|NO_OP)$/;

/** The symbol behind a predefined handle. */
export function openMpiSymbol(name: string): string {
  if (SYMBOLS[name]) return SYMBOLS[name];
  const bare = name.slice('MPI_'.length).toLowerCase();
  if (name === 'MPI_OP_NULL') return 'ompi_mpi_op_null';
  return OPS.test(name) ? `ompi_mpi_op_${bare}` : `ompi_mpi_${bare}`;
}

/**
 * Open MPI's interface.
 *
 * @param address - the address of an exported symbol
 */
export function openMpi(address: (symbol: string) => Handle): Abi {
  const known = new Map<string, Handle>();
  return {
    name: 'Open MPI',
    handleType: 'int64',
    fileType: 'int64',
    handle(name) {
      let value = known.get(name);
      if (value === undefined) {
        value = address(openMpiSymbol(name));
        known.set(name, value);
      }
      return value;
    },
    constants: {
      ...ROMIO,
      ...COMPARISONS,
      ANY_SOURCE: -1,
      ANY_TAG: -1,
      PROC_NULL: -2,
      ROOT: -4,
      UNDEFINED: -32766,
      KEYVAL_TAG_UB: 0,
      COMM_TYPE_SHARED: 0,
      ORDER_C: 0,
      ORDER_FORTRAN: 1,
      LOCK_EXCLUSIVE: 1,
      LOCK_SHARED: 2,
      MODE_NOCHECK: 1,
      MODE_NOPRECEDE: 2,
      MODE_NOPUT: 4,
      MODE_NOSTORE: 8,
      MODE_NOSUCCEED: 16,
      THREAD_FUNNELED: 1,
    },
    inPlace: 1,
    statusIgnore: 0,
    status: { words: 6, source: 0, tag: 1, error: 2, bytes: [4, 5] },
    errorClasses: OPEN_MPI_CLASSES,
  };
}
