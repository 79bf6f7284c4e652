/**
 * A channel: messages as bytes through a ring in shared memory, from any thread or process to any other. What does not fit waits with
 * the sender, so that sending never blocks.
 */
import { deserialize, encode, sent } from '../messages/serialize.js';
import {
  allocateBlock,
  openBlock,
  notifyWord,
  timeLeft,
  waitWord,
  type Block,
  type BlockWire,
  type ContextName,
} from './memory.js';
import { Lock } from './synchronization.js';

/** Bytes that were written, modulo 2 ** 32. */
const WRITTEN = 0;
/** Bytes that were read. */
const READ = 1;
/** Messages that were written whole, and taken. */
const SENT = 2;
const TAKEN = 3;
/** Is the sending end closed? */
const CLOSED = 4;
const HEADER_BYTES = 64;
const DEFAULT_CAPACITY = 2 ** 18;
/** How long a wait lasts before the sender's own leftovers are looked after. */
const LOOK_MS = 20;

/** How a channel travels. */
export interface ChannelWire {
  readonly ring: BlockWire;
  readonly writing: BlockWire;
  readonly reading: BlockWire;
}

const lengthBytes = Buffer.allocUnsafeSlow(4);
const shortBytes = Buffer.allocUnsafeSlow(2 ** 16);

/** Channels of this thread that hold messages which did not fit yet. */
const crowded = new Set<Channel>();
let timer: NodeJS.Timeout | undefined;

/** Send what did not fit, as far as it fits now; are there still leftovers? */
export function pumpAll(): boolean {
  for (const channel of crowded) channel.pump();
  return crowded.size > 0;
}

function pumpLater(): void {
  if (timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    if (pumpAll()) pumpLater();
  }, 1);
}

/** Messages from whoever writes to whoever reads. */
export class Channel {
  readonly #words: Int32Array;
  readonly #ring: Uint8Array;
  readonly #wire: ChannelWire;
  readonly #writing: Lock;
  readonly #reading: Lock;
  readonly context: ContextName;
  /** Bytes that did not fit. A message that was begun must be ended before another thread writes. */
  #left: Uint8Array[] = [];
  #begun = false;

  private constructor(block: Block, writing: Lock, reading: Lock, wire: ChannelWire) {
    this.#words = new Int32Array(block.buffer, 0, HEADER_BYTES / 4);
    this.#ring = new Uint8Array(block.buffer, HEADER_BYTES);
    this.context = block.context;
    this.#writing = writing;
    this.#reading = reading;
    this.#wire = wire;
  }

  static make(context: ContextName): Channel {
    const ring = allocateBlock(HEADER_BYTES + DEFAULT_CAPACITY, context);
    const [writing, reading] = [allocateBlock(64, context), allocateBlock(64, context)];
    return new Channel(ring, new Lock(writing), new Lock(reading), {
      ring: ring.wire,
      writing: writing.wire,
      reading: reading.wire,
    });
  }

  static open(wire: ChannelWire): Channel {
    const [writing, reading] = [openBlock(wire.writing), openBlock(wire.reading)];
    return new Channel(openBlock(wire.ring), new Lock(writing), new Lock(reading), wire);
  }

  get wire(): ChannelWire {
    return this.#wire;
  }

