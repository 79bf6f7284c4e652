/**
 * A family of polynomials P_0, P_1, ... is two three-term rules, x P_n and the antiderivative of P_n in terms of the
 * neighbours of P_n. All that NumPy does with series in any of the six families follows from them: here are the products
 * and quotients of series, their values, derivatives and integrals (C. Clenshaw, Math. Comp. 9, 1955; L. Trefethen,
 * Approximation Theory and Approximation Practice, chapters 3 and 18).
 */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { promoteInfo } from '../core/promotion.js';
import { normalizeAxis } from '../core/shape.js';
import { permuted } from '../ops/axisGroups.js';
import { inexact, isZeroAt, joined, part, row } from '../ops/coefficients.js';
import { asDType, copyAs } from '../ops/creation.js';
import { add, divide, multiply, negative, subtract } from '../ops/ufuncs/arithmetic.js';
import { asSeries, coefficientArray, lengthened, series, trimseq } from './polyutils.js';

/** Coefficients of P_{n+1}, P_n and P_{n-1}, as functions of n. */
export interface ThreeTerms {
  readonly up: (n: number) => number;
  readonly same?: (n: number) => number;
  readonly down?: (n: number) => number;
}

/** What tells a family from the others. */
export interface Family {
  /** NumPy's prefix for its functions: `'poly'`, `'cheb'`, ... */
  readonly prefix: string;
  /** x P_n. */
  readonly timesX: ThreeTerms;
  /** The antiderivative of P_n, up to a constant. */
  readonly antiderivative: ThreeTerms;
  /** A quicker product than by the rule. */
  readonly product?: (a: NDArray, b: NDArray) => NDArray;
}

const nothing = (): number => 0;

/** The terms with zeros where a family has none. */
function terms({ up, same = nothing, down = nothing }: ThreeTerms): Required<ThreeTerms> {
  return { up, same, down };
}

/** Numbers as a vector that meets coefficients of a dtype without changing it. */
function weights(info: DTypeInfo, n: number, of: (k: number) => number): NDArray {
  const values = emptyArray(DTYPES.float64, [n]);
  for (let k = 0; k < n; k++) values.storage[k] = of(k);
  const part = info === DTYPES.complex64 ? DTYPES.float32 : info.kind === 'c' ? DTYPES.float64 : info;
  return asDType('weights', values, part);
}

/** x times a series: one coefficient more. */
export function timesX(family: Family, c: NDArray): NDArray {
  const { up, same, down } = terms(family.timesX);
  const n = c.shape[0]!;
  const result = lengthened(negative(multiply(part(c, 0, 1), 0)) as NDArray, n + 1);
  const put = (from: number, to: number, count: number, of: (k: number) => number): void => {
    if (count <= 0) return;
    const target = part(result, to, to + count);
    add(
      target,
      multiply(
        part(c, from, from + count),
        weights(c.info, count, (k) => of(from + k)),
      ),
      { out: target },
    );
  };
  put(0, 1, n, up);
  if (family.timesX.same) put(0, 0, n, same);
  if (family.timesX.down) put(1, 0, n - 1, down);
  return result;
}

/** Sum of two vectors, the shorter one lengthened. */
function sum(a: NDArray, b: NDArray): NDArray {
  const n = Math.max(a.shape[0]!, b.shape[0]!);
  return add(lengthened(a, n), lengthened(b, n)) as NDArray;
}

/** What a Clenshaw sum runs in: numbers, arrays, or series. */
export interface Domain<T> {
  /** The k-th coefficient as such a value. */
  readonly coefficient: (k: number) => T;
  /** `(x - shift) * factor * value`. */
  readonly line: (value: T, shift: number, factor: number) => T;
  /** `a + b`, and `a + factor * b`. */
  readonly plus: (a: T, b: T, factor?: number) => T;
}

/** The sum of c_k P_k(x) for k below n, from the highest term down. */
export function clenshaw<T>(family: Family, n: number, { coefficient, line, plus }: Domain<T>): T {
  const { up, same, down } = terms(family.timesX);
  let next: T | undefined;
  let current = coefficient(n - 1);
  for (let k = n - 2; k >= 0; k--) {
    let value = plus(coefficient(k), line(current, same(k), 1 / up(k)));
    if (next !== undefined && family.timesX.down) value = plus(value, next, -down(k + 1) / up(k + 1));
    next = current;
    current = value;
  }
  return current;
}

/** The product of two series. */
export function product(family: Family, c1: ArrayLike, c2: ArrayLike): NDArray {
  const [a, b] = asSeries([c1, c2]) as [NDArray, NDArray];
  if (family.product) return trimseq(family.product(a, b));
  const [short, long] = a.shape[0]! <= b.shape[0]! ? [a, b] : [b, a];
  return trimseq(
    clenshaw<NDArray>(family, short.shape[0]!, {
      coefficient: (k) => multiply(long, row(short, k)) as NDArray,
      line: (value, shift, factor) => {
        const moved = timesX(family, value);
        return multiply(shift === 0 ? moved : sum(moved, multiply(value, -shift) as NDArray), factor) as NDArray;
      },
      plus: (x, y, factor) => sum(x, factor === undefined ? y : (multiply(y, factor) as NDArray)),
    }),
  );
}

