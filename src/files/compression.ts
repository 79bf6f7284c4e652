// Deflate, gzip and CRC-32 by Node's own zlib. Looked up when first used, so that a browser can load this file: it reads and
// writes archives that are not compressed.

import type * as NodeZlib from 'node:zlib';
import { FormatError } from '../core/errors.js';

type Zlib = typeof NodeZlib & { crc32?: (data: Uint8Array, value?: number) => number };

/** What this file offers, from either source. */
export interface Compression {
  deflate(bytes: Uint8Array): Uint8Array;
  /** Inflates to `size` bytes (a hint). */
  inflate(bytes: Uint8Array, size: number): Uint8Array;
  gzip(bytes: Uint8Array): Uint8Array;
  gunzip(bytes: Uint8Array): Uint8Array;
  /** The CRC-32 of bytes that follow others whose CRC-32 is `before`. */
  crc32(bytes: Uint8Array, before?: number): number;
}

let table: Int32Array | undefined;

function crcTable(): Int32Array {
  const made = new Int32Array(256);
  for (let n = 0; n < 256; n++) {
    let value = n;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) !== 0 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    made[n] = value;
  }
  return made;
}

function unavailable(): never {
  throw new FormatError('compressed files need the zlib of Node.js, which this engine does not have');
}

/** What there is without zlib. */
export const portable: Compression = {
  deflate: unavailable,
  inflate: unavailable,
  gzip: unavailable,
  gunzip: unavailable,
  crc32(bytes, before = 0) {
    table ??= crcTable();
    let value = ~before;
    for (let i = 0; i < bytes.length; i++) value = (value >>> 8) ^ table[(value ^ bytes[i]!) & 255]!;
    return ~value >>> 0;
  },
};

let chosen: Compression | undefined;

/** The fastest versions of this machine. */
export function compression(): Compression {
  const getBuiltin = (globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }).process
    ?.getBuiltinModule;
  const zlib = getBuiltin?.('node:zlib') as Zlib | undefined;
  chosen ??= zlib
    ? {
        deflate: (bytes) => zlib.deflateRawSync(bytes),
        inflate: (bytes, size) => zlib.inflateRawSync(bytes, { maxOutputLength: size + 1 }),
        gzip: (bytes) => zlib.gzipSync(bytes),
        gunzip: (bytes) => zlib.gunzipSync(bytes),
        // (zlib's own starts anew at an empty array.)
        crc32: (bytes, before = 0) => (bytes.length === 0 ? before : (zlib.crc32 ?? portable.crc32)(bytes, before)),
      }
    : portable;
  return chosen;
}
