/**
 * Parabolic cylinder functions D(n, z) of whole orders and complex z (DLMF 12.7, 12.8): polynomials by their recurrence for n >= 0;
 * below, the recurrence from D(-1), or, where D is the small solution, backwards from far away (J. C. P. Miller).
 */
import { z } from './define.js';
import { erfcComplex } from './faddeeva.js';

/** Orders 0 to n (or 0, -1, ... to n) and derivatives, as pairs. */
export function parabolicOrders(n: number, x: number, y: number): { values: Float64Array; slopes: Float64Array } {
  const length = Math.abs(n) + 1;
  const values = new Float64Array(2 * length);
  const slopes = new Float64Array(2 * length);
  // D(0) = exp(-z^2 / 4).
  const size = Math.exp((y * y - x * x) / 4);
  const angle = (-x * y) / 2;
  values[0] = size * Math.cos(angle);
  values[1] = size * Math.sin(angle);
  if (n > 0) rising(values, length, x, y);
  else if (x > 0.5) fallingBackwards(values, length, x, y);
  else falling(values, length, x, y);
  for (let k = 0; k < length; k++) {
    const [re, im] = [values[2 * k]!, values[2 * k + 1]!];
    const [hRe, hIm] = [(x * re - y * im) / 2, (x * im + y * re) / 2];
    if (n > 0 || k === 0) {
      // D'(k) = k D(k - 1) - z D(k) / 2.
      slopes[2 * k] = (k > 0 ? k * values[2 * k - 2]! : 0) - hRe;
      slopes[2 * k + 1] = (k > 0 ? k * values[2 * k - 1]! : 0) - hIm;
    } else {
      // D'(-k) = z D(-k) / 2 - D(1 - k).
      slopes[2 * k] = hRe - values[2 * k - 2]!;
      slopes[2 * k + 1] = hIm - values[2 * k - 1]!;
    }
  }
  return { values, slopes };
}

/** D(k + 1) = z D(k) - k D(k - 1). */
function rising(values: Float64Array, length: number, x: number, y: number): void {
  for (let k = 0; k + 1 < length; k++) {
    const [re, im] = [values[2 * k]!, values[2 * k + 1]!];
    values[2 * k + 2] = x * re - y * im - (k > 0 ? k * values[2 * k - 2]! : 0);
    values[2 * k + 3] = x * im + y * re - (k > 0 ? k * values[2 * k - 1]! : 0);
  }
}

/** k D(-k - 1) = D(1 - k) - z D(-k), from D(-1) = exp(z^2 / 4) sqrt(pi / 2) erfc(z / sqrt(2)). */
function falling(values: Float64Array, length: number, x: number, y: number): void {
  erfcComplex(x * Math.SQRT1_2, y * Math.SQRT1_2);
  const [eRe, eIm] = [z[0]!, z[1]!];
  const size = Math.exp((x * x - y * y) / 4) * Math.sqrt(Math.PI / 2);
  const [c, s] = [size * Math.cos((x * y) / 2), size * Math.sin((x * y) / 2)];
  values[2] = c * eRe - s * eIm;
  values[3] = c * eIm + s * eRe;
  for (let k = 1; k + 1 < length; k++) {
    const [re, im] = [values[2 * k]!, values[2 * k + 1]!];
    values[2 * k + 2] = (values[2 * k - 2]! - (x * re - y * im)) / k;
    values[2 * k + 3] = (values[2 * k - 1]! - (x * im + y * re)) / k;
  }
}

/** Ratios D(-k) / D(1 - k) = 1 / (z + k D(-k - 1) / D(-k)) from far away. */
function fallingBackwards(values: Float64Array, length: number, x: number, y: number): void {
  const start = length + Math.ceil(400 / (x * x)) + 60 + 4 * Math.ceil(Math.sqrt(length) * 5);
  const ratios = new Float64Array(2 * length);
  let re = 0;
  let im = 0;
  for (let k = start; k >= 1; k--) {
    const [a, b] = [x + k * re, y + k * im];
    const d = a * a + b * b;
    re = a / d;
    im = -b / d;
    if (k < length) {
      ratios[2 * k] = re;
      ratios[2 * k + 1] = im;
    }
  }
  for (let k = 1; k < length; k++) {
    const [a, b] = [values[2 * k - 2]!, values[2 * k - 1]!];
    values[2 * k] = a * ratios[2 * k]! - b * ratios[2 * k + 1]!;
    values[2 * k + 1] = a * ratios[2 * k + 1]! + b * ratios[2 * k]!;
  }
}
