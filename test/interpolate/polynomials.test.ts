// interp1d, polynomials through points and quotients of them, NdPPoly against SciPy.

import { describe } from 'vitest';
import * as np from '../../src/index.js';
import {
  Akima1DInterpolator,
  BarycentricInterpolator,
  FloaterHormannInterpolator,
  KroghInterpolator,
  NdPPoly,
  approximateTaylorPolynomial,
  barycentricInterpolate,
  interp1d,
  kroghInterpolate,
  lagrange,
  makeInterpSpline,
  makeNdbspl,
  pade,
  type Interp1dKind,
} from '../../src/interpolate/index.js';
import { check, tables } from './compare.js';

type Case = () => unknown;
{
  const { data, results } = tables('polynomials.json.gz');
  const { x, y, y2, z, q, q2, h, c, gx, gy, pts } = data as { [name in 'x' | 'y' | 'y2' | 'z' | 'q' | 'q2' | 'h' | 'c' | 'gx' | 'gy' | 'pts']: np.NDArray }; // prettier-ignore
  const cases: Record<string, Case> = {};
  const kinds: Interp1dKind[] = ['linear', 'nearest', 'nearest-up', 'zero', 'slinear', 'quadratic', 'cubic', 'previous', 'next', 0, 1, 2, 3, 5]; // prettier-ignore
  for (const kind of kinds) {
    cases[`interp1d ${kind}`] = () => interp1d(x, y, { kind })(q2);
    cases[`interp1d fill ${kind}`] = () => interp1d(x, y, { kind, boundsError: false, fillValue: [-1, 9] })(q);
    cases[`interp1d extrapolate ${kind}`] = () => interp1d(x, y, { kind, fillValue: 'extrapolate' })(q);
    cases[`interp1d axis ${kind}`] = () =>
      interp1d(x, y2, { kind, axis: 1, boundsError: false, fillValue: np.arange(6).reshape(2, 3) })(np.add(q2, 1));
    cases[`interp1d complex ${kind}`] = () => interp1d<'complex128'>(x, z, { kind, boundsError: false })(q);
  }
  for (const kind of ['nearest', 'nearest-up', 'previous', 'next', 'zero'] as const) {
    cases[`interp1d ties ${kind}`] = () => interp1d(h, h, { kind })([0, 0.5, 1, 1.5, 2.5, 3.5, 4]);
  }
  const krogh = new KroghInterpolator([0, 0, 0, 1, 2, 2], y);
  const an = [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120];
  const p = new NdPPoly(c, [gx, gy]);
  Object.assign(cases, {
    krogh: () => krogh.evaluate(q),
    'krogh derivative': () => krogh.derivative(q, { der: 2 }),
    'krogh derivatives': () => krogh.derivatives(q),
    'krogh axis': () => new KroghInterpolator(x, y2, { axis: 1 }).evaluate(q2),
    'krogh axis derivatives': () => new KroghInterpolator(x, y2, { axis: 1 }).derivatives(q, { der: 3 }),
    'krogh complex': () => new KroghInterpolator<'complex128'>(x, z).evaluate(q),
    'krogh interpolate': () => kroghInterpolate(x, y, q, { der: [0, 3] }),
    barycentric: () => new BarycentricInterpolator(x, y2, { axis: 1 }).evaluate(q2),
    'barycentric complex': () => barycentricInterpolate(x, z, q),
    lagrange: () => lagrange(x, y).coef,
    'pade n': () => pade(an, 2, { n: 1 }).map((f) => f.coef),
    taylor: () => approximateTaylorPolynomial((t) => np.sin(t), 0.5, 4, 1, { order: 6 }).coef,
    ndppoly: () => p.evaluate(pts),
    'ndppoly nu': () => p.evaluate(pts, { nu: [1, 1] }),
    'ndppoly none': () => p.evaluate(pts, { extrapolate: false }),
    'ndppoly antiderivative': () => p.antiderivative([1, 2]).evaluate(pts),
    'ndppoly integral': () => p.integrate([[0.5, 3], [2, -0.5]]), // prettier-ignore
    'ndppoly integral 1d': () => (p.integrate1d(0.5, 3, 0) as NdPPoly).evaluate(pts.at(':', '1:')),
  });
  for (const m of [0, 1, 2, 3]) cases[`pade ${m}`] = () => pade(an, m).map((f) => f.coef);
  describe('polynomials', () => check(results, cases, 1e-12, { taylor: 1e-10, lagrange: 1e-11 }));
}
{
  const { data, results } = tables('newer.json.gz');
  const { x, y, q, step, g0, g1, v, pts } = data as { [name in 'x' | 'y' | 'q' | 'step' | 'g0' | 'g1' | 'v' | 'pts']: np.NDArray }; // prettier-ignore
  const cases: Record<string, Case> = {
    makima: () => new Akima1DInterpolator(x, y, { method: 'makima', extrapolate: true }).evaluate(q),
    'makima step': () => new Akima1DInterpolator(x, step, { method: 'makima' }).evaluate(q),
    'akima n=2': () => new Akima1DInterpolator(x.at(':2'), y.at(':2'), { extrapolate: true }).evaluate(q),
    'barycentric derivatives': () => new BarycentricInterpolator(x, y).derivatives(q, { der: 3 }),
    'barycentric derivative': () => new BarycentricInterpolator(x, y).derivative(q, { der: 2 }),
    'barycentric added': () => {
      const b = new BarycentricInterpolator(x.at(':4'), y.at(':4'));
      b.addXi(x.at('4:'), y.at('4:'));
      return b.evaluate(q);
    },
    'ndbspline nu': () => makeNdbspl([g0, g1], v).evaluate(pts, { nu: [1, 2] }),
    'interp k=4': () => makeInterpSpline(x, y, { k: 4 }).evaluate(q),
    'insert knot': () => makeInterpSpline(x, y).insertKnot(1.7, { m: 2 }).c,
  };
  for (const k of [1, 2, 3, 5]) cases[`ndbspline k=${k}`] = () => makeNdbspl([g0, g1], v, { k }).evaluate(pts);
  for (const d of [0, 1, 3, 8]) {
    cases[`floater ${d}`] = () => new FloaterHormannInterpolator(x, y, { d }).evaluate(q);
  }
  describe('what newer versions of SciPy have', () =>
    check(results, cases, 1e-12, {
      'barycentric derivatives': 1e-9,
      'barycentric derivative': 1e-9,
      'floater 8': 1e-11,
      'ndbspline k=5': 1e-11,
    }));
}
