/** Cubics on intervals from values and slopes at the points: CubicHermiteSpline, and what chooses the slopes by itself. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { sameShape } from '../core/shape.js';
import {
  columnsOf,
  mustBeFinite,
  mustIncrease,
  queriesOf,
  realVector,
  type Columns,
  type SplineDType,
  type ValueAt,
} from './data.js';
import type { Pieces } from './pieces.js';
import { extrapolation, type Parts, type PiecewiseOptions } from './piecewise.js';
import { PPoly, ready } from './ppoly.js';

/** Points and data, checked as all cubic interpolators want them. */
export interface Samples {
  readonly x: Float64Array;
  readonly y: Columns;
}

/** Read points and data. */
export function readSamples(where: string, x: ArrayLike, y: ArrayLike, axis: number): Samples {
  const points = realVector(where, 'x', x);
  const data = columnsOf(where, 'y', y, axis);
  if (points.length < 2) throw new ValueError(`${where}: \`x\` must contain at least 2 elements, got ${points.length}`);
  if (data.n !== points.length) {
    throw new ValueError(
      `${where}: The length of \`y\` along \`axis\`=${axis} doesn't match the length of \`x\`: ${data.n} and ${points.length}`,
    );
  }
  mustBeFinite(where, 'x', points);
  mustBeFinite(where, 'y', data.values);
  mustIncrease(where, 'x', points);
  return { x: points, y: data };
}

/** The cubics with given values and slopes. */
export function hermitePieces(x: Float64Array, y: Float64Array, slopes: Float64Array, width: number): Pieces {
  const m = x.length - 1;
  const c = new Float64Array(4 * m * width);
  for (let i = 0; i < m; i++) {
    const h = x[i + 1]! - x[i]!;
    for (let column = 0; column < width; column++) {
      const at = i * width + column;
      const slope = (y[at + width]! - y[at]!) / h;
      const bend = (slopes[at]! + slopes[at + width]! - 2 * slope) / h;
      const to = 4 * i * width + column;
      c[to] = bend / h;
      c[to + width] = (slope - slopes[at]!) / h - bend;
      c[to + 2 * width] = slopes[at]!;
      c[to + 3 * width] = y[at]!;
    }
  }
  return { x, c, k: 4, width };
}

/** All that makes a cubic interpolator, from slopes that `choose` finds. */
export function hermiteParts(samples: Samples, slopes: Float64Array, extrapolate: boolean | 'periodic'): Parts {
  const { x, y } = samples;
  return {
    pieces: hermitePieces(x, y.values, slopes, y.width),
    extrapolate,
    axis: y.axis,
    rest: y.rest,
    lanes: y.lanes,
  };
}

/**
 * The cubics that have given values and slopes.
 *
 * @example
 * new CubicHermiteSpline([0, 1], [0, 1], [0, 0]).evaluate(0.5); // 0.5
 */
export class CubicHermiteSpline<D extends SplineDType = 'float64'> extends PPoly<D> {
  /**
   * @param x - n strictly increasing points
   * @param y - array_like with n values along `axis`
   * @param dydx - slopes, of the shape of y
   * @param options - `axis` (0), `extrapolate` (true)
   * @throws ValueError when shapes do not fit, x does not increase, or values are not finite
   */
  constructor(x: ArrayLike, y: ArrayLike, dydx: ArrayLike, options: PiecewiseOptions = {}) {
    const where = 'CubicHermiteSpline';
    checkOptions(where, options, ['axis', 'extrapolate']);
    const samples = readSamples(where, x, y, options.axis ?? 0);
    const slopes = columnsOf(where, 'dydx', dydx, options.axis ?? 0);
    if (slopes.n !== samples.y.n || !sameShape(slopes.rest, samples.y.rest)) {
      throw new ValueError(
        `${where}: The shapes of \`y\` and \`dydx\` must be identical, got ${shapeText([samples.y.n, ...samples.y.rest])} and ${shapeText([slopes.n, ...slopes.rest])} with the axis first`,
      );
    }
    mustBeFinite(where, 'dydx', slopes.values);
    const lanes = Math.max(samples.y.lanes, slopes.lanes) as 1 | 2;
    const y2 = widened(samples.y, lanes);
    super(
      ready(
        hermiteParts({ x: samples.x, y: y2 }, widened(slopes, lanes).values, extrapolation(where, options.extrapolate)),
      ),
      [],
    );
  }
}

