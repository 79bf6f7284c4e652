/** Weighted averages. */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import type { DType, Scalar } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { promoteInfo, type Promote } from '../core/promotion.js';
import { normalizeAxes, sameShape, sizeOf } from '../core/shape.js';
import { delivered } from './axes.js';
import { converted, meanAlong, meanInfo } from './moments.js';
import type { Along, AxisOption, MeanDType } from './reductionTypes.js';
import { add, divide, multiply } from './ufuncs/arithmetic.js';
import { equal } from './ufuncs/logic.js';
import { reduce } from './ufuncs/fold.js';
import { tableOf } from './ufuncs/make.js';
import { truthFlat } from '../backends/single/truth.js';

/** Options of `average`. */
export interface AverageOptions {
  axis?: AxisOption;
  /** One weight a value, or one a place along the axis. */
  weights?: ArrayLike | null;
  /** Give the sums of the weights too: `[average, sums]`. */
  returned?: boolean;
  keepdims?: boolean;
}

type WeightDType<O> = O extends { weights: infer W extends ArrayLike } ? DTypeOf<W> : never;
/** The dtype of the average of values of `D` under options `O`. */
type AverageDType<D extends DType, O> = [WeightDType<O>] extends [never]
  ? MeanDType<D>
  : MeanDType<Promote<D, WeightDType<O>>>;
type Averaged<D extends DType, O> = O extends Along
  ? NDArray<D>
  : O extends { axis?: null; keepdims?: false; [key: string]: unknown }
    ? Scalar<D>
    : NDArray<D> | Scalar<D>;
type Returned<R, O> = O extends { returned: true }
  ? [R, R]
  : O extends { returned?: false; [key: string]: unknown }
    ? R
    : R | [R, R];

/**
 * The weighted average along axes, `sum(a * weights) / sum(weights)`.
 *
 * @param a - array_like
 * @param options - `axis`, `weights` (all 1 by default), `returned`, `keepdims`
 * @returns a plain value over everything, an array with `axis` or `keepdims`; with `returned: true` a pair of the average
 *   and the sum of the weights
 * @throws ValueError when the weights sum to zero or do not fit the shape
 * @example
 * np.average([1, 2, 3, 4], { weights: [4, 3, 2, 1] }); // 2
 */
export function average<A extends ArrayLike, const O extends AverageOptions = {}>(
  a: A,
  options?: O & AverageOptions,
): Returned<Averaged<AverageDType<DTypeOf<A>, O>, O>, O> {
  checkOptions('average', options, ['axis', 'weights', 'returned', 'keepdims']);
  const { axis, weights, returned = false, keepdims = false }: AverageOptions = options ?? {};
  const source = asNDArray('average', a);
  const axes = normalizeAxes('average', axis, source.ndim);
  let kept: NDArray;
  let sums: NDArray;
  if (weights === undefined || weights === null) {
    kept = meanAlong('average', source, { axis: axes, keepdims: true }) as NDArray;
    sums = multiply(equal(kept, kept).astype(kept.dtype), 0) as NDArray;
    add(sums, sizeOf(axes.map((k) => source.shape[k]!)), { out: sums });
  } else {
    let given = asNDArray('average', weights);
    if (!sameShape(given.shape, source.shape)) {
      if (axis === undefined || axis === null) {
        throw new DTypeError(
          `average: Axis must be specified when shapes of a and weights differ: ${shapeText(source.shape)} and ${shapeText(given.shape)}`,
        );
      }
      if (
        !sameShape(
          given.shape,
          axes.map((k) => source.shape[k]!),
        )
      ) {
        throw new ValueError(
          `average: Shape of weights must be consistent with shape of a along specified axis, got ${shapeText(given.shape)} for ${shapeText(source.shape)}`,
        );
      }
      const from = given;
      given = from.strided(
        source.shape.map((n, k) => (axes.includes(k) ? n : 1)),
        source.shape.map((_, k) => (axes.includes(k) ? from.steps[axes.indexOf(k)]! : 0)),
        from.offset,
      );
    }
    const info = meanInfo(promoteInfo(source.info, given.info));
    const fold = (values: NDArray): NDArray =>
      reduce(tableOf(add), 'average', values, { axis: axes, keepdims: true, dtype: info.name }) as NDArray;
    sums = fold(given);
    const zero = equal(sums, 0, { order: 'C' });
    if (truthFlat(zero, zero.size, true)) throw new ValueError("average: Weights sum to zero, can't be normalized");
    kept = divide(fold(multiply(source, given, { dtype: info.name })), sums) as NDArray;
    kept = converted(kept, info);
    if (!sameShape(sums.shape, kept.shape)) sums = add(multiply(kept, 0), sums) as NDArray;
  }
  const results = [kept, sums].map((one) => delivered('average', one, axes, { axis, keepdims }));
  return (returned ? results : results[0]) as never;
}
