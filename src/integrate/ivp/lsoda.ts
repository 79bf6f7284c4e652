/**
 * Adams methods and backward differentiation formulas with a choice between them as the problem is non-stiff or stiff: L. R. Petzold, Automatic selection
 * of methods for solving stiff and nonstiff systems of ordinary differential equations, SIAM J. Sci. Stat. Comput. 4 (1983), on the Nordsieck
 * arrays of A. C. Hindmarsh's ODEPACK.
 */
import { makeJacobian, type Jacobian } from './jacobian.js';
import { ADAMS, BACKWARD, MOST_ADAMS, MOST_BDF, type Formula } from './nordsieck.js';
import type { ImplicitProblem } from './implicit.js';
import type { Factored } from './shiftedLu.js';
import { OdeSolver, TOO_SMALL_STEP, type Interpolant } from './solver.js';

const EPS = Number.EPSILON;
/** How large h times the Lipschitz constant may be for each Adams order before the method is unstable. */
const STABLE = [0.5, 0.5, 0.575, 0.55, 0.45, 0.35, 0.25, 0.2, 0.15, 0.1, 0.075, 0.05, 0.025];
/** A change to Adams or BDF must promise steps so many times as long. */
const SWITCH_GAIN = 5;
/** Steps between two looks at the other method. */
const SWITCH_WAIT = 20;
const MOST_CORRECTIONS = 3;
/** The matrix is made anew after so many steps, or when h has changed by so much. */
const MATRIX_AGE = 20;
const MATRIX_CHANGE = 0.3;

type Family = 'adams' | 'bdf';

/** Error constants of both families in terms of the correction, for comparing them. */
const ADAMS_CONSTANT = ADAMS.map(({ weights, error }) => error * weights[weights.length - 1]!);
const BDF_CONSTANT = BACKWARD.map(({ weights, error }) => error * weights[weights.length - 1]!);

/** A step that is allowed by an error `d` of order `order`. */
const stepFor = (d: number, order: number, caution: number): number =>
  1 / (caution * d ** (1 / order) + caution * 1e-6);

/** Solver that changes between non-stiff and stiff methods by itself; real states only. */
export class LSODA extends OdeSolver {
  readonly #jacobian: Jacobian;
  readonly #minStep: number;
  /** Row j is h**j y(j) / j!. */
  readonly #z: Float64Array[];
  readonly #correction: Float64Array;
  readonly #f: Float64Array;
  readonly #weight: Float64Array;
  readonly #saved: Float64Array;
  #family: Family = 'adams';
  #order = 1;
  #h: number;
  /** The length of the last step. */
  #hLast = 0;
  /** Steps until order and length may change. */
  #wait = 2;
  /** The most by which the step may grow. */
  #growth = 1e4;
  #switchWait = SWITCH_WAIT;
  #steps = 0;
  #lu: Factored | undefined;
  #luStep = 0;
  #luGamma = 0;
  /** How fast corrections have shrunk. */
  #rate = 0.7;
  /** Estimates of the Lipschitz constant: the largest from corrections since order and length were last looked at, the last such, the Jacobian's. */
  #seen = 0;
  #lipschitz = 0;
  #jacobianNorm = 0;
  #stabilityLimits = false;
  readonly #mostAdams: number;
  readonly #mostBdf: number;
  /** The time of the last change between families. */
  switchedAt: number;

