/** What all kinds of series share: vectors of coefficients from degree 0 up, trimmed and aligned, and maps of domains. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { promoteInfo } from '../core/promotion.js';
import { inexact, isZeroAt, padded, part } from '../ops/coefficients.js';
import { asDType, copyAs } from '../ops/creation.js';
import { add, divide, maximum, minimum, multiply, subtract } from '../ops/ufuncs/arithmetic.js';
import { reduce } from '../ops/ufuncs/fold.js';
import { tableOf } from '../ops/ufuncs/make.js';

/**
 * A series without trailing zeros; one coefficient stays.
 *
 * @example
 * np.polynomial.polyutils.trimseq([1, 2, 0, 0]).toArray(); // [1, 2]
 */
export function trimseq(seq: ArrayLike): NDArray {
  const c = asNDArray('trimseq', seq);
  let n = c.shape[0]!;
  while (n > 1 && isZeroAt(c, n - 1)) n--;
  return n === c.shape[0] ? c : part(c, 0, n);
}

/**
 * Array_likes as vectors of coefficients of one float or complex dtype.
 *
 * @param alist - array_likes of at most one axis, or a matrix whose rows are meant
 * @param options - `trim`: without trailing zeros? True by default
 * @throws ValueError for empty ones and those of more axes
 */
export function asSeries(alist: readonly ArrayLike[], options: { trim?: boolean } = {}): NDArray[] {
  checkOptions('asSeries', options, ['trim']);
  const { trim = true } = options;
  const arrays = alist.map((one) => {
    const a = asNDArray('asSeries', one);
    if (a.size === 0) throw new ValueError('Coefficient array is empty');
    if (a.ndim > 1) throw new ValueError(`Coefficient array is not 1-d: it has shape ${shapeText(a.shape)}`);
    const vector = a.ndim === 0 ? a.strided([1], [1], a.offset) : a;
    return trim ? trimseq(vector) : vector;
  });
  const info = arrays.map((a) => inexact(a.info)).reduce((x, y) => promoteInfo(x, y));
  // A copy each: callers may write into it.
  return arrays.map((a) => copyAs(a, info));
}

/** One series as a vector of its own. */
export function series(value: ArrayLike): NDArray {
  return asSeries([value])[0]!;
}

/** Coefficients of any number of axes, the degree along the first: of float or complex dtype. */
export function coefficientArray(functionName: string, c: ArrayLike): NDArray {
  const a = asNDArray(functionName, c);
  const array = asDType(functionName, a, inexact(a.info));
  return array.ndim === 0 ? array.strided([1], [1], array.offset) : array;
}

/**
 * A series without trailing coefficients of at most a size.
 *
 * @param c - the series
 * @param options - `tol`: that size, 0 by default
 * @throws ValueError for a negative tol
 */
export function trimcoef(c: ArrayLike, options: { tol?: number } = {}): NDArray {
  checkOptions('trimcoef', options, ['tol']);
  const { tol = 0 } = options;
  if (!(tol >= 0)) throw new ValueError(`trimcoef: tol must be non-negative, got ${tol}`);
  const coef = series(c);
  let n = coef.shape[0]!;
  const size = (value: unknown): number => (value instanceof Complex ? value.abs() : Math.abs(Number(value)));
  while (n > 0 && size(coef.item(n - 1)) <= tol) n--;
  if (n === 0) return multiply(part(coef, 0, 1), 0) as NDArray;
  return copyAs(part(coef, 0, n), coef.info);
}

/**
 * The domain that holds points: their least and greatest; for complex ones the corners of the smallest rectangle.
 *
 * @example
 * np.polynomial.polyutils.getdomain([4, 1, 3]).toArray(); // [1, 4]
 */
export function getdomain(x: ArrayLike): NDArray {
  const points = asSeries([x], { trim: false })[0]!;
  const bounds = (a: NDArray): [number, number] => [
    reduce(tableOf(minimum), 'getdomain', a) as number,
    reduce(tableOf(maximum), 'getdomain', a) as number,
  ];
  if (points.info.kind !== 'c') return asNDArray('getdomain', bounds(points));
  const lane = (k: number): [number, number] =>
    bounds(
      asNDArray(
        'getdomain',
        points.toFlatArray().map((z) => (k ? (z as Complex).im : (z as Complex).re)),
      ),
    );
  const [re, im] = [lane(0), lane(1)];
  return asNDArray('getdomain', [new Complex(re[0], im[0]), new Complex(re[1], im[1])]);
}

/** The ends of a domain: two numbers, or complex ones. */
export function ends(functionName: string, domain: ArrayLike): NDArray {
  const [a] = asSeries([domain], { trim: false }) as [NDArray];
  if (a.shape[0] !== 2)
    throw new ValueError(`${functionName}: Domain has wrong number of elements: ${a.shape[0]}, it has two ends`);
  return a;
}

/**
 * The map `off + scl * x` from one domain onto another.
 *
 * @param oldDomain - two ends
 * @param newDomain - two ends
 * @returns `[off, scl]`
 * @example
 * np.polynomial.polyutils.mapparms([-1, 1], [0, 1]); // [0.5, 0.5]
 */
export function mapparms(oldDomain: ArrayLike, newDomain: ArrayLike): [off: number | Complex, scl: number | Complex] {
  const [o, n] = [ends('mapparms', oldDomain), ends('mapparms', newDomain)];
  const at = (a: NDArray, i: number): NDArray => part(a, i, i + 1);
  const length = subtract(at(o, 1), at(o, 0));
  const off = divide(subtract(multiply(at(o, 1), at(n, 0)), multiply(at(o, 0), at(n, 1))), length) as NDArray;
  const scl = divide(subtract(at(n, 1), at(n, 0)), length) as NDArray;
  return [off.item() as number | Complex, scl.item() as number | Complex];
}

/**
 * Points mapped as one domain is mapped onto another.
 *
 * @example
 * np.polynomial.polyutils.mapdomain([-1, 0, 1], [-1, 1], [0, 1]).toArray(); // [0, 0.5, 1]
 */
export function mapdomain(x: ArrayLike, oldDomain: ArrayLike, newDomain: ArrayLike): NDArray {
  const [off, scl] = mapparms(oldDomain, newDomain);
  return add(multiply(asNDArray('mapdomain', x), scl), off) as NDArray;
}

/** A sum or difference of two series. */
export function combined(c1: ArrayLike, c2: ArrayLike, ufunc: typeof add | typeof subtract): NDArray {
  const [a, b] = asSeries([c1, c2]) as [NDArray, NDArray];
  const n = Math.max(a.shape[0]!, b.shape[0]!);
  return trimseq(ufunc(lengthened(a, n), lengthened(b, n)) as NDArray);
}

/** A series with zeros behind, up to a length. */
export function lengthened(c: NDArray, n: number): NDArray {
  const length = c.shape[0]!;
  if (length >= n) return c;
  return padded(c, 0, n - length);
}
