/**
 * The sorting kernels as compiled WebAssembly, with the linear memory that they work in. Data are copied in and out
 * (a small part of a sort's time); the memory is reused from call to call and given up when it has become large.
 */
import { showFresh } from '../../../core/storage.js';
import { assemble } from './assembler.js';
import { kernelText } from './kernelText.js';

/** The part of the WebAssembly interface in use (TypeScript declares it among the browser's types only). */
interface WebAssemblyInterface {
  Memory: new (limits: { initial: number }) => WebAssemblyMemory;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object, imports: { env: { memory: WebAssemblyMemory } }) => { exports: unknown };
}
interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type Pointer = number;
/** Sorts by digits: keys, their indices, scratch for both, number, counters, minimum, lowest bit, number of bits. */
type Radix<K> = (
  a: Pointer,
  ia: Pointer,
  b: Pointer,
  ib: Pointer,
  n: number,
  table: Pointer,
  min: K,
  low: number,
  bits: number,
) => void;
/**
 * Sorts by distribution: keys, their indices, scratch for both, number, counters, minimum, scale, bits of bucket, and
 * the address of the only positions that matter (0 for all).
 */
type Distribution<K> = (
  a: Pointer,
  ia: Pointer,
  b: Pointer,
  ib: Pointer,
  n: number,
  table: Pointer,
  min: K,
  scale: K,
  bits: number,
  wanted: Pointer,
) => void;
type Fallback = (a: Pointer, ia: Pointer, b: Pointer, ib: Pointer, n: number, table: Pointer) => void;

/** The exported functions of the kernel module; names ending in X carry an index array along. */
export interface SortKernels {
  statistics_f64(a: Pointer, n: number, out: Pointer): void;
  statistics_i32(a: Pointer, n: number, out: Pointer, base: number): void;
  statistics_i64(a: Pointer, n: number, out: Pointer, base: bigint): void;
  compactNaN(a: Pointer, ia: Pointer, scratch: Pointer, n: number): number;
  compactNaNIndex(a: Pointer, ia: Pointer, scratch: Pointer, n: number): number;
  encode16(a: Pointer, n: number, tied: number): void;
  decode16(a: Pointer, n: number): void;
  encode32(a: Pointer, n: number, tied: number): void;
  decode32(a: Pointer, n: number): void;
  lsd32: Radix<number>;
  lsd64: Radix<bigint>;
  lsd64X: Radix<bigint>;
  radixF: Fallback;
  radixFX: Fallback;
  distributeF: Distribution<number>;
  distributeFX: Distribution<number>;
  distributeI: Distribution<bigint>;
  distributeIX: Distribution<bigint>;
  iota(ia: Pointer, n: number): void;
  pack(a: Pointer, n: number, min: number, to: Pointer): void;
  unpack(a: Pointer, n: number, to: Pointer): void;
}

/** The kernels and views of their memory. Views are valid until the next call of `workspace`. */
export interface Workspace {
  kernels: SortKernels;
  i32: Int32Array;
  i64: BigInt64Array;
  f64: Float64Array;
}

/** Counters lie at the start of the memory, data after them. */
export const TABLE: Pointer = 64;
/** Where kernels leave statistics: the counters' place, which is free then. */
export const RESULT: Pointer = TABLE;
/** Address of the first data byte. */
export const DATA: Pointer = 65536;

const PAGE = 65536;
/** A memory of more bytes than this is not kept between calls. */
const KEPT_BYTES = 64 * 2 ** 20;
/** What a 32-bit memory can address, less a page. */
const ADDRESSABLE_BYTES = 65535 * PAGE;

/** Undefined where WebAssembly is switched off. */
const wasm = (globalThis as unknown as { WebAssembly?: WebAssemblyInterface }).WebAssembly;
let compiled: object | null = null;
let memory: WebAssemblyMemory | null = null;
let current: Workspace | null = null;

function instantiate(wasm: WebAssemblyInterface, bytes: number): Workspace {
  compiled ??= new wasm.Module(assemble(kernelText()));
  const pages = Math.ceil(bytes / PAGE);
  if (memory === null || current === null) {
    memory = new wasm.Memory({ initial: pages });
    const instance = new wasm.Instance(compiled, { env: { memory } });
    current = views(memory, instance.exports as SortKernels);
  } else if (memory.buffer.byteLength < bytes) {
    memory.grow(pages - memory.buffer.byteLength / PAGE);
    current = views(memory, current.kernels);
  }
  return current;
}

function views({ buffer }: WebAssemblyMemory, kernels: SortKernels): Workspace {
  showFresh(buffer);
  return {
    kernels,
    i32: new Int32Array(buffer),
    i64: new BigInt64Array(buffer),
    f64: new Float64Array(buffer),
  };
}

/**
 * The kernels with room for `bytes` of data and scratch space from address DATA on.
 * @param bytes how much room is wanted
 * @returns null where WebAssembly is missing or the data do not fit its memory
 */
export function workspace(bytes: number): Workspace | null {
  if (wasm === undefined || bytes + DATA > ADDRESSABLE_BYTES) return null;
  try {
    return instantiate(wasm, bytes + DATA);
  } catch (error) {
    // The memory could not be had; sorting without it is slower but works.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Gives the kernels' memory up if it is large. To be called when its contents are not needed any more. */
export function releaseWorkspace(): void {
  if (memory !== null && memory.buffer.byteLength > KEPT_BYTES) {
    memory = null;
    current = null;
  }
}
