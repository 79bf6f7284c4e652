/** What the trust-region methods share: a quadratic model at a point, and steps to the border of a region. */
import { bilinear, matVec, type Mat } from '../dense/matrix.js';
import { dot, norm2, type Vec } from '../dense/vector.js';
import type { Objective } from '../objective.js';

/** A quadratic model of the objective at a point. */
export class Model {
  readonly f: number;
  private gradient: Vec | undefined;
  private matrix: Mat | undefined;
  private size: number | undefined;

  constructor(
    private readonly objective: Objective,
    readonly x: Vec,
  ) {
    this.f = objective.value(x);
  }

  get g(): Vec {
    return (this.gradient ??= this.objective.gradient(this.x));
  }

  /** The length of the gradient. */
  get gradientSize(): number {
    return (this.size ??= norm2(this.g));
  }

  get hessian(): Mat {
    return (this.matrix ??= this.objective.hessian(this.x));
  }

  /** The Hessian times a vector. */
  product(p: Vec): Vec {
    if (this.objective.hasHessp) return this.objective.hessp(this.x, p);
    return matVec(this.hessian, p.length, p.length, p);
  }

  /** The model's value at a step. */
  value(p: Vec): number {
    return (
      this.f + dot(this.g, p) + 0.5 * (this.objective.hasHessp ? dot(p, this.product(p)) : bilinear(this.hessian, p, p))
    );
  }
}

/** A step and whether it ends at the border. */
export interface RegionStep {
  readonly p: Vec;
  readonly atBorder: boolean;
}

/** The two `t` at which `|z + t d| = radius`, ascending. */
export function borderCrossings(z: Vec, d: Vec, radius: number): [number, number] {
  const a = dot(d, d);
  const b = 2 * dot(z, d);
  const c = dot(z, z) - radius * radius;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  // Without cancellation.
  const q = b + (b >= 0 ? root : -root);
  const roots: [number, number] = [-q / (2 * a), (-2 * c) / q];
  return roots[0] < roots[1] ? roots : [roots[1], roots[0]];
}