/** Quotient and remainder of two series. */
export function quotient(family: Family, c1: ArrayLike, c2: ArrayLike): [quotient: NDArray, remainder: NDArray] {
  const [a, b] = asSeries([c1, c2]) as [NDArray, NDArray];
  const [n, m] = [a.shape[0]!, b.shape[0]!];
  if (isZeroAt(b, m - 1)) throw new ValueError(`${family.prefix}div: division by zero`);
  if (n < m) return [multiply(part(a, 0, 1), 0) as NDArray, a];
  if (m === 1) return [divide(a, row(b, 0)) as NDArray, multiply(part(a, 0, 1), 0) as NDArray];
  const result = lengthened(multiply(part(a, 0, 1), 0) as NDArray, n - m + 1);
  let rest = a;
  for (let k = n - m; k >= 0; k--) {
    const basis = lengthened(part(result, 0, 0), k + 1);
    basis.itemset(k, 1);
    // The divisor times P_k: its highest term takes away that of the rest.
    const step = family.product ? family.product(basis, b) : product(family, basis, b);
    const last = step.shape[0]! - 1;
    const factor = divide(row(rest, last), row(step, last), { out: row(result, k) });
    rest = subtract(part(rest, 0, last), multiply(part(step, 0, last), factor)) as NDArray;
  }
  return [result, trimseq(rest)];
}

/** A whole power of a series. */
export function power(family: Family, c: ArrayLike, exponent: number, maxpower: number | null): NDArray {
  const base = series(c);
  if (!Number.isInteger(exponent) || exponent < 0)
    throw new ValueError(`${family.prefix}pow: Power must be a non-negative integer, got ${describe(exponent)}`);
  if (maxpower !== null && exponent > maxpower)
    throw new ValueError(`${family.prefix}pow: Power is too large: ${exponent} > maxpower ${maxpower}`);
  let result = add(multiply(part(base, 0, 1), 0), 1) as NDArray;
  for (let i = 0; i < exponent; i++) result = product(family, result, base);
  return result;
}

/** The straight line `off + scl * x` as a series. */
export function line(family: Family, off: ScalarLike, scl: ScalarLike): NDArray {
  const { up, same } = terms(family.timesX);
  const [o, s] = asSeries([off, scl]) as [NDArray, NDArray];
  if (isZeroAt(s, 0)) return o;
  return joined(add(o, multiply(s, same(0))) as NDArray, multiply(s, up(0)) as NDArray);
}

/** The series with given roots, multiplied together in pairs. */
export function withRoots(family: Family, roots: NDArray): NDArray {
  if (roots.size === 0) return asNDArray('fromroots', [1]);
  let factors = Array.from({ length: roots.shape[0]! }, (_, k) =>
    line(family, (negative(part(roots, k, k + 1)) as NDArray).item(), 1),
  );
  while (factors.length > 1) {
    const half = Math.floor(factors.length / 2);
    const pairs = Array.from({ length: half }, (_, k) => product(family, factors[k]!, factors[k + half]!));
    if (factors.length % 2 === 1) pairs[0] = product(family, pairs[0]!, factors[factors.length - 1]!);
    factors = pairs;
  }
  return factors[0]!;
}

/**
 * Values of a series.
 *
 * @param x - a number or an array_like
 * @param c - coefficients, the degree along the first axis
 * @param tensor - evaluate every column of `c` at every x (true), or broadcast x against the columns
 * @returns the plain value for a number and one column, else an array
 */
export function values(
  family: Family,
  x: ArrayLike,
  c: ArrayLike,
  tensor: boolean,
): NDArray | ReturnType<NDArray['item']> {
  const name = `${family.prefix}val`;
  const coefficients = coefficientArray(name, c);
  const n = coefficients.shape[0]!;
  if (n === 0) throw new ValueError(`${name}: Coefficient array is empty`);
  const one = coefficients.ndim === 1;
  if (typeof x === 'number' && one && coefficients.info === DTYPES.float64) {
    const { storage, offset, steps } = coefficients;
    return clenshaw<number>(family, n, {
      coefficient: (k) => storage[offset + k * steps[0]!] as number,
      line: (value, shift, factor) => (x - shift) * factor * value,
      plus: (a, b, factor = 1) => a + factor * b,
    });
  }
  const points = asNDArray(name, x);
  const info = promoteInfo(coefficients.info, points.info);
  const at = asDType(name, points, info);
  const lengths = [...coefficients.shape.slice(1), ...(tensor ? at.shape.map(() => 1) : [])];
  const steps = [...coefficients.steps.slice(1), ...(tensor ? at.shape.map(() => 0) : [])];
  const result = clenshaw<NDArray>(family, n, {
    coefficient: (k) => coefficients.strided(lengths, steps, coefficients.offset + k * coefficients.steps[0]!),
    line: (value, shift, factor) => {
      const product = multiply(value, shift === 0 ? at : (subtract(at, shift) as NDArray)) as NDArray;
      return factor === 1 ? product : multiply(product, factor, { out: product });
    },
    plus: (a, b, factor) => {
      if (factor === undefined) return add(a, b) as NDArray;
      return add(a, multiply(b, factor) as NDArray) as NDArray;
    },
  });
  // One coefficient alone has not met x yet.
  const full = n === 1 ? (add(multiply(at, 0), result) as NDArray) : result;
  return isScalarLike(x) && full.ndim === 0 ? full.item() : full;
}

