/**
 * The logarithm of the gamma function of complex argument, for the fast Hankel transform: Stirling's series (NIST Digital Library of
 * Mathematical Functions, 5.11.1) where the argument is large, reached by the recurrence 5.5.1 from elsewhere.
 */
import { Complex } from '../core/complex.js';

/** B(2 k) / (2 k (2 k - 1)) for k from 1 on. */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];
const HALF_LOG_TWO_PI = 0.9189385332046727418;
/** From this modulus on the series is exact to a double. */
const LARGE = 10;

function log(z: Complex): Complex {
  return new Complex(Math.log(z.abs()), z.arg());
}

/** log(gamma(z)), the branch that is real for z > 0 and continuous but for a cut along z < 0; Infinity at its poles. */
export function loggamma(z: Complex): Complex {
  if (z.im === 0 && z.re <= 0 && Number.isInteger(z.re)) return new Complex(Infinity, 0);
  let correction = new Complex(0, 0);
  while (z.re < LARGE && (z.re < 0 || z.abs() < LARGE)) {
    correction = correction.add(log(z));
    z = z.add(1);
  }
  const inverse = new Complex(1, 0).div(z);
  const square = inverse.mul(inverse);
  let series = new Complex(0, 0);
  for (let k = STIRLING.length - 1; k >= 0; k--) series = series.mul(square).add(STIRLING[k]!);
  return z.sub(0.5).mul(log(z)).sub(z).add(HALF_LOG_TWO_PI).add(series.mul(inverse)).sub(correction);
}

const isPole = (x: number): boolean => x <= 0 && Number.isInteger(x);

/** gamma(a) / gamma(b) of reals, with the limit where both are infinite. */
export function gammaRatio(a: number, b: number): number {
  if (isPole(a) && isPole(b)) {
    // gamma(-m + e) / gamma(-n + e) tends to (-1)^(m - n) n! / m!.
    let ratio = (a - b) % 2 === 0 ? 1 : -1;
    for (let k = -a + 1; k <= -b; k++) ratio *= k;
    for (let k = -b + 1; k <= -a; k++) ratio /= k;
    return ratio;
  }
  if (isPole(b)) return 0;
  if (isPole(a)) return Infinity;
  const [u, v] = [loggamma(new Complex(a, 0)), loggamma(new Complex(b, 0))];
  // The imaginary parts are multiples of pi.
  return Math.exp(u.re - v.re) * (Math.round((u.im - v.im) / Math.PI) % 2 === 0 ? 1 : -1);
}
