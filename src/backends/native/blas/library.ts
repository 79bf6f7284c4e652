/**
 * The system's BLAS and LAPACK: found by name or through `NUMLOOM_BLAS`, loaded when first wanted, tried on small problems
 * with known answers, and told how many threads to use. What was tried and why it was refused is kept for `showConfig`.
 */
import { wantedProvider } from '../../provider.js';
import { koffi, koffiFault, type Koffi } from '../koffi.js';
import { NAMINGS, asked, candidates, type Candidate } from './candidates.js';
import { checkBlas, checkLapack } from './check.js';
import { bindRoutine, type Kind, type Naming, type Routine, type Signature } from './fortran.js';
import { vendorOf, type Vendor } from './vendor.js';

/** A loaded BLAS that has passed its check. */
export class Blas {
  /** `'OpenBLAS'`, `'MKL'`, ... */
  readonly name: string;
  /** What the library says of itself. */
  readonly version: string;
  /** The file, or the name under which the loader found it. */
  readonly path: string;
  /** Bits of its integers. */
  readonly bits: 32 | 64;
  /** Has it LAPACK, in the same file or beside it? If not, why. */
  readonly lapack: boolean;
  readonly lapackFault: string;

  readonly #ffi: typeof Koffi;
  readonly #libraries: readonly Koffi.LibraryHandle[];
  readonly #naming: Naming;
  readonly #vendor: Vendor;
  readonly #routines = new Map<string, Routine>();

  constructor(
    ffi: typeof Koffi,
    path: string,
    libraries: readonly Koffi.LibraryHandle[],
    naming: Naming,
    vendor: Vendor,
  ) {
    this.#ffi = ffi;
    this.#libraries = libraries;
    this.#naming = naming;
    this.#vendor = vendor;
    this.path = path;
    this.name = vendor.name;
    this.version = vendor.version;
    this.bits = naming.bits;
    vendor.setThreads(1);
    checkBlas(this);
    let fault = '';
    try {
      checkLapack(this);
    } catch (error) {
      fault = messageOf(error);
    }
    this.lapack = fault === '';
    this.lapackFault = fault;
  }

  /** A routine, without the letter of its kind: `routine('d', 'gemm', 'cciiixaiaixai')`. */
  routine(kind: Kind, name: string, signature: Signature): Routine {
    return this.named(kind, kind + name, signature);
  }

  /** A routine whose name does not begin with its kind (`izamax`, or `zdscal`). */
  named(kind: Kind, name: string, signature: Signature): Routine {
    const known = this.#routines.get(name);
    if (known) return known;
    for (const library of this.#libraries) {
      const found = bindRoutine(this.#ffi, library, this.#naming, kind, name, signature);
      if (!found) continue;
      this.#routines.set(name, found);
      return found;
    }
    throw new Error(`it has no ${name}`);
  }

  /** Compute the next calls on so many threads. */
  setThreads(threads: number): void {
    if (this.#vendor.getThreads() !== threads) this.#vendor.setThreads(threads);
  }

  /** How many threads the next call may use. */
  get threads(): number {
    return this.#vendor.getThreads();
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.trim();
}

/** The file behind a loader's name, where the system tells. */
function fileOf(name: string): string {
  const process = globalThis.process;
  if (name.includes('/') || process?.platform !== 'linux') return name;
  try {
    const stem = name.replace(/\.so[.\d]*$/, '');
    const maps = process.getBuiltinModule('node:fs').readFileSync('/proc/self/maps', 'utf8');
    const lines = maps.split('\n').map((line) => line.slice(line.indexOf('/')));
    return lines.find((line) => line.slice(line.lastIndexOf('/') + 1).startsWith(stem)) ?? name;
  } catch {
    return name;
  }
}

/** Load a library. OpenBLAS starts as many threads as there are cores unless told otherwise at this moment. */
function open(ffi: typeof Koffi, name: string): Koffi.LibraryHandle {
  const env = globalThis.process.env;
  const before = env.OPENBLAS_NUM_THREADS;
  env.OPENBLAS_NUM_THREADS = '1';
  try {
    // MKL's parts look for each other among the global names.
    return ffi.load(name, { global: /mkl_rt/.test(name) });
  } finally {
    if (before === undefined) delete env.OPENBLAS_NUM_THREADS;
    else env.OPENBLAS_NUM_THREADS = before;
  }
}

function has(library: Koffi.LibraryHandle, symbol: string): boolean {
  try {
    library.symbol(symbol);
    return true;
  } catch {
    return false;
  }
}

function tryCandidate(ffi: typeof Koffi, candidate: Candidate, named: boolean): Blas {
  const library = open(ffi, candidate.blas);
  const naming = NAMINGS.find(({ prefix, suffix }) => has(library, `${prefix}dgemm${suffix}`));
  if (!naming) throw new Error('it has no BLAS (no symbol dgemm_)');
  const vendor = vendorOf(ffi, library, naming);
  if (!vendor.tuned && !named) throw new Error(`a ${vendor.name}, which is slower than numloom's own loops`);
  const libraries = [library];
  if (!has(library, `${naming.prefix}dgetrf${naming.suffix}`)) {
    for (const name of candidate.lapack ?? []) {
      try {
        libraries.push(open(ffi, name));
        break;
      } catch {
        // The next one.
      }
    }
  }
  const bits = vendor.bits ?? naming.bits;
  return new Blas(ffi, fileOf(candidate.blas), libraries, { ...naming, bits }, vendor);
}

let found: Blas | null | undefined;
let faults: string[] = [];

/** The BLAS to compute with, or undefined where the provider is portable or no library can be used. */
export function blas(): Blas | undefined {
  if (wantedProvider() !== 'native') return undefined;
  if (found === undefined) found = load() ?? null;
  return found ?? undefined;
}

/** Why `blas()` is undefined though the provider is native: one sentence a library that was tried. */
export function blasFaults(): readonly string[] {
  return faults;
}

function load(): Blas | undefined {
  const ffi = koffi();
  faults = [];
  if (!ffi) {
    faults.push(
      `native libraries are called through koffi, which cannot be loaded (${koffiFault()}): npm install koffi`,
    );
    return undefined;
  }
  const { env, platform } = globalThis.process;
  const wish = env.NUMLOOM_BLAS;
  for (const candidate of wish ? asked(wish, platform) : candidates(platform)) {
    try {
      return tryCandidate(ffi, candidate, wish !== undefined);
    } catch (error) {
      faults.push(`${candidate.blas}: ${messageOf(error)}`);
    }
  }
  if (wish) {
    faults = faults.map((fault) => `NUMLOOM_BLAS: ${fault}`);
  } else {
    // Names that the loader does not know say nothing; what was found and refused does.
    const refused = faults.filter((fault) => !/Failed to load|cannot open|no such file|not found/i.test(fault));
    const mend = platform === 'linux' ? ' (Debian and Ubuntu: apt install libopenblas0-pthread)' : '';
    faults = [`no BLAS was found on this machine${mend}; NUMLOOM_BLAS may name one`, ...refused];
  }
  return undefined;
}
