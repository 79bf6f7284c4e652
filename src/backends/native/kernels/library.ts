/**
 * Numloom's own compiled loops: finding the library, trying it, and finding loops in it. It lies in dist/native where it was built,
 * or in a package of its own (`@numloom/native-linux-x64`). What was built for another machine or version is refused.
 */
import { VERSION } from '../../../version.js';
import { setLargeBuffers, type LargeBuffers } from '../../../core/storage.js';
import { wantedProvider } from '../../provider.js';
import { koffi, koffiFault } from '../koffi.js';
import type { Kernel } from '../../backend.js';
import { kernelKey, widened } from './loops.js';

/** Must be that of c/numloom.h. */
const ABI = 3;

/** So much freed memory the C library keeps for the next results, until none was asked for in a while. */
const KEPT_BYTES = 2 ** 29;
/**
 * The C library maps blocks above 32 MB afresh each time, whatever it is told, unless it may map nothing at all. A page
 * fault for every 4 KB of a result takes longer than most operations (adding 1e7 doubles: 27 to 31 ms so, 12 to 13 from
 * memory used before), so up to this size mapping is switched off while such a block is made.
 */
const REUSED_BYTES = 2 ** 28;
const MAPPED_BYTES = 32 * 2 ** 20 - 65536;
const RELEASE_MS = 2000;

type Run = (kernel: number, parameters: number, ...storages: ArrayBufferView[]) => void;

/** The library's functions. */
export interface NativeLibrary {
  readonly path: string;
  /** The instruction set in use. */
  readonly level: string;
  /** The number of a loop, or -1. */
  find(key: string): number;
  /** By the number of operands, 2 to 5. */
  readonly run: readonly (Run | undefined)[];
  readonly fold: Run;
  /** Another of its functions, by name, type of the result and types of the arguments as koffi has them. */
  bind<F>(name: string, result: string, types: readonly string[]): F;
  /** Ask for huge pages behind a buffer. */
  hugePages(start: ArrayBufferView, bytes: number): void;
  /** Let the C library keep so much freed memory. */
  keepMemory(bytes: number): void;
  /** Have the C library take blocks of any size from what was freed, or no longer. */
  reuseMemory(on: number): void;
  /** Give freed memory back to the system. */
  releaseMemory(): void;
  /** Use another instruction set's loops; for tests. */
  select(level: number): boolean;
  /** Numbers that go with a call: written here, read by the library. */
  readonly parameters: Float64Array;
  /** Where they are. */
  readonly address: number;
}

let loaded: NativeLibrary | null | undefined;
let reason = '';
let recycling: LargeBuffers | undefined;
setLargeBuffers(() => (nativeLibrary() ? recycling : undefined));

/** The library, or undefined where the portable loops must do. */
export function nativeLibrary(): NativeLibrary | undefined {
  if (wantedProvider() !== 'native') return undefined;
  if (loaded === undefined) {
    loaded = null;
    try {
      const found = openLibrary(locate());
      found.keepMemory(KEPT_BYTES);
      recycling = recycler(found);
      loaded = found;
    } catch (error) {
      reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    }
  }
  return loaded ?? undefined;
}

/** Large results from memory that was used before; it goes back to the system when no more are made. */
function recycler(library: NativeLibrary): LargeBuffers {
  let asked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = (): void => {
    timer = undefined;
    if (asked) wait();
    else library.releaseMemory();
  };
  const wait = (): void => {
    asked = false;
    timer = setTimeout(release, RELEASE_MS);
    timer.unref?.();
  };
  return {
    reused(bytes, make) {
      asked = true;
      if (timer === undefined) wait();
      if (bytes < MAPPED_BYTES || bytes > REUSED_BYTES) return make();
      library.reuseMemory(1);
      try {
        return make();
      } finally {
        library.reuseMemory(0);
      }
    },
    fresh: (buffer) => library.hugePages(new Uint8Array(buffer), buffer.byteLength),
  };
}

/** What `showConfig` tells of the compiled loops. */
export interface KernelsConfig {
  /** Are they in use? */
  readonly loaded: boolean;
  /** Where the library lies. */
  readonly path?: string;
  /** The instruction set of the loops: `'AVX2'`, ... */
  readonly instructions?: string;
  /** Why they are not in use. */
  readonly reason?: string;
}

/** What is known of the compiled loops. */
export function kernelsConfig(): KernelsConfig {
  if (wantedProvider() !== 'native') return { loaded: false, reason: "the provider is 'portable'" };
  const library = nativeLibrary();
  return library ? { loaded: true, path: library.path, instructions: library.level } : { loaded: false, reason };
}

/** Files that may be the library, best first. */
function candidates(): string[] {
  const process = globalThis.process;
  const module = process?.getBuiltinModule?.('node:module');
  const url = process?.getBuiltinModule?.('node:url');
  if (!module || !url) return [];
  const { platform, arch, env } = process;
  const suffix = platform === 'darwin' ? 'dylib' : platform === 'win32' ? 'dll' : 'so';
  const name = `numloom-${platform}-${arch}.${suffix}`;
  if (env.NUMLOOM_NATIVE) return [env.NUMLOOM_NATIVE];
  const here = import.meta.url;
  const found = [
    url.fileURLToPath(new URL(here.endsWith('.ts') ? `../../../../dist/native/${name}` : `./native/${name}`, here)),
  ];
  try {
    found.push(module.createRequire(here).resolve(`@numloom/native-${platform}-${arch}/${name}`));
  } catch {
    // Not installed.
  }
  return found;
}

