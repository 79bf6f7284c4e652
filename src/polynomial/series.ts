/**
 * Series as objects: what Polynomial, Chebyshev, Legendre, Laguerre, Hermite and HermiteE have in common. A series has
 * coefficients from degree 0 up, a domain, and a window onto which the domain is mapped before the family's polynomials
 * are evaluated.
 */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import type { Scalar } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { formatFloatPositional, formatFloatScientific } from '../core/printing/formatFloat.js';
import { currentOptions } from '../core/printing/options.js';
import { part } from '../ops/coefficients.js';
import { add, multiply, negative } from '../ops/ufuncs/arithmetic.js';
import { equal } from '../ops/ufuncs/logic.js';
import { clenshaw, type Family } from './family.js';
import type { Evaluated, functionsOf } from './functions.js';
import type { FitDiagnostics } from './matrices.js';
import { asSeries, ends, getdomain, mapdomain, mapparms, trimcoef } from './polyutils.js';

/** What tells the classes apart. */
export interface Kind {
  readonly family: Family;
  readonly functions: ReturnType<typeof functionsOf>;
  /** The domain and window that a series has by default. */
  readonly domain: readonly [number, number];
  /** How P_n is printed: `T` in `T₂(x)`; null for powers of x. */
  readonly basisName: string | null;
}

/** Options of the classes' constructors. */
export interface SeriesOptions {
  /** The interval that is mapped onto the window. */
  domain?: ArrayLike | null;
  /** The interval in which the family is evaluated. */
  window?: ArrayLike | null;
  /** The variable's name, for printing. */
  symbol?: string;
}

/** Options of `fit`. */
export interface SeriesFitOptions extends SeriesOptions {
  rcond?: number | null;
  full?: boolean;
  w?: ArrayLike | null;
}

/** One of the classes. */
export interface SeriesClass<S extends ABCPolyBase> {
  new (coef: ArrayLike, options?: SeriesOptions): S;
  readonly kind: Kind;
}

let printstyle: 'unicode' | 'ascii' = 'unicode';

/**
 * How series are printed from now on.
 *
 * @param style - `'unicode'` (`1.0 + 2.0·x²`) or `'ascii'` (`1.0 + 2.0 x**2`)
 * @throws ValueError for another style
 */
export function setDefaultPrintstyle(style: 'unicode' | 'ascii'): void {
  if (style !== 'unicode' && style !== 'ascii') {
    throw new ValueError(`Unsupported format string '${String(style)}'. Valid options are 'ascii' and 'unicode'`);
  }
  printstyle = style;
}

/** The base of all kinds of series. */
export abstract class ABCPolyBase {
  /** The coefficients, from degree 0 up. */
  readonly coef: NDArray;
  readonly domain: NDArray;
  readonly window: NDArray;
  readonly symbol: string;
  /** The largest power that `pow` takes. */
  readonly maxpower = 100;

