/** In which precision a transform is computed, and the dtype of its result, for values and for types. */
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import type { NDArray } from '../core/ndarray.js';
import { copyAs } from '../ops/creation.js';

/** dtypes that are computed in single precision. */
type Narrow = 'float16' | 'float32' | 'complex64';

/** The dtype of a complex spectrum. */
export type ComplexOf<D> = D extends Narrow ? 'complex64' : 'complex128';

/** The dtype of a real result. */
export type RealOf<D> = D extends Narrow ? 'float32' : 'float64';

/** The dtype of a cosine or sine transform: real, or complex for complex input. */
export type TrigonometricOf<D> = D extends 'complex64' | 'complex128' ? D : RealOf<D>;

function isNarrow(info: DTypeInfo): boolean {
  return info === DTYPES.float16 || info === DTYPES.float32 || info === DTYPES.complex64;
}

export function complexInfo(info: DTypeInfo): DTypeInfo {
  return isNarrow(info) ? DTYPES.complex64 : DTYPES.complex128;
}

export function realInfo(info: DTypeInfo): DTypeInfo {
  return isNarrow(info) ? DTYPES.float32 : DTYPES.float64;
}

/** The array in a dtype that transforms are computed in, itself where it has one already. */
export function inPrecision(a: NDArray): NDArray {
  const info = a.info.kind === 'c' ? complexInfo(a.info) : realInfo(a.info);
  return a.info === info ? a : copyAs(a, info);
}
