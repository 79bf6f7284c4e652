// Data on rectangular grids against SciPy.

import { describe } from 'vitest';
import * as np from '../../src/index.js';
import { RegularGridInterpolator, interpn, type GridMethod } from '../../src/interpolate/index.js';
import { check, tables } from './compare.js';

const { data, results } = tables('grids.json.gz');
const { gx, gy, gz, v1, v2, v3, v2w, v2z, p3, out } = data as { [name in 'gx' | 'gy' | 'gz' | 'v1' | 'v2' | 'v3' | 'v2w' | 'v2z' | 'p3' | 'out']: np.NDArray }; // prettier-ignore
const p2 = p3.at(':', ':2');
const ok = np.delete(out, 3, { axis: 0 }) as np.NDArray;

const cases: Record<string, () => unknown> = {};
for (const method of ['linear', 'nearest', 'slinear', 'cubic', 'quintic', 'pchip'] as GridMethod[]) {
  const grid = (points: np.NDArray[], values: np.NDArray, options = {}): RegularGridInterpolator =>
    new RegularGridInterpolator(points, values, { method, ...options });
  cases[`${method} 1`] = () => grid([gx], v1).evaluate(p3.at(':', ':1'));
  cases[`${method} 2`] = () => grid([gx, gy], v2).evaluate(p2);
  cases[`${method} 3`] = () => grid([gx, gy, gz], v3).evaluate(p3.reshape(3, 4, 3));
  cases[`${method} vector`] = () => grid([gx, gy], v2w).evaluate(p2);
  cases[`${method} fill`] = () => grid([gx, gy], v2, { boundsError: false }).evaluate(ok.at(':', ':2'));
  cases[`${method} fill 7`] = () => grid([gx, gy], v2, { boundsError: false, fillValue: 7 }).evaluate(ok.at(':', ':2'));
  cases[`${method} extrapolate`] = () => grid([gx, gy, gz], v3, { boundsError: false, fillValue: null }).evaluate(ok);
  cases[`${method} descending`] = () => grid([gx, gy.at('::-1')], v2).evaluate(p2);
  if (method !== 'pchip') cases[`${method} complex`] = () => grid([gx, gy], v2z).evaluate(p2);
}
cases['linear nan'] = () =>
  new RegularGridInterpolator([gx, gy], v2, { boundsError: false }).evaluate(out.at(':', ':2'));
cases['interpn'] = () => {
  const [a, b] = np.meshgrid(np.linspace(gx.item(0) as number, gx.item(-1) as number, 3), np.linspace(-1, 1, 4), { indexing: 'ij' }); // prettier-ignore
  return interpn([gx, gy], v2, [a!, b!]);
};
cases['interpn splinef2d'] = () => interpn([gx, gy], v2, p2, { method: 'splinef2d' });

describe('grids', () => check(results, cases));