  constructor(
    private readonly kind: Kind,
    coef: ArrayLike,
    options: SeriesOptions = {},
  ) {
    checkOptions(new.target.name, options, ['domain', 'window', 'symbol']);
    const { domain, window, symbol = 'x' } = options;
    this.coef = asSeries([coef], { trim: false })[0]!;
    this.domain = ends(new.target.name, domain ?? kind.domain);
    this.window = ends(new.target.name, window ?? kind.domain);
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(symbol))
      throw new ValueError(`Symbol string must be a valid Python identifier, got ${describe(symbol)}`);
    this.symbol = symbol;
  }

  /** A series of this class, domain and window. */
  private like(coef: ArrayLike): this {
    const { domain, window, symbol } = this;
    return new (this.constructor as SeriesClass<this>)(coef, { domain, window, symbol });
  }

  /** The coefficients of another operand: a series alike, or an array_like. */
  private other(value: ABCPolyBase | ArrayLike): ArrayLike {
    if (!(value instanceof ABCPolyBase)) return value;
    if (value.constructor !== this.constructor) throw new DTypeError('Polynomial types differ');
    if (!this.hasSameDomain(value)) throw new DTypeError('Domains differ');
    if (!this.hasSameWindow(value)) throw new DTypeError('Windows differ');
    if (value.symbol !== this.symbol) throw new ValueError('Polynomial symbols differ');
    return value.coef;
  }

  /** The value at `x`: a plain value for a number, an array for an array, a series for a series. */
  evaluate<S extends ABCPolyBase>(x: S): S;
  evaluate<X extends ArrayLike>(x: X): Evaluated<X, readonly number[]>;
  evaluate(x: ABCPolyBase | ArrayLike): unknown {
    const [off, scl] = this.mapparms();
    if (x instanceof ABCPolyBase) {
      const at = x.mul([scl]).add([off]);
      const n = this.coef.shape[0]!;
      return clenshaw<ABCPolyBase>(this.kind.family, n, {
        coefficient: (k) => x.like(part(this.coef, k, k + 1)),
        line: (value, shift, factor) => value.mul(at.sub([shift])).mul([factor]),
        plus: (a, b, factor) => a.add(factor === undefined ? b : b.mul([factor])),
      });
    }
    const identity = off === 0 && scl === 1;
    if (typeof x === 'number' && typeof off === 'number' && typeof scl === 'number') {
      return this.kind.functions.val(off + scl * x, this.coef);
    }
    const points = asNDArray('evaluate', x);
    const value = this.kind.functions.val(
      identity ? points : (add(multiply(points, scl), off) as NDArray),
      this.coef,
    ) as NDArray;
    return isScalarLike(x) && value instanceof NDArray ? value.item() : value;
  }

  /** Sum with a series alike, or with coefficients. */
  add(other: ABCPolyBase | ArrayLike): this {
    return this.like(this.kind.functions.add(this.coef, this.other(other)));
  }

  /** Difference. */
  sub(other: ABCPolyBase | ArrayLike): this {
    return this.like(this.kind.functions.sub(this.coef, this.other(other)));
  }

  /** Product. */
  mul(other: ABCPolyBase | ArrayLike): this {
    return this.like(this.kind.functions.mul(this.coef, this.other(other)));
  }

  /** Every coefficient divided by a number. */
  truediv(other: number | Complex): this {
    if (!isScalarLike(other) || typeof other === 'boolean') {
      throw new DTypeError(
        `unsupported types for true division: a series and ${describe(other)}; use floordiv or divmod`,
      );
    }
    return this.floordiv(other);
  }

  /** Quotient and remainder. */
  divmod(other: ABCPolyBase | ArrayLike): [quotient: this, remainder: this] {
    const [quotient, remainder] = this.kind.functions.div(this.coef, this.other(other));
    return [this.like(quotient), this.like(remainder)];
  }

  /** The quotient of a division. */
  floordiv(other: ABCPolyBase | ArrayLike): this {
    return this.divmod(other)[0];
  }

  /** The remainder of a division. */
  mod(other: ABCPolyBase | ArrayLike): this {
    return this.divmod(other)[1];
  }

  /** A whole power. */
  pow(exponent: number): this {
    return this.like(this.kind.functions.pow(this.coef, exponent, { maxpower: this.maxpower }));
  }

  /** All signs changed. */
  neg(): this {
    return this.like(negative(this.coef) as NDArray);
  }

  /** Have both the same class, coefficients, domain, window and symbol? */
  equals(other: unknown): boolean {
    return (
      other instanceof ABCPolyBase &&
      other.constructor === this.constructor &&
      this.hasSameDomain(other) &&
      this.hasSameWindow(other) &&
      this.hasSameCoef(other) &&
      other.symbol === this.symbol
    );
  }

  /** Have both the same coefficients? */
  hasSameCoef(other: ABCPolyBase): boolean {
    return sameValues(this.coef, other.coef);
  }

  /** Have both the same domain? */
  hasSameDomain(other: ABCPolyBase): boolean {
    return sameValues(this.domain, other.domain);
  }

  /** Have both the same window? */
  hasSameWindow(other: ABCPolyBase): boolean {
    return sameValues(this.window, other.window);
  }

  /** Are both of one class? */
  hasSameType(other: unknown): boolean {
    return other instanceof ABCPolyBase && other.constructor === this.constructor;
  }

  /** A copy. */
  copy(): this {
    return this.like(this.coef);
  }

  /** The degree: one less than the number of coefficients. */
  degree(): number {
    return this.coef.shape[0]! - 1;
  }

  /** How many coefficients. */
  get length(): number {
    return this.coef.shape[0]!;
  }

  /** The series cut off above a degree. */
  cutdeg(deg: number): this {
    return this.truncate(deg + 1);
  }

  /** The series without trailing coefficients of at most a size. */
  trim(options: { tol?: number } = {}): this {
    return this.like(trimcoef(this.coef, options));
  }

  /** The series of the first `size` coefficients. */
  truncate(size: number): this {
    if (!Number.isInteger(size) || size < 1)
      throw new ValueError(`truncate: size must be a positive integer, got ${describe(size)}`);
    return size >= this.length ? this.copy() : this.like(part(this.coef, 0, size));
  }

  /** The same function as a series of another class, domain or window. */
  convert<S extends ABCPolyBase>(options: {
    domain?: ArrayLike | null;
    kind: SeriesClass<S>;
    window?: ArrayLike | null;
  }): S;
  convert(options?: { domain?: ArrayLike | null; window?: ArrayLike | null }): this;
  convert(
    options: { domain?: ArrayLike | null; kind?: SeriesClass<ABCPolyBase>; window?: ArrayLike | null } = {},
  ): ABCPolyBase {
    checkOptions('convert', options, ['domain', 'kind', 'window']);
    const kind = options.kind ?? (this.constructor as SeriesClass<this>);
    const { domain = kind.kind.domain, window = kind.kind.domain } = options;
    return this.evaluate(
      identityOf(kind, { domain: domain ?? kind.kind.domain, window: window ?? kind.kind.domain, symbol: this.symbol }),
    );
  }

  /** The map `off + scl * x` from the domain onto the window. */
  mapparms(): [off: number | Complex, scl: number | Complex] {
    return mapparms(this.domain, this.window);
  }

  /** The m-th antiderivative, from `lbnd` and with the constants `k`. */
  integ(options: { m?: number; k?: ArrayLike; lbnd?: ScalarLike | null } = {}): this {
    checkOptions('integ', options, ['m', 'k', 'lbnd']);
    const { m = 1, k = [], lbnd } = options;
    const [off, scl] = this.mapparms();
    let from: ScalarLike = 0;
    if (lbnd !== undefined && lbnd !== null) from = add(off, multiply(scl, lbnd as number)) as number | Complex;
    return this.like(this.kind.functions.int(this.coef, { m, k, lbnd: from, scl: reciprocal(scl) }));
  }

  /** The m-th derivative. */
  deriv(options: { m?: number } = {}): this {
    checkOptions('deriv', options, ['m']);
    return this.like(this.kind.functions.der(this.coef, { m: options.m ?? 1, scl: this.mapparms()[1] }));
  }

  /** The roots, in the domain's variable. */
  roots(): NDArray {
    return mapdomain(this.kind.functions.roots(this.coef), this.window, this.domain);
  }

  /** Points evenly spaced over a domain and the values there: `[x, y]`, for plots. */
  linspace(n: number = 100, options: { domain?: ArrayLike } = {}): [x: NDArray, y: NDArray] {
    checkOptions('linspace', options, ['domain']);
    const [low, high] = ends('linspace', options.domain ?? this.domain).toFlatArray() as [number, number];
    const x = Float64Array.from({ length: n }, (_, k) =>
      k === n - 1 && n > 1 ? high : low + (k * (high - low)) / Math.max(n - 1, 1),
    );
    const points = asNDArray('linspace', x);
    return [points, this.evaluate(points) as NDArray];
  }

  /** The coefficients one after another. */
  [Symbol.iterator](): Iterator<Scalar> {
    return this.coef.toFlatArray()[Symbol.iterator]();
  }

  /** The series as NumPy 2 prints it. */
  toString(): string {
    return this.format(printstyle);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `${this.constructor.name}(${this.format(printstyle)})`;
  }

  /** The series in a style: `'unicode'` or `'ascii'`. */
  format(style: 'unicode' | 'ascii'): string {
    if (style !== 'unicode' && style !== 'ascii') {
      throw new ValueError(`Unsupported format string '${String(style)}'. Valid options are 'ascii' and 'unicode'`);
    }
    const [off, scl] = this.mapparms();
    const { symbol } = this;
    let argument = symbol;
    if (off !== 0 || scl !== 1) {
      const scaled = scl === 1 ? symbol : `${numberText(scl)}${symbol}`;
      argument = off === 0 ? `(${scaled})` : `(${numberText(off)} + ${scaled})`;
    }
    const width = Math.max(currentOptions().linewidth, 1);
    const values = this.coef.toFlatArray() as (number | Complex)[];
    let text = numberText(values[0]!);
    values.slice(1).forEach((value, k) => {
      const negated = value instanceof Complex ? value.re < 0 || (value.re === 0 && value.im < 0) : !(value >= 0);
      const size = negated ? (value instanceof Complex ? new Complex(-value.re, -value.im) : -value) : value;
      let term = `${negated ? '-' : '+'} ${numberText(size, true)}${this.termText(k + 1, argument, style)}`;
      text += ' ';
      const last = k === values.length - 2;
      const length = text.length - (text.lastIndexOf('\n') + 1) + term.length + (last ? 0 : 2);
      if (length >= width) term = term.replace(' ', '\n');
      text += term;
    });
    return text;
  }

  private termText(n: number, argument: string, style: 'unicode' | 'ascii'): string {
    const { basisName } = this.kind;
    if (basisName === null) {
      const power = n === 1 ? '' : style === 'ascii' ? `**${n}` : shifted(n, '⁰¹²³⁴⁵⁶⁷⁸⁹');
      return `${style === 'ascii' ? ' ' : '·'}${argument}${power}`;
    }
    return style === 'ascii'
      ? ` ${basisName}_${n}(${argument})`
      : `·${basisName}${shifted(n, '₀₁₂₃₄₅₆₇₈₉')}(${argument})`;
  }

  /**
   * The series of degree `deg`, or of the degrees listed, that fits points best in the sense of least squares.
   *
   * @param x - M places
   * @param y - values, of shape (M,)
   * @param deg - the degree, or a list of degrees
   * @param options - `domain` (that of x), `window`, `symbol`, `rcond`, `full`, `w`
   * @returns the series; with `full` also `[residuals, rank, singularValues, rcond]`
   * @example
   * np.polynomial.Polynomial.fit([0, 1, 2], [1, 3, 5], 1).evaluate(4); // 9
   */
  static fit<S extends ABCPolyBase>(
    this: SeriesClass<S>,
    x: ArrayLike,
    y: ArrayLike,
    deg: number | readonly number[],
    options: SeriesFitOptions & { full: true },
  ): [series: S, diagnostics: FitDiagnostics];
  static fit<S extends ABCPolyBase>(
    this: SeriesClass<S>,
    x: ArrayLike,
    y: ArrayLike,
    deg: number | readonly number[],
    options?: SeriesFitOptions & { full?: false },
  ): S;
  static fit<S extends ABCPolyBase>(
    this: SeriesClass<S>,
    x: ArrayLike,
    y: ArrayLike,
    deg: number | readonly number[],
    options: SeriesFitOptions = {},
  ): S | [S, FitDiagnostics] {
    checkOptions('fit', options, ['domain', 'window', 'symbol', 'rcond', 'full', 'w']);
    const { rcond, full = false, w, symbol = 'x' } = options;
    const window = options.window ?? this.kind.domain;
    let { domain } = options;
    if (domain === undefined || domain === null) {
      domain = getdomain(x);
      // One place alone: a domain of some width.
      const [low, high] = domain.toFlatArray() as [number | Complex, number | Complex];
      if (typeof low === 'number' && low === high) domain = asNDArray('fit', [low - 1, low + 1]);
    } else if (Array.isArray(domain) && domain.length === 0) domain = this.kind.domain;
    const places = mapdomain(x, domain, window);
    const [coef, diagnostics] = this.kind.functions.fit(places, y, deg, { rcond, w, full: true });
    const fitted = new this(coef, { domain, window, symbol });
    return full ? [fitted, diagnostics] : fitted;
  }

  /** The series with given roots; its domain is that of the roots unless one is given (`[]` for the class's own). */
  static fromroots<S extends ABCPolyBase>(this: SeriesClass<S>, roots: ArrayLike, options: SeriesOptions = {}): S {
    checkOptions('fromroots', options, ['domain', 'window', 'symbol']);
    const own = this.kind.domain;
    const given = options.domain === undefined ? own : options.domain;
    const domain = given === null ? getdomain(roots) : Array.isArray(given) && given.length === 0 ? own : given;
    const window = options.window ?? own;
    const points = asSeries([roots], { trim: false })[0]!;
    const [off, scl] = mapparms(domain, window);
    const mapped = add(multiply(points, scl), off) as NDArray;
    // The leading coefficient in the domain's variable is to be 1.
    let coef = this.kind.functions.fromroots(mapped);
    for (let k = 0; k < points.shape[0]!; k++) coef = multiply(coef, reciprocal(scl)) as NDArray;
    return new this(coef, { domain, window, symbol: options.symbol ?? 'x' });
  }

  /** The series of x itself. */
  static identity<S extends ABCPolyBase>(this: SeriesClass<S>, options: SeriesOptions = {}): S {
    checkOptions('identity', options, ['domain', 'window', 'symbol']);
    return identityOf(this, options);
  }

  /** The member of the family of a degree. */
  static basis<S extends ABCPolyBase>(this: SeriesClass<S>, deg: number, options: SeriesOptions = {}): S {
    if (!Number.isInteger(deg) || deg < 0)
      throw new ValueError(`basis: deg must be non-negative integer, got ${describe(deg)}`);
    return new this([...new Array<number>(deg).fill(0), 1], options);
  }

  /** A series of any class as one of this class. */
  static cast<S extends ABCPolyBase>(
    this: SeriesClass<S>,
    series: ABCPolyBase,
    options: { domain?: ArrayLike | null; window?: ArrayLike | null } = {},
  ): S {
    checkOptions('cast', options, ['domain', 'window']);
    return series.convert({
      kind: this,
      domain: options.domain ?? this.kind.domain,
      window: options.window ?? this.kind.domain,
    });
  }
}

