// Feedback for several inputs: the poles are where they were asked for, and the eigenvectors no worse conditioned than SciPy's.

import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { placePoles } from '../../src/signal/index.js';
import { fixture } from '../oracle.js';

interface Case {
  A: number[][];
  B: number[][];
  poles: [number, number][];
  method: 'YT' | 'KNV0';
  condition: number;
}

describe('placePoles', () => {
  fixture<Case[]>('placePoles.json').forEach(({ A, B, poles, method, condition }, i) => {
    const kind = poles.some(([, im]) => im !== 0) ? 'complex' : 'real';
    it(`${i}: ${A.length} states, ${B[0]!.length} inputs, ${kind} poles, ${method}`, () => {
      const wanted = poles.map(([re, im]) => (im === 0 ? re : new np.Complex(re, im)));
      const found = placePoles(A, B, wanted as number[], { method, maxiter: 100 });
      // By the feedback itself, not by what placePoles says of it.
      const closed = np.subtract(A, np.matmul(B, found.gainMatrix));
      const own = np.linalg.eigvals(closed as np.NDArray<'float64'>).toFlatArray() as (number | np.Complex)[];
      const size = Math.max(...poles.map(([re, im]) => Math.hypot(re, im)));
      for (const [re, im] of poles) {
        const nearest = Math.min(...own.map((p) => (typeof p === 'number' ? Math.hypot(p - re, im) : Math.hypot(p.re - re, p.im - im)))); // prettier-ignore
        expect(nearest).toBeLessThan(1e-10 * size);
      }
      const s = np.linalg.svdvals(found.X).toFlatArray().map(Number);
      expect(s[0]! / s[s.length - 1]!).toBeLessThan(1.02 * condition);
    });
  });
});
