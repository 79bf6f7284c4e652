/** PNG files (ISO/IEC 15948) from bytes of red, green, blue and alpha. Without Node's zlib (in a browser) they are not compressed. */
import type * as NodeZlib from 'node:zlib';
import { compression } from '../files/compression.js';

/** The checksum of a zlib stream (RFC 1950). */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length;) {
    // So many sums stay below 2^32.
    for (const end = Math.min(bytes.length, i + 5000); i < end; i++) {
      a += bytes[i]!;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

/** A zlib stream (RFC 1950, 1951) whose blocks hold the bytes as they are. */
export function storedZlib(bytes: Uint8Array): Uint8Array {
  const most = 65535;
  const blocks = Math.max(1, Math.ceil(bytes.length / most));
  const result = new Uint8Array(2 + 5 * blocks + bytes.length + 4);
  const view = new DataView(result.buffer);
  view.setUint16(0, 0x7801);
  let at = 2;
  for (let k = 0; k < blocks; k++) {
    const part = bytes.subarray(k * most, (k + 1) * most);
    result[at] = k + 1 === blocks ? 1 : 0;
    view.setUint16(at + 1, part.length, true);
    view.setUint16(at + 3, ~part.length & 0xffff, true);
    result.set(part, at + 5);
    at += 5 + part.length;
  }
  view.setUint32(at, adler32(bytes));
  return result;
}

function zlibStream(bytes: Uint8Array): Uint8Array {
  const zlib = globalThis.process?.getBuiltinModule?.('node:zlib') as typeof NodeZlib | undefined;
  return zlib === undefined ? storedZlib(bytes) : zlib.deflateSync(bytes);
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const result = new Uint8Array(body.length + 12);
  const view = new DataView(result.buffer);
  view.setUint32(0, body.length);
  for (let i = 0; i < 4; i++) result[4 + i] = name.charCodeAt(i);
  result.set(body, 8);
  view.setUint32(body.length + 8, compression().crc32(result.subarray(4, body.length + 8)));
  return result;
}

/** A PNG file of `width` x `height` pixels. */
export function encodePng(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const raw = new Uint8Array(height * (width * 4 + 1));
  for (let row = 0; row < height; row++) {
    raw.set(rgba.subarray(row * width * 4, (row + 1) * width * 4), row * (width * 4 + 1) + 1);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 6, 0, 0, 0], 8);
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    chunk('IHDR', header),
    chunk('IDAT', zlibStream(raw)),
    chunk('IEND', new Uint8Array()),
  ];
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** Bytes in base64. */
export function base64(bytes: Uint8Array): string {
  const { Buffer, btoa } = globalThis as unknown as {
    Buffer?: {
      from(buffer: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string };
    };
    btoa(text: string): string;
  };
  if (Buffer) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  let text = '';
  // A call takes only so many arguments, so the text is made in pieces.
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
