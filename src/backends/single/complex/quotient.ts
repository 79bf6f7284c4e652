/**
 * Complex division by Smith's method (CACM Algorithm 116, 1962), as NumPy divides. Results go to z.
 */
import { give } from './result.js';

/**
 * (ar + ai i) / (br + bi i); division by zero divides both parts by zero.
 * @param ar real part of the dividend
 * @param ai its imaginary part
 * @param br real part of the divisor
 * @param bi its imaginary part
 */
export function cdivide(ar: number, ai: number, br: number, bi: number): void {
  if (Math.abs(br) >= Math.abs(bi)) {
    if (br === 0 && bi === 0) {
      const zero = Math.abs(br);
      give(ar / zero, ai / zero);
      return;
    }
    const ratio = bi / br;
    const scale = 1 / (br + bi * ratio);
    give((ar + ai * ratio) * scale, (ai - ar * ratio) * scale);
  } else {
    const ratio = br / bi;
    const scale = 1 / (bi + br * ratio);
    give((ar * ratio + ai) * scale, (ai * ratio - ar) * scale);
  }
}

/**
 * 1 / (re + im i).
 * @param re real part
 * @param im imaginary part
 */
export function creciprocal(re: number, im: number): void {
  if (Math.abs(im) <= Math.abs(re)) {
    const ratio = im / re;
    const divisor = re + im * ratio;
    give(1 / divisor, -ratio / divisor);
  } else {
    const ratio = re / im;
    const divisor = re * ratio + im;
    give(ratio / divisor, -1 / divisor);
  }
}
