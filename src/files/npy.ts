// The .npy format, versions 1.0 to 3.0: one array, its dtype, shape and order in a short text header.
// Source: NumPy enhancement proposal 1, https://numpy.org/neps/nep-0001-npy-format.html, and the format's page in
// NumPy's manual.

import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPE_LIST, type DTypeInfo } from '../core/dtype.js';
import { FormatError, describe } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { MAX_NDIM, MAX_SIZE, isStepsF, sizeOf } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { NATIVE_ORDER, swapBytes, type ByteOrder } from './byteOrder.js';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
const ALIGNMENT = 64;
/** The room that NumPy leaves so that the header may grow with the array: the digits of 2**64 and one. */
const GROWTH_DIGITS = 21;
/** No header of a plain array comes near this; longer ones are refused, as NumPy does. */
const MAX_HEADER = 10_000;

/** What a .npy header says. */
export interface NpyHeader {
  readonly info: DTypeInfo;
  readonly byteOrder: ByteOrder;
  readonly order: 'C' | 'F';
  readonly shape: readonly number[];
  /** Where the data begins, in bytes from the start of the header. */
  readonly dataStart: number;
}

/** Does this begin as a .npy file does? */
export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, k) => bytes[k] === byte);
}

/** How many bytes of the file the header takes, magic included; `bytes` are the first 12 of the file. */
export function npyHeaderLength(source: string, bytes: Uint8Array): number {
  if (!isNpy(bytes)) {
    const got = Array.from(bytes.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new FormatError(
      `${source}: not a .npy file: the magic string is not correct; expected 93 4e 55 4d 50 59, got ${got || 'nothing'}`,
    );
  }
  const [major, minor] = [bytes[6], bytes[7]];
  const wide = major === 2 || major === 3;
  if (bytes.length < (wide ? 12 : 10)) throw new FormatError(`${source}: truncated within the header of a .npy file`);
  if ((major !== 1 && !wide) || minor !== 0) {
    throw new FormatError(
      `${source}: only versions 1.0, 2.0 and 3.0 of the .npy format are known, got ${major}.${minor}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  if (length > MAX_HEADER)
    throw new FormatError(`${source}: the .npy header says that it is ${length} bytes long; it is corrupt`);
  return (wide ? 12 : 10) + length;
}

/** Reads the header; `bytes` hold at least all of it. */
export function readNpyHeader(source: string, bytes: Uint8Array): NpyHeader {
  const dataStart = npyHeaderLength(source, bytes);
  if (bytes.length < dataStart) {
    throw new FormatError(`${source}: truncated: the .npy header takes ${dataStart} bytes, there are ${bytes.length}`);
  }
  const text = new TextDecoder(bytes[6] === 3 ? 'utf-8' : 'latin1').decode(
    bytes.subarray(bytes[6] === 1 ? 10 : 12, dataStart),
  );
  const fields = parseHeader(source, text);
  const { info, byteOrder } = parseDescr(source, fields.descr);
  return { info, byteOrder, order: fields.fortranOrder ? 'F' : 'C', shape: fields.shape, dataStart };
}

/** Reads the Python dictionary of a header: three keys, of which only `descr` may be more than a plain word. */
function parseHeader(source: string, text: string): { descr: string; fortranOrder: boolean; shape: number[] } {
  const bad = (): FormatError =>
    new FormatError(`${source}: cannot parse the .npy header ${describe(text.trim())}; it is corrupt`);
  const entry =
    /\s*(['"])(\w+)\1\s*:\s*(?:(['"])([^'"]*)\3|(True|False)|\(([\d\sL,]*)\)|(\[.*\]|\(.*\)))\s*(?:,|(?=\}))/sy;
  const body = text.trim();
  if (!body.startsWith('{') || !body.endsWith('}')) throw bad();
  let descr: string | undefined;
  let fortranOrder: boolean | undefined;
  let shape: number[] | undefined;
  entry.lastIndex = 1;
  while (!/^\s*\}$/.test(body.slice(entry.lastIndex))) {
    const match = entry.exec(body);
    if (match === null) throw bad();
    const [, , key, , word, flag, lengths, nested] = match;
    if (key === 'descr' && (word !== undefined || nested !== undefined)) descr = word ?? nested;
    else if (key === 'fortran_order' && flag !== undefined) fortranOrder = flag === 'True';
    else if (key === 'shape' && lengths !== undefined) shape = parseShape(lengths);
    else throw bad();
    if (key === 'shape' && shape === undefined) throw bad();
  }
  if (descr === undefined || fortranOrder === undefined || shape === undefined) {
    throw new FormatError(
      `${source}: the .npy header does not contain the correct keys descr, fortran_order and shape: ${describe(body)}`,
    );
  }
  if (shape.length > MAX_NDIM)
    throw new FormatError(
      `${source}: the .npy header has ${shape.length} dimensions; an array has at most ${MAX_NDIM}`,
    );
  return { descr, fortranOrder, shape };
}

/** A tuple of lengths; undefined if it is none. */
function parseShape(text: string): number[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.at(-1) === '') parts.pop();
  else if (parts.length === 1) return undefined; // (3) is a number in Python, not a tuple
  const lengths = parts.map((part) => (/^\d+L?$/.test(part) ? Number(part.replace('L', '')) : NaN));
  return lengths.every(Number.isSafeInteger) ? lengths : undefined;
}

const OTHER_KINDS: Readonly<Record<string, string>> = {
  O: 'Python objects (pickled)',
  U: 'text',
  S: 'byte strings',
  V: 'raw data',
  M: 'dates',
  m: 'time differences',
  f: 'extended-precision floats',
  c: 'extended-precision complex numbers',
};

/** The dtype and byte order that a `descr` such as `'<f8'` stands for. */
export function parseDescr(source: string, descr: string): { info: DTypeInfo; byteOrder: ByteOrder } {
  const match = /^([<>|=]?)([a-zA-Z])(\d*)/.exec(descr);
  const info = match && DTYPE_LIST.find((d) => d.str.slice(1) === `${match[2]}${match[3]}` && descr === match[0]);
  if (!match || !info) {
    const kind =
      descr.startsWith('[') || descr.startsWith('(')
        ? 'structured records'
        : match
          ? OTHER_KINDS[match[2]!]
          : undefined;
    throw new FormatError(
      `${source}: the array holds ${kind ?? 'an unknown type'} (descr ${describe(descr)}); numloom reads ${DTYPE_LIST.map((d) => d.name).join(', ')}`,
    );
  }
  return { info, byteOrder: match[1] === '>' ? '>' : match[1] === '<' ? '<' : NATIVE_ORDER };
}

/** The size of the data in bytes, after the check that an array can hold it. */
export function npyDataLength(source: string, header: NpyHeader): number {
  const size = sizeOf(header.shape);
  if (size > MAX_SIZE) {
    throw new FormatError(
      `${source}: the array has ${size} elements; an array holds at most ${MAX_SIZE}. Read parts of it through load(file, { mmapMode: 'r' })`,
    );
  }
  return size * header.info.itemsize;
}

/** An array for the data that a header announces, and its bytes to be read into. */
export function npyTarget(header: NpyHeader): { array: NDArray; bytes: Uint8Array } {
  const array = emptyArray(header.info, header.shape, header.order);
  return { array, bytes: storageBytes(array) };
}

/** The bytes of all elements of an array that owns its memory, in memory order. */
function storageBytes(array: NDArray): Uint8Array {
  const { storage } = array;
  return new Uint8Array(storage.buffer, storage.byteOffset, array.nbytes);
}

/** Makes bytes as they lie in a file into values of this machine. */
export function settle(array: NDArray, bytes: Uint8Array, byteOrder: ByteOrder): void {
  const { info } = array;
  if (byteOrder !== NATIVE_ORDER) swapBytes(bytes, info.itemsize / info.lanes);
  if (info.kind === 'b') for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 1) bytes[i] = 1;
}

/**
 * Reads an array from the bytes of a .npy file.
 *
 * @param bytes - the whole file; what follows the array is ignored
 * @returns a fresh array, in the file's order (`fortran_order` gives an F-ordered one)
 * @throws FormatError when the bytes are no .npy file, are truncated, or hold a dtype that numloom does not have
 * @example
 * np.decodeNpy(np.encodeNpy([1, 2, 3])).toArray(); // [1, 2, 3]
 */
export function decodeNpy(bytes: Uint8Array): NDArray {
  return decodeNpyFrom('decodeNpy', bytes);
}

/** `decodeNpy` with a name for the messages. */
export function decodeNpyFrom(source: string, bytes: Uint8Array): NDArray {
  const header = readNpyHeader(source, bytes);
  const length = npyDataLength(source, header);
  const there = bytes.length - header.dataStart;
  if (there < length) {
    throw new FormatError(`${source}: truncated: the array takes ${length} bytes of data, there are ${there}`);
  }
  const target = npyTarget(header);
  target.bytes.set(bytes.subarray(header.dataStart, header.dataStart + length));
  settle(target.array, target.bytes, header.byteOrder);
  return target.array;
}

/** The header of a .npy file, byte for byte NumPy's. */
export function npyHeader(info: DTypeInfo, shape: readonly number[], order: 'C' | 'F'): Uint8Array {
  const lengths = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  let text = `{'descr': '${info.str}', 'fortran_order': ${order === 'F' ? 'True' : 'False'}, 'shape': ${lengths}, }`;
  if (shape.length > 0) {
    const growing = String(shape[order === 'F' ? shape.length - 1 : 0]);
    text += ' '.repeat(GROWTH_DIGITS - growing.length);
  }
  const used = MAGIC.length + 4 + text.length + 1;
  text += `${' '.repeat(ALIGNMENT - (used % ALIGNMENT))}\n`;
  const bytes = new Uint8Array(MAGIC.length + 4 + text.length);
  bytes.set(MAGIC);
  bytes.set([1, 0, text.length & 255, text.length >> 8], MAGIC.length);
  for (let i = 0; i < text.length; i++) bytes[10 + i] = text.charCodeAt(i);
  return bytes;
}

/** The parts of a .npy file: its header and its data. */
export function npyParts(functionName: string, value: ArrayLike): [header: Uint8Array, data: Uint8Array] {
  const array = asNDArray(functionName, value);
  const fortran = !array.isC && isStepsF(array.shape, array.steps);
  const order = fortran ? 'F' : 'C';
  // The transpose of an F-ordered array lies in C order.
  const flat = fortran ? array.T : array.isC ? array : copyAs(array, array.info);
  const { data } = flat;
  let bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const { info } = array;
  if (NATIVE_ORDER === '>') swapBytes((bytes = bytes.slice()), info.itemsize / info.lanes);
  return [npyHeader(info, array.shape, order), bytes];
}

/**
 * The bytes of a .npy file that holds an array.
 *
 * @param arr - the array; an F-ordered one is written as such, other layouts in C order
 * @returns what `save` writes, byte for byte what NumPy writes
 * @example
 * np.encodeNpy(np.zeros([2, 3])).length; // 176
 */
export function encodeNpy(arr: ArrayLike): Uint8Array {
  const [header, data] = npyParts('encodeNpy', arr);
  const bytes = new Uint8Array(header.length + data.length);
  bytes.set(header);
  bytes.set(data, header.length);
  return bytes;
}
