/** An objective along a direction, for the line searches. */
import { along, dot, type Vec } from '../dense/vector.js';
import type { Objective } from '../objective.js';
import type { Line } from './wolfe.js';

export class GradientLine implements Line {
  /** Where the slope was last asked for. */
  lastAlpha = NaN;
  lastGradient: Vec | undefined;
  private at: Vec;
  private alpha = 0;

  constructor(
    private readonly objective: Objective,
    private readonly x: Vec,
    private readonly p: Vec,
  ) {
    this.at = x;
  }

  /** The point at a step. */
  point(alpha: number): Vec {
    if (alpha !== this.alpha) {
      this.at = along(this.x, alpha, this.p);
      this.alpha = alpha;
    }
    return this.at;
  }

  value(alpha: number): number {
    return this.objective.value(this.point(alpha));
  }

  slope(alpha: number): number {
    this.lastGradient = this.objective.gradient(this.point(alpha));
    this.lastAlpha = alpha;
    return dot(this.lastGradient, this.p);
  }

  /** The gradient at a step, from the search or fresh. */
  gradient(alpha: number): Vec {
    return alpha === this.lastAlpha ? this.lastGradient! : this.objective.gradient(this.point(alpha));
  }
}
