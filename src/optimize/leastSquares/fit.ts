/** What the trust-region methods for least squares share: settings, outcome, scaling by the Jacobian. */
import type { Mat } from '../dense/matrix.js';
import { ValueError } from '../../core/errors.js';
import { allFinite, type Vec } from '../dense/vector.js';
import type { Box } from '../bounds.js';
import type { Loss } from './losses.js';
import type { SubspaceSettings } from './subspace.js';
import type { Residuals } from './residuals.js';

export interface FitProblem {
  readonly residuals: Residuals;
  readonly x0: Vec;
  readonly f0: Vec;
  readonly box: Box;
  readonly ftol: number;
  readonly xtol: number;
  readonly gtol: number;
  readonly maxNfev: number;
  /** Fixed scales, or 'jac'. */
  readonly xScale: Vec | 'jac';
  readonly loss: Loss | undefined;
  readonly fScale: number;
  /** How the subproblems are solved: by factors, or by products with LSMR. */
  readonly trSolver: 'exact' | 'lsmr';
  readonly trOptions: SubspaceSettings;
  readonly report: (x: Vec, f: Vec, cost: number, nit: number) => boolean;
  readonly verbose: number;
}

export interface FitOutcome {
  readonly x: Vec;
  readonly cost: number;
  readonly f: Vec;
  readonly jacobian: Mat;
  readonly gradient: Vec;
  readonly optimality: number;
  readonly activeMask: Int8Array;
  readonly status: number;
}

/** Scales from the lengths of the Jacobian's columns, never rising. */
export class Scaling {
  scale: Vec;
  inverse: Vec;
  constructor(
    private readonly given: Vec | 'jac',
    j: Mat,
    m: number,
    private readonly n: number,
  ) {
    if (given === 'jac') {
      this.inverse = new Float64Array(n);
      this.scale = new Float64Array(n);
      this.update(j, m, true);
    } else {
      this.scale = given;
      this.inverse = given.map((t) => 1 / t);
    }
  }

  update(j: Mat, m: number, first = false): void {
    if (this.given !== 'jac') return;
    const { n } = this;
    for (let k = 0; k < n; k++) {
      let sum = 0;
      for (let i = 0; i < m; i++) sum += j[i * n + k]! ** 2;
      const length = Math.sqrt(sum);
      this.inverse[k] = first ? length || 1 : Math.max(this.inverse[k]!, length);
      this.scale[k] = 1 / this.inverse[k]!;
    }
  }
}

/** The Jacobian, which these methods want finite. */
export function finiteJacobian(residuals: Residuals, x: Vec, f: Vec): Mat {
  const j = residuals.jacobian(x, f);
  if (!allFinite(j)) throw new ValueError(`leastSquares: the Jacobian holds nan or inf at x = [${x.join(', ')}]`);
  return j;
}
