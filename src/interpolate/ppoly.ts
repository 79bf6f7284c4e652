/** PPoly: piecewise polynomials in powers of the distance from the left breakpoint. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, type Item } from '../core/ndarray.js';
import { sameShape } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { arrayOver, realVector, wholeNumber, type Extrapolate, type SplineDType } from './data.js';
import { wrapped } from './intervals.js';
import { derivedPieces, evaluatePieces, integralOfPieces, integratedPieces } from './pieces.js';
import { Piecewise, extrapolation, mustBeReal, readParts, type Parts, type PiecewiseOptions } from './piecewise.js';
import { hornerAt, rootsBetween } from './realRoots.js';

/** Options of `roots` and `solve`. */
export interface RootsOptions {
  /** Report sign changes across breakpoints too (default). */
  discontinuity?: boolean;
  extrapolate?: Extrapolate;
}

/** Options of `integrate`. */
export interface IntegrateOptions {
  extrapolate?: Extrapolate;
}

/**
 * A piecewise polynomial: on `[x[i], x[i+1])` the sum of `c[j, i] * (X - x[i])**(k - 1 - j)`.
 *
 * @example
 * const p = new PPoly([[1, -1], [0, 1]], [0, 1, 2]);
 * p.evaluate(0.5); // 0.5
 * p.integrate(0, 2); // 1
 */
export class PPoly<D extends SplineDType = 'float64'> extends Piecewise<D> {
  /**
   * @param c - array_like of shape (k, m, ...): coefficients, highest power first
   * @param x - the m + 1 breakpoints, strictly increasing or decreasing
   * @param options - `extrapolate` (true), `axis`
   * @throws ValueError when shapes do not fit or x does not increase or decrease
   */
  constructor(c: ArrayLike, x: ArrayLike, options: PiecewiseOptions = {}) {
    super(takeParts(c) ?? readParts('PPoly', c, x, checked('PPoly', options)));
  }

  protected fill(nu: number, points: Float64Array, out: Float64Array, extrapolate: boolean): void {
    const { pieces } = this.parts;
    evaluatePieces(nu === 0 ? pieces : derivedPieces(pieces, nu), points, out, extrapolate);
  }

  protected like(parts: Partial<Parts>): PPoly<D> {
    return ppolyOf<D>({ ...this.parts, ...parts });
  }

  /**
   * The derivative as a piecewise polynomial; a negative order is an antiderivative.
   *
   * @param options - `nu`, the order (1)
   */
  derivative(options: { nu?: number } = {}): PPoly<D> {
    checkOptions('derivative', options, ['nu']);
    const { nu = 1 } = options;
    if (nu < 0) return this.antiderivative({ nu: -nu });
    return this.like({ pieces: derivedPieces(this.parts.pieces, wholeNumber('derivative', 'nu', nu)) });
  }

  /**
   * The antiderivative that is 0 at the first breakpoint; a negative order is a derivative.
   *
   * @param options - `nu`, the order (1)
   */
  antiderivative(options: { nu?: number } = {}): PPoly<D> {
    checkOptions('antiderivative', options, ['nu']);
    const { nu = 1 } = options;
    if (nu <= 0) return this.derivative({ nu: -nu });
    return this.like({
      pieces: integratedPieces(this.parts.pieces, wholeNumber('antiderivative', 'nu', nu)),
      extrapolate: this.extrapolate === 'periodic' ? false : this.extrapolate,
    });
  }

  /**
   * The definite integral.
   *
   * @param a - lower bound
   * @param b - upper bound
   * @param options - `extrapolate`
   * @returns a number, or an array without the interpolation axis
   */
  integrate(a: number, b: number, options: IntegrateOptions = {}): Item<D> {
    checkOptions('integrate', options, ['extrapolate']);
    return this.handOver(integrated(this.parts, a, b, options.extrapolate)) as Item<D>;
  }

  /**
   * Where the values are y, real coefficients only.
   *
   * @param options - `y` (0), `discontinuity` (true), `extrapolate`
   * @returns the abscissae, ascending by interval; nan after a breakpoint marks an interval that is all solution. For data of more
   *   axes, one list a column, in C order
   * @throws DTypeError for complex coefficients
   */
  solve(options: RootsOptions & { y?: number } = {}): NDArray<'float64'> {
    checkOptions('solve', options, ['y', 'discontinuity', 'extrapolate']);
    return onlyList(this.parts, this.solutions(options));
  }

