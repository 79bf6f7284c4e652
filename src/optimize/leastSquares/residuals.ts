/** Residual functions seen from a solver: values and Jacobians at plain vectors, counted. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { DTypeError, ValueError, describe } from '../../core/errors.js';
import type { Box } from '../bounds.js';
import { bindArgs, checkSignal, imaginaryOf, type AbortLike } from '../calls.js';
import type { Mat } from '../dense/matrix.js';
import type { Vec } from '../dense/vector.js';
import { differenceJacobian, groupColumns } from '../difference/gradient.js';
import { isDifferenceMethod, type DifferenceMethod } from '../difference/steps.js';
import { handedOver, toMat, toReadable, toVec } from '../values.js';

export interface ResidualSpec {
  readonly functionName: string;
  readonly fun: unknown;
  readonly jac: unknown;
  readonly args?: readonly unknown[] | undefined;
  readonly relStep?: Vec | undefined;
  readonly box?: Box | undefined;
  readonly sparsity?: ArrayLike | null | undefined;
  readonly signal?: AbortLike | undefined;
  /** The Jacobian comes with derivatives down the rows (n x m). */
  readonly transposed?: boolean | undefined;
}

export class Residuals {
  nfev = 0;
  njev = 0;
  /** Is the Jacobian the user's own? */
  readonly ownJacobian: boolean;
  private readonly call: (...all: unknown[]) => unknown;
  private readonly jac: ((...all: unknown[]) => unknown) | undefined;
  readonly method: DifferenceMethod;
  private room: Mat = new Float64Array(0);
  private groups: Int32Array | undefined;
  private structure: Uint8Array | undefined;
  /** What values are called in messages. */
  private readonly returned: string;

  constructor(private readonly spec: ResidualSpec) {
    const { functionName, jac } = spec;
    this.call = bindArgs(functionName, 'fun', spec.fun, spec.args);
    this.jac = typeof jac === 'function' ? bindArgs(functionName, 'jac', jac, spec.args) : undefined;
    this.ownJacobian = this.jac !== undefined;
    this.returned = `${functionName}: what fun returns`;
    if (!this.jac && jac !== undefined && jac !== null && !isDifferenceMethod(jac)) {
      throw new DTypeError(
        `${functionName}: jac must be '2-point', '3-point', 'cs' or a function, got ${describe(jac)}`,
      );
    }
    this.method = isDifferenceMethod(jac) ? jac : '2-point';
  }

  /** A value that is not counted. */
  private raw = (x: Vec): Vec => {
    checkSignal(this.spec.signal);
    return toVec(this.returned, this.call(handedOver(x)));
  };

  /** A value that is read at once and not kept. */
  private glance = (x: Vec): Vec => {
    checkSignal(this.spec.signal);
    return toReadable(this.returned, this.call(handedOver(x)));
  };

  value = (x: Vec): Vec => {
    this.nfev++;
    return this.raw(x);
  };

  /** The Jacobian, m x n by rows; `f` are the values at x. */
  jacobian = (x: Vec, f: Vec): Mat => {
    this.njev++;
    const [m, n] = [f.length, x.length];
    if (this.jac) {
      checkSignal(this.spec.signal);
      const name = `${this.spec.functionName}: the Jacobian`;
      const value = this.jac(handedOver(x));
      if (!this.spec.transposed) return toMat(name, value, m, n);
      const t = toMat(name, value, n, m);
      const j = new Float64Array(m * n);
      for (let i = 0; i < m; i++) for (let k = 0; k < n; k++) j[i * n + k] = t[k * m + i]!;
      return j;
    }
    const { sparsity, relStep, box } = this.spec;
    if (sparsity && !this.groups) {
      this.structure = Uint8Array.from(toMat(`${this.spec.functionName}: jacSparsity`, sparsity, m, n), (t) =>
        t ? 1 : 0,
      );
      this.groups = groupColumns(this.structure, m, n);
    }
    const imaginary = (re: Vec, im: Vec): Vec => imaginaryOf(this.spec.functionName, this.call as never, re, im);
    const fun = (at: Vec): Vec => {
      const value = this.glance(at);
      if (value.length !== m)
        throw new ValueError(`${this.spec.functionName}: fun returned ${value.length} values after ${m}`);
      return value;
    };
    return differenceJacobian(fun, imaginary, x, f, this.method, { relStep, box }, this.groups, this.structure);
  };

  /** MINPACK's forward differences, each counted as a call. */
  forward = (x: Vec, f: Vec, epsilon: number): Mat => {
    const [m, n] = [f.length, x.length];
    // The last Jacobian is not needed any more.
    if (this.room.length !== m * n) this.room = new Float64Array(m * n);
    const j = this.room;
    const at = x.slice();
    for (let k = 0; k < n; k++) {
      let h = epsilon * Math.abs(x[k]!);
      if (h === 0) h = epsilon;
      at[k] = x[k]! + h;
      this.nfev++;
      const moved = this.glance(at);
      if (moved.length !== m)
        throw new ValueError(`${this.spec.functionName}: fun returned ${moved.length} values after ${m}`);
      at[k] = x[k]!;
      for (let i = 0, to = k; i < m; i++, to += n) j[to] = (moved[i]! - f[i]!) / h;
    }
    return j;
  };
}
