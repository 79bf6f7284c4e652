/**
 * Functions of the NumPy namespace that most programs do not call, whole modules of them: the package for Node.js loads them when the first is called
 * (scripts/bundles/node.mjs), so nothing but functions may stand here.
 */
export * from './ops/nanReductions.js';
export * from './ops/quantiles.js';
export * from './ops/averages.js';
export * from './ops/histograms.js';
export { bincount, digitize } from './ops/counting.js';
export * from './ops/correlation.js';
export * from './ops/interpolation.js';
export * from './ops/windows.js';
export * from './ops/einsum.js';
export { einsumPath, type Optimize } from './ops/einsumPath.js';
export { pad, type PadFunction, type PadMode, type PadOptions, type PadWidth } from './ops/padding.js';
export { append, insert, delete, trimZeros } from './ops/insertion.js';
export * from './ops/unique.js';
export * from './ops/sets.js';
export { packbits, unpackbits } from './ops/bits.js';
export { frombuffer, fromstring, fromiter } from './ops/buffers.js';
export { byteBounds, mayShareMemory, sharesMemory } from './ops/memory.js';
export { vectorize, applyAlongAxis, applyOverAxes, type VectorizeOptions } from './ops/mapping.js';
export { showConfig, type BlasConfig, type Config } from './ops/config.js';
export { loadtxt, type Converter, type LoadtxtOptions } from './files/loadtxt.js';
export { savetxt, type SavetxtOptions } from './files/savetxt.js';
export { genfromtxt, type ColumnType, type Columns, type GenfromtxtOptions } from './files/genfromtxt.js';
export { fromregex, type RegexColumns, type RegexResult } from './files/fromregex.js';
export { fromfile, type FromfileOptions, type TofileOptions } from './files/raw.js';
export { load, save } from './files/load.js';
export { decodeNpy, encodeNpy } from './files/npy.js';
export type { FilePath } from './files/fileSystem.js';