function identityOf<S extends ABCPolyBase>(kind: SeriesClass<S>, options: SeriesOptions): S {
  const domain = options.domain ?? kind.kind.domain;
  const window = options.window ?? kind.kind.domain;
  // x in terms of the window's variable.
  const [off, scl] = mapparms(window, domain);
  return new kind(kind.kind.functions.line(off, scl), { domain, window, symbol: options.symbol ?? 'x' });
}

function reciprocal(value: number | Complex): number | Complex {
  return typeof value === 'number' ? 1 / value : new Complex(1, 0).div(value);
}

function sameValues(a: NDArray, b: NDArray): boolean {
  return a.shape[0] === b.shape[0] && (equal(a, b) as NDArray).toFlatArray().every(Boolean);
}

/** Digits of a number replaced by raised or lowered ones. */
function shifted(n: number, digits: string): string {
  return [...String(n)].map((digit) => digits[Number(digit)]!).join('');
}

/** A coefficient as NumPy prints it in a series: exponents from 1e8 on and below 1e-4. */
function numberText(value: number | Complex, parentheses = false): string {
  if (value instanceof Complex) return String(value);
  const { precision, nanstr, infstr, sign, floatmode } = currentOptions();
  if (Number.isNaN(value)) return nanstr;
  if (!Number.isFinite(value)) return value > 0 ? infstr : `-${infstr}`;
  const size = Math.abs(value);
  const exponent = value !== 0 && (size >= 1e8 || size < 10 ** Math.min(0, Math.floor(-(precision - 1) / 2)));
  const options = {
    precision,
    unique: floatmode !== 'fixed',
    trim: floatmode === 'fixed' ? 'k' : '0',
    sign: sign === '+',
  } as const;
  if (!exponent) return formatFloatPositional(value, { ...options, fractional: true });
  const text = formatFloatScientific(value, options);
  return parentheses ? `(${text})` : text;
}