/** The first file that there is. */
function locate(): string {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs');
  const paths = candidates();
  const path = paths.find((one) => fs?.existsSync(one));
  if (path === undefined) {
    throw new Error(
      paths.length === 0
        ? 'this JavaScript engine cannot load native libraries'
        : `there is no ${paths[0]}; with a C compiler, npm run build:native makes it`,
    );
  }
  return path;
}

/**
 * Load a library and try it.
 *
 * @throws Error for one that cannot be loaded here, is of another version, or computes wrongly
 */
export function openLibrary(path: string): NativeLibrary {
  const ffi = koffi();
  if (!ffi) throw new Error(`koffi cannot be loaded: ${koffiFault()}`);
  let library;
  try {
    library = ffi.load(path);
  } catch (error) {
    throw new Error(
      `${path} cannot be loaded, perhaps it was built for another machine: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const abi = library.func('int32_t numloom_abi()') as () => number;
  const version = library.func('const char *numloom_version()') as () => string;
  if (abi() !== ABI || version() !== VERSION) {
    throw new Error(
      `${path} belongs to numloom ${version()} (interface ${abi()}), and this is ${VERSION} (interface ${ABI}); npm run build:native`,
    );
  }
  const runner = (count: number): Run =>
    library.func(`numloom_run${count}`, 'void', [
      'int32_t',
      'int64_t',
      ...new Array<string>(count).fill('void *'),
    ]) as Run;
  const parameters = new Float64Array(512);
  const found: NativeLibrary = {
    path,
    level: (library.func('const char *numloom_level()') as () => string)(),
    find: library.func('int32_t numloom_find(const char *key)') as (key: string) => number,
    run: [undefined, undefined, runner(2), runner(3), runner(4), runner(5)],
    fold: library.func('numloom_fold', 'void', ['int32_t', 'int64_t', 'void *', 'void *']) as Run,
    bind: <F>(name: string, result: string, types: readonly string[]): F =>
      library.func(name, result, [...types]) as unknown as F,
    hugePages: library.func('numloom_huge_pages', 'int32_t', ['void *', 'double']) as NativeLibrary['hugePages'],
    keepMemory: library.func('numloom_keep_memory', 'void', ['double']) as NativeLibrary['keepMemory'],
    reuseMemory: library.func('numloom_reuse_memory', 'void', ['int32_t']) as NativeLibrary['reuseMemory'],
    releaseMemory: library.func('numloom_release_memory', 'void', []) as NativeLibrary['releaseMemory'],
    select: (level) =>
      (library.func('int32_t numloom_select(int32_t level)') as (level: number) => number)(level) === 1,
    parameters,
    address: Number(ffi.address(parameters)),
  };
  check(found);
  return found;
}

/** A few answers that are known: what cannot give them is not used. */
function check(library: NativeLibrary): void {
  const { parameters: p } = library;
  const from = Float64Array.from({ length: 20 }, (_, i) => i - 7.5);
  const to = new Int32Array(20);
  p.fill(0);
  p[0] = 1;
  p[2] = 11;
  p[3] = 5;
  p[12] = 20;
  p[76] = 1;
  p[140] = 1;
  const cast = library.find('cast:di');
  const sum = library.find('fold:add:dd');
  if (cast < 0 || sum < 0) throw new Error(`${library.path} lacks loops; npm run build:native`);
  library.run[2]!(cast, library.address, from, to);
  const total = new Float64Array(20);
  p.fill(0);
  p.set([0, 20, 1, 8, 8]);
  library.fold(sum, library.address, from, total);
  if (to.some((value, i) => value !== Math.trunc(i - 7.5)) || total[0] !== 40) {
    throw new Error(`${library.path} computes wrongly here: ${to.join(' ')}, sum ${total[0]}`);
  }
}

const numbers = new WeakMap<Kernel, number>();

/** The number of the loop that serves a kernel (by way of conversions, maybe), or -1. */
export function loopNumber(library: NativeLibrary, kernel: Kernel): number {
  let number = numbers.get(kernel);
  if (number === undefined) {
    number = library.find(kernelKey(widened(kernel)));
    if (number < 0) number = library.find(kernelKey(kernel));
    numbers.set(kernel, number);
  }
  return number;
}

/**
 * Functions of the library that are bound when they are first wanted.
 *
 * @param open - binds them; throws where an older library lacks one
 * @returns gives them, or undefined where the portable loops must do
 */
export function boundLater<T>(open: (library: NativeLibrary) => T): () => T | undefined {
  let bound: T | null | undefined;
  return () => {
    const library = nativeLibrary();
    if (!library) return undefined;
    if (bound === undefined) {
      try {
        bound = open(library);
      } catch {
        bound = null;
      }
    }
    return bound ?? undefined;
  };
}
