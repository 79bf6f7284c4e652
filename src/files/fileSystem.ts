// The file system, reached only when a function needs it, so that importing numloom works where there is none (a
// browser). All calls are synchronous.

import type * as NodeFs from 'node:fs';
import { DTypeError, FormatError, describe } from '../core/errors.js';

/** What a `URL` is, as far as files are concerned: a type of its own, so that programs without Node's types compile. */
export interface FileUrl {
  readonly href: string;
  readonly protocol: string;
  readonly pathname: string;
}

/** A file: its path, or a `file:` URL. */
export type FilePath = string | FileUrl;

let loaded: typeof NodeFs | undefined;

/**
 * Node's file system module.
 *
 * @internal
 */
export function fileSystem(functionName: string): typeof NodeFs {
  const getBuiltin = (globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }).process
    ?.getBuiltinModule;
  loaded ??= getBuiltin?.('node:fs') as typeof NodeFs | undefined;
  if (loaded === undefined) {
    throw new Error(`${functionName}: there is no file system here; files are read and written under Node.js only`);
  }
  return loaded;
}

/** Is this a path or URL? */
export function isFilePath(value: unknown): value is FilePath {
  return typeof value === 'string' || (typeof URL !== 'undefined' && value instanceof URL);
}

/** The path, with an ending put on unless it has it. */
export function withEnding(functionName: string, file: FilePath, ending: string): FilePath {
  if (!isFilePath(file)) throw new DTypeError(`${functionName}: file must be a path or a URL, got ${describe(file)}`);
  if (typeof file === 'string') return file.endsWith(ending) ? file : file + ending;
  return file.pathname.endsWith(ending) ? file : new URL(file.href + ending);
}

/** The most bytes that one read or write moves. */
const CHUNK = 2 ** 30;

/** An open file, read and written at given places. */
export class OpenFile {
  readonly #fs: typeof NodeFs;
  readonly #fd: number;
  /** Its length in bytes when it was opened. */
  readonly length: number;
  /** Can it be read at any place (a regular file)? */
  readonly seekable: boolean;

  constructor(
    functionName: string,
    readonly file: FilePath,
    flags: 'r' | 'r+' | 'w+' = 'r',
  ) {
    if (!isFilePath(file)) throw new DTypeError(`${functionName}: file must be a path or a URL, got ${describe(file)}`);
    this.#fs = fileSystem(functionName);
    this.#fd = this.#fs.openSync(file as NodeFs.PathLike, flags);
    const stat = this.#fs.fstatSync(this.#fd);
    this.length = stat.size;
    this.seekable = stat.isFile();
  }

  /** Fills `bytes` from the file, from byte `position` on. Returns how many there were. */
  read(bytes: Uint8Array, position: number): number {
    let done = 0;
    while (done < bytes.length) {
      const count = this.#fs.readSync(this.#fd, bytes, done, Math.min(CHUNK, bytes.length - done), position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  /** Fills `bytes`, or throws. */
  readFully(functionName: string, bytes: Uint8Array, position: number): void {
    const count = this.read(bytes, position);
    if (count < bytes.length) {
      throw new FormatError(
        `${functionName}: ${String(this.file)} is truncated: expected ${bytes.length} bytes at byte ${position}, got ${count}`,
      );
    }
  }

  /** Writes all of `bytes` at byte `position`. */
  write(bytes: Uint8Array, position: number): void {
    for (let done = 0; done < bytes.length;) {
      done += this.#fs.writeSync(this.#fd, bytes, done, Math.min(CHUNK, bytes.length - done), position + done);
    }
  }

  /** Makes the file `length` bytes long. */
  resize(length: number): void {
    this.#fs.ftruncateSync(this.#fd, length);
  }

  close(): void {
    this.#fs.closeSync(this.#fd);
  }
}

/** Opens a file, hands it to `use`, and closes it whatever happens. */
export function withFile<T>(
  functionName: string,
  file: FilePath,
  flags: 'r' | 'r+' | 'w+',
  use: (opened: OpenFile) => T,
): T {
  const opened = new OpenFile(functionName, file, flags);
  try {
    return use(opened);
  } finally {
    opened.close();
  }
}

/** All bytes of a file (also of a pipe). */
export function readAll(functionName: string, file: FilePath): Uint8Array {
  return withFile(functionName, file, 'r', (opened) => {
    if (!opened.seekable) return fileSystem(functionName).readFileSync(file as NodeFs.PathLike);
    const bytes = new Uint8Array(opened.length);
    const count = opened.read(bytes, 0);
    return count === bytes.length ? bytes : bytes.subarray(0, count);
  });
}

/**
 * Writes a file so that either all of it is there or the old one is left as it was: to a new file beside it first, which
 * then takes its name. What is no regular file (a pipe, /dev/stdout) is written directly.
 *
 * @param write - writes the content through the function that it is given, piece by piece
 */
export function writeWhole(
  functionName: string,
  file: FilePath,
  write: (put: (bytes: Uint8Array) => void) => void,
): void {
  const fs = fileSystem(functionName);
  const old = fs.statSync(file as NodeFs.PathLike, { throwIfNoEntry: false });
  const direct = old !== undefined && !old.isFile();
  // Through a symbolic link, the file that it leads to is replaced, not the link.
  const real = old === undefined ? file : fs.realpathSync(file as NodeFs.PathLike);
  const name = typeof real === 'string' ? real : real.pathname;
  const unique = `.${Date.now().toString(36)}${Math.floor(Math.random() * 2 ** 40).toString(36)}.part`;
  const target = (
    direct ? real : typeof real === 'string' ? name + unique : new URL(real.href + unique)
  ) as NodeFs.PathLike;
  const fd = fs.openSync(target, direct ? 'w' : 'wx', old?.mode);
  try {
    write((bytes) => {
      for (let done = 0; done < bytes.length;) {
        done += fs.writeSync(fd, bytes, done, Math.min(CHUNK, bytes.length - done));
      }
    });
    fs.closeSync(fd);
    if (!direct) fs.renameSync(target, real as NodeFs.PathLike);
  } catch (error) {
    try {
      fs.closeSync(fd);
    } catch {
      // It was closed already.
    }
    if (!direct) fs.rmSync(target, { force: true });
    throw error;
  }
}
