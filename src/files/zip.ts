// ZIP archives, as far as .npz files need them: stored and deflated members, ZIP64 for the large. The directory is read
// first; a member's bytes are read, inflated and checked when they are asked for.
// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", version 6.3.

import { FormatError } from '../core/errors.js';
import { compression } from './compression.js';

/** Where an archive's bytes come from. */
export interface ByteSource {
  readonly length: number;
  /** The bytes from `position` on; throws if they are not all there. */
  read(position: number, length: number): Uint8Array;
}

/** One member, as the directory has it. */
export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerAt: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** 1980-01-01 00:00, the earliest date of the format, as in NumPy's files: the same arrays give the same bytes. */
const DOS_DATE = 0x21;

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function longAt(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

/**
 * Reads an archive's directory.
 *
 * @param name - for messages
 * @throws FormatError when there is none or it is corrupt
 */
export function readZipDirectory(name: string, source: ByteSource): Map<string, ZipMember> {
  const bad = (what: string): FormatError => new FormatError(`${name}: not a sound ZIP archive (.npz): ${what}`);
  const tailLength = Math.min(source.length, 22 + FULL_16);
  const tailAt = source.length - tailLength;
  const tail = viewOf(source.read(tailAt, tailLength));
  let end = tailLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) throw bad('it has no directory at its end; the file is truncated or something else');
  let count = tail.getUint16(end + 10, true);
  let length = tail.getUint32(end + 12, true);
  let start = tail.getUint32(end + 16, true);
  if (end >= 20 && tail.getUint32(end - 20, true) === LOCATOR_64) {
    const at = longAt(tail, end - 12);
    if (at + 56 > source.length) throw bad('its ZIP64 directory lies outside the file');
    const large = viewOf(source.read(at, 56));
    if (large.getUint32(0, true) !== END_64) throw bad('its ZIP64 directory is missing');
    count = longAt(large, 32);
    length = longAt(large, 40);
    start = longAt(large, 48);
  }
  if (start + length > source.length) throw bad('its directory lies outside the file; the file is truncated');
  const bytes = source.read(start, length);
  const view = viewOf(bytes);
  const members = new Map<string, ZipMember>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > length || view.getUint32(at, true) !== CENTRAL) throw bad(`entry ${i} of its directory is corrupt`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((k) => view.getUint16(at + k, true)) as [
      number,
      number,
      number,
    ];
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > length) throw bad(`entry ${i} of its directory is corrupt`);
    const flags = view.getUint16(at + 8, true);
    let size = view.getUint32(at + 24, true);
    let compressedSize = view.getUint32(at + 20, true);
    let headerAt = view.getUint32(at + 42, true);
    // What does not fit into 32 bits stands in an extra field, in this order.
    const extraEnd = at + 46 + nameLength + extraLength;
    for (let e = at + 46 + nameLength; e + 4 <= extraEnd;) {
      const fieldEnd = e + 4 + view.getUint16(e + 2, true);
      if (view.getUint16(e, true) === 1) {
        let k = e + 4;
        const large = (value: number): number => {
          if (value !== FULL_32 || k + 8 > Math.min(fieldEnd, extraEnd)) return value;
          k += 8;
          return longAt(view, k - 8);
        };
        size = large(size);
        compressedSize = large(compressedSize);
        headerAt = large(headerAt);
      }
      e = fieldEnd;
    }
    const label = new TextDecoder((flags & 0x800) !== 0 ? 'utf-8' : 'latin1').decode(
      bytes.subarray(at + 46, at + 46 + nameLength),
    );
    const method = view.getUint16(at + 10, true);
    members.set(label, {
      name: label,
      method,
      encrypted: (flags & 1) !== 0,
      crc: view.getUint32(at + 16, true),
      compressedSize,
      size,
      headerAt,
    });
    at = next;
  }
  return members;
}

/**
 * The bytes of one member, inflated and checked against their CRC-32.
 *
 * @throws FormatError when they are not what the directory says
 */
export function readZipMember(archive: string, source: ByteSource, member: ZipMember): Uint8Array {
  const bad = (what: string): FormatError => new FormatError(`${archive}: member '${member.name}': ${what}`);
  if (member.encrypted) throw bad('it is encrypted');
  if (member.method !== STORED && member.method !== DEFLATED) {
    throw bad(`compression method ${member.method} is not known; stored (0) and deflated (8) are`);
  }
  if (member.headerAt + 30 > source.length) throw bad('it lies outside the file; the file is truncated');
  const header = viewOf(source.read(member.headerAt, 30));
  if (header.getUint32(0, true) !== LOCAL) throw bad('its local header is corrupt');
  const start = member.headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + member.compressedSize > source.length) throw bad('it lies outside the file; the file is truncated');
  const stored = source.read(start, member.compressedSize);
  let bytes = stored;
  if (member.method === DEFLATED) {
    try {
      bytes = compression().inflate(stored, member.size);
    } catch (error) {
      throw bad(`its compressed data is corrupt (${(error as Error).message})`);
    }
  }
  if (bytes.length !== member.size) throw bad(`expected ${member.size} bytes, got ${bytes.length}`);
  const crc = compression().crc32(bytes) >>> 0;
  if (crc !== member.crc)
    throw bad(`bad CRC-32, expected ${member.crc.toString(16)}, got ${crc.toString(16)}; the file is corrupt`);
  return bytes;
}

