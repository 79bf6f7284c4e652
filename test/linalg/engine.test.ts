// Every engine of linear algebra obeys the same laws (engineLaws.ts), and none writes where it must not.

import { describe, expect, it } from 'vitest';
import '../../src/index.js';
import { blas, blasFaults } from '../../src/backends/native/blas/library.js';
import { nativeEngine } from '../../src/linalg/engine/native.js';
import { describeEngine } from './engineLaws.js';

const library = blas();

if (library?.lapack) {
  const engine = nativeEngine(library);
  describeEngine(engine);

  describe('the native engine says no', () => {
    it('to arrays that are too short', () => {
      expect(() => engine.potrf('d', 'L', 3, new Float64Array(8))).toThrow('potrf: an array has 8 slots, 9 are needed');
      expect(() => engine.getrf('z', 2, 2, new Float64Array(8), new Int32Array(1))).toThrow(
        'getrf: an array of indices has 1 of them, 2 are needed',
      );
    });

    it('to arrays of another precision', () => {
      expect(() => engine.potrf('s', 'L', 1, new Float64Array(1))).toThrow(
        'potrf: an array of kind s cannot be a Float64Array',
      );
    });

    it("to sizes beyond LAPACK's integers", () => {
      expect(() =>
        engine.gemm('d', 'N', 'N', 0, 3e9, 0, 1, new Float64Array(0), new Float64Array(0), 0, new Float64Array(0)),
      ).toThrow(
        // prettier-ignore
        'dgemm: a size of 3000000000 is beyond the 32-bit integers of BLAS and LAPACK',
      );
    });
  });
} else {
  it.skip(`the native engine (${library?.lapackFault ?? blasFaults().join('; ')})`, () => {});
}
