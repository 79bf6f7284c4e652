/** What numloom runs on: showConfig. */
import { backend } from '../backends/backend.js';
import { blas, blasFaults } from '../backends/native/blas/library.js';
import { runningThreads } from '../backends/switch.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { fftwConfig, type FftwConfig } from '../backends/native/fftw.js';
import { kernelsConfig, type KernelsConfig } from '../backends/native/kernels/library.js';
import { VERSION } from '../version.js';

/** The system's BLAS, as `showConfig` tells of it. */
export interface BlasConfig {
  /** `'OpenBLAS'`, `'MKL'`, `'BLIS'`, `'Accelerate'`, `'reference BLAS'`. */
  readonly name: string;
  /** What the library says of itself. */
  readonly version: string;
  /** Its file. */
  readonly path: string;
  /** How many threads large products may use. */
  readonly threads: number;
  /** Has it LAPACK? If not, decompositions are portable. */
  readonly lapack: boolean;
  /** Bits of its integers. */
  readonly integers: 32 | 64;
}

/** What `showConfig` tells. */
export interface Config {
  /** The version of numloom. */
  readonly numloom: string;
  /** The engine and its version, e.g. `'Node.js 20.20.2'`. */
  readonly engine: string;
  /** `'linux x64'`, ... */
  readonly platform: string;
  /** How many cores the program may use. */
  readonly cores: number;
  /** The backend that computes. */
  readonly backend: string;
  /** How many threads compute, the main one included. */
  readonly workers: number;
  /** Do large arrays lie on shared memory? */
  readonly sharedMemory: boolean;
  /** What computes inside the backend: `'native'` (the system's BLAS and LAPACK), or `'portable'`. */
  readonly provider: 'native' | 'portable';
  /** numloom's own compiled loops: which instructions they use, or why they are not used. */
  readonly kernels: KernelsConfig;
  /** FFTW, which transforms where it is found. */
  readonly fftw: FftwConfig;
  /** What the portable loops are: generated JavaScript, and WebAssembly where the engine has it. */
  readonly loops: string;
  /** The BLAS in use, with the native provider. */
  readonly blas?: BlasConfig;
  /** Why products or decompositions are not computed natively, if they should and cannot be. */
  readonly notNative?: string;
  /** Microseconds of work on one thread from which calls are shared out, with the workers awake and asleep. */
  readonly leastWork?: { readonly awake: number; readonly asleep: number };
}

/**
 * Shows what numloom runs on: version, engine, backend, workers, providers. To tell of the system's BLAS it is looked for and
 * loaded.
 *
 * @param options - `mode`: `'stdout'` prints it (default), `'dicts'` returns it as an object
 * @returns with `mode: 'dicts'` the configuration
 * @throws ValueError for another mode, or when `NUMLOOM_PROVIDER` names no provider
 * @example
 * np.showConfig({ mode: 'dicts' }).backend; // 'single'
 */
export function showConfig(options?: { mode?: 'stdout' }): void;
export function showConfig(options: { mode: 'dicts' }): Config;
export function showConfig(options: { mode?: 'stdout' | 'dicts' } = {}): Config | void {
  checkOptions('showConfig', options, ['mode']);
  const { mode = 'stdout' } = options;
  if (mode !== 'stdout' && mode !== 'dicts') {
    throw new ValueError(`showConfig: mode must be 'stdout' or 'dicts', got ${describe(mode)}`);
  }
  const config = collect();
  if (mode === 'dicts') return config;
  const lines = Object.entries(config).map(([key, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `${key.padEnd(12)}  ${text}`;
  });
  console.log(lines.join('\n'));
}

function collect(): Config {
  const { name, capabilities } = backend();
  const { process } = globalThis;
  const threads = name === 'threads' ? runningThreads() : undefined;
  const wasm = 'WebAssembly' in globalThis;
  return {
    numloom: VERSION,
    engine: process?.versions ? `Node.js ${process.versions.node}` : 'JavaScript',
    platform: process?.versions ? `${process.platform} ${process.arch}` : 'unknown',
    cores: cores(),
    backend: name,
    workers: capabilities.workers,
    sharedMemory: capabilities.shared,
    ...native(capabilities.workers),
    kernels: kernelsConfig(),
    fftw: fftwConfig(),
    loops: wasm ? 'generated JavaScript, WebAssembly' : 'generated JavaScript',
    ...(threads && Number.isFinite(threads.thresholds.awake)
      ? {
          leastWork: {
            awake: Math.round(threads.thresholds.awake / 1000),
            asleep: Math.round(threads.thresholds.asleep / 1000),
          },
        }
      : {}),
  };
}

function native(threads: number): Pick<Config, 'provider' | 'blas' | 'notNative'> {
  const library = blas();
  if (!library) {
    const faults = blasFaults();
    const provider = kernelsConfig().loaded ? 'native' : 'portable';
    return { provider, ...(faults.length > 0 ? { notNative: faults.join('; ') } : {}) };
  }
  const { name, version, path, lapack, lapackFault, bits } = library;
  return {
    provider: 'native',
    blas: { name, version, path, threads, lapack, integers: bits },
    ...(lapack ? {} : { notNative: `decompositions are portable, LAPACK cannot be used: ${lapackFault}` }),
  };
}

function cores(): number {
  const os = globalThis.process?.getBuiltinModule?.('node:os');
  return os
    ? os.availableParallelism()
    : ((globalThis as { navigator?: { hardwareConcurrency?: number } }).navigator?.hardwareConcurrency ?? 1);
}
