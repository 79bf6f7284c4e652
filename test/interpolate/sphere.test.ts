// Surfaces over the sphere against SciPy's; see sphereOracle.py.

import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import {
  LSQSphereBivariateSpline,
  RectSphereBivariateSpline,
  SmoothSphereBivariateSpline,
  catchWarnings,
  type RectSphereOptions,
  type SphereBivariateSpline,
} from '../../src/interpolate/index.js';
import { fixture } from '../oracle.js';

interface Expected {
  tx: number[];
  ty: number[];
  v: number[][];
  dtheta: number[][];
  fp: number;
}
interface Fixture extends Record<'theta' | 'phi' | 'r' | 'w' | 'u' | 'v', number[]> {
  grid: number[][];
  cases: Record<string, Expected>;
}
const f = fixture<Fixture>('interpolate/sphere.json.gz');
const flatOf = (a: np.NDArray): number[] => a.toFlatArray().map(Number);
const apart = (a: np.NDArray, b: readonly (number | number[])[]): number => {
  const expected = b.flat();
  const own = flatOf(a);
  expect(own.length).toBe(expected.length);
  return Math.max(...own.map((v, i) => Math.abs(v - expected[i]!)));
};
const theta = np.linspace(0, Math.PI, 7);

function compare(name: string, surface: SphereBivariateSpline, values: number, slopes: number, low = 0): void {
  const e = f.cases[name]!;
  const phi = np.add(np.linspace(0, 6.28, 9), low);
  expect(apart(surface.evaluate(theta, phi), e.v)).toBeLessThan(values);
  expect(apart(surface.evaluate(theta, phi, { dtheta: 1 }), e.dtheta)).toBeLessThan(slopes);
  const [tx, ty] = surface.getKnots();
  expect(apart(tx, e.tx)).toBeLessThan(1e-12);
  expect(apart(ty, e.ty)).toBeLessThan(1e-12);
  expect(Math.abs(surface.getResidual() - e.fp)).toBeLessThanOrEqual(2.1e-3 * e.fp);
}

describe('scattered data on the sphere', () => {
  const tt = [0.6, 1.2, 1.8, 2.5];
  const tp = [1, 2, 3, 4, 5];
  it('least squares', () => {
    compare('lsq', new LSQSphereBivariateSpline(f.theta, f.phi, f.r, tt, tp), 1e-12, 1e-12);
    const weighted = new LSQSphereBivariateSpline(f.theta, f.phi, f.r, tt.slice(0, 1), tp.slice(0, 3), { w: f.w });
    compare('lsq weighted', weighted, 1e-12, 1e-12);
    compare('lsq no tt', new LSQSphereBivariateSpline(f.theta, f.phi, f.r, [], tp.slice(0, 2)), 1e-12, 1e-12);
  });

  it('smoothing, to the tolerance of the search', () => {
    for (const s of [1000, 20, 5, 1.5, 1]) {
      const exact = s === 1000 ? 1e-12 : 3e-4;
      compare(`smooth ${s}`, new SmoothSphereBivariateSpline(f.theta, f.phi, f.r, { s }), exact, exact);
    }
  });

  it('one value and one tangent plane at each pole, and the same at both ends of the period', () => {
    const surface = new SmoothSphereBivariateSpline(f.theta, f.phi, f.r, { s: 1 });
    for (const pole of [0, Math.PI]) {
      const around = flatOf(surface.ev(np.full([5], pole), [0, 1, 2, 4, 6]));
      expect(Math.max(...around) - Math.min(...around)).toBeLessThan(1e-12);
    }
    const ends = [surface.ev(1, 0), surface.ev(1, 2 * Math.PI)];
    expect(ends[0]).toBeCloseTo(ends[1]!, 12);
    expect(surface.ev(1, 0, { dphi: 1 })).toBeCloseTo(surface.ev(1, 2 * Math.PI, { dphi: 1 }), 11);
  });
});