/** How a derivative or integral is asked for. */
export function checkCount(name: string, what: string, m: unknown): number {
  if (typeof m !== 'number' || !Number.isInteger(m))
    throw new DTypeError(`${name}: ${what} must be an integer, got ${describe(m)}`);
  if (m < 0) throw new ValueError(`${name}: ${what} must be non-negative, got ${m}`);
  return m;
}

/** The degree's axis first. */
function degreeFirst(name: string, c: NDArray, axis: number): [NDArray, number] {
  const k = normalizeAxis(name, axis, c.ndim);
  return [permuted(c, [k, ...[...c.shape.keys()].filter((one) => one !== k)]), k];
}

/** The degree's axis back in its place. */
function degreeBack(c: NDArray, axis: number): NDArray {
  const order = Array.from({ length: c.ndim - 1 }, (_, k) => k + 1);
  order.splice(axis, 0, 0);
  return permuted(c, order);
}

/** The m-th derivative of a series, each one multiplied by `scl`. */
export function derivative(family: Family, c: ArrayLike, m: number, scl: ScalarLike, axis: number): NDArray {
  const name = `${family.prefix}der`;
  checkCount(name, 'The order of derivation', m);
  const { up, same, down } = terms(family.antiderivative);
  const [first, k] = degreeFirst(name, coefficientArray(name, c), axis);
  if (m === 0) return degreeBack(copyAs(first, first.info), k);
  let current = first;
  if (m >= first.shape[0]!) return degreeBack(multiply(current.at('0:1'), 0) as NDArray, k);
  for (let i = 0; i < m; i++) {
    const rest = multiply(current, scl) as NDArray;
    const n = rest.shape[0]! - 1;
    const result = emptyArray(rest.info as DTypeInfo, [n, ...rest.shape.slice(1)]);
    // The antiderivative of P_{j-1} solved for the derivative of P_j.
    for (let j = n; j > 0; j--) {
      const target = multiply(row(rest, j), 1 / up(j - 1), { out: row(result, j - 1) });
      if (j > 1 && same(j - 1) !== 0)
        subtract(row(rest, j - 1), multiply(target, same(j - 1)), { out: row(rest, j - 1) });
      if (j > 2 && down(j - 1) !== 0)
        subtract(row(rest, j - 2), multiply(target, down(j - 1)), { out: row(rest, j - 2) });
    }
    current = result;
  }
  return degreeBack(current, k);
}

/** The m-th integral of a series from `lbnd`, each one multiplied by `scl` and given a constant of `k`. */
export function integral(
  family: Family,
  c: ArrayLike,
  m: number,
  k: ArrayLike,
  lbnd: ScalarLike,
  scl: ScalarLike,
  axis: number,
): NDArray {
  const name = `${family.prefix}int`;
  checkCount(name, 'The order of integration', m);
  const constants = asNDArray(name, k);
  const list = constants.ndim === 0 ? [constants.item()] : constants.toFlatArray();
  if (list.length > m) throw new ValueError(`${name}: Too many integration constants: ${list.length} for m = ${m}`);
  const { up, same, down } = terms(family.antiderivative);
  let [current, place] = degreeFirst(name, coefficientArray(name, c), axis);
  if (m === 0) return degreeBack(copyAs(current, current.info), place);
  const info = promoteInfo(current.info, inexact(constants.info.kind === 'c' ? constants.info : current.info));
  current = asDType(name, current, info);
  for (let i = 0; i < m; i++) {
    const source = multiply(current, scl) as NDArray;
    const n = source.shape[0]!;
    const result = zerosArray(source.info as DTypeInfo, [n + 1, ...source.shape.slice(1)]);
    for (let j = 0; j < n; j++) {
      const put = (to: number, factor: number): void => {
        if (factor !== 0 && to >= 0) add(row(result, to), multiply(row(source, j), factor), { out: row(result, to) });
      };
      put(j + 1, up(j));
      put(j, same(j));
      put(j - 1, down(j));
    }
    const start = values(family, lbnd, result, true);
    const constant = subtract((list[i] ?? 0) as number, start as NDArray) as NDArray;
    add(row(result, 0), constant, { out: row(result, 0) });
    current = result;
  }
  return degreeBack(current, place);
}
