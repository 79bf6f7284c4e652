/** The benchmark's statistics against NumPy's, and against figures that can be seen without a computer. */
import { describe, expect, test } from 'vitest';
import { median, speedUp, summarise } from '../../bench/statistics.js';
import { fixture } from '../oracle.js';
import { SAMPLES } from './tiny.js';

const { statistics, speedUp: ratios } = fixture<{ statistics: Record<string, number[]>; speedUp: number[] }>(
  'bench/answers.json',
);

describe('summarise', () => {
  test.each(Object.entries(SAMPLES))('%s: as NumPy computes it', (name, values) => {
    const { samples, median: middle, q1, q3, min, max, mean, mad } = summarise(values);
    const got = [samples, middle, q1, q3, min, max, mean, mad];
    got.forEach((value, k) => expect(value).toBeCloseTo(statistics[name]![k]!, 14));
  });

  test('leaves its argument in order', () => {
    const values = [3, 1, 2];
    expect(median(values)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('speedUp', () => {
  test('is the median of the ratios of each round, with quartiles, as NumPy computes it', () => {
    const found = speedUp(SAMPLES.odd, SAMPLES.other)!;
    [found.ratio, found.q1, found.q3].forEach((value, k) => expect(value).toBeCloseTo(ratios[k]!, 14));
  });

  test('a slow moment that falls on both sides of a round changes nothing', () => {
    expect(speedUp([2, 2, 20, 2], [1, 1, 10, 1])).toEqual({ ratio: 2, q1: 2, q3: 2 });
  });

  test('rounds that only one side has are left out; without any there is no ratio', () => {
    expect(speedUp([4, 4, 100], [1])).toEqual({ ratio: 4, q1: 4, q3: 4 });
    expect(speedUp([4], [])).toBeNull();
  });
});
