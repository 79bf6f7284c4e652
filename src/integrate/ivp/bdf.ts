/**
 * Backward differentiation formulas of order 1 to 5 on backward differences, with quasi-constant steps: L. F. Shampine and M. W. Reichelt, The
 * MATLAB ODE suite, SIAM J. Sci. Comput. 18 (1997); the differences are changed with the step after G. D. Byrne and A. C. Hindmarsh, A
 * polyalgorithm for the numerical solution of ODEs, ACM TOMS 1 (1975).
 */
import { ImplicitSolver, allFinite, newtonConverged, newtonDiverges, type ImplicitProblem } from './implicit.js';
import type { Factored } from './shiftedLu.js';
import { TOO_SMALL_STEP, spacing, type Interpolant } from './solver.js';
import { errorScale, scaledNorm } from './tolerances.js';

const MAX_ORDER = 5;
const NEWTON_MAX = 4;
const MIN_FACTOR = 0.2;
const MAX_FACTOR = 10;

/** How much of the numerical differentiation formula is mixed in, by order. */
const KAPPA = [0, -0.185, -1 / 9, -0.0823, -0.0415, 0];
/** Sums of 1/j for j up to the order. */
const GAMMA = [0, 1, 1.5, 1.5 + 1 / 3, 1.5 + 1 / 3 + 1 / 4, 1.5 + 1 / 3 + 1 / 4 + 1 / 5];
const ALPHA = GAMMA.map((gamma, k) => (1 - KAPPA[k]!) * gamma);
const ERROR = GAMMA.map((gamma, k) => KAPPA[k]! * gamma + 1 / (k + 1));

/** The matrix that turns differences of one step length into those of `factor` times that. */
function changeMatrix(order: number, factor: number): number[][] {
  const m = Array.from({ length: order + 1 }, () => new Array<number>(order + 1).fill(0));
  m[0]!.fill(1);
  for (let i = 1; i <= order; i++) {
    for (let j = 1; j <= order; j++) m[i]![j] = (m[i - 1]![j]! * (i - 1 - factor * j)) / i;
  }
  return m;
}

/** Implicit solver of variable order for stiff problems. */
export class BDF extends ImplicitSolver {
  /** Backward differences of the state; row 0 is the state. */
  readonly #differences: Float64Array[];
  #order = 1;
  #equalSteps = 0;
  #lu: Factored | undefined;
  /** The c with which it was made: it may serve for steps of other lengths. */
  #luC = 1;
  readonly #scale: Float64Array;
  readonly #psi: Float64Array;
  readonly #correction: Float64Array;
  readonly #error: Float64Array;
  readonly #f: Float64Array;
  readonly #delta: Float64Array;

