// The options that a Generator's methods take.

import type { ArrayLike } from '../core/arrayLike.js';
import type { DTypeLike, ResolveDType } from '../core/dtype.js';
import type { NDArray } from '../core/ndarray.js';
import type { FloatDTypeLike } from './arguments.js';
import type { IntegerDType } from './integers.js';
import type { ExponentialMethod } from './ziggurat.js';

/** Options of the draws that come in two precisions. */
export interface FloatOptions<T extends FloatDTypeLike = FloatDTypeLike> {
  /** `'float64'` (default) or `'float32'`, which takes half the bits. */
  dtype?: T;
  /** Write the draws here: a contiguous array of that dtype. */
  out?: NDArray | null;
}

/** Options of `standardExponential`. */
export interface ExponentialOptions<T extends FloatDTypeLike = FloatDTypeLike> extends FloatOptions<T> {
  /** The ziggurat (`'zig'`, default) or inversion (`'inv'`). */
  method?: ExponentialMethod;
}

/** The dtypes that `integers` draws, in all their spellings. */
export type IntegerDTypeLike = {
  [T in DTypeLike]: ResolveDType<T> extends IntegerDType ? T : never;
}[DTypeLike];

/** Options of `integers`. */
export interface IntegersOptions<T extends IntegerDTypeLike | undefined = IntegerDTypeLike | undefined> {
  /** The dtype whose stream is drawn; see `Generator.integers`. */
  dtype?: T;
  /** May `high` itself be drawn? Default false. */
  endpoint?: boolean;
}

/** Options of `choice`. */
export interface ChoiceOptions {
  /** May an item come twice? Default true. */
  replace?: boolean;
  /** The probability of each item; by default all are alike. */
  p?: ArrayLike | null;
  /** The axis of `a` along which to choose, 0 by default. */
  axis?: number;
  /** Without replacement: is the order random too, or only the choice? Default true. */
  shuffle?: boolean;
}
