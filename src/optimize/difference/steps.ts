/**
 * Step sizes of finite differences: relative to the variable, kept within bounds. One-sided steps near the square root of
 * the rounding error, two-sided ones near its cube root (W. Press et al., Numerical Recipes, section 5.7).
 */
import type { Box } from '../bounds.js';
import type { Vec } from '../dense/vector.js';

/** How derivatives are approximated: forward, central, or with a complex step. */
export type DifferenceMethod = '2-point' | '3-point' | 'cs';

/** Is this the name of a way to take differences? */
export function isDifferenceMethod(value: unknown): value is DifferenceMethod {
  return value === '2-point' || value === '3-point' || value === 'cs';
}

const RELATIVE: Record<DifferenceMethod, number> = {
  '2-point': Math.sqrt(Number.EPSILON),
  '3-point': Math.cbrt(Number.EPSILON),
  cs: Math.sqrt(Number.EPSILON),
};

/** Which steps to take. */
export interface StepOptions {
  /** Relative to |x|; with it the step is `relStep * sign(x) * |x|`. */
  readonly relStep?: Vec | undefined;
  /** As they are. */
  readonly absStep?: Vec | undefined;
  readonly box?: Box | undefined;
}

/** A step for each variable, and whether it goes to one side only. */
export interface Steps {
  readonly h: Vec;
  readonly oneSided: Uint8Array;
}

/** The steps for a point. */
export function stepsAt(x: Vec, method: DifferenceMethod, options: StepOptions): Steps {
  const n = x.length;
  const h = new Float64Array(n);
  const relative = RELATIVE[method];
  const { relStep, absStep, box } = options;
  for (let i = 0; i < n; i++) {
    const sign = x[i]! >= 0 ? 1 : -1;
    const usual = relative * sign * Math.max(1, Math.abs(x[i]!));
    const given = absStep
      ? absStep[i % absStep.length]!
      : relStep
        ? relStep[i % relStep.length]! * sign * Math.abs(x[i]!)
        : usual;
    h[i] = x[i]! + given - x[i]! === 0 ? usual : given;
    if (method === '3-point') h[i] = Math.abs(h[i]!);
  }
  const oneSided = new Uint8Array(n).fill(method === '2-point' ? 1 : 0);
  if (box && method !== 'cs') for (let i = 0; i < n; i++) keepWithin(x[i]!, h, oneSided, i, box.lb[i]!, box.ub[i]!);
  return { h, oneSided };
}

/** Turn or shorten a step so that no evaluation leaves the bounds. */
function keepWithin(x: number, h: Vec, oneSided: Uint8Array, i: number, lb: number, ub: number): void {
  if (lb === -Infinity && ub === Infinity) return;
  const below = x - lb;
  const above = ub - x;
  const step = h[i]!;
  if (oneSided[i]) {
    if (x + step >= lb && x + step <= ub) return;
    if (Math.abs(step) <= Math.max(below, above)) h[i] = -step;
    else h[i] = above >= below ? above : -below;
    return;
  }
  if (below >= step && above >= step) return;
  oneSided[i] = 1;
  h[i] = above >= below ? Math.min(step, 0.5 * above) : -Math.min(step, 0.5 * below);
  const nearest = Math.min(above, below);
  if (Math.abs(h[i]!) <= nearest) {
    h[i] = nearest;
    oneSided[i] = 0;
  }
}
