/** Wright's generalized Bessel function (E. M. Wright, J. London Math. Soc. 10, 1935). */
import { special } from './define.js';
import { gammalnKernel, rgammaKernel } from './gammaKernel.js';
import type { Special3 } from './types.js';

/** The sum of x^k / (k! Γ(a k + b)): positive terms, by logarithms only where a factor leaves the range of doubles. */
function wrightBesselKernel(a: number, b: number, x: number): number {
  if (!(a >= 0 && b >= 0 && x >= 0)) return NaN;
  if (x === Infinity) return a === Infinity || b === Infinity ? NaN : Infinity;
  if (b === Infinity) return 0;
  if (x === 0 || a === Infinity) return rgammaKernel(b);
  let power = 1;
  let sum = 0;
  let before = 0;
  const log = Math.log(x);
  for (let k = 0; k < 200000; k++) {
    const at = a * k + b;
    let term: number;
    if (at < 168 && power < 1e300) term = power * rgammaKernel(at);
    else {
      const exponent = k * log - gammalnKernel(k + 1) - gammalnKernel(at);
      if (exponent > 709.7) return Infinity;
      term = Math.exp(exponent);
    }
    sum += term;
    // Terms fall from their largest on.
    if (k > 0 && term <= before && term < 1e-17 * sum) break;
    before = term;
    power *= x / (k + 1);
  }
  return sum;
}

/**
 * Wright's generalized Bessel function, the sum of x^k / (k! Γ(a k + b)): `wrightBessel(a, b, x)`, none of the three negative.
 *
 * @example
 * special.wrightBessel(1, 1, 1); // 2.27958530233606..., which is I0 at 2
 */
export const wrightBessel = special<Special3>('wright_bessel', wrightBesselKernel);
