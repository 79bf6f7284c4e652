/*
 * 40. Is the defect rate too high? Special functions behind a test, an interval and a spectrum line
 * Shows: distribution functions and their inverses, broadcasting, elliptic integrals, the error function.
 *
 * Python:
 *     import numpy as np
 *     from scipy import special
 *
 *     # Of 400 parts 17 were defective; 2.5 % were promised. How likely is such a day, or a worse one?
 *     n, k, promised = 400, 17, 0.025
 *     print(f"Chance of {k} or more defects: {special.bdtrc(k - 1, n, promised):.5f}")
 *
 *     # Clopper and Pearson's interval for the rate, at three levels at once
 *     level = np.array([0.9, 0.95, 0.99])
 *     low = special.betaincinv(k, n - k + 1, (1 - level) / 2)
 *     high = special.betaincinv(k + 1, n - k, (1 + level) / 2)
 *     print(np.round(np.stack([level, low, high], axis=1), 5))
 *
 *     # The period of a pendulum that swings out to an angle, over that of a small swing
 *     angle = np.deg2rad([5, 45, 90, 135, 175])
 *     print(np.round(2 / np.pi * special.ellipk(np.sin(angle / 2) ** 2), 6))
 *
 *     # A spectral line: a normal and a Cauchy part
 *     x = np.linspace(0, 4, 5)
 *     print(np.round(special.voigt_profile(x, 1.0, 0.5), 6))
 *
 *     # Shares from scores, without overflow
 *     scores = np.array([1000.0, 1001.0, 1002.5])
 *     print(np.round(special.softmax(scores), 6), round(special.logsumexp(scores), 6))
 */
import * as np from 'numloom';
import * as plt from 'numloom/pyplot';
import * as special from 'numloom/special';

// Of 400 parts 17 were defective; 2.5 % were promised. How likely is such a day, or a worse one?
const [n, k, promised] = [400, 17, 0.025];
console.log(`Chance of ${k} or more defects: ${special.bdtrc(k - 1, n, promised).toFixed(5)}`);

// Clopper and Pearson's interval for the rate, at three levels at once
const level = np.array([0.9, 0.95, 0.99]);
const low = special.betaincinv(k, n - k + 1, np.divide(np.subtract(1, level), 2));
const high = special.betaincinv(k + 1, n - k, np.divide(np.add(1, level), 2));
console.log(String(np.round(np.stack([level, low, high], { axis: 1 }), { decimals: 5 })));

// The period of a pendulum that swings out to an angle, over that of a small swing
const angle = np.deg2rad([5, 45, 90, 135, 175]);
const period = special.ellipk(np.square(np.sin(np.divide(angle, 2))));
console.log(String(np.round(np.multiply(period, 2 / np.pi), { decimals: 6 })));

// A spectral line: a normal and a Cauchy part
const x = np.linspace(0, 4, 5);
console.log(String(np.round(special.voigtProfile(x, 1, 0.5), { decimals: 6 })));

// Shares from scores, without overflow
const scores = np.array([1000, 1001, 1002.5]);
console.log(String(np.round(special.softmax(scores), { decimals: 6 })), special.logsumexp(scores).toFixed(6));

// The picture is written when asked for: npx tsx examples/40-special-functions.ts docs/pictures/spectral-line.svg
const path = process.argv[2];
if (path?.endsWith('.svg')) {
  const offset = np.linspace(-5, 5, 401);
  plt.plot(offset, special.voigtProfile(offset, 1, 0), '--', { label: 'normal, sigma = 1' });
  plt.plot(offset, special.voigtProfile(offset, 0, 0.5), '--', { label: 'Cauchy, gamma = 0.5' });
  plt.plot(offset, special.voigtProfile(offset, 1, 0.5), { label: 'both: voigtProfile' });
  plt.xlabel('distance from the line');
  plt.ylabel('intensity');
  plt.legend();
  plt.savefig(path);
}
