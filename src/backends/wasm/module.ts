/**
 * WebAssembly modules and their scratch memory. A module is compiled when first used, with fused multiply-add where the
 * engine has it. Its memory is scratch: what a call needs is copied in and out, arrays themselves stay ordinary typed arrays.
 */

import { showFresh } from '../../core/storage.js';
import { canReadModules } from './file.js';

/** The modules, one for each file in assembly/ (see scripts/build-wasm.mjs). */
export type ModuleName = 'elementary' | 'fft' | 'linear' | 'matmul';

/** With fused multiply-add (relaxed SIMD), or without. */
export type Variant = 'plain' | 'relaxed';

/** Where the bytes of a module come from. */
export interface ModuleSource {
  plain(): Uint8Array<ArrayBuffer>;
  /** Undefined where there is none (in a browser). */
  relaxed(): Uint8Array<ArrayBuffer> | undefined;
}

/** A module's memory. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used here of the global WebAssembly, which the Node typings leave out. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  readonly Memory: new (limits: { initial: number; maximum: number }) => Memory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
}

let usable: boolean | undefined;

/** Are there WebAssembly modules? The engine may have it switched off (`node --jitless`). */
export function hasWebAssembly(): boolean {
  return (usable ??= 'WebAssembly' in globalThis && canReadModules());
}

function api(): WebAssemblyApi {
  return (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
}

const PAGE = 65536;
/** Memory beyond this is not kept for the next call. */
const KEEP_BYTES = 256 * 1024 * 1024;

/** The next multiple of 64; addresses may pass 2^31, where bit operations would not do. */
function aligned(address: number): number {
  return Math.ceil(address / 64) * 64;
}

let relaxedKnown: boolean | undefined;

/** Does the engine have relaxed SIMD? In Node 20 it must be switched on before anything that uses it is compiled. */
function hasRelaxed(bytes: Uint8Array<ArrayBuffer>): boolean {
  if (relaxedKnown === undefined) {
    let known = api().validate(bytes);
    if (!known) {
      globalThis.process?.getBuiltinModule?.('node:v8').setFlagsFromString('--experimental-wasm-relaxed-simd');
      known = api().validate(bytes);
    }
    relaxedKnown = known;
  }
  return relaxedKnown;
}

/** A WebAssembly module in use: its functions, and scratch memory that is handed out as from a stack. */
export class WasmModule<Exports extends Record<string, unknown>> {
  readonly #source: ModuleSource;
  readonly #variant: Variant | undefined;
  #exports: Exports | undefined;
  #memory: Memory | undefined;
  #base = 0;
  #top = 0;
  #epoch = 0;

  /**
   * @param source - one of sources/
   * @param variant - which variant to use whatever the engine has, for tests of both
   */
  constructor(source: ModuleSource, variant?: Variant) {
    this.#source = source;
    this.#variant = variant;
  }

  #instantiate(): Exports {
    const { Module, Memory, Instance } = api();
    const relaxed = this.#variant === 'plain' ? undefined : this.#source.relaxed();
    const fused = relaxed !== undefined && (hasRelaxed(relaxed) || this.#variant === 'relaxed');
    const module = new Module(fused ? relaxed : this.#source.plain());
    this.#memory = new Memory({ initial: 1, maximum: 65536 });
    const { exports } = new Instance(module, { env: { memory: this.#memory } });
    // Every module has `heapBase`, which says where its constants end.
    this.#base = aligned((exports.heapBase as () => number)());
    this.#top = this.#base;
    this.#epoch++;
    return (this.#exports = exports as Exports);
  }

  /** The module's functions. */
  get exports(): Exports {
    return this.#exports ?? this.#instantiate();
  }

  /** Counts how often the memory has begun anew; what `keep` gave is there until it changes. */
  get epoch(): number {
    return this.#exports ? this.#epoch : this.#epoch + 1;
  }

  /**
   * The address of so many bytes that stay, for tables; they are not cleared. Not to be called while scratch is in use.
   *
   * @returns the address, a multiple of 64
   */
  keep(bytes: number): number {
    if (!this.#exports) this.#instantiate();
    if (this.#top !== this.#base) throw new Error('WasmModule.keep: scratch memory is in use');
    const address = this.#scratch.reserve(bytes);
    this.#base = this.#top;
    return address;
  }

  /** Let go of the memory, and of everything in it. */
  forget(): void {
    if (this.#top === this.#base) this.#exports = undefined;
  }

  /** Views of memory; they must be made anew after `reserve` and `keep`. */
  get views(): Omit<Scratch, 'reserve'> {
    return this.#scratch;
  }

  /**
   * Call `work` with scratch memory that is free again when it returns. Addresses from `reserve` stay; views of memory
   * (`doubles`, ...) must be made anew after the next `reserve`.
   *
   * @param keepMemory - let nothing go afterwards, however large the memory has become
   */
  scratch<T>(work: (scratch: Scratch, exports: Exports) => T, keepMemory = false): T {
    const exports = this.exports;
    const before = this.#top;
    try {
      return work(this.#scratch, exports);
    } finally {
      this.#top = before;
      if (!keepMemory && before === this.#base && this.#memory!.buffer.byteLength > KEEP_BYTES)
        this.#exports = undefined;
    }
  }

  readonly #scratch: Scratch = {
    reserve: (bytes) => {
      const address = this.#top;
      this.#top = aligned(address + bytes);
      const missing = this.#top - this.#memory!.buffer.byteLength;
      if (missing > 0) {
        this.#memory!.grow(Math.ceil(missing / PAGE));
        showFresh(this.#memory!.buffer);
      }
      return address;
    },
    bytes: (address, length) => new Uint8Array(this.#memory!.buffer, address, length),
    ints: (address, length) => new Int32Array(this.#memory!.buffer, address, length),
    floats: (address, length) => new Float32Array(this.#memory!.buffer, address, length),
    doubles: (address, length) => new Float64Array(this.#memory!.buffer, address, length),
  };
}

/** Scratch memory of a module. Addresses are multiples of 64. */
export interface Scratch {
  /** The address of so many bytes, not cleared. */
  reserve(bytes: number): number;
  bytes(address: number, length: number): Uint8Array<ArrayBuffer>;
  ints(address: number, length: number): Int32Array<ArrayBuffer>;
  floats(address: number, length: number): Float32Array<ArrayBuffer>;
  doubles(address: number, length: number): Float64Array<ArrayBuffer>;
}
