/** Whose BLAS a library is, as its own functions tell: name, version, width of its integers, number of threads. */
import type { Koffi } from '../koffi.js';
import type { Naming } from './fortran.js';

export interface Vendor {
  readonly name: string;
  readonly version: string;
  /** Bits of its integers, where it says. */
  readonly bits?: 32 | 64;
  /** Is it made for speed? Netlib's reference implementation is not. */
  readonly tuned: boolean;
  setThreads(threads: number): void;
  getThreads(): number;
}

type Call = (...args: unknown[]) => unknown;

/** The first of some names that the library has, as a function. */
function find(
  library: Koffi.LibraryHandle,
  names: readonly string[],
  result: string,
  parameters: string[],
): Call | undefined {
  for (const name of names) {
    try {
      return library.func(name, result, parameters);
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/** Recognise a library that has `dgemm`. */
export function vendorOf(ffi: typeof Koffi, library: Koffi.LibraryHandle, naming: Naming): Vendor {
  return (
    openblas(library, naming) ??
    mkl(library) ??
    blis(library) ??
    accelerate(library) ?? {
      name: 'reference BLAS',
      version: 'unknown',
      tuned: false,
      setThreads: () => {},
      getThreads: () => 1,
    }
  );
}

function openblas(library: Koffi.LibraryHandle, { prefix }: Naming): Vendor | undefined {
  const variants = (name: string): string[] => [`${prefix}${name}`, `${prefix}${name}64_`, `${prefix}${name}_64_`];
  const config = find(library, variants('openblas_get_config'), 'str', []);
  const set = find(library, variants('openblas_set_num_threads'), 'void', ['int']);
  const get = find(library, variants('openblas_get_num_threads'), 'int', []);
  if (!config || !set || !get) return undefined;
  const version = String(config()).trim();
  return {
    name: 'OpenBLAS',
    version,
    ...(version.includes('USE64BITINT') ? { bits: 64 as const } : {}),
    tuned: true,
    setThreads: (threads) => void set(threads),
    getThreads: () => get() as number,
  };
}

function mkl(library: Koffi.LibraryHandle): Vendor | undefined {
  const describe = find(library, ['MKL_Get_Version_String', 'mkl_get_version_string'], 'void', ['void *', 'int']);
  const set = find(library, ['MKL_Set_Num_Threads'], 'void', ['int']);
  const get = find(library, ['MKL_Get_Max_Threads'], 'int', []);
  if (!describe || !set || !get) return undefined;
  const text = new Uint8Array(200);
  describe(text, text.length);
  const version = String.fromCharCode(...text.subarray(0, text.indexOf(0))).trim();
  return {
    name: 'MKL',
    version,
    tuned: true,
    setThreads: (threads) => void set(threads),
    getThreads: () => get() as number,
  };
}

function blis(library: Koffi.LibraryHandle): Vendor | undefined {
  const describe = find(library, ['bli_info_get_version_str'], 'str', []);
  const set = find(library, ['bli_thread_set_num_threads'], 'void', ['int64_t']);
  if (!describe) return undefined;
  let threads = 0;
  return {
    name: 'BLIS',
    version: `BLIS ${String(describe())}`,
    tuned: true,
    setThreads(next) {
      set?.(next);
      threads = next;
    },
    getThreads: () => threads,
  };
}

function accelerate(library: Koffi.LibraryHandle): Vendor | undefined {
  if (!find(library, ['vDSP_vaddD', 'appleblas_dgeadd'], 'void', [])) return undefined;
  // It chooses its threads itself (BLASSetThreading: 0 several, 1 one).
  const set = find(library, ['BLASSetThreading'], 'int', ['uint']);
  let threads = 0;
  return {
    name: 'Accelerate',
    version: 'Accelerate',
    bits: 32,
    tuned: true,
    setThreads(next) {
      set?.(next > 1 ? 0 : 1);
      threads = next;
    },
    getThreads: () => threads,
  };
}