  constructor(problem: ImplicitProblem) {
    super(problem, 1);
    const { length } = this.y;
    const make = (): Float64Array => new Float64Array(length);
    this.#differences = Array.from({ length: MAX_ORDER + 3 }, make);
    this.#differences[0]!.set(this.y);
    for (let i = 0; i < length; i++) this.#differences[1]![i] = this.f0[i]! * this.h * this.direction;
    this.#scale = new Float64Array(this.n);
    [this.#psi, this.#correction, this.#error, this.#f, this.#delta] = [make(), make(), make(), make(), make()] as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
  }

  /** Make the step `factor` times as long. */
  #change(factor: number): void {
    const order = this.#order;
    const [r, u] = [changeMatrix(order, factor), changeMatrix(order, 1)];
    const ru = r.map((row) => u[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * u[k]![j]!, 0)));
    const rows = this.#differences;
    const { length } = this.y;
    const held = new Float64Array(order + 1);
    for (let i = 0; i < length; i++) {
      for (let k = 0; k <= order; k++) held[k] = rows[k]![i]!;
      for (let j = 0; j <= order; j++) {
        let sum = 0;
        for (let k = 0; k <= order; k++) sum += ru[k]![j]! * held[k]!;
        rows[j]![i] = sum;
      }
    }
    this.#equalSteps = 0;
  }

  protected advance(): string | undefined {
    const { direction, tolerances, lanes, y } = this;
    const { length } = y;
    const least = 10 * spacing(this.t);
    if (this.h > this.maxStep || this.h < least) {
      const h = this.h > this.maxStep ? this.maxStep : least;
      this.#change(h / this.h);
      this.h = h;
    }
    const rows = this.#differences;
    const order = this.#order;
    let current = !this.jacobian.varies;
    const predicted = new Float64Array(length);
    let yNew: Float64Array = predicted;
    let tNew = this.t;
    let safety = 1;
    for (;;) {
      if (!(this.h >= least)) return TOO_SMALL_STEP;
      tNew = this.t + this.h * direction;
      if (direction * (tNew - this.bound) > 0) {
        tNew = this.bound;
        this.#change(Math.abs(tNew - this.t) / this.h);
        this.#lu = undefined;
      }
      const h = tNew - this.t;
      this.h = Math.abs(h);
      for (let i = 0; i < length; i++) {
        let sum = rows[0]![i]!;
        let psi = 0;
        for (let k = 1; k <= order; k++) {
          sum += rows[k]![i]!;
          psi += rows[k]![i]! * GAMMA[k]!;
        }
        predicted[i] = sum;
        this.#psi[i] = psi / ALPHA[order]!;
      }
      errorScale(tolerances, lanes, this.#scale, predicted);
      const c = h / ALPHA[order]!;
      let iterations = 0;
      for (;;) {
        if (!this.#lu) {
          this.#lu = this.jacobian.factor({ re: 1 / c, im: 0 });
          this.#luC = c;
          this.nlu++;
        }
        ({ iterations, y: yNew } = this.#newton(tNew, predicted, c, this.#lu));
        if (iterations > 0 || current) break;
        this.uncounted(tNew, predicted, this.#f);
        this.evaluateJacobian(tNew, predicted, this.#f);
        this.#lu = undefined;
        current = true;
      }
      if (iterations === 0) {
        this.h *= 0.5;
        this.#change(0.5);
        this.#lu = undefined;
        continue;
      }
      safety = (0.9 * (2 * NEWTON_MAX + 1)) / (2 * NEWTON_MAX + iterations);
      errorScale(tolerances, lanes, this.#scale, yNew);
      const norm = this.#normOf(this.#correction, ERROR[order]!);
      if (norm <= 1) break;
      const factor = Math.max(MIN_FACTOR, safety * norm ** (-1 / (order + 1)));
      this.h *= factor;
      this.#change(factor);
    }
    this.t = tNew;
    this.y = yNew;
    this.#equalSteps++;
    this.#update();
    if (this.#equalSteps > order) this.#choose(safety);
    return undefined;
  }

  /** Take the accepted correction into the differences. */
  #update(): void {
    const rows = this.#differences;
    const order = this.#order;
    for (let i = 0; i < this.y.length; i++) {
      const d = this.#correction[i]!;
      rows[order + 2]![i] = d - rows[order + 1]![i]!;
      rows[order + 1]![i] = d;
      for (let k = order; k >= 0; k--) rows[k]![i]! += rows[k + 1]![i]!;
    }
  }

  /** Choose order and step such that the next steps are as long as the error allows. */
  #choose(safety: number): void {
    const order = this.#order;
    const rows = this.#differences;
    const candidates = [
      order > 1 ? this.#normOf(rows[order]!, ERROR[order - 1]!) : Infinity,
      this.#normOf(this.#correction, ERROR[order]!),
      order < MAX_ORDER ? this.#normOf(rows[order + 2]!, ERROR[order + 1]!) : Infinity,
    ].map((norm, k) => (norm === 0 ? Infinity : norm ** (-1 / (order + k))));
    let best = 0;
    for (let k = 1; k < 3; k++) if (candidates[k]! > candidates[best]!) best = k;
    this.#order = order + best - 1;
    const factor = Math.min(MAX_FACTOR, safety * candidates[best]!);
    this.h *= factor;
    this.#change(factor);
    this.#lu = undefined;
  }

  #normOf(v: Float64Array, weight: number): number {
    for (let i = 0; i < v.length; i++) this.#error[i] = weight * v[i]!;
    return scaledNorm(this.#error, this.#scale, this.lanes);
  }

  /** Solve the step's equation; `iterations` is 0 when it does not converge. The correction stays in `#correction`. */
  #newton(t: number, predicted: Float64Array, c: number, lu: Factored): { iterations: number; y: Float64Array } {
    const y = predicted.slice();
    const d = this.#correction.fill(0);
    const delta = this.#delta;
    let last: number | undefined;
    for (let k = 0; k < NEWTON_MAX; k++) {
      this.fun(t, y, this.#f);
      if (!allFinite(this.#f)) break;
      // (I - c J) delta = c f - psi - d, divided by the c of the matrix.
      for (let i = 0; i < y.length; i++) delta[i] = (c * this.#f[i]! - this.#psi[i]! - d[i]!) / this.#luC;
      lu.solve(delta);
      const size = scaledNorm(delta, this.#scale, this.lanes);
      const rate = last === undefined ? undefined : size / last;
      if (!(size < Infinity) || newtonDiverges(rate, size, NEWTON_MAX - k, this.newtonTolerance)) break;
      for (let i = 0; i < y.length; i++) {
        y[i]! += delta[i]!;
        d[i]! += delta[i]!;
      }
      if (newtonConverged(rate, size, this.newtonTolerance)) return { iterations: k + 1, y };
      last = size;
    }
    return { iterations: 0, y };
  }

  protected interpolate(): Interpolant {
    const order = this.#order;
    const rows = this.#differences.slice(0, order + 1).map((row) => row.slice());
    const { t, direction } = this;
    const h = this.h * direction;
    return {
      tOld: this.tOld!,
      t,
      // Newton's interpolation on backward differences.
      fill(at, out) {
        out.set(rows[0]!);
        let p = 1;
        for (let k = 0; k < order; k++) {
          p *= (at - (t - h * k)) / (h * (k + 1));
          const row = rows[k + 1]!;
          for (let i = 0; i < out.length; i++) out[i]! += p * row[i]!;
        }
      },
    };
  }
}
