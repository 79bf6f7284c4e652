// Piecewise polynomials, cubic interpolants and B-splines against SciPy.

import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import {
  Akima1DInterpolator,
  BPoly,
  BSpline,
  CubicHermiteSpline,
  CubicSpline,
  PPoly,
  PchipInterpolator,
  makeInterpSpline,
  makeLsqSpline,
  makeSmoothingSpline,
  pchipInterpolate,
  type BoundaryConditions,
  type BoundaryName,
} from '../../src/interpolate/index.js';
import { check, tables } from './compare.js';

const { data, results } = tables('pieces.json.gz');
const { x, y, y2, z, dy, q, q2, c, c3, yp, ypp, step, t, cs, cs2, csz, xs, ys, ws, tl } = data as Record<
  string,
  np.NDArray
> as { [name in 'x' | 'y' | 'y2' | 'z' | 'dy' | 'q' | 'q2' | 'c' | 'c3' | 'yp' | 'ypp' | 'step' | 't' | 'cs' | 'cs2' | 'csz' | 'xs' | 'ys' | 'ws' | 'tl']: np.NDArray }; // prettier-ignore
const head = (a: np.NDArray, n: number): np.NDArray => a.at(`:${n}`);
const turned = (a: np.NDArray, from: number, to: number): np.NDArray => np.moveaxis(a, from, to) as np.NDArray;

type Case = () => unknown;
const cubic: Record<string, Case> = {};
for (const bcType of ['not-a-knot', 'natural', 'clamped'] as BoundaryName[]) {
  const s = new CubicSpline(x, y, { bcType });
  cubic[`cubic ${bcType}`] = () => s.evaluate(q);
  cubic[`cubic c ${bcType}`] = () => s.c;
  cubic[`cubic 2-d ${bcType}`] = () => new CubicSpline(x, y2, { axis: 1, bcType }).evaluate(q2);
  cubic[`cubic complex ${bcType}`] = () => new CubicSpline<'complex128'>(x, z, { bcType }).evaluate(q);
  for (const n of [2, 3, 4]) {
    cubic[`cubic ${bcType} n=${n}`] = () => new CubicSpline(head(x, n), head(y, n), { bcType }).evaluate(q);
  }
}
const given: BoundaryConditions = [
  [1, 0.7],
  [2, -1.5],
];
const periodic = new CubicSpline(x, yp, { bcType: 'periodic' });
const plain = new CubicSpline(x, y);
Object.assign(cubic, {
  'cubic given': () => new CubicSpline(x, y, { bcType: given }).evaluate(q),
  'cubic mixed': () => new CubicSpline(x, y, { bcType: ['clamped', 'not-a-knot'] }).evaluate(q),
  'cubic mixed 2': () => new CubicSpline(head(x, 2), head(y, 2), { bcType: ['natural', 'not-a-knot'] }).evaluate(q),
  'cubic given vector': () =>
    new CubicSpline(x, z, {
      bcType: [
        [2, [1, new np.Complex(0, 2)]],
        [1, [0.5, 1]],
      ],
    }).evaluate(q),
  'cubic periodic': () => periodic.evaluate(np.linspace(-9, 9, 41)),
  'cubic periodic c': () => periodic.c,
  'cubic periodic integral': () => ([[0, 1], [1, 9], [-5, 20], [3, -2], [1, 1]] as const).map(([a, b]) => periodic.integrate(a, b)), // prettier-ignore
  'cubic periodic 2-d': () => new CubicSpline(x, ypp, { bcType: 'periodic' }).evaluate(q),
  'cubic no extrapolation': () => plain.evaluate(q, { extrapolate: false }),
  'cubic periodic extrapolation': () => plain.evaluate(q, { extrapolate: 'periodic' }),
  'cubic antiderivative': () => plain.antiderivative().evaluate(q),
  'cubic antiderivative 3': () => plain.antiderivative({ nu: 3 }).evaluate(q),
  'cubic derivative c': () => plain.derivative({ nu: 2 }).c,
  'cubic integrals': () => [plain.integrate(0.5, 3), plain.integrate(3, 0.5), plain.integrate(-1, 5), plain.integrate(x.item(2) as number, x.item(3) as number)], // prettier-ignore
  'cubic integral outside': () => plain.integrate(-1, 3, { extrapolate: false }),
  'cubic roots': () => plain.roots({ extrapolate: false }),
  'cubic solve': () => plain.solve({ y: 0.3, extrapolate: false }),
  'cubic roots outside': () => plain.roots(),
  hermite: () => new CubicHermiteSpline(x, y, dy).evaluate(q),
  'hermite c': () => new CubicHermiteSpline(x, y, dy).c,
  'hermite 2-d': () => new CubicHermiteSpline(x, y2, y2.at('::-1'), { axis: 1 }).evaluate(q2),
  'pchip 2-d': () => new PchipInterpolator(x, y2, { axis: 1, extrapolate: false }).evaluate(q2),
  'pchip n=2': () => new PchipInterpolator(head(x, 2), head(y, 2)).evaluate(q),
  'pchip n=3': () => new PchipInterpolator(head(x, 3), head(y, 3)).evaluate(q),
  'pchip roots': () => new PchipInterpolator(x, y).roots({ extrapolate: false }),
  'akima 2-d': () => new Akima1DInterpolator(x, turned(y2, 1, 0)).evaluate(q),
});
for (const nu of [1, 2, 3, 4]) cubic[`cubic nu=${nu}`] = () => plain.evaluate(q, { nu });
for (const n of [2, 3, 4, 5]) {
  cubic[`cubic periodic n=${n}`] = () => {
    const values = head(yp, n).copy();
    values.set([n - 1], values.item(0));
    return new CubicSpline(head(x, n), values, { bcType: 'periodic' }).evaluate(q);
  };
}
for (const [name, v] of [
  ['y', y],
  ['step', step],
] as const) {
  cubic[`pchip ${name}`] = () => new PchipInterpolator(x, v).evaluate(q);
  cubic[`pchip nu ${name}`] = () => pchipInterpolate(x, v, q, { der: 1 });
  cubic[`akima ${name}`] = () => new Akima1DInterpolator(x, v).evaluate(q);
}
describe('cubics', () => check(results, cubic));

