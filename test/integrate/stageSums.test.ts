// Sums of stages: the compiled loops against plain ones, for every number of terms and lengths with a rest.

import { describe, expect, it } from 'vitest';
import { advanceBy, stageSum, sumOfSquares, sumStages } from '../../src/integrate/ivp/stageSums.js';

describe('sums of stages', () => {
  it.each([1, 2, 3, 5, 8, 9, 12])('%d terms, bit for bit', (count) => {
    const n = 1003;
    const filled = (k: number): Float64Array =>
      Float64Array.from({ length: n }, (_, i) => Math.sin(1 + i * (k + 1.37)));
    const stages = Array.from({ length: count + 1 }, (_, k) => filled(k));
    const weights = Array.from({ length: count + 1 }, (_, k) => (k === 1 ? 0 : 0.3 - k / 7));
    const plain = (i: number): number =>
      weights.reduce<number | undefined>((sum, w, k) => {
        if (w === 0) return sum;
        return sum === undefined ? w * stages[k]![i]! : sum + w * stages[k]![i]!;
      }, undefined)!;
    const sum = stageSum(weights);
    const [base, out, y, z] = [filled(20), new Float64Array(n), filled(21), filled(22)];
    sumStages(sum, stages, out);
    out.forEach((value, i) => expect(value).toBe(plain(i)));
    advanceBy(sum, stages, base, 0.01, out);
    out.forEach((value, i) => expect(value).toBe(base[i]! + 0.01 * plain(i)));
    const tolerances = { rtol: filled(30).map(Math.abs), atol: filled(31).map((value) => Math.abs(value) + 1) };
    let total = 0;
    for (let i = 0; i < n; i++) {
      const size = Math.max(Math.abs(y[i]!), Math.abs(z[i]!));
      total += (plain(i) / (tolerances.atol[i]! + tolerances.rtol[i]! * size)) ** 2;
    }
    expect(sumOfSquares(sum, stages, y, z, tolerances) / total).toBeCloseTo(1, 12);
    z[n >> 1] = NaN;
    expect(sumOfSquares(sum, stages, y, z, tolerances)).toBeNaN();
  });
});
