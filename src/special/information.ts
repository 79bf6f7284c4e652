/** Entropies, divergences and Huber's losses. */
import { special } from './define.js';
import type { Special1, Special2 } from './types.js';

function entrKernel(x: number): number {
  if (x > 0) return -x * Math.log(x);
  return x === 0 ? 0 : x < 0 ? -Infinity : x;
}

/** log(x / y), by log1p where they are near each other. */
function logRatio(x: number, y: number): number {
  const gap = x - y;
  if (Math.abs(gap) < 0.5 * y) return Math.log1p(gap / y);
  const ratio = x / y;
  return ratio > 1e-300 && ratio < Infinity ? Math.log(ratio) : Math.log(x) - Math.log(y);
}

function relEntrKernel(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x > 0 && y > 0) return x * logRatio(x, y);
  return x === 0 && y >= 0 ? 0 : Infinity;
}

function klDivKernel(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x > 0 && y > 0) {
    const t = (y - x) / x;
    // x log(x/y) - x + y = -x (log(1 + t) - t).
    if (Math.abs(t) < 0.3) return x * minusLog1pmx(t);
    return x * logRatio(x, y) - x + y;
  }
  return x === 0 && y >= 0 ? y : Infinity;
}

/** t - log(1 + t) for small t. */
function minusLog1pmx(t: number): number {
  const r = t / (2 + t);
  const s = r * r;
  let power = s;
  let sum = 0;
  for (let k = 3; k < 60; k += 2) {
    sum += power / k;
    power *= s;
    if (power < 1e-18) break;
  }
  return r * (t - 2 * sum);
}

function huberKernel(delta: number, r: number): number {
  if (delta < 0) return Infinity;
  const size = Math.abs(r);
  return size <= delta ? 0.5 * r * r : delta * (size - 0.5 * delta);
}

function pseudoHuberKernel(delta: number, r: number): number {
  if (delta < 0) return Infinity;
  if (delta === 0 || r === 0) return 0;
  const v = r / delta;
  if (Math.abs(v) > 1e8) return delta * (Math.abs(r) - delta);
  // δ² (√(1 + v²) - 1) without the difference.
  return (r * r) / (1 + Math.sqrt(1 + v * v));
}

/**
 * Elementwise entropy `-x * log(x)`.
 *
 * @example
 * special.entr(0); // 0
 */
export const entr = special<Special1>('entr', entrKernel);
/** Elementwise relative entropy `x * log(x / y)`. */
export const relEntr = special<Special2>('rel_entr', relEntrKernel);
/** Elementwise Kullback-Leibler divergence `x * log(x / y) - x + y`. */
export const klDiv = special<Special2>('kl_div', klDivKernel);
/** Huber's loss: `huber(delta, r)`. */
export const huber = special<Special2>('huber', huberKernel);
/** The smooth version of Huber's loss: `pseudoHuber(delta, r)`. */
export const pseudoHuber = special<Special2>('pseudo_huber', pseudoHuberKernel);
