/** Approximate Jacobians as objects: `BroydenFirst`, `KrylovJacobian`, and the inverse of one, to precondition another's inner iteration. */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { matVec } from './dense/matrix.js';
import type { Vec } from './dense/vector.js';
import {
  BroydenFirst as BroydenUpdates,
  Krylov,
  type Preconditioner,
  type ReductionMethod,
} from './roots/quasiNewton.js';
import { handedOver, shapeOf, toArray, toVec, toVecOf, type Vector } from './values.js';

/** A Jacobian that is known by its products and learns from steps. */
export interface JacobianApproximation {
  /** Begin at x, where the function's values are F. */
  setup(x: ArrayLike, F: ArrayLike, func: (x: Vector) => ArrayLike): void;
  /** Learn that the iteration went to x, where the values are F. */
  update(x: ArrayLike, F: ArrayLike): void;
  /** `J v`. */
  matvec(v: ArrayLike): Vector;
  /** `J^-1 v`. */
  solve(v: ArrayLike, options?: { tol?: number }): Vector;
  /** `J' v` and `J'^-1 v`, where they are known. */
  rmatvec?(v: ArrayLike): Vector;
  rsolve?(v: ArrayLike, options?: { tol?: number }): Vector;
}

/** What may precondition an inner iteration: an approximate inverse, as a matrix or by its products. */
export type InnerPreconditioner =
  | ArrayLike
  | {
      matvec(v: Vector): ArrayLike;
      setup?(x: Vector, F: Vector, func: (x: Vector) => ArrayLike): void;
      update?(x: Vector, F: Vector): void;
    };

/** Read `innerM`. */
export function preconditionerOf(
  name: string,
  innerM: InnerPreconditioner | null | undefined,
): Preconditioner | undefined {
  if (innerM === undefined || innerM === null) return undefined;
  if (typeof innerM === 'object' && 'matvec' in innerM) {
    return {
      apply: (v) => toVecOf(`${name}: what innerM.matvec returns`, innerM.matvec(handedOver(v)), v.length),
      setup: (x, f, fun) => innerM.setup?.(handedOver(x), handedOver(f), (at) => toArray(fun(toVec(`${name}: x`, at)))),
      update: (x, f) => innerM.update?.(handedOver(x), handedOver(f)),
    };
  }
  const shape = shapeOf(innerM);
  const [m, n] = shape;
  if (shape.length !== 2 || m !== n) {
    throw new ValueError(`${name}: innerM must be a square matrix or have a method matvec, got ${describe(innerM)}`);
  }
  const a = toVec(`${name}: innerM`, innerM);
  return {
    apply(v) {
      if (v.length !== n)
        throw new ValueError(`${name}: innerM has shape (${m},${n}) where x has ${v.length} elements`);
      return matVec(a, n, n, v);
    },
  };
}

/** What the classes share: a place and a function. */
abstract class Located {
  #n = -1;
  /** The class' name in messages. */
  protected abstract readonly named: string;

  /** Rows and columns of the Jacobian; null before `setup`. */
  get shape(): readonly [number, number] | null {
    return this.#n < 0 ? null : [this.#n, this.#n];
  }

  protected begin(x: ArrayLike, F: ArrayLike): [Vec, Vec] {
    const at = toVec(`${this.named}: x`, x);
    this.#n = at.length;
    return [at, toVecOf(`${this.named}: F`, F, at.length)];
  }

