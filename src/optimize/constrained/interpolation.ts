/**
 * Quadratic models that interpolate values at points and whose Hessians change as little as they can (M. Powell, Math. Programming
 * 100, 2004): several functions at the same points, one system of equations for all.
 */
import { luFactor, luSolve, type Lu } from '../dense/lu.js';
import { matVec, type Mat } from '../dense/matrix.js';
import { dot, type Vec } from '../dense/vector.js';

/** `f(base + d) = c + g.d + d'Hd / 2`. */
export interface QuadraticModel {
  c: number;
  g: Vec;
  h: Mat;
}

/** The value of a model at a step from its base. */
export function modelValue({ c, g, h }: QuadraticModel, d: Vec): number {
  return c + dot(g, d) + 0.5 * dot(d, matVec(h, d.length, d.length, d));
}

/** The interpolation system of a set of points, seen from a base. */
export class Interpolation {
  private readonly factors: Lu;
  private readonly steps: Vec[];
  readonly singular: boolean;

  /**
   * @param points - the points
   * @param base - where steps are counted from
   * @param scale - the size of steps, so that the system is well scaled
   */
  constructor(
    points: readonly Vec[],
    base: Vec,
    private readonly scale: number,
  ) {
    const n = base.length;
    const m = points.length;
    this.steps = points.map((p) => p.map((t, i) => (t - base[i]!) / scale));
    const size = m + n + 1;
    const w = new Float64Array(size * size);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j <= i; j++) {
        const t = 0.5 * dot(this.steps[i]!, this.steps[j]!) ** 2;
        w[i * size + j] = w[j * size + i] = t;
      }
      w[i * size + m] = w[m * size + i] = 1;
      for (let k = 0; k < n; k++) w[i * size + m + 1 + k] = w[(m + 1 + k) * size + i] = this.steps[i]![k]!;
    }
    this.factors = luFactor(w, size);
    this.singular = this.factors.singular;
  }

  /** The quadratic of least Hessian with these values at the points. */
  fit(values: Vec): QuadraticModel {
    const m = this.steps.length;
    const n = this.steps[0]!.length;
    const size = m + n + 1;
    const right = new Float64Array(size);
    right.set(values);
    const solution = luSolve(this.factors, size, right);
    const h = new Float64Array(n * n);
    for (let k = 0; k < m; k++) {
      const s = this.steps[k]!;
      const t = solution[k]! / this.scale ** 2;
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) h[i * n + j]! += t * s[i]! * s[j]!;
    }
    return { c: solution[m]!, g: solution.slice(m + 1).map((t) => t / this.scale), h };
  }

  /** The values of all of Lagrange's polynomials at a step from the base. */
  lagrangeValues(d: Vec): Vec {
    const m = this.steps.length;
    const right = new Float64Array(m + d.length + 1);
    const s = d.map((t) => t / this.scale);
    for (let k = 0; k < m; k++) right[k] = 0.5 * dot(this.steps[k]!, s) ** 2;
    right[m] = 1;
    right.set(s, m + 1);
    return luSolve(this.factors, right.length, right);
  }

  /** Lagrange's polynomial of a point: 1 there, 0 at the others. */
  lagrange(k: number): QuadraticModel {
    const values = new Float64Array(this.steps.length);
    values[k] = 1;
    return this.fit(values);
  }
}
