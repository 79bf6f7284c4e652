/** The methods of arrays that reduce, run along axes, round and give the parts of complex numbers. */
import type { ArrayOf } from '../../core/ndarray.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import type { DType } from '../../core/dtype.js';
import { DTypeError } from '../../core/errors.js';
import { NDArray } from '../../core/ndarray.js';
import { imagView, realView } from '../complexParts.js';
import { argmax, argmin, type ArgOptions } from '../extrema.js';
import { mean, std, var as variance } from '../moments.js';
import { all, any, max, min, prod, ptp, sum } from '../reductions.js';
import type {
  AxisOptions,
  ExtremumOptions,
  MeanOptions,
  ReductionMethod,
  RunningMethod,
  RunningOptions,
  SpreadOptions,
  TotalOptions,
  TruthOptions,
} from '../reductionTypes.js';
import { clip, round, type RoundOptions } from '../rounding.js';
import { cumprod, cumsum } from '../scans.js';
import { conjugate } from '../ufuncs/arithmetic.js';
import type { RealPart, UfuncOptions } from '../ufuncs/types.js';

/** The place of an extreme element, as a method. */
export interface ArgMethod {
  (this: NDArray, options?: { axis?: null; keepdims?: false; out?: null }): number;
  (this: NDArray, options: ArgOptions & ({ axis: number } | { keepdims: true } | { out: NDArray })): NDArray<'int32'>;
  (this: NDArray, options?: ArgOptions): NDArray<'int32'> | number;
}

declare module '../../core/ndarray.js' {
  interface NDArray<D extends DType = DType> {
    /** The sum of elements over axes; see `sum`. */
    sum: ReductionMethod<'total', TotalOptions>;
    /** The product of elements over axes; see `prod`. */
    prod: ReductionMethod<'total', TotalOptions>;
    /** The largest element along axes; see `max`. */
    max: ReductionMethod<'same', ExtremumOptions>;
    /** The smallest element along axes; see `min`. */
    min: ReductionMethod<'same', ExtremumOptions>;
    /** Maximum less minimum along axes; see `ptp`. */
    ptp: ReductionMethod<'same', AxisOptions>;
    /** Are all elements true? See `all`. */
    all: ReductionMethod<'bool', TruthOptions>;
    /** Is any element true? See `any`. */
    any: ReductionMethod<'bool', TruthOptions>;
    /** The mean along axes; see `mean`. */
    mean: ReductionMethod<'mean', MeanOptions>;
    /** The variance along axes; see `var`. */
    var: ReductionMethod<'spread', SpreadOptions>;
    /** The standard deviation along axes; see `std`. */
    std: ReductionMethod<'spread', SpreadOptions>;
    /** Where the largest element lies; see `argmax`. */
    argmax: ArgMethod;
    /** Where the smallest element lies; see `argmin`. */
    argmin: ArgMethod;
    /** Running sums; see `cumsum`. */
    cumsum: RunningMethod;
    /** Running products; see `cumprod`. */
    cumprod: RunningMethod;
    /** Values kept within bounds; see `clip`. */
    clip(min?: ArrayLike | null, max?: ArrayLike | null, options?: UfuncOptions): NDArray<D>;
    /** Values rounded to a number of decimals; see `round`. */
    round(options?: RoundOptions): NDArray<D>;
    /** The complex conjugate. */
    conj(): NDArray<D>;
    /** The complex conjugate. */
    conjugate(): NDArray<D>;
    /** The real part: a view. It can be assigned. */
    get real(): ArrayOf<RealPart<D>>;
    set real(value: ArrayLike);
    /** The imaginary part: a view of a complex array, zeros of a real one. It can be assigned where the array is complex. */
    get imag(): ArrayOf<RealPart<D>>;
    set imag(value: ArrayLike);
  }
}

Object.assign(NDArray.prototype, {
  sum(this: NDArray, options?: TotalOptions): unknown {
    return sum(this, options);
  },
  prod(this: NDArray, options?: TotalOptions): unknown {
    return prod(this, options);
  },
  max(this: NDArray, options?: ExtremumOptions): unknown {
    return max(this, options);
  },
  min(this: NDArray, options?: ExtremumOptions): unknown {
    return min(this, options);
  },
  ptp(this: NDArray, options?: AxisOptions): unknown {
    return ptp(this, options);
  },
  all(this: NDArray, options?: TruthOptions): unknown {
    return all(this, options);
  },
  any(this: NDArray, options?: TruthOptions): unknown {
    return any(this, options);
  },
  mean(this: NDArray, options?: MeanOptions): unknown {
    return mean(this, options);
  },
  var(this: NDArray, options?: SpreadOptions): unknown {
    return variance(this, options);
  },
  std(this: NDArray, options?: SpreadOptions): unknown {
    return std(this, options);
  },
  argmax(this: NDArray, options?: ArgOptions): unknown {
    return argmax(this, options);
  },
  argmin(this: NDArray, options?: ArgOptions): unknown {
    return argmin(this, options);
  },
  cumsum(this: NDArray, options?: RunningOptions): unknown {
    return cumsum(this, options);
  },
  cumprod(this: NDArray, options?: RunningOptions): unknown {
    return cumprod(this, options);
  },
  clip(this: NDArray, min?: ArrayLike | null, max?: ArrayLike | null, options?: UfuncOptions): unknown {
    return clip(this, min ?? null, max ?? null, options);
  },
  round(this: NDArray, options?: RoundOptions): unknown {
    return round(this, options);
  },
  conj(this: NDArray): unknown {
    return conjugate(this);
  },
  conjugate(this: NDArray): unknown {
    return conjugate(this);
  },
});

Object.defineProperties(NDArray.prototype, {
  real: {
    configurable: true,
    get(this: NDArray): NDArray {
      return realView(this);
    },
    set(this: NDArray, value: ArrayLike) {
      realView(this).set(['...'], value);
    },
  },
  imag: {
    configurable: true,
    get(this: NDArray): NDArray {
      return imagView(this);
    },
    set(this: NDArray, value: ArrayLike) {
      if (this.info.kind !== 'c') throw new DTypeError(`imag: cannot set imaginary part of an array of ${this.dtype}`);
      imagView(this).set(['...'], value);
    },
  },
});