  protected vector(which: string, v: ArrayLike): Vec {
    if (this.#n < 0) throw new ValueError(`${this.named}: call setup(x, F, func) first`);
    return toVecOf(`${this.named}: ${which}`, v, this.#n);
  }
}

function wrapped(name: string, func: unknown, n: number): (x: Vec) => Vec {
  if (typeof func !== 'function') throw new DTypeError(`${name}: func must be a function, got ${describe(func)}`);
  const call = func as (x: Vector) => ArrayLike;
  return (x) => toVecOf(`${name}: what func returns`, call(handedOver(x)), n);
}

/** Options of `BroydenFirst`. */
export interface BroydenFirstOptions {
  /** The first guess of the Jacobian is `-1 / alpha`. */
  alpha?: number | null;
  reductionMethod?: ReductionMethod | readonly [ReductionMethod, ...number[]];
  maxRank?: number | null;
}

/**
 * Broyden's first ("good") approximation of a Jacobian, as an object.
 *
 * Source: C. G. Broyden, Math. Comp. 19 (1965).
 *
 * @example
 * const jacobian = new BroydenFirst();
 * const F = (x) => [x.item(0) ** 2 - 2, x.item(1) - x.item(0)];
 * newtonKrylov(F, [1, 1], { innerM: new InverseJacobian(jacobian) }).item(0); // 1.4142...
 */
export class BroydenFirst extends Located implements JacobianApproximation {
  protected readonly named = 'BroydenFirst';
  readonly #updates: BroydenUpdates;

  /** @param options - `alpha`, `reductionMethod` ('restart', 'simple' or 'svd'), `maxRank` */
  constructor(options: BroydenFirstOptions = {}) {
    super();
    checkOptions('BroydenFirst', options, ['alpha', 'reductionMethod', 'maxRank']);
    const { alpha, reductionMethod = 'restart', maxRank } = options;
    const [method, ...parameters] = typeof reductionMethod === 'string' ? [reductionMethod] : reductionMethod;
    this.#updates = new BroydenUpdates(alpha, method, maxRank ?? Infinity, parameters[0]);
  }

  /** Begin at x, where the values are F. */
  setup(x: ArrayLike, F: ArrayLike, _func?: (x: Vector) => ArrayLike): void {
    this.#updates.setup(...this.begin(x, F));
  }
  /** Learn from a step to x, where the values are F. */
  update(x: ArrayLike, F: ArrayLike): void {
    this.#updates.update(this.vector('x', x), this.vector('F', F));
  }
  /** `J v`. */
  matvec(v: ArrayLike): Vector {
    return toArray(this.#updates.multiply(this.vector('v', v)));
  }
  /** `J' v`. */
  rmatvec(v: ArrayLike): Vector {
    return toArray(this.#updates.multiplyT(this.vector('v', v)));
  }
  /** `J^-1 v`. */
  solve(v: ArrayLike): Vector {
    return toArray(this.#updates.solve(this.vector('v', v)));
  }
  /** `J'^-1 v`. */
  rsolve(v: ArrayLike): Vector {
    return toArray(this.#updates.applyT(this.vector('v', v)));
  }
  /** The matrix J, of shape (n, n). */
  todense(): Vector {
    const n = this.shape?.[0] ?? this.vector('v', []).length;
    const dense = new Float64Array(n * n);
    for (let j = 0; j < n; j++) {
      const unit = new Float64Array(n);
      unit[j] = 1;
      this.#updates.multiply(unit).forEach((t, i) => (dense[i * n + j] = t));
    }
    return toArray(dense, [n, n]);
  }
}

/** Options of `KrylovJacobian`. */
export interface KrylovJacobianOptions {
  /** The relative step of differences. */
  rdiff?: number | null;
  /** All are restarted GMRES here. */
  method?: 'lgmres' | 'gmres' | 'bicgstab' | 'cgs' | 'minres' | 'tfqmr';
  innerMaxiter?: number;
  /** An approximate inverse of the Jacobian. */
  innerM?: InnerPreconditioner | null;
  outerK?: number;
}

/**
 * A Jacobian known by differences along directions, whose systems are solved by GMRES.
 *
 * Source: D. Knoll and D. Keyes, J. Comput. Phys. 193 (2004).
 *
 * @example
 * const jacobian = new KrylovJacobian();
 * jacobian.setup([1, 2], [1, 4], (x) => [x.item(0) ** 2, x.item(1) ** 2]);
 * jacobian.matvec([1, 1]); // about array([2., 4.])
 */
export class KrylovJacobian extends Located implements JacobianApproximation {
  protected readonly named = 'KrylovJacobian';
  readonly #krylov: Krylov;

  /** @param options - `rdiff`, `innerMaxiter` (20), `innerM` */
  constructor(options: KrylovJacobianOptions = {}) {
    super();
    checkOptions('KrylovJacobian', options, ['rdiff', 'method', 'innerMaxiter', 'innerM', 'outerK']);
    const { rdiff, innerMaxiter = 20, innerM } = options;
    this.#krylov = new Krylov(rdiff, innerMaxiter, 5, preconditionerOf('KrylovJacobian', innerM));
  }

  /** Begin at x, where the values of func are F. */
  setup(x: ArrayLike, F: ArrayLike, func: (x: Vector) => ArrayLike): void {
    const [at, f] = this.begin(x, F);
    this.#krylov.setup(at, f, wrapped(this.named, func, at.length));
  }
  /** Go on to x, where the values are F. */
  update(x: ArrayLike, F: ArrayLike): void {
    this.#krylov.update(this.vector('x', x), this.vector('F', F));
  }
  /** `J v`, by one call of the function. */
  matvec(v: ArrayLike): Vector {
    return toArray(this.#krylov.product(this.vector('v', v)));
  }
  /** `J^-1 v`, to a relative tolerance. */
  solve(v: ArrayLike, options: { tol?: number } = {}): Vector {
    return toArray(this.#krylov.solve(this.vector('v', v), options.tol ?? 1e-6));
  }
}

/**
 * The inverse of a Jacobian: its products are the Jacobian's solutions.
 *
 * @example
 * const jacobian = new BroydenFirst({ alpha: 0.5 });
 * jacobian.setup([1, 2], [1, 4]);
 * new InverseJacobian(jacobian).matvec([1, 1]); // array([-0.5, -0.5])
 */
export class InverseJacobian {
  readonly jacobian: JacobianApproximation;

  /** @param jacobian - with methods `matvec`, `solve`, `update` */
  constructor(jacobian: JacobianApproximation) {
    if (typeof jacobian?.solve !== 'function') {
      throw new DTypeError(`InverseJacobian: jacobian must have a method solve, got ${describe(jacobian)}`);
    }
    this.jacobian = jacobian;
  }

  /** Begin at x, where the values of func are F. */
  setup(x: ArrayLike, F: ArrayLike, func: (x: Vector) => ArrayLike): void {
    this.jacobian.setup(x, F, func);
  }
  /** Let the Jacobian learn from a step. */
  update(x: ArrayLike, F: ArrayLike): void {
    this.jacobian.update(x, F);
  }
  /** `J^-1 v`. */
  matvec(v: ArrayLike): Vector {
    return this.jacobian.solve(v);
  }
  /** `J v`. */
  solve(v: ArrayLike): Vector {
    return this.jacobian.matvec(v);
  }
  /** `J'^-1 v`. */
  rmatvec(v: ArrayLike): Vector {
    if (!this.jacobian.rsolve) throw new ValueError('InverseJacobian: this Jacobian has no rsolve');
    return this.jacobian.rsolve(v);
  }
  /** `J' v`. */
  rsolve(v: ArrayLike): Vector {
    if (!this.jacobian.rmatvec) throw new ValueError('InverseJacobian: this Jacobian has no rmatvec');
    return this.jacobian.rmatvec(v);
  }
}
