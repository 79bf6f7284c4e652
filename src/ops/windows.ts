/** Window functions for signal processing, with `sinc` and the Bessel function that they are made of. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES, type DType } from '../core/dtype.js';
import { DTypeError, describe } from '../core/errors.js';
import { arg, call, constant, div, eq, mul, select } from '../core/expression.js';
import type { NDArray } from '../core/ndarray.js';
import { besselI0, besselI0Flat } from '../backends/single/bessel.js';
import { applyKernel, kernelOf } from './applyKernel.js';
import { arange, copyAs, ones, zeros } from './creation.js';
import { meanInfo } from './moments.js';
import { add, divide, multiply, square, subtract } from './ufuncs/arithmetic.js';
import { cos, sin, sqrt } from './ufuncs/elementary.js';
import { equal, lessEqual } from './ufuncs/logic.js';
import type { MeanDType } from './reductionTypes.js';

const x = arg(0);
const scaled = mul(constant(Math.PI), x);

/**
 * The normalised sinc function, `sin(pi x) / (pi x)`, 1 at 0.
 *
 * @param x - array_like
 * @returns an array; a plain value for a plain one
 * @example
 * np.sinc([0, 0.5]).toArray(); // [1, 0.6366197723675814]
 */
export function sinc<A extends ArrayLike>(x: A): A extends ScalarLike ? number : ArrayOf<MeanDType<DTypeOf<A>>> {
  const source = asNDArray('sinc', x);
  const info = meanInfo(source.info);
  let result: NDArray;
  if (info.kind === 'c') {
    const angle: NDArray = multiply(source, Math.PI);
    const zero = equal(source, 0);
    result = divide(sin(angle) as NDArray, add(angle, zero)) as NDArray;
    result = add(result, zero) as NDArray;
  } else {
    const kernel = kernelOf('sinc', [info], info, () =>
      select(eq(arg(0), constant(0)), constant(1), div(call('sin', scaled), scaled)),
    );
    result = applyKernel('sinc', kernel, [source]);
  }
  return (isScalarLike(x) ? result.item() : result) as never;
}

/**
 * The modified Bessel function of the first kind, order 0.
 *
 * @param x - array_like of real numbers
 * @returns a float64 array (the float dtype for float input); a plain value for a plain one
 * @throws DTypeError for complex numbers
 * @example
 * np.i0(0); // 1
 */
export function i0<A extends ArrayLike>(x: A): A extends ScalarLike ? number : ArrayOf<MeanDType<DTypeOf<A>>> {
  const source = asNDArray('i0', x);
  if (source.info.kind === 'c') throw new DTypeError('i0 not supported for complex values');
  const values = copyAs(source, DTYPES.float64);
  besselI0Flat(values.storage, values.offset, values.size);
  const info = meanInfo(source.info);
  const result: NDArray = info === DTYPES.float64 ? values : copyAs<DType>(values as NDArray, info);
  return (isScalarLike(x) ? result.item() : result) as never;
}

/** The places of a window's points, from 1 - m to m - 1 by twos; a window of one point is 1, of none empty. */
function points(
  functionName: string,
  m: number,
  shape: (n: NDArray<'float64'>, last: number) => NDArray<'float64'>,
): NDArray<'float64'> {
  if (typeof m !== 'number' || Number.isNaN(m))
    throw new DTypeError(`${functionName}: M must be a number, got ${describe(m)}`);
  if (m < 1) return zeros(0);
  if (m === 1) return ones(1);
  return shape(arange(1 - m, m, 2), m - 1);
}

/** `a + b cos(pi n / last)` */
function raisedCosine(a: number, b: number, n: NDArray<'float64'>, last: number): NDArray<'float64'> {
  const wave = cos(multiply(n, Math.PI / last));
  return add(multiply(wave, b, { out: wave }), a, { out: wave });
}

/**
 * The Bartlett window: a triangle with zeros at both ends.
 *
 * @param M - how many points
 * @example
 * np.bartlett(5).toArray(); // [0, 0.5, 1, 0.5, 0]
 */
export function bartlett(M: number): NDArray<'float64'> {
  return points('bartlett', M, (n, last) => {
    const ratio = divide(n, last);
    const falling = lessEqual(n, 0);
    const rise = add(ratio, 1);
    subtract(1, ratio, { out: rise, where: equal(falling, false) });
    return rise;
  });
}

/**
 * The Hann window.
 *
 * @param M - how many points
 * @example
 * np.hanning(3).toArray(); // [0, 1, 0]
 */
export function hanning(M: number): NDArray<'float64'> {
  return points('hanning', M, (n, last) => raisedCosine(0.5, 0.5, n, last));
}

/**
 * The Hamming window.
 *
 * @param M - how many points
 * @example
 * np.hamming(3).item(1); // 1
 */
export function hamming(M: number): NDArray<'float64'> {
  return points('hamming', M, (n, last) => raisedCosine(0.54, 0.46, n, last));
}

/**
 * The Blackman window.
 *
 * @param M - how many points
 * @example
 * np.blackman(51).size; // 51
 */
export function blackman(M: number): NDArray<'float64'> {
  return points('blackman', M, (n, last) => {
    const slow = raisedCosine(0.42, 0.5, n, last);
    const fast = raisedCosine(0, 0.08, n, last / 2);
    return add(slow, fast, { out: slow });
  });
}

/**
 * The Kaiser window.
 *
 * @param M - how many points
 * @param beta - the shape: 0 is a rectangle, larger is narrower
 * @example
 * np.kaiser(3, 14).item(1); // 1
 */
export function kaiser(M: number, beta: number): NDArray<'float64'> {
  if (typeof beta !== 'number') throw new DTypeError(`kaiser: beta must be a number, got ${describe(beta)}`);
  return points('kaiser', M, (n, last) => {
    const inside = subtract(1, square(divide(n, last)));
    const argument = multiply(sqrt(inside, { out: inside }), beta, { out: inside });
    besselI0Flat(argument.storage, argument.offset, argument.size);
    return divide(argument, besselI0(beta), { out: argument });
  });
}