const p = new PPoly(c, x);
const back = new PPoly(c, x.at('::-1'));
const b = new BPoly(c3, x);
const poly: Record<string, Case> = {
  ppoly: () => p.evaluate(q),
  'ppoly nu': () => p.evaluate(q, { nu: 1 }),
  'ppoly roots': () => p.roots({ extrapolate: false }),
  'ppoly roots continuous': () => p.roots({ discontinuity: false, extrapolate: false }),
  'ppoly decreasing': () => back.evaluate(q),
  'ppoly decreasing integral': () => [back.integrate(0.5, 3), back.integrate(3, 0.5)],
  'ppoly decreasing no extrapolation': () => back.evaluate(q, { extrapolate: false }),
  'ppoly axis': () => new PPoly(turned(c3, 2, 0), x, { axis: 1 }).evaluate(q),
  'ppoly extend': () => {
    const e = new PPoly(c.at(':', ':4'), x.at(':5'));
    e.extend(c3.at(':', '4:', 0), x.at('5:'));
    return e.evaluate(q);
  },
  'ppoly extend left': () => {
    const e = new PPoly(c3.at(':', '4:', 0), x.at('4:'));
    e.extend(c.at('1:', ':4'), x.at(':4'));
    return e.evaluate(q);
  },
  bpoly: () => b.evaluate(q),
  'bpoly antiderivative': () => b.antiderivative().evaluate(q),
  'bpoly antiderivative 2': () => b.antiderivative({ nu: 2 }).evaluate(q),
  'bpoly integral': () => b.integrate(0.7, 3.1),
  'bpoly power': () => PPoly.fromBernsteinBasis(b).c,
  'bpoly from power': () => BPoly.fromPowerBasis(p).c,
  'bpoly extend': () => {
    const e = new BPoly(c.at(':', ':4'), x.at(':5'));
    e.extend(c3.at(':', '4:', 0), x.at('5:'));
    return e.evaluate(q);
  },
  'bpoly derivatives': () => BPoly.fromDerivatives(head(x, 4), [[1, 2], [0.5], [3, -1, 2], [1, 1, 1, 0.5]]).evaluate(q),
  'bpoly derivatives 3': () =>
    BPoly.fromDerivatives(
      head(x, 4),
      [
        [1, 2],
        [0.5, 1],
        [3, -1, 2],
        [1, 1, 1, 0.5],
      ],
      { orders: 3 },
    ).evaluate(q),
};
for (const nu of [1, 2, 3]) poly[`bpoly nu=${nu}`] = () => b.evaluate(q, { nu });
describe('piecewise polynomials', () => check(results, poly, 1e-12, { 'bpoly derivatives 3': 1e-10 }));

