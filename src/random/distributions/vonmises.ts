// The von Mises distribution on the circle, by rejection from a wrapped Cauchy distribution.

import { acos, cos } from '../elementary.js';
import { standardNormal } from '../ziggurat.js';
import { anyNumber, nonNegative, type Distribution, type Sampler } from './distribution.js';

const { PI } = Math;

/** The radius of the enveloping wrapped Cauchy distribution, in the form that the rejection needs. */
function envelope(kappa: number): number {
  if (kappa < 1e-5) return 1 / kappa + kappa; // the series, where the formula cancels
  const r = 1 + Math.sqrt(1 + 4 * kappa * kappa);
  const rho = (r - Math.sqrt(2 * r)) / (2 * kappa);
  return (1 + rho * rho) / (2 * rho);
}

/** An angle brought into [-pi, pi). */
function wrapped(angle: number): number {
  const size = ((Math.abs(angle) + PI) % (2 * PI)) - PI;
  return angle < 0 ? -size : size;
}

function byRejection(mu: number, kappa: number): Sampler {
  const s = envelope(kappa);
  return (bits) => {
    for (;;) {
      const z = cos(PI * bits.nextDouble());
      const w = (1 + s * z) / (s + z);
      const y = kappa * (s - w);
      const v = bits.nextDouble();
      if (y * (2 - y) - v >= 0 || Math.log(y / v) + 1 - y >= 0) {
        const angle = acos(w);
        return wrapped((bits.nextDouble() < 0.5 ? -angle : angle) + mu);
      }
    }
  };
}

/**
 * Source: D. J. Best and N. I. Fisher, "Efficient Simulation of the von Mises Distribution", Appl. Stat. 28 (1979);
 * uniform below kappa = 1e-8 and normal above 1e6, as in NumPy.
 */
export const vonmises: Distribution = {
  name: 'vonmises',
  parameters: [anyNumber('mu'), nonNegative('kappa')],
  prepare: (mu, kappa) => {
    if (Number.isNaN(kappa)) return () => NaN;
    if (kappa < 1e-8) return (bits) => PI * (2 * bits.nextDouble() - 1);
    if (kappa <= 1e6) return byRejection(mu, kappa);
    const deviation = Math.sqrt(1 / kappa);
    return (bits) => {
      const angle = mu + deviation * standardNormal(bits);
      return angle < -PI ? angle + 2 * PI : angle > PI ? angle - 2 * PI : angle;
    };
  },
};
