// Distributions of vectors: Dirichlet, multinomial and multivariate hypergeometric. Each writes one vector after another
// into an array.

import { randomInterval } from '../bounded.js';
import type { BitGenerator } from '../bitGenerator.js';
import { binomialSampler } from './binomial.js';
import { betaSampler, gammaSampler } from './gamma.js';
import { hypergeometricSampler } from './hypergeometric.js';

/** Where counts are written. */
export type CountArray = Int32Array | { [index: number]: number; readonly length: number };

/**
 * Dirichlet vectors: gamma draws divided by their sum, or, where all parameters are below 0.1 and gamma draws may all be
 * zero, pieces broken off a stick by beta draws.
 *
 * Source: L. Devroye, "Non-Uniform Random Variate Generation" (1986), XI.4.
 *
 * @param out - receives as many vectors as fit
 */
export function fillDirichlet(bits: BitGenerator, alpha: ArrayLike<number>, out: Float64Array): void {
  const k = alpha.length;
  if (k === 0) return;
  let largest = 0;
  for (let j = 0; j < k; j++) largest = Math.max(largest, alpha[j]!);
  if (largest === 0) out.fill(0);
  else if (largest < 0.1) breakSticks(bits, alpha, out);
  else {
    const samplers = Array.from(alpha, gammaSampler);
    for (let row = 0; row < out.length; row += k) {
      let sum = 0;
      for (let j = 0; j < k; j++) {
        const draw = samplers[j]!(bits);
        out[row + j] = draw;
        sum += draw;
      }
      const inverse = 1 / sum;
      for (let j = 0; j < k; j++) out[row + j] = out[row + j]! * inverse;
    }
  }
}

function breakSticks(bits: BitGenerator, alpha: ArrayLike<number>, out: Float64Array): void {
  const k = alpha.length;
  /** The sum of the parameters from j on. */
  const rest = new Float64Array(k);
  for (let j = k - 1, sum = 0; j >= 0; j--) rest[j] = sum += alpha[j]!;
  const samplers = Array.from({ length: k - 1 }, (_, j) => betaSampler(alpha[j]!, rest[j + 1]!));
  for (let row = 0; row < out.length; row += k) {
    let left = 1;
    out.fill(0, row, row + k);
    for (let j = 0; j < k - 1; j++) {
      const part = samplers[j]!(bits);
      out[row + j] = left * part;
      left *= 1 - part;
      if (rest[j + 1] === 0) break;
    }
    out[row + k - 1] = left;
  }
}

/** One multinomial vector, as binomial draws from what is left; `out` has zeros from `row` on. */
export function drawMultinomial(
  bits: BitGenerator,
  n: number,
  pvals: ArrayLike<number>,
  first: number,
  categories: number,
  out: CountArray,
  row: number,
): void {
  let left = n;
  let probability = 1;
  for (let j = 0; j < categories - 1; j++) {
    const p = pvals[first + j]!;
    const draw = binomialSampler(left, p / probability)(bits);
    out[row + j] = draw;
    left -= draw;
    if (left <= 0) return;
    probability -= p;
  }
  if (left > 0) out[row + categories - 1] = left;
}

/**
 * Multivariate hypergeometric vectors by the marginal distributions: how many of the first colour, how many of the
 * second among the others, and so on.
 */
export function fillByMarginals(bits: BitGenerator, colors: readonly number[], nsample: number, out: CountArray): void {
  const k = colors.length;
  const total = colors.reduce((sum, value) => sum + value, 0);
  if (total === 0 || nsample === 0) return;
  // Of a large sample, the items that stay are drawn.
  const stays = nsample > Math.floor(total / 2);
  const drawn = stays ? total - nsample : nsample;
  for (let row = 0; row < out.length; row += k) {
    let missing = drawn;
    let remaining = total;
    for (let j = 0; missing > 0 && j < k - 1; j++) {
      remaining -= colors[j]!;
      const draw = hypergeometricSampler(colors[j]!, remaining, missing)(bits);
      out[row + j] = draw;
      missing -= draw;
    }
    if (missing > 0) out[row + k - 1] = missing;
    if (stays) for (let j = 0; j < k; j++) out[row + j] = colors[j]! - out[row + j]!;
  }
}

/** The same by drawing the items themselves: the beginning of a shuffle of all of them. */
export function fillByItems(bits: BitGenerator, colors: readonly number[], nsample: number, out: CountArray): void {
  const k = colors.length;
  const total = colors.reduce((sum, value) => sum + value, 0);
  if (total === 0 || nsample === 0) return;
  const stays = nsample > Math.floor(total / 2);
  const drawn = stays ? total - nsample : nsample;
  const items = new Uint32Array(total);
  for (let j = 0, end = 0; j < k; j++) items.fill(j, end, (end += colors[j]!));
  for (let row = 0; row < out.length; row += k) {
    for (let i = 0; i < drawn; i++) {
      const other = i + randomInterval(bits, total - i - 1);
      const item = items[other]!;
      items[other] = items[i]!;
      items[i] = item;
    }
    for (let i = 0; i < drawn; i++) out[row + items[i]!] = out[row + items[i]!]! + 1;
    if (stays) for (let j = 0; j < k; j++) out[row + j] = colors[j]! - out[row + j]!;
  }
}