const s3 = new BSpline(t, cs, 3);
const splines: Record<string, Case> = {
  'spline to ppoly': () => PPoly.fromSpline([t, cs, 3]).evaluate(q),
  bspline: () => s3.evaluate(q2),
  'bspline none': () => s3.evaluate(q, { extrapolate: false }),
  'bspline periodic': () => s3.evaluate(q, { extrapolate: 'periodic' }),
  'bspline complex': () => new BSpline<'complex128'>(t, csz, 3).evaluate(q),
  'bspline derivative c': () => s3.derivative().c,
  'bspline antiderivative c': () => s3.antiderivative({ nu: 2 }).c,
  'bspline antiderivative t': () => s3.antiderivative({ nu: 2 }).t,
  'bspline integrals': () =>
    ([[0.5, 3], [3, 0.5], [-1, 5], [-3, 11]] as const).flatMap(([from, to]) =>
      ([true, false, 'periodic'] as const).map((extrapolate) => s3.integrate(from, to, { extrapolate })),
    ), // prettier-ignore
  'bspline element': () => BSpline.basisElement([0, 1, 2, 4, 5]).evaluate(q),
  'bspline element none': () => BSpline.basisElement([0, 1, 2, 2], { extrapolate: false }).evaluate(q),
  'bspline design': () => BSpline.designMatrix(q.at('4:18'), t, 3).toarray(),
  'interp natural': () => makeInterpSpline(x, y, { bcType: 'natural' }).evaluate(q),
  'interp clamped 2-d': () => makeInterpSpline(x, y2, { axis: 1, bcType: 'clamped' }).evaluate(q),
  'interp given': () =>
    makeInterpSpline(x, y, { k: 5, bcType: [[[1, 0.5], [2, 1]], [[1, 0], [3, 2]]] }).evaluate(q), // prettier-ignore
  'interp one end': () => makeInterpSpline(x, y, { bcType: [null, [[1, 0], [2, 2]]] }).evaluate(q), // prettier-ignore
  'interp complex': () => makeInterpSpline<'complex128'>(x, z).evaluate(q),
  lsq: () => makeLsqSpline(xs, ys, tl).evaluate(q),
  'lsq w': () => makeLsqSpline(xs, ys, tl, { w: ws }).evaluate(q),
  'lsq k=2': () => makeLsqSpline(xs, np.stack([ys, np.multiply(ys, ys)], { axis: 1 }), tl.at('1:-1'), { k: 2 }).evaluate(q), // prettier-ignore
  'smoothing lam': () => makeSmoothingSpline(xs, ys, { lam: 0.1 }).evaluate(q),
  'smoothing lam c': () => makeSmoothingSpline(xs, ys, { lam: 0.1 }).c,
  'smoothing lam w': () => makeSmoothingSpline(xs, ys, { w: ws, lam: 0.01 }).evaluate(q),
  'smoothing lam=0': () => makeSmoothingSpline(xs, ys, { lam: 0 }).evaluate(q.at('3:18')),
  'smoothing gcv': () => makeSmoothingSpline(xs, ys).evaluate(q),
  'smoothing gcv w': () => makeSmoothingSpline(xs, ys, { w: ws }).evaluate(q),
};
for (let k = 0; k <= 5; k++) {
  const knots = [...new Array<number>(k).fill(0), 0, 1, 1.5, 3, 4, ...new Array<number>(k).fill(4)];
  const n = knots.length - k - 1;
  const coefficients = np.concatenate([cs2, cs2], { axis: 1 }).at(':', `:${n}`);
  const s = new BSpline(knots, coefficients, k, { axis: 1 });
  splines[`bspline k=${k}`] = () => s.evaluate(q);
  for (let nu = 1; nu <= k; nu++) splines[`bspline k=${k} nu=${nu}`] = () => s.evaluate(q, { nu });
  splines[`bspline k=${k} integral`] = () => s.integrate(-1, 3.5);
  splines[`bspline k=${k} antiderivative`] = () => s.antiderivative().evaluate(q);
}
for (const bcType of ['not-a-knot', 'natural', 'clamped', 'periodic'] as const) {
  const s = BSpline.fromPowerBasis(new CubicSpline(x, yp, { bcType }), { bcType });
  splines[`bspline power ${bcType}`] = () => s.evaluate(q);
  splines[`bspline power c ${bcType}`] = () => s.c;
  splines[`bspline power t ${bcType}`] = () => s.t;
}
for (const k of [0, 1, 2, 3, 5, 7]) {
  const s = makeInterpSpline(x, y, { k });
  splines[`interp k=${k}`] = () => s.evaluate(q);
  splines[`interp k=${k} t`] = () => s.t;
  splines[`interp k=${k} c`] = () => s.c;
}
for (let k = 1; k <= 6; k++) {
  const s = makeInterpSpline(x, yp, { k, bcType: 'periodic' });
  splines[`interp periodic k=${k}`] = () => s.evaluate(q);
  splines[`interp periodic k=${k} t`] = () => s.t;
  splines[`interp periodic k=${k} c`] = () => s.c;
}
// Cross validation's minimum is searched for, as in SciPy, to some digits only.
describe('B-splines', () => check(results, splines, 1e-12, { 'smoothing gcv': 1e-8, 'smoothing gcv w': 1e-8 }));

describe('results', () => {
  it('a plain value for a plain x, complex for complex data', () => {
    expect(plain.evaluate(1)).toBeTypeOf('number');
    expect(new CubicSpline<'complex128'>([0, 1], [new np.Complex(1, 2), 3]).evaluate(0.5).re).toBe(2);
    expect(new CubicSpline(x, y2, { axis: 1 }).evaluate(1).shape).toEqual([2, 3]);
  });
});
