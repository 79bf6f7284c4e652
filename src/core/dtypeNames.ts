/** NumPy's dtype objects, which here are the names themselves: `{ dtype: np.float32 }` is `{ dtype: 'float32' }`. */

/** Truth values. */
export const bool_ = 'bool';
export { bool_ as bool };
export const int8 = 'int8';
export const uint8 = 'uint8';
export const int16 = 'int16';
export const uint16 = 'uint16';
export const int32 = 'int32';
export const uint32 = 'uint32';
/** 64-bit integers; elements are bigints. */
export const int64 = 'int64';
/** Unsigned 64-bit integers; elements are bigints. */
export const uint64 = 'uint64';
/** Half precision. */
export const float16 = 'float16';
/** Single precision. */
export const float32 = 'float32';
/** Double precision, what numbers make. */
export const float64 = 'float64';
/** Pairs of float32. */
export const complex64 = 'complex64';
/** Pairs of float64. */
export const complex128 = 'complex128';
