/** griddata: scattered data by any of the interpolators for them. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { CloughTocher2DInterpolator } from './cloughTocher.js';
import { arrayOver, type SplineDType } from './data.js';
import { interp1d } from './interp1d.js';
import { LinearNDInterpolator, NearestNDInterpolator } from './scattered.js';
import { coordinatesOf, type Coordinates, type ScatteredOptions } from './scatteredData.js';

/**
 * Data at scattered points, interpolated.
 *
 * @param points - array_like of shape (n, d), or d coordinate arrays of n each
 * @param values - array_like of shape (n, ...)
 * @param xi - array_like of shape (..., d), or d coordinate arrays
 * @param options - `method` 'linear' (default), 'nearest' or 'cubic' (one or two dimensions); `fillValue` (nan) outside the hull of the
 *   points, not for 'nearest'; `rescale` (false)
 * @returns values of shape (...) followed by the further axes of the data
 * @throws ValueError when shapes do not fit or the method does not exist for the dimension
 * @example
 * griddata([[0, 0], [1, 0], [0, 1], [1, 1]], [0, 1, 1, 2], [[0.5, 0.25]]); // array([0.75])
 */
export function griddata<D extends SplineDType = 'float64'>(
  points: Coordinates,
  values: ArrayLike,
  xi: Coordinates,
  options: ScatteredOptions & { method?: 'linear' | 'nearest' | 'cubic' } = {},
): NDArray<D> {
  const where = 'griddata';
  checkOptions(where, options, ['method', 'fillValue', 'rescale']);
  const { method = 'linear', fillValue = NaN, rescale = false } = options;
  const set = coordinatesOf(where, points);
  const { d } = set;
  if (set.points.length === 0) throw new ValueError(`${where}: expected at least one point, got none`);
  if (d === 1 && ['nearest', 'linear', 'cubic'].includes(method)) {
    const f = interp1d<D>(arrayOver(set.points, [set.points.length]), values, {
      kind: method,
      axis: 0,
      boundsError: false,
      fillValue: method === 'nearest' ? 'extrapolate' : fillValue,
    });
    const at = coordinatesOf(where, xi, 1);
    return f(arrayOver(at.points, at.shape)) as NDArray<D>;
  }
  if (method === 'nearest') return new NearestNDInterpolator<D>(points, values, { rescale }).evaluate(xi);
  if (method === 'linear') return new LinearNDInterpolator<D>(points, values, { fillValue, rescale }).evaluate(xi);
  if (method === 'cubic' && d === 2) {
    return new CloughTocher2DInterpolator<D>(points, values, { fillValue, rescale }).evaluate(xi);
  }
  throw new ValueError(`${where}: Unknown interpolation method ${describe(method)} for ${d} dimensional data`);
}
