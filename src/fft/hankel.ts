/** The fast Hankel transform of logarithmically spaced samples (A. Hamilton, FFTLog, Mon. Not. R. Astron. Soc. 312, 2000). */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES } from '../core/dtype.js';
import { AxisError, DTypeError, checkOptions, describe } from '../core/errors.js';
import { emptyArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import { flip } from '../ops/rearrangement.js';
import { divide, multiply } from '../ops/ufuncs/arithmetic.js';
import { checkLength, mustBeReal } from './arguments.js';
import { inPrecision, realInfo, type RealOf } from './dtypes.js';
import { gammaRatio, loggamma } from './loggamma.js';
import { irfft, rfft } from './real.js';

/** Options of `fht` and `ifht`. */
export interface FhtOptions {
  /** The logarithm of the product of the central points of input and output, 0 by default; see `fhtoffset`. */
  offset?: number;
  /** The exponent of the power law by which the input is biased, 0 by default. */
  bias?: number;
}

/** Options of `fhtoffset`. */
export interface FhtOffsetOptions {
  /** The offset to start from, 0 by default. */
  initial?: number;
  /** The exponent of the power law by which the input is biased, 0 by default. */
  bias?: number;
}

function checkNumber(functionName: string, name: string, value: unknown): number {
  if (typeof value !== 'number')
    throw new DTypeError(`${functionName}: ${name} must be a number, got ${describe(value)}`);
  return value;
}

/** The coefficients by which the spectrum of the samples is multiplied. */
function coefficients(
  functionName: string,
  n: number,
  dln: number,
  mu: number,
  offset: number,
  bias: number,
  inverse: boolean,
): NDArray<'complex128'> {
  const [plus, minus] = [(mu + 1 + bias) / 2, (mu + 1 - bias) / 2];
  const half = Math.floor(n / 2);
  const result = emptyArray(DTYPES.complex128, [half + 1]);
  for (let k = 0; k <= half; k++) {
    const y = half === 0 ? 0 : (Math.PI * k) / (n * dln);
    const [u, v] = [loggamma(new Complex(plus, y)), loggamma(new Complex(minus, y))];
    const modulus = Math.exp(u.re - v.re + Math.LN2 * bias);
    const angle = u.im + v.im + 2 * y * (Math.LN2 - offset);
    result.storage[2 * k] = modulus * Math.cos(angle);
    result.storage[2 * k + 1] = n % 2 === 0 && k === half ? 0 : modulus * Math.sin(angle);
  }
  // At k = 0 the quotient of gamma functions is real, and may be 0 or infinite.
  const first = 2 ** bias * gammaRatio(plus, minus);
  const singular = inverse ? first === 0 : !Number.isFinite(first);
  if (singular) {
    const text = `${functionName}: singular ${inverse ? 'inverse ' : ''}transform; consider changing the bias`;
    globalThis.process?.emitWarning?.(text);
  }
  result.storage[0] = singular ? (inverse ? Infinity : 0) : first;
  if (half > 0 || n % 2 === 1) result.storage[1] = 0;
  return result;
}

function transform(
  functionName: string,
  a: ArrayLike,
  dln: number,
  mu: number,
  options: FhtOptions,
  inverse: boolean,
): NDArray {
  checkOptions(functionName, options, ['offset', 'bias']);
  checkNumber(functionName, 'dln', dln);
  checkNumber(functionName, 'mu', mu);
  const offset = checkNumber(functionName, 'offset', options.offset ?? 0);
  const bias = checkNumber(functionName, 'bias', options.bias ?? 0);
  const array = asNDArray(functionName, a);
  mustBeReal(functionName, array);
  if (array.ndim === 0) throw new AxisError(`${functionName}: axis -1 is out of bounds for array of dimension 0`);
  const n = checkLength(functionName, array.shape[array.ndim - 1]);
  let source = inPrecision(array);
  const { info } = source;
  /** exp(sign bias ((j - center) dln + shift)) */
  const weights = (sign: number, shift: number): NDArray => {
    const result = emptyArray(DTYPES.float64, [n]);
    for (let j = 0; j < n; j++) result.storage[j] = Math.exp(sign * bias * ((j - (n - 1) / 2) * dln + shift));
    return result;
  };
  if (bias !== 0) source = multiply(source, weights(inverse ? 1 : -1, inverse ? offset : 0)) as NDArray;
  const u = coefficients(functionName, n, dln, mu, offset, bias, inverse);
  const spectrum = rfft(source) as NDArray;
  if (inverse) {
    for (let k = 0; k < u.size; k++) u.storage[2 * k + 1] = -u.storage[2 * k + 1]!;
    divide(spectrum, u, { out: spectrum });
  } else multiply(spectrum, u, { out: spectrum });
  const result = flip(irfft(spectrum, { n }) as NDArray, { axis: -1 }) as NDArray;
  if (bias === 0) return result.copy() as NDArray;
  return multiply(result, weights(inverse ? 1 : -1, inverse ? 0 : offset), { dtype: realInfo(info).name }) as NDArray;
}

/**
 * The discrete Hankel transform of samples that lie at logarithmic distances: `A(k) = integral of a(r) J_mu(k r) k dr`.
 *
 * @param a - array_like, real: the samples along the last axis, periodic in log r
 * @param dln - the logarithmic spacing of the samples
 * @param mu - the order of the Bessel function
 * @param options - `offset`, `bias`
 * @returns the transform, float32 for float16 and float32, else float64
 * @throws DTypeError for complex input
 * @example
 * fft.fht([1, 2, 3, 4], 0.1, 0.5).shape; // [4]
 */
export function fht<A extends ArrayLike>(
  a: A,
  dln: number,
  mu: number,
  options: FhtOptions = {},
): ArrayOf<RealOf<DTypeOf<A>>> {
  return transform('fht', a, dln, mu, options, false) as unknown as ArrayOf<RealOf<DTypeOf<A>>>;
}

/**
 * The inverse of `fht`.
 *
 * @param A - array_like, real: the transform along the last axis
 * @param dln - the logarithmic spacing of the samples
 * @param mu - the order of the Bessel function
 * @param options - `offset`, `bias`
 * @returns the samples, float32 for float16 and float32, else float64
 * @throws DTypeError for complex input
 * @example
 * fft.ifht(fft.fht([1, 2, 3, 4], 0.1, 0.5), 0.1, 0.5).shape; // [4]
 */
export function ifht<A extends ArrayLike>(
  A: A,
  dln: number,
  mu: number,
  options: FhtOptions = {},
): ArrayOf<RealOf<DTypeOf<A>>> {
  return transform('ifht', A, dln, mu, options, true) as unknown as ArrayOf<RealOf<DTypeOf<A>>>;
}

/** The nearest integer, halves to the even one. */
function roundEven(x: number): number {
  const nearest = Math.round(x);
  return nearest - x === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
}

/**
 * The offset nearest to `initial` at which the fast Hankel transform rings least.
 *
 * @param dln - the logarithmic spacing of the samples
 * @param mu - the order of the Bessel function
 * @param options - `initial`, `bias`
 * @returns the offset, for the option `offset` of `fht`
 * @example
 * Math.abs(fft.fhtoffset(0.1, 0.5)) <= 0.05; // true
 */
export function fhtoffset(dln: number, mu: number, options: FhtOffsetOptions = {}): number {
  checkOptions('fhtoffset', options, ['initial', 'bias']);
  checkNumber('fhtoffset', 'dln', dln);
  checkNumber('fhtoffset', 'mu', mu);
  const initial = checkNumber('fhtoffset', 'initial', options.initial ?? 0);
  const bias = checkNumber('fhtoffset', 'bias', options.bias ?? 0);
  const y = Math.PI / (2 * dln);
  const plus = loggamma(new Complex((mu + 1 + bias) / 2, y));
  const minus = loggamma(new Complex((mu + 1 - bias) / 2, y));
  const turns = (Math.LN2 - initial) / dln + (plus.im + minus.im) / Math.PI;
  return initial + (turns - roundEven(turns)) * dln;
}
