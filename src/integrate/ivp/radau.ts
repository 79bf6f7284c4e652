/** Implicit Runge-Kutta of the Radau IIA family, order 5: E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, section IV.8. */
import { ImplicitSolver, allFinite, newtonConverged, newtonDiverges, type ImplicitProblem } from './implicit.js';
import type { Factored } from './shiftedLu.js';
import { TOO_SMALL_STEP, spacing, type Interpolant } from './solver.js';
import { errorScale, scaledNorm } from './tolerances.js';

const S6 = Math.sqrt(6);
/** Where the stages lie. */
const C = [(4 - S6) / 10, (4 + S6) / 10, 1];
/** The weights of the stages in the error estimate. */
const E = [(-13 - 7 * S6) / 3, (-13 + 7 * S6) / 3, -1 / 3];
/** The eigenvalues of the inverse of the method's matrix: one real, a complex pair. */
const CBRT3 = Math.cbrt(3);
const MU_REAL = 3 + CBRT3 ** 2 - CBRT3;
const MU_RE = 3 + 0.5 * (CBRT3 - CBRT3 ** 2);
const MU_IM = -0.5 * (3 ** (5 / 6) + 3 ** (7 / 6));
/** What takes that inverse to blocks of its eigenvalues, and back. */
const T = [
  [0.09443876248897524, -0.14125529502095421, 0.03002919410514742],
  [0.25021312296533332, 0.20412935229379994, -0.38294211275726192],
  [1, 1, 0],
];
const T_INVERSE = [
  [4.17871859155190428, 0.32768282076106237, 0.52337644549944951],
  [-4.17871859155190428, -0.32768282076106237, 0.47662355450055044],
  [0.50287263494578682, -2.57192694985560522, 0.59603920482822492],
];
/** The stages' weights in the interpolant's coefficients of x, x**2, x**3. */
const P = [
  [13 / 3 + (7 * S6) / 3, -23 / 3 - (22 * S6) / 3, 10 / 3 + 5 * S6],
  [13 / 3 - (7 * S6) / 3, -23 / 3 + (22 * S6) / 3, 10 / 3 - 5 * S6],
  [1 / 3, -8 / 3, 10 / 3],
];

const NEWTON_MAX = 6;
const MIN_FACTOR = 0.2;
const MAX_FACTOR = 10;

/** `out[r] = sum(m[r][c] * v[c])` for three vectors. */
function combineThree(
  m: readonly (readonly number[])[],
  v: readonly Float64Array[],
  out: readonly Float64Array[],
): void {
  const [a, b, c] = v as [Float64Array, Float64Array, Float64Array];
  for (let r = 0; r < 3; r++) {
    const [x, y, z] = m[r] as [number, number, number];
    const row = out[r]!;
    for (let i = 0; i < row.length; i++) row[i] = x * a[i]! + y * b[i]! + z * c[i]!;
  }
}

/** How the step should change after errors of this step and the one before (Gustafsson's predictive control). */
function predictFactor(h: number, hOld: number | undefined, error: number, errorOld: number | undefined): number {
  if (error === 0) return Infinity;
  const multiplier = hOld === undefined || errorOld === undefined ? 1 : (h / hOld) * (errorOld / error) ** 0.25;
  return Math.min(1, multiplier) * error ** -0.25;
}

/** Implicit Runge-Kutta solver of order 5 for stiff problems; real states only. */
export class Radau extends ImplicitSolver {
  #f: Float64Array;
  #hOld: number | undefined;
  #errorOld: number | undefined;
  #current = true;
  #luReal: Factored | undefined;
  #luComplex: Factored | undefined;
  #last: Interpolant | undefined;
  readonly #z: Float64Array[];
  readonly #w: Float64Array[];
  readonly #stages: Float64Array[];
  readonly #scale: Float64Array;

