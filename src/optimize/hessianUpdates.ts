/** Quasi-Newton approximations of Hessians: BFGS and symmetric rank one (Nocedal and Wright, chapters 6 and 18). */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { identity, matVec, type Mat } from './dense/matrix.js';
import { dot, minus, norm2, type Vec } from './dense/vector.js';
import { toArray, toVec, type Vector } from './values.js';
import { warn } from './warnings.js';

/** What is approximated: the Hessian or its inverse. */
export type ApproxType = 'hess' | 'inv_hess';

/** A strategy that approximates a Hessian from steps and changes of the gradient. */
export abstract class HessianUpdateStrategy {
  protected n = 0;
  protected matrix: Mat | undefined;
  protected approxType: ApproxType = 'hess';
  private first = true;

  protected constructor(protected readonly initScale: number | 'auto') {}

  /** Begin anew for n variables. */
  initialize(n: number, approxType: ApproxType = 'hess'): void {
    if (approxType !== 'hess' && approxType !== 'inv_hess') {
      throw new ValueError(`initialize: approxType must be 'hess' or 'inv_hess', got ${describe(approxType)}`);
    }
    this.n = n;
    this.approxType = approxType;
    this.matrix = identity(n);
    this.first = true;
  }

  /** A strategy of the same settings that knows nothing yet. */
  abstract fresh(): HessianUpdateStrategy;

  /** Take in a step and the change of the gradient along it. */
  update(deltaX: ArrayLike, deltaGrad: ArrayLike): void {
    this.updatePlain(toVec('update: deltaX', deltaX), toVec('update: deltaGrad', deltaGrad));
  }

  /** @internal */
  updatePlain(s: Vec, y: Vec): void {
    if (!s.some((t) => t !== 0)) return;
    if (!y.some((t) => t !== 0)) {
      warn(
        'delta_grad == 0.0. Check if the approximated function is linear. If the function is linear better results can be obtained by defining the Hessian as zero instead of using quasi-Newton approximations.',
      );
      return;
    }
    if (this.first) {
      let scale = 1;
      if (this.initScale === 'auto') {
        const [ss, yy, sy] = [dot(s, s), dot(y, y), Math.abs(dot(y, s))];
        if (ss > 0 && yy > 0 && sy > 0) scale = this.approxType === 'hess' ? yy / sy : sy / yy;
      } else scale = this.initScale;
      this.matrix = identity(this.n, scale);
      this.first = false;
    }
    if (this.approxType === 'hess') this.learn(s, y);
    else this.learn(y, s);
  }

  /** Change the matrix B so that `B w` is `z`. */
  protected abstract learn(w: Vec, z: Vec): void;

  /** The matrix times a vector. */
  dot(p: ArrayLike): Vector {
    return toArray(this.dotPlain(toVec('dot: p', p)));
  }

  /** @internal */
  dotPlain(p: Vec): Vec {
    return matVec(this.matrix!, this.n, this.n, p);
  }

  /** The matrix, n x n. */
  getMatrix(): Vector {
    return toArray(this.plainMatrix.slice(), [this.n, this.n]);
  }

  /** @internal */
  get plainMatrix(): Mat {
    return this.matrix!;
  }
}

/** Options of `BFGS`. */
export interface BFGSStrategyOptions {
  /** What to do where the curvature is too small: leave the matrix, or damp the update. */
  exceptionStrategy?: 'skip_update' | 'damp_update';
  /** Least curvature, relative to the present one; 1e-8 when skipping, 0.2 when damping. */
  minCurvature?: number;
  /** The factor of the first matrix, or 'auto'. */
  initScale?: number | 'auto';
}

/** The BFGS update: SciPy's `BFGS`. */
export class BFGS extends HessianUpdateStrategy {
  private readonly damped: boolean;
  private readonly minCurvature: number;

  /**
   * @example
   * new BFGS({ exceptionStrategy: 'damp_update' });
   */
  constructor(private readonly options: BFGSStrategyOptions = {}) {
    checkOptions('BFGS', options, ['exceptionStrategy', 'minCurvature', 'initScale']);
    super(options.initScale ?? 'auto');
    const { exceptionStrategy = 'skip_update' } = options;
    if (exceptionStrategy !== 'skip_update' && exceptionStrategy !== 'damp_update') {
      throw new ValueError("BFGS: `exceptionStrategy` must be 'skip_update' or 'damp_update'.");
    }
    this.damped = exceptionStrategy === 'damp_update';
    this.minCurvature = options.minCurvature ?? (this.damped ? 0.2 : 1e-8);
  }

  fresh(): BFGS {
    return new BFGS(this.options);
  }

  protected learn(w: Vec, z: Vec): void {
    const b = this.matrix!;
    const { n } = this;
    let bw = matVec(b, n, n, w);
    let wbw = dot(w, bw);
    let wz = dot(w, z);
    if (wbw <= 0) {
      // Not positive definite any more: begin again.
      const scale = this.approxType === 'hess' ? dot(z, z) / wz : dot(z, z) / wz;
      this.matrix = identity(n, Number.isFinite(scale) && scale > 0 ? scale : 1);
      bw = matVec(this.matrix, n, n, w);
      wbw = dot(w, bw);
    }
    let change = z;
    if (wz <= this.minCurvature * wbw) {
      if (!this.damped) return;
      const t = (1 - this.minCurvature) / (1 - wz / wbw);
      change = z.map((v, i) => t * v + (1 - t) * bw[i]!);
      wz = dot(w, change);
    }
    const m = this.matrix!;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) m[i * n + j]! += (change[i]! * change[j]!) / wz - (bw[i]! * bw[j]!) / wbw;
    }
  }
}

/** Options of `SR1`. */
export interface SR1Options {
  /** No update where its denominator is smaller, relatively. */
  minDenominator?: number;
  /** The factor of the first matrix, or 'auto'. */
  initScale?: number | 'auto';
}

/** The symmetric rank-one update: SciPy's `SR1`. */
export class SR1 extends HessianUpdateStrategy {
  private readonly minDenominator: number;

  /**
   * @example
   * new SR1({ initScale: 1 });
   */
  constructor(private readonly options: SR1Options = {}) {
    checkOptions('SR1', options, ['minDenominator', 'initScale']);
    super(options.initScale ?? 'auto');
    this.minDenominator = options.minDenominator ?? 1e-8;
  }

  fresh(): SR1 {
    return new SR1(this.options);
  }

  protected learn(w: Vec, z: Vec): void {
    const b = this.matrix!;
    const { n } = this;
    const rest = minus(z, matVec(b, n, n, w));
    const denominator = dot(w, rest);
    if (Math.abs(denominator) <= this.minDenominator * norm2(w) * norm2(rest)) return;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) b[i * n + j]! += (rest[i]! * rest[j]!) / denominator;
  }
}
