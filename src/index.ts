/**
 * The NumPy namespace: what `import * as np from 'numloom'` gives.
 */
import { singleBackend } from './backends/single/index.js';
import { useBackend } from './backends/backend.js';
import './ops/methods.js';
import './ops/methods/products.js';
import './ops/methods/arithmetic.js';
import './ops/methods/reductions.js';

useBackend(singleBackend);

export { Complex } from './core/complex.js';
export * from './core/constants.js';
export * from './core/errors.js';
export { dtype, type DType, type DTypeInfo, type DTypeLike, type ResolveDType, type Scalar, type TypedArray } from './core/dtype.js';
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
export * from './ops/ufuncs/elementary.js';
export * from './ops/ufuncs/logic.js';
export { isUfunc } from './ops/ufuncs/make.js';
export type { BinaryUfunc, UfuncOptions, UnaryUfunc } from './ops/ufuncs/types.js';
export * from './ops/reductions.js';
export { mean, std, var } from './ops/moments.js';
export { argmax, argmin, type ArgOptions } from './ops/extrema.js';
export * from './ops/scans.js';
export * from './ops/nanReductions.js';
export * from './ops/quantiles.js';
export * from './ops/averages.js';
export * from './ops/histograms.js';
export { bincount, digitize } from './ops/counting.js';
export * from './ops/correlation.js';
export * from './ops/differences.js';
export * from './ops/interpolation.js';
export * from './ops/rounding.js';
export * from './ops/comparison.js';
export { angle, imag, iscomplex, iscomplexobj, isreal, isrealobj, real, realIfClose } from './ops/complexParts.js';
export * from './ops/windows.js';
export * from './ops/matmul.js';
export * from './ops/products.js';
export * from './ops/einsum.js';
export { einsumPath, type Optimize } from './ops/einsumPath.js';
export * from './ops/polynomials.js';
export { poly1d, type PolynomialLike } from './ops/poly1d.js';
export * as random from './random/index.js';
export * from './files/index.js';
