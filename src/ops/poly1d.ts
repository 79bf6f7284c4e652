/** `poly1d`: a polynomial of one variable as an object, its coefficients from the highest power down. */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import type { Scalar } from '../core/dtype.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { promoteInfo } from '../core/promotion.js';
import { convolution, padded, vectorOf } from './coefficients.js';
import { copyAs } from './creation.js';
import {
  antiderivative,
  checkTimes,
  combined,
  derivative,
  divided,
  fromRoots,
  horner,
  rootsOf,
  trimmed,
} from './powerSeries.js';
import { add, divide, multiply, negative, subtract } from './ufuncs/arithmetic.js';

/** What stands for a polynomial: one, its coefficients, or a number. */
export type PolynomialLike = poly1d | ArrayLike;

/**
 * A polynomial, made of its coefficients or its roots.
 *
 * @example
 * // x ** 2 + 2 x + 3
 * const p = new np.poly1d([1, 2, 3]);
 * p.evaluate(0.5); // 4.25
 * p.roots.at(0).item(); // new Complex(-1, 1.4142135623730951)
 */
export class poly1d {
  private values: NDArray;
  /** The name of the variable, for printing. */
  readonly variable: string;

  /**
   * @param cOrR - coefficients, the highest power first, or roots; a polynomial is copied
   * @param options - `r`: are these roots? `variable`: its name, `'x'` by default
   * @throws ValueError for more than one axis
   */
  constructor(cOrR: PolynomialLike, options: { r?: boolean; variable?: string } = {}) {
    checkOptions('poly1d', options, ['r', 'variable']);
    this.variable = options.variable ?? (cOrR instanceof poly1d ? cOrR.variable : 'x');
    const given = cOrR instanceof poly1d ? cOrR.coeffs : vectorOf('poly1d', 'Polynomial', cOrR);
    this.values = options.r ? fromRoots(given) : copyAs(trimmed(given), given.info);
  }

  /** The coefficients, the highest power first. */
  get coeffs(): NDArray {
    return this.values;
  }

  /** The coefficients; another name. */
  get c(): NDArray {
    return this.values;
  }

  /** The coefficients; another name. */
  get coef(): NDArray {
    return this.values;
  }

  /** The coefficients; another name. */
  get coefficients(): NDArray {
    return this.values;
  }

  /** The degree. */
  get order(): number {
    return this.values.shape[0]! - 1;
  }

  /** The degree; another name. */
  get o(): number {
    return this.order;
  }

  /** The degree, as NumPy's `len(p)`. */
  get length(): number {
    return this.order;
  }

  /** The roots: a complex array unless all are real. */
  get roots(): NDArray {
    return rootsOf(this.values);
  }

  /** The roots; another name. */
  get r(): NDArray {
    return this.roots;
  }

  /** The value at `x`: a plain value for a number, an array for an array, a polynomial for a polynomial. */
  evaluate(x: poly1d): poly1d;
  evaluate<X extends ArrayLike>(x: X): X extends ScalarLike ? Scalar<'float64'> : NDArray;
  evaluate(x: PolynomialLike): unknown {
    if (x instanceof poly1d) return composed(this.values, x);
    const y = horner(this.values, asNDArray('poly1d', x));
    return isScalarLike(x) ? y.item() : y;
  }

  /** The coefficient of a power, 0 beyond the degree. */
  at(power: number): Scalar {
    if (power < 0 || power > this.order) return 0;
    return this.values.item(this.order - power);
  }

  /** Set the coefficient of a power; the degree rises where it must. */
  set(power: number, value: ScalarLike): this {
    if (!Number.isInteger(power) || power < 0)
      throw new ValueError(`poly1d: Does not support negative powers, got ${describe(power)}`);
    const info = promoteInfo(
      this.values.info,
      asNDArray('poly1d', value, typeof value === 'number' ? this.values.info : undefined).info,
    );
    this.values = padded(this.values, Math.max(power - this.order, 0), 0, info);
    this.values.itemset(this.order - power, value as number);
    return this;
  }

  /** Sum. */
  add(other: PolynomialLike): poly1d {
    return this.made(combined(this.values, coefficientsOf(other), add));
  }

  /** Difference. */
  sub(other: PolynomialLike): poly1d {
    return this.made(combined(this.values, coefficientsOf(other), subtract));
  }

  /** Product. */
  mul(other: PolynomialLike): poly1d {
    if (isScalarLike(other)) return this.made(multiply(this.values, other) as NDArray);
    return this.made(convolution(this.values, coefficientsOf(other)));
  }

  /** Quotient and remainder; a number divides every coefficient and gives the polynomial alone. */
  div(other: number | Complex): poly1d;
  div(other: poly1d | readonly ArrayLike[] | NDArray): [quotient: poly1d, remainder: poly1d];
  div(other: PolynomialLike): poly1d | [poly1d, poly1d] {
    if (isScalarLike(other)) return this.made(divide(this.values, other) as NDArray);
    const [quotient, remainder] = divided(this.values, coefficientsOf(other));
    return [this.made(quotient), this.made(remainder)];
  }