  /** As `solve`, for data of more axes: one list of solutions a column, in C order. */
  solutions(options: RootsOptions & { y?: number } = {}): NDArray<'float64'>[] {
    checkOptions('solutions', options, ['y', 'discontinuity', 'extrapolate']);
    const { y = 0, discontinuity = true } = options;
    mustBeReal('solve', this.parts.lanes);
    const outside = extrapolation('solve', options.extrapolate, this.extrapolate) === true;
    return Array.from({ length: this.parts.pieces.width }, (_, column) =>
      arrayLine(solutionsOf(this.parts, column, y, discontinuity, outside)),
    );
  }

  /** Where the values are 0; see `solve`. */
  roots(options: RootsOptions = {}): NDArray<'float64'> {
    return this.solve(options);
  }

  /**
   * Add pieces on the left or right, in place.
   *
   * @param c - array_like of shape (k, m, ...)
   * @param x - the m new breakpoints
   * @throws ValueError when they do not lie beyond the present ones or shapes do not fit
   */
  extend(c: ArrayLike, x: ArrayLike): void {
    (this as { parts: Parts }).parts = extended('extend', this.parts, c, x);
    (this as { x: NDArray<'float64'> }).x = arrayLine(this.parts.pieces.x);
  }

  /** A piecewise polynomial from coefficients and breakpoints that are known to be right. */
  static constructFast<D extends SplineDType = 'float64'>(
    c: ArrayLike,
    x: ArrayLike,
    options: PiecewiseOptions = {},
  ): PPoly<D> {
    return new PPoly<D>(c, x, options);
  }

  /**
   * The piecewise polynomial of a spline.
   *
   * @param tck - knots, coefficients and degree, or a BSpline
   * @param options - `extrapolate`
   */
  static fromSpline(
    tck: readonly [t: ArrayLike, c: ArrayLike, k: number] | { readonly tck: readonly [ArrayLike, ArrayLike, number] },
    options: { extrapolate?: Extrapolate } = {},
  ): PPoly {
    return fromSpline(('tck' in tck ? tck.tck : tck) as readonly [ArrayLike, ArrayLike, number], options);
  }

  /** The same polynomials out of the Bernstein basis. */
  static fromBernsteinBasis<D extends SplineDType = 'float64'>(
    bp: Piecewise<D>,
    options: { extrapolate?: Extrapolate } = {},
  ): PPoly<D> {
    const { pieces, ...others } = bp.parts;
    const { x, c, k, width } = pieces;
    const result = new Float64Array(c.length);
    for (let i = 0; i < x.length - 1; i++) {
      const h = x[i + 1]! - x[i]!;
      for (let a = 0; a < k; a++) {
        for (let s = a; s < k; s++) {
          const factor = ((binomial(k - 1, a) * binomial(k - 1 - a, s - a)) / h ** s) * ((s - a) % 2 ? -1 : 1);
          for (let column = 0; column < width; column++) {
            result[(i * k + k - 1 - s) * width + column]! += c[(i * k + a) * width + column]! * factor;
          }
        }
      }
    }
    return ppolyOf<D>({
      ...others,
      extrapolate: extrapolation('fromBernsteinBasis', options.extrapolate, bp.extrapolate),
      pieces: { x, c: result, k, width },
    });
  }
}

/** Binomial coefficients. */
export function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return Math.round(value);
}

function checked(where: string, options: PiecewiseOptions): PiecewiseOptions {
  checkOptions(where, options, ['extrapolate', 'axis']);
  return options;
}

// Parts that are known to be right travel through the constructor in this wrapping.
class Ready {
  constructor(readonly parts: Parts) {}
}

function takeParts(c: unknown): Parts | undefined {
  return c instanceof Ready ? c.parts : undefined;
}

/** Parts as a constructor argument of PPoly or of a class derived from it. */
export function ready(parts: Parts): ArrayLike {
  return new Ready(parts) as unknown as ArrayLike;
}

/** A PPoly over parts that are known to be right. */
export function ppolyOf<D extends SplineDType>(parts: Parts): PPoly<D> {
  return new PPoly<D>(ready(parts), []);
}

