// FITPACK's curves: knots, coefficients, sums of squares and endings against SciPy.

import { describe } from 'vitest';
import * as np from '../../src/index.js';
import {
  InterpolatedUnivariateSpline,
  LSQUnivariateSpline,
  UnivariateSpline,
  catchWarnings,
  insert,
  spalde,
  splantider,
  splder,
  splev,
  splint,
  splprep,
  splrep,
  sproot,
} from '../../src/interpolate/index.js';
import { check, tables } from './compare.js';

const { data, results } = tables('fitpack.json.gz');
const { x, y, w, q, uneven, xr, yr, curve } = data as { [name in 'x' | 'y' | 'w' | 'q' | 'uneven' | 'xr' | 'yr' | 'curve']: np.NDArray }; // prettier-ignore
const quietly = <T>(run: () => T): T => catchWarnings(() => {}, run);

type Case = () => unknown;
const cases: Record<string, Case> = {};
for (let k = 1; k <= 5; k++) {
  for (const s of [0, 0.02, 0.2, 0.45, 2, 50]) {
    cases[`splrep k=${k} s=${s}`] = () => {
      const [[t, c], fp, ier] = splrep(x, y, { k, s, fullOutput: true });
      return [t, c, fp, ier];
    };
  }
  cases[`splrep uneven k=${k}`] = () => {
    const [[t, c], fp, ier] = splrep(x, uneven, { k, s: 0.004, fullOutput: true });
    return [t, c, fp, ier];
  };
  for (const s of [0, 0.05, 0.5, 2, 100]) {
    cases[`splrep periodic values k=${k} s=${s}`] = () => {
      const [tck, , ier] = splrep(x, y, { k, s, per: 1, fullOutput: true });
      return [tck[0], splev(q, tck), ier];
    };
  }
  cases[`univariate k=${k}`] = () => {
    const u = new UnivariateSpline(x, y, { k, s: 0.3 });
    return [u.evaluate(q), u.getKnots(), u.getCoeffs(), u.getResidual()];
  };
  cases[`interpolated k=${k}`] = () => new InterpolatedUnivariateSpline(x, y, { k }).evaluate(q.at('2:-2'));
  cases[`lsq k=${k}`] = () => {
    const u = new LSQUnivariateSpline(x, y, [1, 2, 4], { k, w });
    return [u.evaluate(q), u.getKnots(), u.getCoeffs(), u.getResidual()];
  };
}
for (const s of [0, 0.01, 0.05, 1, null]) {
  cases[`splprep s=${s === null ? 'None' : s}`] = () => {
    const [[[t, c], u], fp, ier] = splprep(curve, { s, fullOutput: true });
    return [t, c, u, fp, ier];
  };
}
for (const s of [0, 0.02, 0.05, 1, 1000]) {
  cases[`splprep closed s=${s}`] = () => {
    const [[tck, u], , ier] = splprep(curve.at(':2'), { s, per: 1, fullOutput: true });
    return [tck[0], splev(np.divide(q, 6), tck), u, ier];
  };
}
const tck = splrep(x, y, { s: 0.4 });
const smooth = new UnivariateSpline(x, y, { s: 0.4, bbox: [-1, 7] });
Object.assign(cases, {
  'splrep w': () => splrep(x, y, { w }).slice(0, 2),
  'splrep bounds': () => splrep(x, y, { xb: -1, xe: 7, s: 0.4 }).slice(0, 2),
  'splrep task -1': () => splrep(x, y, { t: [1, 2, 4], w, task: -1 }).slice(0, 2),
  'splrep task -1 periodic': () => splev(q, splrep(x, y, { t: [1, 2, 4], per: 1, task: -1 })),
  'splrep repeated': () => splrep(xr, yr, { s: 0.3 }).slice(0, 2),
  'splprep k=2 u w': () => {
    const [[t, c]] = splprep(curve, { s: 0.5, k: 2, u: np.linspace(0, 2 * np.pi, 40), w: w.at(':40') });
    return [t, c];
  },
  splint: () => ([[0.5, 4], [-3, 2], [1, 9], [4, 1], [-9, 9]] as const).map(([a, b]) => splint(a, b, tck)), // prettier-ignore
  'splint wrk': () => splint(0.5, 4, tck, { fullOutput: true })[1].at(':-4'),
  sproot: () => sproot(tck),
  spalde: () => spalde(2.2, tck),
  splder: () => splder(tck, { n: 2 }).slice(0, 2),
  splantider: () => splantider(tck, { n: 2 }).slice(0, 2),
  insert: () => insert(2.3, tck, { m: 2 }).slice(0, 2),
  'insert periodic': () => splev(q, insert(0.3, splrep(x, y, { s: 0.4, per: 1 }), { per: 1 })),
  'insert periodic t': () => insert(0.3, splrep(x, y, { s: 0.4, per: 1 }), { per: 1 })[0],
  'univariate default': () => new UnivariateSpline(x, y, { w }).evaluate(q),
  'univariate bbox': () => smooth.evaluate(q),
  'univariate derivatives': () => smooth.derivatives(1.5),
  'univariate roots': () => smooth.roots(),
  'univariate integral': () => [smooth.integral(0.5, 3), smooth.integral(-5, 5)],
  'univariate derivative': () => smooth.derivative({ n: 2 }).evaluate(q),
  'univariate antiderivative': () => smooth.antiderivative({ n: 2 }).evaluate(q),
  'univariate small s': () => {
    const u = quietly(() => new UnivariateSpline(x, y, { s: 0.01 }));
    return [u.getKnots(), u.evaluate(q)];
  },
  'univariate changed': () => {
    const u = quietly(() => new UnivariateSpline(x, y, { s: 0.01 }));
    u.setSmoothingFactor(0.3);
    return [u.getKnots(), u.evaluate(q)];
  },
  'univariate changed again': () => {
    const u = quietly(() => new UnivariateSpline(x, y, { s: 0.01 }));
    u.setSmoothingFactor(0.3);
    u.setSmoothingFactor(0.1);
    return [u.getKnots(), u.evaluate(q)];
  },
  'univariate const': () => {
    const u = new UnivariateSpline(x, y, { s: 0.4, ext: 'const' });
    return [u.evaluate(q), u.derivative().evaluate(q), u.evaluate(q, { ext: 'zeros' })];
  },
});
for (const ext of [0, 1, 3] as const) {
  cases[`splev ext=${ext}`] = () => splev(q, tck, { ext });
  cases[`splev der ext=${ext}`] = () => splev(q, tck, { der: 2, ext });
}
describe('splines near curves', () => check(results, cases, 1e-11));
