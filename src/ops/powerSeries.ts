/** Polynomials as vectors of coefficients, the highest power first: the algorithms behind `poly1d` and `polyval`'s family. */
import { Complex } from '../core/complex.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { promoteInfo } from '../core/promotion.js';
import { backend } from '../backends/backend.js';
import {
  convolution,
  eigenvaluesOf,
  inConjugatePairs,
  inexact,
  isZeroAt,
  joined,
  padded,
  part,
  realPart,
  row,
} from './coefficients.js';
import { arange, asDType, copyAs } from './creation.js';
import { add, divide, multiply, negative, subtract } from './ufuncs/arithmetic.js';

/** Sum or difference, the constant terms aligned. */
export function combined(a1: NDArray, a2: NDArray, ufunc: typeof add | typeof subtract): NDArray {
  const n = Math.max(a1.shape[0]!, a2.shape[0]!);
  const wide = (a: NDArray): NDArray => (a.shape[0] === n ? a : padded(a, n - a.shape[0]!, 0));
  return ufunc(wide(a1), wide(a2)) as NDArray;
}

/** Quotient and remainder of a division; the remainder without leading zeros. */
export function divided(u: NDArray, v: NDArray): [quotient: NDArray, remainder: NDArray] {
  const info = promoteInfo(inexact(u.info), inexact(v.info));
  const divisor = asDType('polydiv', v, info);
  let rest = copyAs(u, info);
  const [m, n] = [rest.shape[0]! - 1, divisor.shape[0]! - 1];
  const quotient = zerosArray(info, [Math.max(m - n + 1, 1)]);
  const scale = divide(1, row(divisor, 0)) as NDArray;
  for (let k = 0; k <= m - n; k++) {
    const factor = multiply(scale, row(rest, k), { out: row(quotient, k) });
    const window = part(rest, k, k + n + 1);
    subtract(window, multiply(divisor, factor), { out: window });
  }
  const size = (value: unknown): number => (value instanceof Complex ? value.abs() : Math.abs(value as number));
  while (rest.shape[0]! > 1 && size(rest.item(0)) <= 1e-8) rest = part(rest, 1);
  return [quotient, rest];
}

/** Values by Horner's rule. */
export function horner(p: NDArray, x: NDArray): NDArray {
  const info = promoteInfo(p.info, x.info);
  const at = asDType('polyval', x, info);
  const coefficients = asDType('polyval', p, info);
  const y = zerosArray(info, x.shape);
  for (let k = 0; k < coefficients.shape[0]!; k++) {
    multiply(y, at, { out: y });
    add(y, row(coefficients, k), { out: y });
  }
  return y;
}

/** How often to differentiate or integrate. */
export function checkTimes(functionName: string, word: string, m: number): void {
  if (typeof m !== 'number' || !Number.isInteger(m) || m < 0) {
    throw new ValueError(`${functionName}: Order of ${word} must be positive, got m = ${describe(m)}`);
  }
}

/** The m-th derivative. */
export function derivative(p: NDArray, m: number): NDArray {
  let result = p;
  for (let i = 0; i < m; i++) {
    const n = result.shape[0]! - 1;
    result =
      n < 1
        ? emptyArray(result.info, [0])
        : (multiply(part(result, 0, n), arange(n, 0, -1, { dtype: 'int' })) as NDArray);
  }
  return result;
}

/** The m-th antiderivative with the constants `k`, the one of the first integration first. */
export function antiderivative(p: NDArray, m: number, k: NDArray): NDArray {
  let result = p;
  for (let i = 0; i < m; i++) {
    const n = result.shape[0]!;
    result = joined(divide(result, arange(n, 0, -1, { dtype: 'int' })) as NDArray, part(k, i, i + 1));
  }
  return result;
}

/** The roots, as the eigenvalues of the companion matrix; zeros last. */
export function rootsOf(p: NDArray): NDArray {
  let [first, last] = [0, p.shape[0]! - 1];
  while (first <= last && isZeroAt(p, first)) first++;
  if (first > last) return emptyArray(DTYPES.float64, [0]);
  const zeros =
    p.shape[0]! -
    1 -
    ((): number => {
      while (isZeroAt(p, last)) last--;
      return last;
    })();
  const info = inexact(p.info);
  const n = last - first;
  let roots: NDArray = emptyArray(info, [0]);
  if (n > 0) {
    const c = asDType('roots', part(p, first, last + 1), info.kind === 'c' ? DTYPES.complex128 : DTYPES.float64);
    const companion = zerosArray(c.info as DTypeInfo, [n, n]);
    const head = companion.strided([n], [1], 0);
    divide(part(c, 1), row(c, 0), { out: head });
    negative(head, { out: head });
    for (let i = 1; i < n; i++) companion.itemset(i, i - 1, 1);
    roots = eigenvaluesOf(companion);
    if (info.itemsize / info.lanes < 8) roots = copyAs(roots, roots.info.kind === 'c' ? DTYPES.complex64 : info);
  }
  return zeros > 0 ? joined(roots, zerosArray(roots.info, [zeros])) : roots;
}

/** The polynomial of leading coefficient 1 with these roots. */
export function fromRoots(roots: NDArray): NDArray {
  const info = inexact(roots.info);
  const zeros = asDType('poly', roots, info);
  const factor = emptyArray(info, [2]);
  factor.itemset(0, 1);
  let result: NDArray = emptyArray(info, [1]);
  result.itemset(0, 1);
  for (let i = 0; i < zeros.shape[0]!; i++) {
    negative(row(zeros, i), { out: row(factor, 1) });
    result = convolution(result, factor);
  }
  return info.kind === 'c' && inConjugatePairs(zeros) ? realPart(result) : result;
}

/** Powers of x in columns, the highest first. */
export function powers(x: NDArray, n: number): NDArray {
  const m = x.shape[0]!;
  const result = emptyArray(x.info, [m, n]);
  const column = (j: number): NDArray => result.strided([m], [n], j);
  for (let j = n - 1; j >= 0; j--) {
    if (j === n - 1) {
      const one = emptyArray(x.info, [1]);
      one.itemset(0, 1);
      backend().copy([m], one.strided([m], [0], 0), column(j));
    } else multiply(column(j + 1), x, { out: column(j) });
  }
  return result;
}

/** Coefficients from a vector or a polynomial: one axis, no leading zeros. */
export function trimmed(c: NDArray): NDArray {
  if (c.ndim !== 1) throw new ValueError(`poly1d: Polynomial must be 1d only, got shape ${shapeText(c.shape)}`);
  let first = 0;
  while (first < c.shape[0]! && isZeroAt(c, first)) first++;
  if (first === c.shape[0]!) return zerosArray(c.info, [1]);
  return first === 0 ? c : part(c, first);
}
