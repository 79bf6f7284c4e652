// Files: NumPy's .npy and .npz, arrays that stay on disk, tables of text, raw numbers.

export type { FilePath } from './fileSystem.js';
export { decodeNpy, encodeNpy } from './npy.js';
export { NpzFile, decodeNpz, encodeNpz, savez, savezCompressed, type NamedArrays } from './npz.js';
export { load, save } from './load.js';
export { Memmap, memmap, openMemmap, type MemmapMode, type MemmapOptions, type OpenMemmapOptions } from './memmap.js';
export { loadtxt, type Converter, type LoadtxtOptions } from './loadtxt.js';
export { savetxt, type SavetxtOptions } from './savetxt.js';
export { genfromtxt, type ColumnType, type Columns, type GenfromtxtOptions } from './genfromtxt.js';
export { fromregex, type RegexColumns, type RegexResult } from './fromregex.js';
export { fromfile, type FromfileOptions, type TofileOptions } from './raw.js';