function arrayLine(values: Float64Array | readonly number[]): NDArray<'float64'> {
  return arrayOver(values instanceof Float64Array ? values : Float64Array.from(values), [values.length]);
}

function onlyList(parts: Parts, lists: NDArray<'float64'>[]): NDArray<'float64'> {
  if (parts.rest.length === 0) return lists[0]!;
  throw new ValueError('solve: the data have more than one axis; solutions() gives one list a column');
}

/** The integral for every column, as SciPy treats bounds outside and periods. */
export function integrated(parts: Parts, a: number, b: number, given: Extrapolate | undefined): Float64Array {
  if (typeof a !== 'number' || typeof b !== 'number') {
    throw new DTypeError(`integrate: bounds must be numbers, got ${describe(a)} and ${describe(b)}`);
  }
  const { pieces } = parts;
  const outside = extrapolation('integrate', given, parts.extrapolate);
  const { x } = pieces;
  const first = x[0]!;
  const last = x[x.length - 1]!;
  const sign = b < a ? -1 : 1;
  let [low, high] = sign < 0 ? [b, a] : [a, b];
  let result: Float64Array;
  if (outside === 'periodic') {
    const period = last - first;
    const interval = high - low;
    const whole = Math.floor(interval / period);
    const left = interval - whole * period;
    result = new Float64Array(pieces.width);
    const gather = (from: number, to: number, times: number): void =>
      integralOfPieces(pieces, from, to, false).forEach((value, i) => (result[i]! += times * value));
    if (whole > 0) gather(first, last, whole);
    low = wrapped(low, first, last);
    high = low + left;
    if (high <= last) gather(low, high, 1);
    else {
      gather(low, last, 1);
      gather(first, first + left + low - last, 1);
    }
  } else if (last > first) result = integralOfPieces(pieces, low, high, outside);
  else result = integralOfPieces(pieces, high, low, outside).map((value) => -value);
  return sign < 0 ? result.map((value) => -value) : result;
}

/** The solutions of one column. */
export function solutionsOf(
  parts: Parts,
  column: number,
  y: number,
  discontinuity: boolean,
  extrapolate: boolean,
): number[] {
  const { x, c, k, width } = parts.pieces;
  const m = x.length - 1;
  const up = x[m]! > x[0]!;
  const found: number[] = [];
  const report = (root: number): void => {
    const before = found[found.length - 1];
    // A root on a breakpoint belongs to both neighbours, where it may come out differently by rounding.
    if (before !== undefined && Math.abs(root - before) <= 4e-16 * Math.max(Math.abs(root), Math.abs(before))) return;
    found.push(root);
  };
  for (let i = 0; i < m; i++) {
    const piece = Array.from({ length: k }, (_, j) => c[(i * k + j) * width + column]!);
    piece[k - 1]! -= y;
    if (discontinuity && i > 0) {
      const before = Array.from({ length: k }, (_, j) => c[((i - 1) * k + j) * width + column]!);
      before[k - 1]! -= y;
      const left = hornerAt(before, x[i]! - x[i - 1]!);
      const right = piece[k - 1]!;
      if ((left < 0 && right > 0) || (left > 0 && right < 0)) report(x[i]!);
    }
    if (piece.every((value) => value === 0)) {
      found.push(x[i]!, NaN);
      continue;
    }
    const h = x[i + 1]! - x[i]!;
    let [from, to] = up ? [0, h] : [h, 0];
    if (extrapolate && i === 0) [from, to] = up ? [-Infinity, to] : [from, Infinity];
    if (extrapolate && i === m - 1) [from, to] = up ? [from, Infinity] : [-Infinity, to];
    const roots = rootsBetween(piece, from, to);
    if (!up) roots.reverse();
    for (const root of roots) report(root + x[i]!);
  }
  return found;
}

