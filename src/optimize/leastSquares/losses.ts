/** Loss functions that make least squares robust against outliers (B. Triggs et al., Bundle Adjustment, 1999, appendix). */
import type { Mat } from '../dense/matrix.js';
import type { Vec } from '../dense/vector.js';

/** The names of the losses. */
export type LossName = 'linear' | 'huber' | 'soft_l1' | 'cauchy' | 'arctan';

/** `rho(z)` with its first two derivatives; z is the squared, scaled residual. */
export type Loss = (z: number) => readonly [rho: number, first: number, second: number];

export const LOSSES: Readonly<Record<Exclude<LossName, 'linear'>, Loss>> = {
  huber: (z) => (z <= 1 ? [z, 1, 0] : [2 * Math.sqrt(z) - 1, z ** -0.5, -0.5 * z ** -1.5]),
  soft_l1: (z) => {
    const t = 1 + z;
    return [2 * (Math.sqrt(t) - 1), t ** -0.5, -0.5 * t ** -1.5];
  },
  cauchy: (z) => {
    const t = 1 + z;
    return [Math.log1p(z), 1 / t, -1 / t ** 2];
  },
  arctan: (z) => {
    const t = 1 + z * z;
    return [Math.atan(z), 1 / t, (-2 * z) / t ** 2];
  },
};

/** Half the sum of losses. */
export function robustCost(f: Vec, loss: Loss, scale: number): number {
  let sum = 0;
  for (let i = 0; i < f.length; i++) sum += loss((f[i]! / scale) ** 2)[0];
  return 0.5 * scale * scale * sum;
}

/** Residuals and Jacobian changed in place so that Gauss-Newton steps follow the loss. */
export function scaleForLoss(j: Mat, f: Vec, n: number, loss: Loss, scale: number): void {
  for (let i = 0; i < f.length; i++) {
    const [, first, second] = loss((f[i]! / scale) ** 2);
    const factor = Math.sqrt(Math.max(first + (2 * second * f[i]! ** 2) / scale ** 2, Number.EPSILON));
    f[i]! *= first / factor;
    for (let k = 0; k < n; k++) j[i * n + k]! *= factor;
  }
}