  /** A power of a whole exponent that is not negative. */
  pow(exponent: number): poly1d {
    if (!Number.isInteger(exponent) || exponent < 0) {
      throw new ValueError(`poly1d: Power to non-negative integers only, got ${describe(exponent)}`);
    }
    let result = this.made(asNDArray('poly1d', [1], this.values.info));
    for (let i = 0; i < exponent; i++) result = result.mul(this);
    return result;
  }

  /** The polynomial with all signs changed. */
  neg(): poly1d {
    return this.made(negative(this.values) as NDArray);
  }

  /** Have both the same coefficients? */
  equals(other: unknown): boolean {
    if (!(other instanceof poly1d) || other.order !== this.order) return false;
    const [a, b] = [this.values.toFlatArray(), other.values.toFlatArray()];
    return a.every((x, i) =>
      x instanceof Complex
        ? x.equals(b[i] as Complex)
        : b[i] instanceof Complex
          ? b[i].equals(x as number)
          : x === b[i],
    );
  }

  /** The m-th derivative, the first by default. */
  deriv(options: { m?: number } = {}): poly1d {
    checkOptions('deriv', options, ['m']);
    const { m = 1 } = options;
    checkTimes('deriv', 'derivative', m);
    return this.made(derivative(this.values, m));
  }

  /** The m-th antiderivative, the first by default, with the integration constants `k` (0). */
  integ(options: { m?: number; k?: ArrayLike } = {}): poly1d {
    checkOptions('integ', options, ['m', 'k']);
    const { m = 1, k = 0 } = options;
    checkTimes('integ', 'integral', m);
    return this.made(antiderivative(this.values, m, integrationConstants('integ', k, m)));
  }

  /** The coefficients one after another, the highest power first. */
  [Symbol.iterator](): Iterator<Scalar> {
    return this.values.toFlatArray()[Symbol.iterator]();
  }

  private made(values: NDArray): poly1d {
    return new poly1d(values, { variable: this.variable });
  }

  /** The polynomial as NumPy prints it: exponents on a line above. */
  toString(): string {
    return raised(terms(this.values, this.variable));
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `poly1d(${String(this.values.toFlatArray().map(String).join(', '))})`
      .replace('(', '([')
      .replace(/\)$/, '])');
  }
}

/** The coefficients of what stands for a polynomial. */
export function coefficientsOf(value: PolynomialLike, functionName = 'poly1d'): NDArray {
  return value instanceof poly1d ? value.coeffs : vectorOf(functionName, 'Polynomial', value);
}

/** A polynomial of a polynomial. */
export function composed(p: NDArray, x: poly1d): poly1d {
  let y = new poly1d(0, { variable: x.variable });
  for (let i = 0; i < p.shape[0]!; i++) y = y.mul(x).add(p.strided([1], [1], p.offset + i * p.steps[0]!));
  return y;
}

/** The constants of m integrations: one for all, or m of them. */
export function integrationConstants(functionName: string, k: ArrayLike, m: number): NDArray {
  const given = vectorOf(functionName, 'k', k);
  const n = given.shape[0]!;
  if (n === 1) return given.strided([m], [0], given.offset);
  if (n < m)
    throw new ValueError(
      `${functionName}: k must be a scalar or a rank-1 array of length 1 or >m, got length ${n} for m = ${m}`,
    );
  return given;
}

/** A number as C's `%.4g` prints it, without needless digits. */
function short(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa, exponent] = value.toExponential(3).split('e') as [string, string];
  const e = Number(exponent);
  const trim = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  if (e >= -4 && e < 4) return trim(value.toFixed(3 - e));
  return `${trim(mantissa)}e${e < 0 ? '-' : '+'}${String(Math.abs(e)).padStart(2, '0')}`;
}

/** The terms on one line, powers written `x**2`. */
function terms(values: NDArray, variable: string): string {
  const order = values.shape[0]! - 1;
  let text = '';
  for (let k = 0; k <= order; k++) {
    const value = values.item(k);
    let factor: string;
    if (value instanceof Complex && value.im !== 0)
      factor = value.re === 0 ? `${short(value.im)}j` : `(${short(value.re)} + ${short(value.im)}j)`;
    else factor = short(value instanceof Complex ? value.re : Number(value));
    const power = order - k;
    let term: string;
    if (factor === '0') term = power === 0 && k === 0 ? '0' : '';
    else term = power === 0 ? factor : power === 1 ? `${factor} ${variable}` : `${factor} ${variable}**${power}`;
    if (k === 0) text = term;
    else if (term !== '') text += term.startsWith('-') ? ` - ${term.slice(1)}` : ` + ${term}`;
  }
  return text;
}

/** Powers lifted to a line above, lines broken at 70 characters. */
function raised(text: string): string {
  const width = 70;
  let output = ' ';
  let [above, below] = ['', ''];
  let rest = 0;
  for (const match of text.matchAll(/\*\*(\d+)/g)) {
    const power = match[1]!;
    const piece = text.slice(rest, match.index);
    rest = match.index + match[0].length;
    const high = ' '.repeat(piece.length - 1) + power;
    const low = piece + ' '.repeat(power.length - 1);
    if (below !== '' && (above.length + high.length > width || below.length + low.length > width)) {
      output += `${above}\n${below}\n `;
      [above, below] = [high, low];
    } else {
      above += high;
      below += low;
    }
  }
  return `${output}${above}\n${below}${text.slice(rest)}`;
}
