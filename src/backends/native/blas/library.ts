/**
 * The system's BLAS and LAPACK: found by name or through `NUMLOOM_BLAS`, loaded when first wanted, tried on small problems
 * with known answers, and told how many threads to use. What was tried and why it was refused is kept for `showConfig`.
 */
import { wantedProvider } from '../../provider.js';
import { koffi, koffiFault, type Koffi } from '../koffi.js';
import { NAMINGS, asked, candidates, type Candidate } from './candidates.js';
import { checkBlas, checkLapack } from './check.js';
import { bindRoutine, type Elements, type Kind, type Naming, type Routine, type Signature } from './fortran.js';
import { vendorOf, type Vendor } from './vendor.js';

/** A sum of products: length, and each vector with the distance of its elements. */
export type Dot = (n: number, x: Elements, xs: number, y: Elements, ys: number) => number;

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
  /** The BLAS and, where LAPACK is not in it, that. */
  readonly #libraries: Koffi.LibraryHandle[];
  readonly #naming: Naming;
  readonly #vendor: Vendor;
  readonly #routines = new Map<string, Routine>();
  #threads = 1;
  readonly #dots = new Map<Kind, Dot | null>();

  constructor(
    ffi: typeof Koffi,
    path: string,
    library: Koffi.LibraryHandle,
    lapacks: readonly string[],
    naming: Naming,
    vendor: Vendor,
  ) {
    this.#ffi = ffi;
    this.#libraries = [library];
    this.#naming = naming;
    this.#vendor = vendor;
    this.path = path;
    this.name = vendor.name;
    this.version = vendor.version;
    this.bits = naming.bits;
    vendor.setThreads(1);
    checkBlas(this);
    if (!has(library, `${naming.prefix}dgetrf${naming.suffix}`)) this.#openFirst(lapacks);
    let fault = '';
    try {
      checkLapack(this);
    } catch (error) {
      fault = messageOf(error);
    }
    this.lapack = fault === '';
    this.lapackFault = fault;
  }

  /** Add the first of some libraries that can be loaded. */
  #openFirst(names: readonly string[]): void {
    for (const name of names) {
      try {
        this.#libraries.push(open(this.#ffi, name));
        return;
      } catch {
        // The next one.
      }
    }
  }

  /** A routine by its name without the letter of its kind: `routine('d', 'gemm', 'cciiixaiaixai')`. */
  routine(kind: Kind, name: string, signature: Signature): Routine {
    const key = kind + name + signature;
    const known = this.#routines.get(key);
    if (known) return known;
    for (const library of this.#libraries) {
      const found = bindRoutine(this.#ffi, library, this.#naming, kind, kind + name, signature);
      if (!found) continue;
      this.#routines.set(key, found);
      return found;
    }
    throw new Error(`it has no ${kind}${name}`);
  }

  /** The sum of products of two vectors from CBLAS, which gives it by value; undefined where the library has none. */
  dot(kind: 's' | 'd'): Dot | undefined {
    let found = this.#dots.get(kind);
    if (found !== undefined) return found ?? undefined;
    const { prefix, suffix, bits } = this.#naming;
    const length = bits === 64 ? 'int64_t' : 'int';
    const name = `${prefix}cblas_${kind}dot${suffix.replace(/^_/, '')}`;
    try {
      const [library] = this.#libraries;
      const types = [length, 'void *', length, 'void *', length];
      found = library!.func(name, kind === 's' ? 'float' : 'double', types) as Dot;
    } catch {
      found = null;
    }
    this.#dots.set(kind, found);
    return found ?? undefined;
  }

  /** Where an array lies. It does not move, and stays while the array is held. */
  address(array: Float32Array | Float64Array): number {
    return Number(this.#ffi.address(array));
  }

  /** Compute the next calls on so many threads. */
  setThreads(threads: number): void {
    if (threads === this.#threads) {
      // The number is the process's: another thread's numloom may have set it to 1.
      if (threads === 1 || this.#vendor.getThreads() === threads) return;
    }
    this.#vendor.setThreads(threads);
    this.#threads = threads;
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

/** A path must lead to a file: loaders say it in many ways. */
function checkPath(path: string): void {
  if (!/[/\\]/.test(path)) return;
  const fs = globalThis.process.getBuiltinModule('node:fs');
  // Parts of macOS have no files any more and can be loaded all the same.
  if (path.startsWith('/System/')) return;
  const about = fs.statSync(path, { throwIfNoEntry: false });
  if (!about) throw new Error('there is no such file');
  if (about.isDirectory()) throw new Error('it is a folder');
}

function tryCandidate(ffi: typeof Koffi, candidate: Candidate, named: boolean): Blas {
  checkPath(candidate.blas);
  const library = open(ffi, candidate.blas);
  const naming = NAMINGS.find(({ prefix, suffix }) => has(library, `${prefix}dgemm${suffix}`));
  if (!naming) throw new Error('it has no BLAS (no symbol dgemm_)');
  const vendor = vendorOf(ffi, library, naming);
  if (!vendor.tuned && !named) throw new Error(`a ${vendor.name}, which is slower than numloom's own loops`);
  const bits = vendor.bits ?? naming.bits;
  return new Blas(ffi, fileOf(candidate.blas), library, candidate.lapack ?? [], { ...naming, bits }, vendor);
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
  return wantedProvider() === 'native' ? faults : [];
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
