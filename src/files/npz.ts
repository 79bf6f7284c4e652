// The .npz format: several named .npy files in one ZIP archive.

import type { ArrayLike } from '../core/arrayLike.js';
import { DTypeError, FormatError, ValueError, describe } from '../core/errors.js';
import { NDArray, isTypedArray } from '../core/ndarray.js';
import { withFile, withEnding, writeWhole, type FilePath } from './fileSystem.js';
import { decodeNpyFrom, isNpy, npyParts } from './npy.js';
import { readZipDirectory, readZipMember, writeZip, type ByteSource, type ZipInput, type ZipMember } from './zip.js';

/** What `savez` writes: arrays by name, or a list, whose arrays are named arr_0, arr_1, ... */
export type NamedArrays = Readonly<Record<string, ArrayLike>> | readonly ArrayLike[];

/**
 * The arrays of a .npz file. An array is read when it is asked for, each time anew.
 *
 * @example
 * const npz = np.decodeNpz(np.encodeNpz({ x: [1, 2], y: [[3]] }));
 * npz.files; // ['x', 'y']
 * npz.get('x').toArray(); // [1, 2]
 * for (const [name, array] of npz) console.log(name, array.shape);
 */
export class NpzFile {
  /** The names of the arrays, in the order of the file. */
  readonly files: readonly string[];
  readonly #source: ByteSource;
  readonly #label: string;
  readonly #members: Map<string, ZipMember>;

  /**
   * For the library's own use; `load` gives one for a file, `decodeNpz` for bytes.
   *
   * @throws FormatError when the bytes are no archive
   */
  constructor(label: string, source: ByteSource) {
    this.#label = label;
    this.#source = source;
    this.#members = readZipDirectory(label, source);
    this.files = [...this.#members.keys()].map((name) => name.replace(/\.npy$/, ''));
  }

  /** Is there an array of this name? */
  has(name: string): boolean {
    return this.#members.has(`${name}.npy`) || this.#members.has(name);
  }

  /**
   * One array.
   *
   * @param name - its name, with or without `.npy`
   * @throws ValueError when there is none of this name, FormatError when it is corrupt
   */
  get(name: string): NDArray {
    const member = this.#members.get(`${name}.npy`) ?? this.#members.get(name);
    if (member === undefined) {
      throw new ValueError(
        `NpzFile.get: ${describe(name)} is not a file in the archive ${this.#label}; it has ${this.files.join(', ') || 'none'}`,
      );
    }
    const bytes = readZipMember(this.#label, this.#source, member);
    const label = `${this.#label}: member '${member.name}'`;
    if (!isNpy(bytes)) throw new FormatError(`${label} is no .npy file`);
    return decodeNpyFrom(label, bytes);
  }

  /** The names of the arrays. */
  keys(): IterableIterator<string> {
    return this.files[Symbol.iterator]();
  }

  /** The arrays. */
  *values(): IterableIterator<NDArray> {
    for (const name of this.files) yield this.get(name);
  }

  /** Names with their arrays. */
  *entries(): IterableIterator<[name: string, array: NDArray]> {
    for (const name of this.files) yield [name, this.get(name)];
  }

  /** Names with their arrays, as a Map gives them. */
  [Symbol.iterator](): IterableIterator<[name: string, array: NDArray]> {
    return this.entries();
  }

  toString(): string {
    return `NpzFile '${this.#label}' with keys: ${this.files.join(', ')}`;
  }
}

/** The .npz file at a path. */
export function openNpz(functionName: string, file: FilePath): NpzFile {
  const length = withFile(functionName, file, 'r', (opened) => opened.length);
  const source: ByteSource = {
    length,
    read: (position, count) =>
      withFile(functionName, file, 'r', (opened) => {
        const bytes = new Uint8Array(count);
        opened.readFully(functionName, bytes, position);
        return bytes;
      }),
  };
  return new NpzFile(String(file), source);
}

/**
 * The arrays in the bytes of a .npz file.
 *
 * @param bytes - the whole file
 * @throws FormatError when they are no ZIP archive
 * @example
 * np.decodeNpz(np.encodeNpz({ x: [1, 2] })).get('x').toArray(); // [1, 2]
 */
export function decodeNpz(bytes: Uint8Array): NpzFile {
  return new NpzFile('decodeNpz', {
    length: bytes.length,
    read: (position, count) => bytes.subarray(position, position + count),
  });
}

function* members(functionName: string, arrays: NamedArrays): Generator<ZipInput> {
  for (const [name, value] of Object.entries(arrays)) {
    const full = Array.isArray(arrays) ? `arr_${name}` : name;
    yield { name: `${full}.npy`, parts: npyParts(functionName, value) };
  }
}

function checkArrays(functionName: string, arrays: unknown): void {
  if (typeof arrays !== 'object' || arrays === null || arrays instanceof NDArray || isTypedArray(arrays)) {
    throw new DTypeError(
      `${functionName}: arrays must be an object of arrays by name, such as { x, y }, or a list of arrays, got ${describe(arrays)}`,
    );
  }
}

/**
 * The bytes of a .npz file.
 *
 * @param arrays - arrays by name, or a list
 * @param options - `compress`, false by default
 */
export function encodeNpz(arrays: NamedArrays, options: { compress?: boolean } = {}): Uint8Array {
  checkArrays('encodeNpz', arrays);
  const parts: Uint8Array[] = [];
  writeZip((bytes) => parts.push(bytes), members('encodeNpz', arrays), options.compress ?? false);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function saveArchive(functionName: string, file: FilePath, arrays: NamedArrays, compress: boolean): void {
  checkArrays(functionName, arrays);
  writeWhole(functionName, withEnding(functionName, file, '.npz'), (put) => {
    writeZip(put, members(functionName, arrays), compress);
  });
}

/**
 * Save several arrays into one uncompressed .npz file, which NumPy reads too.
 *
 * @param file - a path or URL; `.npz` is put on where it is missing
 * @param arrays - arrays by name, or a list, whose arrays are then named arr_0, arr_1, ...
 * @throws DTypeError when `arrays` is neither
 * @example
 * np.savez('/tmp/pair.npz', { x: np.arange(3), y: np.ones([2, 2]) });
 */
export function savez(file: FilePath, arrays: NamedArrays): void {
  saveArchive('savez', file, arrays, false);
}

/**
 * Save several arrays into one compressed .npz file; see `savez`.
 *
 * @param file - a path or URL; `.npz` is put on where it is missing
 * @param arrays - arrays by name, or a list
 */
export function savezCompressed(file: FilePath, arrays: NamedArrays): void {
  saveArchive('savezCompressed', file, arrays, true);
}