  constructor(problem: ImplicitProblem) {
    super(problem);
    const { length } = this.y;
    const { functionName, jac, jacSparsity, minStep = 0 } = problem;
    this.#minStep = minStep;
    this.#mostAdams = problem.mostOrders?.[0] ?? MOST_ADAMS;
    this.#mostBdf = problem.mostOrders?.[1] ?? MOST_BDF;
    this.switchedAt = this.t;
    this.#z = Array.from({ length: MOST_ADAMS + 2 }, () => new Float64Array(length));
    this.#correction = new Float64Array(length);
    this.#f = new Float64Array(length);
    this.#weight = new Float64Array(length);
    this.#saved = new Float64Array(length);
    this.#jacobian = makeJacobian({
      functionName,
      n: this.n,
      lanes: 1,
      fun: this.fun,
      jac,
      sparsity: jacSparsity,
      threshold: this.tolerances.atol,
    });
    const [state, slope] = this.#z as [Float64Array, Float64Array];
    state.set(this.y);
    this.fun(this.t, this.y, this.#f);
    this.#weigh(this.y);
    this.#h = this.direction * (problem.firstStep ?? this.#firstStep());
    for (let i = 0; i < length; i++) slope[i] = this.#h * this.#f[i]!;
  }

  /** A first step such that its error term is about half of what is allowed. */
  #firstStep(): number {
    const { rtol, atol } = this.tolerances;
    const span = Math.min(Math.abs(this.bound - this.t), Number.MAX_VALUE);
    let tolerance = Math.max(...rtol);
    if (tolerance <= 0) {
      this.y.forEach((value, i) => {
        if (value !== 0) tolerance = Math.max(tolerance, atol[i]! / Math.abs(value));
      });
    }
    tolerance = Math.min(Math.max(tolerance, 100 * EPS), 1e-3);
    const size = this.#norm(this.#f);
    const least = Math.max(Math.abs(this.t), Math.abs(this.bound === Infinity ? this.t : this.bound), EPS);
    const h = 1 / Math.sqrt(1 / (tolerance * least * least) + tolerance * size * size);
    return Math.min(h, span, this.maxStep);
  }

  #weigh(y: Float64Array): void {
    const { rtol, atol } = this.tolerances;
    for (let i = 0; i < y.length; i++) this.#weight[i] = 1 / (rtol[i]! * Math.abs(y[i]!) + atol[i]!);
  }

  /** The largest element against the tolerance. */
  #norm(v: Float64Array): number {
    let largest = 0;
    for (let i = 0; i < v.length; i++) {
      const size = Math.abs(v[i]!) * this.#weight[i]!;
      if (!(size <= largest)) largest = size;
    }
    return largest;
  }

  get #formula(): Formula {
    return (this.#family === 'adams' ? ADAMS : BACKWARD)[this.#order]!;
  }

  get #mostOrder(): number {
    return this.#family === 'adams' ? this.#mostAdams : this.#mostBdf;
  }

  /** The family of methods in use, the order, the length of the last step, and how many steps were made. */
  get family(): Family {
    return this.#family;
  }
  get order(): number {
    return this.#order;
  }
  get lastStep(): number {
    return this.#hLast;
  }
  get steps(): number {
    return this.#steps;
  }

  /** Multiply by Pascal's triangle: the Taylor expansion one step on; or undo that. */
  #predict(sign: 1 | -1): void {
    const z = this.#z;
    const q = this.#order;
    for (let k = 0; k < q; k++) {
      for (let j = q - 1; j >= k; j--) {
        const [low, high] = [z[j]!, z[j + 1]!];
        if (sign > 0) for (let i = 0; i < low.length; i++) low[i]! += high[i]!;
        else for (let i = 0; i < low.length; i++) low[i]! -= high[i]!;
      }
    }
  }

  /** Make the step `ratio` times as long, as far as limits allow. */
  #rescale(ratio: number): void {
    ratio = Math.min(ratio, this.#growth);
    ratio /= Math.max(1, (Math.abs(this.#h) / this.maxStep) * ratio);
    if (this.#family === 'adams') {
      this.#stabilityLimits = false;
      const stiffness = Math.max(Math.abs(this.#h) * this.#lipschitz, 1e-6);
      if (ratio * stiffness * 1.00001 >= STABLE[this.#order]!) {
        ratio = STABLE[this.#order]! / stiffness;
        this.#stabilityLimits = true;
      }
    }
    let power = 1;
    for (let j = 1; j <= this.#order; j++) {
      power *= ratio;
      const row = this.#z[j]!;
      for (let i = 0; i < row.length; i++) row[i]! *= power;
    }
    this.#h *= ratio;
    this.#wait = this.#order + 1;
  }

  protected advance(): string | undefined {
    const { direction, bound } = this;
    this.#weigh(this.#z[0]!);
    // The end is hit exactly.
    const left = bound - this.t;
    if (Math.abs(left) < Infinity && direction * (this.t + this.#h * (1 + 4 * EPS) - bound) > 0) {
      this.#rescaleTo(left);
    }
    let failures = 0;
    let corrections = 0;
    for (;;) {
      const least = Math.max(this.#minStep, 10 * EPS * Math.abs(this.t), 2 ** -1022);
      const t = this.t + this.#h;
      this.#predict(1);
      const size = this.#norm(this.#z[0]!);
      const solved = this.#correct(t, size);
      if (!solved) {
        this.#predict(-1);
        this.#growth = 2;
        if (Math.abs(this.#h) <= least * 1.00001 || ++corrections === 10) {
          return corrections === 10
            ? 'Repeated convergence failures (perhaps bad Jacobian or tolerances).'
            : TOO_SMALL_STEP;
        }
        this.#lu = undefined;
        this.#rescale(0.25);
        continue;
      }
      const error = this.#norm(this.#correction) / this.#formula.error;
      if (error <= 1) {
        this.#accept(t);
        this.#choose(error, size);
        return undefined;
      }
      failures++;
      this.#predict(-1);
      this.#growth = 2;
      if (Math.abs(this.#h) <= least * 1.00001 || failures === 10) {
        return failures === 10 ? 'Repeated error test failures on a step.' : TOO_SMALL_STEP;
      }
      if (failures >= 3) this.#restart();
      else this.#adjust(error, failures);
    }
  }

  #rescaleTo(left: number): void {
    const ratio = left / this.#h;
    let power = 1;
    for (let j = 1; j <= this.#order; j++) {
      power *= ratio;
      const row = this.#z[j]!;
      for (let i = 0; i < row.length; i++) row[i]! *= power;
    }
    this.#h = left;
  }

  /** Three failures: what is stored of higher derivatives is worth nothing. */
  #restart(): void {
    this.#h *= 0.1;
    this.#order = 1;
    this.fun(this.t, this.#z[0]!, this.#f);
    const slope = this.#z[1]!;
    for (let i = 0; i < slope.length; i++) slope[i] = this.#h * this.#f[i]!;
    this.#lu = undefined;
    this.#wait = 5;
  }

  /** Iterate to the solution of the step's equation; false when that does not converge. */
  #correct(t: number, size: number): boolean {
    const { y, fun } = this;
    const z = this.#z;
    const f = this.#f;
    const correction = this.#correction;
    const gamma = this.#h * this.#formula.weights[0]!;
    const stiff = this.#family === 'bdf';
    const trial = new Float64Array(y.length);
    for (;;) {
      trial.set(z[0]!);
      fun(t, trial, f);
      let fresh = false;
      if (stiff) {
        const changed = this.#lu !== undefined && Math.abs(gamma / this.#luGamma - 1) > MATRIX_CHANGE;
        if (!this.#lu || changed || this.#steps >= this.#luStep + MATRIX_AGE) {
          this.#jacobian.evaluate(t, trial, f);
          if (this.#jacobian.varies) this.njev++;
          this.#jacobianNorm = this.#jacobian.norm(this.#weight);
          this.#lu = this.#jacobian.factor({ re: 1 / gamma, im: 0 });
          this.nlu++;
          this.#luStep = this.#steps;
          this.#luGamma = gamma;
          this.#rate = 0.7;
          fresh = true;
        }
      }
      correction.fill(0);
      let rate = 0;
      let before = 0;
      for (let m = 0; ;) {
        const delta = this.#saved;
        for (let i = 0; i < y.length; i++) delta[i] = this.#h * f[i]! - z[1]![i]! - (stiff ? correction[i]! : 0);
        let change: number;
        if (stiff) {
          // The matrix is I / gamma - J: the right-hand side is divided by the gamma with which it was made.
          for (let i = 0; i < y.length; i++) delta[i]! /= this.#luGamma;
          this.#lu!.solve(delta);
          change = this.#norm(delta);
          for (let i = 0; i < y.length; i++) correction[i]! += delta[i]!;
        } else {
          let largest = 0;
          for (let i = 0; i < y.length; i++) {
            const part = Math.abs(delta[i]! - correction[i]!) * this.#weight[i]!;
            if (!(part <= largest)) largest = part;
          }
          change = largest;
          correction.set(delta);
        }
        const weight = this.#formula.weights[0]!;
        for (let i = 0; i < y.length; i++) trial[i] = z[0]![i]! + weight * correction[i]!;
        if (!(change < Infinity)) break;
        if (change <= 100 * size * EPS) return true;
        if (m > 0) {
          const shrink = change <= 1024 * before ? change / before : 1024;
          rate = Math.max(rate, shrink);
          this.#rate = Math.max(0.2 * this.#rate, shrink);
        }
        if (m > 0 || stiff) {
          const left = (change * Math.min(1, 1.5 * this.#rate)) / (this.#formula.error * (0.5 / (this.#order + 2)));
          if (left <= 1) {
            this.#seen = Math.max(this.#seen, rate / Math.abs(gamma));
            if (this.#seen > 0) this.#lipschitz = this.#seen;
            return true;
          }
        }
        m++;
        if (m === MOST_CORRECTIONS || (m >= 2 && change > 2 * before)) break;
        before = change;
        fun(t, trial, f);
      }
      if (!stiff || fresh) return false;
      this.#lu = undefined;
    }
  }

  #accept(t: number): void {
    const { weights } = this.#formula;
    const correction = this.#correction;
    for (let j = 0; j <= this.#order; j++) {
      const row = this.#z[j]!;
      const weight = weights[j]!;
      for (let i = 0; i < row.length; i++) row[i]! += weight * correction[i]!;
    }
    this.t = t;
    this.y = this.#z[0]!.slice();
    this.#hLast = this.#h;
    this.#steps++;
  }

  /** After an accepted step: the other method, another order or length, if that pays. */
  #choose(error: number, size: number): void {
    if (--this.#switchWait < 0 && this.#trySwitch(error, size)) return;
    if (--this.#wait > 0) {
      // The next higher derivative is estimated from two corrections in a row.
      if (this.#wait === 1 && this.#order < this.#mostOrder) this.#z[this.#mostOrder]!.set(this.#correction);
      return;
    }
    const most = this.#mostOrder;
    let up = 0;
    if (this.#order < most) {
      const held = this.#z[most]!;
      for (let i = 0; i < held.length; i++) this.#saved[i] = this.#correction[i]! - held[i]!;
      const above = this.#norm(this.#saved) / this.#formula.errorAbove;
      up = stepFor(above, this.#order + 2, 1.4);
    }
    if (this.#pick(error, up, 0)) this.#growth = 10;
  }

  /** After a failed error test: a shorter step, perhaps of lower order. */
  #adjust(error: number, failures: number): void {
    this.#pick(error, 0, failures);
  }

  /** Choose the order and the length of the next step; false when both stay. */
  #pick(error: number, up: number, failures: number): boolean {
    const q = this.#order;
    let same = stepFor(error, q + 1, 1.2);
    let down = 0;
    if (q > 1) down = stepFor(this.#norm(this.#z[q]!) / this.#formula.errorBelow, q, 1.3);
    let stiffness = 0;
    if (this.#family === 'adams') {
      stiffness = Math.max(Math.abs(this.#h) * this.#lipschitz, 1e-6);
      if (q < this.#mostOrder) up = Math.min(up, STABLE[q + 1]! / stiffness);
      same = Math.min(same, STABLE[q]! / stiffness);
      if (q > 1) down = Math.min(down, STABLE[q - 1]! / stiffness);
      this.#seen = 0;
    }
    let order = q;
    let ratio = same;
    if (up > same && up > down) {
      order = q + 1;
      ratio = up;
    } else if (down > same) {
      order = q - 1;
      ratio = failures > 0 ? Math.min(down, 1) : down;
    }
    // A step that stability limits follows the limit closely.
    const limited = order <= q && this.#family === 'adams' && ratio * stiffness * 1.00001 >= STABLE[order]!;
    if (failures === 0 && ratio < 1.1 && !limited) {
      this.#wait = 3;
      return false;
    }
    if (order === q + 1) {
      const weight = this.#formula.weights[q]! / (q + 1);
      const row = this.#z[order]!;
      for (let i = 0; i < row.length; i++) row[i] = weight * this.#correction[i]!;
    }
    if (failures >= 2) ratio = Math.min(ratio, 0.2);
    this.#order = order;
    this.#rescale(ratio);
    return true;
  }

  /** Go over to the other family when it promises much longer steps. */
  #trySwitch(error: number, size: number): boolean {
    const q = this.#order;
    if (this.#family === 'adams') {
      // A stiff problem would not have let the order grow.
      if (q > this.#mostBdf) return false;
      let gain = 2;
      if (error <= 100 * EPS * size || this.#seen === 0) {
        if (!this.#stabilityLimits) return false;
      } else {
        const own = this.#adamsStep(stepFor(error, q + 1, 1.2), q, this.#lipschitz);
        gain = stepFor(error * (ADAMS_CONSTANT[q]! / BDF_CONSTANT[q]!), q + 1, 1.2);
        if (gain < SWITCH_GAIN * own) return false;
      }
      this.#become('bdf', q, gain);
      this.#lu = undefined;
      return true;
    }
    const other = stepFor(error * (BDF_CONSTANT[q]! / ADAMS_CONSTANT[q]!), q + 1, 1.2);
    const adams = this.#adamsStep(other, q, this.#jacobianNorm);
    const own = stepFor(error, q + 1, 1.2);
    if (adams < own || q > this.#mostAdams) return false;
    // Not where rounding errors would decide.
    const left = Math.max(0.001, adams) ** (1 / (q + 1)) * error * (BDF_CONSTANT[q]! / ADAMS_CONSTANT[q]!);
    if (left <= 1000 * EPS * size) return false;
    this.#become('adams', q, adams);
    return true;
  }

  /** The step of an Adams method, which stability may limit. */
  #adamsStep(step: number, order: number, lipschitz: number): number {
    const stiffness = lipschitz * Math.abs(this.#h);
    const limit = stiffness * step > 1e-5 ? STABLE[order]! / stiffness : 2 * step;
    return Math.min(step, limit);
  }

  #become(family: Family, order: number, ratio: number): void {
    this.#family = family;
    this.switchedAt = this.t;
    this.#order = order;
    this.#lipschitz = 0;
    this.#switchWait = SWITCH_WAIT;
    this.#rescale(ratio);
    this.#growth = 10;
  }

  protected interpolate(): Interpolant {
    const rows = this.#z.slice(0, this.#order + 1).map((row) => row.slice());
    const { t } = this;
    const h = this.#h;
    return {
      tOld: this.tOld!,
      t,
      fill(at, out) {
        const x = (at - t) / h;
        out.fill(0);
        for (let j = rows.length - 1; j >= 0; j--) {
          const row = rows[j]!;
          for (let i = 0; i < out.length; i++) out[i] = out[i]! * x + row[i]!;
        }
      },
    };
  }
}
