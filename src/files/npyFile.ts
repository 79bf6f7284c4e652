// .npy files on disk: only the header, or the data straight into the memory of the array.

import { FormatError } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { withFile, type FilePath, type OpenFile } from './fileSystem.js';
import { npyDataLength, npyHeaderLength, npyTarget, readNpyHeader, settle, type NpyHeader } from './npy.js';

/** Reads the header of an open .npy file. */
function headerOf(opened: OpenFile, begin: Uint8Array): NpyHeader {
  const source = String(opened.file);
  const bytes = new Uint8Array(npyHeaderLength(source, begin));
  const count = opened.read(bytes, 0);
  return readNpyHeader(source, bytes.subarray(0, count));
}

/** Reads the array of an open .npy file, whose first bytes are `begin`. */
export function readNpyFile(opened: OpenFile, begin: Uint8Array): NDArray {
  const source = String(opened.file);
  const header = headerOf(opened, begin);
  const length = npyDataLength(source, header);
  const there = opened.length - header.dataStart;
  if (there < length)
    throw new FormatError(`${source}: truncated: the array takes ${length} bytes of data, there are ${there}`);
  const target = npyTarget(header);
  opened.readFully(source, target.bytes, header.dataStart);
  settle(target.array, target.bytes, header.byteOrder);
  return target.array;
}

/** The header of the .npy file at a path. */
export function npyHeaderAt(functionName: string, file: FilePath): NpyHeader & { readonly fileLength: number } {
  return withFile(functionName, file, 'r', (opened) => {
    const start = new Uint8Array(12);
    return { ...headerOf(opened, start.subarray(0, opened.read(start, 0))), fileLength: opened.length };
  });
}
