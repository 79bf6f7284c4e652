/** Open MPI: handles are the addresses of objects that the library exports. Source: mpi.h of Open MPI 4.1. */
import { COMPARISONS, ROMIO, type Abi, type Handle } from './abi.js';

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
    errorClasses: {
      ERR_BUFFER: 1,
      ERR_COUNT: 2,
      ERR_TYPE: 3,
      ERR_TAG: 4,
      ERR_COMM: 5,
      ERR_RANK: 6,
      ERR_REQUEST: 7,
      ERR_ROOT: 8,
      ERR_GROUP: 9,
      ERR_OP: 10,
      ERR_TOPOLOGY: 11,
      ERR_DIMS: 12,
      ERR_ARG: 13,
      ERR_UNKNOWN: 14,
      ERR_TRUNCATE: 15,
      ERR_OTHER: 16,
      ERR_INTERN: 17,
      ERR_IN_STATUS: 18,
      ERR_PENDING: 19,
      ERR_ACCESS: 20,
      ERR_AMODE: 21,
      ERR_BAD_FILE: 23,
      ERR_FILE_EXISTS: 28,
      ERR_FILE: 30,
      ERR_IO: 35,
      ERR_NO_SUCH_FILE: 42,
      ERR_RMA_SYNC: 47,
      ERR_WIN: 53,
      ERR_RMA_RANGE: 68,
    },
  };
}
