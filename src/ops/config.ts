/** What numloom runs on: showConfig. */
import { backend } from '../backends/backend.js';
import { runningThreads } from '../backends/switch.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { VERSION } from '../version.js';

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
  /** What computes: generated JavaScript and WebAssembly. */
  readonly provider: string;
  /** Microseconds of work on one thread from which calls are shared out, with the workers awake and asleep. */
  readonly leastWork?: { readonly awake: number; readonly asleep: number };
}

/**
 * Shows what numloom runs on: version, engine, backend, workers, providers.
 *
 * @param options - `mode`: `'stdout'` prints it (default), `'dicts'` returns it as an object
 * @returns with `mode: 'dicts'` the configuration
 * @throws ValueError for another mode
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
    provider: wasm ? 'generated JavaScript, WebAssembly' : 'generated JavaScript',
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

function cores(): number {
  const os = globalThis.process?.getBuiltinModule?.('node:os');
  return os
    ? os.availableParallelism()
    : ((globalThis as { navigator?: { hardwareConcurrency?: number } }).navigator?.hardwareConcurrency ?? 1);
}
