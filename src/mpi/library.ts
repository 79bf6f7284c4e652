/**
 * The MPI library: finding it, loading it, telling its interface, starting and ending the world. It is loaded when MPI is
 * first used, on the main thread only.
 */
import { existsSync, writeSync } from 'node:fs';
import { inspect } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { koffi, koffiFault, type Koffi } from '../backends/native/koffi.js';
import type { Abi } from './abi/abi.js';
import { mpich } from './abi/mpich.js';
import { openMpi } from './abi/openmpi.js';
import { standardAbi } from './abi/standard.js';
import { bindCalls, type Calls } from './calls.js';
import { MPIError } from './errors.js';
import { findLaunch, type Launch } from './launcher.js';

/** A loaded library, and this process's place in the world. */
export interface Library {
  readonly abi: Abi;
  readonly calls: Calls;
  readonly koffi: typeof Koffi;
  /** The file that was loaded. */
  readonly path: string;
}

const INSTALL =
  'install one with `apt-get install openmpi-bin libopenmpi3` (Debian, Ubuntu), `dnf install openmpi` (Fedora) or `brew install open-mpi` (macOS), or name its file in NUMLOOM_MPI';

const DIRECTORIES = [
  '/usr/lib64/openmpi/lib',
  '/usr/lib64/mpich/lib',
  '/opt/homebrew/lib',
  '/usr/local/lib',
  '/opt/local/lib',
];

const NAMES: Readonly<Record<'Open MPI' | 'MPICH' | 'MPI standard ABI', readonly string[]>> = {
  'Open MPI': ['libmpi.so.40', 'libmpi.so.80', 'libmpi.so.20', 'libmpi.40.dylib', 'libmpi.dylib', 'libmpi.so'],
  MPICH: ['libmpich.so.12', 'libmpi.so.12', 'libmpich.so', 'libmpi.12.dylib'],
  'MPI standard ABI': ['libmpi_abi.so.0', 'libmpi_abi.so', 'libmpi_abi.0.dylib'],
};

/** Kept for ever: a library whose handle is collected is unloaded. */
const loadedHandles: Koffi.LibraryHandle[] = [];

let library: Library | undefined;
let finalized = false;
let lastFault: { readonly error: unknown } | undefined;

/** The library, started when it is first asked for. */
export function mpi(): Library {
  if (library !== undefined && !finalized) return library;
  return start();
}

/** Has MPI been started? */
export function isInitialized(): boolean {
  return library !== undefined;
}

/** Has MPI been ended? */
export function isFinalized(): boolean {
  return finalized;
}

function candidates(launch: Launch | undefined): string[] {
  const named = process.env['NUMLOOM_MPI'];
  if (named) return [named];
  const families: readonly (keyof typeof NAMES)[] =
    launch?.family === 'MPICH' ? ['MPICH', 'MPI standard ABI', 'Open MPI'] : ['Open MPI', 'MPI standard ABI', 'MPICH'];
  const names = families.flatMap((family) => NAMES[family]);
  return names.flatMap((name) => [
    name,
    ...DIRECTORIES.map((directory) => `${directory}/${name}`).filter((path) => existsSync(path)),
  ]);
}

function open(ffi: typeof Koffi, launch: Launch | undefined): { handle: Koffi.LibraryHandle; path: string } {
  const faults: string[] = [];
  for (const path of candidates(launch)) {
    try {
      // Open MPI's plug-ins look for its symbols among the global ones.
      const handle = ffi.load(path, { global: true });
      loadedHandles.push(handle);
      return { handle, path };
    } catch (error) {
      faults.push(error instanceof Error ? error.message.split('\n')[0]! : String(error));
    }
  }
  const named = process.env['NUMLOOM_MPI'];
  throw new MPIError(
    named
      ? `MPI: NUMLOOM_MPI names ${named}, which cannot be loaded (${faults[0] ?? 'no reason given'}).`
      : `MPI: no MPI library was found; ${INSTALL}.`,
  );
}

function has(handle: Koffi.LibraryHandle, symbol: string): boolean {
  try {
    handle.symbol(symbol);
    return true;
  } catch {
    return false;
  }
}

function interfaceOf(ffi: typeof Koffi, handle: Koffi.LibraryHandle, path: string): Abi {
  if (has(handle, 'ompi_mpi_comm_world')) {
    return openMpi((symbol) => Number(ffi.address(handle.symbol(symbol))));
  }
  // An MPI 5 library carries MPI_Abi_get_version in every interface; only libmpi_abi's handles are the standard's.
  if (/libmpi_abi/.test(path) && has(handle, 'MPI_Abi_get_version')) return standardAbi();
  if (has(handle, 'MPI_Init_thread')) return mpich();
  throw new MPIError(`MPI: ${path} is no MPI library (it has no MPI_Init_thread); ${INSTALL}.`);
}

/** Settings that libraries read from the environment when they start; what the user has set stays. */
function prepareEnvironment(): void {
  const settings: Record<string, string> = {
    // UCX, under MPICH and Open MPI, else patches the C library's memory functions while V8's threads call them, and takes signals that V8 uses.
    UCX_MEM_EVENTS: 'n',
    UCX_ERROR_SIGNALS: '',
  };
  // Open MPI's windows through UCX fail for a communicator of one process; where all ranks are on one host they are not wanted anyhow.
  if (process.env['OMPI_COMM_WORLD_LOCAL_SIZE'] === process.env['OMPI_COMM_WORLD_SIZE']) {
    settings['OMPI_MCA_osc'] = '^ucx';
  }
  for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
}

