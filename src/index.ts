/**
 * The NumPy namespace: what `import * as np from 'numloom'` gives.
 */
import { singleBackend } from './backends/single/index.js';
import { useBackend } from './backends/backend.js';
import './ops/methods.js';
import './ops/methods/products.js';

useBackend(singleBackend);

export { Complex } from './core/complex.js';
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
export * from './ops/matmul.js';
export * from './ops/products.js';
export * from './ops/einsum.js';
export { einsumPath, type Optimize } from './ops/einsumPath.js';
export * as random from './random/index.js';
