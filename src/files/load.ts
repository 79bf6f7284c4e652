// Saving one array and loading what `save` and `savez` wrote.

import type { ArrayLike } from '../core/arrayLike.js';
import { FormatError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { OpenFile, readAll, withEnding, writeWhole, type FilePath } from './fileSystem.js';
import { openMemmap, type Memmap } from './memmap.js';
import { decodeNpyFrom, isNpy, npyParts } from './npy.js';
import { readNpyFile } from './npyFile.js';
import { decodeNpz, openNpz, type NpzFile } from './npz.js';

/**
 * Save an array to a .npy file, byte for byte as NumPy does. The file is written whole or not at all.
 *
 * @param file - a path or URL; `.npy` is put on where it is missing
 * @param arr - the array; an F-ordered one is written as such
 * @throws DTypeError when `arr` is no array_like
 * @example
 * np.save('/tmp/a.npy', [[1, 2], [3, 4]]);
 * np.load('/tmp/a.npy').shape; // [2, 2]
 */
export function save(file: FilePath, arr: ArrayLike): void {
  const target = withEnding('save', file, '.npy');
  const [header, data] = npyParts('save', arr);
  writeWhole('save', target, (put) => {
    put(header);
    put(data);
  });
}

/**
 * Load an array from a .npy file, or the arrays of a .npz file.
 *
 * @param file - a path or URL; what it is, is seen from its first bytes
 * @param options - `mmapMode`: `'r'` or `'r+'` gives a `Memmap`, of which only the parts asked for are read (or written)
 * @returns an NDArray for .npy, an `NpzFile` for .npz; where the name does not tell TypeScript which, say so:
 *   `np.load<np.NDArray>(file)`
 * @throws FormatError when the file is truncated, corrupt, of another kind, or holds a dtype that numloom does not have
 * @example
 * np.save('/tmp/a.npy', [1, 2, 3]);
 * np.load('/tmp/a.npy').toArray(); // [1, 2, 3]
 */
export function load(file: FilePath, options: { mmapMode: 'r' | 'r+' }): Memmap;
export function load(file: `${string}.npy`, options?: { mmapMode?: null }): NDArray;
export function load(file: `${string}.npz`, options?: { mmapMode?: null }): NpzFile;
export function load<R extends NDArray | NpzFile = NDArray | NpzFile>(file: FilePath, options?: { mmapMode?: null }): R;
export function load(file: FilePath, options: { mmapMode?: 'r' | 'r+' | null } = {}): NDArray | NpzFile | Memmap {
  checkOptions('load', options, ['mmapMode']);
  const { mmapMode = null } = options;
  if (mmapMode !== null) {
    if (mmapMode !== 'r' && mmapMode !== 'r+') {
      throw new ValueError(`load: mmapMode must be 'r' or 'r+', got ${describe(mmapMode)}`);
    }
    return openMemmap(file, { mode: mmapMode });
  }
  const opened = new OpenFile('load', file);
  try {
    if (!opened.seekable) return decoded(String(file), readAll('load', file));
    const start = new Uint8Array(12);
    const begin = start.subarray(0, opened.read(start, 0));
    if (isNpy(begin)) return readNpyFile(opened, begin);
    if (begin[0] === 0x50 && begin[1] === 0x4b) return openNpz('load', file);
    return decoded(String(file), begin);
  } finally {
    opened.close();
  }
}

/** What the bytes of a file hold. */
function decoded(source: string, bytes: Uint8Array): NDArray | NpzFile {
  if (isNpy(bytes)) return decodeNpyFrom(source, bytes);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return decodeNpz(bytes);
  if (bytes.length === 0) throw new FormatError(`load: ${source}: No data left in file: it is empty`);
  const first = Array.from(bytes.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new FormatError(
    `load: ${source} is neither a .npy nor a .npz file (it begins with ${first}); pickled Python objects are not read`,
  );
}
