/** The eigenproblem of one symmetric or Hermitian matrix, as other files use it. */
import { LinAlgError } from '../core/errors.js';
import type { Dense } from './dense.js';
import type { Matrix, Uplo } from './engine/engine.js';
import { engine } from './engine/index.js';
import { REAL, allFinite, zerosOf } from './matrices.js';

/** Eigenvalues, rising, and where wanted the eigenvectors as columns. */
export interface HermitianEigen {
  readonly w: Matrix;
  readonly v: Dense | null;
}

/** Eigenvalues and vectors of a matrix, of which one triangle is read; it is lost (the vectors lie in it). */
export function hermitianEigen(a: Dense, uplo: Uplo, vectors: boolean): HermitianEigen {
  const { kind, n } = a;
  const w = zerosOf(REAL[kind], n);
  if (n > 0) {
    if (!allFinite(a.data)) throw new LinAlgError('Eigenvalues did not converge');
    if (engine().syevd(kind, vectors ? 'V' : 'N', uplo, n, a.data, w) > 0) {
      throw new LinAlgError('Eigenvalues did not converge');
    }
  }
  return { w, v: vectors ? a : null };
}
