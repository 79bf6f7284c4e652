// Many points on several threads: bit for bit what one thread gives, however many there are, but for products of matrices.

import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as ip from '../../src/interpolate/index.js';
import { assertAllclose } from '../../src/testing/index.js';

const rng = np.random.defaultRng(11);
const x = np.linspace(0, 10, 41);
const y = np.sin(x);
const columns = np.stack([y, np.cos(x)], { axis: 1 });
const q = rng.uniform(-1, 11, 900);
const flat = rng.uniform(0, 1, [300, 2]);
const height = rng.uniform(0, 1, 300);
const table = rng.uniform(0, 1, [8, 9, 10]);
const axes = [np.linspace(0, 1, 8), np.linspace(0, 1, 9), np.linspace(0, 1, 10)];
const inside = rng.uniform(0, 1, [700, 3]);
const inPlane = rng.uniform(-0.1, 1.1, [20_000, 2]);

// Made here: the systems that these solve are rounded otherwise by another number of BLAS threads.
const plates = new ip.RBFInterpolator(flat, height);
const bells = new ip.RBFInterpolator(flat, height, { kernel: 'gaussian', epsilon: 9 });

const grid = (method: ip.GridMethod, points = inside): np.NDArray =>
  new ip.RegularGridInterpolator(axes, table, { method }).evaluate(points);

const cases: Record<string, () => unknown> = {
  CubicSpline: () => new ip.CubicSpline(x, y).evaluate(q),
  'CubicSpline, columns, derivative, nan outside': () => new ip.CubicSpline(x, columns).evaluate(q, { nu: 1, extrapolate: false }), // prettier-ignore
  PchipInterpolator: () => new ip.PchipInterpolator(x, y).evaluate(q),
  'BSpline, cubic, periodic': () => ip.makeInterpSpline(x, y).evaluate(q, { extrapolate: 'periodic' }),
  'BSpline, degree 5, columns': () => ip.makeInterpSpline(x, columns, { k: 5 }).evaluate(q),
  splev: () => ip.splev(q, ip.splrep(x, y)),
  'RegularGrid, linear': () => grid('linear'),
  'RegularGrid, nearest': () => grid('nearest'),
  'RegularGrid, cubic': () => grid('cubic'),
  'RegularGrid, pchip': () => grid('pchip', inside.at(':60')),
  'RectBivariateSpline': () => new ip.RectBivariateSpline(axes[0]!, axes[1]!, table.at(':', ':', 0)).ev(inside.at(':', 0), inside.at(':', 1)), // prettier-ignore
  LinearND: () => new ip.LinearNDInterpolator(flat, height).evaluate(inPlane),
  CloughTocher: () => new ip.CloughTocher2DInterpolator(flat, height).evaluate(inPlane),
  'griddata, filled': () => ip.griddata(flat, height, inPlane, { fillValue: -1 }),
  'RBF, thin plate': () => plates.evaluate(inPlane.at(':800')),
  'RBF, gaussian': () => bells.evaluate(inPlane.at(':800')),
  'RBF, neighbours': () => new ip.RBFInterpolator(flat, height, { neighbors: 12 }).evaluate(inPlane.at(':50')),
};

const numbers = (result: unknown): number[] => (result as np.NDArray<'float64'>).toFlatArray();
const alone = Object.fromEntries(Object.entries(cases).map(([name, run]) => [name, numbers(run())]));

afterAll(async () => {
  np.setBackend('single');
  await np.shutdown();
});

describe.each([2, 3])('%i threads give what one gives', (workers) => {
  it.each(Object.keys(cases))('%s', async (name) => {
    await np.withBackend('threads', { workers, leastWork: 0 }, () => {
      const together = numbers(cases[name]!());
      // Products of matrices may be rounded otherwise by several threads (docs/threads.md).
      if (name.startsWith('RBF')) assertAllclose(together, alone[name]!, { rtol: 1e-9, atol: 1e-9 });
      else expect(together).toEqual(alone[name]);
    });
  });
});

describe('where points are asked for', () => {
  it('does not depend on the points beside them', () => {
    const f = new ip.LinearNDInterpolator(flat, height);
    const all = numbers(f.evaluate(inPlane.at(':200')));
    const reversed = numbers(f.evaluate(inPlane.at(':200').at('::-1'))).reverse();
    expect(all).toEqual(reversed);
  });
});
