/**
 * Explicit Runge-Kutta methods with an embedded error estimate. A method is a tableau; the step, the control of its length and the
 * interpolation are here, once for all (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, sections II.4 to II.6).
 */
import { OdeSolver, TOO_SMALL_STEP, spacing, type Interpolant, type Problem } from './solver.js';
import { advanceBy, stageSum, sumOfSquares, sumStages, type StageSum } from './stageSums.js';
import { freshState } from './state.js';
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

/** A tableau whose sums are prepared. */
interface Prepared {
  readonly a: readonly StageSum[];
  readonly b: StageSum;
  readonly e: StageSum;
  /** For every power, how the interpolation combines the stages. */
  readonly p: readonly StageSum[];
}

const prepared = new WeakMap<Tableau, Prepared>();

function prepare(tableau: Tableau): Prepared {
  let found = prepared.get(tableau);
  if (!found) {
    const { a, b, e, p } = tableau;
    const powers = p ? p[0]!.map((_, k) => stageSum(p.map((row) => row[k]!))) : [];
    found = { a: a.map(stageSum), b: stageSum(b), e: stageSum(e), p: powers };
    prepared.set(tableau, found);
  }
  return found;
}

/** Solver of an explicit method. */
export abstract class RungeKutta extends OdeSolver {
  protected readonly tableau: Tableau;
  /** The stages; the last is f at the new state. */
  protected readonly stages: Float64Array[];
  protected yOld: Float64Array;
  protected f: Float64Array;
  protected hPrevious = 0;
  readonly #sums: Prepared;
  #h: number;
  readonly #exponent: number;
  /** Errors of complex states and their scale. */
  #error: Float64Array | undefined;
  #scale: Float64Array | undefined;

  constructor(problem: Problem, tableau: Tableau) {
    super(problem);
    this.tableau = tableau;
    this.#sums = prepare(tableau);
    const { length } = this.y;
    this.stages = Array.from({ length: tableau.c.length + 1 }, () => new Float64Array(length));
    this.#exponent = -1 / (tableau.errorOrder + 1);
    this.yOld = this.y;
    this.f = this.stages[tableau.c.length]!;
    this.fun(this.t, this.y, this.f);
    this.#h = problem.firstStep ?? firstStep(this.start(this.f), tableau.errorOrder, this.tolerances);
  }

  protected advance(): string | undefined {
    const { t, y, direction, bound } = this;
    const least = 10 * spacing(t);
    let size = Math.min(Math.max(this.#h, least), this.maxStep);
    let rejected = false;
    const yNew = freshState(y.length);
    // The derivative at the last step's end is the first stage of this one.
    const { stages } = this;
    const count = this.tableau.c.length;
    [stages[0], stages[count]] = [stages[count]!, stages[0]!];
    for (;;) {
      if (!(size >= least)) {
        [stages[0], stages[count]] = [stages[count]!, stages[0]!];
        return TOO_SMALL_STEP;
      }
      let tNew = t + size * direction;
      if (direction * (tNew - bound) > 0) tNew = bound;
      const h = tNew - t;
      size = Math.abs(h);
      this.#stage(t, h, yNew);
      const norm = this.errorNorm(h, yNew);
      if (norm < 1) {
        let factor = norm === 0 ? MAX_FACTOR : Math.min(MAX_FACTOR, SAFETY * norm ** this.#exponent);
        if (rejected) factor = Math.min(1, factor);
        this.#h = size * factor;
        this.hPrevious = h;
        this.yOld = y;
        this.y = yNew;
        this.t = tNew;
        this.f = stages[count]!;
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
    const { c } = this.tableau;
    const { stages, y } = this;
    const { a, b } = this.#sums;
    const count = c.length;
    for (let s = 1; s < count; s++) this.stageAt(s, a[s]!, t + c[s]! * h, h, y);
    advanceBy(b, stages, y, h, yNew);
    this.fun(t + h, yNew, stages[count]!);
  }

  /** Compute one more stage from those before it; `y` is the state at the step's start. */
  protected stageAt(s: number, sum: StageSum, t: number, h: number, y: Float64Array): void {
    // Fresh memory, which the right-hand side may keep.
    const trial = freshState(y.length);
    advanceBy(sum, this.stages, y, h, trial);
    this.fun(t, trial, this.stages[s]!, true);
  }

  /** The norm of a sum of stages, against the tolerances at the step's start and at `yNew`. */
  protected normOf(sum: StageSum, yNew: Float64Array): number {
    const { stages, y, tolerances, lanes, n } = this;
    if (lanes === 1) return Math.sqrt(sumOfSquares(sum, stages, y, yNew, tolerances) / n);
    this.#error ??= new Float64Array(y.length);
    this.#scale ??= new Float64Array(n);
    sumStages(sum, stages, this.#error);
    errorScale(tolerances, lanes, this.#scale, y, yNew);
    return scaledNorm(this.#error, this.#scale, lanes);
  }

  /** The error of a step of h to `yNew`, against the tolerances. */
  protected errorNorm(h: number, yNew: Float64Array): number {
    return Math.abs(h) * this.normOf(this.#sums.e, yNew);
  }

  protected interpolate(): Interpolant {
    const { yOld, hPrevious: h, t, stages } = this;
    const tOld = this.tOld!;
    const { length } = yOld;
    const powers = this.#sums.p;
    const degree = powers.length;
    const q = powers.map((sum) => {
      const row = new Float64Array(length);
      sumStages(sum, stages, row);
      return row;
    });
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
