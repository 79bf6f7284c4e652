/** The beta function and its logarithm as functions of numbers. */
import {
  gammaKernel,
  gammalnKernel,
  gammaRatioLarge,
  gammasgnKernel,
  HALF_LOG_2PI,
  rgammaKernel,
  stirlingFactor,
  stirlingRest,
} from './gammaKernel.js';

/** B(a, b) for a, b >= 10: Stirling's formula for all three gammas at once. */
function betaLarge(a: number, b: number): number {
  const c = a + b;
  const size = Math.exp((a - 0.5) * -Math.log1p(b / a) - b * Math.log1p(a / b));
  const factors = (stirlingFactor(a) * stirlingFactor(b)) / stirlingFactor(c);
  return Math.sqrt((2 * Math.PI) / b) * size * factors;
}

/** B(a, b) = Γ(a) Γ(b) / Γ(a + b). */
export function betaKernel(a: number, b: number): number {
  if (a < b) {
    const other = a;
    a = b;
    b = other;
  }
  if (b > 0) {
    if (a === Infinity) return 0;
    if (b >= 10) return betaLarge(a, b);
    if (a >= 10) return gammaKernel(b) * gammaRatioLarge(a, b);
    return (gammaKernel(a) / gammaKernel(a + b)) * gammaKernel(b);
  }
  return betaNegative(a, b);
}

/** B(a, b), b <= 0, b <= a. */
function betaNegative(a: number, b: number): number {
  if (a !== a || b !== b) return NaN;
  if (b === Math.floor(b)) {
    // A pole, unless Γ(a + b) has one too.
    if (a === Math.floor(a) && 1 - a - b > 0 && a > 0) return (a % 2 === 0 ? 1 : -1) * betaKernel(1 - a - b, a);
    return Infinity;
  }
  if (a > 150 || Math.abs(a + b) > 150 || b < -150) {
    const sign = gammasgnKernel(a) * gammasgnKernel(b) * gammasgnKernel(a + b);
    if (a + b === Math.floor(a + b) && a + b <= 0) return 0;
    return sign * Math.exp(gammalnKernel(a) + gammalnKernel(b) - gammalnKernel(a + b));
  }
  return gammaKernel(a) * gammaKernel(b) * rgammaKernel(a + b);
}

/** log |B(a, b)|. */
export function betalnKernel(a: number, b: number): number {
  if (a < b) {
    const other = a;
    a = b;
    b = other;
  }
  if (a === Infinity && b > 0) return -Infinity;
  if (!(b > 0)) {
    if (b === Math.floor(b)) return Math.log(Math.abs(betaNegative(a, b)));
    return gammalnKernel(a) + gammalnKernel(b) - gammalnKernel(a + b);
  }
  if (b >= 10) {
    const c = a + b;
    const rest = stirlingRest(a) + stirlingRest(b) - stirlingRest(c);
    return -(a - 0.5) * Math.log1p(b / a) - b * Math.log1p(a / b) - Math.log(b) / 2 + HALF_LOG_2PI + rest;
  }
  if (a >= 10) {
    const c = a + b;
    const ratio = (a - 0.5) * Math.log1p(-b / c) + b - b * Math.log(c) + stirlingRest(a) - stirlingRest(c);
    return gammalnKernel(b) + ratio;
  }
  return Math.log(betaKernel(a, b));
}
