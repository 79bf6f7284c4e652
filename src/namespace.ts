/**
 * The NumPy namespace. `import` gets it through index.ts, which starts the backend of the environment first; `require`
 * gets it as it is.
 */
import './setup.js';

export { Complex } from './core/complex.js';
export * from './core/constants.js';
export * from './core/dtypeNames.js';
export * from './core/errors.js';
export {
  dtype,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
  type Scalar,
  type TypedArray,
} from './core/dtype.js';
export { NDArray } from './core/ndarray.js';
export type { ArrayLike, DTypeOf, ScalarLike } from './core/arrayLike.js';
export { canCast, promoteTypes, type Casting, type Promote } from './core/promotion.js';
export { broadcastShapes } from './core/shape.js';
export { newaxis, slice, Slice, type Index } from './core/indexing.js';
export { array2string, arrayRepr, arrayStr, type Array2stringOptions, type ArrayTextOptions } from './core/printing.js';
export {
  getPrintoptions,
  printoptions,
  setPrintoptions,
  type FloatMode,
  type Formatters,
  type PrintOptions,
  type PrintOptionsScope,
  type PrintOverrides,
  type SignMode,
} from './core/printing/options.js';
export * from './core/printing/formatFloat.js';
export * from './core/printing/radix.js';
export { FloatInfo, IntegerInfo, finfo, iinfo } from './core/numericInfo.js';
export * from './ops/creation.js';
export * from './ops/ufuncs/arithmetic.js';
// As in NumPy, where it is the name that everyone types.
export { absolute as abs } from './ops/ufuncs/arithmetic.js';
export * from './ops/ufuncs/elementary.js';
export * from './ops/ufuncs/logic.js';
export { isUfunc } from './ops/ufuncs/make.js';
export type { BinaryUfunc, UfuncOptions, UnaryUfunc } from './ops/ufuncs/types.js';
export * from './ops/reductions.js';
export { mean, std, var } from './ops/moments.js';
export { argmax, argmin, type ArgOptions } from './ops/extrema.js';
export * from './ops/scans.js';
export * from './ops/differences.js';
export * from './ops/rounding.js';
export * from './ops/comparison.js';
export { angle, imag, iscomplex, iscomplexobj, isreal, isrealobj, real, realIfClose } from './ops/complexParts.js';
export * from './ops/matmul.js';
export * from './ops/products.js';
export * from './ops/polynomials.js';
export { poly1d, type PolynomialLike } from './ops/poly1d.js';
export {
  reshape,
  ravel,
  expandDims,
  squeeze,
  atleast1d,
  atleast2d,
  atleast3d,
  resize,
  type ReshapeOptions,
  type RavelOptions,
} from './ops/reshaping.js';
export { transpose, permuteDims, matrixTranspose, swapaxes, moveaxis, rollaxis } from './ops/transposition.js';
export { broadcastTo, broadcastArrays, broadcast, Broadcast } from './ops/broadcasting.js';
export { ndim, shape, size, isscalar, iterable, isfortran } from './ops/inspection.js';
export * from './ops/layout.js';
export {
  resultType,
  minScalarType,
  commonType,
  issubdtype,
  isdtype,
  typename,
  mintypecode,
  type AbstractDType,
  type DTypeKind,
  type PromoteAll,
} from './ops/resultType.js';
export {
  concatenate,
  concat,
  stack,
  vstack,
  hstack,
  dstack,
  columnStack,
  block,
  type ConcatenateOptions,
  type StackOptions,
} from './ops/joining.js';
export { split, arraySplit, hsplit, vsplit, dsplit, unstack, type SplitOptions } from './ops/splitting.js';
export { repeat, tile, type RepeatOptions } from './ops/repetition.js';
export { roll, flip, fliplr, flipud, rot90, type RollOptions } from './ops/rearrangement.js';
export { slidingWindowView, strideTricks } from './ops/strideTricks.js';
export { take, takeAlongAxis, put, putAlongAxis, putmask, place, type TakeOptions } from './ops/taking.js';
export { where, select, choose, compress, extract, piecewise } from './ops/selection.js';
export { nonzero, flatnonzero, argwhere, searchsorted, type SearchsortedOptions } from './ops/searching.js';
export {
  sort,
  argsort,
  lexsort,
  partition,
  argpartition,
  sortComplex,
  type SortKind,
  type SortOptions,
} from './ops/sorting.js';
export * from './ops/ranges.js';
export * from './ops/like.js';
export {
  diagonal,
  diag,
  diagflat,
  eye,
  identity,
  fillDiagonal,
  diagIndices,
  diagIndicesFrom,
  type DiagonalOptions,
  type EyeOptions,
} from './ops/diagonals.js';
export {
  tri,
  tril,
  triu,
  trilIndices,
  trilIndicesFrom,
  triuIndices,
  triuIndicesFrom,
  maskIndices,
  vander,
} from './ops/triangles.js';
export { meshgrid, mgrid, ogrid, indices, fromfunction, ix_, type MeshgridOptions } from './ops/grids.js';
export { r_, c_, s_, indexExp, ravelMultiIndex, unravelIndex } from './ops/indexTricks.js';
export { ndindex, ndenumerate, nditer, FlatIterator, NDIterator, type NditerOptions } from './ops/iteration.js';
export { setBackend, shutdown, withBackend, type BackendName, type ThreadsOptions } from './backends/switch.js';
export { moduleFunction } from './backends/moduleFunction.js';
export { profile, type Profile, type ProfileOptions, type ProfileRow } from './profile/profile.js';
export { VERSION as __version__ } from './version.js';
export { NpzFile, decodeNpz, encodeNpz, savez, savezCompressed, type NamedArrays } from './files/npz.js';
export {
  Memmap,
  memmap,
  openMemmap,
  type MemmapMode,
  type MemmapOptions,
  type OpenMemmapOptions,
} from './files/memmap.js';
export * from './rare.js';
export { fft, linalg, polynomial, random } from './subspaces.js';
