/** The methods of arrays that are products: dot, trace. */
import type { ArrayLike } from '../../core/arrayLike.js';
import type { DType, DTypeLike, ResolveDType } from '../../core/dtype.js';
import { NDArray, type Item } from '../../core/ndarray.js';
import { dot, trace, type OutOptions, type Scaled, type Traced, type TraceOptions } from '../products.js';

declare module '../../core/ndarray.js' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- merged declarations have the same parameters
  interface NDArray<D extends DType = DType> {
    /** The dot product with `b`; see `dot`. */
    dot<A extends NDArray, B extends ArrayLike>(this: A, b: B, options?: OutOptions): Scaled<A, B>;
    /** The sum along a diagonal; see `trace`. */
    trace<T extends DTypeLike>(options: TraceOptions<T> & { dtype: T }): Item<ResolveDType<T>>;
    trace<A extends NDArray>(this: A, options?: TraceOptions): Traced<A>;
  }
}

Object.assign(NDArray.prototype, {
  dot(this: NDArray, b: ArrayLike, options?: OutOptions): unknown {
    return dot(this, b, options);
  },
  trace(this: NDArray, options?: TraceOptions): unknown {
    return trace(this, options);
  },
});