/** Load a library and start MPI. */
function start(): Library {
  if (finalized) throw new MPIError('MPI: MPI has been finalized; nothing may be called after MPI.Finalize()');
  if (!isMainThread) {
    throw new MPIError("MPI: MPI runs on the main thread only; send a worker's data through the main thread");
  }
  const ffi = koffi();
  if (!ffi) {
    throw new MPIError(
      `MPI: the package koffi, through which MPI is called, cannot be loaded (${koffiFault()}); install it with \`npm install koffi\`.`,
    );
  }
  const launch = findLaunch(process.env);
  prepareEnvironment();
  const { handle, path } = open(ffi, launch);
  const abi = interfaceOf(ffi, handle, path);
  const foreign = abi.name === 'Open MPI' ? 'MPICH' : abi.name === 'MPICH' ? 'Open MPI' : undefined;
  if (launch && launch.family !== undefined && launch.family === foreign) {
    throw new MPIError(
      `MPI: this program was started by ${launch.launcher}, but the library ${path} is ${abi.name}: each process would be alone. ` +
        `Start it with ${abi.name}'s mpirun, or let NUMLOOM_MPI name a library of ${launch.family}.`,
    );
  }
  const calls = bindCalls(handle, abi);
  const started: Library = { abi, calls, koffi: ffi, path };
  const flag = new Int32Array(1);
  calls.MPI_Initialized(flag);
  if (flag[0] === 0) {
    const provided = new Int32Array(1);
    const code = calls.MPI_Init_thread(null, null, abi.constants.THREAD_FUNNELED, provided);
    if (code !== 0) throw new MPIError(`MPI: MPI_Init failed with code ${code}`, code);
  }
  library = started;
  returnErrors(started);
  const size = new Int32Array(1);
  calls.MPI_Comm_size(abi.handle('MPI_COMM_WORLD'), size);
  if (launch && launch.size > 1 && size[0] === 1) {
    throw new MPIError(
      `MPI: ${launch.launcher} started ${launch.size} processes, but ${path} (${abi.name}) sees one: the launcher belongs to another MPI library; set NUMLOOM_MPI to the launcher's own.`,
    );
  }
  watchProcess();
  return started;
}

function returnErrors({ abi, calls }: Library): void {
  const handler = abi.handle('MPI_ERRORS_RETURN');
  calls.MPI_Comm_set_errhandler(abi.handle('MPI_COMM_WORLD'), handler);
  calls.MPI_Comm_set_errhandler(abi.handle('MPI_COMM_SELF'), handler);
}

/**
 * End MPI with the process. A process that ends with a fault takes the world with it, as `python -m mpi4py.run` does: the others
 * would wait for it for ever.
 */
function watchProcess(): void {
  process.on('uncaughtExceptionMonitor', (error) => {
    lastFault = { error };
  });
  process.on('exit', (code) => {
    if (finalized || library === undefined) return;
    if (code !== 0) {
      if (lastFault) {
        const { error } = lastFault;
        const text = error instanceof Error ? (error.stack ?? String(error)) : `Uncaught ${inspect(error)}`;
        writeAll(2, `${text}\n`);
      } else writeAll(2, `MPI: rank ${worldRank(library)} ended with exit code ${code}, and all others with it\n`);
      // Launchers may drop what they have not read yet when the world ends.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ABORT_PAUSE_MS);
      abort(code);
    }
    finalize();
  });
}

function worldRank({ abi, calls }: Library): number {
  const rank = new Int32Array(1);
  calls.MPI_Comm_rank(abi.handle('MPI_COMM_WORLD'), rank);
  return rank[0]!;
}

/** How long an abort waits for its message to arrive. */
const ABORT_PAUSE_MS = 100;

/** Write to a descriptor now, whatever it is. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0, tries = 0; at < bytes.length && tries < 1000; tries++) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
    }
  }
}

/** What is to be freed before MPI ends. */
const endings: (() => void)[] = [];

/** Have something done before MPI ends. */
export function beforeFinalize(action: () => void): void {
  endings.push(action);
}

/** End MPI now. */
export function finalize(): void {
  if (finalized || library === undefined) return;
  const { calls } = library;
  for (const action of endings) action();
  finalized = true;
  calls.MPI_Finalize();
}

/** End every process of the world with a code. */
export function abort(code: number): never {
  const { abi, calls } = mpi();
  calls.MPI_Abort(abi.handle('MPI_COMM_WORLD'), code || 1);
  process.exit(code || 1);
}

const text = Buffer.alloc(8192);
const textLength = new Int32Array(1);

/** What the library says of an error code. */
export function errorText(code: number): string {
  const { calls } = mpi();
  return calls.MPI_Error_string(code, text, textLength) === 0
    ? text.toString('utf8', 0, textLength[0])
    : `error ${code}`;
}

/** The name of an error code's class. */
export function errorClassName(code: number): string {
  const { abi, calls } = mpi();
  const found = new Int32Array(1);
  calls.MPI_Error_class(code, found);
  for (const [name, value] of Object.entries(abi.errorClasses)) if (value === found[0]) return name;
  return 'ERR_OTHER';
}

/** Throw when a call failed. */
export function check(code: number, functionName: string): void {
  if (code !== 0) fail(code, functionName);
}

/** Throw what a failed call says. */
export function fail(code: number, functionName: string): never {
  throw new MPIError(`${functionName}: ${errorText(code)}`, code, errorClassName(code));
}