/** Data as complex where something else is. */
export function widened(y: Columns, lanes: 1 | 2): Columns {
  if (y.lanes === lanes) return y;
  const values = new Float64Array(y.values.length * 2);
  y.values.forEach((value, i) => (values[2 * i] = value));
  return { ...y, lanes, width: 2 * y.width, values };
}

/**
 * Monotone cubics: slopes that keep the data's monotonicity and local extrema.
 *
 * Weighted harmonic means of neighbouring secants (F. N. Fritsch, J. Butland, A method for constructing local monotone piecewise
 * cubic interpolants, SIAM J. Sci. Stat. Comput. 5, 1984); one-sided three-point slopes at the ends (C. Moler, Numerical Computing
 * with Matlab, 2004, section 3.6).
 *
 * @example
 * new PchipInterpolator([0, 1, 2, 3], [0, 0, 1, 1]).evaluate(1.5); // 0.5
 */
export class PchipInterpolator extends PPoly {
  /**
   * @param x - n strictly increasing points
   * @param y - array_like with n real values along `axis`
   * @param options - `axis` (0), `extrapolate` (true)
   * @throws ValueError when shapes do not fit, x does not increase, or values are not finite
   */
  constructor(x: ArrayLike, y: ArrayLike, options: PiecewiseOptions = {}) {
    const where = 'PchipInterpolator';
    checkOptions(where, options, ['axis', 'extrapolate']);
    const samples = readSamples(where, x, y, options.axis ?? 0);
    mustHaveRealData(where, samples);
    super(ready(hermiteParts(samples, pchipSlopes(samples), extrapolation(where, options.extrapolate))), []);
  }
}

function mustHaveRealData(where: string, { y }: Samples): void {
  if (y.lanes === 2) throw new ValueError(`${where}: y must be real`);
}

/** The slope at an end from its two secants, kept monotone. */
function endSlope(h0: number, h1: number, m0: number, m1: number): number {
  const d = ((2 * h0 + h1) * m0 - h0 * m1) / (h0 + h1);
  if (Math.sign(d) !== Math.sign(m0)) return 0;
  if (Math.sign(m0) !== Math.sign(m1) && Math.abs(d) > 3 * Math.abs(m0)) return 3 * m0;
  return d;
}

function pchipSlopes({ x, y }: Samples): Float64Array {
  return pchipSlopesOf(x, y.values, y.width);
}

/** Slopes that keep the monotonicity of rows of `width` values. */
export function pchipSlopesOf(x: Float64Array, values: Float64Array, width: number): Float64Array {
  const n = x.length;
  const slopes = new Float64Array(n * width);
  for (let column = 0; column < width; column++) {
    const secant = (i: number): number =>
      (values[(i + 1) * width + column]! - values[i * width + column]!) / (x[i + 1]! - x[i]!);
    if (n === 2) {
      slopes[column] = slopes[width + column] = secant(0);
      continue;
    }
    for (let i = 1; i < n - 1; i++) {
      const [before, after] = [secant(i - 1), secant(i)];
      if (before === 0 || after === 0 || before < 0 !== after < 0) continue;
      const [h0, h1] = [x[i]! - x[i - 1]!, x[i + 1]! - x[i]!];
      const [w1, w2] = [2 * h1 + h0, h1 + 2 * h0];
      slopes[i * width + column] = 1 / ((w1 / before + w2 / after) / (w1 + w2));
    }
    slopes[column] = endSlope(x[1]! - x[0]!, x[2]! - x[1]!, secant(0), secant(1));
    slopes[(n - 1) * width + column] = endSlope(
      x[n - 1]! - x[n - 2]!,
      x[n - 2]! - x[n - 3]!,
      secant(n - 2),
      secant(n - 3),
    );
  }
  return slopes;
}

/** Options of `Akima1DInterpolator`. */
export interface AkimaOptions extends PiecewiseOptions {
  /** 'akima', or 'makima' with weights that do not overshoot flat stretches. */
  method?: 'akima' | 'makima';
}

/**
 * Akima's cubics: slopes from the four nearest secants, little disturbed by outliers (H. Akima, J. ACM 17, 1970); 'makima' after
 * C. Moler's modification of the weights.
 *
 * @example
 * new Akima1DInterpolator([0, 1, 2, 3], [0, 1, 4, 9]).evaluate(1.5);
 */
