/** The methods of arrays that compute, put on NDArray: each mirrors the function of the same name. */
import type { ArrayLike } from '../core/arrayLike.js';
import type { DType, DTypeInfo, DTypeLike, ResolveDType } from '../core/dtype.js';
import { dtype as dtypeInfo } from '../core/dtype.js';
import { ValueError } from '../core/errors.js';
import type { Index } from '../core/indexing.js';
import { NDArray } from '../core/ndarray.js';
import type { Casting } from '../core/promotion.js';
import { astype, copyAs, orderFor } from './creation.js';
import { getItem, setItem } from './indexing.js';
import type { Order } from './ufuncs/types.js';

declare module '../core/ndarray.js' {
  interface NDArray<D extends DType = DType> {
    /**
     * The part of the array that an index names, as `a[...]` in NumPy: a view for integers and slices, a copy for index
     * arrays and masks.
     *
     * @example
     * const a = np.arange(6).reshape(2, 3);
     * a.at(0).toArray(); // [0, 1, 2]
     * a.at(-1, '1:3').toArray(); // [4, 5]
     * a.at('::-1', np.newaxis, '...').shape; // [2, 1, 3]
     * a.at(np.greater(a, 3)).toArray(); // [4, 5]
     * a.at([0, 1], [2, 0]).toArray(); // [2, 3]
     */
    at(...indices: Index[]): NDArray<D>;
    /**
     * Assign to the part that an index names; the value is broadcast.
     *
     * @example
     * const a = np.zeros([2, 3]);
     * a.set([0, '1:3'], 5).toArray(); // [[0, 5, 5], [0, 0, 0]]
     */
    set(indices: readonly Index[], value: ArrayLike): this;
    /** A fresh array of the same values. */
    copy(options?: { order?: Order }): NDArray<D>;
    /** The values converted to a dtype: a fresh array, unless `copy: false` and nothing is to be done. */
    astype<T extends DTypeLike>(
      dtype: T,
      options?: { copy?: boolean; casting?: Casting; order?: Order },
    ): NDArray<ResolveDType<T>>;
    /** The same bytes read as another dtype: a view. */
    view<T extends DTypeLike>(dtype: T): NDArray<ResolveDType<T>>;
  }
}

const methods = {
  at(this: NDArray, ...indices: Index[]): NDArray {
    return getItem(this, indices);
  },
  set(this: NDArray, indices: readonly Index[], value: ArrayLike): NDArray {
    setItem(this, indices, value);
    return this;
  },
  copy(this: NDArray, options: { order?: Order } = {}): NDArray {
    return copyAs(this, this.info, orderFor(this, options.order ?? 'C'));
  },
  astype(this: NDArray, dtype: DTypeLike, options?: { copy?: boolean; casting?: Casting; order?: Order }): NDArray {
    return astype(this, dtype, options);
  },
  view(this: NDArray, dtype?: DTypeLike): NDArray {
    if (dtype === undefined) return this.strided(this.shape, this.steps, this.offset);
    return viewAs(this, dtypeInfo(dtype) as DTypeInfo);
  },
};
Object.assign(NDArray.prototype, methods);

function viewAs(a: NDArray, info: DTypeInfo): NDArray {
  const from = a.info.itemsize;
  const to = info.itemsize;
  const { ndim } = a;
  const last = ndim ? a.shape[ndim - 1]! : 1;
  if (from !== to && (ndim === 0 || (a.steps[ndim - 1] !== 1 && last !== 1))) {
    throw new ValueError('view: to change to a dtype of a different size, the last axis must be contiguous');
  }
  if ((last * from) % to !== 0) {
    throw new ValueError(
      `view: when changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array`,
    );
  }
  const { storage } = a;
  const start = storage.byteOffset + a.offset * from;
  const unit = info.itemsize / info.lanes;
  if (start % unit !== 0)
    throw new ValueError(`view: the array's memory is not aligned for ${info.name}; copy it first`);
  const scale = (step: number): number => (step * from) / to;
  if (from !== to && a.steps.slice(0, -1).some((step) => !Number.isInteger(scale(step)))) {
    throw new ValueError(`view: rows of ${a.dtype} do not fall on whole elements of ${info.name}; copy it first`);
  }
  // Storage of the new type over the whole buffer part that is aligned with the first element.
  const before = Math.floor((start - storage.byteOffset) / to);
  const head = start - before * to;
  const tail = storage.byteOffset + storage.byteLength;
  const fresh = new info.Storage(storage.buffer, head, Math.floor((tail - head) / unit));
  const shape = from === to ? a.shape : [...a.shape.slice(0, -1), (last * from) / to];
  const steps = from === to ? a.steps : [...a.steps.slice(0, -1).map(scale), 1];
  const view = new NDArray(info, fresh, shape, steps, before, a.base ?? a);
  view.writeable = a.writeable;
  return view;
}