  constructor(problem: ImplicitProblem) {
    super(problem, 3);
    const { length } = this.y;
    const three = (): Float64Array[] => Array.from({ length: 3 }, () => new Float64Array(length));
    this.#f = this.f0.slice();
    [this.#z, this.#w, this.#stages] = [three(), three(), three()];
    this.#scale = new Float64Array(this.n);
  }

  protected advance(): string | undefined {
    const { t, y, direction, bound, tolerances, lanes } = this;
    const { length } = y;
    const least = 10 * spacing(t);
    let size = this.h;
    let [hOld, errorOld] = [this.#hOld, this.#errorOld];
    if (size > this.maxStep || size < least) {
      size = Math.min(Math.max(size, least), this.maxStep);
      hOld = errorOld = undefined;
    }
    let rejected = false;
    let norm = 0;
    let h = size;
    let tNew = t;
    let safety = 1;
    let found = { iterations: 0, rate: undefined as number | undefined };
    const yNew = new Float64Array(length);
    const error = new Float64Array(length);
    const trial = new Float64Array(length);
    for (;;) {
      if (!(size >= least)) return TOO_SMALL_STEP;
      tNew = t + size * direction;
      if (direction * (tNew - bound) > 0) tNew = bound;
      h = tNew - t;
      size = Math.abs(h);
      errorScale(tolerances, lanes, this.#scale, y);
      for (;;) {
        this.#guess(t, h);
        if (!this.#luReal || !this.#luComplex) {
          this.#luReal = this.jacobian.factor({ re: MU_REAL / h, im: 0 });
          this.#luComplex = this.jacobian.factor({ re: MU_RE / h, im: MU_IM / h });
          this.nlu += 2;
        }
        found = this.#newton(t, h, this.#luReal, this.#luComplex);
        if (found.iterations > 0 || this.#current) break;
        this.evaluateJacobian(t, y, this.#f);
        this.#current = true;
        this.#luReal = this.#luComplex = undefined;
      }
      if (found.iterations === 0) {
        size *= 0.5;
        this.#luReal = this.#luComplex = undefined;
        continue;
      }
      const z = this.#z;
      for (let i = 0; i < length; i++) {
        yNew[i] = y[i]! + z[2]![i]!;
        error[i] = this.#f[i]! + (z[0]![i]! * E[0]! + z[1]![i]! * E[1]! + z[2]![i]! * E[2]!) / h;
      }
      this.#luReal.solve(error);
      errorScale(tolerances, lanes, this.#scale, y, yNew);
      norm = scaledNorm(error, this.#scale, lanes);
      safety = (0.9 * (2 * NEWTON_MAX + 1)) / (2 * NEWTON_MAX + found.iterations);
      if (rejected && norm > 1) {
        // A second look, in which the estimate is filtered once more.
        for (let i = 0; i < length; i++) trial[i] = y[i]! + error[i]!;
        this.fun(t, trial, error);
        for (let i = 0; i < length; i++) {
          error[i]! += (z[0]![i]! * E[0]! + z[1]![i]! * E[1]! + z[2]![i]! * E[2]!) / h;
        }
        this.#luReal.solve(error);
        norm = scaledNorm(error, this.#scale, lanes);
      }
      if (norm <= 1) break;
      const factor = safety * predictFactor(size, hOld, norm, errorOld);
      size *= factor > MIN_FACTOR ? factor : MIN_FACTOR;
      this.#luReal = this.#luComplex = undefined;
      rejected = true;
    }
    const refresh = this.jacobian.varies && found.iterations > 2 && found.rate! > 1e-3;
    let factor = Math.min(MAX_FACTOR, safety * predictFactor(size, hOld, norm, errorOld));
    if (!refresh && factor < 1.2) factor = 1;
    else this.#luReal = this.#luComplex = undefined;
    const fNew = new Float64Array(length);
    this.fun(tNew, yNew, fNew);
    if (refresh) {
      this.evaluateJacobian(tNew, yNew, fNew);
      this.#current = true;
    } else if (this.jacobian.varies) this.#current = false;
    this.#hOld = this.h;
    this.#errorOld = norm;
    this.h = size * factor;
    this.#last = this.#interpolant(t, tNew, y);
    this.t = tNew;
    this.y = yNew;
    this.#f = fNew;
    return undefined;
  }

  /** The stages as the last step's interpolant continues them. */
  #guess(t: number, h: number): void {
    for (let s = 0; s < 3; s++) {
      const z = this.#z[s]!;
      if (!this.#last) {
        z.fill(0);
        continue;
      }
      this.#last.fill(t + h * C[s]!, z);
      for (let i = 0; i < z.length; i++) z[i]! -= this.y[i]!;
    }
  }

  /** Solve for the stages; `iterations` is 0 when it does not converge. */
  #newton(t: number, h: number, real: Factored, complex: Factored): { iterations: number; rate: number | undefined } {
    const { y } = this;
    const { length } = y;
    const [w0, w1, w2] = this.#w as [Float64Array, Float64Array, Float64Array];
    const [f0, f1, f2] = this.#stages as [Float64Array, Float64Array, Float64Array];
    combineThree(T_INVERSE, this.#z, this.#w);
    const trial = new Float64Array(length);
    const dReal = new Float64Array(length);
    const dComplex = new Float64Array(2 * length);
    const [real0, real1, real2] = T_INVERSE[0] as [number, number, number];
    const [re0, re1, re2] = T_INVERSE[1] as [number, number, number];
    const [im0, im1, im2] = T_INVERSE[2] as [number, number, number];
    const mReal = MU_REAL / h;
    const mRe = MU_RE / h;
    const mIm = MU_IM / h;
    let last: number | undefined;
    let rate: number | undefined;
    for (let k = 0; k < NEWTON_MAX; k++) {
      for (let s = 0; s < 3; s++) {
        for (let i = 0; i < length; i++) trial[i] = y[i]! + this.#z[s]![i]!;
        this.fun(t + h * C[s]!, trial, this.#stages[s]!);
        if (!allFinite(this.#stages[s]!)) return { iterations: 0, rate };
      }
      for (let i = 0; i < length; i++) {
        const [a, b, c] = [f0[i]!, f1[i]!, f2[i]!];
        dReal[i] = a * real0 + b * real1 + c * real2 - mReal * w0[i]!;
        dComplex[2 * i] = a * re0 + b * re1 + c * re2 - (mRe * w1[i]! - mIm * w2[i]!);
        dComplex[2 * i + 1] = a * im0 + b * im1 + c * im2 - (mRe * w2[i]! + mIm * w1[i]!);
      }
      real.solve(dReal);
      complex.solve(dComplex);
      let sum = 0;
      for (let i = 0; i < length; i++) {
        const scale = this.#scale[i]!;
        sum += (dReal[i]! / scale) ** 2 + (dComplex[2 * i]! / scale) ** 2 + (dComplex[2 * i + 1]! / scale) ** 2;
      }
      const size = Math.sqrt(sum / (3 * length));
      rate = last === undefined ? undefined : size / last;
      if (!(size < Infinity) || newtonDiverges(rate, size, NEWTON_MAX - k, this.newtonTolerance)) break;
      for (let i = 0; i < length; i++) {
        w0[i]! += dReal[i]!;
        w1[i]! += dComplex[2 * i]!;
        w2[i]! += dComplex[2 * i + 1]!;
      }
      combineThree(T, this.#w, this.#z);
      if (newtonConverged(rate, size, this.newtonTolerance)) return { iterations: k + 1, rate };
      last = size;
    }
    return { iterations: 0, rate };
  }

  #interpolant(tOld: number, t: number, yOld: Float64Array): Interpolant {
    const { length } = yOld;
    const q = [0, 1, 2].map((k) => {
      const row = new Float64Array(length);
      for (let i = 0; i < length; i++) {
        row[i] = this.#z[0]![i]! * P[0]![k]! + this.#z[1]![i]! * P[1]![k]! + this.#z[2]![i]! * P[2]![k]!;
      }
      return row;
    }) as [Float64Array, Float64Array, Float64Array];
    const h = t - tOld;
    return {
      tOld,
      t,
      fill(at, out) {
        const x = (at - tOld) / h;
        for (let i = 0; i < length; i++) out[i] = yOld[i]! + ((q[2][i]! * x + q[1][i]!) * x + q[0][i]!) * x;
      },
    };
  }

  protected interpolate(): Interpolant {
    return this.#last!;
  }
}
