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
    const singles = { dtype: 'float32' } as const;
    const halves = [
      rng.random(n, singles),
      rng.integers(-7, 1000, n),
      // Nearly half of the draws are refused.
      rng.integers(0, 2 ** 31 + 5, n, { dtype: 'uint32' }),
      rng.standardNormal(n, singles),
      rng.integers(0, 6, 3, { dtype: 'int32' }),
      rng.standardNormal(n, singles),
      rng.standardExponential(n, singles),
      rng.random(n, singles),
    ];
    const scaled = [rng.uniform(-2, 5, n), rng.exponential(3, n), rng.normal(-1, 0.5, n)];
    // Where the stream is, the half word that waits included.
    const after = [rng.integers(0, 1000, 5, { dtype: 'int32' }), rng.standardNormal(5)];
    const { state } = rng.bitGenerator as np.random.PCG64;
    const place = np.array([state.uinteger, state.hasUint32, Number(state.state.state % 1000003n)]);
    return [...before, ...fills, ...halves, ...scaled, ...after, place] as np.NDArray[];
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
