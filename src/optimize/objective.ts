/**
 * The function that is minimised, seen from a solver: values, gradients and Hessians at plain vectors, given by the user or
 * found by differences, each computed once for a point and counted.
 */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import type { Box } from './bounds.js';
import { bindArgs, checkSignal, imaginaryOf, type AbortLike } from './calls.js';
import type { Mat } from './dense/matrix.js';
import { copied, sameVec, type Vec } from './dense/vector.js';
import { differenceGradient, differenceJacobian } from './difference/gradient.js';
import { isDifferenceMethod, type DifferenceMethod, type StepOptions } from './difference/steps.js';
import { handedOver, toMat, toNumber, toVec } from './values.js';

/** What an objective is made of. */
export interface ObjectiveSpec {
  readonly functionName: string;
  readonly fun: unknown;
  readonly args?: readonly unknown[] | undefined;
  /** A function, a way to take differences, true if `fun` returns both; else forward differences with step `epsilon`. */
  readonly jac?: unknown;
  readonly hess?: unknown;
  readonly hessp?: unknown;
  readonly epsilon?: Vec | undefined;
  readonly relStep?: Vec | undefined;
  readonly box?: Box | undefined;
  readonly signal?: AbortLike | undefined;
}

/** The default step of differences where a method takes an absolute one. */
export const EPSILON = Math.sqrt(Number.EPSILON);

export class Objective {
  nfev = 0;
  njev = 0;
  nhev = 0;
  /** Is the gradient the user's own? */
  readonly ownGradient: boolean;
  readonly hasHessian: boolean;
  readonly hasHessp: boolean;
  private readonly call: (...first: unknown[]) => unknown;
  private readonly jac: ((...first: unknown[]) => unknown) | undefined;
  private readonly hess: ((...first: unknown[]) => unknown) | undefined;
  private readonly hesspCall: ((...first: unknown[]) => unknown) | undefined;
  private readonly method: DifferenceMethod;
  private readonly hessMethod: DifferenceMethod | undefined;
  private readonly steps: StepOptions;
  private readonly both: boolean;
  private x: Vec | undefined;
  private f = NaN;
  private g: Vec | undefined;
  /** The gradient that came with the value. */
  private beside: Vec | undefined;

  constructor(private readonly spec: ObjectiveSpec) {
    const { functionName, args, jac, hess, hessp } = spec;
    this.call = bindArgs(functionName, 'fun', spec.fun, args);
    this.both = jac === true;
    this.ownGradient = this.both || typeof jac === 'function';
    this.jac = typeof jac === 'function' ? bindArgs(functionName, 'jac', jac, args) : undefined;
    if (jac !== undefined && jac !== null && typeof jac !== 'boolean' && !this.jac && !isDifferenceMethod(jac)) {
      throw new DTypeError(
        `${functionName}: jac must be a function, true, '2-point', '3-point' or 'cs', got ${describe(jac)}`,
      );
    }
    this.method = isDifferenceMethod(jac) ? jac : '2-point';
    const given = isDifferenceMethod(jac);
    this.steps = { relStep: spec.relStep, absStep: given || spec.relStep ? undefined : spec.epsilon, box: spec.box };
    this.hess = typeof hess === 'function' ? bindArgs(functionName, 'hess', hess, args) : undefined;
    this.hessMethod = isDifferenceMethod(hess) ? hess : undefined;
    this.hasHessian = this.hess !== undefined || this.hessMethod !== undefined;
    if (this.hessMethod && !this.ownGradient) {
      throw new ValueError(
        `${functionName}: Whenever the gradient is estimated via finite-differences, we require the Hessian to be estimated using one of the quasi-Newton strategies.`,
      );
    }
    this.hesspCall = typeof hessp === 'function' ? bindArgs(functionName, 'hessp', hessp, args) : undefined;
    this.hasHessp = this.hesspCall !== undefined;
  }