/** Parts with more pieces at one end. */
export function extended(where: string, parts: Parts, c: ArrayLike, x: ArrayLike): Parts {
  const more = realVector(where, 'x', x);
  const array = asNDArray(where, c) as NDArray;
  if (more.length === 0) return parts;
  const { pieces, rest, lanes } = parts;
  const old = pieces.x;
  if (array.ndim < 2 || array.shape[1] !== more.length || !sameShape(array.shape.slice(2), rest)) {
    throw new ValueError(
      `${where}: Shapes of \`c\` and \`x\` are incompatible: ${describe(array)} for ${more.length} breakpoints`,
    );
  }
  const up = old[old.length - 1]! > old[0]!;
  const beyond = (a: number, b: number): boolean => (up ? a < b : a > b);
  for (let i = 1; i < more.length; i++) {
    if (!beyond(more[i - 1]!, more[i]!)) throw new ValueError(`${where}: \`x\` is not sorted`);
  }
  const right = beyond(old[old.length - 1]!, more[0]!);
  if (!right && !beyond(more[more.length - 1]!, old[0]!)) {
    throw new ValueError(`${where}: \`x\` is neither on the left or on the right from \`self.x\`.`);
  }
  const k = Math.max(pieces.k, array.shape[0]!);
  const { width } = pieces;
  if (array.info.kind === 'c' && lanes === 1) throw new DTypeError(`${where}: c is complex, the polynomial is real`);
  const fresh = copyAs(array, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data;
  const total = old.length - 1 + more.length;
  const result = new Float64Array(total * k * width);
  const shift = right ? 0 : more.length;
  for (let i = 0; i < old.length - 1; i++) {
    for (let j = 0; j < pieces.k * width; j++) {
      result[((i + shift) * k + k - pieces.k) * width + j] = pieces.c[i * pieces.k * width + j]!;
    }
  }
  const kNew = array.shape[0]!;
  const at = right ? old.length - 1 : 0;
  for (let j = 0; j < kNew; j++) {
    for (let i = 0; i < more.length; i++) {
      for (let column = 0; column < width; column++) {
        result[((i + at) * k + k - kNew + j) * width + column] = fresh[(j * more.length + i) * width + column]!;
      }
    }
  }
  const grid = Float64Array.from(right ? [...old, ...more] : [...more, ...old]);
  return { ...parts, pieces: { x: grid, c: result, k, width } };
}

/** Taylor coefficients of a spline at the left end of every interval between distinct knots. */
function fromSpline(tck: readonly [ArrayLike, ArrayLike, number], options: { extrapolate?: Extrapolate }): PPoly {
  checkOptions('fromSpline', options, ['extrapolate']);
  const t = realVector('fromSpline', 't', tck[0]);
  const c = realVector('fromSpline', 'c', tck[1]);
  const k = tck[2];
  const m = t.length - 1;
  const n = t.length - k - 1;
  const result = new Float64Array(m * (k + 1));
  // All intervals are kept, empty ones with the coefficients of their neighbour, so that c has a column a knot as in SciPy.
  const level = Float64Array.from({ length: n + k + 1 }, (_, i) => c[i] ?? 0);
  let factorial = 1;
  for (let order = 0; order <= k; order++) {
    if (order > 0) {
      factorial *= order;
      const p = k - order + 1;
      for (let i = n - 1; i >= order; i--) {
        const h = t[i + p]! - t[i]!;
        level[i] = h > 0 ? (p * (level[i]! - level[i - 1]!)) / h : 0;
      }
    }
    for (let i = 0; i < m; i++) {
      let span = Math.min(Math.max(i, k), n - 1);
      while (span > k && t[span]! === t[span + 1]!) span--;
      result[i * (k + 1) + k - order] = deBoorAt(t, level, k - order, span, t[i]!) / factorial;
    }
  }
  return ppolyOf({
    pieces: { x: t, c: result, k: k + 1, width: 1 },
    extrapolate: extrapolation('fromSpline', options.extrapolate),
    axis: 0,
    rest: [],
    lanes: 1,
  });
}

/** The value of a spline of degree k by de Boor's recurrence on interval `span`. */
function deBoorAt(t: Float64Array, c: Float64Array, k: number, span: number, x: number): number {
  const d = Array.from({ length: k + 1 }, (_, j) => c[j + span - k]!);
  for (let r = 1; r <= k; r++) {
    for (let j = k; j >= r; j--) {
      const left = t[j + span - k]!;
      const alpha = (x - left) / (t[j + 1 + span - r]! - left);
      d[j] = (1 - alpha) * d[j - 1]! + alpha * d[j]!;
    }
  }
  return d[k]!;
}
