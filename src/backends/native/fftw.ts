/**
 * FFTW 3 (M. Frigo and S. Johnson, The design and implementation of FFTW3, 2005), called through koffi where the machine has it: its
 * functions for float64 (libfftw3) and float32 (libfftw3f), tried out before they are used.
 */
import { koffi, koffiFault, type Koffi } from './koffi.js';

/** A plan of FFTW's. */
export type FftwPlan = object;

/** The functions of one precision. Numbers of elements and steps are 64-bit: three a dimension, length, step in, step out. */
export interface Fftw {
  readonly precision: 'float64' | 'float32';
  planComplex(
    rank: number,
    dims: BigInt64Array,
    batchRank: number,
    batch: BigInt64Array,
    from: Storage,
    to: Storage,
    sign: number,
    flags: number,
  ): FftwPlan | null;
  planRealToComplex: RealPlanner;
  planComplexToReal: RealPlanner;
  planReal(
    rank: number,
    dims: BigInt64Array,
    batchRank: number,
    batch: BigInt64Array,
    from: Storage,
    to: Storage,
    kinds: Int32Array,
    flags: number,
  ): FftwPlan | null;
  runComplex: Runner;
  runRealToComplex: Runner;
  runComplexToReal: Runner;
  runReal: Runner;
  /** Where an array lies, modulo what vector instructions want. */
  alignment(at: Storage): number;
  destroy(plan: FftwPlan): void;
}

type Storage = Float32Array | Float64Array;
type Runner = (plan: FftwPlan, from: Storage, to: Storage) => void;
type RealPlanner = (
  rank: number,
  dims: BigInt64Array,
  batchRank: number,
  batch: BigInt64Array,
  from: Storage,
  to: Storage,
  flags: number,
) => FftwPlan | null;

export const FFTW_PRESERVE_INPUT = 16;
export const FFTW_ESTIMATE = 64;

/** What is in use, for `showConfig`. */
export interface FftwConfig {
  /** FFTW's version, e.g. `'fftw-3.3.10-sse2-avx'`. */
  readonly float64: string | undefined;
  readonly float32: string | undefined;
  /** May several threads make plans at the same time? */
  readonly threads: boolean;
  /** Why FFTW is not in use. */
  readonly reason: string | undefined;
}

/** File names of a library, by platform. */
function candidates(base: string): string[] {
  switch (globalThis.process?.platform) {
    case 'darwin':
      return [`lib${base}.3.dylib`, `/opt/homebrew/lib/lib${base}.3.dylib`, `/usr/local/lib/lib${base}.3.dylib`];
    case 'win32':
      return [`lib${base}-3.dll`, `${base}.dll`];
    default:
      return [`lib${base}.so.3`, `lib${base}.so`];
  }
}

/** Libraries are unloaded when they are garbage, also while others call into them: these never are. */
const libraries: unknown[] = [];

function open(ffi: typeof Koffi, base: string): ReturnType<typeof Koffi.load> {
  let fault: unknown;
  for (const name of candidates(base)) {
    try {
      const library = ffi.load(name);
      libraries.push(library);
      return library;
    } catch (error) {
      fault ??= error;
    }
  }
  throw fault instanceof Error ? fault : new Error(String(fault));
}

const faults: string[] = [];
const loaded = new Map<string, { fftw: Fftw; version: string } | null>();
let plannerIsSafe = false;

/** Let several threads make plans: FFTW's planner keeps tables of its own. */
function makePlannerSafe(ffi: typeof Koffi, prefix: string): boolean {
  try {
    const suffix = prefix === 'fftw' ? '3' : '3f';
    open(ffi, `fftw${suffix}_threads`).func(`void ${prefix}_make_planner_thread_safe()`)();
    return true;
  } catch {
    return false;
  }
}