  /** Whole messages that wait. */
  get waiting(): number {
    return (Atomics.load(this.#words, SENT) - Atomics.load(this.#words, TAKEN)) | 0;
  }

  close(): void {
    Atomics.store(this.#words, CLOSED, 1);
    notifyWord(this.#words, WRITTEN);
  }

  get closed(): boolean {
    return Atomics.load(this.#words, CLOSED) !== 0;
  }

  /** Send a value. */
  send(functionName: string, value: unknown): void {
    const { bytes, length } = encode(functionName, value, this.context);
    const message = Buffer.allocUnsafeSlow(4 + length);
    message.writeUInt32LE(length, 0);
    bytes.copy(message, 4, 0, length);
    sent();
    this.#left.push(message);
    this.pump();
    if (this.#left.length > 0) {
      crowded.add(this);
      pumpLater();
    }
  }

  /** Write what fits. */
  pump(): void {
    while (this.#left.length > 0) {
      if (!this.#begun && !this.#writing.acquire({ block: false })) return;
      this.#begun = true;
      const rest = this.#write(this.#left[0]!);
      if (rest.length > 0) {
        this.#left[0] = rest;
        return;
      }
      this.#left.shift();
      Atomics.add(this.#words, SENT, 1);
      notifyWord(this.#words, WRITTEN);
      this.#begun = false;
      this.#writing.release();
    }
    crowded.delete(this);
  }

  /** Has everything been written? */
  get flushed(): boolean {
    return this.#left.length === 0;
  }

  #write(bytes: Uint8Array): Uint8Array {
    const { length } = this.#ring;
    const written = Atomics.load(this.#words, WRITTEN) >>> 0;
    const free = length - ((written - (Atomics.load(this.#words, READ) >>> 0)) >>> 0);
    const count = Math.min(free, bytes.length);
    if (count === 0) return bytes;
    const at = written % length;
    const first = Math.min(count, length - at);
    this.#ring.set(bytes.subarray(0, first), at);
    this.#ring.set(bytes.subarray(first, count), 0);
    Atomics.store(this.#words, WRITTEN, (written + count) | 0);
    notifyWord(this.#words, WRITTEN);
    return bytes.subarray(count);
  }

  /** Read so many bytes, waiting for them. */
  #read(bytes: Buffer, count: number): void {
    const { length } = this.#ring;
    for (let done = 0; done < count;) {
      const written = Atomics.load(this.#words, WRITTEN);
      const read = Atomics.load(this.#words, READ) >>> 0;
      const there = ((written >>> 0) - read) >>> 0;
      if (there === 0) {
        waitWord(this.#words, WRITTEN, written, LOOK_MS);
        pumpAll();
        continue;
      }
      const now = Math.min(there, count - done);
      const at = read % length;
      const first = Math.min(now, length - at);
      bytes.set(this.#ring.subarray(at, at + first), done);
      bytes.set(this.#ring.subarray(0, now - first), done + first);
      Atomics.store(this.#words, READ, (read + now) | 0);
      done += now;
    }
  }

  /** Is there a message, or the beginning of one? */
  get ready(): boolean {
    return Atomics.load(this.#words, WRITTEN) !== Atomics.load(this.#words, READ);
  }

  /** Wait until there is something to read; false when the time is over or nothing can come any more. */
  poll(until: number): boolean {
    for (;;) {
      const written = Atomics.load(this.#words, WRITTEN);
      if (this.ready) return true;
      pumpAll();
      const left = timeLeft(until);
      if (left === 0 || (this.closed && !this.ready)) return false;
      waitWord(this.#words, WRITTEN, written, Math.min(left, LOOK_MS));
    }
  }

  /** Receive a value, or undefined when the time is over. */
  receive(until: number): { readonly value: unknown } | undefined {
    for (;;) {
      if (!this.poll(until)) return undefined;
      const left = timeLeft(until);
      if (!this.#reading.acquire(left === Infinity ? {} : { timeout: left / 1000 })) return undefined;
      try {
        // Another may have taken it.
        if (!this.ready) continue;
        this.#read(lengthBytes, 4);
        const length = lengthBytes.readUInt32LE(0);
        // Short messages come into memory that is used again and again; in memory of its own the value may go on living.
        const short = length <= shortBytes.length;
        const body = short ? shortBytes : Buffer.allocUnsafeSlow(length);
        this.#read(body, length);
        Atomics.add(this.#words, TAKEN, 1);
        return { value: deserialize(body, length, !short) };
      } finally {
        this.#reading.release();
      }
    }
  }
}

/** Wait without blocking until something is over. */
export function until<T>(look: () => T | undefined, end: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    let pause = 0;
    const again = (): void => {
      try {
        const found = look();
        if (found !== undefined || performance.now() >= end) resolve(found);
        else {
          // Often at first, then less.
          pause = Math.min(10, pause + 0.2);
          setTimeout(again, pause);
        }
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    again();
  });
}