/** A member to be written: its name and its bytes, in parts. */
export interface ZipInput {
  readonly name: string;
  readonly parts: readonly Uint8Array[];
}

/**
 * Writes an archive.
 *
 * @param put - takes the bytes, piece by piece
 * @param members - made one at a time
 * @param compress - deflate the members
 * @param always64 - write ZIP64 fields even where the sizes do not call for them
 */
export function writeZip(
  put: (bytes: Uint8Array) => void,
  members: Iterable<ZipInput>,
  compress: boolean,
  always64 = false,
): void {
  const directory: Uint8Array[] = [];
  let position = 0;
  const write = (bytes: Uint8Array): void => {
    put(bytes);
    position += bytes.length;
  };
  for (const member of members) {
    const name = new TextEncoder().encode(member.name);
    let size = 0;
    let crc = 0;
    for (const part of member.parts) {
      size += part.length;
      crc = compression().crc32(part, crc);
    }
    const data = compress ? [compression().deflate(joined(member.parts, size))] : member.parts;
    const compressedSize = data.reduce((sum, part) => sum + part.length, 0);
    const headerAt = position;
    const large = always64 || size >= FULL_32 || compressedSize >= FULL_32;
    const common = { name, crc, size, compressedSize, method: compress ? DEFLATED : STORED };
    write(header({ ...common, extra: large ? [size, compressedSize] : [] }));
    for (const part of data) write(part);
    const extra = large || headerAt >= FULL_32 ? [size, compressedSize, headerAt] : [];
    directory.push(header({ ...common, extra, headerAt }));
  }
  const start = position;
  for (const entry of directory) write(entry);
  const length = position - start;
  const large = always64 || start >= FULL_32 || length >= FULL_32 || directory.length >= FULL_16;
  if (large) {
    const bytes = new Uint8Array(76);
    const view = viewOf(bytes);
    view.setUint32(0, END_64, true);
    view.setUint32(4, 44, true);
    view.setUint16(12, 45, true);
    view.setUint16(14, 45, true);
    for (const [at, value] of [
      [24, directory.length],
      [32, directory.length],
      [40, length],
      [48, start],
    ] as const) {
      putLong(view, at, value);
    }
    view.setUint32(56, LOCATOR_64, true);
    putLong(view, 64, position);
    view.setUint32(72, 1, true);
    write(bytes);
  }
  const bytes = new Uint8Array(22);
  const view = viewOf(bytes);
  const count = large ? FULL_16 : directory.length;
  view.setUint32(0, END, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, large ? FULL_32 : length, true);
  view.setUint32(16, large ? FULL_32 : start, true);
  write(bytes);
}

interface HeaderFields {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly size: number;
  readonly compressedSize: number;
  readonly method: number;
  /** The values that go into a ZIP64 field; empty for none. */
  readonly extra: readonly number[];
  /** Where the local header is: this makes an entry of the directory. */
  readonly headerAt?: number;
}

function header(fields: HeaderFields): Uint8Array {
  const { name, extra, headerAt } = fields;
  const central = headerAt !== undefined;
  const fixed = central ? 46 : 30;
  const extraLength = extra.length > 0 ? 4 + 8 * extra.length : 0;
  const bytes = new Uint8Array(fixed + name.length + extraLength);
  const view = viewOf(bytes);
  const version = extraLength > 0 ? 45 : 20;
  view.setUint32(0, central ? CENTRAL : LOCAL, true);
  let at = 4;
  if (central) {
    view.setUint16(4, (3 << 8) | version, true); // made under Unix
    view.setUint32(38, 0o600 << 16, true); // read and write for the owner
    at = 6;
  }
  view.setUint16(at, version, true);
  view.setUint16(at + 2, name.some((byte) => byte > 127) ? 0x800 : 0, true);
  view.setUint16(at + 4, fields.method, true);
  view.setUint16(at + 8, DOS_DATE, true);
  view.setUint32(at + 10, fields.crc, true);
  view.setUint32(at + 14, extraLength > 0 ? FULL_32 : fields.compressedSize, true);
  view.setUint32(at + 18, extraLength > 0 ? FULL_32 : fields.size, true);
  view.setUint16(at + 22, name.length, true);
  view.setUint16(at + 24, extraLength, true);
  if (central) view.setUint32(42, extraLength > 0 ? FULL_32 : headerAt, true);
  bytes.set(name, fixed);
  if (extraLength > 0) {
    view.setUint16(fixed + name.length, 1, true);
    view.setUint16(fixed + name.length + 2, 8 * extra.length, true);
    extra.forEach((value, k) => putLong(view, fixed + name.length + 4 + 8 * k, value));
  }
  return bytes;
}

function putLong(view: DataView, at: number, value: number): void {
  view.setUint32(at, value >>> 0, true);
  view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
