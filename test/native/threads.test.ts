// Products on the threads backend: large ones are one call of BLAS on several threads, stacks are shared out.

import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { blas, blasFaults } from '../../src/backends/native/blas/library.js';

const there = blas() !== undefined;
const built = existsSync(new URL('../../dist/worker.js', import.meta.url));
const test = there && built ? it : it.skip;
const why = there ? (built ? '' : ' (npm run build comes first)') : ` (${blasFaults().join('; ')})`;

afterAll(() => np.shutdown());

describe('products through BLAS on threads', () => {
  test(`large ones use as many threads as the backend${why}`, async () => {
    const rng = np.random.defaultRng(3);
    const [a, b] = [rng.standardNormal([300, 400]), rng.standardNormal([400, 350])];
    const alone = np.matmul(a, b);
    expect(blas()!.threads).toBe(1);
    await np.withBackend('threads', { workers: 2 }, () => {
      const together = np.matmul(a, b);
      expect(blas()!.threads).toBe(2);
      expect(np.showConfig({ mode: 'dicts' }).blas!.threads).toBe(2);
      expect(np.allclose(together, alone, { rtol: 1e-12, atol: 1e-12 })).toBe(true);
      expect(np.arrayEqual(np.matmul(a, b), together)).toBe(true);
      // Too small to be shared.
      np.matmul(a.at(':20', ':20'), b.at(':20', ':20'));
      expect(blas()!.threads).toBe(1);
    });
    expect(np.arrayEqual(np.matmul(a, b), alone)).toBe(true);
    expect(blas()!.threads).toBe(1);
  });

  test(`stacks are shared out among the workers${why}`, async () => {
    const rng = np.random.defaultRng(4);
    const [a, b] = [rng.standardNormal([400, 30, 30]), rng.standardNormal([400, 30, 30])];
    const alone = np.matmul(a, b);
    await np.withBackend('threads', { workers: 2, leastWork: 0 }, () => {
      expect(np.arrayEqual(np.matmul(a, b), alone)).toBe(true);
      expect(np.arrayEqual(np.matmul(np.array(a), np.array(b)), alone)).toBe(true);
    });
  });
});