function bind(ffi: typeof Koffi, precision: 'float64' | 'float32'): { fftw: Fftw; version: string } {
  const prefix = precision === 'float64' ? 'fftw' : 'fftwf';
  const library = open(ffi, precision === 'float64' ? 'fftw3' : 'fftw3f');
  const dims = 'int rank, void *dims, int batch_rank, void *batch, void *from, void *to';
  const func = <F>(signature: string): F => library.func(signature) as unknown as F;
  const fftw: Fftw = {
    precision,
    planComplex: func(`void *${prefix}_plan_guru64_dft(${dims}, int sign, uint flags)`),
    planRealToComplex: func(`void *${prefix}_plan_guru64_dft_r2c(${dims}, uint flags)`),
    planComplexToReal: func(`void *${prefix}_plan_guru64_dft_c2r(${dims}, uint flags)`),
    planReal: func(`void *${prefix}_plan_guru64_r2r(${dims}, void *kinds, uint flags)`),
    runComplex: func(`void ${prefix}_execute_dft(void *plan, void *from, void *to)`),
    runRealToComplex: func(`void ${prefix}_execute_dft_r2c(void *plan, void *from, void *to)`),
    runComplexToReal: func(`void ${prefix}_execute_dft_c2r(void *plan, void *from, void *to)`),
    runReal: func(`void ${prefix}_execute_r2r(void *plan, void *from, void *to)`),
    alignment: func(`int ${prefix}_alignment_of(void *at)`),
    destroy: func(`void ${prefix}_destroy_plan(void *plan)`),
  };
  check(fftw);
  let version = 'FFTW 3';
  try {
    version = ffi.decode(library.symbol(`${prefix}_version`, 'char'), 'char', -1) as unknown as string;
  } catch {
    // Only the name is lost.
  }
  return { fftw, version };
}

/** Try the library out: the transform of (1, i, 0, 0), out of place. */
function check(fftw: Fftw): void {
  const Storage = fftw.precision === 'float64' ? Float64Array : Float32Array;
  const from = new Storage(16);
  const to = new Storage(16);
  const dims = BigInt64Array.from([4n, 1n, 1n]);
  const plan = fftw.planComplex(1, dims, 0, dims, from, to, -1, FFTW_ESTIMATE);
  if (!plan) throw new Error('it makes no plan for 4 numbers');
  from[0] = 1;
  from[3] = 1;
  fftw.runComplex(plan, from, to);
  fftw.destroy(plan);
  const expected = [1, 1, 2, 0, 1, -1, 0, 0];
  if (expected.some((value, k) => Math.abs(to[k]! - value) > 1e-6)) {
    throw new Error(`a transform of 4 numbers gave ${to.subarray(0, 8).join(', ')}`);
  }
}

/** FFTW for a precision, or undefined where it is not to be had. */
export function fftw(precision: 'float64' | 'float32'): Fftw | undefined {
  let entry = loaded.get(precision);
  if (entry === undefined) {
    entry = null;
    const ffi = koffi();
    if (!ffi) faults.push(`koffi: ${koffiFault()}`);
    else {
      try {
        entry = bind(ffi, precision);
        const safe = makePlannerSafe(ffi, precision === 'float64' ? 'fftw' : 'fftwf');
        plannerIsSafe = loaded.size === 0 ? safe : plannerIsSafe && safe;
      } catch (error) {
        faults.push(`FFTW for ${precision}: ${error instanceof Error ? error.message.split('\n')[0]! : String(error)}`);
      }
    }
    loaded.set(precision, entry);
  }
  return entry?.fftw;
}

/** May transforms run on several threads at once? */
export function fftwIsThreadSafe(): boolean {
  return fftw('float64') !== undefined && fftw('float32') !== undefined && plannerIsSafe;
}

/** What was found of FFTW; looks for it if nothing has yet. */
export function fftwConfig(): FftwConfig {
  fftw('float64');
  fftw('float32');
  return {
    float64: loaded.get('float64')?.version,
    float32: loaded.get('float32')?.version,
    threads: plannerIsSafe,
    reason: faults.length > 0 ? [...new Set(faults)].join('; ') : undefined,
  };
}