  /** One call of the user's function. */
  private evaluate(x: Vec): number {
    checkSignal(this.spec.signal);
    this.nfev++;
    const value = this.call(handedOver(x));
    if (typeof value === 'number') return value;
    if (!this.both) return toNumber(`${this.spec.functionName}: what fun returns`, value);
    if (!Array.isArray(value) || value.length !== 2) {
      throw new DTypeError(
        `${this.spec.functionName}: with jac true, fun must return [value, gradient], got ${describe(value)}`,
      );
    }
    this.beside = this.gradientOf(value[1], x.length);
    return toNumber(`${this.spec.functionName}: the value that fun returns`, value[0]);
  }

  private gradientOf(value: unknown, n: number): Vec {
    const g = toVec(`${this.spec.functionName}: the gradient`, value);
    if (g.length !== n) {
      throw new ValueError(`${this.spec.functionName}: the gradient must have ${n} elements, as x, got ${g.length}`);
    }
    return g;
  }

  private moveTo(x: Vec): void {
    if (this.x && sameVec(this.x, x)) return;
    this.x = copied(x);
    this.f = NaN;
    this.known = false;
    this.g = undefined;
    this.beside = undefined;
  }
  private known = false;

  /** The value at a point. */
  value = (x: Vec): number => {
    this.moveTo(x);
    if (!this.known) {
      this.f = this.evaluate(x);
      this.known = true;
    }
    return this.f;
  };

  /** A value that is not kept: for methods that never ask twice. */
  fresh = (x: Vec): number => this.evaluate(x);

  /** The gradient at a point; not to be changed. */
  gradient = (x: Vec): Vec => {
    this.moveTo(x);
    if (this.g) return this.g;
    this.njev++;
    if (this.both) {
      this.value(x);
      this.g = this.beside!;
    } else if (this.jac) {
      checkSignal(this.spec.signal);
      this.g = this.gradientOf(this.jac(handedOver(x)), x.length);
    } else {
      const f0 = this.value(x);
      const imaginary = (re: Vec, im: Vec): Vec => {
        this.nfev++;
        return imaginaryOf(`${this.spec.functionName}: fun`, this.call as never, re, im);
      };
      this.g = differenceGradient((at) => this.evaluate(at), imaginary, x, f0, this.method, this.steps);
    }
    return this.g;
  };

  /** The Hessian at a point, n x n by rows. */
  hessian = (x: Vec): Mat => {
    this.nhev++;
    const n = x.length;
    if (this.hess) {
      checkSignal(this.spec.signal);
      return toMat(`${this.spec.functionName}: the Hessian`, this.hess(handedOver(x)), n, n);
    }
    const jac = (at: Vec): Vec => {
      checkSignal(this.spec.signal);
      this.njev++;
      const value = this.both ? (this.call(handedOver(at)) as unknown[])[1] : this.jac!(handedOver(at));
      return this.gradientOf(value, n);
    };
    const g0 = this.gradient(x);
    const imaginary = (re: Vec, im: Vec): Vec => {
      this.njev++;
      return imaginaryOf(`${this.spec.functionName}: jac`, this.jac as never, re, im);
    };
    const h = differenceJacobian(jac, imaginary, x, g0, this.hessMethod ?? '2-point', { relStep: this.spec.relStep });
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) h[i * n + j] = h[j * n + i] = 0.5 * (h[i * n + j]! + h[j * n + i]!);
    return h;
  };

  /** The Hessian at x times p, by the user's own function. */
  hessp = (x: Vec, p: Vec): Vec => {
    checkSignal(this.spec.signal);
    this.nhev++;
    const value = toVec(`${this.spec.functionName}: hessp`, this.hesspCall!(handedOver(x), handedOver(p)));
    if (value.length !== x.length) {
      throw new ValueError(`${this.spec.functionName}: hessp must return ${x.length} elements, got ${value.length}`);
    }
    return value;
  };
}
