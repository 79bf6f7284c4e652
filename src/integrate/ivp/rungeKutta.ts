/**
 * Explicit Runge-Kutta methods with an embedded error estimate. A method is a tableau; the step, the control of its length and the
 * interpolation are here, once for all (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, sections II.4 to II.6).
 */
import { OdeSolver, TOO_SMALL_STEP, spacing, type Interpolant, type Problem } from './solver.js';
import { errorScale, firstStep, scaledNorm } from './tolerances.js';

/** The coefficients of an explicit method whose last stage is the first of the next step. */
export interface Tableau {
  /** The order of the error estimate. */
  readonly errorOrder: number;
  /** Where each stage lies within the step. */
  readonly c: readonly number[];
  /** How stage s combines those before it. */
  readonly a: readonly (readonly number[])[];
  /** How the new state combines the stages. */
  readonly b: readonly number[];
  /** How the error combines the stages, the one at the new state last. */
  readonly e: readonly number[];
  /** Interpolation: for every stage, the coefficients of x, x**2, ... within the step; absent if the method brings its own. */
  readonly p?: readonly (readonly number[])[];
}

const SAFETY = 0.9;
const MIN_FACTOR = 0.2;
const MAX_FACTOR = 10;

/** Solver of an explicit method. */
export abstract class RungeKutta extends OdeSolver {
  protected readonly tableau: Tableau;
  /** The stages; the last is f at the new state. */
  protected readonly stages: Float64Array[];
  protected yOld: Float64Array;
  protected f: Float64Array;
  protected hPrevious = 0;
  #h: number;
  readonly #exponent: number;
  readonly #scale: Float64Array;
  readonly #error: Float64Array;
  readonly #trial: Float64Array;

  constructor(problem: Problem, tableau: Tableau) {
    super(problem);
    this.tableau = tableau;
    const { length } = this.y;
    this.stages = Array.from({ length: tableau.c.length + 1 }, () => new Float64Array(length));
    this.#scale = new Float64Array(this.n);
    this.#error = new Float64Array(length);
    this.#trial = new Float64Array(length);
    this.#exponent = -1 / (tableau.errorOrder + 1);
    this.yOld = this.y;
    this.f = new Float64Array(length);
    this.fun(this.t, this.y, this.f);
    this.#h = problem.firstStep ?? firstStep(this.start(this.f), tableau.errorOrder, this.tolerances);
  }

  protected advance(): string | undefined {
    const { t, y, direction, bound, lanes, tolerances } = this;
    const least = 10 * spacing(t);
    let size = Math.min(Math.max(this.#h, least), this.maxStep);
    let rejected = false;
    const yNew = new Float64Array(y.length);
    for (;;) {
      if (!(size >= least)) return TOO_SMALL_STEP;
      let tNew = t + size * direction;
      if (direction * (tNew - bound) > 0) tNew = bound;
      const h = tNew - t;
      size = Math.abs(h);
      this.#stage(t, h, yNew);
      errorScale(tolerances, lanes, this.#scale, y, yNew);
      const norm = this.errorNorm(h, this.#scale);
      if (norm < 1) {
        let factor = norm === 0 ? MAX_FACTOR : Math.min(MAX_FACTOR, SAFETY * norm ** this.#exponent);
        if (rejected) factor = Math.min(1, factor);
        this.#h = size * factor;
        this.hPrevious = h;
        this.yOld = y;
        this.y = yNew;
        this.t = tNew;
        const last = this.stages[this.tableau.c.length]!;
        this.f.set(last);
        return undefined;
      }
      // A nan shrinks the step as far as can be.
      const factor = SAFETY * norm ** this.#exponent;
      size *= factor > MIN_FACTOR ? factor : MIN_FACTOR;
      rejected = true;
    }
  }

  /** All stages of a step of h, and the state at its end. */
  #stage(t: number, h: number, yNew: Float64Array): void {
    const { a, b, c } = this.tableau;
    const { stages, y } = this;
    const count = c.length;
    stages[0]!.set(this.f);
    for (let s = 1; s < count; s++) this.stageAt(s, a[s]!, t + c[s]! * h, h);
    this.combine(b, h, y, yNew);
    this.fun(t + h, yNew, stages[count]!);
  }

  /** Compute one more stage from those before it; `y` is the state at the step's start. */
  protected stageAt(s: number, weights: readonly number[], t: number, h: number, y: Float64Array = this.y): void {
    this.combine(weights, h, y, this.#trial);
    this.fun(t, this.#trial, this.stages[s]!);
  }

  /** `out = y + h * sum(weights * stages)`. */
  protected combine(weights: readonly number[], h: number, y: Float64Array, out: Float64Array): void {
    this.weighted(weights, out);
    for (let i = 0; i < out.length; i++) out[i] = y[i]! + h * out[i]!;
  }

  /** `out = sum(weights * stages)`. */
  protected weighted(weights: readonly number[], out: Float64Array): void {
    const { stages } = this;
    const { length } = out;
    if (length <= 8) {
      // Small systems: element by element, nothing is stored in between.
      for (let i = 0; i < length; i++) {
        let sum = 0;
        for (let s = 0; s < weights.length; s++) sum += weights[s]! * stages[s]![i]!;
        out[i] = sum;
      }
      return;
    }
    out.fill(0);
    for (let s = 0; s < weights.length; s++) {
      const weight = weights[s]!;
      if (weight === 0) continue;
      const stage = stages[s]!;
      for (let i = 0; i < length; i++) out[i] = out[i]! + weight * stage[i]!;
    }
  }

  /** The error of the step, against the scale. */
  protected errorNorm(h: number, scale: Float64Array): number {
    this.weighted(this.tableau.e, this.#error);
    return Math.abs(h) * scaledNorm(this.#error, scale, this.lanes);
  }

  protected interpolate(): Interpolant {
    const { p } = this.tableau;
    const { yOld, hPrevious: h, t } = this;
    const tOld = this.tOld!;
    const degree = p![0]!.length;
    const { length } = yOld;
    const q = Array.from({ length: degree }, () => new Float64Array(length));
    for (let k = 0; k < degree; k++) {
      this.weighted(
        p!.map((row) => row[k]!),
        q[k]!,
      );
    }
    return {
      tOld,
      t,
      fill(at, out) {
        const x = (at - tOld) / h;
        for (let i = 0; i < length; i++) {
          let sum = 0;
          for (let k = degree - 1; k >= 0; k--) sum = (sum + q[k]![i]!) * x;
          out[i] = yOld[i]! + h * sum;
        }
      },
    };
  }
}
