/** Long random fills: the numbers of one thread, and so NumPy's, for any number of workers, and the stream goes on alike. */
import { afterAll, describe, expect, it } from 'vitest';
import * as np from 'numloom';

afterAll(() => np.shutdown());

/** Fills of several lengths, each followed by draws that show where the stream is. */
function draws(): np.NDArray[] {
  return [262_144, 300_001, 1_200_000].flatMap((n) => {
    const rng = np.random.defaultRng(n);
    // An odd number of 32-bit draws leaves half a word waiting.
    const before = [rng.random(3), rng.integers(0, 10, 3, { dtype: 'int32' })];
    const fills = [rng.standardNormal(n), rng.standardExponential(n), rng.random(n), rng.normal(2, 3, n)];
    return [...before, ...fills, rng.integers(0, 1000, 5, { dtype: 'int32' }), rng.standardNormal(5)] as np.NDArray[];
  });
}

describe('random fills', () => {
  const expected = draws();
  for (const workers of [2, 3]) {
    it(`are those of one thread with ${workers} workers`, async () => {
      await np.setBackend('threads', { workers, leastWork: 0 });
      const got = draws();
      np.setBackend('single');
      got.forEach((one, k) => expect(np.arrayEqual(one, expected[k]!), `fill ${k}`).toBe(true));
    });
  }
  it('have the moments of their distributions', async () => {
    await np.setBackend('threads', { workers: 2, leastWork: 0 });
    const n = 1_000_000;
    const normal = np.random.defaultRng(1).standardNormal(n);
    // Five standard errors.
    expect(Math.abs(np.mean(normal))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(np.var(normal) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(np.mean(np.random.defaultRng(2).standardExponential(n)) - 1)).toBeLessThan(5 / Math.sqrt(n));
    np.setBackend('single');
  });
});
