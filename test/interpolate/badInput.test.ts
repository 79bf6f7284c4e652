// Bad input: one clear error in SciPy's words, and what becomes of points outside and of nan.

import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import {
  Akima1DInterpolator,
  BPoly,
  BSpline,
  BarycentricInterpolator,
  CloughTocher2DInterpolator,
  CubicHermiteSpline,
  CubicSpline,
  InterpolatedUnivariateSpline,
  KroghInterpolator,
  LSQUnivariateSpline,
  LinearNDInterpolator,
  PPoly,
  PchipInterpolator,
  RBFInterpolator,
  RectBivariateSpline,
  RegularGridInterpolator,
  SmoothBivariateSpline,
  UnivariateSpline,
  griddata,
  interp1d,
  interpn,
  lagrange,
  makeInterpSpline,
  makeLsqSpline,
  makeSmoothingSpline,
  pade,
  splev,
  splprep,
  splrep,
  sproot,
} from '../../src/interpolate/index.js';
import { Delaunay, KDTree } from '../../src/spatial/index.js';

const x = [0, 1, 2, 3, 4];
const y = [0, 1, 4, 9, 16];
const ones = np.ones([5, 5]);

const refused: [name: string, run: () => unknown, message: RegExp][] = [
  ['CubicSpline, unsorted', () => new CubicSpline([0, 2, 1], [0, 1, 2]), /`x` must be strictly increasing sequence/],
  ['CubicSpline, repeated', () => new CubicSpline([0, 1, 1], [0, 1, 2]), /strictly increasing/],
  ['CubicSpline, one point', () => new CubicSpline([0], [0]), /at least 2 elements/],
  ['CubicSpline, none', () => new CubicSpline([], []), /at least 2 elements/],
  ['CubicSpline, nan', () => new CubicSpline([0, 1, 2], [0, NaN, 2]), /`y` must contain only finite values/],
  ['CubicSpline, lengths', () => new CubicSpline([0, 1, 2], [0, 1]), /doesn't match the length of `x`/],
  ['CubicSpline, bcType', () => new CubicSpline(x, y, { bcType: 'odd' as never }), /not allowed/],
  ['CubicSpline, not closed', () => new CubicSpline(x, y, { bcType: 'periodic' }), /must be identical/],
  ['CubicSpline, order', () => new CubicSpline(x, y, { bcType: ['natural', [3 as never, 0]] }), /order must be 1 or 2/],
  ['CubicSpline, option', () => new CubicSpline(x, y, { bc: 1 } as never), /unexpected option 'bc'/],
  ['CubicSpline, negative nu', () => new CubicSpline(x, y).evaluate(1, { nu: -1 }), /nu must be an integer >= 0/],
  ['CubicHermiteSpline, shapes', () => new CubicHermiteSpline(x, y, [1, 2]), /must be identical/],
  ['Pchip, complex', () => new PchipInterpolator([0, 1], [new np.Complex(0, 1), 1]), /must be real/],
  ['Akima, method', () => new Akima1DInterpolator(x, y, { method: 'best' as never }), /unsupported/],
  ['PPoly, pieces', () => new PPoly([[1, 2]], [0, 1]), /incompatible/],
  ['PPoly, zigzag', () => new PPoly([[1, 2]], [0, 2, 1]), /strictly increasing or decreasing/],
  ['PPoly, complex roots', () => new PPoly<'complex128'>([[new np.Complex(0, 1)], [1]], [0, 1]).roots(), /real-valued/],
  ['BPoly, shape', () => new BPoly([1, 2], [0, 1]), /at least 2-dimensional/],
  ['BSpline, few knots', () => new BSpline([0, 1, 2], [1, 1], 3), /Need at least 8 knots/],
  ['BSpline, falling knots', () => new BSpline([0, 0, 1, 0.5], [1, 1], 1), /non-decreasing/],
  ['BSpline, few coefficients', () => new BSpline([0, 0, 0, 1, 1, 1], [1, 1], 2), /inconsistent/],
  ['BSpline, degree', () => new BSpline([0, 1], [1], 0.5), /integer/],
  ['designMatrix, outside', () => BSpline.designMatrix([5], [0, 0, 1, 1], 1), /Out of bounds w\/ x = 5/],
  ['makeInterpSpline, repeated', () => makeInterpSpline([0, 1, 1, 2], [0, 1, 2, 3]), /duplicates/],
  ['makeInterpSpline, unsorted', () => makeInterpSpline([0, 2, 1, 3], [0, 1, 2, 3]), /1-D sorted/],
  ['makeInterpSpline, few points', () => makeInterpSpline([0, 1], [0, 1], { k: 3 }), /degree 3 takes at least 4 points, got 2/],
  ['makeInterpSpline, conditions', () => makeInterpSpline(x, y, { bcType: [[[1, 0]], [[1, 0], [2, 0]]] }), /does not match: expected 2, got 1\+2/],
  ['makeInterpSpline, k', () => makeInterpSpline(x, y, { k: -1 }), /k must be an integer >= 0/],
  ['makeLsqSpline, outside', () => makeLsqSpline(x, y, [0, 0, 3, 3], { k: 1 }), /Out of bounds/],
  ['makeSmoothingSpline, few', () => makeSmoothingSpline([0, 1, 2], [0, 1, 2]), /at least 5/],
  ['makeSmoothingSpline, lam', () => makeSmoothingSpline(x, y, { lam: -1 }), /non-negative/],
  ['splrep, few', () => splrep([0, 1, 2], [0, 1, 2]), /m > k must hold/],
  ['splrep, degree', () => splrep(x, y, { k: 6 }), /1<=k<=5/],
  ['splrep, unsorted', () => splrep([0, 2, 1, 3], [0, 1, 2, 3]), /must increase/],
  ['splrep, knots', () => splrep(x, y, { task: -1, t: [0.1, 0.2, 0.3] }), /Schoenberg-Whitney/],
  ['splprep, one row', () => splprep([1, 2, 3, 4] as never), /list of coordinates/],
  ['splev, ext', () => splev(9, splrep(x, y), { ext: 2 }), /outside the domain/],
  ['splev, der', () => splev(1, splrep(x, y), { der: 4 }), /0<=der=4<=k=3/],
  ['sproot, degree', () => sproot(splrep(x, y, { k: 2 })), /cubic/],
  ['UnivariateSpline, k', () => new UnivariateSpline(x, y, { k: 6 }), /k should be 1 <= k <= 5/],
  ['UnivariateSpline, s', () => new UnivariateSpline(x, y, { s: -1 }), /s >= 0/],
  ['UnivariateSpline, ext', () => new UnivariateSpline(x, y, { ext: 'raise' }).evaluate(7), /outside the domain/],
  ['UnivariateSpline, order', () => new UnivariateSpline([0, 2, 1, 3, 4], y), /increasing if s > 0/],
  ['InterpolatedUnivariateSpline, repeated', () => new InterpolatedUnivariateSpline([0, 1, 1, 3], [1, 2, 3, 4]), /strictly increasing/],
  ['LSQUnivariateSpline, knots', () => new LSQUnivariateSpline(x, y, [2.1, 2.2, 2.3]), /Schoenberg-Whitney/],
  ['interp1d, below', () => interp1d(x, y)(-1), /A value \(-1\) in x_new is below the interpolation range's minimum value \(0\)/],
  ['interp1d, above', () => interp1d(x, y)([1, 5]), /above the interpolation range's maximum value \(4\)/],
  ['interp1d, kind', () => interp1d(x, y, { kind: 'curly' as never }), /unsupported/],
  ['interp1d, few', () => interp1d([0, 1], [0, 1], { kind: 'cubic' }), /at least 4 entries/],
  ['interp1d, both', () => interp1d(x, y, { boundsError: true, fillValue: 'extrapolate' }), /Cannot extrapolate and raise/],
  ['Krogh, lengths', () => new KroghInterpolator(x, [1, 2]), /number of points/],
  ['Barycentric, repeated', () => new BarycentricInterpolator([0, 0], [1, 2]), /distinct/],
  ['Barycentric, no data', () => new BarycentricInterpolator([0, 1]).evaluate(0.5), /setYi/],
  ['lagrange, lengths', () => lagrange([0, 1], [1]), /same length/],
  ['pade, m', () => pade([1, 2], 2), /smaller than/],
  ['grid, outside', () => interpn([x, x], ones, [[1, 9]]), /One of the requested xi is out of bounds in dimension 1/],
  ['grid, not monotone', () => new RegularGridInterpolator([[0, 2, 1]], [1, 2, 3]), /strictly ascending or descending/],
  ['grid, counts', () => new RegularGridInterpolator([x], [1, 2]), /There are 5 points and 2 values along axis 0/],
  ['grid, few', () => new RegularGridInterpolator([[0, 1, 2]], [1, 2, 3], { method: 'cubic' }), /requires at least 4 points/],
  ['grid, dimension', () => new RegularGridInterpolator([x, x], ones).evaluate([[1, 2, 3]]), /have dimension 3/],
  ['grid, method', () => new RegularGridInterpolator([x], y, { method: 'best' as never }), /is not defined/],
  ['LinearND, line', () => new LinearNDInterpolator([[0, 0], [1, 1], [2, 2]], [1, 2, 3]), /flat/],
  ['LinearND, values', () => new LinearNDInterpolator([[0, 0], [1, 0], [0, 1]], [1, 2]), /different number of values and points/],
  ['LinearND, dimension', () => new LinearNDInterpolator([[0, 0], [1, 0], [0, 1]], [1, 2, 3]).evaluate([[1, 2, 3]]), /number of dimensions/],
  ['CloughTocher, 3-d', () => new CloughTocher2DInterpolator(np.eye(4, 3), [1, 2, 3, 4]), /plane/],
  ['griddata, cubic in 3-d', () => griddata(np.eye(4, 3), [1, 2, 3, 4], [[0, 0, 0]], { method: 'cubic' }), /Unknown interpolation method/],
  ['Delaunay, few', () => new Delaunay([[0, 0], [1, 1]]), /not enough points/],
  ['Delaunay, nan', () => new Delaunay([[0, 0], [1, 1], [0, NaN]]), /NaN/],
  ['KDTree, query', () => new KDTree([[0, 0]]).query([1, 2, 3]), /vectors of length 2/],
  ['KDTree, k', () => new KDTree([[0, 0]]).query([1, 2], { k: 0 }), /greater than or equal to 1/],
  ['RBF, epsilon', () => new RBFInterpolator([[0], [1]], [0, 1], { kernel: 'gaussian' }), /`epsilon` must be specified/],
  ['RBF, few', () => new RBFInterpolator([[0, 0], [1, 1]], [0, 1]), /At least 3 data points/],
  ['RBF, line', () => new RBFInterpolator([[0, 0], [1, 1], [2, 2], [3, 3]], [0, 1, 2, 4]), /Singular matrix/],
  ['RBF, line that rounds', () => new RBFInterpolator([[0.1, 0.3], [0.2, 0.6], [0.7, 2.1], [1.1, 3.3], [1.7, 5.1]], [0, 1, 2, 4, 5]), /Singular matrix/],
  ['RectBivariate, shape', () => new RectBivariateSpline(x, x, np.ones([4, 5])), /same number of elements/],
  ['RectBivariate, order', () => new RectBivariateSpline(x, x, ones).evaluate([2, 1], [0]), /sorted/],
  ['SmoothBivariate, few', () => new SmoothBivariateSpline(x, x, y), /should be at least/],
]; // prettier-ignore

describe('refused', () => {
  for (const [name, run, message] of refused) it(name, () => expect(run).toThrow(message));
});

describe('outside and nan', () => {
  it('nan gives nan', () => {
    expect(new CubicSpline(x, y).evaluate(NaN)).toBeNaN();
    expect(makeInterpSpline(x, y).evaluate(NaN)).toBeNaN();
    expect(new PPoly([[1]], [0, 1]).evaluate(NaN)).toBeNaN();
    expect(interp1d(x, y, { kind: 'nearest' })(NaN)).toBeNaN();
    expect(new RegularGridInterpolator([x, x], ones).evaluate([[NaN, 1]]).item()).toBeNaN();
    expect(new UnivariateSpline(x, y).evaluate(NaN)).toBeNaN();
    expect(griddata([[0, 0], [1, 0], [0, 1]], [1, 2, 3], [[NaN, 0]]).item()).toBeNaN(); // prettier-ignore
  });

  it('empty queries give empty values', () => {
    expect(new CubicSpline(x, y).evaluate([]).shape).toEqual([0]);
    expect(makeInterpSpline(x, y).evaluate(np.zeros([0, 3])).shape).toEqual([0, 3]);
    expect(interp1d(x, y)([]).shape).toEqual([0]);
    expect(new RegularGridInterpolator([x, x], ones).evaluate(np.zeros([0, 2])).shape).toEqual([0]);
    expect(new UnivariateSpline(x, y).evaluate([]).shape).toEqual([0]);
  });

  it('too few points for a degree, and none at all', () => {
    expect(() => makeInterpSpline([0, 1], [0, 1])).toThrow(/degree 3 takes at least 4 points, got 2/);
    expect(() => makeSmoothingSpline([0, 1, 2], [0, 1, 2])).toThrow(/at least 5, got 3/);
    expect(() => griddata([], [], [[0, 0]])).toThrow(/griddata: expected at least one point, got none/);
  });

  it('a failed addXi leaves the interpolant as it was', () => {
    const p = new BarycentricInterpolator([0, 1, 2], [0, 1, 4]);
    expect(() => p.addXi([2], [4])).toThrow(/distinct/);
    expect(() => p.addXi([3])).toThrow(/yi must be given/);
    expect(p.evaluate(1.5)).toBeCloseTo(2.25, 14);
  });
});