export class Akima1DInterpolator extends PPoly {
  /**
   * @param x - n strictly increasing points
   * @param y - array_like with n real values along `axis`
   * @param options - `axis` (0), `method` ('akima'), `extrapolate` (false)
   * @throws ValueError when shapes do not fit, x does not increase, or values are not finite
   */
  constructor(x: ArrayLike, y: ArrayLike, options: AkimaOptions = {}) {
    const where = 'Akima1DInterpolator';
    checkOptions(where, options, ['axis', 'extrapolate', 'method']);
    const { method = 'akima' } = options;
    if (method !== 'akima' && method !== 'makima') {
      throw new ValueError(`${where}: \`method\`=${String(method)} is unsupported; it is 'akima' or 'makima'`);
    }
    const samples = readSamples(where, x, y, options.axis ?? 0);
    mustHaveRealData(where, samples);
    const slopes = samples.x.length === 2 ? pchipSlopes(samples) : akimaSlopes(samples, method === 'makima');
    super(ready(hermiteParts(samples, slopes, extrapolation(where, options.extrapolate, false))), []);
  }
}

function akimaSlopes({ x, y }: Samples, modified: boolean): Float64Array {
  const { n, width, values } = y;
  const slopes = new Float64Array(n * width);
  const m = new Float64Array(n + 3);
  const weights = Array.from({ length: width }, () => new Float64Array(2 * n));
  let largest = 0;
  const secants = Array.from({ length: width }, (_, column) => {
    for (let i = 0; i < n - 1; i++) {
      m[i + 2] = (values[(i + 1) * width + column]! - values[i * width + column]!) / (x[i + 1]! - x[i]!);
    }
    // Two secants more at either end, in arithmetic progression.
    m[1] = 2 * m[2]! - m[3]!;
    m[0] = 2 * m[1] - m[2]!;
    m[n + 1] = 2 * m[n]! - m[n - 1]!;
    m[n + 2] = 2 * m[n + 1]! - m[n]!;
    const w = weights[column]!;
    for (let i = 0; i < n; i++) {
      let [f1, f2] = [Math.abs(m[i + 3]! - m[i + 2]!), Math.abs(m[i + 1]! - m[i]!)];
      if (modified) {
        f1 += 0.5 * Math.abs(m[i + 3]! + m[i + 2]!);
        f2 += 0.5 * Math.abs(m[i + 1]! + m[i]!);
      }
      w[2 * i] = f1;
      w[2 * i + 1] = f2;
      largest = Math.max(largest, f1 + f2);
    }
    return m.slice();
  });
  for (let column = 0; column < width; column++) {
    const s = secants[column]!;
    const w = weights[column]!;
    for (let i = 0; i < n; i++) {
      const [f1, f2] = [w[2 * i]!, w[2 * i + 1]!];
      // Four secants in two equal pairs leave no weight: then the mean of the outer ones (0 for makima's flat stretch).
      slopes[i * width + column] =
        f1 + f2 > 1e-9 * largest ? (f1 * s[i + 1]! + f2 * s[i + 2]!) / (f1 + f2) : 0.5 * (s[i + 3]! + s[i]!);
    }
  }
  return slopes;
}

/**
 * Values of the monotone cubic interpolant at points, or of its derivative.
 *
 * @param xi - points, strictly increasing
 * @param yi - data
 * @param x - array_like, where to evaluate
 * @param options - `der`, the order of the derivative (0), or several; `axis`
 * @returns values; a list of them for a list of orders
 * @example
 * pchipInterpolate([0, 1, 2], [0, 1, 4], 1.5);
 */
export function pchipInterpolate<X extends ArrayLike>(
  xi: ArrayLike,
  yi: ArrayLike,
  x: X,
  options?: { der?: number; axis?: number },
): ValueAt<X, 'float64'>;
export function pchipInterpolate<X extends ArrayLike>(
  xi: ArrayLike,
  yi: ArrayLike,
  x: X,
  options: { der: readonly number[]; axis?: number },
): ValueAt<X, 'float64'>[];
export function pchipInterpolate<X extends ArrayLike>(
  xi: ArrayLike,
  yi: ArrayLike,
  x: X,
  options: { der?: number | readonly number[]; axis?: number } = {},
): ValueAt<X, 'float64'> | ValueAt<X, 'float64'>[] {
  checkOptions('pchipInterpolate', options, ['der', 'axis']);
  queriesOf('pchipInterpolate', x);
  const p = new PchipInterpolator(xi, yi, { axis: options.axis ?? 0 });
  const { der = 0 } = options;
  return typeof der === 'number' ? p.evaluate(x, { nu: der }) : der.map((nu) => p.evaluate(x, { nu }));
}
