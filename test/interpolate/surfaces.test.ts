// FITPACK's surfaces against SciPy.

import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import {
  LSQBivariateSpline,
  RectBivariateSpline,
  SmoothBivariateSpline,
  bisplev,
  bisplrep,
  catchWarnings,
  interp2d,
} from '../../src/interpolate/index.js';
import { check, tables } from './compare.js';

const { data, results } = tables('surfaces.json.gz');
const { x, y, z, qx, qy, px, py, pz, pw } = data as { [name in 'x' | 'y' | 'z' | 'qx' | 'qy' | 'px' | 'py' | 'pz' | 'pw']: np.NDArray }; // prettier-ignore
const quietly = <T>(run: () => T): T => catchWarnings(() => {}, run);

const cases: Record<string, () => unknown> = {};
for (const [kx, ky] of [[1, 1], [2, 3], [3, 3], [5, 4]] as const) {
  cases[`rect ${kx} ${ky}`] = () => new RectBivariateSpline(x, y, z, { kx, ky }).evaluate(qx, qy);
  const order = kx > 1 ? 1 : 0;
  cases[`rect d ${kx} ${ky}`] = () => new RectBivariateSpline(x, y, z, { kx, ky }).evaluate(qx, qy, { dx: order, dy: order });
  for (const s of [0.02, 0.2, 1, 20, 200]) {
    cases[`rect ${kx} ${ky} s=${s}`] = () => {
      const f = quietly(() => new RectBivariateSpline(x, y, z, { kx, ky, s }));
      return [...f.getKnots(), f.getCoeffs(), f.getResidual()];
    };
  }
} // prettier-ignore
for (const [kx, ky] of [[1, 1], [2, 3], [3, 3]] as const) {
  for (const s of [0.25, 0.4, 2, 50]) {
    cases[`smooth ${kx} ${ky} s=${s}`] = () => {
      const f = quietly(() => new SmoothBivariateSpline(px, py, pz, { kx, ky, s }));
      return [...f.getKnots(), f.getCoeffs(), f.getResidual()];
    };
    cases[`smooth values ${kx} ${ky} s=${s}`] = () =>
      quietly(() => new SmoothBivariateSpline(px, py, pz, { kx, ky, s })).evaluate(qx, qy);
  }
  cases[`lsq ${kx} ${ky}`] = () => new LSQBivariateSpline(px, py, pz, [1, 2], [1], { kx, ky, w: pw, bbox: [0, 3, 0, 2] }).evaluate(qx, qy);
} // prettier-ignore
const boxed = new RectBivariateSpline(x, y, z, { bbox: [-1, 4, -1, 3] });
Object.assign(cases, {
  'rect bbox': () => boxed.evaluate(qx, qy),
  'rect integral': () => [boxed.integral(0, 1, 0.5, 1.5), boxed.integral(-3, 9, -3, 9), boxed.integral(1, 0, 0, 1)],
  'rect ev': () => boxed.ev(qx.at(':6'), qy, { dx: 1 }),
  'rect partial': () => new RectBivariateSpline(x, y, z).partialDerivative(1, 2).evaluate(qx, qy),
  'lsq deficient': () =>
    quietly(() => new LSQBivariateSpline(px, py, pz, [1, 1.01, 1.02, 2], [1], { bbox: [0, 3, 0, 2] })).evaluate(qx, qy),
  bisplrep: () => {
    const [[tx, ty, c], fp, ier] = bisplrep(px, py, pz, { s: 0.3, fullOutput: true });
    return [tx, ty, c, fp, ier];
  },
  bisplev: () => bisplev(qx, qy, bisplrep(px, py, pz, { s: 0.3 })),
  'bisplev d': () => bisplev(qx, 0.5, bisplrep(px, py, pz, { s: 0.3 }), { dx: 1 }),
  'bisplrep task -1': () =>
    bisplev(
      qx,
      qy,
      bisplrep(px, py, pz, {
        task: -1,
        tx: [0, 0, 0, 0, 1.5, 3, 3, 3, 3],
        ty: [0, 0, 0, 0, 1, 2, 2, 2, 2],
        xb: 0,
        xe: 3,
        yb: 0,
        ye: 2,
      }),
    ),
});
describe('surfaces', () => check(results, cases, 1e-9));

it('interp2d says what to use', () => {
  expect(() => interp2d()).toThrow(/RectBivariateSpline/);
});