describe('grids on the sphere', () => {
  const poleValues = [2.4, 1.6] as const;
  const options: Record<string, RectSphereOptions> = {
    plain: {},
    smooth: { poleContinuity: true },
    'one smooth': { poleContinuity: [true, false] },
    values: { poleValues },
    'smooth values': { poleValues, poleContinuity: true },
    exact: { poleValues, poleContinuity: true, poleExact: true },
    flat: { poleValues, poleContinuity: true, poleExact: true, poleFlat: true },
  };
  it.each(Object.keys(options))('interpolation, %s', (name) => {
    compare(`rect ${name}`, new RectSphereBivariateSpline(f.u, f.v, f.grid, options[name]), 1e-12, 1e-12);
  });

  it('longitudes from elsewhere on', () => {
    const turned = new RectSphereBivariateSpline(f.u, f.v.map((v) => v - 2), f.grid); // prettier-ignore
    compare('rect turned', turned, 1e-12, 1e-12, -2);
    expect(() => turned.ev(1, 5)).toThrow(/phi out of bounds/);
  });

  it.each([1000, 5, 0.5, 0.05])('smoothing, s = %d', (s) => {
    for (const name of ['plain', 'values', 'flat', 'smooth']) {
      if (name === 'smooth' && s === 1000) continue;
      // With tangent planes the search begins elsewhere, and ends elsewhere within its tolerance.
      const exact = name === 'smooth' ? 5e-5 : 1e-9;
      compare(`rect ${name} ${s}`, new RectSphereBivariateSpline(f.u, f.v, f.grid, { s, ...options[name] }), exact, exact); // prettier-ignore
    }
  });
});

const ones = np.ones([5, 6]);
const u = [0.5, 1, 1.5, 2, 2.5];
const v = [0, 1, 2, 3, 4, 5];
const refused: [name: string, run: () => unknown, message: RegExp][] = [
  ['theta out of range', () => new SmoothSphereBivariateSpline([0, 4], [0, 1], [1, 1]), /theta should be between \[0, pi\]/],
  ['phi out of range', () => new SmoothSphereBivariateSpline([0, 1], [0, 7], [1, 1]), /phi should be between \[0, 2pi\]/],
  ['lengths', () => new SmoothSphereBivariateSpline([0, 1, 2], [0, 1], [1, 1]), /same length, got 3, 2 and 2/],
  ['nan', () => new SmoothSphereBivariateSpline([0, 1], [0, 1], [1, NaN]), /only finite values/],
  ['negative s', () => new SmoothSphereBivariateSpline(f.theta, f.phi, f.r, { s: -1 }), /s should be positive, got -1/],
  ['eps', () => new SmoothSphereBivariateSpline(f.theta, f.phi, f.r, { eps: 1 }), /eps should be between/],
  ['knots', () => new LSQSphereBivariateSpline(f.theta, f.phi, f.r, [2, 1], [1]), /`tt` must be strictly increasing/],
  ['knots out of range', () => new LSQSphereBivariateSpline(f.theta, f.phi, f.r, [1], [7]), /tp should be between \(0, 2pi\)/],
  ['u out of range', () => new RectSphereBivariateSpline([0, 1, 1.5, 2, 2.5], v, ones), /u should be between \(0, pi\)/],
  ['u falling', () => new RectSphereBivariateSpline([1, 0.5, 1.5, 2, 2.5], v, ones), /`u` must be strictly increasing/],
  ['v over a period', () => new RectSphereBivariateSpline(u, [0, 1, 2, 3, 4, 7], ones), /v\[0\] \+ 2pi or less/],
  ['shape', () => new RectSphereBivariateSpline(u, v, np.ones([6, 5])), /r must have shape \(5, 6\), got \(6, ?5\)/],
  ['flat without a tangent plane', () => new RectSphereBivariateSpline(u, v, ones, { poleFlat: true }), /so must be poleFlat/],
  ['exact without values', () => new RectSphereBivariateSpline(u, v, ones, { poleExact: true }), /poleValues must be given/],
  ['outside', () => new RectSphereBivariateSpline(u, v, ones).ev(4, 1), /theta out of bounds: 4/],
  ['unsorted', () => new RectSphereBivariateSpline(u, v, ones).evaluate([2, 1], [0]), /sorted/],
]; // prettier-ignore

describe('refused', () => {
  for (const [name, run, message] of refused) it(name, () => expect(run).toThrow(message));

  it('tells of an s that is too small', () => {
    const warnings: string[] = [];
    catchWarnings(
      (w) => warnings.push(w.message),
      () => new SmoothSphereBivariateSpline(f.theta, f.phi, f.r, { s: 1e-9 }),
    );
    expect(warnings.join()).toMatch(/SmoothSphereBivariateSpline: .*too small/);
  });
});
