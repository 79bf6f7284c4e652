/*
 * 46. Smoothing a measured curve
 * Shows: splrep with a sum of squares to aim at, makeSmoothingSpline, UnivariateSpline; derivatives, integrals and zeros of the result.
 *
 * Python:
 *     import numpy as np
 *     from scipy.interpolate import splrep, splev, make_smoothing_spline, UnivariateSpline
 *
 *     # A damped oscillation, measured with an error of about 0.1 (the same "noise" in every language)
 *     t = np.linspace(0, 10, 101)
 *     noise = 0.1 * np.sqrt(2) * np.sin(1e4 * t ** 2 + 7 * t)
 *     y = np.exp(-0.2 * t) * np.cos(2 * t) + noise
 *
 *     # As smooth as an error of 0.1 a point allows: the sum of squares is 101 * 0.1 ** 2
 *     tck = splrep(t, y, s=1.01)
 *     print("knots:", len(tck[0]))
 *     print("values:", np.round(splev([1, 5, 9], tck), 4))
 *     print("slopes:", np.round(splev([1, 5, 9], tck, der=1), 4))
 *
 *     # The same idea by a penalty on curvature
 *     smooth = make_smoothing_spline(t, y, lam=0.05)
 *     print("penalised:", np.round(smooth([1, 5, 9]), 4))
 *
 *     spline = UnivariateSpline(t, y, s=1.01)
 *     print("area:", round(spline.integral(0, 10), 4))
 *     print("zeros:", np.round(spline.roots(), 3))
 */
import * as np from 'numloom';
import { UnivariateSpline, makeSmoothingSpline, splev, splrep } from 'numloom/interpolate';
import * as plt from 'numloom/pyplot';

// A damped oscillation, measured with an error of about 0.1 (the same "noise" in every language)
const t = np.linspace(0, 10, 101);
const noise = t.data.map((at) => 0.1 * Math.SQRT2 * Math.sin(1e4 * at ** 2 + 7 * at));
const y = np.array(t.data.map((at, i) => Math.exp(-0.2 * at) * Math.cos(2 * at) + noise[i]!));

// As smooth as an error of 0.1 a point allows: the sum of squares is 101 * 0.1 ** 2
const tck = splrep(t, y, { s: 1.01 });
console.log('knots:', tck[0].size);
console.log('values:', String(np.round(splev([1, 5, 9], tck), { decimals: 4 })));
console.log('slopes:', String(np.round(splev([1, 5, 9], tck, { der: 1 }), { decimals: 4 })));

// The same idea by a penalty on curvature
const smooth = makeSmoothingSpline(t, y, { lam: 0.05 });
console.log('penalised:', String(np.round(smooth.evaluate([1, 5, 9]), { decimals: 4 })));

const spline = new UnivariateSpline(t, y, { s: 1.01 });
console.log('area:', Math.round(spline.integral(0, 10) * 1e4) / 1e4);
console.log('zeros:', String(np.round(spline.roots(), { decimals: 3 })));

// The picture is written when asked for: npx tsx examples/46-smoothing.ts docs/pictures/smoothing.svg
const path = process.argv[2];
if (path?.endsWith('.svg')) {
  const fine = np.linspace(0, 10, 300);
  plt.plot(t, y, '.', { label: 'measured' });
  plt.plot(fine, splev(fine, tck), { label: 'splrep, s = 1.01' });
  plt.plot(fine, smooth.evaluate(fine), '--', { label: 'makeSmoothingSpline' });
  plt.xlabel('time');
  plt.legend();
  plt.savefig(path);
}
