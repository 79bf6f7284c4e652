/**
 * Memory that threads or processes share, and waiting on it. Threads share a SharedArrayBuffer and wait with Atomics; processes map
 * a file, in memory where the system has such, and wait with the kernel's futex, or by looking again where there is none.
 */
import { closeSync, existsSync, ftruncateSync, openSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { threadId } from 'node:worker_threads';
import { koffi, koffiFault, type Koffi } from '../backends/native/koffi.js';
import { DTypeError, describe } from '../core/errors.js';

/** Threads of this process, or processes of their own. */
export type ContextName = 'thread' | 'process';

/** Check a context's name. */
export function checkContext(functionName: string, context: unknown): ContextName {
  if (context === undefined) return 'thread';
  if (context === 'thread' || context === 'process') return context;
  throw new DTypeError(`${functionName}: context must be 'thread' or 'process', got ${describe(context)}`);
}

/** How shared memory travels to another thread or process. */
export type BlockWire = SharedArrayBuffer | { readonly file: string; readonly bytes: number };

/** A piece of shared memory. */
export interface Block {
  readonly buffer: ArrayBufferLike;
  readonly context: ContextName;
  readonly wire: BlockWire;
}

let counter = 0;
const mapped = new Map<string, Block>();
/** Blocks by their buffer, to find an array's. */
const blocks = new WeakMap<ArrayBufferLike, Block>();
const ownFiles = new Set<string>();

/** The block that a buffer belongs to, if processes share it. */
export function blockOf(buffer: ArrayBufferLike): Block | undefined {
  return blocks.get(buffer);
}

/** Fresh shared memory, all zeros. */
export function allocateBlock(bytes: number, context: ContextName): Block {
  const length = Math.max(64, Math.ceil(bytes / 8) * 8);
  if (context === 'thread') {
    const buffer = new SharedArrayBuffer(length);
    return { buffer, context, wire: buffer };
  }
  const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const file = `${folder}/numloom-${process.pid}-${threadId}-${counter++}`;
  const descriptor = openSync(file, 'wx+', 0o600);
  if (ownFiles.size === 0) process.on('exit', () => ownFiles.forEach(removeFile));
  ownFiles.add(file);
  ftruncateSync(descriptor, length);
  closeSync(descriptor);
  return openBlock({ file, bytes: length });
}

function removeFile(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Another exit handler may have been first.
  }
}

interface Libc {
  mmap(at: null, length: number, protection: number, flags: number, descriptor: number, offset: number): bigint;
  syscall?: (number: number, words: Int32Array, op: number, value: number, timeout: BigInt64Array | null) => number;
}

let libc: Libc | undefined;
let libcHandle: Koffi.LibraryHandle | undefined;

function systemLibrary(): { ffi: typeof Koffi; libc: Libc } {
  const ffi = koffi();
  if (!ffi) {
    throw new DTypeError(
      `multiprocessing: memory shared between processes needs the package koffi, which cannot be loaded (${koffiFault()}); install it with \`npm install koffi\`, or use threads`,
    );
  }
  if (!libc) {
    const linux = process.platform === 'linux';
    libcHandle = ffi.load(linux ? 'libc.so.6' : '/usr/lib/libSystem.B.dylib');
    libc = {
      mmap: libcHandle.func('mmap', 'void *', ['void *', 'size_t', 'int', 'int', 'int', 'int64']) as Libc['mmap'],
      ...(linux
        ? { syscall: libcHandle.func('syscall', 'long', ['long', 'void *', 'int', 'int', 'void *']) as Libc['syscall'] }
        : {}),
    } as Libc;
  }
  return { ffi, libc };
}

const READ_WRITE = 3;
const MAP_SHARED = 1;

/** Memory that another thread or process sent. */
export function openBlock(wire: BlockWire): Block {
  if (wire instanceof SharedArrayBuffer) return { buffer: wire, context: 'thread', wire };
  const known = mapped.get(wire.file);
  if (known) return known;
  const system = systemLibrary();
  const descriptor = openSync(wire.file, 'r+');
  const address = system.libc.mmap(null, wire.bytes, READ_WRITE, MAP_SHARED, descriptor, 0);
  closeSync(descriptor);
  const buffer = system.ffi.view(address, wire.bytes);
  const block: Block = { buffer, context: 'process', wire };
  mapped.set(wire.file, block);
  blocks.set(buffer, block);
  return block;
}

/** Where a thread sleeps when there is nothing to wait on. */
const nap = new Int32Array(new SharedArrayBuffer(4));

const FUTEX: Readonly<Record<string, number>> = { x64: 202, arm64: 98 };
const futexNumber = process.platform === 'linux' ? FUTEX[process.arch] : undefined;
const FUTEX_WAIT = 0;
const FUTEX_WAKE = 1;

/** Sleep while a word holds a value, until notified, at most so many milliseconds. May return early. */
export function waitWord(words: Int32Array, index: number, value: number, ms: number): void {
  if (words.buffer instanceof SharedArrayBuffer) {
    Atomics.wait(words, index, value, ms);
    return;
  }
  const { libc } = systemLibrary();
  if (libc.syscall && futexNumber !== undefined) {
    const timeout =
      ms === Infinity ? null : BigInt64Array.of(BigInt(Math.floor(ms / 1000)), BigInt(Math.floor((ms % 1000) * 1e6)));
    libc.syscall(futexNumber, words.subarray(index), FUTEX_WAIT, value, timeout);
    return;
  }
  if (Atomics.load(words, index) === value) Atomics.wait(nap, 0, 0, Math.min(1, ms));
}

/** Wake those who sleep on a word. */
export function notifyWord(words: Int32Array, index: number, count = 2 ** 30): void {
  if (words.buffer instanceof SharedArrayBuffer) {
    Atomics.notify(words, index, count);
    return;
  }
  const { libc } = systemLibrary();
  if (libc.syscall && futexNumber !== undefined) {
    libc.syscall(futexNumber, words.subarray(index), FUTEX_WAKE, count, null);
  }
}

/** Sleep for so many milliseconds, blocking the thread. */
export function sleep(ms: number): void {
  Atomics.wait(nap, 0, 0, ms);
}

/** A number for this thread or process, for who holds what. */
export function ownId(context: ContextName): number {
  return context === 'thread' ? threadId + 1 : process.pid;
}

/** A time limit in seconds, as Python gives it; null or undefined is none. */
export function deadline(timeout: number | null | undefined): number {
  return timeout === null || timeout === undefined ? Infinity : performance.now() + timeout * 1000;
}

/** Milliseconds left until a deadline. */
export function timeLeft(until: number): number {
  return until === Infinity ? Infinity : Math.max(0, until - performance.now());
}
